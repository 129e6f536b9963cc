"""De knoppen van de werkbank: gegroepeerd, met hun schuif, en wat iemand erin typte als wijzigingen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal
from types import MappingProxyType

from zicht.core.begroting.begroting import Begroting, BegrotingFout
from zicht.core.begroting.gevoeligheid import Knop
from zicht.core.begroting.lezen import overvol
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, pas_toe
from zicht.core.begroting.uitkomst import HONDERD
from zicht.core.fouten import AanroepFout
from zicht.web.begroting.getalveld import lees_getal, schrijf_getal
from zicht.web.begroting.rekenwerk import Rekenwerk

GROEPEN = (
    ("Aantallen", "aantal"), ("Aandelen in de trechter", "aandeel"), ("Normtijden", "normtijd_uren"),
    ("Formatie, verzuim en verloop", ""), ("Prijzen, indexen en posten", ""),
)  # fmt: skip
_FORMATIE = ("formatie.", "verzuim.", "verloop.", "loonkosten.aandeel_inhuur")
_STAPPEN = (Decimal(1), Decimal(2), Decimal(5))


@dataclass
class Veld:
    """Een knop zoals zij op de pagina staat: wat de begroting zegt, wat er getypt is, en wat daaraan niet klopt."""

    knop: Knop
    getypt: str
    fouten: list[str] = field(default_factory=list)

    @property
    def naam(self) -> str:
        """De naam van het invoervak."""
        return f"k_{self.knop.pad}"

    @property
    def id(self) -> str:
        """Het kenmerk van het vak in de pagina."""
        return f"knop-{self.knop.pad.replace('.', '-')}"

    @property
    def basis(self) -> str:
        """Wat de begroting zegt, zoals het getypt wordt."""
        return schrijf_getal(self.knop.waarde)

    @property
    def eenheid(self) -> str:
        """De eenheid achter het vak."""
        return {"aantal": "", "procent": "%"}.get(self.knop.eenheid, self.knop.eenheid)

    @property
    def waarde(self) -> Decimal | None:
        """Het getypte getal; None als het er geen is."""
        try:
            return lees_getal(self.getypt)
        except AanroepFout:
            return None

    @property
    def anders(self) -> bool:
        """Of er iets anders staat dan in de begroting."""
        return self.waarde != self.knop.waarde

    @property
    def stap(self) -> Decimal:
        """Een stap van de schuif: een rond getal van ongeveer twee procent van de waarde."""
        if self.knop.eenheid == "procent":
            return Decimal("0.5") if self.knop.waarde % 1 else Decimal(1)
        ruw = abs(self.knop.waarde) / 50 or Decimal(1)
        macht = Decimal(10) ** ruw.adjusted()
        stap = next((s * macht for s in reversed(_STAPPEN) if s * macht <= ruw), macht)
        return max(stap, Decimal(1)) if self.knop.eenheid in ("aantal", "euro") else max(stap, Decimal("0.05"))

    @property
    def schuif(self) -> dict[str, str]:
        """De grenzen van de schuif, zo dat de waarde van de begroting precies op een stap valt."""
        terug = (abs(self.knop.waarde) / self.stap).to_integral_value(ROUND_FLOOR)
        verder = max(terug, Decimal(20))
        if self.knop.eenheid == "procent":
            verder = ((HONDERD - self.knop.waarde) / self.stap).to_integral_value(ROUND_FLOOR)
        grenzen = {
            "min": self.knop.waarde - terug * self.stap,
            "max": self.knop.waarde + verder * self.stap,
            "step": self.stap,
            "value": self.waarde if self.waarde is not None else self.knop.waarde,
            "data-basis": self.knop.waarde,
        }
        return {naam: f"{getal.normalize():f}" for naam, getal in grenzen.items()}


def groep_van(pad: str) -> int:
    """In welke groep een knop staat."""
    veld = pad.rpartition(".")[2]
    if pad.startswith(("stroom.", "dienst.")):
        return next(n for n, (_, soort) in enumerate(GROEPEN) if soort == veld)
    return 3 if pad.startswith(_FORMATIE) else 4


@dataclass
class Invoer:
    """Alles wat er op de werkbank staat."""

    werk: Rekenwerk
    velden: list[Veld]
    vast: tuple[Wijziging, ...]  # wat het geopende scenario verandert en geen knop heeft
    los: list[str] = field(default_factory=list)  # fouten die bij geen knop horen

    @property
    def groepen(self) -> list[tuple[str, list[Veld], int]]:
        """De velden per groep, met hoeveel er anders staan."""
        per = [[v for v in self.velden if groep_van(v.knop.pad) == n] for n in range(len(GROEPEN))]
        return [(titel, rij, sum(v.anders for v in rij)) for (titel, _), rij in zip(GROEPEN, per, strict=True) if rij]

    @property
    def wijzigingen(self) -> tuple[Wijziging, ...]:
        """Wat er anders is dan in de begroting."""
        gezet = (Wijziging(v.knop.pad, Wijze.ZET, v.waarde) for v in self.velden if v.waarde is not None and v.anders)
        return (*self.vast, *gezet)

    @property
    def fout(self) -> bool:
        """Of er iets staat dat niet kan."""
        return bool(self.los) or any(v.fouten for v in self.velden)

    def keur(self) -> None:
        """Zoek bij elke knop wat er niet klopt; pas als elke knop apart kan, kijk dan naar het geheel."""
        for veld in self.velden:
            veld.fouten += _eigen_fouten(self.werk.begroting, veld)
        if not self.fout:
            self._samen()

    def _samen(self) -> None:
        try:
            self.werk.uitslag(Scenario("werkbank", "werkbank", self.wijzigingen))
        except BegrotingFout as fout:
            gevonden = dict(_overvol(self.werk.begroting, self.wijzigingen))
            for ouder, zin in gevonden.items():
                raakt = [v for v in self.velden if v.anders and _deelt(self.werk.begroting, v.knop.pad, ouder)]
                for veld in raakt:
                    veld.fouten.append(_zin(zin))
                self.los += [] if raakt else [_zin(zin)]
            self.los += [] if gevonden else [_zin(regel) for regel in fout.regels]


def _zin(tekst: str) -> str:
    kaal = tekst.removeprefix("Scenario 'werkbank': ")
    return kaal[:1].upper() + kaal[1:]


def _eigen_fouten(begroting: Begroting, veld: Veld) -> list[str]:
    try:
        getal = lees_getal(veld.getypt)
        if getal != veld.knop.waarde:
            pas_toe_alleen(begroting, Wijziging(veld.knop.pad, Wijze.ZET, getal))
    except AanroepFout as fout:
        return [str(fout)]
    except BegrotingFout as fout:
        return [
            _zin(regel.replace(f"{veld.knop.pad} wordt", "dit wordt"))
            for regel in fout.regels
            if veld.knop.pad in regel
        ]
    return []


def pas_toe_alleen(begroting: Begroting, wijziging: Wijziging) -> None:
    """Kijk of een wijziging op zichzelf kan; een fout noemt haar pad."""
    pas_toe(begroting, Scenario("werkbank", "werkbank", (wijziging,)))


def _overvol(begroting: Begroting, wijzigingen: tuple[Wijziging, ...]) -> Iterator[tuple[str, str]]:
    getallen = dict(begroting.getallen)
    for w in wijzigingen:
        if w.pad in getallen:
            getallen[w.pad] = replace(getallen[w.pad], waarde=w.toegepast(getallen[w.pad].waarde))
    yield from overvol(replace(begroting, getallen=MappingProxyType(getallen)))


def _deelt(begroting: Begroting, pad: str, ouder: str) -> bool:
    """Of een knop een deel is van de stroom waarvan te veel verdeeld is."""
    code = pad.removeprefix("stroom.").rpartition(".")[0]
    return pad.startswith("stroom.") and begroting.stroom(code).van == ouder


def invoer(werk: Rekenwerk, gegevens: Mapping[str, str] | None, scenario: Scenario | None = None) -> Invoer:
    """De werkbank met wat er getypt is; zonder invoer met de getallen van het scenario of de begroting."""
    na = pas_toe(werk.begroting, scenario).getallen if scenario else werk.begroting.getallen
    bij_knop = {knop.pad for knop in werk.knoppen}
    vast = tuple(w for w in scenario.wijzigingen if w.pad not in bij_knop) if scenario else ()
    velden = [Veld(knop, _getypt(knop, na[knop.pad].waarde, gegevens)) for knop in werk.knoppen]
    klaar = Invoer(werk, velden, vast)
    klaar.keur()
    return klaar


def _getypt(knop: Knop, anders: Decimal, gegevens: Mapping[str, str] | None) -> str:
    naam = f"k_{knop.pad}"
    return gegevens[naam].strip() if gegevens is not None and naam in gegevens else schrijf_getal(anders)
