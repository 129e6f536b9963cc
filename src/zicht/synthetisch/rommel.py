"""Registratierommel: fouten zoals ze in echte registraties voorkomen, elk met een vaste kans en elk opgeschreven.

Wat er misgaat staat in `rommel.json` naast de feiten, zodat een test kan nagaan of `zicht check` het vindt.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from zicht.core.fouten import AanroepFout
from zicht.synthetisch.kolommen import LEEG, Getallen, Kolom, Tabel, Toeval, lengte
from zicht.synthetisch.wereld import Wereld


@dataclass(frozen=True)
class Soort:
    """Een soort rommel: hoe vaak, of `zicht check` erop blokkeert en of hij te vinden is."""

    omschrijving: str
    kans: float
    blokkeert: bool = False
    vindbaar: bool = True


SOORTEN: dict[str, Soort] = {
    "dubbel_id": Soort("dezelfde melding staat er twee keer, met hetzelfde kenmerk", kans=0.0005, blokkeert=True),
    "dubbele_melding": Soort(
        "dezelfde melding is twee keer ingevoerd, met een ander kenmerk", kans=0.003, vindbaar=False
    ),
    "onbekende_code": Soort("de hoedanigheid van de melder staat niet in de codelijst", kans=0.001, blokkeert=True),
    "dode_verwijzing": Soort("een dienst wijst naar een dossier dat er niet is", kans=0.001, blokkeert=True),
    "bsn": Soort("in plaats van een pseudoniem staat er een nummer dat een BSN kan zijn", kans=0.0003, blokkeert=True),
    "onmogelijke_ontvangst": Soort("de dag van ontvangst bestaat niet", kans=0.0005, blokkeert=True),
    "lege_opening": Soort("een dossier heeft geen dag van openen", kans=0.0005, blokkeert=True),
    "onmogelijke_datum": Soort("de dag van terugkoppelen bestaat niet", kans=0.001),
    "verkeerde_volgorde": Soort("de beoordeling ligt voor de ontvangst, of het einde voor de start", kans=0.004),
    "ontbrekende_waarde": Soort("een waarde die er hoort te zijn is niet ingevuld", kans=0.02),
    "stille_leegte": Soort("een waarde die leeg mag zijn is niet ingevuld", kans=0.01, vindbaar=False),
    "na_peildatum": Soort("een dag ligt na de peildatum", kans=0.001),
    "laat_ingevoerd": Soort("een dossier is pas weken later in het systeem gesloten", kans=0.05, vindbaar=False),
    "systeemmigratie": Soort(
        "na een nieuw systeem is er achterstand; oude meldingen missen oppakken", kans=1.0, vindbaar=False
    ),
}
MIGRATIE = "systeemmigratie"
_ZONDER_OPPAKKEN = 60  # dagen voor de migratie waarover de dag van oppakken niet meekwam


@dataclass(frozen=True)
class Fout:
    """Een fout die met opzet is gemaakt; `rij` is de regel in het bestand, de kopregel is 1."""

    soort: str
    tabel: str
    id: str
    rij: int
    kolom: str


def kies_soorten(rommel: bool | Iterable[str]) -> frozenset[str]:
    """De soorten rommel die gevraagd zijn."""
    if isinstance(rommel, bool):
        return frozenset(SOORTEN) if rommel else frozenset()
    gekozen = frozenset(rommel)
    if onbekend := sorted(gekozen - SOORTEN.keys()):
        raise AanroepFout(f"Onbekende rommel '{onbekend[0][:80]}'. Kies uit: {', '.join(SOORTEN)}.")
    return gekozen


class Rommelaar:
    """Maakt tabellen rommelig en houdt bij wat er misging; een rij krijgt ten hoogste een fout."""

    def __init__(self, wereld: Wereld, soorten: frozenset[str], *, parquet: bool) -> None:
        self.wereld = wereld
        self.soorten = soorten
        self.parquet = parquet
        self.fouten: list[Fout] = []

    def maak_rommelig(self, naam: str, tabel: Tabel) -> Tabel:
        """De tabel met de fouten die erin horen."""
        vrij = np.ones(lengte(tabel), np.bool_)
        for soort, tabelnaam, fout in _INGREPEN:
            if soort not in self.soorten or tabelnaam != naam:
                continue
            rng = self.wereld.toeval(f"rommel {soort} {naam}")
            tabel, fouten = fout(_Greep(self.wereld, soort, naam, tabel, vrij, rng, parquet=self.parquet))
            self.fouten += fouten
            vrij = np.concatenate([vrij, np.zeros(lengte(tabel) - len(vrij), np.bool_)])
        return tabel


@dataclass
class _Greep:
    """Een greep in een tabel om er een soort fout in te maken."""

    wereld: Wereld
    soort: str
    naam: str
    tabel: Tabel
    vrij: np.ndarray
    rng: Toeval
    parquet: bool

    def rijen(self, kan: np.ndarray | None = None) -> Getallen:
        """Willekeurige vrije rijen, ten minste een als het kan; ze zijn daarna niet meer vrij."""
        mag = np.flatnonzero(self.vrij if kan is None else self.vrij & kan)
        aantal = min(len(mag), max(1, round(SOORTEN[self.soort].kans * lengte(self.tabel))))
        gekozen = np.sort(self.rng.permutation(mag)[:aantal])
        self.vrij[gekozen] = False
        return gekozen

    def fouten(self, rijen: Getallen, kolom: str) -> list[Fout]:
        """Schrijf op wat er in deze rijen misging."""
        sleutel = next(iter(self.tabel))
        kolom_id = self.tabel[sleutel]
        return [
            Fout(self.soort, self.naam, f"{kolom_id.voorvoegsel}{int(kolom_id.waarden[rij]):06d}", int(rij) + 2, kolom)
            for rij in rijen
        ]

    def met(self, kolom: str, waarden: np.ndarray) -> Tabel:
        """De tabel met andere waarden in een kolom."""
        return self.tabel | {kolom: replace(self.tabel[kolom], waarden=waarden)}

    def met_tekst(self, kolom: str, rijen: Getallen, tekst: Callable[[int], str]) -> Tabel:
        """De tabel met in deze rijen een afwijkende tekst."""
        oud: Kolom = self.tabel[kolom]
        nieuw = tuple((int(rij), tekst(n)) for n, rij in enumerate(rijen))
        return self.tabel | {kolom: replace(oud, afwijking=tuple(sorted(oud.afwijking + nieuw)))}


_Uitkomst = tuple[Tabel, list[Fout]]


def _verdubbel(greep: _Greep, *, zelfde_id: bool) -> _Uitkomst:
    rijen, aantal = greep.rijen(), lengte(greep.tabel)
    alle = np.concatenate([np.arange(aantal), rijen])
    tabel = {naam: replace(kolom.kies(alle), afwijking=kolom.afwijking) for naam, kolom in greep.tabel.items()}
    if not zelfde_id:
        nummers = tabel["melding_id"].waarden.copy()
        nummers[aantal:] = nummers.max() + 1 + np.arange(len(rijen))
        tabel["melding_id"] = replace(tabel["melding_id"], waarden=nummers)
    greep.tabel = tabel
    return tabel, greep.fouten(np.arange(aantal, aantal + len(rijen)), "melding_id")


def _tekst(greep: _Greep, kolom: str, tekst: Callable[[int], str], *, datum: bool = False) -> _Uitkomst:
    if datum and greep.parquet:  # een datumkolom in Parquet kan geen onmogelijke dag bevatten
        return greep.tabel, []
    rijen = greep.rijen(_gevuld(greep.tabel[kolom]))
    return greep.met_tekst(kolom, rijen, tekst), greep.fouten(rijen, kolom)


def _gevuld(kolom: Kolom) -> np.ndarray:
    return kolom.waarden > LEEG if kolom.soort == "datum" else kolom.waarden >= 0


def _leeg(greep: _Greep, *kolommen: str, als: str = "") -> _Uitkomst:
    """Maak in elk van deze kolommen waarden leeg, alleen waar kolom `als` gevuld is."""
    fouten: list[Fout] = []
    for kolom in kolommen:
        rijen = greep.rijen(_gevuld(greep.tabel[kolom]) & _gevuld(greep.tabel[als or kolom]))
        waarden = greep.tabel[kolom].waarden.copy()
        waarden[rijen] = LEEG if greep.tabel[kolom].soort in ("datum", "geheel") else -1
        greep.tabel = greep.met(kolom, waarden)
        fouten += greep.fouten(rijen, kolom)
    return greep.tabel, fouten


def _voor_begin(greep: _Greep, begin: str, eind: str) -> _Uitkomst:
    gevuld = _gevuld(greep.tabel[begin]) & _gevuld(greep.tabel[eind])
    rijen = greep.rijen(gevuld)
    waarden = greep.tabel[eind].waarden.copy()
    waarden[rijen] = greep.tabel[begin].waarden[rijen] - greep.rng.integers(1, 30, len(rijen))
    return greep.met(eind, waarden), greep.fouten(rijen, eind)


def _na_peildatum(greep: _Greep, kolom: str) -> _Uitkomst:
    rijen = greep.rijen(_gevuld(greep.tabel[kolom]))
    waarden = greep.tabel[kolom].waarden.copy()
    waarden[rijen] = greep.wereld.peildatum + greep.rng.integers(1, 400, len(rijen))
    return greep.met(kolom, waarden), greep.fouten(rijen, kolom)


def _laat(greep: _Greep) -> _Uitkomst:
    sluiten = greep.tabel["gesloten_op"].waarden
    speling = greep.wereld.peildatum - sluiten
    rijen = greep.rijen(_gevuld(greep.tabel["gesloten_op"]) & (speling > 60))
    waarden = sluiten.copy()
    waarden[rijen] += np.minimum(greep.rng.integers(30, 200, len(rijen)), speling[rijen])
    return greep.met("gesloten_op", waarden), greep.fouten(rijen, "gesloten_op")


def _migratie(greep: _Greep) -> _Uitkomst:
    """Wat kort voor de migratie is beoordeeld, heeft geen dag van oppakken meer."""
    beoordeeld, dag = greep.tabel["beoordeeld_op"].waarden, greep.wereld.migratiedag
    rijen = np.flatnonzero(greep.vrij & (beoordeeld < dag) & (beoordeeld >= dag - _ZONDER_OPPAKKEN))
    greep.vrij[rijen] = False
    waarden = greep.tabel["opgepakt_op"].waarden.copy()
    waarden[rijen] = LEEG
    return greep.met("opgepakt_op", waarden), greep.fouten(rijen, "opgepakt_op")


def schijn_bsn(nummer: int) -> str:
    """Een nummer dat de elfproef haalt, uit de reeks voor testpersonen die met 9999 begint."""
    stam = 9999000 + nummer % 1000  # zeven cijfers; bij elke stam past altijd een voorlaatste en laatste cijfer
    vast = sum((9 - plaats) * int(cijfer) for plaats, cijfer in enumerate(str(stam)))
    voorlaatste = nummer // 1000 % 10
    while (vast + 2 * voorlaatste) % 11 == 10:
        voorlaatste = (voorlaatste + 1) % 10
    return f"{stam}{voorlaatste}{(vast + 2 * voorlaatste) % 11}"


_INGREPEN: tuple[tuple[str, str, Callable[[_Greep], _Uitkomst]], ...] = (
    ("dubbel_id", "melding", lambda g: _verdubbel(g, zelfde_id=True)),
    ("dubbele_melding", "melding", lambda g: _verdubbel(g, zelfde_id=False)),
    ("onbekende_code", "melding", lambda g: _tekst(g, "hoedanigheid", lambda n: ("huisdokter", "agent")[n % 2])),
    ("onmogelijke_ontvangst", "melding", lambda g: _tekst(g, "ontvangen_op", lambda _: "2025-02-30", datum=True)),
    ("onmogelijke_datum", "melding", lambda g: _tekst(g, "teruggekoppeld_op", lambda _: "2024-11-31", datum=True)),
    ("verkeerde_volgorde", "melding", lambda g: _voor_begin(g, "ontvangen_op", "beoordeeld_op")),
    ("ontbrekende_waarde", "melding", lambda g: _leeg(g, "hoedanigheid", als="beoordeeld_op")),
    ("stille_leegte", "melding", lambda g: _leeg(g, "urgentie")),
    ("na_peildatum", "melding", lambda g: _na_peildatum(g, "teruggekoppeld_op")),
    (MIGRATIE, "melding", _migratie),
    ("dode_verwijzing", "dienst", lambda g: _tekst(g, "dossier_id", lambda n: f"{g.wereld.regio.code}-D{900000 + n}")),
    ("verkeerde_volgorde", "dienst", lambda g: _voor_begin(g, "gestart_op", "afgerond_op")),
    ("bsn", "betrokkene", lambda g: _tekst(g, "persoon_id", schijn_bsn)),
    ("ontbrekende_waarde", "dienst", lambda g: _leeg(g, "top3", als="afgerond_op")),
    ("stille_leegte", "betrokkene", lambda g: _leeg(g, "geslacht", "geboortejaar")),
    ("lege_opening", "dossier", lambda g: _leeg(g, "geopend_op")),
    ("laat_ingevoerd", "dossier", _laat),
)


def schrijf_rommel(pad: Path, soorten: frozenset[str], fouten: list[Fout]) -> None:
    """Schrijf op welke rommel er met opzet in zit."""
    inhoud = {
        "soorten": {naam: asdict(SOORTEN[naam]) for naam in SOORTEN if naam in soorten},
        "fouten": [asdict(fout) for fout in fouten],
    }
    pad.write_text(json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
