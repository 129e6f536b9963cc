"""Scenario's: een naam voor een rij wijzigingen op paden van een begroting, los en naast elkaar door te rekenen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from zicht.core.begroting.begroting import Begroting, BegrotingFout, Getal
from zicht.core.begroting.bestand import HERKOMST, Bestand, Tabel, als_lijst, als_tabel, bedoelt, open_bestand, toon
from zicht.core.begroting.inzet import Beleidskeuze, Groei, Inzet
from zicht.core.begroting.inzet_lezen import lees_beleid, lees_instroom, lees_mensen
from zicht.core.begroting.lezen import LOSSE_KOPPEN, te_veel_geplaatst
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.uitkomst import HONDERD
from zicht.core.bronnen import Bron
from zicht.core.parameters import EENHEDEN

BUITEN_DE_PADEN = ("mensen", "beleid", "instroom")  # wat een scenario nog meer kan zeggen, voor de simulatie


class Wijze(Enum):
    """Hoe een wijziging het getal verandert."""

    ZET = "zet"  # wordt dit getal
    PLUS = "plus"  # komt erbij (of gaat eraf)
    PROCENT = "procent"  # zoveel procent meer (of minder)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """Een verandering van een getal in de begroting, met de reden."""

    pad: str
    wijze: Wijze
    getal: Decimal
    waarom: str = ""

    def toegepast(self, op: Decimal) -> Decimal:
        """Het getal na de wijziging."""
        match self.wijze:
            case Wijze.ZET:
                return self.getal
            case Wijze.PLUS:
                return op + self.getal
            case Wijze.PROCENT:
                return op * (HONDERD + self.getal) / HONDERD


@dataclass(frozen=True, slots=True)
class Scenario:
    """Een benoemde rij wijzigingen; zonder wijzigingen is het de begroting zelf.

    `mensen`, `beleid` en `instroom` zijn er voor de simulatie; de begroting rekent er alleen de prijs van de mensen van.
    """

    code: str
    titel: str
    wijzigingen: tuple[Wijziging, ...] = ()
    omschrijving: str = ""
    bron: Bron | None = None
    keuzes: tuple[str, ...] = ()
    mensen: tuple[Inzet, ...] = ()
    beleid: Beleidskeuze | None = None
    instroom: tuple[Groei, ...] = ()

    @property
    def leeg(self) -> bool:
        """Of het scenario niets verandert."""
        return not (self.wijzigingen or self.mensen or self.beleid or self.instroom)


BASIS = Scenario("basis", "Begroting")


def pas_toe(begroting: Begroting, scenario: Scenario) -> Begroting:
    """De begroting met de wijzigingen van het scenario; een onbekend pad of een onmogelijk getal is een fout."""
    getallen, fouten = dict(begroting.getallen), list[str]()
    for wijziging in scenario.wijzigingen:
        oud = getallen.get(wijziging.pad) or _nog_leeg(begroting, scenario, wijziging)
        if oud is None:
            fouten.append(f"Scenario '{scenario.titel}': '{wijziging.pad}' staat niet in de begroting."
                          f"{bedoelt(wijziging.pad, begroting.basis)}")  # fmt: skip
            continue
        nieuw = wijziging.toegepast(oud.waarde)
        fouten += [f"Scenario '{scenario.titel}': {gebrek}" for gebrek in _gebreken(wijziging.pad, oud, nieuw)]
        if nieuw != oud.waarde:
            getallen[wijziging.pad] = replace(oud, waarde=nieuw, keuze=wijziging.waarom or f"scenario {scenario.titel}")
    anders = replace(begroting, getallen=MappingProxyType(getallen), inzet=begroting.inzet + scenario.mensen)
    if not fouten:
        fouten = [f"Scenario '{scenario.titel}': {tekst}" for tekst in te_veel_geplaatst(anders)]
    if fouten:
        raise BegrotingFout(*fouten)
    return anders


def _nog_leeg(begroting: Begroting, scenario: Scenario, wijziging: Wijziging) -> Getal | None:
    """Een scenario mag een getal zetten dat de begroting openlaat, zoals het aantal van een dienst die niet begroot is."""
    kop, _, veld = wijziging.pad.rpartition(".")
    soort, _, code = kop.partition(".")
    bestaat = {"dienst": begroting.diensten, "stroom": begroting.stromen, "post": begroting.posten}.get(soort, ())
    eenheid = LOSSE_KOPPEN.get(soort, {}).get(veld)
    if wijziging.wijze is not Wijze.ZET or eenheid is None or code not in {deel.code for deel in bestaat}:
        return None
    return Getal(Decimal(0), eenheid, scenario.bron or begroting.bron)


def _gebreken(pad: str, oud: Getal, nieuw: Decimal) -> Iterator[str]:
    laagste, hoogste = EENHEDEN.get(oud.eenheid, (Decimal(0), Decimal(1_000_000_000)))
    if not laagste <= nieuw <= hoogste:
        yield f"{pad} wordt {nieuw.normalize():f} {oud.eenheid}; verwacht tussen {laagste} en {hoogste}."


def reken_scenarios(begroting: Begroting, scenarios: Iterable[Scenario]) -> Mapping[str, Model]:
    """De begroting en elk scenario doorgerekend, op code; de begroting zelf heet 'basis'."""
    return {s.code: reken(pas_toe(begroting, s)) for s in (BASIS, *scenarios)}


def effect(basis: Model, ander: Model) -> Decimal | None:
    """Wat een scenario in het model aan het totaal toevoegt; None als het model dat niet kan zeggen.

    Volgt geen enkele post uit de formatie, dan weet niemand wat een ander aantal of een andere normtijd kost.
    """
    if "totaal" not in ander.uitkomsten or "totaal" not in basis.uitkomsten:
        return None  # een stuk zonder posten heeft geen totaal
    nu, toen = ander["totaal"].waarde, basis["totaal"].waarde
    blind = not any(post.uit_formatie for post in basis.begroting.posten)
    if nu is None or toen is None or (blind and _ander_werk(basis, ander)):
        return None
    return nu - toen


def _ander_werk(basis: Model, ander: Model) -> bool:
    oud, nieuw = (model.begroting.getallen for model in (basis, ander))
    return any(pad.startswith(("dienst.", "stroom.", "formatie.")) and oud.get(pad) != nieuw.get(pad) for pad in nieuw)


def begroot_totaal(basis: Model, ander: Model) -> Decimal | None:
    """Het vastgestelde totaal plus het effect van het scenario; zonder scenario precies het vastgestelde."""
    if "begroot.totaal" not in basis.uitkomsten:
        return None
    begroot, erbij = basis["begroot.totaal"].waarde, effect(basis, ander)
    return None if begroot is None or erbij is None else begroot + erbij


def lees_scenarios(tekst: str, bestand: str, bronnen: Iterable[str] = ()) -> tuple[Scenario, ...]:
    """Lees scenario's uit TOML: [scenario.<code>] met een titel en [[scenario.<code>.wijziging]]."""
    bron = open_bestand(tekst, bestand, bronnen)
    bron.sleutels("", bron.inhoud, ("scenario", *HERKOMST))
    scenarios = tuple(_scenario(bron, code, tabel) for code, tabel in bron.tabellen("scenario"))
    bron.klaar()
    return scenarios


