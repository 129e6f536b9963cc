"""Van exacte antwoorden naar cijfers die gedrukt mogen worden: de enige plaats in de rapporten die exacte aantallen ziet.

Per indicator en telling gaat een tabel van gemeenten naar de drukker; de regio is daarin het totaal. Zo is er geen cijfer
van de regio dat een verborgen cijfer van een gemeente verraadt. De `Drukker` hier maakt elke tabel los veilig;
`rapportage.samen` maakt alle tabellen van een rapport samen veilig, en `rapportage.vrijgave` naast alles wat al gepubliceerd is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zicht.cijfers import Uitgesplitst, Uitkomst
from zicht.core.periodes import Periode
from zicht.core.publicatie import (
    Beleid,
    Getoond,
    Kruistabel,
    PubliekeTabel,
    Reden,
    percentage,
    publiceer,
    publiceer_met_totaal,
    reden_in_woorden,
)
from zicht.core.publicatie.cellen import Vak
from zicht.core.uitslagen import Uitslag
from zicht.rapportage.cijferlijst import Cijfer, Soort
from zicht.rapportage.vragen import Blik, Vragen

GEEN = "geen gevallen"
ONBEKEND = "niet bekend"
_SOORTEN = {"aantal": Soort.AANTAL, "aandeel": Soort.AANDEEL, "cijfer": Soort.RAPPORTCIJFER, "dagen": Soort.DAGEN}


@dataclass(frozen=True)
class Tabelvraag:
    """Een tabel die een rapport wil drukken; `per_maand` als de maat ook per maand te tellen is."""

    maat: str
    periode: Periode
    tabel: Kruistabel
    per_maand: bool = True


@dataclass(frozen=True)
class Reeksvraag:
    """Een reeks van de regio die een rapport wil drukken: een rij per vak."""

    maat: str
    vakken: tuple[Vak, ...]
    tabel: Kruistabel


@dataclass(frozen=True)
class Drukker:
    """Maakt gedrukte cijfers volgens een beleid; zonder beleid (intern) blijven ze exact."""

    beleid: Beleid | None

    def tabel(self, vraag: Tabelvraag) -> PubliekeTabel:
        """De tabel zoals zij in druk mag, los van elke andere."""
        return publiceer_met_totaal(vraag.tabel, self.beleid)

    def reeks(self, vraag: Reeksvraag) -> PubliekeTabel:
        """De reeks zoals zij in druk mag, naast haar totaal."""
        return publiceer(vraag.tabel, self.beleid)

    def reden(self, reden: Reden | None) -> str:
        """De reden in woorden, of niets."""
        return reden_in_woorden(reden, self.beleid) if reden and self.beleid else ""

    def aantal(self, sleutel: str, getoond: Getoond) -> Cijfer:
        """Een aantal."""
        waarde = None if getoond.waarde is None else Fraction(getoond.waarde)
        return Cijfer(sleutel, Soort.AANTAL, waarde, self.reden(getoond.reden))

    def aandeel(self, sleutel: str, teller: Getoond, rest: Getoond, noemer: Getoond) -> Cijfer:
        """Een aandeel, als alle drie de aantallen zichtbaar zijn; bij weinig gevallen een bereik."""
        if noemer.waarde == 0:
            return Cijfer(sleutel, Soort.AANDEEL, None, GEEN, 0, 0)
        deel = percentage(teller, rest, noemer, self.beleid)
        if deel is None:
            redenen = [getoond.reden for getoond in (noemer, teller, rest) if getoond.reden]
            reden = Reden.KLEIN if Reden.KLEIN in redenen else next(iter(redenen), None)
            return Cijfer(sleutel, Soort.AANDEEL, None, self.reden(reden), teller.waarde, noemer.waarde)
        breed = self.beleid is not None and deel.breedte > self.beleid.smal
        return Cijfer(
            sleutel, Soort.AANDEEL, deel.waarde, "", teller.waarde, noemer.waarde,
            deel.laag if breed else None, deel.hoog if breed else None,
        )  # fmt: skip

    def meting(self, sleutel: str, uitslag: Uitslag, n: Getoond) -> Cijfer:
        """Een gemiddelde of mediaan, als het aantal metingen zichtbaar is."""
        soort = _SOORTEN[uitslag.eenheid]
        if uitslag.waarde is None:
            return Cijfer(sleutel, soort, None, GEEN, noemer=0)
        if n.waarde is None:
            return Cijfer(sleutel, soort, None, self.reden(n.reden))
        return Cijfer(sleutel, soort, Fraction(str(uitslag.waarde)), noemer=n.waarde)


TOTAAL = "totaal"
NAAR_ONTVANGST = "naar ontvangst"
VORIG_JAAR = "vorig jaar"
NAAST = (("niet te bepalen", "niet_te_bepalen"), ("nog open", "nog_open"))


def geteld(vragen: Vragen, drukker: Drukker) -> Iterator[Cijfer]:
    """Alles waar mensen of gevallen in geteld zijn, behalve de trend."""
    yield from van_blik(vragen.afgerond, drukker)
    yield from van_blik(vragen.ontvangen, drukker, NAAR_ONTVANGST)
    if vragen.vorig:
        yield from van_blik(vragen.vorig, drukker, VORIG_JAAR)
    yield from van_duiding(vragen, drukker)


def van_blik(blik: Blik, drukker: Drukker, bij: str = "") -> Iterator[Cijfer]:
    """Elk cijfer van de regio en van elke gemeente; `bij` is de verwijzing (vorig jaar, naar ontvangst)."""
    for regio in blik.regio.uitslagen:
        per_gemeente = [u for u in blik.gemeenten.uitslagen if u.code == regio.code]
        yield from van_indicator(blik.regio.periode, regio, per_gemeente, drukker, f"|{bij}" if bij else "")


def van_indicator(
    periode: Periode, regio: Uitslag, gemeenten: Sequence[Uitslag], drukker: Drukker, bij: str = ""
) -> Iterator[Cijfer]:
    """Een indicator van de regio en van elke gemeente, samen veilig."""
    ontvangst = bij == f"|{NAAR_ONTVANGST}"
    maat = regio.code + (bij if ontvangst else "")
    per_maand = not ontvangst and not (regio.extra and regio.eenheid == "aandeel")
    tabel = drukker.tabel(Tabelvraag(maat, periode, kruistabel(regio, gemeenten), per_maand))
    for rij, uitslag in ((None, regio), *((u.gebied or "onbekend", u) for u in gemeenten)):
        sleutel = regio.code if rij is None else f"{regio.code}@{rij}"
        if regio.eenheid == "aandeel" and regio.teller is None:
            yield Cijfer(sleutel + bij, Soort.AANDEEL, None, "de termijn is niet vastgesteld")
        elif regio.eenheid == "aandeel":
            yield drukker.aandeel(sleutel + bij, tabel[rij, "teller"], _rest(tabel, rij, uitslag), tabel[rij, None])
        elif regio.eenheid == "aantal":
            yield drukker.aantal(sleutel + bij, tabel[rij, None])
        else:
            yield drukker.meting(sleutel + bij, uitslag, tabel[rij, None])
        if not bij:
            yield from _delen(sleutel, rij, regio, tabel, drukker)
    if not bij or ontvangst:
        yield from _naast(periode, regio, gemeenten, drukker, bij)


def kruistabel(regio: Uitslag, gemeenten: Sequence[Uitslag]) -> Kruistabel:
    """Gemeenten tegen de delen waaruit de noemer bestaat; een verschil met de regio staat op een eigen rij."""
    rijen = {u.gebied or "onbekend": verdeeld(u) for u in gemeenten}
    kolommen = tuple(verdeeld(regio))
    buiten = {
        kolom: aantal - sum(rij.get(kolom, 0) for rij in rijen.values()) for kolom, aantal in verdeeld(regio).items()
    }
    if any(aantal > 0 for aantal in buiten.values()):
        rijen["buiten de regio"] = {kolom: max(aantal, 0) for kolom, aantal in buiten.items()}
    cellen = {(naam, kolom): aantal for naam, rij in rijen.items() for kolom, aantal in rij.items()}
    return Kruistabel(tuple(rijen), kolommen, cellen)


def verdeeld(uitslag: Uitslag) -> dict[str, int]:
    """De noemer in delen die samen precies de noemer zijn."""
    delen = {naam: int(aantal) for naam, aantal in uitslag.extra.items() if isinstance(aantal, int) and naam != "n"}
    if uitslag.teller is not None:
        delen = {"teller": uitslag.teller} | delen
    return delen | {"rest": uitslag.noemer - sum(delen.values())} if sum(delen.values()) <= uitslag.noemer else {
        "teller": uitslag.teller or 0, "rest": uitslag.noemer - (uitslag.teller or 0)
    }  # fmt: skip


def _rest(tabel: PubliekeTabel, rij: str | None, uitslag: Uitslag) -> Getoond:
    """Wat niet in de teller zit; bestaat dat uit meer delen, dan telt het als verborgen zodra een deel dat is."""
    delen = [tabel[rij, kolom] for kolom in verdeeld(uitslag) if kolom != "teller" and (rij, kolom) in tabel]
    verborgen = next((deel for deel in delen if deel.waarde is None), None)
    if len(delen) == 1 or verborgen:
        return verborgen or delen[0]
    noemer, teller = tabel[rij, None].waarde, tabel[rij, "teller"].waarde
    return (
        Getoond(max(noemer - teller, 0))
        if noemer is not None and teller is not None
        else Getoond(None, Reden.BESCHERMT)
    )


def _delen(sleutel: str, rij: str | None, regio: Uitslag, tabel: PubliekeTabel, drukker: Drukker) -> Iterator[Cijfer]:
    """De delen van een voorraad (wacht op start, loopt) en wat apart geteld is."""
    for naam in verdeeld(regio):
        if naam not in ("teller", "rest"):
            yield drukker.aantal(f"{sleutel}/{naam}", tabel[rij, naam])


def _naast(
    periode: Periode, regio: Uitslag, gemeenten: Sequence[Uitslag], drukker: Drukker, bij: str
) -> Iterator[Cijfer]:
    """Niet te bepalen en nog open: elk een eigen rij aantallen met de regio als totaal."""
    for naam, veld in NAAST:
        cellen = {(u.gebied or "onbekend", "n"): int(getattr(u, veld)) for u in gemeenten}
        over = int(getattr(regio, veld)) - sum(cellen.values())
        if over > 0:
            cellen["buiten de regio", "n"] = over
        achter = f"|{naam}{f' {NAAR_ONTVANGST}' if bij else ''}"
        rijen = Kruistabel(tuple(r for r, _ in cellen), ("n",), cellen, rijtotalen=False)
        tabel = drukker.tabel(Tabelvraag(regio.code + achter, periode, rijen, per_maand=False))
        yield drukker.aantal(regio.code + achter, tabel[None, "n"])
        for rij, _ in cellen:
            yield drukker.aantal(f"{regio.code}@{rij}{achter}", tabel[rij, "n"])


def oordelen(uitkomst: Uitkomst) -> Iterator[Cijfer]:
    """Norm en oordeel per indicator; het oordeel is genomen op de exacte aantallen."""
    for u in uitkomst.uitslagen:
        if u.norm is not None:
            soort = _SOORTEN[u.eenheid]
            yield Cijfer(f"{u.code}|norm", soort, Fraction(str(u.norm)))
            woorden = {"gehaald": "gehaald", "niet_gehaald": "niet gehaald", None: "niet te bepalen"}[u.oordeel]
            yield Cijfer(f"{u.code}|oordeel", soort, None, woorden)


# --------------------------------------------------------------------------------------------------------------- duiding


def van_duiding(vragen: Vragen, drukker: Drukker) -> Iterator[Cijfer]:
    """Elke groep van elke uitsplitsing, voor de regio en per gemeente, als aandeel van het totaal."""
    for uitgesplitst in vragen.duiding:
        yield from _van_uitsplitsing(uitgesplitst, drukker, vragen.periode)


def _van_uitsplitsing(uitgesplitst: Uitgesplitst, drukker: Drukker, periode: Periode) -> Iterator[Cijfer]:
    code = uitgesplitst.uitsplitsing.code
    totalen, groepen = _duidingstabellen(uitgesplitst, drukker, periode)
    for rij in (None, *(gebied or "onbekend" for gebied in uitgesplitst.totaal)):
        achter = "" if rij is None else f"@{rij}"
        totaal = totalen[rij]
        yield drukker.aantal(code + achter, totaal)
        for groep in uitgesplitst.uitsplitsing.groepen:
            yield _groepcijfer(f"{code}/{groep.code}{achter}", groepen[rij, groep.code], totaal, drukker)


def _groepcijfer(sleutel: str, aantal: Getoond, totaal: Getoond, drukker: Drukker) -> Cijfer:
    """Het aandeel van een groep; de rest wordt hier niet gedrukt en hoeft dus niet apart zichtbaar te zijn."""
    if aantal.waarde is None:
        return Cijfer(sleutel, Soort.AANDEEL, None, drukker.reden(aantal.reden))
    if totaal.waarde is None:
        return Cijfer(sleutel, Soort.AANTAL, Fraction(aantal.waarde))
    rest = Getoond(max(totaal.waarde - aantal.waarde, 0))
    return drukker.aandeel(sleutel, aantal, rest, totaal)


def _duidingstabellen(
    uitgesplitst: Uitgesplitst, drukker: Drukker, periode: Periode
) -> tuple[Mapping[str | None, Getoond], Mapping[tuple[str | None, str], Getoond]]:
    """Groepen die samen het totaal zijn gaan als een tabel met alle totalen; andere groepen elk op zichzelf."""
    codes = [groep.code for groep in uitgesplitst.uitsplitsing.groepen]
    rijen = {gebied or "onbekend": dict(zip(codes, rij, strict=True)) for gebied, rij in uitgesplitst.aantallen.items()}
    totaal = {gebied or "onbekend": n for gebied, n in uitgesplitst.totaal.items()}
    sluitend = _sluitend(codes, rijen, totaal)
    cellen = {(rij, kolom): n for rij, delen in rijen.items() for kolom, n in delen.items() if kolom in sluitend}
    if not sluitend:
        cellen = {(rij, TOTAAL): n for rij, n in totaal.items()}
    maat = uitgesplitst.uitsplitsing.code
    basis = drukker.tabel(Tabelvraag(maat, periode, Kruistabel(tuple(rijen), sluitend or (TOTAAL,), cellen)))
    groepen = {(rij, kolom): basis[rij, kolom] for rij in (None, *rijen) for kolom in sluitend}
    los = tuple(code for code in codes if code not in sluitend)
    if los:
        losse = {(rij, kolom): n for rij, delen in rijen.items() for kolom, n in delen.items() if kolom in los}
        apart = drukker.tabel(Tabelvraag(maat, periode, Kruistabel(tuple(rijen), los, losse, rijtotalen=False)))
        groepen |= {(rij, kolom): apart[rij, kolom] for rij in (None, *rijen) for kolom in los}
    return {rij: basis[rij, None] for rij in (None, *rijen)}, groepen


def _sluitend(
    codes: Sequence[str], rijen: Mapping[str, Mapping[str, int]], totaal: Mapping[str, int]
) -> tuple[str, ...]:
    """De groepen die overal samen het totaal zijn: alle, of een paar zoals opgelegd en niet opgelegd."""

    def klopt(groep: Sequence[str]) -> bool:
        return all(sum(rij[code] for code in groep) == totaal[naam] for naam, rij in rijen.items())

    if klopt(codes):
        return tuple(codes)
    paren = ((a, b) for i, a in enumerate(codes) for b in codes[i + 1 :])
    return next((paar for paar in paren if klopt(paar)), ())
