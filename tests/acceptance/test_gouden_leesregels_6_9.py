"""Gouden gevallen bij leesregel 6 tot en met 9 van het Feitenformaat, met de hand uitgerekend.

Elke verwachting is uitgerekend uit de kalender van 2025 en staat in de toelichting, niet uit een programma. Zowel het
orakel als de motor moet haar geven. Kalender: Goede Vrijdag 18 april, tweede paasdag maandag 21 april, Koningsdag
zaterdag 26 april, maandag 5 mei, Hemelvaartsdag donderdag 29 mei, tweede pinksterdag maandag 9 juni.
"""

from pathlib import Path

from support.gouden import NA_ONTVANGST, NA_OPPAKKEN, Teller, aantallen, een, schrijf
from support.maak import dienst, klacht, melding, met_dossiers, schrijf_map

# -------------------------------------------------------------------------------------- leesregel 6: tegenstrijdig


def test_regel_6_alleen_een_einde_voor_de_eigen_start_is_tegenstrijdig(tel: Teller, tmp_path: Path) -> None:
    """Opgepakt voor ontvangst stoort de klok vanaf ontvangst niet; beoordeeld voor oppakken stoort alleen die klok."""
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-03-03", "2025-03-07", opgepakt_op="2025-02-28"),  # uiterlijk 10 maart / 7 maart
            melding("M2", "2025-03-03", "2025-03-07", opgepakt_op="2025-03-10"),
        ],
    )
    uit = tel(map_, "2025-burap1")
    assert aantallen(een(uit, NA_ONTVANGST)) == (2, 2, 0, 0)
    assert aantallen(een(uit, NA_OPPAKKEN)) == (1, 1, 1, 0)


def test_regel_6_een_tegenstrijdig_geval_staat_in_de_cohorttelling_in_de_maand_van_de_start(
    tel: Teller, tmp_path: Path
) -> None:
    """Ontvangen 3 maart, 'beoordeeld' 27 februari."""
    map_ = schrijf(tmp_path, melding=[melding("M1", "2025-03-03", "2025-02-27")])
    assert aantallen(een(tel(map_, "2025-03", telling="ontvangen"), NA_ONTVANGST)) == (0, 0, 1, 0)
    assert aantallen(een(tel(map_, "2025-burap1", telling="afgerond"), NA_ONTVANGST)) == (0, 0, 1, 0)


def test_regel_6_voorraden_en_aantallen_kennen_geen_tegenstrijdige_gevallen(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(
        tmp_path,
        melding=[melding("M1", "2025-03-03", "2025-02-27")],
        dienst=[dienst("S1", toegewezen_op="2025-03-10", gestart_op="2025-03-12", afgerond_op="2025-03-01")],
    )
    uit = tel(map_, "2025-burap1")
    for code, noemer in (
        ("instroom-meldingen", 1), ("beoordelingen-uitgevoerd", 1), ("wachtlijst-beoordeling", 0),
        ("vervolgdiensten-uitgevoerd", 1), ("werkvoorraad-vervolgdiensten", 0),
    ):  # fmt: skip
        assert (een(uit, code)["noemer"], een(uit, code)["niet_te_bepalen"]) == (noemer, 0), code


# ------------------------------------------------------------------------------------ leesregel 7: ter registratie


def test_regel_7_leeg_ter_registratie_is_niet_te_bepalen_waar_registraties_niet_meetellen(
    tel: Teller, tmp_path: Path
) -> None:
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-03-03", "2025-03-07"),
            melding("M2", "2025-03-03", "2025-03-07", ter_registratie="ja"),
            melding("M3", "2025-03-03", "2025-03-07", ter_registratie=None),
            melding("M4", "2025-03-03", "2025-03-07", ter_registratie="onbekend"),
            melding("M5", "2025-04-29", ter_registratie=None),
            melding("M6", "2025-04-29", ter_registratie="ja"),
        ],
    )
    uit = tel(map_, "2025-burap1")
    assert aantallen(een(uit, NA_ONTVANGST)) == (1, 1, 2, 0)
    assert aantallen(een(uit, "wachtlijst-beoordeling")) == (0, None, 1, 0)
    assert een(uit, "instroom-meldingen")["noemer"] == 6
    assert een(uit, "beoordelingen-uitgevoerd")["noemer"] == 4
    # in de cohorttelling is M5 (nog open) ook niet te bepalen
    assert aantallen(een(tel(map_, "2025-burap1", telling="ontvangen"), NA_ONTVANGST)) == (1, 1, 3, 0)


