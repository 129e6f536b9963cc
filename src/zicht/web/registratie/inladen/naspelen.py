"""Alles naspelen, in groepen van een paar honderd dossiers: dezelfde handelingen, samen weggeschreven."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from zicht.core.fouten import AanroepFout
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import activiteiten, adviezen, bescherming, klachten, tevredenheid
from zicht.web.registratie.inladen import bron, verzinsel
from zicht.web.registratie.inladen.bezetting import Bezetting, richt_in
from zicht.web.registratie.inladen.bron import Feiten, Rij
from zicht.web.registratie.inladen.fasen import Fase
from zicht.web.registratie.inladen.groepen import Geweigerd, Overnemen, herinner, laad_bekend, merk, nummer
from zicht.web.registratie.inladen.huisverbodverhaal import huisverbod
from zicht.web.registratie.inladen.verhaal import speel
from zicht.web.registratie.inladen.wereld import Wereld, lokaal
from zicht.web.registratie.inladen.werktijden import vul_werktijden
from zicht.web.registratie.opslag import Opslag

GROEP = 200
_Ding = TypeVar("_Ding")
Meld = Callable[[str], None]


@dataclass(frozen=True)
class Uitslag:
    """Wat er is ingeladen, wat er al was, wat niet mee kon, en wat er aan de bron is aangevuld."""

    meldingen: int
    dossiers: int
    adviezen: int
    seconden: float
    aangevuld: dict[str, int]
    al_overgenomen: dict[str, int] = field(default_factory=dict)
    geweigerd: tuple[Geweigerd, ...] = ()


def laad(
    map_: Path, nu: datetime, *, verschuif: bool = True, verzin: bool = True, proef: bool = False, meld: Meld = lambda _: None
) -> Uitslag:  # fmt: skip
    """Speel een map met feiten na in een lege registratie, of ga verder met wat eerder is overgenomen."""
    gebruikt = m.Dossier.objects.exists() or Team.objects.exists() or Gebruiker.objects.exists()
    if gebruikt and (verzin or not m.Overgenomen.objects.exists()):
        raise AanroepFout(
            "In deze datamap is al gewerkt. Inladen kan alleen in een lege: kies een nieuwe map met --data."
        )
    nu = lokaal(nu)
    meld("de feiten lezen")
    feiten = bron.lees(map_, nu.date() if verschuif else None)
    if not proef:
        return laad_feiten(feiten, nu, verzin=verzin, meld=meld)
    with transaction.atomic():  # alles gebeurt echt, en daarna gaat alles terug
        uitslag = laad_feiten(feiten, nu, verzin=verzin, proef=True, meld=meld)
        transaction.set_rollback(True)
    return uitslag


def laad_feiten(
    feiten: Feiten, nu: datetime, *, verzin: bool = True, proef: bool = False, meld: Meld = lambda _: None
) -> Uitslag:
    """Speel feiten na die al gelezen zijn; zonder `verzin` komen er geen namen, adressen en wachtwoorden bij."""
    begin = perf_counter()
    wereld = Wereld(feiten, _richt_in(feiten, verzin=verzin), lokaal(nu), verzin)
    wereld.plaatsen = {rij["gemeente"]: rij["naam"] for rij in feiten.tabellen["gemeente"]}
    overnemen = Overnemen(feiten, wereld, onthoud=not verzin, bekend={} if verzin else laad_bekend())
    if not proef:
        bron.bewaar_bedrijfsvoering(feiten, settings.INSTELLINGEN.datamap / "bedrijfsvoering")
    with _zonder_opruimen():
        _dossiers(overnemen, meld)
        for naam, doe in _LOS:
            meld(naam)
            rijen = nummer(feiten.tabellen[naam]) if naam == "activiteit" else feiten.tabellen[naam]
            for groep in _groepen(overnemen.nog_te_doen(naam, rijen), 1_000):
                overnemen.speel(naam, groep, lambda _, rij, doe=doe: doe(wereld, rij))
    return _uitslag(overnemen, perf_counter() - begin)


def _uitslag(overnemen: Overnemen, seconden: float) -> Uitslag:
    feiten, gedaan = overnemen.feiten, overnemen.gedaan
    nieuw = overnemen.wereld.gezien.keys() - overnemen.eerder_gezien
    return Uitslag(
        meldingen=sum(rij["dossier_id"] in nieuw for rij in feiten.tabellen["melding"]),
        dossiers=gedaan["dossier"],
        adviezen=gedaan["advies"],
        seconden=seconden,
        aangevuld=dict(feiten.aangevuld),
        al_overgenomen={tabel: aantal for tabel, aantal in overnemen.al.items() if aantal},
        geweigerd=tuple(overnemen.geweigerd),
    )


@transaction.atomic
def _richt_in(feiten: Feiten, *, verzin: bool) -> Bezetting:
    gemeenten = feiten.tabellen["gemeente"]
    m.Gemeente.objects.bulk_create(
        [
            m.Gemeente(
                code=g["gemeente"], naam=g["naam"], jaar=g["jaar"], inwoners=g["inwoners"], jeugdigen=g["jeugdigen"]
            )
            for g in gemeenten
        ],
        ignore_conflicts=True,
    )
    if not verzin:  # ook wie hierna meteen stopt, kan de volgende keer verder
        m.Overgenomen.objects.get_or_create(merk=merk("import", "begonnen"))
    dagen = [rij["geopend_op"] for rij in feiten.tabellen["dossier"]] or [feiten.peildatum]
    return richt_in(sorted({g["gemeente"] for g in gemeenten}), min(dagen) - timedelta(days=1), bekend=verzin)


def _dossiers(overnemen: Overnemen, meld: Meld) -> None:
    feiten, wereld = overnemen.feiten, overnemen.wereld
    tabellen = {naam: feiten.per(naam, "dossier_id") for naam in ("melding", "betrokkene", "dienst")}
    tabellen |= {
        "monitormoment": feiten.per("monitormoment", "dienst_id"),
        "schorsing": feiten.per("schorsing", "over_id"),
    }
    tabellen["huisverbod"], los = _huisverboden(feiten)
    alle = sorted(feiten.tabellen["dossier"], key=lambda rij: (rij["geopend_op"], rij["dossier_id"]))
    if overnemen.bekend:
        herinner(overnemen, alle)
    overnemen.eerder_gezien = frozenset(wereld.gezien)

    def een(opslag: Opslag, rij: Rij) -> m.Dossier:
        mensen = tabellen["betrokkene"].get(rij["dossier_id"], ())
        nieuw = {mens["persoon_id"]: None for mens in mensen if mens["persoon_id"] not in wereld.personen}
        dossier = speel(wereld, opslag, rij, tabellen)
        wereld.onthoud(wereld.gezien, rij["dossier_id"], dossier)
        for persoon in nieuw:
            overnemen.schrijf_op(opslag, "persoon", persoon, wereld.personen[persoon].pk)
        return dossier

    nog = overnemen.nog_te_doen("dossier", alle)
    for nr, groep in enumerate(_groepen(nog, GROEP)):
        meld(f"dossier {nr * GROEP + 1} tot en met {nr * GROEP + len(groep)} van {len(nog)}")
        overnemen.speel("dossier", groep, een)
    overnemen.speel("huisverbod", overnemen.nog_te_doen("huisverbod", los), lambda _, rij: _los_huisverbod(wereld, rij))
    _scherm_af(wereld)
    if wereld.verzin:
        vul_werktijden(wereld)


def _scherm_af(wereld: Wereld) -> None:
    """Een enkel dossier gaat over een collega of een bekende van het team."""
    een, om = wereld.bezetting.een, wereld.nu
    for id_, dossier in wereld.gezien.items():
        if wereld.verzin and verzinsel.getal(f"afschermen {id_}", 150) == 0:
            bescherming.dossier_beschermen(
                dossier, toegelaten=(een[Rol.TEAMLEIDER], een[Rol.GEDRAGSDESKUNDIGE]), reden="Betrokkene werkt bij ons.",
                op=om.date(), door=een[Rol.TEAMLEIDER], om=om,
            )  # fmt: skip


def _huisverboden(feiten: Feiten) -> tuple[dict[str, list[Rij]], list[Rij]]:
    """Per dossier zijn huisverbod: dezelfde gemeente en dag als een beoordeling daar; wat overblijft hoort bij geen dossier."""
    gemeente = {rij["dossier_id"]: rij["gemeente"] for rij in feiten.tabellen["dossier"]}
    plekken: dict[tuple[str, object], list[str]] = defaultdict(list)
    for dienst in feiten.tabellen["dienst"]:
        if dienst["soort"] == "huisverbod_beoordeling":
            plekken[gemeente[dienst["dossier_id"]], dienst["toegewezen_op"]].append(dienst["dossier_id"])
    uit, los = defaultdict[str, list[Rij]](list), list[Rij]()
    for rij in feiten.tabellen["huisverbod"]:
        plek = plekken[rij["gemeente"], rij["beoordeeld_op"]]
        (uit[plek.pop()] if plek else los).append(rij)
    return uit, los


def _los_huisverbod(wereld: Wereld, rij: Rij) -> None:
    stappen: list[tuple[object, Fase, Callable[[datetime], None]]] = []
    door = verzinsel.kies(wereld.bezetting.toegang, rij["huisverbod_id"])
    huisverbod(
        lambda dag, fase, doe: stappen.append((dag, fase, doe)) if dag and dag <= wereld.vandaag else None,
        rij, lambda: None, door,
    )  # fmt: skip
    for stap, (dag, _, doe) in enumerate(sorted(stappen, key=lambda s: s[:2])):
        doe(wereld.om(dag, stap))  # pyright: ignore[reportArgumentType]


def _advies(wereld: Wereld, rij: Rij) -> None:
    door = verzinsel.kies(wereld.bezetting.toegang, rij["advies_id"])
    meteen = rij["afgesloten_op"] == rij["gestart_op"]
    invoer = adviezen.NieuwAdvies(
        op=rij["gestart_op"], soort=rij["soort"], kanaal=rij["kanaal"], hoedanigheid=rij["hoedanigheid"],
        gemeente=rij["gemeente"], aanleiding=tuple(rij["aanleiding"]), aard=tuple(rij["aard"]),
        vraag=wereld.zin("vraag", rij["advies_id"]), reactie=wereld.zin("reactie", rij["advies_id"]),
        afgesloten=meteen,
    )  # fmt: skip
    advies = adviezen.advies_registreren(invoer, door=door, om=wereld.om(rij["gestart_op"], 3))
    if rij["afgesloten_op"] and not meteen:
        adviezen.advies_afsluiten(advies, op=rij["afgesloten_op"], door=door, om=wereld.om(rij["afgesloten_op"], 4))


def _klacht(wereld: Wereld, rij: Rij) -> None:
    door, dag = wereld.bezetting.een[Rol.KLACHTENFUNCTIONARIS], rij["ingediend_op"]
    tekst = wereld.zin("klacht", rij["klacht_id"])
    klacht = klachten.klacht_registreren(
        op=dag, omschrijving=tekst, gemeente=rij["gemeente"], door=door, om=wereld.om(dag, 5)
    )
    if rij["afgehandeld_op"]:
        om = wereld.om(rij["afgehandeld_op"], 5)
        klachten.klacht_afhandelen(klacht, oordeel=rij["oordeel"], op=rij["afgehandeld_op"], door=door, om=om)
        _klachtreactie(wereld, rij, klacht)


def _klachtreactie(wereld: Wereld, rij: Rij, klacht: m.Klacht) -> None:
    """Speel na dat Veilig Thuis op het oordeel reageerde, binnen de maand die daarvoor staat.

    Keuze: de feiten kennen geen dag van de reactie. Zonder zou elke klacht die volgens de feiten is afgehandeld, jaren te
    laat lijken. De dag is verzonnen, zoals de namen; zij komt in geen cijfer en gaat niet terug in de feiten.
    """
    dag = rij["afgehandeld_op"] + timedelta(days=3 + verzinsel.getal(f"klachtreactie {rij['klacht_id']}", 25))
    if klacht.oordeel != "ingetrokken" and dag <= wereld.vandaag:
        door = wereld.bezetting.een[Rol.KLACHTENFUNCTIONARIS]
        klachten.klacht_beantwoorden(klacht, op=dag, door=door, om=wereld.om(dag, 6))


def _tevredenheid(wereld: Wereld, rij: Rij) -> None:
    door = verzinsel.kies(wereld.bezetting.toegang, rij["id"])
    gevraagd = rij["datum"] - timedelta(days=verzinsel.getal(rij["id"], 6))
    vraag, _ = tevredenheid.tevredenheid_vragen(
        doelgroep=rij["doelgroep"], moment=rij["moment"], gemeente=rij["gemeente"], op=gevraagd, door=door,
        om=wereld.om(gevraagd, 6),
    )  # fmt: skip
    om = wereld.om(rij["datum"], 7)
    tevredenheid.tevredenheid_beantwoorden(vraag, cijfer=rij["cijfer"], op=rij["datum"], door=door, om=om)


def _activiteit(wereld: Wereld, rij: Rij) -> None:
    activiteiten.activiteit_registreren(
        op=rij["datum"], soort=rij["soort"], aantal=rij["aantal"], gemeente=rij["gemeente"],
        door=wereld.bezetting.toegang[0], om=wereld.om(rij["datum"], 8),
    )  # fmt: skip


_LOS: tuple[tuple[str, Callable[[Wereld, Rij], object]], ...] = (
    ("advies", _advies), ("klacht", _klacht), ("tevredenheid", _tevredenheid), ("activiteit", _activiteit),
)  # fmt: skip


def _groepen(rijen: Sequence[_Ding], aantal: int) -> Iterator[Sequence[_Ding]]:
    for begin in range(0, len(rijen), aantal):
        yield rijen[begin : begin + aantal]


@contextmanager
def _zonder_opruimen() -> Iterator[None]:
    """Veel kleine rijen en geen kringen: steeds zoeken naar afval kost dan alleen tijd."""
    aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aan:
            gc.enable()
