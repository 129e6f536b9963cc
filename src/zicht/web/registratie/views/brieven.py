"""Brieven: kiezen, invullen, nalezen, bewaren, ophalen als Word of PDF, en vastleggen dat een brief weg is."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from zicht.core.bronbescherming import BronbeschermingFout
from zicht.core.fouten import ZichtFout
from zicht.rapportage.brieven.uitvoer import maak_docx, maak_html, maak_pdf
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven import bronnen, keuze, post
from zicht.web.registratie.brieven.maken import Opdracht, maak, opdracht
from zicht.web.registratie.brieven.organisatie import afzender
from zicht.web.registratie.forms.brieven import FORMULIEREN, Briefformulier
from zicht.web.registratie.handelingen import brieven as handelingen
from zicht.web.registratie.poort import door_de_poort, dossier_of_404
from zicht.web.registratie.views.pagina import formulierpagina, probeer, wie_wanneer
from zicht.web.vormgeving.context import privacy_aan
from zicht.web.vormgeving.velden import Datumveld

RECHT, TELEFOON = "brief.maken", "brief_telefoon"
SOORTEN = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", maak_docx),
    "pdf": ("application/pdf", maak_pdf),
}


def _dossier(request: Verzoek, kenmerk: str) -> m.Dossier:
    dossier = dossier_of_404(request.user, kenmerk, timezone.now(), RECHT)
    request.dossier_kenmerk = dossier.kenmerk
    return dossier


@recht(RECHT, "brief")
def kiezen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Welke brief en waarover."""
    dossier = _dossier(request, kenmerk)
    context = {
        "dossier": dossier,
        "keuzes": keuze.mogelijkheden(dossier),
        "vlaggen": post.vlaggen(dossier, timezone.localdate()),
    }
    return render(request, "registratie/brieven/kiezen.html", context)


@recht(RECHT, "brief")
def maken(request: Verzoek, kenmerk: str, soort: str) -> HttpResponse:
    """Een brief invullen, bekijken en bewaren."""
    dossier = _dossier(request, kenmerk)
    over = request.GET.get("over", "")
    mogelijkheid = keuze.gevonden(dossier, soort, over)
    if mogelijkheid is None:
        raise Http404
    vandaag = timezone.localdate()
    wat = opdracht(dossier, soort, over, request.user, vandaag)
    formulier = FORMULIEREN[soort](
        wat, request.POST or None, verborgen=privacy_aan(request), telefoon=request.session.get(TELEFOON, "")
    )
    document = _gemaakt(request, wat, formulier) if request.method == "POST" else None
    if document is not None and document.versie:
        messages.success(request, "De brief is bewaard. Haal hem op, verstuur hem, en leg dat daarna hier vast.")
        return redirect("brief", document.kenmerk)
    context = {
        "dossier": dossier,
        "formulier": formulier,
        "wat": mogelijkheid,
        "vlaggen": post.vlaggen(dossier, vandaag),
        "tekst": _tekst(request, document) if document else "",
        "tegen": _zonder_afzender(),
        "verborgen": privacy_aan(request) and soort == "terugkoppeling_melder",
    }
    return render(request, "registratie/brieven/maken.html", context)


def _gemaakt(request: Verzoek, wat: Opdracht, formulier: Briefformulier) -> m.Document | None:
    """De brief, bewaard of als voorbeeld; None als er iets niet goed is en dat bij het formulier staat."""
    klaar: list[m.Document] = []
    lek: list[str] = []

    def doe() -> None:
        brief, waarover = maak(wat, formulier.cleaned_data)
        stap = handelingen.brief_bewaren if "bewaren" in request.POST else handelingen.voorbeeld
        try:
            klaar.append(stap(wat.dossier, brief, waarover, **wie_wanneer(request)))
        except BronbeschermingFout as fout:
            leeg = handelingen.zonder_tekst(wat.dossier, brief, waarover, **wie_wanneer(request))
            lek.extend(bronnen.lekt(leeg, formulier.teksten(), fout.lezer))
            raise

    if formulier.is_valid() and probeer(formulier, doe):
        request.session[TELEFOON] = formulier.cleaned_data["telefoon"]
        return klaar[0]
    for naam in lek:
        formulier.add_error(naam, "Hier staat iets dat de lezer niet mag weten.")
    return None