def test_regel_7_een_ontbrekende_kolom_ter_registratie_telt_als_nee(tel: Teller, tmp_path: Path) -> None:
    tabellen = met_dossiers({"melding": [melding("M1", "2025-03-03", "2025-03-07")]})
    map_ = schrijf_map(tmp_path, tabellen, zonder={"melding": {"ter_registratie"}})
    assert aantallen(een(tel(map_, "2025-burap1"), NA_ONTVANGST)) == (1, 1, 0, 0)


# ---------------------------------------------------------------------------------------------- leesregel 8: klachten


def test_regel_8_een_klacht_zonder_oordeel_is_nog_open(tel: Teller, tmp_path: Path) -> None:
    """Gegrond 1 van 5 met een oordeel; zonder oordeel, met oordeel na de peildatum en `onbekend` zijn open."""
    klachten = [
        klacht("K1", "2025-01-06", "gegrond", afgehandeld_op="2025-02-03"),
        klacht("K2", "2025-01-06", "deels_gegrond", afgehandeld_op="2025-02-03"),
        klacht("K3", "2025-01-06", "ongegrond", afgehandeld_op="2025-02-03"),
        klacht("K4", "2025-01-06", "ingetrokken", afgehandeld_op="2025-02-03"),
        klacht("K5", "2025-01-06", "niet_ontvankelijk", afgehandeld_op="2025-02-03"),
        klacht("K6", "2025-01-06"),
        klacht("K7", "2025-01-06", "gegrond", afgehandeld_op="2025-05-01"),
        klacht("K8", "2025-01-06", "onbekend", afgehandeld_op="2025-02-03"),
        klacht("K9", "2024-12-31", "gegrond", afgehandeld_op="2025-02-03"),
    ]
    uitslag = een(tel(schrijf(tmp_path, klacht=klachten), "2025-burap1"), "klachten-gegrond")
    assert aantallen(uitslag) == (5, 1, 0, 3)
    assert uitslag["extra"]["deels_gegrond"] == 1
    assert (uitslag["waarde"], uitslag["norm"], uitslag["oordeel"]) == (0.2, 0.3, "gehaald")


# ------------------------------------------------------------------------- leesregel 9: eerste contact, terugkoppeling


def test_regel_9_eerste_contact_is_tien_kalenderdagen_zonder_doorschuiven(tel: Teller, tmp_path: Path) -> None:
    """Ontvangen di 8 april: de tiende dag is vr 18 april, Goede Vrijdag. Dinsdag 22 april is dus te laat."""
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-04-08", eerste_contact_op="2025-04-18"),
            melding("M2", "2025-04-08", eerste_contact_op="2025-04-22"),
            melding("M3", "2025-04-08", eerste_contact_op="2025-04-10", ter_registratie="ja"),
            melding("M4", "2025-04-08", eerste_contact_op="2025-04-07"),
            melding("M5", "2025-04-08"),
            melding("M6", "2025-04-08", eerste_contact_op="2025-04-19"),
        ],
    )
    assert aantallen(een(tel(map_, "2025-burap1"), "eerste-contact-tijdig")) == (4, 2, 1, 0)


def test_regel_9_terugkoppeling_heeft_zonder_afgesproken_termijn_geen_teller(tel: Teller, tmp_path: Path) -> None:
    map_ = schrijf(
        tmp_path,
        melding=[
            melding("M1", "2025-04-08", teruggekoppeld_op="2025-04-18"),
            melding("M2", "2025-04-08", teruggekoppeld_op="2025-04-07"),
            melding("M3", "2025-04-08", teruggekoppeld_op="2025-05-01"),
        ],
    )
    uitslag = een(tel(map_, "2025-burap1"), "terugkoppeling-melder-tijdig")
    assert aantallen(uitslag) == (1, None, 1, 0)
    assert (uitslag["waarde"], uitslag["oordeel"]) == (None, None)
