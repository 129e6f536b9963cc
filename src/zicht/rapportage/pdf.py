"""A report as tagged PDF (PDF/UA-1) through Typst. Text goes in as string literals, so nothing in it is markup."""

import json
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from zicht.rapportage.blokken import (
    Alinea,
    Blok,
    Cel,
    Grafiek,
    Kader,
    Kop,
    Lijst,
    Rapport,
    Regel,
    Tabel,
    Tekst,
    Uitlijning,
)
from zicht.rapportage.html import stijl

HEEL = 14  # a table with at most this many rows stays on one page


def pdf(rapport: Rapport, stijlblad: str = "rapport.typ", voor: str = "") -> bytes:
    """The report as PDF/UA-1, with the peildatum as its date; `voor` is Typst text that its style sheet builds on."""
    return compileer(bron(rapport, stijlblad, voor), _beelden(rapport), rapport.datum)


def bladzijden(rapport: Rapport, stijlblad: str = "rapport.typ", voor: str = "") -> int:
    """How many pages the report has as PDF."""
    import typst

    with _bestanden(f"{bron(rapport, stijlblad, voor)}{_TELLER}", _beelden(rapport)) as hoofd:
        return int(json.loads(typst.query(str(hoofd), "<bladzijden>", root=str(hoofd.parent), field="value", one=True)))


_TELLER = "#context [#metadata(counter(page).final().first()) <bladzijden>]\n"


def compileer(bron_: str, beelden: dict[str, str], datum: str) -> bytes:
    """Compile Typst text with its images to PDF/UA-1; the same text gives the same bytes."""
    import typst

    with _bestanden(bron_, beelden) as hoofd:
        uit = typst.compile(
            str(hoofd), root=str(hoofd.parent), format="pdf", pdf_standards=["ua-1"], timestamp=tijdstip(datum)
        )
    assert isinstance(uit, bytes)
    return uit


def _beelden(rapport: Rapport) -> dict[str, str]:
    return {f"{blok.naam}.svg": blok.svg for blok in rapport.blokken if isinstance(blok, Grafiek)}


@contextmanager
def _bestanden(bron_: str, beelden: dict[str, str]) -> Generator[Path]:
    """The text and its images in a folder of their own, for as long as Typst reads them."""
    with tempfile.TemporaryDirectory(prefix="zicht-") as map_:
        for naam, svg in beelden.items():
            (Path(map_) / naam).write_text(svg, "utf-8")
        hoofd = Path(map_) / "rapport.typ"
        hoofd.write_text(bron_, "utf-8")
        yield hoofd


def tijdstip(datum: str) -> int:
    """Noon UTC of a day, in seconds: the only clock in a report is its peildatum."""
    return (date.fromisoformat(datum).toordinal() - date(1970, 1, 1).toordinal()) * 86400 + 43200


def bron(rapport: Rapport, stijlblad: str = "rapport.typ", voor: str = "") -> str:
    """The Typst text of a report."""
    kenmerken = "".join(f"({string(naam)}, {string(waarde)}),\n" for naam, waarde in rapport.kenmerken)
    return (
        f"#let titel = {string(rapport.titel)}\n#let ondertitel = {string(rapport.ondertitel)}\n#let merk = {string(rapport.merk)}\n"
        f"#let kenmerken = (\n{kenmerken})\n{voor}{stijl(stijlblad)}\n"
        f"{''.join(_blokken(rapport.blokken))}"
    )


def string(woorden: str) -> str:
    """A Typst string literal."""
    return json.dumps(woorden, ensure_ascii=False)


def _blokken(blokken: Sequence[Blok]) -> Iterator[str]:
    for blok in blokken:
        yield _blok(blok)


def _blok(blok: Blok) -> str:
    match blok:
        case Kop(niveau=niveau, tekst=woorden, nieuwe_pagina=nieuw):
            pagina = "#pagebreak(weak: true)\n" if nieuw else ""
            return f"{pagina}#heading(level: {niveau - 1}, {string(woorden)})\n"
        case Alinea(delen=delen, klein=klein):
            return f"#noot[{_regel(delen)}]\n" if klein else f"{_regel(delen)}\n\n"
        case Lijst(punten=punten, genummerd=genummerd):
            soort = "enum" if genummerd else "list"
            return f"#{soort}({', '.join(f'[{_regel(punt)}]' for punt in punten)})\n"
        case Tabel():
            return _tabel(blok)
        case Grafiek(naam=naam, titel=titel, alternatief=alternatief):
            return f'#grafiek("{naam}.svg", {string(titel)}, {string(alternatief)})\n'
        case Kader(titel=titel, blokken=inhoud):
            return f"#kader({string(titel)})[\n{''.join(_blokken(inhoud))}]\n"


def _regel(regel: Regel) -> str:
    return "".join(_tekst(deel) for deel in regel)


def _tekst(deel: Tekst) -> str:
    uit = f"#{string(deel.tekst)}"
    if deel.vet:
        uit = f"#strong[{uit}]"
    if deel.cursief:
        uit = f"#emph[{uit}]"
    return f"#link({string(deel.adres)})[{uit}]" if deel.adres else uit


def _ja(waarde: bool) -> str:
    return "true" if waarde else "false"


def _tabel(tabel: Tabel) -> str:
    breedtes = ", ".join(f"{kolom.breedte}fr" for kolom in tabel.kolommen)
    kanten = ", ".join("right" if kolom.uitlijning is Uitlijning.RECHTS else "left" for kolom in tabel.kolommen)
    kop = ", ".join(f"[#strong({string(kolom.titel)})]" for kolom in tabel.kolommen)
    cellen = "".join(f"  {', '.join(_cel(cel) for cel in rij)},\n" for rij in tabel.rijen)
    noot = f"#noot[#{string(tabel.noot)}]\n" if tabel.noot else ""
    return (
        f"#tabel({string(tabel.titel)}, breed: {_ja(tabel.breed)}, breekt: {_ja(len(tabel.rijen) > HEEL)}, ({breedtes},), ({kanten},),\n"
        f"  ({kop},), (\n{cellen}))\n{noot}"
    )


def _cel(cel: Cel) -> str:
    woorden = f"#{string(cel.tekst)}"
    if cel.vet:
        return f"[#strong[{woorden}]]"
    return f"[#verborgen[{woorden}]]" if cel.grijs else f"[{woorden}]"
