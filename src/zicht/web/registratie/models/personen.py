"""Mensen: wie het zijn, waar zij wonen, wie hun systeem is, en hoe zij veilig te bereiken zijn."""

from django.conf import settings
from django.db import models

from zicht.core.codelijsten import GESLACHT, OVERDRACHT_AAN, ROL
from zicht.web.registratie.models.basis import Geversioneerd, VersleuteldeTekst, codeveld, datumveld, janeeveld
from zicht.web.sleutels import kluis


class Persoon(Geversioneerd):
    """Iemand die in een dossier voorkomt. Alles mag onbekend zijn; een ongeboren kind is ook een persoon."""

    voornamen = models.CharField("voornamen", max_length=140, blank=True)
    voorvoegsel = models.CharField("voorvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=140, blank=True)
    geslacht = codeveld(GESLACHT)
    geboortejaar = models.PositiveSmallIntegerField("geboortejaar", null=True, blank=True)
    geboortemaand = models.PositiveSmallIntegerField("geboortemaand", null=True, blank=True)
    geboortedag = models.PositiveSmallIntegerField("geboortedag", null=True, blank=True)
    ongeboren = models.BooleanField("ongeboren", default=False)
    overleden_op = datumveld("overleden op")
    bsn = VersleuteldeTekst("burgerservicenummer", blank=True)
    bsn_merk = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(geboortemaand__isnull=True) | models.Q(geboortemaand__range=(1, 12)),
                name="persoon_maand",
            ),
            models.CheckConstraint(
                condition=models.Q(geboortedag__isnull=True) | models.Q(geboortedag__range=(1, 31)),
                name="persoon_dag",
            ),
        ]

    def __str__(self) -> str:
        naam = " ".join(deel for deel in (self.voornamen, self.voorvoegsel, self.achternaam) if deel)
        return naam or ("ongeboren kind" if self.ongeboren else "naam niet bekend")

    def zet_bsn(self, bsn: str) -> None:
        """Zet het nummer en het merk waarmee het terug te vinden is."""
        self.bsn, self.bsn_merk = bsn, kluis().merk(bsn)


class Zoeksleutel(models.Model):
    """Een sleutel waaronder een persoon te vinden is (core/herkenning.py); afgeleid, nooit ingevoerd."""

    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="zoeksleutels")
    sleutel = models.CharField(max_length=60)
    eerder = models.BooleanField(
        default=False, db_default=False
    )  # zo heette iemand eerder, of zo was hij eerder vastgelegd

    class Meta:
        indexes = [models.Index(fields=("sleutel", "persoon"), name="zoeksleutel_persoon")]

    def __str__(self) -> str:
        return self.sleutel


class EerderBekend(models.Model):
    """Wat iemand eerder heette of waarmee hij eerder was vastgelegd, en in welk dossier; afgeleid, nooit ingevoerd."""

    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="eerder")
    dossier = models.ForeignKey("registratie.Dossier", on_delete=models.CASCADE, related_name="+")
    voornamen = models.CharField("voornamen", max_length=140, blank=True)
    voorvoegsel = models.CharField("voorvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=140, blank=True)
    geslacht = codeveld(GESLACHT)
    geboortejaar = models.PositiveSmallIntegerField("geboortejaar", null=True, blank=True)
    geboortemaand = models.PositiveSmallIntegerField("geboortemaand", null=True, blank=True)
    geboortedag = models.PositiveSmallIntegerField("geboortedag", null=True, blank=True)
    bsn = VersleuteldeTekst("burgerservicenummer", blank=True)
    bsn_merk = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    ongeboren = False  # wie hier staat, is onder een naam of een datum bekend geweest

    class Meta:
        verbose_name = "eerder bekend"
        verbose_name_plural = "eerder bekend"

    def __str__(self) -> str:
        return " ".join(deel for deel in (self.voornamen, self.voorvoegsel, self.achternaam) if deel)


class Persoonsverband(Geversioneerd):
    """Wat iemand besliste over twee personen: het is er een, of het zijn er juist twee. Geen van beide rijen verdwijnt.

    De volgorde van de twee zegt niets: `een` heeft de laagste sleutel, zodat een paar maar op een manier te schrijven is.
    """

    een = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    ander = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    zelfde = models.BooleanField("dezelfde persoon")
    reden = models.CharField("reden", max_length=200)
    op = models.DateField("vanaf")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    beeindigd_op = datumveld("teruggedraaid op")
    eindreden = models.CharField("waarom teruggedraaid", max_length=200, blank=True)

    class Meta:
        verbose_name = "verband tussen personen"
        verbose_name_plural = "verbanden tussen personen"
        constraints = [
            models.CheckConstraint(condition=models.Q(een__lt=models.F("ander")), name="persoonsverband_van_twee"),
            models.UniqueConstraint(
                fields=("een", "ander"),
                condition=models.Q(beeindigd_op__isnull=True),
                name="persoonsverband_een_beslissing",
            ),
        ]

    def __str__(self) -> str:
        return "dezelfde persoon" if self.zelfde else "twee personen"


class Betrokkene(Geversioneerd):
    """Een persoon in een dossier, met zijn rol."""

    dossier = models.ForeignKey("registratie.Dossier", on_delete=models.PROTECT, related_name="betrokkenen")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="betrokkenheden")
    rol = codeveld(ROL)
    toelichting = models.CharField("relatie, in eigen woorden", max_length=200, blank=True)
    geinformeerd_op = datumveld("geïnformeerd over de vastlegging op")

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        constraints = [models.UniqueConstraint(fields=("dossier", "persoon"), name="betrokkene_een_keer_per_dossier")]

    def __str__(self) -> str:
        return f"{self.persoon} ({self.get_rol_display() or 'rol niet bekend'})"


