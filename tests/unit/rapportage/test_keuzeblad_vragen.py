"""De andere antwoorden als tabel: zoeken, de grens, een beeld, het ijkverslag en de terugtoets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from support.studieverslag import studieverslag
from zicht.capaciteit.ijken import Ijkverslag, Onderdeel
from zicht.capaciteit.ijken import Tabel as Ijktabel
from zicht.capaciteit.studie.uitvoeren import terugblik
from zicht.capaciteit.studie.verslag import Beeldmaat, Knopeffect, Verschil
from zicht.capaciteit.terugtoets import Aandeel, Punt, Reeks, Terugtoets
from zicht.rapportage.blokken import Tabel
from zicht.rapportage.getallen import VAST
from zicht.rapportage.keuzeblad import vragen
from zicht.rapportage.keuzeblad.cijfers import cijfers

VERSLAG = studieverslag()
TOETS = Terugtoets(
    "NHN", date(2024, 12, 31), date(2025, 12, 31), "ab", 200, 1,
    (Reeks("wachtlijst-beoordeling", "Wachtlijst", (
        Punt(date(2025, 1, 7), 80, 90, 100, 94), Punt(date(2025, 12, 31), 113, 139, 196, 76),
    )),),
    (Aandeel("beoordeling-tijdig-na-ontvangst", "Beoordeling", 0.42, 0.51, 0.59, 0.6312, 4813),
     Aandeel("onderzoek-tijdig-na-start", "Onderzoek", 0.8, 0.9, 0.95, None, 0)),
)  # fmt: skip


def rijen(tabel: Tabel) -> list[list[str]]:
    return [[cel.tekst.replace(VAST, " ") for cel in rij] for rij in tabel.rijen]


def test_een_zoektocht_toont_elke_proef_met_kans_en_zekerheid() -> None:
    (tabel,) = map(vragen.zoektocht, VERSLAG.zoektochten)
    assert rijen(tabel) == [
        ["niemand", "0,0", "€ 0", "79 %", "74 % en 84 %", "200", "niet te zeggen"],
        ["2,0 fte inhuur", "2,0", "€ 238.600", "86 %", "82 % en 89 %", "200", "ja"],
    ]
    assert [rij[0].vet for rij in tabel.rijen] == [False, True]
    assert "beoordeling, na ontvangst 60" in tabel.noot
    assert "Met 2 fte erbij." in tabel.noot


def test_de_grens_noemt_welke_keuze_beter_is() -> None:
    assert VERSLAG.grens is not None
    tabel = vragen.grens(VERSLAG.grens)
    assert rijen(tabel)[1] == ["Inhuur", "€ 9.177", "2,0", "70 %", "56 % en 84 %", ""]
    assert rijen(tabel)[2][-1] == "Inhuur"
    assert [rij[0].vet for rij in tabel.rijen] == [True, True, False]


def test_een_beeld_zegt_wat_zeker_is_en_welke_knop_het_meest_doet() -> None:
    assert VERSLAG.beeld is not None
    toeval = Beeldmaat("tijdig", 0.5, 0.51, 0.01, Verschil("tijdig", 0.01, -0.01, 0.03))
    geld = Beeldmaat("euro", Decimal(100), Decimal(110), Decimal(10))
    onbekend = Beeldmaat("fte", None, None, None)
    knop = Knopeffect("stroom.meldingen.aantal", "Meldingen", "10 procent", (geld, toeval), (), simulatie=True)
    eerste, laatste, *_ = vragen.beeld(replace(VERSLAG.beeld, maten=(geld, toeval, onbekend), knoppen=(knop,)))
    assert rijen(eerste) == [
        ["Lasten", "€ 100", "€ 110", "+€ 10", "precies berekend"],
        ["Op tijd", "50,0 %", "51,0 %", "+1 procentpunt", "kan toeval zijn"],
        ["Fte die het werk vraagt", "niet bekend", "niet bekend", "niet bekend", ""],
    ]
    assert rijen(laatste) == [["Meldingen", "10 procent", "+€ 10", "kan niet"]]


def test_het_ijkverslag_zegt_wat_gebruikt_is_en_wat_is_aangenomen() -> None:
    deel = Onderdeel("uren", "Uren", 12, "zaken", date(2025, 1, 1), date(2025, 12, 31), ("Een zin.",),
                     Ijktabel(("Team", "Fte"), (("Toegang", "18,0"),)), ("Verloop 18 %.",))  # fmt: skip
    verslag = Ijkverslag("NHN", date(2025, 12, 31), "ab", 365, (deel,))
    ((titel, zinnen, tabel),) = vragen.ijkverslag(verslag)
    assert titel == "Uren"
    assert zinnen[1:] == ("Een zin.", "Aangenomen: Verloop 18 %.")
    assert tabel is not None
    assert rijen(tabel) == [["Toegang", "18,0"]]


def test_de_terugtoets_toont_fout_en_band_en_wat_onbekend_is() -> None:
    per_week, op_tijd = vragen.terugtoets(TOETS)
    assert rijen(per_week) == [["Wachtlijst", "85,0", "33,5", "29,5", "50 %"]]
    assert rijen(op_tijd) == [
        ["Beoordeling", "51 %", "42 % en 59 %", "63 % (van 4.813)", "−12"],
        ["Onderzoek", "90 %", "80 % en 95 %", "niet bekend", "niet bekend"],
    ]


def test_de_terugblik_van_een_verslag_is_de_terugtoets() -> None:
    blik = terugblik(TOETS)
    assert [regel.maat for regel in blik.regels] == [
        "wachtlijst-beoordeling", "wachtlijst-beoordeling/ernaast", "beoordeling-tijdig-na-ontvangst",
    ]  # fmt: skip
    lijst = {c.sleutel: c for c in cijfers(replace(VERSLAG, terugblik=blik), None)}
    assert (lijst["toets-wacht"].kort, lijst["toets-wacht/werd"].kort) == ("139", "76")
    assert lijst["toets-wacht|oordeel"].reden == "buiten de band"
    assert lijst["toets-ernaast"].kort == "34"
