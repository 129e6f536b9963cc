"""Parameters, bronnen en indicatorsets: wat geldt op welke dag, en wat een slecht bestand zegt."""

from datetime import date
from decimal import Decimal

import pytest

from zicht.core.bronnen import Bron, BronFout, lees_bronnen, zoek_bron
from zicht.core.fouten import AanroepFout
from zicht.core.indicatorsets import lees_indicatorsets, standaardset, zoek_set
from zicht.core.parameters import Norm, ParameterFout, Parameters, Richting, gebreken, lees_thema

LAND = """
[tijdig]
omschrijving = "Aandeel op tijd"
eenheid = "procent"
richting = "minimaal"

[[tijdig.versie]]
vanaf = 2020-01-01
waarde = 60
bron = "notitie"
vindplaats = "1a"
nagekeken_op = 2026-01-01

[[tijdig.versie]]
vanaf = 2023-01-01
waarde = 62.5
vastgesteld_op = 2023-06-01
bron = "notitie"
vindplaats = "1a"
nagekeken_op = 2026-01-01
keuzes = ["Met terugwerkende kracht."]
telt_ontvangstdag = false

[[tijdig.versie]]
vanaf = 2025-01-01
reden = "de afspraak is opgezegd."
bron = "notitie"
vindplaats = "besluit"
nagekeken_op = 2026-01-01

[naam]
omschrijving = "Een naam"
eenheid = "tekst"

[[naam.versie]]
vanaf = 2020-01-01
waarde = "burap"
bron = "notitie"
vindplaats = "2"
nagekeken_op = 2026-01-01
"""
REGIO = """
[tijdig]
omschrijving = "Aandeel op tijd, eigen afspraak"
eenheid = "procent"
richting = "maximaal"

[[tijdig.versie]]
vanaf = 2022-01-01
waarde = 70
bron = "notitie"
vindplaats = "besluit regio"
nagekeken_op = 2026-01-01
"""
LANDELIJK = {"normen": lees_thema("normen", LAND, "landelijk/normen.toml")}
EIGEN = {"normen": lees_thema("normen", REGIO, "nhn/normen.toml")}
LAND_ALLEEN = Parameters((LANDELIJK,))
MET_REGIO = Parameters((EIGEN, LANDELIJK), "nhn")


@pytest.mark.parametrize(
    "op, waarde",
    [
        (date(2020, 1, 1), Decimal(60)),
        (date(2022, 12, 31), Decimal(60)),
        (date(2023, 1, 1), Decimal("62.5")),
        (date(2024, 12, 31), Decimal("62.5")),
    ],
)
def test_een_waarde_geldt_vanaf_haar_dag_tot_de_volgende(op: date, waarde: Decimal) -> None:
    assert LAND_ALLEEN.waarde("normen.tijdig", op) == waarde


def test_voor_de_eerste_versie_is_er_geen_waarde_maar_een_fout() -> None:
    with pytest.raises(
        ParameterFout, match="op 31-12-2019 geen waarde bekend; de eerste waarde geldt vanaf 01-01-2020"
    ):
        LAND_ALLEEN.waarde("normen.tijdig", date(2019, 12, 31))


def test_een_beeindigde_parameter_geeft_de_reden() -> None:
    with pytest.raises(ParameterFout, match="met opzet geen waarde: de afspraak is opgezegd"):
        LAND_ALLEEN.waarde("normen.tijdig", date(2025, 1, 1))


def test_een_onbekende_parameter_is_een_fout_en_geen_nul() -> None:
    with pytest.raises(ParameterFout, match=r"'normen\.bestaat_niet' bestaat niet"):
        LAND_ALLEEN.waarde("normen.bestaat_niet", date(2024, 1, 1))
    with pytest.raises(ParameterFout, match="landelijk of bij regio nhn"):
        MET_REGIO.versie("elders.tijdig", date(2024, 1, 1))


def test_zoals_toen_bekend_kent_een_later_besluit_niet() -> None:
    op = date(2023, 3, 1)
    assert LAND_ALLEEN.waarde("normen.tijdig", op, bekend_op=date(2023, 5, 31)) == 60
    assert LAND_ALLEEN.waarde("normen.tijdig", op, bekend_op=date(2023, 6, 1)) == Decimal("62.5")


def test_de_regio_gaat_voor_het_land_zodra_de_regio_iets_heeft() -> None:
    assert MET_REGIO.waarde("normen.tijdig", date(2021, 1, 1)) == 60
    assert MET_REGIO.waarde("normen.tijdig", date(2022, 1, 1)) == 70
    assert MET_REGIO.waarde("normen.tijdig", date(2026, 1, 1)) == 70
    assert MET_REGIO.parameter("normen.tijdig").bestand == "nhn/normen.toml"


def test_een_thema_toont_elke_parameter_een_keer() -> None:
    assert [p.bestand for p in MET_REGIO.thema("normen")] == ["nhn/normen.toml", "landelijk/normen.toml"]
    assert MET_REGIO.thema("elders") == ()
    assert len(list(MET_REGIO.alle())) == 3