class Adres(Geversioneerd):
    """Een adres; een geheim adres komt in geen enkele brief."""

    straat = models.CharField("straat", max_length=140, blank=True)
    huisnummer = models.CharField("huisnummer", max_length=14, blank=True)
    postcode = models.CharField("postcode", max_length=6, blank=True)
    plaats = models.CharField("plaats", max_length=80, blank=True)
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    geheim = models.BooleanField("geheim adres", default=False)

    class Meta:
        verbose_name = "adres"
        verbose_name_plural = "adressen"
        indexes = [models.Index(fields=("postcode", "huisnummer"), name="adres_postcode")]

    def __str__(self) -> str:
        return f"{self.straat} {self.huisnummer}, {self.postcode} {self.plaats}".strip(" ,")


class Huishouden(Geversioneerd):
    """De mensen op een adres."""

    adres = models.ForeignKey(Adres, on_delete=models.PROTECT, related_name="huishoudens")

    class Meta:
        verbose_name = "huishouden"
        verbose_name_plural = "huishoudens"

    def __str__(self) -> str:
        return str(self.adres)


class Huishoudlid(Geversioneerd):
    """Iemand in een huishouden, van een dag tot een dag."""

    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="leden")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="huishoudens")
    dossier = models.ForeignKey(
        "registratie.Dossier", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # waar dit is vastgelegd: een adres uit een afgeschermd dossier blijft daar
    van = datumveld("vanaf")
    tot = datumveld("tot")

    class Meta:
        verbose_name = "lid van een huishouden"
        verbose_name_plural = "leden van een huishouden"

    def __str__(self) -> str:
        return f"{self.persoon}, {self.huishouden}"


class Contactvlag(Geversioneerd):
    """Waar u op moet letten voor u contact opneemt; staat boven elke knop om te bellen, te schrijven of langs te gaan."""

    class Soort(models.TextChoices):
        NIET_SCHRIJVEN = "niet_schrijven", "niet schrijven naar dit adres"
        NIET_BELLEN = "niet_bellen", "niet bellen"
        VEILIG_MOMENT = "veilig_moment", "alleen bellen op een veilig moment"
        GEHEIM_ADRES = "geheim_adres", "adres is geheim"
        NIET_INSPREKEN = "niet_inspreken", "geen voicemail inspreken"
        TOLK = "tolk", "tolk nodig"
        GEVAAR = "gevaar", "gevaar bij huisbezoek"

    dossier = models.ForeignKey("registratie.Dossier", on_delete=models.PROTECT, related_name="contactvlaggen")
    betrokkene = models.ForeignKey(
        Betrokkene, on_delete=models.PROTECT, null=True, blank=True, related_name="contactvlaggen"
    )
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    tekst = models.CharField("wat moet een collega weten", max_length=200, blank=True)
    van = models.DateField("vanaf")
    tot = datumveld("tot")

    class Meta:
        verbose_name = "contactaanwijzing"
        verbose_name_plural = "contactaanwijzingen"

    def __str__(self) -> str:
        return self.get_soort_display()


class Organisatie(Geversioneerd):
    """Een organisatie waaraan wordt overgedragen of die informatie geeft."""

    naam = models.CharField("naam", max_length=140, unique=True)
    soort = codeveld(OVERDRACHT_AAN, "soort organisatie")
    gemeente = models.CharField("gemeente", max_length=6, blank=True)
    email = models.CharField("e-mail", max_length=140, blank=True)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    gestopt_op = datumveld("bestaat niet meer sinds")

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam


class Professional(Geversioneerd):
    """Iemand die bij een organisatie werkt en vaker met Veilig Thuis te maken heeft. In welke dossiers staat hier niet."""

    naam = models.CharField("naam", max_length=140)
    functie = models.CharField("functie", max_length=80, blank=True)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="professionals"
    )
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    email = models.CharField("e-mail", max_length=140, blank=True)
    gestopt_op = datumveld("werkt daar niet meer sinds")

    class Meta:
        verbose_name = "professional"
        verbose_name_plural = "professionals"
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.naam, self.functie, str(self.organisatie or ""))))


