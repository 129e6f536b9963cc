"""Kwaliteit van samenwerking in de keten: recidive, bewust zonder norm."""

from zicht.core.bronnen import Bron
from zicht.core.feiten import Melding
from zicht.core.indicatoren import Aandeel, Indicator

_NOTITIE = "nhn-prestatie-indicatoren"
_OPENT = {"de melding opent haar dossier": Melding.opent_dossier.is_("ja")}
_KEUZES = (
    "Een melding opent haar dossier als ze van dat dossier het eerst is ontvangen; bij gelijke dag telt het laagste kenmerk.",
    (
        "Van alle eerdere dossiers van alle betrokkenen beslist het laatst gesloten dossier, gesloten op een eerdere dag en "
        "geopend vanaf 1 januari 2019; op een dag gesloten: vervolgdienst voor directe overdracht voor de rest."
    ),
    "Is de sluitroute van dat dossier onbekend, dan is het geval niet te bepalen.",
    "Bewust zonder norm en zonder kleur: recidive zegt iets over de hele keten (toelichting bij de notitie).",
)

RECIDIVE_NA_OVERDRACHT = Aandeel(
    code="recidive-na-overdracht",
    titel="Recidive na directe overdracht",
    bron=Bron(_NOTITIE, "Kwaliteit van samenwerking in de keten, 7a"),
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    noemer=_OPENT,
    teller={"het eerdere dossier sloot na directe overdracht": Melding.recidiveroute.is_("directe_overdracht")},
    keuzes=_KEUZES,
    beschrijvend=True,
)

RECIDIVE_NA_VERVOLGDIENST = Aandeel(
    code="recidive-na-vervolgdienst",
    titel="Recidive na een vervolgdienst",
    bron=Bron(_NOTITIE, "Kwaliteit van samenwerking in de keten, 7b"),
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    noemer=_OPENT,
    teller={"het eerdere dossier sloot na een vervolgdienst": Melding.recidiveroute.is_("vervolgdienst")},
    keuzes=_KEUZES,
    beschrijvend=True,
)

INDICATOREN: tuple[Indicator, ...] = (RECIDIVE_NA_OVERDRACHT, RECIDIVE_NA_VERVOLGDIENST)
