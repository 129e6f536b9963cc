"""Alle echte definities op een synthetische regio met rommel: SQL telt wat de referentie rij voor rij telt.

En de uitleg is het cijfer: de gevallen die `zicht uitleg` laat zien, tellen op tot precies de indicator.
"""

from collections import Counter
from datetime import date

import pytest

from support import referentietelling as referentie
from support.brede import Brede
from support.maak import schrijf_map
from support.voorwaarden import gemene_tabellen
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.indicatoren.duiding import UITSPLITSINGEN
from zicht.cijfers import Cijfers
from zicht.cijfers.cijfers import Per
from zicht.cijfers.rekenaar import Rekenaar
from zicht.core.indicatoren import Aandeel, Antwoord, Telling, heeft_twee_tellingen
from zicht.core.periodes import lees_periode
from zicht.core.uitslagen import Tellingen
from zicht.engines.sql import Venster
from zicht.engines.tellen import Gebied, verdeel
from zicht.synthetisch import maak
from zicht.uitwisseling.feiten import lees_feiten

VENSTERS = (
    ("2025-burap1", None),
    ("2025-burap2", "2025-05-06"),
    ("2024-11-15/2025-02-10", "2025-01-21"),
)
VRAGEN = [(code, telling) for code, i in INDICATOREN.items() for telling in Telling
          if telling is Telling.AFGEROND or heeft_twee_tellingen(i)]  # fmt: skip


@pytest.fixture(scope="module", params=["synthetisch", "gemeen"])
def cijfers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    """Een kleine NOG met elke soort registratiefout, of een stapel willekeurige datasets zonder enige samenhang."""
    map_ = tmp_path_factory.mktemp("feiten") / request.param
    if request.param == "synthetisch":
        maak("nog", 1, 7, map_, 0.05, rommel=True)
    else:
        schrijf_map(map_, gemene_tabellen(range(60, 66)))
    return Cijfers(lees_feiten(map_, toch=True))


def venster(cijfers: Cijfers, periode: str, peildatum: str | None) -> Venster:
    gelezen = lees_periode(periode)
    return Venster(cijfers.peildatum(gelezen, date.fromisoformat(peildatum) if peildatum else None), gelezen)


def brede(cijfers: Cijfers, op: Venster) -> Brede:
    """De brede feiten van deze peildatum, met de schorsingen uit de tabel zelf."""
    cijfers.rekenaar.motor(op, volledig=True)
    verbinding, peildatum = cijfers.feitenset.verbinding, cijfers.feitenset.peildatum
    namen = ("termijn", "over_id", "van", "tot", "grond")
    rijen = verbinding.execute(f"SELECT {', '.join(namen)} FROM schorsing").fetchall()
    return Brede(verbinding, peildatum, [dict(zip(namen, rij, strict=True)) for rij in rijen], "NOG")


def zonder_niets(tellingen: dict[Gebied, Tellingen]) -> dict[Gebied, Tellingen]:
    """Alleen gebieden waar iets telt."""
    return {naam: t for naam, t in tellingen.items() if t.noemer or t.niet_te_bepalen or t.nog_open}


@pytest.mark.parametrize("periode, peildatum", VENSTERS)
def test_sql_telt_wat_de_referentie_telt(cijfers: Cijfers, periode: str, peildatum: str | None) -> None:
    """Rechtstreeks geteld, per gemeente, elke indicator en elke telling."""
    op = venster(cijfers, periode, peildatum)
    feiten = brede(cijfers, op)
    for telling in Telling:
        geteld = cijfers.rekenaar.tel(list(INDICATOREN.values()), op, "gemeente", telling)
        for code, indicator in INDICATOREN.items():
            verwacht = referentie.tel(feiten, indicator, cijfers.rekenaar.teltaak(indicator, telling), op)
            assert zonder_niets(geteld[code]) == zonder_niets(verwacht), (code, telling)


