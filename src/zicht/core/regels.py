"""Regels over de kwaliteit van feiten, en de bevindingen die ze opleveren."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from string import Formatter

from zicht.core.bronnen import Bron
from zicht.core.bsn import bevat_bsn
from zicht.core.feiten import Feit
from zicht.core.voorwaarden import Constante, Veld, Voorwaarde, velden

MAX_TEKENS = 80


class Ernst(Enum):
    """Hoe zwaar een bevinding weegt."""

    ONLEESBAAR = "onleesbaar"  # er valt niets te lezen: status 2
    FOUT = "fout"  # blokkeert: geen cijfers, status 1
    WAARSCHUWING = "waarschuwing"  # blokkeert niet; het geval is zo nodig niet te bepalen
    AANVULLING = "aanvulling"  # blokkeert niet en raakt geen prestatie-indicator; alleen bij de controle te zien

    @property
    def blokkeert(self) -> bool:
        """Of er door zo'n bevinding geen cijfers komen."""
        return self in (Ernst.ONLEESBAAR, Ernst.FOUT)


@dataclass(frozen=True)
class Bevinding:
    """Wat er aan de feiten mankeert: welke regel, waar, en of er zo geen cijfers komen."""

    regel: str
    tabel: str | None
    id: str | None
    rij: int | None
    kolom: str | None
    boodschap: str
    blokkeert: bool


class Leesfout(Enum):
    """De fouten die de lezer zelf ziet, met de code van hun regel."""

    GEEN_MAP = "L-001"
    GEEN_FEITEN_TOML = "L-002"
    FEITEN_TOML_KAPOT = "L-003"
    FORMAAT = "L-004"
    REGIO = "L-005"
    PEILDATUM = "L-006"
    TABEL_ONTBREEKT = "L-007"
    KOLOM_ONTBREEKT = "L-008"
    KOLOM_DUBBEL = "L-009"
    TABEL_DUBBEL = "L-010"
    LEEG = "L-011"
    CODERING = "L-012"
    GEEN_TEKST = "L-013"
    AFGEKAPT = "L-014"
    RAFELIG = "L-015"
    AANHALING = "L-016"
    CEL_TE_LANG = "L-017"
    PARQUET_KAPOT = "L-018"
    GEEN_CSV = "L-019"
    NIET_TE_OPENEN = "L-020"
    VERPLICHT_LEEG = "L-101"
    ONMOGELIJK_VERPLICHT = "L-102"
    ONBEKENDE_CODE = "L-103"
    DUBBELE_SLEUTEL = "L-104"
    VERWIJZING = "L-105"
    BSN = "L-106"
    ONMOGELIJK = "L-201"
    ONBEKENDE_KOLOM = "L-202"
    ONBEKEND_BESTAND = "L-203"
    JANEE_ONTBREEKT = "L-204"
    NA_PEILDATUM = "L-205"
    LEGE_RIJ = "L-206"
    ANDERE_REGIO = "L-207"


@dataclass(frozen=True)
class Vondst:
    """Een leesfout op haar plaats, nog zonder zin; `gegevens` vult de plaatshouders van de regel."""

    fout: Leesfout
    tabel: str | None = None
    id: str | None = None
    rij: int | None = None
    kolom: str | None = None
    gegevens: Mapping[str, str] = field(default_factory=dict[str, str])


Bestanden = Mapping[str, str | bytes | None]
Voorbeeld = Mapping[str, Constante | None]
Voorbeeldtabellen = Mapping[str, Sequence[Voorbeeld]]


@dataclass(frozen=True)
class Treffer:
    """Een rij die een regel overtreedt, met de waarden voor de boodschap."""

    code: str
    tabel: str
    id: str | None
    rij: int
    kolom: str
    waarden: Mapping[str, Constante | None]


@dataclass(frozen=True)
class Leesregel:
    """Een regel van de lezer; de voorbeelden zijn bestanden die in een geldige map worden gezet."""

    fout_soort: Leesfout
    titel: str
    ernst: Ernst
    bron: Bron
    boodschap: str
    goed: tuple[Bestanden, ...]
    fout: tuple[Bestanden, ...]

    @property
    def code(self) -> str:
        """De code van de regel."""
        return self.fout_soort.value


