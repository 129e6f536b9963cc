"""Het blad van een kubus: telt precies wat er in de tabellen staat, ook aan de randen."""

from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from duckdb import DuckDBPyConnection

from support.bladinhoud import inhoud
from zicht.engines import kubusbladbouw
from zicht.engines.kubusblad import Blad, uit_bytes
from zicht.engines.kubusbladbouw import maak_blad
from zicht.engines.kubusbouw import Kubusdeel, Kubusvragen, beantwoord
from zicht.engines.verbinding import open_verbinding

Rijen = tuple[tuple[object, ...], ...]
VRAGEN = Kubusvragen(
    [
        Kubusdeel(["a"], "SELECT * EXCLUDE (b) FROM stroom_x"),
        Kubusdeel(["b"], "SELECT * EXCLUDE (a) FROM stroom_x"),
        Kubusdeel(["leeg"], None),
    ],
    [Kubusdeel(["c"], "FROM stand_x")],
    {code: f"SELECT * EXCLUDE (code) FROM waarden_x WHERE code = '{code}'" for code in "vw"},
    ["stroom_x", "stand_x", "waarden_x"],
)
MAAND = 2025 * 12
HOOGST = 2**31 - 1
STROOM: Rijen = (
    ("GM1", "nog", MAAND, MAAND, 3, 0),
    ("GM1", "nog", MAAND + 1, MAAND + 1, 1_114_111, 2),
    ("GM2", "nog", MAAND, MAAND, 5, 7),
    ("GM2", "nog", MAAND, MAAND + 1, -1, 1),
    ("GM1", "nog", MAAND, MAAND + 1, 6, 0),
    (None, "nog", MAAND + 1, MAAND + 1, -2, 4),
)
STAND: Rijen = (("GM1", "nog", 0, MAAND, 4), ("GM1", "nog", 0, MAAND + 1, -3))
WAARDEN: Rijen = (
    ("GM1", "nog", MAAND, MAAND, "w", "1.5", 9),
    ("GM2", "nog", MAAND, MAAND, "w", "1.5", 4),
    ("GM2", "nog", MAAND, MAAND + 1, "w", "1.5", -4),
)


def kubus(stroom: Rijen = STROOM, stand: Rijen = STAND, waarden: Rijen = WAARDEN) -> DuckDBPyConnection:
    """De tabellen van een kleine kubus."""
    verbinding = open_verbinding()
    vast = "gemeente VARCHAR, regio VARCHAR, xm INTEGER, dm INTEGER"
    verbinding.execute(
        f"CREATE TABLE stroom_x ({vast}, a INTEGER, b INTEGER); CREATE TABLE stand_x ({vast}, c INTEGER)"
    )
    verbinding.execute(f"CREATE TABLE waarden_x ({vast}, code VARCHAR, waarde DECIMAL(18,6), aantal INTEGER)")
    for tabel, rijen in zip(VRAGEN.tabellen, (stroom, stand, waarden), strict=True):
        for rij in rijen:
            verbinding.execute(f"INSERT INTO {tabel} VALUES ({', '.join('?' for _ in rij)})", rij)
    return verbinding


def blad_van(verbinding: DuckDBPyConnection) -> Blad:
    """Het blad zoals het uit een bestand komt."""
    blad = maak_blad(beantwoord(verbinding, VRAGEN))
    return uit_bytes(b"".join(blad.delen({"sleutel": "x"})), "x")


def geteld(rijen: Rijen, begin: int, eind: int, *, stand: bool) -> dict[tuple[str, str | None, int], int]:
    """Per vak en kolom wat er in deze maanden staat, recht uit de rijen opgeteld."""
    uit: Counter[tuple[str, str | None, int]] = Counter()
    for gemeente, regio, xm, dm, *getallen in rijen:
        if dm <= eind and (stand or begin <= xm <= eind):  # type: ignore[operator]
            for vak in (("gemeente", gemeente), ("regio", regio), ("land", None)):
                for nr, getal in enumerate(getallen):
                    uit[(*vak, nr)] += getal  # type: ignore[index,operator]
    return {plek: aantal for plek, aantal in uit.items() if aantal}


def van_blad(blad: Blad, begin: int, eind: int, *, stand: bool) -> dict[tuple[str, str | None, int], int]:
    """Hetzelfde uit het blad."""
    namen = (blad.stand if stand else blad.stroom).namen
    assert namen == (["c"] if stand else ["a", "b", "leeg"])
    plekken = [(*vak, nr) for vak in blad.vakken for nr in range(len(namen))]
    return {plek: n for plek, n in zip(plekken, blad.tel(begin, eind, stand=stand), strict=True) if n}


