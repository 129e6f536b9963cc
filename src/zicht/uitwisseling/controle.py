"""Wat er aan een map met feiten mankeert, als bevindingen met een Nederlandse zin."""

from collections import defaultdict
from pathlib import Path

from zicht.catalogus.regels.lezen import LEESREGELS
from zicht.core.regels import Bevinding, Ernst, Leesfout, Leesregel, Vondst
from zicht.engines.inlezen import Inlezing, lees_map

_REGEL: dict[Leesfout, Leesregel] = {regel.fout_soort: regel for regel in LEESREGELS}


def controleer(map_: Path) -> list[Bevinding]:
    """Alle bevindingen over een map, de zwaarste eerst."""
    return bevindingen(lees_map(map_))


def bevindingen(inlezing: Inlezing) -> list[Bevinding]:
    """De bevindingen van een inlezing, de zwaarste eerst."""
    return [bevinding(vondst) for vondst in sorted(inlezing.vondsten, key=lambda vondst: vondst.fout.value)]


def bevinding(vondst: Vondst) -> Bevinding:
    """Een leesfout als zin, volgens haar regel."""
    regel = _REGEL[vondst.fout]
    gegevens: dict[str, object] = defaultdict(str, vondst.gegevens)
    gegevens |= {"tabel": vondst.tabel, "rij": vondst.rij, "kolom": vondst.kolom}
    boodschap = regel.boodschap.format_map(gegevens)
    blokkeert = regel.ernst is not Ernst.WAARSCHUWING
    return Bevinding(regel.code, vondst.tabel, vondst.id, vondst.rij, vondst.kolom, boodschap, blokkeert)


def is_onleesbaar(bevinding: Bevinding) -> bool:
    """Of er door deze bevinding niets te lezen valt."""
    return _REGEL_PER_CODE.get(bevinding.regel) is Ernst.ONLEESBAAR


_REGEL_PER_CODE = {regel.code: regel.ernst for regel in LEESREGELS}
