"""Nederlandse namen: wat er van een naam overblijft als alleen de schrijfwijze verschilt, en hoe ver twee namen uiteenlopen.

Een eigen sleutel en geen Soundex of Metaphone: die zijn op het Engels gemaakt. Zij houden 'sch', 'ij' en 'y', 'v' en 'f'
of de slot-d uit elkaar, en vallen over voorvoegsels. Elke regel hieronder noemt een paar dat in Nederland hetzelfde klinkt.
"""

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

# Voorvoegsels en lidwoorden die los van de kern van een achternaam staan, met hun afkortingen. Eigen lijst, ruim genomen:
# een woord te veel kost hooguit een zwakkere sleutel, een woord te weinig kost een gemiste persoon.
VOORVOEGSELS = frozenset(
    "van v vd vdr vh vt de d der den des het t s te ten ter tot op in aan bij onder over uit uijt voor "
    "von zu zur zum la le les du del della di da dos das do el al ben bin ibn ait".split()
)
IN_VOORNAMEN = frozenset("van v vd vdr de der den des het ten ter te op von".split())
# Woorden die zeggen hoe iemand aan een naam komt; ze horen niet bij de naam.
AANDUIDINGEN = frozenset("geb geboren ev e gehuwd echtgenote echtgenoot wed weduwe genaamd genoemd alias gnd".split())
# Vlaamse en ingevoerde schrijfwijzen waarin het voorvoegsel aan de naam vastzit.
VASTGEPLAKT = re.compile(r"^(?:vanden|vander|vande|van|el|ter)([a-z]{4})")
_VAN_DER = re.compile(r"(?<![a-zA-Z])v\s*[./]\s*d\.?(?![a-zA-Z])")

EIGEN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss"}
)

_IJ_Y = re.compile(r"ij|y")
# Van boven naar beneden toegepast op gevouwen tekst.
SPELLING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(patroon), door)
    for patroon, door in (
        (r"^y([aeou])", r"j\1"),  # Youssef, Joessef
        (r"([bcdfghklmnpqrstvwxz])y$", r"\1i"),  # Willy, Willie
        (r"u(?:ij|y)", "ui"),  # Kuijper, Kuyper, Kuiper
        (r"oo?(?:ij|y|i)", "oi"),  # Van Rooij, Van Rooy, Van Rooi
        (r"[ea]?ij|[ea]y|[ea]i|y", "y"),  # Meijer, Meyer, Meier, Mayer, Dijk, Dyk
        (r"ssch|sch$", "s"),
        (r"sch([lmnw])", r"s\1"),  # Visscher, Visser; Schmit, Smit; Bosch, Bos
        (r"sch", "sg"),  # Schouten; de ch klinkt als g
        (r"chr", "kr"),  # Christiaan, Kristiaan
        (r"ch|gh", "g"),  # Van Bergh, Van Berg; Lichthart, Ligthart
        (r"ph", "f"),  # Philip, Filip; Josephine, Josefine
        (r"th|dt$|d$", "t"),  # Martha, Marta; Schmidt, Schmit; Bernard, Bernart
        (r"qu?|kw", "k"),  # Jacques, Jaques; Quinten, Kwinten
        (r"c([eiy])", r"s\1"),  # Marcel, Marsel; Francis, Fransis
        (r"c", "k"),  # Carla, Karla; Becker, Bekker
        (r"x", "ks"),  # Hendrix, Hendriks
        (r"z", "s"),  # Van Zanten, Van Santen; Gonzalez, Gonsales
        (r"v", "f"),  # De Vries, De Fries
        (r"(?:a?au|ou)w?", "ou"),  # Blauw, Blaauw, Blou; Bouwman, Bouman
        (r"ae", "a"),  # Claessen, Klaassen
        (r"oe", "u"),  # Noer, Nur
        (r"ie", "i"),  # Pieter, Piter
        (r"(.)h+", r"\1"),  # Sarah, Sara; Mohammed, Moammed
        (r"(.)\1+", r"\1"),  # Jansen, Janssen; Maas, Mas
    )
)
_KLINKERS = str.maketrans("", "", "aeiouyj")
_KORT = 2  # een geraamte van zo weinig letters zegt te weinig; dan blijven de klinkers staan


class Verschil(Enum):
    """Hoe ver twee woorden uit een naam uiteenlopen, van niets tot alles."""

    GELIJK = "gelijk"
    IJ_Y = "gelijk op 'ij' en 'y' na"
    SPELLING = "gelijk op de spelling na"
    KLANK = "klinkt gelijk"
    TYPEFOUT = "scheelt een typefout"
    ANDERS = "anders"


class Achternaam(NamedTuple):
    """De delen van een achternaam zonder voorvoegsels, en de voorvoegsels apart."""

    delen: tuple[str, ...]
    voorvoegsels: tuple[str, ...]


class Voornaam(NamedTuple):
    """Een voornaam, of het begin ervan: een voorletter of afkorting."""

    tekst: str
    afgekort: bool


def vouw(tekst: str) -> str:
    """Kleine letters zonder accenten; wat geen letter is wordt een spatie."""
    return " ".join(re.sub(r"[^a-z]+", " ", _zonder_accenten(tekst)).split())


@lru_cache(maxsize=16_384)
def spelling(woord: str) -> str:
    """De schrijfwijze waar de gangbare spellingen van een gevouwen woord op uitkomen, met klinkers."""
    for patroon, door in SPELLING:
        woord = patroon.sub(door, woord)
    return woord


