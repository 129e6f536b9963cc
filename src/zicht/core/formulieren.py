"""Instelbare vragenformulieren: secties, vragen, overslaan, en regels die een uitkomst voorstellen met haar redenen.

Een formulier stelt voor, een mens beslist. Formulieren hebben een versie; wie antwoorden bewaart, bewaart code en versie mee.
Een vraag zonder antwoord, of met het antwoord onbekend, maakt een regel onbekend en nooit onwaar.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from zicht.core.bronnen import Bron
from zicht.core.fouten import ZichtFout

ONBEKEND = "onbekend"
_JA_NEE = (("ja", "ja"), ("nee", "nee"), (ONBEKEND, "weet ik niet"))

Antwoord = str | int | tuple[str, ...]
Antwoorden = Mapping[str, Antwoord]


class FormulierFout(ZichtFout):
    """Een formulier of een antwoord klopt niet."""


class Vraagsoort(Enum):
    """Hoe een vraag wordt beantwoord."""

    JA_NEE = "ja_nee"
    KEUZE = "keuze"
    MEERKEUZE = "meerkeuze"
    SCHAAL = "schaal"  # een heel getal van 0 tot en met 10
    TEKST = "tekst"


SCHAAL = range(11)
ALLEEN = frozenset({"geen", ONBEKEND})  # antwoorden op een meerkeuzevraag die niet samengaan met een ander


@dataclass(frozen=True)
class Eis:
    """Een voorwaarde op het antwoord op een vraag, of op een eerder voorgestelde uitkomst."""

    vraag: str  # code van de vraag of van de uitkomst
    is_: tuple[str, ...] = ()
    minstens: int | None = None
    hoogstens: int | None = None

    def geldt(self, antwoord: Antwoord | None) -> bool | None:
        """Waar, onwaar of onbekend."""
        gegeven = antwoord if isinstance(antwoord, tuple) else (antwoord,)
        if self.is_ and any(str(deel) in self.is_ for deel in gegeven):
            return True
        if antwoord is None or ONBEKEND in gegeven:
            return None
        return isinstance(antwoord, int) and not self.is_ and self._binnen(antwoord)

    def _binnen(self, antwoord: int) -> bool:
        onder = self.minstens is not None and antwoord < self.minstens
        boven = self.hoogstens is not None and antwoord > self.hoogstens
        return not (onder or boven)


@dataclass(frozen=True)
class Vraag:
    """Een vraag van een formulier; `toon_als` zegt wanneer ze wordt gesteld."""

    code: str
    tekst: str
    kort: str  # zoals de vraag in een reden staat
    soort: Vraagsoort
    uitleg: str = ""
    opties: tuple[tuple[str, str], ...] = ()
    verplicht: bool = True
    toon_als: tuple[Eis, ...] = ()

    @property
    def keuzes(self) -> tuple[tuple[str, str], ...]:
        """De codes en teksten waaruit te kiezen is; leeg bij een schaal of tekst."""
        return _JA_NEE if self.soort is Vraagsoort.JA_NEE else self.opties

    def antwoordtekst(self, antwoord: Antwoord) -> str:
        """Het antwoord in de woorden van het formulier."""
        teksten = dict(self.keuzes)
        delen = antwoord if isinstance(antwoord, tuple) else (antwoord,)
        return ", ".join(teksten.get(str(deel), str(deel)) for deel in delen)


@dataclass(frozen=True)
class Sectie:
    """Een groep vragen onder een kopje."""

    code: str
    titel: str
    uitleg: str
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True)
class Uitkomstregel:
    """Als aan alle eisen is voldaan, wordt deze waarde voorgesteld."""

    waarde: str
    als: tuple[Eis, ...]


@dataclass(frozen=True)
class Uitkomst:
    """Iets wat het formulier voorstelt; de waarden staan van zwaar naar licht, de laatste geldt als geen regel opgaat."""

    code: str
    titel: str
    waarden: tuple[str, ...]
    regels: tuple[Uitkomstregel, ...]


@dataclass(frozen=True)
class Formulier:
    """Een versie van een vragenformulier, met haar geldigheid en regio."""

    soort: str  # waarvoor: veiligheidstaxatie
    code: str
    versie: int
    titel: str
    toelichting: str
    bron: Bron
    geldig_vanaf: date
    secties: tuple[Sectie, ...]
    uitkomsten: tuple[Uitkomst, ...]
    regio: str | None = None
    keuzes: tuple[str, ...] = ()

    @property
    def kenmerk(self) -> str:
        """Code en versie samen, zoals `zicht-referentie-1`."""
        return f"{self.code}-{self.versie}"

    @cached_property
    def vragen(self) -> Mapping[str, Vraag]:
        """Alle vragen naar code, in de volgorde van het formulier."""
        return {vraag.code: vraag for sectie in self.secties for vraag in sectie.vragen}


@dataclass(frozen=True)
class Invulling:
    """Antwoorden met het formulier waarop ze zijn gegeven; zo worden ze bewaard."""

    formulier: str
    versie: int
    antwoorden: Antwoorden

    def als_opslag(self) -> dict[str, Any]:
        """De vorm die in een JSON-veld past."""
        antwoorden = {c: list(a) if isinstance(a, tuple) else a for c, a in self.antwoorden.items()}
        return {"formulier": self.formulier, "versie": self.versie, "antwoorden": antwoorden}


def uit_opslag(opslag: Mapping[str, Any]) -> Invulling:
    """De invulling die met `als_opslag` is bewaard."""
    bewaard: dict[str, str | int | list[str]] = opslag["antwoorden"]
    antwoorden = {c: tuple(a) if isinstance(a, list) else a for c, a in bewaard.items()}
    return Invulling(opslag["formulier"], opslag["versie"], antwoorden)


# ----------------------------------------------------------------------------------------------- zichtbaar en volledig
def te_stellen(formulier: Formulier, antwoorden: Antwoorden) -> Mapping[str, bool | None]:
    """Per vraag of ze wordt gesteld; onbekend als dat afhangt van een vraag die nog geen antwoord heeft."""
    gesteld: dict[str, bool | None] = {}
    for code, vraag in formulier.vragen.items():
        gesteld[code] = _alle(_geldt(eis, antwoorden, gesteld) for eis in vraag.toon_als)
    return gesteld


def zichtbaar(formulier: Formulier, antwoorden: Antwoorden) -> tuple[Vraag, ...]:
    """De vragen die nu worden gesteld."""
    gesteld = te_stellen(formulier, antwoorden)
    return tuple(vraag for code, vraag in formulier.vragen.items() if gesteld[code])


def ontbrekend(formulier: Formulier, antwoorden: Antwoorden) -> tuple[Vraag, ...]:
    """De verplichte vragen die worden gesteld en nog geen antwoord hebben; onbekend is een antwoord."""
    return tuple(
        v for v in zichtbaar(formulier, antwoorden) if v.verplicht and antwoorden.get(v.code) in (None, "", ())
    )


def opgeschoond(formulier: Formulier, antwoorden: Antwoorden) -> dict[str, Antwoord]:
    """De antwoorden op vragen die worden gesteld; een antwoord op een verborgen vraag valt weg."""
    return {v.code: antwoorden[v.code] for v in zichtbaar(formulier, antwoorden) if v.code in antwoorden}


@dataclass(frozen=True)
class Antwoordfout:
    """Een antwoord dat niet kan, met de vraag en een zin voor de gebruiker."""

    vraag: str
    boodschap: str


def antwoordfouten(formulier: Formulier, antwoorden: Antwoorden) -> tuple[Antwoordfout, ...]:
    """Wat er aan de antwoorden niet klopt; een ontbrekend antwoord is hier geen fout."""
    vreemd = (
        Antwoordfout(c, f"Dit formulier heeft geen vraag '{c}'.") for c in antwoorden if c not in formulier.vragen
    )
    fouten = (_antwoordfout(formulier.vragen[c], a) for c, a in antwoorden.items() if c in formulier.vragen)
    return (*vreemd, *(fout for fout in fouten if fout))


def _antwoordfout(vraag: Vraag, antwoord: Antwoord) -> Antwoordfout | None:
    bekend = {code for code, _ in vraag.keuzes}
    match vraag.soort:
        case Vraagsoort.SCHAAL:
            goed = antwoord == ONBEKEND or (type(antwoord) is int and antwoord in SCHAAL)
            verwacht = "een heel getal van 0 tot en met 10"
        case Vraagsoort.TEKST:
            goed, verwacht = isinstance(antwoord, str), "tekst"
        case Vraagsoort.MEERKEUZE:
            goed = isinstance(antwoord, tuple) and bekend.issuperset(antwoord) and _gaat_samen(antwoord)
            verwacht = f"een of meer van: {', '.join(tekst for _, tekst in vraag.keuzes)}"
        case Vraagsoort.JA_NEE | Vraagsoort.KEUZE:
            goed = isinstance(antwoord, str) and antwoord in bekend
            verwacht = f"een van: {', '.join(tekst for _, tekst in vraag.keuzes)}"
    return None if goed else Antwoordfout(vraag.code, f"{vraag.tekst} Geef {verwacht}.")


def _gaat_samen(antwoord: tuple[str, ...]) -> bool:
    return len(antwoord) < 2 or ALLEEN.isdisjoint(antwoord)


# ------------------------------------------------------------------------------------------------------------ voorstel
@dataclass(frozen=True)
class Voorstel:
    """Wat het formulier voorstelt, waarom, en welke vragen het nog zwaarder kunnen maken."""

    uitkomst: str
    titel: str
    waarde: str | None  # None: nog niet te zeggen
    redenen: tuple[str, ...]
    nog_nodig: tuple[str, ...]  # codes van vragen

    def zin(self) -> str:
        """Het voorstel als zin: `acuut: ja, omdat …`."""
        if self.waarde is None:
            return f"{self.titel}: nog niet te zeggen."
        return f"{self.titel}: {self.waarde}{', omdat ' + '; '.join(self.redenen) if self.redenen else ''}."


def stel_voor(formulier: Formulier, antwoorden: Antwoorden) -> tuple[Voorstel, ...]:
    """Per uitkomst een voorstel met redenen; een latere uitkomst mag op een eerdere steunen."""
    gesteld = te_stellen(formulier, antwoorden)
    gegeven: dict[str, Antwoord] = dict(antwoorden)
    voorstellen: list[Voorstel] = []
    for uitkomst in formulier.uitkomsten:
        voorstel = _voorstel(formulier, uitkomst, gegeven, gesteld)
        voorstellen.append(voorstel)
        if voorstel.waarde is not None:
            gegeven[uitkomst.code] = voorstel.waarde
    return tuple(voorstellen)


def _voorstel(
    formulier: Formulier, uitkomst: Uitkomst, gegeven: Antwoorden, gesteld: Mapping[str, bool | None]
) -> Voorstel:
    """De zwaarste waarde waarvoor een regel opgaat; zwaardere regels die nog onbekend zijn, blijven genoemd."""
    open_: dict[str, None] = {}
    for waarde in uitkomst.waarden:
        regels = [regel for regel in uitkomst.regels if regel.waarde == waarde]
        uitslagen = [(regel, _alle(_geldt(eis, gegeven, gesteld) for eis in regel.als)) for regel in regels]
        waar = [regel for regel, uitslag in uitslagen if uitslag]
        if waar or (waarde == uitkomst.waarden[-1] and not open_ and not regels):
            redenen = dict.fromkeys(_reden(formulier, regel, gegeven) for regel in waar)
            return Voorstel(uitkomst.code, uitkomst.titel, waarde, tuple(redenen), tuple(open_))
        onbekend = (eis for regel, uitslag in uitslagen if uitslag is None for eis in regel.als)
        open_ |= {eis.vraag: None for eis in onbekend if _geldt(eis, gegeven, gesteld) is None}
    return Voorstel(uitkomst.code, uitkomst.titel, None, (), tuple(open_))


def _geldt(eis: Eis, antwoorden: Antwoorden, gesteld: Mapping[str, bool | None]) -> bool | None:
    """Of aan de eis is voldaan; op een vraag die niet wordt gesteld is het antwoord nee."""
    stelt = gesteld.get(eis.vraag, True)
    return eis.geldt(antwoorden.get(eis.vraag)) if stelt else stelt


def _alle(antwoorden: Iterable[bool | None]) -> bool | None:
    gezien = set(antwoorden)
    return False if False in gezien else None if None in gezien else True


def _reden(formulier: Formulier, regel: Uitkomstregel, gegeven: Antwoorden) -> str:
    return " en ".join(_deel(formulier, eis, gegeven[eis.vraag]) for eis in regel.als)


def _deel(formulier: Formulier, eis: Eis, antwoord: Antwoord) -> str:
    vraag = formulier.vragen.get(eis.vraag)
    if vraag is None:
        titel = next(u.titel for u in formulier.uitkomsten if u.code == eis.vraag)
        return f"{titel} = {antwoord}"
    geraakt = tuple(deel for deel in antwoord if deel in eis.is_) if isinstance(antwoord, tuple) else antwoord
    return f"{vraag.kort} = {vraag.antwoordtekst(geraakt)}"


# -------------------------------------------------------------------------------------------------------------- keuzes
@dataclass(frozen=True)
class Uitkomstkeuze:
    """Wat de medewerker kiest naast wat het formulier voorstelde; afwijken vraagt een reden."""

    uitkomst: str
    voorgesteld: str | None
    gekozen: str
    reden: str = ""

    @property
    def wijkt_af(self) -> bool:
        """Of de keuze anders is dan het voorstel."""
        return self.voorgesteld is not None and self.gekozen != self.voorgesteld

    @property
    def mist_reden(self) -> bool:
        """Of de keuze afwijkt zonder reden."""
        return self.wijkt_af and not self.reden.strip()


def leg_keuze_vast(formulier: Formulier, voorstel: Voorstel, gekozen: str, reden: str = "") -> Uitkomstkeuze:
    """De keuze van de medewerker; een onbekende waarde, of afwijken zonder reden, is een fout."""
    uitkomst = next(u for u in formulier.uitkomsten if u.code == voorstel.uitkomst)
    if gekozen not in uitkomst.waarden:
        raise FormulierFout(f"{uitkomst.titel}: kies uit {', '.join(uitkomst.waarden)}; gevonden is '{gekozen}'.")
    keuze = Uitkomstkeuze(uitkomst.code, voorstel.waarde, gekozen, reden.strip())
    if keuze.mist_reden:
        raise FormulierFout(
            f"{uitkomst.titel}: het formulier stelt '{voorstel.waarde}' voor en u kiest '{gekozen}'. "
            "Schrijf op waarom u afwijkt."
        )
    return keuze


# -------------------------------------------------------------------------------------------------------------- kiezen
def kies(formulieren: Iterable[Formulier], soort: str, op: date, regio: str | None = None) -> Formulier:
    """Het formulier dat op een dag geldt; dat van de regio gaat voor het gewone, de nieuwste versie voor de oudere."""
    eigen = (regio or "").lower() or None
    past = [f for f in formulieren if f.soort == soort and f.geldig_vanaf <= op and f.regio in (None, eigen)]
    if not past:
        raise FormulierFout(f"Er is op {op:%d-%m-%Y} geen formulier '{soort}'. Voeg er een toe aan de catalogus.")
    return max(past, key=lambda f: (f.regio is not None, f.geldig_vanaf, f.versie))


def zoek(formulieren: Iterable[Formulier], code: str, versie: int) -> Formulier:
    """Het formulier waarop bewaarde antwoorden zijn gegeven."""
    for formulier in formulieren:
        if (formulier.code, formulier.versie) == (code, versie):
            return formulier
    raise FormulierFout(
        f"Het formulier '{code}', versie {versie}, staat niet in de catalogus; oude versies blijven staan."
    )
