"""De lijst van normen, en de werkbank van een indicator."""

from django.http import HttpResponse
from django.utils.safestring import mark_safe

from zicht.catalogus.normen import geen_norm
from zicht.cijfers.normproef import KEUZES_INZET, Korrel
from zicht.core.indicatoren import heeft_twee_tellingen
from zicht.core.normproef import KEUZES
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import Stand
from zicht.web.normen import selecties
from zicht.web.normen.keuze import MEESTE_JAREN, gebieden, indicator, lees_keuze
from zicht.web.normen.views.pagina import BESPREKEN, NORM, PLAN, SOORT, bladzijde, met_stand, vandaag
from zicht.web.normen.werkbank import maak_werkbank, per_gemeente

_KORRELS = {Korrel.BURAP: "burap-periode", Korrel.KWARTAAL: "kwartaal", Korrel.MAAND: "maand", Korrel.JAAR: "jaar"}


@recht(NORM, SOORT)
@met_stand
def normen(request: Verzoek, cijfers: Stand) -> HttpResponse:
    """Elke norm van nu, met de laatste uitkomst en de volgende evaluatie, en wat met opzet geen norm heeft."""
    regels = selecties.normregels(cijfers, vandaag())
    return bladzijde(
        request, "normen", cijfers, regels=regels, periode=selecties.laatste_burap(cijfers),
        zonder=selecties.zonder_norm(cijfers.regios[0]), te_laat=[regel for regel in regels if regel.te_laat],
        mag_plannen=request.user.mag(PLAN),
    )  # fmt: skip


@recht(NORM, SOORT)
@met_stand
def werkbank(request: Verzoek, cijfers: Stand, code: str) -> HttpResponse:
    """Een norm op de geschiedenis proberen; bij recidive en instroom staat waarom dat niet kan."""
    gevraagd = indicator(code)
    reden = geen_norm(gevraagd, cijfers.regios[0])
    if reden is not None:
        return bladzijde(request, "geen_norm", cijfers, indicator=gevraagd, reden=reden)
    keuze = lees_keuze(cijfers, gevraagd, request.GET)
    bank = maak_werkbank(cijfers, gevraagd, keuze, vandaag())
    return bladzijde(
        request, "werkbank", cijfers, indicator=gevraagd, bank=bank, keuze=keuze, gebieden=gebieden(cijfers),
        kaart=mark_safe(bank.kaart().teken()),  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt
        korrels=[(korrel.value, naam) for korrel, naam in _KORRELS.items()], jaren=range(1, MEESTE_JAREN + 1),
        twee_tellingen=heeft_twee_tellingen(gevraagd),
        gemeenten=per_gemeente(cijfers, bank) if not keuze.gebied.is_gemeente else [],
        verhaal=list(selecties.verhaal(code)), leeskeuzes=KEUZES, inzetkeuzes=KEUZES_INZET,
        mag_bespreken=request.user.mag(BESPREKEN),
    )  # fmt: skip
