"""Meldingen die een ander systeem aanlevert: tweemaal aanleveren is een keer vastleggen.

Keuzes:
- Wie al bekend kan zijn wordt op de tijdlijn gemerkt, nooit vanzelf verbonden: dat beslist een mens. Het antwoord aan de
  aanleveraar is hetzelfde of iemand bekend is of niet, en een afgeschermd dossier telt ook voor het merken niet mee.
- Zonder iemand die verantwoordelijk is voor het werk wordt niets aangenomen: een systeem is geen eigenaar van een zaak.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from zicht.core.fouten import ZichtFout
from zicht.core.personen import Persoonsgegevens
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import herkenning
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.kern import NietToegestaan, Uitvoering
from zicht.web.registratie.handelingen.meldingen import NieuweMelding, melding_registreren
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Woonplek, betrek
from zicht.web.registratie.handelingen.politie import Oordeel, Rijoordeel, politiemeldingen_inlezen
from zicht.web.registratie.handelingen.team import eigenaar_van, team_toegang
from zicht.web.registratie.opslag import eenheid
from zicht.web.registratie.taken import werk_bij

RECHT = "koppeling.melden"
ANDERE_INHOUD = "Met dit kenmerk is al iets anders aangeleverd. Wijzigen gaat met PUT op uw melding; iets nieuws krijgt een nieuw kenmerk."
BEKEND = "mogelijk is iemand uit deze melding al bekend: kijk dat na"


class NietGereed(ZichtFout):
    """Er is nog niemand die aangeleverde meldingen oppakt."""


class AndereInhoud(NietToegestaan):
    """Onder dit kenmerk is al iets anders aangeleverd."""


@dataclass(frozen=True)
class Levering:
    """Een melding van een ander systeem, met het merk van alles wat is aangeleverd."""

    melding: NieuweMelding
    afdruk: str
    elders: tuple[tuple[Woonplek, tuple[Betrokkenheid, ...]], ...] = ()
    terugkoppeling: bool = True  # of de aanleveraar de uitkomst wil weten


def aanleveraar_van(door: Gebruiker) -> str:
    """De naam waaronder een systeem aanlevert."""
    return door.username[: m.Melding._meta.get_field("aanleveraar").max_length]


def melding_aanleveren(levering: Levering, *, door: Gebruiker, om: datetime) -> tuple[m.Melding, bool]:
    """Leg een aangeleverde melding vast, of geef de melding die er al is; en of zij nieuw is."""
    _eis_gereed(door)
    invoer = replace(levering.melding, aanleveraar=aanleveraar_van(door))
    try:
        with op_beurt(door):
            eerder = _eerder(invoer, levering.afdruk)
            return eerder or _leg_vast(replace(levering, melding=invoer), door, om), eerder is None
    except IntegrityError:  # het kenmerk is bezet door wat niet door deze koppeling kwam
        raise AndereInhoud(ANDERE_INHOUD) from None


@contextmanager
def op_beurt(door: Gebruiker) -> Iterator[None]:
    """Een transactie tegelijk per aanleveraar: zo wacht dezelfde aanlevering op de eerste, en nooit twee op elkaar."""
    with transaction.atomic():
        Gebruiker.objects.select_for_update(no_key=True).get(pk=door.pk)
        yield


def _eis_gereed(door: Gebruiker) -> None:
    if eigenaar_van(team_toegang(door), door).koppeling:
        raise NietGereed("Het team dat meldingen aanneemt heeft nog geen verantwoordelijke.")


def _eerder(invoer: NieuweMelding, afdruk: str) -> m.Melding | None:
    """De melding met dit kenmerk van deze aanleveraar; met andere inhoud is dat een fout."""
    al = m.Aanlevering.objects.filter(
        melding__aanleveraar=invoer.aanleveraar, melding__extern_kenmerk=invoer.extern_kenmerk
    ).select_related("melding__dossier")
    gevonden = al.first()
    if gevonden is not None and gevonden.afdruk != afdruk:
        raise AndereInhoud(ANDERE_INHOUD)
    return gevonden.melding if gevonden else None


def _leg_vast(levering: Levering, door: Gebruiker, om: datetime) -> m.Melding:
    bekend = any(herkenning.zoek(gegevens, gebruiker=door, nu=om, recht=RECHT) for gegevens in _mensen(levering))
    with eenheid(werk_bij) as opslag:
        melding = melding_registreren(levering.melding, door=door, om=om, recht=RECHT)
        h = Uitvoering(opslag, "melding_registreren", door, om, "")
        for plek, mensen in levering.elders:
            betrek(h, melding.dossier, mensen, plek, melding.ontvangen_op)
        if bekend:
            h.gebeurtenis(BEKEND, melding.ontvangen_op, dossier=melding.dossier, kenmerk=melding.kenmerk)
        opslag.voeg_toe(
            m.Aanlevering(
                melding=melding, door=door, afdruk=levering.afdruk, om=om, terugkoppeling=levering.terugkoppeling
            )
        )
    return melding


def _mensen(levering: Levering) -> Iterator[Persoonsgegevens]:
    invoer = levering.melding
    groepen = [(invoer.adres or Woonplek(), invoer.betrokkenen), *levering.elders]
    for plek, mensen in groepen:
        for mens in (betrokkene.mens for betrokkene in mensen if betrokkene.mens):
            yield Persoonsgegevens(
                voornamen=mens.voornamen,
                voorvoegsel=mens.voorvoegsel,
                achternaam=mens.achternaam,
                geslacht=mens.geslacht,
                jaar=mens.geboortejaar,
                maand=mens.geboortemaand,
                dag=mens.geboortedag,
                postcode=plek.postcode,
                huisnummer=plek.huisnummer,
                bsn=mens.bsn,
            )


# ------------------------------------------------------------------------------------------------- politie, in bulk
@dataclass(frozen=True)
class Politierij:
    """Een rij zoals handelingen/politie.py haar leest, met het merk van haar inhoud."""

    velden: Mapping[str, Any]
    afdruk: str

    @property
    def kenmerk(self) -> str:
        """Het kenmerk bij de aanleveraar."""
        return str(self.velden["extern_kenmerk"])


class _Terug(Exception):
    """Alles of niets, en het werd niets."""


def politiemeldingen_aanleveren(
    rijen: Sequence[Politierij], *, proef: bool, alles_of_niets: bool, door: Gebruiker, om: datetime
) -> list[Rijoordeel]:
    """Lees rijen in, elk los van de andere, of met `alles_of_niets` alleen als elke rij goed is."""
    _eis_gereed(door)
    oordelen: list[Rijoordeel] = []
    gezien: dict[str, tuple[str, Rijoordeel]] = {}
    try:
        with op_beurt(door) if alles_of_niets and not proef else nullcontext():
            for nummer, rij in enumerate(rijen, 1):
                oordelen.append(_politierij(nummer, rij, gezien, proef=proef, door=door, om=om))
            if alles_of_niets and any(oordeel.oordeel is Oordeel.AFGEKEURD for oordeel in oordelen):
                raise _Terug
    except _Terug:
        return [_ongedaan(oordeel) for oordeel in oordelen]
    return oordelen


def _ongedaan(oordeel: Rijoordeel) -> Rijoordeel:
    """Een rij die goed was, maar door een andere niet is vastgelegd, heeft geen kenmerk."""
    return replace(oordeel, kenmerk="") if oordeel.oordeel is Oordeel.NIEUW else oordeel


def _politierij(
    nummer: int,
    rij: Politierij,
    gezien: dict[str, tuple[str, Rijoordeel]],
    *,
    proef: bool,
    door: Gebruiker,
    om: datetime,
) -> Rijoordeel:
    """Het oordeel over een rij; `gezien` zijn de goede rijen van deze aanlevering."""
    with op_beurt(door):
        afdruk, eerste = gezien.get(rij.kenmerk) or (_bekende_afdruk(rij, door), None)
        if afdruk not in (None, rij.afdruk):
            return Rijoordeel(nummer, rij.kenmerk, Oordeel.AFGEKEURD, (ANDERE_INHOUD,))
        if eerste is not None:
            return replace(eerste, nummer=nummer, oordeel=Oordeel.AL_BEKEND)
        oordeel = replace(_lees_in(rij, proef=proef, door=door, om=om), nummer=nummer)
    if oordeel.oordeel is not Oordeel.AFGEKEURD:
        gezien[rij.kenmerk] = rij.afdruk, oordeel
    return oordeel


def _bekende_afdruk(rij: Politierij, door: Gebruiker) -> str | None:
    al = m.Aanlevering.objects.filter(melding__aanleveraar=aanleveraar_van(door), melding__extern_kenmerk=rij.kenmerk)
    return al.values_list("afdruk", flat=True).first()


def _lees_in(rij: Politierij, *, proef: bool, door: Gebruiker, om: datetime) -> Rijoordeel:
    """Een rij met haar merk, samen of geen van beide."""
    (oordeel,) = politiemeldingen_inlezen(
        [rij.velden], proef=proef, door=door, om=om, aanleveraar=aanleveraar_van(door), recht=RECHT
    )
    if oordeel.oordeel is Oordeel.NIEUW and not proef:
        melding = m.Melding.objects.get(kenmerk=oordeel.kenmerk)
        m.Aanlevering.objects.create(melding=melding, door=door, afdruk=rij.afdruk, om=om)
    return oordeel
