"""Werktijden, afwezige dagen en competenties van collega's: bijhouden, en lezen wie er op een dag is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zicht.catalogus.competenties import FUNCTIES, caseloadnorm, volle_week
from zicht.web.beheer.models import WEEKDAGEN, Afwezigheid, Gebruiker, Roltoewijzing, Werkprofiel, geldt_op
from zicht.web.beheer.uitvoeren import beheer, eis

RECHT = "werktijden.beheren"


@dataclass(frozen=True)
class Rooster:
    """Een collega met een caseload, op een dag: functie, werktijden als die er zijn, en of die er is."""

    gebruiker: Gebruiker
    functie: str
    profiel: Werkprofiel | None
    afwezig: Afwezigheid | None
    norm: Decimal

    def uren(self, dag: date) -> Decimal:
        """Hoeveel uur deze collega op die dag werkt."""
        return Decimal(0) if self.profiel is None or self.afwezig else self.profiel.uren_op(dag)


def rooster(dag: date, regio: str) -> list[Rooster]:
    """Elke collega met een caseload, op naam; een vast aantal vragen."""
    functies = _functies(dag)
    mensen = Gebruiker.objects.filter(pk__in=functies, is_active=True, koppeling=False).select_related("team")
    afwezig = {rij.gebruiker_id: rij for rij in Afwezigheid.objects.filter(van__lte=dag, tot_en_met__gte=dag)}
    return [
        _op_rooster(mens, functies[mens.pk], afwezig.get(mens.pk), dag, regio)
        for mens in mensen.select_related("werkprofiel")
    ]


def _functies(dag: date) -> dict[object, str]:
    """Per gebruiker zijn functie; wie er twee heeft, doet het werk van de laatste in de catalogus."""
    rijen = Roltoewijzing.objects.filter(geldt_op(dag), rol__in=FUNCTIES).values_list("gebruiker", "rol")
    return dict(sorted(rijen, key=lambda rij: FUNCTIES.index(rij[1])))


def _op_rooster(mens: Gebruiker, functie: str, afwezig: Afwezigheid | None, dag: date, regio: str) -> Rooster:
    profiel: Werkprofiel | None = getattr(mens, "werkprofiel", None)
    norm = Decimal(0)
    if profiel is not None:
        naar_rato = caseloadnorm(functie, dag, regio) * profiel.per_week / volle_week(dag, regio)
        norm = profiel.eigen_norm if profiel.eigen_norm is not None else naar_rato.quantize(Decimal("0.01"))
    return Rooster(mens, functie, profiel, afwezig, norm)


def komende_afwezigheid(mens: Gebruiker, vandaag: date) -> Sequence[Afwezigheid]:
    """De dagen die nog komen of nu lopen."""
    return mens.afwezigheden.filter(tot_en_met__gte=vandaag)


def werktijden_zetten(
    mens: Gebruiker,
    *,
    uren: Mapping[str, Decimal],
    competenties: Collection[str],
    eigen_norm: Decimal | None,
    door: Gebruiker,
    om: datetime,
) -> Werkprofiel:
    """Leg vast hoeveel uur iemand per weekdag werkt, welk werk die mag doen, en zo nodig een eigen norm."""
    with beheer("werktijden_zetten", RECHT, door=door, om=om, over=mens.username):
        eis(uren.keys() == set(WEEKDAGEN), "Vul voor elke dag van de week in hoeveel uur er wordt gewerkt; nul mag.")
        eis(all(0 <= aantal <= 24 for aantal in uren.values()), "Een dag heeft nul tot en met 24 uur.")
        eis(eigen_norm is None or eigen_norm >= 0, "Een caseloadnorm is niet kleiner dan nul.")
        profiel, _nieuw = Werkprofiel.objects.update_or_create(
            gebruiker=mens, defaults={**uren, "competenties": sorted(competenties), "eigen_norm": eigen_norm}
        )
    return profiel


def afwezigheid_zetten(mens: Gebruiker, *, van: date, tot_en_met: date, door: Gebruiker, om: datetime) -> Afwezigheid:
    """Leg vast dat iemand er een of meer dagen niet is, zonder waarom."""
    with beheer("afwezigheid_zetten", RECHT, door=door, om=om, over=mens.username):
        eis(tot_en_met >= van, "De laatste dag ligt voor de eerste. Kijk de datums na.")
        return Afwezigheid.objects.create(gebruiker=mens, van=van, tot_en_met=tot_en_met)


def afwezigheid_weghalen(rij: Afwezigheid, *, door: Gebruiker, om: datetime) -> None:
    """Haal afwezige dagen weg; wat niet meer waar is hoeft niet bewaard te blijven."""
    with beheer("afwezigheid_weghalen", RECHT, door=door, om=om, over=rij.gebruiker.username):
        rij.delete()
