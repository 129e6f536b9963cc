"""Writes the reference pages in docs/naslag from the code, so that they cannot differ from it. `make docs` runs it."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zicht import cli
from zicht.catalogus import begrotingen, load
from zicht.catalogus import termijnen as klokken
from zicht.catalogus.diensten import DIENSTEN, DOSSIER_SLUITEN, diensten
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.levering import protocollen
from zicht.catalogus.regels import LEESREGELS, REGELS, SAMENHANG
from zicht.core.bronnen import Bron
from zicht.core.feiten import FEITEN, Tabel
from zicht.core.indicatoren import Indicator, Telling, telregel
from zicht.core.klokken import Termijn
from zicht.core.levering.indeling import Leverveld
from zicht.core.levering.regels import Leverregel
from zicht.core.parameters import LANDELIJK, Parameter, Versie
from zicht.core.regels import Leesregel, Regel, Samenhangregel
from zicht.core.uitleg import definitie
from zicht.core.voorwaarden import Codelijst, Veld
from zicht.core.werkproces import Controle, Dienstsoort
from zicht.rapportage.begroting import tabellen, vergelijking
from zicht.rapportage.begroting.naast import naast_elkaar
from zicht.rapportage.begroting.stuk import Stuk, maak_stuk, uit_catalogus
from zicht.rapportage.blokken import Tabel as ReportTable
from zicht.rapportage.stroomschema import stappen, stroomschema
from zicht.uitwisseling.schema import schema
from zicht.web.beheer.rechten import RECHTEN
from zicht.web.instellingen import Instellingen

if TYPE_CHECKING:
    from zicht.web.koppeling.uitleg import Veldregel

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "naslag"
NOTICE = "<!-- Gemaakt door `make docs` uit de code; verander de code, niet deze bladzijde. -->"
Lines = Iterator[str]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Lines:
    """A Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def source(bron: Bron) -> str:
    """A reference as text: title of the document and the place in it."""
    return f"[{load.titel(bron)}](bronnen.md#{bron.sleutel}), {bron.vindplaats}"


# ------------------------------------------------------------------------------------------------------ command line
def commands() -> Lines:
    """Every command with its arguments, as the parser knows them."""
    yield from ("# Opdrachten", "", "Elke opdracht heeft `--help`. Status 0: gedaan; 1: bevindingen die blokkeren; 2: ")
    yield from (
        "verkeerde aanroep of onleesbare invoer. Gegevens staan op standaarduitvoer, meldingen op standaardfout.",
        "",
    )
    for name, (summary, add_arguments) in cli.OPDRACHTEN.items():
        parser = argparse.ArgumentParser(add_help=False)
        add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="uitvoer voor een ander programma")
        yield from (f"## zicht {name}", "", f"{summary[0].upper()}{summary[1:]}.", "")
        yield from table(("onderdeel", "verplicht", "betekenis"), map(argument, parser._actions))  # noqa: SLF001


def argument(action: argparse.Action) -> tuple[str, str, str]:
    """One argument as a row."""
    name = action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)
    takes_value = action.option_strings and action.nargs != 0
    shown = f"`{name} {action.metavar or action.dest.upper()}`" if takes_value else f"`{name}`"
    required = action.required if action.option_strings else action.nargs != "?"
    return shown, "ja" if required else "nee", action.help or ""


# ------------------------------------------------------------------------------------------------------ facts
def facts() -> Lines:
    """The tables of the Feitenformaat and their code lists."""
    yield from ("# Feitenformaat 1", "", "Een map met per tabel een bestand (CSV of Parquet) en `feiten.toml`.", "")
    yield from (
        "`*` = de kolom moet er zijn en elke rij is ingevuld. `[]` = meer codes tegelijk, in CSV gescheiden door `;`.",
        "",
    )
    code_lists: dict[str, Codelijst] = {}
    for fact in FEITEN:
        yield from fact_table(fact.tabel())
        code_lists |= {column.codes.naam: column.codes for column in fact.tabel().kolommen if column.codes}
    yield from ("## Codelijsten", "")
    for code_list in code_lists.values():
        yield from (f"### {code_list.naam}", "")
        yield from table(("code", "betekenis"), ((f"`{code}`", title) for code, title in code_list.codes))


