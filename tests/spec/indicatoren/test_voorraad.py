"""Wachtlijst en werkvoorraad: wat er op de peildatum ligt, welke periode er ook gevraagd is."""

from collections.abc import Callable

from zicht.catalogus.indicatoren import voorraad

title = "Wachtlijst en werkvoorraad"
Spec = Callable[..., None]


def test_een_melding_wacht_van_ontvangst_tot_beoordeling(spec: Spec) -> None:
    """Opgepakt of niet staat apart. Een registratie wacht niet; is dat onbekend, dan is het niet te bepalen."""
    spec(
        voorraad.WACHTLIJST_BEOORDELING,
        """
        melding | ontvangen_op | opgepakt_op | beoordeeld_op | ter_registratie | uitkomst        | want
        --------+--------------+-------------+---------------+-----------------+-----------------+----------------------------
        M1      | 2025-04-30   |             |               | nee             | telt mee        | vandaag binnen
        M2      | 2024-06-03   |             |               | nee             | telt mee        | wacht al lang
        M3      | 2025-04-01   | 2025-04-07  |               | nee             | telt mee        | opgepakt, nog niet beoordeeld
        M4      | 2025-04-01   | 2025-05-02  |               | nee             | telt mee        | op de peildatum niet opgepakt
        M5      | 2025-04-01   | 2025-04-07  | 2025-05-01    | nee             | telt mee        | op de peildatum niet beoordeeld
        M6      | 2025-04-01   |             | 2025-04-30    | nee             | telt niet       | vandaag beoordeeld
        M7      | 2025-04-01   |             |               | ja              | telt niet       | alleen ter registratie
        M8      | 2025-04-01   |             |               |                 | niet te bepalen | registratie onbekend
        M9      | 2025-05-01   |             |               | nee             | bestaat niet    | ontvangen na de peildatum
        """,
        waarde=5,
        extra={"niet_opgepakt": 3, "opgepakt": 2},
    )


def test_een_vervolgdienst_is_werkvoorraad_van_besluit_tot_afronding(spec: Spec) -> None:
    """Wacht nog op de start of loopt al: dat staat apart."""
    spec(
        voorraad.WERKVOORRAAD_VERVOLGDIENSTEN,
        """
        dienst | soort                  | toegewezen_op | gestart_op | afgerond_op | uitkomst        | want
        -------+------------------------+---------------+------------+-------------+-----------------+--------------------------
        S1     | voorwaarden_en_vervolg | 2025-04-30    |            |             | telt mee        | wacht op start
        S2     | onderzoek              | 2024-06-03    | 2024-07-01 |             | telt mee        | loopt al lang
        S3     | onderzoek              | 2025-04-01    | 2025-05-01 |             | telt mee        | op de peildatum niet gestart
        S4     | onderzoek              | 2025-04-01    | 2025-04-07 | 2025-05-01  | telt mee        | op de peildatum niet klaar
        S5     | onderzoek              | 2025-04-01    | 2025-04-07 | 2025-04-30  | telt niet       | vandaag klaar
        S6     | monitoren              | 2025-04-01    |            |             | telt niet       | geen vervolgdienst
        S7     | onbekend               | 2025-04-01    |            |             | niet te bepalen | welke dienst is onbekend
        S8     | onderzoek              | 2025-05-01    |            |             | bestaat niet    | na de peildatum
        S9     | onderzoek              | 2025-04-01    | 2025-04-30 |             | telt mee        | vandaag gestart
        """,
        waarde=5,
        extra={"wacht_op_start": 2, "loopt": 3},
    )
