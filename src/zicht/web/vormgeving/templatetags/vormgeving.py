"""De tags en filters van elke bladzijde; in alle sjablonen aanwezig zonder `load`."""

from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from zicht.catalogus.load import kalender
from zicht.core.bsn import masker_bsn
from zicht.rapportage import getallen
from zicht.web.vormgeving import standen, tekst
from zicht.web.vormgeving.formulieren import groepen
from zicht.web.vormgeving.pictogrammen import nagekeken

register: Any = template.Library()  # de types van Django kennen simple_block_tag nog niet

LEEG = "–"


def _dag(waarde: Any) -> date | None:
    """De dag van een datum of een tijdstip; een tijdstip eerst naar de klok van hier."""
    if isinstance(waarde, datetime):
        return (timezone.localtime(waarde) if timezone.is_aware(waarde) else waarde).date()
    return waarde or None


# ------------------------------------------------------------------------------------------------- datums en getallen


@register.filter
def datum(waarde: Any) -> str:
    """03-10-2024, voor lijsten; een streepje als er geen datum is."""
    dag = _dag(waarde)
    return tekst.kort(dag) if dag else LEEG


@register.filter
def datum_lang(waarde: Any) -> str:
    """3 oktober 2024, voor lopende tekst."""
    dag = _dag(waarde)
    return tekst.lang(dag) if dag else LEEG


@register.filter
def tijdstip(waarde: Any) -> str:
    """03-10-2024 14:30, op de klok van hier."""
    if not isinstance(waarde, datetime):
        return LEEG
    hier = timezone.localtime(waarde) if timezone.is_aware(waarde) else waarde
    return f"{tekst.kort(hier.date())} {hier:%H:%M}"


@register.filter
def over_werkdagen(waarde: Any, vandaag: date) -> str:
    """Over 2 werkdagen (do 24 april), geteld vanaf `vandaag`."""
    dag = _dag(waarde)
    return _over(dag, vandaag) if dag else LEEG


@register.filter
def hoe_lang(waarde: Any, vandaag: date) -> str:
    """Over 2 werkdagen, voor waar de datum er al staat."""
    dag = _dag(waarde)
    return _afstand(dag, vandaag) if dag else LEEG


@lru_cache(maxsize=4_096)  # op een lijst staan dezelfde dagen steeds weer
def _over(dag: date, vandaag: date) -> str:
    return tekst.over_werkdagen(dag, vandaag, kalender())


@lru_cache(maxsize=4_096)
def _afstand(dag: date, vandaag: date) -> str:
    return tekst.hoe_lang(dag, vandaag, kalender())


@register.filter
def weekdag(waarde: Any, vandaag: date) -> str:
    """Do 24 april, zonder het jaar van nu."""
    dag = _dag(waarde)
    return tekst.met_weekdag(dag, vandaag) if dag else LEEG


@register.filter
def deeldatum(waarde: Any) -> str:
    """Een geboortedatum voor zover bekend: 3 oktober 2016, oktober 2016, 2016, onbekend of ongeboren."""
    if waarde is None or waarde.onbekend:
        return "onbekend"
    if waarde.ongeboren:
        return "ongeboren"
    maand = tekst.MAANDEN[waarde.maand - 1] if waarde.maand else ""
    delen = (waarde.dag if maand else None, maand, waarde.jaar or "jaar onbekend")
    return " ".join(str(deel) for deel in delen if deel)


@register.filter
def aantal(waarde: Any, decimalen: int = 0) -> str:
    """1.234, of 3,5 met `aantal:1`; een streepje als er geen getal is."""
    return LEEG if waarde is None or waarde == "" else getallen.getal(waarde, decimalen)


@register.simple_tag
def procent(teller: int, noemer: int) -> str:
    """61 % (11 van 18): nooit een percentage zonder de aantallen."""
    if not noemer:
        return f"{LEEG} (0 van 0)"
    return f"{getallen.procent(Fraction(teller, noemer))} ({getallen.getal(teller)} van {getallen.getal(noemer)})"


