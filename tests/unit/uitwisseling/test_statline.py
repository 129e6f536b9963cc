"""Een tabel van StatLine lezen: elke vorm geeft dezelfde getallen, en wat geen tabel is krijgt een gewone uitleg."""

from pathlib import Path

import pytest

from support.statlinebestand import ONDERWERPEN, TITEL, als_lijst, als_tabel, getallen, onbewerkt
from zicht.catalogus.statline import ADVIEZEN, CASUSSEN, MATEN, MELDINGEN, ONDERZOEK, VOORWAARDEN
from zicht.core.fouten import OnleesbaarFout
from zicht.uitwisseling.statline import lees_periode, lees_statline, ontleed, vind_gebied, zelfde_gebied

NHN, ALKMAAR = "Noord-Holland-Noord (VT)", "Alkmaar"
INHOUD = getallen(
    [
        (NHN, "2023 1e halfjaar*", ONDERWERPEN[0], "2445"),
        (NHN, "2023 1e halfjaar*", ONDERWERPEN[1], "2.210"),
        (NHN, "2023 2e halfjaar*", ONDERWERPEN[1], "2305"),
        (NHN, "2023*", ONDERWERPEN[1], "4515"),
        (NHN, "2023*", ONDERWERPEN[2], "3900"),
        (NHN, "2022", ONDERWERPEN[3], "310"),
        (NHN, "2022", ONDERWERPEN[4], "690"),
        (ALKMAAR, "2023 1e halfjaar*", ONDERWERPEN[1], "295"),
        (ALKMAAR, "2023 2e halfjaar*", ONDERWERPEN[1], "."),
    ]
)
CODES = {NHN: "VT10", ALKMAAR: "GM0361"}


@pytest.mark.parametrize("vorm", [als_lijst, als_tabel])
def test_elke_vorm_geeft_dezelfde_getallen(vorm) -> None:
    tabel = ontleed(vorm(INHOUD), "kerncijfers.csv")

    def waarde(maat, gebied: str, periode: str) -> tuple[int | None, bool]:
        cel = tabel.zoek(maat, gebied, periode)
        assert cel is not None
        return cel.waarde, cel.voorlopig

    assert waarde(ADVIEZEN, NHN, "2023-H1") == (2445, True)
    assert waarde(MELDINGEN, NHN, "2023-H1") == (2210, True)
    assert waarde(MELDINGEN, NHN, "2023") == (4515, True)
    assert waarde(CASUSSEN, NHN, "2023") == (3900, True)
    assert waarde(ONDERZOEK, NHN, "2022") == (310, False)
    assert waarde(VOORWAARDEN, NHN, "2022") == (690, False)
    assert waarde(MELDINGEN, ALKMAAR, "2023-H2") == (None, True)
    assert tabel.gebieden == (NHN, ALKMAAR)
    assert set(tabel.perioden) == {"2022", "2023", "2023-H1", "2023-H2"}


def test_de_titel_staat_boven_de_tabelindeling() -> None:
    assert ontleed(als_tabel(INHOUD), "x.csv").titel == TITEL
    assert ontleed(als_lijst(INHOUD), "kerncijfers.csv").titel == "kerncijfers.csv"


def test_de_onbewerkte_gegevensset_met_codes() -> None:
    tabel = ontleed(onbewerkt(INHOUD, CODES), "x.csv")

    cel = tabel.zoek(MELDINGEN, "GM0361", "2023-H1")
    assert cel is not None
    assert (cel.waarde, cel.voorlopig) == (295, False)
    assert tabel.gebieden == ("VT10", "GM0361")
    assert vind_gebied(tabel, "GM0361") == "GM0361"


def test_een_samengevoegde_kop_een_andere_scheiding_en_een_oude_codering(tmp_path: Path) -> None:
    tekst = (
        als_tabel(INHOUD)
        .decode("utf-8-sig")
        .replace('"Ontvangen meldingen";"Ontvangen meldingen"', '"Ontvangen meldingen";""')
    )
    anders = als_lijst(INHOUD).decode("utf-8-sig").replace(";", "\t").replace("Alkmaar", "Súdwest-Fryslân")
    (tmp_path / "oud.csv").write_bytes(anders.encode("cp1252"))

    assert len(ontleed(tekst.encode(), "x.csv").cellen) == len(ontleed(als_tabel(INHOUD), "x.csv").cellen)
    assert lees_statline(tmp_path / "oud.csv").gebieden[-1] == "Súdwest-Fryslân"


