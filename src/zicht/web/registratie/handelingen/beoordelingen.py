"""De veiligheidsbeoordeling: invullen, voorleggen, en de tweede lezer die beslist of zij telt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen.kern import NietToegestaan, Uitvoering, controleer_versie, eis, handeling
from zicht.web.registratie.handelingen.meldingen import volgende_controle

TWEEDE_LEZER = frozenset({"WB-13", "WB-14", "WB-16"})  # wat pas bij de tweede lezer in orde komt


@dataclass(frozen=True)
class Uitkomst:
    """De uitkomst van een beoordeling: wat de medewerker vindt, en waarom."""

    acuut: bool | None = None
    structureel: bool | None = None
    multiproblematiek: bool | None = None
    besluit: str = ""
    overdracht_aan: tuple[str, ...] = ()
    vervolg: tuple[str, ...] = ()
    ter_registratie: bool = False
    toelichting: str = ""
    afwijking: str = ""


def beoordeling_opslaan(
    melding: m.Melding,
    *,
    formulier: str,
    formulierversie: str,
    antwoorden: Mapping[str, Any],
    uitkomst: Uitkomst,
    gezegd: Mapping[str, Any],
    afwijkingen: Mapping[str, str] | None = None,
    op: date,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> m.Veiligheidsbeoordeling:
    """Bewaar een beoordeling in bewerking; na opmerkingen of een nieuwe tekst moet de tweede lezer opnieuw lezen."""
    with handeling(
        "beoordeling_opslaan", "zaak.bewerken", door=door, om=om, dossier=melding.dossier, over=melding
    ) as h:
        eis(melding.beoordeeld_op is None, "Deze melding is al beoordeeld. Verbeteren gaat met een reden.")
        eis(melding.omgezet_op is None, "Deze melding is omgezet in een advies.")
        beoordeling = _in_bewerking(h, melding) or m.Veiligheidsbeoordeling(melding=melding, opsteller=door)
        controleer_versie(beoordeling, versie)
        eis(beoordeling.stand != "voorgelegd", "De tweede lezer leest nu. Vraag haar eerst terug.")
        _vul(beoordeling, uitkomst, formulier, formulierversie, antwoorden)
        beoordeling.opsteller = door if beoordeling.stand == "concept" else beoordeling.opsteller
        if melding.opgepakt_op is None:
            melding.opgepakt_op, melding.eigenaar = op, door
        melding.werkstand = {**melding.werkstand, **gezegd}
        melding.afwijkingen = {**melding.afwijkingen, **(afwijkingen or {})}
        h.bewaar(beoordeling, melding)
    return beoordeling


def _in_bewerking(h: Uitvoering, melding: m.Melding) -> m.Veiligheidsbeoordeling | None:
    eigen = (b for b in h.opslag.rijen(m.Veiligheidsbeoordeling, melding.dossier) if b.melding_id == melding.pk)
    return next((b for b in eigen if b.stand != "vastgesteld"), None)


def _vul(
    b: m.Veiligheidsbeoordeling, uitkomst: Uitkomst, formulier: str, formulierversie: str, antwoorden: Mapping[str, Any]
) -> None:
    b.formulier, b.formulierversie, b.antwoorden = formulier, formulierversie, dict(antwoorden)
    for naam, waarde in vars(uitkomst).items():
        setattr(b, naam, list(waarde) if isinstance(waarde, tuple) else waarde)


def beoordeling_voorleggen(
    b: m.Veiligheidsbeoordeling,
    *,
    aan: Gebruiker | None,
    op: date,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Leg een beoordeling voor aan een tweede lezer; alles behalve die lezing moet dan in orde zijn."""
    melding = b.melding
    with handeling(
        "beoordeling_voorleggen", "zaak.bewerken", door=door, om=om, dossier=melding.dossier, over=melding
    ) as h:
        controleer_versie(b, versie)
        eis(b.stand in ("concept", "terug"), "Deze beoordeling is al voorgelegd of vastgesteld.")
        eis(aan is None or aan.pk != b.opsteller_id, "De tweede lezer is altijd een ander dan de opsteller.")
        rij = werkstand.van_melding(h.opslag, melding, b)
        punten = [
            p for p in werkstand.open_punten("veiligheidsbeoordeling", rij, melding, op) if p.regel not in TWEEDE_LEZER
        ]
        punten = [
            p
            for p in punten
            if p.kolom not in ("tweede_lezer", "tweede_lezer_rol", "tweede_lezing", "gewijzigd_na_lezing")
        ]
        if punten:
            raise NietToegestaan(*(p.boodschap for p in punten))
        b.stand, b.voorgelegd_aan, b.voorgelegd_op = "voorgelegd", aan, op
        h.bewaar(b)
        h.gebeurtenis(
            "beoordeling voorgelegd aan een tweede lezer", op, dossier=melding.dossier, kenmerk=melding.kenmerk
        )


