"""Een risicoregister lezen uit zijn TOML-bestand, met dezelfde soort fouten als een begroting."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from zicht.core.begroting.begroting import Getal
from zicht.core.begroting.bestand import HERKOMST, Bestand, Tabel, als_tabel, bedoelt, open_bestand, toon
from zicht.core.begroting.risico import (
    Bedrag,
    Ernst,
    Gedrukt,
    NietBekend,
    NietInGeld,
    Risico,
    Risicoregister,
    UitScenario,
    UitUitkomst,
    Vast,
)
from zicht.core.begroting.scenario import Scenario

FORMAAT = 1
TEKSTEN = ("doel", "oorzaak", "analyse", "maatregel")
_BOVENAAN = ("formaat", "regio", "jaar", "titel", "dekking", "keuzes", "nagekeken_op", "risico", *HERKOMST)
_VELDEN = (
    "titel",
    "ernst",
    "kans",
    "eigenaar",
    "bedrag",
    "laag",
    "hoog",
    "gedrukt",
    "telt_niet_mee",
    *TEKSTEN,
    *HERKOMST,
)
_SOORTEN = ("uitkomst", "scenario", "vast", "niet_in_geld", "onbekend")
_HULP = 'Schrijf bijvoorbeeld bedrag = { uitkomst = "vraag.punt_verzuim" } of bedrag = { onbekend = "de bron noemt geen bedrag" }.'  # fmt: skip


def lees_risicos(
    tekst: str, naam: str, scenarios: Iterable[Scenario] = (), bronnen: Iterable[str] = ()
) -> Risicoregister:
    """Lees een register: [risico.<code>] met titel, kans, ernst, teksten en een bedrag; elke fout zegt waar zij staat."""
    bestand = open_bestand(tekst, naam, bronnen)
    bekend = {scenario.code: scenario for scenario in scenarios}
    inhoud = bestand.inhoud
    bestand.sleutels("", inhoud, _BOVENAAN)
    if inhoud.get("formaat") != FORMAAT:
        bestand.fout("formaat", f"verwacht formaat = {FORMAAT}.")
    register = Risicoregister(
        regio=bestand.tekst("regio", inhoud, "regio", verplicht=True),
        jaar=_jaar(bestand),
        titel=bestand.tekst("titel", inhoud, "titel", verplicht=True),
        bestand=naam,
        risicos=tuple(_risico(bestand, code, tabel, bekend) for code, tabel in bestand.tabellen("risico")),
        dekking=bestand.tekst("dekking", inhoud, "dekking") or "reserve.beschikbaar",
        keuzes=bestand.teksten("keuzes", inhoud, "keuzes"),
    )
    if not register.risicos:
        bestand.fout("risico", "er staan geen risico's in. Schrijf [risico.<code>] met een titel en een bedrag.")
    bestand.klaar()
    return register


def _jaar(bestand: Bestand) -> int:
    jaar = bestand.inhoud.get("jaar")
    if isinstance(jaar, bool) or not isinstance(jaar, int):
        bestand.fout("jaar", f"verwacht het jaar van de begroting, gevonden: {toon(jaar)}.")
        return 0
    return jaar


def _risico(bestand: Bestand, code: str, tabel: Tabel, scenarios: Mapping[str, Scenario]) -> Risico:
    waar = f"risico.{code}"
    bestand.sleutels(waar, tabel, _VELDEN)
    ernst = bestand.keus(waar, tabel, "ernst", [e.value for e in Ernst]) if "ernst" in tabel else None
    laag, hoog = (bestand.getal(waar, tabel, veld, "euro") for veld in ("laag", "hoog"))
    teksten = {naam: bestand.teksten(waar, tabel, naam) for naam in TEKSTEN}
    return Risico(
        code=code,
        titel=bestand.tekst(waar, tabel, "titel", verplicht=True),
        bron=bestand.herkomst(waar, tabel),
        bedrag=_bedrag(bestand, waar, tabel, scenarios),
        ernst=Ernst(ernst) if ernst else None,
        kans=bestand.getal(waar, tabel, "kans", "procent"),
        eigenaar=bestand.tekst(waar, tabel, "eigenaar"),
        gedrukt=_gedrukt(bestand, waar, tabel),
        telt_niet_mee=bestand.tekst(waar, tabel, "telt_niet_mee"),
        laag=laag.waarde if laag else None,
        hoog=hoog.waarde if hoog else None,
        **teksten,
    )


def _bedrag(bestand: Bestand, waar: str, tabel: Tabel, scenarios: Mapping[str, Scenario]) -> Bedrag:
    pad, los = f"{waar}.bedrag", als_tabel(tabel.get("bedrag"))
    soorten = [soort for soort in _SOORTEN if soort in (los or {})]
    if los is None or len(soorten) != 1:
        bestand.fout(pad, f"verwacht een van {', '.join(_SOORTEN)}; gevonden: {toon(tabel.get('bedrag'))}. {_HULP}")
        return NietBekend("")
    bestand.sleutels(pad, los, (*_SOORTEN, "maal", *HERKOMST))
    if "maal" in los and soorten != ["uitkomst"]:
        bestand.fout(pad, "'maal' hoort bij een uitkomst: bedrag = { uitkomst = \"…\", maal = 2 }.")
    match soorten[0]:
        case "uitkomst":
            return UitUitkomst(bestand.tekst(pad, los, "uitkomst", verplicht=True), _maal(bestand, pad, los))
        case "scenario":
            return _uit_scenario(bestand, pad, bestand.tekst(pad, los, "scenario", verplicht=True), scenarios)
        case "vast":
            getal = bestand.getal(pad, {**_herkomst(tabel), **los}, "vast", "euro")
            return Vast(getal) if getal else NietBekend("")
        case "niet_in_geld":
            return NietInGeld(bestand.tekst(pad, los, "niet_in_geld", verplicht=True))
        case _:
            return NietBekend(bestand.tekst(pad, los, "onbekend", verplicht=True))


def _maal(bestand: Bestand, pad: str, los: Tabel) -> Decimal:
    maal = los.get("maal", 1)
    if isinstance(maal, bool) or not isinstance(maal, int | Decimal) or maal < 0:
        bestand.fout(pad, f"'maal' is een getal van 0 of meer, gevonden: {toon(maal)}.")
        return Decimal(1)
    return Decimal(maal)


def _uit_scenario(bestand: Bestand, pad: str, code: str, scenarios: Mapping[str, Scenario]) -> Bedrag:
    if code not in scenarios:
        bestand.fout(pad, f"het scenario '{code}' is er niet.{bedoelt(code, scenarios)}")
        return NietBekend("")
    return UitScenario(scenarios[code])


def _gedrukt(bestand: Bestand, waar: str, tabel: Tabel) -> Gedrukt | None:
    if "gedrukt" not in tabel:
        return None
    pad, los = f"{waar}.gedrukt", als_tabel(tabel["gedrukt"])
    if los is None:
        bestand.fout(pad, f"verwacht gedrukt = {{ waarde = … }}, gevonden: {toon(tabel['gedrukt'])}.")
        return None
    bestand.sleutels(pad, los, ("waarde", "tolerantie", "verklaring", *HERKOMST))
    getal = bestand.getal(pad, {**_herkomst(tabel), **los}, "waarde", "euro")
    marge: Getal | None = bestand.getal(pad, {**_herkomst(tabel), **los}, "tolerantie", "euro")
    if getal is None:
        return None
    return Gedrukt(getal, marge.waarde if marge else Decimal("0.5"), bestand.tekst(pad, los, "verklaring"))


def _herkomst(tabel: Tabel) -> Tabel:
    return {sleutel: tabel[sleutel] for sleutel in HERKOMST if sleutel in tabel}
