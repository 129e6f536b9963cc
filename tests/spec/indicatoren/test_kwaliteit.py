"""Kwaliteit van dienstverlening: klachten, tevredenheid en wat in principe altijd honderd procent is."""

from collections.abc import Callable

from zicht.catalogus.indicatoren import kwaliteit

title = "Kwaliteit van dienstverlening"
Spec = Callable[..., None]


def test_een_klacht_telt_als_er_een_oordeel_is(spec: Spec) -> None:
    """Alleen gegrond telt in de teller; deels gegrond staat apart. Zonder oordeel op de peildatum is de klacht nog open."""
    spec(
        kwaliteit.KLACHTEN_GEGROND,
        """
        klacht | ingediend_op | afgehandeld_op | oordeel          | uitkomst     | want
        -------+--------------+----------------+------------------+--------------+----------------------------------
        K1     | 2025-02-03   | 2025-03-03     | gegrond          | teller       |
        K2     | 2025-02-03   | 2025-03-03     | deels_gegrond    | noemer       | deels is niet gegrond
        K3     | 2025-02-03   | 2025-03-03     | ongegrond        | noemer       |
        K4     | 2025-02-03   | 2025-03-03     | niet_ontvankelijk | noemer      |
        K5     | 2025-02-03   |                |                  | nog open     | nog geen oordeel
        K6     | 2025-02-03   | 2025-05-01     | gegrond          | nog open     | het oordeel kwam na de peildatum
        K7     | 2025-02-03   | 2025-03-03     | onbekend         | nog open     | het oordeel is onbekend
        K8     | 2024-12-31   | 2025-03-03     | gegrond          | telt niet    | ingediend voor de periode
        K9     | 2025-05-01   | 2025-05-01     | gegrond          | bestaat niet | ingediend na de peildatum
        """,
        extra={"deels_gegrond": 1},
    )


def test_tevredenheid_van_betrokkenen_is_het_gemiddelde_cijfer(spec: Spec) -> None:
    """Elk cijfer telt even zwaar: (7 + 8 + 9,5) gedeeld door 3."""
    spec(
        kwaliteit.TEVREDENHEID_BETROKKENEN,
        """
        tevredenheid | datum      | doelgroep    | moment       | cijfer | uitkomst        | want
        -------------+------------+--------------+--------------+--------+-----------------+--------------------------
        T1           | 2025-01-01 | betrokkene   | advies       | 7      | telt mee        | de eerste dag
        T2           | 2025-04-30 | betrokkene   | monitoring   | 8      | telt mee        | de laatste dag
        T3           | 2025-02-03 | betrokkene   |              | 9.5    | telt mee        | moment onbekend
        T4           | 2025-02-03 | ketenpartner | samenwerking | 1      | telt niet       | een andere doelgroep
        T5           | 2025-02-03 | onbekend     | advies       | 1      | niet te bepalen | doelgroep onbekend
        T6           | 2024-12-31 | betrokkene   | advies       | 1      | telt niet       | voor de periode
        T7           | 2025-05-01 | betrokkene   | advies       | 1      | bestaat niet    | na de peildatum
        T8           | 2025-02-03 | betrokkene   | advies       |        | niet te bepalen | zonder cijfer
        """,
        waarde=(7 + 8 + 9.5) / 3,
        extra={"n": 3},
    )


def test_tevredenheid_van_ketenpartners_telt_alleen_ketenpartners(spec: Spec) -> None:
    """Met een enkel cijfer is er een gemiddelde, maar geen interval."""
    spec(
        kwaliteit.TEVREDENHEID_KETENPARTNERS,
        """
        tevredenheid | datum      | doelgroep    | cijfer | uitkomst        | want
        -------------+------------+--------------+--------+-----------------+----------------------
        T1           | 2025-02-03 | ketenpartner | 6.5    | telt mee        |
        T2           | 2025-02-03 | betrokkene   | 9      | telt niet       | een andere doelgroep
        T3           | 2025-02-03 | onbekend     | 9      | niet te bepalen | doelgroep onbekend
        T4           | 2024-12-31 | ketenpartner | 9      | telt niet       | voor de periode
        T5           | 2025-02-03 | ketenpartner |        | niet te bepalen | zonder cijfer
        """,
        waarde=6.5,
        extra={"n": 1, "interval": None},
    )


def test_een_onderzoek_hoort_een_plan_van_aanpak_te_hebben(spec: Spec) -> None:
    """Zonder datum van het plan is er geen plan; ook een plan van na de peildatum is er dan nog niet."""
    spec(
        kwaliteit.ONDERZOEK_MET_PLAN_VAN_AANPAK,
        """
        dienst | soort                  | afgerond_op | plan_van_aanpak_op | uitkomst        | want
        -------+------------------------+-------------+--------------------+-----------------+-------------------------
        S1     | onderzoek              | 2025-03-03  | 2025-01-13         | teller          |
        S2     | onderzoek              | 2025-03-03  |                    | noemer          | geen plan
        S3     | onderzoek              | 2025-03-03  | 2025-05-01         | noemer          | op de peildatum geen plan
        S4     | voorwaarden_en_vervolg | 2025-03-03  | 2025-01-13         | telt niet       | geen onderzoek
        S5     | onbekend               | 2025-03-03  | 2025-01-13         | niet te bepalen | welke dienst is onbekend
        S6     | onderzoek              | 2024-12-31  | 2024-12-30         | telt niet       | voor de periode
        S7     | onderzoek              |             | 2025-01-13         | telt niet       | nog niet afgerond
        """,
    )


def test_top3_telt_bij_beide_vervolgdiensten(spec: Spec) -> None:
    """Niet ingevuld of onbekend is niet te bepalen, niet nee."""
    spec(
        kwaliteit.TOP3_TOEGEPAST,
        """
        dienst | soort                  | afgerond_op | top3     | uitkomst        | want
        -------+------------------------+-------------+----------+-----------------+--------------------------
        S1     | voorwaarden_en_vervolg | 2025-03-03  | ja       | teller          |
        S2     | onderzoek              | 2025-03-03  | ja       | teller          |
        S3     | onderzoek              | 2025-03-03  | nee      | noemer          |
        S4     | onderzoek              | 2025-03-03  |          | niet te bepalen | niet ingevuld
        S5     | onderzoek              | 2025-03-03  | onbekend | niet te bepalen |
        S6     | monitoren              | 2025-03-03  | ja       | telt niet       | geen vervolgdienst
        S7     | onbekend               | 2025-03-03  | ja       | niet te bepalen | welke dienst is onbekend
        S8     | onderzoek              | 2024-12-31  | ja       | telt niet       | voor de periode
        S9     | onderzoek              |             | ja       | telt niet       | nog niet afgerond
        """,
    )