def hoedanigheid_van(lezer: Gebruiker) -> str:
    """Als wat iemand meeleest: gedragsdeskundige en vertrouwensarts gaan voor collega."""
    for rol in (Rol.VERTROUWENSARTS, Rol.GEDRAGSDESKUNDIGE):
        if rol in lezer.rollen:
            return rol.value
    return "collega"


def tweede_lezing_geven(
    b: m.Veiligheidsbeoordeling,
    *,
    akkoord: bool,
    toelichting: str,
    op: date,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> m.TweedeLezing:
    """Beslis als tweede lezer. Bij akkoord telt het besluit vanaf deze dag, en beginnen de diensten die volgen."""
    melding = b.melding
    with handeling(
        "tweede_lezing_geven", "beoordeling.lezen", door=door, om=om, dossier=melding.dossier, over=melding
    ) as h:
        controleer_versie(b, versie)
        eis(b.stand == "voorgelegd", "Deze beoordeling ligt niet bij een tweede lezer.")
        eis(door.pk != b.opsteller_id, "U schreef deze beoordeling zelf. Een ander leest mee.")
        eis(akkoord or toelichting.strip(), "Schrijf op wat er nog moet veranderen.")
        lezing = m.TweedeLezing(
            beoordeling=b, opsteller=b.opsteller, lezer=door, hoedanigheid=hoedanigheid_van(door), akkoord=akkoord,
            toelichting=toelichting, op=op, om=om,
        )  # fmt: skip
        h.bewaar(lezing)
        if akkoord:
            _stel_vast(h, b, op)
        else:
            b.stand = "terug"
            h.bewaar(b)
            h.gebeurtenis("beoordeling terug van de tweede lezer", op, dossier=melding.dossier, kenmerk=melding.kenmerk)
    return lezing


def _stel_vast(h: Uitvoering, b: m.Veiligheidsbeoordeling, op: date) -> None:
    melding = b.melding
    punten = werkstand.open_punten("veiligheidsbeoordeling", werkstand.van_melding(h.opslag, melding, b), melding, op)
    if punten:
        raise NietToegestaan(*(punt.boodschap for punt in punten))
    b.stand, b.vastgesteld_op = "vastgesteld", op
    for naam in ("acuut", "structureel", "multiproblematiek", "besluit", "overdracht_aan"):
        setattr(melding, naam, getattr(b, naam))
    melding.ter_registratie = b.ter_registratie
    melding.beoordeeld_op = melding.laatste_controle_op = op
    h.bewaar(b, melding)
    h.gebeurtenis("veiligheidsbeoordeling vastgesteld", op, dossier=melding.dossier, kenmerk=melding.kenmerk)
    start_diensten(h, melding, b.vervolg, op)


def start_diensten(h: Uitvoering, melding: m.Melding, soorten: Sequence[str], op: date) -> list[m.Dienst]:
    """Zet de diensten in die op het besluit volgen; zij wachten tot iemand begint."""
    gezet: list[m.Dienst] = []
    for soort in soorten:
        dienst = nieuwe_dienst(melding.dossier, soort, op, melding=melding, eigenaar=melding.eigenaar or h.door)
        h.bewaar(dienst)
        h.gebeurtenis(
            f"dienst toegewezen: {dienst.get_soort_display()}", op, dossier=melding.dossier, kenmerk=dienst.kenmerk
        )
        gezet.append(dienst)
    return gezet


def nieuwe_dienst(
    dossier: m.Dossier, soort: str, op: date, *, eigenaar: Gebruiker, melding: m.Melding | None = None
) -> m.Dienst:
    """Een dienst die is toegewezen en wacht op haar begin, met een eigenaar en een dag voor de volgende controle."""
    return m.Dienst(
        kenmerk=m.nieuw_kenmerk("V", op.year),
        dossier=dossier,
        melding=melding,
        soort=soort,
        toegewezen_op=op,
        team=dossier.team,
        eigenaar=eigenaar,
        laatste_controle_op=op,
        volgende_controle_op=volgende_controle(op, melding.urgentie if melding else ""),
    )