@register.filter
def woorden(code: str) -> str:
    """Een code als gewone woorden: medewerker_regioteam wordt 'medewerker regioteam'."""
    return str(code).replace("_", " ")


@register.filter
def bsn(waarde: str | None) -> str:
    """Een BSN zoals het standaard op het scherm staat: ••••••782."""
    return masker_bsn(waarde)


# ------------------------------------------------------------------------------------------------- tekens en namen


@register.simple_tag
@lru_cache(maxsize=512)  # een lijst toont dezelfde paar tekens honderden keren
def pictogram(naam: str, woorden: str = "") -> SafeString:
    """Een tekening; met woorden erbij alleen als er geen tekst naast staat."""
    bron = f"{static('zicht/pictogrammen.svg')}#{nagekeken(naam)}"
    rol = format_html('role="img" aria-label="{}"', woorden) if woorden else mark_safe('aria-hidden="true"')
    return format_html('<svg class="pictogram" {} focusable="false"><use href="{}"></use></svg>', rol, bron)


@lru_cache(maxsize=64)
def _badge(teken: standen.Teken, soort: str) -> SafeString:
    return format_html(
        '<span class="badge toon-{}">{}{}<span>{}</span></span>',
        teken.toon,
        pictogram(teken.pictogram),
        format_html('<span class="alleen-voorlezen">{}: </span>', soort),
        teken.woord,
    )


@register.simple_tag
def stand(code: Any) -> SafeString:
    """De stand van een klok in woord, pictogram en toon: op_tijd, bijna_te_laat, te_laat, geschorst of gehaald."""
    return _badge(standen.stand(code), "klok")


@register.simple_tag
def urgentie(code: Any) -> SafeString:
    """De urgentie in woord, pictogram en toon: acuut, hoog, midden, laag of nog niet gescreend."""
    return _badge(standen.urgentie(code), "urgentie")


@register.simple_tag(takes_context=True)
def naam(context: Context, persoon: Any, aanduiding: str = "") -> SafeString:
    """Hoe iemand heet; met verborgen namen alleen de aanduiding, zoals 'moeder'."""
    getoond = str(persoon or "").strip() or "naam onbekend"
    if not context.get("privacy", True):
        return format_html('<span class="naam">{}</span>', getoond)
    verborgen = f"{aanduiding} (naam verborgen)" if aanduiding else "naam verborgen"
    return format_html('<span class="naam verborgen">{}</span>', verborgen)


# ------------------------------------------------------------------------------------------------- bouwstenen


@register.simple_block_tag(end_name="einduitklap")
def uitklap(content: str, kop: str, *, open: bool = False) -> SafeString:  # noqa: A002 - zo heet het in HTML
    """Een kop die openklapt: `{% uitklap "Waarom deze datum?" %}…{% einduitklap %}`."""
    return format_html(
        '<details class="uitklap"{}><summary>{}</summary><div class="uitklap-inhoud">{}</div></details>',
        mark_safe(" open") if open else "",
        kop,
        content,
    )


@register.simple_block_tag(end_name="eindtabel")
def tabel(content: str, bijschrift: str, *, soort: str = "", id: str = "", verborgen: bool = False) -> SafeString:  # noqa: A002
    """Een tabel die binnen haar eigen vlak schuift: `{% tabel "Werklijst" %}<thead>…{% eindtabel %}`."""
    kenmerk = id or f"tabel-{slugify(bijschrift)}"
    return format_html(
        '<div class="tabel {}" role="region" tabindex="0" aria-labelledby="{}-bijschrift"><table id="{}">'
        '<caption id="{}-bijschrift"><span{}>{}</span></caption>{}</table></div>',
        soort,
        kenmerk,
        kenmerk,
        kenmerk,
        mark_safe(' class="alleen-voorlezen"') if verborgen else "",
        bijschrift,
        content,
    )


