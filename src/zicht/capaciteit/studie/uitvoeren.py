"""De studie uitvoeren: elke keuze met dezelfde herhalingen, en wat er verder gevraagd is, tot een verslag."""

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from zicht import __version__
from zicht.capaciteit.ijken import Ijking, Ijkverslag
from zicht.capaciteit.model import Model
from zicht.capaciteit.studie import aannames, grens, kosten, paden, samenvatten, scenario, zoeken
from zicht.capaciteit.studie.beeld import Beeldmaker
from zicht.capaciteit.studie.bewaren import als_json, uit_json, vingerafdruk
from zicht.capaciteit.studie.prijzen import met_prijzen
from zicht.capaciteit.studie.samenvatten import vat_samen, wacht_vandaag
from zicht.capaciteit.studie.spelen import Spel, Speler
from zicht.capaciteit.studie.tijdvak import tijdvak
from zicht.capaciteit.studie.verslag import (
    NIETS_DOEN,
    Aanname,
    Beeld,
    Herkomst,
    Keuzeverslag,
    Studie,
    Studieverslag,
    Terugblik,
    Terugtoetsregel,
    Waarde,
    Zoekverslag,
)
from zicht.capaciteit.studie.zoeken import Zoektocht
from zicht.capaciteit.terugtoets import WACHTLIJST, Terugtoets
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.rekenen import Model as Rekening
from zicht.core.begroting.rekenen import reken
from zicht.core.fouten import AanroepFout

__all__ = ["NIETS_DOEN", "Keuzeverslag", "Studie", "Studieverslag", "als_json", "uit_json", "vingerafdruk", "voer_uit"]

Meld = Callable[[float, str], None]
Stop = Callable[[], bool]
KEUZES = (*scenario.KEUZES, *paden.KEUZES, *kosten.KEUZES, *samenvatten.KEUZES)
ERNAAST = f"{WACHTLIJST}/ernaast"  # wat de wachtlijst er per week gemiddeld naast zat, en hoe lang zij gemiddeld was
BEELD_HERHALINGEN = 60  # per stap van een knop: genoeg om de grote van de kleine te onderscheiden


def voer_uit(
    studie: Studie, ijking: Ijking, begroting: Begroting | None = None, terugtoets: Terugtoets | None = None,
    meld: Meld | None = None, stop: Stop | None = None,
) -> Studieverslag:  # fmt: skip
    """Beantwoord de studie; gelijke vraag, feiten en zaad geven gelijke bytes. Wie stopt, krijgt `draaien.Gestopt`.

    Noemt de begroting geen prijs van een fte, dan leent zij die; dat staat bij de aannames.
    """
    _keur(studie, ijking.model)
    begroting, geleend = met_prijzen(begroting) if begroting else (None, ())
    basis = reken(begroting) if begroting else None
    verslag = _Uitvoering(studie, ijking, basis, meld or _stil, Speler(studie.zaad, stop)).verslag(terugtoets)
    return replace(verslag, aannames=(*geleend, *verslag.aannames))


def _stil(_deel: float, _wat: str) -> None:
    """Wie geen voortgang wil."""


def _keur(studie: Studie, model: Model) -> None:
    """Weiger een studie over een ander tijdvak dan het model, of met twee keuzes van dezelfde naam."""
    if (studie.begin, studie.tot_en_met) != tijdvak(model):
        begin, eind = tijdvak(model)
        raise AanroepFout(
            f"Verwacht een studie over het tijdvak van het model, {begin:%d-%m-%Y} tot en met {eind:%d-%m-%Y};"
            f" gevonden: {studie.begin:%d-%m-%Y} tot en met {studie.tot_en_met:%d-%m-%Y}."
        )
    codes = [keuze.code for keuze in (NIETS_DOEN, *studie.keuzes)]
    if dubbel := [code for nummer, code in enumerate(codes) if code in codes[:nummer]]:
        raise AanroepFout(f"Twee keuzes heten '{dubbel[0]}'. Geef elke keuze een eigen code.")
    if studie.beeld and studie.beeld not in codes:
        raise AanroepFout(f"Het beeld gaat over de keuze '{studie.beeld}', en die staat niet in de studie.")


