"""Indicatoren en uitsplitsingen van een gegevensset, per periode en gebied."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.normen import geen_norm
from zicht.cijfers.rekenaar import Engine, PerGebied, Rekenaar
from zicht.cijfers.versie import met_eigen_normen
from zicht.core.duur import Schorsing
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Indicator, Telling, Telregel
from zicht.core.indicatorsets import Indicatorset
from zicht.core.parameters import Norm, Thema
from zicht.core.periodes import Periode, korte_datum
from zicht.core.termijnen import Uiterlijk, bereken
from zicht.core.uitslagen import Tellingen, Uitslag, uitslag
from zicht.core.uitsplitsingen import Uitsplitsing
from zicht.engines.breed import schorsingen
from zicht.engines.feitenset import Feitenset
from zicht.engines.tellen import Gebied, verdeel
from zicht.engines.venster import Venster, uiterste_kolom

if TYPE_CHECKING:
    from zicht.cijfers.bedrijfsvoering import Bedrijfsvoering
    from zicht.cijfers.gevallen import Geval

_EEN_JAAR = 5  # meldingen waarmee een jaar begint te tellen


class Per(Enum):
    """Waarover de uitslagen zijn verdeeld; zonder dit is er een uitslag per regio."""

    GEMEENTE = "gemeente"
    REGIO = "regio"
    MAAND = "maand"


@dataclass(frozen=True)
class Uitkomst:
    """De uitslagen van een vraag, met alles wat nodig is om ze opnieuw te maken."""

    periode: Periode
    peildatum: date
    vingerafdruk: str
    definitieversie: str
    indicatorset: str | None
    telling: Telling
    uitslagen: tuple[Uitslag, ...]

    def van(self, code: str, gebied: Gebied | None = None) -> Uitslag:
        """De uitslag van een indicator, zonder gebied de eerste."""
        return next(u for u in self.uitslagen if u.code == code and (gebied is None or u.gebied == gebied))


@dataclass(frozen=True)
class Uitgesplitst:
    """Een uitsplitsing met per gebied het totaal en het aantal per groep, in de volgorde van de groepen."""

    uitsplitsing: Uitsplitsing
    totaal: Mapping[Gebied, int]
    aantallen: Mapping[Gebied, tuple[int, ...]]


@dataclass(frozen=True)
class Gemeente:
    """Een gemeente met de nieuwste aantallen inwoners en jeugdigen tot en met het gevraagde jaar."""

    code: str
    naam: str
    regio: str | None
    inwoners: int | None
    jeugdigen: int | None


class Cijfers:
    """De cijfers van een gegevensset; de brede feiten worden een keer gebouwd.

    `eigen_normen` zijn normen die de organisatie zelf heeft vastgesteld; zij gaan voor die van de catalogus.
    """

    def __init__(self, feitenset: Feitenset, engine: Engine = "duckdb", eigen_normen: Thema | None = None) -> None:
        self.feitenset = feitenset
        self.rekenaar = Rekenaar(feitenset, engine)
        self.neem_normen_over(eigen_normen or {})

    def neem_normen_over(self, eigen: Thema) -> None:
        """Reken voortaan met deze normen van de organisatie; wat met opzet geen norm heeft, krijgt er ook zo geen."""
        _weiger_wat_geen_norm_mag_hebben(eigen)
        self.eigen_normen: Thema = eigen

    @property
    def definitieversie(self) -> str:
        """De versie van de definities en normen waarmee wordt gerekend."""
        return met_eigen_normen(self.eigen_normen)

    @cached_property
    def duurteksten(self) -> dict[str, str]:
        """Per termijn de lengte in woorden met haar bron, voor de uitleg."""
        duren = {klok.duur.code: klok.duur for klok in self.rekenaar.klokken if klok.duur}
        return {code: f"{duur.lengte} ({load.titel(duur.bron)})" for code, duur in duren.items()}

    def werk_bij(self, dossiers: Sequence[str], wijzig: Callable[[], object]) -> None:
        """Laat `wijzig` de feiten van deze dossiers veranderen; de cijfers volgen zonder alles opnieuw te bouwen.

        `wijzig` raakt alleen rijen van deze dossiers in dossier, betrokkene, melding, dienst en schorsing.
        """
        self.rekenaar.werk_bij(dossiers, wijzig)
        for oud in (self.__dict__, self.feitenset.__dict__):
            for naam in ("_schorsingen", "vingerafdruk"):
                oud.pop(naam, None)

    def uiterlijk(self, klokcode: str, geval: "Geval") -> Uiterlijk | None:
        """Hoe de uiterste datum van een geval tot stand kwam, of niets als er geen is."""
        klok = next(k for k in self.rekenaar.klokken if uiterste_kolom(k.termijn.code) == uiterste_kolom(klokcode))
        begin = geval.velden.get(klok.termijn.begint_bij.naam)
        if klok.duur is None or not isinstance(begin, date) or geval.uiterste_datums.get(klokcode) is None:
            return None
        eigen = self._schorsingen.get((klok.termijn.schorsing, geval.id), ())
        return bereken(klok.duur, begin, load.kalender(), eigen, bekend_tot=self.feitenset.peildatum)

    @cached_property
    def _schorsingen(self) -> Mapping[tuple[str, str], Sequence[Schorsing]]:
        return schorsingen(self.feitenset.verbinding, self.feitenset.peildatum)

    @cached_property
    def gemeentecodes(self) -> tuple[str, ...]:
        """Elke gemeente van de tabel, op code."""
        rijen = self.feitenset.verbinding.execute("SELECT DISTINCT gemeente FROM gemeente ORDER BY gemeente").fetchall()
        return tuple(code for (code,) in rijen if code is not None)

    def gemeenten(self, jaar: int) -> tuple[Gemeente, ...]:
        """De gemeenten met hun aantallen van `jaar`, of anders van het laatste jaar ervoor."""
        rijen = self.feitenset.verbinding.execute(
            "SELECT gemeente, naam, regio, inwoners, jeugdigen FROM gemeente WHERE gemeente IS NOT NULL "
            "ORDER BY gemeente, (coalesce(jaar, 0) > ?), jaar DESC",
            [jaar],
        ).fetchall()
        return tuple(Gemeente(*next(groep)) for _, groep in groupby(rijen, key=lambda rij: rij[0]))

    @cached_property
    def eerste_jaar(self) -> int:
        """Het eerste jaar met meldingen; een enkele verkeerde datum maakt geen jaar. Zonder meldingen dat van de peildatum."""
        jaren = self.feitenset.verbinding.execute(
            "SELECT year(ontvangen_op) FROM melding WHERE ontvangen_op IS NOT NULL GROUP BY 1 HAVING count(*) >= ?",
            [_EEN_JAAR],
        ).fetchall()
        return min((jaar for (jaar,) in jaren), default=self.feitenset.peildatum.year)

    def peildatum(self, periode: Periode, peildatum: date | None = None) -> date:
        """De vroegste van de gevraagde peildatum, de laatste dag van de periode en die van de gegevensset."""
        if periode.begin > self.feitenset.peildatum:
            raise AanroepFout(
                f"De periode {periode.code} begint op {korte_datum(periode.begin)}, na de peildatum van de feiten "
                f"({korte_datum(self.feitenset.peildatum)}). Kies een eerdere periode of lever nieuwere feiten."
            )
        return min(peildatum or periode.eind, periode.eind, self.feitenset.peildatum)

    def uitslagen(self, periode: Periode, *, per: Per | None = None, telling: Telling = Telling.AFGEROND,
                  indicatorset: str | None = None, peildatum: date | None = None,
                  codes: Iterable[str] | None = None) -> Uitkomst:  # fmt: skip
        """Alle indicatoren (of alleen `codes`) van een periode, per gebied of per maand."""
        if per is Per.MAAND:
            return self._per_maand(_Vraag(_kies(codes), Per.REGIO, telling, indicatorset), periode, peildatum)
        [uitkomst] = self.reeks(
            [periode], per=per, telling=telling, indicatorset=indicatorset, peildatum=peildatum, codes=codes
        )
        return uitkomst

    def reeks(self, perioden: Sequence[Periode], *, per: Per | None = None, telling: Telling = Telling.AFGEROND,
              indicatorset: str | None = None, peildatum: date | None = None, codes: Iterable[str] | None = None,
              gebieden: Collection[Gebied] | None = None) -> tuple[Uitkomst, ...]:  # fmt: skip
        """Veel perioden in een keer: van elke dezelfde uitkomst als `uitslagen` geeft, desgewenst van een paar gebieden."""
        vraag = _Vraag(_kies(codes), per or Per.REGIO, telling, indicatorset, gebieden)
        vensters = [Venster(self.peildatum(periode, peildatum), periode) for periode in perioden]
        geteld = self.rekenaar.tel_reeks(vraag.indicatoren, vensters, _kolom(vraag.per), telling, gebieden)
        uit: list[Uitkomst] = []
        for periode, venster, aantallen in zip(perioden, vensters, geteld, strict=True):
            nummering = _Nummering(periode, indicatorset, self.eigen_normen)
            rijen = self._uitslagen(vraag, aantallen, None, nummering)
            uit.append(self._uitkomst(periode, venster.peildatum, vraag, nummering, rijen))
        return tuple(uit)

    def _per_maand(self, vraag: "_Vraag", periode: Periode, peildatum: date | None) -> Uitkomst:
        dag, nummering = self.peildatum(periode, peildatum), _Nummering(periode, vraag.indicatorset, self.eigen_normen)
        maanden = [maand for maand in periode.maanden() if maand.begin <= self.feitenset.peildatum]
        vensters = [Venster(self.peildatum(maand, peildatum), maand) for maand in maanden]
        geteld = self.rekenaar.tel_reeks(vraag.indicatoren, vensters, _kolom(vraag.per), vraag.telling)
        rijen = [
            uitslag
            for maand, aantallen in zip(maanden, geteld, strict=True)
            for uitslag in self._uitslagen(vraag, aantallen, maand.code, nummering)
        ]
        volgorde = {indicator.code: nr for nr, indicator in enumerate(vraag.indicatoren)}
        return self._uitkomst(periode, dag, vraag, nummering, sorted(rijen, key=lambda u: volgorde[u.code]))

    def _uitkomst(self, periode: Periode, dag: date, vraag: "_Vraag", nummering: "_Nummering",
                  rijen: Sequence[Uitslag]) -> Uitkomst:  # fmt: skip
        return Uitkomst(periode, dag, self.feitenset.vingerafdruk, self.definitieversie, self._setcode(nummering),
                        vraag.telling, tuple(rijen))  # fmt: skip

    def _uitslagen(self, vraag: "_Vraag", geteld: PerGebied, maand: str | None,
                   nummering: "_Nummering") -> list[Uitslag]:  # fmt: skip
        verwacht = self.gemeentecodes if vraag.per is Per.GEMEENTE else self.feitenset.regios
        return [
            self._uitslag(indicator, geteld[indicator.code].get(naam, _LEEG), naam, maand, nummering)
            for indicator in vraag.indicatoren
            for naam in (*verwacht, *_overige(geteld[indicator.code], verwacht))
            if vraag.gebieden is None or naam in vraag.gebieden
        ]

    def _uitslag(self, indicator: Indicator, tellingen: Tellingen, gebied: Gebied, maand: str | None,
                 nummering: "_Nummering") -> Uitslag:  # fmt: skip
        regio = self.regio_van(gebied)
        return uitslag(
            indicator, tellingen, gebied=gebied, maand=maand, nummer=nummering.nummer(indicator.code, regio),
            norm=nummering.norm(indicator.code, regio), heeft_termijn=self.rekenaar.heeft_termijn(indicator),
        )  # fmt: skip

    def _setcode(self, nummering: "_Nummering") -> str | None:
        """De set van het antwoord; met regio's die verschillen is er niet een."""
        codes = {gekozen.code if (gekozen := nummering.van(regio)) else None for regio in self.feitenset.regios}
        return codes.pop() if len(codes) == 1 else None

    def regio_van(self, gebied: Gebied) -> str | None:
        """De regio van een gemeente, van een regio zelf, of de enige regio van de gegevensset."""
        if len(self.feitenset.regios) == 1:
            return self.feitenset.regios[0]
        return self._gemeenteregio.get(gebied or "", gebied)

    @cached_property
    def _gemeenteregio(self) -> dict[str, str | None]:
        rijen = self.feitenset.verbinding.execute("SELECT gemeente, max(regio) FROM gemeente GROUP BY gemeente")
        return dict(rijen.fetchall())

    def regel(self, indicator: Indicator, telling: Telling) -> Telregel:
        """De vragen per geval zoals ze hier gelden."""
        return self.rekenaar.regel(indicator, telling)

    def duiding(self, periode: Periode, *, per: Per = Per.REGIO,
                peildatum: date | None = None) -> tuple[Uitgesplitst, ...]:  # fmt: skip
        """Alle uitsplitsingen; een uitsplitsing op een ontbrekende tabel is onbekend en ontbreekt hier dus."""
        from zicht.catalogus.indicatoren.duiding import UITSPLITSINGEN

        venster = Venster(self.peildatum(periode, peildatum), periode)
        return tuple(
            self._uitgesplitst(uitsplitsing, venster, per)
            for uitsplitsing in UITSPLITSINGEN
            if uitsplitsing.telt.tabelnaam() not in self.feitenset.ontbrekend
        )

    def _uitgesplitst(self, uitsplitsing: Uitsplitsing, venster: Venster, per: Per) -> Uitgesplitst:
        gevonden = verdeel(self.rekenaar.motor(venster, volledig=True), uitsplitsing, venster, _kolom(per))
        gebieden: Sequence[Gebied] = self.gemeentecodes if per is Per.GEMEENTE else self.feitenset.regios
        leeg = (0,) * (len(uitsplitsing.groepen) + 1)
        alle = {naam: gevonden.get(naam, leeg) for naam in (*gebieden, *gevonden)}
        return Uitgesplitst(
            uitsplitsing,
            {naam: rij[0] for naam, rij in alle.items()},
            {naam: rij[1:] for naam, rij in alle.items()},
        )

    def bedrijfsvoering(self, periode: Periode, peildatum: date | None = None) -> "Bedrijfsvoering":
        """Lasten, formatie, bezetting en verzuim van de periode."""
        from zicht.cijfers.bedrijfsvoering import bedrijfsvoering

        return bedrijfsvoering(self.feitenset, periode, self.peildatum(periode, peildatum))

    def gevallen(self, code: str, periode: Periode, *, id_: str | None = None, telling: Telling = Telling.AFGEROND,
                 peildatum: date | None = None) -> "tuple[Geval, ...]":  # fmt: skip
        """De gevallen achter een cijfer met per vraag het antwoord, of een geval met zijn kenmerk."""
        from zicht.cijfers.gevallen import lees_gevallen

        indicator = zoek_indicator(code)
        venster = Venster(self.peildatum(periode, peildatum), periode)
        regel = self.rekenaar.regel(indicator, telling)
        return lees_gevallen(self.rekenaar.motor(venster, volledig=True), indicator, regel, venster, id_)


