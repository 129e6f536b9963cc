"""Een verzonnen zaak met een melder en adressen die nergens mogen lekken, gemaakt met handelingen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.test import override_settings

from support.web import NU, maak_gebruiker, maak_team
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import meldingen, overdrachten
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek, betrokkene_toevoegen

MELDER = meldingen.Meldergegevens(
    beroepsmatig=False,
    naam="Willemijn van der Zijden",
    functie="leesmoeder",
    organisatie="Basisschool De Regenboogvlinder",
    telefoon="06 98765432",
    email="w.zijden@bronschool.example",
    adres="Bronlaan 17b, 9876 ZX Nergenshuizen",
)
MELDERSPOREN = (
    "Zijden", "leesmoeder", "Regenboogvlinder", "98765432", "w.zijden", "bronschool", "Bronlaan", "9876", "Nergenshuizen",
)  # fmt: skip
GEHEIM = Woonplek("Schuilweg", "8", "1357AC", "Verzwegenstad", "GM0361", geheim=True)
GEHEIMSPOREN = ("Schuilweg", "1357", "Verzwegenstad")
OPEN = Woonplek("Dorpsstraat", "1", "1234AB", "Verzinhoven", "GM0361")
AFZENDER = """
postadres = "Postbus 100"
postcode_plaats = "9990 AA Voorbeeldstad"
telefoon = "0800-2000"
bereikbaar = "dag en nacht, en is gratis"
website = "www.veiligthuis.example"
privacy_contact = "privacy@veiligthuis.example"
klachten_contact = "klachten@veiligthuis.example"

[vertrouwenspersoon]
organisatie = "het AKJ"
telefoon = "000 - 555 10 00"
website = "www.akj.example"
bereikbaar = "op werkdagen"
"""


@contextmanager
def afzender(tekst: str = AFZENDER) -> Iterator[None]:
    """Een organisatie die haar gegevens heeft ingevuld, in een eigen datamap."""
    with TemporaryDirectory(prefix="zicht-test-") as map_:
        (Path(map_) / "organisatie.toml").write_text(tekst, "utf-8")
        with override_settings(INSTELLINGEN=replace(settings.INSTELLINGEN, data=map_)):
            yield


@dataclass
class Zaak:
    """Een dossier met zijn melding en wie erin werkt."""

    melding: m.Melding
    door: Gebruiker

    @property
    def dossier(self) -> m.Dossier:
        return self.melding.dossier

    def betrokkene(self, achternaam: str) -> m.Betrokkene:
        return self.dossier.betrokkenen.get(persoon__achternaam=achternaam)


def maak_zaak(melder: meldingen.Meldergegevens = MELDER) -> Zaak:
    """Een melding van een buitenstaander; moeder woont op een geheim adres, vader niet."""
    door = maak_gebruiker("tineke", Rol.TOEGANG, team=maak_team())
    nieuw = meldingen.NieuweMelding(
        ontvangen_op=date(2026, 3, 2), gemeente="GM0361", urgentie="midden", hoedanigheid="sociaal_netwerk",
        aanleiding=("ex_partnergeweld",), aard=("psychisch_geweld",), situatie="Ruzie.", melder=melder, adres=OPEN,
        betrokkenen=(Betrokkenheid("pleger", Mens("Bert", "", "Bedacht", "m", 1988)),),
    )  # fmt: skip
    zaak = Zaak(meldingen.melding_registreren(nieuw, door=door, om=NU), door)
    for rol, mens in (
        ("slachtoffer", Mens("Anna", "de", "Verzonnen", "v", 1990, 4, 12)),
        ("kind", Mens("Cas", "", "Kleintje", "m", 2020, 1, 1)),
    ):
        betrokkene_toevoegen(zaak.dossier, Betrokkenheid(rol, mens), plek=GEHEIM, op=date(2026, 3, 2), door=door, om=NU)
    return zaak


def draag_over(zaak: Zaak) -> m.Overdracht:
    """De melding is beoordeeld en aangeboden aan een wijkteam."""
    wijkteam = m.Organisatie.objects.create(naam="Wijkteam Verzinhoven", soort="lokaal_veld", versie=1)
    return overdrachten.overdracht_aanbieden(
        zaak.melding, soort="lokaal_veld", organisatie=wijkteam, ontvanger="Sanne Bruinsma",
        afspraken="Het wijkteam komt elke week langs.\nBert volgt een training.", zicht_door="Wijkteam Verzinhoven",
        opnieuw_melden="er weer wordt gedreigd", op=date(2026, 3, 3), door=zaak.door, om=NU,
    )  # fmt: skip
