"""Kleine feitenmappen voor tests: schrijf rijen als CSV, als Nederlandse Excel-CSV of als Parquet.

Met opzet los van `zicht.core.feiten`: een test die de lezer beoordeelt, mag de tabellen niet van die lezer overnemen.
De kolommen staan daarom hier nog eens, overgeschreven uit het Feitenformaat.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

Rij = dict[str, Any]
Tabellen = Mapping[str, Sequence[Rij]]

KOLOMMEN: dict[str, tuple[str, ...]] = {
    "gemeente": ("gemeente", "naam", "regio", "inwoners", "jeugdigen", "jaar"),
    "dossier": ("dossier_id", "regio", "gemeente", "geopend_op", "gesloten_op", "sluitroute"),
    "betrokkene": ("dossier_id", "persoon_id", "rol", "geboortejaar", "geslacht"),
    "advies": (
        "advies_id", "regio", "gemeente", "gestart_op", "afgesloten_op", "soort", "kanaal", "hoedanigheid",
        "aanleiding", "aard", "geregistreerd_op",
    ),
    "melding": (
        "melding_id", "dossier_id", "ontvangen_op", "opgepakt_op", "beoordeeld_op", "urgentie", "acuut",
        "structureel", "multiproblematiek", "besluit", "overdracht_aan", "ter_registratie", "anoniem",
        "ambtshalve", "tijdens", "hoedanigheid", "aanleiding", "aard", "eerste_contact_op", "teruggekoppeld_op",
        "overgedragen_op", "geregistreerd_op",
    ),
    "dienst": (
        "dienst_id", "dossier_id", "melding_id", "soort", "toegewezen_op", "gestart_op", "afgerond_op",
        "resultaat", "overdracht_aan", "overgedragen_op", "plan_van_aanpak_op", "top3", "geregistreerd_op",
    ),
    "monitormoment": ("dienst_id", "gepland_op", "uitgevoerd_op", "met", "veiligheidscijfer"),
    "huisverbod": (
        "huisverbod_id", "gemeente", "beoordeeld_op", "opgelegd_op", "advies_op", "verlengd_op", "beeindigd_op",
    ),
    "schorsing": ("termijn", "over_id", "van", "tot", "grond"),
    "klacht": ("klacht_id", "gemeente", "ingediend_op", "afgehandeld_op", "oordeel"),
    "tevredenheid": ("id", "gemeente", "datum", "doelgroep", "moment", "cijfer"),
    "activiteit": ("datum", "soort", "aantal", "gemeente"),
    "boeking": ("maand", "post", "bedrag"),
    "inzet": ("maand", "functie", "formatie_fte", "intern_fte", "extern_fte", "verzuim_pct"),
}  # fmt: skip
VERPLICHTE_TABELLEN = ("gemeente", "dossier", "betrokkene", "advies", "melding", "dienst", "klacht", "tevredenheid")
MEERVOUDIG = frozenset({"overdracht_aan", "aanleiding", "aard", "resultaat"})
GEHELEN = frozenset({"inwoners", "jeugdigen", "jaar", "geboortejaar", "aantal"})
GETALLEN = frozenset(
    {"cijfer", "veiligheidscijfer", "bedrag", "formatie_fte", "intern_fte", "extern_fte", "verzuim_pct"}
)
DATUMS = frozenset({"van", "tot", "datum"}) | {k for ks in KOLOMMEN.values() for k in ks if k.endswith("_op")}
STANDAARDGEMEENTEN: tuple[Rij, ...] = (
    {"gemeente": "GM0361", "naam": "Alkmaar", "inwoners": 112000, "jeugdigen": 21000, "jaar": 2025},
    {"gemeente": "GM0400", "naam": "Den Helder", "inwoners": 56000, "jeugdigen": 10000, "jaar": 2025},
)


def dag(waarde: str | date | None) -> date | None:
    """Lees `2025-04-17` als datum; een datum of niets blijft wat het is."""
    return date.fromisoformat(waarde) if isinstance(waarde, str) and waarde else (waarde or None)  # type: ignore[return-value]


def gemeente(code: str = "GM0361", **rest: Any) -> Rij:
    """Een rij van `gemeente`."""
    return {"gemeente": code, "naam": f"Gemeente {code}", "jaar": 2025} | rest


def dossier(dossier_id: str, geopend_op: str | date = "2025-01-01", **rest: Any) -> Rij:
    """Een rij van `dossier`, standaard open en in Alkmaar."""
    return {"dossier_id": dossier_id, "gemeente": "GM0361", "geopend_op": geopend_op} | rest


def betrokkene(dossier_id: str, persoon_id: str, **rest: Any) -> Rij:
    """Een rij van `betrokkene`."""
    return {"dossier_id": dossier_id, "persoon_id": persoon_id, "rol": "slachtoffer"} | rest


def advies(advies_id: str, gestart_op: str | date, **rest: Any) -> Rij:
    """Een rij van `advies`."""
    return {"advies_id": advies_id, "gemeente": "GM0361", "gestart_op": gestart_op, "soort": "advies"} | rest


def melding(melding_id: str, ontvangen_op: str | date, beoordeeld_op: str | date | None = None, **rest: Any) -> Rij:
    """Een rij van `melding` op dossier `D-<melding_id>`, niet ter registratie."""
    vast = {"melding_id": melding_id, "dossier_id": f"D-{melding_id}", "ontvangen_op": ontvangen_op}
    return vast | {"beoordeeld_op": beoordeeld_op, "ter_registratie": "nee"} | rest


def dienst(
    dienst_id: str, soort: str = "voorwaarden_en_vervolg", toegewezen_op: str | date = "2025-01-01", **rest: Any
) -> Rij:
    """Een rij van `dienst` op dossier `D-<dienst_id>`; geef `melding_id` mee voor de klokken vanaf de melding."""
    vast = {"dienst_id": dienst_id, "dossier_id": f"D-{dienst_id}", "soort": soort, "toegewezen_op": toegewezen_op}
    return vast | rest


def klacht(klacht_id: str, ingediend_op: str | date, oordeel: str | None = None, **rest: Any) -> Rij:
    """Een rij van `klacht`."""
    return {"klacht_id": klacht_id, "gemeente": "GM0361", "ingediend_op": ingediend_op, "oordeel": oordeel} | rest


def tevredenheid(antwoord_id: str, datum: str | date, cijfer: float, doelgroep: str = "betrokkene", **rest: Any) -> Rij:
    """Een rij van `tevredenheid`."""
    return {"id": antwoord_id, "gemeente": "GM0361", "datum": datum, "doelgroep": doelgroep, "cijfer": cijfer} | rest


def schorsing(termijn: str, over_id: str, van: str | date, tot: str | date | None = None, **rest: Any) -> Rij:
    """Een rij van `schorsing`."""
    return {"termijn": termijn, "over_id": over_id, "van": van, "tot": tot, "grond": "wacht op gegevens"} | rest


def met_dossiers(tabellen: Tabellen) -> dict[str, list[Rij]]:
    """Voeg voor elke melding en dienst het ontbrekende dossier toe, geopend op de eerste datum die ernaar verwijst."""
    uit = {naam: [dict(rij) for rij in rijen] for naam, rijen in tabellen.items()}
    bekend = {rij["dossier_id"] for rij in uit.setdefault("dossier", [])}
    begin: dict[str, date] = {}
    for rij in uit.get("melding", []) + uit.get("dienst", []):
        datum = dag(rij.get("ontvangen_op") or rij.get("toegewezen_op"))
        if rij["dossier_id"] not in bekend and datum:
            begin[rij["dossier_id"]] = min(datum, begin.get(rij["dossier_id"], datum))
    uit["dossier"] += [dossier(naam, datum) for naam, datum in begin.items()]
    return uit


def schrijf_map(
    pad: str | Path,
    tabellen: Tabellen | None = None,
    *,
    regio: str | Sequence[str] = "NHN",
    peildatum: str | date = "2025-12-31",
    vorm: str = "csv",
    bron: str = "zelfgemaakt voor een test",
    zonder: Mapping[str, Collection[str]] | None = None,
) -> Path:
    """Schrijf een geldige feitenmap en geef het pad terug.

    `vorm` is `csv`, `csv-nl` (puntkomma, CRLF, byte-order mark, dd-mm-jjjj, decimale komma) of `parquet`. Verplichte
    tabellen die niet zijn meegegeven krijgen alleen een kopregel, `gemeente` krijgt twee gemeenten; andere tabellen
    komen er alleen als ze zijn meegegeven. `zonder={"melding": {"ter_registratie"}}` laat kolommen weg. Een kolom die
    het Feitenformaat niet kent, komt achteraan. Tekst wordt geschreven zoals hij is, dus ook onzin.
    """
    if vorm not in ("csv", "csv-nl", "parquet"):
        raise ValueError(f"onbekende vorm {vorm!r}")
    alles: dict[str, Sequence[Rij]] = dict.fromkeys(VERPLICHTE_TABELLEN, ())
    alles |= {"gemeente": STANDAARDGEMEENTEN} | dict(tabellen or {})
    map_ = Path(pad)
    map_.mkdir(parents=True, exist_ok=True)
    (map_ / "feiten.toml").write_text(_feiten_toml(regio, str(peildatum), bron), encoding="utf-8")
    for naam, rijen in alles.items():
        kolommen = _kolommen(naam, rijen, (zonder or {}).get(naam, ()))
        if vorm == "parquet":
            _schrijf_parquet(map_ / f"{naam}.parquet", kolommen, rijen)
        else:
            (map_ / f"{naam}.csv").write_bytes(csv_bytes(kolommen, rijen, vorm))
    return map_


def csv_bytes(kolommen: Sequence[str], rijen: Sequence[Rij], vorm: str = "csv") -> bytes:
    """De bytes van een tabel als `csv` of `csv-nl`."""
    nederlands = vorm == "csv-nl"
    buffer = io.StringIO(newline="")
    schrijver = csv.writer(buffer, delimiter=";" if nederlands else ",", lineterminator="\r\n" if nederlands else "\n")
    schrijver.writerow(kolommen)
    schrijver.writerows([_cel(k, rij.get(k), nederlands) for k in kolommen] for rij in rijen)
    return buffer.getvalue().encode("utf-8-sig" if nederlands else "utf-8")


def _feiten_toml(regio: str | Sequence[str], peildatum: str, bron: str) -> str:
    namen = f'"{regio}"' if isinstance(regio, str) else "[" + ", ".join(f'"{r}"' for r in regio) + "]"
    return f'formaat = 1\nregio = {namen}\npeildatum = {peildatum}\nbron = "{bron}"\n'


def _kolommen(tabel: str, rijen: Sequence[Rij], zonder: Collection[str]) -> list[str]:
    vast = [k for k in KOLOMMEN.get(tabel, ()) if k not in zonder]
    extra = {k: None for rij in rijen for k in rij if k not in KOLOMMEN.get(tabel, ()) and k not in zonder}
    return vast + list(extra)


def _cel(kolom: str, waarde: Any, nederlands: bool) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, (list, tuple)):
        return ";".join(str(w) for w in waarde)
    tekst = str(waarde)
    if not nederlands:
        return tekst
    if kolom in DATUMS and _is_iso(tekst):
        return date.fromisoformat(tekst).strftime("%d-%m-%Y")
    return tekst.replace(".", ",") if kolom in GETALLEN else tekst


def _is_iso(tekst: str) -> bool:
    try:
        return date.fromisoformat(tekst).isoformat() == tekst
    except ValueError:
        return False


def _parquetsoort(kolom: str) -> str:
    if kolom in DATUMS:
        return "DATE"
    if kolom in MEERVOUDIG:
        return "VARCHAR[]"
    return "INTEGER" if kolom in GEHELEN else "DOUBLE" if kolom in GETALLEN else "VARCHAR"


def _parquetcel(kolom: str, waarde: Any) -> Any:
    if waarde is None or waarde == "":
        return None
    if kolom in MEERVOUDIG and isinstance(waarde, str):
        return waarde.split(";")
    return list(waarde) if isinstance(waarde, tuple) else waarde


def _schrijf_parquet(doel: Path, kolommen: Sequence[str], rijen: Sequence[Rij]) -> None:
    import duckdb

    with duckdb.connect() as verbinding:
        soorten = ", ".join(f'"{k}" {_parquetsoort(k)}' for k in kolommen)
        verbinding.execute(f"CREATE TABLE t ({soorten})")
        waarden = [[_parquetcel(k, rij.get(k)) for k in kolommen] for rij in rijen]
        if waarden:
            verbinding.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(kolommen))})", waarden)
        naar = str(doel).replace("'", "''")
        verbinding.execute(f"COPY t TO '{naar}' (FORMAT parquet)")
