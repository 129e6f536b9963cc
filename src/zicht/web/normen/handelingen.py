"""Wat er met een norm gebeurt: voorstellen, bespreken, vaststellen of intrekken. Niets verdwijnt.

De regels komen uit de notitie over de prestatie-indicatoren: een norm steunt op historische data, er is overeenstemming
met de gemeenten, en zij wordt jaarlijks geëvalueerd. Keuze: een norm gaat nooit met terugwerkende kracht in, zodat een
burap die er al ligt haar oordeel houdt.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.normen import geen_norm
from zicht.core.normproef import kandidaat
from zicht.core.parameters import Richting, Versie
from zicht.core.termijnen import plus_maanden
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer, eis
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.normen.models import Normbesluit, Normgesprek, Normvoorstel

BESPREKEN, VASTSTELLEN = "norm.bespreken", "norm.vaststellen"
_JAAR = 12


@dataclass(frozen=True)
class Voorstel:
    """Wat er voorgesteld wordt."""

    indicator: str
    waarde: Decimal
    richting: Richting
    vanaf: date
    evaluatie_op: date
    toelichting: str


def norm_voorstellen(voorstel: Voorstel, proef: dict[str, Any], *, door: Gebruiker, om: datetime) -> Normvoorstel:
    """Stel een norm voor, met de geschiedenis waarop zij steunt."""
    rij = Normvoorstel(
        kenmerk=nieuw_kenmerk("N", om.year), indicator=voorstel.indicator, waarde=voorstel.waarde,
        richting=voorstel.richting.value, vanaf=voorstel.vanaf, evaluatie_op=voorstel.evaluatie_op,
        toelichting=voorstel.toelichting, proef=proef, om=om, door=door,
    )  # fmt: skip
    with beheer("norm_voorstellen", BESPREKEN, door=door, om=om, soort="norm", over=rij.kenmerk):
        keur(voorstel)
        eis(
            proef.get("meetbaar"),
            "Er is nog geen geschiedenis van deze indicator. Normen komen er op basis van historische data; wacht tot er "
            "minstens een hele periode is.",
        )
        _sla_op(rij)
    return rij


def keur(voorstel: Voorstel) -> None:
    """Houd tegen wat geen norm mag hebben, een getal dat niet kan, of een evaluatie die te lang wacht."""
    indicator = INDICATOREN[voorstel.indicator]
    reden = geen_norm(indicator)
    eis(reden is None, reden.reden if reden else "")
    kandidaat(indicator, voorstel.waarde, voorstel.richting, Versie(voorstel.vanaf, None, "", None, None))
    _eis_jaarlijks(voorstel.vanaf, voorstel.evaluatie_op)


def _eis_jaarlijks(vanaf: date, evaluatie_op: date) -> None:
    eis(evaluatie_op > vanaf, "De volgende evaluatie ligt na de dag waarop de norm ingaat.")
    eis(
        evaluatie_op <= plus_maanden(vanaf, _JAAR),
        "Normen worden jaarlijks geëvalueerd (notitie prestatie-indicatoren, bijlage 1). Kies een dag binnen een jaar na "
        "de ingangsdatum.",
    )


def gesprek_vastleggen(
    voorstel: Normvoorstel, *, datum: date, deelnemers: str, verslag: str, overeenstemming: bool, door: Gebruiker,
    om: datetime,
) -> None:  # fmt: skip
    """Leg een gesprek met de gemeenten over een voorstel vast."""
    with beheer("norm_bespreken", BESPREKEN, door=door, om=om, soort="norm", over=voorstel.kenmerk):
        rij = _lopend(voorstel)
        eis(datum <= om.date(), "De dag van het gesprek ligt in de toekomst.")
        Normgesprek.objects.create(voorstel=rij, datum=datum, deelnemers=deelnemers, verslag=verslag,
                                   overeenstemming=overeenstemming, om=om, door=door)  # fmt: skip


def norm_vaststellen(
    voorstel: Normvoorstel, *, besloten_op: date, orgaan: str, document: str, vanaf: date, evaluatie_op: date,
    door: Gebruiker, om: datetime,
) -> Normbesluit:  # fmt: skip
    """Leg het besluit vast; vanaf haar dag beoordeelt deze norm elk cijfer in de applicatie."""
    with beheer("norm_vaststellen", VASTSTELLEN, door=door, om=om, soort="norm", over=voorstel.kenmerk):
        rij = _lopend(voorstel)
        laatste = rij.gesprekken.last()
        eis(
            laatste is not None and laatste.overeenstemming,
            "Er is nog geen overeenstemming vastgelegd. De notitie vraagt overeenstemming met de gemeenten over de norm: "
            "leg eerst het gesprek vast waarin die er was.",
        )
        assert laatste is not None
        eis(besloten_op <= om.date(), "De dag van het besluit ligt in de toekomst.")
        eis(besloten_op >= laatste.datum, "Het besluit ligt voor het laatste gesprek. Kijk de datums na.")
        eis(
            vanaf >= besloten_op,
            "Een norm geldt nooit met terugwerkende kracht: kies een ingangsdatum op of na het besluit.",
        )
        _eis_jaarlijks(vanaf, evaluatie_op)
        besluit = Normbesluit(
            voorstel=rij, indicator=rij.indicator, waarde=rij.waarde, richting=rij.richting, vanaf=vanaf,
            besloten_op=besloten_op, orgaan=orgaan, document=document, evaluatie_op=evaluatie_op, om=om, door=door,
        )  # fmt: skip
        rij.stand = Normvoorstel.VASTGESTELD
        rij.save()
        _sla_op(besluit)
    return besluit


def voorstel_intrekken(voorstel: Normvoorstel, *, reden: str, door: Gebruiker, om: datetime) -> None:
    """Trek een voorstel in; het blijft te lezen."""
    with beheer("norm_intrekken", BESPREKEN, door=door, om=om, soort="norm", over=voorstel.kenmerk):
        rij = _lopend(voorstel)
        rij.stand, rij.reden = Normvoorstel.INGETROKKEN, reden
        rij.save()


def _lopend(voorstel: Normvoorstel) -> Normvoorstel:
    rij = Normvoorstel.objects.select_for_update().get(pk=voorstel.pk)
    eis(rij.loopt, "Over dit voorstel is al besloten. Begin in de werkbank een nieuw voorstel.")
    return rij


def _sla_op(rij: Normvoorstel | Normbesluit) -> None:
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError:
        eis(None, "Voor deze indicator loopt al een voorstel, of er is die dag al een besluit. Open dat eerst.")
