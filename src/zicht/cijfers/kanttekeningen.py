"""Kanttekeningen: wat een lezer bij een grafiek of tabel moet weten, op een dag of over een periode.

Sommige volgen uit de feiten zelf (late invoer na een nieuw systeem); andere schrijft iemand op (een staking, een nieuwe
werkwijze). Scherm en rapport gebruiken dezelfde vorm, zodat een kanttekening met elk beeld van die periode meereist.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from zicht.core.fouten import AanroepFout
from zicht.core.periodes import Periode, lange_datum

LANGSTE_TEKST = 500


class Herkomst(Enum):
    """Waar een kanttekening vandaan komt."""

    AUTOMATISCH = "automatisch"
    GESCHREVEN = "geschreven"


@dataclass(frozen=True)
class Kanttekening:
    """Een opmerking bij een dag of periode; zonder `codes` geldt zij voor elk cijfer."""

    van: date
    tekst: str
    tot: date | None = None  # None: alleen de dag zelf
    herkomst: Herkomst = Herkomst.GESCHREVEN
    door: str = ""  # wie haar schreef, of welke toets haar maakte
    bron: str = ""  # waar het na te lezen is: een besluit, een bericht, de kolom van de feiten
    codes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Een kanttekening zegt iets, en eindigt niet voor zij begint."""
        if not self.tekst.strip() or len(self.tekst) > LANGSTE_TEKST:
            raise AanroepFout(f"Schrijf bij de kanttekening een tekst van hoogstens {LANGSTE_TEKST} tekens.")
        if self.tot is not None and self.tot < self.van:
            raise AanroepFout("De kanttekening eindigt voor zij begint. Draai de twee datums om.")

    @property
    def laatste(self) -> date:
        """De laatste dag waarover zij gaat."""
        return self.tot or self.van

    @property
    def wanneer(self) -> str:
        """De dag of de periode in woorden."""
        if self.laatste == self.van:
            return lange_datum(self.van)
        return f"{lange_datum(self.van)} tot en met {lange_datum(self.laatste)}"

    def gaat_over(self, periode: Periode) -> bool:
        """Of zij iets zegt over een dag in de periode."""
        return self.van <= periode.eind and self.laatste >= periode.begin

    def geldt_voor(self, code: str) -> bool:
        """Of zij bij dit cijfer hoort."""
        return not self.codes or code in self.codes


def bij(kanttekeningen: Iterable[Kanttekening], periode: Periode, code: str | None = None) -> tuple[Kanttekening, ...]:
    """De kanttekeningen bij een periode (en een cijfer), op volgorde van tijd."""
    past = [k for k in kanttekeningen if k.gaat_over(periode) and (code is None or k.geldt_voor(code))]
    return tuple(sorted(past, key=lambda k: (k.van, k.laatste, k.tekst)))
