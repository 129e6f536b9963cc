"""De diensten na een beoordeling, en wat erin gebeurt: voorwaarden, plannen, gesprekken, overdracht, monitoren."""

from django.db import models
from django.db.models import Q

from zicht.core.codelijsten import DIENST, MONITOREN_MET, OVERDRACHT_AAN
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie.models.basis import (
    Geversioneerd,
    codesveld,
    codeveld,
    datum_op_volgorde,
    datumveld,
    janeeveld,
)
from zicht.web.registratie.models.dossiers import Dossier
from zicht.web.registratie.models.meldingen import Behandeld, Melding, nooit_zonder_eigenaar
from zicht.web.registratie.models.personen import Betrokkene, Informant, Organisatie, Professional


class Dienst(Behandeld):
    """Een dienst in een dossier; welke soorten er zijn en wat erbij hoort staat in catalogus/diensten.py."""

    kenmerk = models.CharField("kenmerk", max_length=14, unique=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="diensten")
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, null=True, blank=True, related_name="diensten")
    soort = codeveld(DIENST, "soort dienst", db_index=True)
    toegewezen_op = models.DateField("toegewezen op", db_index=True)
    gestart_op = datumveld("gestart op")
    afgerond_op = datumveld("afgerond op", db_index=True)
    resultaat = codesveld("resultaat")
    overdracht_aan = codesveld("overdracht aan")
    overgedragen_op = datumveld("vervolg echt belegd op")
    plan_van_aanpak = models.TextField("plan van aanpak", blank=True)
    plan_van_aanpak_op = datumveld("plan van aanpak van")
    top3 = janeeveld("TOP-3-methodiek toegepast")
    toelichting = models.TextField("conclusie", blank=True)
    ingetrokken_op = datumveld("ingetrokken op")
    reden_ingetrokken = models.CharField("waarom ingetrokken", max_length=200, blank=True)

    class Meta:
        verbose_name = "dienst"
        verbose_name_plural = "diensten"
        indexes = [models.Index(fields=("afgerond_op",), name="dienst_afgerond_op")]
        constraints = [
            nooit_zonder_eigenaar(
                Q(afgerond_op__isnull=False) | Q(ingetrokken_op__isnull=False), "dienst_wacht_met_eigenaar"
            ),
            datum_op_volgorde("toegewezen_op", "gestart_op", "dienst_gestart_na_toegewezen"),
            datum_op_volgorde("gestart_op", "afgerond_op", "dienst_afgerond_na_gestart"),
        ]

    def __str__(self) -> str:
        return self.kenmerk


class Veiligheidsvoorwaarde(Geversioneerd):
    """Waaraan ten minste moet zijn voldaan om veilig te zijn: wat, door wie en wanneer."""

    class Stand(models.TextChoices):
        OPEN = "open", "nog niet voldaan"
        VOLDAAN = "voldaan", "voldaan"
        NIET = "niet_voldaan", "niet voldaan"

    dienst = models.ForeignKey(Dienst, on_delete=models.PROTECT, related_name="voorwaarden")
    tekst = models.TextField("voorwaarde")
    wie = models.CharField("door wie", max_length=140, blank=True)
    uiterlijk_op = datumveld("uiterlijk op")
    stand = models.CharField("stand", max_length=15, choices=Stand.choices, default=Stand.OPEN)
    voldaan_op = datumveld("voldaan op")

    class Meta:
        verbose_name = "veiligheidsvoorwaarde"
        verbose_name_plural = "veiligheidsvoorwaarden"

    def __str__(self) -> str:
        return self.tekst[:60]


class Veiligheidsplan(Geversioneerd):
    """Het veiligheidsplan, met wie het is gemaakt en wanneer het weer wordt bekeken."""

    dienst = models.ForeignKey(Dienst, on_delete=models.PROTECT, related_name="veiligheidsplannen")
    tekst = models.TextField("afspraken en acties")
    gemaakt_op = models.DateField("gemaakt op")
    gemaakt_met = models.CharField("gemaakt met", max_length=200, blank=True)
    bekijken_op = datumveld("opnieuw bekijken op")

    class Meta:
        verbose_name = "veiligheidsplan"
        verbose_name_plural = "veiligheidsplannen"
        ordering = ("gemaakt_op",)

    def __str__(self) -> str:
        return f"veiligheidsplan van {self.gemaakt_op}"


class Gesprek(Geversioneerd):
    """Een gesprek, een bezoek waarbij een kind is gezien, of de reden waarom dat niet gebeurde."""

    class Soort(models.TextChoices):
        GESPROKEN = "gesproken", "gesproken"
        GEZIEN = "gezien", "gezien"
        NIET = "niet", "niet gesproken of gezien"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="gesprekken")
    dienst = models.ForeignKey(Dienst, on_delete=models.PROTECT, null=True, blank=True, related_name="gesprekken")
    betrokkene = models.ForeignKey(
        Betrokkene, on_delete=models.PROTECT, null=True, blank=True, related_name="gesprekken"
    )
    informant = models.ForeignKey(Informant, on_delete=models.PROTECT, null=True, blank=True, related_name="gesprekken")
    soort = models.CharField("soort", max_length=10, choices=Soort.choices)
    op = models.DateField("dag")
    verslag = models.TextField("verslag", blank=True)
    reden = models.CharField("zwaarwegende reden om niet te spreken", max_length=200, blank=True)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        ordering = ("op",)
        constraints = [models.CheckConstraint(condition=~Q(soort="niet") | ~Q(reden=""), name="gesprek_niet_met_reden")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} op {self.op}"