@dataclass(frozen=True)
class _Vraag:
    """Wat er van elke periode wordt gevraagd."""

    indicatoren: Sequence[Indicator]
    per: Per
    telling: Telling
    indicatorset: str | None
    gebieden: Collection[Gebied] | None = None


def _kies(codes: Iterable[str] | None) -> list[Indicator]:
    return [INDICATOREN[code] for code in codes] if codes is not None else list(INDICATOREN.values())


def _weiger_wat_geen_norm_mag_hebben(eigen: Thema) -> None:
    """Recidive en instroom krijgen nooit een norm, hoe zij ook is vastgelegd."""
    for naam in eigen:
        reden = geen_norm(zoek_indicator(naam.removeprefix("prestatienormen.")))
        if reden is not None:
            raise AanroepFout(reden.reden)


_LEEG = Tellingen()
_Keuze = TypeVar("_Keuze", bound=Enum)


def _overige(geteld: Mapping[Gebied, Tellingen], verwacht: Sequence[str]) -> list[Gebied]:
    """Gebieden buiten de lijst, zoals een onbekende gemeente: alleen als er gevallen zijn."""
    return sorted((naam for naam, rij in geteld.items() if naam not in verwacht and _is_iets(rij)), key=str)


def _is_iets(tellingen: Tellingen) -> bool:
    return bool(tellingen.noemer or tellingen.niet_te_bepalen or tellingen.nog_open)


