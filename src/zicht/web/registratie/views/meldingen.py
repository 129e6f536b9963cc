"""De pagina van een melding en wat er met haar gebeurt voor de beoordeling en daarna."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.core.codelijsten import BEROEPSMATIG, TERMIJN, URGENTIE
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import klokken, werkstand
from zicht.web.registratie import models as m
from zicht.web.registratie.forms.werkstand import Werkstandformulier
from zicht.web.registratie.handelingen import diensten as dienstwerk
from zicht.web.registratie.handelingen import meldingen as handelingen
from zicht.web.registratie.handelingen.meldingen import Registratie
from zicht.web.registratie.selecties import dossiers as selecties
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

GROOT = forms.Textarea({"rows": 3})
JA_NEE = [("ja", "ja"), ("nee", "nee")]
CONTACTPUNTEN = frozenset(
    {
        "melding_besproken",
        "visie_gevraagd",
        "veiligheid_nu_besproken",
        "hulp_nagegaan",
        "besluit_besproken",
        "rechten_verteld",
    }
)


def haal(request: Verzoek, kenmerk: str, code: str = "zaak.inzien") -> m.Melding:
    """De melding, of 404 als zij er niet is of deze gebruiker haar niet mag zien."""
    melding = selecties.melding_of_niets(request.user, kenmerk, timezone.now(), code)
    if melding is None:
        raise Http404
    request.dossier_kenmerk = melding.dossier.kenmerk
    return melding


def naar(melding: m.Melding) -> str:
    """De pagina van een melding."""
    return reverse("melding", args=[melding.kenmerk])


@recht("zaak.inzien", "melding")
def melding(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De pagina van een melding."""
    gevonden = haal(request, kenmerk)
    vandaag = timezone.localdate()
    taken = gevonden.dossier.taken.filter(kenmerk=kenmerk).select_related("eigenaar")
    context = {
        "melding": gevonden,
        "klokken": [klokken.klok(taak, vandaag) for taak in taken],
        "beoordeling": selecties.beoordeling_in_bewerking(gevonden),
        "vastgesteld": gevonden.beoordelingen.filter(stand="vastgesteld").prefetch_related("lezingen__lezer"),
        "urgenties": gevonden.urgenties.select_related("door"),
        "schorsingen": gevonden.schorsingen.all(),
        "diensten": gevonden.diensten.all(),
        "overdrachten": gevonden.overdrachten.select_related("organisatie"),
        "vlaggen": gevonden.dossier.contactvlaggen.filter(tot=None).select_related("betrokkene__persoon"),
        "mag_registratie": request.user.mag("zaak.corrigeren") and _kan_registratie(gevonden),
        "mag_melder": request.user.mag("melder.inzien"),
    }
    return render(request, "registratie/melding.html", context)


def _kan_registratie(melding: m.Melding) -> bool:
    """Of hier iets te kiezen is: een professional meldde, en er kwam geen vervolg."""
    van_professional = melding.hoedanigheid in BEROEPSMATIG and not melding.ambtshalve
    return bool(melding.ter_registratie) or (van_professional and melding.besluit in ("", "geen_vervolg"))


