"""Onder een naam, datum of BSN van vroeger blijft iemand te vinden, en een afgeschermd dossier geeft daarmee niets prijs."""

from datetime import date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.web import NU, VANDAAG, maak_gebruiker
from zicht.core.herkenning import Soort
from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import herkenning, zoeksleutels
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import dubbelen, meldingen, personen
from zicht.web.registratie.handelingen.bescherming import bescherming_opheffen, dossier_beschermen
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek
from zicht.web.registratie.handelingen.politie import politiemeldingen_inlezen
from zicht.web.registratie.selecties.intake import zelfde_bsn
from zicht.web.registratie.selecties.zoeken import op_persoon

pytestmark = pytest.mark.django_db
ANNA = Mens("Anna", "de", "Wit", "v", 1990, 4, 12)
ANNE = Mens("Anna", "", "Zomerdijk", "v", 1990, 4, 12, bsn="123456782")
WIT = Persoonsgegevens("Anna", "de", "Wit")
ZOMERDIJK = Persoonsgegevens("Anna", None, "Zomerdijk")
BSN = "111222333"


class Huis:
    """Een medewerker, een teamleider, en dossiers met elk een mens."""

    def __init__(self) -> None:
        self.tineke = maak_gebruiker("tineke", Rol.TOEGANG)
        self.leider = maak_gebruiker("leider", Rol.TEAMLEIDER)
        self._stappen = 0

    def om(self) -> datetime:
        """Elke handeling een eigen tijdstip."""
        self._stappen += 1
        return NU + timedelta(minutes=self._stappen)

    def zaak(self, mens: Mens | m.Persoon, plek: Woonplek | None = None, door: Gebruiker | None = None) -> m.Dossier:
        wie = Betrokkenheid(
            "slachtoffer", mens if isinstance(mens, Mens) else None, mens if isinstance(mens, m.Persoon) else None
        )
        nieuw = meldingen.NieuweMelding(
            ontvangen_op=date(2026, 3, 2), gemeente="GM0361", adres=plek, betrokkenen=(wie,)
        )
        return meldingen.melding_registreren(nieuw, door=door or self.tineke, om=self.om()).dossier

    def persoon(self, dossier: m.Dossier) -> m.Persoon:
        return m.Persoon.objects.get(betrokkenheden__dossier=dossier)

    def verbeter(self, dossier: m.Dossier, door: Gebruiker | None = None, **anders) -> None:
        betrokkene = m.Betrokkene.objects.select_related("persoon", "dossier").get(dossier=dossier)
        mens = {naam: getattr(betrokkene.persoon, naam) for naam in vars(ANNA) if naam != "bsn"} | anders
        personen.persoon_wijzigen(
            betrokkene, Mens(**mens), rol="slachtoffer", reden="verbeterd", versie=None, door=door or self.tineke, om=self.om()
        )  # fmt: skip

    def verbind(self, een: m.Dossier, ander: m.Dossier, *gekozen: str) -> m.Persoonsverband:
        a, b = self.persoon(een), self.persoon(ander)
        return dubbelen.personen_verbinden(
            a, b, keuzes=dict.fromkeys(gekozen, b), reden="zij zei het", door=self.tineke, om=self.om()
        )

    def los(self, verband: m.Persoonsverband) -> None:
        verband = m.Persoonsverband.objects.get(pk=verband.pk)
        dubbelen.personen_losmaken(verband, reden="toch niet", door=self.tineke, om=self.om())

    def scherm_af(self, dossier: m.Dossier) -> None:
        dossier.refresh_from_db()
        dossier_beschermen(
            dossier, toegelaten=(self.leider,), reden="collega", op=VANDAAG, door=self.leider, om=self.om()
        )

    def vindt(self, vraag: Persoonsgegevens, wie: Gebruiker | None = None) -> list[herkenning.Bekende]:
        return herkenning.zoek(vraag, gebruiker=wie or self.tineke, nu=NU)

    def dossiers(self, vraag: Persoonsgegevens, wie: Gebruiker | None = None) -> set[str]:
        """In welke dossiers staat wie hierop lijkt; tijdens het typen en op de zoekpagina."""
        typend = {b.dossier.kenmerk for bekende in self.vindt(vraag, wie) for b in bekende.betrokkenheden}
        zoekend = {
            b.dossier.kenmerk
            for treffer in op_persoon(vraag, wie or self.tineke, NU)
            for b in treffer.gevonden.betrokkenheden
        }
        assert typend <= zoekend
        return typend


