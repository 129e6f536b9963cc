"""De adviezen: anoniem, per jaar precies het geijkte aantal, met chats en ondersteuning van professionals."""

import numpy as np

from zicht.core.codelijsten import KANAAL, SOORT_ADVIES
from zicht.synthetisch import kolommen as k
from zicht.synthetisch.inhoud import AANLEIDINGEN, AARDEN, HOEDANIGHEDEN, adviesvragers, maak_inhoud, namen
from zicht.synthetisch.invoer import invoerdag
from zicht.synthetisch.kalenderritme import gewichten, verdeel
from zicht.synthetisch.kolommen import Getallen
from zicht.synthetisch.toeval import precies, trek
from zicht.synthetisch.wereld import Wereld

_TELEFOON, _CHAT, _FACE_TO_FACE, _OVERIG = range(4)
_DUUR = [0.80, 0.08, 0.05, 0.03, 0.04]  # keuze: deel dat klaar is na 0, 1, 2, 3 dagen; de rest later


def maak_adviezen(wereld: Wereld) -> k.Tabel:
    """De tabel advies van de jaren in het venster."""
    rng = wereld.toeval("adviezen")
    aantallen = wereld.aantallen("adviezen", wereld.venster)
    dag = verdeel(rng, wereld.raster, gewichten(wereld.raster, rng, politie=False), aantallen)
    jaar = wereld.raster.jaar_van(dag)
    kanaal, soort = _kanalen(wereld, jaar)
    inhoud = maak_inhoud(rng, jaar, {j: _aandelen(wereld, j) for j in wereld.venster})
    beroepsmatig = _beroepsmatig(wereld, jaar, soort)
    duur = trek(rng, _DUUR, len(dag))
    klaar = dag + np.where(duur == 4, rng.integers(4, 30, len(dag)), duur)
    gemeente = rng.choice(len(wereld.regio.gemeenten), len(dag), p=wereld.regio.gewichten())
    return {
        "advies_id": k.kenmerk(np.arange(1, len(dag) + 1), f"{wereld.regio.code}-A"),
        "regio": k.constante(wereld.regio.code, len(dag)),
        "gemeente": k.code(gemeente, (g.code for g in wereld.regio.gemeenten)),
        "gestart_op": k.datum(dag),
        "afgesloten_op": k.datum(klaar.astype(np.int32), wereld.peildatum),
        "soort": k.code(soort, namen(SOORT_ADVIES)),
        "kanaal": k.code(kanaal, namen(KANAAL)),
        "hoedanigheid": k.code(adviesvragers(rng, beroepsmatig), HOEDANIGHEDEN),
        "aanleiding": k.codes(inhoud.aanleiding, AANLEIDINGEN),
        "aard": k.codes(inhoud.aard, AARDEN),
        "geregistreerd_op": k.datum(invoerdag(wereld, "advies", dag), wereld.peildatum),
    }


def _aandelen(wereld: Wereld, jaar: int) -> tuple[float, float]:
    ijking = wereld.ijking
    return ijking.aandeel("advies_kindermishandeling", jaar), ijking.aandeel("advies_ex_partner", jaar)


def _kanalen(wereld: Wereld, jaar: Getallen) -> tuple[Getallen, Getallen]:
    """Kanaal en soort (0 advies, 1 ondersteuning); ondersteuning is altijd een persoonlijk gesprek."""
    rng = wereld.toeval("kanalen")
    kanaal, soort = np.zeros(len(jaar), np.int32), np.zeros(len(jaar), np.int32)
    for j in wereld.venster:
        rijen = np.flatnonzero(jaar == j)
        chats, steun = wereld.ijking.aantal("chats", j), wereld.ijking.aantal("ondersteuning", j)
        anders = round(0.03 * len(rijen))
        delen = [max(len(rijen) - chats - steun - anders, 0), chats, steun, anders]
        kanaal[rijen] = precies(rng, delen, len(rijen))
        soort[rijen] = kanaal[rijen] == _FACE_TO_FACE
    return kanaal, soort


def _beroepsmatig(wereld: Wereld, jaar: Getallen, soort: Getallen) -> k.Waarheden:
    """Precies het geijkte deel beroepsmatig; ondersteuning is dat altijd."""
    rng = wereld.toeval("adviesvragers")
    uit = soort == 1
    for j in wereld.venster:
        van_jaar = jaar == j
        rest = np.flatnonzero(van_jaar & ~uit)
        doel = round(wereld.ijking.aandeel("advies_beroepsmatig", j) * int(van_jaar.sum())) - int(
            (van_jaar & uit).sum()
        )
        uit[rng.permutation(rest)[: max(doel, 0)]] = True
    return uit
