"""Een voorbeeld van elke brief, over verzonnen mensen."""

from datetime import date

from zicht.rapportage.brieven import (
    Afspraak,
    Brief,
    Briefkop,
    DossierVernietigen,
    Geadresseerde,
    Gegevens,
    Gespreksdoel,
    Medewerker,
    Monitorafspraak,
    Organisatiegegevens,
    Overdracht,
    Overdrachtsmoment,
    Rechten,
    Rol,
    Stap,
    TerugkoppelingMelder,
    Uitnodiging,
    Vastlegging,
    Vertrouwenspersoon,
)

ORGANISATIE = Organisatiegegevens(
    naam="Veilig Thuis Voorbeeldregio",
    postadres="Postbus 100",
    postcode_plaats="9990 AA Voorbeeldstad",
    telefoon="0800-2000",
    bereikbaar="dag en nacht, en is gratis",
    website="www.veiligthuis.example",
    privacy_contact="privacy@veiligthuis.example",
    klachten_contact="klachten@veiligthuis.example",
    vertrouwenspersoon=Vertrouwenspersoon("het AKJ", "000 - 555 10 00", "www.akj.example", "op werkdagen"),
)
KOP = Briefkop(
    ORGANISATIE,
    date(2026, 3, 12),
    "D-26-K7M4QXRT",
    Medewerker("Noor Hendriksen", "medewerker regioteam", "000 - 123 45 67"),
)
AAN = Geadresseerde("Mevrouw F. Özdemir", ("Voorbeeldstraat 1", "9991 BB Voorbeeldstad"), "mevrouw Özdemir")
OVERDRACHT = Overdracht(
    kop=KOP,
    moment=Overdrachtsmoment.NA_VOORWAARDEN,
    ontvangers=("Fatma Özdemir", "Emre Özdemir", "Wijkteam Voorbeeldstad"),
    besproken_op=date(2026, 3, 10),
    overdrachtspartij="Wijkteam Voorbeeldstad",
    veiligheidsplan="Wijkteam Voorbeeldstad, samen met het gezin",
    zicht_op_veiligheid="Wijkteam Voorbeeldstad",
    regie="Sanne Bruinsma van het wijkteam",
    wie_meldt="Wijkteam Voorbeeldstad",
    veiligheidsvoorwaarden=(
        "Niemand slaat of dreigt.",
        "Bij ruzie gaat Emre naar zijn broer.",
        "De kinderen slapen thuis.",
    ),
    afspraken=(
        Afspraak("Emre volgt de training omgaan met boosheid.", "Emre en de behandelaar", "vanaf 1 april 2026"),
        Afspraak("Het wijkteam komt elke week langs.", "Wijkteam Voorbeeldstad", "elke dinsdag"),
    ),
    doelen_risico=("minder spanning over geld", "stoppen met drinken"),
    doelen_herstel=("de kinderen praten met iemand over wat zij meemaakten",),
    monitoring=(
        Monitorafspraak("juni 2026", "het hele gezin", "of iedereen zich veilig voelt", "Noor Hendriksen"),
        Monitorafspraak("december 2026", "de ouders en het wijkteam", "of de hulp werkt", "Noor Hendriksen"),
    ),
    opnieuw_melden=("er weer geslagen of gedreigd wordt", "iemand zich niet aan de voorwaarden houdt"),
)
TERUGKOPPELING = TerugkoppelingMelder(
    KOP, Geadresseerde("De heer T. Postma", ("Elders 5", "9992 CC Elders"), "meneer Postma"), date(2026, 2, 20),
    (Stap.BEOORDEELD, Stap.CONTACT, Stap.OVERGEDRAGEN), beroepsmatig=False,
)  # fmt: skip
UITNODIGING = Uitnodiging(
    KOP, AAN, date(2026, 3, 19), "14.00 uur", "Kantoor Veilig Thuis, Marktplein 2, Voorbeeldstad", "ongeveer een uur",
    ("Noor Hendriksen", "Joris van Leeuwen"), Gespreksdoel.KENNISMAKING, kinderen=True,
)  # fmt: skip
BRIEVEN: dict[str, Brief] = {
    "overdracht": OVERDRACHT,
    "terugkoppeling": TERUGKOPPELING,
    "terugkoppeling-beroep": TerugkoppelingMelder(KOP, AAN, date(2026, 2, 20), tuple(Stap), beroepsmatig=True),
    "uitnodiging": UITNODIGING,
    **{f"rechten-{rol.value}": Rechten(KOP, AAN, rol) for rol in Rol},
    "vastlegging": Vastlegging(KOP, AAN, date(2026, 3, 2), tuple(Gegevens)),
    "vernietigen": DossierVernietigen(KOP, AAN, date(2026, 3, 9)),
}