@pytest.fixture
def huis():
    return Huis()


def sleutels():
    eerder = m.EerderBekend.objects.values_list("persoon", "dossier", "achternaam", "geboortejaar", "bsn_merk")
    return set(m.Zoeksleutel.objects.values_list("persoon", "sleutel", "eerder")), sorted(map(str, eerder))


def test_een_verbeterde_naam_of_datum_vindt_iemand_nog(huis):
    dossier = huis.zaak(ANNA)
    huis.verbeter(dossier, achternaam="Zomerdijk", voorvoegsel="")
    (bekende,) = huis.vindt(WIT)
    assert bekende.eerder is not None
    assert (str(bekende.eerder), bekende.eerder_in) == ("Anna de Wit", {"achternaam"})
    assert huis.vindt(ZOMERDIJK)[0].eerder is None
    huis.verbeter(dossier, geboortejaar=1971, geboortemaand=9, geboortedag=30)
    (bekende,) = huis.vindt(Persoonsgegevens("Anna", jaar=1990, maand=4, dag=12))
    assert bekende.eerder_in == {"geboortedatum"}
    # Ook samen: de naam van toen met de datum van nu.
    (bekende,) = huis.vindt(Persoonsgegevens("Anna", "de", "Wit", jaar=1971, maand=9, dag=30))
    assert (bekende.gelijkenis.soort, bekende.eerder_in) == (Soort.WAARSCHIJNLIJK, {"achternaam"})


def test_wat_eerst_leeg_was_maakt_een_ander_niet_gelijker(huis):
    dossier = huis.zaak(Mens("A.", "de", "Wit", "v", 1990))
    huis.verbeter(dossier, voornamen="Anna", geboortemaand=4, geboortedag=12)
    assert not m.EerderBekend.objects.exists()
    assert not m.Zoeksleutel.objects.filter(eerder=True).exists()


def test_de_naam_die_niet_is_gekozen_vindt_beide_dossiers(huis):
    een, ander = huis.zaak(ANNA), huis.zaak(ANNE)
    verband = huis.verbind(een, ander, "achternaam", "bsn")
    assert str(huis.persoon(een)) == "Anna Zomerdijk"
    assert huis.dossiers(WIT) == huis.dossiers(ZOMERDIJK) == {een.kenmerk, ander.kenmerk}
    huis.los(verband)
    assert huis.dossiers(WIT) == {een.kenmerk}
    assert huis.dossiers(ZOMERDIJK) == {ander.kenmerk}


def test_losmaken_geeft_elke_rij_precies_haar_sleutels_terug(huis):
    een, ander = huis.zaak(ANNA), huis.zaak(ANNE)
    huis.verbeter(een, geboortejaar=1991)
    voor = sleutels()
    verband = huis.verbind(een, ander, "achternaam", "bsn", "geboren")
    assert sleutels() != voor
    huis.los(verband)
    assert sleutels() == voor


def test_een_verbetering_die_meekwam_en_weer_verdween_blijft_niet_hangen(huis):
    een, ander = huis.zaak(ANNA), huis.zaak(ANNA)
    verband = huis.verbind(een, ander)
    huis.verbeter(een, achternaam="Zomerdijk", voorvoegsel="")
    huis.verbeter(een, achternaam="Wit", voorvoegsel="de")
    assert huis.dossiers(ZOMERDIJK) == {een.kenmerk, ander.kenmerk}
    huis.los(verband)  # de rij van de ander verandert nu niet, haar sleutels wel
    assert huis.dossiers(ZOMERDIJK) == {een.kenmerk}


