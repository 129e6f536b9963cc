"""Modellen spelen voor een studie: dezelfde herhalingen voor elke keuze, en per herhaling wat zij zei."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zicht.capaciteit import draaien
from zicht.capaciteit.model import Model
from zicht.capaciteit.studie.zekerheid import Getallen
from zicht.capaciteit.uitkomst import INDICATOREN, Jaarmaat, Uitkomst


@dataclass(frozen=True)
class Spel:
    """Een gespeeld model: de uitkomst, en per maat een getal per herhaling."""

    uitkomst: Uitkomst
    waarden: Mapping[str, Getallen]  # op de naam van een Jaarmaat in kleine letters, of de code van een indicator


@dataclass
class Speler:
    """Speelt elk model met hetzelfde zaad."""

    zaad: int
    stop: Callable[[], bool] | None = None
    rekentijd: float = field(default=0.0, init=False)

    def speel(
        self, model: Model, herhalingen: int, eerste: int = 0, meld: Callable[[int, int], None] | None = None
    ) -> Spel:
        """De herhalingen vanaf een nummer."""
        gespeeld = draaien.speel(model, herhalingen, self.zaad, eerste, meld, self.stop)
        self.rekentijd += gespeeld.uitkomst.rekentijd
        jaar = {maat.name.lower(): gespeeld.jaar[:, maat] for maat in Jaarmaat}
        tijdig = {code: gespeeld.tijdig[:, nummer] for nummer, code in enumerate(INDICATOREN)}
        return Spel(gespeeld.uitkomst, jaar | tijdig)

    def __call__(self, model: Model, eerste: int, aantal: int) -> Mapping[str, Getallen]:
        """Alleen de getallen per herhaling, voor wie zoekt."""
        return self.speel(model, aantal, eerste).waarden