def test_heeft_waarde_vraagt_zonder_fout() -> None:
    assert LAND_ALLEEN.heeft_waarde("normen.tijdig", date(2024, 1, 1))
    assert not LAND_ALLEEN.heeft_waarde("normen.tijdig", date(2019, 1, 1))
    assert not LAND_ALLEEN.heeft_waarde("normen.tijdig", date(2025, 1, 1))
    assert not LAND_ALLEEN.heeft_waarde("normen.bestaat_niet", date(2024, 1, 1))


def test_getallen_zijn_exact_en_tekst_is_geen_getal() -> None:
    assert LAND_ALLEEN.getal("normen.tijdig", date(2023, 1, 1)) == Decimal("62.5")
    assert LAND_ALLEEN.waarde("normen.naam", date(2023, 1, 1)) == "burap"
    with pytest.raises(ParameterFout, match="is geen getal maar 'burap'"):
        LAND_ALLEEN.getal("normen.naam", date(2023, 1, 1))


def test_een_norm_in_procenten_wordt_een_aandeel_met_zijn_richting() -> None:
    norm = LAND_ALLEEN.norm("normen.tijdig", date(2023, 1, 1))
    assert norm is not None
    assert (norm.waarde, norm.richting) == (Decimal("0.625"), Richting.MINIMAAL)
    assert LAND_ALLEEN.norm("normen.tijdig", date(2025, 1, 1)) is None
    with pytest.raises(ParameterFout, match="geen richting"):
        LAND_ALLEEN.norm("normen.naam", date(2023, 1, 1))


@pytest.mark.parametrize(
    "richting, teller, noemer, gehaald",
    [
        (Richting.MINIMAAL, 3, 5, True),
        (Richting.MINIMAAL, 599, 1000, False),
        (Richting.MAXIMAAL, 3, 5, True),
        (Richting.MAXIMAAL, 601, 1000, False),
    ],
)
def test_gelijk_aan_de_norm_is_gehaald(richting: Richting, teller: int, noemer: int, gehaald: bool) -> None:
    versie = LAND_ALLEEN.versie("normen.tijdig", date(2020, 1, 1))
    assert Norm(Decimal("0.6"), richting, "procent", versie).gehaald(teller, noemer) is gehaald


def test_een_versie_kent_haar_bron_keuzes_en_kenmerken() -> None:
    versie = LAND_ALLEEN.versie("normen.tijdig", date(2023, 1, 1))
    assert versie.bron == Bron("notitie", "1a")
    assert versie.keuzes == ("Met terugwerkende kracht.",)
    assert dict(versie.kenmerken) == {"telt_ontvangstdag": False}
    assert versie.bekend_op == date(2023, 6, 1)


# --------------------------------------------------------------------------------------------------------------- gebreken


def _gebreken(*versies: str, eenheid: str = "procent") -> str:
    kop = f'[p]\nomschrijving = "P"\neenheid = "{eenheid}"\n'
    tekst = kop + "".join(f"\n[[p.versie]]\n{versie}\n" for versie in versies)
    (parameter,) = lees_thema("t", tekst, "t.toml").values()
    return "\n".join(gebreken(parameter, ["notitie"]))


_GOED = 'bron = "notitie"\nvindplaats = "1"\nnagekeken_op = 2026-01-01'


def test_een_goede_parameter_heeft_geen_gebreken() -> None:
    assert _gebreken(f"vanaf = 2020-01-01\nwaarde = 60\n{_GOED}") == ""


@pytest.mark.parametrize(
    "versies, gebrek",
    [
        ((), "heeft geen versies"),
        ((f"vanaf = 2020-01-01\nwaarde = 101\n{_GOED}",), "101 procent ligt niet tussen 0 en 100"),
        ((f"vanaf = 2020-01-01\n{_GOED}",), "geen waarde en geen reden"),
        (("vanaf = 2020-01-01\nwaarde = 1\nnagekeken_op = 2026-01-01",), "geen bron met vindplaats"),
        (('vanaf = 2020-01-01\nwaarde = 1\nbron = "notitie"\nnagekeken_op = 2026-01-01',), "geen bron met vindplaats"),
        (
            ('vanaf = 2020-01-01\nwaarde = 1\nbron = "elders"\nvindplaats = "1"\nnagekeken_op = 2026-01-01',),
            "geen bron met vindplaats die in bronnen.toml staat",
        ),
        (('vanaf = 2020-01-01\nwaarde = 1\nbron = "notitie"\nvindplaats = "1"',), "niemand heeft hem nagekeken"),
        (
            (f"vanaf = 2021-01-01\nwaarde = 1\n{_GOED}", f"vanaf = 2020-01-01\nwaarde = 1\n{_GOED}"),
            "niet in oplopende volgorde",
        ),
        (
            (f"vanaf = 2020-01-01\nwaarde = 1\n{_GOED}", f"vanaf = 2020-01-01\nwaarde = 2\n{_GOED}"),
            "niet in oplopende volgorde",
        ),
    ],
)
def test_een_gebrek_wordt_genoemd(versies: tuple[str, ...], gebrek: str) -> None:
    assert gebrek in _gebreken(*versies)


