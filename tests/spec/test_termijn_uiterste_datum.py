"""De uiterste datum van elke termijn, zoals een jurist hem natelt."""

from collections.abc import Sequence
from datetime import date

from zicht.catalogus import load
from zicht.core.termijnen import Eenheid, Schorsing, Verlenging, uiterste_datum

title = "De uiterste datum"


def _dag(tekst: str) -> date:
    return date.fromisoformat(tekst.strip())


def _klopt(
    code: str, tabel: str, schorsingen: Sequence[Schorsing] = (), verlengingen: Sequence[Verlenging] = ()
) -> None:
    """Elke rij: de begindag en de uiterste datum die daarbij hoort."""
    rijen = [regel.split("|")[:2] for regel in tabel.strip().splitlines()[2:]]
    assert rijen
    for begin, verwacht in rijen:
        uitkomst = uiterste_datum(load.duur(code), _dag(begin), load.kalender(), schorsingen, verlengingen)
        assert uitkomst == _dag(verwacht), f"{code} vanaf {begin.strip()}"


def test_een_gewone_week_heeft_vijf_werkdagen() -> None:
    """De dag van ontvangst telt niet mee; de vijfde werkdag daarna is de uiterste datum."""
    _klopt(
        "beoordeling",
        """
        begint     | uiterlijk  | dag
        -----------+------------+---------
        2025-03-03 | 2025-03-10 | maandag
        2025-03-04 | 2025-03-11 | dinsdag
        2025-03-05 | 2025-03-12 | woensdag
        2025-03-06 | 2025-03-13 | donderdag
        2025-03-07 | 2025-03-14 | vrijdag
        """,
    )


def test_een_melding_in_het_weekend_heeft_dezelfde_uiterste_datum_als_een_van_vrijdag() -> None:
    """Maandag is dan de eerste werkdag die telt."""
    _klopt(
        "beoordeling",
        """
        begint     | uiterlijk  | dag
        -----------+------------+---------
        2025-03-07 | 2025-03-14 | vrijdag
        2025-03-08 | 2025-03-14 | zaterdag
        2025-03-09 | 2025-03-14 | zondag
        """,
    )


def test_erkende_feestdagen_zijn_geen_werkdag() -> None:
    """Goede Vrijdag, tweede paasdag, Koningsdag, Bevrijdingsdag, Hemelvaart, Pinksteren, Kerst en Nieuwjaar tellen niet."""
    _klopt(
        "beoordeling",
        """
        begint     | uiterlijk  | overgeslagen
        -----------+------------+----------------------------------------------------
        2025-04-17 | 2025-04-28 | Goede Vrijdag, Pasen, Koningsdag op zaterdag
        2026-04-24 | 2026-05-04 | Koningsdag op maandag
        2026-04-29 | 2026-05-07 | Bevrijdingsdag op dinsdag
        2025-05-28 | 2025-06-05 | Hemelvaartsdag; de vrijdag erna is een werkdag
        2025-06-06 | 2025-06-16 | tweede pinksterdag
        2025-12-24 | 2026-01-05 | beide kerstdagen en Nieuwjaarsdag
        """,
    )


def test_tien_weken_zijn_zeventig_dagen_en_eindigen_op_een_werkdag() -> None:
    """Valt de zeventigste dag op een vrije dag, dan geldt de eerstvolgende werkdag (Algemene termijnenwet, artikel 1)."""
    tabel = """
        begint     | uiterlijk  | zeventigste dag
        -----------+------------+---------------------------------
        2025-01-06 | 2025-03-17 | maandag 17 maart
        2025-02-10 | 2025-04-22 | tweede paasdag
        2025-02-07 | 2025-04-22 | Goede Vrijdag, dan Pasen
        2025-02-15 | 2025-04-28 | Koningsdag op zaterdag
        2025-10-16 | 2025-12-29 | eerste kerstdag op donderdag
        """
    _klopt("onderzoek", tabel)
    _klopt("voorwaarden_en_vervolg", tabel)


def test_vijf_dagen_volgens_de_wet_hebben_minstens_twee_gewone_dagen() -> None:
    """De wet telt kalenderdagen en vraagt dat er twee gewone dagen in zitten (Algemene termijnenwet, artikel 2)."""
    _klopt(
        "onderzoek_start_wettelijk",
        """
        begint     | uiterlijk  | waarom
        -----------+------------+----------------------------------------------
        2025-03-03 | 2025-03-10 | de vijfde dag is zaterdag
        2025-03-05 | 2025-03-10 | de vijfde dag is maandag
        2025-04-17 | 2025-04-23 | rond Pasen is maar één gewone dag: een dag erbij
        """,
    )


def test_een_afspraak_in_dagen_schuift_niet() -> None:
    """Eerste contact is een afspraak van tien kalenderdagen: ook een zondag of feestdag kan de laatste zijn."""
    _klopt(
        "eerste_contact",
        """
        begint     | uiterlijk  | dag
        -----------+------------+---------------
        2025-03-06 | 2025-03-16 | zondag
        2025-04-11 | 2025-04-21 | tweede paasdag
        """,
    )


def test_een_huisverbod_schuift_nooit() -> None:
    """Tien dagen na de dag van oplegging; verlengd achtentwintig, ook op zondag of een feestdag."""
    _klopt(
        "huisverbod",
        """
        begint     | uiterlijk  | dag
        -----------+------------+---------------
        2025-04-11 | 2025-04-21 | tweede paasdag
        2025-12-15 | 2025-12-25 | eerste kerstdag
        """,
    )
    _klopt(
        "huisverbod",
        """
        begint     | uiterlijk  | verlengd
        -----------+------------+---------------
        2025-12-04 | 2026-01-01 | Nieuwjaarsdag
        """,
        verlengingen=[Verlenging(18, Eenheid.DAGEN, "de dreiging duurt voort")],
    )


def test_een_schorsing_houdt_de_klok_stil_tot_de_dag_waarop_zij_eindigt() -> None:
    """Werkdagen in de pauze tellen niet bij werkdagen, kalenderdagen niet bij weken; daarna wordt doorgeschoven."""
    pauze = [Schorsing(date(2025, 3, 4), date(2025, 3, 11), "ouders zijn op reis")]
    _klopt(
        "beoordeling",
        """
        begint     | uiterlijk  | zonder pauze
        -----------+------------+-------------
        2025-03-03 | 2025-03-17 | 2025-03-10
        2025-03-11 | 2025-03-18 | 2025-03-18
        """,
        pauze,
    )
    _klopt(
        "onderzoek",
        """
        begint     | uiterlijk  | zonder pauze
        -----------+------------+-------------
        2025-03-03 | 2025-05-19 | 2025-05-12
        2025-02-03 | 2025-04-22 | 2025-04-14
        """,
        pauze,
    )