STAPPEN = st.lists(
    st.tuples(st.sampled_from(["naam", "datum", "verbind", "verbind", "los"]), st.integers(0, 2)),
    min_size=4,
    max_size=9,
)
PAREN = ((0, 1), (1, 2), (0, 2))
NAMEN = (
    "Zomerdijk Brandkamp Hoogland Vermeulen Kuipers Schaapman Timmer Postma Roggeveen Noordzij Bakhuis Linders".split()
)


@pytest.mark.usefixtures("huis")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(STAPPEN)
def test_in_elke_volgorde_blijft_het_eigene_vindbaar_en_verdwijnt_het_andere(huis, stappen):
    with transaction.atomic():
        _speel(huis, stappen)
        transaction.set_rollback(True)


def _speel(huis, stappen):
    namen = iter(NAMEN)
    zaken = []
    eigen: dict[int, set] = {}
    verbanden: dict[tuple[int, int], m.Persoonsverband] = {}
    for nr in range(3):
        naam = next(namen)
        zaken.append(huis.zaak(Mens("Anna", "", naam, "v", 1950 + nr, 1 + nr, 20 + nr)))
        eigen[nr] = {naam, (1950 + nr, 1 + nr, 20 + nr)}
    for nr, (wat, een) in enumerate(stappen):
        paar = PAREN[een]
        if wat == "naam":
            naam = next(namen)
            huis.verbeter(zaken[een], achternaam=naam)
            eigen[een].add(naam)
        elif wat == "datum":
            datum = (1960 + 3 * nr, 3 + nr, 12 + nr)
            huis.verbeter(zaken[een], **dict(zip(("geboortejaar", "geboortemaand", "geboortedag"), datum, strict=True)))
            eigen[een].add(datum)
        elif wat == "verbind" and paar[0] not in _samen(verbanden, paar[1]):
            verbanden[paar] = huis.verbind(*(zaken[plek] for plek in paar), "achternaam", "geboren")
        elif wat == "los" and verbanden:
            huis.los(verbanden.pop(sorted(verbanden)[een % len(verbanden)]))
    _klopt(huis, zaken, eigen, verbanden)


def _samen(verbanden, een):
    samen = {een}
    for _ in range(3):
        samen |= {nr for paar in verbanden if samen & set(paar) for nr in paar}
    return samen


def _klopt(huis, zaken, eigen, verbanden):
    """Nog eens, zonder versies: wat in een dossier getypt is vindt dat dossier en waaraan het vastzit, en verder niets."""
    for nr in eigen:
        kenmerken = {zaken[ander].kenmerk for ander in _samen(verbanden, nr)}
        for iets in eigen[nr]:
            is_naam = isinstance(iets, str)
            vraag = (
                Persoonsgegevens("Anna", None, iets) if is_naam else Persoonsgegevens("Anna", None, None, None, *iets)
            )
            gevonden = {b.dossier.kenmerk for bekende in huis.vindt(vraag) for b in bekende.betrokkenheden}
            assert gevonden == kenmerken, (nr, iets)


# ------------------------------------------------------------------------------------------------------- afgeschermd


