"""Getallen van een begroting op het scherm, met hun opbouw."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zicht.catalogus import load
from zicht.core.begroting.begroting import Getal
from zicht.core.begroting.scenario import Wijze, Wijziging
from zicht.core.begroting.uitkomst import Bewerking, Uitkomst
from zicht.core.begroting.verdeling import Bijdrage
from zicht.core.bronnen import Bron
from zicht.rapportage import getallen
from zicht.web.begroting import tabellen
from zicht.web.begroting.getalveld import schrijf_getal
from zicht.web.begroting.stukken import Stuk
from zicht.web.begroting.vergelijking import Cel, Rij

register: Any = template.Library()

ONBEKEND = "onbekend"
_VERBINDER = "\N{WORD JOINER}"  # een plus hoort niet alleen aan het einde van een regel
_DECIMALEN = {"fte": 2, "verhouding": 4}


def met_eenheid(waarde: Decimal | None, eenheid: str, *, teken: bool = False) -> str:
    """Een getal zoals het gelezen wordt: € 1.250, 12,5 %, 52,79."""
    if waarde is None:
        return ONBEKEND
    if eenheid == "euro":
        tekst = getallen.euro(waarde)
    elif eenheid == "procent":
        tekst = f"{getallen.getal(waarde, 0 if waarde == waarde.to_integral_value() else 1)}{getallen.VAST}%"
    else:
        tekst = getallen.getal(waarde, _decimalen(waarde, eenheid))
    return getallen.met_teken(f"{_VERBINDER}{tekst}", waarde) if teken and waarde > 0 else tekst


def _decimalen(waarde: Decimal, eenheid: str) -> int:
    heel = waarde == waarde.to_integral_value()
    return _DECIMALEN.get(eenheid, 0 if heel or abs(waarde) >= 1000 else 2 if eenheid == "uren" else 1)


@register.filter
def waarde(uitkomst: Uitkomst | Getal | None) -> str:
    """De waarde van een uitkomst of een ingevoerd getal, in haar eenheid."""
    return "" if uitkomst is None else met_eenheid(uitkomst.waarde, uitkomst.eenheid)


@register.filter
def euro(bedrag: Decimal | int | None) -> str:
    """€ 1.250, of onbekend."""
    return ONBEKEND if bedrag is None else getallen.euro(bedrag)


@register.filter
def erbij(bedrag: Decimal | int | None, eenheid: str = "euro") -> str:
    """+€ 1.250 of −€ 300; niets als er niets verschilt."""
    if bedrag is None:
        return ONBEKEND
    tekst = met_eenheid(Decimal(bedrag), eenheid, teken=True)
    return f"gelijk{getallen.VAST}" if not any(c in "123456789" for c in tekst) else tekst


@register.filter
def haal(uitkomsten: Mapping[str, Uitkomst], code: str) -> Uitkomst | None:
    """De uitkomst met deze code, als zij er is en bekend is."""
    gevonden = uitkomsten.get(code)
    return gevonden if gevonden and gevonden.waarde is not None else None


@register.filter
def deel(aandeel: Decimal) -> str:
    """Een aandeel tussen 0 en 1 als percentage met een cijfer."""
    return getallen.procent(aandeel, 1)


@register.filter
def cijfers(getal: Decimal | None) -> str:
    """Een ingevoerd getal met alle cijfers die het heeft."""
    return "" if getal is None else schrijf_getal(getal)


@register.filter
def bron(verwijzing: Bron | None) -> str:
    """Het document en de plaats daarin."""
    if verwijzing is None or not verwijzing.vindplaats:
        return ""
    bekend = load.bronnen().get(verwijzing.sleutel)
    titel = bekend.titel if bekend else verwijzing.sleutel
    return f"{titel}: {verwijzing.vindplaats}" if titel else verwijzing.vindplaats


@register.simple_tag
def padnaam(stuk: Stuk, pad: str) -> str:
    """Een pad in woorden."""
    return tabellen.woorden(stuk.begroting, pad)


@register.simple_tag
def opbouw(stuk: Stuk, uitkomst: Uitkomst | None, vraag: str = "") -> SafeString:
    """Een getal dat openklapt tot zijn opbouw; die komt pas als iemand erom vraagt."""
    if uitkomst is None:
        return SafeString("")
    if uitkomst.waarde is None and not uitkomst.delen:
        return format_html('<span class="onbekend">{}</span>', ONBEKEND)
    vragen = [deel for deel in (urlencode({"code": uitkomst.code}), vraag, stuk.vraag) if deel]
    adres = f"{reverse('begroting_opbouw', args=[stuk.kenmerk])}?{'&'.join(vragen)}"
    return format_html(
        '<details class="uitklap getalopbouw" hx-get="{}" hx-trigger="toggle once" hx-target="find .uitklap-inhoud">'
        '<summary><span>{}<span class="alleen-voorlezen">, {}: opbouw</span></span></summary>'
        '<div class="uitklap-inhoud"><a href="{}">Bekijk de opbouw</a></div></details>',
        adres, waarde(uitkomst), uitkomst.titel, adres,
    )  # fmt: skip


@register.filter
def boom(uitkomst: Uitkomst) -> SafeString:
    """De hele opbouw van een uitkomst, elk deel weer open te klappen tot de bron."""
    if not uitkomst.delen:
        return format_html('<ul class="boom"><li>{}</li></ul>', _blad(uitkomst))
    return format_html('{}<ul class="boom">{}</ul>', _som(uitkomst), _takken(uitkomst))


def _takken(uitkomst: Uitkomst) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((_tak(deel),) for deel in uitkomst.delen))


def _tak(uitkomst: Uitkomst) -> SafeString:
    if not uitkomst.delen:
        return _blad(uitkomst)
    return format_html(
        '<details class="uitklap"><summary>{}: {}</summary><div class="uitklap-inhoud">{}<ul class="boom">{}</ul></div></details>',
        _kop(uitkomst), waarde(uitkomst), _som(uitkomst), _takken(uitkomst),
    )  # fmt: skip


def _kop(uitkomst: Uitkomst) -> str:
    return uitkomst.titel[:1].upper() + uitkomst.titel[1:]


def _blad(uitkomst: Uitkomst) -> SafeString:
    toelichting = "; ".join(deel for deel in (bron(uitkomst.bron), uitkomst.noot) if deel)
    regel = format_html("{}: <strong>{}</strong>", _kop(uitkomst), _met_naam(uitkomst))
    return format_html('{}<br><span class="noot">{}</span>', regel, toelichting) if toelichting else regel


def _met_naam(uitkomst: Uitkomst) -> str:
    tekst = waarde(uitkomst)
    return (
        tekst
        if uitkomst.waarde is None or uitkomst.eenheid in ("euro", "procent", "verhouding", "aantal")
        else f"{tekst} {uitkomst.eenheid}"
    )


def _som(uitkomst: Uitkomst) -> SafeString:
    if uitkomst.waarde is None:
        return format_html('<p class="onbekend">Niet te berekenen: {}.</p>', uitkomst.noot)
    teken = uitkomst.bewerking.value
    zin = (
        f" {teken} ".join(waarde(deel) for deel in uitkomst.delen)
        if len(uitkomst.delen) <= 4
        else f"{len(uitkomst.delen)} delen, opgeteld"
    )
    if uitkomst.bewerking is Bewerking.VERSCHIL and len(uitkomst.delen) > 4:
        zin = f"{waarde(uitkomst.delen[0])} min {len(uitkomst.delen) - 1} delen"
    noot = format_html('<br><span class="noot">{}</span>', uitkomst.noot) if uitkomst.noot else mark_safe("")
    return format_html('<p class="som">{} = <strong>{}</strong>{}</p>', zin, _met_naam(uitkomst), noot)


@register.simple_tag
def opbouw_bijdrage(stuk: Stuk, bijdrage: Bijdrage) -> SafeString:
    """De bijdrage van een gemeente, met haar opbouw."""
    return opbouw(stuk, Uitkomst(f"bijdrage.{bijdrage.gemeente}", f"Bijdrage van {bijdrage.naam}",
                                 Decimal(bijdrage.bedrag_euro), "euro"))  # fmt: skip


@register.simple_tag
def getal_van(cel: Cel, rij: Rij) -> str:
    """De waarde van een cel in de eenheid van haar rij."""
    return met_eenheid(cel.waarde, rij.eenheid)


@register.simple_tag
def verschil_van(cel: Cel, rij: Rij) -> str:
    """Het verschil van een cel met de begroting."""
    return "" if cel.verschil is None else erbij(cel.verschil, rij.eenheid)


@register.simple_tag
def wijze(wijziging: Wijziging) -> str:
    """Wat een wijziging doet, in woorden: wordt 50, 10 procent meer."""
    getal = schrijf_getal(abs(wijziging.getal))
    meer = "meer" if wijziging.getal >= 0 else "minder"
    woorden = {
        Wijze.ZET: f" wordt {schrijf_getal(wijziging.getal)}",
        Wijze.PLUS: f" {getal} {meer}",
        Wijze.PROCENT: f" {getal} procent {meer}",
    }
    return woorden[wijziging.wijze]
