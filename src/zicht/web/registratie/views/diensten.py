"""De pagina van een dienst en alles wat erin gebeurt, tot en met de overdracht en het monitoren."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.core.codelijsten import RESULTAAT
from zicht.core.regels import Bevinding
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import klokken, werkstand
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import een_keer
from zicht.web.registratie.forms.werkstand import Werkstandformulier
from zicht.web.registratie.handelingen import diensten as handelingen
from zicht.web.registratie.opslag import Opslag
from zicht.web.registratie.selecties import dossiers as selecties
from zicht.web.registratie.views.meldingen import Dagformulier
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer
from zicht.web.vormgeving.velden import Datumveld, KeuzeVeld

GROOT = forms.Textarea({"rows": 5})
KLEIN = forms.Textarea({"rows": 2})


def haal(request: Verzoek, kenmerk: str) -> m.Dienst:
    """De dienst, of 404 als zij er niet is of deze gebruiker haar niet mag zien."""
    dienst = selecties.dienst_of_niets(request.user, kenmerk, timezone.now())
    if dienst is None:
        raise Http404
    request.dossier_kenmerk = dienst.dossier.kenmerk
    return dienst


def naar(dienst: m.Dienst) -> str:
    """De pagina van een dienst."""
    return reverse("dienst", args=[dienst.kenmerk])


def open_punten(dienst: m.Dienst, op: date) -> tuple[Bevinding, ...]:
    """Wat er nog moet voor deze dienst kan eindigen."""
    opslag = Opslag()
    rij = (
        werkstand.van_monitoring(opslag, dienst, op)
        if dienst.soort == "monitoren"
        else werkstand.van_dienst(opslag, dienst, op)
    )
    return werkstand.open_punten(dienst.soort, rij, dienst, op)


@recht("zaak.inzien", "dienst")
def dienst(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De pagina van een dienst."""
    gevonden = haal(request, kenmerk)
    vandaag = timezone.localdate()
    taken = gevonden.dossier.taken.filter(over_id=gevonden.pk).select_related("eigenaar")
    loopt = not gevonden.afgerond_op and not gevonden.ingetrokken_op
    context = {
        "dienst": gevonden, "loopt": loopt, "soort": werkstand.soort(gevonden.soort, vandaag),
        "klokken": [klokken.klok(taak, vandaag) for taak in taken if taak.klok],
        "punten": open_punten(gevonden, vandaag) if loopt and gevonden.gestart_op else (),
        "voorwaarden": gevonden.voorwaarden.all(), "plannen": gevonden.veiligheidsplannen.all(),
        "gesprekken": gevonden.gesprekken.select_related("betrokkene__persoon", "informant", "door"),
        "momenten": gevonden.monitormomenten.all(),
        "overdrachten": gevonden.overdrachten.select_related("organisatie"),
        "schorsingen": gevonden.schorsingen.all(),
        "vlaggen": gevonden.dossier.contactvlaggen.filter(tot=None).select_related("betrokkene__persoon"),
    }  # fmt: skip
    return render(request, "registratie/dienst.html", context)


def dienstpagina(
    request: Verzoek, dienst: m.Dienst, formulier: Any, titel: str, doe: Any, gelukt: str, **anders: Any
) -> HttpResponse:
    extra = {"dossier": dienst.dossier, "zaak": dienst, **anders.pop("extra", {})}
    return formulierpagina(
        request, formulier, titel=titel, doe=doe, terug=naar(dienst), gelukt=gelukt, extra=extra, **anders
    )  # fmt: skip


@recht("zaak.bewerken", "dienst")
def starten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een dienst beginnen."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.dienst_starten(dienst, op=f.cleaned_data["op"], eigenaar=request.user, **wie_wanneer(request))

    formulier = Dagformulier(request.POST or None, initial={"op": timezone.localdate()})
    return dienstpagina(
        request,
        dienst,
        formulier,
        "Dienst beginnen",
        doe,
        "De dienst is begonnen. U bent de behandelaar.",
        knop="Beginnen",
    )


