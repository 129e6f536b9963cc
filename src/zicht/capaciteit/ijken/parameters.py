"""De parameters van een model die niet uit de feiten volgen, en de normtijden van de begroting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zicht.capaciteit.model import Post
from zicht.catalogus import begrotingen, load
from zicht.core.begroting.begroting import Begroting, BegrotingFout

CODES = (
    "adviezen", "ondersteuning_professional", "meldingen", "eerste_contact", "overdracht_na_veiligheidsbeoordeling",
    "voorwaarden_en_vervolg", "onderzoek", "overdracht_na_bemoeienis", "monitoren", "zicht_op_veiligheid",
    "huisverbod_beoordeling", "huisverbod_uitvoering", "jeugdprostitutie_melding", "jeugdprostitutie_triage",
    "casusoverleg", "voorlichting",
)  # fmt: skip


@dataclass(frozen=True)
class Instelling:
    """De waarden van het thema capaciteit voor een regio op een dag."""

    regio: str
    op: date

    def getal(self, naam: str) -> float:
        """Een getal."""
        return float(load.parameters(self.regio).getal(f"capaciteit.{naam}", self.op))

    def deel(self, naam: str) -> float:
        """Een percentage als deel van 1."""
        return self.getal(naam) / 100

    @cached_property
    def geleende_begroting(self) -> Begroting:
        """De begroting waarvan de normtijden gelden als de regio er geen heeft."""
        regio, _, jaar = str(load.parameters(self.regio).waarde("capaciteit.normtijden_van", self.op)).partition("-")
        return begrotingen.begroting(regio, int(jaar))


@dataclass(frozen=True)
class Normtijden:
    """Uren per kernprestatie, uit welke begroting zij komen, en welke er van een andere regio geleend zijn."""

    uren: Mapping[str, float]
    productieve_uren: float
    titel: str | None  # de eigen begroting
    geleend: tuple[str, ...]
    geleend_van: str

    def __getitem__(self, code: str) -> float:
        return self.uren[code]

    def zaak(self, post: Post) -> float:
        """De uren van een zaak op een post; bij V&V en onderzoek horen het eerste contact en de overdracht erna."""
        if post is Post.BEOORDELING:
            return self["meldingen"]
        dienst = "onderzoek" if post is Post.ONDERZOEK else "voorwaarden_en_vervolg"
        return self[dienst] + self["eerste_contact"] + self["overdracht_na_bemoeienis"]


def lees_normtijden(regio: str, begroting: Begroting | None, instelling: Instelling) -> Normtijden:
    """De normtijden van de regio, aangevuld met die van een andere regio."""
    eigen, ander = begroting or _begroting(regio), instelling.geleende_begroting
    uren, geleend = dict[str, float](), list[str]()
    for code in CODES:
        waarde = _getal(eigen, f"dienst.{code}.normtijd_uren")
        if waarde is None:
            waarde = _getal(ander, f"dienst.{code}.normtijd_uren") or 0.0
            geleend.append(code)
        uren[code] = waarde
    productief = _getal(eigen, "formatie.productieve_uren") or instelling.getal("productieve_uren")
    titel = f"{eigen.titel} ({eigen.organisatie})" if eigen else None
    return Normtijden(uren, productief, titel, tuple(geleend), f"{ander.titel} ({ander.organisatie})")


def _begroting(regio: str) -> Begroting | None:
    try:
        return begrotingen.begroting(regio.lower())
    except BegrotingFout:
        return None


def _getal(begroting: Begroting | None, pad: str) -> float | None:
    getal = begroting.getal(pad) if begroting else None
    return float(getal.waarde) if getal else None