@recht("melder.inzien", "melder")
def melder(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Wie de melder is: een eigen pagina, met een eigen recht en een eigen logregel."""
    gevonden = haal(request, kenmerk, "melder.inzien")
    return render(
        request,
        "registratie/melder.html",
        {"melding": gevonden, "melder": m.Melder.objects.filter(melding=gevonden).first()},
    )


class Urgentieformulier(forms.Form):
    """Opnieuw screenen op urgentie."""

    urgentie = KeuzeVeld(
        label="Hoe dringend is deze melding nu?", choices=[c for c in URGENTIE.codes if c[0] != "onbekend"]
    )
    reden = forms.CharField(label="Waarom", widget=GROOT, help_text="Wat weet u nu over de veiligheid?")
    zicht_door = forms.ChoiceField(
        label="Wie houdt zicht op de veiligheid zolang dit wacht?", choices=m.ZichtDoor.choices
    )
    op = Datumveld(label="Gescreend op")
    versie = forms.IntegerField(widget=forms.HiddenInput)


@recht("zaak.bewerken", "melding")
def urgentie(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een wachtende melding opnieuw screenen."""
    melding = haal(request, kenmerk)
    begin = {
        "urgentie": melding.urgentie,
        "zicht_door": melding.zicht_door,
        "op": timezone.localdate(),
        "versie": melding.versie,
    }

    def doe(f: Any) -> None:
        handelingen.urgentie_bepalen(melding, **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Urgentieformulier(request.POST or None, initial=begin), titel="Screenen op urgentie", doe=doe, terug=naar(melding),
        gelukt="De urgentie is vastgelegd.", extra={"dossier": melding.dossier, "zaak": melding},
    )  # fmt: skip


class Registratieformulier(forms.Form):
    """De professional kan en wil het zelf: dan is een melding alleen ter registratie."""

    professional_kan = KeuzeVeld(
        label="Kan de professional het probleem goed aanpakken?", choices=JA_NEE, naast_elkaar=True
    )
    professional_wil = KeuzeVeld(label="Wil de professional het zelf doen?", choices=JA_NEE, naast_elkaar=True)
    aanpak = forms.CharField(
        label="Hoe pakt de professional het aan, en hoe weet u dat?", max_length=400, widget=forms.Textarea({"rows": 2})
    )
    reden = forms.CharField(label="Waarom verandert u dit nu?", max_length=200)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def registratie(self) -> Registratie | None:
        """Wat er over de professional vastligt."""
        velden = self.cleaned_data
        kan, wil = (velden[naam] == "ja" for naam in ("professional_kan", "professional_wil"))
        return Registratie(velden["aanpak"], kan=kan, wil=wil)


class Terugneemformulier(forms.Form):
    """Waarom een melding niet meer alleen ter registratie is."""

    reden = forms.CharField(label="Waarom is dit niet meer alleen ter registratie?", max_length=200)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def registratie(self) -> Registratie | None:
        """Geen registratie meer."""
        return None


@recht("zaak.corrigeren", "melding")
def registratie(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een melding alsnog ter registratie nemen, of juist weer gewoon behandelen."""
    melding = haal(request, kenmerk, "zaak.corrigeren")
    soort = Terugneemformulier if melding.ter_registratie else Registratieformulier
    formulier = soort(request.POST or None, initial={"versie": melding.versie})

    def doe(f: Any) -> None:
        velden = f.cleaned_data
        handelingen.registratie_wijzigen(
            melding, f.registratie(), reden=velden["reden"], versie=velden["versie"], **wie_wanneer(request)
        )

    return formulierpagina(
        request, formulier, titel="Niet meer ter registratie" if melding.ter_registratie else "Toch ter registratie", doe=doe,
        terug=naar(melding), gelukt="De melding is aangepast; het werk en de klokken zijn opnieuw bepaald.",
        extra={"dossier": melding.dossier, "zaak": melding, "toelichting": _GEVOLG[bool(melding.ter_registratie)]},
    )  # fmt: skip


_GEVOLG = {
    True: "De klok van de beoordeling loopt dan vanaf de dag van ontvangst en kan al voorbij zijn. Ook het eerste contact hoort er weer bij.",
    False: "De professional pakt het dan zelf aan. De veiligheidstaxatie blijft nodig, zonder termijn; er is geen eerste contact.",
}


class Dagformulier(forms.Form):
    """Alleen een dag."""

    op = Datumveld(label="Op welke dag?")


@recht("zaak.bewerken", "melding")
def oppakken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een melding van de wachtlijst halen."""
    melding = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.melding_oppakken(melding, op=f.cleaned_data["op"], eigenaar=request.user, **wie_wanneer(request))

    return formulierpagina(
        request, Dagformulier(request.POST or None, initial={"op": timezone.localdate()}), titel="Melding oppakken", doe=doe,
        terug=naar(melding), gelukt="U hebt deze melding opgepakt. U kunt nu de veiligheidsbeoordeling invullen.",
        knop="Oppakken", extra={"dossier": melding.dossier, "zaak": melding, "toelichting": "U wordt de behandelaar van deze melding."},
    )  # fmt: skip


@recht("zaak.bewerken", "melding")
def eerste_contact(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het eerste contact vastleggen, met wat is besproken."""
    melding = haal(request, kenmerk)
    soort = werkstand.soort("eerste_contact", timezone.localdate())
    formulier = Werkstandformulier(soort, melding, request.POST or None, alleen=CONTACTPUNTEN)
    formulier.fields = {"op": Datumveld(label="Dag van het contact", initial=timezone.localdate()), **formulier.fields}

    def doe(f: Any) -> None:
        op = f.cleaned_data.pop("op")
        wie = wie_wanneer(request)
        dienstwerk.werkstand_bijwerken(
            melding, gezegd=f.gezegd(), afwijkingen=f.afwijkingen(), versie=f.cleaned_data["versie"], **wie
        )
        if melding.eerste_contact_op is None:
            handelingen.eerste_contact_vastleggen(melding, op=op, **wie)

    return formulierpagina(
        request, formulier, titel="Eerste contact", doe=doe, terug=naar(melding), gelukt="Het eerste contact is vastgelegd.",
        sjabloon="registratie/contactpagina.html",
        extra={"dossier": melding.dossier, "zaak": melding, "vlaggen": melding.dossier.contactvlaggen.filter(tot=None)},
    )  # fmt: skip


@recht("zaak.bewerken", "melding")
def terugkoppeling(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Vastleggen dat de melder weet wat er is gedaan."""
    melding = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.terugkoppeling_vastleggen(melding, op=f.cleaned_data["op"], **wie_wanneer(request))

    return formulierpagina(
        request, Dagformulier(request.POST or None, initial={"op": timezone.localdate()}), titel="Terugkoppeling aan de melder",
        doe=doe, terug=naar(melding), gelukt="De terugkoppeling is vastgelegd.",
        extra={"dossier": melding.dossier, "zaak": melding,
               "toelichting": "De melder hoort welke stappen zijn gezet. Deel niets over het gezin dat de melder niet hoeft te weten."},
    )  # fmt: skip


class Schorsingformulier(forms.Form):
    """Een klok stilzetten."""

    termijn = forms.ChoiceField(
        label="Welke klok staat stil?", choices=[c for c in TERMIJN.codes if c[0] != "onbekend"]
    )
    van = Datumveld(label="Vanaf welke dag?", help_text="Deze dag telt al niet meer mee.")
    grond = forms.CharField(label="Waarom", max_length=200)


@recht("zaak.bewerken", "zaak")
def schorsen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een klok van een melding of dienst stilzetten."""
    zaak = haal(request, kenmerk) if kenmerk.startswith("M") else _dienst(request, kenmerk)
    terug = reverse("melding" if kenmerk.startswith("M") else "dienst", args=[kenmerk])

    def doe(f: Any) -> None:
        handelingen.klok_schorsen(zaak, **f.cleaned_data, **wie_wanneer(request))

    return formulierpagina(
        request, Schorsingformulier(request.POST or None, initial={"van": timezone.localdate()}), titel="Klok stilzetten", doe=doe,
        terug=terug, gelukt="De klok staat stil.", extra={"dossier": zaak.dossier, "zaak": zaak},
    )  # fmt: skip


@recht("zaak.bewerken", "zaak")
def hervatten(request: Verzoek, pk: str) -> HttpResponse:
    """Een klok weer laten lopen."""
    schorsing = m.Schorsing.objects.filter(pk=pk).select_related("melding__dossier", "dienst__dossier").first()
    if schorsing is None:
        raise Http404
    zaak = haal(request, schorsing.melding.kenmerk) if schorsing.melding else _dienst(request, schorsing.dienst.kenmerk)
    terug = reverse("melding" if schorsing.melding else "dienst", args=[zaak.kenmerk])

    def doe(f: Any) -> None:
        handelingen.klok_hervatten(schorsing, tot=f.cleaned_data["op"], **wie_wanneer(request))

    return formulierpagina(
        request, Dagformulier(request.POST or None, initial={"op": timezone.localdate()}), titel="Klok weer laten lopen", doe=doe,
        terug=terug, gelukt="De klok loopt weer.",
        extra={"dossier": zaak.dossier, "zaak": zaak, "toelichting": "Vul de eerste dag in die weer meetelt."},
    )  # fmt: skip


def _dienst(request: Verzoek, kenmerk: str) -> m.Dienst:
    dienst = selecties.dienst_of_niets(request.user, kenmerk, timezone.now())
    if dienst is None:
        raise Http404
    request.dossier_kenmerk = dienst.dossier.kenmerk
    return dienst
