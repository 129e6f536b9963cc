"""Achterstand in de registratie: hoeveel later iets is ingevoerd dan het gebeurde, en wat dat met de aantallen deed.

Na een nieuw systeem wordt vaak maanden later ingevoerd wat eerder gebeurde. Wie op de dag van invoer telt, ziet dan een
stijging die er niet was; wie vlak na het jaar telde, zag te weinig. Een echte stijging herken je eraan dat de vertraging gewoon
blijft. Bij een ongewone vertraging maakt deze toets zelf een kanttekening, die met elke grafiek van die periode meereist.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb, exp, lgamma, log, log1p
from typing import TYPE_CHECKING

from zicht.cijfers.kanttekeningen import Herkomst, Kanttekening
from zicht.cijfers.onthouden import onthoud
from zicht.cijfers.woorden import aantal as aantal_
from zicht.cijfers.woorden import procent
from zicht.core.periodes import laatste_dag, maandnaam

if TYPE_CHECKING:
    from zicht.cijfers.cijfers import Cijfers

LAAT = 30  # dagen; wat later wordt ingevoerd, valt meestal buiten de rapportage waar het in hoorde
EERDER = 12  # maanden die zeggen wat gewoon is
MINSTENS, MINSTENS_LAAT = 20, 10  # rijen in een maand, en late rijen
MEER_DAN_GEWOON = 0.10  # deel van de maand
GEWOON_MINSTENS = 0.01  # ook waar nooit iets laat was, is een enkele late rij gewoon
KANS = 0.001  # dat gewone vertraging toevallig zo uitvalt
_RAND = 0.05  # het deel van de late rijen dat buiten de genoemde periode mag vallen
OVERZETTING_MAANDEN = 24  # over zoveel maanden op een dag ingevoerd: overgezet uit een ander systeem

LOOS_ALARM_IN_WOORDEN = (
    "Blijft de vertraging gewoon, dan is de kans op een kanttekening per maand en per bron hoogstens 1 op 1.000."
)
KEUZES = (
    f"Laat is meer dan {LAAT} dagen na de gebeurtenis ingevoerd.",
    f"Een maand van invoer valt op als minstens {MINSTENS_LAAT} rijen laat zijn, het aandeel {MEER_DAN_GEWOON * 100:.0f} procentpunt hoger is dan in de twaalf maanden ervoor, en toeval dat niet verklaart.",
    f"Rijen over minstens {OVERZETTING_MAANDEN} maanden die op een dag zijn ingevoerd, zijn overgezet uit een ander systeem: hun invoerdag zegt niets en telt niet mee.",
    "Rijen zonder invoerdag doen niet mee; hun aantal staat erbij.",
)


@dataclass(frozen=True)
class Bron:
    """Een tabel met de datum van de gebeurtenis en wat er met haar wordt geteld."""

    tabel: str
    meervoud: str
    datum: str
    moment: str
    codes: frozenset[str]


BRONNEN: tuple[Bron, ...] = (
    Bron("advies", "adviezen", "gestart_op", "het eerste contact", frozenset({"instroom-adviezen"})),
    Bron(
        "melding", "meldingen", "ontvangen_op", "de ontvangst",
        frozenset({"instroom-meldingen", "wachtlijst-beoordeling", "recidive-na-overdracht", "recidive-na-vervolgdienst"}),
    ),
    Bron(
        "dienst", "diensten", "toegewezen_op", "het besluit",
        frozenset({"instroom-vervolgdiensten", "werkvoorraad-vervolgdiensten"}),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Vak:
    """Hoeveel er in een maand is ingevoerd over een maand, en hoeveel daarvan laat; maanden zijn jjjj-mm."""

    invoer: str
    gebeurd: str
    aantal: int
    laat: int


@dataclass(frozen=True)
class Invoermaand:
    """Alles wat in een maand is ingevoerd."""

    maand: str
    aantal: int
    laat: int
    gewoon: float | None  # het aandeel laat in de maanden ervoor; None zolang dat niet te zeggen is
    valt_op: bool


@dataclass(frozen=True)
class Jaareffect:
    """Een jaar op twee manieren geteld."""

    jaar: str
    gebeurd: int  # op de dag van de gebeurtenis, met alles wat nu bekend is
    ingevoerd: int  # op de dag van invoer
    pas_later: int  # gebeurd in dit jaar, ingevoerd na afloop ervan


@dataclass(frozen=True)
class Achterstand:
    """De invoer van een bron: per maand, per jaar, en de kanttekeningen die eruit volgen."""

    bron: Bron
    maanden: tuple[Invoermaand, ...]
    jaren: tuple[Jaareffect, ...]
    kanttekeningen: tuple[Kanttekening, ...]
    zonder_invoerdag: int
    overgezet: int

    @property
    def bekend(self) -> bool:
        """Of de feiten zeggen wanneer er is ingevoerd."""
        return bool(self.maanden)


def achterstand(bron: Bron, vakken: Sequence[Vak], zonder_invoerdag: int = 0, overgezet: int = 0) -> Achterstand:
    """Wat er uit de telling per maand van invoer en maand van gebeurtenis volgt."""
    maanden = tuple(_invoermaanden(vakken))
    jaren = tuple(_jaren(vakken))
    notities = tuple(_kanttekening(bron, reeks, vakken, jaren) for reeks in _aaneen(maanden))
    return Achterstand(bron, maanden, jaren, notities, zonder_invoerdag, overgezet)


def _invoermaanden(vakken: Sequence[Vak]) -> Iterator[Invoermaand]:
    """De maanden op volgorde; een maand die opvalt telt daarna niet mee in wat gewoon is."""
    gewone: list[tuple[int, int]] = []
    for maand in _maanden(vakken):
        eigen = [vak for vak in vakken if vak.invoer == maand]
        aantal, laat = sum(vak.aantal for vak in eigen), sum(vak.laat for vak in eigen)
        gewoon = _gewoon(gewone[-EERDER:])
        valt_op = gewoon is not None and is_ongewoon(aantal, laat, gewoon)
        if not valt_op:
            gewone.append((aantal, laat))
        yield Invoermaand(maand, aantal, laat, gewoon, valt_op)


def _maanden(vakken: Sequence[Vak]) -> list[str]:
    gezien = sorted({vak.invoer for vak in vakken})
    return [_maand(nr) for nr in range(_nummer(gezien[0]), _nummer(gezien[-1]) + 1)] if gezien else []


def _gewoon(eerder: Sequence[tuple[int, int]]) -> float | None:
    aantal = sum(n for n, _ in eerder)
    if len(eerder) < EERDER or aantal < MINSTENS:
        return None
    return max(sum(laat for _, laat in eerder) / aantal, GEWOON_MINSTENS)


def is_ongewoon(aantal: int, laat: int, gewoon: float) -> bool:
    """Of zo veel late rijen niet bij gewone vertraging past."""
    if aantal < MINSTENS or laat < MINSTENS_LAAT or laat / aantal < gewoon + MEER_DAN_GEWOON:
        return False
    return staartkans(aantal, laat, gewoon) <= KANS


def staartkans(aantal: int, minstens: int, kans: float) -> float:
    """De kans op `minstens` of meer treffers uit `aantal` (binomiaal)."""
    if minstens <= 0 or kans >= 1:
        return 1.0
    if aantal <= 1000:
        return sum(comb(aantal, k) * kans**k * (1 - kans) ** (aantal - k) for k in range(minstens, aantal + 1))
    return sum(exp(_logkans(aantal, k, kans)) for k in range(minstens, aantal + 1))


def _logkans(aantal: int, k: int, kans: float) -> float:
    keuzes = lgamma(aantal + 1) - lgamma(k + 1) - lgamma(aantal - k + 1)
    return keuzes + k * log(kans) + (aantal - k) * log1p(-kans)


def _jaren(vakken: Sequence[Vak]) -> Iterator[Jaareffect]:
    for jaar in sorted({vak.gebeurd[:4] for vak in vakken} | {vak.invoer[:4] for vak in vakken}):
        gebeurd = [vak for vak in vakken if vak.gebeurd[:4] == jaar]
        later = sum(vak.aantal for vak in gebeurd if vak.invoer[:4] > jaar)
        ingevoerd = sum(vak.aantal for vak in vakken if vak.invoer[:4] == jaar)
        yield Jaareffect(jaar, sum(vak.aantal for vak in gebeurd), ingevoerd, later)


def _aaneen(maanden: Sequence[Invoermaand]) -> list[list[Invoermaand]]:
    """Maanden die opvallen, achter elkaar als een reeks."""
    reeksen: list[list[Invoermaand]] = []
    for vorige, maand in zip((None, *maanden), maanden, strict=False):
        if maand.valt_op:
            reeksen += [[]] if vorige is None or not vorige.valt_op else []
            reeksen[-1].append(maand)
    return reeksen


def _kanttekening(
    bron: Bron, reeks: Sequence[Invoermaand], vakken: Sequence[Vak], jaren: Sequence[Jaareffect]
) -> Kanttekening:
    binnen = {maand.maand for maand in reeks}
    laat = [vak for vak in vakken if vak.invoer in binnen and vak.laat]
    eerste, laatste = _geraakt(laat)[0], reeks[-1].maand
    return Kanttekening(
        van=date(int(eerste[:4]), int(eerste[5:]), 1),
        tot=laatste_dag(int(laatste[:4]), int(laatste[5:])),
        tekst=f"{_hoeveel(bron, reeks)} {_over_jaar(bron, laat, jaren) or _over_maanden(bron, laat, vakken)}",
        herkomst=Herkomst.AUTOMATISCH,
        door="toets op late invoer",
        bron=f"kolom geregistreerd_op van {bron.tabel}",
        codes=bron.codes,
    )


def _geraakt(laat: Sequence[Vak]) -> tuple[str, str]:
    """De maanden waar de late rijen over gaan; een enkele heel oude of nieuwe rij rekt de periode niet op."""
    per_maand: dict[str, int] = {}
    for vak in laat:
        per_maand[vak.gebeurd] = per_maand.get(vak.gebeurd, 0) + vak.laat
    return _vanaf(sorted(per_maand.items())), _vanaf(sorted(per_maand.items(), reverse=True))


def _vanaf(per_maand: Sequence[tuple[str, int]]) -> str:
    grens, som = sum(aantal for _, aantal in per_maand) * _RAND, 0
    for maand, aantal in per_maand:
        som += aantal
        if som > grens:
            return maand
    return per_maand[-1][0]


def _hoeveel(bron: Bron, reeks: Sequence[Invoermaand]) -> str:
    aantal, laat = sum(maand.aantal for maand in reeks), sum(maand.laat for maand in reeks)
    gewoon = reeks[0].gewoon or 0.0
    return (
        f"{_wanneer(reeks)} is {procent(laat, aantal)} ({aantal_(laat)} van {aantal_(aantal)} {bron.meervoud}) later dan {LAAT} dagen na "
        f"{bron.moment} ingevoerd; gewoon is {procent(round(gewoon * 1000), 1000)}."
    )


def _over_jaar(bron: Bron, laat: Sequence[Vak], jaren: Sequence[Jaareffect]) -> str | None:
    """Wat het met een jaar deed, als de late invoer over een jaargrens heen ging."""
    per_jaar: dict[str, int] = {}
    for vak in laat:
        if vak.gebeurd[:4] < vak.invoer[:4]:
            per_jaar[vak.gebeurd[:4]] = per_jaar.get(vak.gebeurd[:4], 0) + vak.laat
    if sum(per_jaar.values()) < MINSTENS_LAAT:
        return None
    jaar = max(sorted(per_jaar), key=lambda j: per_jaar[j])
    effect = next(e for e in jaren if e.jaar == jaar)
    return (
        f"Het aantal {bron.meervoud} van {jaar} was daardoor aan het eind van dat jaar {aantal_(effect.gebeurd - effect.pas_later)} "
        f"en is nu {aantal_(effect.gebeurd)}."
    )


def _over_maanden(bron: Bron, laat: Sequence[Vak], vakken: Sequence[Vak]) -> str:
    eerste, laatste = _geraakt(laat)
    eigen = [vak for vak in vakken if eerste <= vak.gebeurd <= laatste]
    toen = sum(vak.aantal for vak in eigen if vak.invoer <= laatste)
    nu = sum(vak.aantal for vak in eigen)
    wanneer = _maandtekst(eerste) if eerste == laatste else f"{_maandtekst(eerste)} tot en met {_maandtekst(laatste)}"
    return f"Het aantal {bron.meervoud} van {wanneer} was daardoor eind {_maandtekst(laatste)} nog {aantal_(toen)} en is nu {aantal_(nu)}."


def _wanneer(reeks: Sequence[Invoermaand]) -> str:
    eerste, laatste = reeks[0].maand, reeks[-1].maand
    if eerste == laatste:
        return f"In {_maandtekst(eerste)}"
    return f"Van {_maandtekst(eerste)} tot en met {_maandtekst(laatste)}"


def _maandtekst(maand: str) -> str:
    return f"{maandnaam(int(maand[5:]))} {maand[:4]}"


def _nummer(maand: str) -> int:
    return int(maand[:4]) * 12 + int(maand[5:]) - 1


def _maand(nummer: int) -> str:
    return f"{nummer // 12:04d}-{nummer % 12 + 1:02d}"


# ---------------------------------------------------------------------------------------------------- uit de gegevensset


def registratieachterstanden(cijfers: "Cijfers") -> tuple[Achterstand, ...]:
    """Per bron de invoer; een bron waarvan geen rij een invoerdag heeft, is onbekend."""
    return onthoud(cijfers, "registratieachterstand", lambda: tuple(_uit(cijfers, bron) for bron in BRONNEN))


def automatische_kanttekeningen(cijfers: "Cijfers") -> tuple[Kanttekening, ...]:
    """De kanttekeningen die uit de feiten zelf volgen."""
    return tuple(k for uit in registratieachterstanden(cijfers) for k in uit.kanttekeningen)


_RIJEN = (
    "SELECT geregistreerd_op AS invoer, {datum} AS gebeurd FROM {tabel} "
    "WHERE {datum} IS NOT NULL AND {datum} <= $peildatum AND geregistreerd_op BETWEEN {datum} AND $peildatum"
)
_OVERZETTING = (
    "SELECT invoer FROM ({rijen}) GROUP BY invoer HAVING count(DISTINCT date_trunc('month', gebeurd)) >= {maanden}"
)


_TELLING = (
    "SELECT strftime(invoer, '%Y-%m'), strftime(gebeurd, '%Y-%m'), count(*), count(*) FILTER (invoer - gebeurd > {laat}) "
    "FROM ({rijen}) WHERE invoer NOT IN ({overzetting}) GROUP BY 1, 2 ORDER BY 1, 2"
)
_BUITEN = (
    "SELECT (SELECT count(*) FROM {tabel} WHERE {datum} <= $peildatum AND geregistreerd_op IS NULL), "
    "(SELECT count(*) FROM ({rijen}) WHERE invoer IN ({overzetting}))"
)


def _uit(cijfers: "Cijfers", bron: Bron) -> Achterstand:
    rijen = _RIJEN.format(datum=bron.datum, tabel=bron.tabel)
    delen = {"rijen": rijen, "datum": bron.datum, "tabel": bron.tabel, "laat": LAAT}
    delen["overzetting"] = _OVERZETTING.format(rijen=rijen, maanden=OVERZETTING_MAANDEN)
    gegeven, verbinding = {"peildatum": cijfers.feitenset.peildatum}, cijfers.feitenset.verbinding
    gevonden = verbinding.execute(_TELLING.format(**delen), gegeven).fetchall()
    [(zonder, overgezet)] = verbinding.execute(_BUITEN.format(**delen), gegeven).fetchall()
    return achterstand(bron, [Vak(*rij) for rij in gevonden], zonder, overgezet)
