"""Een kleine organisatie met twee regioteams en een collega per rol, met zaken van elk team en een afgeschermd dossier."""

from dataclasses import dataclass
from datetime import date

from support.web import NU, maak_gebruiker, maak_team
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import meldingen
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek

BSN = "123456782"  # voldoet aan de elfproef en is van niemand: het voorbeeld van de overheid
MELDERNAAM = "Zwaantje Meldersma"
TELEFOON = "0612345670"


@dataclass
class Wereld:
    """Wie er werkt en welke zaken er zijn."""

    toegang: Team
    noord: Team
    zuid: Team
    mensen: dict[Rol, Gebruiker]
    van_noord: m.Dossier
    van_zuid: m.Dossier
    beschermd: m.Dossier

    @property
    def dossiers(self) -> tuple[m.Dossier, ...]:
        """De drie dossiers."""
        return (self.van_noord, self.van_zuid, self.beschermd)


def maak_wereld() -> Wereld:
    """Twee regioteams en Team Toegang, een collega per rol (de regiomedewerker in Noord), drie dossiers."""
    teams = maak_team("Toegang"), maak_team("Noord", toegang=False), maak_team("Zuid", toegang=False)
    toegang, noord, zuid = teams
    mensen = {
        rol: maak_gebruiker(rol.value.replace("_", "-"), rol, team=noord if rol is Rol.REGIOTEAM else toegang)
        for rol in Rol
    }
    door = maak_gebruiker("aannemer", Rol.TOEGANG, team=toegang)
    gemaakt = [zaak(team, door, nummer) for nummer, team in enumerate((noord, zuid, noord))]
    m.Dossier.objects.filter(pk=gemaakt[2].pk).update(beschermd=True)
    gemaakt[2].refresh_from_db()
    return Wereld(toegang, noord, zuid, mensen, *gemaakt)


def zaak(team: Team, door: Gebruiker, nummer: int = 0) -> m.Dossier:
    """Een dossier van een team, met een melding, een gezin, een melder en een BSN."""
    melding = meldingen.melding_registreren(
        meldingen.NieuweMelding(
            ontvangen_op=date(2026, 3, 2),
            gemeente="GM0361",
            urgentie="midden",
            hoedanigheid="politie",
            aanleiding=("ex_partnergeweld",),
            aard=("psychisch_geweld",),
            situatie="Verzonnen situatie.",
            melder=meldingen.Meldergegevens(naam=MELDERNAAM, organisatie="Basisschool De Verzinner", telefoon=TELEFOON),
            betrokkenen=(
                Betrokkenheid(
                    "slachtoffer", Mens(f"Anna{nummer}", "de", f"Verzonnen{nummer}", "v", 1990, 4, 12, bsn=BSN)
                ),
                Betrokkenheid("kind", Mens(ongeboren=True)),
            ),
            adres=Woonplek("Dorpsstraat", str(nummer + 1), "1234AB", "Verzinhoven", "GM0361"),
        ),
        door=door,
        om=NU,
    )
    dossier = melding.dossier
    m.Dossier.objects.filter(pk=dossier.pk).update(team=team, eigenaar=None)
    m.Taak.objects.filter(dossier=dossier).update(team=team, eigenaar=None)
    m.Melding.objects.filter(pk=melding.pk).update(team=team)
    dossier.refresh_from_db()
    return dossier
