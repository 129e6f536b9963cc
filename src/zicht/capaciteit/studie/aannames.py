"""Waar een simulatie van uitgaat in gewone taal: een paar regels uit het model zelf, zonder een getelde zaak.

Deze regels mogen op een stuk dat de organisatie verlaat; de zinnen van het ijkverslag noemen getelde aantallen en blijven binnen.
"""

from collections.abc import Iterator

from zicht.capaciteit.ijken.verslag import getal, procent
from zicht.capaciteit.model import Model, Post
from zicht.capaciteit.studie.verslag import Aanname

FEITEN, BEGROTING, PARAMETERS = "uit de feiten", "uit de begroting", "uit de parameters"
IN_GEWONE_TAAL = frozenset({FEITEN, BEGROTING, PARAMETERS})  # herkomst van regels die naar buiten mogen


def van_model(model: Model) -> Iterator[Aanname]:
    """De aannames achter een model, de grootste eerst."""
    verwacht = sum(sum(stroom.per_dag) for stroom in model.stromen)
    yield Aanname(
        "Meldingen", f"{getal(verwacht)} in {getal(model.dagen)} dagen, met het ritme van eerdere jaren", FEITEN
    )
    teams = ", ".join(f"{team.titel} {getal(team.fte, 1)} fte" for team in model.teams)
    yield Aanname("Mensen", teams, FEITEN)
    yield from _mensen(model)
    yield Aanname("Werk", ", ".join(_werk(model)), BEGROTING)
    yield Aanname("Voorrang", _voorrang(model), FEITEN)
    if any(model.hermelding.per_werkdag):
        kans = max(model.hermelding.per_werkdag)
        yield Aanname("Opnieuw gemeld", f"hoogstens {procent((kans), 1)} kans per werkdag dat een gezin wacht", FEITEN)
    if model.controle:
        dagen = "/".join(getal(dag) for dag in model.controle.om_werkdagen)
        tekst = f"bij wie wacht om de {dagen} werkdagen (urgentie hoog/midden/laag), {getal(model.controle.uren, 1)} uur per keer"
        yield Aanname("Veiligheidscontroles", tekst, PARAMETERS)


def _mensen(model: Model) -> Iterator[Aanname]:
    team = max(model.teams, key=lambda team: team.fte)
    if team.verzuim:
        yield Aanname("Ziekteverzuim", procent((team.verzuim), 1), FEITEN)
    if team.verloop:
        tekst = (
            f"{procent(team.verloop)} per jaar; een opvolger begint na {getal(team.werving_werkdagen)} werkdagen en werkt er "
            f"{getal(team.inwerk_werkdagen)} voor {procent(team.inwerkdeel)} mee"
        )
        yield Aanname("Vertrek van mensen", tekst, PARAMETERS)


def _werk(model: Model) -> Iterator[str]:
    namen = {Post.BEOORDELING: "een beoordeling", Post.VOORWAARDEN_EN_VERVOLG: "V&V", Post.ONDERZOEK: "een onderzoek"}
    for werk in model.werk:
        yield f"{namen[werk.post]} {getal(werk.inspanning.gemiddelde, 1).removesuffix(',0')} uur"


def _voorrang(model: Model) -> str:
    hoog, midden, laag = model.beleid.voorsprong
    if hoog == midden == laag:
        return "wie het eerst gemeld is, is het eerst aan de beurt"
    return f"urgentie hoog eerst; midden gaat {getal(midden - laag, 1)} werkdagen voor laag"
