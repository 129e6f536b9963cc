"""De melding: vastleggen, oppakken, urgentie, contact, terugkoppeling, omzetten en schorsen."""

from dataclasses import dataclass, field
from datetime import date, datetime

from zicht.catalogus import load
from zicht.core.codelijsten import BEROEPSMATIG
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import Uitvoering, controleer_versie, eis, handeling
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Woonplek, betrek
from zicht.web.registratie.handelingen.team import eigenaar_van, team_toegang

CONTROLE_NA_WERKDAGEN = {"hoog": 1, "midden": 3, "laag": 5}


@dataclass(frozen=True)
class Meldergegevens:
    """Wie meldt. Komt in een eigen, versleutelde tabel."""

    beroepsmatig: bool = True
    naam: str = ""
    functie: str = ""
    organisatie: str = ""
    telefoon: str = ""
    email: str = ""
    adres: str = ""
    toestemming: bool = False
    bedreiging: bool = False


@dataclass(frozen=True)
class Registratie:
    """Waarom een melding alleen ter registratie is: de professional kan en wil het probleem zelf aanpakken."""

    reden: str
    kan: bool | None = None
    wil: bool | None = None

    def eis(self, hoedanigheid: str, *, ambtshalve: bool) -> None:
        """Houd tegen wat geen melding ter registratie is (NOG, Meerjarenbegroting 2025, hoofdstuk 7, dienst 3)."""
        eis(
            hoedanigheid in BEROEPSMATIG and not ambtshalve,
            "Alleen een melding van een professional kan ter registratie zijn. Neem deze melding gewoon aan.",
        )
        eis(
            self.kan and self.wil,
            "Ter registratie kan alleen als de professional het probleem goed kan én wil aanpakken. Neem de melding anders gewoon aan.",
        )
        eis(self.reden.strip(), "Schrijf op hoe de professional het aanpakt, en hoe u dat weet.")

    @property
    def gezegd(self) -> dict[str, bool]:
        """Wat er in de werkstand van de melding komt."""
        return {"professional_kan": bool(self.kan), "professional_wil": bool(self.wil)}


@dataclass(frozen=True)
class NieuweMelding:
    """Wat van een melding wordt vastgelegd. Zonder dossier opent zij een nieuw dossier."""

    ontvangen_op: date
    bron: str = "telefoon"
    gemeente: str = ""
    urgentie: str = ""
    reden_urgentie: str = ""
    hoedanigheid: str = ""
    aanleiding: tuple[str, ...] = ()
    aard: tuple[str, ...] = ()
    situatie: str = ""
    anoniem: bool | None = None
    ambtshalve: bool = False
    ter_registratie: "Registratie | None" = None
    melder: Meldergegevens | None = None
    betrokkenen: tuple[Betrokkenheid, ...] = ()
    adres: Woonplek | None = None
    zicht_door: str = "veilig_thuis"
    tijdens: str | None = None  # leeg: volgt uit het dossier
    extern_kenmerk: str = ""
    aanleveraar: str = ""
    eerdere: tuple[m.Dossier, ...] = field(default=(), compare=False)
    vlaggen: tuple[tuple[str, str], ...] = ()  # soort en tekst van een contactaanwijzing


def melding_registreren(
    invoer: NieuweMelding,
    *,
    door: Gebruiker,
    om: datetime,
    dossier: m.Dossier | None = None,
    recht: str = "melding.registreren",
) -> m.Melding:
    """Leg een melding vast met iedereen om wie het gaat. Op een open dossier komt zij daarbij, met een eigen klok."""
    team = team_toegang(door)
    nieuw = dossier is None
    dossier = dossier or m.Dossier(
        kenmerk=m.nieuw_kenmerk("D", invoer.ontvangen_op.year),
        gemeente=invoer.gemeente,
        team=team,
        geopend_op=invoer.ontvangen_op,
    )
    melding = _melding(invoer, dossier, team, eigenaar_van(team, door))
    with handeling("melding_registreren", recht, door=door, om=om, dossier=dossier, over=melding) as h:
        eis(invoer.ontvangen_op <= om.date(), "De dag van ontvangst ligt in de toekomst.")
        if invoer.ter_registratie:
            invoer.ter_registratie.eis(invoer.hoedanigheid, ambtshalve=invoer.ambtshalve)
        eis(
            dossier.gesloten_op is None,
            "Dit dossier is gesloten. Een nieuwe melding opent een nieuw dossier; Zicht legt het verband.",
        )
        if nieuw:
            h.bewaar(dossier)
            h.gebeurtenis("dossier geopend", invoer.ontvangen_op, dossier=dossier, kenmerk=dossier.kenmerk)
        melding.tijdens = invoer.tijdens if invoer.tijdens is not None else _tijdens(h, dossier, nieuw=nieuw)
        h.bewaar(melding)
        _bij_de_melding(h, invoer, melding)
        h.gebeurtenis("melding ontvangen", invoer.ontvangen_op, dossier=dossier, kenmerk=melding.kenmerk)
    return melding


