"""Aan wie geschreven mag worden, op welk adres en met welke aanhef."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from zicht.rapportage.brieven import Geadresseerde
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import een_keer
from zicht.web.registratie.werkstand import leeftijd

ZELF_POST_VANAF = 12  # keuze: vanaf deze leeftijd geldt het recht op inzage (Wmo 2015, artikel 5.3.4)


def vlaggen(dossier: m.Dossier, op: date) -> list[m.Contactvlag]:
    """De contactaanwijzingen die op een dag gelden."""
    geldig = dossier.contactvlaggen.filter(Q(tot=None) | Q(tot__gt=op), van__lte=op)
    return [*geldig.select_related("betrokkene__persoon")]


def lezers(dossier: m.Dossier, op: date) -> list[m.Betrokkene]:
    """Wie in dit dossier een brief kan krijgen: met een naam, niet overleden, en oud genoeg."""
    mensen = een_keer([*dossier.betrokkenen.select_related("persoon").order_by("rol", "pk")])
    return [b for b in mensen if _kan_lezen(b.persoon, op)]


def _kan_lezen(persoon: m.Persoon, op: date) -> bool:
    jaren = leeftijd(persoon, op)
    oud_genoeg = jaren is None or jaren >= ZELF_POST_VANAF
    return bool(persoon.achternaam) and not persoon.ongeboren and persoon.overleden_op is None and oud_genoeg


def tegen_schrijven(dossier: m.Dossier, lezers: Sequence[m.Betrokkene], op: date) -> list[str]:
    """Waarom deze lezers geen brief krijgen; leeg als het kan. Een aanwijzing geldt voor iedereen op dat adres."""
    niet = [vlag for vlag in vlaggen(dossier, op) if vlag.soort == m.Contactvlag.Soort.NIET_SCHRIJVEN]
    if not niet or not lezers:
        return []
    plekken = {vlag: _adressen([vlag.betrokkene]) if vlag.betrokkene else set[object]() for vlag in niet}
    geraakt = [
        lezer
        for lezer in lezers
        if any(
            vlag.betrokkene_id in (None, lezer.pk) or _adressen([lezer]) & plek for vlag, plek in plekken.items()
        )
    ]  # fmt: skip
    if not geraakt:
        return []
    namen = ", ".join(f"{lezer.persoon} ({lezer.get_rol_display() or 'rol niet bekend'})" for lezer in geraakt)
    return [
        f"Er is geen brief gemaakt. Bij {namen} staat de aanwijzing: niet schrijven naar dit adres.",
        "Een brief kan dan gevaar geven. Bespreek de inhoud in een gesprek, of kies een andere lezer.",
        "Klopt de aanwijzing niet meer? Beëindig haar dan eerst bij de mensen in het dossier, met de reden.",
    ]


def _adressen(mensen: Sequence[m.Betrokkene]) -> set[object]:
    personen = [mens.persoon_id for mens in mensen]
    wonen = m.Huishoudlid.objects.filter(persoon__in=personen, tot=None)
    return {
        (a.postcode, a.huisnummer, a.straat)
        for a in (lid.huishouden.adres for lid in wonen.select_related("huishouden__adres"))
    }


def geadresseerde(betrokkene: m.Betrokkene, geheim: bool) -> Geadresseerde:
    """Naam, adresregels en aanhef; een geheim adres staat niet in de brief, die wordt dan meegegeven."""
    persoon = betrokkene.persoon
    regels = () if geheim else tuple(_adresregels(persoon, betrokkene.dossier))
    return Geadresseerde(f"{_VOOR.get(persoon.geslacht, '')}{persoon}".strip(), regels, aanhef(persoon))


_VOOR = {"v": "Mevrouw ", "m": "De heer "}


def aanhef(persoon: m.Persoon) -> str:
    """Na 'Beste': mevrouw De Vries, meneer De Vries, of de hele naam."""
    naam = f"{persoon.voorvoegsel[:1].upper()}{persoon.voorvoegsel[1:]} {persoon.achternaam}".strip()
    return (
        f"mevrouw {naam}" if persoon.geslacht == "v" else f"meneer {naam}" if persoon.geslacht == "m" else str(persoon)
    )


def _adresregels(persoon: m.Persoon, dossier: m.Dossier) -> Iterator[str]:
    # Een brief is voor iedereen die het dossier mag zien: een adres uit een afgeschermd ander dossier staat er niet in.
    hier = Q(dossier=None) | Q(dossier__beschermd=False) | Q(dossier=dossier)
    lid = persoon.huishoudens.filter(hier, tot=None).select_related("huishouden__adres").order_by("-van").first()
    if lid is None or lid.huishouden.adres.geheim:
        return
    adres = lid.huishouden.adres
    code = f"{adres.postcode[:4]} {adres.postcode[4:]}".strip()
    yield from (
        regel for regel in (f"{adres.straat} {adres.huisnummer}".strip(), f"{code} {adres.plaats}".strip()) if regel
    )


def adres_geheim(betrokkene: m.Betrokkene, op: date) -> bool:
    """Of het adres van deze lezer niet op papier mag."""
    geheim = m.Contactvlag.Soort.GEHEIM_ADRES
    return any(v.soort == geheim and v.betrokkene_id in (None, betrokkene.pk) for v in vlaggen(betrokkene.dossier, op))
