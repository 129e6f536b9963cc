"""De diensten na een beoordeling: V&V, onderzoek, overdracht en monitoren, met hun wachttijd en duur."""

from dataclasses import dataclass, field

import numpy as np

from zicht.synthetisch.instroom import ONDERZOEK, OVERDRACHT, VOORWAARDEN, Meldingen
from zicht.synthetisch.kolommen import LEEG, Getallen, Waarheden
from zicht.synthetisch.toeval import binnen, kies
from zicht.synthetisch.wachtrij import golf, pak_op
from zicht.synthetisch.wereld import Wereld

SOORTEN = (
    "voorwaarden_en_vervolg", "onderzoek", "monitoren", "ondersteuning_professional", "zicht_op_veiligheid",
    "huisverbod_beoordeling", "huisverbod_uitvoering", "meldpunt_jeugdprostitutie", "mda",
)  # fmt: skip

# Keuzes per dienst: wachttijd (laag en hoog, in werkdagen werk), mediaan en spreiding van de duur na de start in dagen.
# Ze geven na start 85-95 % binnen tien weken, na ontvangst 45-60 % (V&V) en 35-50 % (onderzoek): rond de normen van NHN.
_WACHT = {VOORWAARDEN: (9.0, 24.0), ONDERZOEK: (9.0, 23.0)}
_DUUR = {VOORWAARDEN: (45.0, 0.33), ONDERZOEK: (50.0, 0.25)}
_KANS_PAUZE = 0.025
# Keuze: momenten van monitoren in dagen na de overdracht. NOG: twee in een jaar; NHN: tot achttien maanden.
_MOMENTEN = {"NHN": ((90, 20), (270, 30), (520, 30))}
_TWEE_MOMENTEN = ((120, 25), (335, 30))
_KANS_EXTRA_MOMENT, _KANS_UITGEVOERD = 0.15, 0.94


@dataclass
class Blok:
    """Een stel diensten van een soort; een getal per dienst."""

    soort: int
    melding: Getallen
    toegewezen: Getallen
    gestart: Getallen
    afgerond: Getallen
    overgedragen: Getallen = field(default_factory=lambda: np.zeros(0, np.int32))
    plan: Getallen = field(default_factory=lambda: np.zeros(0, np.int32))

    def __post_init__(self) -> None:
        """Vul aan wat deze soort niet kent."""
        leeg = np.full(len(self.melding), LEEG, np.int32)
        self.overgedragen = self.overgedragen if len(self.overgedragen) else leeg
        self.plan = self.plan if len(self.plan) else leeg

    def einde(self) -> Getallen:
        """De laatste dag waarop deze dienst het dossier openhoudt."""
        return np.maximum(self.afgerond, self.overgedragen)


@dataclass
class Pauzes:
    """Schorsingen: van welke dienst (plaats in het blok) en wanneer."""

    blok: int
    plaats: Getallen
    van: Getallen
    tot: Getallen


@dataclass
class Momenten:
    """De monitormomenten: van welke dienst (plaats in het blok) en hoe ze verliepen."""

    plaats: Getallen
    gepland: Getallen
    uitgevoerd: Getallen
    met: Getallen
    cijfer: Getallen


def overdrachten(wereld: Wereld, meldingen: Meldingen) -> Getallen:
    """Per melding de dag waarop het vervolg na de beoordeling is belegd; leeg zonder overdracht."""
    rng = wereld.toeval("overdracht")
    aantal = len(meldingen)
    wacht = np.minimum(rng.gamma(1.1, 4.5, aantal), 75).astype(np.int32)
    dag = wereld.raster.op_werkdag(meldingen.beoordeeld + wacht)
    return np.where(meldingen.vervolg == OVERDRACHT, dag, LEEG).astype(np.int32)


def vervolgdiensten(wereld: Wereld, meldingen: Meldingen) -> tuple[list[Blok], list[Pauzes]]:
    """De diensten V&V en onderzoek, elk met een eigen wachtlijst, en hun schorsingen."""
    blokken: list[Blok] = []
    pauzes: list[Pauzes] = []
    for soort, vervolg in enumerate((VOORWAARDEN, ONDERZOEK)):
        rng = wereld.toeval(f"dienst {SOORTEN[soort]}")
        melding = np.flatnonzero(meldingen.vervolg == vervolg).astype(np.int32)
        toegewezen = meldingen.beoordeeld[melding]
        laag, hoog = _WACHT[vervolg]
        wachttijd = golf(wereld.raster, rng, laag, hoog, 0.3)
        gestart = pak_op(wereld.raster, toegewezen, meldingen.urgentie[melding], wachttijd)
        gestart = np.where(gestart < toegewezen, wereld.peildatum + 90, gestart)
        gestart = wereld.raster.op_werkdag(gestart.astype(np.int32))
        mediaan, spreiding = _DUUR[vervolg]
        duur = np.clip(rng.lognormal(np.log(mediaan), spreiding, len(melding)), 10, 260).astype(np.int32)
        pauze, lengte = binnen(rng, _KANS_PAUZE, len(melding)), rng.integers(7, 36, len(melding), dtype=np.int32)
        plaats = np.flatnonzero(pauze).astype(np.int32)
        van = gestart[plaats] + (duur[plaats] * rng.uniform(0.2, 0.7, len(plaats))).astype(np.int32)
        pauzes.append(Pauzes(soort, plaats, van, van + lengte[plaats]))
        afgerond = wereld.raster.op_werkdag(gestart + duur + np.where(pauze, lengte, 0).astype(np.int32))
        wacht = np.minimum(rng.gamma(1.4, 6.0, len(melding)), 90).astype(np.int32)
        plan = gestart + np.minimum(rng.integers(0, 15, len(melding), dtype=np.int32), duur)
        plan = np.where(binnen(rng, 0.97, len(melding)), plan, LEEG).astype(np.int32)
        overgedragen = wereld.raster.op_werkdag(afgerond + wacht)
        blokken.append(Blok(soort, melding, toegewezen, gestart, afgerond, overgedragen, plan))
    return blokken, pauzes


