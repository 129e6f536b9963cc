"""Hoe een pad in een begroting heet voor wie het leest, en hoe een waarde in haar eenheid staat."""

from decimal import Decimal

from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.scenario import Wijze, Wijziging
from zicht.core.begroting.uitkomst import HONDERD, Uitkomst
from zicht.rapportage.getallen import VAST, Getal, euro, getal, met_teken

_VAST = {
    "formatie.productieve_uren": "Productieve uren per fte",
    "loonkosten.in_dienst": "Loonkosten van een fte in dienst",
    "loonkosten.inhuur": "Kosten van een ingehuurde fte",
    "loonkosten.aandeel_inhuur": "Aandeel inhuur",
    "verzuim.begroot": "Verzuim waarmee is begroot",
    "verzuim.verwacht": "Verzuim dat wordt verwacht",
    "verloop.begroot": "Uitstroom waarmee is begroot",
    "verloop.verwacht": "Uitstroom die wordt verwacht",
    "verloop.maanden_inhuur": "Maanden inhuur bij een vertrek",
    "overhead.procent": "Overhead als deel van personeel",
    "aansluiting.vorig_totaal": "Vorig totaal",
    "balans.reserve": "Algemene reserve, deel van de subsidie",
    "balans.reserve_gewenst": "Gewenste reserve, deel van de subsidie",
    "balans.current_ratio": "Current ratio",
    "balans.current_ratio_gewenst": "Gewenste current ratio",
    "balans.subsidie": "Subsidie",
    "balans.resultaat": "Resultaat",
}
_VELDEN = {
    "aantal": "aantal",
    "aandeel": "aandeel",
    "normtijd_uren": "normtijd",
    "bedrag": "bedrag",
    "direct_bedrag": "direct deel",
    "fte": "formatie",
    "procent": "stijging",
    "gewicht": "gewicht",
}
ONBEKEND = "niet bekend"


def padnaam(begroting: Begroting, pad: str) -> str:
    """De naam van een ingevoerd getal, zoals ‘Onderzoek: normtijd’."""
    if pad in _VAST:
        return _VAST[pad]
    *_, code, veld = pad.split(".")
    return f"{_titels(begroting, pad.partition('.')[0]).get(code, code)}: {_VELDEN.get(veld, veld)}"


def _titels(begroting: Begroting, kop: str) -> dict[str, str]:
    delen = {
        "stroom": begroting.stromen,
        "dienst": begroting.diensten,
        "post": begroting.posten,
        "formatie": begroting.formatie,
        "index": begroting.indexen,
        "verdeelsleutel": begroting.maten,
    }.get(kop, ())
    return {deel.code: deel.titel for deel in delen}


def klein(titel: str) -> str:
    """De titel midden in een zin; een afkorting blijft zoals zij is."""
    return titel if titel[1:2].isupper() else titel[:1].lower() + titel[1:]


def waarde(getal_: Getal | None, eenheid: str) -> str:
    """De waarde in haar eenheid; onbekend staat er als woord."""
    if getal_ is None:
        return ONBEKEND
    match eenheid:
        case "euro":
            return euro(getal_)
        case "procent":
            return f"{_kort(getal_)}{VAST}%"
        case "fte":
            return getal(getal_, 1)
        case "verhouding":
            return getal(getal_, 2)
        case "aantal":
            return getal(getal_)
        case _:
            return _kort(getal_, 2)


def uitkomst(deel: Uitkomst) -> str:
    """De waarde van een uitkomst met haar eenheid erbij waar dat nodig is."""
    tekst = waarde(deel.waarde, "uren" if deel.eenheid == "fte" else deel.eenheid)
    return (
        f"{tekst} {deel.eenheid}" if deel.waarde is not None and deel.eenheid in ("fte", "uren", "maanden") else tekst
    )


def verschil(getal_: Getal | None, eenheid: str) -> str:
    """Een verschil met een plus of een minteken."""
    return ONBEKEND if getal_ is None else met_teken(waarde(getal_, eenheid), getal_)


def wijziging(begroting: Begroting, deel: Wijziging) -> str:
    """Een wijziging in een zin: ‘Meldingen: aantal 25 % hoger’."""
    naam, eenheid = padnaam(begroting, deel.pad), eenheid_van(begroting, deel.pad)
    match deel.wijze:
        case Wijze.ZET:
            return f"{naam} wordt {waarde(deel.getal, eenheid)}"
        case Wijze.PLUS:
            punt = f"{_kort(abs(deel.getal))} procentpunt" if eenheid == "procent" else waarde(abs(deel.getal), eenheid)
            return f"{naam} {punt} {_hoger(deel.getal)}"
        case Wijze.PROCENT:
            return f"{naam} {_kort(abs(deel.getal))}{VAST}% {_hoger(deel.getal)}"


def _hoger(getal_: Decimal) -> str:
    return "lager" if getal_ < 0 else "hoger"


_EENHEDEN = {"aandeel": "procent", "aandeel_inhuur": "procent", "procent": "procent", "gewicht": "procent", "fte": "fte",
             "normtijd_uren": "uren", "productieve_uren": "uren", "bedrag": "euro", "in_dienst": "euro", "inhuur": "euro"}  # fmt: skip


def eenheid_van(begroting: Begroting, pad: str) -> str:
    """De eenheid van een ingevoerd getal, ook als het er nog niet staat."""
    if bekend := begroting.getal(pad):
        return bekend.eenheid
    return _EENHEDEN.get(pad.rpartition(".")[2], "aantal")


def _kort(getal_: Getal, hoogstens: int = 2) -> str:
    """Zo weinig decimalen als het getal nodig heeft, en hoogstens zoveel."""
    tekst = getal(getal_, hoogstens)
    return tekst.rstrip("0").rstrip(",") if "," in tekst else tekst


def aandeel(deel: Decimal) -> str:
    """Een aandeel (0–1) als percentage met twee decimalen."""
    return f"{getal(deel * HONDERD, 2)}{VAST}%"
