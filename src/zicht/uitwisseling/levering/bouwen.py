"""Een levering bouwen uit feiten: welke rijen in het halfjaar horen, en wat er in elk veld komt.

Keuzes:
- Adviezen die in het halfjaar zijn afgesloten, meldingen die zijn beoordeeld, onderzoeken en Voorwaarden & Vervolg die zijn
  afgerond. Een melding die alleen ter registratie is, wordt niet beoordeeld en niet geleverd.
- Bij een melding en een dienst horen alle mensen van het dossier: de feiten zeggen niet per melding wie erbij was.
- Een dienst begint op de dag van de start; zonder start op de dag van toewijzing.
- Wat de feiten niet hebben krijgt de code voor onbekend, of blijft leeg als dat mag; `ontbreekt` zegt welke velden dat zijn.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zicht.core.fouten import AanroepFout
from zicht.core.levering.bestand import Leverrecord, maak_record, schrijf, sluitrecord
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.perioden import periodecode
from zicht.core.levering.vertaling import ONBEKEND, ONGEBOREN, Deeldatum, LeverFout, Leverwaarde
from zicht.core.periodes import Periode
from zicht.engines.feitenset import Feitenset

_ONGEBOREN_JAAR = 9999
ONTBREEKT: Mapping[str, str] = {
    "melding, duur van het geweld": "altijd onbekend: de feiten hebben dit gegeven niet",
    "melding, aanvullende informatie": "altijd leeg: de feiten hebben dit gegeven niet",
    "dienst, aard": "onbekend als er iets is bevestigd: de feiten hebben de aard van de melding, niet die van het onderzoek",
    "dienst, type hulp": "altijd onbekend: de feiten hebben dit gegeven niet",
}
ZONDER_REGISTRATIE: Mapping[str, str] = {
    "persoon, BSN": "altijd onbekend, behalve van een ongeboren kind: de feiten zijn zonder nummers",
    "persoon, geboortedatum": "alleen het jaar: de feiten hebben geen maand en dag",
}


@dataclass(frozen=True)
class Mens:
    """Wie er bij een dossier hoort, zoals hij geleverd wordt."""

    bsn: str
    geboren: Leverwaarde
    geslacht: str


@dataclass(frozen=True)
class Bouwsel:
    """Een gebouwde levering: haar records, het bestand, en welke velden de bron niet heeft."""

    records: tuple[Leverrecord, ...]
    inhoud: bytes
    ontbreekt: Mapping[str, str]

    @property
    def aantallen(self) -> dict[str, int]:
        """Hoeveel records er van elke soort zijn."""
        uit: dict[str, int] = dict.fromkeys(("advies", "melding", "dienst", "persoon"), 0)
        for record in self.records:
            if record.soort in uit:
                uit[record.soort] += 1
        return uit


Mensen = Mapping[str, Sequence[Mens]]

_ADVIES = """
SELECT advies_id, gemeente, gestart_op AS datum_start, afgesloten_op AS datum_afsluiting, soort, kanaal, hoedanigheid, aanleiding, aard
FROM advies WHERE afgesloten_op BETWEEN $begin AND $eind ORDER BY advies_id
"""
_MELDING = """
SELECT m.melding_id, m.dossier_id AS casus_id, d.gemeente, m.ontvangen_op AS datum_melding, m.beoordeeld_op AS datum_besluit,
  m.hoedanigheid, m.aanleiding, m.aard, m.acuut, m.structureel, m.multiproblematiek, m.besluit,
  CASE WHEN m.besluit = 'vervolg_vt' THEN o.dienst_id END AS onderzoek_id, m.overdracht_aan, m.tijdens
FROM melding m LEFT JOIN dossier d ON d.dossier_id = m.dossier_id
LEFT JOIN (SELECT melding_id, min(dienst_id) AS dienst_id FROM dienst WHERE soort = 'onderzoek' GROUP BY melding_id) o ON o.melding_id = m.melding_id
WHERE m.beoordeeld_op BETWEEN $begin AND $eind AND m.ter_registratie IS DISTINCT FROM 'ja' ORDER BY m.melding_id
"""
_DIENST = """
SELECT s.dienst_id, s.dossier_id AS casus_id, s.melding_id, s.soort, d.gemeente, coalesce(s.gestart_op, s.toegewezen_op) AS datum_begin,
  s.afgerond_op AS datum_einde, s.resultaat AS uitkomst, s.overdracht_aan
