"""De zinnen van het keuzeblad, in gewone taal; elk getal en elk richtingwoord hangt aan een cijfer."""

from collections.abc import Iterator

from zicht.core.periodes import lange_datum
from zicht.rapportage.blokken import Alinea, Blok, Kop, Lijst, Regel, Tekst
from zicht.rapportage.bouwstenen import regel
from zicht.rapportage.keuzeblad.cijfers import BUITEN, GEEN_VERSCHIL, NIETS_DOEN
from zicht.rapportage.keuzeblad.stand import Keuze, Keuzestand
from zicht.rapportage.zinnen import richting

NAUWELIJKS = 1  # een melding meer of minder is voor een bestuur geen verschil


def zin(stand: Keuzestand, *sjablonen: str) -> Regel:
    """Gebonden zinnen achter elkaar; een lege valt weg."""
    return regel(stand.lijst, " ".join(sjabloon for sjabloon in sjablonen if sjabloon))


def vraag(stand: Keuzestand) -> Iterator[Blok]:
    """Waar het blad over gaat."""
    nu = stand.lijst.zoek("wacht-nu")
    begin = (
        f"Op {lange_datum(stand.begin)} wachten er **{{{{wacht-nu}}}} meldingen** op een veiligheidsbeoordeling. Achter elke melding staat een gezin."
        if nu.waarde is not None
        else "Er wachten nu maar weinig meldingen op een veiligheidsbeoordeling. Achter elke melding staat een gezin."
    )
    yield Kop(2, "De vraag", "vraag")
    yield Alinea(zin(
        stand, begin,
        f"Wat gebeurt er met die wachtlijst tot en met {lange_datum(stand.eind)}, als we niets doen? En wat helpt het om mensen "
        "erbij te zetten of anders te werken? Gemeenten kunnen daarvoor kiezen. Zij kunnen ook aanvaarden dat gezinnen wachten.",
    ))  # fmt: skip


def kort(stand: Keuzestand) -> Iterator[Blok]:
    """Elke keuze in twee of drie zinnen."""
    yield Kop(2, "Het antwoord in het kort", "kort")
    yield Lijst(tuple(_kort(stand, keuze) for keuze in stand.keuzes))


def _kort(stand: Keuzestand, keuze: Keuze) -> Regel:
    sleutel, naam = f"wacht@{keuze.letter}", Tekst(f"{keuze.naam}. ", vet=True, cijfer=f"keuze {keuze.letter}")
    band = (
        f"{{{{band.teller}}}} van de {{{{band.noemer}}}} keer tussen {{{{{sleutel} laag}}}} en {{{{{sleutel} hoog}}}}"
    )
    if keuze is stand.niets_doen:
        eind = f"Op {lange_datum(stand.eind)} wachten er dan naar verwachting **{{{{{sleutel}}}}} meldingen**; {band}."
        return (naam, *zin(stand, eind))
    uitkomst = f"Dan wachten er **{{{{{sleutel}}}}}**; {band}. {_scheelt(stand, keuze)}"
    return (naam, *zin(stand, uitkomst, _kosten(stand, keuze)))


def _scheelt(stand: Keuzestand, keuze: Keuze) -> str:
    """Het verschil met niets doen; wat toeval kan zijn heet geen verschil. Wie tijdelijk helpt, helpt onderweg."""
    sleutel, letter = f"wacht@{keuze.letter}", keuze.letter
    oordeel = _oordeel(stand, f"scheelt@{letter}")
    werkelijk = richting(stand.lijst.zoek(sleutel), stand.lijst.zoek(sleutel, NIETS_DOEN))
    if oordeel == {1: "meer", -1: "minder"}.get(werkelijk):
        return f"Dat zijn er {{{{scheelt@{letter}}}}} {{{{{oordeel} {sleutel} ten opzichte van {NIETS_DOEN}}}}} dan bij niets doen."
    if _oordeel(stand, f"scheelt-gemiddeld@{letter}") != GEEN_VERSCHIL:
        niets = stand.niets_doen.letter
        return (
            f"Aan het einde is er zo goed als geen verschil met niets doen. Gemiddeld over het tijdvak wachten er {{{{gemiddeld@{letter}}}}}; "
            f"bij niets doen {{{{gemiddeld@{niets}}}}}."
        )
    return "Of dat met niets doen scheelt, is niet te zeggen: het verschil kan toeval zijn."


def _oordeel(stand: Keuzestand, sleutel: str) -> str:
    """Meer, minder of geen verschil; een verschil dat een bestuur niet merkt is er geen."""
    scheelt, oordeel = stand.lijst.of_niets(sleutel), stand.lijst.of_niets(sleutel, "oordeel")
    if scheelt is None or oordeel is None or (scheelt.waarde or 0) <= NAUWELIJKS:
        return GEEN_VERSCHIL
    return oordeel.reden


