"""Tijdelijke huisverboden: de lijst, de beoordeling, en elke stap tot het einde."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.registratie import klokken
from zicht.web.registratie import models as m
from zicht.web.registratie.forms import huisverboden as formulieren
from zicht.web.registratie.handelingen import huisverboden as handelingen
from zicht.web.registratie.handelingen.diensten import werkstand_bijwerken
from zicht.web.registratie.poort import dossiers
from zicht.web.registratie.selecties import huisverboden as selecties
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer

ZIEN, WERKEN, PER_BLADZIJDE = "zaak.inzien", "zaak.bewerken", 50


@recht(ZIEN, "huisverbod")
def lijst(request: Verzoek) -> HttpResponse:
    """De huisverboden met hun klokken."""
    stand = request.GET.get("stand", "open")
    stand = stand if stand in selecties.STANDEN else "open"
    rijen = selecties.lijst(request.user, timezone.now(), stand)
    bladzijde = Paginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    context = {
        "bladzijde": bladzijde,
        "regels": selecties.regels(bladzijde, timezone.localdate()),
        "stand": stand,
        "standen": selecties.STANDEN,
    }
    return render(request, "registratie/huisverboden/lijst.html", context)


@recht(WERKEN, "huisverbod")
def nieuw(request: Verzoek) -> HttpResponse:
    """De beoordeling na een telefoontje van de politie."""
    begin = {"op": timezone.localdate(), "dossier": request.GET.get("dossier", "")[:14]}
    formulier = formulieren.Beoordelingformulier(request.POST or None, initial=begin)
    gemaakt: list[m.Huisverbod] = []

    def doe(f: Any) -> None:
        velden = f.cleaned_data | {"dossier": _dossier(request, f.cleaned_data["dossier"])}
        gemaakt.append(handelingen.huisverbod_beoordelen(**velden, **wie_wanneer(request)))

    antwoord = formulierpagina(
        request, formulier, titel="Beoordeling voor een huisverbod", doe=doe, terug=reverse("huisverboden"),
        gelukt="De beoordeling is vastgelegd. Leg hier ook het besluit van de burgemeester vast.",
        sjabloon="registratie/huisverboden/formulier.html",
    )  # fmt: skip
    if gemaakt:
        antwoord["Location"] = reverse("huisverbod", args=[gemaakt[0].kenmerk])
    return antwoord


def _dossier(request: Verzoek, kenmerk: str) -> m.Dossier | None:
    """Een dossier dat deze gebruiker mag bewerken; anders hetzelfde antwoord als wanneer het niet bestaat."""
    if not kenmerk.strip():
        return None
    gevonden = dossiers(request.user, timezone.now(), WERKEN).filter(kenmerk__iexact=kenmerk.strip()).first()
    if gevonden is None:
        raise ZichtFout("Dit dossier bestaat niet, of u kunt het niet zien. Kijk het kenmerk na.")
    return gevonden


def _haal(request: Verzoek, kenmerk: str, code: str = WERKEN) -> m.Huisverbod:
    rij = selecties.zichtbare(request.user, timezone.now(), code).filter(kenmerk=kenmerk).first()
    if rij is None:
        raise Http404
    request.dossier_kenmerk = rij.dossier.kenmerk if rij.dossier else ""
    return rij


@recht(ZIEN, "huisverbod")
def huisverbod(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De pagina van een huisverbod."""
    rij = _haal(request, kenmerk, ZIEN)
    vandaag = timezone.localdate()
    (regel,) = selecties.regels([rij], vandaag)
    context = {
        "rij": rij,
        "regel": regel,
        "klokken": [(k, klokken.uitleg(k.taak, vandaag)) for k in regel.klokken if k.taak.klok],
        "dagen": selecties.dagen(rij, vandaag),
        "punten": selecties.punten(rij, vandaag),
    }
    return render(request, "registratie/huisverboden/huisverbod.html", context)


