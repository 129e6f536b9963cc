"""Normtijden bewaken: de zaken uit de feiten, met de geschreven uren ernaast, per dienst van een begroting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zicht.catalogus.normtijden import BEWAAKT, Bewaakt
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.normtijden import (
    Dienstregel,
    Gevolg,
    Zaaktijd,
    doorloop,
    gevolg,
    gevolg_van,
    herziening,
    rijpe,
)
from zicht.core.begroting.normtijdtoets import LOOS_ALARM, toets
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.scenario import Scenario
from zicht.engines.feitenset import Feitenset

JAAR = timedelta(days=365)


@dataclass(frozen=True)
class Tijd:
    """Geschreven tijd: de uren per zaak (soort en kenmerk), en vanaf welke dag er is geschreven."""

    uren: Mapping[tuple[str, str], float]
    eerste: date
    bestand: str = ""


@dataclass(frozen=True)
class Bewaking:
    """Alle bewaakte diensten van een begroting, en wat alle voorstellen samen zouden doen."""

    begroting: Begroting
    peildatum: date
    regels: tuple[Dienstregel, ...]
    alfa: float  # de kans op loos alarm per dienst
    met_tijd: bool
    onbekend: int = 0  # zaken in het bestand met tijd die niet in de feiten staan
    samen: Gevolg | None = None
    regios: tuple[str, ...] = ()

    @property
    def herziening(self) -> Scenario | None:
        """De voorstellen als scenario bij de begroting; None als er niets te herzien is."""
        return herziening(self.regels)


def bewaak(feitenset: Feitenset, begroting: Begroting, tijd: Tijd | None, peildatum: date | None = None) -> Bewaking:
    """Bewaak de normtijden van een begroting met de feiten, en met geschreven tijd als die er is."""
    dag = peildatum or feitenset.peildatum
    diensten = [(bewaakt, normtijd) for bewaakt in BEWAAKT if (normtijd := _normtijd(begroting, bewaakt.dienst))]
    alfa = LOOS_ALARM / max(len(diensten), 1)
    basis = reken(begroting)
    gelezen = {bewaakt.dienst: zaken(feitenset, bewaakt, dag, tijd) for bewaakt, _ in diensten}
    regels = tuple(
        _regel(begroting, basis, bewaakt, normtijd, gelezen[bewaakt.dienst], tijd, alfa, dag) for bewaakt, normtijd in diensten
    )  # fmt: skip
    voorstel = herziening(regels)
    return Bewaking(
        begroting, dag, regels, alfa, tijd is not None, _onbekend(feitenset, tijd),
        gevolg_van(begroting, basis, voorstel) if voorstel else None, tuple(feitenset.regios),
    )  # fmt: skip


def _normtijd(begroting: Begroting, dienst: str) -> Decimal | None:
    getal = begroting.getal(f"dienst.{dienst}.normtijd_uren")
    return getal.waarde if getal is not None and getal.waarde > 0 else None


def _regel(
    begroting: Begroting, basis: Model, bewaakt: Bewaakt, normtijd: Decimal, van: Sequence[Zaaktijd], tijd: Tijd | None,
    alfa: float, dag: date,
) -> Dienstregel:  # fmt: skip
    rijp = rijpe(van, tijd.eerste) if tijd else None
    uitslag = toets(rijp.uren, normtijd, alfa) if rijp else None
    anders = uitslag.voorstel if uitslag else None
    titel = next(dienst.titel for dienst in begroting.diensten if dienst.code == bewaakt.dienst)
    morgen = dag + timedelta(days=1)
    nu, toen = doorloop(van, morgen - JAAR, morgen), doorloop(van, morgen - 2 * JAAR, morgen - JAAR)
    doet = gevolg(begroting, basis, bewaakt.dienst, anders) if anders is not None else None
    return Dienstregel(bewaakt.dienst, titel, normtijd, rijp, uitslag, nu, toen, doet)


def zaken(feitenset: Feitenset, bewaakt: Bewaakt, dag: date, tijd: Tijd | None = None) -> list[Zaaktijd]:
    """De zaken van een dienst zoals bekend op een dag, met hun geschreven uren."""
    return [
        Zaaktijd(
            sleutel, begin, einde if einde and einde <= dag else None,
            tijd.uren.get((bewaakt.soort, sleutel)) if tijd else None,
        )
        for sleutel, begin, einde in _rijen(feitenset, bewaakt, dag)
    ]  # fmt: skip


def _rijen(feitenset: Feitenset, bewaakt: Bewaakt, dag: date) -> Iterator[tuple[str, date, date | None]]:
    waar, waarden = f'"{bewaakt.begin}" <= $dag', {"dag": dag}
    if bewaakt.dienstsoort:
        waar, waarden = f"{waar} AND soort = $soort", {"dag": dag, "soort": bewaakt.dienstsoort}
    vraag = f'SELECT "{bewaakt.soort}_id", "{bewaakt.begin}", "{bewaakt.einde}" FROM {bewaakt.soort} WHERE {waar} ORDER BY 1'  # noqa: S608 - namen uit de catalogus
    yield from feitenset.verbinding.execute(vraag, waarden).fetchall()


def _onbekend(feitenset: Feitenset, tijd: Tijd | None) -> int:
    """Hoeveel zaken met geschreven tijd er niet in de feiten staan."""
    if tijd is None:
        return 0
    bekend = {
        (soort, sleutel)
        for soort in ("melding", "dienst")  # namen van hier
        for (sleutel,) in feitenset.verbinding.execute(f"SELECT {soort}_id FROM {soort}").fetchall()  # noqa: S608
    }
    return len(tijd.uren.keys() - bekend)