FROM dienst s LEFT JOIN dossier d ON d.dossier_id = s.dossier_id
WHERE s.soort IN ('onderzoek', 'voorwaarden_en_vervolg') AND s.afgerond_op BETWEEN $begin AND $eind ORDER BY s.dienst_id
"""
_MENSEN = "SELECT dossier_id, geboortejaar, geslacht FROM betrokkene WHERE dossier_id IN (SELECT unnest($dossiers)) ORDER BY dossier_id, rij"
_MEERVOUD = frozenset({"aanleiding", "aard", "uitkomst", "overdracht_aan"})
_ONBEKEND: Mapping[str, tuple[str, ...]] = {
    "advies": ("gemeente", "soort", "kanaal", "hoedanigheid", "aanleiding", "aard"),
    "melding": ("gemeente", "hoedanigheid", "aanleiding", "aard", "acuut", "structureel", "multiproblematiek", "besluit",
                "tijdens", "duur_geweld"),
    "dienst": ("gemeente", "type_hulp"),
}  # fmt: skip


def bouw(
    feiten: Feitenset, periode: Periode, indeling: Indeling, *, op: date, volgnummer: int = 1, mensen: Mensen | None = None
) -> Bouwsel:  # fmt: skip
    """De levering over een halfjaar; `mensen` geeft per dossier wie erbij hoort, anders komt dat uit de feiten."""
    if periode.begin > feiten.peildatum:
        raise AanroepFout(
            f"De feiten gaan tot en met {feiten.peildatum:%d-%m-%Y}; dan is {periode.code} nog niet begonnen."
        )
    rijen = {
        soort: list(_rijen(feiten, sql, periode))
        for soort, sql in (("advies", _ADVIES), ("melding", _MELDING), ("dienst", _DIENST))
    }
    dossiers = {str(rij["casus_id"]) for soort in ("melding", "dienst") for rij in rijen[soort]}
    wie = mensen if mensen is not None else _uit_feiten(feiten, sorted(dossiers))
    records = tuple(_records(feiten, periode, indeling, rijen, wie, op, volgnummer))
    ontbreekt = dict(ONTBREEKT) if mensen is not None else {**ONTBREEKT, **ZONDER_REGISTRATIE}
    return Bouwsel(records, schrijf(indeling, records), ontbreekt)


def dossiers_in(feiten: Feitenset, periode: Periode) -> list[str]:
    """De dossiers waarvan mensen geleverd worden."""
    return sorted({str(rij["casus_id"]) for sql in (_MELDING, _DIENST) for rij in _rijen(feiten, sql, periode)})


def _rijen(feiten: Feitenset, sql: str, periode: Periode) -> Iterator[dict[str, Any]]:
    antwoord = feiten.verbinding.execute(sql, {"begin": periode.begin, "eind": periode.eind})
    namen = [str(kolom[0]) for kolom in antwoord.description or ()]
    while groep := antwoord.fetchmany(10_000):
        for rij in groep:
            yield dict(zip(namen, rij, strict=True))


def _uit_feiten(feiten: Feitenset, dossiers: Sequence[str]) -> Mensen:
    uit: dict[str, list[Mens]] = {}
    for dossier, jaar, geslacht in feiten.verbinding.execute(_MENSEN, {"dossiers": dossiers}).fetchall():
        uit.setdefault(dossier, []).append(_mens(jaar, geslacht))
    return uit


def _mens(jaar: int | None, geslacht: str | None) -> Mens:
    if jaar == _ONGEBOREN_JAAR:
        return Mens(ONGEBOREN, ONGEBOREN, geslacht or ONBEKEND)
    return Mens(ONBEKEND, ONBEKEND if jaar is None else Deeldatum(jaar), geslacht or ONBEKEND)


def _records(
    feiten: Feitenset, periode: Periode, indeling: Indeling, rijen: Mapping[str, list[dict[str, Any]]], wie: Mensen, op: date,
    volgnummer: int,
) -> Iterator[Leverrecord]:  # fmt: skip
    organisatie = feiten.regios[0] if len(feiten.regios) == 1 else "NL"
    kop: dict[str, Leverwaarde] = {
        "organisatie": organisatie, "periode": periodecode(periode), "indeling": indeling.naam, "aanmaakdatum": op, "volgnummer": volgnummer,
    }  # fmt: skip
    alle = [_maak(indeling, "voorloop", kop, "voorloop")]
    alle += [
        _maak(indeling, soort, _waarden(soort, rij), str(rij[f"{soort}_id"])) for soort in rijen for rij in rijen[soort]
    ]
    alle += list(_personen(indeling, rijen, wie))
    yield from alle
    yield sluitrecord(indeling, alle)


def organisatie(feiten: Feitenset) -> str:
    """De code waaronder wordt geleverd."""
    return feiten.regios[0] if len(feiten.regios) == 1 else "NL"


def _waarden(soort: str, rij: Mapping[str, Any]) -> dict[str, Leverwaarde]:
    uit: dict[str, Leverwaarde] = {n: _antwoorden(w) if n in _MEERVOUD else w for n, w in rij.items()}
    if soort == "dienst":
        uitkomst = uit["uitkomst"]
        bevestigd = isinstance(uitkomst, tuple) and bool({"hg_bevestigd", "km_bevestigd"} & set(uitkomst))
        uit["aard"] = (ONBEKEND,) if bevestigd else ()
    for naam in _ONBEKEND[soort]:
        if uit.get(naam) in (None, ()):
            uit[naam] = (ONBEKEND,) if naam in _MEERVOUD else ONBEKEND
    return uit


def _antwoorden(tekst: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (tekst or "").split(";")))


def _maak(indeling: Indeling, soort: str, waarden: Mapping[str, Leverwaarde], kenmerk: str) -> Leverrecord:
    try:
        return maak_record(indeling, soort, waarden)
    except LeverFout as fout:
        raise LeverFout(f"{soort} {kenmerk[:80]}: {fout.regels[0]}", *fout.regels[1:]) from None


def _personen(indeling: Indeling, rijen: Mapping[str, list[dict[str, Any]]], wie: Mensen) -> Iterable[Leverrecord]:
    for soort in ("melding", "dienst"):
        for rij in rijen[soort]:
            kenmerk = str(rij[f"{soort}_id"])
            for nummer, mens in enumerate(wie.get(str(rij["casus_id"]), ()), 1):
                yield _maak(indeling, "persoon", {
                    "hoort_bij": soort, "hoort_bij_id": kenmerk, "volgnummer": nummer, "bsn": mens.bsn, "geboortedatum": mens.geboren,
                    "geslacht": mens.geslacht,
                }, f"bij {kenmerk}")  # fmt: skip
