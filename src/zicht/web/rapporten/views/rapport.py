"""Een rapport bekijken: hoe ver het is, het rapport zelf, en wat er sinds de vorige uitgave veranderde."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from zicht.rapportage import html
from zicht.rapportage.blokken import Kop
from zicht.rapportage.jaarbeeld import maak as jaarbeeld
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.rapporten import gemaakt, opmaak, selecties
from zicht.web.rapporten.models import Rapport, Status
from zicht.web.rapporten.soorten import BURAP, soort
from zicht.web.rapporten.volgorde import INZIEN, LEZEN, PUBLICEREN, ROLNAAM, SCHRIJVEN, VOLGORDE, terug_met, volgende


def pagina_van(rapport: Rapport) -> dict[str, Any]:
    """Wat elke pagina over een rapport nodig heeft."""
    return {"rapport": rapport, "soort": soort(rapport.soort), "stand": selecties.stand_van(rapport)}


@recht(INZIEN, "rapport")
def rapport(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Hoe ver het rapport is, wie aan zet is en wat er nog moet."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    toetsen, teksten, nu = selecties.toetsen(rij), selecties.laatste_teksten(rij), timezone.now()
    opdracht = selecties.opdracht_van(rij)
    terug = terug_met(rij.status)
    context = pagina_van(rij) | {
        "stappen": _stappen(rij),
        "delen": [(deel, teksten.get(deel.code), toetsen.get(deel.code)) for deel in soort(rij.soort).delen],
        "aan_zet": selecties.aan_zet(rij, request.user, timezone.localdate()),
        "opdracht": opdracht,
        "loopt": selecties.loopt(opdracht, nu),
        "veranderd": selecties.is_veranderd(rij),
        "uitgave": selecties.wijzigingen(rij),
        "verhaal": list(rij.stappen.select_related("door")),
        "mag_schrijven": request.user.mag(SCHRIJVEN) and not rij.vast,
        "mag_terugsturen": bool(terug) and request.user.mag(terug),
        "mag_bevriezen": rij.status == Status.GOEDGEKEURD and request.user.mag(PUBLICEREN),
        "mag_publiceren": rij.status == Status.BEVROREN and request.user.mag(PUBLICEREN),
    }
    return render(request, "rapporten/rapport.html", context)


def _stappen(rij: Rapport) -> list[dict[str, Any]]:
    """De weg van het rapport: elke handtekening met wie en wanneer, daarna bevriezen en publiceren."""
    getekend = {h.rol: h for h in selecties.handtekeningen(rij)}
    nu = volgende(rij.status)
    stappen = [
        {"titel": f"Tekent: {ROLNAAM[o.rol]}", "wie": getekend.get(o.rol), "om": None, "nu": o == nu} for o in VOLGORDE
    ]
    bevroren = {"titel": "Bevroren", "wie": None, "om": rij.bevroren_om, "nu": rij.status == Status.GOEDGEKEURD}
    publiek = {"titel": "Gepubliceerd", "wie": None, "om": rij.gepubliceerd_om, "nu": rij.status == Status.BEVROREN}
    return [*stappen, bevroren, publiek]


@recht(LEZEN, "rapport")
def lezen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het rapport zelf, om te lezen en te drukken."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    stuk = selecties.stuk_van(rij)
    context = pagina_van(rij) | {"mag_inzien": request.user.mag(INZIEN)}
    if rij.soort == BURAP:
        papier = opmaak.papier(stuk)
        koppen = [b for b in papier.blokken if isinstance(b, Kop) and b.niveau == papier.inhoud_tot and b.anker]
        context |= {"papier": papier, "koppen": koppen, "inhoud": mark_safe(html.inhoud(papier))}  # noqa: S308 - escaped by html
        return render(request, "rapporten/lezen_burap.html", context)
    blad = opmaak.blad(stuk)
    context |= {"blad": blad, "inhoud": mark_safe(jaarbeeld.vakken(blad)), "voet": mark_safe(jaarbeeld.voet(blad))}  # noqa: S308 - escaped there
    return render(request, "rapporten/lezen_jaarbeeld.html", context)


@recht(INZIEN, "rapport")
def wijzigingen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Wat er veranderde sinds de vorige uitgave, en waarom."""
    rij = selecties.rapport_of_404(request.user, kenmerk)
    stand = selecties.stand_van(rij)
    uitgave = selecties.wijzigingen(rij)
    genoemd = opmaak.genoemd(uitgave, gemaakt.van(stand)) if stand else uitgave
    context = pagina_van(rij) | {
        "uitgave": genoemd,
        "vorige": selecties.vorige_van(rij),
        "regio": [w for w in genoemd.wijzigingen if "@" not in w.sleutel],
        "gemeenten": [
            replace(w, sleutel=w.sleutel.replace(" @ ", ", ")) for w in genoemd.wijzigingen if "@" in w.sleutel
        ],
    }
    return render(request, "rapporten/wijzigingen.html", context)
