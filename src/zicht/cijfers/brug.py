"""De definitietijdmachine: een periode onder elke versie van een definitie, en de brug ertussen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zicht.catalogus import load
from zicht.catalogus.definitieversies import VERSIES
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.cijfers.cijfers import Cijfers, Per, zoek_indicator
from zicht.cijfers.gevallen import sleutel
from zicht.core.bronnen import Bron
from zicht.core.brug import Blik, Brug, Geval, Rekenwijze, bouw_brug, tussenwijzen, vergelijkbaar
from zicht.core.definities import Definitieversie, zoek_versie
from zicht.core.duur import Duur
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Telling
from zicht.core.parameters import Norm
from zicht.core.periodes import Periode
from zicht.core.reference import bekend
from zicht.core.uitslagen import Tellingen, Uitslag, uitslag
from zicht.core.voorwaarden import InPeriode, Of, Soort, Veld, Voorwaarde, velden
from zicht.engines.breed import schorsingen
from zicht.engines.rijen import lees_rijen
from zicht.engines.venster import Venster


@dataclass(frozen=True)
class Kant:
    """Een kant van de brug: de versie, haar uitslag, en of die gelijk is aan het cijfer in de rapportage."""

    versie: Definitieversie
    uitslag: Uitslag
    gelijk_aan_cijfer: bool | None  # None: deze versie is niet die van de rapportage


@dataclass(frozen=True)
class Afspraakstap:
    """Een ander nummer of een andere norm: een stap zonder gevallen, want er wordt hetzelfde geteld."""

    onderdeel: str
    was: str
    wordt: str
    bron: Bron


@dataclass(frozen=True)
class Vergelijking:
    """De brug van de ene versie naar de andere over een periode en een gebied."""

    periode: Periode
    peildatum: date
    telling: Telling
    gemeente: str | None
    van: Kant
    naar: Kant
    brug: Brug

    @property
    def afspraken(self) -> tuple[Afspraakstap, ...]:
        """De stappen na de telling: wat er aan nummer en norm anders is."""
        paren = (
            ("nummer", _nummer(self.van), _nummer(self.naar), self.naar.versie.bron),
            ("norm", _norm(self.van), _norm(self.naar), _normbron(self.naar) or _normbron(self.van)),
        )
        return tuple(
            Afspraakstap(wat, was, wordt, bron or self.naar.versie.bron)
            for wat, was, wordt, bron in paren
            if was != wordt
        )


def _nummer(kant: Kant) -> str:
    return kant.uitslag.nummer or "geen nummer"


def _norm(kant: Kant) -> str:
    """De norm in woorden; een aandeel heeft zijn norm in procenten."""
    norm = kant.uitslag.afspraak
    return f"{norm.richting.value} {(norm.waarde * 100).normalize():f} procent" if norm else "geen norm"


def _normbron(kant: Kant) -> Bron | None:
    return kant.uitslag.afspraak.versie.bron if kant.uitslag.afspraak else None


def versies(code: str) -> tuple[Definitieversie, ...]:
    """De versies van een indicator; een fout als er maar een is."""
    zoek_indicator(code)
    if code not in VERSIES:
        raise AanroepFout(
            f"Van '{code}' is maar een versie bekend; er valt niets te vergelijken. Wel van: {', '.join(VERSIES)}."
        )
    return VERSIES[code]


def lees_versie(code: str, gevraagd: str) -> Definitieversie:
    """De versie met deze naam of die op deze dag gold; `indicator:versie` neemt de versie van een andere indicator."""
    ander, _, naam = gevraagd.rpartition(":")
    return zoek_versie(versies(ander or code), naam)


def vergelijk(cijfers: Cijfers, van: Definitieversie, naar: Definitieversie, periode: Periode, *,
              telling: Telling = Telling.AFGEROND, peildatum: date | None = None,
              gemeente: str | None = None) -> Vergelijking:  # fmt: skip
    """De periode onder twee versies, met de brug ertussen."""
    dag = cijfers.peildatum(periode, peildatum)
    oud, nieuw = rekenwijze(cijfers, van, telling), rekenwijze(cijfers, naar, telling)
    vergelijkbaar(oud, nieuw)
    gevallen = _gevallen(cijfers, tussenwijzen(oud, nieuw), periode, dag, gemeente)
    blik = Blik(periode, dag, schorsingen(cijfers.feitenset.verbinding, cijfers.feitenset.peildatum),
                cijfers.feitenset.peildatum)  # fmt: skip
    brug = bouw_brug(gevallen, oud, nieuw, blik, naar.bron)
    plaats = _Plaats(cijfers, periode, dag, gemeente)
    return Vergelijking(periode, dag, telling, gemeente, plaats.kant(van, oud, brug.begin),
                        plaats.kant(naar, nieuw, brug.eind), brug)  # fmt: skip


def rekenwijze(cijfers: Cijfers, versie: Definitieversie, telling: Telling) -> Rekenwijze:
    """De versie met haar termijn en kalender, zoals zij in deze regio gelden."""
    return Rekenwijze(versie.definitie, versie.telling or telling, _duur(cijfers, versie),
                      load.kalender(versie.kalender or load.STANDAARDKALENDER))  # fmt: skip


def _duur(cijfers: Cijfers, versie: Definitieversie) -> Duur | None:
    klok = versie.definitie.klok
    if klok is None:
        return None
    regios = cijfers.feitenset.regios
    duur = load.duur_of_niets(versie.termijn or klok.duur, regio=regios[0] if len(regios) == 1 else None)
    if duur is None or not versie.zonder_termijnenwet:
        return duur
    return replace(duur, verlengt_bij_vrije_dag=False, minstens_gewone_dagen=0)


def _gevallen(cijfers: Cijfers, wijzen: Sequence[Rekenwijze], periode: Periode, dag: date,
              gemeente: str | None) -> list[Geval]:  # fmt: skip
    """Elk geval dat onder een van de rekenwijzen op de brug in de periode kan vallen, zoals bekend op de peildatum."""
    indicator = wijzen[0].definitie
    cijfers.rekenaar.motor(Venster(dag, periode), volledig=True)
    gevraagd = [v for wijze in wijzen for v in wijze.regel().voorwaarden()]
    nodig = _met_dagtekening(indicator.telt.velden(), {v.naam for v in velden(*gevraagd)} | {sleutel(indicator), "gemeente"},
                             indicator.telt.bestaat_op)  # fmt: skip
    datums = list(dict.fromkeys(veld for v in gevraagd for veld in _in_periode(v)))
    uit = list[Geval]()
    for ruw in lees_rijen(cijfers.feitenset.verbinding, indicator.telt, nodig, datums, periode):
        rij = bekend(indicator.telt, ruw, dag, nodig)
        if rij is not None and (gemeente is None or rij["gemeente"] == gemeente):
            uit.append(Geval(str(rij[sleutel(indicator)]), rij))
    return uit


def _met_dagtekening(alle: Sequence[Veld], namen: set[str], bestaat_op: str | None) -> list[Veld]:
    """De gevraagde velden, met de datums die zeggen vanaf wanneer zij bekend zijn."""
    op_naam = {veld.naam: veld for veld in alle}
    dagen = {op_naam[naam].gedateerd_door for naam in namen if naam in op_naam}
    nodig = namen | {naam for naam in (*dagen, bestaat_op) if naam}
    return [veld for veld in alle if veld.naam in nodig]


def _in_periode(voorwaarde: Voorwaarde) -> Iterator[Veld]:
    """De datums waarop een voorwaarde een geval in de periode plaatst; alleen zij kunnen een geval laten tellen."""
    match voorwaarde:
        case InPeriode(veld=veld):
            yield veld
        case Of(delen=delen):
            yield from (veld for deel in delen for veld in velden(deel) if veld.soort is Soort.DATUM)
        case _:
            pass


@dataclass(frozen=True)
class _Plaats:
    """Waar en wanneer, voor nummer, norm en aansluiting."""

    cijfers: Cijfers
    periode: Periode
    peildatum: date
    gemeente: str | None

    def kant(self, versie: Definitieversie, wijze: Rekenwijze, tellingen: Tellingen) -> Kant:
        """Een kant van de brug, met nummer en norm van haar set."""
        nummer, norm = self._afspraak(versie)
        gevonden = uitslag(versie.definitie, tellingen, gebied=self.gemeente or self._regio, nummer=nummer, norm=norm,
                           heeft_termijn=versie.definitie.klok is None or wijze.duur is not None)  # fmt: skip
        return Kant(versie, gevonden, self._aansluiting(versie, wijze, tellingen))

    @property
    def _regio(self) -> str | None:
        regios = self.cijfers.feitenset.regios
        return regios[0] if len(regios) == 1 else None

    def _afspraak(self, versie: Definitieversie) -> tuple[str | None, Norm | None]:
        """Nummer en norm zoals de set van de versie ze noemt, op de laatste dag van de periode."""
        if versie.indicatorset is None:
            return None, None
        set_ = load.indicatorset(versie.indicatorset)
        hier = self._regio and set_.regio == self._regio.lower()
        naam = set_.norm(versie.indicator) if hier else None
        eigen = load.eigen_norm(self.cijfers.eigen_normen, versie.indicator, self.periode.eind)
        norm = eigen or (load.parameters(set_.regio).norm(naam, self.periode.eind) if naam else None)
        return set_.nummer(versie.indicator), norm

    def _aansluiting(self, versie: Definitieversie, wijze: Rekenwijze, tellingen: Tellingen) -> bool | None:
        """Of de telling per geval gelijk is aan wat de rekenmachine telt, als het dezelfde definitie is."""
        if not is_van_de_cijfers(versie):
            return None
        per = Per.GEMEENTE if self.gemeente else Per.REGIO
        uitkomst = self.cijfers.uitslagen(self.periode, per=per, telling=wijze.telling, peildatum=self.peildatum,
                                          codes=[versie.indicator])  # fmt: skip
        rijen = [u for u in uitkomst.uitslagen if self.gemeente is None or u.gebied == self.gemeente]
        geteld = [sum(getattr(u.tellingen, naam) for u in rijen) for naam in _VERGELEKEN]
        return geteld == [getattr(tellingen, naam) for naam in _VERGELEKEN]


_VERGELEKEN = ("noemer", "teller", "niet_te_bepalen", "nog_open")


def is_van_de_cijfers(versie: Definitieversie) -> bool:
    """Of deze versie dezelfde telling geeft als de cijfers in de rapportage, op de telling na."""
    gewoon = versie.termijn is None and not versie.zonder_termijnenwet and versie.kalender is None
    return gewoon and versie.definitie is INDICATOREN[versie.indicator]


def bron_in_woorden(bron: Bron) -> str:
    """De titel van een bron met haar vindplaats."""
    return f"{load.titel(bron)}, {bron.vindplaats}"
