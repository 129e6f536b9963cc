"""Lezen: welke norm geldt, wat er loopt, en de plannen zoals de burap ze toont."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.normen import GeenNorm, geen_norm
from zicht.cijfers.normproef import Korrel, perioden
from zicht.core.indicatoren import Indicator
from zicht.core.parameters import Norm, Richting
from zicht.core.periodes import Periode, lange_datum, lees_periode
from zicht.core.publicatie.cellen import REGIO
from zicht.core.termijnen import plus_maanden
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.bord.verloop import Punt, punt
from zicht.rapportage.burap.verbeterplan import INVULLEN, Plan
from zicht.web import eigennormen
from zicht.web.cijferbron import Stand
from zicht.web.normen.models import Normbesluit, Normvoorstel, Verbetermaatregel, Verbeterplan
from zicht.web.publicaties.selecties import Cijfer, perioden_van, veilige_cijfers

_JAAR = 12
_TERUG = 2  # jaren waarover gemiste normen een plan vragen


@dataclass(frozen=True)
class Normregel:
    """Een indicator in de lijst: de norm van nu, de laatste uitkomst, en wanneer het gesprek weer is."""

    indicator: Indicator
    nummer: str | None
    norm: Norm | None
    punt: Punt | None
    evaluatie_op: date | None
    voorstel: Normvoorstel | None
    vandaag: date

    @property
    def te_laat(self) -> bool:
        """Of de jaarlijkse evaluatie had moeten gebeuren."""
        return self.evaluatie_op is not None and self.evaluatie_op < self.vandaag


def norm_op(code: str, regio: str | None, op: date) -> Norm | None:
    """De norm die op een dag geldt: die van de organisatie, anders die van de set van de regio."""
    eigen = load.eigen_norm(eigennormen.normen(), code, op)
    set_ = load.standaardset(regio, op)
    naam = set_.norm(code) if set_ else None
    return eigen or (load.parameters(set_.regio).norm(naam, op) if set_ and naam else None)


def richting_van(code: str, regio: str | None, op: date) -> Richting:
    """De richting van een norm bij deze indicator: zoals afgesproken, en anders een ondergrens (bij dagen een bovengrens)."""
    norm = norm_op(code, regio, op)
    if norm is not None:
        return norm.richting
    return Richting.MAXIMAAL if code == "overdracht-snelheid" else Richting.MINIMAAL


def evaluatie(norm: Norm | None, besluit: Normbesluit | None) -> date | None:
    """Wanneer de norm weer besproken wordt: zoals afgesproken, en anders een jaar na haar ingang."""
    if norm is None:
        return None
    if besluit is not None and besluit.vanaf == norm.versie.vanaf:
        return besluit.evaluatie_op
    return plus_maanden(norm.versie.vanaf, _JAAR)


def normregels(stand: Stand, vandaag: date) -> list[Normregel]:
    """De indicatoren die een norm kunnen hebben: eerst die van de set op nummer, dan de andere."""
    regio, periode = stand.regios[0], laatste_burap(stand)
    set_ = load.standaardset(regio, vandaag)
    besluiten = {besluit.indicator: besluit for besluit in Normbesluit.objects.filter(vanaf__lte=vandaag)}
    voorstellen = {v.indicator: v for v in Normvoorstel.objects.filter(stand=Normvoorstel.LOOPT)}
    mag = [indicator for indicator in INDICATOREN.values() if geen_norm(indicator, regio) is None]
    [uitkomst] = stand.reeks([periode], codes=[i.code for i in mag], gebieden=[regio])
    uit: list[Normregel] = []
    for indicator in mag:
        norm = norm_op(indicator.code, regio, vandaag)
        uit.append(Normregel(
            indicator, set_.nummer(indicator.code) if set_ else None, norm,
            punt(uitkomst.van(indicator.code), periode, uitkomst.peildatum),
            evaluatie(norm, besluiten.get(indicator.code)), voorstellen.get(indicator.code), vandaag,
        ))  # fmt: skip
    return sorted(uit, key=lambda regel: (regel.nummer is None, regel.nummer or ""))


@dataclass(frozen=True)
class Afspraak:
    """Wat er over een norm is afgesproken en besproken, zonder een cijfer van de organisatie."""

    indicator: Indicator
    nummer: str | None
    norm: Norm | None
    besluit: Normbesluit | None
    evaluatie_op: date | None
    voorstel: Normvoorstel | None
    vrijgegeven: Cijfer | None  # van de regio, zoals de gemeente het ziet


def afspraken(regio: str, gemeente: str, vandaag: date) -> list[Afspraak]:
    """De norm van elke indicator met het gesprek erover, naast wat er het laatst is vrijgegeven."""
    alle = [lees_periode(code) for code in perioden_van(gemeente=gemeente)]
    nieuwste = max(alle, key=lambda periode: (periode.eind, periode.begin), default=None)
    cijfers = veilige_cijfers(nieuwste.code, gemeente=gemeente) if nieuwste else ()
    laatste = {cijfer.indicator: cijfer for cijfer in cijfers if cijfer.plaats == REGIO}
    set_ = load.standaardset(regio, vandaag)
    besluiten = {besluit.indicator: besluit for besluit in Normbesluit.objects.filter(vanaf__lte=vandaag)}
    lopend = Normvoorstel.objects.filter(stand=Normvoorstel.LOOPT).prefetch_related("gesprekken")
    voorstellen = {voorstel.indicator: voorstel for voorstel in lopend}
    uit: list[Afspraak] = []
    for indicator in INDICATOREN.values():
        norm, besluit = norm_op(indicator.code, regio, vandaag), besluiten.get(indicator.code)
        if norm or indicator.code in voorstellen:
            uit.append(Afspraak(
                indicator, set_.nummer(indicator.code) if set_ else None, norm, besluit, evaluatie(norm, besluit),
                voorstellen.get(indicator.code), laatste.get(indicator.code),
            ))  # fmt: skip
    return sorted(uit, key=lambda afspraak: (afspraak.nummer is None, afspraak.nummer or ""))


def zonder_norm(regio: str | None) -> list[tuple[GeenNorm, list[Indicator]]]:
    """De indicatoren die met opzet geen norm hebben, bij elke reden bij elkaar."""
    per_reden: dict[GeenNorm, list[Indicator]] = {}
    for indicator in INDICATOREN.values():
        reden = geen_norm(indicator, regio)
        if reden is not None:
            per_reden.setdefault(reden, []).append(indicator)
    return list(per_reden.items())


def laatste_burap(stand: Stand) -> Periode:
    """De laatste burap-periode die voorbij is, en anders de eerste."""
    alle = perioden(stand.peildatum, _TERUG, Korrel.BURAP)
    voorbij = [periode for periode in alle if periode.eind <= stand.peildatum]
    return (voorbij or list(alle))[-1]


def verhaal(code: str) -> QuerySet[Normvoorstel]:
    """Elk voorstel bij een indicator, het nieuwste eerst, met wat ervan kwam."""
    return Normvoorstel.objects.filter(indicator=code).select_related("besluit", "door").prefetch_related("gesprekken")


# ------------------------------------------------------------------------------------------------------ verbeterplannen


@dataclass(frozen=True)
class Gemist:
    """Een norm die in een burap-periode is gemist, met het plan als dat er is."""

    periode: Periode
    uitslag: Uitslag
    punt: Punt
    plan: Verbeterplan | None

    @property
    def aanleiding(self) -> str:
        """De uitkomst met de norm, zoals zij bij het plan blijft staan."""
        return f"{self.punt.voluit}; de norm is {self.punt.normtekst}"


def gemiste_normen(stand: Stand) -> list[Gemist]:
    """Elke norm die in de laatste twee jaar in een burap-periode is gemist, de nieuwste periode eerst."""
    regio = stand.regios[0]
    voorbij = [p for p in perioden(stand.peildatum, _TERUG, Korrel.BURAP) if p.eind <= stand.peildatum]
    plannen = {(plan.indicator, plan.periode): plan for plan in Verbeterplan.objects.all()}
    uit: list[Gemist] = []
    for periode, uitkomst in zip(voorbij, stand.reeks(voorbij, gebieden=[regio]), strict=True):
        for uitslag in uitkomst.uitslagen:
            if uitslag.oordeel == "niet_gehaald" and uitslag.gebied == regio:
                plan = plannen.get((uitslag.code, periode.code))
                uit.append(Gemist(periode, uitslag, punt(uitslag, periode, uitkomst.peildatum), plan))
    return sorted(uit, key=lambda g: (-g.periode.eind.toordinal(), g.uitslag.nummer or "9"))


def plannen_voor(periode: Periode) -> Mapping[str, Plan]:
    """De plannen bij een burap-periode, zoals het rapport ze toont."""
    rijen = Verbeterplan.objects.filter(periode=periode.code).prefetch_related("maatregelen")
    return {
        plan.indicator: Plan(
            plan.indicator, tuple(_als_rij(maatregel) for maatregel in plan.maatregelen.all()), plan.bestuurlijke_keuze
        )
        for plan in rijen
    }


def _als_rij(maatregel: Verbetermaatregel) -> dict[str, str]:
    return {
        "oorzaak": maatregel.oorzaak or INVULLEN,
        "maatregel": maatregel.maatregel or INVULLEN,
        "eigenaar": maatregel.eigenaar or INVULLEN,
        "verwacht_effect": maatregel.verwacht_effect or INVULLEN,
        "datum": lange_datum(maatregel.klaar_op),
    }
