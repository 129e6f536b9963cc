"""Waarom een geval wel of niet telt: een zin, de datums erbij, en desgevraagd elke vraag en elke getelde dag."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zicht.catalogus import load
from zicht.cijfers.cijfers import Cijfers
from zicht.cijfers.gevallen import Geval, sleutel
from zicht.core.codelijsten import ONBEKEND, SLUITROUTE
from zicht.core.duur import Eenheid, hoeveel
from zicht.core.feiten import Feit, Melding, Overdracht, Tevredenheid
from zicht.core.indicatoren import Aandeel, Aantal, Doorlooptijd, Gemiddelde, Indicator, Telregel, Voorraad
from zicht.core.klokken import Termijn
from zicht.core.periodes import korte_datum
from zicht.core.termijnen import StapSoort, Uiterlijk
from zicht.core.uitleg import KOPJES, als_zin, beslissend, gevalzin, waardetekst
from zicht.core.voorwaarden import DagenTussen, Veld, velden
from zicht.engines.breed import EerderDossier, bestaat_vanaf, eerdere_dossiers


@dataclass(frozen=True)
class Gevaluitleg:
    """De uitleg van een geval in zinnen, van kort naar uitgebreid."""

    zin: str
    feiten: str
    vragen: tuple[str, ...]
    waarden: str
    tellingen: tuple[str, ...]  # hoe elke uiterste datum is geteld
    eerder_dossier: EerderDossier | None = None

    def kort(self) -> tuple[str, ...]:
        """Wat het geval doet, en de feiten die dat beslisten."""
        return tuple(filter(None, (self.zin, self.feiten)))


class Uitlegger:
    """Legt de gevallen van een indicator uit zoals de telregel ze telt."""

    def __init__(self, cijfers: Cijfers, indicator: Indicator, regel: Telregel) -> None:
        self._cijfers = cijfers
        self._indicator = indicator
        self._regel = regel
        self._velden = {veld.naam: veld for veld in indicator.telt.velden()}

    def leg_uit(self, gevallen: Sequence[Geval]) -> list[Gevaluitleg]:
        """De uitleg van elk geval, in dezelfde volgorde."""
        openend = [geval.id for geval in gevallen if _opent_dossier(geval)]
        dossiers = eerdere_dossiers(self._cijfers.feitenset.verbinding, openend) if openend else {}
        return [self._leg_uit(geval, dossiers.get(geval.id)) for geval in gevallen]

    def _leg_uit(self, geval: Geval, dossier: EerderDossier | None) -> Gevaluitleg:
        tellingen = [self._cijfers.uiterlijk(klok, geval) for klok in geval.uiterste_datums]
        return Gevaluitleg(
            gevalzin(self.naam(geval.id, geval), geval.antwoord, geval.vragen, heeft_teller=bool(self._regel.teller)),
            als_zin([*self._beslissende_feiten(geval), *(_recidive(dossier) if _opent_dossier(geval) else ())]),
            tuple(f"{KOPJES[vraag.deel]}: {vraag}" for vraag in geval.vragen),
            als_zin([waardetekst(self._velden[naam], waarde) for naam, waarde in geval.velden.items()]),
            tuple(uiterlijk.uitleg(load.titel(uiterlijk.duur.bron)) for uiterlijk in tellingen if uiterlijk),
            dossier,
        )

    def naam(self, id_: str, geval: Geval | None = None) -> str:
        """Hoe het geval in een zin heet: Melding M-12, Overdracht van dienst V-3."""
        soort = _NAMEN.get(self._indicator.telt, self._indicator.telt.tabelnaam())
        herkomst = f" van {geval.velden['herkomst']}" if geval and self._indicator.telt is Overdracht else ""
        return f"{soort.capitalize()}{herkomst} {id_}"

    def nog_niet(self, id_: str, peildatum: date) -> str | None:
        """Waarom een geval op de peildatum niet te vinden is, of niets als het er helemaal niet is."""
        feit = self._indicator.telt
        vanaf = bestaat_vanaf(self._cijfers.feitenset.verbinding, feit, sleutel(self._indicator), id_)
        if vanaf is None or vanaf <= peildatum or feit.bestaat_op is None:
            return None
        dag = waardetekst(self._velden[feit.bestaat_op], vanaf)
        return f"{self.naam(id_)} telt niet mee: op de peildatum {korte_datum(peildatum)} bestaat het nog niet ({dag})."

    def _beslissende_feiten(self, geval: Geval) -> Iterator[str]:
        """De datums van klok, duur of periode, en daarna de velden van de vragen die beslisten."""
        vast = self._vast()
        match self._indicator:
            case Aandeel(klok=Termijn() as klok):
                yield from self._klokdelen(klok, geval)
            case Doorlooptijd(duur=duur):
                yield from self._duurdelen(duur, geval)
            case _:
                yield from (waardetekst(veld, geval.velden[veld.naam]) for veld in vast)
        gegeven = {(vraag.deel, vraag.naam) for vraag in beslissend(geval.antwoord, geval.vragen)}
        beslist = [voorwaarde for deel in KOPJES for naam, voorwaarde in getattr(self._regel, deel).items()
                   if (deel, naam) in gegeven]  # fmt: skip
        for veld in velden(*beslist):
            if veld not in vast and veld.naam not in _IN_EIGEN_WOORDEN:
                yield waardetekst(veld, geval.velden[veld.naam])

    def _vast(self) -> tuple[Veld, ...]:
        """De velden die altijd in de zin staan."""
        match self._indicator:
            case Aandeel(klok=Termijn() as klok):
                return (klok.begint_bij, klok.eindigt_bij)
            case Aandeel(periode_op=Veld() as veld) | Aantal(periode_op=veld):
                return (veld,)
            case Gemiddelde(periode_op=veld, van=van):
                return (veld, van)
            case Doorlooptijd(duur=duur):
                return velden(duur)
            case Aandeel() | Voorraad():
                return ()

    def _klokdelen(self, klok: Termijn, geval: Geval) -> Iterator[str]:
        begin, einde = geval.velden.get(klok.begint_bij.naam), geval.velden.get(klok.eindigt_bij.naam)
        yield waardetekst(klok.begint_bij, begin)
        uiterlijk = next((u for code in geval.uiterste_datums if (u := self._cijfers.uiterlijk(code, geval))), None)
        if uiterlijk is None:
            yield "geen uiterste datum" if self._regel.teller else "er is geen termijn vastgesteld"
            yield waardetekst(klok.eindigt_bij, einde)
            return
        yield f"uiterste datum {korte_datum(uiterlijk.datum)} ({_lengte(uiterlijk)})"
        te_laat = (einde - uiterlijk.datum).days if isinstance(einde, date) else 0
        yield waardetekst(klok.eindigt_bij, einde) + (
            f" ({hoeveel(te_laat, Eenheid.DAGEN)} te laat)" if te_laat > 0 else ""
        )

    def _duurdelen(self, duur: DagenTussen, geval: Geval) -> Iterator[str]:
        datums = [geval.velden[veld.naam] for veld in velden(duur)]
        yield from (waardetekst(veld, datum) for veld, datum in zip(velden(duur), datums, strict=True))
        match datums:
            case [date() as begin, date() as einde] if begin <= einde:
                aantal = (einde - begin).days
                yield f"dat {'is' if aantal == 1 else 'zijn'} {hoeveel(aantal, Eenheid.DAGEN)}"
            case _:
                pass


_NAMEN: dict[type[Feit], str] = {Tevredenheid: "tevredenheidscijfer"}
_IN_EIGEN_WOORDEN = (Melding.recidiveroute.naam, Melding.opent_dossier.naam)


def _opent_dossier(geval: Geval) -> bool:
    """Of het geval een melding is waarbij naar recidive wordt gekeken."""
    return Melding.recidiveroute.naam in geval.velden and geval.velden.get(Melding.opent_dossier.naam) == "ja"


def _lengte(uiterlijk: Uiterlijk) -> str:
    pauzes = [stap.omschrijving for stap in uiterlijk.stappen if stap.soort is StapSoort.SCHORSING]
    return f"{uiterlijk.duur.lengte}, stilgezet {', '.join(pauzes)}" if pauzes else uiterlijk.duur.lengte


def _recidive(dossier: EerderDossier | None) -> Iterator[str]:
    """Welk eerder dossier besliste, of dat er geen is."""
    if dossier is None:
        yield "geen van de betrokkenen komt voor in een dossier dat eerder is gesloten"
        return
    route = "zonder bekende sluitroute"
    if dossier.sluitroute not in (None, ONBEKEND):
        route = f"met sluitroute ‘{SLUITROUTE.titel(dossier.sluitroute)}’"
    yield (
        f"het laatst gesloten eerdere dossier van de betrokkenen is {dossier.dossier_id}, "
        f"gesloten op {korte_datum(dossier.gesloten_op)} {route}"
    )
