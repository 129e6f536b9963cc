"""De melding, haar urgentie, haar veiligheidsbeoordeling en wie daar als tweede naar keek."""

from django.db import models
from django.db.models import F, Q

from zicht.core.codelijsten import BESLUIT, HOEDANIGHEID, TERMIJN, TIJDENS, URGENTIE
from zicht.web.beheer.models import Gebruiker, Team
from zicht.web.registratie.models.basis import (
    Geversioneerd,
    codesveld,
    codeveld,
    datum_op_volgorde,
    datumveld,
    janeeveld,
)
from zicht.web.registratie.models.dossiers import Advies, Dossier


class ZichtDoor(models.TextChoices):
    """Wie zicht op de veiligheid houdt zolang een zaak wacht."""

    VEILIG_THUIS = "veilig_thuis", "Veilig Thuis"
    LOKAAL_TEAM = "lokaal_team", "het lokale team"
    BETROKKEN_HULP = "betrokken_hulp", "hulp die al betrokken is"
    POLITIE = "politie", "de politie"
    NETWERK = "netwerk", "het eigen netwerk"


class Behandeld(Geversioneerd):
    """Werk dat iemand doet: altijd een eigenaar, iemand die zicht houdt, en een dag waarop weer naar de veiligheid is gekeken."""

    team = models.ForeignKey(Team, verbose_name="team", on_delete=models.PROTECT, related_name="+")
    eigenaar = models.ForeignKey(
        Gebruiker, verbose_name="behandelaar", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    zicht_door = models.CharField(
        "wie houdt zicht op de veiligheid", max_length=20, choices=ZichtDoor.choices, default=ZichtDoor.VEILIG_THUIS
    )
    laatste_controle_op = datumveld("laatste veiligheidscontrole")
    volgende_controle_op = datumveld("volgende veiligheidscontrole uiterlijk")
    werkstand = models.JSONField("wat is gedaan, per punt van het werkproces", default=dict, blank=True)
    afwijkingen = models.JSONField("waarom een punt open mocht blijven", default=dict, blank=True)

    class Meta:
        abstract = True


def nooit_zonder_eigenaar(klaar: Q, naam: str) -> models.CheckConstraint:
    """Werk dat niet klaar is heeft een eigenaar en een dag voor de volgende veiligheidscontrole."""
    return models.CheckConstraint(
        condition=klaar | Q(eigenaar__isnull=False, volgende_controle_op__isnull=False), name=naam
    )


class Melding(Behandeld):
    """Een melding, met een eigen nummer en een eigen klok, ook op een dossier dat al open is."""

    class Bron(models.TextChoices):
        TELEFOON = "telefoon", "telefoon"
        SCHRIFTELIJK = "schriftelijk", "schriftelijk"
        POLITIE = "politie", "politie, in bulk"
        KOPPELING = "koppeling", "van systeem naar systeem"
        AMBTSHALVE = "ambtshalve", "ambtshalve, door Veilig Thuis zelf"

    kenmerk = models.CharField("kenmerk", max_length=14, unique=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="meldingen")
    bron = models.CharField("hoe binnengekomen", max_length=15, choices=Bron.choices)
    ontvangen_op = models.DateField("ontvangen op", db_index=True)
    opgepakt_op = datumveld("opgepakt op")
    beoordeeld_op = datumveld("beoordeeld op", db_index=True)
    urgentie = codeveld(URGENTIE)
    acuut = janeeveld("acute onveiligheid")
    structureel = janeeveld("structurele onveiligheid")
    multiproblematiek = janeeveld("multiproblematische leefsituatie")
    besluit = codeveld(BESLUIT)
    overdracht_aan = codesveld("overdracht aan")
    ter_registratie = janeeveld("alleen ter registratie")
    reden_registratie = models.CharField("waarom alleen ter registratie, of niet meer", max_length=400, blank=True)
    anoniem = janeeveld("melder wil anoniem blijven voor het gezin")
    ambtshalve = janeeveld("ambtshalve")
    tijdens = codeveld(TIJDENS)
    hoedanigheid = codeveld(HOEDANIGHEID)
    aanleiding = codesveld("aanleiding")
    aard = codesveld("aard van het geweld")
    situatie = models.TextField("wat is er gemeld", blank=True)
    eerste_contact_op = datumveld("eerste contact met de direct betrokkenen")
    teruggekoppeld_op = datumveld("teruggekoppeld aan de melder")
    overgedragen_op = datumveld("vervolg echt belegd op")
    omgezet_op = datumveld("omgezet in een advies op")
    omgezet_in = models.ForeignKey(Advies, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    extern_kenmerk = models.CharField("kenmerk bij de aanleveraar", max_length=80, blank=True)
    aanleveraar = models.CharField("aanleveraar", max_length=60, blank=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        indexes = [models.Index(fields=("beoordeeld_op",), name="melding_beoordeeld_op")]
        constraints = [
            nooit_zonder_eigenaar(
                Q(beoordeeld_op__isnull=False) | Q(omgezet_op__isnull=False), "melding_wacht_met_eigenaar"
            ),
            datum_op_volgorde("ontvangen_op", "opgepakt_op", "melding_opgepakt_na_ontvangen"),
            datum_op_volgorde("ontvangen_op", "beoordeeld_op", "melding_beoordeeld_na_ontvangen"),
            datum_op_volgorde("ontvangen_op", "eerste_contact_op", "melding_contact_na_ontvangen"),
            models.CheckConstraint(
                condition=Q(beoordeeld_op__isnull=False) | Q(besluit=""), name="melding_besluit_alleen_beoordeeld"
            ),
            models.UniqueConstraint(
                fields=("aanleveraar", "extern_kenmerk"),
                condition=~Q(extern_kenmerk=""),
                name="melding_een_keer_aangeleverd",
            ),
        ]

    def __str__(self) -> str:
        return self.kenmerk


class Urgentie(Geversioneerd):
    """Een screening op urgentie: wat, waarom, wanneer en door wie. De laatste geldt; de rest is de geschiedenis."""

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="urgenties")
    urgentie = codeveld(URGENTIE)
    reden = models.TextField("reden")
    op = models.DateField("dag")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "screening op urgentie"
        verbose_name_plural = "screeningen op urgentie"
        ordering = ("op",)

    def __str__(self) -> str:
        return f"{self.melding}: {self.urgentie}"


class Veiligheidsbeoordeling(Geversioneerd):
    """Een veiligheidsbeoordeling: de ingevulde taxatie, de uitkomst en het besluit. Telt pas na de tweede lezer."""

    class Stand(models.TextChoices):
        CONCEPT = "concept", "in bewerking"
        VOORGELEGD = "voorgelegd", "bij de tweede lezer"
        TERUG = "terug", "terug van de tweede lezer"
        VASTGESTELD = "vastgesteld", "vastgesteld"

    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, related_name="beoordelingen")
    formulier = models.CharField("formulier", max_length=60)
    formulierversie = models.CharField("versie van het formulier", max_length=30)
    antwoorden = models.JSONField("antwoorden", default=dict)
    acuut = janeeveld("acute onveiligheid")
    structureel = janeeveld("structurele onveiligheid")
    multiproblematiek = janeeveld("multiproblematische leefsituatie")
    afwijking = models.TextField("waarom anders dan het voorstel", blank=True)
    besluit = codeveld(BESLUIT)
    overdracht_aan = codesveld("overdracht aan")
    vervolg = models.JSONField("diensten die volgen", default=list, blank=True)
    ter_registratie = models.BooleanField("alleen ter registratie", default=False)
    toelichting = models.TextField("toelichting op het besluit", blank=True)
    stand = models.CharField("stand", max_length=14, choices=Stand.choices, default=Stand.CONCEPT)
    opsteller = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    voorgelegd_aan = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    voorgelegd_op = datumveld("voorgelegd op")
    vastgesteld_op = datumveld("vastgesteld op")

    class Meta:
        verbose_name = "veiligheidsbeoordeling"
        verbose_name_plural = "veiligheidsbeoordelingen"
        constraints = [
            models.CheckConstraint(
                condition=~Q(stand="vastgesteld") | Q(vastgesteld_op__isnull=False),
                name="beoordeling_vastgesteld_met_dag",
            ),
            models.UniqueConstraint(
                fields=("melding",), condition=~Q(stand="vastgesteld"), name="beoordeling_een_in_bewerking"
            ),
        ]

    def __str__(self) -> str:
        return f"veiligheidsbeoordeling van {self.melding}"


class TweedeLezing(Geversioneerd):
    """Wat de tweede lezer vond. Nooit dezelfde als de opsteller: dat bewaakt de databank."""

    class Hoedanigheid(models.TextChoices):
        COLLEGA = "collega", "collega"
        GEDRAGSDESKUNDIGE = "gedragsdeskundige", "gedragsdeskundige"
        VERTROUWENSARTS = "vertrouwensarts", "vertrouwensarts"

    beoordeling = models.ForeignKey(Veiligheidsbeoordeling, on_delete=models.PROTECT, related_name="lezingen")
    opsteller = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    lezer = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    hoedanigheid = models.CharField("als", max_length=20, choices=Hoedanigheid.choices)
    akkoord = models.BooleanField("akkoord")
    toelichting = models.TextField("toelichting", blank=True)
    op = models.DateField("dag")
    om = models.DateTimeField("tijdstip")

    class Meta:
        verbose_name = "tweede lezing"
        verbose_name_plural = "tweede lezingen"
        ordering = ("om",)
        constraints = [models.CheckConstraint(condition=~Q(lezer=F("opsteller")), name="tweede_lezer_is_een_ander")]

    def __str__(self) -> str:
        return f"{self.lezer} over {self.beoordeling}"


class Schorsing(Geversioneerd):
    """Een pauze van een klok van een melding of dienst."""

    termijn = codeveld(TERMIJN)
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, null=True, blank=True, related_name="schorsingen")
    dienst = models.ForeignKey(
        "registratie.Dienst", on_delete=models.PROTECT, null=True, blank=True, related_name="schorsingen"
    )
    van = models.DateField("vanaf")
    tot = datumveld("loopt weer op")
    grond = models.CharField("grond", max_length=200)

    class Meta:
        verbose_name = "schorsing"
        verbose_name_plural = "schorsingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(melding__isnull=False, dienst__isnull=True) | Q(melding__isnull=True, dienst__isnull=False),
                name="schorsing_over_een_ding",
            ),
            datum_op_volgorde("van", "tot", "schorsing_tot_na_van"),
        ]

    def __str__(self) -> str:
        return f"{self.termijn} vanaf {self.van}"
