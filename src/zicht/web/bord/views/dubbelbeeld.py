"""Het dubbelbeeld: binnengekomen en afgerond naast elkaar. En de paren van klokken waarin wachten zich kan verbergen."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers import dubbelbeeld as d
from zicht.cijfers import verborgen_wachten as v
from zicht.cijfers.kanttekeningen import Kanttekening
from zicht.core.feiten import Melding
from zicht.core.periodes import Periode, lees_periode, maandnaam
from zicht.rapportage.bord.lijnen import As, Band, Lijn, Merk, tekening
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.bord import kanttekeningen
from zicht.web.bord.keuze import Keuze
from zicht.web.bord.views.pagina import SOORT, bladzijde, met_keuze

INTERN = "cijfers.inzien"  # exacte aantallen: een gemeente ziet alleen wat is vrijgegeven
MAANDEN = 24
_EERSTE = d.codes()[0]


@recht(INTERN, SOORT)
@met_keuze
def dubbelbeeld(request: Verzoek, keuze: Keuze) -> HttpResponse:
    """Een termijn naar binnenkomst en naar afronding, met wat er nog openstaat."""
    code = request.GET.get("code") or _EERSTE
    if code not in d.codes():
        raise Http404("Van deze indicator is er geen dubbelbeeld.")
    gemeente = keuze.gebied.code if keuze.gebied.is_gemeente else None
    with keuze.stand.rekenen() as cijfers:
        beeld = d.dubbelbeeld(cijfers, code, gemeente)
    recent = beeld.laatste(MAANDEN)
    notities = _notities(keuze, recent.maanden, code)
    return bladzijde(
        request, "dubbelbeeld", keuze, code=code, indicator=INDICATOREN[code], beeld=recent, open=recent.samen,
        zin=_zin(recent), grafiek=_tekening(recent, notities), notities=list(enumerate(notities, 1)), regels=d.KEUZES,
        indicatoren=[INDICATOREN[c] for c in d.codes()], maanden=[(_naam(m.maand), m.stand) for m in reversed(recent.maanden)],
    )  # fmt: skip


def _zin(beeld: d.Dubbelbeeld) -> str:
    """Over de laatste maand waarin nog iets openstaat, en anders over de laatste maand."""
    if not beeld.maanden:
        return "Er zijn in dit gebied geen zaken met deze termijn."
    maand = next((m for m in reversed(beeld.maanden) if m.stand.open and m.stand.afgerond), beeld.maanden[-1])
    return f"{_naam(maand.maand).capitalize()}. {d.in_woorden(maand.stand, _wat(beeld.code))}"


def _wat(code: str) -> str:
    return "meldingen" if INDICATOREN[code].telt is Melding else "diensten"


def _naam(maand: str) -> str:
    return f"{maandnaam(int(maand[5:]))} {maand[:4]}"


def _notities(keuze: Keuze, maanden: Sequence[d.Maandstand], code: str) -> tuple[Kanttekening, ...]:
    if not maanden:
        return ()
    begin, eind = lees_periode(maanden[0].maand).begin, lees_periode(maanden[-1].maand).eind
    return kanttekeningen.van(keuze.stand, Periode(begin, eind, f"{begin}/{eind}"), code)


def _tekening(beeld: d.Dubbelbeeld, notities: Sequence[Kanttekening]) -> SafeString:
    standen = [maand.stand for maand in beeld.maanden]
    breed = max(len(standen) - 1, 1)
    lijnen = [
        Lijn("naar binnenkomst", [(n, _getal(s.naar_ontvangst)) for n, s in enumerate(standen)]),
        Lijn("naar afronding", [(n, _getal(s.naar_afronding)) for n, s in enumerate(standen)], tweede=True),
    ]
    band = Band([(n, float(s.minstens), float(s.hoogstens)) for n, s in enumerate(standen) if s.minstens is not None and s.hoogstens is not None])  # fmt: skip
    onder = [(n, _naam(m.maand)) for n, m in enumerate(beeld.maanden) if n % 6 == 0 and n < len(standen) - 1]
    merken = [Merk(_plek(notitie, beeld), nummer) for nummer, notitie in enumerate(notities, 1)]
    titel = f"{beeld.titel}: het aandeel op tijd per maand, naar binnenkomst en naar afronding. De getallen staan in de tabel."
    svg = tekening(titel, As(breed, onder), lijnen, [band], merken)
    return mark_safe(svg)  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt


def _plek(notitie: Kanttekening, beeld: d.Dubbelbeeld) -> float:
    eerste = beeld.maanden[0].maand
    maanden = (notitie.van.year - int(eerste[:4])) * 12 + notitie.van.month - int(eerste[5:])
    return min(max(maanden + (notitie.van.day - 1) / 31, 0), len(beeld.maanden) - 1)


def _getal(deel: object) -> float | None:
    return None if deel is None else float(deel)  # type: ignore[arg-type]


@recht(INTERN, SOORT)
@met_keuze
def verborgen(request: Verzoek, keuze: Keuze) -> HttpResponse:
    """De klokken vanaf de melding en vanaf de start naast elkaar, met wat daarin opvalt."""
    with keuze.stand.rekenen() as cijfers:
        bevindingen = v.verborgen_wachten(cijfers)
    delen = [
        {"bevinding": b, "zin": v.in_woorden(b.signalen[-1]) if b.signalen else "", "nu": b.nu is not None,
         "sinds": _naam(b.signalen[-1].maand) if b.signalen else "", "maanden": [(_naam(m.maand), m) for m in reversed(b.maanden[-MAANDEN:])],
         "grafiek": _dagen(b)}
        for b in bevindingen
    ]  # fmt: skip
    return bladzijde(
        request, "verborgen", keuze, delen=delen, aantal=sum(deel["nu"] for deel in delen), regels=v.KEUZES,
        loos_alarm=v.LOOS_ALARM_IN_WOORDEN, laatste=v.LAATSTE, eerder=v.EERDER,
    )  # fmt: skip


def _dagen(bevinding: v.Bevindingen) -> SafeString:
    """De dagen voor en na de start, per maand."""
    maanden = bevinding.maanden[-MAANDEN:]
    hoogste = max([m.samen for m in maanden] + [1.0]) * 1.05
    stap = next(s for s in (2, 5, 10, 20, 50, 100, 200, 500, 10_000) if hoogste / s <= 6)
    links = [(waarde, str(waarde)) for waarde in range(0, int(hoogste) + 1, stap)]
    onder = [(n, _naam(m.maand)) for n, m in enumerate(maanden) if n % 6 == 0 and n < len(maanden) - 1]
    lijnen = [
        Lijn("voor de start", [(n, m.voor if m.aantal else None) for n, m in enumerate(maanden)]),
        Lijn("na de start", [(n, m.na if m.aantal else None) for n, m in enumerate(maanden)], tweede=True),
    ]
    titel = f"{bevinding.paar.titel}: gemiddeld aantal dagen voor en na de start, per maand van afronden. De getallen staan in de tabel."
    svg = tekening(titel, As(max(len(maanden) - 1, 1), onder, hoogste, links), lijnen)
    return mark_safe(svg)  # noqa: S308 - onze eigen tekening, met elke tekst erin ontsnapt
