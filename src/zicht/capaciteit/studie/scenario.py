"""Een scenario op het model van de doorstroom en op de begroting tegelijk: een bestand, twee modellen, dezelfde verandering."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from zicht.capaciteit.model import Beleid, Extra, Model, Post, Soort, Stroom
from zicht.capaciteit.studie.paden import INWERK_INHUUR, Paren, niet_gevolgd, volg
from zicht.capaciteit.studie.tijdvak import tijdvak, uren_per_fte
from zicht.capaciteit.studie.verslag import Eenzijdig
from zicht.core.begroting import scenario as kern
from zicht.core.begroting.begroting import Begroting, BegrotingFout
from zicht.core.begroting.bestand import bedoelt
from zicht.core.begroting.inzet import (
    DIENSTEN_MET_RESERVE,
    Beleidskeuze,
    Dienstverband,
    Groei,
    Inzet,
    Tempo,
    Voorrang,
    plus_maanden,
)
from zicht.core.begroting.rekenen import Model as Rekening
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging

KEUZES = (
    "Extra mensen werken evenveel uren per dag als een gemiddelde fte van hun team.",
    "Wie in dienst komt, heeft de inwerktijd van het team; wie ingehuurd wordt tien werkdagen.",
    "Wat door beleid stilligt, wordt later niet ingehaald. Tijd van het lokale team telt niet mee.",
    "Strikte voorrang is een voorsprong die niemand inhaalt; gemengd is dat voor hoog, en tien werkdagen voor midden.",
    "Meer instroom volgt de begroting met het gemiddelde over het tijdvak.",
)
MELDINGEN = "stroom.meldingen.aantal"
VOORSPRONG = {
    Voorrang.URGENTIE: (20_000.0, 10_000.0, 0.0),
    Voorrang.GEMENGD: (10_000.0, 10.0, 0.0),
    Voorrang.ONTVANGST: (0.0, 0.0, 0.0),
}
_SOORT = {Dienstverband.IN_DIENST: Soort.IN_DIENST, Dienstverband.INHUUR: Soort.INHUUR}


@dataclass(frozen=True)
class Toegepast:
    """Een scenario op beide modellen; de begroting is er niet als de regio er geen heeft."""

    scenario: Scenario
    model: Model
    rekening: Rekening | None
    alleen_begroting: tuple[Eenzijdig, ...] = ()
    alleen_simulatie: tuple[Eenzijdig, ...] = ()


def pas_toe(model: Model, basis: Rekening | None, scenario: Scenario) -> Toegepast:
    """Het scenario op het model en op de begroting; zonder wijzigingen komt hetzelfde model terug."""
    if basis is None and scenario.wijzigingen:
        raise BegrotingFout(
            f"Scenario '{scenario.titel}' verandert de begroting ({scenario.wijzigingen[0].pad}), en die is er niet."
            " Geef een begroting, of laat de wijzigingen weg."
        )
    met_instroom = _met_instroom(model, scenario)
    gevolgd = met_instroom
    rekening, los = basis, ()
    if basis is not None and not scenario.leeg:
        eigen = reken(kern.pas_toe(basis.begroting, scenario))
        paren = Paren(basis, eigen, scenario.wijzigingen)
        gevolgd, los = volg(met_instroom, paren), niet_gevolgd(model, paren, (w.pad for w in scenario.wijzigingen))
        rekening = _met_groei(eigen, model, met_instroom, scenario)
    anders = _met_beleid(_met_mensen(gevolgd, scenario), scenario)
    return Toegepast(scenario, anders, rekening, los, tuple(_alleen_simulatie(anders, basis, scenario)))


# -------------------------------------------------------------------------------------------------------------- mensen


def _met_mensen(model: Model, scenario: Scenario) -> Model:
    erbij = tuple(deel for inzet in scenario.mensen for deel in mensen(model, inzet, scenario.titel))
    return replace(model, extra=(*model.extra, *erbij)) if erbij else model


def mensen(model: Model, inzet: Inzet, titel: str = "") -> Iterator[Extra]:
    """De extra mensen van een inzet, een keer per periode dat zij er zijn."""
    team = team_van(model, inzet.team, titel)
    for van, tot_en_met in inzet.perioden(*tijdvak(model)):
        gekozen = model.teams[team]
        gewoon = INWERK_INHUUR if inzet.soort is Dienstverband.INHUUR else gekozen.inwerk_werkdagen
        inwerken = gewoon if inzet.inwerk_werkdagen is None else inzet.inwerk_werkdagen
        yield Extra(
            team, float(inzet.fte), _SOORT[inzet.soort], van, tot_en_met, uren_per_fte(model, team),
            inwerken if inzet.fte > 0 else 0, gekozen.inwerkdeel,
        )  # fmt: skip


def team_van(model: Model, naam: str, titel: str = "") -> int:
    """Het nummer van een team, gezocht op code of op de dienst die het doet."""
    codes = {team.code: nummer for nummer, team in enumerate(model.teams)}
    diensten = {post.name.lower(): model.werk[post].team for post in Post}
    if (gevonden := (diensten | codes).get(naam)) is not None:
        return gevonden
    raise BegrotingFout(f"Scenario '{titel}': het team '{naam}' is er niet.{bedoelt(naam, diensten | codes)}")


# -------------------------------------------------------------------------------------------------------------- beleid


def _met_beleid(model: Model, scenario: Scenario) -> Model:
    keuze = scenario.beleid
    if keuze is None:
        return model
    reserve = {deel.dienst: float(deel.procent) / 100 for deel in keuze.reserve}
    werk = tuple(
        replace(deel, reserve=reserve[naam]) if naam in reserve else deel
        for naam, deel in zip(DIENSTEN_MET_RESERVE, model.werk, strict=True)
    )
    return replace(model, beleid=_beleid(model, keuze), werk=(werk[0], werk[1], werk[2]))


def _beleid(model: Model, keuze: Beleidskeuze) -> Beleid:
    oud = model.beleid
    van, tot_en_met = _stil(model, keuze)
    return replace(
        oud,
        voorsprong=_voorsprong(keuze) or oud.voorsprong,
        samen_oppakken=_deel(keuze.samen_oppakken, oud.samen_oppakken),
        samen_inspanning=_deel(keuze.samen_inspanning, oud.samen_inspanning),
        stilgelegd=_deel(keuze.stilgelegd, oud.stilgelegd),
        stil_van=van,
        stil_tot_en_met=tot_en_met,
    )


def _voorsprong(keuze: Beleidskeuze) -> tuple[float, float, float] | None:
    if keuze.voorsprong:
        hoog, midden, laag = (float(dagen) for dagen in keuze.voorsprong)
        return hoog, midden, laag
    return VOORSPRONG[keuze.voorrang] if keuze.voorrang else None


def _stil(model: Model, keuze: Beleidskeuze) -> tuple[date | None, date | None]:
    if keuze.stilgelegd is None:
        return model.beleid.stil_van, model.beleid.stil_tot_en_met
    van = keuze.stil_van or model.begin
    return van, plus_maanden(van, keuze.stil_maanden) if keuze.stil_maanden else keuze.stil_tot_en_met


def _deel(procent: Decimal | None, anders: float) -> float:
    return anders if procent is None else float(procent) / 100


# ------------------------------------------------------------------------------------------------------------ instroom


def _met_instroom(model: Model, scenario: Scenario) -> Model:
    if not scenario.instroom:
        return model
    bekend = {stroom.code for stroom in model.stromen}
    for groei in scenario.instroom:
        if groei.stroom and groei.stroom not in bekend:
            raise BegrotingFout(
                f"Scenario '{scenario.titel}': de stroom '{groei.stroom}' is er niet.{bedoelt(groei.stroom, bekend)}"
            )
    return replace(model, stromen=tuple(_gegroeid(model, stroom, scenario.instroom) for stroom in model.stromen))


def _gegroeid(model: Model, stroom: Stroom, groeit: tuple[Groei, ...]) -> Stroom:
    per_dag = stroom.per_dag
    for groei in groeit:
        if groei.stroom in ("", stroom.code):
            per_dag = tuple(aantal * factor for aantal, factor in zip(per_dag, _factoren(model, groei), strict=True))
    return replace(stroom, per_dag=per_dag)


def _factoren(model: Model, groei: Groei) -> Iterator[float]:
    """Per dag van het tijdvak waarmee de instroom groeit."""
    begin, eind = tijdvak(model)
    van, tot_en_met, procent = groei.van or begin, groei.tot_en_met or eind, float(groei.procent)
    stappen = max((tot_en_met - van).days, 1)
    for nummer in range(model.dagen):
        dag = begin + timedelta(days=nummer)
        if not van <= dag <= tot_en_met:
            yield 1.0
        else:
            deel = (dag - van).days / stappen if groei.tempo is Tempo.GELEIDELIJK else 1.0
            yield 1.0 + procent / 100 * deel


def _met_groei(rekening: Rekening, model: Model, gegroeid: Model, scenario: Scenario) -> Rekening:
    """De begroting met de groei van de instroom erbij, gemiddeld over het tijdvak; de simulatie heeft die al."""
    if gegroeid is model or rekening.begroting.getal(MELDINGEN) is None:
        return rekening
    meer = groeiprocent(model, gegroeid)
    groei = Scenario(
        scenario.code, scenario.titel, (Wijziging(MELDINGEN, Wijze.PROCENT, meer, "groei van de instroom"),)
    )
    return reken(kern.pas_toe(rekening.begroting, groei))


def groeiprocent(oud: Model, nieuw: Model) -> Decimal:
    """Hoeveel procent er meer binnenkomt over het hele tijdvak."""
    toen, nu = (sum(sum(stroom.per_dag) for stroom in model.stromen) for model in (oud, nieuw))
    return Decimal(repr(round((nu / toen - 1) * 100, 6))) if toen else Decimal(0)


# ---------------------------------------------------------------------------------------------------------- eenzijdig


def _alleen_simulatie(model: Model, basis: Rekening | None, scenario: Scenario) -> Iterator[Eenzijdig]:
    keuze = scenario.beleid
    if keuze and (keuze.voorrang or keuze.voorsprong or keuze.reserve):
        yield Eenzijdig(
            "voorrang en reserve", "De begroting kent geen volgorde; dit kost niets en verandert alleen wie wacht."
        )
    if keuze and keuze.samen_oppakken is not None:
        yield Eenzijdig(
            "samen oppakken",
            "De begroting rekent met de gewone normtijd; de tijd van het lokale team telt nergens mee.",
        )
    if keuze and keuze.stilgelegd is not None:
        kan = any(werk.uitstelbaar for werk in model.vastwerk)
        yield Eenzijdig("ander werk stil", "De uren blijven begroot; zij gaan naar zaken." if kan else
                        "Het model kent geen werk dat uitgesteld kan worden; dit verandert dus niets.")  # fmt: skip
    if scenario.instroom and (basis is None or basis.begroting.getal(MELDINGEN) is None):
        yield Eenzijdig("instroom", "De begroting heeft geen aantal meldingen om mee te laten groeien.")


def begroting_van(toegepast: Toegepast) -> Begroting | None:
    """De begroting na het scenario."""
    return toegepast.rekening.begroting if toegepast.rekening else None