def fact_table(table_: Tabel) -> Lines:
    """One table with its columns."""
    yield from (f"## {table_.naam}", "", table_.omschrijving, "")
    required = (
        "Deze tabel moet er zijn (alleen een kopregel is een lege tabel)."
        if table_.verplicht
        else ("Zonder deze tabel is wat ervan afhangt onbekend, niet nul.")
    )
    key = " + ".join(f"`{name}`" for name in table_.sleutel)
    yield from (f"{required}{f' Sleutel: {key}.' if key else ''}", "")
    yield from table(("kolom", "soort", "betekenis"), map(column, table_.kolommen))


def column(field: Veld) -> tuple[str, str, str]:
    """One column as a row."""
    kind = f"[{field.codes.naam}](#{field.codes.naam})" if field.codes else field.soort.value
    several = "[]" if field.soort.value == "codes" else ""
    refers = f" Verwijst naar `{field.verwijst}`." if field.verwijst else ""
    return f"`{field.naam}{several}`{'*' if field.verplicht else ''}", kind, f"{field.omschrijving}{refers}"


# ------------------------------------------------------------------------------------------------------ catalogue
def indicators() -> Lines:
    """Every indicator: what it counts, when, and which choices were made."""
    yield from (
        "# Indicatoren",
        "",
        "Voorwaarden staan in de woorden van de definitie; `zicht uitleg` laat ze per geval zien.",
        "",
    )
    yield from table(("code", "titel"), ((f"[`{code}`](#{code})", item.titel) for code, item in INDICATOREN.items()))
    for indicator in INDICATOREN.values():
        yield from indicator_section(indicator)


def indicator_section(indicator: Indicator) -> Lines:
    """One indicator, by the renderer that also prints the annex of the burap."""
    text = definitie(indicator, telregel(indicator, Telling.AFGEROND), durations())
    yield from (f"## {indicator.code}", "", f"**{indicator.titel}**", "", indicator.toelichting, "")
    rows = [("soort", text.soort), ("telt", text.telt)]
    rows += [(heading.lower(), "; ".join(lines)) for heading, lines in text.stappen]
    rows += [("norm", "nee: beschrijvend")] if indicator.beschrijvend else []
    rows += [("geldig vanaf", f"{indicator.geldig_vanaf:%d-%m-%Y}"), ("bron", source(indicator.bron))]
    yield from table(("", ""), rows)
    yield from choices(indicator.keuzes)


def durations() -> dict[str, str]:
    """The newest length of every term, in words."""
    known = {code: load.duur_of_niets(code) for code in load.termijncodes()}
    return {code: length.lengte if length else "geen afgesproken duur" for code, length in known.items()}


def choices(texts: Sequence[str]) -> Lines:
    """What the source leaves open and how we chose."""
    if texts:
        yield from ("Keuzes waar de bron ruimte laat:", "", *(f"- {text}" for text in texts), "")


def terms() -> Lines:
    """Every clock, and every duration with its versions."""
    yield from (
        "# Termijnen",
        "",
        "Een termijn is zijn uiterste datum. `zicht termijn CODE --vanaf DAG` rekent er een uit.",
        "",
    )
    yield from ("## Klokken", "")
    clocks = [item for item in vars(klokken).values() if isinstance(item, Termijn)]
    head = ("klok", "begint bij", "eindigt bij", "duur", "bron")
    yield from table(head, (clock(item) for item in clocks))
    yield from ("## Duren", "")
    for code in load.termijncodes():
        yield from parameter_section(load.parameters().parameter(f"termijnen.{code}"), code)


def clock(item: Termijn) -> tuple[str, str, str, str, str]:
    """One clock as a row."""
    begin, end = (f"`{field.feit}.{field.naam}`" for field in (item.begint_bij, item.eindigt_bij))
    return item.titel, begin, end, f"[`{item.duur}`](#{item.duur})", source(item.bron)


# ------------------------------------------------------------------------------------------------------ work process
WORK_FROM = date(2026, 1, 1)  # the flow chart of a day; a page that changes with the calendar would never be current


def known_durations() -> dict[str, str]:
    """The lengths of the terms that have one."""
    return {code: length.lengte for code in load.termijncodes() if (length := load.duur_of_niets(code))}


