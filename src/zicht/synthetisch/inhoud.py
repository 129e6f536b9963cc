"""Waar meldingen en adviezen over gaan en van wie ze komen: aanleiding, aard, hoedanigheid en overdracht."""

from dataclasses import dataclass

import numpy as np

from zicht.core.codelijsten import AANLEIDING, AARD, HOEDANIGHEID, OVERDRACHT_AAN
from zicht.synthetisch.kolommen import Getallen, Toeval, Waarheden
from zicht.synthetisch.toeval import binnen, precies, trek


def namen(lijst: object) -> tuple[str, ...]:
    """De codes van een codelijst, in volgorde."""
    return tuple(naam for naam, _ in lijst.codes)  # type: ignore[attr-defined]


AANLEIDINGEN, AARDEN = namen(AANLEIDING), namen(AARD)
HOEDANIGHEDEN, PARTIJEN = namen(HOEDANIGHEID), namen(OVERDRACHT_AAN)

# Keuzes: hoe de rest verdeeld is. Landelijke verhoudingen (CBS 2023*) waar die er zijn: gezondheidszorg 8 %, onderwijs
# 4 %, niet beroepsmatig 8 % van de meldingen.
_MELDERS = {
    "justitie": 9.0, "huisarts": 4.0, "kinderarts": 1.5, "geriater": 0.4, "ggz": 6.0, "gezondheidszorg_anders": 11.0,
    "onderwijs_basis": 7.0, "onderwijs_voortgezet": 4.0, "onderwijs_anders": 1.0, "lokaal_veld": 9.0,
    "gecertificeerde_instelling": 3.0, "jeugdzorg_anders": 5.0, "kinderopvang": 1.5, "beroepsmatig_anders": 13.0,
    "direct_betrokkene_jeugdige": 1.0, "direct_betrokkene_volwassene": 8.0, "familielid": 8.0, "sociaal_netwerk": 3.0,
    "buurtbewoner": 3.0, "vrijwilliger": 0.3, "niet_beroepsmatig_anders": 0.8, "onbekend": 0.5,
}  # fmt: skip
_ADVIES_BEROEP = {
    "huisarts": 9.0, "kinderarts": 2.0, "geriater": 0.6, "ggz": 12.0, "gezondheidszorg_anders": 15.0,
    "onderwijs_basis": 15.0, "onderwijs_voortgezet": 8.0, "onderwijs_anders": 2.0, "lokaal_veld": 13.0,
    "gecertificeerde_instelling": 3.0, "jeugdzorg_anders": 6.0, "kinderopvang": 4.0, "politie": 6.0, "justitie": 2.0,
    "beroepsmatig_anders": 10.0,
}  # fmt: skip
_ADVIES_OMGEVING = {
    "direct_betrokkene_jeugdige": 4.0, "direct_betrokkene_volwassene": 44.0, "familielid": 29.0, "sociaal_netwerk": 11.0,
    "buurtbewoner": 8.0, "vrijwilliger": 1.0, "niet_beroepsmatig_anders": 3.0,
}  # fmt: skip
_KINDERMISHANDELING = [0.04, 0.18, 0.78]  # kindcheck, vechtscheiding, anders
_OVERIG = {
    "eergerelateerd_geweld": 1.0, "ouderenmishandeling": 8.0, "geweld_tegen_ouders": 10.0,
    "huwelijksdwang_en_achterlating": 0.5, "huiselijk_geweld_anders": 45.0, "andere_problematiek": 35.0,
}  # fmt: skip
_SAMENLOOP = 0.09  # deel met zowel kindermishandeling als (ex-)partnergeweld
_TWEEDE_OVERIG = 0.10
_AARD_KIND = [18, 6, 22, 16, 24, 6, 0.3, 34, 0.3, 0.1, 8, 3, 0]
_AARD_VOLWASSEN = [45, 1, 48, 2, 1, 4, 3, 18, 0, 0.1, 10, 4, 0]
_PARTIJ = {
    "lokaal_veld": 46.0, "clientsysteem": 9.0, "raad_voor_de_kinderbescherming": 3.0, "politie_om": 2.0,
    "jeugdhulpaanbieder": 9.0, "gecertificeerde_instelling": 4.0, "vrouwenopvang": 4.0, "maatschappelijke_opvang": 1.0,
    "jeugd_ggz": 3.0, "volwassenen_ggz": 5.0, "thuiszorg": 1.0, "verslavingszorg": 2.0, "huisarts_poh": 3.0,
    "ambulante_hulp_volwassenen": 6.0, "hulp_al_aanwezig": 12.0, "bovenwettelijke_taak": 1.0, "anders": 2.0,
}  # fmt: skip


