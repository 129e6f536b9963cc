"""Verborgen wachten: de klok vanaf de start verbetert, en die vanaf de melding niet.

Elke termijn wordt twee keer gemeten: a vanaf de melding, b vanaf het oppakken. Wordt de start later vastgelegd, dan wordt b
korter zonder dat iemand eerder geholpen is: het wachten verhuist naar voor de start. Een team dat echt sneller werkt, maakt
beide korter. Deze toets vergelijkt de laatste vier maanden met de twaalf ervoor: de tijd na de start, de tijd ervoor, en de
tijd samen. Een wachtlijst die echt groeit terwijl het werk sneller gaat, ziet er bijna zo uit; het verschil zit in de zaken met
hoge urgentie. Die gaan voor en wachten bij een langere lijst niet langer. Wordt de start later vastgelegd, dan lijken ook zij
te wachten. Het signaal zegt waar naar te kijken is, niet wie iets deed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

from zicht.catalogus.indicatoren import snelheid
from zicht.cijfers.onthouden import onthoud
from zicht.cijfers.woorden import aandeel
from zicht.core.indicatoren import Aandeel
from zicht.core.periodes import Periode
from zicht.engines.klokparen import Paarmaand, Paarvraag, tel_paar
from zicht.engines.venster import Venster

if TYPE_CHECKING:
    from zicht.cijfers.cijfers import Cijfers

LAATSTE, EERDER = 4, 12  # maanden die worden vergeleken
KANS = 0.05 / 12  # per maand; over een jaar samen hoogstens 1 op 20
MINSTE_DALING = 0.10  # een kleinere daling van de tijd na de start is de moeite van het uitzoeken niet waard
MEESTE_WINST = 0.5  # houdt de burger meer dan dit deel van de winst over, dan is er echt gewonnen
DEEL_DRINGEND = 0.5  # dit deel van de daling komt ook bij de dringende zaken voor de start terecht
MINSTENS = 5  # gevallen per maand; met minder zegt een gemiddelde te weinig
MINSTENS_DRINGEND = 10  # dringende zaken per vak

LOOS_ALARM_IN_WOORDEN = (
    "Als er niets verandert, geeft hoogstens 1 op de 20 reeksen in een jaar toch een signaal: de kans per maand is hoogstens "
    "7 op 1.820, de kans dat vier van zestien gewone maanden bij toeval bijna de kortste zijn."
)
KEUZES = (
    "Een zaak telt in de maand waarin zij is afgerond: daarvan zijn alle drie de datums bekend, ook achteraf.",
    "De vergelijking gaat over rangen van maanden, niet over losse zaken: een enkele lange zaak geeft geen signaal.",
    "Een signaal vraagt drie dingen tegelijk: na de start ongewoon kort, van de winst komt minder dan de helft bij het gezin terecht, en ook zaken met hoge urgentie wachten volgens de registratie langer op de start.",
    "Zonder (genoeg) zaken met hoge urgentie vervalt de laatste eis; het signaal zegt er dan bij dat ook een echte wachtlijst de oorzaak kan zijn.",
    "Wie alleen bij gewone zaken de start later vastlegt, wordt zo niet gevonden.",
)


@dataclass(frozen=True)
class Paar:
    """Een termijn, twee keer gemeten."""

    code: str
    titel: str
    a: Aandeel
    b: Aandeel


PAREN: tuple[Paar, ...] = (
    Paar(
        "beoordeling", "Veiligheidsbeoordeling", snelheid.BEOORDELING_TIJDIG_NA_ONTVANGST,
        snelheid.BEOORDELING_TIJDIG_NA_OPPAKKEN,
    ),
    Paar("vv", "Voorwaarden & Vervolg", snelheid.VV_TIJDIG_NA_ONTVANGST, snelheid.VV_TIJDIG_NA_START),
    Paar("onderzoek", "Onderzoek", snelheid.ONDERZOEK_TIJDIG_NA_ONTVANGST, snelheid.ONDERZOEK_TIJDIG_NA_START),
)  # fmt: skip


@dataclass(frozen=True)
class Maandtijd:
    """De afgeronde zaken van een maand: gemiddelde dagen voor en na de start, en op tijd volgens a en b."""

    maand: str
    aantal: int
    voor: float
    na: float
    op_tijd_a: int
    op_tijd_b: int
    dringend: int = 0
    dagen_voor_dringend: int = 0

    @property
    def samen(self) -> float:
        """De dagen van melding tot einde."""
        return self.voor + self.na


@dataclass(frozen=True)
class Vak:
    """Een aantal maanden samen."""

    van: str
    tot: str
    aantal: int
    voor: float
    na: float
    op_tijd_a: int
    op_tijd_b: int
    voor_dringend: float | None  # van de zaken met hoge urgentie; niets als het er te weinig zijn

    @property
    def samen(self) -> float:
        """De dagen van melding tot einde."""
        return self.voor + self.na


@dataclass(frozen=True)
class Verschuiving:
    """Een signaal: in de laatste maanden is het wachten naar voor de start verhuisd."""

    eerder: Vak
    laatste: Vak

    @property
    def maand(self) -> str:
        """De maand waarin het signaal er was."""
        return self.laatste.tot

    @property
    def ook_dringend(self) -> float | None:
        """Hoeveel dagen de zaken met hoge urgentie langer op de start wachten; niets als dat niet te zeggen is."""
        eerder, laatste = self.eerder.voor_dringend, self.laatste.voor_dringend
        return None if eerder is None or laatste is None else laatste - eerder


@dataclass(frozen=True)
class Bevindingen:
    """De maanden van een paar met de signalen, het nieuwste het laatst."""

    paar: Paar
    maanden: tuple[Maandtijd, ...]
    signalen: tuple[Verschuiving, ...]

    @property
    def nu(self) -> Verschuiving | None:
        """Het signaal van de laatste volle maand, als het er is."""
        vers = [s for s in self.signalen if self.maanden and s.maand == self.maanden[-1].maand]
        return vers[-1] if vers else None


@cache
def grens(laatste: int, eerder: int, kans: float) -> int:
    """De hoogste rangsom waarbij de laatste maanden bij toeval hoogstens met deze kans zo laag uitkomen."""
    sommen = sorted(sum(rangen) for rangen in combinations(range(1, laatste + eerder + 1), laatste))
    toegestaan = int(kans * len(sommen))
    hoogste = [som for som in set(sommen) if sum(ander <= som for ander in sommen) <= toegestaan]
    return max(hoogste, default=0)


def zoek(maanden: Sequence[Maandtijd]) -> tuple[Verschuiving, ...]:
    """De signalen in een reeks aaneengesloten maanden, voor elke maand waarin er genoeg eerdere zijn."""
    return tuple(_zoek(maanden))


def _zoek(maanden: Sequence[Maandtijd]) -> Iterator[Verschuiving]:
    for eind in range(LAATSTE + EERDER, len(maanden) + 1):
        stuk = maanden[eind - LAATSTE - EERDER : eind]
        if all(maand.aantal >= MINSTENS for maand in stuk):
            eerder, laatste = _vak(stuk[:EERDER]), _vak(stuk[EERDER:])
            signaal = Verschuiving(eerder, laatste)
            if _is_verschoven(signaal) and _rangsom([m.na for m in stuk]) <= grens(LAATSTE, EERDER, KANS):
                yield signaal


def _is_verschoven(signaal: Verschuiving) -> bool:
    eerder, laatste, dringend = signaal.eerder, signaal.laatste, signaal.ook_dringend
    daling = eerder.na - laatste.na
    return (
        daling >= MINSTE_DALING * eerder.na
        and eerder.samen - laatste.samen < MEESTE_WINST * daling
        and (dringend is None or dringend >= DEEL_DRINGEND * daling)
    )


def _rangsom(waarden: Sequence[float]) -> int:
    """De som van de rangen van de laatste maanden; gelijk aan een eerdere maand telt in het nadeel van een signaal."""
    eerder, laatste = waarden[:EERDER], waarden[EERDER:]
    return sum(range(1, len(laatste) + 1)) + sum(ander <= waarde for waarde in laatste for ander in eerder)


def _vak(maanden: Sequence[Maandtijd]) -> Vak:
    dringend = sum(m.dringend for m in maanden)
    return Vak(
        maanden[0].maand, maanden[-1].maand, sum(m.aantal for m in maanden), fmean(m.voor for m in maanden),
        fmean(m.na for m in maanden), sum(m.op_tijd_a for m in maanden), sum(m.op_tijd_b for m in maanden),
        sum(m.dagen_voor_dringend for m in maanden) / dringend if dringend >= MINSTENS_DRINGEND else None,
    )  # fmt: skip


def in_woorden(signaal: Verschuiving) -> str:
    """Wat er te zien is en wat er na te vragen is."""
    eerder, laatste = signaal.eerder, signaal.laatste
    return (
        f"Na de start duurde het gemiddeld {eerder.na:.0f} dagen en nu {laatste.na:.0f}; vanaf de melding {eerder.samen:.0f} en "
        f"nu {laatste.samen:.0f}. Het wachten voor de start ging van {eerder.voor:.0f} naar {laatste.voor:.0f} dagen. Op tijd na "
        f"de start: {aandeel(eerder.op_tijd_b, eerder.aantal)}, nu {aandeel(laatste.op_tijd_b, laatste.aantal)}. Op tijd na de "
        f"melding: {aandeel(eerder.op_tijd_a, eerder.aantal)}, nu {aandeel(laatste.op_tijd_a, laatste.aantal)}. "
        + _dringend(signaal)
    )


def _dringend(signaal: Verschuiving) -> str:
    eerder, laatste = signaal.eerder.voor_dringend, signaal.laatste.voor_dringend
    if eerder is None or laatste is None:
        return "Ga na of de start later wordt vastgelegd dan eerst, of dat de wachtlijst echt is gegroeid."
    return (
        f"Ook zaken met hoge urgentie, die voorgaan, wachten volgens de registratie langer: {eerder:.0f} dagen en nu "
        f"{laatste:.0f}. Ga na of de start later wordt vastgelegd dan eerst."
    )


# ---------------------------------------------------------------------------------------------------- uit de gegevensset


def verborgen_wachten(cijfers: "Cijfers") -> tuple[Bevindingen, ...]:
    """Per paar van klokken de maanden en de signalen, over de volle maanden tot en met de peildatum."""
    return onthoud(cijfers, "verborgen wachten", lambda: tuple(_bevind(cijfers, paar) for paar in PAREN))


def _bevind(cijfers: "Cijfers", paar: Paar) -> Bevindingen:
    maanden = _maandtijden(cijfers, paar)
    return Bevindingen(paar, maanden, zoek(maanden))


def _maandtijden(cijfers: "Cijfers", paar: Paar) -> tuple[Maandtijd, ...]:
    assert paar.a.klok is not None
    assert paar.b.klok is not None
    peildatum = cijfers.feitenset.peildatum
    vraag = Paarvraag(paar.a.telt, paar.a.noemer, paar.a.klok, paar.b.klok, paar.code)
    geteld = tel_paar(cijfers.rekenaar.motor(Venster(peildatum)), vraag, Venster(peildatum))
    op_nummer = {maand.maand: maand for maand in geteld}
    eerste, laatste = (min(op_nummer), max(op_nummer)) if op_nummer else (0, -1)
    vol = Periode(peildatum, peildatum, "").tot.day == 1  # de peildatum is de laatste dag van een maand
    if laatste == peildatum.year * 12 + peildatum.month - 1 and not vol:
        laatste -= 1
    return tuple(_maandtijd(nr, op_nummer.get(nr)) for nr in range(eerste, laatste + 1))


def _maandtijd(nummer: int, geteld: Paarmaand | None) -> Maandtijd:
    maand = f"{nummer // 12:04d}-{nummer % 12 + 1:02d}"
    if geteld is None:
        return Maandtijd(maand, 0, 0.0, 0.0, 0, 0)
    n = geteld.aantal
    return Maandtijd(
        maand, n, geteld.dagen_voor / n, geteld.dagen_na / n, geteld.lang_op_tijd, geteld.kort_op_tijd, geteld.dringend,
        geteld.dagen_voor_dringend,
    )  # fmt: skip
