"""Reeksen per maand over de jaren: lasten per post en aantallen per dienst, zoals een prognose ze nodig heeft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from zicht.core.begroting.prognose import MAANDEN, TELLING, Prognose, voorspel
from zicht.core.periodes import Periode, laatste_dag
from zicht.engines.feitenset import Feitenset

if TYPE_CHECKING:
    from zicht.cijfers.cijfers import Cijfers

KEUZES = (
    "Een jaar is vol als er van alle twaalf maanden iets geboekt of geregistreerd is.",
    "Maanden aan het eind waarin nog niets geboekt is, zijn nog niet geboekt; zij tellen niet als nul.",
    "Aantallen tellen vanaf de maand waarin zowel meldingen als adviezen geregistreerd zijn.",
)


@dataclass(frozen=True)
class Maandreeks:
    """Een reeks: de maanden van dit jaar tot nu toe, en de volle jaren ervoor."""

    tot_nu: tuple[Decimal, ...]
    eerder: Mapping[int, tuple[Decimal, ...]]
    minstens: Decimal = Decimal(0)

    @property
    def prognose(self) -> Prognose | None:
        """De prognose van het jaar; None als er nog geen volle maand is."""
        return voorspel(self.tot_nu, self.eerder, self.minstens) if self.tot_nu else None


def lastenreeksen(feitenset: Feitenset, tot: date) -> Mapping[str, Maandreeks]:
    """Per post de lasten van de volle maanden tot en met `tot`."""
    rijen = feitenset.verbinding.execute(
        "SELECT post, maand, sum(bedrag) FROM boeking WHERE post IS NOT NULL AND maand IS NOT NULL AND maand <= ? "
        "GROUP BY post, maand ORDER BY min(rij), post",
        [_laatste_volle_maand(tot)],
    ).fetchall()
    bedragen = {(post, maand): Decimal(bedrag or 0) for post, maand, bedrag in rijen}
    geboekt = sorted({maand for _, maand in bedragen})
    posten = dict.fromkeys(post for post, _ in bedragen)
    return {post: _reeks(geboekt, tot, {m: b for (p, m), b in bedragen.items() if p == post}) for post in posten}


def aantalreeksen(cijfers: "Cijfers", codes: Iterable[str], tot: date) -> Mapping[str, Maandreeks]:
    """Per indicator het aantal van elke volle maand tot en met `tot`, alle regio's samen."""
    from zicht.cijfers.cijfers import Per

    gevraagd = tuple(codes)
    begin = _eerste_maand(cijfers.feitenset)
    eind = laatste_dag(int(_laatste_volle_maand(tot)[:4]), int(_laatste_volle_maand(tot)[5:]))
    if begin is None or eind < begin:
        return {code: Maandreeks((), MappingProxyType({}), TELLING) for code in gevraagd}
    alles = cijfers.uitslagen(Periode(begin, eind, f"{begin}/{eind}"), per=Per.MAAND, peildatum=tot, codes=gevraagd)
    geteld = dict[str, dict[str, Decimal]]()
    for uitslag in alles.uitslagen:
        maanden = geteld.setdefault(uitslag.code, {})
        maand = uitslag.maand or ""
        maanden[maand] = maanden.get(maand, Decimal(0)) + uitslag.noemer
    bekend = sorted({maand for maanden in geteld.values() for maand in maanden})
    return {code: replace(_reeks(bekend, tot, geteld.get(code, {})), minstens=TELLING) for code in gevraagd}


def samen(reeksen: Iterable[Maandreeks]) -> Maandreeks:
    """De reeksen bij elkaar opgeteld; alleen jaren die elke reeks heeft."""
    alle = tuple(reeksen)
    jaren = [jaar for jaar in (alle[0].eerder if alle else ()) if all(jaar in reeks.eerder for reeks in alle)]
    return Maandreeks(
        _som([reeks.tot_nu for reeks in alle]),
        MappingProxyType({jaar: _som([reeks.eerder[jaar] for reeks in alle]) for jaar in jaren}),
    )


def _som(rijen: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    return tuple(sum(maand, Decimal(0)) for maand in zip(*rijen, strict=True))


def _reeks(bekend: Sequence[str], tot: date, waarden: Mapping[str, Decimal]) -> Maandreeks:
    """Snijd een reeks in dit jaar en volle jaren; `bekend` zijn de maanden waarvan er iets is."""
    nu = int(_laatste_volle_maand(tot)[:4])
    per_jaar = dict[int, list[str]]()
    for maand in bekend:
        per_jaar.setdefault(int(maand[:4]), []).append(maand)
    vol = {
        jaar: tuple(waarden.get(maand, Decimal(0)) for maand in maanden)
        for jaar, maanden in per_jaar.items()
        if jaar < nu and len(maanden) == MAANDEN
    }
    laatste = int(per_jaar[nu][-1][5:]) if nu in per_jaar else 0
    tot_nu = tuple(waarden.get(f"{nu}-{maand:02d}", Decimal(0)) for maand in range(1, laatste + 1))
    return Maandreeks(tot_nu, MappingProxyType(vol))


def _laatste_volle_maand(tot: date) -> str:
    jaar, maand = tot.year, tot.month
    if tot < laatste_dag(jaar, maand):
        jaar, maand = (jaar - 1, MAANDEN) if maand == 1 else (jaar, maand - 1)
    return f"{jaar}-{maand:02d}"


def _eerste_maand(feitenset: Feitenset) -> date | None:
    """De eerste dag van de maand waarin zowel meldingen als adviezen geregistreerd zijn; ervoor is er alleen een aanloop."""
    kolommen = [("melding", "ontvangen_op"), ("advies", "gestart_op")]
    dagen = [
        dag
        for tabel, kolom in kolommen
        if tabel not in feitenset.ontbrekend
        for (dag,) in feitenset.verbinding.execute(f"SELECT min({kolom}) FROM {tabel}").fetchall()  # noqa: S608
        if dag is not None
    ]
    return max(dagen).replace(day=1) if dagen else None
