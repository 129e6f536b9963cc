"""Dubbelbeeld: hetzelfde werk naar de maand van binnenkomst en naar de maand van afronding, met wat er nog openstaat.

Wie alleen naar afgeronde zaken kijkt, ziet niet wat te laat nog ligt: in een maand met 100 meldingen, 40 op tijd beoordeeld en
60 open waarvan 50 over de termijn, is van wat af is 100% op tijd en kan van wat binnenkwam hoogstens 50% dat nog worden. En wie
achterstand wegwerkt, rondt veel af dat al te laat was. Daarom staan de twee beelden hier altijd naast elkaar, met de open zaken.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.onthouden import onthoud
from zicht.cijfers.woorden import aandeel, aantal
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Aandeel, Antwoord, Telling, heeft_twee_tellingen
from zicht.core.periodes import Periode
from zicht.engines.maandtelling import Maandrij, Maandvraag, tel_per_maand
from zicht.engines.tellen import Gebied
from zicht.engines.venster import Venster

if TYPE_CHECKING:
    from zicht.cijfers.cijfers import Cijfers

KEUZES = (
    "Binnengekomen telt in de maand waarin de klok begon, afgerond in de maand waarin zij stopte; de voorwaarden per geval zijn die van de indicator.",
    "Alle maanden staan zoals ze op de peildatum bekend zijn, niet zoals ze aan het einde van de maand bekend waren.",
    "Open gevallen over de termijn zijn zeker te laat; open gevallen binnen de termijn kunnen nog op tijd komen. Daaruit volgt het bereik.",
    "Gevallen die niet te bepalen zijn, staan apart en doen in geen van de percentages mee.",
)


@dataclass(frozen=True)
class Stand:
    """Het werk van een maand (of van alle maanden samen), twee keer geteld; de eerste vier sluiten elkaar uit."""

    op_tijd: int = 0  # binnengekomen en op tijd afgerond
    te_laat: int = 0  # binnengekomen en te laat afgerond
    open_te_laat: int = 0  # nog open, de termijn is voorbij
    open_binnen: int = 0  # nog open, de termijn loopt nog
    niet_te_bepalen: int = 0
    afgerond: int = 0  # afgerond in deze maand, wanneer ook binnengekomen
    afgerond_op_tijd: int = 0

    def __add__(self, ander: "Stand") -> "Stand":
        """De twee standen opgeteld."""
        paren = zip(vars(self).values(), vars(ander).values(), strict=True)
        return Stand(*(een + twee for een, twee in paren))

    @property
    def binnengekomen(self) -> int:
        """Alles wat binnenkwam en te bepalen is."""
        return self.op_tijd + self.te_laat + self.open_te_laat + self.open_binnen

    @property
    def beslist(self) -> int:
        """Waarvan vaststaat of het op tijd was: afgerond, of open over de termijn."""
        return self.binnengekomen - self.open_binnen

    @property
    def open(self) -> int:
        """Wat nog openstaat."""
        return self.open_te_laat + self.open_binnen

    @property
    def naar_ontvangst(self) -> Fraction | None:
        """Het aandeel op tijd van wat vaststaat, naar de maand van binnenkomst."""
        return _deel(self.op_tijd, self.beslist)

    @property
    def naar_afronding(self) -> Fraction | None:
        """Het aandeel op tijd van wat is afgerond."""
        return _deel(self.afgerond_op_tijd, self.afgerond)

    @property
    def minstens(self) -> Fraction | None:
        """Zo laag kan het aandeel van deze maand nog uitkomen: alsof alles wat open is te laat komt."""
        return _deel(self.op_tijd, self.binnengekomen)

    @property
    def hoogstens(self) -> Fraction | None:
        """Zo hoog kan het nog uitkomen: alsof alles wat nog kan, op tijd komt."""
        return _deel(self.op_tijd + self.open_binnen, self.binnengekomen)


def _deel(teller: int, noemer: int) -> Fraction | None:
    return Fraction(teller, noemer) if noemer else None


@dataclass(frozen=True)
class Maandstand:
    """De stand van een maand, jjjj-mm."""

    maand: str
    stand: Stand


@dataclass(frozen=True)
class Dubbelbeeld:
    """De maanden op volgorde, met alles samen."""

    code: str
    titel: str
    peildatum: date
    maanden: tuple[Maandstand, ...]

    @property
    def samen(self) -> Stand:
        """Alle maanden bij elkaar."""
        return sum((maand.stand for maand in self.maanden), Stand())

    def laatste(self, aantal: int) -> "Dubbelbeeld":
        """Hetzelfde beeld met alleen de laatste maanden."""
        return Dubbelbeeld(self.code, self.titel, self.peildatum, self.maanden[-aantal:])


@dataclass(frozen=True)
class Klokgeval:
    """Een geval met de drie datums die ertoe doen; de uiterste datum is bekend zodra het begin dat is."""

    begin: date
    einde: date | None
    uiterste: date


def tel_gevallen(gevallen: Iterable[Klokgeval], peildatum: date) -> dict[str, Stand]:
    """De stand per maand van losse gevallen: de definitie, zonder databank."""
    uit: dict[str, Stand] = {}
    for geval in gevallen:
        einde = geval.einde if geval.einde is not None and geval.einde <= peildatum else None
        _bij(uit, geval.begin, _binnenkomst(geval, einde, peildatum))
        if einde is not None:
            _bij(uit, einde, Stand(afgerond=1, afgerond_op_tijd=int(einde <= geval.uiterste)))
    return dict(sorted(uit.items()))


def _bij(uit: dict[str, Stand], dag: date, stand: Stand) -> None:
    maand = f"{dag:%Y-%m}"
    uit[maand] = uit.get(maand, Stand()) + stand


def _binnenkomst(geval: Klokgeval, einde: date | None, peildatum: date) -> Stand:
    if einde is not None:
        return Stand(op_tijd=1) if einde <= geval.uiterste else Stand(te_laat=1)
    return Stand(open_te_laat=1) if geval.uiterste < peildatum else Stand(open_binnen=1)


def in_woorden(stand: Stand, wat: str = "zaken") -> str:
    """De twee beelden in een zin, met wat er nog kan."""
    if not stand.binnengekomen:
        return f"Er kwamen geen {wat} binnen."
    afgerond = aandeel(stand.afgerond_op_tijd, stand.afgerond)
    eerste = f"Van wat is afgerond was {afgerond} op tijd." if stand.afgerond else "Er is nog niets afgerond."
    if not stand.open:
        return f"{eerste} Van wat binnenkwam is alles afgerond: {aandeel(stand.op_tijd, stand.beslist)} op tijd."
    hoogste = aandeel(stand.op_tijd + stand.open_binnen, stand.binnengekomen)
    return (
        f"{eerste} Van de {aantal(stand.binnengekomen)} {wat} die binnenkwamen staan er nog {aantal(stand.open)} open, waarvan "
        f"{aantal(stand.open_te_laat)} over de termijn: hoogstens {hoogste} kan nog op tijd komen."
    )


# ---------------------------------------------------------------------------------------------------- uit de gegevensset


def dubbelbeeld(cijfers: "Cijfers", code: str, gemeente: str | None = None) -> Dubbelbeeld:
    """Het dubbelbeeld van een termijn over alle maanden, van de hele gegevensset of van een gemeente."""
    return onthoud(cijfers, ("dubbelbeeld", code, gemeente), lambda: _beeld(cijfers, code, gemeente))


def _beeld(cijfers: "Cijfers", code: str, gemeente: str | None) -> Dubbelbeeld:
    per_gebied = onthoud(cijfers, ("dubbelbeeld", code), lambda: _per_gebied(cijfers, _indicator(code)))
    kies = per_gebied.values() if gemeente is None else [per_gebied.get(gemeente, {})]
    samen: dict[int, Stand] = {}
    for maanden in kies:
        for maand, stand in maanden.items():
            samen[maand] = samen.get(maand, Stand()) + stand
    eerste, laatste = (min(samen), max(samen)) if samen else (0, -1)
    rijen = (Maandstand(_maandcode(nr), samen.get(nr, Stand())) for nr in range(eerste, laatste + 1))
    return Dubbelbeeld(code, INDICATOREN[code].titel, cijfers.feitenset.peildatum, tuple(rijen))


def _indicator(code: str) -> Aandeel:
    mogelijk = {c: i for c, i in INDICATOREN.items() if isinstance(i, Aandeel) and heeft_twee_tellingen(i)}
    if code not in mogelijk:
        raise AanroepFout(f"Van '{code[:80]}' is er geen dubbelbeeld. Kies uit: {', '.join(mogelijk)}.")
    return mogelijk[code]


def codes() -> tuple[str, ...]:
    """De indicatoren die naar ontvangst en naar afronding te tellen zijn."""
    return tuple(code for code, indicator in INDICATOREN.items() if heeft_twee_tellingen(indicator))


def _per_gebied(cijfers: "Cijfers", indicator: Aandeel) -> Mapping[Gebied, Mapping[int, Stand]]:
    """Per gemeente en maand de stand; ook de gevallen zonder gemeente."""
    geteld: dict[Gebied, dict[int, Counter[str]]] = {}
    for telling, namen in ((Telling.ONTVANGEN, _van_ontvangst), (Telling.AFGEROND, _van_afronding)):
        for rij in _rijen(cijfers, indicator, telling):
            vak = geteld.setdefault(rij.gebied, {}).setdefault(rij.maand, Counter())
            for naam in namen(rij):
                vak[naam] += rij.aantal
    return {
        gebied: {maand: Stand(**aantallen) for maand, aantallen in maanden.items()}
        for gebied, maanden in geteld.items()
    }


def _rijen(cijfers: "Cijfers", indicator: Aandeel, telling: Telling) -> Sequence[Maandrij]:
    klok = indicator.klok
    assert klok is not None
    peildatum = cijfers.feitenset.peildatum
    venster = Venster(peildatum, Periode(date(1900, 1, 1), peildatum, "alles"))
    begin, einde = klok.begint_bij, klok.eindigt_bij
    datums = (begin, einde) if telling is Telling.ONTVANGEN else (einde,)
    taak = cijfers.rekenaar.teltaak(indicator, telling)
    vraag = Maandvraag(indicator.telt, taak.regel, datums, einde, taak.kenmerk or taak.code)
    return tel_per_maand(cijfers.rekenaar.motor(venster), vraag, venster, "gemeente")


def _van_ontvangst(rij: Maandrij) -> tuple[str, ...]:
    match rij.antwoord:
        case Antwoord.TELLER:
            return ("op_tijd",)
        case Antwoord.NOEMER:
            return ("te_laat",) if rij.bekend else ("open_te_laat",)
        case Antwoord.NOG_OPEN:
            return ("open_binnen",)
        case _:
            return ("niet_te_bepalen",)


def _van_afronding(rij: Maandrij) -> tuple[str, ...]:
    match rij.antwoord:
        case Antwoord.TELLER:
            return "afgerond", "afgerond_op_tijd"
        case Antwoord.NOEMER:
            return ("afgerond",)
        case _:
            return ()


def _maandcode(nummer: int) -> str:
    return f"{nummer // 12:04d}-{nummer % 12 + 1:02d}"