def zoek_indicator(code: str) -> Indicator:
    """De indicator met deze code; een onbekende code is een fout die de codes noemt."""
    if code not in INDICATOREN:
        raise AanroepFout(f"Onbekende indicator '{code[:80]}'. Kies uit: {', '.join(INDICATOREN)}.")
    return INDICATOREN[code]


def lees_per(tekst: str | None) -> Per | None:
    """`gemeente`, `regio`, `maand` of niets."""
    return None if tekst is None else _lees(Per, tekst, "--per")


def lees_telling(tekst: str) -> Telling:
    """`afgerond` of `ontvangen`."""
    return _lees(Telling, tekst, "--telling")


def _lees(soort: type[_Keuze], tekst: str, optie: str) -> _Keuze:
    try:
        return soort(tekst)
    except ValueError:
        keuzes = ", ".join(str(keuze.value) for keuze in soort)
        raise AanroepFout(f"Onbekende waarde '{tekst[:80]}' voor {optie}. Kies uit: {keuzes}.") from None


def _kolom(per: Per) -> str:
    return "gemeente" if per is Per.GEMEENTE else "regio"


class _Nummering:
    """Nummer en norm van elke indicator, volgens de gevraagde set of de set die voor regio en periode geldt."""

    def __init__(self, periode: Periode, gevraagd: str | None, eigen: Thema) -> None:
        self._op = periode.eind
        self._eigen = eigen
        self._gevraagd = load.indicatorset(gevraagd) if gevraagd else None

    def van(self, regio: str | None) -> Indicatorset | None:
        """De set voor een regio."""
        return self._gevraagd or load.standaardset(regio, self._op)

    def nummer(self, indicator: str, regio: str | None) -> str | None:
        """Het nummer, of niets als de set de indicator niet kent."""
        gekozen = self.van(regio)
        return gekozen.nummer(indicator) if gekozen else None

    def norm(self, indicator: str, regio: str | None) -> Norm | None:
        """De norm op de laatste dag van de periode, of niets; die van de organisatie gaat voor."""
        gekozen = self.van(regio)
        naam = gekozen.norm(indicator) if gekozen else None
        if self._eigen and (eigen := load.eigen_norm(self._eigen, indicator, self._op)):
            return eigen
        return load.parameters(gekozen.regio).norm(naam, self._op) if gekozen and naam else None
