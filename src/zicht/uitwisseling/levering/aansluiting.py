"""Eigen telling, wat geleverd is, en wat het CBS drukte: twee benen, elk in genoemde oorzaken en een rest.

Het eerste been wordt rij voor rij verdeeld: elke rij die in de ene telling zit en niet in de andere, krijgt een oorzaak of komt
in de rest. Het tweede been kent alleen aantallen. Beide sluiten altijd precies:
eigen + oorzaken + rest = geleverd, en geleverd + oorzaken + rest = gedrukt.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zicht.catalogus import statline as s
from zicht.cijfers import Cijfers
from zicht.cijfers.onthouden import onthoud
from zicht.core.bronnen import Bron
from zicht.core.levering.bestand import Leverrecord
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.vertaling import LeverFout, Leverwaarde, naar_waarde
from zicht.core.periodes import Periode, lees_periode
from zicht.core.publicatie import Beleid, rond_af
from zicht.engines.leveraansluiting import Eigenrij, eigen_rijen
from zicht.uitwisseling.cbsvergelijking import Oorzaak, Vergelijking

BELEID = Beleid()
NA_LEVERING, DEFINITIE, UITGESLOTEN, AFRONDING, REST = (
    "na-levering",
    "andere-definitie",
    "uitgesloten",
    "afronding",
    "rest",
)
_TITELS = {
    NA_LEVERING: ("Na de levering ingevoerd, verbeterd of verwijderd", s.BRON_LEVERING),
    DEFINITIE: (
        "Andere definitie",
        Bron("informatieprotocol", "gegeven adviezen, beoordeelde meldingen, afgeronde diensten"),
    ),
    UITGESLOTEN: ("Soorten die niet meetellen", Bron("zicht-keuze", "wat een levering bevat")),
    AFRONDING: ("Afronding op vijf", s.BRON_DREMPEL),
}
_EERSTE = {
    NA_LEVERING: "Later ingevoerd, van gemeente veranderd, of er niet meer.",
    DEFINITIE: "De levering telt op de dag dat iets klaar is, de eigen telling op de dag dat het begon.",
    UITGESLOTEN: "Alleen ter registratie: daar volgt geen beoordeling op, en dat wordt niet geleverd.",
}
_TWEEDE = {
    DEFINITIE: "Het CBS drukt wat in het halfjaar begon of binnenkwam. Geleverd is wat klaar was; wat later klaar was kwam in een volgende levering{later}.",
    UITGESLOTEN: "Wat het scheelt als het CBS {wat} niet meetelt; dat zeggen de openbare stukken niet.",
}


@dataclass(frozen=True)
class Geleverd:
    """Wat over een halfjaar is geleverd, en wanneer."""

    periode: str
    indeling: Indeling
    records: Sequence[Leverrecord]
    op: date


@dataclass(frozen=True)
class Leverrij:
    """Een geleverd record, voor zover een telling het nodig heeft."""

    kenmerk: str
    casus: str | None
    gemeente: str | None
    begin: date | None
    soort: str | None


@dataclass(frozen=True)
class Been:
    """Van een telling naar de volgende: oorzaken met een bedrag, en wat overblijft."""

    van: int
    naar: int
    oorzaken: tuple[Oorzaak, ...]
    rest: int

    @property
    def sluit(self) -> bool:
        """Of het been precies uitkomt; dat hoort altijd zo te zijn."""
        return self.van + sum(o.bedrag or 0 for o in self.oorzaken) + self.rest == self.naar


@dataclass(frozen=True)
class Aansluiting:
    """De twee benen van een getal."""

    vergelijking: Vergelijking
    eerste: Been
    tweede: Been | None  # zonder als het CBS het getal niet drukt


def sluit_aan(
    cijfers: Cijfers, vergelijkingen: Iterable[Vergelijking], geleverd: Mapping[str, Geleverd]
) -> tuple[Aansluiting, ...]:
    """Bij elke vergelijking waarvan de hele periode geleverd is, haar twee benen."""
    uit: list[Aansluiting] = []
    for vergelijking in vergelijkingen:
        codes = _halfjaren(vergelijking.periode)
        if all(code in geleverd for code in codes):
            uit.append(_sluit(cijfers, vergelijking, [geleverd[code] for code in codes], geleverd))
    return tuple(uit)


def _halfjaren(periode: str) -> list[str]:
    return [periode] if "-" in periode else [f"{periode}-H1", f"{periode}-H2"]


def _sluit(cijfers: Cijfers, v: Vergelijking, delen: Sequence[Geleverd], alle: Mapping[str, Geleverd]) -> Aansluiting:
    periode, is_gemeente = lees_periode(v.periode), v.gebied.startswith("GM")
    bron = s.MELDINGEN.code if v.maat is s.CASUSSEN else v.maat.code
    rijen: Mapping[str, Eigenrij] = onthoud(
        cijfers, ("aansluiting", bron), lambda: eigen_rijen(cijfers.feitenset.verbinding, bron)
    )
    nu = {r.kenmerk: r for deel in delen for r in leverrijen(deel, v.maat) if not is_gemeente or r.gemeente == v.gebied}
    gebied = v.gebied if is_gemeente else None
    op = {deel.periode: deel.op for deel in delen}
    if v.maat is s.CASUSSEN:
        eerste = casusbeen(rijen, nu, periode, gebied, op, cijfers.feitenset.peildatum)
    else:
        eerste = rijbeen(rijen, nu, periode, gebied, op, cijfers.feitenset.peildatum)
    return Aansluiting(v, eerste, _tweede(v, nu, rijen, periode, gebied, alle))


# ------------------------------------------------------------------------------------------------- van eigen naar geleverd


def rijbeen(
    rijen: Mapping[str, Eigenrij], geleverd: Mapping[str, Leverrij], periode: Periode, gebied: str | None,
    op: Mapping[str, date], peildatum: date,
) -> Been:  # fmt: skip
    """Het eerste been, rij voor rij."""
    eigen = {k for k, r in rijen.items() if _telt(r, periode, gebied, peildatum)}
    tel = Counter[str]()
    for kenmerk in eigen - geleverd.keys():
        tel[_waarom_niet_geleverd(rijen[kenmerk], periode, op)] -= 1
    for kenmerk in geleverd.keys() - eigen:
        tel[_waarom_niet_eigen(rijen.get(kenmerk), periode, gebied)] += 1
    return _been(len(eigen), len(geleverd), tel)


def _telt(rij: Eigenrij, periode: Periode, gebied: str | None, peildatum: date) -> bool:
    return rij.dag is not None and periode.bevat(rij.dag) and rij.dag <= peildatum and gebied in (None, rij.gemeente)


def _waarom_niet_geleverd(rij: Eigenrij, periode: Periode, op: Mapping[str, date]) -> str:
    if rij.deel == "ter registratie":
        return UITGESLOTEN
    if rij.klaar is None or not periode.bevat(rij.klaar):
        return DEFINITIE
    if rij.invoer is not None and rij.invoer > max(op.values()):
        return NA_LEVERING
    return REST


def _waarom_niet_eigen(rij: Eigenrij | None, periode: Periode, gebied: str | None) -> str:
    if rij is None or gebied not in (None, rij.gemeente):
        return NA_LEVERING
    if rij.dag is None or not periode.bevat(rij.dag):
        return DEFINITIE
    return REST


def casusbeen(
    rijen: Mapping[str, Eigenrij], geleverd: Mapping[str, Leverrij], periode: Periode, gebied: str | None,
    op: Mapping[str, date], peildatum: date,
) -> Been:  # fmt: skip
    """Het eerste been van casussen: een casus telt een keer, hoeveel meldingen er ook zijn."""
    per: dict[str, list[Eigenrij]] = {}
    for rij in rijen.values():
        per.setdefault(str(rij.casus), []).append(rij)
    eigen = {c for c, deel in per.items() if any(_telt(r, periode, gebied, peildatum) for r in deel)}
    weg = {str(r.casus) for r in geleverd.values()}
    tel = Counter[str]()
    for casus in eigen - weg:
        tel[
            _zwaarst(_waarom_niet_geleverd(r, periode, op) for r in per[casus] if _telt(r, periode, gebied, peildatum))
        ] -= 1
    for casus in weg - eigen:
        tel[
            _zwaarst(_waarom_niet_eigen(r, periode, gebied) for r in per.get(casus, ()))
            if casus in per
            else NA_LEVERING
        ] += 1
    return _been(len(eigen), len(weg), tel)


def _zwaarst(redenen: Iterable[str]) -> str:
    """Een casus ontbreekt om de reden van de melding die er het dichtst bij was."""
    gevonden = set(redenen)
    return next((r for r in (REST, NA_LEVERING, DEFINITIE, UITGESLOTEN) if r in gevonden), REST)


def _been(van: int, naar: int, tel: Mapping[str, int]) -> Been:
    oorzaken = tuple(_oorzaak(code, tel.get(code, 0), _EERSTE[code]) for code in (NA_LEVERING, DEFINITIE, UITGESLOTEN))
    return Been(van, naar, oorzaken, tel.get(REST, 0))


def _oorzaak(code: str, bedrag: int | None, uitleg: str) -> Oorzaak:
    titel, bron = _TITELS[code]
    return Oorzaak(code, titel, bedrag, uitleg, bron)


# ----------------------------------------------------------------------------------------------- van geleverd naar gedrukt


def _tweede(
    v: Vergelijking, geleverd: Mapping[str, Leverrij], rijen: Mapping[str, Eigenrij], periode: Periode, gebied: str | None,
    alle: Mapping[str, Geleverd],
) -> Been | None:  # fmt: skip
    if v.cbs is None:
        return None
    van = len({r.casus for r in geleverd.values()}) if v.maat is s.CASUSSEN else len(geleverd)
    oorzaken = [
        een for een in (_begon_elders(v, geleverd, periode, gebied, alle), _buiten(v, geleverd, rijen, periode)) if een
    ]
    verwacht = van + sum(een.bedrag or 0 for een in oorzaken)
    oorzaken.append(
        _oorzaak(AFRONDING, rond_af(verwacht, BELEID) - verwacht, f"{verwacht} wordt {rond_af(verwacht, BELEID)}.")
    )
    return Been(van, v.cbs, tuple(oorzaken), v.cbs - rond_af(verwacht, BELEID))


def _begon_elders(
    v: Vergelijking,
    geleverd: Mapping[str, Leverrij],
    periode: Periode,
    gebied: str | None,
    alle: Mapping[str, Geleverd],
) -> Oorzaak | None:
    """Diensten telt het CBS als zij klaar zijn, net als de levering; adviezen en meldingen als zij begonnen."""
    if v.maat in (s.ONDERZOEK, s.VOORWAARDEN):
        return None
    binnen = {r.kenmerk: r for r in geleverd.values() if r.begin is not None and periode.bevat(r.begin)}
    latere = [deel for code, deel in alle.items() if lees_periode(code).begin > periode.eind]
    later = {
        r.kenmerk: r
        for deel in latere
        for r in leverrijen(deel, v.maat)
        if r.begin is not None and periode.bevat(r.begin) and gebied in (None, r.gemeente)
    }
    samen = {**binnen, **later}
    if v.maat is s.CASUSSEN:
        bedrag = len({r.casus for r in samen.values()}) - len({r.casus for r in geleverd.values()})
    else:
        bedrag = len(samen) - len(geleverd)
    erbij = "" if latere else ", die er nog niet is"
    return _oorzaak(DEFINITIE, bedrag, _TWEEDE[DEFINITIE].format(later=erbij))


def _buiten(
    v: Vergelijking, geleverd: Mapping[str, Leverrij], rijen: Mapping[str, Eigenrij], periode: Periode
) -> Oorzaak | None:
    """Geleverde soorten die het CBS misschien niet meetelt, van wat in het halfjaar begon."""
    binnen = [r for r in geleverd.values() if r.begin is not None and periode.bevat(r.begin)]
    if v.maat is s.ADVIEZEN:
        aantal = sum(r.soort == "ondersteuning" for r in binnen)
        return _oorzaak(UITGESLOTEN, -aantal, _TWEEDE[UITGESLOTEN].format(wat="ondersteuning van professionals"))
    if v.maat is s.MELDINGEN:
        delen = [rijen[r.kenmerk].deel for r in binnen if r.kenmerk in rijen]
        aantal = sum(deel in ("jeugdprostitutie", "huisverbod") for deel in delen)
        return _oorzaak(UITGESLOTEN, -aantal, _TWEEDE[UITGESLOTEN].format(wat="jeugdprostitutie en huisverboden"))
    return None


# --------------------------------------------------------------------------------------------------------- geleverde records

_RECORDS = {
    "adviezen": ("advies", "datum_start", None),
    "meldingen": ("melding", "datum_melding", None),
    "casussen": ("melding", "datum_melding", None),
    "onderzoeken": ("dienst", "datum_einde", "onderzoek"),
    "voorwaarden-en-vervolg": ("dienst", "datum_einde", "voorwaarden_en_vervolg"),
}


def leverrijen(geleverd: Geleverd, maat: s.Maat) -> Iterator[Leverrij]:
    """De geleverde records die bij een maat horen."""
    soort, dag, alleen = _RECORDS[maat.code]
    lees = _lezer(geleverd.indeling, soort)
    for record in geleverd.records:
        if record.soort != soort:
            continue
        wat = lees(record, "soort")
        if alleen in (None, wat):
            begin, gemeente, casus = lees(record, dag), lees(record, "gemeente"), lees(record, "casus_id")
            yield Leverrij(
                str(lees(record, f"{soort}_id")), None if casus is None else str(casus),
                None if gemeente in (None, "onbekend") else str(gemeente), begin if isinstance(begin, date) else None,
                None if wat is None else str(wat),
            )  # fmt: skip


def _lezer(indeling: Indeling, soort: str) -> Callable[[Leverrecord, str], Leverwaarde]:
    velden = {naam: plaatsen[0] for naam, plaatsen in indeling.record(soort).gegevens.items()}

    def lees(record: Leverrecord, gegeven: str) -> Leverwaarde:
        veld = velden.get(gegeven)
        try:
            return None if veld is None else naar_waarde(indeling, veld, record.tekst(veld.naam))
        except LeverFout:
            return None

    return lees