def services() -> Lines:
    """Every service: where it begins and ends, what may follow, and what must be done before the end."""
    process = diensten(WORK_FROM)
    yield from ("# Diensten", "", "![Stroomschema: elke stap staat hieronder ook in woorden](diensten.svg)", "")
    yield from (*(f"- {step}" for step in stappen(process, known_durations())), "")
    for service in DIENSTEN:
        yield from service_section(service)
    yield from ("## Een dossier sluiten", "")
    yield from table(CHECK_HEAD, map(check, DOSSIER_SLUITEN))


def service_section(service: Dienstsoort) -> Lines:
    """One service with its checks."""
    where = f", regio {' en '.join(region.upper() for region in service.regios)}" if service.regios else ""
    yield from (f"## {service.titel}{where}", "", service.omschrijving, "")
    ends = f"`{service.eindigt.feit}.{service.eindigt.naam}`" if service.eindigt else "een telling, zonder verloop"
    rows = [
        ("code", f"`{service.code}`"),
        ("begint", f"`{service.begint.feit}.{service.begint.naam}`"),
        ("eindigt", ends),
    ]
    rows += [("volgt op", ", ".join(f"`{code}`" for code in service.volgt_op))]
    rows += [("klokken", "; ".join(item.titel for item in service.klokken))] if service.klokken else []
    rows += [("tweede lezer", "ja")] if service.vraagt_tweede_lezer else []
    rows += [("geldig vanaf", f"{service.geldig_vanaf:%d-%m-%Y}"), ("bron", source(service.bron))]
    yield from table(("", ""), rows)
    yield from choices(service.keuzes)
    if service.controles:
        yield from ("Klaar voor het einde:", "", *table(CHECK_HEAD, map(check, service.controles)))


CHECK_HEAD = ("code", "wat in orde moet zijn", "mag zonder, met reden", "bron")


def check(item: Controle) -> tuple[str, str, str, str]:
    """One check before the end of a service."""
    return f"`{item.code}`", item.titel, "ja" if item.te_overrulen else "nee", source(item.bron)


def flow_chart() -> str:
    """The flow chart of the services."""
    return stroomschema(diensten(WORK_FROM), known_durations())


def parameters() -> Lines:
    """Every other dated value, national and per region."""
    yield from (
        "# Normen en andere waarden",
        "",
        "Elke waarde heeft een begindatum, een bron en een dag waarop iemand haar nakeek.",
        "",
    )
    yield from sets()
    for region in (None, *load.regios()):
        layer = load.parameters(region)
        own = [item for item in layer.alle() if item.bestand.startswith(f"parameters/{region or LANDELIJK}/")]
        shown = [item for item in own if not item.naam.startswith("termijnen.")]
        if shown:
            yield from (f"## {(region or LANDELIJK).upper() if region else LANDELIJK.capitalize()}", "")
        for item in shown:
            yield from parameter_section(item, item.naam, level="###")


def sets() -> Lines:
    """The agreed sets of performance indicators: number and norm per indicator."""
    yield from ("## Indicatorsets", "")
    for code, item in load.indicatorsets().items():
        usual = "de gewone set van deze regio" if item.standaard else "alleen met `--set`"
        yield from (
            f"### {code}",
            "",
            f"{item.titel}. Regio {item.regio.upper()}, vanaf {item.geldig_vanaf:%d-%m-%Y}, {usual}.",
        )
        yield from (f"Bron: {source(item.bron)}.", "")
        rows = (
            (number, f"[`{name}`](indicatoren.md#{name})", norm_now(item.regio, item.norm(name)))
            for name, number in item.nummers.items()
        )
        yield from table(("nummer", "indicator", "norm"), rows)


def norm_now(region: str, name: str | None) -> str:
    """The newest value of a norm, linked to its source and earlier values on the same page."""
    if name is None:
        return "geen"
    found = next(item for item in load.parameters(region).alle() if item.naam == name)
    newest = found.versies[-1]
    amount = f"een {newest.waarde}" if newest.eenheid == "cijfer" else f"{newest.waarde} {newest.eenheid}"
    value = amount if newest.waarde is not None else "geen"
    direction = f"{found.richting.value} " if found.richting and newest.waarde is not None else ""
    return f"[{direction}{value}](#{name.replace('.', '')})"


