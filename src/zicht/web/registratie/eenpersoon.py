"""Welke rijen over een en dezelfde mens gaan. De rijen blijven bestaan; een verband zegt dat zij samen een persoon zijn.

Keuzes:
- Een verband heeft geen richting. In de feiten krijgen alle rijen die verbonden zijn een naam: die met de laagste sleutel.
- Wat iemand ziet volgt alleen de verbanden tussen personen die hij allebei mag zien. Loopt een verband langs een
  afgeschermd dossier, dan is het er voor een ander niet.
- Gegevens gaan alleen over tussen rijen die allebei in een dossier staan dat niet is afgeschermd.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.poort import zichtbaar

Paar = tuple[UUID, UUID]


def wortels(paren: Iterable[Paar]) -> dict[UUID, UUID]:
    """Bij elke rij die aan een andere vastzit: de laagste sleutel van de hele groep."""
    boven: dict[UUID, UUID] = {}

    def wortel(rij: UUID) -> UUID:
        while boven.get(rij, rij) != rij:
            rij = boven[rij]
        return rij

    for een, ander in paren:
        laag, hoog = sorted((wortel(een), wortel(ander)))
        boven.setdefault(laag, laag)
        boven[hoog] = laag
        boven.setdefault(een, laag)
        boven.setdefault(ander, laag)
    return {rij: wortel(rij) for rij in boven}


def geldige_paren() -> list[Paar]:
    """Elk paar waarvan nu vaststaat dat het een mens is."""
    return list(m.Persoonsverband.objects.filter(zelfde=True, beeindigd_op=None).values_list("een", "ander"))


def groep(personen: Iterable[UUID], *, zonder: m.Persoonsverband | None = None) -> set[UUID]:
    """Deze rijen en alle rijen die eraan vastzitten; `zonder` is een verband dat net vervalt."""
    return set(groepen(personen, zonder=zonder))


def groepen(
    personen: Iterable[UUID],
    mag: Callable[[set[UUID]], set[UUID]] | None = None,
    *,
    zonder: m.Persoonsverband | None = None,
) -> dict[UUID, UUID]:
    """Bij elke rij die van hieruit te bereiken is de laagste sleutel van haar groep; een vraag per stap verder.

    Met `mag` alleen langs rijen die dat doorlaat.
    """
    bekend = rand = set(personen)
    paren: set[Paar] = set()
    while rand:
        vast = m.Persoonsverband.objects.filter(zelfde=True, beeindigd_op=None).exclude(pk=zonder and zonder.pk)
        gevonden = set(vast.filter(Q(een__in=rand) | Q(ander__in=rand)).values_list("een", "ander"))
        erbij = {rij for paar in gevonden for rij in paar} - bekend
        erbij = mag(erbij) if mag and erbij else erbij
        bekend = bekend | erbij
        paren |= {paar for paar in gevonden if bekend.issuperset(paar)}
        rand = erbij
    return {rij: rij for rij in bekend} | wortels(paren)


def zichtbare_personen(pks: Collection[UUID], gebruiker: Gebruiker, nu: datetime, code: str) -> dict[UUID, m.Persoon]:
    """De personen die in een dossier staan dat deze gebruiker mag zien; een ander is er niet."""
    zichtbare = m.Betrokkene.objects.filter(zichtbaar(gebruiker, nu, code, "dossier__"))
    gevonden = m.Persoon.objects.filter(pk__in=pks).filter(Exists(zichtbare.filter(persoon=OuterRef("pk"))))
    return {persoon.pk: persoon for persoon in gevonden}


def zichtbare_groepen(personen: Iterable[UUID], gebruiker: Gebruiker, nu: datetime, code: str) -> dict[UUID, UUID]:
    """De groepen zoals deze gebruiker ze mag kennen."""
    return groepen(personen, lambda pks: set(zichtbare_personen(pks, gebruiker, nu, code)))


def open_bekend(pks: Collection[UUID]) -> set[UUID]:
    """Wie van deze personen in een dossier staat dat niet is afgeschermd."""
    rijen = m.Betrokkene.objects.filter(persoon__in=pks, dossier__beschermd=False)
    return set(rijen.values_list("persoon", flat=True))


def een_keer(betrokkenen: Sequence[m.Betrokkene], wortel: Mapping[UUID, UUID] | None = None) -> list[m.Betrokkene]:
    """Wie door een verband twee keer in hetzelfde dossier staat, komt een keer in beeld: de rij met de laagste sleutel."""
    wortel = groepen({b.persoon_id for b in betrokkenen}) if wortel is None else wortel
    blijft: dict[Any, m.Betrokkene] = {}
    for betrokkene in betrokkenen:
        sleutel: Any = wortel.get(betrokkene.persoon.pk, betrokkene.persoon.pk)
        al = blijft.get(sleutel)
        if al is None or betrokkene.persoon.pk < al.persoon.pk:
            blijft[sleutel] = betrokkene
    over = {betrokkene.pk for betrokkene in blijft.values()}
    return [betrokkene for betrokkene in betrokkenen if betrokkene.pk in over]
