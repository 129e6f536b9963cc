"""De normwerkbank in de applicatie: proberen, voorstellen, bespreken, vaststellen; en vanaf dan geldt de norm overal."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.bord import met_cijfers
from support.web import maak_gebruiker
from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.normproef import geschiedenis, proef
from zicht.core.fouten import ZichtFout
from zicht.core.normproef import kandidaat
from zicht.core.parameters import Richting, Versie
from zicht.core.periodes import lees_periode
from zicht.web import cijferbron, eigennormen
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.logboek.models import Logregel
from zicht.web.normen import handelingen
from zicht.web.normen.models import Normbesluit, Normvoorstel
from zicht.web.normen.normtekst import normtekst

pytestmark = pytest.mark.django_db
CODE = "beoordeling-tijdig-na-ontvangst"


@pytest.fixture(scope="module")
def datamap(tmp_path_factory):
    return tmp_path_factory.mktemp("normen")


@pytest.fixture
def cijfers(datamap):
    with met_cijfers(datamap):
        yield cijferbron.stand()


def als(rol: Rol) -> Client:
    client, naam = Client(), f"norm-{rol.value}"
    client.force_login(Gebruiker.objects.filter(username=naam).first() or maak_gebruiker(naam, rol))
    return client


def tekst(antwoord) -> str:
    assert antwoord.status_code == 200, antwoord.status_code
    return antwoord.content.decode()


def vandaag() -> date:
    return timezone.localdate()


def een_voorstel(client: Client, waarde: str = "75", code: str = CODE) -> Normvoorstel:
    vanaf = vandaag() + timedelta(days=30)
    antwoord = client.post(reverse("norm_voorstellen", args=[code]), {
        "waarde": waarde, "vanaf": f"{vanaf:%d-%m-%Y}", "evaluatie_op": f"{vanaf + timedelta(days=360):%d-%m-%Y}",
        "toelichting": "Drie jaar geschiedenis laat zien dat het kan.",
    })  # fmt: skip
    assert antwoord.status_code == 302, tekst(antwoord)
    return Normvoorstel.objects.get(indicator=code, stand="loopt")


def gesprek(client: Client, rij: Normvoorstel, eens: bool = True) -> None:
    velden = {
        "datum": f"{vandaag():%d-%m-%Y}",
        "deelnemers": "begeleidingscommissie, Alkmaar, Hoorn",
        "verslag": "Besproken.",
    }
    antwoord = client.post(
        reverse("norm_gesprek", args=[rij.kenmerk]), velden | ({"overeenstemming": "on"} if eens else {})
    )
    assert antwoord.status_code == 302


def besluit(**anders: str) -> dict[str, str]:
    nu = vandaag()
    return {
        "besloten_op": f"{nu:%d-%m-%Y}", "orgaan": "algemeen bestuur", "document": "besluitenlijst, punt 4",
        "vanaf": f"{nu:%d-%m-%Y}", "evaluatie_op": f"{nu + timedelta(days=360):%d-%m-%Y}",
    } | anders  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- proberen


def test_de_lijst_heeft_elke_norm_met_bron_uitkomst_en_evaluatie_en_wat_er_met_opzet_geen_heeft(cijfers):
    blad = tekst(als(Rol.DIRECTEUR).get(reverse("normen")))
    for woorden in ("minimaal 60", "hoogstens 30", "had al gemoeten", "Prestatie-Indicatoren Veilig Thuis NHN"):
        assert woorden in blad
    assert "bewust geen norm gekoppeld" in blad
    assert "sec niet stuurbaar" in blad


def test_de_werkbank_zegt_hoe_vaak_een_norm_gehaald_zou_zijn_zoals_de_proef_het_telt(cijfers):
    blad = tekst(als(Rol.CONTROLLER).get(reverse("normwerkbank", args=[CODE]), {"norm": "70", "jaren": "3"}))
    with cijfers.rekenen() as c:
        alle = geschiedenis(c, CODE, jaren=3)
    versie = Versie(vandaag(), None, "procent", None, None)
    norm = kandidaat(INDICATOREN[CODE], Decimal(70), Richting.MINIMAAL, versie)
    geteld = proef(alle, norm, "NHN")
    assert f"zou in {geteld.gehaald} van de {geteld.meetbaar} burap-perioden zijn gehaald" in blad
    for meting in geteld.metingen:
        assert f"{meting.tellingen.teller} van {meting.tellingen.noemer}" in blad
    assert (
        "onbekend: normtijd van de dienst is niet bekend in Programmabegroting 2019" in blad
        or "zonder extra inzet" in blad
    )


@pytest.mark.parametrize(
    "vraag", [{"gebied": "GM9999"}, {"jaren": "x"}, {"jaren": "99"}, {"per": "eeuw"}, {"telling": "x"}]
)
def test_een_keuze_die_niet_bestaat_is_404(cijfers, vraag):
    assert als(Rol.CONTROLLER).get(reverse("normwerkbank", args=[CODE]), vraag).status_code == 404


@pytest.mark.parametrize("norm, woorden", [("abc", "is geen getal"), ("140", "ligt tussen 0 en 100")])
def test_een_norm_die_niet_kan_staat_bij_het_vak_met_wat_wel_kan(cijfers, norm, woorden):
    blad = tekst(als(Rol.CONTROLLER).get(reverse("normwerkbank", args=[CODE]), {"norm": norm}))
    assert woorden in blad
    assert 'aria-invalid="true"' in blad
    assert f'value="{norm}"' in blad


@pytest.mark.parametrize(
    "code", ["tevredenheid-betrokkenen", "klachten-gegrond", "overdracht-snelheid", "vv-tijdig-na-start"]
)
def test_elke_soort_indicator_past_op_de_werkbank(cijfers, code):
    klant = als(Rol.CONTROLLER)
    for vraag in ({}, {"gebied": "GM0361", "per": "kwartaal"}, {"per": "jaar", "telling": "ontvangen"}):
        assert "norm" in tekst(klant.get(reverse("normwerkbank", args=[code]), vraag))


def test_de_inzet_komt_uit_de_nieuwste_vastgestelde_begroting_van_de_organisatie(cijfers):
    from support.begroting import kopie
    from zicht.web.begroting.models import Begrotingsstuk
    from zicht.web.normen.werkbank import nieuwste_begroting

    rij = kopie(maak_gebruiker("con", Rol.CONTROLLER))
    assert nieuwste_begroting("NHN").titel == "Programmabegroting 2019"  # een concept telt niet
    Begrotingsstuk.objects.filter(pk=rij.pk).update(regio="NHN", stand="vastgesteld", vastgesteld_op=vandaag())
    assert nieuwste_begroting("NHN").getal("dienst.meldingen.normtijd_uren").waarde == Decimal("2.5")
    blad = tekst(als(Rol.CONTROLLER).get(reverse("normwerkbank", args=[CODE]), {"norm": "99"}))
    assert "Extra fte, een jaar lang" in blad
    assert "<dd>onbekend" not in blad
    assert "€" in blad


# ----------------------------------------------------------------------------------------------------- nooit een norm


@pytest.mark.parametrize(
    "code, woorden",
    [("recidive-na-overdracht", "bewust geen norm gekoppeld"), ("instroom-meldingen", "sec niet stuurbaar")],
)
def test_recidive_en_instroom_krijgen_langs_geen_enkele_weg_een_norm(cijfers, code, woorden):
    klant, directeur = als(Rol.CONTROLLER), maak_gebruiker("dir", Rol.DIRECTEUR)
    assert woorden in tekst(klant.get(reverse("normwerkbank", args=[code]), {"norm": "10"}))
    assert klant.get(reverse("norm_voorstellen", args=[code])).status_code == 404
    nu = timezone.localtime()
    voorstel = handelingen.Voorstel(
        code, Decimal(10), Richting.MAXIMAAL, vandaag(), vandaag() + timedelta(days=300), "x"
    )
    with pytest.raises(ZichtFout, match=woorden):
        handelingen.norm_voorstellen(voorstel, {"meetbaar": 9, "gehaald": 1}, door=directeur, om=nu)
    zij = Normvoorstel.objects.create(  # ook wie de databank zelf vult, krijgt er geen cijfer mee
        kenmerk="N-26-BUITENOM", indicator=code, waarde=10, richting="maximaal", vanaf=vandaag(), stand="vastgesteld",
        evaluatie_op=vandaag(), toelichting="x", proef={}, om=nu, door=directeur,
    )  # fmt: skip
    if code == "recidive-na-overdracht":
        Normbesluit.objects.create(voorstel=zij, indicator=code, waarde=10, richting="maximaal", vanaf=vandaag(),
                                   besloten_op=vandaag(), orgaan="x", document="x", evaluatie_op=vandaag(), om=nu,
                                   door=directeur)  # fmt: skip
        with pytest.raises(ZichtFout, match="bewust geen norm gekoppeld"):
            cijferbron.stand()


# ------------------------------------------------------------------------------------------- voorstel, gesprek, besluit


def test_van_voorstel_naar_besluit_en_dan_geldt_de_norm_in_elk_cijfer(cijfers):
    controller, directeur = als(Rol.CONTROLLER), als(Rol.DIRECTEUR)
    rij = een_voorstel(controller)
    assert rij.proef["meetbaar"] > 3
    assert rij.proef["vingerafdruk"] == cijfers.vingerafdruk
    oud = cijfers.definitieversie
    weigering = tekst(directeur.post(reverse("norm_besluit", args=[rij.kenmerk]), besluit()))
    assert "nog geen overeenstemming vastgelegd" in weigering
    gesprek(controller, rij, eens=False)
    assert "nog geen overeenstemming vastgelegd" in tekst(
        directeur.post(reverse("norm_besluit", args=[rij.kenmerk]), besluit())
    )
    gesprek(controller, rij)
    assert directeur.post(reverse("norm_besluit", args=[rij.kenmerk]), besluit()).status_code == 302
    blad = tekst(controller.get(reverse("norm_voorstel", args=[rij.kenmerk])))
    assert "Vastgesteld: geldt vanaf" in blad
    assert "besluitenlijst, punt 4" in blad
    straks = lees_periode(f"{vandaag().year + 1}-burap1")
    norm = load.eigen_norm(eigennormen.normen(), CODE, straks.eind)
    assert norm is not None
    assert norm.waarde == Decimal("0.75")
    assert load.eigen_norm(eigennormen.normen(), CODE, vandaag() - timedelta(days=1)) is None
    assert cijferbron.stand().definitieversie != oud
    assert "minimaal 75" in tekst(controller.get(reverse("normen")))
    assert "algemeen bestuur" in tekst(controller.get(reverse("normwerkbank", args=[CODE])))
    handelingen_ = list(Logregel.objects.filter(soort="norm", kenmerk=rij.kenmerk).values_list("handeling", flat=True))
    assert {"norm_voorstellen", "norm_bespreken", "norm_vaststellen"} <= set(handelingen_)


def test_de_vastgestelde_norm_beoordeelt_het_dashboard_vanaf_haar_dag(cijfers):
    """De norm van een periode is die van haar laatste dag; een norm van later verandert een eerdere periode niet."""
    door, nu = maak_gebruiker("dir2", Rol.DIRECTEUR), timezone.localtime()
    voorstel = Normvoorstel.objects.create(
        kenmerk="N-25-VASTVAST", indicator=CODE, waarde=99, richting="minimaal", vanaf=date(2025, 5, 1), stand="vastgesteld",
        evaluatie_op=date(2026, 4, 1), toelichting="x", proef={"meetbaar": 1}, om=nu, door=door,
    )  # fmt: skip
    Normbesluit.objects.create(
        voorstel=voorstel, indicator=CODE, waarde=99, richting="minimaal", vanaf=date(2025, 5, 1), besloten_op=date(2025, 4, 1),
        orgaan='bestuur "NHN"', document="lijst \\ 1", evaluatie_op=date(2026, 4, 1), om=nu, door=door,
    )  # fmt: skip
    eerst, daarna = cijferbron.stand().reeks([lees_periode("2025-burap1"), lees_periode("2025-burap2")])
    assert (eerst.van(CODE).norm, daarna.van(CODE).norm) == (0.6, 0.99)
    assert daarna.van(CODE).oordeel == "niet_gehaald"
    blad = tekst(
        als(Rol.CONTROLLER).get(reverse("bord_indicator", args=[CODE]), {"periode": "2025-burap2", "stap": "burap"})
    )
    assert "minimaal 99" in blad


def test_ook_de_marge_en_de_indicatoren_uit_de_registratie_rekenen_met_de_eigen_norm(cijfers):
    from zicht.web.registratie.selecties import cijfers as uit_registratie
    from zicht.web.registratie.selecties import marge

    test_de_vastgestelde_norm_beoordeelt_het_dashboard_vanaf_haar_dag(cijfers)
    normen = {i.code: norm.waarde for i, _, norm in marge._met_norm("NHN", date(2025, 8, 31))}
    assert (normen[CODE], normen["vv-tijdig-na-start"]) == (Decimal("0.99"), Decimal("0.9"))
    assert {i.code: n.waarde for i, _, n in marge._met_norm("NHN", date(2025, 4, 30))}[CODE] == Decimal("0.6")
    periode = lees_periode("2025-burap2")
    assert uit_registratie.uitkomst(periode, periode.eind).definitieversie == cijferbron.stand().definitieversie


def test_de_tekst_van_eigen_normen_is_een_parameterbestand_dat_klopt(cijfers):
    assert normtekst() == ""
    test_de_vastgestelde_norm_beoordeelt_het_dashboard_vanaf_haar_dag(cijfers)
    from zicht.core.parameters import gebreken

    thema = load.lees_normen(normtekst(), "eigen")
    assert [gebrek for parameter in thema.values() for gebrek in gebreken(parameter, load.bronnen())] == []
    [parameter] = thema.values()
    assert parameter.versies[0].bron is not None
    assert parameter.versies[0].bron.vindplaats == 'lijst \\ 1 (bestuur "NHN")'


def test_er_loopt_een_voorstel_tegelijk_en_een_ingetrokken_voorstel_blijft_te_lezen(cijfers):
    klant = als(Rol.CONTROLLER)
    rij = een_voorstel(klant)
    nog_een = klant.post(reverse("norm_voorstellen", args=[CODE]), {
        "waarde": "80", "vanaf": f"{vandaag():%d-%m-%Y}", "evaluatie_op": f"{vandaag() + timedelta(days=300):%d-%m-%Y}",
        "toelichting": "x",
    })  # fmt: skip
    assert "loopt al een voorstel" in tekst(nog_een)
    assert klant.post(reverse("norm_intrekken", args=[rij.kenmerk]), {"reden": "eerst meten"}).status_code == 302
    assert "Ingetrokken: eerst meten" in tekst(klant.get(reverse("norm_voorstel", args=[rij.kenmerk])))
    assert klant.get(reverse("norm_gesprek", args=[rij.kenmerk])).status_code == 404
    een_voorstel(klant, "80")


@pytest.mark.parametrize(
    "anders, woorden",
    [
        ({"vanaf": "01-01-2020"}, "terugwerkende kracht"),
        ({"besloten_op": "01-01-2099"}, "toekomst"),
        ({"evaluatie_op": "01-01-2099"}, "jaarlijks geëvalueerd"),
        ({"evaluatie_op": "01-01-2020"}, "ligt na de dag"),
        ({"besloten_op": "01-01-2020", "vanaf": "01-01-2020"}, "voor het laatste gesprek"),
    ],
)
def test_een_besluit_dat_niet_bij_de_notitie_past_wordt_geweigerd(cijfers, anders, woorden):
    klant = als(Rol.CONTROLLER)
    rij = een_voorstel(klant)
    gesprek(klant, rij)
    antwoord = als(Rol.DIRECTEUR).post(reverse("norm_besluit", args=[rij.kenmerk]), besluit(**anders))
    assert woorden in tekst(antwoord)
    assert not Normbesluit.objects.exists()


def test_een_voorstel_zonder_geschiedenis_of_met_een_late_evaluatie_komt_er_niet(cijfers):
    door, nu = maak_gebruiker("bel", Rol.BELEIDSMEDEWERKER), timezone.localtime()
    goed = handelingen.Voorstel(CODE, Decimal(70), Richting.MINIMAAL, vandaag(), vandaag() + timedelta(days=300), "x")
    with pytest.raises(ZichtFout, match="historische data"):
        handelingen.norm_voorstellen(goed, {"meetbaar": 0}, door=door, om=nu)
    laat = replace(goed, evaluatie_op=vandaag() + timedelta(days=500))
    with pytest.raises(ZichtFout, match="jaarlijks"):
        handelingen.norm_voorstellen(laat, {"meetbaar": 3}, door=door, om=nu)


def test_alleen_de_directeur_stelt_vast_en_een_teamleider_stelt_niets_voor(cijfers):
    rij = een_voorstel(als(Rol.CONTROLLER))
    gesprek(als(Rol.BELEIDSMEDEWERKER), rij)
    assert als(Rol.BELEIDSMEDEWERKER).get(reverse("norm_besluit", args=[rij.kenmerk])).status_code == 403
    assert als(Rol.TEAMLEIDER).get(reverse("norm_voorstellen", args=[CODE])).status_code == 403
    assert als(Rol.REGIOTEAM).get(reverse("normen")).status_code == 403
    assert als(Rol.GEMEENTE).get(reverse("normen")).status_code == 403


# ----------------------------------------------------------------------------------------------------------- tijdmachine


def test_de_tijdmachine_toont_de_brug_en_alleen_wie_mag_ontvouwen_ziet_gevallen(cijfers):
    adres = reverse("tijdmachine", args=["vv-tijdig-na-start"])
    vraag = {"periode": "2025", "van": "vv-tijdig-na-start:begroting-2019", "naar": "vv-tijdig-na-start:notitie"}
    met, zonder = (tekst(als(rol).get(adres, vraag)) for rol in (Rol.CONTROLLER, Rol.DIRECTEUR))
    for blad in (met, zonder):
        assert "vanaf de veiligheidsbeoordeling" in blad
        assert "gelijk aan het cijfer in de rapportage" in blad
        assert "Deze brug sluit niet" not in blad
    assert "/bord/geval/dienst/" in met
    assert "/bord/geval/dienst/" not in zonder


@pytest.mark.parametrize("code", ["klachten-gegrond", "recidive-na-overdracht", "beoordeling-tijdig-na-oppakken", CODE])
def test_de_tijdmachine_heeft_zonder_keuze_al_een_brug(cijfers, code):
    assert "De brug" in tekst(als(Rol.CONTROLLER).get(reverse("tijdmachine", args=[code])))


@pytest.mark.parametrize(
    "vraag",
    [{"van": "x"}, {"naar": "klachten-gegrond:notitie"}, {"periode": "x"}, {"periode": "2099"}, {"gemeente": "GM9999"}],
)
def test_een_vergelijking_die_niet_bestaat_is_404(cijfers, vraag):
    assert als(Rol.CONTROLLER).get(reverse("tijdmachine", args=[CODE]), vraag).status_code == 404
    assert als(Rol.CONTROLLER).get(reverse("tijdmachine", args=["instroom-meldingen"])).status_code == 404


def test_zonder_cijfers_zegt_elke_bladzijde_wat_er_moet(tmp_path):
    from support.bord import instellingen

    with instellingen(data=str(tmp_path)):
        for adres in (reverse("normen"), reverse("normwerkbank", args=[CODE]), reverse("verbeterplannen")):
            assert "Er zijn nog geen cijfers" in tekst(als(Rol.CONTROLLER).get(adres))
