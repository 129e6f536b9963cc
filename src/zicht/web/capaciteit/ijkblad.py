"""De bladzijden over hoe goed het model past: de ijking en de terugtoets voluit, zoals zij bij het verslag bewaard zijn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from zicht.capaciteit.studie.verslag import Aanname, Studieverslag
from zicht.core.periodes import korte_datum
from zicht.rapportage import getallen
from zicht.web.capaciteit.tekening import Lijn, band, schaal
from zicht.web.vormgeving.tekst import lang

REKENWIJZE = "Rekenwijze"  # zo heten de keuzes van Zicht tussen de aannames
WACHTLIJST = "wachtlijst-beoordeling"


@dataclass(frozen=True)
class Onderdeel:
    """Een deel van het model: waar het op rust, wat eruit kwam, en wat er is aangenomen omdat er te weinig cijfers waren."""

    titel: str
    gebruikt: str
    zinnen: Sequence[str]
    koppen: Sequence[str]
    rijen: Sequence[Sequence[str]]
    aannames: Sequence[str]


def onderdelen(bijlagen: Mapping[str, Any], verslag: Studieverslag) -> list[Onderdeel]:
    """De onderdelen van de ijking; uit het verslag zelf als de ijking er niet voluit bij bewaard is."""
    ijking = bijlagen.get("ijking")
    if ijking:
        return [_onderdeel(deel) for deel in ijking["onderdelen"]]
    eigen = [een for een in verslag.aannames if een.onderwerp != REKENWIJZE]
    titels = list(dict.fromkeys(een.onderwerp for een in eigen))
    return [_uit_aannames(titel, [een for een in eigen if een.onderwerp == titel]) for titel in titels]


def _onderdeel(deel: Mapping[str, Any]) -> Onderdeel:
    van, tot = (korte_datum(date.fromisoformat(deel[naam])) for naam in ("van", "tot_en_met"))
    gebruikt = f"Uit {getallen.getal(deel['aantal'])} gegevens van {van} tot en met {tot}."
    tabel = deel.get("tabel") or {"koppen": (), "rijen": ()}
    return Onderdeel(deel["titel"], gebruikt, deel["zinnen"], tabel["koppen"], tabel["rijen"], deel["aannames"])


def _uit_aannames(titel: str, rijen: Sequence[Aanname]) -> Onderdeel:
    dik, dun = ([een.tekst for een in rijen if een.dun is is_dun] for is_dun in (False, True))
    return Onderdeel(titel, "; ".join(dict.fromkeys(een.herkomst for een in rijen)), dik, (), (), dun)


def rekenwijze(verslag: Studieverslag) -> list[str]:
    """De keuzes van Zicht in de manier van rekenen."""
    return [een.tekst for een in verslag.aannames if een.onderwerp == REKENWIJZE]


@dataclass(frozen=True)
class Toetsweek:
    """Een week van de terugtoets."""

    dag: str
    verwacht: str
    band: str
    werd: str
    binnen: bool


@dataclass(frozen=True)
class Toetsblad:
    """De wachtlijst van een jaar terug: verwacht en werkelijk, getekend en in weken."""

    tekening: SafeString
    weken: Sequence[Toetsweek]


def toetsblad(bijlagen: Mapping[str, Any]) -> Toetsblad | None:
    """De terugtoets van de wachtlijst; None als zij er niet voluit bij bewaard is."""
    toets = bijlagen.get("terugtoets")
    reeks = next((een for een in toets["reeksen"] if een["code"] == WACHTLIJST), None) if toets else None
    if reeks is None:
        return None
    punten = reeks["punten"]
    dagen = [date.fromisoformat(punt["weekeinde"]) for punt in punten]
    verwacht = Lijn(*([punt[naam] for punt in punten] for naam in ("midden", "laag", "hoog")))
    werkelijk = [float(punt["werkelijk"]) for punt in punten]
    op = schaal(dagen, [verwacht, Lijn(werkelijk, werkelijk, werkelijk)])
    woorden = (
        f"Lijngrafiek van de wachtlijst per week: verwacht en wat het werd, van {lang(dagen[0])} tot en met {lang(dagen[-1])}. "
        "De getallen staan in de tabel."
    )
    tekening = band(verwacht, op, woorden, Lijn(werkelijk, werkelijk, werkelijk))
    weken = [_week(dag, punt) for plek, (dag, punt) in enumerate(zip(dagen, punten, strict=True)) if plek % 4 == 3]
    return Toetsblad(mark_safe(tekening), weken)  # noqa: S308 - escaped there


def _week(dag: date, punt: Mapping[str, Any]) -> Toetsweek:
    laag, hoog = (getallen.getal(punt[naam]) for naam in ("laag", "hoog"))
    binnen = punt["laag"] <= punt["werkelijk"] <= punt["hoog"]
    return Toetsweek(
        lang(dag), getallen.getal(punt["midden"]), f"{laag} tot {hoog}", getallen.getal(punt["werkelijk"]), binnen
    )
