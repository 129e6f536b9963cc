"""Regels voor een levering: elk een eenheid met nummer, bron, niveau en voorbeelden, en regelsets die erven."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from zicht.core.bronnen import Bron
from zicht.core.levering.vertaling import Leverwaarde
from zicht.core.regels import plaatshouders


class Niveau(Enum):
    """Wat er moet gebeuren voor de levering de deur uit mag."""

    BLOKKEERT = "blokkeert"
    VERKLAREN = "moet verklaard"
    HINT = "hint"


@dataclass(frozen=True)
class Ruw:
    """Een tekst die zo in het veld komt, ook als zij daar niet kan staan."""

    tekst: str


@dataclass(frozen=True)
class Wijziging:
    """Een verandering in de voorbeeldlevering: anders, erbij, weg, of een ingreep in de regel zelf."""

    soort: str
    sleutel: str
    velden: Mapping[str, Leverwaarde | Ruw] = field(default_factory=dict[str, "Leverwaarde | Ruw"])
    weg: bool = False
    keer: int = 0  # zoveel nieuwe records erbij, als afschrift van dit record
    ingreep: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Voorbeeld:
    """Een voorbeeldlevering als wijziging op de vaste; `eerder` wijzigt de levering van het halfjaar ervoor."""

    nu: tuple[Wijziging, ...] = ()
    eerder: tuple[Wijziging, ...] = ()


@dataclass(frozen=True)
class Leverregel:
    """Een regel over een recordsoort: `fout_als` is een voorwaarde in SQL over het record `r`.

    `verband` is wat na FROM staat; regels met hetzelfde verband worden in een keer getoetst. Elk verband houdt leveringen uit
    elkaar (kolom `levering`). `gegevens` moet de indeling hebben, anders geldt de regel niet. Een datum die niet heel is, en een
    code die niet bestaat, is in een voorwaarde leeg: daar gaat een eigen regel over.
    """

    code: str
    titel: str
    niveau: Niveau
    bron: Bron
    soort: str
    fout_als: str
    boodschap: str
    goed: tuple[Voorbeeld, ...]
    fout: tuple[Voorbeeld, ...]
    gegevens: tuple[str, ...] = ()
    verband: str = ""
    veld: bool = False  # gemaakt uit een regel van de indeling
    elders: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def uit(self) -> str:
        """Wat na FROM staat."""
        return self.verband or f"{'regel' if self.soort == 'bestand' else self.soort} AS r"

    @property
    def toont(self) -> dict[str, str]:
        """De uitdrukkingen die de boodschap noemt."""
        return {naam: self.elders.get(naam, f"r.{naam}") for naam in plaatshouders(self.boodschap)}


@dataclass(frozen=True)
class Hulptabel:
    """Een samenvatting die regels delen: een keer gemaakt, daarna een tabel met deze naam."""

    naam: str
    sql: str
    soorten: tuple[str, ...]


@dataclass(frozen=True)
class Regelset:
    """De regels van een versie van het protocol: die van de versie waarvan zij erft, zonder wat verviel, met wat erbij kwam."""

    naam: str
    titel: str
    bron: Bron
    erft: "Regelset | None" = None
    erbij: tuple[Leverregel, ...] = ()
    weg: frozenset[str] = frozenset()

    def regels(self) -> tuple[Leverregel, ...]:
        """Alle regels die gelden, op volgorde van nummer."""
        geerfd = () if self.erft is None else self.erft.regels()
        over = [regel for regel in geerfd if regel.code not in self.weg]
        return tuple(sorted((*over, *self.erbij), key=lambda regel: regel.code))

    def regel(self, code: str) -> Leverregel:
        """De regel met dit nummer."""
        return next(regel for regel in self.regels() if regel.code == code)


@dataclass(frozen=True)
class Leverbevinding:
    """Wat er aan een levering mankeert: welke regel, welk record, op welke regel van het bestand."""

    regel: str
    niveau: Niveau
    soort: str
    sleutel: str
    rij: int | None
    boodschap: str
    levering: int = 0

    @property
    def kenmerk(self) -> str:
        """Waaraan dezelfde bevinding in een volgend bestand te herkennen is; het regelnummer hoort daar niet bij."""
        return f"{self.regel} {self.soort} {self.sleutel}".strip()


@dataclass(frozen=True)
class Keuring:
    """De uitkomst van alle regels over een levering."""

    bevindingen: tuple[Leverbevinding, ...]
    aantallen: Mapping[str, int]  # per regel, ook als er meer zijn dan hier staan

    def per_niveau(self, niveau: Niveau) -> tuple[Leverbevinding, ...]:
        """De bevindingen van een niveau."""
        return tuple(b for b in self.bevindingen if b.niveau is niveau)

    def open(self, verklaard: Iterable[str]) -> tuple[Leverbevinding, ...]:
        """Wat levering nog tegenhoudt: wat blokkeert, en wat verklaard moet worden en dat niet is.

        Een verklaring geldt voor een bevinding, of voor alles van een regel als alleen haar nummer is genoemd.
        """
        klaar = set(verklaard)
        return tuple(
            b
            for b in self.bevindingen
            if b.niveau is Niveau.BLOKKEERT or (b.niveau is Niveau.VERKLAREN and not {b.kenmerk, b.regel} & klaar)
        )
