"""De dossiers: wanneer ze openen en sluiten, langs welke weg, en van welk gezin ze zijn."""

from dataclasses import dataclass

import numpy as np

from zicht.synthetisch.diensten import Blok
from zicht.synthetisch.instroom import GEEN, ONDERZOEK, OVERDRACHT, VOORWAARDEN, Meldingen
from zicht.synthetisch.kolommen import Getallen, Kommagetallen, Toeval
from zicht.synthetisch.toeval import binnen
from zicht.synthetisch.wereld import Wereld

SLUITROUTES = ("directe_overdracht", "vervolgdienst", "geen_vervolg", "regionaal_maatwerk", "overig")
# Keuzes: deel van de nieuwe dossiers over een bekend gezin, en hoe lang dat na het sluiten van het vorige komt.
_KANS_TERUG, _MEDIAAN_TERUG, _SPREIDING_TERUG = 0.15, 240.0, 0.9
# Dossiers na een directe overdracht die voor een volgende melding in aanmerking komen; na een dienst altijd. De
# meeste gezinnen komen na een directe overdracht terug, want daarvan zijn er veel meer.
_GEWICHT_DIRECT = 0.9
_KANS_VERHUISD = 0.07
_RONDES = 8
_SPEELRUIMTE = 12  # zoveel gesloten dossiers ver wordt er willekeurig gekozen


@dataclass
class Dossiers:
    """Alle dossiers van een regio, in volgorde van openen; een getal per dossier."""

    melding: Getallen  # de melding die opende
    geopend: Getallen
    gesloten: Getallen
    route: Getallen
    gezin: Getallen
    volgnummer: Getallen  # het hoeveelste dossier van dit gezin, vanaf nul
    gemeente: Getallen

    def __len__(self) -> int:
        return len(self.melding)


def maak_dossiers(
    wereld: Wereld, meldingen: Meldingen, blokken: list[Blok], direct: Getallen
) -> tuple[Dossiers, Getallen]:
    """De dossiers, en per melding het nummer van haar dossier."""
    opent = meldingen.nieuwe()
    nummer = np.full(len(meldingen), -1, np.int32)
    nummer[opent] = np.arange(len(opent), dtype=np.int32)
    dossier = nummer[meldingen.opener]
    geopend = meldingen.ontvangen[opent]
    gesloten = np.maximum(meldingen.beoordeeld[opent], direct[opent])
    np.maximum.at(gesloten, dossier, meldingen.beoordeeld)
    for blok in blokken:
        np.maximum.at(gesloten, dossier[blok.melding], blok.einde())
    rng = wereld.toeval("dossiers")
    route = _routes(rng, meldingen.vervolg[opent])
    vorige = _vorige_dossiers(wereld.toeval("recidive"), geopend, gesloten, route)
    gezin, volgnummer = _gezinnen(vorige)
    gemeente = _gemeenten(wereld.toeval("gemeenten"), wereld.regio.gewichten(), vorige)
    return Dossiers(opent, geopend, gesloten, route, gezin, volgnummer, gemeente), dossier


def _routes(rng: Toeval, vervolg: Getallen) -> Getallen:
    route = np.full(len(vervolg), SLUITROUTES.index("geen_vervolg"), np.int32)
    route[vervolg == OVERDRACHT] = SLUITROUTES.index("directe_overdracht")
    route[np.isin(vervolg, (VOORWAARDEN, ONDERZOEK))] = SLUITROUTES.index("vervolgdienst")
    overig = (vervolg == GEEN) & binnen(rng, 0.1, len(vervolg))
    route[overig] = SLUITROUTES.index("overig")
    return route


def _vorige_dossiers(rng: Toeval, geopend: Getallen, gesloten: Getallen, route: Getallen) -> Getallen:
    """Per dossier het vorige van hetzelfde gezin, of -1. Elk dossier heeft ten hoogste een opvolger, na het sluiten."""
    vorige = np.full(len(geopend), -1, np.int32)
    mee = (route != SLUITROUTES.index("directe_overdracht")) | binnen(rng, _GEWICHT_DIRECT, len(route))
    kandidaat = np.flatnonzero(mee)
    # Wat op een dag sluit in willekeurige volgorde: anders won altijd het laatst geopende dossier van die dag.
    kandidaat = kandidaat[np.lexsort((rng.random(len(kandidaat)), gesloten[kandidaat]))]
    vrij = np.ones(len(kandidaat), np.bool_)
    zoekt = np.flatnonzero(binnen(rng, _KANS_TERUG, len(geopend)))
    for _ in range(_RONDES):
        terug = rng.lognormal(np.log(_MEDIAAN_TERUG), _SPREIDING_TERUG, len(zoekt)).astype(np.int32) + 1
        plaats = np.searchsorted(gesloten[kandidaat], geopend[zoekt] - terug, side="right") - 1
        plaats -= rng.integers(0, _SPEELRUIMTE, len(plaats))
        goed = (plaats >= 0) & vrij[np.maximum(plaats, 0)]
        _, eerste = np.unique(np.where(goed, plaats, -1), return_index=True)
        eerste = eerste[goed[eerste]]
        vorige[zoekt[eerste]] = kandidaat[plaats[eerste]]
        vrij[plaats[eerste]] = False
        zoekt = np.delete(zoekt, eerste)
    return vorige


def _gezinnen(vorige: Getallen) -> tuple[Getallen, Getallen]:
    """Het gezin van elk dossier (het nummer van zijn eerste dossier), en het hoeveelste dossier dit is."""
    gezin = np.where(vorige < 0, np.arange(len(vorige), dtype=np.int32), vorige)
    volgnummer = (vorige >= 0).astype(np.int32)
    while True:
        volgende = gezin[gezin]
        if np.array_equal(volgende, gezin):
            break
        volgnummer = volgnummer + volgnummer[gezin]
        gezin = volgende
    _, nummer = np.unique(gezin, return_inverse=True)
    return nummer.astype(np.int32), volgnummer.astype(np.int32)


def _gemeenten(rng: Toeval, gewicht: Kommagetallen, vorige: Getallen) -> Getallen:
    """De gemeente van elk dossier: die van het vorige dossier, tenzij het gezin verhuisde."""
    aantal = len(vorige)
    gemeente = rng.choice(len(gewicht), aantal, p=gewicht).astype(np.int32)
    blijft = np.where(binnen(rng, _KANS_VERHUISD, aantal) | (vorige < 0), np.arange(aantal, dtype=np.int32), vorige)
    while True:
        volgende = blijft[blijft]
        if np.array_equal(volgende, blijft):
            return gemeente[blijft]
        blijft = volgende
