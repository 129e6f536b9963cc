"""Snelheid van dienstverlening: welke beoordeling, dienst of overdracht telt, en wanneer ze op tijd is."""

from collections.abc import Callable

from zicht.catalogus import termijnen
from zicht.catalogus.indicatoren import snelheid
from zicht.core.indicatoren import Telling

title = "Snelheid van dienstverlening"
Spec = Callable[..., None]
ONTVANGEN = Telling.ONTVANGEN
VERVOLGDIENSTEN = ("voorwaarden_en_vervolg", "onderzoek")
NA_ONTVANGST = (snelheid.VV_TIJDIG_NA_ONTVANGST, snelheid.ONDERZOEK_TIJDIG_NA_ONTVANGST)
NA_BEOORDELING = (snelheid.VV_TIJDIG_NA_BEOORDELING, snelheid.ONDERZOEK_TIJDIG_NA_BEOORDELING)
NA_START = (snelheid.VV_TIJDIG_NA_START, snelheid.ONDERZOEK_TIJDIG_NA_START)


def andere(soort: str) -> str:
    """De vervolgdienst die hier niet telt."""
    return VERVOLGDIENSTEN[1 - VERVOLGDIENSTEN.index(soort)]


def test_vijf_werkdagen_slaan_weekend_en_feestdagen_over(spec: Spec) -> None:
    """De dag van ontvangst telt niet mee. Pasen, Goede Vrijdag en Koningsdag zijn geen werkdag."""
    spec(
        termijnen.BEOORDELING_NA_ONTVANGST.gehaald,
        """
        melding | ontvangen_op | beoordeeld_op | uitkomst | want
        --------+--------------+---------------+----------+-----------------------------------------
        M1      | 2025-03-03   | 2025-03-10    | ja       | de vijfde werkdag na maandag is maandag
        M2      | 2025-03-03   | 2025-03-11    | nee      | een dag later
        M3      | 2025-04-17   | 2025-04-28    | ja       | Goede Vrijdag, Pasen en een weekend ertussen
        M4      | 2025-04-17   | 2025-04-29    | nee      |
        M5      | 2025-03-03   |               | onbekend | nog niet beoordeeld
        """,
    )


def test_een_schorsing_schuift_de_uiterste_datum_op(spec: Spec) -> None:
    """De werkdagen van 4 tot en met 10 maart tellen niet mee: vijf werkdagen erbij."""
    spec(
        termijnen.BEOORDELING_NA_ONTVANGST.gehaald,
        """
        melding | ontvangen_op | beoordeeld_op | uitkomst | want
        --------+--------------+---------------+----------+-------------------------------
        M1      | 2025-03-03   | 2025-03-17    | ja       | precies op de opgeschoven dag
        M2      | 2025-03-03   | 2025-03-18    | nee      |
        M3      | 2025-03-03   | 2025-03-17    | nee      | deze melding is niet geschorst
        """,
        schorsing="""
        termijn     | over_id | van        | tot        | grond
        ------------+---------+------------+------------+------------------------
        beoordeling | M1      | 2025-03-04 | 2025-03-11 | wacht op gegevens
        beoordeling | M2      | 2025-03-04 | 2025-03-11 | wacht op gegevens
        """,
    )


def test_beoordeling_na_ontvangst_telt_wie_in_de_periode_is_beoordeeld(spec: Spec) -> None:
    """Meldingen alleen ter registratie tellen niet; staat niet vast of het een registratie is, dan is het niet te bepalen."""
    spec(
        snelheid.BEOORDELING_TIJDIG_NA_ONTVANGST,
        """
        melding | ontvangen_op | beoordeeld_op | ter_registratie | uitkomst        | want
        --------+--------------+---------------+-----------------+-----------------+---------------------------------
        M1      | 2025-03-03   | 2025-03-10    | nee             | teller          | de vijfde werkdag
        M2      | 2025-03-03   | 2025-03-11    | nee             | noemer          | een dag te laat
        M3      | 2025-03-03   | 2025-03-03    | nee             | teller          | op de dag zelf
        M4      | 2025-03-03   | 2025-02-28    | nee             | niet te bepalen | beoordeeld voor de ontvangst
        M5      | 2025-03-03   | 2025-03-10    | ja              | telt niet       | alleen ter registratie
        M6      | 2025-03-03   | 2025-03-10    |                 | niet te bepalen | registratie of niet: onbekend
        M7      | 2024-12-20   | 2024-12-31    | nee             | telt niet       | de dag voor de periode
        M8      | 2024-12-30   | 2025-01-01    | nee             | teller          | de eerste dag van de periode
        M9      | 2025-04-24   | 2025-04-30    | nee             | teller          | de laatste dag van de periode
        M10     | 2025-04-28   |               | nee             | telt niet       | nog niet beoordeeld
        M11     | 2025-05-01   | 2025-05-01    | nee             | bestaat niet    | ontvangen na de peildatum
        """,
    )


