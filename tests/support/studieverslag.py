"""Een verzonnen studieverslag: twee keuzes naast niets doen, vier weken, met alles erin wat een verslag kan hebben."""

from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from zicht.capaciteit.model import Norm
from zicht.capaciteit.studie.verslag import (
    NIETS_DOEN,
    Aanname,
    Aansluiting,
    Beeld,
    Beeldmaat,
    Eenzijdig,
    Grens,
    Grenspunt,
    Herkomst,
    Keuzeverslag,
    Knopeffect,
    Kosten,
    Kostenregel,
    Normkans,
    Opgeteld,
    Proef,
    Reeks,
    Stand,
    Studie,
    Studieverslag,
    Terugblik,
    Terugtoetsregel,
    Verschil,
    Waarde,
    Wegwerken,
    Zoekas,
    Zoekverslag,
    Zoekvraag,
)
from zicht.capaciteit.uitkomst import Jaarmaat, Kans, Maat
from zicht.core.begroting.inzet import Beleidskeuze, Deel, Dienstverband, Groei, Inzet, Tempo, Voorrang
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging
from zicht.core.bronnen import Bron

BEGIN = date(2025, 3, 3)
WEKEN = 4
INDICATOR = "beoordeling-tijdig-na-ontvangst"
NORM = Norm(INDICATOR, 0.60)
GEMEENTEN = ("Aalten", "Zutphen")

TWEE_FTE = Inzet("beoordeling", Decimal(2), Dienstverband.INHUUR, BEGIN, maanden=4, waarom="tijdelijk")
INHUUR = Scenario("inhuur", "Vier maanden 2 fte inhuur", bron=Bron("zicht-keuze", "voorbeeld"), mensen=(TWEE_FTE,))
VRAAG = Zoekvraag("Kleinste bezetting", (Zoekas("beoordeling", Dienstverband.INHUUR),), (NORM,))
ANDERS = Scenario(
    "anders", "Andere volgorde en meer meldingen",
    wijzigingen=(Wijziging("stroom.meldingen.aantal", Wijze.PROCENT, Decimal("2.5"), "groei"),),
    keuzes=("Een voorbeeld.",),
    beleid=Beleidskeuze(Voorrang.GEMENGD, samen_oppakken=Decimal(10), reserve=(Deel("onderzoek", Decimal(20)),)),
    instroom=(Groei(Decimal(5), tempo=Tempo.GELEIDELIJK),),
)  # fmt: skip


def studieverslag() -> Studieverslag:
    """Het verzonnen verslag."""
    studie = Studie(
        "NOG",
        "Verzonnen Thuis",
        BEGIN,
        WEKEN * 7,
        (INHUUR, ANDERS),
        (NORM,),
        200,
        7,
        "Wat als",
        (VRAAG,),
        INDICATOR,
        "anders",
    )
    return Studieverslag(
        studie=studie,
        herkomst=Herkomst(BEGIN, "ab" * 32, "cd" * 32, "ef" * 32, MappingProxyType({"zicht": "1.0", "numpy": "2"})),
        niets_doen=_keuze(NIETS_DOEN, 60.0, Decimal(0)),
        keuzes=(_keuze(INHUUR, 30.0, Decimal("9176.92")), _keuze(ANDERS, 75.5, Decimal(0))),
        weekeinde=tuple(BEGIN + timedelta(days=7 * week + 6) for week in range(WEKEN)),
        wacht_vandaag=48,
        aannames=(Aanname("Normtijd onderzoek", "40 uur", "begroting"), Aanname("Hermelding", "2 procent", "feiten", dun=True)),
        terugblik=Terugblik(date(2024, 3, 4), "Een jaar geleden zou dit 52 gezegd hebben; het werd 48.",
                            (Terugtoetsregel("wacht_eind", _waarde(52.0), 48.0),)),
        zoektochten=(_zoektocht(),),
        grens=Grens(INDICATOR, (
            Grenspunt("niets_doen", "Niets doen", Decimal(0), Decimal(0), _waarde(0.5)),
            Grenspunt("inhuur", "Inhuur", Decimal(2), Decimal("9176.92"), _waarde(0.7)),
            Grenspunt("duur", "Duur", Decimal(3), Decimal("12000.00"), _waarde(0.6), beter="inhuur"),
        )),
        beeld=_beeld(),
        rekentijd=1.5,
    )  # fmt: skip


