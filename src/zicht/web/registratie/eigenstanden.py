"""Wat een rij van een persoon zelf vastlegde, van stand tot stand, en wat daarvan eerder was. Alles afgeleid uit haar versies.

Keuzes:
- Wat met een verband meekwam telt alleen zolang dat verband geldt. Na losmaken is het nooit van deze rij geweest.
- Een eerdere stand hoort bij de dossiers waarin zij is vastgelegd of waarin de persoon kwam terwijl zij gold. Zo blijft
  een naam uit een afgeschermd dossier daar, en is een naam die ook in een open dossier stond gewoon te vinden.
- Wat eerder leeg of minder was (alleen een jaar, alleen voorletters) is geen andere stand, en telt zoals het nu is.
- Van een eerdere stand is ook elke verandering apart te vinden: de naam van toen met de geboortedatum van nu, en andersom.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zicht.core.namen import lees_voornamen, voorletter
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import groep
from zicht.web.registratie.models.basis import VersleuteldeTekst

VERBINDEN, LOSMAKEN, MEE, WIJZIGEN = (
    "personen_verbinden", "personen_losmaken", "persoon_meewijzigen", "persoon_wijzigen",
)  # fmt: skip
# Wat samen een keuze is: een voorvoegsel hoort bij zijn achternaam, een dag bij haar jaar.
GEGEVENS: Mapping[str, tuple[str, ...]] = {
    "voornamen": ("voornamen",),
    "achternaam": ("voorvoegsel", "achternaam"),
    "geslacht": ("geslacht",),
    "geboren": ("geboortejaar", "geboortemaand", "geboortedag", "ongeboren"),
    "overleden_op": ("overleden_op",),
    "bsn": ("bsn", "bsn_merk"),
}
VELDEN = tuple(naam for namen in GEGEVENS.values() for naam in namen)
_GEBOREN = ("geboortejaar", "geboortemaand", "geboortedag")
_VINDT = ("voornamen", "voorvoegsel", "achternaam", "geslacht", *_GEBOREN, "bsn", "bsn_merk")
# Wat apart terug te vinden is.
_LOS = (("voornamen", "voorvoegsel", "achternaam"), _GEBOREN, ("bsn", "bsn_merk"))

Velden = dict[str, Any]


@dataclass(frozen=True)
class Stand:
    """Wat deze rij zelf bevatte vanaf een versie."""

    velden: Velden
    versie: m.Versie


def eigen_stand(rij: m.Persoon, *, zonder: m.Persoonsverband | None = None) -> Velden:
    """Wat deze rij zou bevatten met alleen de verbanden die overblijven."""
    return eigen_standen(rij, zonder=zonder)[-1].velden


def eigen_standen(rij: m.Persoon, *, zonder: m.Persoonsverband | None = None) -> list[Stand]:
    """Elke stand van deze rij zelf, de oudste eerst; `zonder` is een verband dat net vervalt."""
    versies = list(m.Versie.objects.filter(tabel="persoon", rij=rij.pk).order_by("nummer"))
    if not versies:
        return []
    stand = vorige = _gelezen(versies[0])
    uit = [Stand(stand, versies[0])]
    samen = groep({rij.pk}, zonder=zonder) if len(versies) > 1 else set[UUID]()
    for versie in versies[1:]:
        nu = _gelezen(versie)
        if versie.handeling != LOSMAKEN and _telt(versie, samen, zonder):
            stand = stand | {naam: waarde for naam, waarde in nu.items() if waarde != vorige[naam]}
            uit.append(Stand(stand, versie))
        vorige = nu
    return uit


def _telt(versie: m.Versie, samen: set[UUID], zonder: m.Persoonsverband | None) -> bool:
    """Of wat met een verband meekwam er nog hoort: het verband is er nog, of de bron zit nog aan deze rij vast."""
    if versie.handeling == VERBINDEN:
        bron = m.Versie.objects.filter(tabel="persoonsverband", handeling=VERBINDEN, om=versie.om, door=versie.door_id)
        geldig = m.Persoonsverband.objects.filter(zelfde=True, beeindigd_op=None).exclude(pk=zonder and zonder.pk)
        return geldig.filter(pk__in=[*bron.values_list("rij", flat=True)]).exists()
    if versie.handeling == MEE:
        bron = m.Versie.objects.filter(tabel="persoon", om=versie.om, door=versie.door_id).exclude(handeling=MEE)
        return bool(samen & set(bron.values_list("rij", flat=True)))
    return True


def _gelezen(versie: m.Versie) -> Velden:
    """De gegevens uit een versie, zoals zij in een rij staan."""
    return dict(_velden_uit(versie.inhoud))


def _velden_uit(inhoud: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for naam in VELDEN:
        veld: Any = m.Persoon._meta.get_field(naam)
        waarde = inhoud.get(naam, veld.get_default())
        if isinstance(veld, VersleuteldeTekst):
            yield naam, veld.from_db_value(waarde, None, None)
        else:
            yield naam, veld.to_python(waarde)


# ---------------------------------------------------------------------------------------------------------- wat eerder was


def eerder_bekend(rij: m.Persoon) -> list[m.EerderBekend]:
    """De rijen die zeggen wat deze persoon eerder heette of waarmee hij eerder was vastgelegd, en in welk dossier."""
    if rij.versie < 2:
        return []
    nu = {naam: getattr(rij, naam) for naam in _VINDT}
    waar: dict[tuple[Any, ...], set[UUID]] = {}
    standen = eigen_standen(rij)
    gekomen = _gekomen(rij)
    for stand, volgende in zip(standen, [*standen[1:], None], strict=True):
        dossiers = _dossiers(stand.versie, gekomen, volgende.versie.om if volgende else None)
        for variant in _varianten(stand.velden, nu):
            waar.setdefault(tuple(variant[naam] for naam in _VINDT), set()).update(dossiers)
    return [
        m.EerderBekend(persoon=rij, dossier_id=dossier, **dict(zip(_VINDT, waarden, strict=True)))
        for waarden, dossiers in waar.items()
        for dossier in sorted(dossiers)
    ]


def _varianten(toen: Velden, nu: Velden) -> Sequence[Velden]:
    """De stand van toen, en wat er veranderde elk apart; wat gelijk is aan nu valt weg."""
    toen = _aangevuld({naam: toen[naam] for naam in _VINDT}, nu)
    alle = [toen, *(nu | {naam: toen[naam] for naam in namen} for namen in _LOS)]
    return [variant for variant in alle if variant != nu]


def _aangevuld(toen: Velden, nu: Velden) -> Velden:
    """Wat toen leeg of minder was, zoals het nu is."""
    uit = dict(toen)
    for namen in (("voorvoegsel", "achternaam"), ("bsn", "bsn_merk"), ("geslacht",)):
        if not toen[namen[-1]]:
            uit |= {naam: nu[naam] for naam in namen}
    if _zijn_de_letters(toen["voornamen"], nu["voornamen"]):
        uit["voornamen"] = nu["voornamen"]
    if all(toen[naam] in (None, nu[naam]) for naam in _GEBOREN):
        uit |= {naam: nu[naam] for naam in _GEBOREN}
    return uit


def _zijn_de_letters(toen: str, nu: str) -> bool:
    """Of er toen geen voornaam was, of alleen de voorletters van de voornamen van nu."""
    letters, namen = lees_voornamen(toen), lees_voornamen(nu)
    if not letters:
        return True
    passend = zip(letters, namen, strict=False)
    return len(letters) <= len(namen) and all(
        een.afgekort and len(een.tekst) == 1 and een.tekst == voorletter(ander.tekst) for een, ander in passend
    )


def _gekomen(rij: m.Persoon) -> dict[UUID, datetime | None]:
    """Per dossier wanneer deze persoon erin kwam; wat niet meer te vinden is, was er altijd al."""
    betrokken: dict[UUID, UUID] = dict(m.Betrokkene.objects.filter(persoon=rij).values_list("pk", "dossier"))
    eerste = m.Versie.objects.filter(rij__in=list(betrokken), nummer=1).values_list("rij", "om")
    om: dict[UUID, datetime] = dict(eerste)
    return {dossier: om.get(pk) for pk, dossier in betrokken.items()}


def _dossiers(versie: m.Versie, gekomen: Mapping[UUID, datetime | None], tot: datetime | None) -> set[UUID]:
    """De dossiers waarin deze stand is vastgelegd, en waar de persoon in kwam terwijl zij gold."""
    begin = versie.om
    er_al = {dossier for dossier, om in gekomen.items() if om is None or om <= begin}
    erbij = {d for d, om in gekomen.items() if om is not None and om >= begin and (tot is None or om < tot)}
    return (_hier_gewijzigd(versie, er_al) or er_al) | erbij


def _hier_gewijzigd(versie: m.Versie, er_al: Iterable[UUID]) -> set[UUID]:
    """Het dossier waarin iemand deze verbetering deed."""
    if versie.handeling != WIJZIGEN:
        return set()
    regels = m.Gebeurtenis.objects.filter(soort=WIJZIGEN, om=versie.om, door=versie.door_id, dossier__in=list(er_al))
    return set(regels.values_list("dossier", flat=True))
