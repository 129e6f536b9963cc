"""De definitietijdmachine: een periode onder twee versies van een definitie, met de brug ertussen."""

from django.http import Http404, HttpResponse, QueryDict

from zicht.catalogus.definitieversies import VERSIES
from zicht.cijfers.brug import Vergelijking, lees_versie, vergelijk
from zicht.cijfers.normproef import Korrel, perioden
from zicht.cijfers.zinnen import brugzin
from zicht.core.brug import KEUZES
from zicht.core.definities import Definitieversie, geldende
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Telling, heeft_twee_tellingen
from zicht.core.periodes import Periode, lees_periode
from zicht.rapportage.bord.verloop import periodenaam
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import Stand
from zicht.web.normen.keuze import gebieden, indicator
from zicht.web.normen.selecties import laatste_burap
from zicht.web.normen.views.pagina import NORM, SOORT, bladzijde, met_stand, vandaag

ONTVOUWEN = "bord.ontvouwen"
_JAREN = 5


@recht(NORM, SOORT)
@met_stand
def tijdmachine(request: Verzoek, cijfers: Stand, code: str) -> HttpResponse:
    """De vergelijking die gekozen is; wie geen gevallen mag zien, ziet alleen hun aantal."""
    gevraagd = indicator(code)
    if code not in VERSIES:
        raise Http404("Van deze definitie is maar een versie bekend.")
    van, naar = _versies(code, request.GET)
    periode = _periode(cijfers, request.GET)
    telling = Telling.ONTVANGEN if request.GET.get("telling") == Telling.ONTVANGEN.value else Telling.AFGEROND
    gemeente = _gemeente(cijfers, request.GET)
    gevonden: Vergelijking = cijfers.onthoud(
        ("brug", code, _naam(van), _naam(naar), periode.code, telling, gemeente),
        lambda c: vergelijk(c, van, naar, periode, telling=telling, gemeente=gemeente),
    )
    return bladzijde(
        request, "tijdmachine", cijfers, indicator=gevraagd, gevonden=gevonden, zin=brugzin(gevonden), van=_naam(van),
        naar=_naam(naar), periode=periode, telling=telling, gemeente=gemeente or "", keuzes=_keuzes(code),
        perioden=_te_kiezen(cijfers), gebieden=[g for g in gebieden(cijfers) if g.is_gemeente], leeskeuzes=KEUZES,
        twee_tellingen=heeft_twee_tellingen(gevraagd), mag_ontvouwen=request.user.mag(ONTVOUWEN),
    )  # fmt: skip


def _naam(versie: Definitieversie) -> str:
    return f"{versie.indicator}:{versie.code}"


def _versies(code: str, get: QueryDict) -> tuple[Definitieversie, Definitieversie]:
    """De gekozen versies; zonder keuze de oudste (of een lezing die anders telt) naast die van nu."""
    nu = geldende(VERSIES[code], vandaag())
    assert nu is not None
    anders = next(v for v in VERSIES[code] if v is not nu and v.indicatorset in (None, nu.indicatorset))
    try:
        van = lees_versie(code, get["van"]) if get.get("van") else anders
        naar = lees_versie(code, get["naar"]) if get.get("naar") else nu
    except AanroepFout as fout:
        raise Http404("Deze versie bestaat niet.") from fout
    if naar not in _passend(code) or van not in _passend(code):
        raise Http404("Tussen deze versies is geen brug.")
    return van, naar


def _passend(code: str) -> list[Definitieversie]:
    """De versies die met deze indicator te vergelijken zijn: dezelfde eenheid die telt, en allebei of geen van beide een klok."""
    eerste = VERSIES[code][0].definitie
    return [
        versie
        for versies in VERSIES.values()
        for versie in versies
        if versie.definitie.telt is eerste.telt and (versie.definitie.klok is None) == (eerste.klok is None)
    ]


def _keuzes(code: str) -> list[tuple[str, list[tuple[str, Definitieversie]]]]:
    """De versies om uit te kiezen, die van deze indicator vooraan."""
    groepen: dict[str, list[tuple[str, Definitieversie]]] = {code: []}
    for versie in _passend(code):
        groepen.setdefault(versie.indicator, []).append((_naam(versie), versie))
    return [(indicator(ander).titel, versies) for ander, versies in groepen.items()]


def _te_kiezen(cijfers: Stand) -> list[tuple[str, str]]:
    alle = [p for korrel in (Korrel.BURAP, Korrel.JAAR) for p in perioden(cijfers.peildatum, _JAREN, korrel)]
    return [(p.code, periodenaam(p)) for p in reversed(alle) if p.begin.year >= cijfers.eerste_jaar]


def _periode(cijfers: Stand, get: QueryDict) -> Periode:
    try:
        periode = lees_periode(get["periode"]) if get.get("periode") else laatste_burap(cijfers)
    except AanroepFout as fout:
        raise Http404("Deze periode bestaat niet.") from fout
    if periode.begin > cijfers.peildatum:
        raise Http404("Deze periode ligt na de cijfers.")
    return periode


def _gemeente(cijfers: Stand, get: QueryDict) -> str | None:
    gevraagd = get.get("gemeente", "")
    if gevraagd and gevraagd not in {g.code for g in gebieden(cijfers) if g.is_gemeente}:
        raise Http404("Deze gemeente bestaat niet.")
    return gevraagd or None
