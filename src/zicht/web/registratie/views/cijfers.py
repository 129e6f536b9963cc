"""De cijfers van een periode, en die van een vastgestelde periode naast die van nu."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.core.periodes import Periode, lees_periode
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.selecties import cijfers as selecties


@recht("cijfers.inzien", "cijfers")
def cijfers(request: Verzoek) -> HttpResponse:
    """De indicatoren van een burap-periode, uit wat nu is vastgelegd."""
    vandaag = timezone.localdate()
    periode = _periode(request.GET.get("periode"))
    uitkomst = selecties.uitkomst(periode, vandaag)
    rijen = [(u, selecties.waarde(u), selecties.aantallen(u), selecties.norm(u)) for u in uitkomst.uitslagen]
    context = {"periode": periode, "perioden": selecties.perioden(vandaag), "uitkomst": uitkomst, "rijen": rijen}
    return render(request, "registratie/cijfers/cijfers.html", context)


def _periode(tekst: str | None) -> Periode:
    keuzes = selecties.perioden(timezone.localdate())
    if tekst and tekst not in keuzes:
        raise Http404("Deze periode is hier niet te kiezen.")
    return lees_periode(tekst or keuzes[0])


@recht("rapport.lezen", "rapport")
def vaststellingen(request: Verzoek) -> HttpResponse:
    """Vastgestelde perioden staan bij de rapporten waar zij door zijn vastgesteld."""
    return redirect("rapporten")


@recht("cijfers.inzien", "cijfers")
def vaststelling(request: Verzoek, periode: str, uitgave: int) -> HttpResponse:
    """Per indicator het cijfer bij het vaststellen en het cijfer nu."""
    gevonden = next((v for v in selecties.vastgesteld() if (v.periode, v.uitgave) == (periode, uitgave)), None)
    if gevonden is None:
        raise Http404("Deze vaststelling bestaat niet.")
    rijen = selecties.verschillen(gevonden, timezone.localdate())
    context = {"vaststelling": gevonden, "rijen": rijen, "aantal": sum(rij.anders for rij in rijen)}
    return render(request, "registratie/cijfers/vaststelling.html", context)
