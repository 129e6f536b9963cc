"""A report as one HTML file: landmarks, headings in order, tables with scope, charts in the page, no script."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

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


def html(rapport: Rapport, stijlblad: str = "rapport.css") -> str:
    """The whole page; a report without a table of contents has `inhoud_tot` zero."""
    return (
        '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(rapport.titel)}, {escape(rapport.ondertitel)}</title>\n<style>\n{stijl(stijlblad)}</style>\n"
        '</head>\n<body>\n<a class="overslaan" href="#inhoud">Naar de inhoud</a>\n'
        f"{_kop(rapport)}{_navigatie(rapport)}"
        f'<main id="inhoud">\n{"".join(_blokken(rapport.blokken))}</main>\n'
        f"<footer><p>{escape(rapport.merk)}</p></footer>\n</body>\n</html>\n"
    )


@cache
def stijl(bestand: str) -> str:
    """A style sheet of this package."""
    return (files("zicht.rapportage") / bestand).read_text("utf-8")


def _kop(rapport: Rapport) -> str:
    kenmerken = "".join(
        f"<div><dt>{escape(naam)}</dt><dd>{escape(waarde)}</dd></div>" for naam, waarde in rapport.kenmerken
    )
    return (
        f'<header class="voorblad">\n<h1>{escape(rapport.titel)}</h1>\n'
        f'<p class="ondertitel">{escape(rapport.ondertitel)}</p>\n<dl>{kenmerken}</dl>\n</header>\n'
    )


def _navigatie(rapport: Rapport) -> str:
    if not rapport.inhoud_tot:
        return ""
    koppen = [blok for blok in rapport.blokken if isinstance(blok, Kop) and blok.niveau == rapport.inhoud_tot]
    punten = "".join(f'<li><a href="#{kop.anker}">{escape(kop.tekst)}</a></li>\n' for kop in koppen if kop.anker)
    return f'<nav aria-labelledby="inhoudsopgave">\n<h2 id="inhoudsopgave">Inhoud</h2>\n<ol>\n{punten}</ol>\n</nav>\n'


def inhoud(rapport: Rapport) -> str:
    """Only the blocks, from heading level 2, without a style: to stand inside a page that has its own head."""
    return "".join(_blokken(rapport.blokken))


def _blokken(blokken: Sequence[Blok]) -> Iterator[str]:
    for blok in blokken:
        yield _blok(blok)


def _blok(blok: Blok) -> str:
    match blok:
        case Kop(niveau=niveau, tekst=woorden, anker=anker, nieuwe_pagina=nieuw):
            kenmerken = (f' id="{anker}"' if anker else "") + (' class="nieuwe-pagina"' if nieuw else "")
            return f"<h{niveau}{kenmerken}>{escape(woorden)}</h{niveau}>\n"
        case Alinea(delen=delen, klein=klein):
            return f"<p{_klasse('noot') if klein else ''}>{_regel(delen)}</p>\n"
        case Lijst(punten=punten, genummerd=genummerd):
            soort = "ol" if genummerd else "ul"
            return f"<{soort}>{''.join(f'<li>{_regel(punt)}</li>' for punt in punten)}</{soort}>\n"
        case Tabel():
            return _tabel(blok)
        case Grafiek():
            return _grafiek(blok)
        case Kader(titel=titel, blokken=inhoud):
            return f'<div class="kader"><p class="kadertitel">{escape(titel)}</p>\n{"".join(_blokken(inhoud))}</div>\n'


def _regel(regel: Regel) -> str:
    return "".join(_tekst(deel) for deel in regel)


def _tekst(deel: Tekst) -> str:
    uit = escape(deel.tekst, quote=False)
    if deel.cijfer:
        uit = f'<span class="cijfer" data-cijfer="{escape(deel.cijfer)}">{uit}</span>'
    if deel.vet:
        uit = f"<strong>{uit}</strong>"
    if deel.cursief:
        uit = f"<em>{uit}</em>"
    return f'<a href="{escape(deel.adres)}">{uit}</a>' if deel.adres else uit


def _tabel(tabel: Tabel) -> str:
    kop = "".join(
        f'<th scope="col"{_klasse("getal") if kolom.uitlijning is Uitlijning.RECHTS else ""}>{escape(kolom.titel)}</th>'
        for kolom in tabel.kolommen
    )
    rijen = "".join(_rij(tabel, cellen) for cellen in tabel.rijen)
    noot = f'<p class="noot">{escape(tabel.noot)}</p>\n' if tabel.noot else ""
    breed = _klasse("breed") if tabel.breed else ""
    return (
        f'<div class="tabel" role="group" aria-label="Tabel: {escape(tabel.titel)}" tabindex="0">\n'
        f"<table{breed}>\n<caption>{escape(tabel.titel)}</caption>\n"
        f"<thead><tr>{kop}</tr></thead>\n<tbody>\n{rijen}</tbody>\n</table>\n</div>\n{noot}"
    )


def _klasse(*namen: str) -> str:
    return f' class="{" ".join(namen)}"' if namen else ""


def _rij(tabel: Tabel, cellen: Sequence[Cel]) -> str:
    uit: list[str] = []
    for plaats, cel in enumerate(cellen):
        getal = tabel.kolommen[plaats].uitlijning is Uitlijning.RECHTS
        namen = [naam for naam, aan in (("getal", getal), ("totaal", cel.vet), ("verborgen", cel.grijs)) if aan]
        soort = 'th scope="row"' if plaats == 0 else "td"
        uit.append(f"<{soort}{_klasse(*namen)}>{escape(cel.tekst, quote=False)}</{soort[:2]}>")
    return f"<tr>{''.join(uit)}</tr>\n"


def _grafiek(grafiek: Grafiek) -> str:
    tekening = grafiek.svg[grafiek.svg.index("<svg") :]
    tekening = tekening.replace("<svg ", f'<svg role="img" aria-label="{escape(grafiek.alternatief)}" ', 1)
    return f"<figure>\n{tekening}\n<figcaption>{escape(grafiek.titel)}</figcaption>\n</figure>\n"
