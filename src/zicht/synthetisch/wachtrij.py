"""Een wachtlijst met urgentie: hoog gaat altijd voor, de rest wacht op capaciteit.

Per werkdag wordt zoveel opgepakt als er de afgelopen weken binnenkwam, plus een deel van wat er meer (of minder) ligt dan
het streefniveau. Dat niveau golft door het jaar en van jaar tot jaar: zo groeit en krimpt de achterstand zonder uit de
hand te lopen. In schoolvakanties is er minder bezetting.
"""

import numpy as np

from zicht.synthetisch.kalenderritme import Raster
from zicht.synthetisch.kolommen import LEEG, Getallen, Kommagetallen, Toeval, Waarheden

_TRAAGHEID = 12  # in zoveel werkdagen werkt men een verschil met het streefniveau weg
_VAKANTIEBEZETTING = 0.85
_DEEL_MIDDEN = 0.57  # deel van de capaciteit dat eerst naar urgentie midden gaat
_TERUGKIJK = 40  # dagen waarover het tempo van de instroom wordt gemeten


def golf(raster: Raster, rng: Toeval, laag: float, hoog: float, diepte: float = 0.55) -> Kommagetallen:
    """Een niveau per dag tussen laag en hoog: per jaar een ander peil, rond de jaarwisseling lager."""
    jaren = np.unique(raster.jaar)
    peil = np.clip(0.5 + np.cumsum(rng.choice([-0.45, 0.45], len(jaren))), 0, 1)
    peil = np.where(np.arange(len(jaren)) % 2 == 0, peil, 1 - peil) * 0.7 + rng.random(len(jaren)) * 0.3
    per_dag = np.interp(
        raster.dagen, [raster.van_jaar(int(jaar))[0] + 182 for jaar in jaren], laag + (hoog - laag) * peil
    )
    seizoen = 1 - diepte * np.cos(2 * np.pi * (raster.dag_van_jaar - 20) / 365)
    return per_dag * seizoen


def pak_op(
    raster: Raster, dag: Getallen, urgentie: Getallen, wachttijd: Kommagetallen, dicht: Waarheden | None = None
) -> Getallen:
    """De dag waarop elk geval wordt opgepakt; `wachttijd` is het streefniveau in werkdagen werk.

    Op dagen die `dicht` zijn wordt alleen het dringende werk gedaan, zoals bij de overgang naar een ander systeem.
    """
    uit = np.full(len(dag), LEEG, np.int32)
    per_klasse = [np.flatnonzero(urgentie == klasse) for klasse in range(3)]
    uit[per_klasse[0]] = dag[per_klasse[0]]
    instroom = [np.bincount(dag[welke] - raster.begin, minlength=len(raster.jaar)) for welke in per_klasse[1:]]
    open_ = raster.werkdag if dicht is None else raster.werkdag & ~dicht
    uitstroom = _loop(raster, open_, instroom[0], instroom[1], wachttijd)
    for welke, keren in zip(per_klasse[1:], uitstroom, strict=True):
        opgepakt = np.repeat(raster.dagen, keren)
        volgorde = welke[np.argsort(dag[welke], kind="stable")]
        uit[volgorde[: len(opgepakt)]] = opgepakt
    return uit


def _tempo(raster: Raster, totaal: Getallen) -> Kommagetallen:
    som = np.concatenate([[0.0], np.cumsum(totaal, dtype=np.float64)])
    werk = np.concatenate([[0.0], np.cumsum(raster.werkdag, dtype=np.float64)])
    eind = np.arange(1, len(totaal) + 1)
    begin = np.maximum(eind - _TERUGKIJK, 0)
    return (som[eind] - som[begin]) / np.maximum(werk[eind] - werk[begin], 1.0)


def _loop(
    raster: Raster, open_: Waarheden, midden: Getallen, laag: Getallen, wachttijd: Kommagetallen
) -> tuple[Getallen, Getallen]:
    tempo = _tempo(raster, midden + laag)
    bezetting = np.where(raster.vakantie, _VAKANTIEBEZETTING, 1.0)
    # Per dag: erbij voor midden en laag, en de capaciteit zolang er niets ligt. Lijsten: dat loopt sneller dan arrays.
    basis = ((tempo - wachttijd * tempo / _TRAAGHEID) * bezetting).tolist()
    dagen = zip(open_.tolist(), midden.tolist(), laag.tolist(), basis, bezetting.tolist(), strict=True)
    uit_midden, uit_laag = np.zeros_like(midden), np.zeros_like(laag)
    ligt_midden = ligt_laag = 0
    rest = voor_midden = 0.0
    for d, (werkt, nieuw_midden, nieuw_laag, capaciteit, aanwezig) in enumerate(dagen):
        ligt_midden += nieuw_midden
        ligt_laag += nieuw_laag
        if not werkt:
            continue
        ligt = ligt_midden + ligt_laag
        rest += max(capaciteit + ligt / _TRAAGHEID * aanwezig, 0.0)
        kan = min(int(rest), ligt)
        rest = min(rest - kan, 1.0)
        voor_midden = min(voor_midden + kan * _DEEL_MIDDEN, kan + 1.0)
        neemt_laag = min(ligt_laag, kan - min(ligt_midden, int(voor_midden), kan))
        neemt_midden = min(ligt_midden, kan - neemt_laag)
        voor_midden -= min(neemt_midden, int(voor_midden))
        uit_midden[d], uit_laag[d] = neemt_midden, neemt_laag
        ligt_midden -= neemt_midden
        ligt_laag -= neemt_laag
    return uit_midden, uit_laag
