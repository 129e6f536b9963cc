"""Het JSON Schema zegt wat de lezer eist."""

import json
from pathlib import Path

from zicht.core.codelijsten import CODELIJSTEN
from zicht.core.feiten import TABELLEN
from zicht.uitwisseling.schema import DIALECT, schema

BLADZIJDE = Path(__file__).parents[3] / "docs" / "naslag" / "feitenformaat.schema.json"


def rij(tabel: str) -> dict[str, object]:
    return json.loads(json.dumps(schema()))["$defs"][tabel]


def test_elke_tabel_staat_er_met_haar_kolommen_en_verplichtingen_in() -> None:
    alles = json.loads(json.dumps(schema()))
    assert alles["$schema"] == DIALECT
    assert set(alles["required"]) == {"feiten"} | {naam for naam, tabel in TABELLEN.items() if tabel.verplicht}
    for naam, tabel in TABELLEN.items():
        assert alles["properties"][naam]["items"] == {"$ref": f"#/$defs/{naam}"}
        assert list(rij(naam)["properties"]) == [kolom.naam for kolom in tabel.kolommen]
        assert rij(naam)["required"] == [kolom.naam for kolom in tabel.kolommen if kolom.verplicht]


def test_elke_verwijzing_binnen_het_schema_bestaat() -> None:
    tekst = json.dumps(schema())
    verwijzingen = {deel.split('"')[0] for deel in tekst.split('"#/$defs/')[1:]}
    assert verwijzingen <= schema()["$defs"].keys()
    assert {"melding", "codelijst_hoedanigheid"} <= verwijzingen


def test_een_codelijst_noemt_elke_code_met_haar_betekenis() -> None:
    lijst = rij("codelijst_oordeel")["oneOf"]
    assert [(deel["const"], deel["title"]) for deel in lijst] == list(CODELIJSTEN["oordeel"].codes)


def test_een_vrije_kolom_mag_leeg_zijn_een_verplichte_niet() -> None:
    kolommen = rij("tevredenheid")["properties"]
    assert kolommen["cijfer"] | {"description": ""} == {
        "description": "",
        "type": "number",
        "minimum": 1,
        "maximum": 10,
    }
    assert {"type": "null"} in kolommen["moment"]["anyOf"]


def test_de_gepubliceerde_bladzijde_is_gelijk_aan_de_definitie() -> None:
    assert json.loads(BLADZIJDE.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))
