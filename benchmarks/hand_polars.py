"""Polars met de hand, rechtstreeks op de ruwe tabellen: dezelfde stappen als de SQL, lui en in een keer uitgevoerd."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks.vraag import MATEN, Vraag

VERVOLG = ("voorwaarden_en_vervolg", "onderzoek")


def maand(kolom: str | pl.Expr) -> pl.Expr:
    """Maanden sinds het jaar nul."""
    dag = pl.col(kolom) if isinstance(kolom, str) else kolom
    return (dag.dt.year() * 12 + dag.dt.month() - 1).alias("maand")


def _termijn(code: str, welk: pl.Expr, begin: str, eind: str, uiterste: str) -> list[pl.Expr]:
    goed = welk & (pl.col(begin) <= pl.col(eind))
    fout = welk & (pl.col(begin).is_null() | (pl.col(begin) > pl.col(eind)))
    return [
        goed.sum().alias(f"{code}:noemer"),
        (goed & (pl.col(eind) <= pl.col(uiterste))).sum().alias(f"{code}:teller"),
        fout.sum().alias(f"{code}:onbepaald"),
    ]


class _Tabellen:
    """De tabellen die de tellingen delen."""

    def __init__(self, map_: Path, kalender: pl.DataFrame) -> None:
        def lees(naam: str) -> pl.LazyFrame:
            return pl.scan_parquet(map_ / f"{naam}.parquet")

        self.dossier, self.betrokkene, self.advies = lees("dossier"), lees("betrokkene"), lees("advies")
        self.klacht, self.gemeente = lees("klacht"), lees("gemeente")
        plek = self.dossier.select("dossier_id", "gemeente", "regio")
        self.melding = lees("melding").join(plek, on="dossier_id")
        dienst = lees("dienst").filter(pl.col("soort").is_in(VERVOLG)).join(plek, on="dossier_id")
        van = lees("melding").select("melding_id", "ontvangen_op", "beoordeeld_op")
        self.dienst = dienst.join(van, on="melding_id", how="left")
        self.kalender = kalender.lazy()

    def uiterste(self, rijen: pl.LazyFrame, begin: str, soort: str, naam: str) -> pl.LazyFrame:
        """De uiterste datum als kolom erbij."""
        return rijen.join(
            self.kalender.select(pl.col("dag").alias(begin), pl.col(soort).alias(naam)), on=begin, how="left"
        )


def _recidive(t: _Tabellen) -> pl.LazyFrame:
    opening = t.melding.sort("ontvangen_op", "melding_id").group_by("dossier_id", maintain_order=True).first()
    route = pl.col("sluitroute")
    sleutel = (
        pl.when(route == "vervolgdienst").then(3).when(route == "directe_overdracht").then(2)
        .when(route.is_null() | (route == "onbekend")).then(0).otherwise(1)
    )  # fmt: skip
    eerder = (
        t.dossier.filter(pl.col("gesloten_op").is_not_null() & (pl.col("geopend_op") >= pl.date(2019, 1, 1)))
        .select(
            "dossier_id", "regio", "gesloten_op", (pl.col("gesloten_op").to_physical() * 4 + sleutel).alias("sleutel")
        )
        .join(t.betrokkene.select("dossier_id", "persoon_id"), on="dossier_id")
        .select("persoon_id", "regio", "gesloten_op", "sleutel")
    )
    wie = opening.select("melding_id", "dossier_id", "ontvangen_op", "regio").join(
        t.betrokkene.select("dossier_id", "persoon_id"), on="dossier_id"
    )
    gevonden = (
        wie.join(eerder, on=["persoon_id", "regio"])
        .filter(pl.col("gesloten_op") < pl.col("ontvangen_op"))
        .group_by("melding_id")
        .agg((pl.col("sleutel").max() % 4).alias("route"))
    )
    return (
        opening.select("melding_id").join(gevonden, on="melding_id", how="left").with_columns(opent=pl.lit(value=True))
    )


def _stroom(t: _Tabellen) -> Iterator[pl.LazyFrame]:
    sleutel = ["gemeente", "regio", "maand"]
    beoordeeld = t.melding.filter(pl.col("beoordeeld_op").is_not_null()).with_columns(maand("beoordeeld_op"))
    beoordeeld = t.uiterste(t.uiterste(beoordeeld, "ontvangen_op", "werk5", "u1"), "opgepakt_op", "werk5", "u2")
    mee = pl.col("ter_registratie") == "nee"
    yield beoordeeld.group_by(sleutel).agg(
        pl.len().alias("beoordelingen-uitgevoerd:noemer"),
        *_termijn("beoordeling-tijdig-na-ontvangst", mee, "ontvangen_op", "beoordeeld_op", "u1"),
        *_termijn("beoordeling-tijdig-na-oppakken", mee, "opgepakt_op", "beoordeeld_op", "u2"),
    )
    route, opent = pl.col("route"), pl.col("opent").fill_null(value=False)
    noemer, onbepaald = (opent & (route.is_null() | (route > 0))).sum(), (route == 0).sum()
    met_route = t.melding.join(_recidive(t), on="melding_id", how="left").with_columns(maand("ontvangen_op"))
    yield met_route.group_by(sleutel).agg(
        pl.len().alias("instroom-meldingen:noemer"),
        noemer.alias("recidive-na-overdracht:noemer"), noemer.alias("recidive-na-vervolgdienst:noemer"),
        (route == 2).sum().alias("recidive-na-overdracht:teller"),
        (route == 3).sum().alias("recidive-na-vervolgdienst:teller"),
        onbepaald.alias("recidive-na-overdracht:onbepaald"), onbepaald.alias("recidive-na-vervolgdienst:onbepaald"),
    )  # fmt: skip
    klaar = t.dienst.filter(pl.col("afgerond_op").is_not_null()).with_columns(maand("afgerond_op"))
    begin = {"ontvangst": "ontvangen_op", "beoordeling": "beoordeeld_op", "start": "gestart_op"}
    for van, kolom in begin.items():
        klaar = t.uiterste(klaar, kolom, "weken10", f"u_{van}")
    yield klaar.group_by(sleutel).agg(
        pl.len().alias("vervolgdiensten-uitgevoerd:noemer"),
        *(
            deel
            for naam, soort in zip(("vv", "onderzoek"), VERVOLG, strict=True)
            for van, kolom in begin.items()
            for deel in _termijn(f"{naam}-tijdig-na-{van}", pl.col("soort") == soort, kolom, "afgerond_op", f"u_{van}")
        ),
    )
    yield (
        t.dienst.with_columns(maand("toegewezen_op"))
        .group_by(sleutel)
        .agg(pl.len().alias("instroom-vervolgdiensten:noemer"))
    )
    yield t.advies.with_columns(maand("gestart_op")).group_by(sleutel).agg(pl.len().alias("instroom-adviezen:noemer"))


def _stand(t: _Tabellen) -> Iterator[pl.LazyFrame]:
    sleutel = ["gemeente", "regio", "maand"]
    wachtend = t.melding.filter(pl.col("ter_registratie") == "nee")
    for rijen, code, begin, midden, eind, deel in (
        (wachtend, "wachtlijst-beoordeling", "ontvangen_op", "opgepakt_op", "beoordeeld_op", "niet_opgepakt"),
        (t.dienst, "werkvoorraad-vervolgdiensten", "toegewezen_op", "gestart_op", "afgerond_op", "wacht_op_start"),
    ):
        aantal = pl.len().cast(pl.Int64)
        erin = rijen.with_columns(maand(begin)).group_by(sleutel)
        yield erin.agg(aantal.alias(f"{code}:noemer"), aantal.alias(f"{code}:{deel}"))
        eruit = rijen.filter(pl.col(eind).is_not_null()).with_columns(maand(eind)).group_by(sleutel)
        yield eruit.agg((-aantal).alias(f"{code}:noemer"))
        eerste = pl.min_horizontal(midden, eind)
        begonnen = rijen.filter(eerste.is_not_null()).with_columns(maand(eerste)).group_by(sleutel)
        yield begonnen.agg((-aantal).alias(f"{code}:{deel}"))


def _klachten(t: _Tabellen, perioden: pl.LazyFrame) -> pl.LazyFrame:
    regio = t.gemeente.group_by("gemeente").agg(pl.col("regio").max())
    rijen = t.klacht.with_columns(maand("ingediend_op")).join(regio, on="gemeente", how="left")
    paren = rijen.join_where(perioden, pl.col("maand") >= pl.col("begin"), pl.col("maand") <= pl.col("eind"))
    bekend = (maand("afgehandeld_op") <= pl.col("eind")).fill_null(value=False) & pl.col("oordeel").is_not_null()
    bekend &= pl.col("oordeel") != "onbekend"
    bekend = bekend.fill_null(value=False)
    return paren.group_by("nr", "gemeente", "regio").agg(
        bekend.sum().alias("klachten-gegrond:noemer"),
        (bekend & (pl.col("oordeel") == "gegrond")).sum().alias("klachten-gegrond:teller"),
        (~bekend).sum().alias("klachten-gegrond:open"),
    )


def antwoord(map_: Path, kalender: pl.DataFrame, vraag: Vraag) -> pl.DataFrame:
    """Per periode en gebied alle maten."""
    t = _Tabellen(map_, kalender)
    perioden = pl.DataFrame(vraag.vensters, schema=["nr", "begin", "eind"], orient="row").cast(pl.Int32).lazy()
    stroom = pl.concat(
        [deel.with_columns(pl.col("maand").cast(pl.Int32)) for deel in _stroom(t)], how="diagonal_relaxed"
    )
    stand = pl.concat([deel.with_columns(pl.col("maand").cast(pl.Int32)) for deel in _stand(t)], how="diagonal_relaxed")
    per_maand = stroom.group_by("gemeente", "regio", "maand").agg(pl.all().sum())
    in_periode = per_maand.join_where(perioden, pl.col("maand") >= pl.col("begin"), pl.col("maand") <= pl.col("eind"))
    standen = stand.group_by("gemeente", "regio", "maand").agg(pl.all().sum())
    tot_en_met = standen.join_where(perioden, pl.col("maand") <= pl.col("eind"))
    weg = ("maand", "begin", "eind")
    delen = [
        deel.drop(weg).group_by("nr", "gemeente", "regio").agg(pl.all().sum()) for deel in (in_periode, tot_en_met)
    ]
    alles = pl.concat([*delen, _klachten(t, perioden)], how="diagonal_relaxed")
    som = [pl.col(naam).sum().cast(pl.Int32) for naam in MATEN]
    niveaus = [
        alles.group_by(["nr", *sleutel]).agg(som).select(
            "nr", pl.lit(niveau).alias("niveau"), (pl.col(sleutel[0]) if sleutel else pl.lit(None)).alias("gebied"), *MATEN
        )
        for niveau, sleutel in (("gemeente", ["gemeente"]), ("regio", ["regio"]), ("land", []))
    ]  # fmt: skip
    return pl.concat(niveaus, how="vertical_relaxed").collect()
