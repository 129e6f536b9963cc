"""Wat een levering uit de registratie nodig heeft: de feiten van het halfjaar, en wie bij een dossier hoort met BSN en geboortedatum.

Een afgeschermd dossier wordt geleverd zoals elk ander: de plicht om te leveren maakt geen uitzondering. Wie de levering
maakt ziet deze gegevens niet; zij gaan in het bestand, en dat mag alleen ophalen wie daar het recht voor heeft.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from zicht.core.bsn import BSN_ONBEKEND
from zicht.core.levering.vertaling import ONBEKEND, ONGEBOREN, Deeldatum, Leverwaarde
from zicht.core.periodes import Periode
from zicht.uitwisseling.levering.bouwen import Mens
from zicht.uitwisseling.schrijven import Herkomst, schrijf_feiten
from zicht.web.delen import in_delen
from zicht.web.registratie import models as m
from zicht.web.registratie.feiten import BRON, Bron, Stand, momentopname


def mensen_bij(dossiers: Sequence[str]) -> dict[str, list[Mens]]:
    """Per dossier wie erbij hoort; wie als twee personen is vastgelegd en er een is, staat er een keer."""
    stand = Stand(timezone.localdate())
    uit: dict[str, list[Mens]] = {}
    for deel in in_delen(dossiers):
        rijen = m.Betrokkene.objects.filter(dossier__kenmerk__in=deel).select_related("persoon", "dossier")
        for rij in rijen.order_by("dossier__kenmerk", "persoon"):
            if not stand.staat_er_al(rij.dossier_id, rij.persoon_id):
                uit.setdefault(rij.dossier.kenmerk, []).append(_mens(rij.persoon))
    return uit


def _mens(persoon: Any) -> Mens:
    geslacht = persoon.geslacht or ONBEKEND
    if persoon.ongeboren:
        return Mens(ONGEBOREN, ONGEBOREN, geslacht)
    bsn = persoon.bsn if persoon.bsn not in ("", BSN_ONBEKEND) else ONBEKEND
    return Mens(bsn, _geboren(persoon.geboortejaar, persoon.geboortemaand, persoon.geboortedag), geslacht)


def _geboren(jaar: int | None, maand: int | None, dag: int | None) -> Leverwaarde:
    if jaar is None:
        return ONBEKEND
    if maand is None or dag is None:
        return Deeldatum(jaar, maand)
    try:
        return date(jaar, maand, dag)
    except ValueError:  # 31 april: de maand is het meeste dat klopt
        return Deeldatum(jaar, maand)


class KlaarIn(Stand):
    """De feiten van wat in een periode klaar was, met waar dat naar verwijst; wat een levering niet nodig heeft is leeg."""

    def __init__(self, periode: Periode, peildatum: date) -> None:
        super().__init__(peildatum)
        dagen = (periode.begin, periode.eind)
        diensten = m.Dienst.objects.filter(afgerond_op__range=dagen)
        besloten = m.Melding.objects.filter(Q(beoordeeld_op__range=dagen) | Q(pk__in=diensten.values("melding")))
        self.alleen: dict[type[m.Geversioneerd], Q] = {
            m.Advies: Q(afgesloten_op__range=dagen),
            m.Melding: Q(pk__in=besloten.values("pk")),
            m.Dienst: Q(afgerond_op__range=dagen) | Q(melding__in=besloten.values("pk"), soort="onderzoek"),
            m.Dossier: Q(pk__in=besloten.values("dossier")) | Q(pk__in=diensten.values("dossier")),
        }

    def _rijen(self, bron: Bron) -> Any:
        rijen = super()._rijen(bron)
        return rijen.filter(self.alleen[bron.model]) if bron.model in self.alleen else rijen.none()


def exporteer_klaar_in(uit: Path, periode: Periode, *, peildatum: date) -> None:
    """Schrijf wat in een periode klaar was: genoeg voor een levering, en niet meer werk dan zij."""
    stand = KlaarIn(periode, peildatum)
    with momentopname():
        schrijf_feiten(uit, Herkomst(stand.regio, peildatum, f"{BRON}: {periode.code}"), stand.tabellen())
