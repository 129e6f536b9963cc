"""Twee regio's om de simulatie mee te meten: een die elke bibliotheek kan spelen, en een met alles erop en eraan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import cos, log, tau

from zicht.capaciteit.model import (
    Beleid,
    Controle,
    Hermelding,
    Model,
    Nawerk,
    Post,
    Stroom,
    Team,
    Vastwerk,
    Verdeling,
    Vervolg,
    Werk,
)  # fmt: skip
from zicht.catalogus import load

MELDINGEN = 4_430  # in een jaar; de regio uit shared/reference/performance.md
BEGIN, DAGEN, OPWARM = date(2025, 1, 6), 425, 60
WEEKRITME = (
    1.3,
    1.1,
    1.05,
    1.0,
    0.95,
)  # maandag tot en met vrijdag; in het weekend komt hier niets, dat kan niet elke bibliotheek
SEIZOEN = 0.15
PLAATSEN = (28, 110, 26)  # zaken tegelijk per post
DUUR = (1.5, 45.0, 45.0)  # werkdagen, gemiddeld
VERVOLG = ((0.30, 0.10, 0.35, 0.25), (0.18, 0.04, 0.48, 0.30), (0.06, 0.01, 0.53, 0.40))


def exponentieel(gemiddelde: float, vakken: int = 200) -> Verdeling:
    """Een exponentiële verdeling in gelijke kwantielen."""
    delen = (min(n / vakken, 1 - 0.25 / vakken) for n in range(vakken + 1))
    return Verdeling(tuple(-gemiddelde * log(1 - deel) for deel in delen))


def klein(factor: float = 1.0) -> Model:
    """De regio als wachtrij met drie urgenties, en daarna V&V en onderzoek als plaatsen."""
    kalender = load.kalender()
    dagen = [BEGIN + timedelta(days=n) for n in range(DAGEN)]
    werkdagen = sum(map(kalender.is_werkdag, dagen))
    plaatsen = [round(aantal * factor) for aantal in PLAATSEN]
    return Model(
        begin=BEGIN,
        dagen=DAGEN,
        kalender=kalender,
        termijnen={code: load.duur(code, BEGIN) for code in ("beoordeling", "voorwaarden_en_vervolg", "onderzoek")},
        groepen=("regio",),
        teams=tuple(Team(post.name, "", n, n, (float(n),) * werkdagen) for post, n in zip(Post, plaatsen, strict=True)),
        stromen=(Stroom("alle", "", tuple(_per_dag(dagen, kalender.is_werkdag, factor)), (0.1, 0.4, 0.5), (1.0,)),),
        werk=tuple(
            Werk(post, int(post), exponentieel(DUUR[post]), Verdeling((1.0,)), vast_beslag=1.0) for post in Post
        ),
        vervolg=VERVOLG,
        beleid=Beleid(voorsprong=(20_000.0, 10_000.0, 0.0)),
        opwarmdagen=OPWARM,
    )


def vol(factor: float = 1.0, gemeenten: int = 18) -> Model:
    """Dezelfde regio met rooster, ziekte en verloop, vast werk, controles, hermeldingen, nawerk, weekruis en gemeenten."""
    basis = klein(factor)
    (alle,) = basis.stromen
    werkdagen = len(basis.teams[0].uren)
    fte = (26.0 * factor, 16.0 * factor, 5.0 * factor)
    return replace(
        basis,
        groepen=tuple(f"gemeente {n}" for n in range(gemeenten)),
        teams=tuple(
            Team(
                post.name, "", n, round(1.2 * n), (5.2 * n,) * werkdagen,
                verzuim=0.06, verloop=0.15, werving_werkdagen=60, inwerk_werkdagen=60,
            )
            for post, n in zip(Post, fte, strict=True)
        ),
        stromen=tuple(
            replace(alle, code=code, per_dag=tuple(deel * n for n in alle.per_dag), groepen=(1 / gemeenten,) * gemeenten, weekruis=0.08)
            for code, deel in (("politie", 0.7), ("overig", 0.3))
        ),
        werk=tuple(
            Werk(post, int(post), exponentieel(duur), exponentieel(uren))
            for post, duur, uren in zip(Post, (4.0, 45.0, 45.0), (6.0, 20.0, 35.0), strict=True)
        ),
        nawerk_beoordeling={Vervolg.OVERDRACHT: (Nawerk(0, 1.0, 2),)},
        nawerk_dienst=(Nawerk(1, 1.0, 60),),
        vastwerk=(
            Vastwerk("adviezen", 0, (8.0 * factor,) * DAGEN, ruis=True, uren_per_keer=1.5),
            Vastwerk("overleg", 0, (5.0 * factor,) * DAGEN, uitstelbaar=True),
        ),
        hermelding=Hermelding((0.001, 0.004, 0.004), 0.2, 1.0),
        controle=Controle((2.0, 5.0, 10.0), 0.25, 0),
        beleid=Beleid(samen_oppakken=0.1, samen_inspanning=0.7),
    )  # fmt: skip


def _per_dag(dagen: list[date], werkt, factor: float) -> Iterator[float]:
    per_werkdag = factor * MELDINGEN / 254
    for dag in dagen:
        seizoen = 1 + SEIZOEN * cos(tau * dag.timetuple().tm_yday / 365)
        yield per_werkdag * WEEKRITME[dag.weekday()] * seizoen / 1.08 if werkt(dag) else 0.0
