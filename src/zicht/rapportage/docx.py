"""A report as a Word file that people go on writing in: real headings, table headers, lists and pictures."""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from zicht.rapportage.blokken import (
    Alinea,
    Blok,
    Cel,
    Grafiek,
    Kader,
    Kolom,
    Kop,
    Lijst,
    Rapport,
    Regel,
    Tabel,
    Tekst,
    Uitlijning,
    alinea,
    rij,
)
from zicht.rapportage.grafieken import png
from zicht.rapportage.pandoc import pandoc
from zicht.rapportage.pdf import tijdstip
from zicht.rapportage.sjabloon import TABEL, TABEL_BREED, herschreven, sjabloon

Knoop = dict[str, Any]
_LEEG: list[Any] = ["", [], []]


def docx(rapport: Rapport) -> bytes:
    """The report as .docx; the same report gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="zicht-") as naam:
        map_ = Path(naam)
        for blok in rapport.blokken:
            if isinstance(blok, Grafiek):
                (map_ / f"{blok.naam}.png").write_bytes(png(blok.svg))
        (map_ / "sjabloon.docx").write_bytes(sjabloon(rapport.merk))
        document = json.dumps(pandoc_document(rapport))
        pandoc(document, "-f", "json", "-t", "docx", "-o", "uit.docx", "--reference-doc=sjabloon.docx",
               map_=map_, tijd=tijdstip(rapport.datum))  # fmt: skip
        return herschreven((map_ / "uit.docx").read_bytes(), {"word/document.xml": _hele_rijen})


def _hele_rijen(xml: str) -> str:
    """No row of a table over two pages; pandoc has no word for it."""
    xml = xml.replace("<w:trPr>", "<w:trPr><w:cantSplit />")
    return re.sub(r"<w:tr>(?!<w:trPr>)", "<w:tr><w:trPr><w:cantSplit /></w:trPr>", xml)


def pandoc_document(rapport: Rapport) -> Knoop:
    """The report in the terms of pandoc."""
    kenmerken = Tabel(
        "Kenmerken",
        (Kolom("Kenmerk", breedte=1), Kolom("Waarde", breedte=2)),
        tuple(rij(naam, waarde) for naam, waarde in rapport.kenmerken),
    )
    meta = {
        "title": {"t": "MetaInlines", "c": _woorden(rapport.titel)},
        "subtitle": {"t": "MetaInlines", "c": _woorden(rapport.ondertitel)},
        "lang": {"t": "MetaString", "c": "nl-NL"},
    }
    blokken = [
        *_blok(kenmerken),
        *(k for blok in rapport.blokken for k in _blok(blok)),
        *_blok(alinea(rapport.merk, klein=True)),
    ]
    return {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blokken}


def _blok(blok: Blok) -> Iterator[Knoop]:
    match blok:
        case Kop(niveau=niveau, tekst=woorden, anker=anker, nieuwe_pagina=nieuw):
            if nieuw:
                yield {"t": "RawBlock", "c": ["openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>']}
            yield {"t": "Header", "c": [niveau - 1, [anker, [], []], _woorden(woorden)]}
        case Alinea(delen=delen, klein=klein):
            yield _stijl("Noot", [_para(delen)]) if klein else _para(delen)
        case Lijst(punten=punten, genummerd=genummerd):
            items = [[{"t": "Plain", "c": _regel(punt)}] for punt in punten]
            nummering = [1, {"t": "Decimal"}, {"t": "Period"}]
            yield {"t": "OrderedList", "c": [nummering, items]} if genummerd else {"t": "BulletList", "c": items}
        case Tabel():
            yield from _tabel(blok)
        case Grafiek():
            yield from _grafiek(blok)
        case Kader(titel=titel, blokken=inhoud):
            kop = _para((Tekst(titel, vet=True),))
            yield _stijl("Kader", [kop, *(knoop for deel in inhoud for knoop in _blok(deel))])


def _stijl(naam: str, inhoud: Sequence[Knoop]) -> Knoop:
    return {"t": "Div", "c": [["", [], [["custom-style", naam]]], list(inhoud)]}


def _para(regel: Regel) -> Knoop:
    return {"t": "Para", "c": _regel(regel)}


def _regel(regel: Regel) -> list[Knoop]:
    return [knoop for deel in regel for knoop in _tekst(deel)]


def _tekst(deel: Tekst) -> list[Knoop]:
    knopen = _woorden(deel.tekst)
    if deel.vet:
        knopen = [{"t": "Strong", "c": knopen}]
    if deel.cursief:
        knopen = [{"t": "Emph", "c": knopen}]
    return [{"t": "Link", "c": [_LEEG, knopen, [deel.adres, ""]]}] if deel.adres else knopen


def _woorden(tekst: str) -> list[Knoop]:
    """Words and spaces; a fixed space stays inside its word."""
    delen = re.split(r"( +)", tekst)
    return [
        {"t": "Space"} if deel.isspace() and "\N{NO-BREAK SPACE}" not in deel else {"t": "Str", "c": deel}
        for deel in delen
        if deel
    ]


def _tabel(tabel: Tabel) -> Iterator[Knoop]:
    samen = sum(kolom.breedte for kolom in tabel.kolommen)
    kolommen = [[_kant(kolom), {"t": "ColWidth", "c": kolom.breedte / samen}] for kolom in tabel.kolommen]
    kop = [_LEEG, [_cel(Cel(kolom.titel, vet=True)) for kolom in tabel.kolommen]]
    rijen = [[_LEEG, [_cel(cel) for cel in cellen]] for cellen in tabel.rijen]
    titel = [None, [{"t": "Plain", "c": _woorden(tabel.titel)}]]
    kenmerken = ["", [], [["custom-style", TABEL_BREED if tabel.breed else TABEL]]]
    yield {"t": "Table", "c": [kenmerken, titel, kolommen, [_LEEG, [kop]], [[_LEEG, 1, [], rijen]], [_LEEG, []]]}
    if tabel.noot:
        yield from _blok(alinea(tabel.noot, klein=True))


def _kant(kolom: Kolom) -> Knoop:
    return {"t": "AlignRight" if kolom.uitlijning is Uitlijning.RECHTS else "AlignLeft"}


def _cel(cel: Cel) -> list[Any]:
    deel = Tekst(cel.tekst, vet=cel.vet, cursief=cel.grijs)
    return [_LEEG, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": _tekst(deel)}]]


def _grafiek(grafiek: Grafiek) -> Iterator[Knoop]:
    beeld = {
        "t": "Image",
        "c": [["", [], [["width", "16.5cm"]]], _woorden(grafiek.alternatief), [f"{grafiek.naam}.png", ""]],
    }
    yield {"t": "Para", "c": [beeld]}
    yield from _blok(alinea(grafiek.titel, klein=True))
