"""Keys that must be unique, references that must exist, regions that must be known, dates after the peildatum."""

from collections.abc import Iterator

from zicht.core.feiten import TABELLEN, Tabel
from zicht.core.regels import Leesfout, Vondst, toon
from zicht.core.voorwaarden import Soort
from zicht.engines.bron import Bron
from zicht.engines.inlezen import Inlezing
from zicht.engines.waarden import HOOGSTENS, celvondst, id_sql


def zoek_sleutelfouten(inlezing: Inlezing) -> None:
    """Add a finding for every row that is doubled, points nowhere, or lies outside region or peildatum."""
    for bron in inlezing.bronnen.values():
        inlezing.vondsten.extend(_dubbel(inlezing, bron))
        inlezing.vondsten.extend(_na_peildatum(inlezing, bron))
        inlezing.vondsten.extend(_andere_regio(inlezing, bron))
    inlezing.vondsten.extend(_losse_verwijzingen(inlezing))


def _dubbel(inlezing: Inlezing, bron: Bron) -> Iterator[Vondst]:
    tabel = bron.bestand.tabel
    if not tabel.sleutel or not _heeft_dubbele(inlezing, tabel):
        return
    sleutel, gevuld = ", ".join(tabel.sleutel), volledig(tabel)
    rijen = inlezing.verbinding.execute(
        f"SELECT rij, {id_sql(tabel)}, eerste FROM (SELECT *, min(rij) OVER (PARTITION BY {sleutel}) AS eerste "
        f"FROM main.{tabel.naam} WHERE {gevuld}) WHERE rij > eerste ORDER BY rij LIMIT {HOOGSTENS}"
    ).fetchall()
    for rij, id_, eerste in rijen:
        yield celvondst(
            bron, Leesfout.DUBBELE_SLEUTEL, rij - bron.eerste_rij, id_, tabel.sleutel[-1], id_,
            eerste=str(eerste), sleutel=" + ".join(tabel.sleutel),
        )  # fmt: skip


def volledig(tabel: Tabel) -> str:
    """Rows with a whole key; the year of a gemeente may be left out."""
    return " AND ".join(f"{kolom} IS NOT NULL" for kolom in tabel.sleutel if tabel.kolom(kolom).verplicht)


def _heeft_dubbele(inlezing: Inlezing, tabel: Tabel) -> bool:
    """The quick question: different keys have different hashes as good as always, and equal keys equal ones."""
    sleutel = tabel.sleutel[0] if len(tabel.sleutel) == 1 else f"hash({', '.join(tabel.sleutel)})"
    geteld = inlezing.verbinding.execute(
        f"SELECT count(*) <> count(DISTINCT {sleutel}) FROM ruw.{tabel.naam} WHERE {volledig(tabel)}"
    ).fetchone()
    return bool(geteld and geteld[0])


def _na_peildatum(inlezing: Inlezing, bron: Bron) -> Iterator[Vondst]:
    assert inlezing.kenmerken is not None
    tabel, dag = bron.bestand.tabel, inlezing.kenmerken.peildatum
    datums = [kolom.naam for kolom in bron.kolommen if kolom.soort is Soort.DATUM]
    if not datums:
        return
    laatste = inlezing.verbinding.execute(
        f"SELECT {', '.join(f'max({naam})' for naam in datums)} FROM ruw.{tabel.naam}"
    ).fetchone()
    for naam, hoogste in zip(datums, laatste or (), strict=False):
        if hoogste is not None and hoogste > dag:
            rijen = inlezing.verbinding.execute(
                f"SELECT rij, {id_sql(tabel)}, {naam} FROM main.{tabel.naam} WHERE {naam} > ? "
                f"ORDER BY rij LIMIT {HOOGSTENS}",
                [dag],
            ).fetchall()
            for rij, id_, waarde in rijen:
                yield celvondst(
                    bron, Leesfout.NA_PEILDATUM, rij - bron.eerste_rij, id_, naam, waarde, peildatum=str(dag)
                )


def _andere_regio(inlezing: Inlezing, bron: Bron) -> Iterator[Vondst]:
    tabel = bron.bestand.tabel
    if "regio" not in bron.ruw or all(kolom.naam != "regio" for kolom in tabel.kolommen):
        return
    assert inlezing.kenmerken is not None
    rijen = inlezing.verbinding.execute(
        f"SELECT rij, {id_sql(tabel)}, regio FROM main.{tabel.naam} "
        f"WHERE NOT list_contains(?::VARCHAR[], regio) ORDER BY rij LIMIT {HOOGSTENS}",
        [list(inlezing.kenmerken.regios)],
    ).fetchall()
    for rij, id_, regio in rijen:
        yield celvondst(bron, Leesfout.ANDERE_REGIO, rij - bron.eerste_rij, id_, "regio", regio)


def verwijzingen() -> Iterator[tuple[str, str, str, str]]:
    """Every reference: table, column, what it points to, and the query with the keys that exist there."""
    for tabel in TABELLEN.values():
        for kolom in tabel.kolommen:
            if kolom.verwijst:
                sleutel = TABELLEN[kolom.verwijst].sleutel[0]
                yield tabel.naam, kolom.naam, kolom.verwijst, f"SELECT {sleutel} FROM ruw.{kolom.verwijst}"
    beide = "SELECT melding_id FROM ruw.melding UNION ALL SELECT dienst_id FROM ruw.dienst"
    yield "schorsing", "over_id", "melding of dienst", beide


def los_sql(kolom: str, sleutels: str) -> str:
    """When a reference points nowhere."""
    return f"{kolom} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ({sleutels}) AS s(k) WHERE s.k = {kolom})"


def _losse_verwijzingen(inlezing: Inlezing) -> Iterator[Vondst]:
    aanwezig = [
        deel for deel in verwijzingen() if deel[0] in inlezing.bronnen and deel[1] in inlezing.bronnen[deel[0]].ruw
    ]
    if not aanwezig:
        return
    vragen = [
        f"(SELECT {nummer} AS nummer FROM ruw.{tabel} WHERE {los_sql(kolom, sleutels)} LIMIT 1)"
        for nummer, (tabel, kolom, _, sleutels) in enumerate(aanwezig)
    ]
    gevonden: list[tuple[int]] = inlezing.verbinding.execute(" UNION ALL ".join(vragen)).fetchall()
    for (nummer,) in gevonden:
        tabel, kolom, doel, sleutels = aanwezig[nummer]
        bron = inlezing.bronnen[tabel]
        rijen = inlezing.verbinding.execute(
            f"SELECT rij, {id_sql(TABELLEN[tabel])}, {kolom} FROM main.{tabel} "
            f"WHERE {los_sql(kolom, sleutels)} ORDER BY rij LIMIT {HOOGSTENS}"
        ).fetchall()
        for rij, id_, waarde in rijen:
            yield celvondst(bron, Leesfout.VERWIJZING, rij - bron.eerste_rij, id_, kolom, toon(waarde), doel=doel)
