"""De werklijst, met filters in het adres zodat een lijst te delen is; in het adres staan nooit persoonsgegevens."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie.selecties import werk
from zicht.web.registratie.selecties.toewijzen import HOOGSTENS
from zicht.web.registratie.selecties.werk import DIMENSIES, IK, KOLOMMEN, MIJN, VOLGORDES, Werkfilter
from zicht.web.werkvoorraad.views.bladen import Bladzijde, nummer

FILTERLABELS: Mapping[str, str] = {
    "stand": "Stand", "soort": "Werk", "urgentie": "Urgentie", "eigenaar": "Eigenaar", "team": "Team",
    "gemeente": "Gemeente",
}  # fmt: skip


def filteradres(filter_: Werkfilter) -> str:
    """Het adres van de werklijst met dit filter; zonder filter staat er 'alles', anders kwam het eigen begin."""
    gegevens = filter_.als_gegevens() or {"alles": "1"}
    return f"{reverse('werklijst')}?{urlencode(gegevens, doseq=True)}"


def gevraagd_filter(request: Verzoek, bewaard: Sequence[Any]) -> Werkfilter:
    """Het filter uit het adres; zonder vraag hoe deze gebruiker de lijst wil openen."""
    if set(request.GET) - {"bladzijde"}:
        return Werkfilter.van({**request.GET.dict(), "kolommen": request.GET.getlist("kolommen")})
    eigen = next((z for z in bewaard if not z.naam and z.eigenaar_id == request.user.pk), None)
    return Werkfilter.van(eigen.filters) if eigen else Werkfilter()


@recht("werk.inzien", "werklijst")
def werklijst(request: Verzoek) -> HttpResponse:
    """De werklijst van een persoon, een team of de hele organisatie."""
    gebruiker = request.user
    bewaard = werk.bewaarde_filters(gebruiker)
    filter_ = gevraagd_filter(request, bewaard)
    lijst = werk.werklijst(gebruiker, filter_, nummer(request), timezone.now(), timezone.localdate())
    context = {
        "lijst": lijst,
        "filter": filter_,
        "pagina": Bladzijde(nummer(request), lijst.totaal, werk.PER_BLADZIJDE),
        "velden": [(naam, label, getattr(filter_, naam), lijst.keuzes[naam]) for naam, label in FILTERLABELS.items()],
        "kolommen": [(code, titel) for code, titel in KOLOMMEN.items() if code in filter_.kolommen],
        "alle_kolommen": KOLOMMEN.items(),
        "volgordes": VOLGORDES.items(),
        "soorten": werk.SOORTEN,
        "gemeenten": werk.gemeentenamen() if "gemeente" in filter_.kolommen else {},
        "tabs": _tabs(lijst, gebruiker),
        "bewaard": [_bewaard(z, lijst, gebruiker) for z in bewaard if z.naam],
        "standaard": next((z.pk for z in bewaard if not z.naam), None),
        "gevraagd": urlencode(filter_.als_gegevens(), doseq=True),
        "hoogstens": HOOGSTENS,
        "mag_toewijzen": gebruiker.mag("werk.toewijzen"),
        "stil": any(getattr(filter_, naam) for naam in DIMENSIES),
    }
    return render(request, "werkvoorraad/werklijst.html", context)


def _tabs(lijst: werk.Werklijst, gebruiker: Gebruiker) -> list[tuple[str, str, int, bool]]:
    """Mijn werk, mijn team, alles wat ik mag zien: elk met zijn aantal."""
    keuzes = [("Mijn werk", Werkfilter(eigenaar=IK)), ("Alles", Werkfilter())]
    if gebruiker.team_id:
        keuzes.insert(1, ("Mijn team", Werkfilter(team=MIJN)))
    nu = (lijst.filter.voor(gebruiker).eigenaar, lijst.filter.voor(gebruiker).team)
    return [
        (label, filteradres(keus), lijst.aantal(keus), nu == (keus.voor(gebruiker).eigenaar, keus.voor(gebruiker).team))
        for label, keus in keuzes
    ]


def _bewaard(zoekopdracht: Any, lijst: werk.Werklijst, gebruiker: Gebruiker) -> dict[str, Any]:
    filter_ = Werkfilter.van(zoekopdracht.filters)
    return {
        "naam": zoekopdracht.naam,
        "adres": filteradres(filter_),
        "aantal": lijst.aantal(filter_),
        "van": "" if zoekopdracht.eigenaar_id == gebruiker.pk else str(zoekopdracht.eigenaar),
        "gedeeld": zoekopdracht.team_id is not None,
        "pk": zoekopdracht.pk,
    }


@recht("werk.inzien", "werklijst")
def volgende(request: Verzoek) -> HttpResponse:
    """Naar de volgende zaak van het eigen werk; is er geen, dan naar de wachtlijst."""
    kenmerk = werk.volgende_zaak(
        request.user,
        request.GET.get("na", "")[:14],
        timezone.now(),
        timezone.localdate(),
    )
    if kenmerk:
        return redirect("dossier", kenmerk=kenmerk)
    messages.info(request, "U hebt geen ander werk openstaan. Hieronder staat wat er wacht.")
    return redirect("wachtlijst")