@dataclass(frozen=True)
class Regel:
    """Een regel over een feit: als de eerste voorwaarde waar is, mag de tweede niet onwaar zijn.

    Getoetst op de feiten zoals ze er staan, zonder peildatum; `onbekend` is hier een antwoord als elk ander.
    """

    code: str
    titel: str
    ernst: Ernst
    bron: Bron
    over: type[Feit]
    als: Voorwaarde
    dan: Voorwaarde
    boodschap: str
    goed: tuple[Voorbeeld, ...]
    fout: tuple[Voorbeeld, ...]

    @property
    def kolom(self) -> Veld:
        """Het veld dat als eerste om aandacht vraagt."""
        return velden(self.dan)[0]

    @property
    def toont(self) -> dict[str, str]:
        """De kolommen die de boodschap noemt."""
        return {naam: f'f."{naam}"' for naam in plaatshouders(self.boodschap)}

    @property
    def vraagt(self) -> tuple[Veld, ...]:
        """De velden waarvan er minstens een geleverd moet zijn; anders zegt de regel niets."""
        return velden(self.dan)


@dataclass(frozen=True)
class Samenhangregel:
    """Een regel over meer rijen of tabellen, als SQL.

    `verband` is wat na FROM staat, met de tabel waar de bevinding over gaat als `f`; regels met hetzelfde verband
    worden in een keer getoetst. `:peildatum` is de peildatum van de gegevensset. `elders` geeft per plaatshouder van
    de boodschap de uitdrukking; zonder is het de kolom van `f` met die naam.
    """

    code: str
    titel: str
    ernst: Ernst
    bron: Bron
    over: type[Feit]
    kolom: Veld
    gebruikt: tuple[Veld, ...]
    verband: str
    fout_als: str
    boodschap: str
    goed: tuple[Voorbeeldtabellen, ...]
    fout: tuple[Voorbeeldtabellen, ...]
    elders: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def toont(self) -> dict[str, str]:
        """De uitdrukkingen die de boodschap noemt: kolommen van `f`, of wat in `elders` staat."""
        return {naam: self.elders.get(naam, f'f."{naam}"') for naam in plaatshouders(self.boodschap)}


def plaatshouders(boodschap: str) -> list[str]:
    """De namen tussen accolades in een boodschap."""
    return list(dict.fromkeys(naam for _, naam, _, _ in Formatter().parse(boodschap) if naam))


def op_volgorde(code: str, over: type[Feit], eerst: Veld, daarna: Veld, bron: Bron, wat: tuple[str, str]) -> Regel:
    """Een regel dat de ene dag niet voor de andere ligt; `wat` zijn de twee gebeurtenissen in gewone woorden."""
    vroeg, laat = date(2024, 3, 1), date(2024, 3, 4)
    return Regel(
        code=code,
        titel=f"{wat[1]} ligt niet voor {wat[0]}",
        ernst=Ernst.WAARSCHUWING,
        bron=bron,
        over=over,
        als=eerst.ingevuld() & daarna.ingevuld(),
        dan=daarna >= eerst,
        boodschap=f"{wat[1]} ({{{daarna.naam}}}) ligt voor {wat[0]} ({{{eerst.naam}}}).",
        goed=(
            {eerst.naam: vroeg, daarna.naam: vroeg},
            {eerst.naam: vroeg, daarna.naam: laat},
            {eerst.naam: vroeg, daarna.naam: None},
        ),
        fout=({eerst.naam: laat, daarna.naam: vroeg},),
    )


def toon(waarde: object) -> str:
    """Een waarde om te laten zien: op een regel, hoogstens 80 tekens, en nooit een BSN."""
    if isinstance(waarde, date):
        return waarde.strftime("%d-%m-%Y")
    if isinstance(waarde, Decimal):
        return f"{waarde.normalize():f}".replace(".", ",")
    tekst = " ".join(str(waarde).split())
    if bevat_bsn(tekst):
        return "(lijkt op een BSN, niet getoond)"
    return tekst if len(tekst) <= MAX_TEKENS else tekst[: MAX_TEKENS - 1] + "…"
