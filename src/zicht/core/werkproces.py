"""Het werkproces als gegeven: diensten, wat op wat kan volgen, welke klok loopt en wat klaar moet zijn voor het einde."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from zicht.core.bronnen import Bron
from zicht.core.feiten import Feit
from zicht.core.fouten import AanroepFout, ZichtFout
from zicht.core.klokken import Termijn
from zicht.core.reference import Omgeving, Rij, evalueer
from zicht.core.regels import Bevinding, Voorbeeld, plaatshouders, toon
from zicht.core.uitleg import veldnaam
from zicht.core.voorwaarden import En, Niet, Of, Veld, Voorwaarde, velden

ALTIJD: Voorwaarde = En(())
SIGNALEN = "signalen"


class WerkprocesFout(ZichtFout):
    """Het werkproces in de catalogus klopt niet: een dienst is niet te bereiken of verwijst naar niets."""


@dataclass(frozen=True)
class Controle:
    """Wat waar moet zijn voor een dienst mag eindigen: als de eerste voorwaarde waar is, moet de tweede het zijn.

    Onbekend is niet waar: wie niets heeft vastgelegd, is niet klaar. `goed` en `fout` zijn de voorbeelden en de toetsen.
    """

    code: str
    titel: str
    over: type[Feit]
    dan: Voorwaarde
    boodschap: str
    bron: Bron
    goed: tuple[Voorbeeld, ...]
    fout: tuple[Voorbeeld, ...]
    als: Voorwaarde = ALTIJD
    te_overrulen: bool = False  # een medewerker mag het zonder, met een reden

    @property
    def eis(self) -> Voorwaarde:
        """Wat waar moet zijn: het geldt hier niet, of het is in orde."""
        return self.dan if self.als == ALTIJD else Of((Niet(self.als), self.dan))

    @property
    def kolom(self) -> Veld:
        """Het veld dat als eerste om aandacht vraagt."""
        return velden(self.dan)[0]

    @property
    def vraagt(self) -> tuple[Veld, ...]:
        """Alle velden die de controle leest."""
        return velden(self.als, self.dan)


@dataclass(frozen=True)
class Dienstsoort:
    """Een dienst van Veilig Thuis: wat haar begint en eindigt, waarop ze volgt en wat klaar moet zijn voor het einde."""

    code: str
    titel: str
    omschrijving: str
    bron: Bron
    over: type[Feit]  # het werkfeit waarover de controles gaan
    begint: Veld
    eindigt: Veld | None  # geen: een telling zonder verloop
    volgt_op: tuple[str, ...]  # codes van diensten, of `signalen`; de eerste is de gewone weg
    geldig_vanaf: date
    geldig_tot: date | None = None
    telt_als: str | None = None  # kernprestatie in de begroting
    klokken: tuple[Termijn, ...] = ()
    controles: tuple[Controle, ...] = ()
    regionaal: bool = False  # een taak die een regio erbij doet
    regios: tuple[str, ...] = ()  # alleen in deze regio's; leeg is overal
    vraagt_tweede_lezer: bool = False
    keuzes: tuple[str, ...] = ()

    def geldt(self, op: date, regio: str | None) -> bool:
        """Of deze beschrijving op een dag in een regio geldt."""
        in_tijd = self.geldig_vanaf <= op and (self.geldig_tot is None or op < self.geldig_tot)
        return in_tijd and (not self.regios or (regio or "").lower() in self.regios)

    def controle(self, code: str) -> Controle:
        """De controle met deze code."""
        return next(controle for controle in self.controles if controle.code == code)


@dataclass(frozen=True)
class Werkproces:
    """De diensten van een regio op een dag, met hun samenhang; per code een beschrijving."""

    diensten: tuple[Dienstsoort, ...]

    @cached_property
    def per_code(self) -> Mapping[str, Dienstsoort]:
        """De diensten naar code, in de volgorde van de catalogus."""
        return {soort.code: soort for soort in self.diensten}

    def dienst(self, code: str) -> Dienstsoort:
        """De dienst met deze code; een onbekende code is een fout."""
        if code not in self.per_code:
            raise AanroepFout(f"Onbekende dienst '{code}'. Kies uit: {', '.join(self.per_code)}.")
        return self.per_code[code]

    def volgt_op(self, code: str) -> tuple[Dienstsoort, ...]:
        """De diensten waarop deze dienst kan volgen."""
        return tuple(self.per_code[naam] for naam in self.dienst(code).volgt_op if naam in self.per_code)

    def kan_leiden_tot(self, code: str) -> tuple[Dienstsoort, ...]:
        """De diensten die op deze dienst kunnen volgen."""
        self.dienst(code)
        return tuple(soort for soort in self.diensten if code in soort.volgt_op)

    def mag_volgen(self, van: str, naar: str) -> bool:
        """Of de ene dienst op de andere kan volgen."""
        return van in self.dienst(naar).volgt_op


def werkproces(soorten: Iterable[Dienstsoort], op: date, regio: str | None = None) -> Werkproces:
    """Het werkproces van een regio op een dag: de eigen beschrijving van de regio gaat voor de gewone."""
    alle = tuple(soorten)
    gekozen: dict[str, Dienstsoort] = {}
    for soort in alle:
        huidig = gekozen.get(soort.code)
        if soort.geldt(op, regio) and (huidig is None or _rang(soort) >= _rang(huidig)):
            gekozen[soort.code] = soort
    buiten = {soort.code for soort in alle} - gekozen.keys()
    return Werkproces(tuple(_zonder(soort, buiten) for soort in gekozen.values()))


def _zonder(soort: Dienstsoort, buiten: set[str]) -> Dienstsoort:
    """De dienst zonder wat op die dag of in die regio niet bestaat; een verwijzing naar niets blijft staan."""
    return replace(soort, volgt_op=tuple(code for code in soort.volgt_op if code not in buiten))


def _rang(soort: Dienstsoort) -> tuple[bool, date]:
    return bool(soort.regios), soort.geldig_vanaf


def gebreken(proces: Werkproces) -> tuple[str, ...]:
    """Wat er aan de samenhang niet klopt, als zinnen; leeg is goed."""
    return (*_losse_verwijzingen(proces), *_onbereikbaar(proces), *_dubbele_controles(proces), *_vreemde_velden(proces))


def keur(proces: Werkproces) -> Werkproces:
    """Het werkproces zelf, of een fout met alles wat er niet aan klopt."""
    if gevonden := gebreken(proces):
        raise WerkprocesFout("Het werkproces in de catalogus klopt niet.", *gevonden)
    return proces


def _losse_verwijzingen(proces: Werkproces) -> Iterator[str]:
    if not proces.diensten:
        yield "Op die dag geldt in deze regio geen enkele dienst; kies een latere dag."
    for soort in proces.diensten:
        if not soort.volgt_op:
            yield f"De dienst '{soort.code}' volgt nergens op; noem een dienst of '{SIGNALEN}'."
        for vorige in soort.volgt_op:
            if vorige != SIGNALEN and vorige not in proces.per_code:
                yield f"De dienst '{soort.code}' volgt op '{vorige}', maar die dienst bestaat hier niet."


def bereikbaar(proces: Werkproces) -> frozenset[str]:
    """De diensten die vanaf een signaal te bereiken zijn."""
    gevonden: set[str] = set()
    nieuw = {SIGNALEN}
    while nieuw:
        gevonden |= nieuw
        nieuw = {s.code for s in proces.diensten if not gevonden.isdisjoint(s.volgt_op)} - gevonden
    return frozenset(gevonden - {SIGNALEN})


def _onbereikbaar(proces: Werkproces) -> Iterator[str]:
    for code in proces.per_code.keys() - bereikbaar(proces):
        yield f"De dienst '{code}' is vanaf een signaal niet te bereiken."


def _dubbele_controles(proces: Werkproces) -> Iterator[str]:
    for soort in proces.diensten:
        codes = [controle.code for controle in soort.controles]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield f"De dienst '{soort.code}' heeft twee controles met de code '{code}'."


def _vreemde_velden(proces: Werkproces) -> Iterator[str]:
    for soort in proces.diensten:
        bekend = {veld.naam for veld in soort.over.velden()}
        for controle in soort.controles:
            gelezen = {veld.naam for veld in controle.vraagt} | set(plaatshouders(controle.boodschap))
            if controle.over is not soort.over or gelezen - bekend:
                yield f"De controle '{controle.code}' van '{soort.code}' gaat niet over {soort.over.tabelnaam()}."


def openstaande_controles(soort: Dienstsoort, rij: Rij, omgeving: Omgeving) -> tuple[Bevinding, ...]:
    """Wat er nog moet gebeuren voor deze dienst kan eindigen; onbekend is niet in orde, en de zin zegt dat."""
    return openstaand(soort.controles, rij, omgeving)


def openstaand(controles: Sequence[Controle], rij: Rij, omgeving: Omgeving) -> tuple[Bevinding, ...]:
    """De controles die niet in orde zijn, als bevindingen; wat met een reden mag blijven staan blokkeert niet."""
    uitslagen = ((controle, evalueer(controle.eis, rij, omgeving)) for controle in controles)
    return tuple(_bevinding(controle, rij, uitslag) for controle, uitslag in uitslagen if uitslag is not True)


def _bevinding(controle: Controle, rij: Rij, uitslag: bool | None) -> Bevinding:
    waarden = {naam: _getoond(rij[naam]) for naam in plaatshouders(controle.boodschap)}
    zin = controle.boodschap.format(**waarden)
    sleutel = controle.over.sleutel[0]
    kenmerk = rij[sleutel]
    return Bevinding(
        regel=controle.code,
        tabel=controle.over.tabelnaam(),
        id=None if kenmerk is None else str(kenmerk),
        rij=None,
        kolom=controle.kolom.naam,
        boodschap=zin if uitslag is False else f"{zin} {_niet_te_bepalen(controle, rij)}",
        blokkeert=not controle.te_overrulen,
    )


def _getoond(waarde: object) -> str:
    return "onbekend" if waarde is None else toon(waarde)


def _niet_te_bepalen(controle: Controle, rij: Rij) -> str:
    leeg = [veldnaam(veld) for veld in controle.vraagt if rij[veld.naam] is None]
    return f"Nog niet ingevuld: {', '.join(leeg)}."
