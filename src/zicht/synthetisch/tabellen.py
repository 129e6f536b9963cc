"""Van de wereld in getallen naar de tabellen van het Feitenformaat: wat op de peildatum bekend is, in het venster."""

from dataclasses import dataclass

import numpy as np

from zicht.core.codelijsten import BESLUIT, GESLACHT, MONITOREN_MET, RESULTAAT, TERMIJN, TIJDENS, URGENTIE
from zicht.synthetisch import kolommen as k
from zicht.synthetisch.diensten import SOORTEN, Blok, Momenten, Pauzes
from zicht.synthetisch.dossiers import SLUITROUTES, Dossiers
from zicht.synthetisch.gezinnen import ROLLEN, Betrokkenen
from zicht.synthetisch.inhoud import AANLEIDINGEN, AARDEN, HOEDANIGHEDEN, PARTIJEN, Inhoud, melders, namen, partijen
from zicht.synthetisch.instroom import (
    HOOG,
    MAATWERK,
    ONDERZOEK,
    OVERDRACHT,
    REGISTRATIE,
    VOORWAARDEN,
    Meldingen,
)
from zicht.synthetisch.invoer import invoerdag
from zicht.synthetisch.kolommen import LEEG, Getallen, Tabel, Toeval, Waarheden
from zicht.synthetisch.maatwerk import Huisverboden
from zicht.synthetisch.toeval import binnen, kies, trek
from zicht.synthetisch.wereld import Wereld

_BESLUIT = {VOORWAARDEN: 0, ONDERZOEK: 0, OVERDRACHT: 1, MAATWERK: 3}  # plaats in de codelijst; de rest: geen vervolg
_GEEN_VERVOLG = 2
_GRONDEN = (
    "strafrechtelijk onderzoek gaat voor",
    "betrokkene opgenomen in het ziekenhuis",
    "gezin verblijft in de opvang",
)
_RESULTAAT = {
    "hg_bevestigd": 26, "hg_niet_bevestigd": 10, "hg_weerlegd": 3, "km_bevestigd": 33, "km_niet_bevestigd": 16,
    "km_weerlegd": 5, "voortijdig_vertrokken": 2, "voortijdig_verhuisd": 4, "voortijdig_overleden": 1,
}  # fmt: skip


@dataclass
class Nummers:
    """Welke dossiers en meldingen in de set komen, en hoe ze daar heten."""

    dossier: Getallen  # nieuw nummer per dossier, -1 erbuiten
    melding: Getallen  # nieuw nummer per melding, -1 erbuiten


def nummer(wereld: Wereld, dossiers: Dossiers, meldingen: Meldingen, dossier_van: Getallen) -> Nummers:
    """Wat in de set komt: alles wat op of na de eerste dag van het venster nog open was."""
    mee = (dossiers.gesloten >= wereld.begin) & (dossiers.geopend <= wereld.peildatum)
    melding_mee = mee[dossier_van] & (meldingen.ontvangen <= wereld.peildatum)
    return Nummers(_tel(mee), _tel(melding_mee))


def _tel(mee: Waarheden) -> Getallen:
    return np.where(mee, np.cumsum(mee), -1).astype(np.int32)


def tabel_dossier(wereld: Wereld, dossiers: Dossiers, nummers: Nummers) -> Tabel:
    """De tabel dossier."""
    rij = np.flatnonzero(nummers.dossier > 0)
    dicht = dossiers.gesloten[rij] <= wereld.peildatum
    return {
        "dossier_id": k.kenmerk(nummers.dossier[rij], f"{wereld.regio.code}-D"),
        "regio": k.constante(wereld.regio.code, len(rij)),
        "gemeente": k.code(dossiers.gemeente[rij], (g.code for g in wereld.regio.gemeenten)),
        "geopend_op": k.datum(dossiers.geopend[rij]),
        "gesloten_op": k.datum(dossiers.gesloten[rij], wereld.peildatum),
        "sluitroute": k.code(np.where(dicht, dossiers.route[rij], -1), SLUITROUTES),
    }