@pytest.mark.parametrize("stand", [False, True])
@pytest.mark.parametrize("begin, eind", [(MAAND, MAAND), (MAAND, MAAND + 1), (MAAND + 1, MAAND + 1)])
def test_elk_getal_komt_in_het_blad_zoals_het_in_de_tabel_staat(begin: int, eind: int, *, stand: bool) -> None:
    blad = blad_van(kubus())
    assert set(blad.vakken) >= {("gemeente", "GM1"), ("gemeente", None), ("regio", "nog"), ("land", None)}
    verwacht = geteld(STAND if stand else STROOM, begin, eind, stand=stand)
    assert van_blad(blad, begin, eind, stand=stand) == verwacht


@pytest.mark.parametrize("zaad", range(12))
def test_een_willekeurig_blad_telt_elk_venster_als_de_tabellen(zaad: int) -> None:
    """Met gaten tussen de maanden, onbekende gebieden, een gemeente in twee regio's, en standen onder nul."""
    kans = Random(zaad)
    maanden = [MAAND + nr for nr in (-1, 0, 1, 2, 5, 6)]

    def plek() -> tuple[str | None, str | None]:
        return kans.choice(("GM1", "GM2", "GM3", None)), kans.choice(("nog", "nhn", None))

    def getal() -> int:
        return kans.choice((0, 0, 1, 3, -2, kans.randrange(-40_000, 2_000_000)))

    stroom, stand, waarden = list[tuple[object, ...]](), list[tuple[object, ...]](), list[tuple[object, ...]]()
    for _ in range(kans.choice((0, 1, 30, 60))):
        xm, dm = kans.choice(maanden), kans.choice(maanden)
        stroom.append((*plek(), xm, kans.choice((xm, xm, dm)), getal(), abs(getal())))
        stand.append((*plek(), 0, dm, getal()))
        waarden.append((*plek(), xm, max(xm, dm), kans.choice("vw"), kans.choice(("1.5", "-2", "0.25")), getal()))
    blad = blad_van(kubus(tuple(stroom), tuple(stand), tuple(waarden)))
    vensters = [(begin, eind) for begin in range(MAAND - 2, MAAND + 8) for eind in range(begin - 1, MAAND + 8)]
    kans.shuffle(vensters)  # wat is onthouden hangt van de volgorde af
    for begin, eind in vensters:
        assert van_blad(blad, begin, eind, stand=False) == geteld(tuple(stroom), begin, eind, stand=False)
        assert van_blad(blad, begin, eind, stand=True) == geteld(tuple(stand), begin, eind, stand=True)
    for kolom, niveau in enumerate(("gemeente", "regio")):
        for code in "vw":
            verwacht: dict[str | None, Counter[Decimal]] = {}
            for rij in waarden:
                if rij[4] == code and rij[2] >= MAAND and rij[3] <= MAAND + 5 and rij[2] <= MAAND + 5:  # type: ignore[operator]
                    verwacht.setdefault(rij[kolom], Counter())[Decimal(rij[5])] += rij[6]  # type: ignore[index,arg-type,operator]
            kaal = {naam: {w: n for w, n in telling.items() if n} for naam, telling in verwacht.items()}
            for alleen in (None, ["GM1", "nog", None]):
                uit = blad.verdelingen(code, [(MAAND, MAAND + 5)], niveau, alleen)
                verwacht_hier = {(0, naam): t for naam, t in kaal.items() if alleen is None or naam in alleen}
                assert uit == verwacht_hier, (code, niveau, alleen)


def test_een_waarde_die_later_vervalt_gaat_eraf() -> None:
    blad = blad_van(kubus())
    van_een_maand, van_twee = (blad.verdelingen("w", [(MAAND, tot)], "gemeente") for tot in (MAAND, MAAND + 1))
    assert van_een_maand == {(0, "GM1"): {Decimal("1.5"): 9}, (0, "GM2"): {Decimal("1.5"): 4}}
    assert van_twee == {(0, "GM1"): {Decimal("1.5"): 9}, (0, "GM2"): {}}


@pytest.mark.parametrize("eraf", [False, True])
def test_getallen_tot_de_grens_passen_en_een_meer_is_een_fout(*, eraf: bool) -> None:
    """Een heel land telt alles op: wat bij elkaar niet in een getal past, wordt nooit stil een ander getal."""
    teken = -1 if eraf else 1
    rijen = (("GM1", "nog", MAAND, MAAND, teken * (HOOGST - 1), 0), ("GM2", "nog", MAAND, MAAND, teken, 0))
    standen = tuple((gemeente, regio, 0, dm, n) for gemeente, regio, _, dm, n, _ in rijen)
    blad = blad_van(kubus(rijen, standen))
    for stand, deel in ((False, rijen), (True, standen)):
        telling = van_blad(blad, MAAND, MAAND, stand=stand)
        assert telling == geteld(deel, MAAND, MAAND, stand=stand)
        assert telling["land", None, 0] == teken * HOOGST
    for erbij in (1, -1):  # ook wat elkaar opheft: onderweg past het niet
        meer = ("GM3", "nog", MAAND, MAAND, erbij, 0)
        for te_veel in (kubus((*rijen, meer), standen), kubus(rijen, (*standen, ("GM3", "nog", 0, MAAND, erbij)))):
            with pytest.raises(OverflowError):
                maak_blad(beantwoord(te_veel, VRAGEN))