def test_beoordeling_na_ontvangst_naar_ontvangst_geteld(spec: Spec) -> None:
    """Elke melding van de periode telt als ze is beoordeeld of te laat is; wie nog mag, is nog open."""
    spec(
        snelheid.BEOORDELING_TIJDIG_NA_ONTVANGST,
        """
        melding | ontvangen_op | beoordeeld_op | ter_registratie | uitkomst        | want
        --------+--------------+---------------+-----------------+-----------------+------------------------------------
        M1      | 2025-03-03   | 2025-03-10    | nee             | teller          | op tijd
        M2      | 2025-03-03   | 2025-03-11    | nee             | noemer          | te laat beoordeeld
        M3      | 2025-03-03   |               | nee             | noemer          | niet beoordeeld en te laat
        M4      | 2025-04-28   |               | nee             | nog open        | nog niet te laat
        M5      | 2025-04-23   |               | nee             | nog open        | de uiterste datum is vandaag
        M6      | 2025-04-22   |               | nee             | noemer          | de uiterste datum was gisteren
        M7      | 2025-04-28   | 2025-05-01    | nee             | nog open        | op de peildatum nog niet beoordeeld
        M8      | 2024-12-31   | 2025-01-03    | nee             | telt niet       | ontvangen voor de periode
        M9      | 2025-03-03   | 2025-02-28    | nee             | niet te bepalen | beoordeeld voor de ontvangst
        M10     | 2025-03-03   | 2025-03-10    | ja              | telt niet       | alleen ter registratie
        M11     | 2025-03-03   | 2025-03-10    |                 | niet te bepalen | registratie of niet: onbekend
        M12     | 2025-03-03   | 2025-03-03    | nee             | teller          | op de dag zelf
        M13     | 2025-04-28   | 2025-04-30    | nee             | teller          | al beoordeeld, dus niet meer open
        """,
        telling=ONTVANGEN,
    )


def test_beoordeling_na_oppakken_begint_bij_het_oppakken(spec: Spec) -> None:
    """Zonder dag van oppakken is deze klok niet te bepalen."""
    spec(
        snelheid.BEOORDELING_TIJDIG_NA_OPPAKKEN,
        """
        melding | ontvangen_op | opgepakt_op | beoordeeld_op | ter_registratie | uitkomst        | want
        --------+--------------+-------------+---------------+-----------------+-----------------+---------------------------
        M1      | 2025-01-06   | 2025-03-03  | 2025-03-10    | nee             | teller          | lang gewacht, dan op tijd
        M2      | 2025-01-06   | 2025-03-03  | 2025-03-11    | nee             | noemer          | een dag te laat
        M3      | 2025-01-06   |             | 2025-03-10    | nee             | niet te bepalen | opgepakt is onbekend
        M4      | 2025-01-06   | 2025-03-10  | 2025-03-10    | nee             | teller          | op de dag zelf
        M5      | 2025-01-06   | 2025-03-11  | 2025-03-10    | nee             | niet te bepalen | beoordeeld voor het oppakken
        M6      | 2025-01-06   | 2025-03-03  | 2025-03-10    | ja              | telt niet       | alleen ter registratie
        M7      | 2025-01-06   | 2025-03-03  | 2025-03-10    |                 | niet te bepalen | registratie onbekend
        M8      | 2025-01-06   | 2025-03-03  |               | nee             | telt niet       | nog niet beoordeeld
        M9      | 2024-12-02   | 2024-12-30  | 2024-12-31    | nee             | telt niet       | voor de periode
        """,
    )


