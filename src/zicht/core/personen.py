"""Wie iemand is, voor zover bekend, en de sleutels waaronder een register hem terugvindt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from zicht.core.bsn import wijst_aan
from zicht.core.namen import Achternaam, Voornaam, klank, lees_achternaam, lees_voornamen, voorletter

# Hoort bij de regels hieronder en in namen.py. Verandert een sleutel, dan gaat dit nummer omhoog en worden de opgeslagen
# sleutels opnieuw gemaakt.
SLEUTELVERSIE = 1

# De soorten, die vooraan in de sleutel staan:
#   b BSN · an achternaam en voornaam · va, vv verjaardag met achternaam of voornaam · gl geboortedatum en voorletter
#   ja geboortejaar, achternaam en voorletter · jv geboortejaar, voornaam en een getal uit de verjaardag
#   pa postcode en achternaam · hl, hj huis met voorletter of geboortejaar

_VOORNAMEN = 2  # zoveel voornamen krijgen sleutels: de roepnaam is vaak de eerste, soms de tweede
_DELEN = 3  # zoveel delen van een dubbele naam
_HUISNUMMER = re.compile(r"\d+")
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Persoonsgegevens:
    """Wat er van iemand bekend is; alles mag ontbreken, ook een deel van de geboortedatum."""

    voornamen: str | None = None
    voorvoegsel: str | None = None
    achternaam: str | None = None
    geslacht: str | None = None
    jaar: int | None = None
    maand: int | None = None
    dag: int | None = None
    postcode: str | None = None
    huisnummer: str | int | None = None
    bsn: str | None = None

    @property
    def voornaamlijst(self) -> tuple[Voornaam, ...]:
        """De voornamen en voorletters een voor een."""
        return lees_voornamen(self.voornamen)

    @property
    def achternaamdelen(self) -> Achternaam:
        """De kern van de achternaam in delen, en de voorvoegsels."""
        return lees_achternaam(self.voorvoegsel, self.achternaam)

    @property
    def nette_postcode(self) -> str | None:
        """De postcode als 1234AB; wat geen postcode is telt niet mee."""
        kaal = "".join((self.postcode or "").split()).upper()
        return kaal if _POSTCODE.fullmatch(kaal) else None

    @property
    def huisgetal(self) -> str | None:
        """Het huisnummer zonder toevoeging."""
        nummer = _HUISNUMMER.search(str(self.huisnummer or ""))
        return nummer[0] if nummer else None


def zoeksleutels(persoon: Persoonsgegevens, geheim: bytes = b"") -> frozenset[str]:
    """De sleutels waarvan twee beschrijvingen van een mens er vrijwel altijd minstens een delen.

    Elke sleutel verbindt twee gegevens of meer, zodat geen sleutel duizenden mensen aanwijst. Zonder `geheim` is er geen
    sleutel op het BSN: uit een afdruk zonder geheim is een nummer van negen cijfers terug te vinden door alles te proberen.
    """
    sleutels = {_afdruk(soort, inhoud, geheim) for soort, inhoud in _inhouden(persoon)}
    if geheim and (bsn := wijst_aan(persoon.bsn)):
        sleutels.add(_afdruk("b", bsn, geheim))
    return frozenset(sleutels)


def _afdruk(soort: str, inhoud: str, geheim: bytes) -> str:
    return f"{soort}{blake2b(f'{soort}|{inhoud}'.encode(), digest_size=6, key=geheim[:64]).hexdigest()}"


def _inhouden(persoon: Persoonsgegevens) -> Iterator[tuple[str, str]]:
    namen = persoon.voornaamlijst[:_VOORNAMEN]
    delen = [klank(deel) for deel in persoon.achternaamdelen.delen[:_DELEN]]
    voornamen = [klank(naam.tekst) for naam in namen if not naam.afgekort]
    letters = list(dict.fromkeys(voorletter(naam.tekst) for naam in namen))
    yield from _met_datum(persoon, delen, voornamen, letters)
    yield from _met_adres(persoon, delen, letters)
    # Gesorteerd: voor- en achternaam raken bij buitenlandse namen vaak verwisseld.
    yield from (("an", " ".join(sorted((deel, naam)))) for deel in delen for naam in voornamen)


def _met_datum(
    persoon: Persoonsgegevens, delen: list[str], voornamen: list[str], letters: list[str]
) -> Iterator[tuple[str, str]]:
    """Sleutels op (een deel van) de geboortedatum; dag en maand zonder volgorde, want die worden verwisseld."""
    jaar = persoon.jaar
    if persoon.dag and persoon.maand:
        verjaardag = "{}/{}".format(*sorted((persoon.dag, persoon.maand)))
        yield from (("va", f"{verjaardag} {deel}") for deel in delen)
        yield from (("vv", f"{verjaardag} {naam}") for naam in voornamen[:1])
        if jaar:
            yield from (("gl", f"{jaar} {verjaardag} {letter}") for letter in letters)
    if jaar:
        yield from (("ja", f"{jaar} {deel} {letter}") for deel in delen for letter in letters[:1])
        getallen = {getal for getal in (persoon.maand, persoon.dag) if getal}
        yield from (("jv", f"{jaar} {getal} {naam}") for naam in voornamen[:1] for getal in getallen)


def _met_adres(persoon: Persoonsgegevens, delen: list[str], letters: list[str]) -> Iterator[tuple[str, str]]:
    """Sleutels op het adres; nooit het adres alleen, want in een opvanghuis wonen er honderden."""
    if postcode := persoon.nette_postcode:
        yield from (("pa", f"{postcode} {deel}") for deel in delen)
    if postcode and (nummer := persoon.huisgetal):
        yield from (("hl", f"{postcode} {nummer} {letter}") for letter in letters[:1])
        if persoon.jaar:
            yield "hj", f"{postcode} {nummer} {persoon.jaar}"
