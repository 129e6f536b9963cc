"""De veiligheidsbeoordeling invullen, voorleggen en meelezen."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zicht.catalogus import diensten as catalogus
from zicht.core.formulieren import Antwoorden, Formulier, Voorstel, stel_voor, te_stellen
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import models as m
from zicht.web.registratie import taxatie, werkstand
from zicht.web.registratie.forms.taxatie import Besluitformulier, Taxatieformulier
from zicht.web.registratie.forms.werkstand import Werkstandformulier
from zicht.web.registratie.handelingen import beoordelingen as handelingen
from zicht.web.registratie.opslag import Opslag
from zicht.web.registratie.poort import dossiers
from zicht.web.registratie.selecties import dossiers as selecties
from zicht.web.registratie.views.meldingen import haal, naar
from zicht.web.registratie.views.pagina import probeer, wie_wanneer
from zicht.web.vormgeving.velden import KeuzeVeld

BRONNEN = frozenset({"eigen_dossiers_bekeken", "register_bekeken", "raad_bekeken", "politie_bekeken"})
_JA_NEE = {True: "ja", False: "nee", None: ""}


class Voorlegformulier(forms.Form):
    """Aan wie de beoordeling wordt voorgelegd."""

    aan = forms.ModelChoiceField(
        label="Wie leest mee?", queryset=None, required=False, empty_label="wie het eerst kan",
        help_text="Een collega, gedragsdeskundige of vertrouwensarts; nooit uzelf.",
    )  # fmt: skip

    def __init__(self, zonder: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aan"].queryset = selecties.collegas(timezone.localdate()).exclude(pk=zonder)


@recht("zaak.bewerken", "beoordeling")
def beoordelen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een veiligheidsbeoordeling invullen en bewaren; voorleggen is een aparte knop op dezelfde pagina."""
    melding = haal(request, kenmerk)
    if melding.beoordeeld_op or melding.omgezet_op:
        return redirect(naar(melding))
    bestaand = selecties.beoordeling_in_bewerking(melding)
    formulier = taxatie.van(bestaand) if bestaand else taxatie.geldend(melding.ontvangen_op, werkstand.regio())
    vragen = Taxatieformulier(
        formulier, request.POST or None, antwoorden=taxatie.antwoorden_van(bestaand) if bestaand else None
    )
    bronnen = Werkstandformulier(
        werkstand.soort("veiligheidsbeoordeling", melding.ontvangen_op),
        melding,
        request.POST or None,
        alleen=BRONNEN,
        prefix="b",
    )
    besluit = Besluitformulier(
        catalogus.diensten(melding.ontvangen_op, werkstand.regio()),
        request.POST or None,
        initial=_begin(bestaand, melding),
    )
    voorleg = Voorlegformulier(request.user.pk, request.POST or None)
    alle = (vragen, bronnen, besluit, voorleg)
    geldig = [formulierdeel.is_valid() for formulierdeel in alle]  # alle fouten tegelijk in beeld
    if (
        request.method == "POST"
        and all(geldig)
        and probeer(besluit, lambda: _bewaar(request, melding, formulier, alle))
    ):
        return redirect(request.path if "bewaar" in request.POST else naar(melding))
    antwoorden = (
        vragen.antwoorden()
        if vragen.is_bound and vragen.is_valid()
        else (taxatie.antwoorden_van(bestaand) if bestaand else {})
    )
    context = {
        "melding": melding, "formulier": formulier, "vragen": vragen, "bronnen": bronnen, "besluit": besluit, "voorleg": voorleg,
        "beoordeling": bestaand, "lezingen": bestaand.lezingen.select_related("lezer") if bestaand else (),
        "voorstellen": stel_voor(formulier, antwoorden), "verborgen": _verborgen(formulier, antwoorden),
    }  # fmt: skip
    return render(request, "registratie/beoordelen.html", context)


def _begin(b: m.Veiligheidsbeoordeling | None, melding: m.Melding) -> dict[str, Any]:
    gezegd = {naam: _als_woord(melding.werkstand.get(naam)) for naam in ("professional_kan", "professional_wil")}
    if b is None:
        vast = {"besluit": "geen_vervolg", "ter_registratie": True} if melding.ter_registratie else {}
        return vast | gezegd
    velden = ("besluit", "overdracht_aan", "vervolg", "ter_registratie", "toelichting", "afwijking", "versie")
    uitkomst = {naam: _JA_NEE[getattr(b, naam)] for naam in taxatie.UITKOMSTEN}
    return {naam: getattr(b, naam) for naam in velden} | uitkomst | gezegd


def _als_woord(waarde: Any) -> Any:
    return _JA_NEE[waarde] if isinstance(waarde, bool) else waarde


def _verborgen(formulier: Formulier, antwoorden: Antwoorden) -> list[str]:
    """De vragen die er met deze antwoorden niet toe doen."""
    return [f"v_{code}" for code, te in te_stellen(formulier, antwoorden).items() if te is False]


