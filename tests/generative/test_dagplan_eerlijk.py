"""Willekeurige dagen: het dagplan hangt alleen af van wat het zegt, blijft binnen elke grens, en laat niets dringends liggen."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zicht.core.dagplan import Collega, Geplaatst, Wachtzaak, stel_voor, voorrang

TEAMS, WERK = ("toegang", "noord"), ("beoordeling", "onderzoek")
_halven = st.integers(0, 12).map(lambda n: Decimal(n) / 2)
_stukken = st.integers(1, 6).map(lambda n: Decimal(n) / 2)


@st.composite
def dagen(draw: st.DrawFn) -> tuple[list[Wachtzaak], list[Collega]]:
    """Hoogstens tien zaken en zes collega's; klein genoeg om na te lopen, groot genoeg om te botsen."""
    zaken = [
        Wachtzaak(
            f"M-{nr}", f"D-{draw(st.integers(0, 5))}", draw(st.sampled_from(["hoog", "midden", "laag", ""])),
            date(2026, 3, 2) - timedelta(days=draw(st.integers(0, 3))), draw(st.sampled_from(TEAMS)),
            draw(st.sampled_from(WERK)), draw(_stukken), draw(_stukken),
        )
        for nr in range(draw(st.integers(0, 10)))
    ]  # fmt: skip
    beurten = draw(st.permutations(range(6)))
    collegas = [
        Collega(
            f"c{nr}", beurten[nr], draw(st.sampled_from(TEAMS)), draw(st.booleans()), draw(_halven), draw(_halven), draw(_halven),
            draw(st.frozensets(st.sampled_from(WERK))), draw(st.frozensets(st.sampled_from(["D-0", "D-1", "D-2"]))),
        )
        for nr in range(draw(st.integers(0, 6)))
    ]  # fmt: skip
    return zaken, collegas


def wie(plan: Geplaatst) -> dict[str, str]:
    return {regel.zaak.kenmerk: regel.collega for regel in plan.regels}


@given(dagen(), st.randoms(use_true_random=False))
def test_de_volgorde_van_binnenkomst_maakt_niets_uit(dag, toeval):
    zaken, collegas = dag
    plan = stel_voor(zaken, collegas)
    toeval.shuffle(zaken)
    toeval.shuffle(collegas)
    assert stel_voor(zaken, collegas) == plan


@given(dagen(), st.permutations(range(6)))
def test_andere_namen_geven_hetzelfde_plan_onder_andere_namen(dag, nieuw):
    zaken, collegas = dag
    naam = {f"c{nr}": f"anders{nieuw[nr]}" for nr in range(6)}
    anders = stel_voor(zaken, [replace(collega, code=naam[collega.code]) for collega in collegas])
    assert wie(anders) == {kenmerk: naam[code] for kenmerk, code in wie(stel_voor(zaken, collegas)).items()}


@given(dagen())
def test_elke_zaak_staat_er_een_keer_en_niemand_gaat_over_een_grens(dag):
    zaken, collegas = dag
    plan = stel_voor(zaken, collegas)
    gezien = [deel.zaak.kenmerk for deel in (*plan.regels, *plan.ongeplaatst)]
    assert sorted(gezien) == sorted(zaak.kenmerk for zaak in zaken)
    for collega in collegas:
        eigen = [regel.zaak for regel in plan.van(collega.code)]
        assert sum((zaak.uren for zaak in eigen), Decimal(0)) <= collega.uren
        assert not eigen or collega.caseload + sum(zaak.gewicht for zaak in eigen) <= collega.norm
        for zaak in eigen:
            assert collega.aanwezig
            assert zaak.team == collega.team
            assert zaak.competentie in collega.competenties
            assert zaak.dossier not in collega.niet


@given(dagen())
def test_geen_dringender_zaak_blijft_liggen_voor_een_minder_dringende_die_dezelfde_collega_kreeg(dag):
    """Haal bij een collega alles weg wat na de liggende zaak kwam: dan past die zaak nog steeds niet."""
    zaken, collegas = dag
    plan = stel_voor(zaken, collegas)
    for collega in collegas:
        for liggend in (deel.zaak for deel in plan.ongeplaatst):
            eerder = [r.zaak for r in plan.van(collega.code) if voorrang(r.zaak) < voorrang(liggend)]
            uren = sum((zaak.uren for zaak in eerder), liggend.uren)
            caseload = collega.caseload + sum((zaak.gewicht for zaak in eerder), liggend.gewicht)
            mag = liggend.team == collega.team and liggend.dossier not in collega.niet
            kan = mag and liggend.competentie in collega.competenties and collega.aanwezig
            assert not (kan and uren <= collega.uren and caseload <= collega.norm)


@given(dagen())
def test_niemand_die_kon_had_naar_verhouding_minder(dag):
    """Wie een zaak krijgt, vult daarmee hoogstens evenveel van zijn norm als ieder ander die haar toen kon doen."""
    zaken, collegas = dag
    kreeg: dict[str, list[Wachtzaak]] = defaultdict(list)
    op_code = {collega.code: collega for collega in collegas}
    for regel in stel_voor(zaken, collegas).regels:
        zaak, deel = regel.zaak, {}
        for code, collega in op_code.items():
            uren = sum((z.uren for z in kreeg[code]), zaak.uren)
            last = collega.caseload + sum((z.gewicht for z in kreeg[code]), zaak.gewicht)
            mag = collega.aanwezig and collega.team == zaak.team and zaak.dossier not in collega.niet
            if mag and zaak.competentie in collega.competenties and uren <= collega.uren and last <= collega.norm:
                deel[code] = Fraction(last) / Fraction(collega.norm)
        assert deel[regel.collega] == min(deel.values())
        assert (regel.konden, regel.op_beurt) == (len(deel), list(deel.values()).count(deel[regel.collega]) > 1)
        kreeg[regel.collega].append(zaak)


@given(st.integers(1, 6), st.integers(0, 12))
def test_gelijke_collegas_krijgen_gelijk_verdeeld(mensen, aantal):
    zaken = [
        Wachtzaak(f"M-{nr}", f"D-{nr}", "hoog", date(2026, 3, 2), "noord", "onderzoek", Decimal(1), Decimal(1))
        for nr in range(aantal)
    ]
    collegas = [
        Collega(
            f"c{nr}",
            nr,
            "noord",
            aanwezig=True,
            uren=Decimal(20),
            caseload=Decimal(3),
            norm=Decimal(30),
            competenties=frozenset({"onderzoek"}),
        )
        for nr in range(mensen)
    ]
    plan = stel_voor(zaken, collegas)
    per_collega = [len(plan.van(collega.code)) for collega in collegas]
    assert max(per_collega) - min(per_collega) <= 1
    assert sum(per_collega) == aantal


@given(dagen())
def test_een_dossier_dat_niemand_mag_zien_verandert_niets_voor_de_rest(dag):
    """Wie een zaak niet mag, merkt niet dat zij er is: zonder haar is het plan voor alle anderen gelijk."""
    zaken, collegas = dag
    verboden = [replace(collega, niet=collega.niet | {"D-geheim"}) for collega in collegas]
    geheim = [replace(zaak, kenmerk=f"G-{zaak.kenmerk}", dossier="D-geheim") for zaak in zaken[:3]]
    assert wie(stel_voor([*zaken, *geheim], verboden)) == wie(stel_voor(zaken, collegas))