def parameter_section(item: Parameter, title: str, level: str = "###") -> Lines:
    """One parameter with all its versions."""
    direction = f" ({item.richting.value})" if item.richting else ""
    yield from (f"{level} {title}", "", f"{item.omschrijving}{direction}.", "")
    yield from table(("vanaf", "waarde", "bron", "nagekeken"), map(version, item.versies))
    for each in item.versies:
        yield from choices(each.keuzes)


def version(item: Versie) -> tuple[str, str, str, str]:
    """One dated value as a row."""
    value = f"{item.waarde} {item.eenheid}" if item.waarde is not None else f"geen: {item.reden}"
    seen = f"{item.nagekeken_op:%d-%m-%Y}" if item.nagekeken_op else ""
    return f"{item.vanaf:%d-%m-%Y}", value, source(item.bron) if item.bron else "", seen


def budgets() -> Lines:
    """Every budget in the catalogue: each number with its source, and what the model makes of it beside the print."""
    yield from (
        "# Begrotingen",
        "",
        "Wat in de stukken staat, en wat het model daarvan maakt. Onbekend blijft onbekend; een verschil ",
    )
    yield from (
        "krijgt een verklaring en wordt niet weggewerkt. Hoe je er zelf een maakt: [een begroting maken](../doen/begroting-maken.md).",
        "",
    )
    yield from ("## Naast elkaar", "", *report_table(naast_elkaar((uit_catalogus("nog"), uit_catalogus("nhn")))))
    for paper in begrotingen.alle():
        yield from budget_section(maak_stuk(paper))


def capacity_choices() -> Lines:
    """Every ready choice about capacity, with its source and what it changes."""
    yield from (
        "# Capaciteitskeuzes",
        "",
        "Keuzes die `zicht simulatie` kan doorrekenen. De eigen scenario's van een regio kunnen ook.",
        "Zelf een keuze schrijven: [Scenariobestand](scenariobestand.md).",
        "",
    )
    for choice in begrotingen.keuzes():
        if choice.bron is None:
            continue
        yield from (
            f"## {choice.titel}",
            "",
            f"`{choice.code}`. {choice.omschrijving} Bron: {source(choice.bron)}.",
            "",
        )
        yield from choices(choice.keuzes)


def budget_section(stuk: Stuk) -> Lines:
    """One paper: its choices, its checks and its numbers."""
    paper = stuk.bron
    kind = f"wijziging van {paper.wijzigt}" if paper.wijzigt else paper.soort.value
    yield from (
        f"## {paper.regio}: {paper.titel}",
        "",
        f"{paper.organisatie}, {paper.jaar}, {kind}. Bestand: `{paper.bestand}`.",
        "",
    )
    yield from choices(paper.keuzes)
    if paper.diensten and not paper.wijzigt:
        yield from report_table(tabellen.kernprestaties(stuk))
    if paper.posten:
        yield from report_table(tabellen.lasten(stuk))
    if stuk.afwijkingen:
        yield from report_table(vergelijking.afwijkingen(stuk, alleen_anders=False))
    titles = {key: document.titel for key, document in load.bronnen().items()}
    yield from report_table(vergelijking.aannames(stuk, titles))


def report_table(item: ReportTable) -> Lines:
    """A table of a report as Markdown."""
    yield from (f"**{item.titel}**", "")
    yield from table([column_.titel for column_ in item.kolommen], ([cell.tekst for cell in row] for row in item.rijen))
    yield from (item.noot, "")


def rules() -> Lines:
    """Every check on delivered facts."""
    yield from (
        "# Controles",
        "",
        "Wat `zicht check` nagaat. Bij elke regel horen een goed en een fout voorbeeld in de code.",
        "",
    )
    kinds = (("Lezen", LEESREGELS), ("Per rij", REGELS), ("Over meer rijen", SAMENHANG))
    for title, items in kinds:
        yield from (f"## {title}", "")
        yield from table(("code", "wat er moet kloppen", "ernst", "bron"), (rule(item) for item in items))


def rule(item: Regel | Leesregel | Samenhangregel) -> tuple[str, str, str, str]:
    """One check as a row."""
    return f"`{item.code}`", item.titel, item.ernst.value, source(item.bron)


