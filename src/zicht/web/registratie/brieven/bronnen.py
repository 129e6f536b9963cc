"""Wat in een dossier geheim is en voor wie het bekend is, gelezen uit de registratie.

Keuzes. De naam van een beroepskracht komt pas vrij als zij dat goedvindt en er geen gevaar is: de registratie legt de
afweging van de gronden niet los daarvan vast. Wie anoniem wil blijven blijft geheim. Een informant blijft geheim,
behalve als zij de ontvanger van de overdracht is. De melders van eerdere en latere dossiers over hetzelfde gezin tellen
mee. Een geheim adres is voor niemand open, ook niet voor wie er woont: de brief kan op een andere plek liggen.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from zicht.core.bronbescherming import Bekend, Geheim, Grond, Herkomst, Lezer, bewaak, controleer, is_te_bewaken
from zicht.core.sporen import Soort
from zicht.web.registratie import models as m
from zicht.web.registratie.brieven.organisatie import afzender

_MELDERVELDEN = {
    "naam": Soort.NAAM,
    "functie": Soort.FUNCTIE,
    "organisatie": Soort.ORGANISATIE,
    "telefoon": Soort.TELEFOON,
    "email": Soort.EMAIL,
    "adres": Soort.ADRES,
}


def geheimen(dossier: m.Dossier) -> list[Geheim]:
    """Alles wat niet iedereen mag lezen: melders, informanten en adressen die geheim zijn."""
    gevonden = [*_van_melders(dossier), *_van_informanten(dossier), *_van_adressen(dossier)]
    return [geheim for geheim in gevonden if geheim.waarde.strip() and is_te_bewaken(geheim)]


def bekend(document: m.Document) -> tuple[Bekend, ...]:
    """Wat de lezers van deze brief al weten: hun eigen familie, en wie het overneemt."""
    return (*_familie(document.dossier), *_ontvanger(document.overdracht))


def eigen(document: m.Document) -> str:
    """De sleutel van de lezer als bron: de melder of informant die de brief zelf krijgt."""
    if document.informant_id:
        return str(document.informant_id)
    voor_melder = document.melding is not None and document.lezer == Lezer.MELDER.value
    melder = m.Melder.objects.filter(melding=document.melding).first() if voor_melder else None
    return str(melder.pk) if melder else ""


def kijk_na(document: m.Document) -> None:
    """Bewaak een brief opnieuw: na het bewaren kan een adres geheim zijn geworden of een bron zijn bijgekomen."""
    van_ons = [Bekend(Soort.NAAM, str(document.door), alleen_heel=True), *_organisatie()]
    for lezer in document.lezer.split(","):
        bewaak(document.tekst, geheimen(document.dossier), Lezer(lezer), eigen=eigen(document),
               bekend=(*bekend(document), *van_ons))  # fmt: skip


def lekt(document: m.Document, velden: Mapping[str, str], lezer: Lezer) -> list[str]:
    """Welke velden van het formulier iets zeggen dat deze lezer niet mag weten."""
    van, van_wie, weet = geheimen(document.dossier), eigen(document), bekend(document)
    return [naam for naam, tekst in velden.items() if controleer(tekst, van, lezer, eigen=van_wie, bekend=weet)]


def _organisatie() -> Iterator[Bekend]:
    van = afzender()
    yield from (Bekend(Soort.ORGANISATIE, naam, alleen_heel=True) for naam in ("Veilig Thuis", van.naam))
    yield Bekend(Soort.TELEFOON, van.telefoon)


def _van_melders(dossier: m.Dossier) -> Iterator[Geheim]:
    verwant = Q(melding__dossier=dossier) | Q(melding__dossier__latere__dossier=dossier)
    verwant |= Q(melding__dossier__eerdere__eerder=dossier)
    for melder in m.Melder.objects.filter(verwant).select_related("melding").distinct():
        vrij = melder.toestemming and not melder.bedreiging and not melder.melding.anoniem
        herkomst = Herkomst.BEROEPSMATIG if melder.beroepsmatig else Herkomst.PARTICULIER
        for veld, soort in _MELDERVELDEN.items():
            yield Geheim(soort, getattr(melder, veld), herkomst, _gronden(melder, vrij=vrij), vrij, str(melder.pk))


def _gronden(melder: m.Melder, *, vrij: bool) -> frozenset[Grond] | None:
    if melder.bedreiging:
        return frozenset({Grond.BEDREIGING_GEZIN, Grond.BEDREIGING_BEROEPSKRACHT})
    return frozenset() if vrij else None


def _van_informanten(dossier: m.Dossier) -> Iterator[Geheim]:
    for informant in m.Informant.objects.filter(dossier=dossier).select_related("organisatie"):
        organisatie = informant.organisatie.naam if informant.organisatie else ""
        for soort, waarde in (
            (Soort.NAAM, informant.naam),
            (Soort.FUNCTIE, informant.functie),
            (Soort.TELEFOON, informant.telefoon),
            (Soort.ORGANISATIE, organisatie),
        ):
            yield Geheim(soort, waarde, persoon=str(informant.pk))


def _van_adressen(dossier: m.Dossier) -> Iterator[Geheim]:
    """Adressen die zelf geheim zijn, en die van iemand bij wie een aanwijzing dat zegt, nu of vroeger."""
    vlaggen = m.Contactvlag.objects.filter(dossier=dossier, soort=m.Contactvlag.Soort.GEHEIM_ADRES)
    wie = set(vlaggen.values_list("betrokkene__persoon", flat=True))
    leden = m.Huishoudlid.objects.filter(persoon__betrokkenheden__dossier=dossier)
    for lid in leden.select_related("huishouden__adres").distinct():
        adres = lid.huishouden.adres
        if adres.geheim or lid.persoon_id in wie or None in wie:
            yield Geheim(Soort.GEHEIM_ADRES, str(adres), Herkomst.AFGESCHERMD)


def _familie(dossier: m.Dossier) -> Iterator[Bekend]:
    for betrokkene in m.Betrokkene.objects.filter(dossier=dossier).select_related("persoon"):
        if betrokkene.persoon.achternaam:
            yield Bekend(Soort.NAAM, str(betrokkene.persoon))


def _ontvanger(overdracht: m.Overdracht | None) -> Iterator[Bekend]:
    if overdracht is None:
        return
    if overdracht.organisatie:
        yield Bekend(Soort.ORGANISATIE, overdracht.organisatie.naam, alleen_heel=True)
    if overdracht.ontvanger:
        yield Bekend(Soort.NAAM, overdracht.ontvanger, alleen_heel=True)
