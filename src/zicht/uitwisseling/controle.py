"""Wat er aan een map met feiten mankeert, als bevindingen met een Nederlandse zin."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zicht.catalogus.regels import LEESREGELS, REGELS, SAMENHANG
from zicht.core.fouten import BlokkerendeFout, OnleesbaarFout
from zicht.core.regels import Bevinding, Ernst, Leesfout, Leesregel, Regel, Samenhangregel, Treffer, Vondst, toon
from zicht.engines.inlezen import Inlezing, lees_map
from zicht.engines.kwaliteit import toets
from zicht.engines.sleutels import zoek_sleutelfouten
from zicht.engines.waarden import HOOGSTENS as AFGEKAPT_BIJ
from zicht.engines.waarden import zoek_waardefouten
from zicht.uitwisseling.mappen import mappen_in
from zicht.uitwisseling.verwachting import verwachting

__all__ = [
    "AFGEKAPT_BIJ",
    "controleer",
    "controleer_mappen",
    "is_aanvulling",
    "is_onleesbaar",
    "lees_en_keur",
    "status",
    "titel",
]

_LEESREGEL: dict[Leesfout, Leesregel] = {regel.fout_soort: regel for regel in LEESREGELS}
_REGEL: dict[str, Regel | Samenhangregel] = {regel.code: regel for regel in (*REGELS, *SAMENHANG)}
_ONLEESBAAR = {regel.code for regel in LEESREGELS if regel.ernst is Ernst.ONLEESBAAR}


def controleer(map_: Path) -> list[Bevinding]:
    """Alle bevindingen over een map, de zwaarste eerst."""
    return lees_en_keur(map_)[1]


def controleer_mappen(map_: Path) -> list[Bevinding]:
    """Alle bevindingen over een map of over elke map per regio; de zin noemt dan de map."""
    delen = mappen_in(map_)
    if delen == [map_]:
        return controleer(map_)
    return [
        replace(bevinding, boodschap=f"{deel.name}: {bevinding.boodschap}")
        for deel in delen
        for bevinding in controleer(deel)
    ]


def status(gevonden: Sequence[Bevinding]) -> int:
    """De afsluitstatus: 2 als er iets niet te lezen is, 1 als er iets blokkeert, anders 0."""
    if any(is_onleesbaar(bevinding) for bevinding in gevonden):
        return OnleesbaarFout.status
    return BlokkerendeFout.status if any(bevinding.blokkeert for bevinding in gevonden) else 0


def titel(code: str) -> str:
    """Wat een regel vraagt, in een paar woorden."""
    regel = _REGEL.get(code) or next(regel for regel in LEESREGELS if regel.code == code)
    return regel.titel


def lees_en_keur(map_: Path, *, altijd: bool = False) -> tuple[Inlezing, list[Bevinding]]:
    """Lees een map en zoek alles wat eraan mankeert; bij een onleesbaar bestand alleen dat.

    `altijd` is voor een deel van de feiten, zoals een dossier: dan telt ook een kolom die daar toevallig leeg is.
    """
    inlezing = lees_map(map_)
    try:
        treffers = _keur(inlezing, altijd=altijd)
    finally:
        inlezing.ruim_op()
    vondsten = sorted(inlezing.vondsten, key=lambda vondst: vondst.fout.value)
    return inlezing, [*map(_uit_vondst, vondsten), *(_uit_treffer(inlezing, treffer) for treffer in treffers)]


def _keur(inlezing: Inlezing, *, altijd: bool) -> list[Treffer]:
    if not inlezing.onleesbaar:
        zoek_waardefouten(inlezing)
    if inlezing.onleesbaar:  # een kapot Parquet-bestand blijkt soms pas bij het lezen van de waarden
        return []
    zoek_sleutelfouten(inlezing)
    return toets(inlezing, REGELS, SAMENHANG, altijd=altijd)


def _uit_vondst(vondst: Vondst) -> Bevinding:
    regel = _LEESREGEL[vondst.fout]
    gegevens: dict[str, object] = defaultdict(str, vondst.gegevens)
    gegevens |= {"tabel": vondst.tabel, "rij": vondst.rij, "kolom": vondst.kolom}
    if "{verwacht}" in regel.boodschap:
        gegevens["verwacht"] = verwachting(vondst.tabel, vondst.kolom, str(gegevens["waarde"]))
    boodschap = regel.boodschap.format_map(gegevens)
    return Bevinding(regel.code, vondst.tabel, vondst.id, vondst.rij, vondst.kolom, boodschap, regel.ernst.blokkeert)


def _uit_treffer(inlezing: Inlezing, treffer: Treffer) -> Bevinding:
    regel = _REGEL[treffer.code]
    waarden = {naam: "leeg" if waarde is None else toon(waarde) for naam, waarde in treffer.waarden.items()}
    wie = f" ({treffer.id})" if treffer.id else ""
    bestand = inlezing.bronnen[treffer.tabel].bestand.naam
    boodschap = f"{bestand}, rij {treffer.rij}{wie}: {regel.boodschap.format_map(waarden)}"
    return Bevinding(
        treffer.code, treffer.tabel, treffer.id, treffer.rij, treffer.kolom, boodschap, regel.ernst.blokkeert
    )


def is_aanvulling(bevinding: Bevinding) -> bool:
    """Of een bevinding alleen zegt dat er iets niet is ingevuld dat geen prestatie-indicator raakt."""
    regel = _REGEL.get(bevinding.regel)
    return regel is not None and regel.ernst is Ernst.AANVULLING


def is_onleesbaar(bevinding: Bevinding) -> bool:
    """Of er door deze bevinding niets te lezen valt."""
    return bevinding.regel in _ONLEESBAAR
