"""Een bericht van het VT-register oppakken."""

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.radar import radarmelding_oppakken
from zicht.web.registratie.poort import door_de_poort
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer


class Oppakformulier(forms.Form):
    """Wat er met het bericht is gedaan."""

    notitie = forms.CharField(
        label="Wat hebt u gedaan?", max_length=200,
        help_text="Zoals: gebeld met Veilig Thuis Noord, zij nemen dinsdag contact op. Schrijf hier geen namen.",
    )  # fmt: skip


def _toelichting(bericht: m.Radarmelding) -> str:
    is_was = "is" if bericht.is_betrokken else "was"
    waarop = (
        "op hetzelfde BSN" if bericht.op_bsn else "op naam en geboortedatum, dus ga eerst na of het dezelfde mens is"
    )
    return (
        f"{bericht.organisatie} {is_was} ook betrokken bij iemand uit dit dossier; dat bleek {waarop}. "
        "Neem contact op en schrijf hier wat u afsprak."
    )


@recht("zaak.bewerken", "radarmelding")
def radarmelding(request: Verzoek, nummer: int) -> HttpResponse:
    """Leg vast wat er met een bericht van het VT-register is gedaan."""
    rijen = door_de_poort(
        m.Radarmelding.objects.filter(opgepakt_om=None), request.user, timezone.now(), "zaak.bewerken"
    )
    bericht = rijen.filter(pk=nummer).select_related("dossier").first()
    if bericht is None:
        raise Http404
    request.dossier_kenmerk = bericht.dossier.kenmerk
    return formulierpagina(
        request, Oppakformulier(request.POST or None), titel="Bericht van het VT-register", gelukt="Vastgelegd.",
        terug=reverse("dossier", args=[bericht.dossier.kenmerk]), extra={"dossier": bericht.dossier, "toelichting": _toelichting(bericht)},
        doe=lambda f: radarmelding_oppakken(bericht, notitie=f.cleaned_data["notitie"], **wie_wanneer(request)),
    )  # fmt: skip
