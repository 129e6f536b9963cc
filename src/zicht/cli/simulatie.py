"""`zicht simulatie`: what the choices about the waiting list do in the coming year, as tables, a choice paper or JSON."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout

if TYPE_CHECKING:
    from zicht.capaciteit.ijken import Ijking
    from zicht.capaciteit.model import Norm
    from zicht.capaciteit.studie.uitvoeren import Studie, Studieverslag
    from zicht.capaciteit.studie.verslag import Zoekvraag
    from zicht.capaciteit.terugtoets import Terugtoets
    from zicht.cijfers import Cijfers
    from zicht.core.begroting.begroting import Begroting
    from zicht.core.begroting.scenario import Scenario
    from zicht.core.publicatie import Beleid

# Wat een wethouder kan kiezen: tijdelijk, vast, op de drukke dagen, samen met het lokale veld, of een andere route.
KLAAR = ("twee-fte-inhuur", "een-fte-vast", "rond-schoolvakanties", "samen-met-lokaal-team", "meer-directe-overdracht")
LIJST = "lijst"
MEESTE_WEKEN, MEESTE_HERHALINGEN, MINSTE_HERHALINGEN = 156, 20_000, 20
TERUGTOETS_HERHALINGEN = ZOEK_HERHALINGEN = 200
DIENSTEN = {
    "beoordeling": "beoordeling",
    "voorwaarden_en_vervolg": "vv",
    "onderzoek": "onderzoek",
}  # met hun indicatoren
Stap = Callable[[str], None]


def run(args: Namespace) -> int:
    """Answer the question; Ctrl-C stops and leaves nothing half done."""
    try:
        return _antwoord(args)
    except KeyboardInterrupt:
        meld(["Gestopt; er is niets geschreven."])
        return 1


def _antwoord(args: Namespace) -> int:
    from zicht.cli import simulatie_tonen as tonen
    from zicht.cli.feiten import open_cijfers
    from zicht.cli.voortgang import voortgang
    from zicht.rapportage.opdracht import een_regio, map_voor

    _keur(args)
    uit = map_voor(args.uit) if args.uit else None
    with voortgang("simulatie") as stap:
        stap("de feiten")
        werk = _Werk(args, een_regio(open_cijfers(args)), stap)
        if args.keuzes == LIJST:
            toon = tonen.keuzes(args, werk.aanbod)
        elif args.ijkverslag:
            toon = tonen.ijkverslag(args, werk.ijking.verslag)
        elif args.terugtoets:
            toon = tonen.terugtoets(args, werk.toets)
        elif uit is None:
            toon = tonen.verslag(args, werk.verslag(), werk.beleid)
        else:
            toon = _schrijf(args, werk, uit)
    toon()
    return 0


def _schrijf(args: Namespace, werk: "_Werk", uit: Path) -> Callable[[], None]:
    """The files of the choice paper; nothing is written until everything is ready."""
    from zicht.rapportage.burap.maak import plaats_bestanden
    from zicht.rapportage.keuzeblad.maak import bestanden

    inhoud = dict(bestanden(werk.verslag(), werk.beleid, werk.stap))
    paden = [str(pad) for pad in plaats_bestanden(inhoud, uit)]

    def toon() -> None:
        if args.json:
            schrijf_json({"bestanden": paden})
            return
        print("\n".join(paden))
        naar_buiten = "Dit keuzeblad is intern." if args.intern else "Het keuzeblad kan naar buiten."
        print(f"{naar_buiten} simulatie.json bevat exacte aantallen: alleen voor de eigen organisatie.")

    return toon


# ------------------------------------------------------------------------------------------------------------- the call


def _keur(args: Namespace) -> None:
    """Refuse a call that cannot be answered, before anything is read."""
    if not 1 <= args.weken <= MEESTE_WEKEN:
        raise AanroepFout(f"--weken is {args.weken}; verwacht 1 tot en met {MEESTE_WEKEN}.")
    if not MINSTE_HERHALINGEN <= args.herhalingen <= MEESTE_HERHALINGEN:
        raise AanroepFout(
            f"--herhalingen is {args.herhalingen}; verwacht {MINSTE_HERHALINGEN} tot en met {MEESTE_HERHALINGEN}."
        )
    if not 50 <= args.zekerheid <= 99:
        raise AanroepFout(f"--zekerheid is {args.zekerheid}; verwacht 50 tot en met 99 procent.")
    if args.scenario and args.keuzes and args.keuzes != LIJST:
        raise AanroepFout("Kies --scenario (een bestand) of --keuzes (kant-en-klaar), niet allebei.")


def _norm(tekst: str) -> "Norm":
    """A norm of the call: CODE=PROCENT."""
    from zicht.capaciteit.model import Norm

    code, _, waarde = tekst.partition("=")
    _indicator(code, "--norm")
    if not waarde.isdigit() or not 1 <= int(waarde) <= 100:
        raise AanroepFout(f"'{tekst[:80]}' bij --norm: verwacht CODE=PROCENT, zoals {code}=60.")
    return Norm(code, int(waarde) / 100)


def _indicator(code: str, bij: str) -> None:
    from zicht.capaciteit.uitkomst import INDICATOREN

    if code not in INDICATOREN:
        raise AanroepFout(f"Onbekende indicator '{code[:80]}' bij {bij}.{_bedoelt(code, INDICATOREN)}")


def _bedoelt(gevraagd: str, bekend: Sequence[str]) -> str:
    from zicht.core.begroting.bestand import bedoelt

    return bedoelt(gevraagd, bekend) or f" Kies uit: {', '.join(bekend)}."


# ------------------------------------------------------------------------------------------------------------- the work


@dataclass
class _Werk:
    """Everything between the facts and the answer, worked out when asked for."""

    args: Namespace
    cijfers: "Cijfers"
    stap: Stap

    @cached_property
    def regio(self) -> str:
        from zicht.rapportage.vragen import regionaam

        return regionaam(self.cijfers)

    @cached_property
    def peildatum(self) -> date:
        from zicht.core.periodes import lees_datum

        gevraagd = lees_datum(self.args.peildatum) if self.args.peildatum else None
        laatste = self.cijfers.feitenset.peildatum
        if gevraagd and gevraagd > laatste:
            raise AanroepFout(f"--peildatum {gevraagd} ligt na de laatste dag van de feiten ({laatste}).")
        return gevraagd or laatste

    @property
    def begin(self) -> date:
        return self.peildatum + timedelta(days=1)

    @property
    def dagen(self) -> int:
        return self.args.weken * 7

    @property
    def beleid(self) -> "Beleid | None":
        from zicht.catalogus.load import publicatiebeleid

        return None if self.args.intern else publicatiebeleid(self.peildatum, self.regio)

    @cached_property
    def begroting(self) -> "Begroting | None":
        """The budget that was asked for, or the newest of the region; a region of its own may have none."""
        from zicht.catalogus import begrotingen, load
        from zicht.cli.begroting import lees_begroting

        if self.args.begroting:
            return lees_begroting(self.args.begroting, None)
        regio = self.regio.lower()
        return begrotingen.begroting(regio) if regio in load.regios() else None

    # ---------------------------------------------------------------------------------------------------------- the question

    @cached_property
    def aanbod(self) -> dict[str, "Scenario"]:
        """The choices at hand for this region."""
        from zicht.catalogus import begrotingen

        passend = begrotingen.passende_keuzes(self.begroting) if self.begroting else begrotingen.keuzes()
        return {keuze.code: keuze for keuze in passend if self.begroting or not keuze.wijzigingen}

    @cached_property
    def keuzes(self) -> "tuple[Scenario, ...]":
        """The choices of the file, those that were named, or five that are ready."""
        args = self.args
        if args.scenario:
            return _uit_bestand(args.scenario)
        if args.keuzes:
            return tuple(self._keuze(code.strip()) for code in args.keuzes.split(","))
        if args.beeld:
            return (self._keuze(args.beeld),)
        if args.zoek_formatie:
            return ()
        return tuple(self.aanbod[code] for code in KLAAR if code in self.aanbod)

    def _keuze(self, code: str) -> "Scenario":
        if code not in self.aanbod:
            raise AanroepFout(f"Onbekende keuze '{code[:80]}'.{_bedoelt(code, list(self.aanbod))}")
        return self.aanbod[code]

    @cached_property
    def normen(self) -> "tuple[Norm, ...]":
        """The norms of the region, with those of the call over them."""
        gevraagd = {norm.indicator: norm for norm in map(_norm, self.args.norm or ())}
        return tuple(({norm.indicator: norm for norm in _normen_van(self.regio, self.begin)} | gevraagd).values())

    @cached_property
    def studie(self) -> "Studie":
        """The question, in full."""
        from zicht.capaciteit.studie.uitvoeren import Studie

        args = self.args
        if args.grens:
            _indicator(args.grens, "--grens")
        return Studie(
            self.regio, self._organisatie(), self.begin, self.dagen, self.keuzes, self.normen, args.herhalingen, args.zaad,
            zoeken=self._zoeken(), grens=args.grens or "", beeld=args.beeld or "",
        )  # fmt: skip

    def _organisatie(self) -> str:
        """The name of the organisation, also when the budget is another's."""
        from zicht.catalogus import begrotingen, load

        regio = self.regio.lower()
        if self.begroting and self.begroting.regio.lower() == regio:
            return self.begroting.organisatie
        return begrotingen.begroting(regio).organisatie if regio in load.regios() else f"Veilig Thuis {self.regio}"

    def _zoeken(self) -> "tuple[Zoekvraag, ...]":
        """The search for the smallest staff of the team behind a service, or the cheapest mix."""
        from zicht.capaciteit.studie.verslag import Zoekas, Zoekvraag
        from zicht.core.begroting.inzet import Dienstverband

        dienst = self.args.zoek_formatie
        if not dienst:
            return ()
        if dienst not in DIENSTEN:
            raise AanroepFout(
                f"Onbekende dienst '{dienst[:80]}' bij --zoek-formatie.{_bedoelt(dienst, tuple(DIENSTEN))}"
            )
        gevraagd = {tekst.partition("=")[0] for tekst in self.args.norm or ()}
        normen = tuple(
            norm for norm in self.normen
            if norm.indicator in gevraagd or (not gevraagd and norm.indicator.startswith(DIENSTEN[dienst]))
        )  # fmt: skip
        if not normen:
            raise AanroepFout("Zoeken vraagt een norm. Geef er een met --norm CODE=PROCENT.")
        assen = tuple(Zoekas(dienst, soort) for soort in Dienstverband)
        begin = min(ZOEK_HERHALINGEN, self.args.herhalingen)
        titel = f"De goedkoopste bezetting: {dienst.replace('_', ' ')}"
        return (
            Zoekvraag(titel, assen, normen, self.args.zekerheid / 100, herhalingen=begin, meeste_herhalingen=8 * begin),
        )

    # ------------------------------------------------------------------------------------------------------------ the answer

    @cached_property
    def ijking(self) -> "Ijking":
        from zicht.capaciteit.ijken import ijk

        self.stap("het model uit de feiten")
        return ijk(self.cijfers, self.peildatum, self.begroting, self.dagen)

    @cached_property
    def toets(self) -> "Terugtoets":
        from zicht.capaciteit.terugtoets import terugtoets

        self.stap("nagerekend op een jaar eerder")
        van = self.peildatum - timedelta(days=365)
        return terugtoets(
            self.cijfers, van, begroting=self.begroting, herhalingen=TERUGTOETS_HERHALINGEN, zaad=self.args.zaad
        )

    def mogelijke_toets(self) -> "Terugtoets | None":
        """The back-test for the paper; facts that do not go back far enough give none, and a line that says so."""
        from zicht.capaciteit.ijken import IjkFout

        if self.args.zonder_terugtoets:
            return None
        try:
            return self.toets
        except IjkFout as fout:
            meld([f"Op vroeger narekenen kan niet: {fout.regels[0]}"])
            return None

    def verslag(self) -> "Studieverslag":
        """The run record; what is wrong with the question is said before anything is worked out."""
        from zicht.capaciteit.studie.uitvoeren import voer_uit

        antwoord = voer_uit(self.studie, self.ijking, self.begroting, self.mogelijke_toets(), self._voortgang())
        versies = MappingProxyType({"definitie": self.cijfers.definitieversie, **antwoord.herkomst.versies})
        herkomst = replace(antwoord.herkomst, versies=versies)
        return replace(antwoord, herkomst=herkomst)

    def _voortgang(self) -> Callable[[float, str], None]:
        """Say where it is, at most once per tenth."""
        gezegd: set[tuple[str, int]] = set()

        def meld_deel(deel: float, wat: str) -> None:
            tiende = int(deel * 10)
            if (wat, tiende) not in gezegd:
                gezegd.add((wat, tiende))
                self.stap(f"{wat}, {tiende * 10} procent")

        return meld_deel


def _uit_bestand(naam: str) -> "tuple[Scenario, ...]":
    """The choices of a scenario file."""
    from zicht.cli.begroting import lees_tekst
    from zicht.core.begroting.scenario import lees_scenarios

    pad = Path(naam)
    if not pad.is_file():
        raise AanroepFout(f"{naam[:80]} is geen bestand. Verwacht bij --scenario: een bestand met scenario’s (.toml).")
    return tuple(lees_scenarios(lees_tekst(pad), naam))


def _normen_van(regio: str, op: date) -> "Iterator[Norm]":
    """The norms of the term indicators in the set of the region."""
    from zicht.capaciteit.model import Norm
    from zicht.catalogus import load
    from zicht.rapportage.keuzeblad.opbouw import TITELS

    if (reeks := load.standaardset(regio, op)) is None:
        return
    for code in TITELS:
        naam = reeks.norm(code)
        if naam and (norm := load.parameters(reeks.regio).norm(naam, op)):
            yield Norm(code, float(norm.waarde))