def _waarde(midden: float) -> Waarde:
    return Waarde(midden, round(midden * 0.8, 5), round(midden * 1.2, 5), midden, round(midden * 0.01, 5))


def _keuze(scenario: Scenario, wacht: float, euro: Decimal) -> Keuzeverslag:
    basis = scenario is NIETS_DOEN
    regels = (Kostenregel("2 fte inhuur", Decimal(2), Decimal(119300), Decimal("0.0385"), euro),) if euro else ()
    return Keuzeverslag(
        scenario,
        Kosten(Decimal(2) if euro else Decimal(0), euro, Decimal(0), Decimal("1.5"), Decimal("10000.00"), regels),
        tuple(Opgeteld(maat, over, waarde) for over in ("", *GEMEENTEN) for maat, waarde in _maten(wacht)),
        (*(_reeks(maat.name.lower(), over, wacht) for maat in Maat for over in ("", *GEMEENTEN)), _reeks(INDICATOR, "", 0.5)),
        tuple(_reeks(maat, "beoordeling", 100.0) for maat in ("uren", "bezet", "fte")),
        (Normkans(NORM, Kans(0.35, 0.29, 0.42)),),
        Kans(0.5, 0.43, 0.57),
        Wegwerken(Kans(0.4, 0.33, 0.47), None, BEGIN + timedelta(days=13), None),
        () if basis else (Verschil("wacht_gemiddeld", wacht - 60, wacht - 62, wacht - 58),),
        () if basis else (Eenzijdig("overhead.procent", "Deze wijziging verandert alleen de begroting."),),
        () if basis else (Eenzijdig("voorrang", "De begroting kent geen volgorde."),),
    )  # fmt: skip


def _maten(wacht: float) -> list[tuple[str, Waarde]]:
    return [*((maat.name.lower(), _waarde(wacht)) for maat in Jaarmaat), (INDICATOR, _waarde(0.5))]


def _reeks(maat: str, over: str, hoogte: float) -> Reeks:
    midden = tuple(round(hoogte * (1 + week / 10), 5) for week in range(WEKEN))
    leeg = (None,) if maat == INDICATOR else midden[:1]
    return Reeks(
        maat,
        over,
        leeg + midden[1:],
        tuple(round(m * 0.8, 5) for m in midden),
        tuple(round(m * 1.2, 5) for m in midden),
    )


def _zoektocht() -> Zoekverslag:
    proef = Proef((TWEE_FTE,), Decimal(2), Decimal("238600.00"), Kans(0.86, 0.82, 0.89), 200, haalt=True)
    krap = Proef((), Decimal(0), Decimal(0), Kans(0.79, 0.74, 0.84), 200, haalt=None)
    return Zoekverslag(VRAAG, Stand.GEVONDEN, "Met 2 fte erbij.", proef, (krap, proef))


def _beeld() -> Beeld:
    maten = (
        Beeldmaat("fte", Decimal("60.79"), Decimal("64.6"), Decimal("3.81")),
        Beeldmaat("wachttijd", 12.5, 20.25, 7.75, Verschil("wachttijd", 7.75, 7.0, 8.5)),
    )
    knop = Knopeffect("stroom.meldingen.aantal", "Aantal meldingen", "10 procent", maten, (), simulatie=True)
    sluit = Aansluiting(
        "Primair uitvoerend", Decimal("5726599.00"), Decimal(5745800), Decimal("-19201.00"), "Afgerond."
    )
    return Beeld(ANDERS, INDICATOR, 100, maten, (knop,), (sluit,))
