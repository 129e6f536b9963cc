"""Het werk dat voorgaat: adviezen, contact en overdracht na een besluit, monitoren, huisverboden, overleg en voorlichting."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from zicht.capaciteit.ijken.instroom import Kijk, Ritme, ijk_ritme
from zicht.capaciteit.ijken.parameters import Normtijden
from zicht.capaciteit.ijken.raster import werkdagnummers
from zicht.capaciteit.ijken.rekenvormen import LEEG, Getallen, Kommagetallen
from zicht.capaciteit.ijken.routes import vervolg_van
from zicht.capaciteit.ijken.stand import DIENSTEN, MONITOREN, ONDERZOEK, VV, Stand
from zicht.capaciteit.model import Nawerk, Vastwerk, Vervolg

TOEGANG, REGIOTEAM = 0, 1
_SPREID = 5  # werkdagen waarover contact en overdracht na een besluit vallen
_VAK, _VAKKEN = 15, 60  # dagen per vak van het monitorprofiel: bijna tweeënhalf jaar vooruit
_BLOKKEN = 12  # momenten waarin het monitoren na een besluit in het model valt
_PER_DIENST = {
    "ondersteuning_professional": ("ondersteuning_professional",),
    "zicht_op_veiligheid": ("zicht_op_veiligheid",),
    "huisverbod_beoordeling": ("huisverbod_beoordeling",),
    "huisverbod_uitvoering": ("huisverbod_uitvoering",),
    "meldpunt_jeugdprostitutie": ("jeugdprostitutie_melding", "jeugdprostitutie_triage"),
}
_PER_ACTIVITEIT = {"casusoverleg": "casusoverleg", "lokaal_overleg": "voorlichting", "voorlichting": "voorlichting"}

KEUZES = (
    "Een chat kost evenveel als een advies: of de normtijd van 9 uur per chat van Noord Oost Gelderland per gesprek is, staat er niet.",
    "Eerste contact hoort bij elk besluit met een vervolg. Bij V&V en onderzoek zit het in de uren van de zaak, net als de overdracht na de dienst.",
    "Wat voorgaat is over de werkdagen gespreid zoals een team dat doet: contact en overdracht over een week, monitoren gelijkmatig.",
    "Monitormomenten van wat al loopt volgen het ritme waarin momenten na de start van een dienst vielen; een datum na de peildatum is onbekend.",
    "Monitoren dat al toegezegd maar nog niet begonnen is, ontbreekt: het is hooguit een paar weken werk van een klein deel.",
    "MDA++ heeft geen normtijd en telt niet mee.",
)


@dataclass(frozen=True)
class Monitoring:
    """Hoe vaak en wanneer monitormomenten vallen."""

    momenten: float  # per dienst monitoren
    per_vak: Kommagetallen  # verwacht aantal momenten per dienst in elk vak na de start
    na_overdracht: float  # deel van de overdrachten dat gevolgd wordt
    na_dienst: float  # deel van de afgeronde diensten dat gevolgd wordt
    uren: float  # per moment
    diensten: int
    eerste: int  # de dag waarop de eerste van deze diensten begon


@dataclass(frozen=True)
class Vast:
    """Al het werk dat voorgaat, en hoeveel uren per werkdag het kostte."""

    adviesritme: Ritme
    vastwerk: tuple[Vastwerk, ...]
    nawerk_beoordeling: Mapping[Vervolg, tuple[Nawerk, ...]]
    nawerk_dienst: tuple[Nawerk, ...]
    gedaan: tuple[float, float]  # uren in het tijdvak, per team
    monitoring: Monitoring


def ijk_vast(stand: Stand, kijk: Kijk, norm: Normtijden, vanaf: int, groei_spreiding: float) -> Vast:
    """Het vaste werk vooruit en achteruit."""
    monitoring = ijk_monitoring(stand, norm, vanaf)
    advies = ijk_ritme(stand.adviezen, kijk, groei_spreiding)
    uren_advies = _uren_per_advies(stand, norm, vanaf)
    jaar = _werkdagen(stand, vanaf)
    los = {team: _los(stand, norm, vanaf, team) for team in ("zaken", "overleg")}
    werk = (
        Vastwerk("Advies en ondersteuning", TOEGANG, _lijst(advies.vooruit * uren_advies), ruis=True,
                 uren_per_keer=uren_advies),
        Vastwerk("Monitoren van wat al loopt", REGIOTEAM, _op_werkdagen(_lopend(stand, monitoring, kijk), kijk)),
        Vastwerk("Huisverboden en andere diensten", REGIOTEAM, _gelijk(los["zaken"] / jaar, kijk)),
        Vastwerk("Overleg en voorlichting", REGIOTEAM, _gelijk(los["overleg"] / jaar, kijk), uitstelbaar=True),
    )  # fmt: skip
    na_besluit, na_dienst = _nawerk(monitoring, norm)
    gedaan = (
        uren_advies * float((stand.adviezen >= vanaf).sum()),
        los["zaken"]
        + los["overleg"]
        + _gedaan_na(stand, norm, vanaf)
        + monitoring.uren * _momenten_sinds(stand, vanaf),
    )
    return Vast(
        advies, tuple(deel for deel in werk if sum(deel.per_dag) > 0), na_besluit, na_dienst, gedaan, monitoring
    )


def _lijst(reeks: Kommagetallen) -> tuple[float, ...]:
    return tuple(reeks.tolist())


def _gelijk(per_werkdag: float, kijk: Kijk) -> tuple[float, ...]:
    return _lijst(np.where(kijk.toekomst.werkdag, per_werkdag, 0.0))


def _op_werkdagen(reeks: Kommagetallen, kijk: Kijk) -> tuple[float, ...]:
    """Uren per kalenderdag, per week gelijk over haar werkdagen."""
    weken = np.arange(len(reeks)) // 7
    per_week, dagen = np.bincount(weken, weights=reeks), np.bincount(weken, weights=kijk.toekomst.werkdag)
    return _lijst(np.where(kijk.toekomst.werkdag, per_week[weken] / np.maximum(dagen, 1)[weken], 0.0))


def _werkdagen(stand: Stand, vanaf: int) -> float:
    grens = werkdagnummers(np.array([vanaf - 1, stand.dag]), stand.kalender)
    return float(max(grens[1] - grens[0], 1))


def _uren_per_advies(stand: Stand, norm: Normtijden, vanaf: int) -> float:
    samen = stand.face_to_face[stand.adviezen >= vanaf]
    deel = float(samen.mean()) if len(samen) else 0.0
    return (1 - deel) * norm["adviezen"] + deel * norm["ondersteuning_professional"]


def _los(stand: Stand, norm: Normtijden, vanaf: int, wat: str) -> float:
    if wat == "overleg":
        return sum(
            aantal * norm[_PER_ACTIVITEIT[soort]]
            for dag, soort, aantal in stand.activiteiten
            if dag >= vanaf and soort in _PER_ACTIVITEIT
        )
    d = stand.diensten
    keren = {naam: int(((d.soort == nr) & (d.toegewezen >= vanaf)).sum()) for nr, naam in enumerate(DIENSTEN)}
    return sum(keren[naam] * norm[code] for naam, codes in _PER_DIENST.items() for code in codes)


def _gedaan_na(stand: Stand, norm: Normtijden, vanaf: int) -> float:
    """De uren van eerste contact en overdracht na een besluit tot overdracht in het tijdvak."""
    m = stand.meldingen
    overdracht = (vervolg_van(stand) == int(Vervolg.OVERDRACHT)) & m.telt & (m.beoordeeld >= vanaf)
    return float(overdracht.sum()) * _uren_overdracht(norm)


def _uren_overdracht(norm: Normtijden) -> float:
    return norm["eerste_contact"] + norm["overdracht_na_veiligheidsbeoordeling"]


# --------------------------------------------------------------------------------------------------------- monitoren


def ijk_monitoring(stand: Stand, norm: Normtijden, vanaf: int) -> Monitoring:
    """Het ritme van monitormomenten na de start van een dienst, en welk deel gevolgd wordt."""
    d = stand.diensten
    is_monitoren = (d.soort == MONITOREN) & (d.toegewezen > LEEG)
    begin = d.toegewezen[is_monitoren]
    per_vak = _profiel(stand, is_monitoren)
    momenten = float(per_vak.sum())
    uren = norm["monitoren"] / momenten if momenten else 0.0
    na_overdracht, na_dienst = _gevolgd(stand, vanaf)
    return Monitoring(
        momenten, per_vak, na_overdracht, na_dienst, uren, len(begin), int(begin.min()) if len(begin) else vanaf
    )


def _momenten(stand: Stand) -> tuple[Getallen, Getallen]:
    """Per moment de dienst en de dag, voor wat bekend is."""
    bekend = (stand.moment_dienst > LEEG) & (stand.moment_gepland > LEEG)
    return stand.moment_dienst[bekend], stand.moment_gepland[bekend]


def _momenten_sinds(stand: Stand, vanaf: int) -> float:
    return float((_momenten(stand)[1] >= vanaf).sum())


def _profiel(stand: Stand, is_monitoren: np.ndarray) -> Kommagetallen:
    """Per vak na de start het aantal momenten gedeeld door de diensten die dat vak helemaal meemaakten."""
    d = stand.diensten
    leeftijd = (stand.dag - d.toegewezen[is_monitoren]) // _VAK
    onder_risico = np.array([(leeftijd > vak).sum() for vak in range(_VAKKEN)], np.float64)
    dienst, gepland = _momenten(stand)
    mee = is_monitoren[dienst]
    vak = (gepland[mee] - d.toegewezen[dienst[mee]]) // _VAK
    heel = (stand.dag - d.toegewezen[dienst[mee]]) // _VAK > vak
    keren = np.bincount(vak[heel & (vak >= 0) & (vak < _VAKKEN)], minlength=_VAKKEN)
    return np.divide(keren, onder_risico, out=np.zeros(_VAKKEN), where=onder_risico > 0)


def _gevolgd(stand: Stand, vanaf: int) -> tuple[float, float]:
    """Het deel van de overdrachten en van de afgeronde diensten waarop monitoren volgt, in aantallen van het tijdvak."""
    m, d, vervolg = stand.meldingen, stand.diensten, vervolg_van(stand)
    recent = d.melding[(d.soort == MONITOREN) & (d.toegewezen >= vanaf)]
    soort = vervolg[recent[recent > LEEG]]
    is_dienst = (soort == int(Vervolg.VOORWAARDEN_EN_VERVOLG)) | (soort == int(Vervolg.ONDERZOEK))
    overdrachten = int((m.telt & (m.beoordeeld >= vanaf) & (vervolg == int(Vervolg.OVERDRACHT))).sum())
    klaar = int((((d.soort == VV) | (d.soort == ONDERZOEK)) & (d.afgerond >= vanaf)).sum())
    na_dienst = min(float(is_dienst.sum()) / max(klaar, 1), 1.0)
    return min(float((~is_dienst).sum() + (recent == LEEG).sum()) / max(overdrachten, 1), 1.0), na_dienst


def _lopend(stand: Stand, monitoring: Monitoring, kijk: Kijk) -> Kommagetallen:
    """De uren per dag van momenten die nog volgen uit wat al loopt."""
    d = stand.diensten
    leeftijd = stand.dag - d.toegewezen[(d.soort == MONITOREN) & (d.toegewezen > LEEG)]
    horizon, lengte = _VAK * _VAKKEN, kijk.toekomst.lengte
    op_leeftijd = np.bincount(leeftijd[(leeftijd >= 0) & (leeftijd < horizon)], minlength=horizon).astype(np.float64)
    per_dag = np.repeat(monitoring.per_vak / _VAK, _VAK)
    uren = [float((op_leeftijd[: max(horizon - n, 0)] * per_dag[n:]).sum()) for n in range(1, lengte + 1)]
    return np.array(uren) * monitoring.uren


def _blokken(monitoring: Monitoring) -> list[tuple[int, float]]:
    """Het profiel in een paar momenten: na hoeveel werkdagen, en hoeveel momenten dan."""
    som = monitoring.momenten
    if not som:
        return []
    blok = np.minimum((np.cumsum(monitoring.per_vak) - monitoring.per_vak / 2) / som * _BLOKKEN, _BLOKKEN - 1).astype(
        int
    )
    midden = (np.arange(_VAKKEN) + 0.5) * _VAK
    uit: list[tuple[int, float]] = []
    for nummer in range(_BLOKKEN):
        gewicht = np.where(blok == nummer, monitoring.per_vak, 0.0)
        if gewicht.sum() > 0:
            uit.append((round(float((gewicht * midden).sum() / gewicht.sum()) * 5 / 7), float(gewicht.sum())))
    return uit


def _nawerk(monitoring: Monitoring, norm: Normtijden) -> tuple[dict[Vervolg, tuple[Nawerk, ...]], tuple[Nawerk, ...]]:
    def volgen(deel: float) -> tuple[Nawerk, ...]:
        momenten = [(na, keren * deel * monitoring.uren) for na, keren in _blokken(monitoring)]
        return tuple(Nawerk(REGIOTEAM, uren, na) for na, uren in momenten if uren > 0)

    overdracht = [Nawerk(REGIOTEAM, _uren_overdracht(norm) / _SPREID, na) for na in range(1, _SPREID + 1)]
    na_besluit = {Vervolg.OVERDRACHT: (*overdracht, *volgen(monitoring.na_overdracht))}
    return na_besluit, volgen(monitoring.na_dienst)
