"""Maak het keuzeblad: van studieverslag naar blokken, en van blokken naar bestanden van precies twee bladzijden."""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zicht.capaciteit.studie.bewaren import als_json
from zicht.capaciteit.studie.verslag import Studieverslag
from zicht.core.fouten import BlokkerendeFout
from zicht.core.periodes import lange_datum
from zicht.core.publicatie import Beleid
from zicht.rapportage.blokken import Alinea, Blok, Grafiek, Kop, Lijst, Rapport, Regel, Tekst
from zicht.rapportage.keuzeblad import tabellen, teksten
from zicht.rapportage.keuzeblad.cijfers import KEUZES
from zicht.rapportage.keuzeblad.opbouw import keuzestand
from zicht.rapportage.keuzeblad.stand import Keuzestand
from zicht.rapportage.keuzeblad.tekening import Verloop, alternatief, tekening
from zicht.rapportage.pdf import bladzijden, pdf
from zicht.rapportage.zinnen import controleer_los

NAAM = "keuzeblad"
STIJL_PDF, STIJL_HTML = "keuzeblad/keuzeblad.typ", "keuzeblad/keuzeblad.css"
BLADZIJDEN, GENOEG_AANNAMES = 2, 6
SCHALEN = (1.0, 0.95, 0.9, 0.86)  # van de letters; kleiner dan acht en een halve punt leest niemand graag
Stap = Callable[[str], None]


def rapport(stand: Keuzestand, aannames: int) -> Rapport:
    """Het blad als blokken met zoveel aannames; een losse bewering in onze eigen tekst is een fout."""
    blokken = tuple(_blokken(stand, aannames))
    _slotcontrole(blokken)
    return Rapport(
        titel=stand.titel,
        ondertitel=f"Keuzeblad van {stand.organisatie} voor het bestuur en de gemeenten",
        kenmerken=tuple(_kenmerken(stand)),
        merk=_merk(stand),
        datum=stand.gegevens_tot.isoformat(),
        blokken=blokken,
        inhoud_tot=0,
    )


def _merk(stand: Keuzestand) -> str:
    soort = "INTERN, exacte aantallen: niet verspreiden" if stand.intern else "een verwachting voor de hele regio"
    return f"Keuzeblad {stand.organisatie} · gegevens tot en met {stand.gegevens_tot:%d-%m-%Y} · {soort}"


def _kenmerken(stand: Keuzestand) -> Iterator[tuple[str, str]]:
    yield "Gegevens tot en met", lange_datum(stand.gegevens_tot)
    yield "Tijdvak", f"{lange_datum(stand.begin)} tot en met {lange_datum(stand.eind)}"
    yield "Doorgerekend", f"{stand.lijst.zoek('herhalingen').kort} keer per keuze"


def _blokken(stand: Keuzestand, aannames: int) -> Iterator[Blok]:
    yield from teksten.vraag(stand)
    yield from teksten.kort(stand)
    yield tabellen.keuzes(stand)
    yield _grafiek(stand)
    yield Kop(2, "Door het jaar en op tijd", "verloop", nieuwe_pagina=True)
    yield tabellen.door_het_jaar(stand)
    yield from filter(None, (tabellen.op_tijd(stand),))
    yield from teksten.tegenvallers(stand)
    yield from teksten.zekerheid(stand)
    yield from _uitgangspunten(stand, aannames)
    yield Alinea((Tekst(f"Zo is geteld. {' '.join(KEUZES[:-1] if stand.intern else KEUZES)}"),), klein=True)
    yield Alinea((Tekst(_herkomst(stand)),), klein=True)


def _grafiek(stand: Keuzestand) -> Grafiek:
    verlopen = [Verloop(keuze.naam, stand.verloop[keuze.letter]) for keuze in stand.keuzes]
    woorden = {keuze.naam: tabellen.met_band(stand, f"wacht@{keuze.letter}") for keuze in stand.keuzes}
    band = stand.lijst.zoek("band")
    titel = (
        "Meldingen die wachten op een veiligheidsbeoordeling, per week. Lijn: het midden. Vlak: waar het "
        f"{band.teller} van de {band.noemer} keer tussen ligt. Streepjes: niets doen."
    )
    return Grafiek("wachtlijst", titel, tekening(verlopen), alternatief(verlopen, woorden))


