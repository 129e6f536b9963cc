"""Een vertaling lezen: TOML, streng, met alle fouten in een keer en de plaats erbij."""

import codecs
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zicht.core.feiten import TABELLEN
from zicht.core.fouten import OnleesbaarFout
from zicht.core.regels import toon
from zicht.engines.omzetten.vorm import Anders, Blad, Koppeling, Lijst, Vertaling, Vulling, Waarde
from zicht.uitwisseling.omzetten.eisen import keur_datum, lees_eisen
from zicht.uitwisseling.omzetten.keuren import keur
from zicht.uitwisseling.omzetten.toets import Lezer, Tabel
from zicht.uitwisseling.omzetten.velden import lees_veld

FORMAAT = 1
_BLADSLEUTELS = ("bestand", "blad", "scheiding", "codering", "kopregel", "datum", "decimaal", "leeg", "bsn", "rijen")
_VULSLEUTELS = ("uit", "als", "per", "volgorde", "erbij", "velden")
_FEITSLEUTELS = ("regio", "peildatum", "bron", "leeg")


def lees_vertaling(pad: Path) -> Vertaling:
    """De vertaling in een bestand, of alle fouten erin."""
    try:
        inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise OnleesbaarFout(f"De vertaling {toon(pad)} is niet te openen. Bestaat het bestand?") from fout
    except UnicodeDecodeError as fout:
        raise OnleesbaarFout(f"{pad.name} is geen tekst in UTF-8.") from fout
    except tomllib.TOMLDecodeError as fout:
        raise OnleesbaarFout(f"{pad.name} is geen geldige TOML: {_plaats(str(fout))}.") from fout
    return lees_tekst(inhoud, pad.name)


def _plaats(fout: str) -> str:
    return (
        fout.replace("(at line", "(op regel")
        .replace(", column", ", kolom")
        .replace("at end of document", "aan het eind")
    )


def lees_tekst(inhoud: Mapping[str, Any], naam: str) -> Vertaling:
    """De vertaling in ingelezen TOML."""
    lezer = Lezer(naam)
    lezer.sleutels(inhoud, "", ("formaat", "feiten", "bron", "lijst", *TABELLEN))
    if inhoud.get("formaat") != FORMAAT or isinstance(inhoud.get("formaat"), bool):
        lezer.fout("", f"'formaat' moet {FORMAAT} zijn: bovenaan hoort de regel formaat = {FORMAAT}.")
    feiten = lezer.tabel(inhoud, "feiten", "")
    lezer.sleutels(feiten, "[feiten]", _FEITSLEUTELS)
    bladen = {n: _blad(lezer, n, t) for n, t in lezer.tabel(inhoud, "bron", "").items()}
    lijsten = {n: _lijst(lezer, n, t) for n, t in lezer.tabel(inhoud, "lijst", "").items()}
    vullingen = tuple(
        _vulling(lezer, tabel, nr, deel)
        for tabel in TABELLEN
        for nr, deel in enumerate(lezer.tabellen(inhoud, tabel, ""), 1)
    )
    vertaling = Vertaling(
        lezer.tekst(feiten, "regio", "[feiten]", verplicht=True), _peildatum(lezer, feiten),
        lezer.tekst(feiten, "bron", "[feiten]", verplicht=True), lezer.teksten(feiten, "leeg", "[feiten]"),
        bladen, lijsten, vullingen,
    )  # fmt: skip
    keur(lezer, vertaling)
    lezer.klaar()
    return vertaling


def _peildatum(lezer: Lezer, feiten: Tabel) -> date:
    dag = feiten.get("peildatum")
    if isinstance(dag, date) and not isinstance(dag, datetime):
        return dag
    lezer.fout("[feiten]", "'peildatum' moet een dag zijn zonder aanhalingstekens: peildatum = 2025-12-31.")
    return date.max


