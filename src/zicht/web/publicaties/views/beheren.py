"""Klaarzetten, bekijken, goedkeuren en intrekken."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from zicht.catalogus import load
from zicht.core.publicatie import keuzes
from zicht.rapportage.bord.verloop import Stap, perioden, periodenaam
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.cijferbron import GeenStand, Stand, stand
from zicht.web.publicaties import handelingen
from zicht.web.publicaties.beeld import beeld
from zicht.web.publicaties.forms import Goedkeurformulier, Klaarzetformulier, Leegformulier, Redenformulier
from zicht.web.publicaties.models import Publicatie
from zicht.web.publicaties.selecties import titel
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

INZIEN, VOORBEREIDEN, GOEDKEUREN, SOORT = (
    "publicatie.inzien", handelingen.VOORBEREIDEN, handelingen.GOEDKEUREN, handelingen.SOORT,
)  # fmt: skip
_STAPPEN = (Stap.BURAP, Stap.HALFJAAR)  # het ritme van het veld; elke andere periode erbij kost verborgen cellen
_JAREN = 3


@recht(INZIEN, SOORT)
def publicaties(request: Verzoek) -> HttpResponse:
    """Wat wacht, en het hele register."""
    rijen = Publicatie.objects.select_related("klaargezet_door", "besloten_door").defer("inhoud")
    return render(request, "publicaties/publicaties.html", {
        "wachtend": [rij for rij in rijen if rij.stand == Publicatie.KLAAR],
        "register": sorted((rij for rij in rijen if rij.in_register), key=lambda rij: -(rij.nummer or 0)),
        "afgewezen": [rij for rij in rijen if rij.stand == Publicatie.AFGEWEZEN],
        "mag_voorbereiden": request.user.mag(VOORBEREIDEN),
        "regels": keuzes(load.publicatiebeleid(timezone.localdate())),
    })  # fmt: skip


@recht(VOORBEREIDEN, SOORT)
def klaarzetten(request: Verzoek) -> HttpResponse:
    """Kies de perioden en voor wie; daarna staat precies te lezen wat er zichtbaar wordt."""
    try:
        cijfers = stand()
    except GeenStand as fout:
        return render(request, "publicaties/geen_cijfers.html", {"regels": fout.regels})
    formulier = Klaarzetformulier(_periodekeuzes(cijfers), request.POST or None)
    gemaakt: list[Publicatie] = []

    def doe(ingevuld: Klaarzetformulier) -> None:
        gemaakt.append(handelingen.publicatie_klaarzetten(cijfers, **ingevuld.cleaned_data, **wie_wanneer(request)))

    antwoord = formulierpagina(
        request, formulier, titel="Cijfers klaarzetten", doe=doe, terug=reverse("publicaties"), knop="Maak veilig en laat zien",
        gelukt="De cijfers staan klaar. Bekijk ze; daarna keurt iemand anders ze goed.", sjabloon="publicaties/formulier.html",
        extra={"toelichting": "Zicht telt, verbergt wat moet, en laat zien wat de lezer straks ziet. Dat kan een halve minuut duren. Er gaat nog niets naar buiten."},
    )  # fmt: skip
    return redirect("publicatie", gemaakt[0].kenmerk) if gemaakt else antwoord


def _periodekeuzes(cijfers: Stand) -> list[tuple[str, str]]:
    """De perioden die voorbij zijn, de nieuwste eerst."""
    van = max(cijfers.eerste_jaar, cijfers.peildatum.year - _JAREN + 1)
    alle = [p for stap in _STAPPEN for p in perioden(stap, van, cijfers.peildatum) if p.eind <= cijfers.peildatum]
    return [(p.code, f"{periodenaam(p)}: {p}") for p in sorted(alle, key=lambda p: (p.eind, p.begin), reverse=True)]


def _zoek(kenmerk: str) -> Publicatie:
    return get_object_or_404(Publicatie.objects.select_related("klaargezet_door", "besloten_door", "ingetrokken_door"), kenmerk=kenmerk)  # fmt: skip


@recht(INZIEN, SOORT)
def publicatie(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Precies wat er zichtbaar is of wordt, met de reden bij elke lege cel en wat er anders is dan eerder."""
    rij = _zoek(kenmerk)
    zelf = rij.klaargezet_door_id == request.user.pk
    wacht = rij.stand == Publicatie.KLAAR
    return render(request, "publicaties/publicatie.html", {
        "publicatie": rij, "beeld": beeld(rij), "zelf": zelf, "gezien": handelingen.gezien_als(rij),
        "weggelaten": [(titel(code), reden) for code, reden in rij.weggelaten.items()],
        "mag_goedkeuren": wacht and request.user.mag(GOEDKEUREN) and not zelf,
        "mag_afwijzen": wacht and (request.user.mag(GOEDKEUREN) or request.user.mag(VOORBEREIDEN)),
        "mag_vernieuwen": wacht and request.user.mag(VOORBEREIDEN),
        "mag_intrekken": rij.is_los and rij.stand == Publicatie.VRIJ and request.user.mag(GOEDKEUREN),
        "regels": keuzes(load.publicatiebeleid(rij.klaargezet_om.date(), rij.regio)),
    })  # fmt: skip


