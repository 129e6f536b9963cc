"""De reserve en de liquiditeit: wat er is, wat gewenst is en wat er dus bij moet, uit de balansgetallen van de begroting."""

from collections.abc import Mapping
from dataclasses import dataclass

from zicht.core.begroting.rekenen import Model
from zicht.core.begroting.trechter import uit_getal
from zicht.core.begroting.uitkomst import Uitkomst, gegeven, product, verschil

KEUZES = (
    "De reserve is een percentage van de subsidie. Staat de subsidie niet in het bestand, dan is zij het begrote totaal.",
    "Een percentage van een ander jaar geldt voor dit jaar, zolang het bestand geen nieuwer getal geeft.",
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """De current ratio naast wat gewenst is."""

    nu: Uitkomst
    gewenst: Uitkomst

    @property
    def voldoende(self) -> bool | None:
        """Of de ratio haalt wat gewenst is; None als een van beide onbekend is."""
        if self.nu.waarde is None or self.gewenst.waarde is None:
            return None
        return self.nu.waarde >= self.gewenst.waarde


def reserve(model: Model) -> Mapping[str, Uitkomst]:
    """De reserve in euro: beschikbaar, gewenst en wat er bij moet."""
    subsidie = _subsidie(model)
    beschikbaar = product("reserve.beschikbaar", "Beschikbare reserve", "euro", subsidie,
                          _getal(model, "reserve", "reserve als deel van de subsidie", "procent"))  # fmt: skip
    gewenst = product("reserve.gewenst", "Gewenste reserve", "euro", subsidie,
                      _getal(model, "reserve_gewenst", "gewenste reserve als deel van de subsidie", "procent"))  # fmt: skip
    erbij = verschil("reserve.aanvulling", "Aanvulling tot de gewenste reserve", "euro", gewenst, beschikbaar)
    return {uitkomst.code: uitkomst for uitkomst in (subsidie, beschikbaar, gewenst, erbij)}


def liquiditeit(model: Model) -> Ratio:
    """De current ratio van de begroting tegenover de gewenste."""
    return Ratio(
        _getal(model, "current_ratio", "Current ratio", "verhouding"),
        _getal(model, "current_ratio_gewenst", "Gewenste current ratio", "verhouding"),
    )


def _subsidie(model: Model) -> Uitkomst:
    if getal := model.begroting.getal("balans.subsidie"):
        return uit_getal("balans.subsidie", "Subsidie", getal)
    if totaal := model.uitkomsten.get("begroot.totaal"):
        return totaal.als("balans.subsidie", "Subsidie", "gelijk aan het begrote totaal")
    return gegeven("balans.subsidie", "Subsidie", None, "euro", noot="de subsidie is niet bekend")


def _getal(model: Model, veld: str, titel: str, eenheid: str) -> Uitkomst:
    pad = f"balans.{veld}"
    if getal := model.begroting.getal(pad):
        return uit_getal(pad, titel, getal)
    return gegeven(pad, titel, None, eenheid, noot=f"{titel[0].lower()}{titel[1:]} is niet bekend")
