"""Wat een wijziging in de begroting in de simulatie doet: aantallen, trechter, normtijden, verzuim, verloop en formatie.

De simulatie volgt de *verhouding*: wordt een normtijd in de begroting een tiende hoger, dan wordt het geijkte werk dat ook.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zicht.capaciteit.model import Extra, Model, Nawerk, Post, Soort, Team, Vastwerk, Verdeling, Vervolg, Werk
from zicht.capaciteit.studie.bezetting import op_niveau
from zicht.capaciteit.studie.tijdvak import maal, tijdvak, uren_per_fte
from zicht.capaciteit.studie.verslag import Eenzijdig
from zicht.core.begroting.rekenen import Model as Rekening
from zicht.core.begroting.scenario import Wijziging

KEUZES = (
    "De simulatie volgt de verhouding waarin een getal van de begroting verandert, op wat uit de feiten is geijkt.",
    "Een ander aandeel in de trechter verschuift de routes van alle urgenties in dezelfde verhouding.",
    "Verzuim en verloop zijn een niveau: wat een scenario zet, erbij doet of eraf haalt, geldt voor wat van de teams is geijkt.",
    "Een ander aandeel inhuur wisselt mensen op de eerste dag; de nieuwe hebben een inwerktijd, daarna werken zij even veel.",
    "Wat al loopt aan monitoren volgt een andere normtijd, niet een ander aantal meldingen.",
)
INWERK_INHUUR = 10  # werkdagen; een keuze van Zicht: wie ingehuurd wordt, kent het vak al

# De routes na de beoordeling, en de kernprestaties waaraan hun aantal in de begroting te zien is.
_ROUTES = {
    Vervolg.VOORWAARDEN_EN_VERVOLG: "voorwaarden_en_vervolg",
    Vervolg.ONDERZOEK: "onderzoek",
    Vervolg.OVERDRACHT: "overdracht_na_veiligheidsbeoordeling",
}
# De kernprestaties die samen het werk aan een zaak zijn, zoals `ijken.parameters.Normtijden.zaak` ze optelt.
_WERK = {
    Post.BEOORDELING: ("meldingen",),
    Post.VOORWAARDEN_EN_VERVOLG: ("voorwaarden_en_vervolg", "eerste_contact", "overdracht_na_bemoeienis"),
    Post.ONDERZOEK: ("onderzoek", "eerste_contact", "overdracht_na_bemoeienis"),
}
_OVERDRACHT = ("eerste_contact", "overdracht_na_veiligheidsbeoordeling")  # na een besluit om over te dragen
WEEK = 5  # werkdagen
# Vast werk van de simulatie, naar titel, en de kernprestaties waarvan het de uren zijn.
VAST_WERK = {
    "Advies en ondersteuning": ("adviezen", "ondersteuning_professional", "chat"),
    "Huisverboden en andere diensten": (
        "zicht_op_veiligheid", "huisverbod", "huisverbod_beoordeling", "huisverbod_uitvoering", "jeugdprostitutie_melding",
        "jeugdprostitutie_triage",
    ),
    "Overleg en voorlichting": ("casusoverleg", "voorlichting"),
}  # fmt: skip
MONITOREN_LOPEND = "Monitoren van wat al loopt"
_GELD = "alleen een prijs of een bedrag verandert, niet het werk"


@dataclass(frozen=True, slots=True)
class Paren:
    """De begroting voor en na het scenario, doorgerekend."""

    oud: Rekening
    nieuw: Rekening
    wijzigingen: tuple[Wijziging, ...] = ()

    def toegepast(self, pad: str, op: float) -> float:
        """Een deel van 1 na de wijzigingen op een pad in procenten."""
        procent = Decimal(repr(op)) * 100
        for wijziging in self.wijzigingen:
            procent = wijziging.toegepast(procent) if wijziging.pad == pad else procent
        return float(procent) / 100 if any(w.pad == pad for w in self.wijzigingen) else op

    def verhouding(self, *codes: str) -> float | None:
        """Nieuw gedeeld door oud van de som van uitkomsten; None als die er niet is of nul was."""
        oud, nieuw = (_som(model, codes) for model in (self.oud, self.nieuw))
        return float(nieuw / oud) if oud and nieuw is not None else None

    def getallen(self, pad: str) -> tuple[Decimal, Decimal] | None:
        """Het getal op een pad voor en na; None als het in een van beide niet staat."""
        oud, nieuw = self.oud.begroting.getal(pad), self.nieuw.begroting.getal(pad)
        return (oud.waarde, nieuw.waarde) if oud and nieuw else None

    def anders(self, pad: str) -> bool:
        """Of het getal op een pad verandert."""
        oud, nieuw = self.oud.begroting.getal(pad), self.nieuw.begroting.getal(pad)
        return (oud and oud.waarde) != (nieuw and nieuw.waarde)


def _som(model: Rekening, codes: Iterable[str]) -> Decimal | None:
    waarden = [model.uitkomsten[code].waarde for code in codes if code in model.uitkomsten]
    bekend = [waarde for waarde in waarden if waarde is not None]
    return sum(bekend, Decimal(0)) if bekend else None


Stap = Callable[[Model, Paren], Model]


def volg(model: Model, paren: Paren) -> Model:
    """Het model zoals de begroting verandert; verandert er niets dat de simulatie volgt, dan is het hetzelfde model."""
    for stap in _STAPPEN:
        model = stap(model, paren)
    return model


def niet_gevolgd(model: Model, paren: Paren, paden: Iterable[str]) -> tuple[Eenzijdig, ...]:
    """De paden die de simulatie niet volgt, elk met waarom."""
    redenen = ((pad, _waarom_niet(model, paren, pad)) for pad in dict.fromkeys(paden))
    return tuple(
        Eenzijdig(pad, f"Deze wijziging verandert alleen de begroting: {reden}.") for pad, reden in redenen if reden
    )


def _waarom_niet(model: Model, paren: Paren, pad: str) -> str:
    kop, code, veld = (*pad.split("."), "", "")[:3]
    if kop in ("post", "index", "overhead", "aansluiting", "balans", "verdeelsleutel") or pad in (
        "loonkosten.in_dienst", "loonkosten.inhuur", "verzuim.begroot", "verloop.begroot", "verloop.maanden_inhuur",
    ):  # fmt: skip
        return _GELD
    if kop == "formatie" and veld == "fte" and _team_van(model, code) is None:
        return "de simulatie kent geen team met deze naam"
    if kop == "dienst":
        return _dienst_niet(model, paren, code, veld)
    if kop == "stroom" and not paren.verhouding(f"stroom.{code}"):
        return "de begroting heeft er geen aantal voor om mee te vergelijken"
    return ""


def _dienst_niet(model: Model, paren: Paren, code: str, veld: str) -> str:
    uren = {d for werk in model.vastwerk for d in VAST_WERK.get(werk.titel, ())} | {"monitoren"}
    per_zaak = {dienst for bundel in (*_WERK.values(), _OVERDRACHT) for dienst in bundel}
    if code not in uren and (code not in per_zaak or veld == "aantal"):
        return "de simulatie rekent dit werk niet apart"
    if (
        code in uren
        and paren.verhouding(f"uren.{code}") is None
        and paren.verhouding(*_uren_naast(model, code)) is None
    ):
        return "de begroting heeft er geen uren voor om mee te vergelijken"
    return ""


def _uren_naast(model: Model, code: str) -> tuple[str, ...]:
    """De uren van het vaste werk waar een kernprestatie onder valt."""
    bundels = (VAST_WERK[werk.titel] for werk in model.vastwerk if code in VAST_WERK.get(werk.titel, ()))
    return tuple(f"uren.{dienst}" for bundel in bundels for dienst in bundel)


# -------------------------------------------------------------------------------------------------- instroom en trechter


def _instroom(model: Model, paren: Paren) -> Model:
    if not paren.anders("stroom.meldingen.aantal") or not (factor := paren.verhouding("stroom.meldingen")):
        return model
    return replace(model, stromen=tuple(replace(s, per_dag=maal(s.per_dag, factor)) for s in model.stromen))


def _trechter(model: Model, paren: Paren) -> Model:
    """De routes na de beoordeling verschuiven zoals hun aantallen per melding in de begroting."""
    meldingen = paren.verhouding("stroom.meldingen")
    if not meldingen:
        return model
    per_melding = {route: paren.verhouding(f"dienst.{code}.aantal") for route, code in _ROUTES.items()}
    factoren = {route: factor / meldingen for route, factor in per_melding.items() if factor is not None}
    if all(abs(factor - 1) < 1e-12 for factor in factoren.values()):
        return model
    return replace(model, vervolg=verschuif(model.vervolg, urgentiemix(model), factoren))


def urgentiemix(model: Model) -> tuple[float, ...]:
    """Hoe de instroom over de urgenties verdeelt."""
    per_stroom = [(sum(stroom.per_dag), stroom.urgentie) for stroom in model.stromen]
    samen = sum(aantal for aantal, _ in per_stroom) or 1.0
    return tuple(sum(aantal * deel[u] for aantal, deel in per_stroom) / samen for u in range(3))


def verschuif(
    kansen: Sequence[tuple[float, float, float, float]], mix: Sequence[float], factoren: dict[Vervolg, float]
) -> tuple[tuple[float, float, float, float], ...]:
    """Routekansen waarvan de aandelen over alle urgenties met de factoren veranderen; wat overblijft is 'anders'.

    Om en om passend gemaakt: kolommen naar het gevraagde aandeel, rijen naar samen een.
    """
    nu = [sum(m * rij[v] for m, rij in zip(mix, kansen, strict=True)) for v in Vervolg]
    doel = [nu[v] * factoren.get(v, 1.0) for v in Vervolg]
    vast = sum(doel) - doel[Vervolg.ANDERS]
    doel[Vervolg.ANDERS] = max(1.0 - vast, 0.0)
    doel = [deel / sum(doel) for deel in doel]
    # Een route die een urgentie niet kent en die er nu bij moet, begint op het gewone aandeel.
    rijen = [[max(kans, 1e-9) if doel[v] else 0.0 for v, kans in enumerate(rij)] for rij in kansen]
    for _ in range(200):
        som = [sum(m * rij[v] for m, rij in zip(mix, rijen, strict=True)) for v in Vervolg]
        rijen = [[kans * doel[v] / som[v] if som[v] else 0.0 for v, kans in enumerate(rij)] for rij in rijen]
        rijen = [[kans / sum(rij) for kans in rij] for rij in rijen]
    return tuple((a, b, c, d) for a, b, c, d in rijen)


# ---------------------------------------------------------------------------------------------------------------- werk


def _normtijden(model: Model, paren: Paren) -> Model:
    werk = tuple(_inspanning(deel, paren) for deel in model.werk)
    return replace(model, werk=werk) if werk != model.werk else model


def _inspanning(werk: Werk, paren: Paren) -> Werk:
    factor = _bundel(paren, *_WERK[werk.post])
    if factor == 1.0:
        return werk
    return replace(
        werk, inspanning=Verdeling(maal(werk.inspanning.kwantielen, factor)), vast_beslag=werk.vast_beslag * factor
    )


def _bundel(paren: Paren, *codes: str) -> float:
    """De verhouding van de normtijden van een zaak bij elkaar; een zonder verandering."""
    paren_ = [paar for code in codes if (paar := paren.getallen(f"dienst.{code}.normtijd_uren"))]
    oud, nieuw = (sum((paar[kant] for paar in paren_), Decimal(0)) for kant in (0, 1))
    return float(nieuw / oud) if oud and oud != nieuw else 1.0


def _normfactor(paren: Paren, code: str) -> float | None:
    """De verhouding van een normtijd; None zonder verandering."""
    pad = f"dienst.{code}.normtijd_uren"
    paar = paren.getallen(pad) if paren.anders(pad) else None
    return float(paar[1] / paar[0]) if paar and paar[0] else None


def _nawerk(model: Model, paren: Paren) -> Model:
    """Contact en overdracht vallen binnen een week na het besluit; wat later valt is monitoren."""
    overdracht, volgen = _bundel(paren, *_OVERDRACHT), _monitorfactor(paren)
    if overdracht == volgen == 1.0:
        return model
    per_vervolg = {
        vervolg: _bijgesteld(reeks, overdracht, volgen) for vervolg, reeks in model.nawerk_beoordeling.items()
    }
    return replace(model, nawerk_beoordeling=per_vervolg, nawerk_dienst=_bijgesteld(model.nawerk_dienst, 1.0, volgen))


def _bijgesteld(reeks: tuple[Nawerk, ...], vlug: float, later: float) -> tuple[Nawerk, ...]:
    return tuple(replace(deel, uren=deel.uren * (vlug if deel.na_werkdagen <= WEEK else later)) for deel in reeks)


def _monitorfactor(paren: Paren) -> float:
    """Meer of langere monitormomenten per zaak."""
    aantal = paren.getallen("dienst.monitoren.aantal") if paren.anders("dienst.monitoren.aantal") else None
    keren = float(aantal[1] / aantal[0]) if aantal and aantal[0] else 1.0
    return (_normfactor(paren, "monitoren") or 1.0) * keren


def _vast_werk(model: Model, paren: Paren) -> Model:
    werk = tuple(_vast(deel, paren) for deel in model.vastwerk)
    return replace(model, vastwerk=werk) if werk != model.vastwerk else model


def _vast(werk: Vastwerk, paren: Paren) -> Vastwerk:
    if werk.titel == MONITOREN_LOPEND:
        factor = _normfactor(paren, "monitoren")
    else:
        factor = paren.verhouding(*(f"uren.{code}" for code in VAST_WERK.get(werk.titel, ())))
    if factor is None or factor == 1.0:
        return werk
    return replace(werk, per_dag=maal(werk.per_dag, factor))


# -------------------------------------------------------------------------------------------------------------- mensen


def _rooster(model: Model, paren: Paren) -> Model:
    """Verzuim en verloop van elk team zoals het scenario zegt, productieve uren naar rato."""
    paar = paren.getallen("formatie.productieve_uren")
    uren = float(paar[1] / paar[0]) if paar and paar[0] else 1.0
    teams = tuple(_team(team, paren, uren) for team in model.teams)
    return replace(model, teams=teams) if teams != model.teams else model


def _team(team: Team, paren: Paren, uren: float) -> Team:
    verzuim = min(max(paren.toegepast("verzuim.verwacht", team.verzuim), 0.0), 0.9)
    verloop = max(paren.toegepast("verloop.verwacht", team.verloop), 0.0)
    if (verzuim, verloop) != (team.verzuim, team.verloop):
        team = op_niveau(team, verzuim=verzuim, verloop=verloop)
    return team if uren == 1.0 else replace(team, uren=maal(team.uren, uren))


def _inhuur(model: Model, paren: Paren) -> Model:
    """Een ander aandeel inhuur: mensen eraf in dienst, evenveel erbij als inhuur."""
    paar = paren.getallen("loonkosten.aandeel_inhuur")
    if not paar or paar[0] == paar[1]:
        return model
    deel = float(paar[1] - paar[0]) / 100
    wissel = (
        extra(model, nummer, fte, soort, inwerken)
        for nummer, team in enumerate(model.teams)
        for fte, soort, inwerken in (
            (-team.fte * deel, Soort.IN_DIENST, 0),
            (team.fte * deel, Soort.INHUUR, INWERK_INHUUR if deel > 0 else 0),
        )
    )
    return replace(model, extra=(*model.extra, *wissel))


def _formatie(model: Model, paren: Paren) -> Model:
    erbij = list[Extra]()
    for blok in paren.nieuw.begroting.formatie:
        pad = f"formatie.{blok.code}.fte"
        paar = paren.getallen(pad) if paren.anders(pad) else None
        team = _team_van(model, blok.code)
        if paar and team is not None:
            erbij.append(extra(model, team, float(paar[1] - paar[0]), Soort.IN_DIENST, 0))
    return replace(model, extra=(*model.extra, *erbij)) if erbij else model


def _team_van(model: Model, blok: str) -> int | None:
    """Het team van een formatieblok: met dezelfde code, eventueel met 'team_' ervoor."""
    namen = (blok, blok.removeprefix("team_"))
    return next((nummer for nummer, team in enumerate(model.teams) if team.code in namen), None)


def extra(model: Model, team: int, fte: float, soort: Soort, inwerken: int) -> Extra:
    """Mensen erbij over het hele tijdvak."""
    van, tot_en_met = tijdvak(model)
    deel = model.teams[team].inwerkdeel
    return Extra(team, fte, soort, van, tot_en_met, uren_per_fte(model, team), inwerken, deel)


_STAPPEN: tuple[Stap, ...] = (_instroom, _trechter, _normtijden, _nawerk, _vast_werk, _rooster, _inhuur, _formatie)