class Overdracht(Geversioneerd):
    """Een overdracht: aan wie, met welke afspraken, aanvaard of geweigerd, en wanneer de hulp echt begon."""

    class Antwoord(models.TextChoices):
        GEEN = "", "nog geen antwoord"
        AANVAARD = "aanvaard", "aanvaard"
        GEWEIGERD = "geweigerd", "geweigerd"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="overdrachten")
    melding = models.ForeignKey(Melding, on_delete=models.PROTECT, null=True, blank=True, related_name="overdrachten")
    dienst = models.ForeignKey(Dienst, on_delete=models.PROTECT, null=True, blank=True, related_name="overdrachten")
    soort = codeveld(OVERDRACHT_AAN, "overdracht aan")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ontvanger = models.CharField("contactpersoon", max_length=140, blank=True)
    afspraken = models.TextField("afspraken over het veiligheidsplan en de hulp")
    zicht_door = models.CharField("wie houdt zicht op de veiligheid", max_length=140)
    opnieuw_melden = models.TextField("wanneer en door wie opnieuw contact met Veilig Thuis", blank=True)
    aangeboden_op = models.DateField("aangeboden op")
    antwoord = models.CharField("antwoord", max_length=10, choices=Antwoord.choices, blank=True, default="")
    antwoord_op = datumveld("antwoord op")
    reden = models.CharField("reden van weigeren", max_length=200, blank=True)
    bevestigd_op = datumveld("schriftelijk bevestigd op")
    hulp_gestart_op = datumveld("hulp echt begonnen op")
    werkstand = models.JSONField("wat is gedaan, per punt van het werkproces", default=dict, blank=True)
    afwijkingen = models.JSONField("waarom een punt open mocht blijven", default=dict, blank=True)

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ("aangeboden_op",)
        constraints = [
            models.CheckConstraint(
                condition=Q(melding__isnull=False, dienst__isnull=True) | Q(melding__isnull=True, dienst__isnull=False),
                name="overdracht_van_een_ding",
            ),
            models.CheckConstraint(
                condition=Q(antwoord="") | Q(antwoord_op__isnull=False), name="overdracht_antwoord_met_dag"
            ),
            models.CheckConstraint(
                condition=~Q(antwoord="geweigerd") | ~Q(reden=""), name="overdracht_weigering_met_reden"
            ),
        ]

    def __str__(self) -> str:
        return f"overdracht aan {self.organisatie or self.get_soort_display()}"


class Monitormoment(Geversioneerd):
    """Een afgesproken moment van monitoren; verzet of vervallen blijft zichtbaar."""

    dienst = models.ForeignKey(Dienst, on_delete=models.PROTECT, related_name="monitormomenten")
    gepland_op = models.DateField("gepland op")
    uitgevoerd_op = datumveld("gehouden op")
    met = codeveld(MONITOREN_MET)
    veiligheidscijfer = models.DecimalField("veiligheidscijfer", max_digits=3, decimal_places=1, null=True, blank=True)
    verslag = models.TextField("wat viel op", blank=True)
    vervallen_op = datumveld("vervallen op")
    reden_vervallen = models.CharField("waarom vervallen", max_length=200, blank=True)

    class Meta:
        verbose_name = "monitormoment"
        verbose_name_plural = "monitormomenten"
        ordering = ("gepland_op",)
        constraints = [
            models.CheckConstraint(
                condition=Q(veiligheidscijfer__isnull=True) | Q(veiligheidscijfer__gte=0, veiligheidscijfer__lte=10),
                name="monitormoment_cijfer",
            )
        ]

    def __str__(self) -> str:
        return f"monitormoment van {self.gepland_op}"


class Huisverbod(Behandeld):
    """Een beoordeling voor een tijdelijk huisverbod en wat erop volgde. De termijnen schuiven nooit door."""

    class RiHG(models.TextChoices):
        OPLEGGEN = "opleggen", "opleggen"
        NIET_OPLEGGEN = "niet_opleggen", "niet opleggen"

    kenmerk = models.CharField("kenmerk", max_length=14, unique=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="huisverboden")
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    beoordeeld_op = models.DateField("beoordeeld op")
    rihg_advies = models.CharField("advies volgens de RiHG", max_length=15, choices=RiHG.choices, blank=True)
    opgelegd_op = datumveld("opgelegd op")
    niet_opgelegd_op = datumveld("besluit om niet op te leggen")
    mdo_op = datumveld("overleg met alle partijen op")
    advies_op = datumveld("advies aan de burgemeester op")
    advies = models.TextField("advies aan de burgemeester", blank=True)
    verlengd_op = datumveld("verlengd op")
    verlengd_tot = datumveld("verlengd tot en met")
    beeindigd_op = datumveld("beëindigd op")

    class Meta:
        verbose_name = "tijdelijk huisverbod"
        verbose_name_plural = "tijdelijke huisverboden"
        constraints = [
            nooit_zonder_eigenaar(
                Q(beeindigd_op__isnull=False) | Q(niet_opgelegd_op__isnull=False), "huisverbod_wacht_met_eigenaar"
            ),
            datum_op_volgorde("opgelegd_op", "verlengd_op", "huisverbod_verlengd_na_opgelegd"),
        ]

    def __str__(self) -> str:
        return self.kenmerk
