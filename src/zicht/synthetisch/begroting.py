"""Een verzonnen begroting naast verzonnen feiten: wat een begrotingsmaker voor het jaar begon had kunnen verwachten.

Zij hoort niet bij de feiten: geen cijfer en geen vingerafdruk verandert ervan. Een jaar waarvan de catalogus een echte begroting
kent, slaat zij over; dan geldt de echte.

Keuzes: een aantal is de ijking van het jaar ervoor met een verwachte groei van 2 procent, en de maker zit er 3 procent naast; de lasten
zijn die van het jaar ervoor met een index van 3 procent, op 1 procent na. Alles is afgerond, zoals een begroting dat is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from zicht.catalogus import begrotingen
from zicht.core.begroting.begroting import Begroting, Dienst, Formatieblok, Getal, Post, Soort
from zicht.core.begroting.meerjaren import jaren
from zicht.core.begroting.schrijven import als_toml
from zicht.core.bronnen import Bron
from zicht.synthetisch.bedrijf import formatie, gegevens, reeks
from zicht.synthetisch.wereld import Wereld

BESTAND = "begroting.toml"
BRON = "Verzonnen begroting van zicht synthetisch, geen echt stuk"
_EERSTE_JAAR = 2015  # van voor die tijd kent het formaat geen begroting
_GROEI, _MIS = 0.02, 0.03
_INDEX, _INDEX_MIS, _POST_MIS = 0.03, 0.01, 0.012
_STAPPEN = ((100_000, 1000), (10_000, 100), (1000, 10), (50, 5))  # vanaf dit bedrag of aantal op zo veel afgerond
_UITLEG = """\
# VERZONNEN. `zicht synthetisch` schreef deze begroting bij verzonnen feiten, zodat een burap iets heeft om mee te vergelijken.
# Geen bestuur heeft haar vastgesteld. Haal het bestand weg of zet uw eigen begroting ervoor in de plaats: de feiten veranderen niet.
"""
_KEUZES = (
    "Verzonnen: elk aantal is wat er een jaar eerder te verwachten was, met een groei die de maker raadde.",
    "De lasten zijn die van het jaar ervoor met een index; alle bedragen zijn afgerond.",
)


@dataclass(frozen=True)
class _Regel:
    """Een begrote dienst met de reeks van de ijking waar haar aantal uit komt."""

    code: str
    titel: str
    reeks: str
    indicator: str | None = None


_REGELS = (
    _Regel("adviezen", "Advies en ondersteuning", "adviezen", "instroom-adviezen"),
    _Regel("meldingen", "Meldingen en veiligheidsbeoordeling", "meldingen", "instroom-meldingen"),
    _Regel("overdracht_na_veiligheidsbeoordeling", "Overdracht na veiligheidsbeoordeling", "overdracht"),
    _Regel("voorwaarden_en_vervolg", "Voorwaarden en vervolg", "voorwaarden_en_vervolg", "instroom-vervolgdiensten"),
    _Regel("onderzoek", "Onderzoek", "onderzoek", "instroom-vervolgdiensten"),
    _Regel("monitoren", "Monitoren duurzame veiligheid", "monitoren"),
)


def schrijf_begroting(wereld: Wereld, map_: Path) -> None:
    """Schrijf de verzonnen begroting naast de feiten; is er van elk jaar een echte, dan komt er geen bestand."""
    open_ = open_jaren(wereld)
    if open_:
        tekst = _UITLEG + "\n" + als_toml(maak_begroting(wereld, open_), begrotingen.kernprestaties())
        (map_ / BESTAND).write_text(tekst, encoding="utf-8", newline="\n")


def open_jaren(wereld: Wereld) -> tuple[int, ...]:
    """De jaren van de feiten waarvan de catalogus geen begroting kent."""
    stukken = begrotingen.stukken(wereld.regio.code.lower()).values()
    echt = {jaar for stuk in stukken if stuk.soort is Soort.BEGROTING for jaar in jaren(stuk)}
    return tuple(jaar for jaar in wereld.venster if jaar >= _EERSTE_JAAR and jaar not in echt)


def maak_begroting(wereld: Wereld, open_: tuple[int, ...]) -> Begroting:
    """De begroting van het eerste jaar, met de latere jaren erbij; dezelfde seed geeft hetzelfde."""
    eerste, *later = open_
    basis = MappingProxyType(dict(_getallen(wereld, eerste)))
    return Begroting(
        regio=wereld.regio.code,
        organisatie=f"Veilig Thuis {wereld.regio.naam} (verzonnen)",
        jaar=eerste,
        soort=Soort.BEGROTING,
        titel=f"Verzonnen begroting {_van_tot(open_)}",
        bestand=BESTAND,
        bron=Bron(BRON, ""),
        basis=basis,
        getallen=basis,
        diensten=tuple(Dienst(r.code, r.titel, "", "aantal", indicator=r.indicator) for r in _REGELS),
        formatie=tuple(_formatieblokken(wereld)),
        posten=tuple(_posten(wereld)),
        jaren=MappingProxyType({jaar: MappingProxyType(dict(_getallen(wereld, jaar))) for jaar in later}),
        keuzes=_KEUZES,
    )


def _van_tot(jaren_: tuple[int, ...]) -> str:
    voeg = {1: "", 2: f" en {jaren_[-1]}"}.get(len(jaren_), f" tot en met {jaren_[-1]}")
    return f"{jaren_[0]}{voeg}"


def _getallen(wereld: Wereld, jaar: int) -> Iterator[tuple[str, Getal]]:
    """Wat er voor een jaar begroot is; een jaar heeft zijn eigen toeval, hoeveel jaren de feiten ook beslaan."""
    rng, bedrijf, deel = wereld.toeval(f"jaarplan {jaar}"), *gegevens(wereld)
    for regel in _REGELS:
        verwacht = wereld.ijking.volume(regel.reeks, jaar - 1) * wereld.ijking.schaal
        yield f"dienst.{regel.code}.aantal", _getal(_rond(verwacht * (1 + rng.normal(_GROEI, _MIS))), "aantal", jaar)
    for functie, fte in formatie(wereld, jaar).items():
        yield f"formatie.{functie}.fte", _getal(Decimal(str(round(fte, 1))), "fte", jaar)
    verzuim = reeks(bedrijf["verzuim"]).waarde(jaar - 1)
    yield "verzuim.begroot", _getal(Decimal(int(verzuim * 2)) / 2, "procent", jaar)
    lasten = reeks(bedrijf["lasten"], bedrijf["groei"]).waarde(jaar - 1) * deel * (1 + rng.normal(_INDEX, _INDEX_MIS))
    geheel = sum(bedrijf["posten"].values())
    for post, gewicht in bedrijf["posten"].items():
        bedrag = lasten * gewicht / geheel * (1 + rng.normal(0, _POST_MIS))
        yield f"post.{post}.bedrag", _getal(_rond(bedrag), "euro", jaar)


def _getal(waarde: Decimal, eenheid: str, jaar: int) -> Getal:
    return Getal(waarde, eenheid, Bron(BRON, f"verzonnen, naar de verwachting van {jaar - 1}"))


def _rond(waarde: float) -> Decimal:
    """Afgerond zoals een begroting het zou drukken; een klein aantal op helen."""
    stap = next((stap for vanaf, stap in _STAPPEN if waarde >= vanaf), 1)
    return Decimal(round(waarde / stap) * stap)


def _posten(wereld: Wereld) -> Iterator[Post]:
    """De posten waarop geboekt wordt, met titel en groep uit de begroting in de catalogus."""
    bekend = {
        post.code: post for stuk in begrotingen.stukken(wereld.regio.code.lower()).values() for post in stuk.posten
    }
    return (replace(bekend[code], uit_formatie=False) for code in gegevens(wereld)[0]["posten"])


def _formatieblokken(wereld: Wereld) -> Iterator[Formatieblok]:
    stukken = begrotingen.stukken(wereld.regio.code.lower()).values()
    bekend = {blok.code: blok for stuk in stukken for blok in stuk.formatie}
    return (bekend[code] for code in gegevens(wereld)[0]["formatie"])
