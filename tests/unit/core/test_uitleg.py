"""Uitleg: elke knoop als Nederlandse zin, een definitie zoals ze is uitgerekend, en waarom een geval doet wat het doet."""

from datetime import date
from decimal import Decimal

import pytest

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.feiten import Dienst, Klacht, Melding, Tevredenheid
from zicht.core.indicatoren import Antwoord, Telling, telregel
from zicht.core.uitleg import (
    Vraag,
    als_zin,
    antwoordtekst,
    beslissend,
    constantetekst,
    definitie,
    gevalzin,
    ja_of_nee,
    soort,
    tekst,
    tellingtekst,
    waardetekst,
)
from zicht.core.voorwaarden import (
    Constante,
    DagenTussen,
    En,
    Gelijk,
    Kleiner,
    Of,
    Peildatum,
    UitersteDatum,
    Vast,
    Veld,
    Voorwaarde,
)

DUREN = {"beoordeling": "5 werkdagen (Notitie)"}
BEGIN, EINDE = Melding.ontvangen_op, Melding.beoordeeld_op
KLOK = UitersteDatum("beoordeling-na-ontvangst", BEGIN, "beoordeling", "beoordeling")
ONBEKENDE_KLOK = UitersteDatum("terugkoppeling", BEGIN, "terugkoppeling", "terugkoppeling")
DAGEN = DagenTussen(BEGIN, Peildatum())


@pytest.mark.parametrize(
    "voorwaarde, zin",
    [
        (Klacht.oordeel.is_("deels_gegrond"), "oordeel is deels gegrond"),
        (~Klacht.oordeel.is_("deels_gegrond"), "oordeel is niet deels gegrond"),
        (Melding.ter_registratie.is_("nee"), "ter registratie is nee"),
        (BEGIN < EINDE, "ontvangen op ligt voor beoordeeld op"),
        (BEGIN <= EINDE, "ontvangen op ligt op of voor beoordeeld op"),
        (Kleiner(Vast(date(2019, 1, 1)), BEGIN), "ontvangen op ligt na 01-01-2019"),
        (BEGIN >= date(2019, 1, 1), "ontvangen op ligt op of na 01-01-2019"),
        (BEGIN <= date(2019, 1, 1), "ontvangen op ligt op of voor 01-01-2019"),
        (Kleiner(Vast(8), DAGEN), "het aantal dagen van ontvangen op tot de peildatum is meer dan 8"),
        (Kleiner(Peildatum(), BEGIN), "de peildatum ligt voor ontvangen op"),
        (Kleiner(DAGEN, Vast(8)), "het aantal dagen van ontvangen op tot de peildatum is minder dan 8"),
        (DAGEN >= 8, "het aantal dagen van ontvangen op tot de peildatum is minstens 8"),
        (EINDE <= KLOK, "beoordeeld op ligt op of voor de uiterste datum: 5 werkdagen (Notitie) na ontvangen op"),
        (
            EINDE <= ONBEKENDE_KLOK,
            "beoordeeld op ligt op of voor de uiterste datum: termijn niet vastgesteld na ontvangen op",
        ),
        (Kleiner(KLOK, Peildatum()), "de uiterste datum: 5 werkdagen (Notitie) na ontvangen op ligt voor de peildatum"),
        (Dienst.soort.een_van("onderzoek", "mda"), "soort is onderzoek of MDA++"),
        (~Dienst.soort.een_van("onderzoek"), "niet (soort is onderzoek)"),
        (Melding.aard.bevat("psychisch_geweld"), "aard bevat psychisch geweld"),
        (BEGIN.ingevuld(), "ontvangen op is ingevuld"),
        (~BEGIN.ingevuld(), "ontvangen op is niet ingevuld"),
        (BEGIN.in_periode(), "ontvangen op valt in de periode"),
        (Gelijk(Tevredenheid.cijfer, Vast(Decimal("7.50"))), "cijfer is 7,5"),
        (Gelijk(Tevredenheid.cijfer, Vast(None)), "cijfer is onbekend"),
        (Kleiner(Vast(1), Vast(2)), "1 is minder dan 2"),
        (
            (BEGIN.ingevuld() | EINDE.ingevuld()) & BEGIN.in_periode(),
            "(ontvangen op is ingevuld of beoordeeld op is ingevuld) en ontvangen op valt in de periode",
        ),
        (
            Of((En((BEGIN.ingevuld(), EINDE.ingevuld())), BEGIN.in_periode())),
            "(ontvangen op is ingevuld en beoordeeld op is ingevuld) of ontvangen op valt in de periode",
        ),
    ],
)
def test_elke_voorwaarde_is_een_nederlandse_zin(voorwaarde: Voorwaarde, zin: str) -> None:
    assert tekst(voorwaarde, DUREN) == zin


