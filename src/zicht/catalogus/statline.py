"""Wat het CBS in StatLine over Veilig Thuis drukt, en hoe de opschriften daar heten."""

from dataclasses import dataclass

from zicht.core.bronnen import Bron

_CBS = "cbs-statline"
_KERNCIJFERS = "84847NED, kerncijfers Veilig Thuis"


@dataclass(frozen=True)
class Maat:
    """Een onderwerp van StatLine: hoe wij het tellen, en de woorden waaraan het opschrift te herkennen is."""

    code: str
    titel: str
    bron: Bron
    herkenning: tuple[str, ...]  # elk woord (deel van een woord) moet in het opschrift staan
    zonder: tuple[str, ...] = ()
    telt: str = ""


ADVIEZEN = Maat(
    "adviezen",
    "Gestarte adviezen",
    Bron(_CBS, _KERNCIJFERS),
    ("advie",),
    telt="adviezen naar de dag van het eerste contact",
)
CASUSSEN = Maat(
    "casussen", "Casussen met een ontvangen melding", Bron(_CBS, _KERNCIJFERS), ("casus",),
    telt="dossiers waarop in de periode een melding is ontvangen",
)  # fmt: skip
MELDINGEN = Maat(
    "meldingen", "Ontvangen meldingen", Bron(_CBS, _KERNCIJFERS), ("melding",), ("casus",),
    telt="meldingen naar de dag van ontvangst",
)  # fmt: skip
ONDERZOEK = Maat(
    "onderzoeken",
    "Afgeronde onderzoeken",
    Bron(_CBS, _KERNCIJFERS),
    ("onderzoek",),
    telt="onderzoeken naar de dag van afronden",
)
VOORWAARDEN = Maat(
    "voorwaarden-en-vervolg", "Afgeronde diensten Voorwaarden & Vervolg", Bron(_CBS, _KERNCIJFERS), ("voorwaarden",),
    telt="diensten Voorwaarden & Vervolg naar de dag van afronden",
)  # fmt: skip
MATEN: tuple[Maat, ...] = (ADVIEZEN, MELDINGEN, CASUSSEN, ONDERZOEK, VOORWAARDEN)

# Hoe een regio bij het CBS heet, naast de eigen code van het Feitenformaat.
REGIONAMEN: dict[str, str] = {"NHN": "Noord-Holland Noord", "NOG": "Noord- en Oost-Gelderland"}

LEVERING_DAGEN = 21  # het CBS vraagt de levering binnen drie weken na de periode
BRON_LEVERING = Bron("uitvoeringsregeling-wmo-2015", "Bijlage A, paragraaf 6.4: binnen drie weken na afloop")
BRON_DREMPEL = Bron(_CBS, "alle tabellen: veelvouden van vijf, kleinste zichtbare aantal tien (afgeleid)")


def maat_van(opschrift: str) -> Maat | None:
    """De maat waar een opschrift over gaat, of niets."""
    tekst = opschrift.lower()
    for maat in MATEN:
        if all(woord in tekst for woord in maat.herkenning) and not any(woord in tekst for woord in maat.zonder):
            return maat
    return None
