"""De brug en het effect in zinnen, zoals opdrachtregel en scherm ze allebei zeggen."""

from fractions import Fraction

from zicht.cijfers.brug import Afspraakstap, Kant, Vergelijking
from zicht.core.brug import Stap
from zicht.core.effect import LOOS_ALARM_IN_WOORDEN, Effect, Moment, Uitspraak
from zicht.core.indicatoren import Antwoord
from zicht.core.uitslagen import Tellingen

VAST = "\N{NO-BREAK SPACE}"  # voor het procentteken

ANTWOORD = {
    Antwoord.TELT_NIET: "telt niet mee",
    Antwoord.NIET_TE_BEPALEN: "niet te bepalen",
    Antwoord.NOG_OPEN: "nog open",
    Antwoord.NOEMER: "telt mee, niet in de teller",
    Antwoord.TELLER: "telt mee, in de teller",
}


def getal(aantal: int) -> str:
    """Een aantal met een punt bij de duizenden."""
    return f"{aantal:,}".replace(",", ".")


def met_teken(aantal: int) -> str:
    """Een verschil met plus of min."""
    return getal(aantal) if not aantal else f"{'+' if aantal > 0 else '−'}{getal(abs(aantal))}"


def aandeeltekst(tellingen: Tellingen) -> str:
    """Een aandeel altijd met zijn aantallen: 61% (11 van 18)."""
    if not tellingen.noemer:
        return "niets te meten (0 gevallen)"
    procent = round(Fraction(100 * tellingen.teller, tellingen.noemer), 1)
    tekst = f"{float(procent):.1f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{tekst}{VAST}% ({getal(tellingen.teller)} van {getal(tellingen.noemer)})"


def brugzin(gevonden: Vergelijking) -> str:
    """De brug in een zin."""
    teller = gevonden.brug.eind.teller - gevonden.brug.begin.teller
    noemer = gevonden.brug.eind.noemer - gevonden.brug.begin.noemer
    if not gevonden.brug.stappen:
        return f"Beide versies tellen hetzelfde: {aandeeltekst(gevonden.brug.eind)}.{_ander_nummer(gevonden)}"
    verschil = f"{_meer(teller)} in de teller en {_meer(noemer)} in de noemer"
    if not teller and not noemer:
        verschil = "geen verschil in teller of noemer"
    return (
        f"‘{_naam(gevonden, gevonden.van)}’ geeft {aandeeltekst(gevonden.brug.begin)}; ‘{_naam(gevonden, gevonden.naar)}’ geeft "
        f"{aandeeltekst(gevonden.brug.eind)}: {verschil}.{_ander_nummer(gevonden)}"
    )


def _naam(gevonden: Vergelijking, kant: Kant) -> str:
    """De titel van de versie; gaat de brug naar een andere indicator, dan hoort die erbij."""
    zelfde = gevonden.van.versie.indicator == gevonden.naar.versie.indicator
    return kant.versie.titel if zelfde else f"{kant.versie.definitie.titel}, {kant.versie.titel}"


def _ander_nummer(gevonden: Vergelijking) -> str:
    if gevonden.van.versie.indicator != gevonden.naar.versie.indicator:
        return ""
    nummers = [stap for stap in gevonden.afspraken if stap.onderdeel == "nummer"]
    if not nummers or not gevonden.van.uitslag.nummer or not gevonden.naar.uitslag.nummer:
        return ""
    return f" De ene uitgave noemt dit nummer {nummers[0].was}, de andere nummer {nummers[0].wordt}."


def _meer(aantal: int) -> str:
    if not aantal:
        return "evenveel"
    return f"{getal(abs(aantal))} {'meer' if aantal > 0 else 'minder'}"


def stapzin(stap: Stap) -> str:
    """Een stap in een zin: wat er verandert en hoeveel gevallen dat raakt."""
    raakt = len(stap.gevallen)
    gevallen = (
        "geen enkel geval verschuift"
        if not raakt
        else "1 geval verschuift"
        if raakt == 1
        else f"{getal(raakt)} gevallen verschuiven"
    )
    return f"{stap.onderdeel.capitalize()}: van ‘{stap.was}’ naar ‘{stap.wordt}’; {gevallen}."


