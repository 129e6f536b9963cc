"""Het stuk voor de gemeenten: de begroting in gewone taal, met haar tabellen, als HTML, Word, PDF, Excel en JSON."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from zicht.catalogus import load
from zicht.rapportage.begroting import tabellen as t
from zicht.rapportage.begroting import vergelijking as v
from zicht.rapportage.begroting.gegevens import als_json
from zicht.rapportage.begroting.namen import klein, uitkomst, wijziging
from zicht.rapportage.begroting.risicos import risicos
from zicht.rapportage.begroting.stuk import Scenariostand, Stuk
from zicht.rapportage.begroting.trechterschema import grafiek, zinnen
from zicht.rapportage.begroting.werkboek import werkboek
from zicht.rapportage.blokken import Blok, Kader, Kop, Lijst, Rapport, Tekst, alinea, tekst
from zicht.rapportage.getallen import VAST, euro, getal

NAAM = "begroting"
Stap = Callable[[str], None]


def rapport(stuk: Stuk) -> Rapport:
    """Het hele stuk als blokken."""
    b = stuk.begroting
    return Rapport(
        titel=_titel(stuk),
        ondertitel=b.organisatie if b.jaar == stuk.bron.jaar else f"{b.organisatie}, het jaar {b.jaar}",
        kenmerken=tuple(_kenmerken(stuk)),
        merk=f"{b.organisatie} · {b.titel} · doorgerekend met Zicht",
        datum=(b.vastgesteld_op or date(stuk.bron.jaar, 1, 1)).isoformat(),
        blokken=tuple(_blokken(stuk)),
    )


def bestanden(stuk: Stuk, meld: Stap) -> Iterator[tuple[str, bytes]]:
    """Elk bestand met zijn inhoud; wie kijkt, hoort bij welke stap het is."""
    from zicht.rapportage.docx import docx
    from zicht.rapportage.html import html
    from zicht.rapportage.pdf import pdf

    meld("doorrekenen")
    stukken = rapport(stuk)
    meld("Excel")
    yield f"{NAAM}.xlsx", werkboek(stuk)
    meld("Word")
    yield f"{NAAM}.docx", docx(stukken)
    meld("PDF")
    yield f"{NAAM}.pdf", pdf(stukken)
    meld("HTML")
    yield f"{NAAM}.html", html(stukken).encode()
    meld("JSON")
    yield f"{NAAM}.json", als_json(stuk)


def _titel(stuk: Stuk) -> str:
    eerste, laatste = stuk.bron.jaar, max(stuk.per_jaar)
    return (
        f"Meerjarenbegroting {eerste}–{laatste}"
        if laatste > eerste
        else f"{stuk.bron.soort.value.capitalize()} {eerste}"
    )


def _kenmerken(stuk: Stuk) -> Iterator[tuple[str, str]]:
    b = stuk.begroting
    yield "Stuk", b.titel
    yield "Jaar", str(b.jaar) if len(stuk.per_jaar) == 1 else f"{stuk.bron.jaar} tot en met {max(stuk.per_jaar)}"
    if stuk.begroot is not None:
        yield "Begroot totaal", euro(stuk.begroot)
    yield "Prijspeil", str(stuk.bron.jaar)
    if b.gemeenten:
        yield "Gemeenten", str(len(b.gemeenten))
    yield "Vastgesteld", f"{b.vastgesteld_op:%d-%m-%Y}" if b.vastgesteld_op else "de bron noemt geen datum"


def _blokken(stuk: Stuk) -> Iterator[Blok]:
    yield from _kort(stuk)
    yield from _trechter(stuk)
    yield from _formatie(stuk)
    if stuk.heeft_lasten:
        yield from _lasten(stuk)
        yield from _meerjaren(stuk)
        yield from _gemeenten(stuk)
        yield from _scenarios(stuk)
    yield from risicos(stuk)
    yield from _afwijkingen(stuk)
    yield from _verantwoording(stuk)


# -------------------------------------------------------------------------------------------------------------- in het kort


def _kort(stuk: Stuk) -> Iterator[Blok]:
    yield Kop(2, "In het kort", "kort")
    punten = [*_geld(stuk), *_mensen(stuk), *_zwaarst(stuk), *_bandbreedte(stuk)]
    yield Lijst(tuple(tekst(punt) for punt in punten))
    yield Kader(
        "Twee kanten, met opzet naast elkaar",
        (
            alinea(
                "Wat is vastgesteld, is een besluit: een bedrag per post. Wat uit het model volgt, is een berekening: aantallen keer "
                "normtijden, gedeeld door productieve uren, keer loonkosten. De twee worden niet passend gemaakt. Waar ze verschillen, "
                "staat het verschil met een verklaring in het hoofdstuk Afwijkingen."
            ),
        ),
    )


def _geld(stuk: Stuk) -> Iterator[str]:
    if stuk.begroot is None:
        return
    model = stuk.model["totaal"].waarde
    zin = f"Voor {stuk.begroting.jaar} is {euro(stuk.begroot)} begroot."
    if model is not None and round(model) != round(stuk.begroot):
        verschil = model - stuk.begroot
        zin += f" Het model komt uit op {euro(model)}: {euro(abs(verschil))} {'meer' if verschil > 0 else 'minder'}."
    yield zin
    if (
        "aansluiting.stijging" in stuk.model.uitkomsten
        and (stijging := stuk.model["aansluiting.stijging"].waarde) is not None
    ):
        erbij = stuk.model["aansluiting.erbij"].getal
        yield f"Dat is {euro(abs(erbij))} {'meer' if erbij > 0 else 'minder'} dan het vorige totaal ({getal(abs(stijging), 1)}{VAST}%)."


def _mensen(stuk: Stuk) -> Iterator[str]:
    uren, primair = stuk.model["uren"].waarde, stuk.model["fte.primair"].waarde
    if uren is not None and primair is not None:
        beschikbaar = stuk.model["fte.beschikbaarheid"].getal
        erbij = f", waarvan {getal(beschikbaar, 1)} fte om altijd bereikbaar te zijn" if beschikbaar else ""
        yield f"Het werk vraagt {getal(uren)} uur. Dat is {getal(primair, 2)} fte in het primaire proces{erbij}."
    elif stuk.model["uren"].noot:
        yield "Hoeveel uur en fte het werk vraagt, is niet te berekenen: de bron geeft niet van elke dienst een normtijd."


def _zwaarst(stuk: Stuk) -> Iterator[str]:
    eerste = stuk.gevoeligheid[:3]
    if eerste:
        namen = _opsomming([f"{klein(deel.knop.titel)} ({euro(deel.grootste)})" for deel in eerste])
        yield f"Het totaal beweegt het meest met {namen}, bij een stap van tien procent of een procentpunt."


def _bandbreedte(stuk: Stuk) -> Iterator[str]:
    bekend = [(stand.effect, stand.scenario.titel) for stand in stuk.standen if stand.effect is not None]
    if len(bekend) > 1:
        laag, hoog = min(bekend), max(bekend)
        yield (f"De doorgerekende scenario’s lopen van {_meer_of_minder(laag[0])} (‘{laag[1]}’) "
               f"tot {_meer_of_minder(hoog[0])} (‘{hoog[1]}’).")  # fmt: skip


def _meer_of_minder(bedrag: Decimal) -> str:
    return "geen verschil" if not round(bedrag) else f"{euro(abs(bedrag))} {'meer' if bedrag > 0 else 'minder'}"


# ------------------------------------------------------------------------------------------------------------ hoofdstukken


def _trechter(stuk: Stuk) -> Iterator[Blok]:
    tekening = grafiek(stuk.model)
    if tekening is None:
        return
    yield Kop(2, "Van meldingen naar vervolg", "trechter", nieuwe_pagina=True)
    yield alinea(
        "Zo verdelen de begrote meldingen zich over wat erop volgt. De percentages zijn uit de aantallen berekend."
    )
    yield tekening
    yield Lijst(tuple(tekst(zin) for zin in zinnen(stuk.model)))


def _formatie(stuk: Stuk) -> Iterator[Blok]:
    if not stuk.begroting.diensten and not stuk.begroting.formatie:
        return
    yield Kop(2, "Kernprestaties en formatie", "formatie")
    if stuk.begroting.diensten:
        yield alinea(
            "Elke kernprestatie heeft een aantal en een normtijd. Samen geven ze de uren, en die geven de formatie."
        )
        yield t.kernprestaties(stuk)
    yield t.formatie(stuk)


def _lasten(stuk: Stuk) -> Iterator[Blok]:
    yield Kop(2, "Lasten", "lasten")
    yield t.lasten(stuk)
    direct = stuk.model.uitkomsten.get("begroot.direct")
    if direct:
        yield alinea(
            f"Van het begrote totaal is {uitkomst(direct)} direct en {uitkomst(stuk.model['begroot.indirect'])} indirect."
        )
    yield from filter(None, (t.indexatie(stuk),))
    yield t.taakvelden(stuk)


def _meerjaren(stuk: Stuk) -> Iterator[Blok]:
    tabel = t.meerjaren(stuk)
    if tabel:
        yield Kop(2, "Meerjarenraming", "meerjaren")
        zonder = [jaar for jaar, getallen in stuk.bron.jaren.items() if not getallen]
        if zonder:
            yield alinea(f"De bron geeft voor {_opsomming(list(map(str, zonder)))} geen eigen getallen en geen index. "
                         "De bedragen zijn dan gelijk, in het prijspeil van het jaar ervoor.")  # fmt: skip
        yield tabel


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"


def _gemeenten(stuk: Stuk) -> Iterator[Blok]:
    eigen = v.bijdragen(stuk)
    if eigen:
        yield Kop(2, "Bijdrage per gemeente", "gemeenten", nieuwe_pagina=True)
        yield eigen
        yield from (alinea(f"Over de verdeelsleutel: {maatkeuze}", klein=True) for maatkeuze in _sleutelkeuzes(stuk))


def _sleutelkeuzes(stuk: Stuk) -> Iterator[str]:
    for maat in stuk.begroting.maten:
        gewicht = stuk.begroting.getal(f"verdeelsleutel.{maat.code}.gewicht")
        if gewicht and gewicht.keuze:
            yield gewicht.keuze


def _scenarios(stuk: Stuk) -> Iterator[Blok]:
    if not stuk.standen and not stuk.gevoeligheid:
        return
    yield Kop(2, "Scenario’s", "scenarios")
    if stuk.standen:
        yield alinea(
            "Wat als een aanname anders uitvalt? Elk scenario verandert alleen wat erbij staat; de rest van de begroting blijft."
        )
        yield v.scenarios(stuk)
        yield from filter(None, (v.bijdragen_scenarios(stuk),))
        yield Kop(3, "Wat elk scenario verandert")
        yield Lijst(
            tuple(
                _scenario(stuk, stand, vorige)
                for vorige, stand in zip((None, *stuk.standen), stuk.standen, strict=False)
            )
        )
    if stuk.gevoeligheid:
        yield Kop(3, "Waar het totaal het meest van afhangt")
        yield v.gevoeligheid(stuk)
    yield from filter(None, (v.vragen(stuk),))


def _scenario(stuk: Stuk, stand: Scenariostand, vorige: Scenariostand | None) -> tuple[Tekst, ...]:
    """Wat een scenario verandert; een uitleg die al bij het vorige stond, staat er niet nog eens."""
    scenario = stand.scenario
    nieuw = vorige is None or vorige.scenario.omschrijving != scenario.omschrijving
    delen = "; ".join(wijziging(stuk.begroting, deel) for deel in scenario.wijzigingen)
    omschrijving = f" {scenario.omschrijving}" if nieuw else ""
    keuzes = f" Keuze: {' '.join(scenario.keuzes)}" if scenario.keuzes and nieuw else ""
    return (Tekst(scenario.titel, vet=True), Tekst(f".{omschrijving} {delen}.{keuzes}"))


def _afwijkingen(stuk: Stuk) -> Iterator[Blok]:
    if stuk.afwijkingen:
        yield Kop(2, "Afwijkingen", "afwijkingen")
        yield alinea(
            "Hier staat waar de berekening en het gedrukte stuk niet gelijk zijn, of twee gedrukte getallen niet, en waarom."
        )
        yield v.afwijkingen(stuk)


def _verantwoording(stuk: Stuk) -> Iterator[Blok]:
    yield Kop(2, "Aannames, keuzes en bronnen", "verantwoording", nieuwe_pagina=True)
    if stuk.begroting.keuzes:
        yield Kop(3, "Keuzes waar de bron ruimte laat")
        yield Lijst(tuple(map(tekst, stuk.begroting.keuzes)))
    yield Kop(3, "Bronnen")
    yield Lijst(tuple(tekst(regel) for regel in _bronnen(stuk)))
    titels = {sleutel: document.titel for sleutel, document in load.bronnen().items()}
    yield v.aannames(stuk, titels)


def _bronnen(stuk: Stuk) -> Iterator[str]:
    """De documenten waar getallen uit komen, elk een keer."""
    bekend = load.bronnen()
    sleutels = [getal_.bron.sleutel for getal_ in stuk.bron.getallen.values()]
    sleutels += [stand.scenario.bron.sleutel for stand in stuk.standen if stand.scenario.bron]
    for sleutel in dict.fromkeys((stuk.bron.bron.sleutel, *sleutels)):
        document = bekend.get(sleutel)
        yield f"{document.titel}, versie {document.versie}." if document else f"{sleutel}."
