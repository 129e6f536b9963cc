"""Verzonnen geschreven tijd bij feiten: scheve uren rond de normtijd, en een dienst die er met opzet boven ligt.

Keuzes: uren spreiden 60 procent om hun gemiddelde, 3 op de 100 zaken die klaar zijn hebben geen geschreven tijd, en Voorwaarden
en vervolg kost 20 procent meer dan de normtijd, zodat er iets te vinden is. Een dienst zonder normtijd in de eigen begroting volgt NOG.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from zicht.catalogus import begrotingen, load
from zicht.catalogus.normtijden import BEWAAKT
from zicht.cijfers.normtijden import zaken
from zicht.core.begroting.normtijden import Zaaktijd
from zicht.engines.feitenset import Feitenset
from zicht.synthetisch.kolommen import Toeval
from zicht.synthetisch.toeval import stroom

VARIATIE = 0.6
ZONDER = 0.03
AFWIJKING: Mapping[str, float] = {"voorwaarden_en_vervolg": 0.2}
_VOORBEELD = "nog"
_MEESTE = 6.0  # uren op een regel
_KWART = 0.25
KOP = "soort,id,datum,uren"


def schrijf_bij(feitenset: Feitenset, pad: Path, seed: int) -> None:
    """Schrijf tijd bij de zaken van deze feiten; dezelfde feiten en seed geven dezelfde bytes."""
    regio = feitenset.regios[0]
    normen = _normtijden(regio)
    rijen = [KOP]
    for bewaakt in BEWAAKT:
        rng = stroom(seed, regio, f"tijdschrijven {bewaakt.dienst}")
        verwacht = float(normen[bewaakt.dienst]) * (1 + AFWIJKING.get(bewaakt.dienst, 0.0))
        for zaak in zaken(feitenset, bewaakt, feitenset.peildatum):
            uren, gemist = _uren(rng, verwacht), rng.random() < ZONDER
            if zaak.einde is not None and not gemist:
                rijen += [
                    f"{bewaakt.soort},{zaak.sleutel},{dag},{deel:g}" for dag, deel in _regels(zaak, zaak.einde, uren)
                ]
    pad.write_text("\n".join(rijen) + "\n", encoding="utf-8")


def _normtijden(regio: str) -> dict[str, Decimal]:
    """De normtijd van elke dienst: die van de eigen begroting gaat voor."""
    uit: dict[str, Decimal] = {}
    for naam in (_VOORBEELD, regio.lower()):
        getallen = begrotingen.begroting(naam, None).getallen if naam in load.regios() else {}
        for bewaakt in BEWAAKT:
            if gevonden := getallen.get(f"dienst.{bewaakt.dienst}.normtijd_uren"):
                uit[bewaakt.dienst] = gevonden.waarde
    return uit


def _uren(rng: Toeval, verwacht: float) -> float:
    sigma = np.sqrt(np.log1p(VARIATIE**2))
    ruw = rng.lognormal(np.log(verwacht) - sigma**2 / 2, sigma)
    return max(round(float(ruw) / _KWART) * _KWART, _KWART)


def _regels(zaak: Zaaktijd, einde: date, uren: float) -> Iterator[tuple[date, float]]:
    """Verdeel de uren van een zaak over haar dagen, in kwartieren en hoogstens zes uur op een regel."""
    aantal = int(-(-uren // _MEESTE))
    kwartieren, rest = divmod(round(uren / _KWART), aantal)
    for nummer in range(aantal):
        dag = zaak.begin + timedelta(days=(einde - zaak.begin).days * nummer // aantal)
        yield dag, (kwartieren + (nummer < rest)) * _KWART
