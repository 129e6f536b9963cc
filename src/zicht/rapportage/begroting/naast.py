"""De nagebouwde begrotingen naast elkaar: wat gedrukt staat en wat uit het model volgt, regel voor regel."""

from collections.abc import Iterator
from decimal import Decimal

from zicht.core.begroting.begroting import Begroting, Getal
from zicht.rapportage.begroting.namen import waarde
from zicht.rapportage.begroting.stuk import Stuk
from zicht.rapportage.blokken import Cel, Kolom, Tabel, getalkolommen, rij

# Per regel wat vastgesteld is, en welke uitkomst van het model daarnaast hoort.
_LASTEN = {"begroot.groep.personeel": "personeel", "begroot.groep.overhead": "overhead", "begroot.totaal": "totaal",
           "begroot.groep.eenmalig": "eenmalig", "begroot.direct": "", "begroot.indirect": "", "begroot.overhead_aandeel": ""}  # fmt: skip
_TITELS = {"uren": "Uren van alle diensten", "fte.volume": "Fte uit aantallen en normtijden", "fte.beschikbaarheid": "Fte beschikbaarheid",
           "fte.primair": "Fte primair proces", "begroot.groep.personeel": "Personeel", "begroot.groep.overhead": "Overhead",
           "begroot.totaal": "Totaal, structureel", "begroot.groep.eenmalig": "Eenmalig", "begroot.direct": "Direct",
           "begroot.indirect": "Indirect", "begroot.overhead_aandeel": "Overhead als deel van personeel"}  # fmt: skip
_MODEL = ("uren", "fte.volume", "fte.beschikbaarheid", "fte.primair")


def naast_elkaar(stukken: tuple[Stuk, ...]) -> Tabel:
    """Een regel per kernprestatie, formatie en post; leeg waar een begroting de regel niet kent."""
    koppen = [f"{stuk.bron.regio} {stuk.bron.jaar}, {kant}" for stuk in stukken for kant in ("gedrukt", "model")]
    diensten = dict.fromkeys(dienst.code for stuk in stukken for dienst in stuk.bron.diensten)
    rijen = [
        rij(_dienstnaam(stukken, code), *(cel for stuk in stukken for cel in _dienst(stuk, code))) for code in diensten
    ]
    rijen += [rij(_TITELS[code], *(cel for stuk in stukken for cel in ("", _cel(stuk, code)))) for code in _MODEL]
    rijen += [
        rij(_TITELS[code], *(cel for stuk in stukken for cel in _last(stuk, code, model)))
        for code, model in _LASTEN.items()
    ]
    noot = "Leeg: deze begroting kent de regel niet, of drukt er geen getal bij. ‘Niet bekend’: het model kan het met deze bron niet zeggen."
    return Tabel(
        "De nagebouwde begrotingen naast elkaar",
        (Kolom("Onderdeel", breedte=2), *getalkolommen(*koppen)),
        tuple(rijen),
        noot,
    )


def _dienstnaam(stukken: tuple[Stuk, ...], code: str) -> str:
    return next(dienst.titel for stuk in stukken for dienst in stuk.bron.diensten if dienst.code == code)


def _dienst(stuk: Stuk, code: str) -> Iterator[Cel | str]:
    dienst = next((dienst for dienst in stuk.bron.diensten if dienst.code == code), None)
    if dienst is None:
        yield from ("", "")
        return
    gedrukt = stuk.bron.getal(f"stroom.{dienst.stroom}.aantal" if dienst.stroom else f"dienst.{code}.aantal")
    gedrukt = gedrukt or _gedrukt(stuk.bron, f"stroom.{dienst.stroom}")
    yield waarde(gedrukt.waarde, "aantal") if gedrukt else ""
    model = stuk.model[f"dienst.{code}.aantal"].waarde
    yield "niet begroot" if dienst.niet_begroot and model is None else waarde(model, "aantal")


def _last(stuk: Stuk, code: str, model: str) -> Iterator[Cel | str]:
    """Het gedrukte totaal als een controle het noemt, anders wat de gedrukte posten samen zijn."""
    if code not in stuk.model.uitkomsten:
        yield from ("", "")
        return
    eigen, gedrukt = stuk.model[code], _gedrukt(stuk.bron, code)
    samen = eigen.waarde if model else None  # zonder eigen regel in de druk is er alleen wat het model zegt
    yield waarde(gedrukt.waarde if gedrukt else samen, eigen.eenheid) if gedrukt or model else ""
    yield _cel(stuk, model or code)


def _gedrukt(begroting: Begroting, code: str) -> Getal | None:
    """Het gedrukte getal dat een controle tegenover een uitkomst zet."""
    return next((c.rechts for c in begroting.controles if c.links == code and isinstance(c.rechts, Getal)), None)


def _cel(stuk: Stuk, code: str) -> str:
    deel = stuk.model.uitkomsten.get(code)
    getal: Decimal | None = deel.waarde if deel else None
    return waarde(getal, "uren" if deel and deel.eenheid == "fte" else deel.eenheid if deel else "euro")