@pytest.mark.postgres
def test_postgresql_telt_wat_de_referentie_telt(
    cijfers: Cijfers, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dezelfde feiten, dezelfde definities, een andere database."""
    monkeypatch.setenv("ZICHT_POSTGRES", postgres_url)
    op = venster(cijfers, *VENSTERS[1])
    rekenaar = Rekenaar(cijfers.feitenset, "postgres")
    feiten = brede(cijfers, op)
    for telling in Telling:
        geteld = rekenaar.tel(list(INDICATOREN.values()), op, "gemeente", telling)
        for code, indicator in INDICATOREN.items():
            verwacht = referentie.tel(feiten, indicator, rekenaar.teltaak(indicator, telling), op)
            assert zonder_niets(geteld[code]) == zonder_niets(verwacht), (code, telling)
    motor = rekenaar.motor(op, volledig=True)
    for uitsplitsing in UITSPLITSINGEN:
        geteld_ = verdeel(motor, uitsplitsing, op, "gemeente")
        assert geteld_ == referentie.verdeel(feiten, uitsplitsing, op), uitsplitsing.code


def test_een_reeks_maanden_is_wat_de_referentie_per_maand_telt(cijfers: Cijfers) -> None:
    """Uit de kubus: noemer, teller, niet te bepalen, nog open en aparte tellingen van elke maand."""
    maanden = list(lees_periode("2025-K1").maanden())
    uitkomsten = cijfers.reeks(maanden, telling=Telling.ONTVANGEN)
    for maand, uitkomst in zip(maanden, uitkomsten, strict=True):
        op = Venster(cijfers.peildatum(maand), maand)
        feiten = brede(cijfers, op)
        for code, indicator in INDICATOREN.items():
            taak = cijfers.rekenaar.teltaak(indicator, Telling.ONTVANGEN)
            verwacht = referentie.samen(referentie.tel(feiten, indicator, taak, op).values())
            gekregen = uitkomst.van(code)
            aantallen = (gekregen.noemer, gekregen.teller or 0, gekregen.niet_te_bepalen, gekregen.nog_open)
            wacht = (verwacht.noemer, verwacht.teller, verwacht.niet_te_bepalen, verwacht.nog_open)
            assert aantallen == wacht, (code, maand.code)


@pytest.mark.parametrize("periode, peildatum", VENSTERS[1:])
def test_elke_uitsplitsing_is_wat_de_referentie_telt(cijfers: Cijfers, periode: str, peildatum: str | None) -> None:
    op = venster(cijfers, periode, peildatum)
    feiten, motor = brede(cijfers, op), cijfers.rekenaar.motor(op, volledig=True)
    for uitsplitsing in UITSPLITSINGEN:
        geteld = verdeel(motor, uitsplitsing, op, "gemeente")
        assert geteld == referentie.verdeel(feiten, uitsplitsing, op), uitsplitsing.code


@pytest.mark.parametrize("code, telling", VRAGEN)
def test_de_gevallen_tellen_op_tot_de_indicator(cijfers: Cijfers, code: str, telling: Telling) -> None:
    """Per gemeente: wie in de uitleg in de teller staat, staat in de teller van het cijfer, en zo elk antwoord."""
    periode, peildatum = lees_periode("2025-burap2"), date(2025, 7, 16)
    gevallen = cijfers.gevallen(code, periode, telling=telling, peildatum=peildatum)
    per = Counter((geval.gemeente, geval.antwoord) for geval in gevallen)
    uitkomst = cijfers.uitslagen(periode, per=Per.GEMEENTE, telling=telling, peildatum=peildatum, codes=[code])
    for uitslag in uitkomst.uitslagen:
        teller, noemer = per[uitslag.gebied, Antwoord.TELLER], per[uitslag.gebied, Antwoord.NOEMER]
        assert (uitslag.noemer, uitslag.teller or 0) == (noemer + teller, teller)
        assert uitslag.niet_te_bepalen == per[uitslag.gebied, Antwoord.NIET_TE_BEPALEN]
        assert uitslag.nog_open == per[uitslag.gebied, Antwoord.NOG_OPEN]
    assert sum(per.values()) == sum(u.noemer + u.niet_te_bepalen + u.nog_open for u in uitkomst.uitslagen)


ALTIJD_TE_BEPALEN = {"klachten-gegrond", "onderzoek-met-plan-van-aanpak"}  # wat leeg is, heeft daar zelf een betekenis


def test_elke_uitkomst_komt_voor(cijfers: Cijfers) -> None:
    """Een vergelijking zegt alleen iets over uitkomsten die voorkomen."""
    gezien: dict[str, set[Antwoord]] = {}
    for code, telling in VRAGEN:
        gevallen = cijfers.gevallen(code, lees_periode("2025-burap2"), telling=telling, peildatum=date(2025, 7, 16))
        gezien.setdefault(code, set()).update(geval.antwoord for geval in gevallen)
    gemeen = cijfers.feitenset.map.name == "gemeen"
    for code, indicator in INDICATOREN.items():
        assert gezien[code] & {Antwoord.NOEMER, Antwoord.TELLER}, code
        if gemeen and heeft_twee_tellingen(indicator):
            assert Antwoord.NOG_OPEN in gezien[code], code
        if gemeen and isinstance(indicator, Aandeel) and code not in ALTIJD_TE_BEPALEN:
            assert Antwoord.NIET_TE_BEPALEN in gezien[code], code
