"""Bronbescherming: wie zorgen meldde of informatie gaf, en een adres dat geheim moet blijven, staan niet in een tekst
waarvan de lezer dat niet mag weten."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from zicht.core.bronnen import Bron
from zicht.core.fouten import ZichtFout
from zicht.core.sporen import HEEL, Soort, Spoor, Tekstbeeld, sporen


class Lezer(Enum):
    """Wie de tekst krijgt."""

    DIRECT_BETROKKENE = "direct_betrokkene"
    OVERDRACHTSPARTIJ = "overdrachtspartij"
    MELDER = "melder"
    INFORMANT = "informant"
    INTERN = "intern"


class Herkomst(Enum):
    """Wie achter een gegeven staat; daarvan hangt af wanneer het geheim is."""

    BEROEPSMATIG = "beroepsmatig"
    PARTICULIER = "particulier"
    AFGESCHERMD = "afgeschermd"


class Grond(Enum):
    """Waarom de naam van een beroepskracht geheim blijft."""

    BEDREIGING_GEZIN = "bedreiging van het slachtoffer of zijn huiselijke kring"
    BEDREIGING_BEROEPSKRACHT = "bedreiging van de beroepskracht of zijn medewerkers"
    VERSTORING_VERTROUWEN = "ernstige verstoring van de vertrouwensrelatie met het gezin"


class Opening(Enum):
    """Wat een geheim open maakt."""

    GEEN_GROND = "er is afgewogen dat geen van de gronden geldt"
    TOESTEMMING = "de persoon zelf geeft toestemming"
    NOOIT = "niets; alleen de persoon zelf en Veilig Thuis kennen het"


@dataclass(frozen=True, slots=True)
class Zichtregel:
    """Voor wie een gegeven verborgen is, wat het opent, en waar dat staat."""

    herkomst: Herkomst
    verborgen_voor: frozenset[Lezer]
    opening: Opening
    bron: Bron
    keuze: str


_BUITEN = frozenset(Lezer) - {Lezer.INTERN}
ZICHTREGELS = {
    regel.herkomst: regel
    for regel in (
        Zichtregel(
            Herkomst.BEROEPSMATIG,
            _BUITEN,
            Opening.GEEN_GROND,
            Bron("uitvoeringsbesluit-wmo-2015", "artikel 4.1.8, derde lid, onderdeel a"),
            "Zolang niemand de gronden afwoog, blijft het gegeven geheim. De ontvanger van een overdracht telt als ieder ander.",
        ),
        Zichtregel(
            Herkomst.PARTICULIER,
            _BUITEN,
            Opening.TOESTEMMING,
            Bron("uitvoeringsbesluit-wmo-2015", "artikel 4.1.8, derde lid, onderdeel b"),
            "Zonder vastgelegde toestemming blijft het gegeven geheim, ook voor wie het al zou vermoeden.",
        ),
        Zichtregel(
            Herkomst.AFGESCHERMD,
            _BUITEN,
            Opening.NOOIT,
            Bron("zicht-keuze", "geheim adres"),
            "Een geheim adres gaat nooit in een brief, ook niet naar hulpverleners; geef het mondeling door.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Geheim:
    """Een gegeven dat niet iedereen mag lezen; de waarde komt in geen foutmelding of afdruk.

    `gronden` is None zolang ze niet zijn afgewogen. `persoon` is de sleutel van wie het gegeven is: voor die lezer
    zelf is het geen geheim.
    """

    soort: Soort
    waarde: str = field(repr=False)
    herkomst: Herkomst = Herkomst.PARTICULIER
    gronden: frozenset[Grond] | None = None
    toestemming: bool = False
    persoon: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Bekend:
    """Een gegeven dat de lezer al kent en dat in de tekst mag staan: de gezinsleden, de ontvangende organisatie.

    Met `alleen_heel` geldt dat voor de hele naam; zonder ook voor de achternaam, die het gezin dan zelf heeft.
    """

    soort: Soort
    waarde: str = field(repr=False)
    alleen_heel: bool = False


@dataclass(frozen=True, slots=True)
class Vondst:
    """Een geheim in een tekst: welke soort, in welke vorm en waar; nooit wat er staat."""

    soort: Soort
    vorm: str
    alinea: int
    regel: int
    begin: int
    eind: int

    @property
    def plaats(self) -> str:
        """De plaats in woorden."""
        return f"alinea {self.alinea} (regel {self.regel})"


class BronbeschermingFout(ZichtFout):
    """In een tekst staat iets dat de lezer niet mag weten; de tekst gaat niet uit."""

    def __init__(self, vondsten: Sequence[Vondst], lezer: Lezer) -> None:
        self.vondsten = tuple(vondsten)
        self.lezer = lezer
        super().__init__(
            f"Deze tekst is niet gemaakt. Er staat iets in dat {_LEZERS[lezer]} niet mag weten.",
            *(f"Gevonden: {_SOORTEN[v.soort]} ({v.vorm}), in {v.plaats}." for v in self.vondsten),
            "Verwacht: een tekst zonder gegevens over de bron en zonder geheim adres.",
            "Haal deze woorden weg of schrijf ze anders. Maak daarna de tekst opnieuw. "
            "Mag de lezer dit wel weten? Leg dan eerst de toestemming of de afweging vast in het dossier.",
        )


_LEZERS = {
    Lezer.DIRECT_BETROKKENE: "het gezin",
    Lezer.OVERDRACHTSPARTIJ: "de ontvanger van de overdracht",
    Lezer.MELDER: "de melder",
    Lezer.INFORMANT: "de informant",
    Lezer.INTERN: "een medewerker",
}
_SOORTEN = {
    Soort.NAAM: "de naam van een bron",
    Soort.ADRES: "het adres van een bron",
    Soort.TELEFOON: "het telefoonnummer van een bron",
    Soort.EMAIL: "het e-mailadres van een bron",
    Soort.ORGANISATIE: "de organisatie van een bron",
    Soort.FUNCTIE: "de functie van een bron",
    Soort.GEHEIM_ADRES: "een adres dat geheim moet blijven",
}


def is_geheim_voor(geheim: Geheim, lezer: Lezer, eigen: str = "") -> bool:
    """Of deze lezer het gegeven niet mag zien; `eigen` is de sleutel van de lezer als persoon."""
    regel = ZICHTREGELS[Herkomst.AFGESCHERMD if geheim.soort is Soort.GEHEIM_ADRES else geheim.herkomst]
    if lezer not in regel.verborgen_voor or (eigen and geheim.persoon == eigen):
        return False
    match regel.opening:
        case Opening.GEEN_GROND:
            return geheim.gronden != frozenset()
        case Opening.TOESTEMMING:
            return not geheim.toestemming
        case Opening.NOOIT:
            return True


def is_te_bewaken(geheim: Geheim) -> bool:
    """Of er iets te zoeken valt; een telefoonnummer zonder cijfers of een naam van een letter niet."""
    return any(True for _ in sporen(geheim.soort, geheim.waarde))


def controleer(
    tekst: str, geheimen: Sequence[Geheim], lezer: Lezer, *, eigen: str = "", bekend: Sequence[Bekend] = ()
) -> tuple[Vondst, ...]:
    """Elke plek waar de tekst iets zegt dat deze lezer niet mag weten, in volgorde van de tekst."""
    beeld = Tekstbeeld(tekst)
    open_ = [plek for b in bekend for spoor in _bekende_sporen(b) for plek in beeld.vind(spoor)]
    gevonden = {
        vondst
        for geheim in geheimen
        if is_geheim_voor(geheim, lezer, eigen)
        for vondst in _vondsten(tekst, beeld, geheim, open_)
    }
    return tuple(_grootste(gevonden))


def bewaak(
    tekst: str, geheimen: Sequence[Geheim], lezer: Lezer, *, eigen: str = "", bekend: Sequence[Bekend] = ()
) -> None:
    """Laat de tekst door, of zeg welke soort gegeven waar staat en wat te doen."""
    if vondsten := controleer(tekst, geheimen, lezer, eigen=eigen, bekend=bekend):
        raise BronbeschermingFout(vondsten, lezer)


def _bekende_sporen(bekend: Bekend) -> Iterator[Spoor]:
    return (s for s in sporen(bekend.soort, bekend.waarde) if s.vorm == HEEL or not bekend.alleen_heel)


def _vondsten(tekst: str, beeld: Tekstbeeld, geheim: Geheim, open_: Sequence[tuple[int, int]]) -> Iterator[Vondst]:
    mag_open = geheim.soort is not Soort.GEHEIM_ADRES
    for spoor in sporen(geheim.soort, geheim.waarde):
        for begin, eind in beeld.vind(spoor):
            if not (mag_open and any(van <= begin and eind <= tot for van, tot in open_)):
                yield _vondst(tekst, geheim.soort, spoor, begin, eind)


def _vondst(tekst: str, soort: Soort, spoor: Spoor, begin: int, eind: int) -> Vondst:
    ervoor = tekst[:begin]
    alinea = len(re.findall(r"\n[ \t]*\n\s*(?=\S)", ervoor.lstrip() + "x")) + 1
    return Vondst(soort, spoor.vorm, alinea, ervoor.count("\n") + 1, begin, eind)


def _grootste(gevonden: set[Vondst]) -> Iterator[Vondst]:
    """Van vondsten van een soort die elkaar raken alleen de eerste en grootste: een naam is een vondst, geen vier."""
    klaar: list[Vondst] = []
    for vondst in sorted(gevonden, key=lambda v: (v.begin, -v.eind, v.soort.value, v.vorm)):
        if not any(k.soort is vondst.soort and vondst.begin < k.eind for k in klaar):
            klaar.append(vondst)
            yield vondst