@pytest.mark.parametrize(
    "tekst, uitkomst",
    [
        ("2023 1e halfjaar*", ("2023-H1", True)), ("2023 2e halfjaar", ("2023-H2", False)), ("2023**", ("2023", True)),
        ("2023", ("2023", False)), ("2023 jaar", ("2023", False)), ("2023HJ02", ("2023-H2", False)),
        ("2023JJ00", ("2023", False)), ("2023HJ03", None), ("2023 1e kwartaal", None), ("1e halfjaar", None), ("2445", None),
    ],
)  # fmt: skip
def test_perioden(tekst: str, uitkomst: tuple[str, bool] | None) -> None:
    assert lees_periode(tekst) == uitkomst


def test_gebieden_heten_op_meer_manieren() -> None:
    assert zelfde_gebied("Veilig Thuis Noord-Holland-Noord", "Noord-Holland Noord (VT)")
    assert zelfde_gebied("VT-regio Noord en Oost Gelderland", "Noord- en Oost-Gelderland")
    assert zelfde_gebied("'s-Hertogenbosch", "s Hertogenbosch (gemeente)")
    assert not zelfde_gebied("Noord-Holland", "Noord-Holland Noord")
    assert not zelfde_gebied("", "Veilig Thuis")
    tabel = ontleed(als_lijst(INHOUD), "x.csv")
    assert vind_gebied(tabel, "NHN") == NHN
    assert vind_gebied(tabel, "XX", "Veilig Thuis Noord Holland Noord") == NHN
    assert vind_gebied(tabel, "NOG") is None


@pytest.mark.parametrize(
    "inhoud, boodschap",
    [
        (b"", "geen kopregel"),
        (b"naam;leeftijd\nanna;30\n", "geen kopregel"),
        (b'"Regio\'s";"Perioden";"Banen (aantal)"\n"Alkmaar";"2023";"10"\n', "geen onderwerp van Veilig Thuis"),
        (b"\x50\x4b\x03\x04\x00\x00", "geen tekstbestand"),
        (
            (
                b'"Aard";"Regio\'s";"Perioden";"Ontvangen meldingen"\n"Lichamelijk";"Alkmaar";"2023";"10"\n'
                b'"Psychisch";"Alkmaar";"2023";"15"\n'
            ),
            "kies overal het totaal",
        ),
    ],
)
def test_wat_geen_tabel_van_veilig_thuis_is_wordt_geweigerd_met_uitleg(inhoud: bytes, boodschap: str) -> None:
    with pytest.raises(OnleesbaarFout, match=boodschap) as fout:
        ontleed(inhoud, "verkeerd.csv")
    assert "84847NED" in fout.value.regels[1]


def test_van_een_uitgesplitste_tabel_telt_het_totaal() -> None:
    tekst = '"Aard";"Regio\'s";"Perioden";"Ontvangen meldingen"\n'
    tekst += '"Totaal aard geweld";"Alkmaar";"2023";"25"\n"Psychisch";"Alkmaar";"2023";"15"\n'
    cellen = ontleed(tekst.encode(), "x.csv").cellen

    assert [(cel.gebied, cel.waarde) for cel in cellen if cel.gebied == "Alkmaar"] == [("Alkmaar", 25)]


def test_een_bestand_dat_er_niet_is() -> None:
    with pytest.raises(OnleesbaarFout, match="niet te openen"):
        lees_statline(Path("bestaat-niet.csv"))


def test_elke_maat_wordt_aan_haar_eigen_opschrift_herkend() -> None:
    inhoud = getallen([(NHN, "2023", onderwerp, str(10 + nr)) for nr, onderwerp in enumerate(ONDERWERPEN)])
    tabel = ontleed(als_lijst(inhoud), "x.csv")

    assert [cel.waarde for maat in MATEN if (cel := tabel.zoek(maat, NHN, "2023"))] == [10, 11, 12, 13, 14]