def _bewaar(request: Verzoek, melding: m.Melding, formulier: Formulier, alle: tuple[Any, ...]) -> None:
    vragen, bronnen, besluit, voorleg = alle
    wie, vandaag = wie_wanneer(request), timezone.localdate()
    beoordeling = handelingen.beoordeling_opslaan(
        melding, formulier=formulier.code, formulierversie=str(formulier.versie),
        antwoorden=taxatie.als_opslag(formulier, vragen.antwoorden()), uitkomst=besluit.uitkomst(), gezegd=bronnen.gezegd() | besluit.gezegd(),
        afwijkingen=bronnen.afwijkingen(), op=vandaag, versie=besluit.cleaned_data["versie"], **wie,
    )  # fmt: skip
    if "voorleggen" in request.POST:
        handelingen.beoordeling_voorleggen(beoordeling, aan=voorleg.cleaned_data["aan"], op=vandaag, **wie)
        messages.success(request, "De beoordeling ligt nu bij een tweede lezer. Het besluit telt zodra die akkoord is.")
    else:
        messages.success(request, "De beoordeling is bewaard.")


@recht("zaak.bewerken", "beoordeling")
def voorstel(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Wat de taxatie voorstelt bij de antwoorden van nu; voor tijdens het invullen."""
    melding = haal(request, kenmerk)
    formulier = taxatie.geldend(melding.ontvangen_op, werkstand.regio())
    vragen = Taxatieformulier(formulier, request.POST or None)
    antwoorden = vragen.antwoorden() if vragen.is_valid() else {}
    context = {"voorstellen": stel_voor(formulier, antwoorden), "verborgen": _verborgen(formulier, antwoorden)}
    return render(request, "registratie/delen/voorstel.html", context)


@recht("beoordeling.lezen", "beoordeling")
def leeslijst(request: Verzoek) -> HttpResponse:
    """Wat er op een tweede lezer wacht."""
    rijen = selecties.voor_tweede_lezer(request.user, timezone.now())
    return render(request, "registratie/leeslijst.html", {"rijen": rijen})


class Leesformulier(forms.Form):
    """Het oordeel van de tweede lezer."""

    akkoord = KeuzeVeld(
        label="Bent u het eens met deze beoordeling?",
        choices=[("ja", "ja, het besluit telt vanaf vandaag"), ("nee", "nee, terug naar de opsteller")],
    )
    toelichting = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea({"rows": 3}),
        required=False,
        help_text="Bij nee: wat moet er anders?",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)


@recht("beoordeling.lezen", "beoordeling")
def lezen(request: Verzoek, pk: str) -> HttpResponse:
    """Meelezen: alles van de beoordeling op een pagina, en de beslissing."""
    b = (
        m.Veiligheidsbeoordeling.objects.filter(
            pk=pk, melding__dossier__in=dossiers(request.user, timezone.now(), "beoordeling.lezen")
        )
        .select_related("melding__dossier__team", "opsteller", "voorgelegd_aan")
        .first()
    )
    if b is None:
        raise Http404
    request.dossier_kenmerk = b.melding.dossier.kenmerk
    formulier = Leesformulier(request.POST or None, initial={"versie": b.versie})
    if request.method == "POST" and formulier.is_valid() and probeer(formulier, lambda: _lees(request, b, formulier)):
        messages.success(request, "Uw oordeel is vastgelegd.")
        return redirect("leeslijst")
    antwoorden = taxatie.antwoorden_van(b)
    vragenlijst = taxatie.van(b)
    context = {
        "b": b, "leesformulier": formulier, "secties": _beantwoord(vragenlijst, antwoorden),
        "voorstellen": _met_keuze(stel_voor(vragenlijst, antwoorden), b),
        "eerder": b.lezingen.select_related("lezer"), "zelf": b.opsteller_id == request.user.pk,
        "vervolg": [werkstand.soort(code, timezone.localdate()).titel for code in b.vervolg],
        "punten": werkstand.open_punten(
            "veiligheidsbeoordeling", werkstand.van_melding(Opslag(), b.melding, b), b.melding, timezone.localdate()
        ),
    }  # fmt: skip
    return render(request, "registratie/lezen.html", context)


def _lees(request: Verzoek, b: m.Veiligheidsbeoordeling, formulier: Any) -> None:
    d = formulier.cleaned_data
    handelingen.tweede_lezing_geven(
        b,
        akkoord=d["akkoord"] == "ja",
        toelichting=d["toelichting"],
        op=timezone.localdate(),
        versie=d["versie"],
        **wie_wanneer(request),
    )


def _beantwoord(formulier: Formulier, antwoorden: Antwoorden) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (sectie.titel, [(v.tekst, v.antwoordtekst(antwoorden[v.code])) for v in sectie.vragen if v.code in antwoorden])
        for sectie in formulier.secties
    ]


def _met_keuze(voorstellen: tuple[Voorstel, ...], b: m.Veiligheidsbeoordeling) -> list[tuple[Voorstel, str]]:
    return [
        (v, _JA_NEE[getattr(b, v.uitkomst)] if v.uitkomst in taxatie.UITKOMSTEN else b.melding.urgentie)
        for v in voorstellen
    ]
