"""Een kleine levering waar niets aan mankeert, met verzonnen mensen: de basis van de voorbeelden bij elke regel."""

from datetime import date

from zicht.core.levering.vertaling import Leverwaarde
from zicht.core.levering.voorbeeld import Beginrecord

PERIODE, EERDERE_PERIODE, ORGANISATIE = "2024-H1", "2023-H2", "NHN"
GEMEENTE = "GM0361"
_VADER, _MOEDER, _KIND = ("111222333", date(1985, 5, 14), "m"), ("123456782", date(1987, 9, 2), "v"), ("onbekend", date(2015, 3, 8), "v")  # fmt: skip
_OMA, _NEEF = ("100000009", date(1940, 1, 20), "v"), ("onbekend", date(1970, 7, 6), "m")
_ZUS, _MA, _PA = ("100000022", date(2016, 6, 1), "v"), ("100000034", date(1980, 11, 30), "v"), ("onbekend", date(1979, 2, 3), "m")  # fmt: skip


def _advies(id_: str, **anders: Leverwaarde) -> Beginrecord:
    vast: dict[str, Leverwaarde] = {
        "advies_id": id_, "gemeente": GEMEENTE, "soort": "advies", "kanaal": "telefoon", "hoedanigheid": "huisarts",
        "aanleiding": ("kindermishandeling_anders",), "aard": ("psychisch_geweld",),
    }  # fmt: skip
    return "advies", {**vast, **anders}


def _melding(id_: str, casus: str, op: date, besloten: date, **anders: Leverwaarde) -> Beginrecord:
    vast: dict[str, Leverwaarde] = {
        "melding_id": id_, "casus_id": casus, "gemeente": GEMEENTE, "datum_melding": op, "datum_besluit": besloten,
        "acuut": "nee", "structureel": "nee", "multiproblematiek": "nee", "besluit": "geen_vervolg", "tijdens": "geen",
        "duur_geweld": "tot_half_jaar",
    }  # fmt: skip
    return "melding", {**vast, **anders}


def _dienst(id_: str, casus: str, melding: str, begin: date, einde: date, **anders: Leverwaarde) -> Beginrecord:
    vast: dict[str, Leverwaarde] = {
        "dienst_id": id_, "casus_id": casus, "melding_id": melding, "gemeente": GEMEENTE, "datum_begin": begin,
        "datum_einde": einde, "overdracht_aan": ("jeugdhulpaanbieder",), "type_hulp": "jeugdhulp",
    }  # fmt: skip
    return "dienst", {**vast, **anders}


def _mensen(soort: str, id_: str, *mensen: tuple[str, date, str]) -> list[Beginrecord]:
    return [
        ("persoon", {"hoort_bij": soort, "hoort_bij_id": id_, "volgnummer": nummer, "bsn": bsn, "geboortedatum": dag,
                     "geslacht": geslacht})
        for nummer, (bsn, dag, geslacht) in enumerate(mensen, 1)
    ]  # fmt: skip


def _voorloop(periode: str, gemaakt: date) -> Beginrecord:
    return "voorloop", {
        "organisatie": ORGANISATIE, "periode": f"{periode[:4]}{periode[-1]}", "indeling": "zicht-referentie-1",
        "aanmaakdatum": gemaakt, "volgnummer": 1,
    }  # fmt: skip


BASIS: tuple[Beginrecord, ...] = (
    _voorloop(PERIODE, date(2024, 7, 8)),
    _advies("A1", datum_start=date(2024, 2, 1), datum_afsluiting=date(2024, 2, 2)),
    _advies("A2", datum_start=date(2024, 3, 4), datum_afsluiting=date(2024, 3, 4), soort="ondersteuning", kanaal="face_to_face",
            hoedanigheid="onderwijs_basis", aanleiding=("kindermishandeling_kindcheck",), aard=("pedagogische_verwaarlozing",)),
    _melding("M1", "C1", date(2024, 2, 5), date(2024, 2, 9), hoedanigheid="politie", acuut="ja", besluit="vervolg_vt",
             aanleiding=("ex_partnergeweld", "kindermishandeling_anders"), onderzoek_id="D1",
             aard=("lichamelijke_mishandeling", "getuige_van_geweld")),
    _melding("M2", "C2", date(2024, 3, 4), date(2024, 3, 8), hoedanigheid="huisarts", structureel="ja", duur_geweld="langer",
             aanleiding=("ouderenmishandeling",), aard=("financiele_uitbuiting",), besluit="overdracht",
             overdracht_aan=("lokaal_veld", "thuiszorg")),
    _melding("M3", "C3", date(2024, 4, 2), date(2024, 4, 5), hoedanigheid="onderwijs_basis", multiproblematiek="ja",
             aanleiding=("kindermishandeling_anders",), aard=("pedagogische_verwaarlozing",)),
    _dienst("D1", "C1", "M1", date(2024, 2, 9), date(2024, 4, 19), soort="onderzoek", uitkomst=("hg_bevestigd", "km_bevestigd"),
            aard=("lichamelijke_mishandeling",)),
    _dienst("D2", "C0", "M0", date(2023, 12, 1), date(2024, 2, 15), soort="voorwaarden_en_vervolg"),
    *_mensen("melding", "M1", _VADER, _MOEDER, _KIND),
    *_mensen("melding", "M2", _OMA, _NEEF),
    *_mensen("melding", "M3", _ZUS, _MA, _PA),
    *_mensen("dienst", "D1", _VADER, _MOEDER, _KIND),
    *_mensen("dienst", "D2", _MOEDER, _VADER, _KIND),
)  # fmt: skip

EERDER: tuple[Beginrecord, ...] = (
    _voorloop(EERDERE_PERIODE, date(2024, 1, 9)),
    _advies("A0", datum_start=date(2023, 9, 1), datum_afsluiting=date(2023, 9, 1)),
    _melding("M0", "C0", date(2023, 11, 27), date(2023, 11, 30), hoedanigheid="politie", aanleiding=("ex_partnergeweld",),
             aard=("psychisch_geweld",), besluit="vervolg_vt"),
    _dienst("D0", "C9", "M9", date(2023, 8, 1), date(2023, 10, 2), soort="voorwaarden_en_vervolg"),
    *_mensen("melding", "M0", _MOEDER, _VADER, _KIND),
    *_mensen("dienst", "D0", _MA, _PA),
)  # fmt: skip
