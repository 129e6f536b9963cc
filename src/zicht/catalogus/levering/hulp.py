"""Samenvattingen die leveringsregels delen: wie er bij een melding of dienst horen, en hoeveel er van alles is."""

from zicht.core.levering.regels import Hulptabel

# Een geboortedatum die niet heel is geeft het voordeel van de twijfel: wie 18 kan zijn, kan minderjarig zijn.
_KAN_KIND = "(m.geboortedatum_t = '99999999' OR m.jaren IS NULL OR m.jaren <= 18)"
_PERSOON = """
SELECT p.levering, p.rij, p.hoort_bij, p.hoort_bij_id, p.bsn, p.geboortedatum, p.geboortedatum_t, p.geslacht,
  CASE WHEN NOT p.bsn_fout AND p.bsn NOT IN ('000000000', '999999999') THEN p.bsn END AS echt_bsn,
  coalesce(m.datum_melding, d.datum_begin) AS dag,
  CASE WHEN NOT p.geboortedatum_fout AND p.geboortedatum_t NOT IN ('', '00000000', '99999999')
    THEN year(coalesce(m.datum_melding, d.datum_begin)) - try_cast(left(p.geboortedatum_t, 4) AS INTEGER) END AS jaren
FROM persoon p
LEFT JOIN (SELECT levering, melding_id, any_value(datum_melding) AS datum_melding FROM melding GROUP BY ALL) m
  ON p.hoort_bij = 'melding' AND m.levering = p.levering AND m.melding_id = p.hoort_bij_id
LEFT JOIN (SELECT levering, dienst_id, any_value(datum_begin) AS datum_begin FROM dienst GROUP BY ALL) d
  ON p.hoort_bij = 'dienst' AND d.levering = p.levering AND d.dienst_id = p.hoort_bij_id
"""
_GROEP = f"""
SELECT m.levering, m.hoort_bij, m.hoort_bij_id, count(*) AS mensen, count(*) FILTER (WHERE {_KAN_KIND}) AS kan_kind,
  count(*) FILTER (WHERE m.jaren IS NULL OR m.jaren >= 65) AS kan_65,
  count(*) FILTER (WHERE m.jaren IS NULL OR m.jaren <= 24) AS kan_24,
  count(*) FILTER (WHERE m.geslacht IS NULL OR m.geslacht <> 'm') AS kan_vrouw,
  count(*) FILTER (WHERE m.jaren IS NULL OR m.jaren >= 18) AS kan_groot,
  count(*) FILTER (WHERE m.bsn IS NOT NULL AND m.bsn <> '000000000') AS met_bsn
FROM mens m GROUP BY ALL
"""


def _tel(voor: str) -> str:
    tellingen = ", ".join(
        f"(SELECT count(*) FROM {voor}{s} x WHERE x.levering = l.levering) AS {m}" for s, m in _SOORTEN
    )
    return f"SELECT l.levering, {tellingen} FROM levering l"


_SOORTEN = (("advies", "adviezen"), ("melding", "meldingen"), ("dienst", "diensten"), ("persoon", "personen"))
_AANDELEN = """
SELECT levering, count(*) AS alle, count(*) FILTER (WHERE hoedanigheid = 'onbekend') AS zonder_hoedanigheid,
  count(*) FILTER (WHERE gemeente = 'onbekend') AS zonder_gemeente, count(*) FILTER (WHERE aard = ';onbekend;') AS zonder_aard,
  count(*) FILTER (WHERE hoedanigheid = 'politie') AS van_politie, count(*) FILTER (WHERE besluit = 'overdracht') AS overdrachten
FROM {voor}melding GROUP BY levering
"""

HULPTABELLEN: tuple[Hulptabel, ...] = (
    Hulptabel("mens", _PERSOON, ("persoon", "melding", "dienst")),
    Hulptabel("groep", _GROEP, ("persoon", "melding", "dienst")),
    Hulptabel("omvang", _tel(""), ("advies", "melding", "dienst", "persoon")),
    Hulptabel("eerder_omvang", _tel("eerder_"), ("advies", "melding", "dienst", "persoon")),
    Hulptabel("aandeel", _AANDELEN.format(voor=""), ("melding",)),
    Hulptabel("eerder_aandeel", _AANDELEN.format(voor="eerder_"), ("melding",)),
)
