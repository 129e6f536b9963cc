"""Wat er is gepubliceerd, en voor wie. Dit is de enige ingang voor andere onderdelen.

    veilige_cijfers("2025-burap1", gemeente="GM0361")     wat een gemeente ziet: haar eigen rijen en de regio
    veilige_cijfers("2025-burap1")                        wat iedereen ziet: elke gemeente en de regio

Elk cijfer heeft een waarde of een reden in woorden. Wat niet is vrijgegeven is er niet; een lege lijst dus.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max, QuerySet

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.vrijgeven import vak_van
from zicht.core.periodes import Periode, lees_periode
from zicht.core.publicatie import Beleid, Getoond, Percentage, percentage, reden_in_woorden
from zicht.core.publicatie import cellen as kern
from zicht.core.publicatie.cellen import NOEMER, REGIO, Cel, Vak
from zicht.core.publicatie.register import lees
from zicht.rapportage.getallen import getal, procent
from zicht.web.publicaties.models import Publicatie

_IN_REGISTER = (Publicatie.VRIJ, Publicatie.INGETROKKEN)


@dataclass(frozen=True)
class Cijfer:
    """Een indicator van een plaats in een periode, zoals hij is vrijgegeven."""

    publicatie: str  # kenmerk
    indicator: str
    titel: str
    periode: Periode
    plaats: str  # gemeentecode, of `regio`
    plaatsnaam: str
    noemer: Getoond
    teller: Getoond | None  # alleen bij een aandeel
    rest: Getoond | None
    beleid: Beleid

    @property
    def vak(self) -> Vak:
        """De maanden waar het cijfer bij hoort; bij een voorraad de laatste."""
        return vak_van(self.indicator, self.periode)

    @property
    def is_aandeel(self) -> bool:
        """Of er een percentage bij hoort."""
        return self.teller is not None

    @property
    def percentage(self) -> Percentage | None:
        """Het percentage op de getoonde aantallen, met het bereik door de afronding."""
        if self.teller is None or self.rest is None:
            return None
        return percentage(self.teller, self.rest, self.noemer, self.beleid)

    @property
    def aandeel(self) -> str:
        """Het percentage met zijn aantallen, een bereik bij weinig gevallen, of waarom het er niet staat."""
        deel = self.percentage
        if deel is not None and self.teller is not None:
            aantallen = f"({getal(self.teller.waarde or 0)} van {getal(self.noemer.waarde or 0)})"
            if deel.breedte > self.beleid.smal:
                return f"tussen {procent(deel.laag)} en {procent(deel.hoog)} {aantallen}"
            return f"{procent(deel.waarde)} {aantallen}"
        if self.noemer.waarde == 0:
            return "geen gevallen"
        return self.waarom("teller") or self.waarom("rest") or self.waarom()

    def waarom(self, deel: str = NOEMER) -> str:
        """Waarom een aantal er niet staat, in woorden; leeg als het er staat."""
        getoond = {NOEMER: self.noemer, "teller": self.teller, "rest": self.rest}[deel]
        return reden_in_woorden(getoond.reden, self.beleid) if getoond and getoond.reden else ""

    def delen(self) -> Iterator[tuple[str, Getoond]]:
        """De aantallen met de naam van hun deel."""
        paren = ((NOEMER, self.noemer), ("teller", self.teller), ("rest", self.rest))
        yield from ((naam, getoond) for naam, getoond in paren if getoond is not None)


def register(tot: int | None = None) -> tuple[kern.Publicatie, ...]:
    """Alles wat ooit naar buiten ging (tot en met dit nummer), in volgorde; ook wat is ingetrokken."""
    rijen = Publicatie.objects.filter(stand__in=_IN_REGISTER).order_by("nummer")
    if tot is not None:
        rijen = rijen.filter(nummer__lte=tot)
    return tuple(_inhoud(rij.kenmerk, rij.inhoud) for rij in rijen.only("kenmerk", "inhoud"))


def laatste_nummer() -> int:
    """Het nummer van de laatste publicatie in het register; nul als er nog geen is."""
    return Publicatie.objects.exclude(nummer=None).aggregate(laatste=Max("nummer"))["laatste"] or 0


@lru_cache(maxsize=64)
def _inhoud(kenmerk: str, tekst: str) -> kern.Publicatie:
    """De gelezen tekst; na publicatie verandert zij niet meer."""
    return lees(tekst, f"publicatie {kenmerk}")


def vrijgegeven(*, ook_gemeenten: bool = False) -> QuerySet[Publicatie]:
    """Wat nu te zien is, het nieuwste eerst; voor gemeenten ook wat alleen voor hen is."""
    gekozen = [Publicatie.GEMEENTEN, Publicatie.OPENBAAR] if ook_gemeenten else [Publicatie.OPENBAAR]
    return Publicatie.objects.filter(stand=Publicatie.VRIJ, voor_wie__in=gekozen).order_by("-nummer")


def veilige_cijfers(periode: str, *, gemeente: str | None = None) -> tuple[Cijfer, ...]:
    """De cijfers van een periode zoals zij het laatst zijn vrijgegeven; leeg als er niets is.

    Met een gemeente (CBS-code): haar rijen en die van de regio, ook uit publicaties die alleen voor gemeenten zijn.
    Zonder gemeente: alles wat openbaar is.
    """
    for rij in vrijgegeven(ook_gemeenten=gemeente is not None):
        if periode in rij.perioden:
            return tuple(c for c in cijfers_van(rij) if c.periode.code == periode and zichtbaar_voor(c, gemeente))
    return ()


def zichtbaar_voor(cijfer: Cijfer, gemeente: str | None) -> bool:
    """Een gemeente ziet zichzelf en de regio; zonder gemeente is alles te zien."""
    return gemeente is None or cijfer.plaats in (REGIO, gemeente)


def perioden_van(*, gemeente: str | None = None) -> tuple[str, ...]:
    """De perioden waarvan iets is vrijgegeven, de nieuwste publicatie eerst."""
    rijen = vrijgegeven(ook_gemeenten=gemeente is not None)
    return tuple(dict.fromkeys(code for rij in rijen for code in rij.perioden))


def cijfers_van(rij: Publicatie) -> tuple[Cijfer, ...]:
    """Alle cijfers van een publicatie, per periode en indicator, de regio vooraan."""
    inhoud = _inhoud(rij.kenmerk, rij.inhoud)
    perioden = [lees_periode(code) for code in rij.perioden]
    plaatsen: dict[tuple[str, Vak], dict[str, None]] = {}
    for cel in inhoud.getoond:
        plaatsen.setdefault((cel.maat, cel.vak), {})[cel.plaats] = None
    maten = dict.fromkeys(code for code, _ in plaatsen if rij.is_los or code in INDICATOREN)
    return tuple(
        _cijfer(rij, inhoud, periode, code, plaats)
        for periode in perioden
        for code in maten
        for plaats in plaatsen.get((code, vak_van(code, periode)), ())
    )


def _cijfer(rij: Publicatie, inhoud: kern.Publicatie, periode: Periode, code: str, plaats: str) -> Cijfer:
    vak = vak_van(code, periode)
    deel = {naam: inhoud.getoond.get(Cel(code, plaats, vak, naam)) for naam in (NOEMER, "teller", "rest")}
    noemer = deel[NOEMER]
    assert noemer is not None
    naam = f"regio {rij.regio}" if plaats == REGIO else rij.namen.get(plaats, plaats)
    return Cijfer(
        rij.kenmerk, code, titel(code), periode, plaats, naam, noemer, deel["teller"], deel["rest"], inhoud.beleid
    )


def titel(code: str) -> str:
    """De titel van een indicator; een oude code blijft leesbaar."""
    return INDICATOREN[code].titel if code in INDICATOREN else code


@dataclass(frozen=True)
class Verschil:
    """Een aantal dat anders is dan in de vorige publicatie met dezelfde periode."""

    cijfer: Cijfer
    deel: str
    toen: Getoond
    nu: Getoond
    eerder: str  # kenmerk


def verschillen(rij: Publicatie) -> Sequence[Verschil]:
    """Wat een lezer anders ziet dan wat hij al had."""
    nieuw = _inhoud(rij.kenmerk, rij.inhoud)
    eerder: dict[Cel, tuple[str, Getoond]] = {}
    for oud in Publicatie.objects.filter(stand__in=_IN_REGISTER).exclude(pk=rij.pk).order_by("nummer"):
        if rij.nummer is None or (oud.nummer or 0) < rij.nummer:
            eerder |= {cel: (oud.kenmerk, getoond) for cel, getoond in _inhoud(oud.kenmerk, oud.inhoud).getoond.items()}
    uit: list[Verschil] = []
    for cijfer in cijfers_van(rij):
        for deel, nu in cijfer.delen():
            cel = Cel(cijfer.indicator, cijfer.plaats, vak_van(cijfer.indicator, cijfer.periode), deel)
            assert nieuw.getoond[cel] == nu
            if cel in eerder and eerder[cel][1] != nu:
                uit.append(Verschil(cijfer, deel, eerder[cel][1], nu, eerder[cel][0]))
    return uit
