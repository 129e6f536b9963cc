"""Regels over de kwaliteit van feiten, en de bevindingen die ze opleveren."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from zicht.core.bronnen import Bron
from zicht.core.feiten import Feit
from zicht.core.voorwaarden import Constante, Veld, Voorwaarde, velden

MAX_TEKENS = 80


class Ernst(Enum):
    """Hoe zwaar een bevinding weegt."""

    ONLEESBAAR = "onleesbaar"  # er valt niets te lezen: status 2
    FOUT = "fout"  # blokkeert: geen cijfers, status 1
    WAARSCHUWING = "waarschuwing"  # blokkeert niet; het geval is zo nodig niet te bepalen


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
    """Een regel over een feit: als de eerste voorwaarde waar is, mag de tweede niet onwaar zijn."""

    code: str
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


@dataclass(frozen=True)
class Samenhangregel:
    """Een regel over meer rijen of tabellen: SQL die per bevinding `id`, `rij` en de velden van de boodschap geeft."""

    code: str
    ernst: Ernst
    bron: Bron
    tabel: str
    kolom: str
    gebruikt: tuple[str, ...]  # tabellen die er moeten zijn
    sql: str
    boodschap: str
    goed: tuple[Voorbeeldtabellen, ...]
    fout: tuple[Voorbeeldtabellen, ...]


_ELF_PROEF = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NEGEN_CIJFERS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_ALLEEN_CIJFERS = re.compile(r"[0-9](?:[ .\-]?[0-9]){7,8}")


def is_bsn(tekst: str) -> bool:
    """Of een tekst een burgerservicenummer kan zijn: acht of negen cijfers die de elfproef doorstaan.

    Allemaal nullen (onbekend) is geen BSN; 999999999 (ongeboren) doorstaat de elfproef niet.
    """
    kaal = tekst.strip()
    return bool(_ALLEEN_CIJFERS.fullmatch(kaal)) and _elfproef("".join(filter(str.isdigit, kaal)))


def bevat_bsn(tekst: str) -> bool:
    """Of ergens in een tekst negen cijfers staan die een burgerservicenummer kunnen zijn."""
    return is_bsn(tekst) or any(_elfproef(cijfers) for cijfers in _NEGEN_CIJFERS.findall(tekst))


def _elfproef(cijfers: str) -> bool:
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip(_ELF_PROEF, cijfers.zfill(9), strict=True))
    return som % 11 == 0 and int(cijfers) > 0


def toon(waarde: object) -> str:
    """Een waarde om te laten zien: op een regel, hoogstens 80 tekens, en nooit een BSN."""
    tekst = " ".join(str(waarde).split())
    if bevat_bsn(tekst):
        return "(lijkt op een BSN, niet getoond)"
    return tekst if len(tekst) <= MAX_TEKENS else tekst[: MAX_TEKENS - 1] + "…"