def test_beoordeling_na_oppakken_naar_ontvangst_geteld(spec: Spec) -> None:
    """De klok begint bij het oppakken; wie is beoordeeld zonder oppakdag, is niet te bepalen in de periode van de beoordeling."""
    spec(
        snelheid.BEOORDELING_TIJDIG_NA_OPPAKKEN,
        """
        melding | ontvangen_op | opgepakt_op | beoordeeld_op | ter_registratie | uitkomst        | want
        --------+--------------+-------------+---------------+-----------------+-----------------+----------------------------
        M1      | 2025-01-06   | 2025-03-03  | 2025-03-10    | nee             | teller          | op tijd
        M2      | 2025-01-06   | 2025-03-03  | 2025-03-11    | nee             | noemer          | te laat
        M3      | 2025-01-06   | 2025-03-03  |               | nee             | noemer          | niet beoordeeld en te laat
        M4      | 2025-01-06   | 2025-04-23  |               | nee             | nog open        | vandaag is de uiterste datum
        M5      | 2025-01-06   |             | 2025-03-10    | nee             | niet te bepalen | beoordeeld zonder oppakdag
        M6      | 2025-01-06   |             |               | nee             | telt niet       | de klok is niet begonnen
        M7      | 2024-12-02   |             | 2024-12-31    | nee             | telt niet       | beoordeeld voor de periode
        M8      | 2024-12-02   | 2024-12-31  | 2025-01-02    | nee             | telt niet       | opgepakt voor de periode
        M9      | 2025-01-06   | 2025-03-11  | 2025-03-10    | nee             | niet te bepalen | beoordeeld voor het oppakken
        M10     | 2025-01-06   | 2025-03-10  | 2025-03-10    | nee             | teller          | op de dag zelf
        M11     | 2025-01-06   | 2025-03-03  | 2025-03-10    | ja              | telt niet       | alleen ter registratie
        M12     | 2025-01-06   | 2025-03-03  | 2025-03-10    |                 | niet te bepalen | registratie onbekend
        M13     | 2025-01-06   | 2025-04-22  |               | nee             | noemer          | gisteren was de uiterste datum
        M14     | 2025-01-06   | 2025-04-24  | 2025-04-30    | nee             | teller          | al beoordeeld, niet meer open
        """,
        telling=ONTVANGEN,
    )


def test_een_vervolgdienst_na_ontvangst_telt_vanaf_de_melding_waaruit_ze_volgde(spec: Spec) -> None:
    """Tien weken vanaf ontvangst. Valt de laatste dag op een vrije dag, dan geldt de eerstvolgende werkdag."""
    for indicator, soort in zip(NA_ONTVANGST, VERVOLGDIENSTEN, strict=True):
        spec(
            indicator,
            f"""
            dienst | soort           | melding_ontvangen_op | afgerond_op | uitkomst        | want
            -------+-----------------+----------------------+-------------+-----------------+------------------------------
            S1     | {soort}         | 2025-01-06           | 2025-03-17  | teller          | precies tien weken
            S2     | {soort}         | 2025-01-06           | 2025-03-18  | noemer          | een dag te laat
            S3     | {soort}         | 2025-02-10           | 2025-04-22  | teller          | tweede paasdag schuift door
            S4     | {soort}         | 2025-02-10           | 2025-04-23  | noemer          |
            S5     | {andere(soort)} | 2025-01-06           | 2025-03-17  | telt niet       | een andere dienst
            S6     | onbekend        | 2025-01-06           | 2025-03-17  | niet te bepalen | welke dienst is onbekend
            S7     | {soort}         |                      | 2025-03-17  | niet te bepalen | zonder melding
            S8     | {soort}         | 2025-03-03           | 2025-02-28  | niet te bepalen | klaar voor de melding kwam
            S9     | {soort}         | 2025-03-03           | 2025-03-03  | teller          | op de dag zelf
            S10    | {soort}         | 2024-11-04           | 2024-12-31  | telt niet       | voor de periode
            S11    | {soort}         | 2025-01-06           |             | telt niet       | nog niet afgerond
            """,
        )


