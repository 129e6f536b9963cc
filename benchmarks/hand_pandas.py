"""Pandas met de hand: zoals men het schrijft (periode voor periode), en slim (eerst optellen per maand)."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.vraag import MATEN, Vraag

VERVOLG = ("voorwaarden_en_vervolg", "onderzoek")
GEBIED = ["gemeente", "regio"]


def _lees(map_: Path, naam: str, kolommen: list[str]) -> pd.DataFrame:
    rijen = pd.read_parquet(map_ / f"{naam}.parquet", columns=kolommen)
    for kolom in kolommen:
        if kolom.endswith("_op"):
            rijen[kolom] = pd.to_datetime(rijen[kolom])
    return rijen


def _maand(dagen: "pd.Series") -> "pd.Series":
    return dagen.dt.year * 12 + dagen.dt.month - 1


def recidive(melding: pd.DataFrame, dossier: pd.DataFrame, betrokkene: pd.DataFrame) -> pd.DataFrame:
    """Per melding die haar dossier opent de route van het eerdere dossier; -1 zonder eerder dossier."""
    opening = melding.sort_values(["ontvangen_op", "melding_id"]).drop_duplicates("dossier_id")
    opening = opening[["melding_id", "dossier_id", "ontvangen_op", "regio"]]
    dicht = dossier[dossier.gesloten_op.notna() & (dossier.geopend_op >= "2019-01-01")].copy()
    route = dicht.sluitroute.map({"vervolgdienst": 3, "directe_overdracht": 2}).fillna(1)
    route = route.where(dicht.sluitroute.notna() & (dicht.sluitroute != "onbekend"), 0).astype("int64")
    dicht["sleutel"] = (dicht.gesloten_op - pd.Timestamp(1970, 1, 1)).dt.days * 4 + route
    eerder = dicht[["dossier_id", "regio", "gesloten_op", "sleutel"]].merge(betrokkene, on="dossier_id")
    paren = opening.merge(betrokkene, on="dossier_id").merge(
        eerder[["persoon_id", "regio", "gesloten_op", "sleutel"]], on=["persoon_id", "regio"]
    )
    paren = paren[paren.gesloten_op < paren.ontvangen_op]
    gevonden = paren.groupby("melding_id").sleutel.max() % 4
    return pd.DataFrame({"melding_id": opening.melding_id, "route": opening.melding_id.map(gevonden).fillna(-1)})


class Tabellen:
    """De samengevoegde tabellen, met uiterste datums."""

    def __init__(self, map_: Path, kalender: pd.DataFrame) -> None:
        dossier = _lees(map_, "dossier", ["dossier_id", "regio", "gemeente", "geopend_op", "gesloten_op", "sluitroute"])
        betrokkene = _lees(map_, "betrokkene", ["dossier_id", "persoon_id"])
        meldingen = _lees(
            map_, "melding",
            ["melding_id", "dossier_id", "ontvangen_op", "opgepakt_op", "beoordeeld_op", "ter_registratie"],
        )  # fmt: skip
        plek = dossier[["dossier_id", *GEBIED]]
        self.melding = meldingen.merge(plek, on="dossier_id")
        self.melding = self.melding.merge(recidive(self.melding, dossier, betrokkene), on="melding_id", how="left")
        dienst = _lees(
            map_, "dienst",
            ["dienst_id", "dossier_id", "melding_id", "soort", "toegewezen_op", "gestart_op", "afgerond_op"],
        )  # fmt: skip
        dienst = dienst[dienst.soort.isin(VERVOLG)].merge(plek, on="dossier_id")
        van = meldingen[["melding_id", "ontvangen_op", "beoordeeld_op"]]
        self.dienst = dienst.merge(van, on="melding_id", how="left")
        self.advies = _lees(map_, "advies", ["regio", "gemeente", "gestart_op"])
        regio = _lees(map_, "gemeente", ["gemeente", "regio"]).groupby("gemeente").regio.max()
        self.klacht = _lees(map_, "klacht", ["gemeente", "ingediend_op", "afgehandeld_op", "oordeel"])
        self.klacht["regio"] = self.klacht.gemeente.map(regio)
        werk5, weken10 = kalender.set_index("dag").werk5, kalender.set_index("dag").weken10
        self.melding["u1"] = self.melding.ontvangen_op.map(werk5)
        self.melding["u2"] = self.melding.opgepakt_op.map(werk5)
        for van_, kolom in _BEGIN.items():
            self.dienst[f"u_{van_}"] = self.dienst[kolom].map(weken10)


_BEGIN = {"ontvangst": "ontvangen_op", "beoordeling": "beoordeeld_op", "start": "gestart_op"}


def _termijn(rijen: pd.DataFrame, code: str, welk: "pd.Series", begin: str, eind: str, uiterste: str) -> None:
    goed = welk & (rijen[begin] <= rijen[eind])
    rijen[f"{code}:noemer"] = goed
    rijen[f"{code}:teller"] = goed & (rijen[eind] <= rijen[uiterste])
    rijen[f"{code}:onbepaald"] = welk & (rijen[begin].isna() | (rijen[begin] > rijen[eind]))


def _stromen(t: Tabellen) -> Iterator[tuple[pd.DataFrame, str]]:
    """De rijen met per maat een kolom ja of nee, en de datum waarop ze tellen."""
    m = t.melding[t.melding.beoordeeld_op.notna()].copy()
    m["beoordelingen-uitgevoerd:noemer"] = True
    mee = m.ter_registratie == "nee"
    _termijn(m, "beoordeling-tijdig-na-ontvangst", mee, "ontvangen_op", "beoordeeld_op", "u1")
    _termijn(m, "beoordeling-tijdig-na-oppakken", mee, "opgepakt_op", "beoordeeld_op", "u2")
    yield m, "beoordeeld_op"
    m = t.melding.copy()
    m["instroom-meldingen:noemer"] = True
    for code, route in (("recidive-na-overdracht", 2), ("recidive-na-vervolgdienst", 3)):
        m[f"{code}:noemer"] = m.route.notna() & (m.route != 0)
        m[f"{code}:teller"] = m.route == route
        m[f"{code}:onbepaald"] = m.route == 0
    yield m, "ontvangen_op"
    d = t.dienst[t.dienst.afgerond_op.notna()].copy()
    d["vervolgdiensten-uitgevoerd:noemer"] = True
    for naam, soort in zip(("vv", "onderzoek"), VERVOLG, strict=True):
        for van, kolom in _BEGIN.items():
            _termijn(d, f"{naam}-tijdig-na-{van}", d.soort == soort, kolom, "afgerond_op", f"u_{van}")
    yield d, "afgerond_op"
    d = t.dienst.copy()
    d["instroom-vervolgdiensten:noemer"] = True
    yield d, "toegewezen_op"
    a = t.advies.copy()
    a["instroom-adviezen:noemer"] = True
    yield a, "gestart_op"


_VOORRADEN = (
    ("wachtlijst-beoordeling", "ontvangen_op", "opgepakt_op", "beoordeeld_op", "niet_opgepakt"),
    ("werkvoorraad-vervolgdiensten", "toegewezen_op", "gestart_op", "afgerond_op", "wacht_op_start"),
)


def _voorraad(t: Tabellen, code: str) -> pd.DataFrame:
    return t.melding[t.melding.ter_registratie == "nee"] if code.startswith("wachtlijst") else t.dienst


def _klachten(klacht: pd.DataFrame, begin: int, eind: int) -> pd.DataFrame:
    k = klacht[_maand(klacht.ingediend_op).between(begin, eind)].copy()
    bekend = (_maand(k.afgehandeld_op) <= eind) & k.oordeel.notna() & (k.oordeel != "onbekend")
    k["klachten-gegrond:noemer"], k["klachten-gegrond:open"] = bekend, ~bekend
    k["klachten-gegrond:teller"] = bekend & (k.oordeel == "gegrond")
    return k


def _maten(rijen: pd.DataFrame) -> list[str]:
    return [kolom for kolom in rijen.columns if ":" in kolom]


def gewoon(map_: Path, kalender: pd.DataFrame, vraag: Vraag) -> pd.DataFrame:
    """Zoals men het schrijft: voor elke periode filteren, groeperen en tellen."""
    t = Tabellen(map_, kalender)
    stromen = list(_stromen(t))
    uit: list[pd.DataFrame] = []
    for nr, periode in enumerate(vraag.perioden):
        van, tot = pd.Timestamp(periode.begin), pd.Timestamp(periode.eind)
        delen = [
            rijen[(rijen[datum] >= van) & (rijen[datum] <= tot)].groupby(GEBIED, dropna=False)[_maten(rijen)].sum()
            for rijen, datum in stromen
        ]
        for code, begin, midden, eind, deel in _VOORRADEN:
            rijen = _voorraad(t, code)
            open_ = rijen[(rijen[begin] <= tot) & ~(rijen[eind] <= tot)]
            delen.append(open_.groupby(GEBIED, dropna=False).size().rename(f"{code}:noemer").to_frame())
            niet = open_[~(open_[midden] <= tot)]
            delen.append(niet.groupby(GEBIED, dropna=False).size().rename(f"{code}:{deel}").to_frame())
        _, begin_maand, eind_maand = vraag.vensters[nr]
        klacht = _klachten(t.klacht, begin_maand, eind_maand)
        delen.append(klacht.groupby(GEBIED, dropna=False)[_maten(klacht)].sum())
        uit.append(pd.concat(delen).groupby(level=[0, 1], dropna=False).sum().assign(nr=nr).reset_index())
    return _niveaus(pd.concat(uit))


def slim(map_: Path, kalender: pd.DataFrame, vraag: Vraag) -> pd.DataFrame:
    """Slim: een keer optellen per gemeente en maand, daarna lopende sommen en verschillen."""
    t = Tabellen(map_, kalender)
    plekken = pd.concat([t.melding[GEBIED], t.dienst[GEBIED], t.advies[GEBIED], t.klacht[GEBIED]]).drop_duplicates()
    index = pd.MultiIndex.from_frame(plekken)
    eerste, laatste = vraag.vensters[0][1], vraag.vensters[-1][2]
    vroegst = min(eerste, int(_maand(t.melding.ontvangen_op).min()), int(_maand(t.dienst.toegewezen_op).min()))
    breed = laatste - vroegst + 2
    lopend = {maat: np.zeros((len(index), breed), dtype="int64") for maat in MATEN}

    def tel(rijen: pd.DataFrame, datum: "pd.Series", maat: str, keer: int = 1) -> None:
        maand = _maand(datum).to_numpy() - vroegst + 1
        goed = (maand > 0) & (maand < breed)
        plek = index.get_indexer(pd.MultiIndex.from_frame(rijen[GEBIED]))
        np.add.at(lopend[maat], (plek[goed], maand[goed].astype("int64")), keer)

    for rijen, datum in _stromen(t):
        for maat in _maten(rijen):
            deel = rijen[rijen[maat]]
            tel(deel, deel[datum], maat)
    for code, begin, midden, eind, naam in _VOORRADEN:
        rijen = _voorraad(t, code)
        tel(rijen, rijen[begin], f"{code}:noemer")
        tel(rijen, rijen[begin], f"{code}:{naam}")
        weg = rijen[rijen[eind].notna()]
        tel(weg, weg[eind], f"{code}:noemer", -1)
        vroeg = rijen[[midden, eind]].min(axis=1)
        tel(rijen[vroeg.notna()], vroeg[vroeg.notna()], f"{code}:{naam}", -1)
    uit: list[pd.DataFrame] = []
    sommen = {maat: tabel.cumsum(axis=1) for maat, tabel in lopend.items()}
    for nr, begin, eind in vraag.vensters:
        kolommen = {
            maat: som[:, eind - vroegst + 1] - (0 if maat.startswith(("wacht", "werk")) else som[:, begin - vroegst])
            for maat, som in sommen.items()
        }
        klacht = _klachten(t.klacht, begin, eind)
        geteld = klacht.groupby(GEBIED, dropna=False)[_maten(klacht)].sum()
        rijen = pd.DataFrame(kolommen, index=index)
        rijen.loc[geteld.index, list(geteld.columns)] = geteld
        uit.append(rijen.assign(nr=nr).reset_index())
    return _niveaus(pd.concat(uit))


def _niveaus(alles: pd.DataFrame) -> pd.DataFrame:
    delen = [alles.groupby(["nr", kolom], dropna=False)[list(MATEN)].sum() for kolom in GEBIED]
    delen.append(alles.assign(land="").groupby(["nr", "land"])[list(MATEN)].sum())
    return pd.concat(
        deel.rename_axis(["nr", "gebied"]).reset_index().assign(niveau=niveau)
        for niveau, deel in zip(("gemeente", "regio", "land"), delen, strict=True)
    )