@recht(WERKEN, "huisverbod")
def besluit(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Opgelegd of niet."""
    rij = _haal(request, kenmerk)
    vandaag = timezone.localdate()
    punten = selecties.titels((p for p in selecties.punten(rij, vandaag) if not p.blokkeert), vandaag)

    def doe(f: Any) -> None:
        handelingen.huisverbod_besluit(
            rij, opgelegd=f.cleaned_data["opgelegd"] == "ja", op=f.cleaned_data["op"], versie=f.cleaned_data["versie"],
            gezegd={"betrokkenen_gesproken": f.cleaned_data["betrokkenen_gesproken"]}, redenen=f.redenen(), **wie_wanneer(request),
        )  # fmt: skip

    zin = "Is het opgelegd? Dan beginnen de termijnen op die dag."
    return _stap(request, rij, "Besluit vastleggen", formulieren.Besluitformulier, doe, zin, punten=punten)


@recht(WERKEN, "huisverbod")
def advies(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het advies aan de burgemeester."""
    rij = _haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.huisverbod_advies_geven(rij, **f.cleaned_data, **wie_wanneer(request))

    return _stap(request, rij, "Advies aan de burgemeester", formulieren.Adviesformulier, doe, "Op dag zeven of acht.")


@recht(WERKEN, "huisverbod")
def overleg(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Het multidisciplinair overleg."""
    rij = _haal(request, kenmerk)

    def doe(f: Any) -> None:
        handelingen.huisverbod_overleg(rij, **f.cleaned_data, **wie_wanneer(request))

    return _stap(
        request,
        rij,
        "Overleg vastleggen",
        formulieren.Stapformulier,
        doe,
        "Het overleg met alle partijen, voor het einde.",
    )


@recht(WERKEN, "huisverbod")
def verlengen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Verlengen tot hoogstens vier weken."""
    rij = _haal(request, kenmerk)
    dagen = selecties.dagen(rij, timezone.localdate())

    def doe(f: Any) -> None:
        handelingen.huisverbod_verlengen(rij, **f.cleaned_data, **wie_wanneer(request))

    zin = f"Dit huisverbod mag duren tot en met {dagen.uiterste_einde:%d-%m-%Y}." if dagen else ""
    begin = {"tot": dagen.uiterste_einde} if dagen else {}
    return _stap(request, rij, "Huisverbod verlengen", formulieren.Verlengformulier, doe, zin, begin)


@recht(WERKEN, "huisverbod")
def afspraken(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Veiligheidsafspraken, en of de hulp op gang is."""
    rij = _haal(request, kenmerk)
    begin = {naam: rij.werkstand.get(naam, "") for naam in ("veiligheidsafspraken_op", "hulp_geregeld")}

    def doe(f: Any) -> None:
        dag = f.cleaned_data["veiligheidsafspraken_op"]
        gezegd = {
            "veiligheidsafspraken_op": dag.isoformat() if dag else "",
            "hulp_geregeld": f.cleaned_data["hulp_geregeld"],
        }
        werkstand_bijwerken(rij, gezegd=gezegd, afwijkingen={}, versie=f.cleaned_data["versie"], **wie_wanneer(request))

    return _stap(request, rij, "Afspraken en hulp", formulieren.Afsprakenformulier, doe, "", begin)


@recht(WERKEN, "huisverbod")
def einde(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Afgelopen of ingetrokken."""
    rij = _haal(request, kenmerk)
    dagen = selecties.dagen(rij, timezone.localdate())

    def doe(f: Any) -> None:
        handelingen.huisverbod_beeindigen(rij, op=f.cleaned_data["op"], versie=f.cleaned_data["versie"],
                                          redenen=f.redenen(), **wie_wanneer(request))  # fmt: skip

    begin = {"op": min(timezone.localdate(), dagen.einde)} if dagen else {}
    op = begin.get("op", timezone.localdate())
    zin = "Is iets niet gebeurd, leg het dan eerst vast, of schrijf op waarom niet."
    punten = selecties.titels(selecties.punten(rij, op), op)
    return _stap(request, rij, "Huisverbod beëindigen", formulieren.Redenen, doe, zin, begin, punten=punten)


@recht(WERKEN, "huisverbod")
def koppelen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Bij het dossier van het gezin zetten."""
    rij = _haal(request, kenmerk)

    def doe(f: Any) -> None:
        dossier = _dossier(request, f.cleaned_data["dossier"])
        if dossier is not None:
            handelingen.huisverbod_koppelen(rij, dossier, versie=f.cleaned_data["versie"], **wie_wanneer(request))

    zin = "Vanaf dan staan de klokken in de werklijst en op de tijdlijn van het dossier."
    return _stap(request, rij, "Bij een dossier zetten", formulieren.Koppelformulier, doe, zin)


def _stap(
    request: Verzoek, rij: m.Huisverbod, titel: str, soort: Callable[..., Any], doe: Callable[[Any], None], zin: str,
    begin: dict[str, Any] | None = None, **kwargs: Any,
) -> HttpResponse:  # fmt: skip
    beginwaarden = {"op": timezone.localdate(), "versie": rij.versie, **(begin or {})}
    return formulierpagina(
        request, soort(request.POST or None, initial=beginwaarden, **kwargs), titel=titel, doe=doe, gelukt="Vastgelegd.",
        terug=reverse("huisverbod", args=[rij.kenmerk]), sjabloon="registratie/huisverboden/formulier.html",
        extra={"rij": rij, "toelichting": zin},
    )  # fmt: skip
