"""Een burap in de applicatie: de mensen die eraan werken, de cijfers van een kleine regio, en de weg ervan."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from support import gedeeld
from support.burapfeiten import burapfeiten
from support.web import maak_gebruiker
from zicht.core.periodes import lees_periode
from zicht.core.publicatie import Beleid
from zicht.rapportage.burap.werkboek import werkboek
from zicht.rapportage.opdracht import stand_naast_register
from zicht.uitwisseling.bewaard import open_map
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.publicaties.selecties import laatste_nummer
from zicht.web.rapporten import handelingen, selecties
from zicht.web.rapporten.gemaakt import Gemaakt, Vrijgegeven, maak_op
from zicht.web.rapporten.models import Rapport
from zicht.web.rapporten.opmaak import CONCEPT
from zicht.web.rapporten.soorten import BURAP

OM = datetime(2026, 1, 15, 10, 0, tzinfo=UTC)  # de feiten gaan tot en met 31 december 2025
PERIODE = "2025-burap1"
TEKST = "Er kwamen {{instroom-meldingen}} meldingen, {{beweging instroom-meldingen ten opzichte van vorig jaar}} dan vorig jaar."
_TREND = ("instroom-meldingen",)
FOUT = "Er kwamen 999 meldingen, en dat aantal daalde."


@dataclass(frozen=True)
class Gemaakte:
    """Cijfers die een keer zijn opgehaald, met hun werkboeken en met wat er in het register komt."""

    cijfers: Gemaakt
    boeken: tuple[bytes | None, bytes | None]
    vrijgave: Vrijgegeven

    def velden(self, om: datetime) -> dict[str, Any]:
        """Zoals `cijfers_zetten` ze wil, opgehaald naast alles wat nu in het register staat."""
        vrijgave = replace(self.vrijgave, register_tot=laatste_nummer())
        return {"stand_op": om, "merkpunt": "", "vrijgave": vrijgave, "boeken": self.boeken}


def cijfers_van(
    map_: Path, soort: str = BURAP, periode: str = PERIODE, uitgave: int = 1, trend: Sequence[str] | None = _TREND
) -> Gemaakte:
    """De cijfers uit een map met feiten, zonder databank."""
    stand, vrijgave = stand_naast_register(
        open_map(map_, zonder_cache=True), lees_periode(periode), "R-26-VERZONNN", (), map_=map_, beleid=Beleid(),
        meld=lambda _: None, trend=trend,
    )  # fmt: skip
    boeken = (werkboek(stand), werkboek(stand, CONCEPT)) if soort == BURAP else (None, None)
    return Gemaakte(maak_op(soort, uitgave, stand, {}), boeken, Vrijgegeven(vrijgave.publicatie, 0))


@cache
def een_keer() -> Gemaakte:
    """De cijfers van de kleine regio, een keer uitgerekend voor alle processen samen."""
    return pickle.loads((gedeeld.een_keer("burapcijfers", _reken) / "gemaakt").read_bytes())


def _reken(map_: Path) -> None:
    (map_ / "gemaakt").write_bytes(pickle.dumps(cijfers_van(feiten(map_ / "feiten"))))


def feiten(map_: Path, **anders: Any) -> Path:
    """Een kleine regio op schijf."""
    return burapfeiten(map_, **anders)


@dataclass(frozen=True)
class Mensen:
    """Wie er aan een rapport werkt."""

    bea: Gebruiker  # schrijft
    coen: Gebruiker  # toetst
    dirk: Gebruiker  # keurt goed
    gert: Gebruiker  # van een gemeente


def maak_mensen(wachtwoord: str = "") -> Mensen:
    """Een beleidsmedewerker, een controller, een directeur en iemand van een gemeente."""
    return Mensen(
        maak_gebruiker("bea", Rol.BELEIDSMEDEWERKER, wachtwoord=wachtwoord),
        maak_gebruiker("coen", Rol.CONTROLLER, wachtwoord=wachtwoord),
        maak_gebruiker("dirk", Rol.DIRECTEUR, wachtwoord=wachtwoord),
        maak_gebruiker("gert", Rol.GEMEENTE, wachtwoord=wachtwoord),
    )


def begin(mensen: Mensen, gemaakt: Gemaakte | None, *, soort: str = BURAP, periode: str = PERIODE, tekst: str = TEKST,
          aanleiding: str = "", om: datetime = OM) -> Rapport:  # fmt: skip
    """Een rapport met cijfers en met tekst bij het eerste deel."""
    rapport = handelingen.rapport_beginnen(soort, periode, aanleiding=aanleiding, door=mensen.bea, om=om)
    if gemaakt:
        zet(rapport, gemaakt, mensen, om=om)
    if tekst:
        schrijf(rapport, mensen, tekst, om=om)
    return vers(rapport)


def zet(rapport: Rapport, gemaakt: Gemaakte, mensen: Mensen, om: datetime = OM) -> bool:
    """De cijfers bij het rapport, zoals na het ophalen."""
    return handelingen.cijfers_zetten(rapport, gemaakt.cijfers, **gemaakt.velden(om), door=mensen.bea, om=om)


def eerste_deel(rapport: Rapport) -> str:
    """Het deel waar de toetsen bij schrijven."""
    return "blok-1" if rapport.soort == BURAP else "inleiding"


def schrijf(rapport: Rapport, mensen: Mensen, tekst: str, om: datetime = OM) -> None:
    """Een nieuwe versie van de tekst."""
    deel = eerste_deel(rapport)
    laatste = selecties.laatste_teksten(rapport).get(deel)
    handelingen.tekst_bewaren(rapport, deel, tekst, versie=laatste.nummer if laatste else 0, door=mensen.bea, om=om)


def teken(rapport: Rapport, rol: str, wie: Gebruiker, om: datetime = OM) -> Rapport:
    """Een handtekening onder wat er nu staat."""
    nu = vers(rapport)
    handelingen.ondertekenen(nu, rol=rol, afdruk=selecties.inhoudsafdruk(nu), door=wie, om=om)
    return vers(rapport)


def keur_goed(rapport: Rapport, mensen: Mensen, om: datetime = OM) -> Rapport:
    """De drie handtekeningen."""
    teken(rapport, "schrijver", mensen.bea, om)
    teken(rapport, "controller", mensen.coen, om)
    return teken(rapport, "directeur", mensen.dirk, om)


def vers(rapport: Rapport) -> Rapport:
    """Het rapport zoals het nu in de databank staat."""
    return Rapport.objects.get(pk=rapport.pk)


def met_feiten(map_: Path) -> Any:
    """De instellingen van een organisatie die haar feiten uit een ander systeem aanlevert."""
    return replace(settings.INSTELLINGEN, feiten=str(map_))


def zet_klok(monkeypatch: Any, begin_: datetime = OM) -> None:
    """Laat de klok van de applicatie vanaf dit tijdstip lopen."""
    sinds = datetime.now(UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: begin_ + (datetime.now(UTC) - sinds) + timedelta(0))
