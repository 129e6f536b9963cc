"""Kwaliteit van samenwerking in de keten: recidive, op dossiers van echte gezinnen nagespeeld."""

from collections.abc import Callable

from zicht.catalogus.indicatoren import keten

title = "Kwaliteit van samenwerking in de keten"
Spec = Callable[..., None]

MENSEN = """
dossier | persoon
--------+--------
{}
"""


def mensen(*paren: str) -> str:
    """Wie in welk dossier voorkomt: `D1 P1`."""
    return MENSEN.format("\n".join(" | ".join(paar.split()) for paar in paren))


def test_het_eerdere_dossier_beslist_langs_welke_weg_het_gezin_terugkomt(spec: Spec) -> None:
    """Elke melding hieronder opent haar dossier; in elk dossier komt een persoon voor uit een eerder gesloten dossier."""
    for indicator, overdracht, vervolgdienst in (
        (keten.RECIDIVE_NA_OVERDRACHT, "teller", "noemer"),
        (keten.RECIDIVE_NA_VERVOLGDIENST, "noemer", "teller"),
    ):
        spec(
            indicator,
            f"""
            melding | dossier | ontvangen_op | uitkomst        | want
            --------+---------+--------------+-----------------+-----------------------------------------------
            M1      | D1      | 2025-03-03   | {overdracht}    | eerder gesloten na directe overdracht
            M2      | D2      | 2025-03-03   | {vervolgdienst} | eerder gesloten na een vervolgdienst
            M3      | D3      | 2025-03-03   | noemer          | eerder gesloten zonder vervolg
            M4      | D4      | 2025-03-03   | niet te bepalen | de sluitroute is onbekend
            M5      | D5      | 2025-03-03   | noemer          | nooit eerder in beeld
            M6      | D6      | 2025-03-03   | noemer          | het eerdere dossier opende voor 2019
            M7      | D7      | 2025-03-03   | noemer          | het eerdere dossier sloot op de dag van de melding
            M8      | D1      | 2025-03-10   | telt niet       | opent haar dossier niet
            M9      | D9      | 2024-12-31   | telt niet       | voor de periode
            """,
            dossier="""
            dossier | geopend_op | gesloten_op | sluitroute
            --------+------------+-------------+-------------------
            D1      | 2025-03-03 |             |
            D2      | 2025-03-03 |             |
            D3      | 2025-03-03 |             |
            D4      | 2025-03-03 |             |
            D5      | 2025-03-03 |             |
            D6      | 2025-03-03 |             |
            D7      | 2025-03-03 |             |
            D9      | 2024-12-31 |             |
            E1      | 2023-01-02 | 2024-01-08  | directe_overdracht
            E2      | 2023-01-02 | 2024-01-08  | vervolgdienst
            E3      | 2023-01-02 | 2024-01-08  | geen_vervolg
            E4      | 2023-01-02 | 2024-01-08  | onbekend
            E6      | 2018-12-31 | 2024-01-08  | directe_overdracht
            E7      | 2023-01-02 | 2025-03-03  | directe_overdracht
            """,
            betrokkene=mensen(
                "D1 P1", "E1 P1", "D2 P2", "E2 P2", "D3 P3", "E3 P3", "D4 P4", "E4 P4", "D5 P5", "D6 P6", "E6 P6",
                "D7 P7", "E7 P7", "D9 P1",
            ),
        )  # fmt: skip


def test_het_laatst_gesloten_dossier_beslist_van_alle_betrokkenen_samen(spec: Spec) -> None:
    """Op dezelfde dag gesloten: eerst vervolgdienst, dan directe overdracht, dan de rest."""
    spec(
        keten.RECIDIVE_NA_VERVOLGDIENST,
        """
        melding | dossier | ontvangen_op | uitkomst        | want
        --------+---------+--------------+-----------------+-----------------------------------------------------
        M1      | D1      | 2025-03-03   | teller          | het dossier van de vader sloot later dan dat van de moeder
        M2      | D2      | 2025-03-03   | noemer          | het laatst gesloten dossier sloot zonder vervolg
        M3      | D3      | 2025-03-03   | teller          | op een dag gesloten: vervolgdienst gaat voor
        M4      | D4      | 2025-03-03   | niet te bepalen | van het laatst gesloten dossier is de route onbekend
        """,
        dossier="""
        dossier | geopend_op | gesloten_op | sluitroute
        --------+------------+-------------+-------------------
        D1      | 2025-03-03 |             |
        D2      | 2025-03-03 |             |
        D3      | 2025-03-03 |             |
        D4      | 2025-03-03 |             |
        E1      | 2023-01-02 | 2024-01-08  | directe_overdracht
        E2      | 2023-01-02 | 2024-01-09  | vervolgdienst
        E3      | 2023-01-02 | 2024-01-10  | geen_vervolg
        E4      | 2023-01-02 | 2024-01-09  | directe_overdracht
        E5      | 2023-01-02 | 2024-01-11  |
        """,
        betrokkene=mensen(
            "D1 moeder", "E1 moeder", "D1 vader", "E2 vader", "D2 kind", "E2 kind", "E3 kind", "D3 oma", "E2 oma",
            "E4 oma", "D4 opa", "E2 opa", "E5 opa",
        ),
    )  # fmt: skip


def test_bij_meldingen_op_een_dag_opent_het_laagste_kenmerk_het_dossier(spec: Spec) -> None:
    """De vroegst ontvangen melding opent; komen er twee op die dag, dan telt het laagste kenmerk."""
    spec(
        keten.RECIDIVE_NA_OVERDRACHT,
        """
        melding | dossier | ontvangen_op | uitkomst  | want
        --------+---------+--------------+-----------+---------------------------
        M2      | D1      | 2025-03-03   | telt niet | zelfde dag, hoger kenmerk
        M1      | D1      | 2025-03-03   | noemer    | zelfde dag, laagste kenmerk
        M0      | D1      | 2025-03-04   | telt niet | een dag later
        """,
    )
