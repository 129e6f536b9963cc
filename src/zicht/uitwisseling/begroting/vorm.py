"""De bladen en kolommen van het sjabloon; schrijven en lezen gebruiken dezelfde vorm."""

from dataclasses import dataclass
from enum import Enum

from zicht.core.begroting.begroting import Groep
from zicht.core.begroting.begroting import Soort as Stuksoort


class Soort(Enum):
    """Wat er in een cel hoort."""

    TEKST = "tekst"
    GETAL = "getal"
    JA_NEE = "ja of nee"
    LIJST = "codes met een ; ertussen"
    DATUM = "datum"


@dataclass(frozen=True)
class Kolom:
    """Een kolom: de sleutel in het bestand en hoe zij heet voor wie invult."""

    sleutel: str
    titel: str
    soort: Soort = Soort.TEKST
    breedte: int = 16
    keus: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bladvorm:
    """Een blad: onder welke kop van het bestand het valt, en zijn kolommen."""

    naam: str
    kop: str
    uitleg: str
    kolommen: tuple[Kolom, ...]

    @property
    def getallen(self) -> tuple[str, ...]:
        """De kolommen met getallen die een bron nodig hebben."""
        return tuple(kolom.sleutel for kolom in self.kolommen if kolom.soort is Soort.GETAL)


HERKOMST = (
    Kolom("bron", "Bron", breedte=30),
    Kolom("vindplaats", "Vindplaats", breedte=44),
    Kolom("keuze", "Keuze", breedte=50),
)
CODE = Kolom("code", "Code", breedte=36)
TITEL = Kolom("titel", "Titel", breedte=46)
KOPREGEL = 3  # de kop staat op de derde regel, de gegevens eronder

ORGANISATIE = Bladvorm(
    "Organisatie",
    "",
    "Over wie en welk jaar de begroting gaat. Een keuze mag meer keer voorkomen: voeg regels toe.",
    (Kolom("wat", "Wat", breedte=22), Kolom("waarde", "Waarde", breedte=90)),
)
BOVENAAN = {
    "regio": "Regio",
    "organisatie": "Organisatie",
    "jaar": "Jaar",
    "soort": "Soort",
    "titel": "Titel",
    "wijzigt": "Wijzigt",
    "bron": "Bron",
    "vastgesteld_op": "Vastgesteld op",
}
KEUZE = "Keuze"