def tabel_betrokkene(wereld: Wereld, betrokkenen: Betrokkenen, nummers: Nummers) -> Tabel:
    """De tabel betrokkene."""
    rij = np.flatnonzero(nummers.dossier[betrokkenen.dossier] > 0)
    andere = binnen(wereld.toeval("geslacht"), 0.003, len(rij))
    geslacht = np.where(andere, 2, np.where(betrokkenen.vrouw[rij], 0, 1))
    return {
        "dossier_id": k.kenmerk(nummers.dossier[betrokkenen.dossier[rij]], f"{wereld.regio.code}-D"),
        "persoon_id": k.persoon(betrokkenen.persoon[rij], f"{wereld.regio.code}-"),
        "rol": k.code(betrokkenen.rol[rij], ROLLEN),
        "geboortejaar": k.geheel(betrokkenen.geboortejaar[rij]),
        "geslacht": k.code(geslacht, namen(GESLACHT)),
    }


def tabel_melding(
    wereld: Wereld, meldingen: Meldingen, dossier_van: Getallen, direct: Getallen, inhoud: Inhoud, nummers: Nummers
) -> Tabel:
    """De tabel melding; wat na de peildatum valt is nog niet bekend."""
    rng = wereld.toeval("melding")
    rij = np.flatnonzero(nummers.melding > 0)
    peildatum, vervolg = wereld.peildatum, meldingen.vervolg[rij]
    beoordeeld = meldingen.beoordeeld[rij]
    bekend = beoordeeld <= peildatum
    besluit = np.full(len(rij), _GEEN_VERVOLG, np.int32)
    for wat, code in _BESLUIT.items():
        besluit[vervolg == wat] = code
    taxatie = _taxatie(rng, meldingen, rij, bekend)
    politie = meldingen.politie[rij]
    naar = np.where(bekend & (vervolg == OVERDRACHT), partijen(rng, len(rij)), 0)
    ambtshalve = (meldingen.fase[rij] == 3) & ~politie & binnen(rng, 0.25, len(rij))
    return {
        "melding_id": k.kenmerk(nummers.melding[rij], f"{wereld.regio.code}-M"),
        "dossier_id": k.kenmerk(nummers.dossier[dossier_van[rij]], f"{wereld.regio.code}-D"),
        "ontvangen_op": k.datum(meldingen.ontvangen[rij]),
        "opgepakt_op": k.datum(meldingen.opgepakt[rij], peildatum),
        "beoordeeld_op": k.datum(beoordeeld, peildatum),
        "urgentie": k.code(meldingen.urgentie[rij], namen(URGENTIE)),
        **taxatie,
        "besluit": k.code(np.where(bekend, besluit, -1), namen(BESLUIT)),
        "overdracht_aan": k.codes(naar, PARTIJEN),
        "ter_registratie": k.janee((vervolg == REGISTRATIE) & bekend),
        "anoniem": k.janee(~politie & ~ambtshalve & binnen(rng, 0.09, len(rij))),
        "ambtshalve": k.janee(ambtshalve),
        "tijdens": k.code(meldingen.fase[rij], namen(TIJDENS)),
        "hoedanigheid": k.code(melders(rng, politie), HOEDANIGHEDEN),
        "aanleiding": k.codes(inhoud.aanleiding[rij], AANLEIDINGEN),
        "aard": k.codes(inhoud.aard[rij], AARDEN),
        "eerste_contact_op": k.datum(_eerste_contact(wereld, meldingen)[rij], peildatum),
        "teruggekoppeld_op": k.datum(_terugkoppeling(wereld, beoordeeld), peildatum),
        "overgedragen_op": k.datum(direct[rij], peildatum),
        "geregistreerd_op": k.datum(invoerdag(wereld, "melding", meldingen.ontvangen[rij]), peildatum),
    }


def _taxatie(rng: Toeval, meldingen: Meldingen, rij: Getallen, bekend: Waarheden) -> Tabel:
    """De uitkomst van de veiligheidstaxatie: vaker ernstig waar ingrijpen volgde."""
    aantal = len(rij)
    ingrijpend = np.isin(meldingen.vervolg[rij], (VOORWAARDEN, ONDERZOEK, MAATWERK))
    hoog = meldingen.urgentie[rij] == HOOG
    acuut = binnen(rng, np.where(hoog, 0.7, np.where(ingrijpend, 0.18, 0.05)), aantal)
    structureel = binnen(rng, np.where(ingrijpend, 0.68, 0.33), aantal)
    multi = binnen(rng, np.where(ingrijpend, 0.55, 0.30), aantal)
    return {
        "acuut": k.janee(acuut, bekend),
        "structureel": k.janee(structureel, bekend),
        "multiproblematiek": k.janee(multi, bekend),
    }


