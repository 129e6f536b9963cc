"""De berichten van de koppeling, in de woorden van het koppelvlak JZV Meldingen van VNG Realisatie, en wat wij erbij vragen.

Keuzes: het koppelvlak noemt wie het betreft natuurlijkPersoon; een melding gaat meestal over meer mensen, dus hier is het
een lijst. Rol, hoedanigheid, aanleiding en aard gebruiken de codelijsten van het Feitenformaat. De rijen van de politie
hebben de kolommen van het CSV-bestand, zodat er een beschrijving is voor beide.
"""

import json
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from zicht.core.codelijsten import AANLEIDING, AARD, GESLACHT, HOEDANIGHEID, ROL, URGENTIE
from zicht.web.koppeling.velden import (
    Antwoord,
    Bericht,
    Bsn,
    Code,
    Dag,
    Deeldatum,
    Gemeente,
    Gevuld8000,
    Gevuld20000,
    JaOfNee,
    Kenmerk,
    Postcode,
    Regel12,
    Regel20,
    Regel80,
    Regel120,
    Tijd,
    Verhaal2000,
    Verhaal8000,
)
from zicht.web.registratie.handelingen.politie import HOOGSTENS_MENSEN, HOOGSTENS_RIJEN
from zicht.web.registratie.selecties.aanleveringen import STATUSSEN
from zicht.web.sleutels import kluis

Aanleiding = Annotated[str, Code(AANLEIDING)]
Aard = Annotated[str, Code(AARD)]
Geslachtscode = Annotated[str, Code(GESLACHT)]
Hoedanigheid = Annotated[str, Code(HOEDANIGHEID)]
Rol = Annotated[str, Code(ROL)]
Urgentie = Annotated[str, Code(URGENTIE)]
Uitkomst = Annotated[str, WithJsonSchema({"type": "string", "enum": list(STATUSSEN)})]
MENSEN, CODES = 20, 8


class Incident(Bericht):
    """Wat er gebeurde, waar en wanneer."""

    datum: Dag | None = None
    tijd: Tijd | None = None
    periode: Regel120 = Field("", description="als het langer duurt, zoals ‘sinds de zomer’")
    plaats: Regel120 = ""
    gemeente: Gemeente | None = Field(None, description="CBS-code van de gemeente waar het gezin woont")
    omschrijving: Gevuld8000


class Naam(Bericht):
    """Een naam, voor zover bekend."""

    voornamen: Regel120 = ""
    voorvoegsel: Regel20 = ""
    geslachtsnaam: Regel120 = ""


class Adres(Bericht):
    """Een adres, voor zover bekend."""

    straat: Regel120 = ""
    huisnummer: Regel12 = ""
    postcode: Postcode | None = None
    woonplaats: Regel80 = ""
    gemeente: Gemeente | None = None
    geheim: JaOfNee = Field(default=False, description="een geheim adres komt in geen enkele brief")


class Contact(Bericht):
    """Hoe iemand te bereiken is."""

    telefoon: Regel20 = ""
    email: Regel120 = ""


class NatuurlijkPersoon(Bericht):
    """Iemand om wie het gaat. Alles mag onbekend zijn."""

    bsn: Bsn | None = Field(None, description="negen cijfers die de elfproef doorstaan; 000000000 is onbekend")
    naam: Naam = Field(default_factory=Naam)
    adres: Adres | None = None
    geboortedatum: Deeldatum | None = Field(None, description="jjjj, jjjj-mm of jjjj-mm-dd")
    ongeboren: JaOfNee = False
    geslacht: Literal["man", "vrouw", "anders", "onbekend"] = "onbekend"
    rol: Rol = "onbekend"
    contact: Contact | None = None


class VraagAntwoord(Bericht):
    """Een vraag uit het koppelvlak. VT-001: is er al hulp? VT-002: is er een tijdelijk huisverbod?"""

    vraag: Literal["VT-001", "VT-002"]
    antwoord: Literal["ja", "nee", "onbekend"]
    toelichting: Verhaal2000 = ""


class ZorgelijkeSituatie(Bericht):
    """Waarom er zorgen zijn."""

    situatie_schets: Gevuld8000
    nadere_omschrijving: Verhaal8000 = ""
    vraag_antwoord: Annotated[list[VraagAntwoord], Field(max_length=2)] = []


class Melder(Bericht):
    """Wie meldt; wordt apart en versleuteld bewaard."""

    hoedanigheid: Hoedanigheid = "beroepsmatig_anders"
    naam: Regel120 = ""
    functie: Regel120 = ""
    organisatie: Regel120 = ""
    telefoon: Regel20 = ""
    email: Regel120 = ""
    mag_bekend_worden: JaOfNee = Field(default=False, description="het gezin mag weten wie meldde")