def test_een_naam_die_alleen_in_een_afgeschermd_dossier_stond_vindt_voor_een_ander_niemand(huis):
    geheim = huis.zaak(ANNA, door=huis.leider)
    huis.scherm_af(geheim)
    huis.verbeter(geheim, door=huis.leider, achternaam="Zomerdijk", voorvoegsel="")
    open_ = huis.zaak(huis.persoon(geheim), door=huis.leider)
    assert huis.dossiers(ZOMERDIJK) == {open_.kenmerk}
    assert huis.vindt(WIT) == []
    # De geboortedatum is dezelfde: dat de achternaam van vroeger past, is nergens aan te zien.
    (bekende,) = huis.vindt(Persoonsgegevens("Anna", "de", "Wit", jaar=1990, maand=4, dag=12))
    (anders,) = huis.vindt(Persoonsgegevens("Anna", "de", "Boer", jaar=1990, maand=4, dag=12))
    assert (bekende.gelijkenis, bekende.eerder) == (anders.gelijkenis, None)
    assert huis.dossiers(WIT, huis.leider) == {geheim.kenmerk, open_.kenmerk}
    geheim.refresh_from_db()
    bescherming_opheffen(geheim, reden="niet meer nodig", op=VANDAAG, door=huis.leider, om=huis.om())
    assert huis.dossiers(WIT) == {geheim.kenmerk, open_.kenmerk}


def test_een_sleutel_uit_een_afgeschermd_dossier_telt_niet_mee_als_de_rest_een_beetje_past(huis):
    """Op de zoekpagina is een kleine gelijkenis genoeg: de sleutel zelf mag dan niet uit het afgeschermde dossier komen."""
    geheim = huis.zaak(Mens("Anna", "", "Zomerdijk", "v", 1989, 1, 2), door=huis.leider)
    huis.scherm_af(geheim)
    huis.verbeter(geheim, door=huis.leider, achternaam="Wit", geboortejaar=1990, geboortemaand=4, geboortedag=12)
    huis.zaak(huis.persoon(geheim), door=huis.leider)
    vraag = Persoonsgegevens("A.", None, "Zomerdijk-Wit", jaar=1989)
    assert op_persoon(vraag, huis.tineke, NU) == []
    assert len(op_persoon(vraag, huis.leider, NU)) == 1


def test_het_adres_uit_een_afgeschermd_dossier_is_niet_te_raden_op_de_zoekpagina(huis):
    schuilplek = Woonplek("Schuilweg", "8", "1357AC", "Verzwegenstad", "GM0361")
    open_ = huis.zaak(ANNA)
    geheim = huis.zaak(huis.persoon(open_), schuilplek, door=huis.leider)
    huis.scherm_af(geheim)
    raden = Persoonsgegevens("A.", "de", "Wit", "v", postcode="1357AC", huisnummer="8")
    assert op_persoon(raden, huis.tineke, NU) == []
    assert [str(t.gevonden.persoon) for t in op_persoon(raden, huis.leider, NU)] == ["Anna de Wit"]


def test_een_naam_uit_een_open_dossier_blijft_te_vinden_als_een_ander_dossier_wordt_afgeschermd(huis):
    een = huis.zaak(ANNA)
    ander = huis.zaak(huis.persoon(een))
    huis.verbeter(een, achternaam="Zomerdijk", voorvoegsel="")
    huis.scherm_af(een)
    assert huis.dossiers(WIT) == {ander.kenmerk}


def test_wat_in_een_afgeschermd_dossier_is_getypt_en_weer_weg_is_vindt_een_ander_niet(huis):
    open_ = huis.zaak(ANNA)
    geheim = huis.zaak(huis.persoon(open_), door=huis.leider)
    huis.scherm_af(geheim)
    huis.verbeter(geheim, door=huis.leider, achternaam="Zomerdijk", voorvoegsel="")
    huis.verbeter(geheim, door=huis.leider, achternaam="Wit", voorvoegsel="de")
    assert huis.vindt(ZOMERDIJK) == []
    assert huis.dossiers(ZOMERDIJK, huis.leider) == {open_.kenmerk, geheim.kenmerk}


# ------------------------------------------------------------------------------------------- BSN, adres, scherm, aanvullen


