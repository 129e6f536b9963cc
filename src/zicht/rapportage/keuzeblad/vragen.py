"""De antwoorden op de andere vragen als tabel: zoeken, de grens, een beeld, het ijkverslag en de terugtoets."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from zicht.capaciteit.ijken import Ijkverslag
from zicht.capaciteit.studie.verslag import Beeld, Beeldmaat, Grens, Knopeffect, Proef, Zoekverslag
from zicht.capaciteit.terugtoets import Aandeel, Reeks, Terugtoets
from zicht.rapportage.blokken import Cel, Kolom, Tabel, getalkolommen, rij
from zicht.rapportage.getallen import Getal, euro, getal, met_teken, procent, punten
from zicht.rapportage.keuzeblad.opbouw import TITELS

_ONBEKEND = Cel("niet bekend", grijs=True)
_HAALT = {True: "ja", False: "nee", None: "niet te zeggen"}
MEESTE_KNOPPEN = 12


def zoektocht(verslag: Zoekverslag) -> Tabel:
    """Elke bezetting die geprobeerd is, met haar kans; de gevonden staat vet."""
    normen = ", ".join(
        f"{TITELS[norm.indicator].lower()} {procent(_breuk(norm.waarde))}" for norm in verslag.vraag.normen
    )
    kolommen = (
        Kolom("Erbij", breedte=2),
        *getalkolommen("Fte", "Euro per jaar", "Kans", "Zeker tussen", "Herhalingen"),
        Kolom("Haalt het"),
    )
    rijen = tuple(_proef(proef, vet=proef == verslag.gevonden) for proef in verslag.proeven)
    return Tabel(verslag.vraag.titel, kolommen, rijen, f"Normen: {normen}. {verslag.zin}")


def _proef(proef: Proef, *, vet: bool) -> tuple[Cel, ...]:
    erbij = " en ".join(f"{getal(inzet.fte, 1)} fte {inzet.soort.value.replace('_', ' ')}" for inzet in proef.mensen)
    kans = proef.kans
    return rij(
        Cel(erbij or "niemand", vet=vet),
        getal(proef.fte, 1),
        _ONBEKEND if proef.euro_per_jaar is None else Cel(euro(proef.euro_per_jaar)),
        procent(_breuk(kans.waarde)),
        f"{procent(_breuk(kans.laag))} en {procent(_breuk(kans.hoog))}",
        getal(proef.herhalingen),
        _HAALT[proef.haalt],
    )


def grens(uitkomst: Grens) -> Tabel:
    """Kosten tegenover het aandeel op tijd, de goedkoopste eerst; wat beter kan staat erbij."""
    titels = {punt.code: punt.titel for punt in uitkomst.punten}
    kolommen = (
        Kolom("Keuze", breedte=2.4),
        *getalkolommen("Kosten", "Fte", "Op tijd", "Tussen"),
        Kolom("Beter is", breedte=2),
    )
    rijen = tuple(
        rij(
            Cel(punt.titel, vet=not punt.beter), euro(punt.euro), getal(punt.fte, 1), procent(_breuk(punt.tijdig.midden)),
            f"{procent(_breuk(punt.tijdig.laag))} en {procent(_breuk(punt.tijdig.hoog))}", titels.get(punt.beter, ""),
        )
        for punt in uitkomst.punten
    )  # fmt: skip
    noot = "Vet: er is geen keuze die niet meer kost en meer op tijd haalt. Tussen: acht van de tien keer."
    return Tabel(f"Kosten tegenover op tijd: {TITELS[uitkomst.indicator].lower()}", kolommen, rijen, noot)


# ------------------------------------------------------------------------------------------------------------------ beeld

_MATEN: dict[str, tuple[str, Callable[[Getal], str]]] = {
    "uren": ("Uren werk", getal),
    "fte": ("Fte die het werk vraagt", lambda waarde: getal(waarde, 2)),
    "euro": ("Lasten", euro),
    "wachttijd": ("Wachttijd (dagen)", lambda waarde: getal(waarde, 1)),
    "tijdig": ("Op tijd", lambda waarde: procent(waarde, 1)),
}


def beeld(uitkomst: Beeld) -> Iterator[Tabel]:
    """De maten samen, en daarna welke knop het meest doet."""
    kolommen = (Kolom("Maat", breedte=2), *getalkolommen("Nu", "Dan", "Verschil"), Kolom("Zeker"))
    noot = f"Op tijd gaat over {TITELS[uitkomst.indicator].lower()}; {getal(uitkomst.herhalingen)} herhalingen."
    yield Tabel(f"Een beeld: {uitkomst.scenario.titel}", kolommen, tuple(map(_beeldmaat, uitkomst.maten)), noot)
    for maat in ("tijdig", "euro"):
        knoppen = uitkomst.volgorde(maat)[:MEESTE_KNOPPEN]
        if knoppen:
            yield _knoppen(maat, knoppen)
    if uitkomst.aansluiting:
        yield _aansluiting(uitkomst)


def _beeldmaat(maat: Beeldmaat) -> tuple[Cel, ...]:
    titel, schrijf = _MATEN[maat.maat]
    berekend = "precies berekend" if maat.verschil is not None else ""
    zeker = berekend if maat.interval is None else "ja" if maat.zeker else "kan toeval zijn"
    return rij(titel, *(_of_onbekend(waarde, schrijf) for waarde in (maat.basis, maat.anders)), _verschil(maat), zeker)


def _of_onbekend(waarde: float | Decimal | None, schrijf: Callable[[Getal], str]) -> Cel:
    return _ONBEKEND if waarde is None else Cel(schrijf(_breuk(waarde)))


def _verschil(maat: Beeldmaat) -> Cel:
    _, schrijf = _MATEN[maat.maat]
    schrijf = punten if maat.maat == "tijdig" else schrijf
    return _ONBEKEND if maat.verschil is None else Cel(met_teken(schrijf(_breuk(maat.verschil)), maat.verschil))


def _knoppen(maat: str, knoppen: tuple[Knopeffect, ...]) -> Tabel:
    titel, _ = _MATEN[maat]
    kolommen = (Kolom("Knop", breedte=2.4), Kolom("Stap"), *getalkolommen("Omhoog", "Omlaag"))
    rijen = tuple(
        rij(knop.titel, knop.stap, _effect(maat, knop.omhoog), _effect(maat, knop.omlaag)) for knop in knoppen
    )
    return Tabel(f"Welke knop doet het meest: {titel.lower()}", kolommen, rijen)


def _effect(maat: str, delen: tuple[Beeldmaat, ...]) -> Cel:
    deel = next((deel for deel in delen if deel.maat == maat), None)
    if deel is None:
        return Cel("kan niet", grijs=True)
    return _verschil(deel) if deel.zeker else Cel("kan toeval zijn", grijs=True)


def _aansluiting(uitkomst: Beeld) -> Tabel:
    kolommen = (
        Kolom("Wat", breedte=2),
        *getalkolommen("Model", "Gedrukt", "Verschil"),
        Kolom("Verklaring", breedte=2.5),
    )
    rijen = tuple(
        rij(deel.titel, *(_of_onbekend(w, lambda waarde: getal(waarde, 2)) for w in (deel.model, deel.gedrukt, deel.verschil)),
            deel.verklaring)
        for deel in uitkomst.aansluiting
    )  # fmt: skip
    return Tabel("De begroting van nu naast wat gedrukt staat", kolommen, rijen)


# ------------------------------------------------------------------------------------------------- ijkverslag en terugtoets


def ijkverslag(verslag: Ijkverslag) -> Iterator[tuple[str, tuple[str, ...], Tabel | None]]:
    """Per onderdeel de titel, de zinnen en de tabel."""
    for deel in verslag.onderdelen:
        tabel = None
        if deel.tabel:
            kolommen = (Kolom(deel.tabel.koppen[0], breedte=2), *getalkolommen(*deel.tabel.koppen[1:]))
            tabel = Tabel(deel.titel, kolommen, tuple(rij(*regel) for regel in deel.tabel.rijen))
        yield deel.titel, (deel.gebruikt, *deel.zinnen, *(f"Aangenomen: {zin}" for zin in deel.aannames)), tabel


def terugtoets(toets: Terugtoets) -> tuple[Tabel, Tabel]:
    """Per week gemiddeld, en over het hele tijdvak op tijd: wat er gezegd zou zijn en wat het werd."""
    kolommen = (Kolom("Maat", breedte=3), *getalkolommen("Gemiddeld", "Ernaast", "Te hoog", "Weken in de band"))
    op_tijd = (Kolom("Indicator", breedte=3), *getalkolommen("Verwacht", "Tussen", "Werd", "Verschil"))
    return (
        Tabel(
            "Stand en stroom per week",
            kolommen,
            tuple(map(_reeks, toets.reeksen)),
            "Te hoog: gemiddeld; met een min te laag.",
        ),
        Tabel("Op tijd over het hele tijdvak", op_tijd, tuple(map(_aandeel, toets.aandelen))),
    )


def _reeks(reeks: Reeks) -> tuple[Cel, ...]:
    getallen = (reeks.gemiddeld, reeks.ernaast, reeks.scheef)
    return rij(reeks.titel, *(getal(waarde, 1) for waarde in getallen), procent(_breuk(reeks.binnen)))


def _aandeel(deel: Aandeel) -> tuple[Cel, ...]:
    werd = _ONBEKEND if deel.werkelijk is None else Cel(f"{procent(deel.werkelijk)} (van {getal(deel.noemer)})")
    ernaast = _ONBEKEND if deel.ernaast is None else Cel(met_teken(getal(deel.ernaast * 100), deel.ernaast))
    return rij(deel.titel, procent(deel.midden), f"{procent(deel.laag)} en {procent(deel.hoog)}", werd, ernaast)


def _breuk(waarde: float | Decimal) -> Fraction:
    return Fraction(str(waarde))
