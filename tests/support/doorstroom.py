"""Modellen van de doorstroom voor tests: willekeurige kleine waar alles in kan zitten, en eenvoudige waar een formule voor is."""

from datetime import date, timedelta
from math import log

from hypothesis import strategies as st

from zicht.capaciteit.keuren import werkdagen_in
from zicht.capaciteit.model import (
    Beleid,
    Controle,
    Extra,
    Hermelding,
    Model,
    Nawerk,
    Post,
    Soort,
    Startzaak,
    Stroom,
    Team,
    Vastwerk,
    Verdeling,
    Vervolg,
    Werk,
)  # fmt: skip
from zicht.catalogus import load
from zicht.core.kalender import Kalender

BEGINDAGEN = (date(2025, 1, 1), date(2025, 4, 17), date(2025, 12, 20), date(2026, 5, 2))  # rond feestdagen en weekend
TERMIJNEN = ("beoordeling", "voorwaarden_en_vervolg", "onderzoek")
_ECHT = load.kalender()
KALENDER = Kalender(  # de echte feestdagen van een paar jaar: dan past een model in een foutmelding
    "kort",
    tuple((dag, naam) for dag, naam in _ECHT.feestdagen if 2024 <= dag.year <= 2026),
    date(2024, 1, 1),
    date(2026, 12, 31),
)


def termijnen(begin: date) -> dict:
    """De drie termijnen zoals zij op een dag gelden."""
    return {code: load.duur(code, begin) for code in TERMIJNEN}


def _kansen(aantal: int) -> st.SearchStrategy[tuple[float, ...]]:
    gewichten = st.lists(st.integers(0, 5), min_size=aantal, max_size=aantal).filter(any)
    return gewichten.map(lambda rij: tuple(gewicht / sum(rij) for gewicht in rij))


def _verdeling(hoogste: int) -> st.SearchStrategy[Verdeling]:
    waarden = st.lists(st.integers(0, 8 * hoogste).map(lambda n: n / 8), min_size=1, max_size=4)
    return waarden.map(lambda rij: Verdeling(tuple(sorted(rij))))


@st.composite
def _startzaken(draw: st.DrawFn, begin: date, groepen: int) -> Startzaak:
    post = draw(st.sampled_from(Post))
    dagen = sorted(draw(st.lists(st.integers(0, 40), min_size=3, max_size=3)), reverse=True)
    ontvangen, beoordeeld, gestart = (begin - timedelta(days=n) for n in dagen)
    dienst = post is not Post.BEOORDELING
    return Startzaak(
        post,
        draw(st.integers(0, 2)),
        draw(st.integers(0, groepen - 1)),
        ontvangen,
        beoordeeld if dienst and draw(st.booleans()) else None,
        gestart if draw(st.booleans()) else None,
    )


