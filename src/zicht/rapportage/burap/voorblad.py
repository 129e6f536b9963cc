"""Titel, kenmerken en samenvatting: hoogstens een halve bladzijde over wat er gehaald is en wat niet."""

from collections.abc import Iterator

from zicht.core.begroting.waarschuwing import Oordeel
from zicht.core.periodes import Periode, lange_datum
from zicht.rapportage.blokken import Alinea, Blok, Cel, Kader, Kolom, Kop, Tekst, alinea, getalkolommen, rij
from zicht.rapportage.bouwstenen import als_zichtbaar, cel, tabel, vergelijk, zin
from zicht.rapportage.burap.blok4 import normtekst, oordeeltekst
from zicht.rapportage.stand import Stand

_NAMEN = {"burap1": "Eerste burap", "burap2": "Tweede burap", "burap3": "Derde burap en jaarverantwoording"}


def titel(stand: Stand) -> str:
    """De titel van het rapport."""
    return f"Burap Veilig Thuis {stand.regio}"


def ondertitel(periode: Periode) -> str:
    """Welke burap het is en over welke dagen."""
    naam = _NAMEN.get(periode.code.partition("-")[2], "Bestuursrapportage")
    return f"{naam}: {periode}"


def kenmerken(stand: Stand, uitgave: int) -> tuple[tuple[str, str], ...]:
    """Waar de cijfers aan te herkennen en opnieuw mee te maken zijn."""
    return (
        ("Periode", stand.periode.code),
        ("Peildatum", lange_datum(stand.peildatum) + (" (voorlopig)" if stand.voorlopig else "")),
        ("Uitgave", str(uitgave)),
        ("Indicatorset", stand.indicatorset or "geen"),
        ("Definitieversie", stand.definitieversie),
        ("Vingerafdruk van de feiten", stand.vingerafdruk[:16]),
    )


def merk(stand: Stand) -> str:
    """De regel in de marge van elke bladzijde."""
    soort = "INTERN, exacte aantallen: niet verspreiden" if stand.intern else "aantallen afgerond en veilig gemaakt"
    return f"Burap Veilig Thuis {stand.regio} · {stand.periode.code} · peildatum {stand.peildatum:%d-%m-%Y} · {soort}"


def samenvatting(stand: Stand) -> Iterator[Blok]:
    """De normen in een oogopslag, de instroom in twee zinnen, en de vroege waarschuwing als die er is."""
    yield Kop(2, "Samenvatting", "samenvatting")
    yield from _waarschuwingen(stand)
    yield zin(
        stand,
        als_zichtbaar(
            stand,
            "instroom-adviezen",
            "In deze periode kwamen {{instroom-adviezen}} adviesaanvragen binnen.",
            "Het aantal adviesaanvragen staat hier niet",
        ),
        als_zichtbaar(
            stand,
            "instroom-meldingen",
            "Er kwamen {{instroom-meldingen}} meldingen binnen.",
            "Het aantal meldingen staat hier niet",
        ),
        vergelijk(stand, "instroom-meldingen", "vorig jaar", "in dezelfde periode van vorig jaar"),
        als_zichtbaar(
            stand,
            "wachtlijst-beoordeling",
            "Op de peildatum wachten {{wachtlijst-beoordeling}} meldingen op een veiligheidsbeoordeling.",
            "Hoeveel meldingen wachten op een veiligheidsbeoordeling staat hier niet",
        ),
    )
    yield from _geld(stand)
    if stand.met_norm():
        yield zin(stand, _normzin(stand))
        yield _normen(stand)
    else:
        yield alinea("Voor deze regio en periode zijn geen normen afgesproken; er is dus geen oordeel.")


def _geld(stand: Stand) -> Iterator[Blok]:
    """Wie alleen de samenvatting leest, ziet de vroege waarschuwing ook."""
    oordeel = stand.lijst.of_niets("jaarlasten", "oordeel")
    if oordeel and oordeel.reden != Oordeel.GEEN.value:
        yield zin(
            stand,
            f"Financiën: **{{{{{oordeel.reden} jaarlasten}}}}**. De lasten van het jaar komen naar verwachting "
            "{{jaarlasten tekort}} boven de begroting uit.",
        )


def _normzin(stand: Stand) -> str:
    open_ = stand.lijst.zoek("normen-niet-te-bepalen").waarde
    rest = " en {{normen-niet-te-bepalen}} niet te bepalen" if open_ else ""
    voeg = "," if open_ else " en"
    return (
        f"Van de {{{{normen}}}} normen zijn er **{{{{normen-gehaald}}}} gehaald**{voeg} "
        f"**{{{{normen-niet-gehaald}}}} niet gehaald**{rest}."
    )


def _normen(stand: Stand) -> Blok:
    kolommen = (Kolom("Nr.", breedte=0.4), Kolom("Indicator", breedte=3.2), *getalkolommen("Uitkomst", breedte=1.6),
                Kolom("Norm", breedte=1.1), Kolom("Oordeel", breedte=1.2))  # fmt: skip
    rijen = [
        rij(
            k.nummer or "",
            k.titel,
            cel(stand.lijst.zoek(k.code)),
            normtekst(stand, k),
            Cel(oordeeltekst(stand, k), vet=True),
        )
        for k in stand.met_norm()
    ]
    return tabel("De normen in het kort", kolommen, rijen, breed=True)


def _waarschuwingen(stand: Stand) -> Iterator[Blok]:
    if stand.voorlopig:
        yield Kader("Voorlopig", (alinea(
            f"De peildatum is {lange_datum(stand.peildatum)}, voor het einde van de periode. De cijfers zijn dus nog niet compleet."
        ),))  # fmt: skip
    if stand.toch:
        yield Kader("Let op", (alinea(
            "Deze burap is gemaakt ondanks bevindingen die blokkeren. Waarden die niet kunnen kloppen zijn als onbekend geteld."
        ),))  # fmt: skip
    if stand.intern:
        yield Kader(
            "Intern", (Alinea((Tekst("Deze versie bevat exacte aantallen. Ze is alleen voor de eigen organisatie."),)),)
        )