def _melding(invoer: NieuweMelding, dossier: m.Dossier, team: object, eigenaar: Gebruiker) -> m.Melding:
    return m.Melding(
        kenmerk=m.nieuw_kenmerk("M", invoer.ontvangen_op.year),
        dossier=dossier,
        bron=invoer.bron,
        ontvangen_op=invoer.ontvangen_op,
        urgentie=invoer.urgentie,
        ter_registratie=invoer.ter_registratie is not None,
        reden_registratie=invoer.ter_registratie.reden if invoer.ter_registratie else "",
        werkstand=invoer.ter_registratie.gezegd if invoer.ter_registratie else {},
        anoniem=invoer.anoniem,
        ambtshalve=invoer.ambtshalve,
        hoedanigheid=invoer.hoedanigheid,
        aanleiding=list(invoer.aanleiding),
        aard=list(invoer.aard),
        situatie=invoer.situatie,
        team=team,
        eigenaar=eigenaar,
        zicht_door=invoer.zicht_door,
        laatste_controle_op=invoer.ontvangen_op,
        volgende_controle_op=volgende_controle(invoer.ontvangen_op, invoer.urgentie),
        extern_kenmerk=invoer.extern_kenmerk,
        aanleveraar=invoer.aanleveraar,
    )


def volgende_controle(vanaf: date, urgentie: str) -> date:
    """Wanneer uiterlijk weer naar de veiligheid wordt gekeken zolang een zaak wacht.

    Keuze: hoog de volgende werkdag, midden na drie, laag en onbekend na vijf werkdagen. De bronnen zeggen dat
    wachtende zaken op urgentie worden gescreend, niet hoe vaak.
    """
    return load.kalender().plus_werkdagen(vanaf, CONTROLE_NA_WERKDAGEN.get(urgentie, 5))


def _tijdens(h: Uitvoering, dossier: m.Dossier, *, nieuw: bool) -> str:
    """Hoe Veilig Thuis al betrokken was toen deze melding kwam (vervolgmelding volgens het CBS)."""
    if nieuw:
        return "geen"
    if any(ander.beoordeeld_op is None and ander.omgezet_op is None for ander in h.opslag.rijen(m.Melding, dossier)):
        return "beoordeling"
    open_diensten = {d.soort for d in h.opslag.rijen(m.Dienst, dossier) if not d.afgerond_op and not d.ingetrokken_op}
    if open_diensten - {"monitoren"}:
        return "na_beoordeling"
    return "monitoring" if open_diensten else "na_beoordeling"


def _bij_de_melding(h: Uitvoering, invoer: NieuweMelding, melding: m.Melding) -> None:
    if invoer.melder is not None:
        h.bewaar(m.Melder(melding=melding, **vars(invoer.melder)))
    if invoer.urgentie:
        h.bewaar(
            _urgentie(
                melding, invoer.urgentie, invoer.reden_urgentie or "bij het aannemen", invoer.ontvangen_op, h.door
            )
        )
    betrek(h, melding.dossier, invoer.betrokkenen, invoer.adres, melding.ontvangen_op)
    for soort, tekst in invoer.vlaggen:
        h.bewaar(m.Contactvlag(dossier=melding.dossier, soort=soort, tekst=tekst, van=melding.ontvangen_op))
    for eerder in invoer.eerdere:
        h.bewaar(m.Dossierverband(dossier=melding.dossier, eerder=eerder))


def _urgentie(melding: m.Melding, urgentie: str, reden: str, op: date, door: Gebruiker) -> m.Urgentie:
    return m.Urgentie(melding=melding, urgentie=urgentie, reden=reden, op=op, door=door)


