"""Willekeurige namen en nummers in willekeurige vermomming: de bewaker vindt ze, en verzint er geen."""

from hypothesis import given
from hypothesis import strategies as st

from support.brieven import BRIEVEN
from zicht.core.bronbescherming import Geheim, Lezer, controleer
from zicht.core.sporen import Soort, Tekstbeeld
from zicht.rapportage.brieven import maak_tekst

VOORNAMEN = "Petra Anne-Marie Jan Thijmen Zoë Ömer Fatima José Sjoerd Wilhelmijn Bo Eline".split()
VOEGSELS = ["", "de ", "van ", "van der ", "van den ", "ten ", "el ", "in 't "]
ACHTERNAMEN = (
    "Willemsen Meijer Özdemir Postma Hendriksen IJzerman Vrijland Kuijpers Çelik Dijkstra Jansen-Veenstra Nguyen Bruinsma "
    "Jong Bakker Berg Smit Vos Li"
).split()
UITLOOP = ["", ".", ",", " belde.", " zei dit.", "\nkwam.", "s verhaal."]
TEKSTEN = {naam: maak_tekst(brief, []) for naam, brief in BRIEVEN.items()}

namen = st.builds(
    lambda v, t, a: f"{v} {t}{a}", st.sampled_from(VOORNAMEN), st.sampled_from(VOEGSELS), st.sampled_from(ACHTERNAMEN)
)
vullers = st.text(st.characters(exclude_categories=("Cs", "Cc", "L", "N", "M", "Cf", "S")), max_size=3)


def vermommingen(naam: str) -> st.SearchStrategy[str]:
    """Hoe iemand dezelfde naam nog meer kan schrijven."""
    delen = naam.split(" ")
    voorletter = " ".join([f"{delen[0][0]}.", *delen[1:]])
    keuzes = [
        naam,
        naam.upper(),
        naam.lower(),
        naam.replace(" ", "\n"),
        naam.replace(" ", "  "),
        naam.replace(" ", "\N{NO-BREAK SPACE}"),
        naam.replace(" ", "-"),
        naam.replace("ij", "y").replace("IJ", "Y"),
        naam.replace("ij", "\N{LATIN SMALL LIGATURE IJ}"),
        naam.replace("Ö", "O").replace("ë", "e").replace("Ç", "C").replace("é", "e"),
        f"{' '.join(delen[1:])}, {delen[0]}",
        f"**{delen[0]}** {' '.join(delen[1:])}",
        voorletter,
        f"mevrouw {' '.join(delen[1:])}",
        "\N{SOFT HYPHEN}".join(naam),
    ]
    return st.sampled_from(keuzes)


@given(st.data(), namen, st.sampled_from(sorted(TEKSTEN)), st.sampled_from(UITLOOP))
def test_een_naam_wordt_in_elke_vermomming_gevonden(data: st.DataObject, naam: str, welke: str, uitloop: str):
    vermomd = data.draw(vermommingen(naam))
    plek = data.draw(st.sampled_from([i for i, teken in enumerate(TEKSTEN[welke]) if teken == "\n"]))
    tekst = f"{TEKSTEN[welke][:plek]} Wij spraken {vermomd}{uitloop} {TEKSTEN[welke][plek:]}"
    begin = plek + len(" Wij spraken ")
    vondsten = controleer(tekst, [Geheim(Soort.NAAM, naam)], Lezer.DIRECT_BETROKKENE)
    assert any(v.begin < begin + len(vermomd) and v.eind > begin for v in vondsten)


@given(st.text("0123456789", min_size=8, max_size=8), st.data())
def test_een_nummer_wordt_met_elke_tussenruimte_gevonden(cijfers: str, data: st.DataObject):
    voor = data.draw(st.sampled_from(["06", "+316", "00316", "+31 (0)6", "06-", "(06) "]))
    tussen = data.draw(
        st.lists(st.sampled_from(["", " ", "-", ".", "\n", "\N{NO-BREAK SPACE}"]), min_size=8, max_size=8)
    )
    geschreven = voor + "".join(ruimte + cijfer for ruimte, cijfer in zip(tussen, cijfers, strict=True))
    assert controleer(f"Bel {geschreven}.", [Geheim(Soort.TELEFOON, f"06-{cijfers}")], Lezer.MELDER)


@given(namen, st.sampled_from(sorted(TEKSTEN)))
def test_een_brief_waarin_de_naam_niet_staat_geeft_geen_vals_alarm(naam: str, welke: str):
    kernen = naam.rsplit(maxsplit=1)[-1].split("-")
    if not any(kern in TEKSTEN[welke] for kern in kernen):
        assert controleer(TEKSTEN[welke], [Geheim(Soort.NAAM, naam)], Lezer.DIRECT_BETROKKENE) == ()


@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from(list(Soort)))
def test_elke_waarde_en_elke_tekst_mag_en_een_vondst_ligt_in_de_tekst(waarde: str, tekst: str, soort: Soort):
    for vondst in controleer(f"{tekst} {waarde}", [Geheim(soort, waarde)], Lezer.INFORMANT):
        assert 0 <= vondst.begin < vondst.eind <= len(f"{tekst} {waarde}")
        assert vondst.alinea >= 1
        assert vondst.regel >= 1


@given(st.text(max_size=300))
def test_gladstrijken_verandert_een_gladde_tekst_niet_meer(tekst: str):
    glad = Tekstbeeld(tekst).glad
    assert Tekstbeeld(glad).glad == glad