def test_een_vervolgdienst_na_ontvangst_naar_ontvangst_geteld(spec: Spec) -> None:
    """De dienst hoort bij de periode waarin de melding is ontvangen."""
    for indicator, soort in zip(NA_ONTVANGST, VERVOLGDIENSTEN, strict=True):
        spec(
            indicator,
            f"""
            dienst | soort           | melding_ontvangen_op | afgerond_op | uitkomst        | want
            -------+-----------------+----------------------+-------------+-----------------+-----------------------------
            S1     | {soort}         | 2025-01-06           | 2025-03-17  | teller          |
            S2     | {soort}         | 2025-01-06           | 2025-03-18  | noemer          | te laat
            S3     | {soort}         | 2025-01-06           |             | noemer          | niet klaar en te laat
            S4     | {soort}         | 2025-02-19           |             | nog open        | vandaag is de uiterste datum
            S5     | {soort}         | 2025-02-18           |             | noemer          | gisteren was hij
            S6     | {soort}         | 2024-12-31           | 2025-01-03  | telt niet       | ontvangen voor de periode
            S7     | {soort}         |                      | 2025-03-17  | niet te bepalen | klaar zonder melding
            S8     | {soort}         |                      |             | telt niet       | de klok is niet begonnen
            S9     | {soort}         | 2025-03-03           | 2025-02-28  | niet te bepalen | klaar voor de melding kwam
            S10    | {soort}         | 2025-03-03           | 2025-03-03  | teller          | op de dag zelf
            S11    | {andere(soort)} | 2025-01-06           | 2025-03-17  | telt niet       | een andere dienst
            S12    | onbekend        | 2025-01-06           | 2025-03-17  | niet te bepalen | welke dienst is onbekend
            S13    | {soort}         | 2025-03-03           | 2025-04-30  | teller          | al klaar, dus niet meer open
            """,
            telling=ONTVANGEN,
        )


def test_een_vervolgdienst_na_beoordeling_telt_vanaf_de_veiligheidsbeoordeling(spec: Spec) -> None:
    """Het protocol telt tien weken vanaf de veiligheidsbeoordeling van de melding."""
    for indicator, soort in zip(NA_BEOORDELING, VERVOLGDIENSTEN, strict=True):
        spec(
            indicator,
            f"""
            dienst | soort           | melding_ontvangen_op | melding_beoordeeld_op | afgerond_op | uitkomst        | want
            -------+-----------------+----------------------+-----------------------+-------------+-----------------+--------------------------
            S1     | {soort}         | 2024-12-02           | 2025-01-06            | 2025-03-17  | teller          | precies tien weken
            S2     | {soort}         | 2024-12-02           | 2025-01-06            | 2025-03-18  | noemer          | een dag te laat
            S3     | {soort}         | 2024-12-02           |                       | 2025-03-17  | niet te bepalen | melding niet beoordeeld
            S4     | {soort}         | 2025-01-06           | 2025-03-03            | 2025-02-28  | niet te bepalen | klaar voor de beoordeling
            S5     | {soort}         | 2025-01-06           | 2025-03-03            | 2025-03-03  | teller          | op de dag zelf
            S6     | {andere(soort)} | 2024-12-02           | 2025-01-06            | 2025-03-17  | telt niet       | een andere dienst
            S7     | onbekend        | 2024-12-02           | 2025-01-06            | 2025-03-17  | niet te bepalen | welke dienst is onbekend
            S8     | {soort}         | 2024-12-02           | 2025-01-06            |             | telt niet       | nog niet afgerond
            S9     | {soort}         | 2024-10-07           | 2024-11-04            | 2024-12-31  | telt niet       | voor de periode
            """,
        )