@pytest.mark.parametrize(
    "constante, verwacht",
    [
        (None, "onbekend"), (True, "ja"), (False, "nee"), (date(2025, 3, 3), "03-03-2025"), (7, "7"),
        (Decimal("7.500000"), "7,5"), (Decimal("100.000000"), "100"), ("gegrond", "gegrond"),
    ],
)  # fmt: skip
def test_een_constante_in_een_zin(constante: Constante | None, verwacht: str) -> None:
    assert constantetekst(constante) == verwacht


@pytest.mark.parametrize(
    "veld, waarde, verwacht",
    [
        (BEGIN, date(2025, 3, 3), "ontvangen op 03-03-2025"),
        (BEGIN, None, "ontvangen op: niet bekend"),
        (Klacht.oordeel, "deels_gegrond", "oordeel: deels gegrond"),
        (Melding.ter_registratie, "ja", "ter registratie: ja"),
        (Tevredenheid.cijfer, Decimal("7.500000"), "cijfer: 7,5"),
        (Melding.aard, ";anders_onveilig;psychisch_geweld;", "aard: anders, onveilig, psychisch geweld"),
        (Melding.melding_id, "M-1", "melding id: M-1"),
    ],
)
def test_een_veld_met_zijn_waarde(veld: Veld, waarde: Constante | None, verwacht: str) -> None:
    assert waardetekst(veld, waarde) == verwacht


def test_een_zin_begint_met_een_hoofdletter_en_slaat_niets_over() -> None:
    assert als_zin(["ontvangen op 03-03-2025", "", "oordeel: gegrond"]) == "Ontvangen op 03-03-2025, oordeel: gegrond."
    assert als_zin([]) == ""


# ----------------------------------------------------------------------------------------------------------- definitie


def test_een_definitie_noemt_elke_vraag_en_elke_keuze() -> None:
    indicator = INDICATOREN["klachten-gegrond"]
    regels = definitie(indicator, telregel(indicator, Telling.AFGEROND), {}).regels()
    assert regels[:6] == (
        "Gegrond verklaarde klachten (klachten-gegrond)",
        "Soort: aandeel. Eenheid die telt: klacht.",
        "Hoort bij de periode als: ingediend op valt in de periode",
        "Nog open als: er is nog geen oordeel — oordeel is niet ingevuld",
        "In de teller als: het oordeel is gegrond — oordeel is gegrond",
        "Apart geteld: deels gegrond — oordeel is deels gegrond",
    )
    assert len(regels) == 6 + len(indicator.keuzes)
    assert all(regel.startswith("Keuze: ") for regel in regels[6:])


@pytest.mark.parametrize(
    "code, woorden",
    [
        ("beoordeling-tijdig-na-ontvangst", "aandeel, ook te tellen naar ontvangst"),
        ("klachten-gegrond", "aandeel"),
        ("instroom-meldingen", "aantal in de periode"),
        ("wachtlijst-beoordeling", "voorraad op de peildatum"),
        ("tevredenheid-betrokkenen", "gemiddelde van cijfer"),
        (
            "overdracht-snelheid",
            "mediaan en negentigste percentiel van het aantal dagen van besluit op tot overgedragen op",
        ),
    ],
)
def test_elke_soort_indicator_heet_iets(code: str, woorden: str) -> None:
    assert soort(INDICATOREN[code]) == woorden


