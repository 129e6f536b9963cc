"""`zicht uitleg`: the definition of an indicator and, per case, why it counts or not."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Antwoord, Indicator, Telling, heeft_twee_tellingen
from zicht.core.periodes import Periode, korte_datum, lees_periode
from zicht.core.regels import toon
from zicht.core.uitleg import Definitie, definitie, tellingtekst

if TYPE_CHECKING:
    from zicht.cijfers import Cijfers
    from zicht.cijfers.gevallen import Geval
    from zicht.cijfers.uitleg import Gevaluitleg

_TOON = 25


@dataclass(frozen=True)
class _Vraag:
    """What is asked, the same for every region folder."""

    indicator: Indicator
    periode: Periode
    telling: Telling
    gevraagd: date | None
    id_: str | None


def run(args: Namespace) -> int:
    """Explain an indicator, or one case of it."""
    from zicht.cijfers.cijfers import lees_telling, zoek_indicator
    from zicht.cli.feiten import gevraagde_peildatum, open_cijfers

    periode, telling, indicator = lees_periode(args.periode), lees_telling(args.telling), zoek_indicator(args.code)
    alle = open_cijfers(args)
    vraag = _Vraag(indicator, periode, telling, gevraagde_peildatum(args, alle), args.id)
    gevonden = [_Regio(cijfers, vraag) for cijfers in alle]
    nog_niet = _nog_niet(gevonden, vraag) if args.id else []
    if args.json:
        schrijf_json(_als_json(gevonden, vraag, nog_niet))
    else:
        print("\n".join(_een(gevonden, vraag, nog_niet) if args.id else _alle(gevonden, vraag)))
    return 0


class _Regio:
    """The cases of one folder with the one who explains them."""

    def __init__(self, cijfers: "Cijfers", vraag: _Vraag) -> None:
        from zicht.cijfers.uitleg import Uitlegger

        self.regel = cijfers.regel(vraag.indicator, vraag.telling)
        self.uitlegger = Uitlegger(cijfers, vraag.indicator, self.regel)
        self.peildatum = cijfers.peildatum(vraag.periode, vraag.gevraagd)
        self.definitie: Definitie = definitie(vraag.indicator, self.regel, cijfers.duurteksten)
        self.gevallen: tuple[Geval, ...] = cijfers.gevallen(
            vraag.indicator.code, vraag.periode, id_=vraag.id_, telling=vraag.telling, peildatum=vraag.gevraagd
        )


def _nog_niet(regios: Sequence[_Regio], vraag: _Vraag) -> list[str]:
    """Why a case that was asked for is not among the facts of the peildatum; an error when it is nowhere at all."""
    if any(regio.gevallen for regio in regios) or not vraag.id_:
        return []
    later = [zin for regio in regios if (zin := regio.uitlegger.nog_niet(vraag.id_, regio.peildatum))]
    if later:
        return later
    raise AanroepFout(
        f"Geen {vraag.indicator.telt.tabelnaam()} met kenmerk '{toon(vraag.id_)}' in deze feiten. "
        f"Verwacht: het kenmerk van een {vraag.indicator.telt.tabelnaam()}, precies zoals in de registratie. "
        f"Alle gevallen: zicht uitleg MAP {vraag.indicator.code} --periode {vraag.periode.code}."
    )


def _kop(regios: Sequence[_Regio], vraag: _Vraag) -> str:
    dag = min(regio.peildatum for regio in regios)
    telling = f", geteld {tellingtekst(vraag.telling)}" if heeft_twee_tellingen(vraag.indicator) else ""
    return f"{vraag.periode}, peildatum {korte_datum(dag)}{telling}"


def _alle(regios: Sequence[_Regio], vraag: _Vraag) -> Iterator[str]:
    """The definition, the totals and the first cases."""
    gevallen = [(regio, geval) for regio in regios for geval in regio.gevallen]
    verdeling = _verdeling([geval for _, geval in gevallen], heeft_teller=bool(regios[0].regel.teller))
    yield from regios[0].definitie.regels()
    yield f"\n{_kop(regios, vraag)}: {_aantal(len(gevallen))}{verdeling}."
    for uitleg in _uitleg(gevallen[:_TOON]):
        yield "\n" + "\n  ".join(uitleg.kort())
    if len(gevallen) > _TOON:
        yield f"\n… en nog {_aantal(len(gevallen) - _TOON)}. Een geval met alle vragen: zet zijn kenmerk erachter."
        yield "Alle gevallen: --json."


def _uitleg(gevallen: "Sequence[tuple[_Regio, Geval]]") -> "Iterator[Gevaluitleg]":
    """The explanation of each case, asked once per region."""
    for regio, groep in groupby(gevallen, key=lambda paar: paar[0]):
        yield from regio.uitlegger.leg_uit([geval for _, geval in groep])


def _aantal(aantal: int) -> str:
    return "1 geval" if aantal == 1 else f"{aantal} gevallen"


def _verdeling(gevallen: Sequence["Geval"], *, heeft_teller: bool) -> str:
    per = Counter(geval.antwoord for geval in gevallen)
    woorden = {
        Antwoord.TELLER: "in de noemer en in de teller",
        Antwoord.NOEMER: "in de noemer, niet in de teller" if heeft_teller else "geteld",
        Antwoord.NOG_OPEN: "nog open",
        Antwoord.NIET_TE_BEPALEN: "niet te bepalen",
    }
    delen = [f"{per[antwoord]} {wat}" for antwoord, wat in woorden.items() if per[antwoord]]
    return f" ({'; '.join(delen)})" if delen else ""


def _een(regios: Sequence[_Regio], vraag: _Vraag, nog_niet: Sequence[str]) -> Iterator[str]:
    """One case: what it does, every question, every counted day, and then the definition."""
    yield f"{vraag.indicator.titel}\n{_kop(regios, vraag)}\n"
    yield from nog_niet
    for regio in regios:
        for uitleg in regio.uitlegger.leg_uit(regio.gevallen):
            yield from uitleg.kort()
            yield "\nElke vraag met haar antwoord"
            yield from (f"  {regel}" for regel in uitleg.vragen)
            if uitleg.tellingen:
                yield "\nZo is de uiterste datum geteld"
                yield from (f"  {regel}" for regel in uitleg.tellingen)
            yield f"\nGebruikte gegevens\n  {uitleg.waarden}\n"
    yield "\nDe definitie"
    yield from (f"  {regel}" for regel in regios[0].definitie.regels())


def _als_json(regios: Sequence[_Regio], vraag: _Vraag, nog_niet: Sequence[str]) -> dict[str, object]:
    return {
        "code": vraag.indicator.code,
        "periode": vraag.periode.code,
        "peildatum": min(regio.peildatum for regio in regios).isoformat(),
        "telling": vraag.telling.value,
        "definitie": list(regios[0].definitie.regels()),
        "opmerkingen": list(nog_niet),
        "gevallen": [
            _geval_als_json(regio, geval, uitleg)
            for regio in regios
            for geval, uitleg in zip(regio.gevallen, regio.uitlegger.leg_uit(regio.gevallen), strict=True)
        ],
    }


def _geval_als_json(regio: _Regio, geval: "Geval", uitleg: "Gevaluitleg") -> dict[str, object]:
    dossier = uitleg.eerder_dossier
    return {
        "id": geval.id,
        "gemeente": geval.gemeente,
        "antwoord": geval.antwoord.name.lower(),
        "telt_in_noemer": geval.antwoord >= Antwoord.NOEMER,
        "telt_in_teller": geval.antwoord is Antwoord.TELLER if regio.regel.teller else None,
        "uitleg": uitleg.zin,
        "feiten": uitleg.feiten,
        "voorwaarden": [{"vraag": v.deel, "naam": v.naam, "antwoord": v.antwoord} for v in geval.vragen],
        "waarden": {naam: None if w is None else str(w) for naam, w in geval.velden.items()},
        "uiterste_datums": {k.replace("_", "-"): d and d.isoformat() for k, d in geval.uiterste_datums.items()},
        "telling_van_de_termijn": list(uitleg.tellingen),
        "eerder_dossier": None if dossier is None else {k: str(v) for k, v in asdict(dossier).items()},
    }