def afspraakzin(stap: Afspraakstap) -> str:
    """Een ander nummer of een andere norm in een zin."""
    return f"{stap.onderdeel.capitalize()}: van ‘{stap.was}’ naar ‘{stap.wordt}’; er verschuift geen geval."


def normzin(kant: Kant) -> str:
    """De norm van een kant van de brug met het oordeel, of dat er geen is."""
    if kant.uitslag.norm is None:
        return "geen norm"
    oordeel = {"gehaald": "gehaald", "niet_gehaald": "niet gehaald", None: "niet te bepalen"}[kant.uitslag.oordeel]
    richting = kant.uitslag.afspraak.richting.value if kant.uitslag.afspraak else ""
    return f"norm {richting} {kant.uitslag.norm * 100:.0f}{VAST}%: {oordeel}"


# --------------------------------------------------------------------------------------------------------------- effect


def effectzin(gevonden: Effect, *, cijfer: bool = False) -> str:
    """De uitspraak in een paar zinnen: wat er gezien is, wat vanzelf schommelt, en wat er nog nodig is."""
    moment = gevonden.laatste
    if moment is None:
        return f"Te vroeg om te zeggen: {gevonden.wacht}.{_nog(gevonden)}"
    gezien = (
        f"In de {moment.maanden} volle maanden na de maatregel was het {_waarde(moment.erna, cijfer)}, "
        f"{'in dezelfde maanden van de twee jaar ervoor' if moment.zelfde_maanden else 'ervoor'} {_waarde(moment.ervoor, cijfer)}: {_verschil(moment, cijfer)}."
    )
    grens = f"Een verschil tot {_punten(moment.grens, cijfer)} komt ook vanzelf voor."
    if not cijfer and moment.vindbaar > 1:
        veel = "De maanden schommelen zo dat deze toets hier nog geen enkel verschil kan vinden."
        return f"Niet meer dan toeval. {gezien} {veel}{_nog(gevonden)}"
    if gevonden.uitspraak is not Uitspraak.TOEVAL:
        return f"{gevonden.uitspraak.value.capitalize()}. {gezien} {grens}{_nog(gevonden)}"
    vindbaar = f"Een echt verschil van {_punten(moment.vindbaar, cijfer)} vindt deze toets 8 van de 10 keer; een kleiner kan er nog zijn."
    return f"Niet meer dan toeval. {gezien} {grens} {vindbaar}{_nog(gevonden)}"


def _nog(gevonden: Effect) -> str:
    if not gevonden.nog_maanden:
        return "" if gevonden.laatste is None else " Dit was de laatste uitspraak."
    maanden = "1 maand" if gevonden.nog_maanden == 1 else f"{gevonden.nog_maanden} maanden"
    return f" De {'volgende' if gevonden.laatste else 'eerste'} uitspraak kan over {maanden}."


def _verschil(moment: Moment, cijfer: bool) -> str:
    if not moment.verschil:
        return "gelijk"
    return f"{_punten(abs(moment.verschil), cijfer)} {'hoger' if moment.verschil > 0 else 'lager'}"


def _waarde(waarde: float, cijfer: bool) -> str:
    return f"een {waarde:.1f}".replace(".", ",") if cijfer else f"{waarde * 100:.1f}{VAST}%".replace(".", ",")


def _punten(waarde: float, cijfer: bool) -> str:
    getal_ = waarde if cijfer else waarde * 100
    return f"{getal_:.1f} {'punt' if cijfer else 'procentpunt'}".replace(".", ",")


__all__ = [
    "ANTWOORD",
    "LOOS_ALARM_IN_WOORDEN",
    "aandeeltekst",
    "afspraakzin",
    "brugzin",
    "effectzin",
    "getal",
    "met_teken",
    "normzin",
    "stapzin",
]
