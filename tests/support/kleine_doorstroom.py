"""Een kleine doorstroom om keuzes op te proberen: twee teams, een bron van meldingen, en een rij die niet vanzelf weggaat."""

from dataclasses import replace
from datetime import date, timedelta

from zicht.capaciteit.model import (
    Beleid,
    Controle,
    Hermelding,
    Model,
    Nawerk,
    Post,
    Startzaak,
    Stroom,
    Team,
    Vastwerk,
    Verdeling,
    Vervolg,
    Werk,
)
from zicht.catalogus import load

BEGIN = date(2025, 1, 6)
TERMIJNEN = ("beoordeling", "voorwaarden_en_vervolg", "onderzoek")
GROEPEN = ("Aalten", "Zutphen")


def doorstroom(dagen: int = 84, *, per_dag: float = 6.0, uren: float = 20.0, wachtend: int = 60) -> Model:
    """Zes meldingen per werkdag van 2,5 uur, en een team Toegang dat net te weinig uren heeft om ook de rij weg te werken."""
    kalender = load.kalender()
    alle = [BEGIN + timedelta(days=nummer) for nummer in range(dagen)]
    werkdagen = sum(map(kalender.is_werkdag, alle))
    per = tuple(per_dag if kalender.is_werkdag(dag) else 0.0 for dag in alle)

    def gelijk(uren_per_werkdag: float) -> tuple[float, ...]:
        return tuple(uren_per_werkdag if kalender.is_werkdag(dag) else 0.0 for dag in alle)

    return Model(
        begin=BEGIN, dagen=dagen, kalender=kalender,
        termijnen={code: load.duur(code) for code in TERMIJNEN}, groepen=GROEPEN,
        teams=(
            Team("toegang", "Team Toegang", 4.0, 5, (uren,) * werkdagen, 0.05, 0.1, 40, 20),
            Team("regioteam", "Regioteam", 12.0, 14, (60.0,) * werkdagen, 0.05, 0.1, 40, 20),
        ),
        stromen=(
            Stroom("politie", "Politie", tuple(d * 0.6 for d in per), (0.2, 0.3, 0.5), (0.5, 0.5)),
            Stroom("anderen", "Anderen", tuple(d * 0.4 for d in per), (0.1, 0.3, 0.6), (0.7, 0.3)),
        ),
        werk=(
            Werk(Post.BEOORDELING, 0, Verdeling((1.0, 2.0, 4.0)), Verdeling((2.5,))),
            Werk(Post.VOORWAARDEN_EN_VERVOLG, 1, Verdeling((10.0, 30.0, 50.0)), Verdeling((22.0,))),
            Werk(Post.ONDERZOEK, 1, Verdeling((20.0, 40.0, 60.0)), Verdeling((44.0,))),
        ),
        vervolg=((0.35, 0.15, 0.35, 0.15), (0.25, 0.05, 0.45, 0.25), (0.15, 0.02, 0.5, 0.33)),
        nawerk_beoordeling={Vervolg.OVERDRACHT: (Nawerk(1, 2.0, 1), Nawerk(1, 2.0, 2), Nawerk(1, 1.0, 60))},
        nawerk_dienst=(Nawerk(1, 3.0, 60),),
        vastwerk=(
            Vastwerk("Advies en ondersteuning", 0, gelijk(4.0), ruis=True, uren_per_keer=2.0),
            Vastwerk("Overleg en voorlichting", 1, gelijk(3.0), uitstelbaar=True),
            Vastwerk("Monitoren van wat al loopt", 1, gelijk(2.0)),
        ),
        hermelding=Hermelding((0.0, 0.0, 0.0)), controle=Controle((1.0, 5.0, 10.0), 0.0, 0), beleid=Beleid(),
        start=tuple(_wachtend(nummer) for nummer in range(wachtend)),
    )  # fmt: skip


def _wachtend(nummer: int) -> Startzaak:
    return Startzaak(Post.BEOORDELING, 1 + nummer % 2, nummer % 2, BEGIN - timedelta(days=1 + nummer % 14))


def zonder_toeval(model: Model) -> Model:
    """Hetzelfde, maar niemand is ziek of vertrekt, zodat alleen de instroom schommelt."""
    return replace(model, teams=tuple(replace(team, verzuim=0.0, verloop=0.0) for team in model.teams))
