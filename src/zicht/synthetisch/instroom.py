"""De instroom van meldingen, hun wachtlijst en het besluit na de veiligheidsbeoordeling."""

from dataclasses import dataclass

import numpy as np

from zicht.synthetisch.kalenderritme import gewichten, verdeel
from zicht.synthetisch.kolommen import Getallen, Kommagetallen, Toeval, Waarheden
from zicht.synthetisch.toeval import kies, precies, trek
from zicht.synthetisch.wachtrij import golf, pak_op
from zicht.synthetisch.wereld import Wereld

# Waar een melding op uitloopt; AANSLUITEND hoort bij een dossier dat al open is.
AANSLUITEND, REGISTRATIE, OVERDRACHT, VOORWAARDEN, ONDERZOEK, GEEN, MAATWERK = range(-1, 6)
# De fase van de betrokkenheid waarin een melding binnenkomt.
NIEUW, TIJDENS_BEOORDELING, TIJDENS_VERVOLG, TIJDENS_MONITOREN = range(4)
HOOG, MIDDEN, LAAG = range(3)

# Keuzes: hoe urgent meldingen zijn, en hoe urgentie samengaat met het vervolg (gewichten voor hoog, midden, laag).
_URGENTIE = [0.14, 0.46, 0.40]
_GEWICHT_VOORWAARDEN = np.array([2.6, 1.5, 0.6])
_GEWICHT_ONDERZOEK = np.array([1.6, 1.3, 0.6])
_GEWICHT_REGISTRATIE = np.array([0.05, 0.5, 1.5])
# Keuzes voor de duur van een beoordeling in werkdagen: eerst de kansen op 0 tot en met 5, dan een staart vanaf 6.
_KORT = [0.10, 0.20, 0.22, 0.20, 0.16, 0.12]
_STAART = 0.24
_SNEL_BIJ_HOOG = [0.45, 0.30, 0.15, 0.06, 0.03, 0.01]


@dataclass
class Meldingen:
    """Alle meldingen van een regio, in volgorde van ontvangst; een getal per melding."""

    ontvangen: Getallen
    politie: Waarheden
    urgentie: Getallen
    fase: Getallen
    opgepakt: Getallen
    beoordeeld: Getallen
    vervolg: Getallen
    opener: Getallen  # de melding die het dossier opende; zichzelf bij een nieuwe

    def __len__(self) -> int:
        return len(self.ontvangen)

    def nieuwe(self) -> Getallen:
        """De meldingen die een dossier openen."""
        return np.flatnonzero(self.fase == NIEUW).astype(np.int32)


def maak_meldingen(wereld: Wereld) -> Meldingen:
    """Meldingen met ontvangst, urgentie, oppakken en beoordelen; nog zonder besluit en dossier."""
    ontvangen, politie = _ontvangst(wereld)
    rng = wereld.toeval("urgentie")
    urgentie = trek(rng, _URGENTIE, len(ontvangen))
    fase = _fasen(wereld, ontvangen)
    rng = wereld.toeval("wachtrij")
    wachttijd = golf(wereld.raster, rng, 1.2, 4.4, 0.42)
    opgepakt = pak_op(wereld.raster, ontvangen, urgentie, wachttijd, wereld.dicht())
    # Wie na de laatste dag nog wacht, krijgt een (later onzichtbaar) einde ver voorbij de peildatum.
    opgepakt = np.where(opgepakt < ontvangen, wereld.peildatum + 60, opgepakt).astype(np.int32)
    duur = _duur_beoordeling(wereld.toeval("beoordeling"), wereld, opgepakt, urgentie)
    beoordeeld = wereld.raster.plus_werkdagen(opgepakt, duur)
    vervolg = np.full(len(ontvangen), AANSLUITEND, np.int32)
    opener = np.arange(len(ontvangen), dtype=np.int32)
    return Meldingen(ontvangen, politie, urgentie, fase, opgepakt, beoordeeld, vervolg, opener)


def _ontvangst(wereld: Wereld) -> tuple[Getallen, Waarheden]:
    rng = wereld.toeval("instroom")
    dagen: list[Getallen] = []
    totaal = wereld.aantallen("meldingen")
    van_politie = {jaar: round(n * wereld.ijking.aandeel("aandeel_politie", jaar)) for jaar, n in totaal.items()}
    for politie in (True, False):
        aantallen = van_politie if politie else {jaar: n - van_politie[jaar] for jaar, n in totaal.items()}
        dagen.append(verdeel(rng, wereld.raster, gewichten(wereld.raster, rng, politie=politie), aantallen))
    ontvangen = np.concatenate(dagen)
    politie = np.repeat([True, False], [len(deel) for deel in dagen])
    volgorde = np.lexsort((rng.random(len(ontvangen)), ontvangen))
    return ontvangen[volgorde], politie[volgorde]


def _fasen(wereld: Wereld, ontvangen: Getallen) -> Getallen:
    rng = wereld.toeval("fase")
    jaar = wereld.raster.jaar_van(ontvangen)
    fase = np.zeros(len(ontvangen), np.int32)
    for j in wereld.jaren:
        rijen = np.flatnonzero(jaar == j)
        delen = [wereld.ijking.aandeel(f"fase_{naam}", j) for naam in ("beoordeling", "na_beoordeling", "monitoring")]
        vervolg = min(wereld.ijking.aantal("vervolgmeldingen", j) / max(len(rijen), 1), 1.0)
        fase[rijen] = precies(rng, [1 - vervolg, *(deel / sum(delen) * vervolg for deel in delen)], len(rijen))
    return fase


def _duur_beoordeling(rng: Toeval, wereld: Wereld, opgepakt: Getallen, urgentie: Getallen) -> Getallen:
    aantal = len(opgepakt)
    staart = 6 + np.minimum(rng.geometric(0.28, aantal), 24)
    tijdig = 1 - np.clip(_STAART * (golf(wereld.raster, rng, 0.45, 1.0, 0.25)), 0.06, 0.30)
    per_dag = tijdig[np.clip(opgepakt - wereld.raster.begin, 0, len(tijdig) - 1)]
    duur = np.where(rng.random(aantal) < per_dag, trek(rng, _KORT, aantal), staart)
    return np.where(urgentie == HOOG, trek(rng, _SNEL_BIJ_HOOG, aantal), duur).astype(np.int32)


def besluit(wereld: Wereld, meldingen: Meldingen) -> None:
    """Geef elke nieuwe melding haar vervolg: per jaar van beoordelen precies de geijkte aantallen."""
    rng = wereld.toeval("besluit")
    nieuwe = meldingen.nieuwe()
    jaar = wereld.raster.jaar_van(meldingen.beoordeeld[nieuwe])
    for j in np.unique(jaar).tolist():
        rijen = nieuwe[jaar == j]
        meldingen.vervolg[rijen] = GEEN
        for wat, naam, gewicht in _VERDELING:
            vrij = rijen[meldingen.vervolg[rijen] == GEEN]
            gewichten_ = None if gewicht is None else gewicht[meldingen.urgentie[vrij]]
            meldingen.vervolg[kies(rng, vrij, wereld.ijking.aantal(naam, j), gewichten_)] = wat


_VERDELING: tuple[tuple[int, str, Kommagetallen | None], ...] = (
    (VOORWAARDEN, "voorwaarden_en_vervolg", _GEWICHT_VOORWAARDEN),
    (ONDERZOEK, "onderzoek", _GEWICHT_ONDERZOEK),
    (REGISTRATIE, "registratie", _GEWICHT_REGISTRATIE),
    (OVERDRACHT, "overdracht", None),
)
