"""Afwijkingen: waar het model en het gedrukte stuk, of twee gedrukte getallen, niet gelijk zijn, en waarom."""

from dataclasses import dataclass
from decimal import Decimal

from zicht.core.begroting.begroting import BegrotingFout, Controle
from zicht.core.begroting.bestand import bedoelt
from zicht.core.begroting.rekenen import Model
from zicht.core.begroting.trechter import uit_getal
from zicht.core.begroting.uitkomst import HONDERD, Uitkomst
from zicht.core.begroting.vragen import vragen


@dataclass(frozen=True, slots=True)
class Afwijking:
    """De uitslag van een controle: beide kanten, het verschil (links min rechts) en of het binnen de tolerantie valt."""

    controle: Controle
    links: Uitkomst
    rechts: Uitkomst

    @property
    def verschil(self) -> Decimal | None:
        """Links min rechts; None als een kant onbekend is."""
        if self.links.waarde is None or self.rechts.waarde is None:
            return None
        return self.links.waarde - self.rechts.waarde

    @property
    def procent(self) -> Decimal | None:
        """Het verschil als percentage van de rechterkant."""
        return self.verschil / self.rechts.getal * HONDERD if self.verschil is not None and self.rechts.waarde else None

    @property
    def klopt(self) -> bool:
        """Of het verschil niet groter is dan de tolerantie."""
        return self.verschil is not None and abs(self.verschil) <= self.controle.tolerantie

    @property
    def onverklaard(self) -> bool:
        """Of er een verschil is waar geen verklaring bij staat."""
        return not self.klopt and not self.controle.verklaring


def alle_uitkomsten(model: Model) -> dict[str, Uitkomst]:
    """De uitkomsten van het model met de vragen per eenheid erbij."""
    return {**model.uitkomsten, **{vraag.code: vraag for vraag in vragen(model)}}


def controleer(model: Model) -> tuple[Afwijking, ...]:
    """Elke controle van de begroting; een controle op een uitkomst die er niet is, is een fout in het bestand."""
    uitkomsten = alle_uitkomsten(model)

    def zoek(code: str, controle: Controle) -> Uitkomst:
        if code not in uitkomsten:
            raise BegrotingFout(f"{model.begroting.bestand}, controle '{controle.titel}': de uitkomst '{code}' is er niet."
                                f"{bedoelt(code, uitkomsten)}")  # fmt: skip
        return uitkomsten[code]

    return tuple(
        Afwijking(
            controle,
            zoek(controle.links, controle),
            zoek(controle.rechts, controle)
            if isinstance(controle.rechts, str)
            else uit_getal("gedrukt", "gedrukt", controle.rechts),
        )
        for controle in model.begroting.controles
    )
