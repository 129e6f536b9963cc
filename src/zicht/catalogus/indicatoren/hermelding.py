"""Eerdere betrokkenheid zoals het CBS haar indeelt: eerste melding, hermelding, en vervolgmelding in drie fasen.

Deze indeling staat naast de recidive van NHN en is iets anders: zij telt meldingen, niet dossiers, en kijkt niet naar hoe een
eerder dossier sloot. Ook zij heeft geen norm en geen kleur.
"""

from dataclasses import dataclass

from zicht.core.bronnen import Bron

_CBS = "cbs-statline"
_TABEL = "85361NED, meldingen naar eerdere betrokkenheid Veilig Thuis"


@dataclass(frozen=True)
class Meldingklasse:
    """Een klasse van de indeling; `tijdens` is de code van de betrokkenheid waar zij uit volgt, als die er is."""

    code: str
    titel: str
    betekenis: str
    bron: Bron
    tijdens: str | None = None


EERSTE_MELDING = Meldingklasse(
    "eerste-melding", "Eerste melding", "Niemand in het dossier was eerder bij Veilig Thuis bekend.", Bron(_CBS, _TABEL)
)
HERMELDING = Meldingklasse(
    "hermelding", "Hermelding",
    "Veilig Thuis was niet betrokken, en een of meer personen in het dossier kwamen in een eerdere melding voor.",
    Bron(_CBS, _TABEL),
)  # fmt: skip
VERVOLGMELDINGEN: tuple[Meldingklasse, ...] = (
    Meldingklasse(
        "vervolgmelding-beoordeling", "Vervolgmelding tijdens de beoordeling",
        "De melding kwam terwijl een eerdere melding over dit gezin werd beoordeeld.", Bron(_CBS, _TABEL), "beoordeling",
    ),
    Meldingklasse(
        "vervolgmelding-na-beoordeling", "Vervolgmelding na de beoordeling",
        "De melding kwam na de beoordeling, terwijl Veilig Thuis nog betrokken was.", Bron(_CBS, _TABEL), "na_beoordeling",
    ),
    Meldingklasse(
        "vervolgmelding-monitoring", "Vervolgmelding tijdens het monitoren",
        "De melding kwam terwijl Veilig Thuis het gezin nog volgde.", Bron(_CBS, _TABEL), "monitoring",
    ),
)  # fmt: skip
ONBEKEND = Meldingklasse(
    "onbekend", "Onbekend", "De betrokkenheid of de personen zijn niet vastgelegd.", Bron(_CBS, _TABEL)
)
KLASSEN: tuple[Meldingklasse, ...] = (EERSTE_MELDING, HERMELDING, *VERVOLGMELDINGEN, ONBEKEND)

KEUZES = (
    "Personen staan in de feiten per dossier, niet per melding; bekend is wie in een ander dossier voorkomt waarvan de eerste melding eerder is ontvangen.",
    "Een tweede melding op een dossier waarbij Veilig Thuis volgens de registratie niet betrokken was, telt als hermelding.",
    "Wat voor het begin van de feiten gebeurde, is niet te zien: de eerste jaren tellen daardoor te weinig hermeldingen.",
    "Bewust zonder norm en zonder kleur, net als recidive.",
)


def klasse_van(tijdens: str | None, *, bekend: bool | None) -> Meldingklasse:
    """De klasse van een melding: de betrokkenheid gaat voor, dan of er iemand bekend was."""
    op_fase = {klasse.tijdens: klasse for klasse in VERVOLGMELDINGEN}
    if tijdens in op_fase:
        return op_fase[tijdens]
    if tijdens != "geen" or bekend is None:
        return ONBEKEND
    return HERMELDING if bekend else EERSTE_MELDING