def test_een_onbekende_eenheid_is_een_gebrek() -> None:
    assert "onbekende eenheid 'ellen'" in _gebreken(f"vanaf = 2020-01-01\nwaarde = 1\n{_GOED}", eenheid="ellen")


@pytest.mark.parametrize(
    "tekst, melding",
    [
        ('[p]\neenheid = "procent"', "verwacht omschrijving, eenheid"),
        ('[p]\nomschrijving = "P"\neenheid = "procent"\nkleur = "rood"', "gevonden: eenheid, kleur, omschrijving"),
        ('[p]\nomschrijving = "P"\neenheid = "procent"\n[[p.versie]]\nwaarde = 1', "geen datum 'vanaf'"),
        (
            '[p]\nomschrijving = "P"\neenheid = "procent"\n[[p.versie]]\nvanaf = 2020-01-01\nwaarde = [1]',
            "een waarde is een getal, tekst of ja/nee",
        ),
    ],
)
def test_een_parameter_die_niet_goed_is_opgeschreven_wordt_geweigerd(tekst: str, melding: str) -> None:
    with pytest.raises(ParameterFout, match=melding):
        lees_thema("t", tekst, "t.toml")


# -------------------------------------------------------------------------------------------------- bronnen en sets


def test_een_bron_wijst_naar_een_document_dat_bestaat() -> None:
    bronnen = lees_bronnen('[notitie]\ntitel = "De notitie"\nversie = "1"\ndatum = 2021-01-01')
    assert zoek_bron(bronnen, Bron("notitie", "1a")).titel == "De notitie"
    with pytest.raises(BronFout, match=r"De bron 'elders' \(1a\) staat niet in bronnen\.toml"):
        zoek_bron(bronnen, Bron("elders", "1a"))


@pytest.mark.parametrize("tekst", ['[notitie]\ntitel = "T"', '[notitie]\ntitel = "T"\nversie = "1"\nkleur = "rood"'])
def test_een_bron_zonder_versie_of_met_iets_vreemds_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(BronFout, match="verwacht titel en versie"):
        lees_bronnen(tekst)


SETS = """
[oud]
titel = "Oud"
regio = "nhn"
geldig_vanaf = 2020-01-01
standaard = true
bron = "notitie"
vindplaats = "4"
[oud.nummers]
tijdig = "1"
recidive = "7"
[oud.normen]
tijdig = "normen.tijdig"

[nieuw]
titel = "Nieuw"
regio = "nhn"
geldig_vanaf = 2022-01-01
standaard = true
bron = "notitie"
vindplaats = "4"
[nieuw.nummers]
tijdig = "1a"
[nieuw.normen]

[anders]
titel = "Andere nummering van dezelfde afspraken"
regio = "nhn"
geldig_vanaf = 2023-01-01
standaard = false
bron = "notitie"
vindplaats = "bijlage"
[anders.nummers]
[anders.normen]
"""


def test_de_nieuwste_geldende_set_van_de_regio_is_de_gewone() -> None:
    sets = lees_indicatorsets(SETS, "nhn/indicatorsets.toml")
    dagen = (date(2019, 12, 31), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1), date(2025, 1, 1))
    codes = [s.code if s else None for s in (standaardset(sets, "NHN", dag) for dag in dagen)]
    assert codes == [None, "oud", "oud", "nieuw", "nieuw"]
    assert standaardset(sets, "nog", date(2022, 6, 1)) is None
    assert standaardset(sets, None, date(2022, 6, 1)) is None


def test_een_set_kent_nummer_en_norm_en_zwijgt_over_de_rest() -> None:
    oud, *_ = lees_indicatorsets(SETS, "nhn/indicatorsets.toml")
    assert (oud.nummer("tijdig"), oud.norm("tijdig")) == ("1", "normen.tijdig")
    assert (oud.nummer("recidive"), oud.norm("recidive")) == ("7", None)
    assert (oud.nummer("elders"), oud.norm("elders")) == (None, None)


def test_een_onbekende_set_noemt_de_bekende() -> None:
    sets = {s.code: s for s in lees_indicatorsets(SETS, "s.toml")}
    assert zoek_set(sets, "oud").titel == "Oud"
    with pytest.raises(AanroepFout, match="Kies uit: anders, nieuw, oud"):
        zoek_set(sets, "bestaat-niet")


def test_een_set_met_een_norm_zonder_nummer_of_zonder_titel_wordt_geweigerd() -> None:
    with pytest.raises(ParameterFout, match="norm zonder nummer voor tijdig"):
        lees_indicatorsets('[s]\n[s.nummers]\n[s.normen]\ntijdig = "x"', "s.toml")
    with pytest.raises(ParameterFout, match="titel ontbreekt"):
        lees_indicatorsets("[s]\n[s.nummers]\n[s.normen]", "s.toml")