def _blad(lezer: Lezer, naam: str, tabel: Any) -> Blad:
    waar = f"[bron.{toon(naam)}]"
    _keur_naam(lezer, naam, waar)
    deel = lezer.als_tabel(tabel, waar)
    lezer.sleutels(deel, waar, _BLADSLEUTELS)
    if ("bestand" in deel) == ("rijen" in deel):
        lezer.fout(waar, "noem 'bestand', of zet 'rijen' in de vertaling; een van de twee.")
    if {"..", "/", "\\"} & set(re.split(r"([/\\])", lezer.haal(deel, "bestand", waar, str, ""))):
        lezer.fout(waar, "'bestand' is een naam in de map van de export, zonder / of \\.")
    datum = lezer.haal(deel, "datum", waar, str, "jjjj-mm-dd")
    keur_datum(lezer, waar, datum)
    return Blad(
        naam, lezer.tekst(deel, "bestand", waar), lezer.haal(deel, "blad", waar, str, "") or None, _teken(lezer, deel, waar),
        _codering(lezer, deel, waar), max(1, lezer.haal(deel, "kopregel", waar, int, 1)), datum,
        lezer.keuze(deel, "decimaal", waar, (".", ",")), lezer.teksten(deel, "leeg", waar),
        lezer.teksten(deel, "bsn", waar), _rijen(lezer, deel, waar),
    )  # fmt: skip


def _keur_naam(lezer: Lezer, naam: str, waar: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", naam):
        lezer.fout(waar, "een naam heeft alleen letters, cijfers, - en _.")


def _teken(lezer: Lezer, deel: Tabel, waar: str) -> str | None:
    teken = lezer.haal(deel, "scheiding", waar, str, "") or None
    if teken is not None and teken not in (";", ",", "\t", "|"):
        lezer.fout(waar, "'scheiding' moet ';', ',', '|' of een tab zijn.")
        return None
    return teken


def _codering(lezer: Lezer, deel: Tabel, waar: str) -> str:
    naam = lezer.haal(deel, "codering", waar, str, "utf-8")
    try:
        codecs.lookup(naam)
    except LookupError:
        lezer.fout(waar, f"codering '{toon(naam)}' bestaat niet. Meestal is het utf-8 of windows-1252.")
        return "utf-8"
    return naam


def _rijen(lezer: Lezer, deel: Tabel, waar: str) -> tuple[Mapping[str, str], ...]:
    rijen = lezer.tabellen(deel, "rijen", waar)
    if "rijen" in deel and not rijen:
        lezer.fout(waar, "'rijen' is leeg.")
    return tuple({naam: str(waarde) for naam, waarde in rij.items()} for rij in rijen)


def _lijst(lezer: Lezer, naam: str, tabel: Any) -> Lijst:
    waar = f"[lijst.{toon(naam)}]"
    _keur_naam(lezer, naam, waar)
    deel = lezer.als_tabel(tabel, waar)
    lezer.sleutels(deel, waar, ("codes", "anders"))
    ruw = lezer.tabel(deel, "codes", waar)
    if not ruw or not all(isinstance(code, str) for code in ruw.values()):
        lezer.fout(waar, '\'codes\' moet een tabel zijn: codes = { "code daar" = "code hier" }.')
    codes = {van: str(naar) for van, naar in ruw.items()}
    klein = [van.lower() for van in codes]
    for van in codes:
        if klein.count(van.lower()) > 1:
            lezer.fout(waar, f"'{toon(van)}' staat er meer keer in; hoofdletters maken geen verschil.")
    return Lijst(naam, codes, Anders(lezer.keuze(deel, "anders", waar, [keuze.value for keuze in Anders])))


def _vulling(lezer: Lezer, tabel: str, nummer: int, deel: Tabel) -> Vulling:
    waar = f"[[{tabel}]] {nummer}"
    lezer.sleutels(deel, waar, _VULSLEUTELS)
    per = lezer.teksten(deel, "per", waar)
    velden: dict[str, Waarde] = {}
    for naam, hoe in lezer.tabel(deel, "velden", waar).items():
        waarde = lees_veld(lezer, tabel, naam, hoe, f"{waar}, veld {toon(naam)}", per=bool(per))
        if waarde is not None:
            velden[naam] = waarde
    erbij = tuple(_koppeling(lezer, naam, hoe, waar) for naam, hoe in lezer.tabel(deel, "erbij", waar).items())
    return Vulling(
        tabel, nummer, lezer.tekst(deel, "uit", waar, verplicht=True), velden, lees_eisen(lezer, deel, "als", waar),
        per, lezer.haal(deel, "volgorde", waar, str, "") or None, erbij,
    )  # fmt: skip


def _koppeling(lezer: Lezer, bron: str, hoe: Any, waar: str) -> Koppeling:
    match hoe:
        case str():
            return Koppeling(bron, hoe, hoe)
        case {"hier": str(hier), "daar": str(daar), **rest} if not rest:
            return Koppeling(bron, hier, daar)
        case _:
            lezer.fout(waar, f'\'erbij\': schrijf {bron} = "kolom", of {bron} = {{ hier = "kolom", daar = "kolom" }}.')
            return Koppeling(bron, "", "")
