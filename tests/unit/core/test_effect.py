"""De toets op effect: vensters, grenzen en zinnen."""

from dataclasses import replace
from datetime import date

import pytest

from zicht.cijfers.zinnen import effectzin
from zicht.core.effect import Maand, Uitspraak, aandeel, effect
from zicht.core.parameters import Richting


def reeks(*tellers: int, noemer: int = 50, begin: int = 2024) -> list[Maand]:
    """Maanden vanaf januari 2024 met deze tellers."""
    return [aandeel(date(begin + nr // 12, nr % 12 + 1, 1), teller, noemer) for nr, teller in enumerate(tellers)]


RUSTIG = (30, 32, 28, 30, 31, 29, 30, 33, 27, 30, 31, 29)
BEGIN = date(2025, 1, 1)


def test_te_vroeg_zegt_hoeveel_maanden_er_nog_nodig_zijn() -> None:
    gevonden = effect(reeks(*RUSTIG, 45, 44), BEGIN, Richting.MINIMAAL)
    assert gevonden.uitspraak is Uitspraak.TE_VROEG
    assert gevonden.nog_maanden == 2
    assert effectzin(gevonden) == (
        "Te vroeg om te zeggen: er zijn 2 volle maanden na de maatregel en de toets vraagt er minstens 4. "
        "De eerste uitspraak kan over 2 maanden."
    )


def test_te_weinig_ervoor_en_te_weinig_gevallen_zeggen_dat_ook() -> None:
    assert (
        "11 volle maanden van voor"
        in effect(reeks(*RUSTIG[1:], 45, 44, 45, 44)[:-1], date(2024, 12, 1), Richting.MINIMAAL).wacht
    )
    dun = effect(reeks(*[1] * 16, noemer=1), BEGIN, Richting.MINIMAAL)
    assert dun.wacht == "er zijn 12 gevallen voor de maatregel en de toets vraagt er minstens 20"
    leeg = effect([], BEGIN, Richting.MINIMAAL)
    assert leeg.uitspraak is Uitspraak.TE_VROEG


def test_een_grote_sprong_is_meer_dan_toeval() -> None:
    gevonden = effect(reeks(*RUSTIG, 45, 44, 46, 45), BEGIN, Richting.MINIMAAL)
    assert gevonden.uitspraak is Uitspraak.BETER
    assert gevonden.laatste is not None
    assert (gevonden.laatste.maanden, gevonden.laatste.ervoor, gevonden.laatste.erna) == (4, 0.6, 0.9)
    zin = effectzin(gevonden)
    assert zin.startswith(
        "Meer dan toeval: beter. In de 4 volle maanden na de maatregel was het 90,0\N{NO-BREAK SPACE}%, ervoor 60,0\N{NO-BREAK SPACE}%: 30,0 "
    )
    assert zin.endswith("De volgende uitspraak kan over 4 maanden.")


def test_bij_een_norm_die_een_bovengrens_is_is_omlaag_beter() -> None:
    omlaag = reeks(*RUSTIG, 10, 11, 9, 10)
    assert effect(omlaag, BEGIN, Richting.MAXIMAAL).uitspraak is Uitspraak.BETER
    assert effect(omlaag, BEGIN, Richting.MINIMAAL).uitspraak is Uitspraak.SLECHTER


def test_een_gewone_schommeling_is_toeval_en_zegt_wat_wel_te_vinden_is() -> None:
    gevonden = effect(reeks(*RUSTIG, 33, 29, 31, 32), BEGIN, Richting.MINIMAAL)
    assert gevonden.uitspraak is Uitspraak.TOEVAL
    assert "vindt deze toets 8 van de 10 keer" in effectzin(gevonden)
    assert gevonden.laatste is not None
    assert 0 < gevonden.laatste.grens < gevonden.laatste.vindbaar


def test_de_maand_van_de_maatregel_telt_niet_mee_als_zij_halverwege_begint() -> None:
    halverwege = effect(reeks(*RUSTIG, 0, 45, 44, 46, 45), date(2025, 1, 15), Richting.MINIMAAL)
    assert halverwege.laatste is not None
    assert halverwege.laatste.erna == 0.9
    assert len(effect(reeks(*RUSTIG, 45, 44, 46, 45), date(2025, 1, 15), Richting.MINIMAAL).momenten) == 0


def test_na_een_jaar_valt_de_laatste_uitspraak() -> None:
    gevonden = effect(reeks(*RUSTIG, *[31] * 12, *[0] * 6), BEGIN, Richting.MINIMAAL)
    assert [moment.maanden for moment in gevonden.momenten] == [4, 8, 12]
    assert gevonden.nog_maanden == 0
    assert effectzin(gevonden).endswith("Dit was de laatste uitspraak.")


def test_twee_jaar_ervoor_telt_en_ouder_niet() -> None:
    oud = [replace(maand, som=0, kwadraten=0) for maand in reeks(*[1] * 12, begin=2022)]
    gevonden = effect(
        [*oud, *reeks(*RUSTIG, begin=2023), *reeks(*RUSTIG), *reeks(30, 30, 30, 30, begin=2025)],
        BEGIN,
        Richting.MINIMAAL,
    )
    assert gevonden.laatste is not None
    assert gevonden.laatste.ervoor == 0.6


def test_een_reeks_zonder_schommeling_maakt_van_een_geval_geen_effect() -> None:
    """Elke maand precies gelijk: de grens is dan nog steeds het toeval van losse gevallen."""
    gevonden = effect(reeks(*[5] * 12, 6, 6, 6, 6, noemer=10), BEGIN, Richting.MINIMAAL)
    assert gevonden.uitspraak is Uitspraak.TOEVAL


def test_een_cijfer_wordt_in_punten_gezegd() -> None:
    def maand(nr: int, cijfers: list[int]) -> Maand:
        return Maand(date(2024 + nr // 12, nr % 12 + 1, 1), len(cijfers), sum(cijfers), sum(c * c for c in cijfers))

    gevonden = effect([*(maand(nr, [6, 7, 6, 7, 6]) for nr in range(12)), *(maand(nr, [9, 9, 8, 9, 9]) for nr in range(12, 16))],
                      BEGIN, Richting.MINIMAAL)  # fmt: skip
    assert gevonden.uitspraak is Uitspraak.BETER
    assert "was het een 8,8, ervoor een 6,4: 2,4 punt hoger" in effectzin(gevonden, cijfer=True)


@pytest.mark.parametrize("dag", [date(2024, 12, 31), date(2025, 1, 1)])
def test_op_oudjaar_of_nieuwjaar_beginnen_geeft_dezelfde_maanden_erna(dag: date) -> None:
    gevonden = effect(reeks(30, *RUSTIG[:11], *RUSTIG, *[45] * 4, begin=2023), dag, Richting.MINIMAAL)
    assert [(moment.maanden, moment.erna) for moment in gevonden.momenten] == [(4, 0.9)]