def _kosten(stand: Keuzestand, keuze: Keuze) -> str:
    kosten = stand.lijst.zoek(f"kosten@{keuze.letter}")
    if kosten.waarde is None:
        return "Wat het kost, is niet bekend."
    if kosten.waarde == 0:
        return "Het kost geen extra geld."
    if kosten.waarde < 0:
        return f"Het bespaart {{{{vrij {kosten.kort.lstrip('−')}}}}}."
    return f"Het kost **{{{{kosten@{keuze.letter}}}}}**."


def tegenvallers(stand: Keuzestand) -> Iterator[Blok]:
    """Wat er mis kan gaan bij niets doen, wat het vraagt van de veiligheid, en wat er niet in de kosten zit."""
    yield Kop(2, "Wat kan tegenvallen", "tegenvallers")
    yield Lijst(tuple(zin(stand, *zinnen) for zinnen in _tegenvallers(stand)))


def _tegenvallers(stand: Keuzestand) -> Iterator[tuple[str, ...]]:
    niets = stand.niets_doen.letter
    yield (
        f"**De wachtlijst.** Bij niets doen is zij aan het einde {{{{kans-langer@{niets}}}}} langer dan nu.",
        f"Zit het tegen ({{{{tegenvaller}}}}), dan wachten er {{{{wacht@{niets} hoog}}}} meldingen of nog meer.",
    )
    yield (
        "**De veiligheid.** Hoe langer een gezin wacht, hoe groter de kans op nieuw geweld.",
        f"Wie wacht, is daarom niet uit beeld: bij niets doen moet er {{{{controles@{niets}}}}} keer gekeken worden of het nog veilig is.",
        "Dat werk gaat voor.",
    )
    for keuze in stand.keuzes:
        if stand.lijst.of_niets(f"bijhouden@{keuze.letter}"):
            yield (
                f"**Niet in de kosten van {keuze.letter.upper()}.** Om het werk bij te houden is {{{{bijhouden-fte@{keuze.letter}}}}} nodig:",
                f"{{{{bijhouden@{keuze.letter}}}}}. Dat wordt niet vanzelf uitgegeven; zonder dat geld wachten gezinnen.",
            )


def zekerheid(stand: Keuzestand) -> Iterator[Blok]:
    """Hoe zeker dit is: waar de band vandaan komt, en hoe goed het model het een jaar eerder zou hebben gedaan."""
    yield Kop(2, "Hoe zeker is dit?", "zekerheid")
    yield Alinea(zin(
        stand,
        "Niemand weet hoeveel meldingen er komen of wie er ziek wordt. Daarom is elke keuze **{{herhalingen}} keer** doorgerekend, "
        "steeds met ander toeval, en voor elke keuze met hetzelfde. Het getal in het midden is dus een verwachting en geen belofte. "
        "Kijk vooral naar de band.",
    ))  # fmt: skip
    yield Alinea(zin(stand, *_terugblik(stand)))


def _terugblik(stand: Keuzestand) -> Iterator[str]:
    """De terugtoets; zonder staat er dat zij er niet is."""
    if stand.teruggekeken_naar is None:
        yield "**Nagerekend op vroeger** is dit niet. Wees dus voorzichtig met wat hier staat."
        return
    yield f"**Nagerekend op vroeger.** Wij hebben gedaan alsof het {lange_datum(stand.teruggekeken_naar)} was."
    if stand.lijst.of_niets("toets-wacht"):
        band = "{{band.teller}} van de {{band.noemer}} keer tussen {{toets-wacht laag}} en {{toets-wacht hoog}}"
        yield (
            "Dan had dit model na een jaar {{toets-wacht}} wachtende meldingen verwacht (" + band + "). "
            "Het werden er {{toets-wacht/werd}}."
        )
        yield from _ernaast(stand)
    for maatstaf in stand.maatstaven[:1]:
        sleutel = f"toets-{maatstaf.code}"
        if stand.lijst.of_niets(sleutel):
            yield f"{maatstaf.titel} was verwacht {{{{{sleutel}}}}} op tijd; het werd {{{{{sleutel}/werd}}}}."


def _ernaast(stand: Keuzestand) -> Iterator[str]:
    """Hoe ver het ernaast zat, en een waarschuwing als wat het werd buiten de band viel."""
    if stand.lijst.of_niets("toets-ernaast"):
        yield "Per week zat het er gemiddeld **{{toets-ernaast}} meldingen** naast."
    if stand.lijst.zoek("toets-wacht", "oordeel").reden == BUITEN:
        yield "**Dat viel buiten de band: lees dit blad daarom met voorzichtigheid.**"