class Informant(Geversioneerd):
    """Iemand die informatie geeft over een gezin, zoals een leerkracht of huisarts, en wat er is gevraagd."""

    class Rol(models.TextChoices):
        INFORMANT = "informant", "geeft informatie"
        HULP = "hulp", "geeft hulp aan het gezin"
        BEIDE = "beide", "geeft hulp en informatie"

    class Toestemming(models.TextChoices):
        GEGEVEN = "gegeven", "het gezin vindt het goed"
        ZONDER = "zonder", "niet gevraagd: dat is niet veilig of niet mogelijk"
        GEWEIGERD = "geweigerd", "het gezin vindt het niet goed, en het is toch nodig"

    dossier = models.ForeignKey("registratie.Dossier", on_delete=models.PROTECT, related_name="informanten")
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, null=True, blank=True, related_name="informaties"
    )
    naam = models.CharField("naam", max_length=140)
    functie = models.CharField("functie", max_length=80, blank=True)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, null=True, blank=True)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    rol = models.CharField("rol in dit dossier", max_length=12, choices=Rol.choices, default=Rol.INFORMANT)
    op = datumveld("gevraagd op")
    gevraagd = models.TextField("wat is gevraagd", blank=True)
    gehoord = models.TextField("wat is gehoord", blank=True)
    toestemming = models.CharField("toestemming van het gezin", max_length=12, choices=Toestemming.choices, blank=True)
    toestemming_reden = models.CharField("waarom zonder toestemming", max_length=200, blank=True)
    geinformeerd = janeeveld("weet wat er met de informatie gebeurt")

    class Meta:
        verbose_name = "informant"
        verbose_name_plural = "informanten"
        ordering = ("op", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(toestemming__in=("", "gegeven")) | ~models.Q(toestemming_reden=""),
                name="informant_zonder_toestemming_met_reden",
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.functie}".strip(", ")


class Melder(Geversioneerd):
    """Wie de melding deed. Een eigen tabel met een eigen recht; komt op geen enkele lijst en in geen enkele uitvoer."""

    melding = models.OneToOneField("registratie.Melding", on_delete=models.PROTECT, related_name="melder")
    beroepsmatig = models.BooleanField("beroepsmatig", default=True)
    naam = VersleuteldeTekst("naam", blank=True)
    functie = VersleuteldeTekst("functie", blank=True)
    organisatie = VersleuteldeTekst("organisatie", blank=True)
    telefoon = VersleuteldeTekst("telefoon", blank=True)
    email = VersleuteldeTekst("e-mail", blank=True)
    adres = VersleuteldeTekst("adres", blank=True)
    toestemming = models.BooleanField("vindt goed dat het gezin weet wie meldde", default=False)
    bedreiging = models.BooleanField("bekend worden geeft gevaar of ernstige verstoring", default=False)

    class Meta:
        verbose_name = "melder"
        verbose_name_plural = "melders"

    def __str__(self) -> str:
        return "melder (afgeschermd)"
