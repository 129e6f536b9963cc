"""De dagen van de synthetische regio: werkdagen, weekritme en schoolvakanties."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

import numpy as np

from zicht.core.kalender import Kalender, dagnummer, lees_feestdagen
from zicht.core.schoolvakanties import VOORAF_DAGEN, schoolvakanties
from zicht.synthetisch.kolommen import Getallen, Kommagetallen, Toeval, Waarheden

# Keuze: gewicht per weekdag (maandag eerst). Politie meldt ook in het weekend; anderen bijna alleen op werkdagen.
_WEEK_POLITIE = np.array([1.25, 1.05, 1.0, 1.0, 1.0, 0.85, 0.85])
_WEEK_ANDEREN = np.array([1.15, 1.15, 1.1, 1.1, 1.0, 0.12, 0.10])
# Keuze, naar de meerjarenbegroting NOG 2025 ("professionals melden voordat zij zelf op vakantie gaan").
_VAKANTIE_ANDEREN, _VOOR_VAKANTIE_ANDEREN, _FEESTDAG_ANDEREN = 0.62, 1.25, 0.25


@cache
def werkkalender() -> Kalender:
    """De kalender van de wet, uit de catalogus."""
    pad = resources.files("zicht.catalogus") / "parameters" / "landelijk" / "feestdagen.toml"
    return lees_feestdagen(pad.read_text(encoding="utf-8")).kalender("atw")


@dataclass(frozen=True)
class Raster:
    """Alle dagen van een tijdvak als arrays; een dag is het aantal dagen sinds 1970."""

    begin: int
    jaar: Getallen
    maand: Getallen
    dag_van_jaar: Getallen
    weekdag: Getallen
    werkdag: Waarheden
    vakantie: Waarheden
    voor_vakantie: Waarheden
    werkdagen: Getallen  # de dagen die werkdag zijn
    telling: Getallen  # per dag: hoeveel werkdagen tot en met die dag

    @property
    def dagen(self) -> Getallen:
        """Alle dagen."""
        return np.arange(self.begin, self.begin + len(self.jaar), dtype=np.int32)

    def plus_werkdagen(self, dag: Getallen, aantal: Getallen) -> Getallen:
        """De zoveelste werkdag na elke dag; nul werkdagen later is de dag zelf."""
        plaats = self.telling[dag - self.begin] + aantal - 1
        return np.where(aantal > 0, self.werkdagen[np.clip(plaats, 0, len(self.werkdagen) - 1)], dag).astype(np.int32)

    def op_werkdag(self, dag: Getallen) -> Getallen:
        """De dag zelf als het een werkdag is, anders de eerstvolgende werkdag."""
        return np.where(self.werkdag[dag - self.begin], dag, self.plus_werkdagen(dag, np.ones_like(dag)))

    def jaar_van(self, dag: Getallen) -> Getallen:
        """Het kalenderjaar van elke dag."""
        return self.jaar[np.clip(dag - self.begin, 0, len(self.jaar) - 1)]

    def van_jaar(self, jaar: int) -> Getallen:
        """De dagen van een jaar."""
        return self.dagen[self.jaar == jaar]


@cache
def maak_raster(eerste_jaar: int, laatste_jaar: int, vakantie: str) -> Raster:
    """Het raster van 1 januari van het eerste tot en met 31 december van het laatste jaar."""
    begin, eind = date(eerste_jaar, 1, 1), date(laatste_jaar, 12, 31)
    dagen = [begin + timedelta(days=n) for n in range((eind - begin).days + 1)]
    werkdag = np.array([werkkalender().is_werkdag(dag) for dag in dagen])
    vrij = _schoolvakanties(dagnummer(begin), len(dagen), range(eerste_jaar - 1, laatste_jaar + 2), vakantie)
    vooraf = np.zeros_like(vrij)
    for dagen_ervoor in range(1, VOORAF_DAGEN + 1):
        vooraf[:-dagen_ervoor] |= vrij[dagen_ervoor:]
    nummers = np.arange(dagnummer(begin), dagnummer(begin) + len(dagen), dtype=np.int32)
    return Raster(
        begin=dagnummer(begin),
        jaar=np.array([dag.year for dag in dagen], np.int32),
        maand=np.array([dag.month for dag in dagen], np.int32),
        dag_van_jaar=np.array([dag.timetuple().tm_yday for dag in dagen], np.int32),
        weekdag=np.array([dag.weekday() for dag in dagen], np.int32),
        werkdag=werkdag,
        vakantie=vrij,
        voor_vakantie=vooraf & ~vrij,
        werkdagen=nummers[werkdag],
        telling=np.cumsum(werkdag).astype(np.int32),
    )


def _schoolvakanties(begin: int, aantal: int, jaren: range, deel: str) -> Waarheden:
    """Of een dag in een (benaderde) schoolvakantie van dit deel van het land valt."""
    vrij = np.zeros(aantal, np.bool_)
    for jaar in jaren:
        for eerste, laatste in schoolvakanties(jaar, deel):
            vrij[max(dagnummer(eerste) - begin, 0) : max(dagnummer(laatste) - begin + 1, 0)] = True
    return vrij


def gewichten(raster: Raster, rng: Toeval, *, politie: bool) -> Kommagetallen:
    """Hoe druk elke dag is, met ruis per week; het jaartotaal ligt er later bovenop vast."""
    gewicht = (_WEEK_POLITIE if politie else _WEEK_ANDEREN)[raster.weekdag].copy()
    feestdag = ~raster.werkdag & (raster.weekdag < 5)
    if politie:
        gewicht *= np.where(raster.vakantie, 1.04, 1.0)
    else:
        gewicht *= np.where(raster.vakantie, _VAKANTIE_ANDEREN, 1.0)
        gewicht *= np.where(raster.voor_vakantie, _VOOR_VAKANTIE_ANDEREN, 1.0)
        gewicht *= np.where(feestdag, _FEESTDAG_ANDEREN, 1.0)
    weken = np.arange(len(gewicht)) // 7
    return gewicht * np.exp(rng.normal(0, 0.06, weken[-1] + 1))[weken]


def verdeel(rng: Toeval, raster: Raster, gewicht: Kommagetallen, aantallen: dict[int, int]) -> Getallen:
    """Dagen, oplopend: per jaar precies het gevraagde aantal, verdeeld naar gewicht."""
    keren = np.zeros(len(raster.jaar), np.int64)
    for jaar, aantal in aantallen.items():
        van_jaar = raster.jaar == jaar
        keren[van_jaar] = rng.multinomial(aantal, gewicht[van_jaar] / gewicht[van_jaar].sum())
    return np.repeat(raster.dagen, keren)
