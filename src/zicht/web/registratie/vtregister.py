"""De kant van de organisatie bij het VT-register: afstemmen, aanleveren en berichten ophalen (ADR 0025).

Wat het register moet weten volgt uit de registratie en wordt daar steeds opnieuw uit afgeleid; er is geen moment waarop een
gebeurtenis gemist kan worden. Elke rij heeft een versie, en het register kent de laatste die aankwam: opnieuw sturen kan altijd.

Keuzes:
- Betrokken is wie in een open dossier staat (het dossier opent bij een melding en sluit als er geen bemoeienis meer is).
- Een afgeschermd dossier gaat niet naar het register, tenzij de organisatie dat aanzet: dat een ander hoort dat u bij iemand
  betrokken bent kan op zich al te veel zijn.
- Wie geen BSN en geen naam met hele geboortedatum heeft, gaat niet naar het register.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from zicht.core.fouten import AanroepFout, ZichtFout
from zicht.core.personen import Persoonsgegevens
from zicht.uitwisseling.vtregister.kast import Bericht, Opgave
from zicht.uitwisseling.vtregister.klant import Onbereikbaar, Register, RegisterWeigert
from zicht.uitwisseling.vtregister.pseudoniem import BSN, NORMALISATIE, lees_sleutels, pseudoniemen
from zicht.web.instellingen import Instellingen
from zicht.web.logboek.keten import Regel, schrijf
from zicht.web.registratie import models as m
from zicht.web.registratie.herkenning import gegevens_van
from zicht.web.sleutels import kluis

PORTIE = 200
ONDERTEKENING, TIJDVAKKEN = "vtregister-ondertekening", "vtregister-tijdvakken"


@dataclass(frozen=True)
class Verloop:
    """Wat een ronde deed."""

    klaargezet: int
    aangeleverd: int
    berichten: int
    wacht: int
    fouten: tuple[str, ...]


def is_aan() -> bool:
    """Of deze organisatie meedoet."""
    return bool(settings.INSTELLINGEN.vtregister)


def ronde(nu: datetime) -> Verloop:
    """Stem af, lever aan en haal berichten op. Werkt het register niet, dan blijft alles staan voor de volgende keer."""
    inst: Instellingen = settings.INSTELLINGEN
    register = Register(
        inst.vtregister, inst.vtregister_organisatie, _geheim(inst, ONDERTEKENING, "zicht radar --nieuw").strip()
    )
    sleutels = tijdvaksleutels(inst)
    fouten: list[str] = []
    klaargezet = aangeleverd = berichten = 0
    try:
        open_ = _bekende(register.tijdvakken(), sleutels)
        klaargezet = stem_af(open_)
        aangeleverd = lever(register, {nr: sleutels[nr] for nr in open_}, nu)
        berichten = haal(register, nu)
    except (Onbereikbaar, RegisterWeigert) as fout:
        fouten.extend(fout.regels)
    return Verloop(klaargezet, aangeleverd, berichten, _wachtend().count(), tuple(fouten))


def tijdvaksleutels(inst: Instellingen) -> Mapping[int, bytes]:
    """De sleutels die alle organisaties delen; het register krijgt ze nooit."""
    return lees_sleutels(_geheim(inst, TIJDVAKKEN, "de sleutelhouder van de organisaties"), TIJDVAKKEN)


def _geheim(inst: Instellingen, naam: str, van: str) -> str:
    pad: Path = inst.datamap / naam
    if not pad.is_file():
        raise AanroepFout(f"{pad} is er niet. Dit bestand komt van: {van}.")
    return pad.read_text("utf-8")


def _bekende(open_: Sequence[int], sleutels: Mapping[int, bytes]) -> list[int]:
    if mist := [nr for nr in open_ if nr not in sleutels]:
        raise RegisterWeigert(409, f"Van tijdvak {mist[0]} ontbreekt hier de sleutel. Vraag haar aan de sleutelhouder.")
    return list(open_)


# ------------------------------------------------------------------------------------------------------------ afstemmen


def stem_af(tijdvakken: Sequence[int]) -> int:
    """Zet klaar wat het register nog niet weet; hoeveel rijen er bij kwamen of veranderden."""
    bekend = {rij.betrokkene_id: rij for rij in m.Radarbetrokkenheid.objects.all()}
    nodig = dict(_nodig(tijdvakken))
    nieuw = [
        m.Radarbetrokkenheid(betrokkene_id=pk, ref=uuid4().hex, betrokken=True, afdruk=afdruk)
        for pk, afdruk in nodig.items()
        if pk not in bekend
    ]
    anders = [rij for pk, rij in bekend.items() if (rij.betrokken, rij.afdruk) != _stand(rij, nodig.get(pk))]
    for rij in anders:
        rij.betrokken, rij.afdruk = _stand(rij, nodig.get(rij.betrokkene_id))
        rij.versie += 1
        rij.pogingen, rij.niet_voor = 0, None
    with transaction.atomic():
        m.Radarbetrokkenheid.objects.bulk_create(nieuw, batch_size=2_000)
        m.Radarbetrokkenheid.objects.bulk_update(
            anders, ("betrokken", "afdruk", "versie", "pogingen", "niet_voor"), batch_size=500
        )
    return len(nieuw) + len(anders)


def _stand(rij: m.Radarbetrokkenheid, afdruk: str | None) -> tuple[bool, str]:
    return (False, rij.afdruk) if afdruk is None else (True, afdruk)


def _nodig(tijdvakken: Sequence[int]) -> Iterator[tuple[object, str]]:
    """Van elke betrokkene in een open dossier een afdruk van wat er te delen is: verandert die, dan gaat er iets nieuws uit."""
    rijen = m.Betrokkene.objects.filter(dossier__gesloten_op=None, persoon__ongeboren=False).select_related("persoon")
    if not settings.INSTELLINGEN.vtregister_afgeschermd:
        rijen = rijen.filter(dossier__beschermd=False)
    for betrokkene in rijen.iterator(2_000):
        wie = gegevens_van(betrokkene.persoon)
        if pseudoniemen(wie, b""):
            inhoud = (wie.bsn, wie.voornamen, wie.voorvoegsel, wie.achternaam, wie.jaar, wie.maand, wie.dag)
            yield betrokkene.pk, kluis().merk(json.dumps([NORMALISATIE, list(tijdvakken), *inhoud]))


# ------------------------------------------------------------------------------------------------------------ aanleveren


def _wachtend() -> QuerySet[m.Radarbetrokkenheid]:
    return m.Radarbetrokkenheid.objects.filter(verzonden__lt=F("versie"))


def lever(register: Register, sleutels: Mapping[int, bytes], nu: datetime) -> int:
    """Lever aan wat klaarstaat; wat niet aankomt blijft staan en wordt later opnieuw geprobeerd."""
    klaar = _wachtend().exclude(niet_voor__gt=nu).select_related("betrokkene__persoon").order_by("pk")
    gelukt = 0
    rijen = iter(list(klaar))
    while portie := list(islice(rijen, PORTIE)):
        opgaven = [_opgave(rij, gegevens_van(rij.betrokkene.persoon), sleutels) for rij in portie]
        try:
            register.geef_op(opgaven)
        except ZichtFout as fout:
            _stel_uit(portie, nu, fout)
            raise
        for rij in portie:  # alleen wat is verstuurd: komt er intussen een versie bij, dan staat die nog klaar
            m.Radarbetrokkenheid.objects.filter(pk=rij.pk, verzonden__lt=rij.versie).update(
                verzonden=rij.versie, pogingen=0, fout=""
            )
        gelukt += len(portie)
    return gelukt


def _opgave(rij: m.Radarbetrokkenheid, wie: Persoonsgegevens, sleutels: Mapping[int, bytes]) -> Opgave:
    vakken = {nr: pseudoniemen(wie, sleutel) for nr, sleutel in sleutels.items()} if rij.betrokken else {}
    return Opgave(rij.ref, rij.versie, rij.betrokken, vakken)


def _stel_uit(portie: Sequence[m.Radarbetrokkenheid], nu: datetime, fout: ZichtFout) -> None:
    """Steeds langer wachten, hoogstens een uur."""
    for rij in portie:
        wacht = timedelta(seconds=min(15 * 2**rij.pogingen, 3600))
        m.Radarbetrokkenheid.objects.filter(pk=rij.pk).update(
            pogingen=rij.pogingen + 1, niet_voor=nu + wacht, fout=str(fout)[:200]
        )


# ------------------------------------------------------------------------------------------------------------- berichten


def haal(register: Register, nu: datetime) -> int:
    """Haal berichten op. Eerst hier bewaard, dan pas bevestigd: valt er iets om, dan komt hetzelfde bericht nog eens en telt het niet."""
    totaal = 0
    while berichten := register.berichten():
        with transaction.atomic():
            totaal += sum(_bewaar(bericht, nu) for bericht in berichten)
        register.bevestig(berichten[-1].nr)
    return totaal


def _bewaar(bericht: Bericht, nu: datetime) -> bool:
    rij = m.Radarbetrokkenheid.objects.filter(ref=bericht.ref).select_related("betrokkene__dossier").first()
    if rij is None:
        return False
    dossier = rij.betrokkene.dossier
    _, nieuw = m.Radarmelding.objects.get_or_create(
        nummer=bericht.nr, betrokkene=rij.betrokkene, op=date.fromisoformat(bericht.op),
        defaults={
            "dossier": dossier, "organisatie": bericht.organisatie[:80], "op_bsn": bericht.soort == BSN,
            "is_betrokken": bericht.betrokken, "ontvangen_om": nu,
        },
    )  # fmt: skip
    if nieuw:
        m.Gebeurtenis.objects.create(
            dossier=dossier, soort="radarmelding", op=nu.date(), om=nu, kenmerk="",
            tekst=f"VT-register: {bericht.organisatie} {'is' if bericht.betrokken else 'was'} ook betrokken bij iemand uit dit dossier",
        )  # fmt: skip
        schrijf(
            [
                Regel(
                    om=nu,
                    handeling="radarmelding_ontvangen",
                    gebruiker="vtregister",
                    soort="radarmelding",
                    dossier=dossier.kenmerk,
                    doel="melding",
                )
            ]
        )
    return nieuw