def test_een_vervolgdienst_na_beoordeling_naar_ontvangst_geteld(spec: Spec) -> None:
    """De dienst hoort bij de periode waarin de melding is beoordeeld: dan begint deze klok."""
    for indicator, soort in zip(NA_BEOORDELING, VERVOLGDIENSTEN, strict=True):
        spec(
            indicator,
            f"""
            dienst | soort           | melding_ontvangen_op | melding_beoordeeld_op | afgerond_op | uitkomst        | want
            -------+-----------------+----------------------+-----------------------+-------------+-----------------+--------------------------
            S1     | {soort}         | 2024-12-02           | 2025-01-06            | 2025-03-17  | teller          |
            S2     | {soort}         | 2024-12-02           | 2025-01-06            | 2025-03-18  | noemer          | te laat
            S3     | {soort}         | 2024-12-02           | 2025-01-06            |             | noemer          | niet klaar en te laat
            S4     | {soort}         | 2025-02-10           | 2025-02-19            |             | nog open        | vandaag de uiterste datum
            S5     | {soort}         | 2025-02-10           | 2025-02-18            |             | noemer          | gisteren de uiterste datum
            S6     | {soort}         | 2024-12-02           | 2024-12-31            | 2025-01-03  | telt niet       | beoordeeld voor de periode
            S7     | {soort}         | 2024-12-02           |                       | 2025-03-17  | niet te bepalen | klaar zonder beoordeling
            S8     | {soort}         | 2024-12-02           |                       |             | telt niet       | de klok is niet begonnen
            S9     | {soort}         | 2025-01-06           | 2025-03-03            | 2025-02-28  | niet te bepalen | klaar voor de beoordeling
            S10    | {soort}         | 2025-01-06           | 2025-03-03            | 2025-03-03  | teller          | op de dag zelf
            S11    | {andere(soort)} | 2024-12-02           | 2025-01-06            | 2025-03-17  | telt niet       | een andere dienst
            S12    | onbekend        | 2024-12-02           | 2025-01-06            | 2025-03-17  | niet te bepalen | welke dienst is onbekend
            S13    | {soort}         | 2025-01-06           | 2025-03-03            | 2025-04-30  | teller          | al klaar, niet meer open
            """,
            telling=ONTVANGEN,
        )


def test_een_vervolgdienst_na_start_telt_vanaf_de_start(spec: Spec) -> None:
    """Alleen de dienst zelf telt: ook zonder melding is deze klok te bepalen."""
    for indicator, soort in zip(NA_START, VERVOLGDIENSTEN, strict=True):
        spec(
            indicator,
            f"""
            dienst | soort           | gestart_op | afgerond_op | uitkomst        | want
            -------+-----------------+------------+-------------+-----------------+-----------------------------
            S1     | {soort}         | 2025-01-06 | 2025-03-17  | teller          | precies tien weken
            S2     | {soort}         | 2025-01-06 | 2025-03-18  | noemer          | een dag te laat
            S3     | {soort}         |            | 2025-03-17  | niet te bepalen | de start is onbekend
            S4     | {soort}         | 2025-03-03 | 2025-02-28  | niet te bepalen | klaar voor de start
            S5     | {soort}         | 2025-03-03 | 2025-03-03  | teller          | op de dag zelf
            S6     | {andere(soort)} | 2025-01-06 | 2025-03-17  | telt niet       | een andere dienst
            S7     | onbekend        | 2025-01-06 | 2025-03-17  | niet te bepalen | welke dienst is onbekend
            S8     | {soort}         | 2025-01-06 |             | telt niet       | nog niet afgerond
            S9     | {soort}         | 2024-11-04 | 2024-12-31  | telt niet       | voor de periode
            """,
        )


def test_een_vervolgdienst_na_start_naar_ontvangst_geteld(spec: Spec) -> None:
    """De dienst hoort bij de periode waarin ze is gestart."""
    for indicator, soort in zip(NA_START, VERVOLGDIENSTEN, strict=True):
        spec(
            indicator,
            f"""
            dienst | soort           | gestart_op | afgerond_op | uitkomst        | want
            -------+-----------------+------------+-------------+-----------------+-----------------------------
            S1     | {soort}         | 2025-01-06 | 2025-03-17  | teller          |
            S2     | {soort}         | 2025-01-06 | 2025-03-18  | noemer          | te laat
            S3     | {soort}         | 2025-01-06 |             | noemer          | niet klaar en te laat
            S4     | {soort}         | 2025-02-19 |             | nog open        | vandaag is de uiterste datum
            S5     | {soort}         | 2025-02-18 |             | noemer          | gisteren was de uiterste datum
            S6     | {soort}         | 2024-12-31 | 2025-01-03  | telt niet       | gestart voor de periode
            S7     | {soort}         |            | 2025-03-17  | niet te bepalen | klaar zonder start
            S8     | {soort}         |            |             | telt niet       | de klok is niet begonnen
            S9     | {soort}         | 2025-03-03 | 2025-02-28  | niet te bepalen | klaar voor de start
            S10    | {soort}         | 2025-03-03 | 2025-03-03  | teller          | op de dag zelf
            S11    | {andere(soort)} | 2025-01-06 | 2025-03-17  | telt niet       | een andere dienst
            S12    | onbekend        | 2025-01-06 | 2025-03-17  | niet te bepalen | welke dienst is onbekend
            S13    | {soort}         | 2025-03-03 | 2025-04-30  | teller          | al klaar, niet meer open
            """,
            telling=ONTVANGEN,
        )


