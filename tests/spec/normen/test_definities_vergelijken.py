"""Dezelfde melding onder twee versies van een definitie: wat verschuift, waarom, en welke gevallen."""

from pathlib import Path

import pytest

from support.maak import dienst, klacht, melding, met_dossiers, schorsing, schrijf_map
from zicht.catalogus import load
from zicht.cijfers import Cijfers
from zicht.cijfers.brug import Vergelijking, lees_versie, vergelijk, versies
from zicht.cijfers.zinnen import brugzin, stapzin
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Antwoord
from zicht.core.periodes import lees_periode
from zicht.core.uitslagen import Tellingen
from zicht.uitwisseling.feiten import lees_feiten

NA_ONTVANGST = "beoordeling-tijdig-na-ontvangst"


@pytest.fixture
def cijfers(tmp_path: Path) -> Cijfers:
    return Cijfers(lees_feiten(schrijf_map(tmp_path, met_dossiers({
        "melding": [
            # Witte Donderdag 2025: vijf werkdagen lopen tot en met maandag 28 april, vijf dagen tot woensdag 23 april.
            melding("snel", "2025-04-17", "2025-04-22", opgepakt_op="2025-04-17"),
            melding("midden", "2025-04-17", "2025-04-24", opgepakt_op="2025-04-22"),
            melding("laat", "2025-04-17", "2025-04-29", opgepakt_op="2025-04-28"),
            melding("alleen-register", "2025-04-17", "2025-04-17", ter_registratie="ja"),
            melding("mei", "2025-04-30", "2025-05-02", opgepakt_op="2025-05-01"),
        ],
        "klacht": [klacht("K1", "2025-02-01", "gegrond"), klacht("K2", "2025-02-02", "deels_gegrond"),
                   klacht("K3", "2025-02-03", None)],
    }))))  # fmt: skip


def brug(cijfers: Cijfers, code: str, van: str, naar: str) -> Vergelijking:
    return vergelijk(cijfers, lees_versie(code, van), lees_versie(code, naar), lees_periode("2025-burap1"))


def test_vijf_werkdagen_of_vijf_dagen_scheelt_de_melding_die_over_pasen_heen_liep(cijfers: Cijfers) -> None:
    gevonden = brug(cijfers, NA_ONTVANGST, "notitie", "wet")
    assert (gevonden.brug.begin.teller, gevonden.brug.eind.teller) == (2, 1)
    lengte, doorschuiven = gevonden.brug.stappen
    assert (lengte.was, lengte.wordt) == ("5 werkdagen", "5 dagen")
    assert lengte.gevallen == ("midden",)  # beoordeeld op de zesde dag
    assert doorschuiven.onderdeel == "einde op een vrije dag"
    assert lengte.bron.sleutel == "uitvoeringsbesluit-wmo-2015"


def test_twee_gewone_dagen_van_de_termijnenwet_zijn_een_eigen_stap(tmp_path: Path) -> None:
    """Vijf dagen na Witte Donderdag is dinsdag 22 april; de wet wil er twee gewone dagen in en zegt woensdag 23 april."""
    map_ = schrijf_map(tmp_path, met_dossiers({"melding": [melding("woensdag", "2025-04-17", "2025-04-23")]}))
    gevonden = brug(Cijfers(lees_feiten(map_)), NA_ONTVANGST, "notitie", "wet")
    lengte, doorschuiven = gevonden.brug.stappen
    assert [v.naar for v in lengte.verschuivingen] == [Antwoord.NOEMER]
    assert [v.naar for v in doorschuiven.verschuivingen] == [Antwoord.TELLER]
    assert lengte.verschil + doorschuiven.verschil == Tellingen()


def test_terug_gaat_het_doorschuiven_er_eerst_af(cijfers: Cijfers) -> None:
    gevonden = brug(cijfers, NA_ONTVANGST, "wet", "notitie")
    assert [stap.onderdeel for stap in gevonden.brug.stappen] == ["einde op een vrije dag", "lengte van de termijn"]
    assert gevonden.brug.sluit


def test_wie_meetelt_is_een_stap_met_de_vraag_als_regel(cijfers: Cijfers) -> None:
    gevonden = brug(cijfers, NA_ONTVANGST, "notitie", "alle-meldingen")
    [stap] = gevonden.brug.stappen
    assert stapzin(stap) == (
        "Wie meetelt: van ‘de melding is niet alleen ter registratie’ naar ‘geen vraag’; 1 geval verschuift."
    )
    assert stap.gevallen == ("alleen-register",)
    assert stap.verschil == Tellingen(noemer=1, teller=1)


def test_een_andere_telling_verplaatst_gevallen_tussen_perioden(cijfers: Cijfers) -> None:
    gevonden = brug(cijfers, NA_ONTVANGST, "notitie", "naar-ontvangst")
    [stap] = gevonden.brug.stappen
    assert (stap.was, stap.wordt) == ("naar afronding", "naar ontvangst")
    assert [(v.van, v.naar, v.gevallen) for v in stap.verschuivingen] == [
        (Antwoord.TELT_NIET, Antwoord.NOG_OPEN, ("mei",))  # op 30 april nog niet beoordeeld, en nog op tijd
    ]


def test_alleen_wie_wachtte_telt_als_de_notitie_zo_wordt_gelezen(cijfers: Cijfers) -> None:
    gevonden = brug(cijfers, "beoordeling-tijdig-na-oppakken", "notitie", "alleen-wachtlijst")
    [stap] = gevonden.brug.stappen
    assert stap.gevallen == ("snel",)
    assert gevonden.brug.eind.noemer == 2


