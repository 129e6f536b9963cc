"""De studie: de vraag, en het verslag dat erop antwoordt."""

from zicht.capaciteit.bewaren import als_json, uit_json, vingerafdruk
from zicht.capaciteit.verslag import NIETS_DOEN, Keuzeverslag, Studie, Studieverslag

__all__ = ["NIETS_DOEN", "Keuzeverslag", "Studie", "Studieverslag", "als_json", "uit_json", "vingerafdruk"]