def settings() -> Lines:
    """What differs per installation, and who may do what: both without starting Django."""
    yield from ("# Instellingen", "")
    yield "Zicht leest zijn instellingen uit de omgeving, bij het starten. Wat er niet staat krijgt de waarde hieronder."
    yield ""
    rows = (
        (f"`ZICHT_{item.name.upper()}`", item.metadata["hulp"], _setting(item.default)) for item in fields(Instellingen)
    )
    yield from table(("instelling", "waarvoor", "standaard"), rows)


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return f"`{value}`" if value != "" else "leeg"


def rights() -> Lines:
    """The rights table."""
    yield from ("# Rechten", "")
    yield "Wat hier niet staat, mag niet. Wie meer rollen heeft, heeft het ruimste bereik. Elk recht heeft een doel met een grondslag."
    yield ""
    for right in RECHTEN:
        yield from (f"## {right.code}", "", f"{right.omschrijving[:1].upper()}{right.omschrijving[1:]}.", "")
        yield from (f"Doel: {right.doel.titel}.", "")
        people = [(role.titel, scope.value) for role, scope in right.wie.items()]
        yield from table(("rol", "waarover"), people or [("gekoppelde systemen", "eigen aanleveringen")])
        yield ""


def terms_of_the_trade() -> Lines:
    """The glossary."""
    yield from ("# Begrippen", "")
    items = sorted(load.begrippen().begrippen.values(), key=lambda item: item.term)
    rows = ((item.term, item.betekenis, item.engels, source(item.bron)) for item in items)
    yield from table(("begrip", "betekenis", "Engels", "bron"), rows)


def sources() -> Lines:
    """Every document that something in the catalogue stands on."""
    yield from ("# Bronnen", "")
    for key, document in load.bronnen().items():
        date = f", {document.datum:%d-%m-%Y}" if document.datum else ""
        yield from (f"## {key}", "", f"{document.titel}. Versie: {document.versie}{date}.")
        yield from (line for line in (document.adres and f"<{document.adres}>", document.opmerking) if line)
        yield ""


# ------------------------------------------------------------------------------------------------------------ the API
@cache
def api_description() -> dict[str, Any]:
    """The OpenAPI description of the API; Django wants settings, which write nothing here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zicht.web.settings")
    os.environ.setdefault("ZICHT_GEHEIM", "only to make the reference pages")
    import django

    django.setup()
    from zicht.web.koppeling.api import beschrijving

    return beschrijving()


def api() -> Lines:
    """Every operation of the API, every message and every status."""
    description = api_description()
    from zicht.web.koppeling.uitleg import berichten, bewerkingen
    from zicht.web.registratie.selecties.aanleveringen import STATUSSEN

    yield from (f"# Koppeling, versie {description['info']['version']}", "", description["info"]["description"], "")
    yield "Hoe je begint staat in [Koppelen](../doen/koppelen.md). Voor programma's is er [openapi.json](openapi.json)."
    yield from ("", "## Bewerkingen", "")
    for item in bewerkingen(description):
        yield from (f"### {item.titel}", "", f"`{item.methode} {item.pad}`", "", item.uitleg, "")
        yield from ((f"U stuurt: [{item.stuurt}](#{item.stuurt.lower()}).", "") if item.stuurt else ())
        yield from (table(FIELD_HEAD, map(api_field, item.vragen)) if item.vragen else ())
        yield from table(("antwoord", "betekenis"), item.antwoorden)
    yield from ("## Uitkomsten", "", f"Bron: [{load.bronnen()[API_SOURCE].titel}](bronnen.md#{API_SOURCE}).", "")
    yield from table(("code", "betekenis"), ((f"`{code}`", text) for code, text in STATUSSEN.items()))
    yield from ("## Berichten", "")
    for name, text, members in berichten(description):
        yield from (f"### {name}", "", text, "", *table(FIELD_HEAD, map(api_field, members)))


API_SOURCE = "vng-jzv-meldingen"
FIELD_HEAD = ("veld", "verplicht", "wat erin staat", "betekenis")


def api_field(field: "Veldregel") -> tuple[str, str, str, str]:
    """One field as a row."""
    return f"`{field.naam}`", "ja" if field.verplicht else "nee", field.soort, field.uitleg


def openapi_text() -> str:
    """The OpenAPI description as a file."""
    return json.dumps(api_description(), ensure_ascii=False, indent=1) + "\n"


def render(page: Callable[[], Lines]) -> str:
    """The text of a page; never two empty lines in a row."""
    kept: list[str] = [NOTICE]
    for line in ("", *page()):
        if line.strip() or kept[-1]:
            kept.append(line.rstrip())
    return "\n".join(kept).rstrip() + "\n"


def schema_text() -> str:
    """The JSON Schema of the Feitenformaat."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


