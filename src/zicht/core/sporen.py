"""Sporen: een naam, adres, nummer of organisatie in een tekst, hoe het daar ook geschreven is.

Keuzes. Een voornaam alleen is geen vondst, een straat zonder huisnummer ook niet (behalve bij een geheim adres): het
gezin woont vaak in dezelfde straat. Een achternaam die ook een gewoon woord is (De Jong, Bakker) telt met voornaam,
voorletter of aanspreekvorm, en alleen als hij met een hoofdletter midden in een zin staat. Een functie van een woord
(huisarts) telt in een zin die over melden of vertellen gaat. Wie meer wil bewaken, geeft het woord als eigen geheim.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain


class Soort(Enum):
    """Wat voor gegeven het is."""

    NAAM = "naam"
    ADRES = "adres"
    TELEFOON = "telefoon"
    EMAIL = "e-mail"
    ORGANISATIE = "organisatie"
    FUNCTIE = "functie"
    GEHEIM_ADRES = "geheim adres"


class Eis(Enum):
    """Wat er naast de woorden nog moet kloppen."""

    GEEN = "niets"
    HOOFDLETTER = "het laatste woord begint midden in een zin met een hoofdletter"
    MELDZIN = "de zin gaat over melden of vertellen"


@dataclass(frozen=True, slots=True)
class Spoor:
    """Een manier waarop een gegeven in een tekst kan staan; `patroon` zoekt in de gladde tekst."""

    vorm: str
    patroon: str
    eis: Eis = Eis.GEEN


# Wat bij namen hoort maar zelf geen naam is.
_VOEGSELS = frozenset(
    "van de den der het t ter ten te von zu el al la le du da do dos di in op aan by uit voor onder over s d v vd".split()
)
_AANSPREEK = frozenset(
    "mevrouw mevr mw meneer mynheer heer dhr hr dr drs ing ir mr prof juf juffrouw meester buurvrouw buurman tante oom "
    "oma opa familie fam dokter agent".split()
)
_RECHTSVORM = frozenset(
    "stichting vereniging bv nv school basisschool obs cbs rkbs kbs praktyk huisartsenpraktyk huisarts kinderopvang "
    "kinderdagverblyf wykteam gemeente politie ziekenhuis ggz".split()
)
# Woorden die ook achternaam zijn: alleen zo'n woord verraadt niemand. In de gladde schrijfwijze (y voor ij).
_ALLEDAAGS = frozenset(
    "jong jonge groot grote klein kleine lang lange kort korte wit witte zwart zwarte bruin bruyn groen blauw rood goede "
    "best beste beer berg bergen bos bosch brink broek brug dyk dam duin eind haag heuvel hof hoek hout huis kamp kerk "
    "laan land meer molen oever plas poel polder poort pol put rivier school sloot steen stad straat toren veen veld ven "
    "vliet water weg werf wal wei weide zand zee bakker boer brouwer dekker herder jager kok kapper kramer koster kuiper "
    "leraar meester molenaar mulder post prins koning keizer graaf hertog bisschop paus monnik ridder schipper schilder "
    "schouten slager smid smit snyder timmerman tuinman visser vogel vos haan hart haas hond kat leeuw muis paard valk "
    "wolf zwaan bloem boom roos peer appel kool mei maandag vrydag winter zomer herfst lente vrede moed nood rust drost "
    "dood leven arts vriend buur oom neef broer zoon vader moeder kind baas knecht dienst zorg hulp thuis veilig team "
    "wie wat waar ook nog maar goed mooi sterk stil snel vroeg laat nieuw oud zeker recht krom scheef schoon zuid noord "
    "oost west poot bal bel bus kist klok pen pot mol mark engel hamer spyker wagen vaart schaap geit stier".split()
)
_MELDWOORD = re.compile(
    r"(?<![a-z])(?:(?:ge|aan|door)?(?:meld|vertel|signaleer|informeer|informatie)[a-z]*|gebeld|belden?|zei|zegt|zeiden"
    r"|gezegd|schreef|geschreven|bron|lieten? weten|zorgen (?:over|om))(?![a-z])"
)
_LOS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
HEEL = "hele naam"
_NUMMER, _LANDELIJK = 6, 9  # minder cijfers is geen telefoonnummer; meer is het nummer van een ander land
_KORT = 3  # tot hier te kort om alleen te tellen
_EIGEN = 10  # vanaf zo veel letters staat een hele naam of een e-mailadres nergens toevallig


class Tekstbeeld:
    """Een tekst met zijn gladde schrijfwijze, en van elk glad teken de plek in de tekst zelf."""

    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        self.glad, self._plek = _gladstrijken(tekst)

    def vind(self, spoor: Spoor) -> Iterator[tuple[int, int]]:
        """Begin en eind in de tekst van elke plek waar het spoor past."""
        for treffer in re.finditer(spoor.patroon, self.glad):
            begin, eind = self._plek[treffer.start()], self._plek[treffer.end() - 1] + 1
            if self._past(spoor.eis, begin, eind):
                yield begin, eind

    def _past(self, eis: Eis, begin: int, eind: int) -> bool:
        match eis:
            case Eis.GEEN:
                return True
            case Eis.HOOFDLETTER:
                woord = re.search(r"[^\W_]+(?:'?s)?\W*$", self.tekst[begin:eind])
                return woord is not None and woord[0][0].isupper() and not self._opent_zin(begin + woord.start())
            case Eis.MELDZIN:
                return _MELDWOORD.search(_gladstrijken(self._zin(begin, eind))[0]) is not None

    def _opent_zin(self, plek: int) -> bool:
        ervoor = self.tekst[:plek].rstrip(" \t*_\"'(“‘„")
        regel = ervoor.rstrip()
        return not regel or regel[-1] in ".!?:#|•" or ervoor.endswith(("\n\n", "\n-", "\n>")) or regel == "-"

    def _zin(self, begin: int, eind: int) -> str:
        van = max((t.end() for t in re.finditer(r"[.!?]\s|\n\s*\n", self.tekst[:begin])), default=0)
        tot = re.search(r"[.!?](?:\s|$)|\n\s*\n", self.tekst[eind:])
        return self.tekst[van : eind + tot.start() if tot else len(self.tekst)]


def _gladstrijken(tekst: str) -> tuple[str, list[int]]:
    """Kleine letters zonder accenten, y voor ij, en tussen woorden een spatie, of een streepje waar er een stond."""
    tekens: list[str] = []
    plek: list[int] = []
    for waar, teken in enumerate(tekst):
        for glad in _glad(teken):
            if glad in " -" and (not tekens or tekens[-1] in " -"):
                if tekens and glad == "-":
                    tekens[-1] = "-"
                continue
            if glad == "j" and tekens and tekens[-1] == "i":
                tekens[-1] = "y"
                continue
            tekens.append(glad)
            plek.append(waar)
    return "".join(tekens), plek


def _glad(teken: str) -> str:
    """Wat van een teken overblijft; onzichtbare tekens en accenten verdwijnen."""
    if unicodedata.category(teken) == "Cf":
        return ""
    if teken.isdigit():
        return str(unicodedata.digit(teken))
    los = unicodedata.normalize("NFKD", teken).casefold().translate(_LOS)
    if unicodedata.category(teken) == "Pd" or teken in "\N{MINUS SIGN}\N{NOT SIGN}":
        return "-"
    return "".join(k if k.isalnum() else " " for k in los if not unicodedata.combining(k))


def sporen(soort: Soort, waarde: str) -> Iterator[Spoor]:
    """Alle manieren waarop dit gegeven in een tekst kan staan."""
    match soort:
        case Soort.NAAM:
            return _naamsporen(waarde)
        case Soort.ADRES | Soort.GEHEIM_ADRES:
            return _adressporen(waarde, geheim=soort is Soort.GEHEIM_ADRES)
        case Soort.TELEFOON:
            return _telefoonsporen(waarde)
        case Soort.EMAIL:
            return _mailsporen(waarde)
        case Soort.ORGANISATIE:
            return _organisatiesporen(waarde)
        case Soort.FUNCTIE:
            return _functiesporen(waarde)


def _woorden(waarde: str) -> list[str]:
    return re.findall(r"[^\W_]+", _gladstrijken(waarde)[0])


def _letters(woord: str) -> str:
    """Een woord, ook als het is afgebroken, en een lang woord ook als het gespatieerd is."""
    aaneen = "-?".join(woord)
    return aaneen if len(woord) <= _KORT else f"(?:{aaneen}|{' '.join(woord)})"


def _rij(woorden: Iterable[str]) -> str:
    return "[- ]?".join(_letters(woord) for woord in woorden)


def _heel(patroon: str) -> str:
    """Alleen als heel woord; een s van bezit mag erachter."""
    return rf"(?<![^\W_])(?:{patroon})(?=s?(?![^\W_]))"


# ---------------------------------------------------------------------------------------------------------------- naam
@dataclass(frozen=True, slots=True)
class _Naam:
    voornamen: tuple[str, ...]
    voegsels: tuple[str, ...]
    achternamen: tuple[tuple[str, ...], ...]  # bij een dubbele naam eerst de hele, dan elk deel


def _ontleed(waarde: str) -> _Naam:
    """Voornamen, voegsels en achternaam; 'Berg, Petra van den' mag ook."""
    if "," in waarde:
        achter, _, voor = waarde.partition(",")
        waarde = f"{voor} {achter}"
    groepen = [g for g in waarde.replace(" - ", "-").split() if _woorden(g) and not _is_titel(g)]
    vlak = [" ".join(_woorden(g)) for g in groepen]
    eerste = next((i for i, w in enumerate(vlak) if w in _VOEGSELS), max(len(vlak) - 1, 0))
    laatste = eerste
    while laatste < len(vlak) - 1 and vlak[laatste] in _VOEGSELS:
        laatste += 1
    delen = [d for d in re.split(r"-", " ".join(groepen[laatste:])) if _woorden(d)]
    geheel = tuple(w for d in delen for w in _woorden(d))
    los = [tuple(w for w in _woorden(d) if w not in _VOEGSELS) for d in delen] if len(delen) > 1 else []
    voornamen = tuple(chain.from_iterable(_woorden(g) for g in groepen[:eerste]))
    return _Naam(voornamen, tuple(vlak[eerste:laatste]), tuple(d for d in (geheel, *los) if d))


def _is_titel(groep: str) -> bool:
    woorden = _woorden(groep)
    return len(woorden) == 1 and woorden[0] in _AANSPREEK


def _naamsporen(waarde: str) -> Iterator[Spoor]:
    naam = _ontleed(waarde)
    voegsel = rf"(?:(?:{'|'.join(sorted(_VOEGSELS))})[- ]?){{0,3}}"
    for achter in naam.achternamen:
        kern = _rij(achter)
        yield from _met_voornaam(naam, achter, voegsel)
        yield Spoor("aanspreekvorm en achternaam", _heel(rf"(?:{'|'.join(sorted(_AANSPREEK))})[- ]{voegsel}{kern}"))
        yield from _alleen("achternaam", achter, kern)


def _met_voornaam(naam: _Naam, achter: tuple[str, ...], voegsel: str) -> Iterator[Spoor]:
    if not naam.voornamen:
        return
    kern = _rij(achter)
    eerste = [_rij(naam.voornamen), *(_letters(v) for v in naam.voornamen if len(v) > 1)]
    voor = f"(?:{'|'.join(eerste)})"
    letters = [v[0] for v in naam.voornamen]
    meer = rf"(?:{letters[0]}|{'[- ]?'.join(letters)})(?:[- ]?[a-z](?![a-z]))*"
    # Een hele naam van deze lengte staat nergens toevallig, ook niet aan elkaar in een bestandsnaam of adres.
    rand = str if len("".join((naam.voornamen[0], *achter))) >= _EIGEN else _heel
    if any(len(v) > 1 for v in naam.voornamen):
        yield Spoor("voornaam en letter", _heel(rf"{voor}[- ]{voegsel}{achter[0][0]}"))
        yield Spoor(HEEL, rand(rf"{voor}[- ]?(?:[^\W_]+[- ]){{0,2}}?{voegsel}{kern}"))
        yield Spoor(HEEL, _heel(rf"{kern}[- ]?{voor}"))
    yield Spoor("voorletter en achternaam", _heel(rf"{meer}[- ]{voegsel}{kern}"))
    yield Spoor("voorletter en achternaam", _heel(rf"{kern}[- ]{meer}"))


def _alleen(vorm: str, woorden: tuple[str, ...], kern: str) -> Iterator[Spoor]:
    """De naam zonder meer: een kort of gewoon woord alleen als het als naam geschreven is."""
    gewoon = all(w in _ALLEDAAGS or w in _VOEGSELS or len(w) <= _KORT for w in woorden)
    if len("".join(woorden)) > 1:
        yield Spoor(vorm, _heel(kern), Eis.HOOFDLETTER if gewoon else Eis.GEEN)


# --------------------------------------------------------------------------------------------------- adres en contact
def _adressporen(waarde: str, *, geheim: bool) -> Iterator[Spoor]:
    glad = " ".join(_woorden(waarde))
    if postcode := re.search(r"\b([1-9]\d{3}) ?([a-z]{2})\b", glad):
        yield Spoor("postcode", _heel(rf"{postcode[1]}[- ]?{postcode[2][0]}[- ]?{postcode[2][1]}"))
        glad = glad[: postcode.start()].strip() or glad[postcode.end() :].strip()
    if huis := re.match(r"(.*?[a-z].*?) (\d+) ?([a-z]{1,2}\b)?", glad):
        straat = _straat(huis[1])
        yield Spoor("straat en huisnummer", rf"(?<![^\W_]){straat}[- ](?:(?:nr|nummer|huisnummer)[- ])?{huis[2]}(?!\d)")
        if geheim and len(huis[1]) > _KORT:
            yield Spoor("straat", _heel(straat))
    elif geheim and len(glad) > _KORT:
        yield Spoor("adres", _heel(_rij(glad.split())))


def _straat(straat: str) -> str:
    """De straat, met straat en laan ook afgekort."""
    patroon = _rij(straat.split())
    for heel, kort in (("straat", "str"), ("laan", "ln"), ("weg", "wg"), ("plein", "pln")):
        if straat.endswith(heel) and len(straat) > len(heel):
            return rf"{_rij(straat[: -len(heel)].split())}[- ]?(?:{_letters(heel)}|{kort})"
    return patroon


def _telefoonsporen(waarde: str) -> Iterator[Spoor]:
    """Elk nummer in de waarde; een schuine streep of een woord scheidt twee nummers."""
    voor = r"(?<!\d)(?:00[- ]?)?(?:31[- ]?)?(?:0[- ]?)?"
    for deel in re.findall(r"\d(?:[- ]*\d)+", re.sub(r"[/;,|]", " x ", _cijfers(waarde))):
        nummer = re.sub(r"^(?:(?:00)?31(?=\d{9,10}$))?0{0,2}", "", re.sub(r"\D", "", deel))
        # Een nummer van elders staat in eigen land zonder de twee cijfers van het land.
        vormen = (
            (nummer, nummer[2:]) if waarde.lstrip().startswith(("+", "00")) and len(nummer) > _LANDELIJK else (nummer,)
        )
        for vorm in vormen:
            if len(vorm) >= _NUMMER:
                yield Spoor("telefoonnummer", rf"{voor}{'[- ]?'.join(vorm)}(?!\d)")


def _cijfers(waarde: str) -> str:
    return "".join(_glad(teken) if teken not in "/;,|" else teken for teken in waarde)


def _mailsporen(waarde: str) -> Iterator[Spoor]:
    voor, _, achter = waarde.partition("@")
    if _woorden(voor) and _woorden(achter):
        punt = r"[- ]?(?:(?:punt|dot)[- ])?"
        links, rechts = (punt.join(_letters(w) for w in _woorden(deel)) for deel in (voor, achter))
        patroon = rf"{links}[- ]?(?:(?:at|apenstaart|apenstaartje)[- ])?{rechts}"
        yield Spoor("e-mailadres", patroon if len("".join(_woorden(waarde))) >= _EIGEN else _heel(patroon))


# ------------------------------------------------------------------------------------------------ organisatie, functie
def _organisatiesporen(waarde: str) -> Iterator[Spoor]:
    woorden = tuple(_woorden(waarde))
    kern = tuple(w for w in woorden if w not in _RECHTSVORM)
    eigen = tuple(w for w in kern if w not in _VOEGSELS)
    if not eigen:
        yield from _functiesporen(waarde)
        return
    if len(woorden) > 1:
        yield Spoor(HEEL, _heel(_rij(woorden)))
    yield from _alleen("naam", eigen, _rij(kern))
    if kern != eigen:
        yield from _alleen("naam", eigen, _rij(eigen))


def _functiesporen(waarde: str) -> Iterator[Spoor]:
    woorden = _woorden(waarde)
    if len("".join(woorden)) > 1:
        yield Spoor("functie", _heel(_rij(woorden)), Eis.MELDZIN if len(woorden) == 1 else Eis.GEEN)