PRIJZEN = Bladvorm(
    "Prijzen",
    "",
    "Losse getallen: loonkosten, verzuim, verloop, overhead. Wat u niet weet, laat u leeg.",
    (Kolom("pad", "Getal", breedte=34), Kolom("waarde", "Waarde", Soort.GETAL), *HERKOMST),
)
TABELLEN = (
    Bladvorm(
        "Trechter",
        "stroom",
        "Hoe meldingen zich verdelen. Een aantal gaat voor een aandeel. ‘Vult aan’: deze stap krijgt wat de andere overlaten.",
        (CODE, TITEL, Kolom("van", "Komt van", breedte=24), Kolom("vult_aan", "Vult aan", Soort.JA_NEE),
         Kolom("aantal", "Aantal", Soort.GETAL), Kolom("aandeel", "Aandeel (procent)", Soort.GETAL), *HERKOMST),
    ),
    Bladvorm(
        "Kernprestaties",
        "dienst",
        "Per kernprestatie het aantal en de normtijd. Komt het aantal uit de trechter, vul dan ‘Uit stroom’ in en laat het aantal leeg.",
        (CODE, Kolom("nummer", "Nummer"), TITEL, Kolom("eenheid", "Eenheid"), Kolom("aantal", "Aantal", Soort.GETAL),
         Kolom("normtijd_uren", "Normtijd (uren)", Soort.GETAL), Kolom("stroom", "Uit stroom", breedte=24),
         Kolom("beweegt_met", "Beweegt met stroom", breedte=24), Kolom("indicator", "Indicator", breedte=28),
         Kolom("niet_begroot", "Waarom niet begroot", breedte=40), Kolom("eigen", "Eigen dienst", Soort.JA_NEE), *HERKOMST),
    ),
    Bladvorm(
        "Formatie",
        "formatie",
        "Formatie die in fte gegeven is. ‘Beschikbaarheid’: er moet altijd iemand zijn, hoeveel er ook komt.",
        (CODE, TITEL, Kolom("fte", "Fte", Soort.GETAL), Kolom("beschikbaarheid", "Beschikbaarheid", Soort.JA_NEE),
         Kolom("eenmalig", "Eenmalig", Soort.JA_NEE), *HERKOMST),
    ),
    Bladvorm(
        "Posten",
        "post",
        "De lasten. ‘Uit formatie’: het model rekent deze post uit fte en loonkosten na.",
        (CODE, TITEL, Kolom("groep", "Groep", keus=tuple(groep.value for groep in Groep)), Kolom("direct", "Direct", Soort.JA_NEE),
         Kolom("uit_formatie", "Uit formatie", Soort.JA_NEE), Kolom("bedrag", "Bedrag (euro)", Soort.GETAL),
         Kolom("direct_bedrag", "Direct deel (euro)", Soort.GETAL), Kolom("fte", "Fte", Soort.GETAL),
         Kolom("taakveld", "Taakveld"), *HERKOMST),
    ),
    Bladvorm(
        "Indexen",
        "index",
        "Prijsstijging ten opzichte van het jaar ervoor. ‘Over’: personeel; overhead; eenmalig.",
        (CODE, TITEL, Kolom("over", "Over", Soort.LIJST, 26), Kolom("procent", "Stijging (procent)", Soort.GETAL), *HERKOMST),
    ),
    Bladvorm(
        "Verdeelsleutel",
        "verdeelsleutel",
        "Waarnaar de lasten over de gemeenten verdeeld worden; de gewichten zijn samen 100. De aantallen staan in het blad Gemeenten.",
        (CODE, TITEL, Kolom("gewicht", "Gewicht (procent)", Soort.GETAL), *HERKOMST),
    ),
)  # fmt: skip
GEMEENTEN = Bladvorm(
    "Gemeenten",
    "gemeenten",
    "Elke gemeente met haar code, en per maat van de verdeelsleutel een kolom met het aantal. De kop is de code van de maat.",
    (Kolom("code", "Code"), Kolom("naam", "Naam", breedte=30)),
)
CONTROLES = Bladvorm(
    "Controles",
    "controle",
    "Wat gelijk zou moeten zijn: een uitkomst tegenover een andere uitkomst, of tegenover een gedrukt getal. Met een verklaring als het verschilt.",
    (TITEL, Kolom("links", "Uitkomst", breedte=34), Kolom("rechts", "Andere uitkomst", breedte=34),
     Kolom("gedrukt", "Gedrukt getal", Soort.GETAL), Kolom("eenheid", "Eenheid"), Kolom("tolerantie", "Marge", Soort.GETAL),
     Kolom("verklaring", "Verklaring", breedte=60), *HERKOMST),
)  # fmt: skip
JAREN = Bladvorm(
    "Jaren",
    "jaren",
    "Latere jaren. Elk jaar staat er minstens een keer; met een getal erbij als het in dat jaar anders is.",
    (Kolom("jaar", "Jaar"), Kolom("pad", "Getal", breedte=40), Kolom("waarde", "Waarde", Soort.GETAL), *HERKOMST),
)
APART = Bladvorm(
    "Afwijkende bron",
    "",
    "Alleen voor een getal met een andere bron of keuze dan de rest van zijn regel. Bijvoorbeeld: dienst.onderzoek.normtijd_uren.",
    (Kolom("pad", "Getal", breedte=44), *HERKOMST),
)
BLADEN = (ORGANISATIE, PRIJZEN, *TABELLEN, GEMEENTEN, CONTROLES, JAREN, APART)
SOORTEN = tuple(soort.value for soort in Stuksoort)