def test_de_definitie_van_2019_telt_vanaf_de_beoordeling(tmp_path: Path) -> None:
    tabellen = met_dossiers({
        "melding": [melding("M1", "2025-01-06", "2025-01-20")],
        "dienst": [dienst("V1", toegewezen_op="2025-01-21", gestart_op="2025-02-10", afgerond_op="2025-04-01",
                          melding_id="M1", dossier_id="D-M1")],
    })  # fmt: skip
    feiten = Cijfers(lees_feiten(schrijf_map(tmp_path, tabellen)))
    in_2020 = brug(feiten, "vv-tijdig-na-start", "2020-07-01", "2022-01-01")
    [stap] = in_2020.brug.stappen
    assert in_2020.van.versie.code == "begroting-2019"
    assert stap.gevallen == ("V1",)  # tien weken na de beoordeling was 31 maart, na de start 21 april
    assert (in_2020.van.uitslag.norm, in_2020.naar.uitslag.norm) == (None, 0.9)
    assert [(a.onderdeel, a.was, a.wordt) for a in in_2020.afspraken] == [
        ("nummer", "geen nummer", "2b"),
        ("norm", "geen norm", "minimaal 90 procent"),
    ]


def test_een_norm_van_de_organisatie_staat_ook_op_de_brug(tmp_path: Path) -> None:
    toml = (
        '[klachten-gegrond]\nomschrijving = "x"\neenheid = "procent"\nrichting = "maximaal"\n[[klachten-gegrond.versie]]\n'
        'vanaf = 2025-01-01\nwaarde = 25\nbron = "organisatiebesluit"\nvindplaats = "punt 4"\nnagekeken_op = 2025-01-01\n'
    )
    feiten = lees_feiten(schrijf_map(tmp_path, {"klacht": [klacht("K1", "2025-02-01", "gegrond")]}))
    gevonden = brug(
        Cijfers(feiten, eigen_normen=load.lees_normen(toml, "x")), "klachten-gegrond", "notitie", "bijlage5"
    )
    assert (gevonden.van.uitslag.norm, gevonden.van.gelijk_aan_cijfer) == (0.25, True)
    assert [a.onderdeel for a in gevonden.afspraken] == ["nummer"]


def test_twee_uitgaven_van_de_notitie_tellen_hetzelfde_onder_een_ander_nummer(cijfers: Cijfers) -> None:
    gevonden = brug(cijfers, "klachten-gegrond", "notitie", "bijlage5")
    assert gevonden.brug.stappen == ()
    assert brugzin(gevonden) == (
        "Beide versies tellen hetzelfde: 50\N{NO-BREAK SPACE}% (1 van 2). De ene uitgave noemt dit nummer 5, de andere nummer 4."
    )


def test_de_letterlijke_tekst_telt_ook_klachten_zonder_oordeel(cijfers: Cijfers) -> None:
    gevonden = brug(cijfers, "klachten-gegrond", "notitie", "alle-ingediende")
    assert [(stap.onderdeel, stap.gevallen) for stap in gevonden.brug.stappen] == [
        ("teller", ()),
        ("wat nog open is", ("K3",)),
    ]
    assert gevonden.brug.eind == Tellingen(noemer=3, teller=1)


def test_alleen_de_gevallen_van_een_gemeente(cijfers: Cijfers) -> None:
    van, naar = (lees_versie(NA_ONTVANGST, v) for v in ("notitie", "wet"))
    leeg = vergelijk(cijfers, van, naar, lees_periode("2025-burap1"), gemeente="GM0400")
    assert (leeg.brug.begin, leeg.brug.sluit, leeg.van.gelijk_aan_cijfer) == (Tellingen(), True, True)


def test_wat_niet_te_vergelijken_is_zegt_waarom(cijfers: Cijfers) -> None:
    with pytest.raises(AanroepFout, match="maar een versie bekend"):
        versies("instroom-meldingen")
    with pytest.raises(AanroepFout, match="de ene telt per melding, de andere per dienst"):
        brug(cijfers, NA_ONTVANGST, "notitie", "vv-tijdig-na-start:notitie")
    with pytest.raises(AanroepFout, match="de ene meet een termijn en de andere niet"):
        brug(cijfers, NA_ONTVANGST, "notitie", "recidive-na-overdracht:notitie")


def test_een_pauze_schuift_de_uiterste_datum_in_elke_versie_op(tmp_path: Path) -> None:
    """Stilgezet van 22 tot 29 april: vijf werkdagen eindigen dan op 6 mei, vijf dagen op 30 april."""
    tabellen = met_dossiers({
        "melding": [melding("M1", "2025-04-17", "2025-04-30")],
        "schorsing": [schorsing("beoordeling", "M1", "2025-04-22", "2025-04-29")],
    })  # fmt: skip
    met = Cijfers(lees_feiten(schrijf_map(tmp_path / "met", tabellen)))
    zonder = Cijfers(lees_feiten(schrijf_map(tmp_path / "zonder", {**tabellen, "schorsing": []})))
    gevonden, kaal = (brug(c, NA_ONTVANGST, "notitie", "wet") for c in (met, zonder))
    assert (gevonden.brug.begin.teller, gevonden.brug.eind.teller) == (1, 1)
    assert (kaal.brug.begin.teller, kaal.brug.eind.teller) == (0, 0)
    assert gevonden.van.gelijk_aan_cijfer
    assert kaal.van.gelijk_aan_cijfer