@dataclass
class _Uitvoering:
    studie: Studie
    ijking: Ijking
    basis: Rekening | None
    meld: Meld
    speler: Speler
    gedaan: float = 0.0

    def verslag(self, terugtoets: Terugtoets | None) -> Studieverslag:
        studie, model = self.studie, self.ijking.model
        nul = self._speel(model, NIETS_DOEN.titel)
        verslag = Studieverslag(
            studie=studie,
            herkomst=_herkomst(self.ijking, self.basis),
            niets_doen=self._keuze(scenario.pas_toe(model, self.basis, NIETS_DOEN), nul, None),
            keuzes=tuple(self._keuzes(nul)),
            weekeinde=nul.uitkomst.weekeinde,
            wacht_vandaag=wacht_vandaag(model),
            aannames=(*aannames.van_model(model), *_aannames(self.ijking.verslag)),
            terugblik=terugblik(terugtoets) if terugtoets else None,
            zoektochten=tuple(self._zoektochten()),
            beeld=self._beeld(),
        )
        if studie.grens:
            verslag = replace(verslag, grens=grens.grens(studie.grens, verslag.alle))
        self.meld(1.0, "Klaar")
        return replace(verslag, rekentijd=self.speler.rekentijd)

    # -------------------------------------------------------------------------------------------------------- keuzes

    def _keuzes(self, nul: Spel) -> Iterator[Keuzeverslag]:
        toegepast = [scenario.pas_toe(self.ijking.model, self.basis, keuze) for keuze in self.studie.keuzes]
        for keuze in toegepast:
            gelijk = keuze.model == self.ijking.model
            spel = nul if gelijk else self._speel(keuze.model, keuze.scenario.titel)
            yield self._keuze(keuze, spel, nul)

    def _keuze(self, keuze: scenario.Toegepast, spel: Spel, nul: Spel | None) -> Keuzeverslag:
        geld = kosten.kosten(self.basis, keuze, self.studie.begin, self.studie.tot_en_met)
        return vat_samen(keuze, spel, nul, geld, self.studie.normen)

    def _speel(self, model: Model, titel: str) -> Spel:
        deel = self._deel()

        def meld(klaar: int, totaal: int) -> None:
            self.meld(self.gedaan + deel * klaar / totaal, titel)

        spel = self.speler.speel(model, self.studie.herhalingen, meld=meld)
        self.gedaan += deel
        return spel

    def _deel(self) -> float:
        """Welk deel van het geheel een keuze, zoektocht of beeld is; een zoektocht en een beeld tellen als vier keuzes."""
        studie = self.studie
        return 1 / (1 + len(studie.keuzes) + 4 * len(studie.zoeken) + 4 * bool(studie.beeld) + 0.01)

    # -------------------------------------------------------------------------------------------------------- vragen

    def _zoektochten(self) -> Iterator[Zoekverslag]:
        prijzen = kosten.prijzen(self.basis.begroting if self.basis else None)
        for vraag in self.studie.zoeken:
            meld, stop = self._voortgang(vraag.titel), self.speler.stop or (lambda: False)
            yield Zoektocht(self.ijking.model, vraag, self.speler, prijzen, meld, stop).zoek()
            self.gedaan += 4 * self._deel()

    def _beeld(self) -> Beeld | None:
        studie, basis = self.studie, self.basis
        if not studie.beeld or basis is None:
            return None
        keuze = next(keuze for keuze in (NIETS_DOEN, *studie.keuzes) if keuze.code == studie.beeld)
        indicator = studie.grens or (studie.normen[0].indicator if studie.normen else "beoordeling-tijdig-na-ontvangst")
        keren = min(studie.herhalingen, BEELD_HERHALINGEN)
        return Beeldmaker(self.ijking.model, basis, indicator, self.speler, keren, self._voortgang("Een beeld")).beeld(
            keuze
        )

    def _voortgang(self, titel: str) -> Callable[[float], None]:
        begin, deel = self.gedaan, 4 * self._deel()
        return lambda klaar: self.meld(begin + deel * klaar, titel)


# ---------------------------------------------------------------------------------------------------- herkomst, aannames


def _herkomst(ijking: Ijking, basis: Rekening | None) -> Herkomst:
    begroot = {pad: str(getal.waarde) for pad, getal in basis.begroting.getallen.items()} if basis else {}
    versies = {"zicht": __version__, "python": platform.python_version(), "numpy": np.__version__}
    return Herkomst(
        ijking.verslag.peildatum, ijking.verslag.vingerafdruk, vingerafdruk(ijking.model),
        vingerafdruk(begroot) if basis else "", MappingProxyType(versies),
    )  # fmt: skip


def _aannames(ijkverslag: Ijkverslag) -> Iterator[Aanname]:
    for deel in ijkverslag.onderdelen:
        yield Aanname(deel.titel, " ".join(deel.zinnen), deel.gebruikt)
        yield from (Aanname(deel.titel, tekst, "aangenomen", dun=True) for tekst in deel.aannames)
    yield from (
        Aanname("Rekenwijze", keuze, "keuze van Zicht") for keuze in (*ijkverslag.keuzes, *KEUZES, *zoeken.KEUZES)
    )


def terugblik(toets: Terugtoets) -> Terugblik:
    """De terugtoets zoals een verslag haar bewaart."""
    regels = [
        Terugtoetsregel(reeks.code, _waarde(eind.midden, eind.laag, eind.hoog), float(eind.werkelijk))
        for reeks in toets.reeksen
        for eind in reeks.punten[-1:]
    ]
    rij = toets.reeks(WACHTLIJST)
    regels.append(Terugtoetsregel(ERNAAST, _waarde(*(rij.ernaast,) * 3), round(rij.gemiddeld, 5)))
    regels += [
        Terugtoetsregel(deel.code, _waarde(deel.midden, deel.laag, deel.hoog), round(deel.werkelijk, 5))
        for deel in toets.aandelen
        if deel.werkelijk is not None
    ]
    return Terugblik(toets.peildatum, toets.zin, tuple(regels))


def _waarde(midden: float, laag: float, hoog: float) -> Waarde:
    return Waarde(round(midden, 5), round(laag, 5), round(hoog, 5), round(midden, 5), 0.0)
