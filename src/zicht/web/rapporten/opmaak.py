"""Van cijfers en tekst naar een rapport: op het scherm, en als bestand. Een concept zegt dat het er een is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from zicht.core.fouten import ZichtFout
from zicht.core.periodes import lange_datum
from zicht.rapportage import cijferkeuze
from zicht.rapportage.blokken import Alinea, Blok, Kader, Kop, Tekst, alinea
from zicht.rapportage.blokken import Rapport as Papier
from zicht.rapportage.burap import maak
from zicht.rapportage.burap.duiding import bind_duiding, van_teksten
from zicht.rapportage.burap.toets import Toets, toets
from zicht.rapportage.burap.uitgave import Uitgave, vergelijk
from zicht.rapportage.docx import docx
from zicht.rapportage.html import html
from zicht.rapportage.jaarbeeld import maak as jaarbeeld
from zicht.rapportage.jaarbeeld.blad import Blad
from zicht.rapportage.pdf import pdf
from zicht.web.rapporten.gemaakt import Gemaakt
from zicht.web.rapporten.soorten import Deel, Soort

CONCEPT = "CONCEPT, niet vastgesteld"
_TE_LANG = "Deze tekst heeft {aantal} tekens; er is plaats voor {hoogstens}. Maak haar korter."


@dataclass(frozen=True)
class Stuk:
    """Een rapport om op te maken: zijn soort, cijfers en teksten, wat er veranderde, en wie tekende."""

    soort: Soort
    gemaakt: Gemaakt
    teksten: Mapping[str, str]
    uitgave: Uitgave
    getekend: Sequence[tuple[str, str]] = ()
    concept: bool = True


def wat_er_veranderde(nummer: int, vorige: Gemaakt | None, nu: Gemaakt) -> Uitgave:
    """De uitgave met dit nummer: wat er anders is dan in de vorige, en waarom."""
    if vorige is None:
        return Uitgave(nummer, (), () if nummer == 1 else ("van de vorige uitgave zijn geen cijfers bewaard",))
    gevonden = vergelijk(vorige.bevroren | {"uitgave": nummer - 1}, nu.bevroren)
    if gevonden.nummer != nummer:
        return Uitgave(nummer, (), ())
    return Uitgave(nummer, gevonden.wijzigingen, gevonden.redenen)


def genoemd(uitgave: Uitgave, gemaakt: Gemaakt) -> Uitgave:
    """Dezelfde wijzigingen, met de naam van elk cijfer in plaats van zijn sleutel."""
    return cijferkeuze.genoemd(uitgave, gemaakt.namen, dict(gemaakt.gemeenten))


# ---------------------------------------------------------------------------------------------------------------- toetsen


def toets_deel(gemaakt: Gemaakt, deel: Deel, geschreven: str) -> Toets:
    """Het oordeel over een tekst, zin voor zin."""
    return _getoetst(_Cijfers(gemaakt), deel, geschreven)


class _Cijfers:
    """Een cijferlijst als sleutel van een geheugen: dezelfde cijfers, hetzelfde oordeel."""

    def __init__(self, gemaakt: Gemaakt) -> None:
        self.gemaakt = gemaakt
        self.afdruk = gemaakt.afdruk

    def __hash__(self) -> int:
        return hash(self.afdruk)

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, _Cijfers) and ander.afdruk == self.afdruk


@lru_cache(maxsize=64)
def _getoetst(cijfers: _Cijfers, deel: Deel, geschreven: str) -> Toets:
    uitslag = toets(geschreven, cijfers.gemaakt.lijst, deel.titel)
    lengte = sum(len(zin.tekst) + 1 for zin in uitslag.zinnen)
    if lengte > deel.hoogstens:
        zin = _TE_LANG.format(aantal=lengte, hoogstens=deel.hoogstens)
        return Toets(uitslag.zinnen, (*uitslag.vorm, f"{deel.titel}: {zin}"))
    return uitslag


# ----------------------------------------------------------------------------------------------------------------- opmaken


def papier(stuk: Stuk) -> Papier:
    """De burap als blokken, met de duiding erin."""
    romp = stuk.gemaakt.romp
    assert isinstance(romp, Papier)
    delen = {deel.kop: tuple(_duiding(stuk, deel)) for deel in stuk.soort.delen}
    anders = maak.wijzigingen(genoemd(stuk.uitgave, stuk.gemaakt))
    samen = maak.schrijf_in(romp, lambda kop: delen.get(kop, ()), anders)
    samen = replace(samen, kenmerken=(*samen.kenmerken, *stuk.getekend))
    return _als_concept(samen) if stuk.concept else samen


def _als_concept(rapport: Papier) -> Papier:
    zin = "Dit is een concept. Tekst en cijfers kunnen nog veranderen; gebruik het niet buiten de eigen organisatie."
    return replace(
        rapport,
        titel=f"{rapport.titel} (concept)",
        merk=f"{CONCEPT} · {rapport.merk}",
        blokken=(Kader(CONCEPT, (alinea(zin),)), *rapport.blokken),
    )


def _duiding(stuk: Stuk, deel: Deel) -> Iterator[Blok]:
    geschreven = stuk.teksten.get(deel.code, "")
    if not geschreven.strip():
        if stuk.concept and deel.kop != "Samenvatting":
            yield Kader("Nog geen duiding", (alinea("Hier komt wat u bij dit blok schrijft."),))
        return
    uitslag = toets_deel(stuk.gemaakt, deel, geschreven) if stuk.concept else None
    if uitslag and not uitslag.goed:
        yield Kader("De duiding past nog niet bij de cijfers", tuple(_bezwaren(uitslag)))
        return
    yield Kop(3, "Duiding")
    yield from bind_duiding(van_teksten({deel.kop: geschreven}, (deel.kop,)), stuk.gemaakt.lijst)[deel.kop]


def _bezwaren(uitslag: Toets) -> Iterator[Blok]:
    for regel in uitslag.vorm:
        yield alinea(regel, klein=True)
    for zin in uitslag.geweigerd:
        yield Alinea((Tekst(f"‘{zin.tekst}’ ", cursief=True), Tekst(" ".join(zin.bezwaren))), klein=True)


def blad(stuk: Stuk) -> Blad:
    """Het jaarbeeld, met de inleiding erin."""
    romp = stuk.gemaakt.romp
    assert isinstance(romp, Blad)
    (deel,) = stuk.soort.delen
    geschreven = stuk.teksten.get(deel.code, "").strip()
    merk = CONCEPT if stuk.concept else ""
    if not geschreven:
        return replace(romp, merk=merk)
    try:
        blokken = bind_duiding(van_teksten({deel.kop: geschreven}, (deel.kop,)), stuk.gemaakt.lijst)[deel.kop]
    except ZichtFout:
        return replace(romp, merk=merk)
    delen = [stukje for blok in blokken if isinstance(blok, Alinea) for stukje in (*blok.delen, Tekst(" "))]
    return replace(romp, inleiding=tuple(delen[:-1]), merk=merk)


def bestand(stuk: Stuk, soort: str, werkboek: bytes | None) -> bytes:
    """Een bestand van het rapport."""
    if soort == "json":
        merk = {"status": "concept"} if stuk.concept else {}
        return maak.inhoud_json(stuk.gemaakt.bevroren | merk, stuk.uitgave)
    if soort == "xlsx":
        assert werkboek is not None
        return werkboek
    if isinstance(stuk.gemaakt.romp, Blad):
        vel = blad(stuk)
        return jaarbeeld.html(vel).encode() if soort == "html" else jaarbeeld.pdf(vel)
    rapport = papier(stuk)
    match soort:
        case "html":
            return html(rapport).encode()
        case "docx":
            return docx(rapport)
        case _:
            return pdf(rapport)


def getekend_op(rol: str, dag: object) -> tuple[str, str]:
    """Een kenmerk op het voorblad: welke rol wanneer tekende; namen horen daar niet."""
    woorden = {
        "schrijver": "Opgesteld",
        "controller": "Getoetst door de controller",
        "directeur": "Goedgekeurd door de directeur",
    }
    return woorden[rol], lange_datum(dag)  # pyright: ignore[reportArgumentType]
