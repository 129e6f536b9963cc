"""De eigen duiding van de schrijver: een Markdown-bestand naast de feiten, met een kop per blok en gebonden cijfers."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zicht.core.fouten import BlokkerendeFout, OnleesbaarFout
from zicht.rapportage.blokken import Alinea, Blok, Kader, Kop, Lijst, Regel, Tekst, alinea
from zicht.rapportage.cijferlijst import BindingFout, Cijferlijst
from zicht.rapportage.pandoc import pandoc
from zicht.rapportage.zinnen import bind, tekst

KOPPEN = ("Samenvatting", "Blok 1", "Blok 2", "Blok 3", "Blok 4")
_KOP = re.compile(r"#\s+(.+?)\s*")
_BEGIN = re.compile(r"\s*(?:\d+\.|#{2,4}|[-*])\s+")

Duiding = Mapping[str, tuple[Blok, ...]]


def bestandsnaam(periode: str) -> str:
    """Het bestand met de duiding van een periode."""
    return f"duiding-{periode.replace('/', '_')}.md"


@dataclass(frozen=True)
class Geschreven:
    """De tekst van de schrijver per kop, met regelnummers, nog zonder cijfers."""

    bestand: Path | str
    delen: Mapping[str, Sequence[tuple[int, str]]]


def lees_duiding(map_: Path, periode: str) -> Geschreven:
    """De tekst van de schrijver; een verkeerde kop is een fout voor er iets is uitgerekend."""
    bestand = map_ / bestandsnaam(periode)
    if not bestand.is_file():
        return Geschreven(bestand, {})
    try:
        regels = bestand.read_text("utf-8-sig").splitlines()
    except (UnicodeDecodeError, OSError) as fout:
        raise OnleesbaarFout(f"{bestand} is niet te lezen als tekst in UTF-8: {fout}.") from fout
    return Geschreven(bestand, _per_kop(regels, bestand))


def van_teksten(teksten: Mapping[str, str], koppen: Sequence[str] = KOPPEN) -> Geschreven:
    """De tekst per kop, zoals zij in de applicatie is geschreven; een kop zonder tekst telt niet mee."""
    delen = {
        kop: tuple(enumerate(teksten[kop].splitlines(), start=1)) for kop in koppen if teksten.get(kop, "").strip()
    }
    return Geschreven("De duiding", delen)


def bind_duiding(geschreven: Geschreven, lijst: Cijferlijst) -> Duiding:
    """De duiding per kop; elke fout noemt bestand, regel, wat verwacht werd en wat er staat."""
    bestand, fouten = geschreven.bestand, list[str]()
    gebonden = {kop: list(_bind(inhoud, bestand, lijst, fouten)) for kop, inhoud in geschreven.delen.items()}
    if fouten:
        raise BlokkerendeFout(*fouten, *_HULP)
    return {kop: tuple(_blokken("\n".join(inhoud), bestand)) for kop, inhoud in gebonden.items() if any(inhoud)}


_HULP = (
    "Bind een getal of richting aan een cijfer, bijvoorbeeld {{instroom-meldingen}} of {{steeg instroom-meldingen ten opzichte van vorig jaar}}.",
    "Is het geen cijfer uit deze burap, schrijf dan {{vrij 24 uur}}. Alle namen van cijfers staan in burap.json.",
)


def _per_kop(regels: Sequence[str], bestand: Path) -> dict[str, list[tuple[int, str]]]:
    delen: dict[str, list[tuple[int, str]]] = {}
    kop = None
    for nummer, regel in enumerate(regels, start=1):
        treffer = _KOP.fullmatch(regel)
        if treffer:
            kop = treffer[1]
            if kop not in KOPPEN or kop in delen:
                raise OnleesbaarFout(
                    f"{bestand}, regel {nummer}: verwacht een kop uit {', '.join(KOPPEN)}, elk een keer; gevonden: '{kop[:60]}'."
                )
            delen[kop] = []
        elif kop is None and regel.strip():
            raise OnleesbaarFout(
                f"{bestand}, regel {nummer}: de tekst staat voor de eerste kop. Begin met '# Blok 1' of een andere kop."
            )
        elif kop is not None:
            delen[kop].append((nummer, regel))
    return delen


def _bind(
    regels: Sequence[tuple[int, str]], bestand: Path | str, lijst: Cijferlijst, fouten: list[str]
) -> Iterator[str]:
    for nummer, regel in regels:
        begin = begin_van(regel)
        try:
            yield begin + tekst(bind(regel[len(begin) :], lijst))
        except BindingFout as fout:
            fouten.append(f"{bestand}, regel {nummer}: {fout.regels[0]}")


def begin_van(regel: str) -> str:
    """Waar een regel mee begint dat geen tekst is: het nummer of teken van een lijst, of de hekjes van een tussenkop."""
    merk = _BEGIN.match(regel)
    return merk[0] if merk else ""


# --------------------------------------------------------------------------------------------------- Markdown → blokken


def naar_blokken(markdown: str, waar: str) -> tuple[Blok, ...]:
    """Gewone Markdown als blokken; wat hier niet kan is een fout die zegt wat wel kan."""
    return tuple(_blokken(markdown, waar))


def _blokken(markdown: str, bestand: Path | str) -> Iterator[Blok]:
    document = json.loads(pandoc(markdown, "-f", "commonmark_x-raw_html-raw_attribute", "-t", "json"))
    for knoop in document["blocks"]:
        yield from _blok(knoop, bestand)


def _blok(knoop: Mapping[str, Any], bestand: Path | str) -> Iterator[Blok]:
    inhoud: Any = knoop.get("c")
    match knoop["t"]:
        case "Para" | "Plain":
            yield Alinea(tuple(_regel(inhoud, bestand)))
        case "Header":
            yield Kop(4, "".join(deel.tekst for deel in _regel(inhoud[2], bestand)))
        case "BulletList":
            yield Lijst(tuple(_punt(punt, bestand) for punt in inhoud))
        case "OrderedList":
            yield Lijst(tuple(_punt(punt, bestand) for punt in inhoud[1]), genummerd=True)
        case "RawBlock":  # HTML is hier gewone tekst
            yield Alinea((Tekst(inhoud[1]),))
        case soort:
            raise _onbekend(soort, bestand)


def _punt(knopen: Sequence[Mapping[str, Any]], bestand: Path | str) -> Regel:
    uit: list[Tekst] = []
    for knoop in knopen:
        if knoop["t"] not in ("Para", "Plain"):
            raise _onbekend(knoop["t"], bestand)
        uit += [Tekst(" ")] if uit else []
        uit += _regel(knoop["c"], bestand)
    return tuple(uit)


def _regel(
    knopen: Sequence[Mapping[str, Any]], bestand: Path | str, *, vet: bool = False, cursief: bool = False
) -> Iterator[Tekst]:
    for knoop in knopen:
        match knoop["t"]:
            case "Str":
                yield Tekst(knoop["c"], vet, cursief)
            case "Space" | "SoftBreak" | "LineBreak":
                yield Tekst(" ", vet, cursief)
            case "RawInline":
                yield Tekst(knoop["c"][1], vet, cursief)
            case "Strong":
                yield from _regel(knoop["c"], bestand, vet=True, cursief=cursief)
            case "Emph":
                yield from _regel(knoop["c"], bestand, vet=vet, cursief=True)
            case "Quoted":
                yield Tekst("‘", vet, cursief)
                yield from _regel(knoop["c"][1], bestand, vet=vet, cursief=cursief)
                yield Tekst("’", vet, cursief)
            case "Link":
                adres = str(knoop["c"][2][0])
                woorden = "".join(deel.tekst for deel in _regel(knoop["c"][1], bestand))
                yield Tekst(woorden, vet, cursief, adres if adres.startswith(("https://", "http://")) else "")
            case soort:
                raise _onbekend(soort, bestand)


_SOORTEN = {"Table": "een tabel", "Image": "een afbeelding", "CodeBlock": "code", "BlockQuote": "een citaat"}


def _onbekend(soort: str, bestand: Path | str) -> OnleesbaarFout:
    wat = _SOORTEN.get(soort, f"'{soort}'")
    return OnleesbaarFout(
        f"{bestand}: {wat} kan hier niet. Gebruik alinea's, lijsten, tussenkoppen (##), vet, cursief en links."
    )


def plaats(duiding: Duiding, kop: str, periode: str) -> Iterator[Blok]:
    """De duiding bij een blok, of de plaats waar ze komt."""
    if kop in duiding:
        yield Kop(3, "Duiding")
        yield from duiding[kop]
    elif kop != "Samenvatting":
        yield Kader("Plaats voor uw duiding", (alinea(
            f"Schrijf haar hier in Word, of zet haar in {bestandsnaam(periode)} naast de feiten, onder de kop ‘# {kop}’."
        ),))  # fmt: skip