def test_eerste_contact_moet_binnen_tien_kalenderdagen(spec: Spec) -> None:
    """Een afspraak in dagen schuift niet: ook een zondag kan de laatste dag zijn."""
    spec(
        snelheid.EERSTE_CONTACT_TIJDIG,
        """
        melding | ontvangen_op | eerste_contact_op | ter_registratie | uitkomst        | want
        --------+--------------+-------------------+-----------------+-----------------+------------------------------
        M1      | 2025-03-06   | 2025-03-16        | nee             | teller          | de tiende dag, een zondag
        M2      | 2025-03-06   | 2025-03-17        | nee             | noemer          | een dag te laat
        M3      | 2025-03-06   | 2025-03-06        | ja              | teller          | ook registraties tellen
        M4      | 2025-03-06   | 2025-03-05        | nee             | niet te bepalen | contact voor de ontvangst
        M5      | 2025-03-06   |                   | nee             | telt niet       | nog geen contact
        M6      | 2024-12-27   | 2024-12-31        | nee             | telt niet       | contact voor de periode
        """,
    )


def test_terugkoppeling_heeft_geen_teller_zolang_er_geen_termijn_is(spec: Spec) -> None:
    """De bronnen noemen geen aantal dagen: zonder afgesproken termijn telt het geval mee, maar nooit in de teller."""
    spec(
        snelheid.TERUGKOPPELING_MELDER_TIJDIG,
        """
        melding | ontvangen_op | teruggekoppeld_op | uitkomst        | want
        --------+--------------+-------------------+-----------------+---------------------------------
        M1      | 2025-03-06   | 2025-03-07        | telt mee        | een dag later
        M2      | 2025-03-06   | 2025-04-30        | telt mee        | twee maanden later
        M3      | 2025-03-06   | 2025-03-06        | telt mee        | op de dag zelf
        M4      | 2025-03-06   | 2025-03-05        | niet te bepalen | teruggekoppeld voor de ontvangst
        M5      | 2025-03-06   |                   | telt niet       | nog niet teruggekoppeld
        """,
    )


def test_overdracht_meet_de_dagen_van_besluit_tot_overdracht(spec: Spec) -> None:
    """Meldingen en diensten samen; het besluit is de beoordeling of de afronding. De mediaan ligt tussen 3 en 7 dagen."""
    spec(
        snelheid.OVERDRACHT_SNELHEID,
        melding="""
        melding | ontvangen_op | beoordeeld_op | overgedragen_op | uitkomst        | want
        --------+--------------+---------------+-----------------+-----------------+----------------------------
        M1      | 2025-01-06   | 2025-01-13    | 2025-01-16      | telt mee        | 3 dagen
        M2      | 2025-01-06   | 2025-01-13    | 2025-01-13      | telt mee        | dezelfde dag
        M3      | 2025-01-06   |               | 2025-01-16      | niet te bepalen | geen besluit bekend
        M4      | 2025-01-06   | 2025-01-17    | 2025-01-16      | niet te bepalen | overgedragen voor het besluit
        M5      | 2024-12-02   | 2024-12-09    | 2024-12-31      | telt niet       | voor de periode
        M6      | 2025-01-06   | 2025-01-13    | 2025-05-01      | telt niet       | op de peildatum nog niet
        """,
        dienst="""
        dienst | toegewezen_op | afgerond_op | overgedragen_op | uitkomst | want
        -------+---------------+-------------+-----------------+----------+--------
        S1     | 2025-01-13    | 2025-03-03  | 2025-03-10      | telt mee | 7 dagen
        S2     | 2025-01-13    | 2025-03-03  | 2025-03-23      | telt mee | 20 dagen
        """,
        waarde=5,
        extra={"n": 4, "p90": 16.1},
    )
