"""De bladzijden van de vormgeving zelf: namen verbergen, ingelogd blijven, hulp en het stijlblad."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from zicht.web.vormgeving import voorbeelden
from zicht.web.vormgeving.context import PRIVACY, privacy_aan, wie


@require_POST
def privacy(request: HttpRequest) -> HttpResponse:
    """Verberg de namen in deze sessie, of toon ze weer; daarna terug naar dezelfde bladzijde."""
    request.session[PRIVACY] = not privacy_aan(request)
    volgende = request.POST.get("next", "")
    veilig = url_has_allowed_host_and_scheme(volgende, {request.get_host()}, require_https=request.is_secure())
    return redirect(volgende if veilig else "/")


@require_GET
def sessie(request: HttpRequest) -> HttpResponse:
    """Wie er is ingelogd en met welk formulierbewijs; alleen al de vraag houdt de sessie open."""
    return JsonResponse({"csrf": get_token(request), "wie": wie(request)})


@require_safe
def hulp(request: HttpRequest) -> HttpResponse:
    """Hoe Zicht te lezen en te bedienen is."""
    return render(request, "zicht/hulp.html")


def vormgeving(request: HttpRequest) -> HttpResponse:
    """Het stijlblad met elk onderdeel; alleen in de demo."""
    if not settings.INSTELLINGEN.demo:
        raise Http404
    return render(request, "zicht/stijlblad.html", voorbeelden.alles(request))


@require_POST
def zoekvoorbeeld(request: HttpRequest) -> HttpResponse:
    """Het antwoord onder het zoekvak van het stijlblad."""
    if not settings.INSTELLINGEN.demo:
        raise Http404
    return render(request, "zicht/delen/zoekvoorbeeld.html", {"gezocht": request.POST.get("naam", "")})
