"""Het verslag van een omzetting: als regels voor een mens, en als gegevens voor een programma."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from zicht.core.regels import Bevinding
from zicht.engines.omzetten.bladen import Gelezen
from zicht.engines.omzetten.telling import Onvertaald, Veldtelling, Vultelling
from zicht.uitwisseling.controle import titel


@dataclass(frozen=True)
class Regeltelling:
    """Hoe vaak de controle een regel zou noemen."""

    regel: str
    titel: str
    aantal: int
    blokkeert: bool


@dataclass(frozen=True)
class Verslag:
    """Wat er is gelezen, omgezet en geweigerd, en wat `zicht check` ervan zegt."""

    bronnen: Mapping[str, Sequence[Gelezen]]
    tabellen: Sequence[Vultelling]
    geschreven: Mapping[str, int]
    ongenoemd: Mapping[str, Mapping[str, Sequence[Onvertaald]]]
    controle: Sequence[Regeltelling] = ()
    sleutelmerk: str = ""
    hervat: Sequence[str] = field(default_factory=tuple[str, ...])

    @property
    def geweigerd(self) -> int:
        """Het aantal rijen dat niet mee kon."""
        los = sum(len(deel.onleesbaar) for delen in self.bronnen.values() for deel in delen)
        return los + sum(weigering.aantal for deel in self.tabellen for weigering in deel.geweigerd)

    @property
    def status(self) -> int:
        """1 als er rijen zijn geweigerd of als de controle blokkeert, anders 0."""
        return 1 if self.geweigerd or any(regel.blokkeert for regel in self.controle) else 0

    def als_dict(self) -> dict[str, Any]:
        """De vaste vorm voor een programma."""
        return {"geweigerd": self.geweigerd, "status": self.status} | asdict(self)


def tel_regels(gevonden: Sequence[Bevinding]) -> tuple[Regeltelling, ...]:
    """De bevindingen per regel, wat blokkeert voorop."""
    per = Counter((not b.blokkeert, b.regel) for b in gevonden)
    return tuple(Regeltelling(regel, titel(regel), aantal, not vrij) for (vrij, regel), aantal in sorted(per.items()))


def in_woorden(verslag: Verslag) -> Iterator[str]:
    """Het verslag, regel voor regel, zonder een waarde die over iemand kan gaan."""
    for bron, delen in verslag.bronnen.items():
        yield f"Bron {bron}: {sum(deel.rijen for deel in delen)} rijen uit {', '.join(deel.bestand for deel in delen)}."
        for deel in delen:
            yield from _onleesbaar(deel)
        for kolom, waarden in verslag.ongenoemd.get(bron, {}).items():
            yield f"  let op: kolom {kolom} heeft waarden die geen voorwaarde noemt: {_waarden(waarden)}."
    for deel in verslag.tabellen:
        yield f"{deel.tabel} uit {deel.uit}: {deel.rijen} rijen, {deel.mee} mee."
        for weigering in deel.geweigerd:
            yield f"  geweigerd, {weigering.aantal} keer: {weigering.reden} ({_plekken(weigering.rijen, weigering.aantal)})."
        for veld in deel.velden:
            yield from _veld(veld, deel.rijen)
    yield "Geschreven: " + ", ".join(f"{naam} {aantal}" for naam, aantal in verslag.geschreven.items()) + "."
    if not verslag.controle:
        yield "Controle (zicht check): geen bevindingen."
    for regel in verslag.controle:
        soort = "BLOKKEERT" if regel.blokkeert else "let op"
        yield f"Controle {regel.regel} {soort}: {regel.titel}: {regel.aantal} bevindingen."


def _onleesbaar(deel: Gelezen) -> Iterator[str]:
    per: dict[str, list[int]] = {}
    for rij, reden in deel.onleesbaar:
        per.setdefault(reden, []).append(rij)
    for reden, rijen in per.items():
        plekken = _plekken([f"rij {rij}" for rij in rijen[:3]], len(rijen))
        yield f"  geweigerd, {len(rijen)} keer: {reden} ({deel.bestand}, {plekken})."


def _veld(veld: Veldtelling, rijen: int) -> Iterator[str]:
    if veld.leeg == rijen and rijen:
        yield f"  {veld.veld}: overal leeg."
    elif veld.niet_vertaald:
        yield f"  {veld.veld}: {veld.gevuld} gevuld, {veld.leeg} leeg, {veld.niet_vertaald} niet vertaald: {_waarden(veld.waarden)}."


def _waarden(waarden: Sequence[Onvertaald]) -> str:
    return "; ".join(
        f"‘{w.waarde}’ {w.aantal}×" + (f" ({_plekken(w.rijen, w.aantal)})" if w.rijen else "") for w in waarden
    )


def _plekken(plekken: Sequence[str], aantal: int) -> str:
    return ", ".join(plekken) + (" …" if aantal > len(plekken) else "")