@recht(VOORBEREIDEN, SOORT)
def vernieuwen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Opnieuw veilig maken naast wat intussen is gepubliceerd."""
    rij = _zoek(kenmerk)
    return _over(
        request, rij, Leegformulier(request.POST or None), "Opnieuw veilig maken", "De cijfers zijn opnieuw veilig gemaakt. Bekijk ze.",
        lambda _: handelingen.publicatie_vernieuwen(rij, **wie_wanneer(request)),
        "Dezelfde tellingen, getoetst naast alles wat nu gepubliceerd is. U wordt dan degene die klaarzette.",
    )  # fmt: skip


@recht(GOEDKEUREN, SOORT)
def goedkeuren(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Naar buiten laten gaan, als tweede persoon."""
    rij = _zoek(kenmerk)
    gezien = request.GET.get("gezien", "") or handelingen.gezien_als(rij)
    voor = "iedereen" if rij.voor_wie == Publicatie.OPENBAAR else "de gemeenten"
    return _over(
        request, rij, Goedkeurformulier(request.POST or None, initial={"gezien": gezien}), "Goedkeuren en publiceren",
        "De cijfers zijn gepubliceerd.",
        lambda f: handelingen.publicatie_goedkeuren(rij, gezien=f.cleaned_data["gezien"], **wie_wanneer(request)),
        f"Vanaf nu ziet {voor} deze cijfers, met uw naam in het register. Wat bekend is blijft bekend, ook na intrekken.",
    )  # fmt: skip


@recht(INZIEN, SOORT)
def afwijzen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Niet naar buiten laten gaan."""
    return _met_reden(
        request, kenmerk, "Niet publiceren", "Deze cijfers gaan niet naar buiten.", handelingen.publicatie_afwijzen
    )


@recht(GOEDKEUREN, SOORT)
def intrekken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Weghalen wat gepubliceerd is."""
    return _met_reden(
        request, kenmerk, "Publicatie intrekken", "De publicatie is ingetrokken.", handelingen.publicatie_intrekken
    )


def _met_reden(request: Verzoek, kenmerk: str, wat: str, gelukt: str, doe: Any) -> HttpResponse:
    rij = _zoek(kenmerk)
    weg = (
        "Wie de cijfers al zag, weet ze nog: in het register blijven zij staan."
        if doe is handelingen.publicatie_intrekken
        else ""
    )
    return _over(
        request, rij, Redenformulier(request.POST or None), wat, gelukt,
        lambda f: doe(rij, **f.cleaned_data, **wie_wanneer(request)), weg,
    )  # fmt: skip


def _over(
    request: Verzoek,
    rij: Publicatie,
    formulier: BaseForm,
    wat: str,
    gelukt: str,
    doe: Callable[[Any], object],
    toelichting: str,
) -> HttpResponse:
    return formulierpagina(
        request, formulier, titel=wat, gelukt=gelukt, terug=reverse("publicatie", args=[rij.kenmerk]), doe=doe, knop=wat,
        sjabloon="publicaties/formulier.html", extra={"publicatie": rij, "toelichting": toelichting},
    )  # fmt: skip
