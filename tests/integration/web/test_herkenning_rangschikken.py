"""Eerst rangschikken, dan pas dossiers laden: op willekeurige registers hetzelfde als alles laden en alles vergelijken."""

from random import Random
from typing import Any

import pytest
from django.db.models.signals import post_init

from support.web import NU, VANDAAG, maak_gebruiker, maak_team
from zicht.core.herkenning import MOGELIJK, Gelijkenis, vergelijk
from zicht.core.personen import Persoonsgegevens, zoeksleutels
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import herkenning
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import zichtbare_groepen
from zicht.web.registratie.poort import niet_afgeschermd, open_adres, zichtbaar
from zicht.web.sleutels import kluis

pytestmark = pytest.mark.django_db

ZOEKEN = "persoon.zoeken"
VOORNAMEN = ("Anna", "Anne", "Jan", "J.", "Johan Pieter", "")
ACHTERNAMEN = ("Dijk", "Dyk", "Berg-Dijk", "Bos", "Bosch", "")
NUMMERS = ("", "", "", "123456782", "111222333")
PLEKKEN = (("1234AB", "1"), ("1234AB", "2"), ("1235AB", "1"))


def beschrijving(kans: Random) -> dict[str, Any]:
    """Uit zo weinig namen en dagen dat er veel op elkaar lijken."""
    heel = kans.random() < 0.8
    return {
        "voornamen": kans.choice(VOORNAMEN), "voorvoegsel": kans.choice(("", "van")), "achternaam": kans.choice(ACHTERNAMEN),
        "geslacht": kans.choice(("v", "m", "")), "geboortejaar": kans.choice((1980, 1981, 2010, None)),
        "geboortemaand": kans.choice((1, 4)) if heel else None, "geboortedag": kans.choice((1, 4, 7)) if heel else None,
        "bsn": kans.choice(NUMMERS),
    }  # fmt: skip


class Register:
    """Zestig mensen in twintig dossiers van twee teams, een deel afgeschermd; sommigen verhuisd, verbeterd of verbonden."""

    def __init__(self, zaad: int) -> None:
        self.kans = kans = Random(zaad)
        teams = maak_team("Toegang"), maak_team("Noord", toegang=False)
        self.wie = [
            maak_gebruiker("tineke", Rol.TOEGANG, team=teams[0]),
            maak_gebruiker("rob", Rol.REGIOTEAM, team=teams[1]),
        ]
        self.adressen = [m.Adres.objects.create(postcode=p, huisnummer=n, versie=1) for p, n in PLEKKEN]
        self.huizen = [m.Huishouden.objects.create(adres=adres, versie=1) for adres in self.adressen]
        self.dossiers = [
            m.Dossier.objects.create(
                kenmerk=f"D-26-{nummer:08d}", team=kans.choice(teams), geopend_op=VANDAAG, beschermd=kans.random() < 0.3, versie=1
            )
            for nummer in range(20)
        ]  # fmt: skip
        for dossier in self.dossiers:
            if dossier.beschermd and kans.random() < 0.3:
                m.Toegelaten.objects.create(dossier=dossier, gebruiker=kans.choice(self.wie))
        self.mensen = [self.mens() for _ in range(60)]
        for een, ander in (kans.sample(self.mensen, 2) for _ in range(8)):
            laag, hoog = sorted((een, ander), key=lambda rij: rij.pk)
            m.Persoonsverband.objects.get_or_create(
                een=laag, ander=hoog, beeindigd_op=None,
                defaults={"zelfde": kans.random() < 0.8, "reden": "x", "op": VANDAAG, "door": self.wie[0], "versie": 1},
            )  # fmt: skip

    def mens(self) -> m.Persoon:
        """Iemand in een of twee dossiers, met nul tot twee adressen, en soms iets van vroeger."""
        kans = self.kans
        rij = m.Persoon.objects.create(**beschrijving(kans), versie=1)
        for dossier in kans.sample(self.dossiers, kans.choice((1, 1, 2))):
            m.Betrokkene.objects.create(dossier=dossier, persoon=rij, rol="kind", versie=1)
        plekken = []
        for huis in kans.sample(range(len(PLEKKEN)), kans.choice((0, 1, 2))):
            waar = kans.choice((None, *self.dossiers))
            m.Huishoudlid.objects.create(huishouden=self.huizen[huis], persoon=rij, dossier=waar, versie=1)
            plekken.append(PLEKKEN[huis])
        eerder = [
            m.EerderBekend.objects.create(persoon=rij, dossier=kans.choice(self.dossiers), **beschrijving(kans))
            for _ in range(kans.choice((0, 0, 1, 2)))
        ]
        nu = herkenning.sleutels_op([rij], plekken)
        toen = herkenning.sleutels_op(eerder, plekken) - nu
        m.Zoeksleutel.objects.bulk_create(
            [m.Zoeksleutel(persoon=rij, sleutel=s, eerder=s in toen) for s in sorted(nu | toen)]
        )
        return rij

    def vraag(self) -> Persoonsgegevens:
        """Een vraag zoals iemand haar typt: soms met adres, soms met BSN."""
        wie = m.Persoon(**beschrijving(self.kans))
        return herkenning.gegevens_van(wie, *self.kans.choice((("", ""), *PLEKKEN)))


