"""Is dit dezelfde mens: een score met per gegeven de reden.

De score is een optelling van bewijs, zoals Fellegi en Sunter het in 1969 beschreven: elk gegeven weegt naar hoeveel vaker
de uitkomst voorkomt bij een en dezelfde mens dan bij twee willekeurige mensen. De gewichten staan in bits (10 is duizend keer
vaker). Ze zijn een keuze van Zicht, gemaakt op ordes van grootte en niet geleerd van echte mensen; docs/achtergrond/herkennen.md
zegt waarom ze zo zijn en wat ze op een verzonnen register doen.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import product
from math import inf, log2
from typing import NamedTuple

from zicht.core.bsn import wijst_aan
from zicht.core.namen import Verschil, Voornaam, letterverschil, vergelijk_woorden, voorletter
from zicht.core.personen import Persoonsgegevens

VOORAF = -20.0  # bits: in een register van een miljoen is een willekeurige rij vrijwel nooit deze mens
WAARSCHIJNLIJK = 0.9
MOGELIJK = 0.01
# Boven in dit bereik komt een paar met een tegenspraak: hoe goed de rest ook past, een mens moet kijken.
PLAFOND_BIJ_TEGENSPRAAK = 0.89


_MAG_ONTBREKEN = ("bsn", "geslacht")


class Soort(Enum):
    """Wat de score zegt, in een woord."""

    ZEKER = "zeker"
    WAARSCHIJNLIJK = "waarschijnlijk"
    MOGELIJK = "mogelijk"
    GEEN = "geen"


class Oordeel(Enum):
    """Wat een gegeven zegt over de vraag of het dezelfde mens is."""

    GELIJK = "gelijk"
    LIJKT = "lijkt"
    VERSCHILT = "verschilt"
    ONBEKEND = "onbekend"


class Reden(NamedTuple):
    """Het oordeel over een gegeven in gewone woorden; zonder het gegeven zelf, dus te tonen en te loggen."""

    veld: str
    oordeel: Oordeel
    uitleg: str
    gewicht: float = 0.0
    tegenspraak: bool = False


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """Hoe waarschijnlijk twee beschrijvingen over dezelfde mens gaan, en waarom."""

    score: float
    soort: Soort
    redenen: tuple[Reden, ...]


class _Weging(NamedTuple):
    oordeel: Oordeel
    uitleg: str
    gewicht: float


class _Datum(NamedTuple):
    jaar: int | None
    maand: int | None
    dag: int | None


_DATUM_SPREEKT_TEGEN = -6.0
_ACHTERNAAM = {
    Verschil.GELIJK: _Weging(Oordeel.GELIJK, "achternaam gelijk", 9.0),
    Verschil.IJ_Y: _Weging(Oordeel.GELIJK, "achternaam gelijk op 'ij' en 'y' na", 8.5),
    Verschil.SPELLING: _Weging(Oordeel.LIJKT, "achternaam gelijk op de spelling na", 8.0),
    Verschil.KLANK: _Weging(Oordeel.LIJKT, "achternaam klinkt gelijk", 6.5),
    Verschil.TYPEFOUT: _Weging(Oordeel.LIJKT, "achternaam scheelt een typefout", 6.0),
    # Mensen trouwen, scheiden en kiezen een andere naam.
    Verschil.ANDERS: _Weging(Oordeel.VERSCHILT, "achternaam anders", -4.0),
}
_VOORNAAM = {
    Verschil.GELIJK: _Weging(Oordeel.GELIJK, "eerste voornaam gelijk", 6.5),
    Verschil.IJ_Y: _Weging(Oordeel.GELIJK, "voornaam gelijk op 'ij' en 'y' na", 6.0),
    Verschil.SPELLING: _Weging(Oordeel.LIJKT, "voornaam gelijk op de spelling na", 6.0),
    Verschil.KLANK: _Weging(Oordeel.LIJKT, "voornaam klinkt gelijk", 5.0),
    Verschil.TYPEFOUT: _Weging(Oordeel.LIJKT, "voornaam scheelt een typefout", 4.5),
    # Broers, zussen en tweelingen delen alles behalve dit.
    Verschil.ANDERS: _Weging(Oordeel.VERSCHILT, "voornaam anders", -5.0),
}
_ORDE = tuple(Verschil)
# Het meeste dat namen en adres kunnen zeggen; een test rekent na dat `vergelijk` er nooit boven komt.
NAMEN_HOOGSTENS, _ADRES_HOOGSTENS, _AFRONDING = 16.0, 6.0, 1e-9
_ANDERE_VOORNAAM_HOOGSTENS = 13.0  # een gelijke achternaam en een latere voornaam die gelijk is


def vergelijk(een: Persoonsgegevens, ander: Persoonsgegevens, minstens: float = 0.0) -> Gelijkenis:
    """Hoe waarschijnlijk twee beschrijvingen over dezelfde mens gaan; de volgorde maakt niet uit.

    Met `minstens` stopt zij zodra de score daar niet meer op kan uitkomen: dan is de score nul, zonder redenen.
    """
    bsn = _bsn(een, ander)
    rest = _geboren(een, ander), _geslacht(een, ander), _adres(een, ander)
    bewijs = VOORAF + sum(reden.gewicht for reden in rest)
    if bsn.oordeel is Oordeel.ONBEKEND and bewijs + _namen_hoogstens(een, ander) < _drempel(minstens):
        return _NIETS
    redenen = (bsn, *_namen(een, ander), *rest)
    kans = 1 / (1 + 2.0 ** -(bewijs + sum(reden.gewicht for reden in redenen[:3])))
    if bsn.oordeel is Oordeel.GELIJK:
        return Gelijkenis(0.99 + kans / 100, Soort.ZEKER, redenen)
    if any(reden.tegenspraak for reden in redenen):
        kans *= PLAFOND_BIJ_TEGENSPRAAK
    return Gelijkenis(kans, _soort(kans, redenen), redenen)


_NIETS = Gelijkenis(0.0, Soort.GEEN, ())


def kan_halen(een: Persoonsgegevens, ander: Persoonsgegevens, minstens: float) -> bool:
    """Of de score nog op `minstens` kan uitkomen zonder naar namen te kijken en zonder te weten waar de ander woont.

    Rekent met het gunstigste voor wat niet is bekeken.
    """
    if wijst_aan(een.bsn) and wijst_aan(ander.bsn):
        return True
    meest = VOORAF + NAMEN_HOOGSTENS + _ADRES_HOOGSTENS + _geboren(een, ander).gewicht + _geslacht(een, ander).gewicht
    return meest >= _drempel(minstens)


@lru_cache(maxsize=16)
def _drempel(minstens: float) -> float:
    """Hoeveel bits een score van `minstens` vraagt, met ruimte voor afronding; onder nul vraagt hij niets."""
    if minstens <= 0:
        return -inf
    return log2(minstens / (1 - minstens)) - _AFRONDING if minstens < 1 else inf


def _namen_hoogstens(een: Persoonsgegevens, ander: Persoonsgegevens) -> float:
    """Het meeste dat de namen nog kunnen zeggen, op het oog: is de eerste voornaam een heel andere, dan minder."""
    namen, andere = een.voornaamlijst, ander.voornaamlijst
    if not namen or not andere or namen[0].afgekort or andere[0].afgekort or _aaneen(namen) == _aaneen(andere):
        return NAMEN_HOOGSTENS
    anders = vergelijk_woorden(namen[0].tekst, andere[0].tekst) is Verschil.ANDERS
    return _ANDERE_VOORNAAM_HOOGSTENS if anders else NAMEN_HOOGSTENS


def _aaneen(namen: tuple[Voornaam, ...]) -> str:
    return "".join(naam.tekst for naam in namen)


def _soort(kans: float, redenen: tuple[Reden, ...]) -> Soort:
    """Zonder BSN is een mens pas zeker dezelfde als naam, hele geboortedatum en adres gelijk zijn en niets tegenspreekt."""
    if kans >= WAARSCHIJNLIJK:
        alles = all(
            reden.oordeel is Oordeel.GELIJK or (reden.veld in _MAG_ONTBREKEN and reden.oordeel is Oordeel.ONBEKEND)
            for reden in redenen
        )
        return Soort.ZEKER if alles else Soort.WAARSCHIJNLIJK
    return Soort.MOGELIJK if kans >= MOGELIJK else Soort.GEEN


def _onbekend(veld: str, naam: str) -> Reden:
    return Reden(veld, Oordeel.ONBEKEND, f"{naam} niet van beide bekend")


def _bsn(een: Persoonsgegevens, ander: Persoonsgegevens) -> Reden:
    nummer, tweede = wijst_aan(een.bsn), wijst_aan(ander.bsn)
    if nummer is None or tweede is None:
        return _onbekend("bsn", "BSN")
    if nummer == tweede:
        return Reden("bsn", Oordeel.GELIJK, "BSN gelijk", 40.0)
    # Een verschreven nummer haalt de elfproef niet; twee nummers die hem wel halen zijn vrijwel altijd twee mensen.
    return Reden("bsn", Oordeel.VERSCHILT, "ander geldig BSN", -20.0, tegenspraak=True)


# ---------------------------------------------------------------------------------------------------------------- namen


def _namen(een: Persoonsgegevens, ander: Persoonsgegevens) -> tuple[Reden, Reden]:
    recht = _achternaam(een, ander), _voornamen(een, ander)
    if any(reden.oordeel is Oordeel.VERSCHILT for reden in recht) and _verwisseld(een, ander):
        uitleg = "voornaam en achternaam verwisseld"
        return Reden("achternaam", Oordeel.LIJKT, uitleg, 7.0), Reden("voornamen", Oordeel.LIJKT, uitleg, 5.0)
    return recht


def _verwisseld(een: Persoonsgegevens, ander: Persoonsgegevens) -> bool:
    een_voor, ander_voor = ({n.tekst for n in p.voornaamlijst if not n.afgekort} for p in (een, ander))
    een_na, ander_na = (set(p.achternaamdelen.delen) for p in (een, ander))
    return bool(een_voor & ander_na and ander_voor & een_na)


def _achternaam(een: Persoonsgegevens, ander: Persoonsgegevens) -> Reden:
    (delen, voor), (andere, andere_voor) = een.achternaamdelen, ander.achternaamdelen
    if not delen or not andere:
        return _onbekend("achternaam", "achternaam")
    if set(delen) == set(andere):
        return _zelfde_delen(voor == andere_voor, delen == andere)
    if "".join((*voor, *delen)) == "".join((*andere_voor, *andere)):
        return Reden("achternaam", Oordeel.GELIJK, "achternaam gelijk op spaties na", 8.5)
    beste = min((vergelijk_woorden(a, b) for a, b in product(delen, andere)), key=_ORDE.index)
    oordeel, uitleg, gewicht = _ACHTERNAAM[beste]
    if len(delen) == len(andere) == 1 or beste is Verschil.ANDERS:
        return Reden("achternaam", oordeel, uitleg, gewicht)
    return _dubbele(delen, andere, beste)


def _zelfde_delen(zelfde_voorvoegsel: bool, zelfde_volgorde: bool) -> Reden:
    if not zelfde_volgorde:
        return Reden("achternaam", Oordeel.GELIJK, "dubbele achternaam in andere volgorde", 8.5)
    if not zelfde_voorvoegsel:
        return Reden("achternaam", Oordeel.GELIJK, "achternaam gelijk op het voorvoegsel na", 8.5)
    return Reden("achternaam", *_ACHTERNAAM[Verschil.GELIJK])


def _dubbele(delen: tuple[str, ...], andere: tuple[str, ...], beste: Verschil) -> Reden:
    """Een dubbele naam: alle delen vinden een wederhelft, of alleen het beste."""
    kort, lang = sorted((delen, andere), key=len)
    if len(kort) == len(lang) and _alle_delen_lijken(kort, lang) and _alle_delen_lijken(lang, kort):
        return Reden("achternaam", Oordeel.LIJKT, "dubbele achternaam gelijk op de spelling na", 8.0)
    precies = beste in (Verschil.GELIJK, Verschil.IJ_Y)
    uitleg = f"een deel van de dubbele achternaam {'gelijk' if precies else 'lijkt'}"
    return Reden("achternaam", Oordeel.LIJKT, uitleg, 6.5 if precies else 5.0)


def _alle_delen_lijken(delen: tuple[str, ...], andere: tuple[str, ...]) -> bool:
    return all(any(vergelijk_woorden(deel, b) is not Verschil.ANDERS for b in andere) for deel in delen)


def _voornamen(een: Persoonsgegevens, ander: Persoonsgegevens) -> Reden:
    namen, andere = een.voornaamlijst, ander.voornaamlijst
    if not namen or not andere:
        return _onbekend("voornamen", "voornaam")
    if namen == andere:
        return _zelfde_voornamen(namen)
    if namen[0].afgekort or andere[0].afgekort:
        return _voorletters(namen, andere)
    if _aaneen(namen) == _aaneen(andere):
        return Reden("voornamen", Oordeel.GELIJK, "voornamen gelijk op spaties na", 6.5)
    eerste = vergelijk_woorden(namen[0].tekst, andere[0].tekst)
    return Reden("voornamen", *_VOORNAAM[eerste]) if eerste is not Verschil.ANDERS else _roepnaam(namen, andere)


def _zelfde_voornamen(namen: tuple[Voornaam, ...]) -> Reden:
    if namen[0].afgekort:
        return Reden("voornamen", Oordeel.LIJKT, "voorletters gelijk", 3.0 + (len(namen) > 1))
    return Reden("voornamen", Oordeel.GELIJK, "voornamen gelijk" if len(namen) > 1 else "voornaam gelijk", 7.0)


def _voorletters(namen: tuple[Voornaam, ...], andere: tuple[Voornaam, ...]) -> Reden:
    paren = list(zip(namen, andere, strict=False))
    if not _past(*paren[0]):
        return Reden("voornamen", Oordeel.VERSCHILT, "voorletter past niet bij voornaam", -4.0, tegenspraak=True)
    if len(paren) > 1 and all(_past(*paar) for paar in paren):
        return Reden("voornamen", Oordeel.LIJKT, "voorletters passen bij voornamen", 4.0)
    return Reden("voornamen", Oordeel.LIJKT, "voorletter past bij voornaam", 3.0)


def _past(een: Voornaam, ander: Voornaam) -> bool:
    kort, lang = sorted((een.tekst.replace("ij", "y"), ander.tekst.replace("ij", "y")), key=len)
    return lang.startswith(kort) or (len(kort) == 1 and voorletter(kort) == voorletter(lang))


def _roepnaam(namen: tuple[Voornaam, ...], andere: tuple[Voornaam, ...]) -> Reden:
    """De eerste voornamen verschillen; misschien gebruikt de een zijn tweede naam of een verkorte vorm."""
    heel, andere_heel = ([n.tekst for n in lijst if not n.afgekort] for lijst in (namen, andere))
    if any(vergelijk_woorden(a, b) is not Verschil.ANDERS for a, b in product(heel, andere_heel)):
        return Reden("voornamen", Oordeel.LIJKT, "een van de voornamen gelijk", 4.0)
    if any(_verkort(a, b) for a, b in product(heel, andere_heel)):
        return Reden("voornamen", Oordeel.LIJKT, "voornaam lijkt een verkorte vorm", 3.0)
    oordeel, uitleg, gewicht = _VOORNAAM[Verschil.ANDERS]
    return Reden("voornamen", oordeel, uitleg, gewicht, tegenspraak=True)


def _verkort(een: str, ander: str) -> bool:
    """Alex of Sander van Alexander, Hanna van Johanna: het begin of het eind, vanaf drie letters."""
    kort, lang = sorted((een, ander), key=len)
    return 3 <= len(kort) < len(lang) and (lang.startswith(kort) or lang.endswith(kort))


# -------------------------------------------------------------------------------------------- geboortedatum en de rest


def _geboren(een: Persoonsgegevens, ander: Persoonsgegevens) -> Reden:
    a, b = _datum(een), _datum(ander)
    oordeel, uitleg, gewicht = _hele_datum(a, b) if None not in (*a, *b) else _deel_van_datum(a, b)
    return Reden("geboortedatum", oordeel, uitleg, gewicht, tegenspraak=gewicht <= _DATUM_SPREEKT_TEGEN)


def _datum(persoon: Persoonsgegevens) -> _Datum:
    """De geboortedatum; een nul telt als niet bekend, zoals in JJJJMM00."""
    return _Datum(persoon.jaar or None, persoon.maand or None, persoon.dag or None)


def _hele_datum(een: _Datum, ander: _Datum) -> _Weging:
    zelfde_dag, verwisseld = een[1:] == ander[1:], een[1:] == ander[:0:-1]
    # Van wie de datum niet bekend is, staat ook vaak op 1 januari.
    nieuwjaar = een[1:] == (1, 1) or ander[1:] == (1, 1)
    if een.jaar != ander.jaar:
        if not (zelfde_dag or verwisseld) or nieuwjaar:
            return _ander_jaar(een.jaar, ander.jaar, 1.0 if zelfde_dag else -10.0)
        return _ander_jaar(een.jaar, ander.jaar, 8.0 if zelfde_dag else 4.0)
    if zelfde_dag:
        return _Weging(Oordeel.GELIJK, "geboortedatum gelijk", 8.0 if nieuwjaar else 15.0)
    if verwisseld:
        return _Weging(Oordeel.LIJKT, "dag en maand verwisseld", 11.0)
    if nieuwjaar:
        return _Weging(Oordeel.LIJKT, "geboortejaar gelijk; 1 januari staat ook vaak voor onbekend", 4.0)
    if een.maand == ander.maand:
        return _Weging(Oordeel.LIJKT, "alleen de geboortedag anders", 6.0)
    if een.dag == ander.dag:
        return _Weging(Oordeel.LIJKT, "alleen de geboortemaand anders", 5.0)
    return _Weging(Oordeel.VERSCHILT, "geboortejaar gelijk, dag en maand anders", -4.0)


def _ander_jaar(een: int | None, ander: int | None, gewicht: float) -> _Weging:
    """Het jaar verschilt; `gewicht` is wat de rest van de datum waard is als het jaar er een naast zit."""
    if een is None or ander is None or gewicht < 0:
        return _Weging(Oordeel.VERSCHILT, "geboortedatum anders", -10.0)
    if abs(een - ander) == 1:
        return _Weging(Oordeel.LIJKT, "geboortejaar scheelt een", gewicht)
    if letterverschil(str(een), str(ander)) == 1:
        return _Weging(Oordeel.LIJKT, "geboortejaar scheelt een cijfer", gewicht - 3.0)
    return _Weging(Oordeel.VERSCHILT, "geboortejaar anders", gewicht - 9.0)


def _deel_van_datum(een: _Datum, ander: _Datum) -> _Weging:
    dag_maand = None not in (*een[1:], *ander[1:])
    if een.jaar is None or ander.jaar is None:
        if dag_maand and een[1:] == ander[1:]:
            return _Weging(Oordeel.LIJKT, "dag en maand van geboorte gelijk, jaar niet van beide bekend", 7.0)
        return _Weging(Oordeel.ONBEKEND, "geboortedatum niet van beide bekend", 0.0)
    if een.jaar != ander.jaar:
        return _ander_jaar(een.jaar, ander.jaar, 1.0)
    if een.maand is None or ander.maand is None:
        return _Weging(Oordeel.LIJKT, "geboortejaar gelijk, de rest niet van beide bekend", 5.0)
    if een.maand == ander.maand:
        return _Weging(Oordeel.LIJKT, "geboortejaar en -maand gelijk, dag niet van beide bekend", 8.0)
    return _Weging(Oordeel.VERSCHILT, "geboortejaar gelijk, maand anders", -3.0)


def _geslacht(een: Persoonsgegevens, ander: Persoonsgegevens) -> Reden:
    a, b = ((p.geslacht or "").strip().lower()[:1] for p in (een, ander))
    if a in ("", "o") or b in ("", "o"):
        return _onbekend("geslacht", "geslacht")
    return (
        Reden("geslacht", Oordeel.GELIJK, "geslacht gelijk", 1.0)
        if a == b
        else Reden("geslacht", Oordeel.VERSCHILT, "geslacht anders", -3.0)
    )


def _adres(een: Persoonsgegevens, ander: Persoonsgegevens) -> Reden:
    postcode, andere = een.nette_postcode, ander.nette_postcode
    if postcode is None or andere is None:
        return _onbekend("adres", "adres")
    afwijking = sum(a != b for a, b in zip(postcode, andere, strict=True))
    # Mensen verhuizen: een ander adres zegt weinig. Gezinnen delen hun adres: een gelijk adres zegt niet alles.
    if afwijking > 1:
        return Reden("adres", Oordeel.VERSCHILT, "adres anders", -1.0)
    return _huis(een.huisgetal, ander.huisgetal, postcode == andere)


def _huis(nummer: str | None, ander: str | None, zelfde_postcode: bool) -> Reden:
    if nummer and nummer == ander:
        if zelfde_postcode:
            return Reden("adres", Oordeel.GELIJK, "adres gelijk", 6.0)
        return Reden("adres", Oordeel.LIJKT, "postcode scheelt een teken, huisnummer gelijk", 4.0)
    if not zelfde_postcode:
        return Reden("adres", Oordeel.VERSCHILT, "adres anders", -1.0)
    if nummer and ander:
        return Reden("adres", Oordeel.LIJKT, "postcode gelijk, huisnummer anders", 2.0)
    return Reden("adres", Oordeel.LIJKT, "postcode gelijk, huisnummer niet van beide bekend", 3.0)