def _scenario(bestand: Bestand, code: str, tabel: Tabel) -> Scenario:
    waar = f"scenario.{code}"
    bestand.sleutels(waar, tabel, ("titel", "omschrijving", "keuzes", "wijziging", *BUITEN_DE_PADEN, *HERKOMST))
    rijen = [rij for rij in als_lijst(tabel.get("wijziging", [])) or [] if als_tabel(rij)]
    if not rijen and not any(kop in tabel for kop in BUITEN_DE_PADEN):
        bestand.fout(
            waar,
            f"heeft geen wijzigingen. Schrijf [[scenario.{code}.wijziging]] met een pad en zet, plus of procent,"
            f" of een van {', '.join(BUITEN_DE_PADEN)}.",
        )
    wijzigingen = (_wijziging(bestand, f"{waar}, wijziging {n}", rij) for n, rij in enumerate(rijen, 1))
    return Scenario(
        code=code,
        titel=bestand.tekst(waar, tabel, "titel", verplicht=True),
        wijzigingen=tuple(w for w in wijzigingen if w),
        omschrijving=bestand.tekst(waar, tabel, "omschrijving"),
        bron=bestand.herkomst(waar, tabel),
        keuzes=bestand.teksten(waar, tabel, "keuzes"),
        mensen=lees_mensen(bestand, waar, tabel),
        beleid=lees_beleid(bestand, waar, tabel),
        instroom=lees_instroom(bestand, waar, tabel),
    )


def _wijziging(bestand: Bestand, waar: str, rij: Tabel) -> Wijziging | None:
    bestand.sleutels(waar, rij, ("pad", "waarom", *(wijze.value for wijze in Wijze)))
    wijzen = [wijze for wijze in Wijze if wijze.value in rij]
    getal = rij.get(wijzen[0].value) if len(wijzen) == 1 else None
    if isinstance(getal, bool) or not isinstance(getal, int | Decimal):
        bestand.fout(waar, f"verwacht een van zet, plus of procent met een getal; gevonden: {toon(getal)}.")
        return None
    return Wijziging(
        bestand.tekst(waar, rij, "pad", verplicht=True), wijzen[0], Decimal(getal), bestand.tekst(waar, rij, "waarom")
    )
