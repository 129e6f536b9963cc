"""Een verzonnen studieverslag zoals een regio het krijgt: een jaar, vijf keuzes, zes normen, en getallen die met elkaar kloppen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from zicht.capaciteit.model import Norm
from zicht.capaciteit.studie.verslag import (
    NIETS_DOEN,
    Aanname,
    Herkomst,
    Keuzeverslag,
    Kosten,
    Normkans,
    Opgeteld,
    Reeks,
    Studie,
    Studieverslag,
    Terugblik,
    Terugtoetsregel,
    Verschil,
    Waarde,
    Wegwerken,
)
from zicht.capaciteit.uitkomst import Kans
from zicht.core.begroting.scenario import Scenario

BEGIN, WEKEN, NU = date(2026, 1, 1), 52, 147
NORMEN = (
    Norm("beoordeling-tijdig-na-ontvangst", 0.6),
    Norm("beoordeling-tijdig-na-oppakken", 0.8),
    Norm("vv-tijdig-na-ontvangst", 0.5),
    Norm("vv-tijdig-na-start", 0.9),
    Norm("onderzoek-tijdig-na-ontvangst", 0.4),
    Norm("onderzoek-tijdig-na-start", 0.9),
)


@dataclass(frozen=True)
class Geval:
    """Een keuze in een paar getallen, waar de rest van haar verslag uit volgt."""

    code: str
    titel: str
    eind: float
    tijdig: float
    fte: str = "0"
    euro: str | None = "0.00"
    zeker: bool = True


GEVALLEN = (
    Geval("niets_doen", "Niets doen", 268.5, 0.43),
    Geval("tijdelijk", "Vier maanden 2 fte inhuur", 141.0, 0.552, "0.67", "79533.33"),
    Geval("vast", "1 fte erbij in dienst", 163.25, 0.571, "1.00", "94200.00"),
    Geval("samen", "Een op de tien beoordelingen samen met het lokale team", 198.0, 0.51),
    Geval("volgorde", "Wie het eerst komt gaat voor", 266.0, 0.39, zeker=False),
)
AANNAMES = (
    Aanname("Meldingen", "12,4 per dag, met het ritme van de laatste drie jaar", "uit de feiten"),
    Aanname("Groei van de meldingen", "2 procent in een jaar", "uit de feiten", dun=True),
    Aanname("Beoordelen", "gemiddeld 8 uur werk voor een melding", "uit de begroting"),
    Aanname("Voorwaarden en Vervolg", "gemiddeld 32 uur werk", "uit de begroting"),
    Aanname("Onderzoek", "gemiddeld 38 uur werk", "uit de begroting"),
    Aanname("Ziekteverzuim", "6,4 procent, zoals in het laatste jaar", "uit de feiten"),
    Aanname("Verloop", "18 procent van de mensen vertrekt in een jaar; een plek staat dan drie maanden open", "uit de feiten", dun=True),
    Aanname("Inwerken", "wie nieuw is, doet de eerste zes weken de helft van het werk", "uit de parameters"),
    Aanname("Opnieuw gemeld", "van de gezinnen die wachten wordt 1 op de 25 in een maand opnieuw gemeld", "uit de feiten"),
    Aanname("Wat er ligt", "Gebruikt: 147 zaken.", "Gebruikt: 147 van 31-12-2025"),
    Aanname("Voorrang", "een hoge urgentie gaat altijd voor", "uit de feiten"),
)  # fmt: skip


def keuzeverslag(gevallen: tuple[Geval, ...] = GEVALLEN) -> Studieverslag:
    """Het verzonnen verslag van de regio."""
    niets, *keuzes = gevallen
    scenarios = tuple(Scenario(geval.code, geval.titel) for geval in keuzes)
    return Studieverslag(
        studie=Studie("nhn", "Veilig Thuis Noord-Holland Noord", BEGIN, WEKEN * 7, scenarios, NORMEN, 1000, 7),
        herkomst=Herkomst(date(2025, 12, 31), "ab" * 32, "cd" * 32, "ef" * 32, MappingProxyType({"definitie": "d2026.1", "zicht": "0.9.0"})),
        niets_doen=_verslag(NIETS_DOEN, niets, niets),
        keuzes=tuple(_verslag(scenario, geval, niets) for scenario, geval in zip(scenarios, keuzes, strict=True)),
        weekeinde=tuple(BEGIN + timedelta(days=7 * week + 6) for week in range(WEKEN)),
        wacht_vandaag=NU,
        aannames=AANNAMES,
        terugblik=Terugblik(date(2025, 1, 1), "Een jaar eerder had het model 161 verwacht.", (
            Terugtoetsregel("wachtlijst-beoordeling", waarde(161.0, 40), float(NU)),
            Terugtoetsregel("wachtlijst-beoordeling/ernaast", waarde(18.0, 0), 139.5),
            Terugtoetsregel("beoordeling-tijdig-na-ontvangst", waarde(0.455, 0.05), 0.4812),
        )),
    )  # fmt: skip


def waarde(midden: float, marge: float) -> Waarde:
    """Een waarde met een band van zoveel aan elke kant."""
    return Waarde(midden, round(midden - marge, 5), round(midden + marge, 5), round(midden, 5), round(marge / 40, 5))


def _verslag(scenario: Scenario, geval: Geval, niets: Geval) -> Keuzeverslag:
    scheelt = geval.eind - niets.eind
    marge = 4.0 if geval.zeker else abs(scheelt) + 3
    dag = BEGIN + timedelta(days=200)
    return Keuzeverslag(
        scenario=scenario,
        kosten=Kosten(Decimal(geval.fte), None if geval.euro is None else Decimal(geval.euro), Decimal(0), None, None,
                      waarom_onbekend="" if geval.euro else "geen begroting"),
        opgeteld=tuple(Opgeteld(maat, "", waarde_) for maat, waarde_ in _maten(geval)),
        reeksen=(_reeks(geval),),
        teams=(),
        normkansen=tuple(Normkans(norm, _kans(geval.tijdig + nr * 0.07)) for nr, norm in enumerate(NORMEN)),
        meer_dan_vandaag=_kans(min(max((geval.eind - NU) / 100 + 0.4, 0.01), 0.99)),
        wegwerken=Wegwerken(_kans(0.02 if geval.eind > NU else 0.63), dag if geval.eind < NU else None, dag, None),
        verschillen=() if geval is niets else (Verschil("wacht_eind", scheelt, scheelt - marge, scheelt + marge),),
    )  # fmt: skip


def _kans(deel: float) -> Kans:
    deel = round(deel, 3)
    return Kans(deel, max(round(deel - 0.03, 5), 0.0), min(round(deel + 0.03, 5), 1.0))


def _maten(geval: Geval) -> Iterator[tuple[str, Waarde]]:
    yield "wacht_eind", waarde(geval.eind, geval.eind * 0.3)
    yield "wacht_gemiddeld", waarde((geval.eind + NU) / 2, 30)
    yield "wachttijd", waarde(geval.eind / 11, 2)
    yield "controles", waarde(geval.eind * 6.2, 120)
    for nummer, norm in enumerate(NORMEN):
        yield norm.indicator, waarde(round(min(geval.tijdig + nummer * 0.08, 0.93), 5), 0.055)


def _reeks(geval: Geval) -> Reeks:
    midden = [round(NU + (geval.eind - NU) * week / WEKEN, 5) for week in range(1, WEKEN + 1)]
    breed = [round(getal * 0.3 * week / WEKEN, 5) for week, getal in enumerate(midden, 1)]
    return Reeks(
        "wacht_beoordeling", "", tuple(midden),
        tuple(round(getal - marge, 5) for getal, marge in zip(midden, breed, strict=True)),
        tuple(round(getal + marge, 5) for getal, marge in zip(midden, breed, strict=True)),
    )  # fmt: skip
