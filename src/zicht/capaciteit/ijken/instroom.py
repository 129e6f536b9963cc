"""De instroom ijken: per bron het ritme van week, jaar, schoolvakantie en feestdag, de groei, en hoe ruw de weken zijn."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from zicht.capaciteit.ijken.raster import Raster, maak_raster
from zicht.capaciteit.ijken.regressie import Aanpassing, afwijking, poisson
from zicht.capaciteit.ijken.rekenvormen import Getallen, Kommagetallen, Waarheden
from zicht.core.kalender import Kalender
from zicht.core.schoolvakanties import DELEN

MINSTENS = 300  # aantallen waaronder alleen het weekritme geijkt wordt
MINSTENS_TREND, MINSTENS_SEIZOEN = 700, 330  # dagen
BLOK = 28  # dagen waarover de ruwheid van de groei wordt gemeten

KEUZES = (
    "Het aantal per dag is het product van weekdag, jaargetijde (twee golven), schoolvakantie, de twee weken ervoor, feestdag en groei.",
    "De groei telt zo zwaar als zij zeker is; de gewone spreiding van jaar tot jaar is een parameter.",
    "Een maand doet mee vanaf het moment dat elke maand minstens de helft van een gewone maand telt: daarvoor zijn de feiten niet volledig.",
    "Het deel van het land waarvan de schoolvakanties gelden, is het deel dat de aantallen het best verklaart.",
)


@dataclass(frozen=True)
class Tijdvak:
    """Van welke dag tot en met welke dag gekeken wordt."""

    van: date
    tot_en_met: date

    @property
    def dagen(self) -> int:
        """Het aantal dagen."""
        return (self.tot_en_met - self.van).days + 1


@dataclass(frozen=True)
class Ritme:
    """De instroom van een bron: wat er per dag te verwachten is, en hoe zeker dat is."""

    waargenomen: Kommagetallen  # per dag van het verleden
    verwacht: Kommagetallen  # idem, volgens het ritme
    vooruit: Kommagetallen  # per dag van het tijdvak dat komt
    weekruis: float  # standaardafwijking van de logaritme van de weekfactor
    groei: float  # per jaar, zoals gebruikt
    groei_gemeten: float | None  # per jaar, zoals gemeten; None als het tijdvak te kort is
    groei_fout: float | None
    jaarruis: float  # onzekerheid van het peil halverwege een jaar vooruit
    kenmerken: tuple[str, ...]  # wat er meedeed


@dataclass(frozen=True)
class Kijk:
    """Het verleden en de toekomst in een deel van het land."""

    deel: str
    verleden: Raster
    toekomst: Raster


def kijk(tijdvak: Tijdvak, dagen: int, kalender: Kalender, deel: str) -> Kijk:
    """Het raster van een tijdvak en van de dagen die erop volgen."""
    begin = tijdvak.tot_en_met + timedelta(days=1)
    verleden = maak_raster(tijdvak.van, tijdvak.tot_en_met, kalender, deel)
    return Kijk(deel, verleden, maak_raster(begin, begin + timedelta(days=dagen - 1), kalender, deel))


def kies_deel(ontvangen: Getallen, tijdvak: Tijdvak, kalender: Kalender) -> str:
    """Het deel van het land waarvan de schoolvakanties de aantallen het best verklaren."""
    if tijdvak.dagen < MINSTENS_SEIZOEN or len(ontvangen) < MINSTENS:
        return "midden"

    def past(deel: str) -> float:
        raster = kijk(tijdvak, 1, kalender, deel).verleden
        aantallen = raster.tel(ontvangen)
        return afwijking(aantallen, poisson(_kenmerken(raster, raster.lengte, ruim=True)[0], aantallen).verwacht)

    return min(DELEN, key=past)


def ijk_ritme(ontvangen: Getallen, kijk: Kijk, groei_spreiding: float) -> Ritme:
    """Het ritme van een bron uit de dagen waarop er iets binnenkwam."""
    verleden, toekomst = kijk.verleden, kijk.toekomst
    aantallen = verleden.tel(ontvangen)
    ruim = aantallen.sum() >= MINSTENS
    x, namen = _kenmerken(verleden, verleden.lengte, ruim=ruim)
    aanpassing = poisson(x, aantallen)
    ruw = _ruwheid(aantallen, aanpassing.verwacht)
    groei = _groei(aanpassing, namen, ruw, groei_spreiding)
    vooruit = _vooruit(aanpassing, namen, verleden, toekomst, groei.gebruikt)
    if aantallen.sum() == 0:
        vooruit = np.zeros(toekomst.lengte)
    return Ritme(
        aantallen, aanpassing.verwacht, vooruit, _weekruis(aantallen, aanpassing.verwacht), groei.gebruikt,
        groei.gemeten, groei.fout, groei.jaarruis, tuple(dict.fromkeys(namen)),
    )  # fmt: skip


def _kenmerken(raster: Raster, peil: int, *, ruim: bool) -> tuple[Kommagetallen, list[str]]:
    """De kenmerken per dag; de groei loopt in jaren tot de peildag, die het nulpunt is."""
    kolommen: list[Kommagetallen] = [np.ones(raster.lengte)]
    namen = ["peil"]

    def voeg(naam: str, kolom: Kommagetallen | Waarheden) -> None:
        kolommen.append(kolom.astype(np.float64))
        namen.append(naam)

    for dag in range(1, 7):
        voeg("weekdag", raster.weekdag == dag)
    if ruim:
        voeg("feestdag", raster.feestdag)
        voeg("schoolvakantie", raster.vakantie)
        voeg("voor de vakantie", raster.voor_vakantie)
        if peil >= MINSTENS_SEIZOEN:
            for golf in (1, 2):
                hoek = 2 * np.pi * golf * raster.deel_van_jaar
                voeg("jaargetijde", np.sin(hoek))
                voeg("jaargetijde", np.cos(hoek))
        if peil >= MINSTENS_TREND:
            voeg("groei", (np.arange(raster.lengte) - peil) / 365.25)
    return np.column_stack(kolommen), namen


@dataclass(frozen=True)
class _Groei:
    gebruikt: float
    gemeten: float | None
    fout: float | None
    jaarruis: float


def _groei(aanpassing: Aanpassing, namen: list[str], ruw: float, spreiding: float) -> _Groei:
    """De groei, ingehouden naar haar onzekerheid; de jaarruis is die van peil en groei samen, halverwege een jaar."""
    peilfout = ruw / max(float(aanpassing.verwacht.sum()), 1.0)
    if "groei" not in namen:
        return _Groei(0.0, None, None, float(np.sqrt(peilfout + spreiding**2 / 2)))
    plaats = namen.index("groei")
    gemeten, var = float(aanpassing.gewichten[plaats]), ruw * float(aanpassing.samenhang[plaats, plaats])
    gebruikt = gemeten * spreiding**2 / (spreiding**2 + var)
    over = 1 / (1 / spreiding**2 + 1 / max(var, 1e-12))
    arm = (
        len(aanpassing.verwacht) / 2 / 365.25 + 0.5
    )  # jaren van het midden van het verleden tot halverwege het komende jaar
    return _Groei(
        gebruikt, gemeten, float(np.sqrt(var)), float(np.sqrt(peilfout + over * arm**2 + (spreiding / 2) ** 2))
    )


def _vooruit(
    aanpassing: Aanpassing, namen: list[str], verleden: Raster, toekomst: Raster, groei: float
) -> Kommagetallen:
    gewichten = aanpassing.gewichten.copy()
    x, _ = _kenmerken(toekomst, verleden.lengte, ruim="feestdag" in namen)
    if "groei" in namen:
        plaats = namen.index("groei")
        gewichten = _verschoven(gewichten, namen, verleden, groei)
        x[:, plaats] = (np.arange(toekomst.lengte) + 0.5) / 365.25
    return np.exp(x @ gewichten)


def _verschoven(gewichten: Kommagetallen, namen: list[str], verleden: Raster, groei: float) -> Kommagetallen:
    """Een andere groei draait om het midden van het verleden: daar ligt het peil het zekerst."""
    plaats = namen.index("groei")
    uit = gewichten.copy()
    uit[0] += (gewichten[plaats] - groei) * (-verleden.lengte / 2 / 365.25)
    uit[plaats] = groei
    return uit


def _ruwheid(aantallen: Kommagetallen, verwacht: Kommagetallen) -> float:
    """Hoeveel keer zo ruw als toeval de aantallen per vier weken zijn; minstens een."""
    y, mu = _per_blok(aantallen, BLOK), _per_blok(verwacht, BLOK)
    return max(1.0, float(((y - mu) ** 2 / np.maximum(mu, 1e-9)).sum() / max(len(y) - 4, 1)))


def _weekruis(aantallen: Kommagetallen, verwacht: Kommagetallen) -> float:
    """De spreiding van de weekfactor die overblijft als het toeval van losse meldingen eraf is."""
    y, mu = _per_blok(aantallen, 7), _per_blok(verwacht, 7)
    boven = float(((y - mu) ** 2 - mu).sum()) / max(float((mu**2).sum()), 1e-9)
    return float(np.sqrt(np.log1p(max(boven, 0.0))))


def _per_blok(reeks: Kommagetallen, blok: int) -> Kommagetallen:
    heel = len(reeks) // blok * blok
    return reeks[len(reeks) - heel :].reshape(-1, blok).sum(axis=1) if heel else reeks[:0]


def volledig_vanaf(ontvangen: Getallen, tijdvak: Tijdvak, dagnul: date) -> date:
    """Het begin van het aaneengesloten deel van het tijdvak waarin elke maand minstens half zo vol is als gewoon."""
    maanden = _maanden(tijdvak)
    plaats = ontvangen - (tijdvak.van - dagnul).days
    grenzen = [(van - tijdvak.van).days for van in (*maanden, tijdvak.tot_en_met + timedelta(days=1))]
    aantallen = np.histogram(plaats, bins=grenzen)[0] if len(maanden) else np.zeros(0)
    per_dag = aantallen / np.diff(grenzen)
    gewoon = float(np.median(per_dag[-12:])) if len(per_dag) else 0.0
    vanaf = len(maanden) - 1
    while vanaf > 0 and per_dag[vanaf - 1] >= gewoon / 2:
        vanaf -= 1
    return maanden[vanaf]


def _maanden(tijdvak: Tijdvak) -> list[date]:
    """De eerste dagen van de maanden, met het begin van het tijdvak zelf."""
    uit = [tijdvak.van]
    while True:
        jaar, maand = divmod(uit[-1].year * 12 + uit[-1].month, 12)
        volgende = date(jaar, maand + 1, 1)
        if volgende > tijdvak.tot_en_met:
            return uit
        uit.append(volgende)
