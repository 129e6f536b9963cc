"""Een indeling inlezen zoals een statistisch bureau haar uitgeeft: een rekenblad met een rij per veld, of een map met CSV.

In een rekenblad worden bladen herkend aan hun kopregel, waar die ook staat: een blad met velden, een met codes en, als het er
is, een met kenmerken (naam, waarde). Kopjes mogen anders heten; de namen staan in `_ANDERS`.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from zicht.catalogus import load
from zicht.core.levering.indeling import CODEKOLOMMEN, KOLOMMEN, Indeling, IndelingFout, lees_indeling

Tabel = list[dict[str, str]]
_ANDERS = {
    "veldnaam": "veld", "naam veld": "veld", "variabele": "veld", "beginpositie": "begin", "startpositie": "begin", "positie": "begin", "van": "begin",
    "aantal posities": "lengte", "type": "soort", "veldtype": "soort", "codelijst naam": "codelijst", "lijst": "codelijst", "recordcode": "recordsoort",
    "recordnaam": "record", "naam record": "record", "toelichting": "omschrijving", "betekenis code": "betekenis", "nr": "nummer", "volgnr": "nummer",
    "zicht gegeven": "gegeven", "zicht code": "zicht", "verplicht veld": "verplicht", "vindplaats": "bron", "code van zicht": "zicht",
}  # fmt: skip
_NODIG = ("recordsoort", "record", "veld", "begin", "lengte", "soort")
_NODIG_CODES = ("codelijst", "code", "betekenis")
_HOOGSTENS = 20_000_000


def lees_indelingbestand(pad: Path) -> Indeling:
    """De indeling uit een .xlsx, of uit een map met indeling.csv, codelijsten.csv en eventueel kenmerken.csv."""
    if pad.is_dir():
        velden, codes, kenmerken = (_csv(pad / f"{naam}.csv") for naam in ("indeling", "codelijsten", "kenmerken"))
        return _maak(pad, velden, codes, kenmerken)
    if not pad.is_file():
        raise IndelingFout(f"{pad}: dit bestand is er niet. Verwacht: een .xlsx of een map met indeling.csv.")
    if pad.suffix.lower() != ".xlsx":
        raise IndelingFout(f"{pad.name}: verwacht een .xlsx of een map met CSV.")
    return lees_indelingboek(pad.read_bytes(), pad.stem)


def lees_indelingboek(inhoud: bytes, naam: str) -> Indeling:
    """De indeling uit een rekenblad."""
    velden, codes, kenmerken = Tabel(), Tabel(), Tabel()
    for blad in _bladen(inhoud, naam):
        tabel = _tabel(blad)
        if not tabel:
            continue
        kop = tabel[0].keys()
        if set(_NODIG) <= kop:
            velden += tabel
        elif set(_NODIG_CODES) <= kop:
            codes += tabel
        elif {"naam", "waarde"} <= kop:
            kenmerken += tabel
    return _maak(Path(naam), velden, codes, kenmerken)


def kies_indeling(keuze: str | None) -> Indeling:
    """De indeling van Zicht, of die van een bestand."""
    if keuze is None or keuze == load.REFERENTIE_INDELING:
        return load.leverindeling()
    return lees_indelingbestand(Path(keuze))


def _maak(pad: Path, velden: Tabel, codes: Tabel, kenmerken: Tabel) -> Indeling:
    if not velden:
        raise IndelingFout(
            f"{pad.name}: er is geen tabel met velden gevonden. Verwacht een rij per veld met de kolommen {', '.join(_NODIG)}."
        )
    nummers = [
        rij | {"nummer": rij.get("nummer") or f"{rij['recordsoort']}{nummer:02}"}
        for nummer, rij in enumerate(velden, 1)
    ]
    gevuld = [{kolom: rij.get(kolom, "") for kolom in KOLOMMEN} for rij in nummers]
    lijst = [{kolom: rij.get(kolom, "") for kolom in CODEKOLOMMEN} for rij in [*codes, *_recordcodes(gevuld, codes)]]
    return lees_indeling(gevuld, lijst, {"naam": pad.stem[:24]} | {rij["naam"]: rij["waarde"] for rij in kenmerken})


def _recordcodes(velden: Tabel, codes: Tabel) -> Iterator[dict[str, str]]:
    """De codelijst van de recordsoort mag ontbreken: zij volgt uit de velden."""
    if not any(rij["codelijst"] == "recordsoort" for rij in codes):
        for code, naam in {rij["recordsoort"]: rij["record"] for rij in velden}.items():
            yield {"codelijst": "recordsoort", "code": code, "betekenis": naam, "zicht": code}


def _csv(pad: Path) -> Tabel:
    if not pad.is_file():
        return []
    tekst = pad.read_text("utf-8-sig")
    scheiding = ";" if tekst.split("\n", 1)[0].count(";") > tekst.split("\n", 1)[0].count(",") else ","
    return _tabel(list(csv.reader(io.StringIO(tekst), delimiter=scheiding)))


def _bladen(inhoud: bytes, naam: str) -> Iterator[list[list[str]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            if sum(deel.file_size for deel in zip_.infolist()) > _HOOGSTENS:
                raise IndelingFout(f"{naam}: dit rekenblad is uitgepakt te groot voor een indeling.")
        boek: Any = openpyxl.load_workbook(io.BytesIO(inhoud), data_only=True, read_only=True)
        for blad in boek.worksheets:
            yield [["" if cel is None else str(cel).strip() for cel in rij] for rij in blad.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError) as fout:
        raise IndelingFout(f"{naam} is niet te lezen als Excel-bestand (.xlsx).") from fout


def _tabel(rijen: Sequence[Sequence[str]]) -> Tabel:
    """De rijen onder de eerste rij die een kop kan zijn; kopjes in onze woorden."""
    for plek, rij in enumerate(rijen):
        koppen = [_kopje(cel) for cel in rij]
        if any(set(nodig) <= set(koppen) for nodig in (_NODIG, _NODIG_CODES, ("naam", "waarde"))):
            gevuld = [r for r in rijen[plek + 1 :] if any(cel.strip() for cel in r)]
            return [{k: cel.strip() for k, cel in zip(koppen, r, strict=False) if k} for r in gevuld]
    return []


def _kopje(cel: str) -> str:
    kaal = " ".join(cel.lower().replace("_", " ").split())
    return _ANDERS.get(kaal, kaal)
