"""Tijdelijke huisverboden met hun klokken."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from zicht.core.regels import Bevinding
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Bereik
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen.huisverboden import BEOORDELING, UITVOERING
from zicht.web.registratie.klokken import Klok, klok
from zicht.web.registratie.poort import zichtbaar
from zicht.web.registratie.taken import van_huisverbod

STANDEN = {"open": "open", "klaar": "klaar", "alle": "alle"}
_KLAAR = Q(beeindigd_op__isnull=False) | Q(niet_opgelegd_op__isnull=False)


@dataclass(frozen=True)
class Verbodsregel:
    """Een huisverbod met zijn klokken."""

    huisverbod: m.Huisverbod
    klokken: Sequence[Klok]

    @property
    def eerste(self) -> Klok | None:
        """De klok die het eerst afloopt van wat nog open is."""
        open_ = [k for k in self.klokken if k.taak.geeindigd_op is None and k.taak.uiterlijk_op]
        return min(open_, key=lambda k: k.taak.uiterlijk_op or date.max, default=None)

    @property
    def stand(self) -> str:
        """Hoe het ervoor staat, in woorden."""
        rij = self.huisverbod
        if rij.niet_opgelegd_op:
            return "niet opgelegd"
        if rij.beeindigd_op:
            return "beëindigd"
        if rij.opgelegd_op is None:
            return "beoordeeld, nog geen besluit"
        return "verlengd" if rij.verlengd_op else "opgelegd"


def zichtbare(gebruiker: Gebruiker, nu: datetime, code: str = "zaak.inzien") -> QuerySet[m.Huisverbod]:
    """Wat door de poort mag; zonder dossier geldt het eigen team, of wie het hele werk overziet."""
    ruimte = gebruiker.bereik(code)
    if ruimte is None:
        return m.Huisverbod.objects.none()
    los = Q(dossier=None)
    if ruimte is not Bereik.ORGANISATIE:
        los &= Q(eigenaar=gebruiker) | (Q(team=gebruiker.team_id) if gebruiker.team_id else Q())
    in_dossier = Q(dossier__in=m.Dossier.objects.filter(zichtbaar(gebruiker, nu, code)))
    return m.Huisverbod.objects.filter(los | in_dossier).select_related("dossier", "eigenaar", "team")


def lijst(gebruiker: Gebruiker, nu: datetime, stand: str) -> QuerySet[m.Huisverbod]:
    """De huisverboden, het nieuwste eerst."""
    rijen = zichtbare(gebruiker, nu).order_by("-beoordeeld_op", "pk")
    if stand == "open":
        return rijen.exclude(_KLAAR)
    return rijen.filter(_KLAAR) if stand == "klaar" else rijen


def regels(rijen: Iterable[m.Huisverbod], vandaag: date) -> list[Verbodsregel]:
    """De huisverboden met hun klokken: dezelfde als in de werklijst, ook zonder dossier."""
    return [Verbodsregel(rij, [klok(m.Taak(**vars(werk)), vandaag) for werk in van_huisverbod(rij)]) for rij in rijen]


def punten(rij: m.Huisverbod, op: date) -> tuple[Bevinding, ...]:
    """Wat er nog moet voor deze stap klaar is; bij een lopend huisverbod: als het op deze dag zou eindigen."""
    if rij.niet_opgelegd_op or rij.beeindigd_op:
        return ()
    stap = BEOORDELING if rij.opgelegd_op is None else UITVOERING
    zoals = copy(rij)
    zoals.beeindigd_op = op if stap == UITVOERING else None
    gevonden = werkstand.open_punten(stap, werkstand.van_huisverbod(zoals), rij, op)
    return tuple(
        punt for punt in gevonden if punt.regel not in ("WT-03", "WT-04")
    )  # het besluit zelf is de volgende stap


def titels(punten: Iterable[Bevinding], op: date) -> dict[str, str]:
    """Per punt wat er gedaan had moeten zijn, in de woorden van het werkproces."""
    stappen = (werkstand.soort(stap, op).controles for stap in (BEOORDELING, UITVOERING))
    namen = {controle.code: controle.titel for controles in stappen for controle in controles}
    return {punt.regel: namen[punt.regel] for punt in punten}


@dataclass(frozen=True)
class Dagen:
    """De dagen van een opgelegd huisverbod, in kalenderdagen vanaf het opleggen; zij schuiven nooit door."""

    vandaag: int
    advies_van: date
    advies_tot_en_met: date
    einde: date
    uiterste_einde: date


def dagen(rij: m.Huisverbod, vandaag: date) -> Dagen | None:
    """Welke dag het is, en op welke dagen iets moet."""
    if rij.opgelegd_op is None:
        return None
    advies = next(w.uiterlijk_op for w in van_huisverbod(rij) if w.soort == "huisverbodadvies")
    assert advies is not None
    return Dagen(
        vandaag=(vandaag - rij.opgelegd_op).days,
        advies_van=advies - timedelta(days=1),
        advies_tot_en_met=advies,
        einde=werkstand.einde_huisverbod(rij),
        uiterste_einde=werkstand.uiterste_einde_huisverbod(rij.opgelegd_op),
    )
