"""Een begroting veranderen: kopiëren, een nieuwe versie, taakvelden en sleutel, vaststellen en wijzigen."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse

from zicht.web.begroting import handelingen
from zicht.web.begroting.forms import (
    Kopieerformulier,
    Taakveldformulier,
    Vaststelformulier,
    Versieformulier,
    Wijzigingsformulier,
)
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.begroting.stukken import Stuk, open_stuk
from zicht.web.begroting.views.pagina import BEWERKEN, SOORT, formulier_over, open_van, wie_wanneer
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek


def _eigen(kenmerk: str) -> tuple[Stuk, Begrotingsstuk]:
    """Een stuk van de organisatie; een voorbeeld uit de catalogus verandert niemand."""
    stuk = open_stuk(kenmerk)
    if stuk.rij is None:
        raise Http404("Een voorbeeld is niet te wijzigen. Kopieer het eerst.")
    return stuk, stuk.rij


@recht(BEWERKEN, SOORT)
def kopieren(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een begroting als begin voor een nieuwe."""
    stuk = open_van(request, kenmerk)
    if not stuk.kopieerbaar:
        raise Http404("Alleen een volledige begroting is te kopiëren.")
    begin = {"titel": stuk.begroting.titel, "organisatie": settings.INSTELLINGEN.organisatie}
    formulier = Kopieerformulier(request.POST or None, initial=begin)
    gemaakt: list[Begrotingsstuk] = []

    def doe(f: Any) -> None:
        gemaakt.append(handelingen.begroting_kopieren(stuk, **f.cleaned_data, **wie_wanneer(request)))

    antwoord = formulier_over(
        request, stuk, formulier, titel="Kopiëren als begin", doe=doe, knop="Kopiëren",
        gelukt="De kopie staat klaar als concept.",
        toelichting="U krijgt een eigen concept met dezelfde getallen en bronnen. Het voorbeeld zelf verandert niet.",
    )  # fmt: skip
    if gemaakt:
        antwoord["Location"] = reverse("begroting", args=[gemaakt[0].kenmerk])
    return antwoord


@recht(BEWERKEN, SOORT)
def bijwerken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een nieuwe versie uit een bestand."""
    stuk, rij = _eigen(kenmerk)
    formulier = Versieformulier(request.POST or None, request.FILES or None, initial={"versie": rij.versie})

    def doe(f: Any) -> None:
        naam, tekst = f.cleaned_data["bestand"]
        handelingen.begroting_bijwerken(rij, tekst=tekst, naam=naam, reden=f.cleaned_data["reden"],
                                        versie=f.cleaned_data["versie"], **wie_wanneer(request))  # fmt: skip

    return formulier_over(
        request, stuk, formulier, titel="Nieuwe versie inlezen", doe=doe, knop="Nakijken en inlezen",
        gelukt="De nieuwe versie is nagekeken en bewaard.",
        toelichting="Download het bestand, wijzig het en lees het hier in. De vorige versies blijven staan.",
    )  # fmt: skip


@recht(BEWERKEN, SOORT)
def taakvelden(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het taakveld van elke post en de verdeelsleutel."""
    stuk, rij = _eigen(kenmerk)
    if stuk.is_wijziging:
        raise Http404("Een begrotingswijziging neemt taakvelden en sleutel over.")
    formulier = Taakveldformulier(stuk.begroting, request.POST or None, initial={"versie": rij.versie})

    def doe(f: Any) -> None:
        handelingen.begroting_regels_zetten(rij, regels=f.regels(), reden=f.cleaned_data["reden"],
                                            versie=f.cleaned_data["versie"], **wie_wanneer(request))  # fmt: skip

    return formulier_over(
        request, stuk, formulier, titel="Taakvelden en verdeelsleutel", doe=doe, gelukt="De nieuwe versie is bewaard.",
        toelichting="De gewichten van de sleutel zijn samen 100 procent. Een andere maat voegt u toe in het bestand.",
    )  # fmt: skip


@recht(BEWERKEN, SOORT)
def vaststellen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Vastleggen dat het bestuur haar heeft vastgesteld."""
    stuk, rij = _eigen(kenmerk)
    formulier = Vaststelformulier(request.POST or None, initial={"versie": rij.versie})

    def doe(f: Any) -> None:
        handelingen.begroting_vaststellen(rij, **f.cleaned_data, **wie_wanneer(request))

    return formulier_over(
        request, stuk, formulier, titel="Vaststellen", doe=doe, knop="Vaststellen",
        gelukt="De begroting is vastgesteld en verandert niet meer.",
        toelichting="Na het vaststellen verandert deze begroting niet meer. Wat later anders wordt, is een begrotingswijziging.",
    )  # fmt: skip


@recht(BEWERKEN, SOORT)
def wijziging(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een begrotingswijziging op een vastgestelde begroting."""
    stuk, rij = _eigen(kenmerk)
    formulier = Wijzigingsformulier(stuk.begroting, request.POST or None)
    gemaakt: list[Begrotingsstuk] = []

    def doe(f: Any) -> None:
        gemaakt.append(handelingen.wijziging_maken(
            rij, titel=f.cleaned_data["titel"], vindplaats=f.cleaned_data["vindplaats"], bedragen=f.bedragen(),
            **wie_wanneer(request)))  # fmt: skip

    antwoord = formulier_over(
        request, stuk, formulier, titel="Begrotingswijziging maken", doe=doe, knop="Wijziging maken",
        gelukt="De begrotingswijziging staat klaar als concept.",
        toelichting="In de velden staat wat nu is vastgesteld. Alleen wat u verandert komt in de wijziging.",
    )  # fmt: skip
    if gemaakt:
        antwoord["Location"] = reverse("begroting", args=[gemaakt[0].kenmerk])
    return antwoord
