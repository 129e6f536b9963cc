"""Beschrijvende indicatoren: instroom en uitgevoerd werk, ook van meldingen die alleen ter registratie zijn."""

from collections.abc import Callable

from zicht.catalogus.indicatoren import productie

title = "Instroom en uitgevoerd werk"
Spec = Callable[..., None]


def test_een_advies_stroomt_in_op_de_dag_van_het_eerste_contact(spec: Spec) -> None:
    """Advies en ondersteuning tellen samen."""
    spec(
        productie.INSTROOM_ADVIEZEN,
        """
        advies | gestart_op | afgesloten_op | soort         | uitkomst     | want
        -------+------------+---------------+---------------+--------------+-------------------
        A1     | 2025-01-01 | 2025-01-01    | advies        | telt mee     | de eerste dag
        A2     | 2025-04-30 |               | ondersteuning | telt mee     | de laatste dag
        A3     | 2024-12-31 | 2025-01-02    | advies        | telt niet    | voor de periode
        A4     | 2025-05-01 |               | advies        | bestaat niet | na de peildatum
        """,
        waarde=2,
    )


def test_elke_melding_stroomt_in_ook_een_registratie_en_een_tweede(spec: Spec) -> None:
    """Een tweede melding op een open dossier is een eigen melding."""
    spec(
        productie.INSTROOM_MELDINGEN,
        """
        melding | dossier | ontvangen_op | ter_registratie | uitkomst     | want
        --------+---------+--------------+-----------------+--------------+--------------------------
        M1      | D1      | 2025-01-01   | nee             | telt mee     |
        M2      | D1      | 2025-01-02   | nee             | telt mee     | tweede op hetzelfde dossier
        M3      | D3      | 2025-04-30   | ja              | telt mee     | ook registraties
        M4      | D4      | 2025-04-30   |                 | telt mee     | registratie onbekend
        M5      | D5      | 2024-12-31   | nee             | telt niet    | voor de periode
        M6      | D6      | 2025-05-01   | nee             | bestaat niet | na de peildatum
        """,
        waarde=4,
    )


def test_een_vervolgdienst_stroomt_in_op_de_dag_van_het_besluit(spec: Spec) -> None:
    """Niet op de dag van de start."""
    spec(
        productie.INSTROOM_VERVOLGDIENSTEN,
        """
        dienst | soort                  | toegewezen_op | gestart_op | uitkomst        | want
        -------+------------------------+---------------+------------+-----------------+--------------------------
        S1     | voorwaarden_en_vervolg | 2025-01-01    | 2025-06-01 | telt mee        | toegewezen telt
        S2     | onderzoek              | 2025-04-30    |            | telt mee        |
        S3     | monitoren              | 2025-03-03    |            | telt niet       | geen vervolgdienst
        S4     | onbekend               | 2025-03-03    |            | niet te bepalen | welke dienst is onbekend
        S5     | onderzoek              | 2024-12-31    | 2025-01-02 | telt niet       | toegewezen voor de periode
        S6     | onderzoek              | 2025-05-01    |            | bestaat niet    | na de peildatum
        """,
        waarde=2,
    )


def test_een_uitgevoerde_beoordeling_telt_op_de_dag_van_het_besluit(spec: Spec) -> None:
    """Ook van meldingen ter registratie; beoordeeld na de peildatum is nog niet uitgevoerd."""
    spec(
        productie.BEOORDELINGEN_UITGEVOERD,
        """
        melding | ontvangen_op | beoordeeld_op | ter_registratie | uitkomst  | want
        --------+--------------+---------------+-----------------+-----------+---------------------
        M1      | 2024-12-02   | 2025-01-01    | nee             | telt mee  |
        M2      | 2025-03-03   | 2025-04-30    | ja              | telt mee  | ook registraties
        M3      | 2025-03-03   | 2025-02-28    |                 | telt mee  | volgorde doet er niet toe
        M4      | 2024-12-02   | 2024-12-31    | nee             | telt niet | voor de periode
        M5      | 2025-03-03   |               | nee             | telt niet | nog niet beoordeeld
        M6      | 2025-03-03   | 2025-05-01    | nee             | telt niet | op de peildatum nog niet
        """,
        waarde=3,
    )


def test_een_uitgevoerde_vervolgdienst_telt_op_de_dag_van_afronding(spec: Spec) -> None:
    """Afgerond is: het besluit is genomen of de voorwaarden zijn gesteld; de overdracht komt later."""
    spec(
        productie.VERVOLGDIENSTEN_UITGEVOERD,
        """
        dienst | soort                  | afgerond_op | overgedragen_op | uitkomst        | want
        -------+------------------------+-------------+-----------------+-----------------+--------------------------
        S1     | voorwaarden_en_vervolg | 2025-01-01  | 2025-06-01      | telt mee        |
        S2     | onderzoek              | 2025-04-30  |                 | telt mee        |
        S3     | monitoren              | 2025-03-03  |                 | telt niet       | geen vervolgdienst
        S4     | onbekend               | 2025-03-03  |                 | niet te bepalen | welke dienst is onbekend
        S5     | onderzoek              | 2024-12-31  | 2025-01-02      | telt niet       | afgerond voor de periode
        S6     | onderzoek              |             | 2025-03-03      | telt niet       | nog niet afgerond
        """,
        waarde=2,
    )
