"""De brieven: gewone taal, volledig, en niets wat iemand typt is opmaak."""

import re
from dataclasses import replace
from datetime import date

import pytest

from support.brieven import AAN, BRIEVEN, KOP, ORGANISATIE, OVERDRACHT, TERUGKOPPELING, UITNODIGING
from zicht.catalogus import load
from zicht.core.bronbescherming import Bekend, BronbeschermingFout, Geheim, Lezer
from zicht.core.sporen import Soort
from zicht.rapportage.brieven import (
    SOORTEN,
    Brief,
    BriefFout,
    Geadresseerde,
    Overdrachtsmoment,
    Rechten,
    Rol,
    Stap,
    lezers_van,
    maak_tekst,
    tekorten,
)

ALLE = pytest.mark.parametrize("brief", BRIEVEN.values(), ids=list(BRIEVEN))


def zinnen(tekst: str) -> list[list[str]]:
    """De zinnen van de lopende tekst, zonder vakken, tabellen en namen achter een dubbele punt."""
    lopend = re.sub(r"::: \{custom-style=\"(?!Onder).*?\n:::", "", tekst, flags=re.DOTALL)
    regels = [r for r in lopend.splitlines() if not r.startswith(("|", ":::"))]
    regels = [re.sub(r"^(?:#+ |- )|\*\*|\\", "", regel) for regel in regels]
    delen = [deel for regel in regels for deel in re.split(r"(?<=[.!?:])\s+", regel)]
    return [woorden for deel in delen if (woorden := re.findall(r"[\w@.'-]*\w", deel))]


@ALLE
def test_de_zinnen_zijn_kort(brief: Brief):
    lengtes = [len(zin) for zin in zinnen(maak_tekst(brief, []))]
    assert len(lengtes) > 20
    assert sum(lengtes) / len(lengtes) <= 12
    assert max(lengtes) <= 22


@ALLE
def test_de_zinnen_zeggen_wie_iets_doet(brief: Brief):
    woorden = [woord.lower() for zin in zinnen(maak_tekst(brief, [])) for woord in zin]
    lijdend = [woord for woord in woorden if woord in ("worden", "wordt", "werd", "werden")]
    assert len(lijdend) <= len(woorden) / 100
    assert not {"je", "jij", "jouw", "jullie", "dient", "middels", "teneinde", "betreffende"} & set(woorden)


@ALLE
def test_elke_brief_zegt_wie_hem_stuurt_wat_er_speelt_en_wie_u_belt(brief: Brief):
    tekst = maak_tekst(brief, [])
    assert len(re.findall(r"^# ", tekst, re.MULTILINE)) == 1
    for verwacht in (
        ORGANISATIE.naam,
        "12 maart 2026",
        KOP.kenmerk,
        KOP.medewerker.telefoon,
        ORGANISATIE.telefoon,
        "112",
    ):
        assert verwacht in tekst


def test_elke_soort_heeft_een_eigen_code_een_bron_die_bestaat_en_een_voorbeeld():
    assert {type(brief) for brief in BRIEVEN.values()} == set(SOORTEN)
    assert len({soort.code for soort in SOORTEN.values()}) == 6
    for soort in SOORTEN.values():
        assert soort.bronnen
        assert all(load.titel(bron) for bron in soort.bronnen)


def test_de_overdracht_noemt_alle_afspraken_en_geen_adres():
    tekst = maak_tekst(OVERDRACHT, [])
    for deel in (*OVERDRACHT.ontvangers, *OVERDRACHT.veiligheidsvoorwaarden, *OVERDRACHT.doelen_risico, *OVERDRACHT.doelen_herstel,
                 *OVERDRACHT.opnieuw_melden, *(a.wat for a in OVERDRACHT.afspraken), *(m.waarop for m in OVERDRACHT.monitoring)):  # fmt: skip
        assert deel in tekst
    for belofte in (
        "Houdt zicht op veiligheid: **Wijkteam Voorbeeldstad**",
        "Heeft de regie: **Sanne Bruinsma van het wijkteam**",
    ):
        assert belofte in tekst
    assert "Adresblok" not in tekst


def test_na_alleen_een_beoordeling_belooft_de_overdracht_geen_monitoring():
    kort = replace(OVERDRACHT, moment=Overdrachtsmoment.NA_BEOORDELING, monitoring=(), veiligheidsvoorwaarden=())
    tekst = maak_tekst(kort, [])
    assert "## Veilig Thuis stopt nu" in tekst
    assert "kijkt later" not in tekst
    assert "Zo blijft het veilig" not in tekst


def test_de_overdracht_na_een_dienst_zonder_voorwaarden_en_monitoring_gaat_niet_uit():
    with pytest.raises(BriefFout) as fout:
        maak_tekst(replace(OVERDRACHT, monitoring=(), veiligheidsvoorwaarden=(), regie=" "), [])
    assert fout.value.regels == (
        "De brief 'Schriftelijke bevestiging van de overdracht' is nog niet klaar.",
        "Nog invullen: wie de regie heeft.",
        "Nog invullen: de veiligheidsvoorwaarden; na Voorwaarden & Vervolg staan die in de brief.",
        "Nog invullen: de afspraken over monitoring; na Voorwaarden & Vervolg volgt altijd monitoren.",
        "Vul dit aan in het dossier en maak de brief opnieuw.",
    )


