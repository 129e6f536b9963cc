"""Politiemeldingen in bulk: eerst op proef, per rij een oordeel, en tweemaal aanleveren is een keer inlezen.

Keuzes: een rij is een melding en wordt los van de andere bewaard, zodat een afgekeurde rij de rest niet tegenhoudt.
Iemand is hier alleen dezelfde als een bekende bij een gelijk BSN, of bij het BSN dat hij eerder had als ook de naam past; op
naam en datum alleen beslist een mens, later, in het dossier.
Wie alleen in een afgeschermd dossier staat is hier niemand: de rij opent een nieuw dossier, alsof hij onbekend was, en wie bij
het afgeschermde dossier is toegelaten leest daar dat er elders iets is vastgelegd. Het scherm noemt bij ‘al bekend’ nooit
het kenmerk van die melding: met een kenmerk dat niet opengaat zou te zien zijn dat zij is afgeschermd.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db import IntegrityError, transaction

from zicht.core.bsn import BsnFout, lees_bsn
from zicht.core.codelijsten import AANLEIDING, AARD, GESLACHT, ROL, URGENTIE
from zicht.core.fouten import ZichtFout
from zicht.core.personen import Persoonsgegevens
from zicht.core.voorwaarden import Codelijst
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.meldingen import Meldergegevens, NieuweMelding, melding_registreren
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek
from zicht.web.registratie.selecties.intake import open_en_gesloten, zelfde_bsn

HOOGSTENS_RIJEN, HOOGSTENS_MENSEN, HOOGSTENS_TEKENS = 500, 12, 20_000
VELDEN = (
    "extern_kenmerk", "ontvangen_op", "gemeente", "urgentie", "aanleiding", "aard", "situatie", "straat", "huisnummer",
    "postcode", "plaats",
)  # fmt: skip
MENSVELDEN = ("rol", "voornamen", "voorvoegsel", "achternaam", "geslacht", "geboren", "bsn")
_LANG = {"extern_kenmerk": 80, "gemeente": 6, "straat": 120, "huisnummer": 12, "postcode": 6, "plaats": 80,
         "voornamen": 120, "voorvoegsel": 20, "achternaam": 120}  # fmt: skip


class Oordeel(Enum):
    """Wat er met een rij gebeurt of is gebeurd."""

    NIEUW = "nieuw"
    AL_BEKEND = "al bekend"
    AFGEKEURD = "afgekeurd"


@dataclass(frozen=True)
class Rijoordeel:
    """Het oordeel over een rij, met de redenen en het kenmerk van de melding als die er is."""

    nummer: int
    extern_kenmerk: str
    oordeel: Oordeel
    redenen: tuple[str, ...] = ()
    kenmerk: str = ""
    op_open_dossier: bool = False


@dataclass
class _Fouten:
    redenen: list[str] = field(default_factory=list)

    def codes(self, rij: Mapping[str, Any], lijst: Codelijst, naam: str) -> tuple[str, ...]:
        """De codes in een veld; een onbekende code is een reden om af te keuren."""
        ruw = rij.get(naam) or ""
        codes = tuple(c.strip() for c in (ruw.split("|") if isinstance(ruw, str) else ruw) if str(c).strip())
        bekend = {code for code, _ in lijst.codes}
        for code in codes:
            if code not in bekend:
                self.redenen.append(
                    f"{naam}: '{str(code)[:40]}' staat niet in de lijst. Gebruik {', '.join(sorted(bekend))}."
                )
        return codes

    def code(self, rij: Mapping[str, Any], lijst: Codelijst, naam: str) -> str:
        """De ene code in een veld, of leeg."""
        codes = self.codes(rij, lijst, naam)
        if len(codes) > 1:
            self.redenen.append(f"{naam}: er mag maar een code staan.")
        return codes[0] if codes else ""

    def tekst(self, rij: Mapping[str, Any], naam: str) -> str:
        """Een tekst die in het veld past."""
        waarde, ruimte = str(rij.get(naam) or "").strip(), _LANG.get(naam, HOOGSTENS_TEKENS)
        if len(waarde) > ruimte:
            self.redenen.append(f"{naam}: {len(waarde)} tekens, er passen er {ruimte}.")
        return waarde


def politiemeldingen_inlezen(
    rijen: Iterable[Mapping[str, Any]],
    *,
    proef: bool,
    door: Gebruiker,
    om: datetime,
    aanleveraar: str = "politie",
    recht: str = "melding.registreren",
) -> list[Rijoordeel]:
    """Beoordeel elke rij, en bewaar de goede als dit geen proef is. Een rij heeft VELDEN en een lijst `betrokkenen`."""
    lijst = list(rijen)
    if len(lijst) > HOOGSTENS_RIJEN:
        raise ZichtFout(
            f"Dit zijn {len(lijst)} rijen. Zicht leest er {HOOGSTENS_RIJEN} tegelijk in. Splits het bestand."
        )
    kenmerken = [str(rij.get("extern_kenmerk") or "").strip() for rij in lijst]
    al: dict[str, str] = dict(
        m.Melding.objects.filter(aanleveraar=aanleveraar, extern_kenmerk__in=[k for k in kenmerken if k]).values_list(
            "extern_kenmerk", "kenmerk"
        )
    )
    uit: list[Rijoordeel] = []
    for nummer, (rij, kenmerk) in enumerate(zip(lijst, kenmerken, strict=True), 1):
        if kenmerk and kenmerk in al:
            uit.append(Rijoordeel(nummer, kenmerk, Oordeel.AL_BEKEND, kenmerk=al[kenmerk]))
            continue
        oordeel = _rij(nummer, kenmerk, rij, proef=proef, door=door, om=om, aanleveraar=aanleveraar, recht=recht)
        if oordeel.oordeel is Oordeel.NIEUW:
            al[kenmerk] = oordeel.kenmerk
        uit.append(oordeel)
    return uit


def _rij(
    nummer: int, kenmerk: str, rij: Mapping[str, Any], *, proef: bool, door: Gebruiker, om: datetime, aanleveraar: str,
    recht: str,
) -> Rijoordeel:  # fmt: skip
    fouten = _Fouten()
    invoer = _invoer(rij, fouten, om, aanleveraar)
    if fouten.redenen:
        return Rijoordeel(nummer, kenmerk, Oordeel.AFGEKEURD, tuple(fouten.redenen))
    bekend = [betrokkene.persoon for betrokkene in invoer.betrokkenen if betrokkene.persoon]
    dossier, eerdere = open_en_gesloten(bekend) if bekend else (None, [])
    if proef:
        return Rijoordeel(nummer, kenmerk, Oordeel.NIEUW, op_open_dossier=dossier is not None)
    if dossier is None:
        invoer = _met_eerdere(invoer, eerdere)
    try:
        with transaction.atomic():
            melding = melding_registreren(invoer, door=door, om=om, dossier=dossier, recht=recht)
    except IntegrityError:  # een ander las dezelfde rij net in
        al = m.Melding.objects.get(aanleveraar=aanleveraar, extern_kenmerk=kenmerk)
        return Rijoordeel(nummer, kenmerk, Oordeel.AL_BEKEND, kenmerk=al.kenmerk)
    except ZichtFout as fout:
        return Rijoordeel(nummer, kenmerk, Oordeel.AFGEKEURD, fout.regels)
    return Rijoordeel(nummer, kenmerk, Oordeel.NIEUW, kenmerk=melding.kenmerk, op_open_dossier=dossier is not None)


def _met_eerdere(invoer: NieuweMelding, eerdere: list[m.Dossier]) -> NieuweMelding:
    return NieuweMelding(**{**vars(invoer), "eerdere": tuple(eerdere)})


def _invoer(rij: Mapping[str, Any], fouten: _Fouten, om: datetime, aanleveraar: str) -> NieuweMelding:
    if not fouten.tekst(rij, "extern_kenmerk"):
        fouten.redenen.append("extern_kenmerk: leeg. Zonder dit nummer kan Zicht een rij niet herkennen.")
    if not fouten.tekst(rij, "situatie"):
        fouten.redenen.append("situatie: leeg. Schrijf wat er is gebeurd.")
    dag = _dag(rij.get("ontvangen_op"), fouten)
    if dag > om.date():
        fouten.redenen.append("ontvangen_op: deze dag ligt in de toekomst.")
    ruw = rij.get("betrokkenen") or []
    if len(ruw) > HOOGSTENS_MENSEN:
        fouten.redenen.append(f"betrokkenen: {len(ruw)} mensen, er passen er {HOOGSTENS_MENSEN} in een rij.")
    mensen = [_mens(nummer, mens, fouten) for nummer, mens in enumerate(ruw[:HOOGSTENS_MENSEN], 1)]
    gemeente = fouten.tekst(rij, "gemeente")
    plek: dict[str, Any] = {naam: fouten.tekst(rij, naam) for naam in ("straat", "huisnummer", "postcode", "plaats")}
    adres = Woonplek(**plek, gemeente=gemeente)
    return NieuweMelding(
        ontvangen_op=dag,
        bron=m.Melding.Bron.POLITIE.value,
        gemeente=gemeente,
        urgentie=fouten.code(rij, URGENTIE, "urgentie"),
        reden_urgentie="zo aangeleverd door de politie",
        hoedanigheid="politie",
        aanleiding=fouten.codes(rij, AANLEIDING, "aanleiding"),
        aard=fouten.codes(rij, AARD, "aard"),
        situatie=fouten.tekst(rij, "situatie"),
        anoniem=False,
        melder=Meldergegevens(beroepsmatig=True, organisatie="politie"),
        betrokkenen=tuple(mensen),
        adres=None if adres.leeg else adres,
        extern_kenmerk=fouten.tekst(rij, "extern_kenmerk"),
        aanleveraar=aanleveraar,
    )


def _dag(ruw: Any, fouten: _Fouten) -> date:
    try:
        return ruw if isinstance(ruw, date) else date.fromisoformat(str(ruw or "").strip())
    except ValueError:
        fouten.redenen.append("ontvangen_op: geen datum. Schrijf jjjj-mm-dd, zoals 2026-03-04.")
        return date.min


def _mens(nummer: int, ruw: Mapping[str, Any], fouten: _Fouten) -> Betrokkenheid:
    eigen = _Fouten()
    rol, geslacht = eigen.code(ruw, ROL, "rol"), eigen.code(ruw, GESLACHT, "geslacht")
    jaar, maand, dag, ongeboren = _geboren(eigen.tekst(ruw, "geboren"), eigen)
    bsn = eigen.tekst(ruw, "bsn")
    try:
        bsn = lees_bsn(bsn) if bsn else ""
    except BsnFout:
        eigen.redenen.append("bsn: geen negen cijfers die de elfproef doorstaan.")
    namen = {naam: eigen.tekst(ruw, naam) for naam in ("voornamen", "voorvoegsel", "achternaam")}
    fouten.redenen += [f"betrokkene {nummer}, {reden}" for reden in eigen.redenen]
    geboren = {"geboortejaar": jaar, "geboortemaand": maand, "geboortedag": dag, "ongeboren": ongeboren}
    mens = Mens(**namen, **geboren, geslacht=geslacht, bsn=bsn)
    anders = Persoonsgegevens(**namen, geslacht=geslacht, jaar=jaar, maand=maand, dag=dag)
    return Betrokkenheid(rol, mens, None if eigen.redenen else zelfde_bsn(bsn, anders))


def _geboren(tekst: str, fouten: _Fouten) -> tuple[int | None, int | None, int | None, bool]:
    """Een geboortedatum: 2016-10-03, 2016-10, 2016, leeg of 'ongeboren'."""
    if tekst in ("", "onbekend", "ongeboren"):
        return None, None, None, tekst == "ongeboren"
    delen = tekst.split("-")
    try:
        jaar, maand, dag = (int(deel) for deel in [*delen, "1", "1"][:3])
        date(jaar, maand, dag)
        if len(delen) > 3 or not 1900 <= jaar <= 2100:
            raise ValueError
    except ValueError:
        fouten.redenen.append("geboren: geen datum. Schrijf jjjj-mm-dd, jjjj-mm, jjjj of ongeboren.")
        return None, None, None, False
    return jaar, maand if len(delen) > 1 else None, dag if len(delen) > 2 else None, False
