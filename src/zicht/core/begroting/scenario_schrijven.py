"""Scenario's terug naar de vorm van hun bestand; wat gelezen is en weer geschreven, leest terug als hetzelfde."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from zicht.core.begroting.bestand import Tabel
from zicht.core.begroting.inzet import URGENTIES, Beleidskeuze, Groei, Inzet, Tempo
from zicht.core.begroting.scenario import Scenario, Wijziging
from zicht.core.begroting.schrijven import regels_van
from zicht.core.bronnen import Bron


def scenarios_als_toml(scenarios: Iterable[Scenario], bron: Bron) -> str:
    """De scenario's als TOML; `bron` geldt voor wie zelf geen bron heeft."""
    kop = regels_van({"bron": bron.sleutel, "vindplaats": bron.vindplaats})
    return "\n".join([*kop, *(regel for scenario in scenarios for regel in _regels(scenario))]) + "\n"


def _regels(scenario: Scenario) -> Iterator[str]:
    naam = f"scenario.{scenario.code}"
    eigen = scenario.bron
    kop = {"titel": scenario.titel, "omschrijving": scenario.omschrijving, "keuzes": list(scenario.keuzes)}
    yield from (
        "",
        f"[{naam}]",
        *regels_van(_gevuld(kop | ({"bron": eigen.sleutel, "vindplaats": eigen.vindplaats} if eigen else {}))),
    )
    for kop_, rijen in (
        ("wijziging", map(_wijziging, scenario.wijzigingen)),
        ("mensen", map(_mensen, scenario.mensen)),
    ):
        for rij in rijen:
            yield from (f"[[{naam}.{kop_}]]", *regels_van(rij))
    if scenario.beleid:
        yield from (f"[{naam}.beleid]", *regels_van(_beleid(scenario.beleid)))
    for groei in scenario.instroom:
        yield from (f"[[{naam}.instroom]]", *regels_van(_instroom(groei)))


def _wijziging(deel: Wijziging) -> Tabel:
    return _gevuld({"pad": deel.pad, deel.wijze.value: deel.getal, "waarom": deel.waarom})


def _mensen(inzet: Inzet) -> Tabel:
    return _gevuld({
        "team": inzet.team, "fte": inzet.fte, "soort": inzet.soort.value, "van": inzet.van, "tot_en_met": inzet.tot_en_met,
        "na_maanden": inzet.na_maanden, "maanden": inzet.maanden, "ieder_jaar": list(inzet.ieder_jaar or ()),
        "inwerk_werkdagen": inzet.inwerk_werkdagen, "waarom": inzet.waarom,
    })  # fmt: skip


def _beleid(keuze: Beleidskeuze) -> Tabel:
    voorsprong: dict[str, Decimal] = dict(zip(URGENTIES, keuze.voorsprong or (), strict=False))
    return _gevuld({
        "voorrang": keuze.voorrang.value if keuze.voorrang else voorsprong, "samen_oppakken": keuze.samen_oppakken,
        "samen_inspanning": keuze.samen_inspanning, "reserve": {deel.dienst: deel.procent for deel in keuze.reserve},
        "stilgelegd": keuze.stilgelegd, "van": keuze.stil_van, "tot_en_met": keuze.stil_tot_en_met,
        "maanden": keuze.stil_maanden, "waarom": keuze.waarom,
    })  # fmt: skip


def _instroom(groei: Groei) -> Tabel:
    tempo = "" if groei.tempo is Tempo.METEEN else groei.tempo.value
    return _gevuld({"procent": groei.procent, "stroom": groei.stroom, "van": groei.van, "tot_en_met": groei.tot_en_met,
                    "tempo": tempo, "waarom": groei.waarom})  # fmt: skip


def _gevuld(tabel: Tabel) -> Tabel:
    """Wat iets zegt; nul is ook iets."""
    return {naam: waarde for naam, waarde in tabel.items() if waarde is not None and waarde not in ("", [], {})}
