"""De trend over de jaren: per maand, en bij kleine aantallen per kwartaal of halfjaar, klaar voor druk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid, Getoond, Kruistabel, PubliekeTabel, percentage
from zicht.core.publicatie.cellen import Vak
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.cijferlijst import Soort
from zicht.rapportage.publiek import Drukker, Reeksvraag
from zicht.rapportage.regelkaart import MINSTENS, Regelkaart, regelkaart
from zicht.rapportage.vragen import VOORRAAD, Vragen

MEESTE_ZICHTBAAR = Fraction(3, 4)  # anders is de stap te fijn voor de aantallen
HOOGSTE_BREEDTE = Fraction(1, 8)  # een percentage dat door afronding meer kan schuiven, hoort niet in een grafiek
_STAPPEN = ((1, "maand"), (3, "kwartaal"), (6, "halfjaar"))


@dataclass(frozen=True)
class Punt:
    """Een punt van een reeks: gedrukt, of verborgen."""

    maand: str  # eerste maand van het vak, jjjj-mm
    waarde: Fraction | None
    teller: int | None = None
    noemer: int | None = None


@dataclass(frozen=True)
class Reeks:
    """De trend van een indicator; `kaart` ontbreekt bij te weinig punten."""

    code: str
    titel: str
    soort: Soort
    stap: str
    punten: tuple[Punt, ...]
    kaart: Regelkaart | None
    norm: Fraction | None


KEUZES = (
    "Bij een voorraad (wachtlijst, werkvoorraad) staan geen grenzen: elk punt hangt samen met het vorige, en dan geeft een regelkaart te vaak loos alarm.",
    "Elk punt is een eigen periode met een eigen peildatum: wat aan het einde ervan bekend was.",
    "Bij kleine aantallen is de stap een kwartaal of een halfjaar; lukt dat ook niet, dan is er geen grafiek.",
)


def reeksen(vragen: Vragen, drukker: Drukker) -> tuple[Reeks, ...]:
    """De reeksen van alle indicatoren in de trend."""
    eerste = vragen.maanden[0].uitslagen if vragen.maanden else ()
    gevonden = (_reeks([maand.van(u.code) for maand in vragen.maanden], drukker) for u in eerste)
    return tuple(reeks for reeks in gevonden if reeks is not None)


def _reeks(maanden: Sequence[Uitslag], drukker: Drukker) -> Reeks | None:
    """De fijnste stap die los genoeg laat zien; wat er van naar buiten mag, zegt daarna de drukker."""
    for lengte, stap in _STAPPEN:
        if _laat_genoeg_zien(_punten(maanden, lengte, Drukker(drukker.beleid))):
            punten = _punten(maanden, lengte, drukker)
            return _met_kaart(maanden[-1], stap, punten) if _laat_genoeg_zien(punten) else None
    return None


def _laat_genoeg_zien(punten: Sequence[Punt]) -> bool:
    zichtbaar = sum(punt.waarde is not None for punt in punten)
    return zichtbaar >= MEESTE_ZICHTBAAR * len(punten) and zichtbaar > 1


def _met_kaart(uitslag: Uitslag, stap: str, punten: tuple[Punt, ...]) -> Reeks:
    soort = {"aandeel": Soort.AANDEEL, "aantal": Soort.AANTAL}.get(uitslag.eenheid, Soort.RAPPORTCIJFER)
    waarden = [None if punt.waarde is None else float(punt.waarde) for punt in punten]
    hoogste = {Soort.AANDEEL: 1.0, Soort.RAPPORTCIJFER: 10.0}.get(soort)
    toetsbaar = len(waarden) >= MINSTENS and uitslag.code not in VOORRAAD
    kaart = regelkaart(waarden, hoogste=hoogste) if toetsbaar else None
    norm = None if uitslag.norm is None else Fraction(str(uitslag.norm))
    return Reeks(uitslag.code, uitslag.titel, soort, stap, punten, kaart, norm)


def _punten(maanden: Sequence[Uitslag], lengte: int, drukker: Drukker) -> tuple[Punt, ...]:
    """De volle vakken van zo veel maanden; een jaar is steeds een tabel, want het jaartotaal staat elders in druk."""
    vakken = [vak for vak in _vakken(maanden, lengte) if len(vak) == lengte]
    uit: list[Punt] = []
    for _, jaar in groupby(vakken, key=lambda vak: (vak[0].maand or "")[:4]):
        groep = list(jaar)
        tabel = drukker.reeks(Reeksvraag(groep[0][0].code, tuple(map(_vak, groep)), _kruistabel(groep)))
        uit += [_punt(vak, tabel, drukker.beleid) for vak in groep]
    return tuple(uit)


def _vak(maanden: Sequence[Uitslag]) -> Vak:
    """De maanden van een punt; een voorraad hoort bij de laatste."""
    eerste, laatste = (Vak.uit(lees_periode(uitslag.maand or "")) for uitslag in (maanden[0], maanden[-1]))
    return laatste if maanden[0].code in VOORRAAD else Vak(eerste.van, laatste.tot)


def _vakken(maanden: Sequence[Uitslag], lengte: int) -> Iterable[list[Uitslag]]:
    def vak(uitslag: Uitslag) -> tuple[str, int]:
        jaar, maand = (uitslag.maand or "").split("-")
        return jaar, (int(maand) - 1) // lengte

    return (list(groep) for _, groep in groupby(maanden, key=vak))


def _kruistabel(vakken: Sequence[Sequence[Uitslag]]) -> Kruistabel:
    cellen: dict[tuple[str, str], int] = {}
    for vak in vakken:
        for deel, aantal in _delen(vak).items():
            cellen[vak[0].maand or "", deel] = aantal
    kolommen = ("teller", "rest") if vakken[0][0].teller is not None else ("rest",)
    return Kruistabel(tuple(vak[0].maand or "" for vak in vakken), kolommen, cellen)


def _delen(vak: Sequence[Uitslag]) -> Mapping[str, int]:
    """Aantallen tellen op; een voorraad is die aan het einde van het vak."""
    if vak[0].code in VOORRAAD:
        return {"rest": vak[-1].noemer}
    teller = sum(uitslag.teller or 0 for uitslag in vak)
    rest = {"rest": sum(uitslag.noemer for uitslag in vak) - teller}
    return rest if vak[0].teller is None else {"teller": teller} | rest


def _punt(vak: Sequence[Uitslag], tabel: PubliekeTabel, beleid: Beleid | None) -> Punt:
    maand, eenheid = vak[0].maand or "", vak[0].eenheid
    noemer = tabel[maand, None]
    if eenheid == "aantal":
        return Punt(maand, None if noemer.waarde is None else Fraction(noemer.waarde), noemer=noemer.waarde)
    if eenheid == "aandeel":
        return _aandeelpunt(maand, tabel, noemer, beleid) if vak[0].teller is not None else Punt(maand, None)
    metingen = sum(uitslag.noemer for uitslag in vak)
    if not metingen or noemer.waarde is None or eenheid == "dagen":
        return Punt(maand, None)
    som = sum((Fraction(str(uitslag.waarde or 0)) * uitslag.noemer for uitslag in vak), Fraction())
    return Punt(maand, som / metingen, noemer=noemer.waarde)


def _aandeelpunt(maand: str, tabel: PubliekeTabel, noemer: Getoond, beleid: Beleid | None) -> Punt:
    deel = percentage(tabel[maand, "teller"], tabel[maand, "rest"], noemer, beleid)
    if deel is None or deel.breedte > HOOGSTE_BREEDTE:
        return Punt(maand, None)
    return Punt(maand, deel.waarde, tabel[maand, "teller"].waarde, noemer.waarde)
