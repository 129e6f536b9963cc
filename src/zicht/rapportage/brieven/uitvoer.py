"""Van de Markdown van een brief naar Word en PDF/UA; de titel van het bestand zegt niets over de inhoud."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from zicht.rapportage.brieven.zeef import zeef
from zicht.rapportage.pandoc import pandoc
from zicht.rapportage.pdf import compileer, string, tijdstip
from zicht.rapportage.sjabloon import TABEL, sjabloon

TITEL = "Brief van Veilig Thuis"
# Zo min mogelijk opmaak: geen ruwe HTML, geen automatische koppelingen of namen uit koppen.
_LEES = "commonmark-raw_html+fenced_divs+attributes+pipe_tables"
_KEUZES = ("-f", _LEES, "--wrap=none", "--lua-filter=brief.lua")


def maak_docx(markdown: str, datum: date, merk: str) -> bytes:
    """De brief in Word, om in verder te schrijven; dezelfde tekst geeft dezelfde bytes."""
    with _werkmap() as naam:
        map_ = Path(naam)
        (map_ / "sjabloon.docx").write_bytes(_bewerk(sjabloon(merk), _BRIEFVORM))
        pandoc(markdown, *_KEUZES, "-t", "docx", "-o", "uit.docx", "--reference-doc=sjabloon.docx", "-M", "lang=nl-NL",
               map_=map_, tijd=tijdstip(datum.isoformat()))  # fmt: skip
        return _bewerk((map_ / "uit.docx").read_bytes(), {"docProps/core.xml": _kenmerken})


def maak_pdf(markdown: str, datum: date, merk: str) -> bytes:
    """De brief als PDF/UA-1; dezelfde tekst geeft dezelfde bytes."""
    with _werkmap() as naam:
        inhoud = pandoc(markdown, *_KEUZES, "-t", "typst", map_=Path(naam)).decode()
    kop = f"#let titel = {string(TITEL)}\n#let merk = {string(merk)}\n{_bestand('brief.typ')}\n"
    return compileer(kop + inhoud, {}, datum.isoformat())


def maak_html(markdown: str) -> str:
    """De brief om op het scherm te lezen, een kop lager dan de kop van de bladzijde en zonder opmaak in de tekst zelf."""
    keuzes = ("-f", _LEES, "--wrap=none", "--shift-heading-level-by=1", "-t", "html")
    return zeef(pandoc(markdown, *keuzes).decode())


def _werkmap() -> tempfile.TemporaryDirectory[str]:
    map_ = tempfile.TemporaryDirectory(prefix="zicht-")
    (Path(map_.name) / "brief.lua").write_text(_bestand("brief.lua"), "utf-8")
    return map_


@cache
def _bestand(naam: str) -> str:
    return (files("zicht.rapportage.brieven") / naam).read_text("utf-8")


def _bewerk(docx: bytes, aanpassen: Mapping[str, Callable[[str], str]]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for deel in oud.infolist():
            inhoud = oud.read(deel)
            if bewerking := aanpassen.get(deel.filename):
                inhoud = bewerking(inhoud.decode()).encode()
            nieuw.writestr(zipfile.ZipInfo(deel.filename, (2000, 1, 1, 0, 0, 0)), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def _kenmerken(xml: str) -> str:
    """Alleen een titel en een maker die voor elke brief gelijk zijn."""
    xml = re.sub(r"<dc:(?:title|creator)\s*/>|<dc:(title|creator)>.*?</dc:\1>", "", xml, flags=re.DOTALL)
    vast = f"<dc:title>{TITEL}</dc:title><dc:creator>Veilig Thuis</dc:creator>"
    return xml.replace("</cp:coreProperties>", f"{vast}</cp:coreProperties>")


def _stijlen(xml: str) -> str:
    """Elf punten, en de vakken van een brief."""
    xml = re.sub(
        r"<w:docDefaults>.*?</w:docDefaults>",
        lambda treffer: re.sub(r'<w:(sz|szCs) w:val="\d+"\s*/>', r'<w:\1 w:val="22"/>', treffer[0]),
        xml,
        flags=re.DOTALL,
    )
    xml = re.sub(
        rf'(w:styleId="{TABEL}".*?<w:sz w:val=")\d+("/><w:szCs w:val=")\d+', r"\g<1>20\g<2>20", xml, flags=re.DOTALL
    )
    return xml.replace("</w:styles>", f"{''.join(_stijl(naam, *vorm) for naam, vorm in _VAKKEN.items())}</w:styles>")


def _marges(xml: str) -> str:
    """Een brief heeft bredere marges dan een rapport."""
    return re.sub(r'w:(right|left)="1077"', r'w:\1="1417"', xml)


def _voet(xml: str) -> str:
    """Het bladzijdenummer aan de rechtermarge van een brief."""
    return re.sub(r'(<w:tab w:val="right" w:pos=")\d+', r"\g<1>9072", xml)


_STREEP = '<w:bottom w:val="single" w:sz="16" w:space="6" w:color="0B4F7D"/>'
_VAKKEN = {
    "Afzender": (
        f'<w:pBdr>{_STREEP}</w:pBdr><w:spacing w:before="0" w:after="560"/><w:jc w:val="right"/>',
        '<w:sz w:val="19"/>',
    ),
    "Adresblok": ('<w:spacing w:before="0" w:after="720"/>', ""),
    "Gegevens": ('<w:spacing w:before="0" w:after="240"/>', '<w:color w:val="4D5761"/><w:sz w:val="19"/>'),
    "Ondertekening": ('<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="120"/>', ""),
}


def _stijl(naam: str, alinea: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{naam}"><w:name w:val="{naam}"/>'
        f'<w:basedOn w:val="BodyText"/><w:qFormat/><w:pPr>{alinea}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


_BRIEFVORM = {"word/styles.xml": _stijlen, "word/document.xml": _marges, "word/footerzicht.xml": _voet}
