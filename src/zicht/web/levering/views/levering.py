"""Een levering bekijken: hoe ver zij is, wat eraan mankeert, en wat zij verandert."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from zicht.core.levering.perioden import open_halfjaren
from zicht.rapportage.levering.maak import SOORTEN, VORMEN
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.levering import selecties
from zicht.web.levering.models import Levering
from zicht.web.levering.views.lijst import BESTAND, INZIEN, MAKEN, SOORT

_PER_BLADZIJDE = 50
_SOORTNAMEN = {"advies": "adviezen", "melding": "meldingen", "dienst": "diensten", "persoon": "personen"}


def zoek(kenmerk: str, *, met_inhoud: bool = False) -> Levering:
    """De levering, of 404."""
    rijen = Levering.objects.select_related("indeling") if met_inhoud else selecties.zonder_inhoud()
    return get_object_or_404(rijen, kenmerk=kenmerk)


@recht(INZIEN, SOORT)
def levering(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De stappen, de bevindingen per regel, de rapporten en de retour."""
    rij = zoek(kenmerk)
    verklaard = selecties.verklaringen(rij.periode)
    groepen = selecties.groepen(rij, verklaard) if rij.gebouwd_om else []
    tegen = sum(groep.open for groep in groepen)
    is_open = rij.halfjaar in open_halfjaren(timezone.localdate())
    klaar = bool(rij.gebouwd_om) and not tegen
    return render(request, "levering/levering.html", {
        "levering": rij, "groepen": groepen, "tegen": tegen, "is_open": is_open, "klaar": klaar,
        "stappen": _stappen(rij, tegen), "aantallen": [(_SOORTNAMEN[s], n) for s, n in rij.aantallen.items()],
        "veranderd": [(_SOORTNAMEN.get(s, s), *tellingen) for s, tellingen in rij.veranderd.items()],
        "retouren": rij.retouren.select_related("door").defer("inhoud"), "rapporten": [(s, list(VORMEN)) for s in SOORTEN],
        "mag_maken": request.user.mag(MAKEN), "mag_bestand": request.user.mag(BESTAND), "zin": _zin(rij, tegen),
    })  # fmt: skip


def _zin(rij: Levering, tegen: int) -> str:
    if rij.is_geleverd:
        return f"Geleverd op {timezone.localtime(rij.geleverd_om):%d-%m-%Y} door {rij.geleverd_door}."
    if not rij.gebouwd_om:
        return "Er is nog geen bestand. Bouw het; daarna staat hier wat eraan mankeert."
    if tegen:
        return f"{tegen} {'bevinding houdt' if tegen == 1 else 'bevindingen houden'} de levering tegen."
    return "Niets houdt de levering tegen."


def _stappen(rij: Levering, tegen: int) -> list[tuple[str, str]]:
    """Elke stap met hoe ver zij is: gedaan, nu of later."""
    namen = ["Bouwen", "Controleren", "Verklaren of herstellen", "Leveren", "Retour bewaren"]
    bezig = 0 if not rij.gebouwd_om else 2 if tegen else 3
    nu = bezig if not rij.is_geleverd else 5 if rij.retouren.exists() else 4
    return [(naam, "gedaan" if plek < nu else "nu" if plek == nu else "later") for plek, naam in enumerate(namen)]


@recht(INZIEN, SOORT)
def regel(request: Verzoek, kenmerk: str, code: str) -> HttpResponse:
    """Alles wat een regel vond, met de verklaringen."""
    rij = zoek(kenmerk)
    verklaard = selecties.laatste_verklaringen(rij.periode)
    groep = next((g for g in selecties.groepen(rij, verklaard) if g.regel.code == code), None)
    if groep is None:
        raise Http404("Deze regel vond niets.")
    blad = Paginator(groep.bevindingen, _PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    return render(request, "levering/regel.html", {
        "levering": rij, "groep": groep, "blad": blad, "rijen": [(b, verklaard.get(b.kenmerk)) for b in blad],
        "mag_verklaren": request.user.mag(MAKEN) and not rij.is_geleverd and groep.regel.niveau.value == "moet verklaard",
    })  # fmt: skip


@recht(INZIEN, SOORT)
def verwijderingen(request: Verzoek, kenmerk: str) -> HttpResponse:
    """Welke records bij het CBS verdwijnen, voor er iets weggaat."""
    rij = zoek(kenmerk)
    per = [(_SOORTNAMEN.get(soort, soort), sleutels) for soort, sleutels in rij.verwijderd.items() if sleutels]
    return render(request, "levering/verwijderingen.html", {"levering": rij, "per_soort": per})
