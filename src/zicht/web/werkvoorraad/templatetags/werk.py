"""De filters van de werkvoorraad: `{% load werk %}`."""

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.urls import get_script_prefix, reverse

from zicht.web.registratie.selecties.werk import SOORTEN

register: Any = template.Library()


@register.filter
def werksoort(code: str) -> str:
    """Hoe een soort werk heet."""
    return SOORTEN.get(code, str(code).replace("_", " "))


@register.simple_tag
def zaakadres(taak: Any) -> str:
    """De pagina van de melding, de dienst of het huisverbod waar dit werk, of deze zaak, over gaat.

    Een lijst toont er honderden, en alleen het kenmerk verschilt.
    """
    if getattr(taak, "soort", "") in ("huisverbod", "huisverbodadvies"):
        pagina = "huisverbod"
    else:
        pagina = "melding" if taak.kenmerk.startswith("M-") else "dienst"
    voor, na = _om_het_kenmerk(pagina, get_script_prefix())
    return f"{voor}{taak.kenmerk}{na}"


@register.filter
def op(tabel: Any, sleutel: Any) -> Any:
    """Wat er in een tabel onder deze sleutel staat; is er niets, dan de sleutel zelf."""
    return tabel.get(sleutel, sleutel)


@register.filter
def is_voorbij(dag: date | None, vandaag: date) -> bool:
    """Of een dag voor vandaag ligt."""
    return dag is not None and dag < vandaag


@register.filter
def tel(aantallen: Any, sleutel: str) -> int:
    """Hoe vaak iets voorkomt; wat er niet is komt nul keer voor."""
    return aantallen.get(sleutel, 0)


@lru_cache(maxsize=8)
def _om_het_kenmerk(pagina: str, _begin: str) -> tuple[str, str]:
    voor, _, na = reverse(pagina, kwargs={"kenmerk": "KENMERK"}).partition("KENMERK")
    return voor, na