def _uitgangspunten(stand: Keuzestand, aannames: int) -> Iterator[Blok]:
    """De aannames achter elkaar, met hun onderwerp vet; wat niet past staat geteld."""
    yield Kop(2, "Waar wij van uitgaan", "aannames")
    over = len(stand.aannames) - aannames
    los = [(f"Keuze {keuze.letter.upper()}", deel) for keuze in stand.keuzes for deel in keuze.niet_meegenomen]
    rest = [("En verder", f"Nog {over} aannames staan in simulatie.json.")] if over else []
    yield Alinea(tuple(deel for paar in (*stand.aannames[:aannames], *los, *rest) for deel in _aanname(*paar)))


def _aanname(onderwerp: str, tekst: str) -> Regel:
    return Tekst(f"{onderwerp}. ", vet=True, cijfer="aanname"), Tekst(
        f"{tekst[:1].upper()}{tekst[1:]} ", cijfer="aanname"
    )


def _herkomst(stand: Keuzestand) -> str:
    return "Om na te rekenen: " + " · ".join(f"{naam} {waarde}" for naam, waarde in stand.herkomst) + "."


def _slotcontrole(blokken: Iterable[Blok]) -> None:
    for deel in (deel for blok in blokken for regel in _regels(blok) for deel in regel):
        if not deel.cijfer:
            controleer_los(deel.tekst)


def _regels(blok: Blok) -> tuple[Regel, ...]:
    """De zinnen van een blok; een noot is uitleg en geen bewering."""
    match blok:
        case Alinea(delen=delen, klein=False):
            return (delen,)
        case Lijst(punten=punten):
            return punten
        case _:
            return ()


# ------------------------------------------------------------------------------------------------------------- bestanden


@dataclass(frozen=True)
class Passend:
    """Een blad dat op twee bladzijden past, met de schaal waarop."""

    rapport: Rapport
    schaal: float

    @property
    def pdf(self) -> bytes:
        """Het blad als PDF/UA."""
        return pdf(self.rapport, STIJL_PDF, _voor(self.schaal))


def op_twee_bladzijden(stand: Keuzestand) -> Passend:
    """Het blad zo groot mogelijk met een handvol aannames; past het op de kleinste schaal niet, dan is dat een fout."""
    ruim = min(GENOEG_AANNAMES, len(stand.aannames))
    for schaal in SCHALEN:
        past = _passende_aannames(stand, schaal)
        if past >= (0 if schaal == SCHALEN[-1] else ruim):
            return Passend(rapport(stand, past), schaal)
    raise BlokkerendeFout(
        f"Het keuzeblad past niet op {BLADZIJDEN} bladzijden. Kies minder keuzes, of geef ze een kortere titel."
    )


def _passende_aannames(stand: Keuzestand, schaal: float) -> int:
    """Hoeveel aannames er op deze schaal passen; -1 als het zonder al niet past."""

    def hoeveel(aannames: int) -> int:
        return bladzijden(rapport(stand, aannames), STIJL_PDF, _voor(schaal))

    if hoeveel(0) > BLADZIJDEN:
        return -1
    return bisect(range(1, len(stand.aannames) + 1), BLADZIJDEN, key=hoeveel)


def _voor(schaal: float) -> str:
    return f"#let schaal = {schaal}\n"


def bestanden(verslag: Studieverslag, beleid: Beleid | None, meld: Stap) -> Iterator[tuple[str, bytes]]:
    """Elk bestand met zijn inhoud."""
    from zicht.rapportage.docx import docx
    from zicht.rapportage.html import html

    meld("het keuzeblad")
    blad = op_twee_bladzijden(keuzestand(verslag, beleid))
    meld("HTML")
    yield f"{NAAM}.html", html(blad.rapport, STIJL_HTML).encode()
    meld("Word")
    yield f"{NAAM}.docx", docx(blad.rapport)
    meld("PDF")
    yield f"{NAAM}.pdf", blad.pdf
    yield "simulatie.json", als_json(verslag)
