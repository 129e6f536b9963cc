"""Een deel van de leveringsregels in pandas, zoals men het schrijft: inlezen op vaste breedte, kolommen, filters en samenvoegen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from zicht.catalogus import load
from zicht.core.levering.indeling import RECORDSOORT, Soort
from zicht.core.periodes import Periode

INDELING = load.leverindeling()
GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_KIND = ("kindermishandeling_kindcheck", "kindermishandeling_vechtscheiding", "kindermishandeling_anders")


def _tabellen(pad: Path) -> dict[str, pd.DataFrame]:
    regels = pd.Series(pad.read_text("ascii").splitlines())
    soort = regels.str[:2]
    uit: dict[str, pd.DataFrame] = {}
    for record in INDELING.recordsoorten:
        deel = regels[(soort == record.code) & (regels.str.len() == record.lengte)]
        kolommen = {
            v.gegeven: deel.str[v.begin - 1 : v.eind].str.rstrip() for v in record.velden if v.gegeven != RECORDSOORT
        }
        tabel = pd.DataFrame(kolommen)
        for veld in record.velden:
            if veld.soort is Soort.DATUM:
                tabel[veld.gegeven] = pd.to_datetime(tabel[veld.gegeven], format="%Y%m%d", errors="coerce")
            if veld.soort is Soort.CODE and veld.gegeven != RECORDSOORT:
                tabel[f"{veld.gegeven}_t"] = tabel[veld.gegeven]
                tabel[veld.gegeven] = tabel[veld.gegeven].map(INDELING.codelijsten[veld.codelijst].naar_zicht)
        uit[record.naam] = tabel
    return uit


def _heeft(kolom: pd.Series, lijst: str, *woorden: str) -> pd.Series:
    """Of een van deze antwoorden in een meervoudig veld staat; per verschillende tekst een keer uitgezocht."""
    codes = {INDELING.codelijsten[lijst].naar_bestand[woord] for woord in woorden}
    antwoord = {t: any(t[i : i + 2] in codes for i in range(0, len(t), 2)) for t in kolom.unique()}
    return kolom.map(antwoord).astype(bool)


def _elfproef(bsn: pd.Series) -> pd.Series:
    cijfers = pd.to_numeric(bsn, errors="coerce")
    som = sum(w * (cijfers // 10 ** (8 - i) % 10) for i, w in enumerate(GEWICHTEN))
    return bsn.str.fullmatch("[0-9]{9}") & (som % 11 == 0) & (cijfers > 0)


def tel(pad: Path, periode: Periode) -> Mapping[str, int]:
    """Hoe vaak elke regel in dit bestand wordt overtreden."""
    t = _tabellen(pad)
    a, m, d, p = t["advies"], t["melding"], t["dienst"], t["persoon"]
    begin, eind = pd.Timestamp(periode.begin), pd.Timestamp(periode.eind)
    uit: dict[str, Any] = {
        "LA-001": a.datum_afsluiting < a.datum_start,
        "LA-002": a.datum_afsluiting.notna() & ~a.datum_afsluiting.between(begin, eind),
        "LA-003": a.datum_afsluiting > a.datum_start + pd.Timedelta(days=183),
        "LA-004": a.advies_id.duplicated(keep=False) & (a.advies_id != ""),
        "LA-009": _heeft(a.aard, "aard", "anders_niet_onveilig") & _heeft(
            a.aard, "aard", "lichamelijke_mishandeling", "lichamelijke_verwaarlozing", "psychisch_geweld", "seksueel_misbruik",
            "vrouwelijke_genitale_verminking",
        ),
        "LA-012": (a.soort == "ondersteuning") & (a.kanaal == "chat"),
        "LM-001": m.datum_besluit < m.datum_melding,
        "LM-002": m.datum_besluit.notna() & ~m.datum_besluit.between(begin, eind),
        "LM-003": m.datum_besluit > m.datum_melding + pd.Timedelta(days=365),
        "LM-004": m.melding_id.duplicated(keep=False) & (m.melding_id != ""),
        "LM-005": (m.besluit == "overdracht") & (m.overdracht_aan == ""),
        "LM-006": m.besluit.notna() & (m.besluit != "overdracht") & (m.overdracht_aan != ""),
        "LM-007": (m.onderzoek_id != "") & m.besluit.notna() & (m.besluit != "vervolg_vt"),
        "LM-009": (m.acuut == "ja") & (m.besluit == "geen_vervolg"),
        "LM-010": (m.structureel == "ja") & (m.besluit == "geen_vervolg") & (m.acuut != "ja"),
        "LM-024": m.datum_besluit.dt.dayofweek >= 5,
        "LV-2013-W": (m.besluit_t != "") & m.besluit.isna(),
        "LV-4005-W": ~p.bsn.isin(["", "000000000", "999999999"]) & ~_elfproef(p.bsn),
        "LD-001": d.datum_einde < d.datum_begin,
        "LD-002": d.datum_einde.notna() & ~d.datum_einde.between(begin, eind),
        "LD-005": (d.soort == "onderzoek") & (d.uitkomst == "") & (d.aard == ""),
        "LP-004": p.duplicated(["hoort_bij", "hoort_bij_id", "volgnummer"]) & p.hoort_bij.notna(),
    }  # fmt: skip
    uit |= _samen(m, d, p)
    return {regel: int(raak.sum()) for regel, raak in uit.items() if raak.sum()}


def _samen(m: pd.DataFrame, d: pd.DataFrame, p: pd.DataFrame) -> dict[str, pd.Series]:
    bij_melding, bij_dienst = p[p.hoort_bij == "melding"], p[p.hoort_bij == "dienst"]
    met = d.merge(
        m[["melding_id", "casus_id", "datum_besluit"]].drop_duplicates("melding_id", keep=False),
        on="melding_id",
        suffixes=("", "_m"),
    )
    mensen = bij_melding.merge(m[["melding_id", "datum_melding"]], left_on="hoort_bij_id", right_on="melding_id")
    jaar = pd.to_numeric(mensen.geboortedatum.str[:4], errors="coerce").where(
        ~mensen.geboortedatum.isin(["", "00000000", "99999999"])
    )
    jaren = mensen.datum_melding.dt.year - jaar
    kan_kind = (mensen.geboortedatum == "99999999") | jaren.isna() | (jaren <= 18)
    groep = (
        pd.DataFrame({"id": mensen.hoort_bij_id, "kind": kan_kind, "oud": jaren.isna() | (jaren >= 65)})
        .groupby("id")
        .agg(kind=("kind", "sum"), oud=("oud", "sum"), mensen=("kind", "size"))
    )
    g = m.merge(groep, left_on="melding_id", right_index=True)
    return {
        "LM-101": ~m.melding_id.isin(bij_melding.hoort_bij_id) & (m.melding_id != ""),
        "LD-101": ~d.dienst_id.isin(bij_dienst.hoort_bij_id) & (d.dienst_id != ""),
        "LP-001": ~bij_melding.hoort_bij_id.isin(m.melding_id),
        "LP-002": ~bij_dienst.hoort_bij_id.isin(d.dienst_id),
        "LD-021": met.datum_begin < met.datum_besluit,
        "LD-022": met.casus_id != met.casus_id_m,
        "LM-103": _heeft(g.aanleiding, "aanleiding", *_KIND) & (g.kind == 0),
        "LM-109": _heeft(g.aanleiding, "aanleiding", "ouderenmishandeling") & (g.oud == 0),
        "LM-110": _heeft(g.aanleiding, "aanleiding", "ex_partnergeweld") & (g.mensen == 1),
    }


CODES = (
    "LA-001", "LA-002", "LA-003", "LA-004", "LA-009", "LA-012", "LM-001", "LM-002", "LM-003", "LM-004", "LM-005", "LM-006", "LM-007",
    "LM-009", "LM-010", "LM-024", "LV-2013-W", "LV-4005-W", "LD-001", "LD-002", "LD-005", "LP-004", "LM-101", "LD-101", "LP-001",
    "LP-002", "LD-021", "LD-022", "LM-103", "LM-109", "LM-110",
)  # fmt: skip
