"""De vragen van een controller als keuze, en de antwoorden in zinnen die bij de getallen van het verslag horen."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from support.studieverslag import BEGIN, NORM, studieverslag
from zicht.capaciteit.studie.grens import grens, rooster
from zicht.capaciteit.studie.verslag import Keuzeverslag, Opgeteld, Verschil, Waarde, Wegwerken
from zicht.capaciteit.studie.vragen import antwoorden, euro, groei, route, tijdelijk, titel, vast, verzuim, voorrang
from zicht.capaciteit.uitkomst import Kans
from zicht.catalogus import begrotingen
from zicht.core.begroting.inzet import Dienstverband, Tempo, Voorrang
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import pas_toe

NOG = begrotingen.begroting("nog", 2025)


def test_elke_vraag_is_een_keuze_die_op_een_begroting_past() -> None:
    keuzes = [
        tijdelijk("beoordeling", Decimal(2), 4), vast("beoordeling", Decimal(1), 2), groei(Decimal(10), Tempo.GELEIDELIJK),
        route("directe_overdracht", Decimal(50)), voorrang(Voorrang.ONTVANGST), verzuim(Decimal("7.5")),
    ]  # fmt: skip
    assert len({keuze.code for keuze in keuzes}) == 6
    assert all(not keuze.leeg and reken(pas_toe(NOG, keuze)) for keuze in keuzes)
    assert keuzes[0].titel == "2 fte inhuur, 4 maanden"


def zinnen(vraag: str, keuze: Keuzeverslag) -> str:
    verslag = replace(studieverslag(), keuzes=(keuze,), zoektochten=())
    return next(deel.zin for deel in antwoorden(verslag) if (deel.vraag, deel.over) == (vraag, keuze.scenario.code))


def test_de_antwoorden_noemen_de_getallen_van_het_verslag() -> None:
    verslag = studieverslag()
    zin = next(antwoorden(verslag)).zin
    eind = verslag.niets_doen.over("wacht_eind")
    assert f"naar verwachting {eind.midden:.0f} meldingen" in zin
    assert "Vandaag zijn het er 48." in zin
    assert zin.startswith("Met de mensen en de werkwijze van nu wachten er op 30 maart 2025")
    assert [deel.zin for deel in antwoorden(verslag) if deel.vraag == "Kleinste bezetting"] == ["Met 2 fte erbij."]


def test_een_verschil_dat_toeval_kan_zijn_wordt_zo_genoemd() -> None:
    keuze = studieverslag().keuze("inhuur")
    zeker = replace(
        keuze, verschillen=(Verschil("wacht_gemiddeld", -30.0, -32.0, -28.0), Verschil("wachttijd", -2.0, -2.5, -1.5))
    )
    vraag = "Wat doet de keuze?"
    zin = zinnen(vraag, zeker)
    assert "gemiddeld 30,0 minder meldingen op de wachtlijst (tussen 28,0 en 32,0), en 2,0 minder dagen wachten" in zin
    assert zin.endswith("Kosten in dit tijdvak: € 9.177.")
    toeval = replace(
        keuze, verschillen=(Verschil("wacht_gemiddeld", 1.0, -2.0, 4.0), Verschil("wachttijd", 0.0, 0.0, 0.0))
    )
    assert "1,0 meer meldingen op de wachtlijst (dat kan toeval zijn), en geen verschil in dagen wachten" in zinnen(
        vraag, toeval
    )


def test_wanneer_de_achterstand_weg_is() -> None:
    keuze, vraag = studieverslag().keuze("inhuur"), "Wanneer is de achterstand weg?"
    nooit = replace(keuze, wegwerken=Wegwerken(Kans(0.0, 0.0, 0.02), None, None, None))
    assert zinnen(vraag, nooit) == "Met ‘Vier maanden 2 fte inhuur’ komt de achterstand in dit tijdvak niet weg."
    geen = replace(
        keuze, wegwerken=Wegwerken(Kans(0.9, 0.8, 0.95), BEGIN + timedelta(days=6), BEGIN + timedelta(days=6), None)
    )
    assert "is er geen achterstand om weg te werken" in zinnen(vraag, geen)
    assert zinnen(vraag, keuze).endswith("40 procent (tussen 33 en 47); dat is niet de helft van de keren.")


def test_bedragen_en_de_kans_op_de_norm() -> None:
    assert (euro(None), euro(Decimal("1234567.50"))) == ("onbekend", "€ 1.234.568")
    zin = zinnen("Wordt de norm gehaald?", studieverslag().keuze("inhuur"))
    assert (
        zin
        == f"{titel(NORM.indicator)}: de kans dat de norm van 60 procent gehaald wordt, is 35 procent (tussen 29 en 42)."
    )
    assert titel("onbekend") == "onbekend"


# ----------------------------------------------------------------------------------------------------------------- grens


def met(code: str, bedrag: str | None, tijdig: float) -> Keuzeverslag:
    keuze = studieverslag().keuze("inhuur")
    geld = None if bedrag is None else Decimal(bedrag)
    return replace(
        keuze, scenario=replace(keuze.scenario, code=code), kosten=replace(keuze.kosten, mensen=geld),
        opgeteld=(Opgeteld("i", "", Waarde(tijdig, tijdig, tijdig, tijdig, 0.0)), Opgeteld("i", "Aalten", Waarde(1, 1, 1, 1, 0))),
    )  # fmt: skip


def test_geen_punt_op_de_grens_ligt_boven_een_ander() -> None:
    keuzes = [met("niets", "0", 0.5), met("duur", "300", 0.6), met("goed", "100", 0.7), met("net-zo", "100", 0.7),
              met("slechter", "100", 0.65), met("best", "400", 0.9), met("weg", None, 1.0)]  # fmt: skip
    beter = {punt.code: punt.beter for punt in grens("i", keuzes).punten}
    assert beter == {"niets": "", "goed": "", "net-zo": "", "slechter": "net-zo", "duur": "net-zo", "best": ""}
    op_de_grens = [punt for punt in grens("i", keuzes).punten if not punt.beter]
    assert [punt.tijdig.gemiddelde for punt in op_de_grens] == sorted(punt.tijdig.gemiddelde for punt in op_de_grens)


def test_een_rooster_heeft_niets_doen_en_elke_soort_in_elke_hoeveelheid() -> None:
    keuzes = rooster("toegang", [Decimal("0.5"), Decimal(1)], maanden=6)
    assert [keuze.code for keuze in keuzes] == ["niets_doen", "in_dienst-0_5", "in_dienst-1", "inhuur-0_5", "inhuur-1"]
    assert {inzet.soort for keuze in keuzes[1:] for inzet in keuze.mensen} == set(Dienstverband)
    assert keuzes[3].titel == "0,5 fte inhuur, 6 maanden"
