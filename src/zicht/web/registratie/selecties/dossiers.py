"""Een dossier met alles wat op zijn pagina staat, en de lijst van dossiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import een_keer
from zicht.web.registratie.klokken import Klok, Klokstand, klok
from zicht.web.registratie.poort import dossiers, niet_afgeschermd, open_adres
from zicht.web.registratie.tijdlijn import Tijdlijn, teken_tijdlijn


@dataclass(frozen=True)
class Dossierpagina:
    """Wat er op de pagina van een dossier staat."""

    dossier: m.Dossier
    vlaggen: Sequence[m.Contactvlag]
    betrokkenen: Sequence[m.Betrokkene]
    open_taken: Sequence[Klok]
    meldingen: Sequence[m.Melding]
    diensten: Sequence[m.Dienst]
    huisverboden: Sequence[m.Huisverbod]
    overdrachten: Sequence[m.Overdracht]
    documenten: Sequence[m.Document]
    informanten: Sequence[m.Informant]
    eerdere: Sequence[m.Dossierverband]
    latere: Sequence[m.Dossierverband]
    gebeurtenissen: Sequence[m.Gebeurtenis]
    tijdlijn: Tijdlijn
    radarmeldingen: Sequence[m.Radarmelding] = ()

    @property
    def urgentie(self) -> str:
        """De zwaarste urgentie van wat nog open is."""
        open_ = {taak.taak.urgentie for taak in self.open_taken}
        return next((urgentie for urgentie in ("hoog", "midden", "laag") if urgentie in open_), "")


def woonplekken(gebruiker: Gebruiker) -> Prefetch:
    """Bij elke betrokkene waar hij woont, voor zover deze gebruiker dat mag weten."""
    leden = m.Huishoudlid.objects.filter(open_adres(gebruiker)).select_related("huishouden__adres")
    return Prefetch("persoon__huishoudens", leden)


ROLVOLGORDE = Case(
    *(
        When(rol=rol, then=nummer)
        for nummer, rol in enumerate(("slachtoffer", "pleger", "getuige", "overig", "", "kind"))
    ),
    default=9,
)
_VOLGORDE = {
    Klokstand.TE_LAAT: 0,
    Klokstand.BIJNA_TE_LAAT: 1,
    Klokstand.OP_TIJD: 2,
    Klokstand.GESCHORST: 3,
    Klokstand.GEEN: 4,
}


def dossierpagina(dossier: m.Dossier, gebruiker: Gebruiker, vandaag: date) -> Dossierpagina:
    """Alles van een dossier; een vast aantal vragen aan de databank."""
    taken = [klok(taak, vandaag) for taak in dossier.taken.select_related("eigenaar")]
    gebeurtenissen = list(dossier.gebeurtenissen.select_related("door"))
    open_taken = [taak for taak in taken if taak.taak.geeindigd_op is None]
    return Dossierpagina(
        dossier=dossier,
        vlaggen=[
            *dossier.contactvlaggen.filter(Q(tot=None) | Q(tot__gt=vandaag)).select_related("betrokkene__persoon")
        ],
        betrokkenen=een_keer(
            [
                *dossier.betrokkenen.order_by(ROLVOLGORDE, "persoon__geboortejaar", "pk")
                .select_related("persoon")
                .prefetch_related(woonplekken(gebruiker))
            ]
        ),
        open_taken=sorted(open_taken, key=lambda k: (_VOLGORDE[k.stand], k.taak.uiterlijk_op or date.max)),
        meldingen=[*dossier.meldingen.select_related("eigenaar").order_by("-ontvangen_op")],
        diensten=[*dossier.diensten.select_related("eigenaar").order_by("-toegewezen_op")],
        huisverboden=[*dossier.huisverboden.all()],
        overdrachten=[*dossier.overdrachten.select_related("organisatie", "melding", "dienst")],
        documenten=[*dossier.documenten.select_related("door")],
        informanten=[*dossier.informanten.select_related("organisatie")],
        eerdere=[*dossier.eerdere.filter(niet_afgeschermd(gebruiker, "eerder__")).select_related("eerder")],
        latere=[*dossier.latere.filter(niet_afgeschermd(gebruiker, "dossier__")).select_related("dossier")],
        gebeurtenissen=gebeurtenissen[::-1],
        tijdlijn=teken_tijdlijn(dossier, taken, gebeurtenissen, vandaag),
        radarmeldingen=_radarmeldingen(dossier),
    )


def _radarmeldingen(dossier: m.Dossier) -> Sequence[m.Radarmelding]:
    """Berichten van het VT-register die nog niemand oppakte; alleen als de organisatie meedoet."""
    if not settings.INSTELLINGEN.vtregister:
        return ()
    return list(dossier.radarmeldingen.filter(opgepakt_om=None).select_related("betrokkene__persoon"))


def dossierlijst(
    gebruiker: Gebruiker, nu: datetime, *, kenmerk: str = "", stand: str = "open", team: str = ""
) -> QuerySet[m.Dossier]:
    """De dossiers die deze gebruiker mag zien, de nieuwste eerst."""
    lijst = dossiers(gebruiker, nu).select_related("team", "eigenaar")
    if kenmerk:
        return lijst.filter(pk__in=met_kenmerk(kenmerk.upper())).order_by("-geopend_op", "id")
    if stand == "open":
        lijst = lijst.filter(gesloten_op=None)
    elif stand == "gesloten":
        lijst = lijst.filter(gesloten_op__isnull=False)
    if team:
        lijst = lijst.filter(team__pk=team)
    return lijst.order_by("-geopend_op", "id")


def met_kenmerk(kenmerk: str) -> list[UUID]:
    """Het dossier met dit kenmerk, of dat van de melding, dienst of het huisverbod: elk een index, geen tabel van voor tot achter."""
    zelf = m.Dossier.objects.filter(kenmerk=kenmerk).values_list("pk", flat=True)
    melding = m.Melding.objects.filter(kenmerk=kenmerk).values_list("dossier", flat=True)
    dienst = m.Dienst.objects.filter(kenmerk=kenmerk).values_list("dossier", flat=True)
    huisverbod = m.Huisverbod.objects.filter(kenmerk=kenmerk, dossier__isnull=False).values_list("dossier", flat=True)
    return [*zelf, *melding, *dienst, *huisverbod]


def met_aantallen(lijst: Sequence[m.Dossier]) -> list[tuple[m.Dossier, int, int]]:
    """Bij elk dossier het aantal meldingen en open taken, met twee vragen voor de hele bladzijde."""
    pks = [dossier.pk for dossier in lijst]
    meldingen = dict(m.Melding.objects.filter(dossier__in=pks).values_list("dossier").annotate(n=Count("pk")))
    taken = dict(
        m.Taak.objects.filter(dossier__in=pks, geeindigd_op=None).values_list("dossier").annotate(n=Count("pk"))
    )
    return [(dossier, meldingen.get(dossier.pk, 0), taken.get(dossier.pk, 0)) for dossier in lijst]


def melding_of_niets(gebruiker: Gebruiker, kenmerk: str, nu: datetime, code: str = "zaak.inzien") -> m.Melding | None:
    """Een melding in een dossier dat deze gebruiker mag zien."""
    melding = m.Melding.objects.filter(kenmerk=kenmerk).select_related("dossier__team", "eigenaar", "team").first()
    return melding if melding and dossiers(gebruiker, nu, code).filter(pk=melding.dossier_id).exists() else None


def dienst_of_niets(gebruiker: Gebruiker, kenmerk: str, nu: datetime) -> m.Dienst | None:
    """Een dienst in een dossier dat deze gebruiker mag zien."""
    dienst = (
        m.Dienst.objects.filter(kenmerk=kenmerk).select_related("dossier__team", "eigenaar", "team", "melding").first()
    )
    return dienst if dienst and dossiers(gebruiker, nu).filter(pk=dienst.dossier_id).exists() else None


def beoordeling_in_bewerking(melding: m.Melding) -> m.Veiligheidsbeoordeling | None:
    """De beoordeling waaraan wordt gewerkt, of None."""
    return (
        melding.beoordelingen.exclude(stand="vastgesteld")
        .select_related("opsteller", "voorgelegd_aan", "melding__dossier")
        .first()
    )


def voor_tweede_lezer(gebruiker: Gebruiker, nu: datetime) -> QuerySet[m.Veiligheidsbeoordeling]:
    """De beoordelingen die op een tweede lezer wachten en die deze gebruiker mag lezen; de eigen niet."""
    return (
        m.Veiligheidsbeoordeling.objects.filter(
            stand="voorgelegd", melding__dossier__in=dossiers(gebruiker, nu, "beoordeling.lezen")
        )
        .exclude(opsteller=gebruiker)
        .filter(Q(voorgelegd_aan=None) | Q(voorgelegd_aan=gebruiker))
        .select_related("melding__dossier", "opsteller")
        .order_by("melding__ontvangen_op")
    )


def collegas(vandaag: date) -> QuerySet[Gebruiker]:
    """Medewerkers die een zaak kunnen doen of meelezen."""
    rollen = ("medewerker_toegang", "medewerker_regioteam", "gedragsdeskundige", "vertrouwensarts", "teamleider")
    return Gebruiker.objects.filter(
        is_active=True, roltoewijzingen__rol__in=rollen, roltoewijzingen__tot=None
    ).distinct()