@st.composite
def modellen(draw: st.DrawFn) -> Model:
    """Een klein model waarin elk onderdeel voorkomt, of net niet."""
    begin, dagen = draw(st.sampled_from(BEGINDAGEN)), draw(st.integers(5, 30))
    teamtal, groepen = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    teamnummer = st.integers(0, teamtal - 1)
    werkdagen = KALENDER.aantal_werkdagen(begin, begin + timedelta(days=dagen))
    klein = st.sampled_from((0.0, 0.25, 1.0, 3.0))
    druk = st.sampled_from((0.0, 1.0, 3.0, 6.0))
    dagreeks = st.lists(klein, min_size=7, max_size=7).map(lambda week: tuple((week * 5)[:dagen]))
    drukke_reeks = st.lists(druk, min_size=7, max_size=7).map(lambda week: tuple((week * 5)[:dagen]))
    nawerk = st.lists(st.builds(Nawerk, teamnummer, klein, st.integers(0, 6)), max_size=2).map(tuple)
    datum = st.integers(-10, dagen).map(lambda n: begin + timedelta(days=n))
    return Model(
        begin=begin,
        dagen=dagen,
        kalender=KALENDER,
        termijnen=termijnen(begin),
        groepen=tuple(f"groep {n}" for n in range(groepen)),
        teams=tuple(draw(_team(f"team {n}", werkdagen)) for n in range(teamtal)),
        stromen=tuple(
            Stroom(
                f"stroom {n}",
                "",
                draw(drukke_reeks),
                draw(_kansen(3)),
                draw(_kansen(groepen)),
                draw(st.sampled_from((0.0, 0.3))),
                draw(st.sampled_from((0.0, 0.2))),
            )
            for n in range(draw(st.sampled_from((1, 2, 0))))
        ),
        werk=(
            draw(_werk(Post.BEOORDELING, teamnummer, 4)),
            draw(_werk(Post.VOORWAARDEN_EN_VERVOLG, teamnummer, 10)),
            draw(_werk(Post.ONDERZOEK, teamnummer, 10)),
        ),
        vervolg=tuple(draw(_kansen(4)) for _ in range(3)),
        nawerk_beoordeling={vervolg: draw(nawerk) for vervolg in Vervolg},
        nawerk_dienst=draw(nawerk),
        vastwerk=tuple(
            Vastwerk(f"werk {n}", draw(teamnummer), draw(dagreeks), draw(st.booleans()), draw(st.booleans()), 0.5)
            for n in range(draw(st.integers(0, 2)))
        ),
        extra=tuple(
            Extra(
                draw(teamnummer),
                draw(st.sampled_from((-1.0, 0.5, 2.0))),
                Soort.INHUUR,
                draw(datum),
                draw(datum),
                6.0,
                4,
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        hermelding=draw(st.sampled_from((Hermelding(), Hermelding((0.05, 0.2, 0.4), 0.5, 1.5)))),
        controle=draw(st.sampled_from((None, Controle((1.0, 2.5, 0.0), 0.25, 0)))),
        beleid=Beleid(
            draw(st.sampled_from(((10_000.0, 10.0, 0.0), (0.0, 0.0, 0.0), (1.0, 5.0, 0.0)))),
            draw(st.sampled_from((0.0, 0.4))),
            0.5,
            draw(st.sampled_from((0.0, 0.5, 1.0))),
            draw(st.none() | datum),
            draw(st.none() | datum),
        ),
        start=tuple(draw(st.lists(_startzaken(begin, groepen), max_size=5))),
        opwarmdagen=draw(st.sampled_from((0, 0, 3))),
    )


@st.composite
def _team(draw: st.DrawFn, code: str, werkdagen: int) -> Team:
    uren = draw(st.sampled_from((0.0, 4.0, 6.0, 20.0)))
    golf = draw(st.sampled_from((1, 3)))
    wisselt = draw(st.booleans())
    return Team(
        code,
        "",
        fte=3.0,
        personen=draw(st.integers(0, 4)),
        uren=tuple(uren + (n % golf) for n in range(werkdagen)),
        verzuim=draw(st.sampled_from((0.0, 0.1, 0.5))),
        verloop=draw(st.sampled_from((0.0, 6.0))) if wisselt else 0.0,
        werving_werkdagen=draw(st.integers(0, 8)),
        inwerk_werkdagen=draw(st.integers(0, 8)),
        reactie=draw(st.sampled_from((0.0, 0.2))),
        rij_gewoon=3.0,
    )


@st.composite
def _werk(draw: st.DrawFn, post: Post, team: st.SearchStrategy[int], hoogste: int) -> Werk:
    return Werk(
        post,
        draw(team),
        draw(_verdeling(hoogste)),
        draw(_verdeling(hoogste)),
        draw(st.sampled_from((0.0, 1.0, 2.0))),
        draw(st.sampled_from((0.0, 0.25, 0.5))),
    )


# ------------------------------------------------------------------------------------------------------- eenvoudige


def exponentieel(gemiddelde: float, vakken: int = 512) -> Verdeling:
    """Een exponentiële verdeling als gelijk verdeelde kwantielen; de staart houdt op bij een half vak van het einde."""
    delen = [min(n / vakken, 1 - 0.25 / vakken) for n in range(vakken + 1)]
    return Verdeling(tuple(-gemiddelde * log(1 - deel) for deel in delen))


def een_post(per_dag: float, plaatsen: int, duur: Verdeling, dagen: int = 365, opwarm: int = 100, **meer) -> Model:
    """Een rij voor de beoordeling met zoveel plaatsen, zonder weekenden of vervolg: waar formules voor bestaan."""
    begin = date(2024, 1, 1)
    elke_dag = Kalender("elke dag", ())
    werkdagen = elke_dag.aantal_werkdagen(begin, begin + timedelta(days=dagen))
    per_kalenderdag = tuple(
        per_dag * (1.0 if elke_dag.is_werkdag(begin + timedelta(days=n)) else 0.0) for n in range(dagen)
    )
    model = Model(
        begin=begin,
        dagen=dagen,
        kalender=elke_dag,
        termijnen=termijnen(begin),
        groepen=("regio",),
        teams=(Team("front", "", plaatsen, plaatsen, (float(plaatsen),) * werkdagen),),
        stromen=(Stroom("alle", "", per_kalenderdag, (0.2, 0.3, 0.5), (1.0,)),),
        werk=tuple(Werk(post, 0, duur, Verdeling((1.0,)), vast_beslag=1.0) for post in Post),
        vervolg=((0.0, 0.0, 0.0, 1.0),) * 3,
        beleid=Beleid(voorsprong=(0.0, 0.0, 0.0)),
        opwarmdagen=opwarm,
        **meer,
    )
    assert werkdagen_in(model) == werkdagen
    return model
