"""Tabellen die vergelijken: bijdragen, scenario's, gevoeligheid, afwijkingen, en de aannames met hun bron."""

from collections.abc import Mapping
from datetime import date
from itertools import islice

from zicht.core.begroting.afwijkingen import Afwijking
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.gevoeligheid import Gevoeligheid, Knop
from zicht.core.begroting.inzet import Inzet
from zicht.core.begroting.inzetkosten import inzetkosten
from zicht.core.begroting.scenario import Wijze
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.rapportage.begroting.cellen import Rij, cel
from zicht.rapportage.begroting.namen import aandeel, eenheid_van, padnaam, verschil, waarde
from zicht.rapportage.begroting.stuk import Scenariostand, Stuk
from zicht.rapportage.blokken import Cel, Kolom, Tabel, getalkolommen, rij
from zicht.rapportage.getallen import VAST

MEESTE_KNOPPEN = 12


# -------------------------------------------------------------------------------------------------------------- bijdragen


def bijdragen(stuk: Stuk) -> Tabel | None:
    """Wat elke gemeente betaalt; met een of twee scenario's ernaast wat het dan wordt."""
    if not stuk.bijdragen:
        return None
    naast = [stand for stand in stuk.standen if stand.bijdragen] if len(stuk.standen) <= 3 else []
    per = [{deel.gemeente: deel.bedrag_euro for deel in stand.bijdragen} for stand in naast]
    rijen = [rij(deel.naam, aandeel(deel.aandeel), waarde(deel.bedrag_euro, "euro"),
                 *(cel for bedragen in per for cel in (waarde(bedragen[deel.gemeente], "euro"),
                                                       verschil(bedragen[deel.gemeente] - deel.bedrag_euro, "euro"))))
             for deel in stuk.bijdragen]  # fmt: skip
    totaal = sum(deel.bedrag_euro for deel in stuk.bijdragen)
    samen = [Cel(tekst, vet=True) for bedragen in per for tekst in
             (waarde(sum(bedragen.values()), "euro"), verschil(sum(bedragen.values()) - totaal, "euro"))]  # fmt: skip
    rijen.append(
        rij(Cel("Samen", vet=True), Cel(f"100{VAST}%", vet=True), Cel(waarde(totaal, "euro"), vet=True), *samen)
    )
    koppen = [kop for stand in naast for kop in (stand.scenario.titel, "Verschil")]
    kolommen = (Kolom("Gemeente", breedte=1.6), *getalkolommen("Aandeel", f"Bijdrage {stuk.begroting.jaar}", *koppen))
    sleutel = ", ".join(f"{maat.titel.lower()} ({_gewicht(stuk, maat.code)})" for maat in stuk.begroting.maten)
    noot = f"Verdeeld naar {sleutel}. Hele euro’s, samen precies het begrote totaal."
    return Tabel(f"Bijdrage aan de begroting {stuk.begroting.jaar}", kolommen, tuple(rijen), noot)


def bijdragen_scenarios(stuk: Stuk) -> Tabel | None:
    """Per gemeente de bijdrage nu en in hoogstens drie scenario's; laag, midden en hoog gaan voor."""
    bekend = [stand for stand in stuk.standen if stand.bijdragen and stand.effect]
    gekozen = ([stand for stand in bekend if stand.scenario.code in ("laag", "midden", "hoog")] or bekend)[:3]
    if not gekozen or not stuk.bijdragen:
        return None
    per = [{deel.gemeente: deel.bedrag_euro for deel in stand.bijdragen} for stand in gekozen]
    rijen = [rij(deel.naam, *(waarde(bedrag, "euro") for bedrag in (deel.bedrag_euro, *(b[deel.gemeente] for b in per))))
             for deel in stuk.bijdragen]  # fmt: skip
    totalen = (sum(deel.bedrag_euro for deel in stuk.bijdragen), *(sum(b.values()) for b in per))
    rijen.append(rij(Cel("Samen", vet=True), *(Cel(waarde(totaal, "euro"), vet=True) for totaal in totalen)))
    kolommen = (
        Kolom("Gemeente", breedte=1.4),
        *getalkolommen(f"Begroting {stuk.begroting.jaar}", *(s.scenario.titel for s in gekozen)),
    )
    return Tabel("Bijdrage per gemeente in de scenario’s", kolommen, tuple(rijen))