def _eerste_contact(wereld: Wereld, meldingen: Meldingen) -> Getallen:
    """Bij elke melding met een vervolg, of per jaar van beoordelen precies het geijkte aantal als dat lager is."""
    rng = wereld.toeval("eerste contact")
    vervolg = np.flatnonzero(np.isin(meldingen.vervolg, (VOORWAARDEN, ONDERZOEK, OVERDRACHT)))
    jaar = wereld.raster.jaar_van(meldingen.beoordeeld[vervolg])
    uit = np.full(len(meldingen), LEEG, np.int32)
    for j in np.unique(jaar).tolist():
        uit[kies(rng, vervolg[jaar == j], wereld.ijking.aantal("eerste_contact", j))] = 0
    met = np.flatnonzero(uit == 0)
    verschil = rng.integers(-3, 5, len(met), dtype=np.int32)
    uit[met] = np.maximum(wereld.raster.op_werkdag(meldingen.beoordeeld[met] + verschil), meldingen.opgepakt[met])
    return uit


def _terugkoppeling(wereld: Wereld, beoordeeld: Getallen) -> Getallen:
    rng = wereld.toeval("terugkoppeling")
    wacht = np.minimum(rng.gamma(1.2, 5, len(beoordeeld)), 60).astype(np.int32)
    dag = wereld.raster.op_werkdag(beoordeeld + wacht)
    return np.where(binnen(rng, 0.92, len(beoordeeld)), dag, LEEG).astype(np.int32)


def tabel_dienst(
    wereld: Wereld, blokken: list[Blok], dossier_van: Getallen, nummers: Nummers
) -> tuple[Tabel, list[Getallen]]:
    """De tabel dienst, op volgorde van toewijzen, en per blok het nummer van elke dienst (-1 buiten de set)."""
    rng = wereld.toeval("dienst")
    soort = np.concatenate([np.full(len(blok.melding), blok.soort, np.int32) for blok in blokken])
    velden = ("melding", "toegewezen", "gestart", "afgerond", "overgedragen", "plan")
    melding, toegewezen, gestart, afgerond, overgedragen, plan = (
        np.concatenate([getattr(blok, veld) for blok in blokken]) for veld in velden
    )
    volgorde = np.lexsort((melding, soort, toegewezen))
    mee = (nummers.melding[melding] > 0) & (toegewezen <= wereld.peildatum)
    rij = volgorde[mee[volgorde]]
    namen_per_rij = np.full(len(soort), -1, np.int32)
    namen_per_rij[rij] = np.arange(1, len(rij) + 1)
    klaar = afgerond <= wereld.peildatum
    vervolgdienst = soort <= SOORTEN.index("onderzoek")
    resultaat = np.where((soort == SOORTEN.index("onderzoek")) & klaar, _resultaten(rng, len(soort)), 0)
    naar = np.where(vervolgdienst & klaar, partijen(rng, len(soort)), 0)
    top3 = k.janee(binnen(rng, 0.72, len(soort)), vervolgdienst)
    tabel = {
        "dienst_id": k.kenmerk(namen_per_rij, f"{wereld.regio.code}-V"),
        "dossier_id": k.kenmerk(nummers.dossier[dossier_van[melding]], f"{wereld.regio.code}-D"),
        "melding_id": k.kenmerk(nummers.melding[melding], f"{wereld.regio.code}-M"),
        "soort": k.code(soort, SOORTEN),
        "toegewezen_op": k.datum(toegewezen),
        "gestart_op": k.datum(gestart, wereld.peildatum),
        "afgerond_op": k.datum(afgerond, wereld.peildatum),
        "resultaat": k.codes(resultaat, namen(RESULTAAT)),
        "overdracht_aan": k.codes(naar, PARTIJEN),
        "overgedragen_op": k.datum(overgedragen, wereld.peildatum),
        "plan_van_aanpak_op": k.datum(plan, wereld.peildatum),
        "top3": top3,
        "geregistreerd_op": k.datum(invoerdag(wereld, "dienst", toegewezen), wereld.peildatum),
    }
    grenzen = np.cumsum([len(blok.melding) for blok in blokken])[:-1]
    return k.filter_rijen(tabel, rij), np.split(namen_per_rij, grenzen)


