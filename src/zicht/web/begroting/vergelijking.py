"""Scenario's naast elkaar: per blok de rijen, per scenario een cel met het verschil tot de begroting."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zicht.core.begroting.uitkomst import Uitkomst
from zicht.web.begroting.rekenwerk import Rekenwerk, Uitslag

FORMATIE = ("fte.primair", "fte.in_dienst", "fte.inhuur", "fte.personeel")
LASTEN = ("personeel", "overhead", "totaal")


@dataclass(frozen=True, slots=True)
class Cel:
    """Een waarde in een scenario, het verschil tot de begroting, en waarom zij onbekend is."""

    waarde: Decimal | None
    verschil: Decimal | None = None
    waarom: str = ""


@dataclass(frozen=True, slots=True)
class Rij:
    """Een regel over alle scenario's."""

    titel: str
    eenheid: str
    cellen: tuple[Cel, ...]

    @property
    def waarom(self) -> str:
        """Waarom er iets onbekend is; leeg als alles bekend is."""
        return next((cel.waarom for cel in self.cellen if cel.waarom), "")


@dataclass(frozen=True, slots=True)
class Blok:
    """Een tabel met regels die bij elkaar horen."""

    titel: str
    rijen: tuple[Rij, ...]


def rijen_van(uitslagen: Sequence[Uitslag], codes: Sequence[str]) -> tuple[Rij, ...]:
    """Per code een regel; een code die nergens voorkomt valt weg."""
    return tuple(rij for code in codes if (rij := _rij(uitslagen, code)))


def _rij(uitslagen: Sequence[Uitslag], code: str) -> Rij | None:
    delen = [uitslag.model.uitkomsten.get(code) for uitslag in uitslagen]
    eerste = next((deel for deel in delen if deel), None)
    return Rij(eerste.titel, eerste.eenheid, tuple(_cellen(delen))) if eerste else None


def _cellen(delen: Sequence[Uitkomst | None]) -> Iterator[Cel]:
    basis = delen[0].waarde if delen[0] else None
    for deel in delen:
        waarde = deel.waarde if deel else None
        anders = None if waarde is None or basis is None else waarde - basis
        yield Cel(waarde, anders, (deel.noot if deel else "niet in de begroting") if waarde is None else "")


def samen(uitslagen: Sequence[Uitslag]) -> Rij:
    """Het vastgestelde totaal met het effect van elk scenario."""
    return _berekend("Vastgesteld totaal met het effect", uitslagen, lambda u: u.samen)


def effecten(uitslagen: Sequence[Uitslag]) -> Rij:
    """Het effect van elk scenario."""
    rij = _berekend("Effect op het totaal", uitslagen, lambda u: u.effect)
    return Rij(rij.titel, rij.eenheid, tuple(replace(cel, verschil=None) for cel in rij.cellen))


def bijdrage(uitslagen: Sequence[Uitslag], gemeente: str) -> Rij:
    """De bijdrage van een gemeente."""
    naam = uitslagen[0].basis.begroting.gemeenten[gemeente]

    def van(uitslag: Uitslag) -> Decimal | None:
        return next((Decimal(b.bedrag_euro) for b in uitslag.bijdragen if b.gemeente == gemeente), None)

    return _berekend(naam, uitslagen, van)


def _berekend(titel: str, uitslagen: Sequence[Uitslag], van: Callable[[Uitslag], Decimal | None]) -> Rij:
    waarden = [van(uitslag) for uitslag in uitslagen]
    basis = waarden[0]
    cellen = (
        Cel(w, None if w is None or basis is None else w - basis, "" if w is not None else _waarom(u))
        for w, u in zip(waarden, uitslagen, strict=True)
    )
    return Rij(titel, "euro", tuple(cellen))


def _waarom(uitslag: Uitslag) -> str:
    """Waarom een bedrag van een scenario onbekend is."""
    totaal = uitslag.model.uitkomsten.get("totaal")
    if totaal is None:
        return "de begroting heeft geen posten"
    if totaal.waarde is None:
        return totaal.noot
    if uitslag.effect is None:
        return "de begroting zegt niet wat een ander aantal kost: er zijn geen normtijden en geen post die uit de formatie volgt"
    if uitslag.basis.model["begroot.totaal"].waarde is None:
        return uitslag.basis.model["begroot.totaal"].noot
    return "de begroting heeft geen verdeelsleutel"


def blokken(werk: Rekenwerk, uitslagen: Sequence[Uitslag]) -> list[Blok]:
    """Alle tabellen van de vergelijking; een tabel zonder regels valt weg."""
    b = werk.begroting
    alle = [
        Blok("Aantallen", rijen_van(uitslagen, [f"dienst.{d.code}.aantal" for d in b.diensten])),
        Blok("Uren", rijen_van(uitslagen, [*(f"uren.{d.code}" for d in b.diensten), "uren"])),
        Blok("Formatie in fte", rijen_van(uitslagen, FORMATIE)),
        Blok("Lasten", _lasten(uitslagen)),
        Blok(
            "Bijdrage per gemeente", tuple(bijdrage(uitslagen, gemeente) for gemeente in b.gemeenten) if b.maten else ()
        ),
    ]
    return [blok for blok in alle if blok.rijen]


def _lasten(uitslagen: Sequence[Uitslag]) -> tuple[Rij, ...]:
    rijen = rijen_van(uitslagen, LASTEN)
    return (*rijen, effecten(uitslagen), samen(uitslagen)) if rijen else ()