def _gewicht(stuk: Stuk, code: str) -> str:
    getal = stuk.begroting.getal(f"verdeelsleutel.{code}.gewicht")
    return waarde(getal.waarde if getal else None, "procent")


# -------------------------------------------------------------------------------------------------------------- scenario's


def scenarios(stuk: Stuk) -> Tabel:
    """De begroting en de scenario's naast elkaar, een rij per scenario."""
    kolommen = (
        Kolom("Scenario", breedte=2.6),
        *getalkolommen("Fte primair", "Totaal, model", "Verschil", "Begroot totaal"),
    )
    basis = stuk.model
    eerste = rij(Cel("Begroting", vet=True), cel(basis["fte.primair"].waarde, "fte"), cel(basis["totaal"].waarde, "euro"), "",
                 cel(stuk.begroot, "euro"))  # fmt: skip
    rijen = (eerste, *(_scenario(stand) for stand in stuk.standen))
    noten = ["Begroot totaal: het vastgestelde bedrag met het verschil erbij."]
    if any(stand.effect is None for stand in stuk.standen):
        noten.append("Niet bekend: geen post volgt uit de formatie, dus het model weet niet wat ander werk kost.")
    return Tabel("Scenario’s naast elkaar", kolommen, rijen, " ".join(noten))


def _scenario(stand: Scenariostand) -> Rij:
    totaal = stand.model["totaal"].waarde if stand.effect is not None else None
    return rij(stand.scenario.titel, cel(stand.model["fte.primair"].waarde, "fte"), cel(totaal, "euro"),
               Cel(verschil(stand.effect, "euro"), grijs=stand.effect is None), cel(stand.begroot, "euro"))  # fmt: skip


def wijzigingen(stuk: Stuk, stand: Scenariostand) -> Tabel:
    """Wat een scenario verandert: van, naar, en het effect van elke wijziging apart."""
    effecten = dict(stand.per_wijziging)
    rijen = list[Rij]()
    for deel in stand.scenario.wijzigingen:
        oud, nieuw = stuk.begroting.getal(deel.pad), stand.model.begroting.getal(deel.pad)
        eenheid, apart = eenheid_van(stuk.begroting, deel.pad), effecten.get(deel)
        rijen.append(rij(padnaam(stuk.begroting, deel.pad), cel(oud.waarde if oud else None, eenheid),
                         cel(nieuw.waarde if nieuw else None, eenheid), Cel(verschil(apart, "euro"), grijs=apart is None),
                         deel.waarom))  # fmt: skip
    rijen += [_inzet(stand, inzet) for inzet in stand.scenario.mensen]
    kolommen = (
        Kolom("Aanname", breedte=2.2),
        *getalkolommen("Begroting", "Scenario", "Effect apart"),
        Kolom("Waarom", breedte=2.2),
    )
    ander = stand.scenario.beleid or stand.scenario.instroom
    noot = "Beleid en instroom van dit scenario volgt alleen de simulatie." if ander else ""
    return Tabel(f"Scenario ‘{stand.scenario.titel}’", kolommen, tuple(rijen), noot)


def _inzet(stand: Scenariostand, inzet: Inzet) -> Rij:
    """Extra mensen, met wat zij in het jaar van de begroting kosten."""
    b = stand.model.begroting
    kosten = inzetkosten(b, inzet, date(b.jaar, 1, 1), date(b.jaar, 12, 31))
    euro = Cel(verschil(kosten.waarde, "euro"), grijs=kosten.waarde is None)
    return rij(f"{kosten.titel}, team {inzet.team}", Cel(""), Cel(""), euro, inzet.waarom)


def gevoeligheid(stuk: Stuk, meeste: int = MEESTE_KNOPPEN) -> Tabel:
    """Welke aanname het totaal het meest verplaatst, de grootste eerst."""
    rijen = tuple(_knop(nummer, deel) for nummer, deel in enumerate(islice(stuk.gevoeligheid, meeste), 1))
    kolommen = (
        Kolom("", breedte=0.3),
        Kolom("Aanname", breedte=2.6),
        Kolom("Stap", breedte=0.9),
        *getalkolommen("Omhoog", "Omlaag"),
    )
    return Tabel(
        "Welke aanname weegt het zwaarst",
        kolommen,
        rijen,
        "Elke aanname gaat apart een stap omhoog en omlaag; de grootste staat boven.",
    )