def test_een_datum_die_niet_kan_houdt_de_brief_tegen():
    assert tekorten(replace(UITNODIGING, gesprek_op=date(2026, 3, 11))) == (
        "een dag voor het gesprek die na de datum van de brief ligt",
    )
    assert tekorten(replace(TERUGKOPPELING, gemeld_op=date(2026, 3, 13))) == (
        "een datum van de brief die niet voor de gebeurtenis ligt",
    )
    assert tekorten(replace(TERUGKOPPELING, gemeld_op=date(2026, 3, 12))) == ()


def test_zonder_naam_kenmerk_of_aanhef_is_een_brief_niet_klaar():
    leeg = replace(UITNODIGING, kop=replace(KOP, kenmerk=""), aan=Geadresseerde("", (), ""), met_wie=("",))
    assert tekorten(leeg) == ("kenmerk (van de brief)", "aan wie de brief gaat, met de aanhef", "met wie")


def test_de_terugkoppeling_zegt_alleen_stappen_uit_de_lijst():
    tekst = maak_tekst(TERUGKOPPELING, [])
    assert [stap for stap in Stap if stap.value in tekst] == list(TERUGKOPPELING.stappen)
    assert "alleen als u dat goed vindt" in tekst
    assert "vanuit uw werk" in maak_tekst(replace(TERUGKOPPELING, beroepsmatig=True), [])


def test_de_uitnodiging_zegt_niets_over_een_melding():
    assert not re.search(r"meld(?!puntje)|zorgen|geweld|mishandel|slachtoffer|pleger", maak_tekst(UITNODIGING, []))


@pytest.mark.parametrize(
    "rol, lezer",
    [
        (Rol.DIRECT_BETROKKENE, Lezer.DIRECT_BETROKKENE),
        (Rol.MELDER, Lezer.MELDER),
        (Rol.INFORMANT, Lezer.INFORMANT),
        (Rol.ADVIESVRAGER, Lezer.INFORMANT),
    ],
)
def test_de_brief_over_rechten_gaat_naar_elke_betrokkene_en_noemt_alles_wat_de_wet_vraagt(rol: Rol, lezer: Lezer):
    brief = Rechten(KOP, AAN, rol)
    assert lezers_van(brief) == (lezer,)
    tekst = maak_tekst(brief, [])
    for recht in (
        "opschreven",
        "kopie",
        "passen wij het aan",
        "binnen drie maanden",
        "klacht",
        "vertrouwenspersoon",
        "15 jaar",
        "AKJ",
    ):
        assert recht in tekst


def test_de_bewaartermijn_komt_van_de_organisatie():
    kop = replace(KOP, organisatie=replace(ORGANISATIE, bewaarjaren=20))
    assert "20 jaar" in maak_tekst(Rechten(kop, AAN, Rol.MELDER), [])


@pytest.mark.parametrize("veld", ["overdrachtspartij", "regie", "wie_meldt", "zicht_op_veiligheid"])
def test_een_geheim_in_elk_veld_houdt_de_brief_tegen(veld: str):
    geheim = Geheim(Soort.NAAM, "Thea Postma")
    with pytest.raises(BronbeschermingFout):
        maak_tekst(replace(OVERDRACHT, **{veld: "mevrouw T. Postma"}), [geheim])
    assert maak_tekst(OVERDRACHT, [geheim])


def test_de_overdracht_wordt_ook_voor_de_ontvangende_partij_bewaakt():
    assert lezers_van(OVERDRACHT) == (Lezer.DIRECT_BETROKKENE, Lezer.OVERDRACHTSPARTIJ)


def test_een_verkeerd_gekozen_ontvanger_houdt_de_brief_tegen_tot_de_registratie_hem_kent():
    geheim = Geheim(Soort.ORGANISATIE, "Wijkteam Voorbeeldstad")
    with pytest.raises(BronbeschermingFout):
        maak_tekst(OVERDRACHT, [geheim])
    assert maak_tekst(OVERDRACHT, [geheim], bekend=[Bekend(Soort.ORGANISATIE, "Wijkteam Voorbeeldstad")])


def test_de_melder_mag_zijn_eigen_brief_krijgen_en_een_andere_melder_niet():
    geheimen = [
        Geheim(Soort.NAAM, "Tjeerd Postma", persoon="M-1"),
        Geheim(Soort.ADRES, "Elders 5, 9992 CC Elders", persoon="M-1"),
    ]
    assert maak_tekst(TERUGKOPPELING, geheimen, eigen="M-1")
    with pytest.raises(BronbeschermingFout) as fout:
        maak_tekst(TERUGKOPPELING, geheimen, eigen="M-2")
    assert {v.soort for v in fout.value.vondsten} == {Soort.NAAM, Soort.ADRES}


def test_een_brief_naar_een_geheim_adres_gaat_alleen_naar_wie_er_woont():
    adres = Geheim(Soort.GEHEIM_ADRES, "Voorbeeldstraat 1, 9991 BB Voorbeeldstad", persoon="B-1")
    assert maak_tekst(UITNODIGING, [adres], eigen="B-1")
    with pytest.raises(BronbeschermingFout, match="een adres dat geheim moet blijven"):
        maak_tekst(UITNODIGING, [adres], eigen="B-2", bekend=[Bekend(Soort.ADRES, adres.waarde)])


def test_een_melding_van_veilig_thuis_zelf_houdt_de_eigen_brieven_niet_tegen():
    geheimen = [
        Geheim(Soort.ORGANISATIE, "Veilig Thuis"),
        Geheim(Soort.NAAM, KOP.medewerker.naam),
        Geheim(Soort.TELEFOON, ORGANISATIE.telefoon),
    ]
    assert maak_tekst(UITNODIGING, geheimen)