@dataclass
class Inhoud:
    """Per melding of advies de aanleiding en aard, als bits."""

    aanleiding: Getallen
    aard: Getallen
    kind: Waarheden  # gaat over kindermishandeling


def _bit(lijst: tuple[str, ...], naam: str) -> int:
    return 1 << lijst.index(naam)


def maak_inhoud(rng: Toeval, jaar: Getallen, aandelen: dict[int, tuple[float, float]]) -> Inhoud:
    """Per jaar precies de geijkte delen kindermishandeling en (ex-)partnergeweld, met samenloop."""
    groep = np.zeros(len(jaar), np.int32)
    for j, (kind, partner) in aandelen.items():
        rijen = np.flatnonzero(jaar == j)
        beide = min(_SAMENLOOP, kind, partner)
        delen = [beide, kind - beide, partner - beide, 1 + beide - kind - partner]
        groep[rijen] = precies(rng, delen, len(rijen))
    is_kind, is_partner = groep <= 1, (groep == 0) | (groep == 2)
    aantal = len(jaar)
    eerste = AANLEIDINGEN.index("kindermishandeling_kindcheck")
    aanleiding = np.where(is_kind, 1 << (eerste + trek(rng, _KINDERMISHANDELING, aantal)), 0)
    aanleiding |= np.where(is_partner, _bit(AANLEIDINGEN, "ex_partnergeweld"), 0)
    overig = np.array([_bit(AANLEIDINGEN, naam) for naam in _OVERIG])[trek(rng, list(_OVERIG.values()), aantal)]
    aanleiding |= np.where((groep == 3) | binnen(rng, _TWEEDE_OVERIG, aantal), overig, 0)
    return Inhoud(aanleiding.astype(np.int32), _aard(rng, is_kind), is_kind)


def _aard(rng: Toeval, is_kind: Waarheden) -> Getallen:
    bits = np.zeros(len(is_kind), np.int32)
    for keer in range(3):
        nummer = np.where(is_kind, trek(rng, _AARD_KIND, len(is_kind)), trek(rng, _AARD_VOLWASSEN, len(is_kind)))
        mee = binnen(rng, (1.0, 0.45, 0.15)[keer], len(is_kind))
        bits |= np.where(mee, 1 << nummer, 0).astype(np.int32)
    return bits


def melders(rng: Toeval, politie: Waarheden) -> Getallen:
    """De hoedanigheid van elke melder."""
    return np.where(politie, HOEDANIGHEDEN.index("politie"), _volgens(rng, _MELDERS, HOEDANIGHEDEN, len(politie)))


def adviesvragers(rng: Toeval, beroepsmatig: Waarheden) -> Getallen:
    """De hoedanigheid van elke adviesvrager."""
    aantal = len(beroepsmatig)
    beroep = _volgens(rng, _ADVIES_BEROEP, HOEDANIGHEDEN, aantal)
    return np.where(beroepsmatig, beroep, _volgens(rng, _ADVIES_OMGEVING, HOEDANIGHEDEN, aantal))


def partijen(rng: Toeval, aantal: int) -> Getallen:
    """Aan wie wordt overgedragen, als bits: een, soms twee partijen."""
    een, twee = (_volgens(rng, _PARTIJ, PARTIJEN, aantal) for _ in range(2))
    return ((1 << een) | np.where(binnen(rng, 0.18, aantal), 1 << twee, 0)).astype(np.int32)


def _volgens(rng: Toeval, gewichten: dict[str, float], lijst: tuple[str, ...], aantal: int) -> Getallen:
    plaatsen = np.array([lijst.index(naam) for naam in gewichten], np.int32)
    return plaatsen[trek(rng, list(gewichten.values()), aantal)]