@register.simple_block_tag(end_name="eindmelding")
def melding(content: str, toon: str = "info", kop: str = "") -> SafeString:
    """Een mededeling met pictogram: info, goed, letop of fout."""
    tekeningen = {"info": "info", "goed": "ok", "letop": "waarschuwing", "fout": "waarschuwing"}
    kopregel = format_html('<p class="melding-kop">{}</p>', kop) if kop else ""
    return format_html(
        '<div class="melding toon-{}">{}<div>{}{}</div></div>',
        toon,
        pictogram(tekeningen[toon], "" if kop else {"fout": "fout", "letop": "let op"}.get(toon, "")),
        kopregel,
        content,
    )


@register.simple_tag(takes_context=True)
def bladeren(context: Context, pagina: Any, veld: str = "bladzijde") -> str:
    """Vorige en volgende, met behoud van de filters in het adres."""
    if not pagina.has_other_pages():
        return ""
    gegevens = {"pagina": pagina, "vorige": "", "volgende": ""}
    if pagina.has_previous():
        gegevens["vorige"] = _adres(context, veld, pagina.previous_page_number())
    if pagina.has_next():
        gegevens["volgende"] = _adres(context, veld, pagina.next_page_number())
    return render_to_string("zicht/delen/bladeren.html", gegevens)


def _adres(context: Context, veld: str, nummer: int) -> str:
    vragen = context["request"].GET.copy()
    vragen[veld] = str(nummer)
    return f"?{vragen.urlencode()}"


# ------------------------------------------------------------------------------------------------- formulieren


@register.simple_tag
def foutenoverzicht(*formulieren: Any) -> str:
    """Boven aan de bladzijde wat er niet goed is ingevuld, met een verwijzing naar elk veld."""
    regels = [regel for formulier in formulieren for regel in _foutregels(formulier)]
    for formulier in formulieren:
        formulier.overzicht_getoond = True
    return render_to_string("zicht/formulier/foutenoverzicht.html", {"regels": regels}) if regels else SafeString("")


def _foutregels(formulier: Any) -> list[dict[str, str]]:
    if not formulier.is_bound:
        return []
    los = [{"tekst": fout, "doel": ""} for fout in formulier.non_field_errors()]
    if hasattr(formulier, "hidden_fields"):
        los += [{"tekst": fout, "doel": ""} for veld in formulier.hidden_fields() for fout in veld.errors]
    velden = formulier.visible_fields() if hasattr(formulier, "visible_fields") else []
    return [
        *los,
        *({"tekst": _met_label(veld.label, fout), "doel": veld.eerste_id} for veld in velden for fout in veld.errors),
    ]


def _met_label(label: str, fout: str) -> str:
    return f"{label}{'' if label.endswith(('?', '.', ':')) else ':'} {fout}"


@register.filter(name="groepen")
def groepen_van(formulier: Any) -> list[tuple[str, list[Any]]]:
    """De velden van een formulier in hun groepen."""
    return groepen(formulier)


@register.simple_tag
def hernoem(form: Any, veld: str, label: str, uitleg: str = "") -> str:
    """Een label en uitleg van ons voor een veld uit een formulier van een ander."""
    form[veld].label, form[veld].help_text = label, uitleg
    return ""


@register.simple_block_tag(takes_context=True, end_name="eindformulier")
def formulier(
    context: Context,
    content: str,
    form: Any,
    *,
    knop: str = "Opslaan",
    actie: str = "",
    concept: str = "",
    annuleren: str = "",
    methode: str = "post",
) -> str:
    """Een heel formulier: foutenoverzicht, velden, wat ertussen staat, en de knop onderaan."""
    gegevens = {
        "form": form, "knop": knop, "actie": actie, "concept": concept, "annuleren": annuleren, "methode": methode,
        "extra": conditional_escape(content),
    }  # fmt: skip
    return render_to_string("zicht/formulier/geheel.html", gegevens, request=context.get("request"))
