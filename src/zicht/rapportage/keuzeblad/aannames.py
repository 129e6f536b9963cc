"""Waar een simulatie van uitgaat, in gewone taal: uit het model zelf, en uit wat bij het ijken te dun was."""

from collections.abc import Iterator
from fractions import Fraction

from zicht.capaciteit.ijken import Ijking
from zicht.capaciteit.model import Model, Post
from zicht.capaciteit.terugtoets import WACHTLIJST, Terugtoets
from zicht.capaciteit.verslag import Aanname, Terugblik, Terugtoetsregel, Waarde
from zicht.rapportage.getallen import getal, procent
from zicht.rapportage.keuzeblad.cijfers import WACHT_EIND, WACHT_ERNAAST

FEITEN, BEGROTING, PARAMETERS = "uit de feiten", "uit de begroting", "uit de parameters"
CIJFERS = 5  # achter de komma, zoals in het verslag


def aannames(ijking: Ijking) -> tuple[Aanname, ...]:
    """De aannames achter een model, de grootste eerst; wat dun is komt uit het ijkverslag."""
    return (*_van_model(ijking.model), *_dun(ijking))


def _van_model(model: Model) -> Iterator[Aanname]:
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
        yield Aanname(
            "Opnieuw gemeld", f"hoogstens {procent(_breuk(kans), 1)} kans per werkdag dat een gezin wacht", FEITEN
        )
    if model.controle:
        dagen = "/".join(getal(dag) for dag in model.controle.om_werkdagen)
        tekst = f"bij wie wacht om de {dagen} werkdagen (urgentie hoog/midden/laag), {getal(model.controle.uren, 1)} uur per keer"
        yield Aanname("Veiligheidscontroles", tekst, PARAMETERS)


def _mensen(model: Model) -> Iterator[Aanname]:
    team = max(model.teams, key=lambda team: team.fte)
    if team.verzuim:
        yield Aanname("Ziekteverzuim", procent(_breuk(team.verzuim), 1), FEITEN)
    if team.verloop:
        tekst = (
            f"{procent(_breuk(team.verloop))} per jaar; een opvolger begint na {getal(team.werving_werkdagen)} werkdagen en werkt er "
            f"{getal(team.inwerk_werkdagen)} voor {procent(_breuk(team.inwerkdeel))} mee"
        )
        yield Aanname("Vertrek van mensen", tekst, PARAMETERS)


def _werk(model: Model) -> Iterator[str]:
    namen = {Post.BEOORDELING: "een beoordeling", Post.VOORWAARDEN_EN_VERVOLG: "V&V", Post.ONDERZOEK: "een onderzoek"}
    for werk in model.werk:
        yield f"{namen[werk.post]} {getal(werk.inspanning.gemiddelde, 1)} uur"


def _voorrang(model: Model) -> str:
    hoog, midden, laag = model.beleid.voorsprong
    if hoog == midden == laag:
        return "wie het eerst gemeld is, is het eerst aan de beurt"
    return f"urgentie hoog eerst; midden gaat {getal(midden - laag, 1)} werkdagen voor laag"


def _dun(ijking: Ijking) -> Iterator[Aanname]:
    for deel in ijking.verslag.onderdelen:
        yield from (Aanname(deel.titel, tekst.rstrip("."), "aangenomen", dun=True) for tekst in deel.aannames)


# -------------------------------------------------------------------------------------------------------------- terugblik


def terugblik(toets: Terugtoets) -> Terugblik:
    """De terugtoets zoals een verslag haar bewaart: de wachtlijst aan het einde, en wat het per week ernaast zat, en elk aandeel dat bekend is."""
    rij = toets.reeks(WACHTLIJST)
    eind = rij.punten[-1]
    regels = [
        Terugtoetsregel(WACHT_EIND, _waarde(eind.midden, eind.laag, eind.hoog), float(eind.werkelijk)),
        Terugtoetsregel(WACHT_ERNAAST, _waarde(rij.ernaast, rij.ernaast, rij.ernaast), round(rij.gemiddeld, CIJFERS)),
    ]
    for deel in toets.aandelen:
        if deel.werkelijk is not None:
            werkelijk = round(deel.werkelijk, CIJFERS)
            regels.append(Terugtoetsregel(deel.code, _waarde(deel.midden, deel.laag, deel.hoog), werkelijk))
    return Terugblik(toets.peildatum, toets.zin, tuple(regels))


def _waarde(midden: float, laag: float, hoog: float) -> Waarde:
    midden, laag, hoog = (round(getal_, CIJFERS) for getal_ in (midden, laag, hoog))
    return Waarde(midden, laag, hoog, midden, 0.0)


def _breuk(waarde: float) -> Fraction:
    return Fraction(str(waarde))
