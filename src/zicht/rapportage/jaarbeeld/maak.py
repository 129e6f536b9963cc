"""Het jaarbeeld als HTML en als PDF/UA van een bladzijde."""

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from zicht.core.fouten import AanroepFout
from zicht.core.periodes import Periode
from zicht.rapportage.blokken import Regel, platte_tekst
from zicht.rapportage.grafieken import LICHT
from zicht.rapportage.jaarbeeld.blad import Aandeel, Blad, Vak
from zicht.rapportage.pdf import compileer, string

BALK = "#0b4f7d"


def controleer_jaar(periode: Periode) -> None:
    """Een jaarbeeld gaat over een heel kalenderjaar."""
    jaar = periode.begin.year
    if (periode.begin.month, periode.begin.day, periode.eind.month, periode.eind.day, periode.eind.year) != (
        1,
        1,
        12,
        31,
        jaar,
    ):
        raise AanroepFout(
            f"Een jaarbeeld gaat over een kalenderjaar; gevonden: {periode.code}. Verwacht bijvoorbeeld {jaar}."
        )


@cache
def _bestand(naam: str) -> str:
    return (files("zicht.rapportage.jaarbeeld") / naam).read_text("utf-8")


# ------------------------------------------------------------------------------------------------------------------ HTML


def html(blad: Blad) -> str:
    """Het blad als HTML, dat ook als een A4 te drukken is."""
    soort = f"Jaarbeeld · {blad.merk}" if blad.merk else "Jaarbeeld"
    inleiding = f'<p class="missie">{_regel(blad.inleiding)}</p>' if blad.inleiding else ""
    return (
        '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Jaarbeeld: {escape(blad.titel)}</title>\n<style>\n{_bestand('jaarbeeld.css')}</style>\n</head>\n<body>\n"
        f'<header><p class="soort">{escape(soort)}</p><h1>{escape(blad.titel)}</h1><p class="missie">{escape(blad.missie)}</p>{inleiding}</header>\n'
        f"<main>\n{vakken(blad)}\n</main>\n<footer>{voet(blad)}</footer>\n</body>\n</html>\n"
    )


def vakken(blad: Blad) -> str:
    """De vakken als HTML, zonder ingebouwde stijl: ook voor een bladzijde van de applicatie."""
    return "\n".join(_vak(vak) for vak in blad.vakken)


def voet(blad: Blad) -> str:
    """Wat onder het blad staat."""
    return "".join(f"<p>{escape(regel)}</p>" for regel in blad.voet)


def _vak(vak: Vak) -> str:
    groot = "".join(
        f'<p class="groot{"" if g.is_getal else " woord"}"><strong>{escape(g.getal)}</strong> {escape(g.woorden)}</p>'
        for g in vak.groot
    )
    aandelen = "".join(_balk(aandeel) for aandeel in vak.aandelen)
    lijst = f"<ul>{aandelen}</ul>" if aandelen else ""
    return (
        f"<section><h2>{escape(vak.titel)}</h2>\n<p>{_regel(vak.uitleg)}</p>\n"
        f'<div class="getallen">{groot}</div>\n{lijst}{_tekening(vak)}</section>'
    )


def _balk(aandeel: Aandeel) -> str:
    balk = (
        '<svg class="balk" aria-hidden="true" viewBox="0 0 100 3" preserveAspectRatio="none">'
        f'<rect width="100" height="3" fill="{LICHT}"/><rect width="{aandeel.deel * 100:.0f}" height="3" fill="{BALK}"/></svg>'
        if aandeel.deel is not None
        else ""
    )
    return f"<li><strong>{escape(aandeel.tekst)}</strong> {escape(aandeel.woorden)}{balk}</li>"


def _tekening(vak: Vak) -> str:
    if not vak.grafiek:
        return ""
    tekening = vak.grafiek[vak.grafiek.index("<svg") :]
    begin = f'<svg role="img" aria-label="{escape(vak.alternatief)}" '
    return f"<figure>{tekening.replace('<svg ', begin, 1)}</figure>"


def _regel(regel: Regel) -> str:
    return escape(platte_tekst(regel), quote=False)


# ------------------------------------------------------------------------------------------------------------------- PDF


def pdf(blad: Blad) -> bytes:
    """Het blad als PDF/UA-1."""
    beelden = {f"vak{nummer}.svg": vak.grafiek for nummer, vak in enumerate(blad.vakken) if vak.grafiek}
    return compileer(typst(blad), beelden, blad.datum)


def typst(blad: Blad) -> str:
    """Het blad in Typst."""
    vakken = "".join(f"  {deel},\n" for deel in _typst_vakken(blad))
    onder = " ".join(blad.voet)
    return (
        f"#let merk = {string(blad.merk)}\n#let inleiding = {string(platte_tekst(blad.inleiding))}\n"
        f"#let titel = {string(blad.titel)}\n#let missie = {string(blad.missie)}\n#let voet = {string(onder)}\n"
        f"{_bestand('jaarbeeld.typ')}\n#blad((\n{vakken}))\n"
    )


def _typst_vakken(blad: Blad) -> Iterator[str]:
    for nummer, vak in enumerate(blad.vakken):
        groot = "".join(f"({string(g.getal)}, {string(g.woorden)})," for g in vak.groot)
        aandelen = "".join(_typst_aandeel(aandeel) for aandeel in vak.aandelen)
        beeld = f'image("vak{nummer}.svg", width: 100%, alt: {string(vak.alternatief)})' if vak.grafiek else "none"
        yield f"vak({string(vak.titel)}, {string(platte_tekst(vak.uitleg))}, ({groot}), ({aandelen}), {beeld})"


def _typst_aandeel(aandeel: Aandeel) -> str:
    deel = "none" if aandeel.deel is None else f"{aandeel.deel:.4f}"
    return f"({string(aandeel.tekst)}, {string(aandeel.woorden)}, {deel}),"