def urgentie_bepalen(
    melding: m.Melding, *, urgentie: str, reden: str, op: date, door: Gebruiker, om: datetime, zicht_door: str | None = None,
    versie: int | None = None,
) -> None:  # fmt: skip
    """Screen een wachtende melding opnieuw: dat is ook een veiligheidscontrole, en zet de volgende."""
    with handeling("urgentie_bepalen", "zaak.bewerken", door=door, om=om, dossier=melding.dossier, over=melding) as h:
        controleer_versie(melding, versie)
        eis(reden.strip(), "Schrijf op waarom deze urgentie past.")
        eis(melding.beoordeeld_op is None, "Deze melding is al beoordeeld.")
        melding.urgentie, melding.laatste_controle_op = urgentie, op
        melding.volgende_controle_op = volgende_controle(op, urgentie)
        melding.zicht_door = zicht_door or melding.zicht_door
        h.bewaar(melding, _urgentie(melding, urgentie, reden, op, door))
        h.gebeurtenis(f"gescreend op urgentie: {urgentie}", op, dossier=melding.dossier, kenmerk=melding.kenmerk)


def registratie_wijzigen(
    melding: m.Melding, registratie: Registratie | None, *, reden: str, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:  # fmt: skip
    """Maak van een melding alsnog een registratie, of juist een gewone melding; de oude stand blijft als versie bewaard.

    Zonder `registratie` loopt de klok van de beoordeling vanaf de dag van ontvangst, ook als die al voorbij is: zo is het
    gegaan. Na het besluit kan een registratie er alleen nog zijn als er geen vervolg kwam.
    """
    with handeling(
        "registratie_wijzigen", "zaak.corrigeren", door=door, om=om, dossier=melding.dossier, over=melding, reden=reden[:200]
    ) as h:  # fmt: skip
        controleer_versie(melding, versie)
        eis(melding.omgezet_op is None, "Deze melding is omgezet in een advies.")
        eis(reden.strip(), "Schrijf op waarom u dit verandert.")
        eis(bool(melding.ter_registratie) is (registratie is None), "Dit is al zo vastgelegd.")
        _pas_beoordeling_aan(h, melding, registratie)
        if registratie:
            registratie.eis(melding.hoedanigheid, ambtshalve=bool(melding.ambtshalve))
            melding.werkstand = {**melding.werkstand, **registratie.gezegd}
        melding.ter_registratie = registratie is not None
        melding.reden_registratie = (registratie.reden if registratie else reden)[:400]
        h.bewaar(melding)
        tekst = "melding alleen ter registratie" if registratie else "melding niet meer alleen ter registratie"
        h.gebeurtenis(tekst, om.date(), dossier=melding.dossier, kenmerk=melding.kenmerk)


def _pas_beoordeling_aan(h: Uitvoering, melding: m.Melding, registratie: Registratie | None) -> None:
    """Een beoordeling in bewerking volgt; een besluit dat er al is moet erbij passen."""
    if melding.beoordeeld_op is not None:
        diensten = [d for d in h.opslag.bij(m.Dienst, "melding", melding) if d.ingetrokken_op is None]
        eis(
            registratie is None or (melding.besluit == "geen_vervolg" and not diensten),
            "Er kwam vervolg op deze melding. Ter registratie kan alleen als er geen vervolg is.",
        )
        return
    for beoordeling in h.opslag.bij(m.Veiligheidsbeoordeling, "melding", melding):
        eis(
            beoordeling.stand != "voorgelegd",
            "De tweede lezer leest nu. Wacht op het antwoord, en verander dit daarna.",
        )
        beoordeling.ter_registratie = registratie is not None
        h.bewaar(beoordeling)


def melding_oppakken(melding: m.Melding, *, op: date, eigenaar: Gebruiker, door: Gebruiker, om: datetime) -> None:
    """Haal een melding van de wachtlijst; de beoordeling begint."""
    with handeling("melding_oppakken", "zaak.bewerken", door=door, om=om, dossier=melding.dossier, over=melding) as h:
        eis(melding.opgepakt_op is None, f"Deze melding is al opgepakt door {melding.eigenaar}.")
        eis(melding.beoordeeld_op is None and melding.omgezet_op is None, "Deze melding is al klaar.")
        eis(melding.ontvangen_op <= op, "De melding kan niet zijn opgepakt voor zij binnenkwam.")
        melding.opgepakt_op, melding.eigenaar = op, eigenaar
        h.bewaar(melding)
        h.gebeurtenis("melding opgepakt", op, dossier=melding.dossier, kenmerk=melding.kenmerk)


def eerste_contact_vastleggen(melding: m.Melding, *, op: date, door: Gebruiker, om: datetime) -> None:
    """Het eerste contact met de direct betrokkenen; zij weten dan ook dat er gegevens zijn vastgelegd."""
    with handeling(
        "eerste_contact_vastleggen", "zaak.bewerken", door=door, om=om, dossier=melding.dossier, over=melding
    ) as h:
        eis(melding.eerste_contact_op is None, "Het eerste contact is al vastgelegd.")
        eis(melding.ontvangen_op <= op <= om.date(), "De dag ligt voor de ontvangst van de melding of in de toekomst.")
        melding.eerste_contact_op = melding.laatste_controle_op = op
        h.bewaar(melding)
        for betrokkene in h.opslag.rijen(m.Betrokkene, melding.dossier):
            if betrokkene.geinformeerd_op is None:
                betrokkene.geinformeerd_op = op
                h.bewaar(betrokkene)
        h.gebeurtenis("eerste contact met de direct betrokkenen", op, dossier=melding.dossier, kenmerk=melding.kenmerk)


def terugkoppeling_vastleggen(melding: m.Melding, *, op: date, door: Gebruiker, om: datetime) -> None:
    """De melder weet welke stappen zijn gezet (Wmo 2015, artikel 4.1.1 lid 2 onder g)."""
    with handeling(
        "terugkoppeling_vastleggen", "zaak.bewerken", door=door, om=om, dossier=melding.dossier, over=melding
    ) as h:
        eis(melding.teruggekoppeld_op is None, "De terugkoppeling is al vastgelegd.")
        eis(melding.ontvangen_op <= op <= om.date(), "De dag ligt voor de ontvangst van de melding of in de toekomst.")
        melding.teruggekoppeld_op = op
        h.bewaar(melding)
        h.gebeurtenis("teruggekoppeld aan de melder", op, dossier=melding.dossier, kenmerk=melding.kenmerk)


def klok_schorsen(
    zaak: m.Melding | m.Dienst, *, termijn: str, van: date, grond: str, door: Gebruiker, om: datetime
) -> m.Schorsing:
    """Zet een klok stil, met de grond."""
    with handeling(
        "klok_schorsen", "zaak.bewerken", door=door, om=om, dossier=zaak.dossier, over=zaak, reden=grond[:200]
    ) as h:
        eis(grond.strip(), "Schrijf op waarom de klok stilstaat.")
        lopend = [s for s in h.opslag.rijen(m.Schorsing, zaak.dossier) if zaak.pk in (s.melding_id, s.dienst_id)]
        eis(not any(s.termijn == termijn and s.tot is None for s in lopend), "Deze klok staat al stil.")
        over = {"melding": zaak} if isinstance(zaak, m.Melding) else {"dienst": zaak}
        schorsing = m.Schorsing(termijn=termijn, van=van, grond=grond, **over)
        h.bewaar(schorsing)
        h.gebeurtenis("klok stilgezet", van, dossier=zaak.dossier, kenmerk=zaak.kenmerk)
    return schorsing


def klok_hervatten(schorsing: m.Schorsing, *, tot: date, door: Gebruiker, om: datetime) -> None:
    """Laat een klok weer lopen; de uiterste datum schuift op met de dagen die niet telden."""
    zaak = schorsing.melding or schorsing.dienst
    assert zaak is not None
    with handeling("klok_hervatten", "zaak.bewerken", door=door, om=om, dossier=zaak.dossier, over=zaak) as h:
        eis(schorsing.tot is None, "Deze klok loopt al weer.")
        eis(schorsing.van < tot, "De klok kan niet weer lopen voor zij stilstond.")
        schorsing.tot = tot
        h.bewaar(schorsing)
        h.gebeurtenis("klok loopt weer", tot, dossier=zaak.dossier, kenmerk=zaak.kenmerk)