def _knop(nummer: int, deel: Gevoeligheid) -> Rij:
    kanten = (
        Cel(verschil(kant, "euro") if kant is not None else "kan niet", grijs=kant is None)
        for kant in (deel.omhoog, deel.omlaag)
    )
    return rij(str(nummer), deel.knop.titel, _stap(deel.knop), *kanten)


def _stap(knop: Knop) -> str:
    return f"1{VAST}procentpunt" if knop.wijze is Wijze.PLUS else f"10{VAST}%"


# -------------------------------------------------------------------------------------------------------------- afwijkingen


def afwijkingen(stuk: Stuk, *, alleen_anders: bool = True) -> Tabel:
    """Waar het model en het gedrukte stuk niet gelijk zijn, met de verklaring."""
    gekozen = [deel for deel in stuk.afwijkingen if not alleen_anders or not deel.klopt or deel.controle.verklaring]
    kolommen = (
        Kolom("Wat", breedte=1.5),
        *getalkolommen("Volgt uit", "Gedrukt", "Verschil"),
        Kolom("Verklaring", breedte=2.8),
    )
    klopt = len(stuk.afwijkingen) - len(gekozen)
    noot = f"Nog {klopt} controles kloppen zonder meer." if klopt and alleen_anders else ""
    return Tabel("Afwijkingen en hun verklaring", kolommen, tuple(map(_afwijking, gekozen)), noot, breed=True)


def _afwijking(deel: Afwijking) -> Rij:
    eenheid = deel.links.eenheid
    return rij(deel.controle.titel, *(cel(kant.waarde, _precies(kant, eenheid)) for kant in (deel.links, deel.rechts)),
               Cel(verschil(deel.verschil, _precies(deel.links, eenheid)) if not deel.klopt else "klopt", grijs=deel.klopt),
               deel.controle.verklaring)  # fmt: skip


def _precies(deel: Uitkomst, eenheid: str) -> str:
    """Een aantal met een breuk laat die zien."""
    return "uren" if eenheid == "aantal" and deel.waarde is not None and deel.waarde % 1 else eenheid


def vragen(stuk: Stuk) -> Tabel | None:
    """De vragen per eenheid met wat gedrukt staat ernaast."""
    gedrukt = {deel.controle.links: deel for deel in stuk.afwijkingen}
    rijen = [rij(u.titel, cel(u.waarde, "euro"), cel(gedrukt[u.code].rechts.waarde if u.code in gedrukt else None, "euro"))
             for u in stuk.uitkomsten.values() if u.code.startswith("vraag.")]  # fmt: skip
    kolommen = (Kolom("Vraag", breedte=2.4), *getalkolommen("Antwoord van het model", "Gedrukt"))
    return Tabel("Vragen per eenheid", kolommen, tuple(rijen)) if rijen else None


# -------------------------------------------------------------------------------------------------------------- aannames


def aannames(stuk: Stuk, bronnaam: Mapping[str, str] | None = None) -> Tabel:
    """Elk ingevoerd getal met zijn plaats in de bron, en de keuze als het geen gedrukt getal is."""
    namen = bronnaam or {}
    rijen = [rij(padnaam(stuk.bron, pad), waarde(getal.waarde, getal.eenheid),
                 _plaats(namen, stuk.bron, getal.bron.sleutel, getal.bron.vindplaats), getal.keuze)
             for pad, getal in stuk.bron.getallen.items()]  # fmt: skip
    kolommen = (
        Kolom("Aanname", breedte=2),
        *getalkolommen("Waarde", breedte=0.8),
        Kolom("Plaats in de bron", breedte=2),
        Kolom("Keuze", breedte=1.8),
    )
    return Tabel("Aannames met hun bron", kolommen, tuple(rijen), breed=True)


def _plaats(namen: Mapping[str, str], bron: Begroting, sleutel: str, vindplaats: str) -> str:
    """De vindplaats, met de naam van de bron erbij als het een andere is dan die van het stuk."""
    return vindplaats if sleutel == bron.bron.sleutel else f"{namen.get(sleutel, sleutel)}: {vindplaats}"
