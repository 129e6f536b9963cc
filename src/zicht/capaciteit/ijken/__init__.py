"""IJken: een model van de doorstroom uit de feiten van de organisatie zelf, met een verslag van hoe goed het past."""

from zicht.capaciteit.ijken.ijking import Ijking, ijk
from zicht.capaciteit.ijken.rekenvormen import IjkFout
from zicht.capaciteit.ijken.verslag import Ijkverslag, Onderdeel, Tabel, verslag_uit_json

__all__ = ["IjkFout", "Ijking", "Ijkverslag", "Onderdeel", "Tabel", "ijk", "verslag_uit_json"]
