"""Kapotte feitenmappen: elk geval breekt een geldige map op een manier die in het echt voorkomt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.maak import (
    Rij,
    betrokkene,
    csv_bytes,
    dienst,
    klacht,
    melding,
    met_dossiers,
    schrijf_map,
    tevredenheid,
)

BSN = "123456782"  # doorstaat de elfproef; een verzonnen testnummer


def regio(aantal: int = 6) -> dict[str, list[Rij]]:
    """Een kleine, foutloze regio."""
    meldingen = [
        melding(
            f"M{i}", "2025-01-06", "2025-01-10", besluit="geen_vervolg", hoedanigheid="politie", acuut="nee",
            structureel="nee", aanleiding=["ex_partnergeweld"],
        )
        for i in range(aantal)
    ]  # fmt: skip
    rijen = {
        "melding": meldingen,
        "dienst": [dienst("S1", toegewezen_op="2025-01-10", dossier_id="D-M0")],
        "klacht": [klacht("K1", "2025-02-03", "gegrond", afgehandeld_op="2025-03-03")],
        "tevredenheid": [tevredenheid("T1", "2025-03-01", 7.5, moment="advies")],
    }
    tabellen = met_dossiers(rijen)
    tabellen["betrokkene"] = [betrokkene(d["dossier_id"], f"P-{d['dossier_id']}") for d in tabellen["dossier"]]
    return tabellen


@dataclass(frozen=True)
class Geval:
    """Hoe de map breekt, welke status daarbij hoort, en welke woorden in de melding moeten staan."""

    doe: Callable[[Path], Any]
    status: int
    woorden: tuple[str, ...] = ()


def maak(map_: Path, geval: Geval, vorm: str = "csv") -> Path:
    """Schrijf een geldige map en breek haar."""
    schrijf_map(map_, regio(), vorm=vorm)
    geval.doe(map_)
    return map_


def _bytes(naam: str, inhoud: bytes) -> Callable[[Path], Any]:
    return lambda map_: (map_ / naam).write_bytes(inhoud)


def _vervang(naam: str, oud: bytes, nieuw: bytes) -> Callable[[Path], Any]:
    def doe(map_: Path) -> None:
        inhoud = (map_ / naam).read_bytes()
        assert oud in inhoud, f"{oud!r} staat niet in {naam}"
        (map_ / naam).write_bytes(inhoud.replace(oud, nieuw))

    return doe


def _kort_in(naam: str, bytes_: int) -> Callable[[Path], Any]:
    return lambda map_: (map_ / naam).write_bytes((map_ / naam).read_bytes()[:-bytes_])


def _hercodeer(naam: str, codering: str) -> Callable[[Path], Any]:
    def doe(map_: Path) -> None:
        tekst = (map_ / naam).read_text(encoding="utf-8").replace("Alkmaar", "Súdwest-Fryslân")
        (map_ / naam).write_bytes(tekst.encode(codering))

    return doe


def _kolom(naam: str, kolom: str, waarden: Callable[[int], object]) -> Callable[[Path], Any]:
    """Vul een kolom, bekend of niet, in elke rij."""

    def doe(map_: Path) -> None:
        rijen = [rij | {kolom: waarden(i)} for i, rij in enumerate(regio()[naam])]
        kolommen = list(dict.fromkeys(k for rij in rijen for k in rij))
        (map_ / f"{naam}.csv").write_bytes(csv_bytes(kolommen, rijen))

    return doe


def bsns(aantal: int) -> list[str]:
    """Verzonnen nummers die de elfproef doorstaan."""
    gevonden = []
    for getal in range(100_000_009, 999_999_999, 97):
        cijfers = [int(c) for c in str(getal)]
        if (sum(c * (9 - i) for i, c in enumerate(cijfers[:8])) - cijfers[8]) % 11 == 0:
            gevonden.append(str(getal))
            if len(gevonden) == aantal:
                break
    return gevonden


def _duizend(map_: Path) -> None:
    rijen = [
        melding(f"M{i}", "2025-02-30", dossier_id="D-M0", urgentie="spoed" if i % 2 else None) for i in range(1000)
    ]
    (map_ / "melding.csv").write_bytes(csv_bytes(["melding_id", "dossier_id", "ontvangen_op", "urgentie"], rijen))


def _bestand_als_map(map_: Path) -> None:
    (map_ / "klacht.csv").unlink()
    (map_ / "klacht.csv").mkdir()


def _map_als_bestand(map_: Path) -> None:
    shutil.rmtree(map_)
    map_.write_text("dit is geen map", encoding="utf-8")


def _beide(map_: Path) -> None:
    schrijf_map(map_.parent / "ander", regio(), vorm="parquet")
    shutil.copy(map_.parent / "ander" / "melding.parquet", map_)


def _cp_slot(map_: Path) -> None:
    (map_ / "melding.csv").write_bytes((map_ / "melding.csv").read_bytes().rstrip(b"\n") + b"\n\x1a")


_KOP = b"klacht_id,gemeente,ingediend_op,afgehandeld_op,oordeel\n"

GEVALLEN: dict[str, Geval] = {
    # ------------------------------------------------------------------------------------------------ map en kenmerken
    "de map bestaat niet": Geval(shutil.rmtree, 2, ("bestaat niet",)),
    "de map is een bestand": Geval(_map_als_bestand, 2, ("is een bestand",)),
    "feiten.toml ontbreekt": Geval(lambda m: (m / "feiten.toml").unlink(), 2, ("feiten.toml",)),
    "feiten.toml is leeg": Geval(_bytes("feiten.toml", b""), 2, ("feiten.toml", "formaat")),
    "feiten.toml is geen TOML": Geval(_bytes("feiten.toml", b"regio = NHN\n"), 2, ("feiten.toml", "regel 1")),
    "feiten.toml is UTF-16": Geval(_bytes("feiten.toml", "formaat = 1".encode("utf-16")), 2, ("feiten.toml",)),
    "feiten.toml is een map": Geval(
        lambda m: ((m / "feiten.toml").unlink(), (m / "feiten.toml").mkdir()), 2, ("feiten.toml", "map")
    ),
    "formaat 2": Geval(_vervang("feiten.toml", b"formaat = 1", b"formaat = 2"), 2, ("formaat 2",)),
    "regio ontbreekt": Geval(_vervang("feiten.toml", b'regio = "NHN"\n', b""), 2, ("regio",)),
    "regio is een getal": Geval(_vervang("feiten.toml", b'"NHN"', b"7"), 2, ("regio",)),
    "peildatum ontbreekt": Geval(_vervang("feiten.toml", b"peildatum = 2025-12-31\n", b""), 2, ("peildatum",)),
    "peildatum bestaat niet": Geval(_vervang("feiten.toml", b"2025-12-31", b"2025-02-30"), 2, ("feiten.toml",)),
    "peildatum is tekst": Geval(_vervang("feiten.toml", b"2025-12-31", b'"31-12-2025"'), 2, ("peildatum",)),
    # ------------------------------------------------------------------------------------------------ bestanden
    "verplichte tabel ontbreekt": Geval(lambda m: (m / "klacht.csv").unlink(), 2, ("klacht",)),
    "tabel met een hoofdletter": Geval(
        lambda m: (m / "klacht.csv").rename(m / "Klacht.csv"), 2, ("klacht.csv", "ontbreekt")
    ),
    "bestand van nul bytes": Geval(_bytes("melding.csv", b""), 2, ("melding.csv", "leeg")),
    "bestand met alleen een byte-order mark": Geval(_bytes("melding.csv", b"\xef\xbb\xbf"), 2, ("melding.csv", "leeg")),
    "bestand met alleen witregels": Geval(_bytes("melding.csv", b"\r\n\r\n"), 2, ("melding.csv", "leeg")),
    "een map met de naam van een tabel": Geval(_bestand_als_map, 2, ("klacht.csv", "map")),
    "CSV en Parquet van een tabel": Geval(_beide, 2, ("melding.csv", "melding.parquet")),
    "Parquet dat geen Parquet is": Geval(
        lambda m: ((m / "klacht.csv").unlink(), (m / "klacht.parquet").write_bytes(_KOP)), 2, ("klacht.parquet",)
    ),
    "spreadsheet onder de naam van een CSV": Geval(
        _bytes("klacht.csv", b"PK\x03\x04" + bytes(300)), 2, ("klacht.csv",)
    ),
    "nulbyte halverwege": Geval(_vervang("melding.csv", b"M3", b"M\x003"), 2, ("melding.csv", "regel 5")),
    "slotteken van een oud systeem": Geval(_cp_slot, 2, ("melding.csv",)),
    # ------------------------------------------------------------------------------------------------ afgekapt
    "laatste rij halverwege afgekapt": Geval(_kort_in("melding.csv", 25), 2, ("melding.csv",)),
    "laatste teken en regeleinde weg": Geval(_kort_in("klacht.csv", 2), 2, ("klacht.csv", "afgekapt")),
    "alleen het regeleinde weg": Geval(_kort_in("dossier.csv", 1), 2, ("dossier.csv", "afgekapt")),
    "afgekapt tussen aanhalingstekens": Geval(
        _bytes("gemeente.csv", b'gemeente,naam\nGM0361,"Alkm'), 2, ("gemeente.csv", "afgekapt")
    ),
    # ------------------------------------------------------------------------------------------------ codering
    "UTF-16 zoals Windows dat noemt": Geval(_hercodeer("gemeente.csv", "utf-16"), 2, ("gemeente.csv", "UTF-16")),
    "Windows-1252": Geval(_hercodeer("gemeente.csv", "cp1252"), 2, ("gemeente.csv", "rij 2", "UTF-8")),
    "kopregel in Latin-1": Geval(_vervang("klacht.csv", b"oordeel", b"\xf3ordeel"), 2, ("klacht.csv", "rij 1")),
    # ------------------------------------------------------------------------------------------------ rijen en kolommen
    "te weinig cellen": Geval(_bytes("klacht.csv", _KOP + b"K1,GM0361\n"), 2, ("klacht.csv", "rij 2", "verwacht 5")),
    "te veel cellen": Geval(
        _bytes("klacht.csv", _KOP + b"K1,,2025-01-01,,,x\n"), 2, ("klacht.csv", "rij 2", "6 cellen")
    ),
    "aanhalingsteken nooit gesloten": Geval(
        _bytes("klacht.csv", _KOP + b'K1,,2025-01-01,,\nK2,,"2025-01-01,,\n'), 2, ("klacht.csv", "aanhalingsteken")
    ),
    "los aanhalingsteken": Geval(
        _bytes("gemeente.csv", b'gemeente,naam\nGM0361,"Alk"maar\n'), 2, ("gemeente.csv", "rij 2")
    ),
    "verplichte kolom ontbreekt": Geval(_vervang("melding.csv", b"ontvangen_op", b"binnen_op"), 2, ("ontvangen_op",)),
    "kolomnaam met hoofdletters": Geval(
        _vervang("melding.csv", b"melding_id", b"Melding_ID"), 2, ("'melding_id'", "'Melding_ID'")
    ),
    "dubbele kolom": Geval(_vervang("klacht.csv", b"gemeente", b"klacht_id"), 2, ("klacht.csv", "meer dan een keer")),
    "gescheiden door tabs": Geval(_bytes("klacht.csv", _KOP.replace(b",", b"\t")), 2, ("klacht.csv", "komma")),
    "geen kopregel": Geval(_bytes("klacht.csv", b"K1,GM0361,2025-01-01,,\n"), 2, ("klacht.csv", "klacht_id")),
    "een cel van miljoenen tekens": Geval(
        _bytes("gemeente.csv", b"gemeente,naam\nGM0361," + b"x" * 2_500_000 + b"\n"), 2, ("gemeente.csv", "tekens")
    ),
    # ------------------------------------------------------------------------------------------------ waarden
    "duizend foute rijen": Geval(_duizend, 1, ("melding.csv", "2025-02-30")),
    "jaartal met twee cijfers": Geval(
        _kolom("melding", "ontvangen_op", lambda _: "06-01-25"), 1, ("ontvangen_op", "vier cijfers")
    ),
    "maand en dag op zijn Amerikaans": Geval(
        _kolom("melding", "ontvangen_op", lambda _: "01/06/2025"), 1, ("ontvangen_op", "schuine strepen")
    ),
    "datum in woorden": Geval(_kolom("melding", "ontvangen_op", lambda _: "6 januari 2025"), 1, ("6 januari 2025",)),
    "datum als getal van Excel": Geval(_kolom("melding", "ontvangen_op", lambda _: "45663"), 1, ("45663",)),
    "datum met tijd": Geval(_kolom("melding", "ontvangen_op", lambda _: "2025-01-06 00:00:00"), 1, ("ontvangen_op",)),
    "dag 31 april": Geval(_kolom("melding", "ontvangen_op", lambda _: "2025-04-31"), 1, ("2025-04-31",)),
    "jaar 0025": Geval(_kolom("melding", "ontvangen_op", lambda _: "0025-01-06"), 1, ("0025-01-06",)),
    "duizendtallen met een punt": Geval(
        _bytes("boeking.csv", b"maand;post;bedrag\r\n2025-01;personeel;1.234,56\r\n"), 1, ("1.234,56",)
    ),
    "maand als mrt-25": Geval(
        _bytes("boeking.csv", b"maand,post,bedrag\nmrt-25,personeel,100\n"), 1, ("mrt-25", "2025-03")
    ),
    "cijfer 75": Geval(_kolom("tevredenheid", "cijfer", lambda _: 75), 1, ("75", "1 tot en met 10")),
    "formule in een datum": Geval(_kolom("melding", "ontvangen_op", lambda _: "=VANDAAG()"), 1, ("=VANDAAG()",)),
    "onbekende code": Geval(_kolom("klacht", "oordeel", lambda _: "gegrondd"), 1, ("gegrondd", "bedoelt u gegrond")),
    "code in hoofdletters": Geval(_kolom("klacht", "oordeel", lambda _: "Gegrond"), 1, ("Gegrond",)),
    "onbekende code naast een bekende": Geval(
        _kolom("melding", "aard", lambda _: "anders_onveilig;mystiek"), 1, ("mystiek",)
    ),
    "ja/nee met iets anders": Geval(_kolom("melding", "ter_registratie", lambda _: "misschien"), 1, ("misschien",)),
    "lege verplichte cel": Geval(
        _kolom("melding", "ontvangen_op", lambda i: None if i else "2025-01-06"), 1, ("leeg",)
    ),
    "dubbel kenmerk": Geval(_kolom("melding", "melding_id", lambda _: "M1"), 1, ("M1", "uniek")),
    "dossier bestaat niet": Geval(_kolom("melding", "dossier_id", lambda _: "D-WEG"), 1, ("D-WEG", "dossier")),
    "gemeente bestaat niet": Geval(_kolom("klacht", "gemeente", lambda _: "GM9999"), 1, ("GM9999", "gemeente")),
    "schorsing van niets": Geval(
        _bytes("schorsing.csv", b"termijn,over_id,van,grond\nonderzoek,S9,2025-01-01,ziek\n"), 1, ("S9",)
    ),
    "een kolom vol BSN's": Geval(_kolom("betrokkene", "persoon_id", lambda i: bsns(20)[i]), 1, ("persoon_id", "BSN")),
    "een BSN met punten": Geval(_kolom("klacht", "klacht_id", lambda _: "1234.56.782"), 1, ("klacht_id", "BSN")),
    "een BSN in een onbekende kolom": Geval(_kolom("klacht", "notitie", lambda _: BSN), 1, ("notitie", "BSN")),
    "een BSN tussen woorden": Geval(
        _kolom("klacht", "notitie", lambda _: f"burger {BSN} belde"), 1, ("notitie", "BSN")
    ),
    "een BSN waar een datum hoort": Geval(_kolom("melding", "ontvangen_op", lambda _: BSN), 1, ("ontvangen_op", "BSN")),
    "een BSN waar een code hoort": Geval(_kolom("klacht", "oordeel", lambda _: BSN), 1, ("oordeel", "BSN")),
}