def monitoren(wereld: Wereld, meldingen: Meldingen, blokken: list[Blok], direct: Getallen) -> tuple[Blok, Momenten]:
    """De dienst monitoren: eerst na vervolgdiensten, aangevuld na directe overdracht; per jaar het geijkte aantal."""
    na_dienst = np.concatenate([blok.melding for blok in blokken])
    begin = direct.copy()
    begin[na_dienst] = np.concatenate([blok.overgedragen for blok in blokken])
    is_dienst = np.zeros(len(meldingen), np.bool_)
    is_dienst[na_dienst] = True
    melding = np.sort(np.concatenate(_kies_monitoren(wereld, begin, is_dienst)))
    blok = Blok(SOORTEN.index("monitoren"), melding, begin[melding], begin[melding], begin[melding])
    momenten = _momenten(wereld, blok)
    np.maximum.at(blok.afgerond, momenten.plaats, np.maximum(momenten.uitgevoerd, momenten.gepland))
    return blok, momenten


def _kies_monitoren(wereld: Wereld, begin: Getallen, is_dienst: Waarheden) -> list[Getallen]:
    rng = wereld.toeval("keuze monitoren")
    bekend = np.flatnonzero(begin > LEEG)
    jaar = wereld.raster.jaar_van(begin[bekend])
    gekozen: list[Getallen] = []
    for j in np.unique(jaar).tolist():
        rijen = bekend[jaar == j]
        doel = wereld.ijking.aantal("monitoren", j)
        na_dienst = rijen[is_dienst[rijen]]
        gekozen.append(kies(rng, na_dienst, min(doel, round(0.96 * len(na_dienst)))))
        gekozen.append(kies(rng, rijen[~is_dienst[rijen]], doel - len(gekozen[-1])))
    return gekozen


def _momenten(wereld: Wereld, blok: Blok) -> Momenten:
    rng = wereld.toeval("monitormomenten")
    vast = _MOMENTEN.get(wereld.regio.code, _TWEE_MOMENTEN)
    aantal = len(blok.melding)
    rondes = [(*moment, np.ones(aantal, np.bool_)) for moment in vast]
    # Een extra moment valt midden tussen de eerste twee, met zo weinig spreiding dat momenten nooit samenvallen.
    midden = (vast[0][0] + vast[1][0]) // 2
    rondes.insert(1, (midden, 8, binnen(rng, _KANS_EXTRA_MOMENT, aantal)))
    delen: list[Momenten] = []
    for nummer, (na, spreiding, mee) in enumerate(rondes):
        laatste = nummer == len(rondes) - 1
        plaats = np.flatnonzero(mee).astype(np.int32)
        afwijking = np.clip(rng.normal(0, spreiding, len(plaats)), -2 * spreiding, 2 * spreiding).astype(np.int32)
        gepland = wereld.raster.op_werkdag(blok.gestart[plaats] + na + afwijking)
        gehouden = wereld.raster.op_werkdag(gepland + rng.integers(0, 12, len(plaats), dtype=np.int32))
        gedaan = np.ones(len(plaats), np.bool_) if laatste else binnen(rng, _KANS_UITGEVOERD, len(plaats))
        cijfer = np.clip(np.rint(rng.normal(6.1 + 0.4 * nummer, 1.3, len(plaats))), 1, 10).astype(np.int32)
        cijfer = np.maximum(cijfer, 6) if laatste else cijfer
        met = (
            rng.choice([1, 2], len(plaats), p=[0.8, 0.2]) if laatste else rng.choice([0, 1], len(plaats), p=[0.8, 0.2])
        )
        uitgevoerd = np.where(gedaan, gehouden, LEEG).astype(np.int32)
        delen.append(Momenten(plaats, gepland, uitgevoerd, met.astype(np.int32), cijfer))
    velden = ("plaats", "gepland", "uitgevoerd", "met", "cijfer")
    return Momenten(*(np.concatenate([getattr(deel, veld) for deel in delen]) for veld in velden))
