"""Korte schrijfwijze voor leveringsregels en hun voorbeelden."""

import re
from collections.abc import Callable, Mapping

from zicht.core.bronnen import Bron
from zicht.core.levering.regels import Leverregel, Niveau, Ruw, Voorbeeld, Wijziging
from zicht.core.levering.vertaling import Leverwaarde

BLOK, VERKLAAR, HINT = Niveau.BLOKKEERT, Niveau.VERKLAREN, Niveau.HINT
_GEGEVEN = re.compile(r"\br\.([a-z_]+)")
_ACHTER = re.compile(r"_(fout|dubbel|t)$")
# Wat een verband zelf uitrekent, zoals hoe vaak een nummer voorkomt; de rest zijn gegevens van de indeling.
_GEEN_GEGEVEN = frozenset(
    "rij levering tekst keer met_nummer eerder eerste tot loopt_tot hoogste aantal plek verschillend jaren dag echt_bsn".split()
)


def anders(soort: str, sleutel: str, /, **velden: Leverwaarde | Ruw) -> Wijziging:
    """Een record met andere waarden."""
    return Wijziging(soort, sleutel, velden)


def weg(soort: str, sleutel: str) -> Wijziging:
    """Een record minder."""
    return Wijziging(soort, sleutel, weg=True)


def erbij(soort: str, sleutel: str, keer: int = 1, /, **velden: Leverwaarde | Ruw) -> Wijziging:
    """Records erbij, als afschrift van dit record; een # in een tekst wordt het volgnummer."""
    return Wijziging(soort, sleutel, velden, keer=keer)


def ingreep(soort: str, sleutel: str, doe: Callable[[str], str]) -> Wijziging:
    """Iets aan de regel zelf, zoals een teken te weinig."""
    return Wijziging(soort, sleutel, ingreep=doe)


def nu(*wijzigingen: Wijziging) -> Voorbeeld:
    """Een voorbeeld in de levering van nu."""
    return Voorbeeld(wijzigingen)


def protocol(vindplaats: str) -> Bron:
    """Een plaats in het Informatieprotocol."""
    return Bron("informatieprotocol", vindplaats)


def keuze(wat: str) -> Bron:
    """Een controle die Zicht zelf afleidt."""
    return Bron("zicht-keuze", wat)


def regel(
    code: str, titel: str, niveau: Niveau, bron: Bron, soort: str, fout_als: str, boodschap: str, *,
    fout: tuple[Voorbeeld, ...], goed: tuple[Voorbeeld, ...] = (), verband: str = "", elders: Mapping[str, str] | None = None,
) -> Leverregel:  # fmt: skip
    """Een regel; welke gegevens zij vraagt staat in haar voorwaarde. De vaste voorbeeldlevering is altijd ook een goed voorbeeld."""
    gevraagd = {_ACHTER.sub("", naam) for naam in _GEGEVEN.findall(fout_als)} - _GEEN_GEGEVEN
    gegevens = () if soort in ("bestand", "levering") else tuple(sorted(gevraagd))
    return Leverregel(code, titel, niveau, bron, soort, fout_als, boodschap, (Voorbeeld(), *goed), fout, gegevens, verband,
                      elders=elders or {})  # fmt: skip


def onbekend_alleen(code: str, soort: str, sleutel: str, gegeven: str, antwoord: str, bron: str) -> Leverregel:
    """Bij meer antwoorden staat onbekend er niet naast; `sleutel` is het record van het voorbeeld, `bron` de kop in het protocol."""
    wat = gegeven.replace("_", " ")
    return regel(
        code, f"Onbekend bij {wat} staat alleen", BLOK, protocol(f"{bron}: {wat}"), soort,
        f"contains(r.{gegeven}, ';onbekend;') AND r.{gegeven} <> ';onbekend;' AND NOT r.{gegeven}_dubbel",
        f"Bij {wat} staat onbekend naast een antwoord ({{{gegeven}}}).",
        fout=(nu(anders(soort, sleutel, **{gegeven: ("onbekend", antwoord)})),),
    )  # fmt: skip


def een_keer(code: str, soort: str, sleutel: str, gegeven: str, antwoord: str, bron: str) -> Leverregel:
    """Bij meer antwoorden staat hetzelfde antwoord er een keer."""
    wat = gegeven.replace("_", " ")
    return regel(
        code, f"Een antwoord bij {wat} staat er een keer", BLOK, protocol(f"{bron}: {wat}"), soort, f"r.{gegeven}_dubbel",
        f"Bij {wat} staat hetzelfde antwoord twee keer ({{{gegeven}}}).",
        fout=(nu(anders(soort, sleutel, **{gegeven: (antwoord, antwoord)})),),
    )  # fmt: skip
