"""Uitsplitsingen voor het jaarbeeld: de grove verdeling van het blad met kerncijfers, en alle ingezette diensten."""

from zicht.core.bronnen import Bron
from zicht.core.codelijsten import BEROEPSMATIG, HOEDANIGHEID, ONBEKEND
from zicht.core.feiten import Advies, Dienst, Melding
from zicht.core.uitsplitsingen import Groep, Uitsplitsing, naar
from zicht.core.voorwaarden import Veld, Voorwaarde

_BLAD = "nog-jaarbeeld-2021"
_KINDERMISHANDELING = ("kindermishandeling_kindcheck", "kindermishandeling_vechtscheiding", "kindermishandeling_anders")
_OMGEVING = tuple(code for code, _ in HOEDANIGHEID.codes if code not in BEROEPSMATIG and code != ONBEKEND)
_GROF = (
    "Een geval kan over kindermishandeling en over (ex-)partnergeweld gaan en telt dan bij allebei; "
    "meer soorten kindermishandeling samen tellen een keer."
)


def _aanleiding(veld: Veld) -> tuple[Groep, ...]:
    kind: Voorwaarde = veld.bevat(_KINDERMISHANDELING[0])
    for code in _KINDERMISHANDELING[1:]:
        kind = kind | veld.bevat(code)
    return (
        Groep("kindermishandeling", "kindermishandeling", kind),
        Groep("ex_partnergeweld", "(ex-)partnergeweld", veld.bevat("ex_partnergeweld")),
    )


VRAGERS = Uitsplitsing(
    code="adviesvrager-grof",
    titel="Wie advies vroeg",
    noemer_titel="adviezen",
    bron=Bron(_BLAD, "Advies en ondersteuning"),
    telt=Advies,
    periode_op=Advies.gestart_op,
    groepen=(
        Groep("beroepsmatig", "beroepsmatig", Advies.hoedanigheid.een_van(*sorted(BEROEPSMATIG))),
        Groep("omgeving", "directe omgeving", Advies.hoedanigheid.een_van(*_OMGEVING)),
        Groep("onbekend", "onbekend", ~Advies.hoedanigheid.een_van(*sorted(BEROEPSMATIG), *_OMGEVING)
              | ~Advies.hoedanigheid.ingevuld()),
    ),
)  # fmt: skip

ADVIEZEN_OVER = Uitsplitsing(
    code="advies-grof",
    titel="Waar adviezen over gingen",
    noemer_titel="adviezen",
    bron=Bron(_BLAD, "Advies en ondersteuning"),
    telt=Advies,
    periode_op=Advies.gestart_op,
    groepen=_aanleiding(Advies.aanleiding),
    meervoudig=True,
    keuzes=(_GROF,),
)

MELDINGEN_OVER = Uitsplitsing(
    code="melding-grof",
    titel="Waar meldingen over gingen",
    noemer_titel="meldingen",
    bron=Bron(_BLAD, "Meldingen"),
    telt=Melding,
    periode_op=Melding.ontvangen_op,
    groepen=_aanleiding(Melding.aanleiding),
    meervoudig=True,
    keuzes=(_GROF,),
)

INGEZET = Uitsplitsing(
    code="ingezette-diensten",
    titel="Ingezette diensten",
    noemer_titel="diensten",
    bron=Bron(_BLAD, "Onderzoeken, Voorwaarden & Vervolg, Monitoren"),
    telt=Dienst,
    periode_op=Dienst.toegewezen_op,
    groepen=naar(Dienst.soort),
)

JAARBEELD: tuple[Uitsplitsing, ...] = (VRAGERS, ADVIEZEN_OVER, MELDINGEN_OVER, INGEZET)