@lru_cache(maxsize=16_384)
def klank(woord: str) -> str:
    """De klanksleutel van een gevouwen woord: het geraamte van medeklinkers; korte namen houden hun klinkers."""
    gespeld = spelling(VASTGEPLAKT.sub(r"\1", _IJ_Y.sub("y", woord)))
    # De slot-n van -en klinkt vaak niet: Schouten, Schoute.
    kern = gespeld[:-1] if len(gespeld) > 4 and gespeld.endswith("en") else gespeld
    begin = "a" if kern[:1] in "aeiouy" else kern[:1]
    geraamte = begin + kern[1:].translate(_KLINKERS)
    return geraamte if len(geraamte) > _KORT else gespeld


def voorletter(woord: str) -> str:
    """De beginletter zoals hij klinkt: Carla en Karla, IJsbrand en Ysbrand, Philip en Filip."""
    if woord.startswith("ph"):
        return "f"
    return {"c": "k", "q": "k", "y": "i", "z": "s", "v": "f"}.get(woord[:1], woord[:1])


@lru_cache(maxsize=16_384)
def lees_achternaam(voorvoegsel: str | None, achternaam: str | None) -> Achternaam:
    """De kern van een achternaam, in welk veld of aan welke kant de voorvoegsels ook staan."""
    eigen = vouw(_VAN_DER.sub(" vd ", (achternaam or "").lower())).split()
    voor = vouw(_VAN_DER.sub(" vd ", (voorvoegsel or "").lower())).split()
    woorden = [w for w in (*voor, *eigen) if w not in AANDUIDINGEN]
    kern = [w for w in woorden if w not in VOORVOEGSELS]
    if not kern:  # Van, Le en Al zijn ook hele achternamen
        return Achternaam(tuple(eigen[-1:]), tuple(voor))
    return Achternaam(tuple(dict.fromkeys(kern)), tuple(w for w in woorden if w in VOORVOEGSELS))


@lru_cache(maxsize=16_384)
def lees_voornamen(tekst: str | None) -> tuple[Voornaam, ...]:
    """De voornamen en voorletters, zonder een voorvoegsel dat erachter is blijven staan."""
    namen = [
        n for stuk in re.findall(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*\.?", _bijna(tekst)) for n in _namen(stuk)
    ]
    while len(namen) > 1 and namen[-1].tekst in IN_VOORNAMEN and len(namen[-1].tekst) > 1:
        namen.pop()
    return tuple(namen)


@lru_cache(maxsize=16_384)
def vergelijk_woorden(een: str, ander: str) -> Verschil:
    """Hoe ver twee gevouwen woorden uiteenlopen."""
    if een == ander:
        return Verschil.GELIJK
    if _IJ_Y.sub("y", een) == _IJ_Y.sub("y", ander):
        return Verschil.IJ_Y
    if spelling(een) == spelling(ander):
        return Verschil.SPELLING
    if klank(een) == klank(ander):
        return Verschil.KLANK
    return Verschil.TYPEFOUT if _is_typefout(een, ander) else Verschil.ANDERS


@lru_cache(maxsize=16_384)
def letterverschil(een: str, ander: str) -> int:
    """Hoeveel letters erbij, eraf, anders of met hun buur verwisseld zijn."""
    vorige, rij = [0] * (len(ander) + 1), list(range(len(ander) + 1))
    for i, letter in enumerate(een, 1):
        eerder, vorige, rij = vorige, rij, [i]
        for j, andere in enumerate(ander, 1):
            kosten = min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (letter != andere))
            if i > 1 and j > 1 and letter == ander[j - 2] and een[i - 2] == andere:
                kosten = min(kosten, eerder[j - 2] + 1)
            rij.append(kosten)
    return rij[-1]


def _is_typefout(een: str, ander: str) -> bool:
    """Een letter mag anders zijn vanaf vier letters, twee vanaf acht: anders zijn Jan en Jos hetzelfde."""
    kortste = min(len(een), len(ander))
    mag = 0 if kortste < 4 else 1 if kortste < 8 else 2
    if mag == 0 or abs(len(een) - len(ander)) > mag:
        return False
    # Een fout brengt hooguit een nieuwe letter; zo vallen bijna alle paren af zonder dat er geteld hoeft te worden.
    if len(set(een) - set(ander)) > mag or len(set(ander) - set(een)) > mag:
        return False
    return letterverschil(een, ander) <= mag


def _zonder_accenten(tekst: str) -> str:
    ontleed = unicodedata.normalize("NFKD", tekst.casefold().translate(EIGEN_LETTERS))
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def _bijna(tekst: str | None) -> str:
    return _VAN_DER.sub(" ", tekst or "")


def _namen(stuk: str) -> list[Voornaam]:
    """Een woord is een naam, een afkorting (Joh., J), of voorletters aan elkaar (JPM)."""
    kaal = vouw(stuk).replace(" ", "")
    if stuk.isupper() and 1 < len(kaal) <= 3 and kaal != "ij" and not set(kaal) & set("aeiouy"):
        return [Voornaam(letter, afgekort=True) for letter in kaal]
    return [Voornaam(kaal, afgekort=stuk.endswith(".") or len(kaal) == 1)] if kaal else []