class Gespreksformulier(forms.Form):
    """Een gesprek of bezoek."""

    betrokkene = forms.ModelChoiceField(
        label="Met wie?", queryset=None, required=False, empty_label="een informant of professional"
    )
    informant = forms.ModelChoiceField(
        label="Welke informant?", queryset=None, required=False, empty_label="niet van toepassing, of niet vastgelegd"
    )
    soort = KeuzeVeld(
        label="Wat is er gebeurd?", choices=m.Gesprek.Soort.choices,
        toelichting={"gezien": "Een kind tot vier jaar wordt gezien.", "niet": "Alleen met een zwaarwegende reden."},
    )  # fmt: skip
    op = Datumveld(label="Op welke dag?")
    verslag = forms.CharField(label="Verslag", widget=GROOT, required=False)
    reden = forms.CharField(label="Zwaarwegende reden om niet te spreken", max_length=200, required=False)

    def __init__(self, dossier: m.Dossier, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mensen = een_keer(list(dossier.betrokkenen.select_related("persoon")))
        self.fields["betrokkene"].queryset = dossier.betrokkenen.filter(pk__in=[b.pk for b in mensen]).select_related(
            "persoon"
        )
        self.fields["informant"].queryset = dossier.informanten.all()


@recht("zaak.bewerken", "dienst")
def gesprek(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een gesprek vastleggen."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.gesprek_vastleggen(dienst.dossier, dienst=dienst, **f.cleaned_data, **wie_wanneer(request))

    formulier = Gespreksformulier(
        dienst.dossier, request.POST or None, initial={"op": timezone.localdate(), "soort": "gesproken"}
    )
    vlaggen = dienst.dossier.contactvlaggen.filter(tot=None)
    return dienstpagina(
        request, dienst, formulier, "Gesprek vastleggen", doe, "Het gesprek is vastgelegd.",
        sjabloon="registratie/contactpagina.html", extra={"vlaggen": vlaggen},
    )  # fmt: skip


class Voorwaardeformulier(forms.Form):
    """Een veiligheidsvoorwaarde."""

    tekst = forms.CharField(label="Waaraan moet zijn voldaan?", widget=KLEIN)
    wie = forms.CharField(label="Wie zorgt daarvoor?", max_length=120, required=False)
    uiterlijk_op = Datumveld(label="Uiterlijk wanneer?", required=False)


@recht("zaak.bewerken", "dienst")
def voorwaarde(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een veiligheidsvoorwaarde vaststellen."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.voorwaarde_vaststellen(dienst, op=timezone.localdate(), **f.cleaned_data, **wie_wanneer(request))

    return dienstpagina(
        request,
        dienst,
        Voorwaardeformulier(request.POST or None),
        "Veiligheidsvoorwaarde",
        doe,
        "De voorwaarde is vastgesteld.",
    )


class Nagaanformulier(forms.Form):
    """Of aan een voorwaarde is voldaan."""

    stand = KeuzeVeld(label="Is eraan voldaan?", choices=m.Veiligheidsvoorwaarde.Stand.choices)
    op = Datumveld(label="Nagegaan op")


@recht("zaak.bewerken", "voorwaarde")
def voorwaarde_nagaan(request: Verzoek, pk: str) -> HttpResponse:
    """Vastleggen of aan een voorwaarde is voldaan."""
    rij = m.Veiligheidsvoorwaarde.objects.filter(pk=pk).select_related("dienst__dossier").first()
    if rij is None:
        raise Http404
    dienst = haal(request, rij.dienst.kenmerk)

    def doe(f: Any) -> None:
        handelingen.voorwaarde_nagaan(rij, **f.cleaned_data, **wie_wanneer(request))

    formulier = Nagaanformulier(request.POST or None, initial={"stand": rij.stand, "op": timezone.localdate()})
    return dienstpagina(
        request, dienst, formulier, "Voorwaarde nagaan", doe, "Dat is vastgelegd.", extra={"toelichting": rij.tekst}
    )


class Planformulier(forms.Form):
    """Een veiligheidsplan."""

    tekst = forms.CharField(
        label="Welke afspraken en acties?", widget=GROOT, help_text="Wie doet wat, wanneer, en wat als het misgaat?"
    )
    gemaakt_met = forms.CharField(label="Met wie is het gemaakt?", max_length=200)
    op = Datumveld(label="Gemaakt op")
    bekijken_op = Datumveld(label="Wanneer bekijkt u het opnieuw?", required=False)


@recht("zaak.bewerken", "dienst")
def veiligheidsplan(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een veiligheidsplan vastleggen."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.veiligheidsplan_maken(dienst, **f.cleaned_data, **wie_wanneer(request))

    formulier = Planformulier(request.POST or None, initial={"op": timezone.localdate()})
    return dienstpagina(request, dienst, formulier, "Veiligheidsplan", doe, "Het veiligheidsplan is vastgelegd.")


class Aanpakformulier(forms.Form):
    """Het plan van aanpak van een onderzoek."""

    tekst = forms.CharField(label="Wat onderzoekt u, bij wie en hoe?", widget=GROOT)
    op = Datumveld(label="Datum van het plan")


@recht("zaak.bewerken", "dienst")
def plan_van_aanpak(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het plan van aanpak vastleggen."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.plan_van_aanpak_maken(dienst, **f.cleaned_data, **wie_wanneer(request))

    begin = {"tekst": dienst.plan_van_aanpak, "op": dienst.plan_van_aanpak_op or timezone.localdate()}
    return dienstpagina(
        request,
        dienst,
        Aanpakformulier(request.POST or None, initial=begin),
        "Plan van aanpak",
        doe,
        "Het plan is vastgelegd.",
    )


@recht("zaak.bewerken", "dienst")
def punten(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Vastleggen wat is gedaan, per punt van het werkproces."""
    dienst = haal(request, kenmerk)
    formulier = Werkstandformulier(werkstand.soort(dienst.soort, timezone.localdate()), dienst, request.POST or None)

    def doe(f: Any) -> None:
        handelingen.werkstand_bijwerken(
            dienst,
            gezegd=f.gezegd(),
            afwijkingen=f.afwijkingen(),
            versie=f.cleaned_data["versie"],
            **wie_wanneer(request),
        )

    return dienstpagina(request, dienst, formulier, "Wat is er gedaan", doe, "Dat is vastgelegd.")


class Afrondformulier(forms.Form):
    """Een dienst afronden."""

    op = Datumveld(
        label="Afgerond op", help_text="De dag van het besluit of de vastgestelde voorwaarden, niet van de overdracht."
    )
    resultaat = forms.MultipleChoiceField(
        label="Wat is het resultaat per vorm van geweld?", widget=forms.CheckboxSelectMultiple, required=False,
        choices=[c for c in RESULTAAT.codes if c[0] != "onbekend"],
    )  # fmt: skip
    top3 = KeuzeVeld(
        label="Is de TOP-3-methodiek toegepast?",
        choices=[("ja", "ja"), ("nee", "nee")],
        naast_elkaar=True,
        required=False,
    )
    toelichting = forms.CharField(label="Conclusie", widget=GROOT, required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, dienst: m.Dienst, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if dienst.soort != "onderzoek":
            del self.fields["resultaat"]
        if dienst.soort not in ("onderzoek", "voorwaarden_en_vervolg"):
            del self.fields["top3"]


@recht("zaak.bewerken", "dienst")
def afronden(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een dienst afronden; de pagina zegt eerst wat er nog ontbreekt."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        d = dict(f.cleaned_data)
        d["top3"] = {"ja": True, "nee": False}.get(d.get("top3", ""))
        handelingen.dienst_afronden(dienst, **d, **wie_wanneer(request))

    formulier = Afrondformulier(
        dienst, request.POST or None, initial={"op": timezone.localdate(), "versie": dienst.versie}
    )
    return dienstpagina(
        request, dienst, formulier, "Dienst afronden", doe, "De dienst is afgerond.", knop="Afronden",
        extra={"punten": open_punten(dienst, timezone.localdate())},
    )  # fmt: skip


class Intrekformulier(forms.Form):
    """Een dienst intrekken."""

    op = Datumveld(label="Ingetrokken op")
    reden = forms.CharField(label="Waarom stopt deze dienst?", max_length=200)


@recht("zaak.bewerken", "dienst")
def intrekken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Een dienst intrekken."""
    dienst = haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.dienst_intrekken(dienst, **f.cleaned_data, **wie_wanneer(request))

    formulier = Intrekformulier(request.POST or None, initial={"op": timezone.localdate()})
    return dienstpagina(
        request, dienst, formulier, "Dienst intrekken", doe, "De dienst is ingetrokken.", knop="Intrekken"
    )
