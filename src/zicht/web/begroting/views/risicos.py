"""Het risicoregister bij een begroting, met bedragen uit het model en de reserve ertegenover."""

from itertools import accumulate
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from zicht.capaciteit.risico import Vak
from zicht.core.begroting.begroting import BegrotingFout
from zicht.core.begroting.risico import Risicobeeld, warmtetabel
from zicht.rapportage import getallen
from zicht.web.begroting.grafiek import Kolom, Streep, kolommen
from zicht.web.begroting.rekenwerk import Rekenwerk
from zicht.web.begroting.views.pagina import RECHT, SOORT, open_van
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek

VAKKEN = 12


@recht(RECHT, SOORT)
def risicos(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het register, de warmtetabel, het verwachte en benodigde bedrag en de verdeling."""
    stuk = open_van(request, kenmerk)
    context: dict[str, Any] = {"stuk": stuk, "beeld": None, "fouten": ()}
    try:
        beeld = stuk.rekenwerk.risicos
    except BegrotingFout as fout:  # het register noemt iets dat in deze begroting niet staat
        return render(request, "begroting/risicos.html", context | {"fouten": fout.regels})
    if beeld is not None:
        context |= {"beeld": beeld, "warmte": warmtetabel(beeld), **_verdeling(stuk.rekenwerk, beeld)}
    return render(request, "begroting/risicos.html", context)


def _verdeling(werk: Rekenwerk, beeld: Risicobeeld) -> dict[str, Any]:
    """De gelote schade als tekening en als tabel; leeg als er niets te loten is."""
    if werk.simulatie is None:
        return {}
    vakken = werk.simulatie.verdeling(VAKKEN)
    tot_nu = list(accumulate(vak.deel for vak in vakken))
    return {
        "simulatie": werk.simulatie,
        "vakken": list(zip(vakken, tot_nu, strict=True)),
        "verdeling": _tekening(vakken, beeld),
        "band": werk.simulatie.gemiddelde(),
        "hoog": werk.simulatie.kwantiel(float(beeld.zekerheid)),
    }


def _tekening(vakken: tuple[Vak, ...], beeld: Risicobeeld) -> SafeString:
    staven = [Kolom(_duizend(vak.van), vak.deel, getallen.procent(vak.deel)) for vak in vakken]
    begin, eind = vakken[0].van, vakken[-1].tot
    lijnen = (("reserve", beeld.dekking.waarde), ("nodig", beeld.benodigd))
    strepen = [
        Streep((float(bedrag) - begin) / (eind - begin), f"{naam}: {getallen.euro(bedrag)}")
        for naam, bedrag in lijnen
        if bedrag is not None and eind > begin
    ]
    return kolommen("De verdeling van de schade in een jaar; de getallen staan in de tabel", staven, strepen)


def _duizend(bedrag: float) -> str:
    return f"{getallen.getal(bedrag / 1000)}"
