"""Welke aanname het totaal het meest verplaatst: elke knop een stap omhoog en omlaag, de grootste eerst."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from zicht.core.begroting.begroting import Begroting, BegrotingFout
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, effect, pas_toe

TIEN_PROCENT, EEN_PUNT = Decimal(10), Decimal(1)

KEUZES = (
    "De stap is tien procent van het getal; bij een percentage een procentpunt.",
    "Kan een stap niet (samen meer dan 100 procent), dan is het effect van die kant onbekend.",
)

_VASTE_KNOPPEN = {
    "formatie.productieve_uren": "Productieve uren per fte",
    "loonkosten.in_dienst": "Loonkosten per fte in dienst",
    "loonkosten.aandeel_inhuur": "Aandeel inhuur",
    "loonkosten.inhuur": "Kosten van een ingehuurde fte",
    "verzuim.verwacht": "Verzuim",
    "verloop.verwacht": "Verloop",
    "overhead.procent": "Overhead als deel van personeel",
}


@dataclass(frozen=True, slots=True)
class Knop:
    """Een aanname waaraan te draaien is: het pad, wat het is, en de stap waarmee de gevoeligheid meet."""

    pad: str
    titel: str
    eenheid: str
    waarde: Decimal

    @property
    def wijze(self) -> Wijze:
        """Bij een percentage een punt erbij, anders procenten meer."""
        return Wijze.PLUS if self.eenheid == "procent" else Wijze.PROCENT

    @property
    def stap(self) -> Decimal:
        """De stap in de eenheid van de wijze."""
        return EEN_PUNT if self.wijze is Wijze.PLUS else TIEN_PROCENT


@dataclass(frozen=True, slots=True)
class Gevoeligheid:
    """Wat het totaal in euro doet als alleen deze knop een stap omhoog of omlaag gaat; None als die stap niet kan."""

    knop: Knop
    omhoog: Decimal | None
    omlaag: Decimal | None

    @property
    def grootste(self) -> Decimal:
        """Het grootste van de twee effecten, zonder teken."""
        return max((abs(deel) for deel in (self.omhoog, self.omlaag) if deel is not None), default=Decimal(0))


def knoppen(begroting: Begroting) -> tuple[Knop, ...]:
    """Waar in deze begroting aan te draaien is: aantallen, aandelen, normtijden, formatie, prijzen."""
    return tuple(
        Knop(pad, titel, getal.eenheid, getal.waarde)
        for pad, titel in dict(_paden(begroting)).items()
        if (getal := begroting.getal(pad))
    )


def _paden(begroting: Begroting) -> Iterator[tuple[str, str]]:
    for stroom in begroting.stromen:
        if stroom.van is None:
            yield f"stroom.{stroom.code}.aantal", f"Aantal {stroom.titel.lower()}"
        elif not stroom.vult_aan:
            yield f"stroom.{stroom.code}.aandeel", f"Aandeel {stroom.titel.lower()}"
    for dienst in begroting.diensten:
        yield f"dienst.{dienst.code}.aantal", f"Aantal {dienst.titel.lower()}"
        yield f"dienst.{dienst.code}.normtijd_uren", f"Normtijd {dienst.titel.lower()}"
    for blok in begroting.formatie:
        if blok.beschikbaarheid:
            yield f"formatie.{blok.code}.fte", blok.titel
    yield from _VASTE_KNOPPEN.items()
    yield from ((f"index.{index.code}.procent", index.titel) for index in begroting.indexen)
    yield from ((f"post.{post.code}.bedrag", post.titel) for post in begroting.posten if not post.uit_formatie)


def gevoeligheid(begroting: Begroting) -> tuple[Gevoeligheid, ...]:
    """Alle knoppen die iets doen, de grootste eerst."""
    basis = reken(begroting)
    alle = (Gevoeligheid(k, _stap(basis, k, k.stap), _stap(basis, k, -k.stap)) for k in knoppen(begroting))
    return tuple(sorted((g for g in alle if g.grootste), key=lambda g: (-g.grootste, g.knop.pad)))


def _stap(basis: Model, knop: Knop, stap: Decimal) -> Decimal | None:
    try:
        ander = pas_toe(basis.begroting, Scenario("stap", "een stap", (Wijziging(knop.pad, knop.wijze, stap),)))
    except BegrotingFout:
        return None
    return effect(basis, reken(ander))


def per_wijziging(basis: Model, scenario: Scenario) -> tuple[tuple[Wijziging, Decimal | None], ...]:
    """Het effect van elke wijziging apart, de grootste eerst; samen hoeft dat niet het hele effect te zijn."""
    alleen = (
        (w, effect(basis, reken(pas_toe(basis.begroting, replace(scenario, wijzigingen=(w,), mensen=())))))
        for w in scenario.wijzigingen
    )
    return tuple(sorted(alleen, key=lambda paar: -abs(paar[1] or 0)))