# ------------------------------------------------------------------------------------------------------ delivery
def delivery() -> Lines:
    """The layout of a delivery file and every rule it is checked against."""
    layout, newest = load.leverindeling(), protocollen.regelset(protocollen.STANDAARDPROTOCOL, load.leverindeling())
    yield from ("# Levering aan het CBS", "", *(f"{sentence}  " for sentence in layout.toelichting), "")
    yield from ("Hoe u levert: [Leveren aan het CBS](../doen/leveren-aan-het-cbs.md).", "", "## Indeling", "")
    for kind in layout.recordsoorten:
        yield from (f"### {kind.naam} ({kind.code}, {kind.lengte} tekens)", "")
        head = (
            "nummer",
            "veld",
            "gegeven",
            "begin",
            "lengte",
            "soort",
            "codelijst",
            "verplicht",
            "omschrijving",
            "plaats in het protocol",
        )
        yield from table(head, map(delivery_field, kind.velden))
    yield from ("## Codelijsten", "")
    for code_list in layout.codelijsten.values():
        yield from (f"### {code_list.naam}", "")
        yield from table(
            ("code", "betekenis", "in Zicht"), ((c, title, f"`{own}`") for c, title, own in code_list.codes)
        )
    yield from delivery_rules(newest.regels())


def delivery_field(field: Leverveld) -> tuple[str, ...]:
    """One field of the layout as a row."""
    return (field.nummer, field.naam, f"`{field.gegeven}`", str(field.begin), str(field.lengte), field.soort.value, field.codelijst,
            "ja" if field.verplicht else "", field.omschrijving, field.vindplaats)  # fmt: skip


def delivery_rules(rules_: Sequence[Leverregel]) -> Lines:
    """Every rule, and which protocol versions there are."""
    own = sum(not rule.veld for rule in rules_)
    yield from (
        "## Regels",
        "",
        f"{len(rules_)} regels, waarvan {own} over de inhoud; de andere volgen uit de velden van de indeling.",
        "",
    )
    for protocol in protocollen.PROTOCOLLEN.values():
        inherits = f"; erft van {protocol.erft.naam}, zonder {', '.join(sorted(protocol.weg))}" if protocol.erft else ""
        yield f"- `{protocol.naam}`: {protocol.titel}{inherits}."
    yield from (
        "",
        "Een regel blokkeert, moet verklaard, of is een hint. Bij elke regel horen een voorbeeld dat goed is en een dat fout is; de toetsen draaien ze.",
        "",
    )
    yield from table(
        ("regel", "wat zij vraagt", "niveau", "bron"),
        ((r.code, r.titel, r.niveau.value, source(r.bron)) for r in rules_),
    )


PAGES: dict[str, Callable[[], Lines]] = {
    "api.md": api,
    "begrotingen.md": budgets,
    "capaciteitskeuzes.md": capacity_choices,
    "begrippen.md": terms_of_the_trade,
    "bronnen.md": sources,
    "controles.md": rules,
    "diensten.md": services,
    "feitenformaat.md": facts,
    "indicatoren.md": indicators,
    "levering.md": delivery,
    "normen.md": parameters,
    "instellingen.md": settings,
    "opdrachten.md": commands,
    "rechten.md": rights,
    "termijnen.md": terms,
}


FILES: dict[str, Callable[[], str]] = {
    **{name: partial(render, page) for name, page in PAGES.items()},
    "feitenformaat.schema.json": schema_text,
    "diensten.svg": flow_chart,
    "openapi.json": openapi_text,
}


def stale(folder: Path = FOLDER) -> list[str]:
    """Pages that are not what the code says now."""
    return [
        name
        for name, text in FILES.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text()
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check only say which are not current."""
    if "--check" in arguments:
        found = stale()
        sys.stderr.writelines(f"docs/naslag/{name} is not current; run `make docs`\n" for name in found)
        return 1 if found else 0
    for name, text in FILES.items():
        (FOLDER / name).write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
