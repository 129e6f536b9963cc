"""De werkbank: een norm op de geschiedenis geprobeerd, met wat halen had gekost, per gemeente, en als tekening."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zicht.cijfers.cijfers import Per
from zicht.cijfers.normproef import Inzet, Korrel, begroting_van, geschiedenis, nodige_inzet, proef
from zicht.core.begroting.begroting import Begroting
from zicht.core.bronnen import Bron
from zicht.core.fouten import ZichtFout
from zicht.core.indicatoren import Indicator, eenheid
from zicht.core.normproef import Drempel, Meting, Proef, drempels, kandidaat, soort_norm
from zicht.core.parameters import Norm, Versie
from zicht.core.periodes import Periode
from zicht.rapportage.bord.verloop import met_eenheid, normtekst, periodenaam
from zicht.rapportage.normkaart import Kaart, Kaartlijn, Kaartpunt
from zicht.web.begroting.models import Begrotingsstuk
from zicht.web.begroting.stukken import open_stuk
from zicht.web.cijferbron import Stand
from zicht.web.normen.keuze import Gebied, Keuze, gebieden
from zicht.web.normen.selecties import norm_op, richting_van

_PROEFVERSIE = Bron("zicht-keuze", "een norm om te proberen")
_MEERVOUD = {
    Korrel.BURAP: "burap-perioden",
    Korrel.KWARTAAL: "kwartalen",
    Korrel.MAAND: "maanden",
    Korrel.JAAR: "jaren",
}


@dataclass(frozen=True)
class Rij:
    """Een periode: wat het was, en of de norm van nu en de geprobeerde norm zouden zijn gehaald."""

    meting: Meting
    tekst: str
    nu: bool | None
    straks: bool | None
    inzet: Inzet

    @property
    def naam(self) -> str:
        """De periode in woorden."""
        return periodenaam(self.meting.periode)


@dataclass(frozen=True)
class Werkbank:
    """Alles wat de bladzijde toont."""

    indicator: Indicator
    keuze: Keuze
    norm: Norm
    geldend: Norm | None
    proef: Proef
    proef_nu: Proef | None
    rijen: tuple[Rij, ...]
    drempels: tuple[Drempel, ...]
    jaar: Inzet | None
    begroting: Begroting | None
    fout: str

    @property
    def eenheid(self) -> str:
        """De eenheid van de norm."""
        return soort_norm(self.indicator)

    @property
    def zin(self) -> str:
        """Hoe vaak de norm gehaald zou zijn, in een zin."""
        wat = _MEERVOUD[self.keuze.korrel]
        if not self.proef.meetbaar:
            return f"Er zijn nog geen hele {wat} met gevallen; er valt nog niets te proberen."
        zin = f"Een norm van {normtekst_(self.norm)} zou in {self.proef.gehaald} van de {self.proef.meetbaar} {wat} zijn gehaald"
        if self.proef_nu is None or self.proef_nu.norm.waarde == self.norm.waarde:
            return f"{zin}."
        return f"{zin}; de norm van nu ({normtekst_(self.proef_nu.norm)}) in {self.proef_nu.gehaald}."

    @property
    def inzetzin(self) -> str:
        """Wat halen in het laatste hele jaar had gekost, of waarom dat niet te zeggen is."""
        if self.jaar is None:
            return "Er is nog geen heel jaar; wat halen kost is nog niet te zeggen."
        naam = periodenaam(self.jaar.meting.periode)
        if self.jaar.gevallen.waarde is None:
            return f"Wat halen kost, is hier niet te zeggen: {self.jaar.gevallen.noot}."
        if not self.jaar.gevallen.waarde:
            return f"In {naam} zou deze norm zonder extra inzet zijn gehaald."
        return f"In {naam} ontbraken daarvoor {int(self.jaar.gevallen.waarde)} gevallen."

    def kaart(self) -> Kaart:
        """De tekening: elke periode, de geprobeerde norm en de norm van nu."""
        punten = tuple(
            Kaartpunt(_kort(rij.meting.periode), _getal(rij.meting.waarde), rij.tekst, bool(rij.straks))
            for rij in self.rijen
        )
        lijnen = [Kaartlijn(f"proef: {normtekst_(self.norm)}", float(self.norm.waarde), "proef")]
        if self.geldend and self.geldend.waarde != self.norm.waarde:
            lijnen.append(Kaartlijn(f"nu: {normtekst_(self.geldend)}", float(self.geldend.waarde), "nu"))
        return Kaart(f"{self.indicator.titel}. {self.zin}", punten, tuple(lijnen), self._top(), self.eenheid)

    def _top(self) -> float:
        if self.eenheid == "procent":
            return 1.0
        if self.eenheid == "cijfer":
            return 10.0
        waarden = [float(m.waarde) for m in self.proef.metingen if m.waarde is not None]
        return max([*waarden, float(self.norm.waarde), 1.0]) * 1.1


def normtekst_(norm: Norm) -> str:
    """De norm met haar richting; ook in dagen."""
    if norm.eenheid == "dagen":
        return f"{'minimaal' if norm.richting.value == 'minimaal' else 'hoogstens'} {norm.waarde.normalize():f} dagen"
    return normtekst(norm)


def _kort(periode: Periode) -> str:
    jaar, _, deel = periode.code.partition("-")
    return f"{deel.replace('burap', 'b')} ’{jaar[2:]}" if deel else jaar


def _getal(waarde: Fraction | None) -> float | None:
    return None if waarde is None else float(waarde)


def maak_werkbank(stand: Stand, indicator: Indicator, keuze: Keuze, vandaag: date) -> Werkbank:
    """De werkbank van een indicator met deze keuzes."""
    regio, alle = stand.regios[0], metingen(stand, indicator, keuze, keuze.korrel, keuze.gebied.per)
    geldend, begroting = norm_op(indicator.code, regio, vandaag), nieuwste_begroting(regio)
    norm, fout = _kies(indicator, keuze, geldend, regio, vandaag)
    hier = [m for m in alle if m.gebied == keuze.gebied.code]
    gevonden = proef(alle, norm, keuze.gebied.code)
    rijen = tuple(
        Rij(m, _tekst(m, indicator), m.gehaald(geldend) if geldend else None, m.gehaald(norm),
            nodige_inzet(m, norm, indicator.code, begroting))
        for m in hier
    )  # fmt: skip
    jaren = [m for m in metingen(stand, indicator, keuze, Korrel.JAAR, keuze.gebied.per)
             if m.gebied == keuze.gebied.code and not m.voorlopig]  # fmt: skip
    return Werkbank(
        indicator, keuze, norm, geldend, gevonden, proef(alle, geldend, keuze.gebied.code) if geldend else None, rijen,
        drempels(gevonden.metingen, norm.richting, norm.eenheid),
        nodige_inzet(jaren[-1], norm, indicator.code, begroting) if jaren else None, begroting, fout,
    )  # fmt: skip


def metingen(stand: Stand, indicator: Indicator, keuze: Keuze, korrel: Korrel, per: Per) -> tuple[Meting, ...]:
    """De geschiedenis van de indicator, een keer geteld."""
    sleutel = ("normproef", indicator.code, keuze.jaren, korrel, keuze.telling, per)
    return stand.onthoud(
        sleutel,
        lambda c: geschiedenis(c, indicator.code, jaren=keuze.jaren, korrel=korrel, telling=keuze.telling, per=per),
    )


def _kies(indicator: Indicator, keuze: Keuze, geldend: Norm | None, regio: str, vandaag: date) -> tuple[Norm, str]:
    """De norm om te proberen: wat getypt is, anders de norm van nu, anders het midden van de schaal."""
    richting = richting_van(indicator.code, regio, vandaag)
    versie = Versie(vandaag, None, soort_norm(indicator), _PROEFVERSIE, None)
    anders = geldend or kandidaat(indicator, _BEGIN[soort_norm(indicator)], richting, versie)
    if keuze.norm is None:
        return anders, keuze.fout
    try:
        return kandidaat(indicator, keuze.norm, richting, versie), ""
    except ZichtFout as fout:
        return anders, " ".join(fout.regels)


_BEGIN = {"procent": Decimal(80), "cijfer": Decimal(7), "dagen": Decimal(7)}


def _tekst(meting: Meting, indicator: Indicator) -> str:
    if meting.waarde is None:
        return "geen gevallen"
    soort, t = eenheid(indicator).value, meting.tellingen
    aantallen = f"{t.teller} van {t.noemer}" if soort == "aandeel" else f"n = {t.noemer}"
    return f"{met_eenheid(meting.waarde, soort)} ({aantallen})"


def per_gemeente(stand: Stand, werkbank: Werkbank) -> list[tuple[Gebied, Proef]]:
    """Hoe vaak de norm per gemeente gehaald zou zijn, in volgorde van naam."""
    alle = metingen(stand, werkbank.indicator, werkbank.keuze, werkbank.keuze.korrel, Per.GEMEENTE)
    return [(g, proef(alle, werkbank.norm, g.code)) for g in gebieden(stand) if g.is_gemeente]


def nieuwste_begroting(regio: str) -> Begroting | None:
    """De nieuwste vastgestelde begroting van de organisatie, en anders die van de regio in de catalogus."""
    eigen = (
        Begrotingsstuk.objects.filter(stand=Begrotingsstuk.VASTGESTELD, wijzigt=None, regio__iexact=regio)
        .order_by("-jaar", "-vastgesteld_op")
        .first()
    )
    return open_stuk(eigen.kenmerk).begroting if eigen else begroting_van(regio)


def als_bewijs(werkbank: Werkbank, stand: Stand) -> dict[str, Any]:
    """De geschiedenis zoals zij bij een voorstel blijft staan."""
    return {
        "gebied": werkbank.keuze.gebied.code,
        "telling": werkbank.keuze.telling.value,
        "per": werkbank.keuze.korrel.value,
        "peildatum": stand.peildatum.isoformat(),
        "definitieversie": stand.definitieversie,
        "vingerafdruk": stand.vingerafdruk,
        "gehaald": werkbank.proef.gehaald,
        "meetbaar": werkbank.proef.meetbaar,
        "perioden": [
            {"periode": m.periode.code, "teller": m.tellingen.teller, "noemer": m.tellingen.noemer, "gehaald": m.gehaald(werkbank.norm)}
            for m in werkbank.proef.metingen
        ],
        "inzetzin": werkbank.inzetzin,
        "uren": _als_tekst(werkbank.jaar and werkbank.jaar.uren.waarde),
        "fte": _als_tekst(werkbank.jaar and werkbank.jaar.fte.waarde),
        "euro_in_dienst": _als_tekst(werkbank.jaar and werkbank.jaar.in_dienst.waarde),
    }  # fmt: skip


def _als_tekst(waarde: Decimal | None) -> str | None:
    return None if waarde is None else f"{waarde:.2f}"
