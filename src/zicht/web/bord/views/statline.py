"""De eigen telling naast die van het CBS: een tabel inlezen, en elk verschil met zijn oorzaken."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from zicht.cijfers.onthouden import onthoud
from zicht.core.fouten import ZichtFout
from zicht.uitwisseling import cbsvergelijking as c
from zicht.uitwisseling.levering.aansluiting import Aansluiting, sluit_aan
from zicht.uitwisseling.statline import ontleed
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord import handelingen
from zicht.web.bord.forms import Statlineformulier
from zicht.web.bord.keuze import Keuze
from zicht.web.bord.models import Statlinetabel
from zicht.web.bord.views.dubbelbeeld import INTERN
from zicht.web.bord.views.pagina import SOORT, bladzijde, met_keuze
from zicht.web.levering import selecties as leveringen
from zicht.web.registratie.views.pagina import formulierpagina, wie_wanneer


@recht(INTERN, SOORT)
@met_keuze
def statline(request: Verzoek, keuze: Keuze) -> HttpResponse:
    """De nieuwste tabel, vergeleken; een gebied en een periode tegelijk."""
    tabel = Statlinetabel.objects.select_related("door").first()
    if tabel is None:
        return bladzijde(request, "statline", keuze, tabel=None, zin="Er is nog geen tabel van StatLine ingelezen.")
    try:
        uitkomst = _vergelijk(keuze, tabel)
    except ZichtFout as fout:
        return bladzijde(request, "statline", keuze, tabel=None, zin=" ".join(fout.regels))
    perioden = sorted({v.periode for v in uitkomst.vergelijkingen}, reverse=True)
    gevraagd = request.GET.get("halfjaar", "")
    periode = gevraagd if gevraagd in perioden else next(iter(perioden), "")
    rijen = c.alleen(uitkomst.vergelijkingen, periode=periode, gebied=keuze.gebied.code)
    return bladzijde(
        request, "statline", keuze, tabel=tabel, uitkomst=uitkomst, perioden=perioden, periode=periode, rijen=rijen,
        zin=_zin(rijen, keuze, periode), regels=c.KEUZES, aansluitingen=_aansluitingen(keuze, rijen, periode),
    )  # fmt: skip


def _vergelijk(keuze: Keuze, tabel: Statlinetabel) -> c.Uitkomst:
    with keuze.stand.rekenen() as cijfers:
        return onthoud(
            cijfers, ("statline", tabel.pk), lambda: c.vergelijk(cijfers, ontleed(bytes(tabel.inhoud), tabel.naam))
        )


def _aansluitingen(
    keuze: Keuze, rijen: tuple[c.Vergelijking, ...], periode: str
) -> list[tuple[c.Vergelijking, Aansluiting | None]]:
    """Bij elk getal het been langs wat geleverd is, als over die periode geleverd is."""
    afdrukken = leveringen.geleverde_perioden()
    if not periode or not any(code.startswith(periode[:4]) for code in afdrukken):
        return [(rij, None) for rij in rijen]
    jaar = int(periode[:4])
    nodig = [f"{j}-H{h}" for j in (jaar, jaar + 1) for h in (1, 2)]
    sleutel = ("aansluiting", periode, keuze.gebied.code, tuple(afdrukken.items()))
    with keuze.stand.rekenen() as cijfers:
        gevonden = onthoud(cijfers, sleutel, lambda: sluit_aan(cijfers, rijen, leveringen.geleverd(nodig)))
    per = {een.vergelijking.maat.code: een for een in gevonden}
    return [(rij, per.get(rij.maat.code)) for rij in rijen]


def _zin(rijen: tuple[c.Vergelijking, ...], keuze: Keuze, periode: str) -> str:
    te_zien = [v for v in rijen if v.rest is not None]
    if not te_zien:
        return f"In deze tabel staat geen getal van {keuze.gebied.naam} in {periode or 'een periode die in de cijfers valt'}."
    sluit = sum(v.rest == 0 for v in te_zien)
    if not sluit:
        return (
            f"Geen van de {len(te_zien)} getallen is met bekende oorzaken helemaal verklaard; bij elk staat een rest."
        )
    return f"Van de {len(te_zien)} getallen {'is' if sluit == 1 else 'zijn'} er {sluit} met bekende oorzaken helemaal verklaard; bij de andere staat een rest."


@recht("bord.beheren", SOORT)
def inlezen(request: Verzoek) -> HttpResponse:
    """Een tabel van StatLine inlezen."""
    formulier = Statlineformulier(request.POST or None, request.FILES or None)

    def doe(f: Any) -> None:
        naam, inhoud = f.cleaned_data["bestand"]
        handelingen.statline_inlezen(naam=naam, inhoud=inhoud, **wie_wanneer(request))

    return formulierpagina(
        request, formulier, titel="Tabel van StatLine inlezen", doe=doe, terug=reverse("bord_statline"), knop="Inlezen",
        gelukt="De tabel is ingelezen en vergeleken.", sjabloon="bord/formulier.html",
        extra={"toelichting": "Download bij het CBS tabel 84847NED als CSV, met uw regio, haar gemeenten en de halfjaren. Er gaat niets naar het CBS."},
    )  # fmt: skip
