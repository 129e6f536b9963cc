"""DuckDB met de hand, rechtstreeks op de ruwe tabellen: zo goed als een ervaren SQL-schrijver het zou doen.

Uiterste datums komen uit een kalendertabel; tellingen gaan eerst per gemeente en maand, daarna naar perioden en
gebieden. Het gaat uit van schone feiten: datums op volgorde, niets na de peildatum.
"""

from pathlib import Path

TERMIJN = """
  count(*) FILTER (WHERE {f} AND {begin} <= {eind}) AS "{code}:noemer",
  count(*) FILTER (WHERE {f} AND {begin} <= {eind} AND {eind} <= {uiterste}) AS "{code}:teller",
  count(*) FILTER (WHERE {f} AND ({begin} IS NULL OR {begin} > {eind})) AS "{code}:onbepaald"
"""


def _termijn(code: str, f: str, begin: str, eind: str, uiterste: str) -> str:
    return TERMIJN.format(code=code, f=f, begin=begin, eind=eind, uiterste=uiterste)


_VV, _OZ = "s.soort = 'voorwaarden_en_vervolg'", "s.soort = 'onderzoek'"
_VERVOLG = "s.soort IN ('voorwaarden_en_vervolg', 'onderzoek')"


def _maand(dag: str) -> str:
    return f"year({dag}) * 12 + month({dag}) - 1"


