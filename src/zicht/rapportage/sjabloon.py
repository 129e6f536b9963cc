"""The look of our Word files: pandoc's own template with our paper, type, tables and footer."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from zicht.rapportage.pandoc import pandoc

TABEL, TABEL_BREED = "ZichtTabel", "ZichtTabelBreed"  # pandoc takes the name for the id
_VASTE_TIJD = (2000, 1, 1, 0, 0, 0)


def sjabloon(merk: str) -> bytes:
    """The template; `merk` stands at the foot of every page, before the page number."""
    basis = pandoc("", "--print-default-data-file", "reference.docx")
    aanpassen: dict[str, Callable[[str], str]] = {
        "word/styles.xml": _stijlen,
        "word/document.xml": _bladzijde,
        "word/_rels/document.xml.rels": lambda xml: xml.replace("</Relationships>", _RELATIE + "</Relationships>"),
        "[Content_Types].xml": lambda xml: xml.replace("</Types>", _SOORT + "</Types>"),
    }
    return herschreven(basis, aanpassen, {"word/footerzicht.xml": _VOET.format(merk=escape(merk))})


def herschreven(
    basis: bytes, aanpassen: Mapping[str, Callable[[str], str]], erbij: Mapping[str, str] | None = None
) -> bytes:
    """A Word file with parts changed or added; without a clock, so the same input gives the same bytes."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(basis)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for deel in oud.infolist():
            inhoud = oud.read(deel)
            if deel.filename in aanpassen:
                inhoud = aanpassen[deel.filename](inhoud.decode()).encode()
            nieuw.writestr(zipfile.ZipInfo(deel.filename, _VASTE_TIJD), inhoud, zipfile.ZIP_DEFLATED)
        for naam, inhoud in (erbij or {}).items():
            nieuw.writestr(zipfile.ZipInfo(naam, _VASTE_TIJD), inhoud)
    return uit.getvalue()


def _bladzijde(xml: str) -> str:
    """A4 with room for a table, and the footer."""
    blad = (
        '<w:footerReference w:type="default" r:id="rIdZichtVoet"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1077" w:bottom="1134" w:left="1077" w:header="567" w:footer="567" w:gutter="0"/>'
    )
    schoon = re.sub(r"<w:(pgSz|pgMar)[^>]*/>", "", xml)
    if "<w:sectPr" not in schoon:
        return schoon.replace("</w:body>", f"<w:sectPr>{blad}</w:sectPr></w:body>")
    schoon = re.sub(r"<w:sectPr([^>]*)/>", r"<w:sectPr\1></w:sectPr>", schoon)
    return re.sub(r"(<w:sectPr[^>]*>)", lambda treffer: treffer[1] + blad, schoon, count=1)


def _stijlen(xml: str) -> str:
    xml = re.sub(
        r"<w:rFonts[^>]*/>", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>', xml
    )
    xml = re.sub(r'<w:color w:val="[0-9A-Fa-f]{6}"[^>]*/>', '<w:color w:val="1B2A41"/>', xml)
    xml = re.sub(r"<w:docDefaults>.*?</w:docDefaults>", _standaard, xml, flags=re.DOTALL)
    for stijl, maat in (("Title", 48), ("Subtitle", 26), ("Heading1", 32), ("Heading2", 25), ("Heading3", 21)):
        vet = "" if stijl == "Subtitle" else "<w:b/>"
        xml = _zet(xml, stijl, f'{vet}<w:color w:val="1B2A41"/><w:sz w:val="{maat}"/><w:szCs w:val="{maat}"/>')
    xml = _zet(xml, "TableCaption", '<w:b/><w:i w:val="0"/>')
    return xml.replace("</w:styles>", _EIGEN + _tabelstijl(TABEL, 18) + _tabelstijl(TABEL_BREED, 15) + "</w:styles>")


def _standaard(treffer: re.Match[str]) -> str:
    """Ten points everywhere, so that a table may choose its own size."""
    return re.sub(r'<w:(sz|szCs) w:val="\d+"\s*/>', r'<w:\1 w:val="20"/>', treffer[0])


def _zet(xml: str, stijl: str, kenmerken: str) -> str:
    """Give one style these letters and no others; titles stand at the left."""

    def zet(treffer: re.Match[str]) -> str:
        blok = re.sub(r"<w:rPr>.*?</w:rPr>", "", treffer[0], flags=re.DOTALL)
        blok = re.sub(r"<w:jc [^>]*/>", "", blok)
        return blok.replace("</w:style>", f"<w:rPr>{kenmerken}</w:rPr></w:style>")

    return re.sub(rf'<w:style [^>]*w:styleId="{stijl}".*?</w:style>', zet, xml, flags=re.DOTALL)


def _tabelstijl(naam: str, maat: int) -> str:
    return f"""
<w:style w:type="table" w:customStyle="1" w:styleId="{naam}"><w:name w:val="{naam}"/><w:basedOn w:val="TableNormal"/>
<w:qFormat/><w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr><w:rPr><w:sz w:val="{maat}"/><w:szCs w:val="{maat}"/></w:rPr>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="C8D0D8"/>
<w:insideH w:val="single" w:sz="4" w:color="C8D0D8"/></w:tblBorders><w:tblCellMar><w:left w:w="40" w:type="dxa"/>
<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:trPr><w:tblHeader/></w:trPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="1B2A41"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
"""


_EIGEN = """
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Noot"><w:name w:val="Noot"/><w:basedOn w:val="BodyText"/><w:qFormat/>
<w:pPr><w:spacing w:before="60" w:after="160"/></w:pPr><w:rPr><w:color w:val="4D5761"/><w:sz w:val="17"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Kader"><w:name w:val="Kader"/><w:basedOn w:val="BodyText"/><w:qFormat/>
<w:pPr><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="0B4F7D"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F2F5F8"/>
<w:spacing w:before="40" w:after="40"/><w:ind w:left="170"/></w:pPr></w:style>
"""
_RELATIE = (
    '<Relationship Id="rIdZichtVoet" Target="footerzicht.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"/>'
)
_SOORT = (
    '<Override PartName="/word/footerzicht.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
)
_VOET = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:tabs>
<w:tab w:val="right" w:pos="9752"/></w:tabs></w:pPr><w:r><w:rPr><w:color w:val="4D5761"/><w:sz w:val="15"/></w:rPr>
<w:t xml:space="preserve">{merk}</w:t></w:r><w:r><w:rPr><w:sz w:val="15"/></w:rPr><w:tab/></w:r>
<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="15"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>
"""