def test_elke_definitie_is_in_gewone_woorden() -> None:
    """Geen enkele regel toont een kolomnaam of een code met een streepje eronder."""
    for indicator in INDICATOREN.values():
        for telling in Telling:
            for regel in definitie(indicator, telregel(indicator, telling), DUREN).regels():
                assert "_" not in regel, regel


def test_de_telling_in_woorden() -> None:
    assert [tellingtekst(telling) for telling in Telling] == ["naar afronding", "naar ontvangst"]


# -------------------------------------------------------------------------------------------------------------- geval


def vragen(**antwoorden: bool | None) -> list[Vraag]:
    """Vragen per deel; `noemer2` is een tweede vraag van de noemer."""
    return [Vraag(naam.rstrip("2"), naam, antwoord) for naam, antwoord in antwoorden.items()]


JA, NEE, ONBEKEND = True, False, None


@pytest.mark.parametrize(
    "antwoord, gesteld, beslist",
    [
        (Antwoord.TELT_NIET, vragen(periode=NEE, noemer=NEE), ["periode"]),
        (Antwoord.TELT_NIET, vragen(periode=JA, noemer=JA, noemer2=NEE), ["noemer2"]),
        (Antwoord.TELT_NIET, vragen(periode=JA, noemer=ONBEKEND, noemer2=NEE), ["noemer2"]),
        (Antwoord.NIET_TE_BEPALEN, vragen(periode=JA, noemer=ONBEKEND, bepaalbaar=NEE), ["noemer"]),
        (Antwoord.NIET_TE_BEPALEN, vragen(periode=JA, noemer=JA, bepaalbaar=NEE, bepaalbaar2=ONBEKEND),
         ["bepaalbaar", "bepaalbaar2"]),
        (Antwoord.NIET_TE_BEPALEN, vragen(bepaalbaar=JA, open=ONBEKEND, open2=JA, teller=ONBEKEND), ["open"]),
        (Antwoord.NIET_TE_BEPALEN, vragen(bepaalbaar=JA, open=NEE, open2=ONBEKEND, teller=ONBEKEND), ["teller"]),
        (Antwoord.NOG_OPEN, vragen(periode=JA, noemer=JA, open=JA, open2=JA), ["open", "open2"]),
        (Antwoord.NOEMER, vragen(periode=JA, noemer=JA, teller=JA, teller2=NEE), ["teller2"]),
        (Antwoord.NOEMER, vragen(periode=JA, noemer=JA), ["periode", "noemer"]),
        (Antwoord.TELLER, vragen(periode=JA, noemer=JA, teller=JA), ["teller"]),
    ],
)  # fmt: skip
def test_de_vragen_die_beslissen(antwoord: Antwoord, gesteld: list[Vraag], beslist: list[str]) -> None:
    assert [vraag.naam for vraag in beslissend(antwoord, gesteld)] == beslist


def test_een_geval_in_een_zin() -> None:
    gesteld = [Vraag("teller", "afgerond binnen de termijn", NEE)]
    assert gevalzin("Melding M-1", Antwoord.NOEMER, gesteld, heeft_teller=True) == (
        "Melding M-1 telt in de noemer, maar niet in de teller: afgerond binnen de termijn — nee."
    )
    assert gevalzin("Melding M-1", Antwoord.NOEMER, [], heeft_teller=False) == "Melding M-1 telt mee."


def test_elk_antwoord_heeft_woorden() -> None:
    assert [antwoordtekst(antwoord, heeft_teller=True) for antwoord in Antwoord] == [
        "telt niet mee", "is niet te bepalen", "is nog open", "telt in de noemer, maar niet in de teller",
        "telt in de noemer en in de teller",
    ]  # fmt: skip
    assert [ja_of_nee(antwoord) for antwoord in (JA, NEE, ONBEKEND)] == ["ja", "nee", "onbekend"]