def _tekst(request: Verzoek, document: m.Document) -> str:
    """De brief om te lezen. maak_html laat alleen opmaak door die een browser niet uitvoert, dus dit is veilige HTML."""
    return "" if privacy_aan(request) else mark_safe(maak_html(document.tekst))  # noqa: S308 - zie hierboven


def _zonder_afzender() -> tuple[str, ...]:
    try:
        afzender()
    except ZichtFout as fout:
        return fout.regels
    return ()


def _haal(request: Verzoek, kenmerk: str) -> m.Document:
    rijen = m.Document.objects.select_related("dossier__team", "door", "melding", "overdracht", "betrokkene__persoon")
    document = door_de_poort(rijen, request.user, timezone.now(), RECHT).filter(kenmerk=kenmerk).first()
    if document is None:
        raise Http404
    request.dossier_kenmerk = document.dossier.kenmerk
    return document


def _lek(document: m.Document) -> tuple[str, ...]:
    """Waarom een bewaarde brief niet meer weg mag: een bron of een geheim adres dat er na het bewaren bij kwam."""
    try:
        bronnen.kijk_na(document)
    except ZichtFout as fout:
        return fout.regels
    return ()


@recht(RECHT, "brief")
def brief(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een bewaarde brief."""
    document = _haal(request, kenmerk)
    context = {
        "document": document,
        "dossier": document.dossier,
        "lek": _lek(document),
        "tekst": _tekst(request, document),
        "vlaggen": post.vlaggen(document.dossier, timezone.localdate()),
    }
    return render(request, "registratie/brieven/brief.html", context)


@recht(RECHT, "brief")
def bestand(request: Verzoek, kenmerk: str, vorm: str) -> HttpResponse:
    """De brief als Word of PDF, nu gemaakt; de naam van het bestand is het kenmerk."""
    document = _haal(request, kenmerk)
    if vorm not in SOORTEN:
        raise Http404
    if _lek(document):
        return redirect("brief", document.kenmerk)
    mime, maker = SOORTEN[vorm]
    inhoud = maker(document.tekst, document.gemaakt_op, afzender().naam)
    koppen = {"Content-Disposition": f'attachment; filename="{document.kenmerk}.{vorm}"'}
    return HttpResponse(inhoud, content_type=mime, headers=koppen)


class Verstuurformulier(forms.Form):
    """Wanneer de brief is verstuurd of meegegeven."""

    op = Datumveld(label="Wanneer is de brief verstuurd of meegegeven?")
    versie = forms.IntegerField(widget=forms.HiddenInput)


@recht(RECHT, "brief")
def verstuurd(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Vastleggen dat een brief weg is."""
    document = _haal(request, kenmerk)
    begin = {"op": timezone.localdate(), "versie": document.versie}

    def doe(f: Any) -> None:
        handelingen.brief_verstuurd(document, **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Verstuurformulier(request.POST or None, initial=begin), titel="Brief is verstuurd", doe=doe,
        terug=reverse("brief", args=[kenmerk]), gelukt="Vastgelegd dat de brief is verstuurd.",
        extra={"dossier": document.dossier, "zaak": document, "toelichting": _GEVOLG.get(document.soort, "")},
    )  # fmt: skip


_GEVOLG = {
    "overdracht": "De overdracht is daarmee schriftelijk bevestigd.",
    "terugkoppeling_melder": "De terugkoppeling aan de melder is daarmee gedaan; haar klok stopt.",
    "vastlegging": "De lezer weet daarmee dat er gegevens zijn vastgelegd.",
}