class Melding(Bericht):
    """Een melding aan Veilig Thuis."""

    model_config = ConfigDict(title="Melding")

    uw_kenmerk: Kenmerk = Field(description="uw eigen nummer; hiermee herkent Zicht een herhaling")
    soort: Literal["VT"]
    incident: Incident
    natuurlijke_personen: Annotated[list[NatuurlijkPersoon], Field(min_length=1, max_length=MENSEN)]
    zorgelijke_situatie: ZorgelijkeSituatie
    aanleiding: Annotated[list[Aanleiding], Field(max_length=CODES)] = []
    aard: Annotated[list[Aard], Field(max_length=CODES)] = []
    overige_informatie: Verhaal8000 = ""
    verzoek: Verhaal2000 = Field("", description="wat u van Veilig Thuis vraagt")
    terugkoppeling_gewenst: JaOfNee = True
    melder: Melder = Field(default_factory=Melder)


class Politiepersoon(Bericht):
    """Een betrokkene in een rij; dezelfde velden als in het CSV-bestand."""

    model_config = ConfigDict(alias_generator=None)

    rol: Rol = "onbekend"
    voornamen: Regel120 = ""
    voorvoegsel: Regel20 = ""
    achternaam: Regel120 = ""
    geslacht: Geslachtscode = "onbekend"
    geboren: Deeldatum | Literal["", "onbekend", "ongeboren"] = ""
    bsn: Bsn | Literal[""] = ""


class Politierij(Bericht):
    """Een politiemelding; dezelfde velden als in het CSV-bestand."""

    model_config = ConfigDict(alias_generator=None)

    extern_kenmerk: Kenmerk
    ontvangen_op: Dag
    gemeente: Gemeente | Literal[""] = ""
    urgentie: Urgentie | Literal[""] = ""
    aanleiding: Annotated[list[Aanleiding], Field(max_length=CODES)] = []
    aard: Annotated[list[Aard], Field(max_length=CODES)] = []
    situatie: Gevuld20000
    straat: Regel120 = ""
    huisnummer: Regel12 = ""
    postcode: Postcode | Literal[""] = ""
    plaats: Regel80 = ""
    betrokkenen: Annotated[list[Politiepersoon], Field(max_length=HOOGSTENS_MENSEN)] = []


class Politiemeldingen(Bericht):
    """Politiemeldingen in bulk. Een rij die niet klopt wordt afgekeurd met de reden; zij houdt de andere niet tegen."""

    meldingen: Annotated[list[Politierij | dict[str, Any]], Field(min_length=1, max_length=HOOGSTENS_RIJEN)]


# ------------------------------------------------------------------------------------------------------- antwoorden
class Ontvangst(Antwoord):
    """Een aangeleverde melding: het kenmerk bij Veilig Thuis en de uitkomst, zodra die er is. Nooit de inhoud."""

    kenmerk: str
    uw_kenmerk: str
    ontvangen_op: date
    status: Uitkomst | None = Field(
        description="leeg: er is nog geen uitkomst, of de terugkoppeling doet een medewerker van Veilig Thuis"
    )
    omschrijving: str | None


ONTVANGEN = "Een medewerker van Veilig Thuis bekijkt dit bericht."


class Voorstelontvangst(Antwoord):
    """Een gewijzigd of ingetrokken bericht is aangekomen. Wat ermee gebeurt, beslist een medewerker."""

    kenmerk: str
    ontvangen: str


class Rijuitslag(Antwoord):
    """Wat er met een rij gebeurde, of bij een proef zou gebeuren."""

    nummer: int
    uw_kenmerk: str | None
    uitslag: Literal["nieuw", "al bekend", "afgekeurd", "niet vastgelegd"]
    kenmerk: str | None
    redenen: list[str]


class Bulkuitslag(Antwoord):
    """De uitslag per rij, met de telling."""

    proef: bool
    vastgelegd: int
    al_bekend: int
    afgekeurd: int
    rijen: list[Rijuitslag]


def merk(bericht: BaseModel) -> str:
    """Het merk van een bericht: dezelfde inhoud in andere volgorde of met andere witruimte geeft hetzelfde merk.

    Wat de standaardwaarde heeft telt niet mee, zodat een nieuw niet verplicht veld oude merken laat zoals zij zijn.
    """
    inhoud = bericht.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return kluis().merk(json.dumps(inhoud, sort_keys=True, ensure_ascii=False))