def test_het_bsn_van_eerder_is_nooit_zeker_en_telt_in_bulk_alleen_met_een_naam_die_past(huis):
    een, ander = huis.zaak(Mens("Anna", "de", "Wit", "v", 1990, 4, 12, bsn=BSN)), huis.zaak(ANNE)
    huis.verbind(een, ander, "achternaam", "bsn")
    (bekende,) = huis.vindt(Persoonsgegevens(bsn=BSN))
    assert (bekende.gelijkenis.soort, bekende.eerder_in) == (Soort.MOGELIJK, {"bsn"})
    assert zelfde_bsn(BSN) is None
    assert zelfde_bsn(BSN, Persoonsgegevens("Kees", None, "Boer")) is None
    assert zelfde_bsn(BSN, WIT) == huis.persoon(een)
    rij = {
        "extern_kenmerk": "PL-1", "ontvangen_op": "2026-03-03", "situatie": "x",
        "betrokkenen": [{"rol": "slachtoffer", "voornamen": "Anna", "voorvoegsel": "de", "achternaam": "Wit", "bsn": BSN}],
    }  # fmt: skip
    (oordeel,) = politiemeldingen_inlezen([rij], proef=False, door=huis.tineke, om=huis.om())
    assert oordeel.op_open_dossier
    huis.scherm_af(een)
    assert zelfde_bsn(BSN, WIT) is None


def test_wie_al_bekend_was_is_ook_op_het_nieuwe_adres_te_vinden_onder_de_oude_naam(huis):
    een = huis.zaak(ANNA)
    huis.verbeter(een, achternaam="Zomerdijk", voorvoegsel="")
    ander = huis.zaak(huis.persoon(een), Woonplek("Kerkstraat", "5", "4321XY", "Verzinhoven"))
    vraag = Persoonsgegevens(None, "de", "Wit", postcode="4321XY", huisnummer="5")
    assert {b.dossier.kenmerk for t in op_persoon(vraag, huis.tineke, NU) for b in t.gevonden.betrokkenheden} == {
        een.kenmerk,
        ander.kenmerk,
    }


def test_het_scherm_zegt_waaronder_iemand_eerder_bekend_was(huis, client):
    dossier = huis.zaak(ANNA)
    huis.verbeter(dossier, achternaam="Zomerdijk", voorvoegsel="", geboortejaar=1971, geboortemaand=9, geboortedag=30)
    client.force_login(huis.tineke)
    velden = {
        "voornamen": "Anna", "voorvoegsel": "de", "achternaam": "Wit", "geboren_0": 12, "geboren_1": 4, "geboren_2": 1990,
    }  # fmt: skip
    pagina = client.post(reverse("zoeken"), velden).content.decode()
    assert 'eerder bekend als <span class="naam">de Wit</span> (achternaam gelijk)' in pagina
    assert "eerder vastgelegd met 12 april 1990 (geboortedatum gelijk)" in pagina
    client.post(reverse("privacy"), {"next": "/"})
    gevonden = client.post(reverse("zoeken"), velden).content.decode().partition("Opnieuw zoeken")[0]
    assert "eerder bekend als" in gevonden
    assert "Wit" not in gevonden


def test_de_migratie_vult_aan_wat_er_al_stond(huis):
    een, ander = huis.zaak(ANNA), huis.zaak(ANNE)
    huis.verbeter(een, geboortejaar=1991)
    huis.verbind(een, ander, "achternaam", "bsn")
    goed = sleutels()
    m.EerderBekend.objects.all().delete()
    m.Zoeksleutel.objects.filter(eerder=True).delete()
    assert import_module(f"zicht.web.registratie.migrations.{zoeksleutels.VANAF}").Migration
    migratie = SimpleNamespace(name=zoeksleutels.VANAF)
    emit_post_migrate_signal(0, interactive=False, db="default", plan=[(migratie, True)])
    emit_post_migrate_signal(0, interactive=False, db="default")  # ook leegmaken stuurt dit, zonder migraties
    assert sleutels() != goed
    emit_post_migrate_signal(0, interactive=False, db="default", plan=[(migratie, False)])
    assert sleutels() == goed