def opdrachten(lees: str, vensters: list[tuple[int, int, int]]) -> list[str]:
    """De opdrachten, voor tabellen die met `lees` te lezen zijn (`{}` is de naam); het antwoord staat in `antwoord`."""

    def t(naam: str) -> str:
        return lees.format(naam)

    dienstklokken = ",".join(
        _termijn(f"{naam}-tijdig-na-{van}", f, begin, "s.afgerond_op", uiterste)
        for naam, f in (("vv", _VV), ("onderzoek", _OZ))
        for van, begin, uiterste in (
            ("ontvangst", "m.ontvangen_op", "k1.weken10"),
            ("beoordeling", "m.beoordeeld_op", "k2.weken10"),
            ("start", "s.gestart_op", "k3.weken10"),
        )
    )
    per = ", ".join(f"({nr}, {begin}, {eind})" for nr, begin, eind in vensters)
    return [
        f"CREATE TEMP TABLE periode AS SELECT * FROM (VALUES {per}) v(nr, begin, eind)",
        f"CREATE TEMP TABLE d AS SELECT dossier_id, gemeente, regio FROM {t('dossier')}",
        f"""CREATE TEMP TABLE opening AS
        SELECT melding_id, dossier_id, ontvangen_op FROM {t("melding")}
        QUALIFY row_number() OVER (PARTITION BY dossier_id ORDER BY ontvangen_op, melding_id) = 1""",
        f"""CREATE TEMP TABLE recidive AS
        WITH eerder AS (
          SELECT b.persoon_id, x.regio, x.gesloten_op, CAST(x.gesloten_op - DATE '1970-01-01' AS BIGINT) * 4 + CASE
            x.sluitroute WHEN 'vervolgdienst' THEN 3 WHEN 'directe_overdracht' THEN 2 ELSE CASE WHEN x.sluitroute IS NULL
            OR x.sluitroute = 'onbekend' THEN 0 ELSE 1 END END AS sleutel
          FROM {t("dossier")} x JOIN {t("betrokkene")} b USING (dossier_id)
          WHERE x.gesloten_op IS NOT NULL AND x.geopend_op >= DATE '2019-01-01')
        SELECT o.melding_id, max(e.sleutel) % 4 AS route FROM opening o JOIN {t("betrokkene")} b USING (dossier_id)
        JOIN d USING (dossier_id) JOIN eerder e ON e.persoon_id = b.persoon_id AND e.regio = d.regio
          AND e.gesloten_op < o.ontvangen_op GROUP BY o.melding_id""",
        f"""CREATE TEMP TABLE stroom AS
        SELECT d.gemeente, d.regio, {_maand("m.beoordeeld_op")} AS maand, count(*) AS "beoordelingen-uitgevoerd:noemer",
          {
            _termijn(
                "beoordeling-tijdig-na-ontvangst",
                "m.ter_registratie = 'nee'",
                "m.ontvangen_op",
                "m.beoordeeld_op",
                "k1.werk5",
            )
        },
          {
            _termijn(
                "beoordeling-tijdig-na-oppakken",
                "m.ter_registratie = 'nee'",
                "m.opgepakt_op",
                "m.beoordeeld_op",
                "k2.werk5",
            )
        }
        FROM {t("melding")} m JOIN d USING (dossier_id) LEFT JOIN kalender k1 ON k1.dag = m.ontvangen_op
        LEFT JOIN kalender k2 ON k2.dag = m.opgepakt_op WHERE m.beoordeeld_op IS NOT NULL GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("m.ontvangen_op")} AS maand, count(*) AS "instroom-meldingen:noemer",
          count(*) FILTER (WHERE o.melding_id IS NOT NULL AND (r.melding_id IS NULL OR r.route > 0))
            AS "recidive-na-overdracht:noemer",
          count(*) FILTER (WHERE r.route = 2) AS "recidive-na-overdracht:teller",
          count(*) FILTER (WHERE r.route = 0) AS "recidive-na-overdracht:onbepaald",
          count(*) FILTER (WHERE r.route = 3) AS "recidive-na-vervolgdienst:teller",
          "recidive-na-overdracht:noemer" AS "recidive-na-vervolgdienst:noemer",
          "recidive-na-overdracht:onbepaald" AS "recidive-na-vervolgdienst:onbepaald"
        FROM {t("melding")} m JOIN d USING (dossier_id) LEFT JOIN opening o USING (melding_id)
        LEFT JOIN recidive r USING (melding_id) GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("s.afgerond_op")} AS maand,
          count(*) FILTER (WHERE {_VERVOLG}) AS "vervolgdiensten-uitgevoerd:noemer", {dienstklokken}
        FROM {t("dienst")} s JOIN d USING (dossier_id) LEFT JOIN {t("melding")} m ON m.melding_id = s.melding_id
        LEFT JOIN kalender k1 ON k1.dag = m.ontvangen_op LEFT JOIN kalender k2 ON k2.dag = m.beoordeeld_op
        LEFT JOIN kalender k3 ON k3.dag = s.gestart_op WHERE s.afgerond_op IS NOT NULL AND {_VERVOLG} GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("s.toegewezen_op")} AS maand, count(*) AS "instroom-vervolgdiensten:noemer"
        FROM {t("dienst")} s JOIN d USING (dossier_id) WHERE {_VERVOLG} GROUP BY ALL
        UNION ALL BY NAME
        SELECT gemeente, regio, {_maand("gestart_op")} AS maand, count(*) AS "instroom-adviezen:noemer"
        FROM {t("advies")} GROUP BY ALL""",
        f"""CREATE TEMP TABLE stand AS
        SELECT d.gemeente, d.regio, {_maand("m.ontvangen_op")} AS maand, count(*) AS "wachtlijst-beoordeling:noemer",
          count(*) AS "wachtlijst-beoordeling:niet_opgepakt"
        FROM {t("melding")} m JOIN d USING (dossier_id) WHERE m.ter_registratie = 'nee' GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("m.beoordeeld_op")} AS maand, -count(*) AS "wachtlijst-beoordeling:noemer"
        FROM {t("melding")} m JOIN d USING (dossier_id)
        WHERE m.ter_registratie = 'nee' AND m.beoordeeld_op IS NOT NULL GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("least(m.opgepakt_op, m.beoordeeld_op)")} AS maand,
          -count(*) AS "wachtlijst-beoordeling:niet_opgepakt"
        FROM {t("melding")} m JOIN d USING (dossier_id)
        WHERE m.ter_registratie = 'nee' AND least(m.opgepakt_op, m.beoordeeld_op) IS NOT NULL GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("s.toegewezen_op")} AS maand,
          count(*) AS "werkvoorraad-vervolgdiensten:noemer", count(*) AS "werkvoorraad-vervolgdiensten:wacht_op_start"
        FROM {t("dienst")} s JOIN d USING (dossier_id) WHERE {_VERVOLG} GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("s.afgerond_op")} AS maand, -count(*) AS "werkvoorraad-vervolgdiensten:noemer"
        FROM {t("dienst")} s JOIN d USING (dossier_id) WHERE {_VERVOLG} AND s.afgerond_op IS NOT NULL GROUP BY ALL
        UNION ALL BY NAME
        SELECT d.gemeente, d.regio, {_maand("least(s.gestart_op, s.afgerond_op)")} AS maand,
          -count(*) AS "werkvoorraad-vervolgdiensten:wacht_op_start"
        FROM {t("dienst")} s JOIN d USING (dossier_id)
        WHERE {_VERVOLG} AND least(s.gestart_op, s.afgerond_op) IS NOT NULL GROUP BY ALL""",
        f"""CREATE TEMP TABLE klachten AS
        SELECT p.nr, k.gemeente, g.regio, count(*) FILTER (WHERE bekend IS NOT NULL) AS "klachten-gegrond:noemer",
          count(*) FILTER (WHERE bekend = 'gegrond') AS "klachten-gegrond:teller",
          count(*) FILTER (WHERE bekend IS NULL) AS "klachten-gegrond:open"
        FROM (SELECT *, {_maand("ingediend_op")} AS maand FROM {t("klacht")}) k
        JOIN periode p ON k.maand BETWEEN p.begin AND p.eind
        LEFT JOIN (SELECT gemeente, max(regio) AS regio FROM {t("gemeente")} GROUP BY gemeente) g USING (gemeente),
        LATERAL (SELECT CASE WHEN {_maand("k.afgehandeld_op")} <= p.eind THEN nullif(k.oordeel, 'onbekend') END AS bekend)
        GROUP BY ALL""",
    ]


