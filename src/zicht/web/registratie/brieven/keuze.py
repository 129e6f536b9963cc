"""Welke brieven er nu in een dossier te maken zijn, en waarover."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zicht.core.periodes import lange_datum
from zicht.rapportage.brieven import SOORTEN
from zicht.web.registratie import models as m

NAMEN = {soort.code: soort.naam for soort in SOORTEN.values()}
WEERLEGD = "_weerlegd"


@dataclass(frozen=True)
class Mogelijkheid:
    """Een brief die gemaakt kan worden; `over` is de rij waarover, als er meer kunnen zijn."""

    soort: str
    over: str = ""
    toelichting: str = ""
    gedaan_op: date | None = None

    @property
    def naam(self) -> str:
        """De soort brief in woorden."""
        return NAMEN[self.soort]


_VOOR_HET_GEZIN = {
    "uitnodiging": "Aan iemand in het dossier: waar, wanneer en met wie, zonder een woord over de melding.",
    "rechten": "Aan iemand in het dossier, een melder of een informant.",
    "vastlegging": "Binnen vier weken, als iemand nog niet weet dat er gegevens zijn vastgelegd.",
}


def mogelijkheden(dossier: m.Dossier) -> list[Mogelijkheid]:
    """De brieven van dit dossier, die over een overdracht of melding eerst."""
    return [*_overdrachten(dossier), *_terugkoppelingen(dossier), *_gezin(), *_vernietigen(dossier)]


def _overdrachten(dossier: m.Dossier) -> Iterator[Mogelijkheid]:
    for rij in dossier.overdrachten.select_related("organisatie").exclude(antwoord="geweigerd"):
        wie = rij.organisatie or rij.get_soort_display()
        tekst = f"Aan het gezin en {wie}, in een en dezelfde brief. Aangeboden op {lange_datum(rij.aangeboden_op)}."
        yield Mogelijkheid("overdracht", str(rij.pk), tekst, rij.bevestigd_op)


def _terugkoppelingen(dossier: m.Dossier) -> Iterator[Mogelijkheid]:
    open_ = dossier.meldingen.filter(omgezet_op=None, beoordeeld_op__isnull=False, melder__isnull=False)
    for melding in open_.exclude(ambtshalve=True):
        tekst = f"Aan de melder van {melding.kenmerk}, ontvangen op {lange_datum(melding.ontvangen_op)}."
        yield Mogelijkheid("terugkoppeling_melder", str(melding.pk), tekst, melding.teruggekoppeld_op)


def _gezin() -> Iterator[Mogelijkheid]:
    for soort, tekst in _VOOR_HET_GEZIN.items():
        yield Mogelijkheid(soort, toelichting=tekst)


def _vernietigen(dossier: m.Dossier) -> Iterator[Mogelijkheid]:
    for dienst in dossier.diensten.filter(afgerond_op__isnull=False):
        if any(code.endswith(WEERLEGD) for code in dienst.resultaat):
            tekst = f"Omdat het vermoeden na {dienst.get_soort_display()} {dienst.kenmerk} is weerlegd."
            yield Mogelijkheid("dossier_vernietigen", str(dienst.pk), tekst)


def gevonden(dossier: m.Dossier, soort: str, over: str) -> Mogelijkheid | None:
    """De mogelijkheid met deze soort en rij, of None als die er in dit dossier niet is."""
    return next((mag for mag in mogelijkheden(dossier) if (mag.soort, mag.over) == (soort, over)), None)
