"""De cijfers bijwerken tot nu."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from zicht.core.fouten import ZichtFout
from zicht.core.periodes import lange_datum
from zicht.web import cijferbron
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord.views.pagina import BEHEREN, SOORT


@recht(BEHEREN, SOORT)
@require_POST
def bijwerken(request: Verzoek) -> HttpResponse:
    """Lees de registratie opnieuw; de vorige cijfers blijven als dat niet lukt."""
    try:
        stand = cijferbron.bijwerken(timezone.now())
    except ZichtFout as fout:
        messages.error(request, " ".join(fout.regels[:3]))
    else:
        messages.success(request, f"De cijfers gaan nu tot en met {lange_datum(stand.peildatum)}.")
    return redirect("bord")