def test_een_rij_zonder_maand_of_waarde_telt_nooit() -> None:
    leeg = ("GM1", "nog", MAAND, MAAND, "w", None, 3)
    blad = blad_van(kubus((*STROOM, ("GM1", "nog", MAAND, None, 7, 7)), waarden=(*WAARDEN, leeg)))
    assert inhoud(blad) == inhoud(blad_van(kubus()))


def test_een_gebied_dat_nog_niet_bekend_is_telt_mee() -> None:
    """In de tabel staat de gemeente wel, in de stap van een eerdere dag nog niet."""
    stroom: Rijen = (("GM1", "nog", MAAND, MAAND, 3, 0),)
    nog_niet = VRAGEN._replace(
        stroom=[Kubusdeel(["a"], "SELECT NULL::VARCHAR AS gemeente, NULL::VARCHAR AS regio, xm, dm, a FROM stroom_x")],
        tabellen=["stroom_x"],
    )
    blad = maak_blad(beantwoord(kubus(stroom, (), ()), nog_niet))
    getallen = dict(zip(blad.vakken, blad.tel(MAAND, MAAND, stand=False), strict=True))
    assert getallen == {
        ("gemeente", None): 3, ("gemeente", "GM1"): 0, ("regio", None): 3, ("regio", "nog"): 0, ("land", None): 3,
    }  # fmt: skip


def test_te_veel_maanden_staan_apart_en_tellen_mee(monkeypatch: pytest.MonkeyPatch) -> None:
    """De maanden met de meeste rijen houden een lopende som; ook van een stand."""
    vreemd = [("GM1", "nog", jaar * 12, jaar * 12, 1, 1) for jaar in (1901, 2100)]
    stroom, stand = (*STROOM, *vreemd), (*STAND, *(("GM1", "nog", 0, jaar * 12, 2) for jaar in (1901, 2100)))
    ruim = blad_van(kubus(stroom, stand))
    monkeypatch.setattr(kubusbladbouw, "_HOOGSTENS_CELLEN", 2 * len(ruim.vakken) * len(ruim.stroom.namen))
    krap = blad_van(kubus(stroom, stand))
    assert (len(ruim.stroom.maanden), krap.stroom.maanden) == (4, [MAAND, MAAND + 1])
    assert inhoud(krap) == inhoud(ruim)
    for begin, eind in ((1901 * 12, MAAND), (MAAND, MAAND + 1), (1800 * 12, 2200 * 12)):
        assert van_blad(krap, begin, eind, stand=False) == geteld(stroom, begin, eind, stand=False)
        assert van_blad(krap, begin, eind, stand=True) == geteld(stand, begin, eind, stand=True)


def test_wat_later_erbij_komt_telt_mee_ook_in_een_gebied_dat_er_nog_niet_was() -> None:
    blad, nieuw = blad_van(kubus()), ("GM9", "nhn", MAAND, MAAND + 1)
    oud = ("GM1", "nog", MAAND, MAAND)
    blad.voeg_toe(
        {nieuw: {"b": 5}, oud: {"a": -3}}, {("GM9", "nhn", 0, MAAND + 1): {"c": 2}},
        {(nieuw, "w", Decimal("2.5")): 4, (oud, "w", Decimal("1.5")): -9},
    )  # fmt: skip
    stroom = (*STROOM, (*nieuw, 0, 5), (*oud, -3, 0))
    for eind in (MAAND, MAAND + 1):
        assert van_blad(blad, MAAND, eind, stand=False) == geteld(stroom, MAAND, eind, stand=False)
    assert van_blad(blad, MAAND, MAAND + 1, stand=True)["regio", "nhn", 0] == 2
    verdeling = blad.verdelingen("w", [(MAAND, MAAND + 1)], "gemeente")
    assert verdeling == {(0, "GM1"): {}, (0, "GM2"): {}, (0, "GM9"): {Decimal("2.5"): 4}}
    assert blad.verdelingen("w", [(MAAND, MAAND + 1)], "regio", ["nhn"]) == {(0, "nhn"): {Decimal("2.5"): 4}}
    with pytest.raises(ValueError, match="make it again"):
        blad.delen({"sleutel": "x"})