def alles_geladen(vraag: Persoonsgegevens, gebruiker: Any, minstens: float) -> dict[Any, Any]:
    """Iedereen die een sleutel deelt, met alles erbij, een voor een vergeleken; per groep de best gelijkende."""
    sleutels = zoeksleutels(vraag, kluis().merkgeheim)
    zichtbare = m.Betrokkene.objects.filter(zichtbaar(gebruiker, NU, ZOEKEN, "dossier__"))
    gewogen = {}
    for persoon in m.Persoon.objects.filter(zoeksleutels__sleutel__in=sleutels).distinct():
        eerder = list(persoon.eerder.filter(niet_afgeschermd(gebruiker, "dossier__")))
        leden = persoon.huishoudens.filter(open_adres(gebruiker)).select_related("huishouden__adres")
        plekken = [(lid.huishouden.adres.postcode, lid.huishouden.adres.huisnummer) for lid in leden]
        if zichtbare.filter(persoon=persoon).exists() and sleutels & herkenning.sleutels_op(
            [persoon, *eerder], plekken
        ):
            score = _beste_score(vraag, persoon, eerder, plekken or [("", "")])
            if score >= minstens:
                gewogen[persoon.pk] = score
    wortel = zichtbare_groepen(gewogen, gebruiker, NU, ZOEKEN)
    uit = {}
    for pk, score in gewogen.items():
        eerst = uit.get(wortel[pk], (0.0, ()))[0]
        groep = [een for een, hoofd in wortel.items() if hoofd == wortel[pk]]
        uit[wortel[pk]] = max(eerst, score), set(zichtbare.filter(persoon__in=groep).values_list("pk", flat=True))
    return uit


def _beste_score(
    vraag: Persoonsgegevens, persoon: m.Persoon, eerder: list[m.EerderBekend], plekken: list[Any]
) -> float:
    def beste(wie: Any) -> Gelijkenis:
        return max((vergelijk(vraag, herkenning.gegevens_van(wie, *plek)) for plek in plekken), key=lambda g: g.score)

    nu = beste(persoon)
    return max(nu.score, *(herkenning._zoals_eerder(beste(een), nu).score for een in eerder), 0.0)


@pytest.mark.parametrize("zaad", range(4))
def test_wat_wordt_getoond_is_gelijk_aan_alles_laden_en_alles_vergelijken(zaad):
    register, gevonden = Register(zaad), 0
    for nummer in range(12):
        vraag, gebruiker, minstens = register.vraag(), register.wie[nummer % 2], (MOGELIJK, 0.5)[nummer % 5 == 0]
        verwacht = alles_geladen(vraag, gebruiker, minstens)
        alle = herkenning.zoek(vraag, gebruiker=gebruiker, nu=NU, hoogstens=1_000, minstens=minstens)
        assert {(b.gelijkenis.score, frozenset(r.pk for r in b.betrokkenheden)) for b in alle} == {
            (score, frozenset(rijen)) for score, rijen in verwacht.values()
        }
        assert len(alle) == len(verwacht)
        assert herkenning.zoek(vraag, gebruiker=gebruiker, nu=NU, hoogstens=3, minstens=minstens) == alle[:3]
        gevonden += len(alle)
    assert gevonden > 10


def test_dossiers_worden_alleen_geladen_van_wie_wordt_getoond():
    register = Register(7)
    vraag = Persoonsgegevens("Anna", None, "Dijk", "v", 1980, 1, 1)
    alle = herkenning.zoek(vraag, gebruiker=register.wie[0], nu=NU)
    assert len(alle) > 2
    geladen = []

    def tel(**wat: Any) -> None:
        geladen.append(wat["instance"])

    post_init.connect(tel, sender=m.Dossier)
    try:
        (eerste,) = herkenning.zoek(vraag, gebruiker=register.wie[0], nu=NU, hoogstens=1)
    finally:
        post_init.disconnect(tel, sender=m.Dossier)
    assert len(geladen) == len(eerste.betrokkenheden)