def antwoord(maten: tuple[str, ...]) -> str:
    """Per periode en gebied alle maten: eerst per gemeente, daarna opgeteld naar regio en land."""
    stroom = [m for m in maten if not m.startswith(("klachten", "wachtlijst", "werkvoorraad"))]
    stand = [m for m in maten if m.startswith(("wachtlijst", "werkvoorraad"))]
    klacht = [m for m in maten if m.startswith("klachten")]

    def som(namen: list[str]) -> str:
        return ", ".join(f'sum("{naam}") AS "{naam}"' for naam in namen)

    alles = ", ".join(f'CAST(coalesce(sum("{naam}"), 0) AS INTEGER) AS "{naam}"' for naam in maten)
    return f"""CREATE TEMP TABLE antwoord AS
    WITH per_gemeente AS (
      SELECT p.nr, gemeente, regio, {som(stroom)} FROM stroom JOIN periode p ON maand BETWEEN p.begin AND p.eind GROUP BY ALL
      UNION ALL BY NAME
      SELECT p.nr, gemeente, regio, {som(stand)} FROM stand JOIN periode p ON maand <= p.eind GROUP BY ALL
      UNION ALL BY NAME
      SELECT nr, gemeente, regio, {som(klacht)} FROM klachten GROUP BY ALL)
    SELECT nr, CASE grouping(gemeente, regio) WHEN 1 THEN 'gemeente' WHEN 2 THEN 'regio' ELSE 'land' END AS niveau,
      coalesce(gemeente, regio) AS gebied, {alles}
    FROM per_gemeente GROUP BY GROUPING SETS ((nr, gemeente), (nr, regio), (nr))"""


def lees_uit(map_: Path) -> str:
    """Hoe een tabel uit een map met Parquet te lezen is."""
    return f"read_parquet('{map_}/{{}}.parquet')"
