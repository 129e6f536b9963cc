"""Van catalogus naar tellingen: bouwt de brede feiten een keer, en telt rechtstreeks of uit de kubus."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property
from typing import Literal

from zicht.catalogus import load
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.termijnen import KLOKKEN
from zicht.core.feiten import FEITEN, Feit
from zicht.core.indicatoren import (
    Aandeel,
    Doorlooptijd,
    Gemiddelde,
    Indicator,
    Telling,
    Telregel,
    heeft_twee_tellingen,
    telregel,
)
from zicht.core.uitslagen import Tellingen
from zicht.core.voorwaarden import Veld, velden
from zicht.engines.breed import (
    Klok,
    bouw,
    herbereken_recidive,
    recidive_hangt_af_van_peildatum,
    verbreed,
    zicht_op_recidive,
)
from zicht.engines.duckdb import DuckDB
from zicht.engines.feitenset import Feitenset
from zicht.engines.kubus import Kubus, Venstermaanden, in_maanden
from zicht.engines.tellen import Gebied, Motor, Teltaak, tel
from zicht.engines.venster import Venster

Engine = Literal["duckdb", "postgres", "spark"]
PerGebied = dict[str, dict[Gebied, Tellingen]]
_VAN_DE_PEILDATUM = frozenset(("recidive-na-overdracht", "recidive-na-vervolgdienst"))


def feit_van(tabelnaam: str) -> type[Feit]:
    """Het feit met deze tabelnaam."""
    return next(feit for feit in FEITEN if feit.tabelnaam() == tabelnaam)


def _gevraagde_velden() -> frozenset[Veld]:
    """De velden waar een indicator naar vraagt."""
    regels = [telregel(indicator, telling) for indicator in INDICATOREN.values() for telling in Telling]
    return frozenset(velden(*(voorwaarde for regel in regels for voorwaarde in regel.voorwaarden())))


class Rekenaar:
    """Telt de indicatoren van een gegevensset."""

    def __init__(self, feitenset: Feitenset, engine: Engine = "duckdb") -> None:
        self.feitenset = feitenset
        self._engine = engine
        self._stand = feitenset.bouw
        if feitenset.recidive_wisselt is not None:
            self._stand.gebouwd = True
        self._motor: tuple[date | None, Motor] | None = None
        self._kubussen: dict[Telling, Kubus] = {}

    @cached_property
    def klokken(self) -> tuple[Klok, ...]:
        """De klokken van de catalogus met hun duur; een regio kan een eigen duur hebben."""
        regio = self.feitenset.regios[0] if len(self.feitenset.regios) == 1 else None
        duren = {klok.duur: load.duur_of_niets(klok.duur, regio=regio) for klok in KLOKKEN}
        return tuple(Klok(klok, feit_van(klok.begint_bij.feit), duren[klok.duur]) for klok in KLOKKEN)

    def motor(self, venster: Venster, *, volledig: bool = False) -> Motor:
        """De rekenmachine met de brede feiten erin, voor vragen op deze peildatum; `volledig` met elk veld."""
        if (volledig or self._engine != "duckdb") and not self._stand.volledig:
            self.bouw()
            if not self.recidive_wisselt:
                zicht_op_recidive(self.feitenset.verbinding, self.feitenset.regios, self.feitenset.peildatum)
            verbreed(self.feitenset.verbinding)
            self._stand.volledig = True
        dag = venster.peildatum if self.recidive_wisselt else None
        if self._motor is None or self._motor[0] != dag:
            if dag is not None:
                herbereken_recidive(self.feitenset.verbinding, self.feitenset.regios, dag)
            self._motor = (dag, self._maak_motor())
        return self._motor[1]

    @cached_property
    def recidive_wisselt(self) -> bool:
        """Of de recidive van een melding van de peildatum afhangt."""
        if self.feitenset.recidive_wisselt is not None:
            return self.feitenset.recidive_wisselt
        self.bouw()
        return recidive_hangt_af_van_peildatum(self.feitenset.verbinding)

    def bouw(self) -> None:
        """Bouw de brede feiten, als ze er nog niet zijn."""
        if not self._stand.gebouwd:
            feiten = self.feitenset
            bouw(
                feiten.verbinding, feiten.regios, self.klokken, load.kalender(), feiten.peildatum, _gevraagde_velden()
            )  # fmt: skip
            self._stand.gebouwd = True

    def werk_bij(self, dossiers: Sequence[str], wijzig: Callable[[], object]) -> None:
        """Laat `wijzig` de feiten van deze dossiers veranderen, en werk brede feiten en kubussen bij.

        Alles wordt opnieuw gebouwd als dat niet in delen kan (als de recidive van de peildatum afhangt), en na een fout.
        """
        feiten = self.feitenset
        if feiten.voorraad is not None or self._engine != "duckdb":
            raise ValueError("only facts in memory can be brought up to date")
        if not self._stand.gebouwd or self.recidive_wisselt:
            wijzig()
            self._vergeet()
            return
        try:
            self._in_delen(dossiers, wijzig)
        except BaseException:  # the facts are as before or as after, never in between; the figures follow
            self._vergeet()
            raise

    def _in_delen(self, dossiers: Sequence[str], wijzig: Callable[[], object]) -> None:
        from zicht.engines.bijwerken import Bijwerker

        feiten, stand = self.feitenset, self._stand
        stand.bijwerker = stand.bijwerker or Bijwerker(
            feiten.verbinding, feiten.regios, self.klokken, load.kalender(), feiten.peildatum
        )
        if not stand.bijwerker.werk_bij(dossiers, wijzig, list(self._kubussen.values())):
            self._vergeet()

    def _vergeet(self) -> None:
        """Begin opnieuw: de volgende vraag bouwt de brede feiten en de kubussen."""
        self._stand.gebouwd, self._stand.volledig, self._stand.bijwerker = False, False, None
        self._motor, self._kubussen = None, {}
        self.__dict__.pop("recidive_wisselt", None)

    def _maak_motor(self) -> Motor:
        if self._engine == "postgres":
            from zicht.engines.postgres import naar_postgres

            return naar_postgres(self.feitenset.verbinding)
        if self._engine == "spark":
            from zicht.engines.spark import naar_spark

            return naar_spark(self.feitenset.verbinding)
        return DuckDB(self.feitenset.verbinding)

    def tel(self, indicatoren: Sequence[Indicator], venster: Venster, gebied: str, telling: Telling) -> PerGebied:
        """Rechtstreeks: een vraag aan de rekenmachine per feit."""
        uit: PerGebied = {}
        per_feit: dict[type[Feit], list[Teltaak]] = {}
        for indicator in indicatoren:
            per_feit.setdefault(indicator.telt, []).append(self.teltaak(indicator, telling))
        motor = self.motor(venster)
        for feit, taken in per_feit.items():
            uit |= tel(motor, feit, taken, venster, gebied)
        return uit

    def tel_reeks(self, indicatoren: Sequence[Indicator], vensters: Sequence[Venster], gebied: str,
                  telling: Telling, alleen: Collection[Gebied] | None = None) -> list[PerGebied]:  # fmt: skip
        """Voor elk venster de tellingen; hele maanden samen uit de kubus, de rest rechtstreeks.

        Voor een venster alleen loont het maken van een kubus niet; is er al een, dan wel. `alleen` beperkt de gebieden.
        """
        uit: list[PerGebied] = [{} for _ in vensters]
        maanden = [self._maanden(venster) for venster in vensters]
        passend = [(nr, paar) for nr, paar in enumerate(maanden) if paar is not None]
        if len(passend) > 1 or (passend and self.heeft_kubus):
            for kubus, codes in self._kubusdelen(indicatoren, telling):
                gevonden = kubus.tellingen(codes, [paar for _, paar in passend], gebied, alleen)
                for (nr, _), deel in zip(passend, gevonden, strict=True):
                    uit[nr] |= deel
        for nr, venster in enumerate(vensters):
            over = [indicator for indicator in indicatoren if indicator.code not in uit[nr]]
            uit[nr] |= self.tel(over, venster, gebied, telling) if over else {}
        return uit

    def _maanden(self, venster: Venster) -> Venstermaanden | None:
        assert venster.periode is not None
        return in_maanden(venster.periode, venster.peildatum, self.feitenset.peildatum)

    def _kubusdelen(self, indicatoren: Sequence[Indicator], telling: Telling) -> list[tuple[Kubus, list[str]]]:
        """De kubussen die nodig zijn met hun codes: alleen de klokken tellen naar ontvangst anders."""
        if self._engine != "duckdb":
            return []
        delen: dict[Telling, list[str]] = {}
        for indicator in indicatoren:
            hoe = telling if heeft_twee_tellingen(indicator) else Telling.AFGEROND
            delen.setdefault(hoe, []).append(indicator.code)
        kubussen = [(self.kubus(hoe), codes) for hoe, codes in delen.items()]
        return [(kubus, passend) for kubus, codes in kubussen if (passend := [c for c in codes if c in kubus.codes])]

    @property
    def heeft_kubus(self) -> bool:
        """Of er al een kubus is gemaakt of gehaald."""
        return bool(self._kubussen)

    def kubus(self, telling: Telling) -> Kubus:
        """De kubus van een telling; ze wordt gemaakt als er voor het eerst naar wordt gevraagd."""
        if telling not in self._kubussen:
            weg = _VAN_DE_PEILDATUM if self.recidive_wisselt else frozenset[str]()
            alle = [i for code, i in INDICATOREN.items() if code not in weg]
            if telling is Telling.ONTVANGEN:
                alle = [indicator for indicator in alle if heeft_twee_tellingen(indicator)]
            taken = [(indicator.telt, self.teltaak(indicator, telling)) for indicator in alle]
            kubus = Kubus(self.feitenset.verbinding, taken, telling.value)
            self._haal_of_maak(kubus)
            self._kubussen[telling] = kubus
        return self._kubussen[telling]

    def _haal_of_maak(self, kubus: Kubus) -> None:
        voorraad = self.feitenset.voorraad
        kubus.blad = voorraad.haal_kubus(kubus.naam) if voorraad else None
        if kubus.blad is not None:
            return
        self.bouw()
        blad = kubus.maak(self.feitenset.peildatum)
        if voorraad:
            voorraad.bewaar_kubus(kubus.naam, blad)

    def teltaak(self, indicator: Indicator, telling: Telling) -> Teltaak:
        """Wat de rekenmachine voor deze indicator moet tellen."""
        van = indicator.van if isinstance(indicator, Gemiddelde) else None
        duur = indicator.duur if isinstance(indicator, Doorlooptijd) else None
        kenmerk = f"{indicator.code}/{telling.value}{'' if self.heeft_termijn(indicator) else '/zonder termijn'}"
        return Teltaak(indicator.code, self.regel(indicator, telling), van or duur, kenmerk)

    def regel(self, indicator: Indicator, telling: Telling) -> Telregel:
        """De vragen per geval zoals ze hier gelden."""
        return telregel(indicator, telling, heeft_termijn=self.heeft_termijn(indicator))

    def heeft_termijn(self, indicator: Indicator) -> bool:
        """Of de termijn van de indicator is vastgesteld; zonder termijn is er geen teller."""
        if not isinstance(indicator, Aandeel) or indicator.klok is None:
            return True
        return any(klok.termijn is indicator.klok and klok.duur is not None for klok in self.klokken)
