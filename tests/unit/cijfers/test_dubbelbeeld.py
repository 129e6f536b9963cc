"""Het dubbelbeeld: binnengekomen en afgerond naast elkaar, met wat er nog kan."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.maak import melding, met_dossiers, schrijf_map
from zicht.cijfers import Cijfers
from zicht.cijfers.dubbelbeeld import Klokgeval, Stand, codes, dubbelbeeld, in_woorden, tel_gevallen
from zicht.core.fouten import AanroepFout
from zicht.uitwisseling.feiten import lees_feiten

CODE = "beoordeling-tijdig-na-ontvangst"
BEGIN = date(2025, 1, 1)


def _honderd() -> list[dict[str, object]]:
    """Honderd meldingen van mei: 40 op tijd beoordeeld, 50 open over de termijn, 10 open binnen de termijn."""
    op_tijd = [melding(f"A{n}", "2025-05-06", "2025-05-08") for n in range(40)]
    te_laat = [melding(f"B{n}", "2025-05-12") for n in range(50)]
    return [*op_tijd, *te_laat, *(melding(f"C{n}", "2025-05-30") for n in range(10))]


@pytest.fixture(scope="module")
def mei(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    meldingen = [*_honderd(), melding("R1", "2025-05-07", ter_registratie="ja")]
    meldingen += [melding("X1", "2025-05-07", "2025-05-05"), melding("L1", "2025-03-03", "2025-04-28")]
    map_ = schrijf_map(tmp_path_factory.mktemp("mei"), met_dossiers({"melding": meldingen}), peildatum="2025-06-02")
    return Cijfers(lees_feiten(map_))


def test_alles_wat_af_is_was_op_tijd_en_toch_kan_hoogstens_de_helft_nog_op_tijd_komen(mei: Cijfers) -> None:
    stand = next(m.stand for m in dubbelbeeld(mei, CODE).maanden if m.maand == "2025-05")

    assert (stand.binnengekomen, stand.op_tijd, stand.open, stand.open_te_laat) == (100, 40, 60, 50)
    assert stand.naar_afronding == 1
    assert (stand.minstens, stand.hoogstens) == (Fraction(40, 100), Fraction(50, 100))
    assert stand.naar_ontvangst == Fraction(40, 90)
    assert stand.niet_te_bepalen == 1  # beoordeeld voor ontvangst
    assert in_woorden(stand, "meldingen") == (
        "Van wat is afgerond was 100\N{NO-BREAK SPACE}% (40 van 40) op tijd. Van de 100 meldingen die binnenkwamen staan er nog 60 open, "
        "waarvan 50 over de termijn: hoogstens 50\N{NO-BREAK SPACE}% (50 van 100) kan nog op tijd komen."
    )


def test_de_maanden_sluiten_aan_en_een_te_late_zaak_telt_in_twee_maanden(mei: Cijfers) -> None:
    beeld = dubbelbeeld(mei, CODE)

    assert [m.maand for m in beeld.maanden] == ["2025-03", "2025-04", "2025-05"]
    assert (beeld.maanden[0].stand.te_laat, beeld.maanden[0].stand.afgerond) == (1, 0)
    assert (beeld.maanden[1].stand.binnengekomen, beeld.maanden[1].stand.afgerond) == (0, 1)
    assert beeld.laatste(1).maanden == beeld.maanden[-1:]
    assert dubbelbeeld(mei, CODE, "GM0361").samen == beeld.samen
    assert dubbelbeeld(mei, CODE, "GM0400").maanden == ()


def test_een_indicator_zonder_twee_tellingen_heeft_geen_dubbelbeeld(mei: Cijfers) -> None:
    with pytest.raises(AanroepFout, match="geen dubbelbeeld"):
        dubbelbeeld(mei, "klachten-gegrond")


def test_zinnen_zonder_open_zaken_en_zonder_instroom() -> None:
    assert in_woorden(Stand()) == "Er kwamen geen zaken binnen."
    assert in_woorden(Stand(op_tijd=3, te_laat=1, afgerond=4, afgerond_op_tijd=3)).endswith(
        "Van wat binnenkwam is alles afgerond: 75\N{NO-BREAK SPACE}% (3 van 4) op tijd."
    )
    assert in_woorden(Stand(open_binnen=2)).startswith("Er is nog niets afgerond.")


def test_de_telling_in_de_databank_is_die_van_de_losse_gevallen(regio: Cijfers) -> None:
    for code in codes():
        klok = regio.rekenaar.klokken
        eigen = next(k for k in klok if k.termijn.code == _klokcode(code))
        begin, einde = eigen.termijn.begint_bij.naam, eigen.termijn.eindigt_bij.naam
        tabel = f"feit_{eigen.feit.tabelnaam()}"
        voorwaarde = _VOORWAARDE[code.split("-")[0]]
        dubbelbeeld(regio, code)  # bouwt de brede feiten
        rijen = regio.feitenset.verbinding.execute(
            f"SELECT {begin}, {einde}, uiterste_{_klokcode(code).replace('-', '_')} FROM {tabel} "
            f"WHERE {voorwaarde} AND {begin} IS NOT NULL AND ({einde} IS NULL OR {einde} >= {begin})"
        ).fetchall()
        los = tel_gevallen((Klokgeval(*rij) for rij in rijen), regio.feitenset.peildatum)
        beeld = {m.maand: m.stand for m in dubbelbeeld(regio, code).maanden if m.stand != Stand()}
        zonder = {maand: _zonder_onbepaald(stand) for maand, stand in beeld.items()}
        assert zonder == los


_VOORWAARDE = {
    "beoordeling": "ter_registratie = 'nee'", "vv": "soort = 'voorwaarden_en_vervolg'", "onderzoek": "soort = 'onderzoek'"
}  # fmt: skip


def _klokcode(code: str) -> str:
    return code.replace("-tijdig", "")


def _zonder_onbepaald(stand: Stand) -> Stand:
    return Stand(*(0 if naam == "niet_te_bepalen" else waarde for naam, waarde in vars(stand).items()))


# -------------------------------------------------------------------------------------------------------------- wetten

_DUUR = st.integers(0, 120)


@st.composite
def _gevallen(draw: st.DrawFn, *, open_: bool = True) -> list[Klokgeval]:
    aantal = draw(st.integers(0, 40))
    uit: list[Klokgeval] = []
    for _ in range(aantal):
        begin = BEGIN + timedelta(days=draw(st.integers(0, 300)))
        duur = draw(st.none() | _DUUR) if open_ else draw(_DUUR)
        einde = None if duur is None else begin + timedelta(days=duur)
        uit.append(Klokgeval(begin, einde, begin + timedelta(days=draw(st.integers(3, 80)))))
    return uit


@given(_gevallen(open_=False))
def test_zonder_open_zaken_komen_de_twee_beelden_samen(gevallen: list[Klokgeval]) -> None:
    samen = sum(tel_gevallen(gevallen, date(2026, 12, 31)).values(), Stand())

    assert samen.open == 0
    assert samen.binnengekomen == samen.beslist == samen.afgerond == len(gevallen)
    assert samen.naar_ontvangst == samen.naar_afronding == samen.minstens == samen.hoogstens


@given(_gevallen(), st.integers(0, 400), st.integers(0, 400))
def test_het_bereik_wordt_nooit_ruimer_en_wat_nog_kan_blijkt_later_waar(
    gevallen: list[Klokgeval], eerder: int, later: int
) -> None:
    """Met meer dagen kan het laagste alleen stijgen en het hoogste alleen dalen, en de uitkomst ligt er altijd in."""
    eerste, tweede = sorted((eerder, later))
    bekend = [g for g in gevallen if (g.begin - BEGIN).days <= eerste]
    toen = sum(tel_gevallen(bekend, BEGIN + timedelta(days=eerste)).values(), Stand())
    nu = sum(tel_gevallen(bekend, BEGIN + timedelta(days=tweede)).values(), Stand())

    assert toen.binnengekomen == nu.binnengekomen == len(bekend)
    if bekend:
        laag, hoog = toen.minstens, toen.hoogstens
        assert laag is not None
        assert hoog is not None
        assert nu.minstens is not None
        assert nu.hoogstens is not None
        assert laag <= nu.minstens <= nu.hoogstens <= hoog


@given(_gevallen())
def test_per_maand_gelijk_als_alles_in_de_eigen_maand_af_is(gevallen: list[Klokgeval]) -> None:
    direct = [Klokgeval(g.begin, g.begin, g.uiterste) for g in gevallen]
    for stand in tel_gevallen(direct, date(2026, 12, 31)).values():
        assert stand.naar_ontvangst == stand.naar_afronding


def test_codes_zijn_de_acht_termijnen() -> None:
    assert len(codes()) == 8
