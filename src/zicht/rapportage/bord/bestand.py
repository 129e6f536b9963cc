"""De tabel onder een grafiek als bestand: dezelfde cijfers als op de bladzijde, met hun herkomst erbij."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from zicht.rapportage.bord.verloop import Punt, Verloop

_KOP = (
    "periode", "naam", "waarde", "eenheid", "teller", "noemer", "niet te bepalen", "nog open", "norm", "oordeel", "signaal",
    "voorlopig", "waarom niet zichtbaar",
)  # fmt: skip
HERKOMST = ("gebied", "peildatum", "definitieversie", "feiten")


def kop() -> tuple[str, ...]:
    """De kolommen van het bestand."""
    return (*_KOP, *HERKOMST)


def _rij(punt: Punt, signaal: str, eenheid: str) -> tuple[str | float | int | None, ...]:
    return (
        punt.periode.code, punt.naam, _getal(punt.waarde), eenheid, punt.teller, punt.noemer, punt.niet_te_bepalen,
        punt.nog_open, _getal(Fraction(punt.norm.waarde)) if punt.norm else None,
        (punt.oordeel or "").replace("_", " "), signaal, "ja" if punt.voorlopig else "nee", punt.reden,
    )  # fmt: skip


def _getal(waarde: Fraction | None) -> float | int | None:
    if waarde is None:
        return None
    return int(waarde) if waarde.denominator == 1 else round(float(waarde), 6)


def csv_rijen(verloop: Verloop, herkomst: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """De rijen van het CSV-bestand, met decimale komma, zoals een Nederlands rekenblad ze leest."""
    staart = tuple(herkomst[naam] for naam in HERKOMST)
    for punt, signaal in verloop.rijen:
        rij = _rij(punt, signaal, verloop.eenheid)
        yield (*(str(cel).replace(".", ",") if isinstance(cel, float) else cel for cel in rij), *staart)


def werkboek(verloop: Verloop, herkomst: Mapping[str, str]) -> bytes:
    """De rijen als XLSX, met getallen als getallen."""
    return tabelboek(
        verloop.titel, _KOP, (_rij(punt, signaal, verloop.eenheid) for punt, signaal in verloop.rijen), herkomst
    )


def tabelboek(titel: str, koppen: Sequence[str], rijen: Iterable[Sequence[Any]], herkomst: Mapping[str, str]) -> bytes:
    """Een tabel als XLSX, met een tweede blad dat zegt waar zij vandaan komt; een tekst wordt nooit een formule."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    uit = io.BytesIO()
    boek: Any = xlsxwriter.Workbook(uit, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    with boek:
        vet, blad = boek.add_format({"bold": True}), boek.add_worksheet("Cijfers")
        blad.write_string(0, 0, titel, vet)
        blad.write_row(2, 0, koppen, vet)
        for nummer, rij in enumerate(rijen, start=3):
            blad.write_row(nummer, 0, rij)
        blad.freeze_panes(3, 2)
        blad.autofit()
        bron = boek.add_worksheet("Herkomst")
        for nummer, (naam, tekst) in enumerate(herkomst.items()):
            bron.write_row(nummer, 0, (naam, tekst))
        bron.autofit()
    return uit.getvalue()