def _resultaten(rng: Toeval, aantal: int) -> Getallen:
    """Een of twee resultaten; voortijdig gestopt staat alleen."""
    lijst = namen(RESULTAAT)
    plaatsen = np.array([lijst.index(naam) for naam in _RESULTAAT], np.int32)
    een = plaatsen[trek(rng, list(_RESULTAAT.values()), aantal)]
    hg, km = lijst.index("hg_bevestigd"), lijst.index("km_bevestigd")
    twee = np.where(een < 3, km, np.where(een < 6, hg, een)) + np.where(een < 6, rng.integers(0, 2, aantal), 0)
    return ((1 << een) | np.where(binnen(rng, 0.3, aantal), 1 << twee, 0)).astype(np.int32)


def tabel_monitormoment(wereld: Wereld, momenten: Momenten, dienst: Getallen) -> Tabel:
    """De tabel monitormoment: momenten die tot en met de peildatum gepland stonden."""
    mee = (dienst[momenten.plaats] > 0) & (momenten.gepland <= wereld.peildatum)
    rij = np.flatnonzero(mee)
    rij = rij[np.lexsort((momenten.gepland[rij], dienst[momenten.plaats[rij]]))]
    uitgevoerd = momenten.uitgevoerd[rij]
    gedaan = (uitgevoerd > LEEG) & (uitgevoerd <= wereld.peildatum)
    return {
        "dienst_id": k.kenmerk(dienst[momenten.plaats[rij]], f"{wereld.regio.code}-V"),
        "gepland_op": k.datum(momenten.gepland[rij]),
        "uitgevoerd_op": k.datum(uitgevoerd, wereld.peildatum),
        "met": k.code(momenten.met[rij], namen(MONITOREN_MET)),
        "veiligheidscijfer": k.getal(np.where(gedaan, momenten.cijfer[rij], np.nan)),
    }


def tabel_huisverbod(wereld: Wereld, rij: Huisverboden, gemeente: Getallen) -> Tabel:
    """De tabel huisverbod, van beoordelingen in het venster."""
    mee = np.flatnonzero((rij.beoordeeld >= wereld.begin) & (rij.beoordeeld <= wereld.peildatum))
    peildatum = wereld.peildatum
    return {
        "huisverbod_id": k.kenmerk(np.arange(1, len(mee) + 1), f"{wereld.regio.code}-H"),
        "gemeente": k.code(gemeente[mee], (g.code for g in wereld.regio.gemeenten)),
        "beoordeeld_op": k.datum(rij.beoordeeld[mee]),
        "opgelegd_op": k.datum(rij.opgelegd[mee], peildatum),
        "advies_op": k.datum(rij.advies[mee], peildatum),
        "verlengd_op": k.datum(rij.verlengd[mee], peildatum),
        "beeindigd_op": k.datum(rij.beeindigd[mee], peildatum),
    }


def tabel_schorsing(wereld: Wereld, pauzes: list[Pauzes], diensten: list[Getallen]) -> Tabel:
    """De tabel schorsing: pauzes van V&V en onderzoek."""
    rng = wereld.toeval("schorsing")
    soort = np.concatenate([np.full(len(deel.plaats), deel.blok, np.int32) for deel in pauzes])
    dienst = np.concatenate([diensten[deel.blok][deel.plaats] for deel in pauzes])
    van, tot = (np.concatenate([getattr(deel, veld) for deel in pauzes]) for veld in ("van", "tot"))
    rij = np.flatnonzero((dienst > 0) & (van <= wereld.peildatum))
    rij = rij[np.lexsort((dienst[rij], van[rij]))]
    termijnen = namen(TERMIJN)
    plaats = np.array([termijnen.index("voorwaarden_en_vervolg"), termijnen.index("onderzoek")])
    return {
        "termijn": k.code(plaats[soort[rij]], termijnen),
        "over_id": k.kenmerk(dienst[rij], f"{wereld.regio.code}-V"),
        "van": k.datum(van[rij]),
        "tot": k.datum(tot[rij], wereld.peildatum),
        "grond": k.code(rng.integers(0, len(_GRONDEN), len(rij)), _GRONDEN),
    }
