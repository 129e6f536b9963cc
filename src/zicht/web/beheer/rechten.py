"""De rechten, als één leesbare tabel: welke rol mag wat, en waarover.

Wat hier niet staat, mag niet. De poort (registratie/poort.py) past het bereik toe op elke lijst, zoekvraag, telling,
pagina, brief en uitvoer; `middleware.Toegang` weigert een pagina zonder recht. De naslagpagina komt uit deze tabel.
"""

from dataclasses import dataclass
from enum import Enum

from zicht.core.fouten import AanroepFout


class Bereik(Enum):
    """Over welke zaken, of welke cijfers, een recht gaat."""

    GEMEENTE = "cijfers van de eigen gemeente en de regio, in veilige vorm"
    EIGEN = "eigen zaken"
    TEAM = "zaken van het eigen team"
    ORGANISATIE = "alle zaken van de organisatie"

    @property
    def kort(self) -> str:
        """In een of twee woorden, voor een tabel met een kolom per rol."""
        return _KORT[self]


_KORT = {
    Bereik.GEMEENTE: "eigen gemeente",
    Bereik.EIGEN: "eigen",
    Bereik.TEAM: "eigen team",
    Bereik.ORGANISATIE: "alles",
}


class Rol(Enum):
    """De rollen van Veilig Thuis (Programmabegroting 2019 NHN, hoofdstuk 5; Meerjarenbegroting 2025 NOG, hoofdstuk 7)."""

    TOEGANG = "medewerker_toegang"
    REGIOTEAM = "medewerker_regioteam"
    GEDRAGSDESKUNDIGE = "gedragsdeskundige"
    VERTROUWENSARTS = "vertrouwensarts"
    TEAMLEIDER = "teamleider"
    KLACHTENFUNCTIONARIS = "klachtenfunctionaris"
    BELEIDSMEDEWERKER = "beleidsmedewerker"
    CONTROLLER = "controller"
    DIRECTEUR = "directeur"
    GEMEENTE = "gemeente"
    FG = "fg"
    BEHEERDER = "beheerder"

    @property
    def titel(self) -> str:
        """De naam van de rol in gewone woorden."""
        return _TITELS[self]


_TITELS = {
    Rol.TOEGANG: "medewerker Team Toegang",
    Rol.REGIOTEAM: "medewerker regioteam",
    Rol.GEDRAGSDESKUNDIGE: "gedragsdeskundige",
    Rol.VERTROUWENSARTS: "vertrouwensarts",
    Rol.TEAMLEIDER: "teamleider",
    Rol.KLACHTENFUNCTIONARIS: "klachtenfunctionaris",
    Rol.BELEIDSMEDEWERKER: "beleidsmedewerker",
    Rol.CONTROLLER: "controller",
    Rol.DIRECTEUR: "directeur",
    Rol.GEMEENTE: "beleidsadviseur van een gemeente",
    Rol.FG: "functionaris gegevensbescherming",
    Rol.BEHEERDER: "beheerder",
}


class Doel(Enum):
    """Waarvoor gegevens worden ingezien of gewijzigd; elk recht heeft er precies een (AVG, artikel 5)."""

    ADVIES = "advies"
    MELDING = "melding"
    KLACHT = "klacht"
    STURING = "sturing"
    STATISTIEK = "statistiek"
    TOEZICHT = "toezicht"
    BEHEER = "beheer"
    EIGEN = "eigen"

    @property
    def titel(self) -> str:
        """Het doel met zijn grondslag."""
        return _DOELEN[self]


_DOELEN = {
    Doel.ADVIES: "advies geven (Wmo 2015, artikel 4.1.1 lid 3)",
    Doel.MELDING: "meldingen behandelen (Wmo 2015, artikel 4.1.1 lid 2)",
    Doel.KLACHT: "klachten behandelen (Wmo 2015, artikel 4.2.1)",
    Doel.STURING: "sturen en verantwoorden zonder persoonsgegevens (Wmo 2015, artikel 4.2.12)",
    Doel.STATISTIEK: "leveren aan het CBS (Uitvoeringsbesluit Wmo 2015, artikel 4.3.1)",
    Doel.TOEZICHT: "toezien op het gebruik van gegevens (AVG, artikel 39)",
    Doel.BEHEER: "het systeem beheren",
    Doel.EIGEN: "de eigen aanmelding",
}


@dataclass(frozen=True, slots=True)
class Recht:
    """Een handeling op een groep gegevens, met wie dat mag en over welke zaken."""

    code: str
    omschrijving: str
    doel: Doel
    wie: dict[Rol, Bereik]
    systeem: Bereik | None = None  # wat een gekoppeld systeem hiermee mag; verder mag het niets


_ZAAKROLLEN = (Rol.TOEGANG, Rol.REGIOTEAM, Rol.GEDRAGSDESKUNDIGE, Rol.VERTROUWENSARTS, Rol.TEAMLEIDER)
_O, _T = Bereik.ORGANISATIE, Bereik.TEAM
_IEDEREEN = dict.fromkeys(Rol, Bereik.EIGEN)
# Team Toegang neemt alle telefoon aan en doet elke beoordeling; een regioteam ziet zijn eigen zaken.
_ZAAK = {rol: _T if rol is Rol.REGIOTEAM else _O for rol in _ZAAKROLLEN}
_UITVOEREND = {Rol.TOEGANG: _O, Rol.REGIOTEAM: _T, Rol.TEAMLEIDER: _O}
_STURING: dict[Rol, Bereik] = dict.fromkeys((Rol.TEAMLEIDER, Rol.BELEIDSMEDEWERKER, Rol.CONTROLLER, Rol.DIRECTEUR), _O)
# Wie over de kwaliteit gaat zonder zelf zaken te behandelen; de klachtenfunctionaris alleen over klachten.
_KWALITEIT = {Rol.CONTROLLER: _O, Rol.BEHEERDER: _O, Rol.KLACHTENFUNCTIONARIS: Bereik.EIGEN}

RECHTEN: tuple[Recht, ...] = (
    Recht("eigen", "de eigen gegevens, het begin en het afmelden", Doel.EIGEN, _IEDEREEN),
    Recht("advies.registreren", "een advies vastleggen", Doel.ADVIES, dict.fromkeys(_ZAAKROLLEN, _O)),
    Recht("advies.inzien", "adviezen inzien", Doel.ADVIES, dict.fromkeys(_ZAAKROLLEN, _O)),
    Recht("melding.registreren", "een melding vastleggen", Doel.MELDING, dict.fromkeys(_ZAAKROLLEN, _O)),
    Recht("persoon.zoeken", "zoeken wie al bekend is", Doel.MELDING, dict.fromkeys(_ZAAKROLLEN, _O)),
    Recht("persoon.verbinden", "vastleggen dat twee personen er een zijn, of juist twee", Doel.MELDING, _UITVOEREND),
    Recht("persoon.bsn", "een burgerservicenummer in beeld brengen", Doel.MELDING, _UITVOEREND),
    Recht("zaak.inzien", "dossiers inzien", Doel.MELDING, _ZAAK),
    Recht("zaak.bewerken", "werken in een dossier: diensten, gesprekken, afspraken", Doel.MELDING, _ZAAK),
    Recht("zaak.corrigeren", "iets vastgelegds verbeteren, met een reden", Doel.MELDING, _UITVOEREND),
    Recht(
        "beoordeling.lezen",
        "als tweede lezer over een veiligheidsbeoordeling beslissen",
        Doel.MELDING,
        {rol: _O for rol in _ZAAKROLLEN if rol is not Rol.TEAMLEIDER} | {Rol.REGIOTEAM: _T, Rol.TEAMLEIDER: _O},
    ),
    Recht("netwerk.inzien", "organisaties en professionals inzien", Doel.MELDING, dict.fromkeys(_ZAAKROLLEN, _O)),
    Recht("netwerk.bewerken", "organisaties en professionals vastleggen", Doel.MELDING, dict.fromkeys(_ZAAKROLLEN, _O)),
    Recht("melder.inzien", "zien wie de melder is", Doel.MELDING, _UITVOEREND),
    Recht("brief.maken", "brieven maken", Doel.MELDING, _UITVOEREND),
    Recht("werk.inzien", "de werklijst", Doel.MELDING, _ZAAK),
    Recht("werk.toewijzen", "werk toewijzen aan collega's", Doel.MELDING, {Rol.TEAMLEIDER: _O}),
    Recht(
        "belang.vastleggen", "vastleggen wie een dossier niet kan doen, en waarom", Doel.MELDING, {Rol.TEAMLEIDER: _O}
    ),
    Recht("wachtlijst.inzien", "de wachtlijst", Doel.MELDING, _ZAAK),
    Recht("zaak.beschermen", "een dossier afschermen", Doel.MELDING, {Rol.TEAMLEIDER: _O}),
    Recht("nood.openen", "een dossier buiten het eigen bereik openen, met reden", Doel.MELDING, {Rol.REGIOTEAM: _O}),
    Recht("nood.nakijken", "noodtoegang nakijken", Doel.TOEZICHT, {Rol.TEAMLEIDER: _O, Rol.FG: _O}),
    Recht("klacht.behandelen", "klachten vastleggen en behandelen", Doel.KLACHT, {Rol.KLACHTENFUNCTIONARIS: _O}),
    Recht("tevredenheid.vragen", "om een oordeel vragen", Doel.MELDING, _UITVOEREND),
    Recht("activiteit.registreren", "voorlichting en overleg vastleggen", Doel.STURING, dict.fromkeys(_ZAAKROLLEN, _O)),
    Recht("cijfers.inzien", "indicatoren, marge tot de norm", Doel.STURING, _STURING | {Rol.GEDRAGSDESKUNDIGE: _O}),
    Recht("cijfers.uitvoeren", "feiten zonder namen uitvoeren", Doel.STURING, {Rol.CONTROLLER: _O}),
    Recht(
        "bord.inzien",
        "het dashboard; een gemeente ziet wat is vrijgegeven",
        Doel.STURING,
        _STURING | {Rol.GEDRAGSDESKUNDIGE: _O, Rol.GEMEENTE: Bereik.GEMEENTE},
    ),
    Recht(
        "bord.ontvouwen",
        "de gevallen achter een cijfer, zonder namen",
        Doel.STURING,
        {Rol.TEAMLEIDER: _O, Rol.CONTROLLER: _O},
    ),
    Recht(
        "bord.beheren",
        "de cijfers bijwerken, kanttekeningen maken, tabellen van het CBS inlezen",
        Doel.STURING,
        {Rol.BELEIDSMEDEWERKER: _O, Rol.CONTROLLER: _O},
    ),
    Recht(
        "levering.inzien",
        "de levering aan het CBS: wat erin zit, wat eraan mankeert en wat terugkwam",
        Doel.STATISTIEK,
        {Rol.BELEIDSMEDEWERKER: _O, Rol.CONTROLLER: _O, Rol.DIRECTEUR: _O},
    ),
    Recht(
        "levering.maken",
        "een levering bouwen, bevindingen verklaren en een indeling inlezen",
        Doel.STATISTIEK,
        {Rol.BELEIDSMEDEWERKER: _O, Rol.CONTROLLER: _O},
    ),
    Recht(
        "levering.bestand",
        "het bestand met persoonsgegevens ophalen, als geleverd merken en de retour bewaren",
        Doel.STATISTIEK,
        {Rol.CONTROLLER: _O},
    ),
    Recht("norm.inzien", "normen met hun geschiedenis, en definities naast elkaar", Doel.STURING, _STURING),
    Recht("norm.lezen", "lezen welke normen zijn afgesproken", Doel.STURING, {Rol.GEMEENTE: _O}),
    Recht(
        "norm.bespreken",
        "een norm voorstellen en het gesprek erover vastleggen",
        Doel.STURING,
        {Rol.BELEIDSMEDEWERKER: _O, Rol.CONTROLLER: _O, Rol.DIRECTEUR: _O},
    ),
    Recht("norm.vaststellen", "vastleggen welke norm is afgesproken", Doel.STURING, {Rol.DIRECTEUR: _O}),
    Recht("verbeterplan.inzien", "verbeterplannen inzien", Doel.STURING, _STURING | {Rol.GEDRAGSDESKUNDIGE: _O}),
    Recht(
        "verbeterplan.bewerken",
        "een verbeterplan maken, of een keuze aan het bestuur voorleggen",
        Doel.STURING,
        {Rol.TEAMLEIDER: _O, Rol.BELEIDSMEDEWERKER: _O, Rol.CONTROLLER: _O},
    ),
    Recht("publicatie.inzien", "zien welke cijfers naar buiten gingen", Doel.STURING, _STURING | {Rol.FG: _O}),
    Recht(
        "publicatie.voorbereiden",
        "cijfers voor gemeenten en publiek klaarzetten",
        Doel.STURING,
        {Rol.BELEIDSMEDEWERKER: _O, Rol.CONTROLLER: _O},
    ),
    Recht(
        "publicatie.goedkeuren",
        "als tweede persoon cijfers naar buiten laten gaan",
        Doel.STURING,
        {Rol.CONTROLLER: _O, Rol.DIRECTEUR: _O},
    ),
    Recht(
        "rapport.lezen",
        "gepubliceerde buraps en jaarbeelden lezen",
        Doel.STURING,
        _STURING | {Rol.GEDRAGSDESKUNDIGE: _O, Rol.GEMEENTE: _O},
    ),
    Recht("rapport.inzien", "buraps en jaarbeelden inzien, ook in concept", Doel.STURING, _STURING),
    Recht(
        "rapport.schrijven", "de duiding schrijven en als schrijver tekenen", Doel.STURING, {Rol.BELEIDSMEDEWERKER: _O}
    ),
    Recht("rapport.toetsen", "een rapport toetsen en als controller tekenen", Doel.STURING, {Rol.CONTROLLER: _O}),
    Recht("rapport.goedkeuren", "een rapport goedkeuren", Doel.STURING, {Rol.DIRECTEUR: _O}),
    Recht(
        "rapport.publiceren",
        "een goedgekeurd rapport bevriezen en publiceren",
        Doel.STURING,
        {Rol.CONTROLLER: _O, Rol.DIRECTEUR: _O},
    ),
    Recht("begroting.inzien", "begrotingen, scenario's en risico's inzien", Doel.STURING, _STURING),
    Recht("begroting.bewerken", "begrotingen en scenario's maken en vaststellen", Doel.STURING, {Rol.CONTROLLER: _O}),
    Recht(
        "capaciteit.inzien",
        "doorrekeningen van de wachtlijst: uitkomst, hoe goed het model past, en de stukken",
        Doel.STURING,
        _STURING,
    ),
    Recht(
        "capaciteit.rekenen",
        "een doorrekening maken, starten en stoppen",
        Doel.STURING,
        {Rol.TEAMLEIDER: _O, Rol.BELEIDSMEDEWERKER: _O, Rol.CONTROLLER: _O},
    ),
    Recht(
        "kwaliteit.inzien",
        "bevindingen over de kwaliteit van de registratie",
        Doel.MELDING,
        _ZAAK | _KWALITEIT | {Rol.BELEIDSMEDEWERKER: _O},
    ),
    Recht(
        "kwaliteit.bewerken",
        "een bevinding oppakken, toewijzen, of met een reden accepteren",
        Doel.MELDING,
        _ZAAK | _KWALITEIT,
    ),
    Recht(
        "kwaliteit.verdelen",
        "meer bevindingen tegelijk toewijzen, en alles opnieuw nakijken",
        Doel.MELDING,
        {Rol.TEAMLEIDER: _O, Rol.CONTROLLER: _O, Rol.BEHEERDER: _O},
    ),
    Recht(
        "kwaliteit.overzicht",
        "bevindingen per regel, team en bron, sprongen en late invoer",
        Doel.STURING,
        _STURING | {Rol.BEHEERDER: _O},
    ),
    Recht(
        "inrichting.inzien",
        "wat er aan normen, diensten, rollen en teams niet goed is ingericht",
        Doel.BEHEER,
        {Rol.TEAMLEIDER: _O, Rol.CONTROLLER: _O, Rol.FG: _O, Rol.BEHEERDER: _O},
    ),
    Recht("logboek.inzien", "het logboek inzien", Doel.TOEZICHT, {Rol.FG: _O}),
    Recht("gebruiker.beheren", "gebruikers en teams beheren", Doel.BEHEER, {Rol.BEHEERDER: _O}),
    Recht(
        "werktijden.beheren",
        "werktijden, afwezige dagen en competenties van collega's",
        Doel.BEHEER,
        {Rol.TEAMLEIDER: _O, Rol.BEHEERDER: _O},
    ),
    Recht(
        "berichten.beheren",
        "zien of berichten aankomen, opnieuw sturen, en instellen waarheen; zonder inhoud",
        Doel.BEHEER,
        {Rol.BEHEERDER: _O},
    ),
    Recht(
        "rechten.inzien",
        "de tabel met rechten inzien",
        Doel.TOEZICHT,
        {Rol.FG: _O, Rol.BEHEERDER: _O, Rol.TEAMLEIDER: _O},
    ),
    Recht("koppeling.melden", "meldingen aanleveren van systeem naar systeem", Doel.MELDING, {}, systeem=_O),
)

_OP_CODE = {recht.code: recht for recht in RECHTEN}
_BREEDTE = {Bereik.GEMEENTE: 0, Bereik.EIGEN: 1, Bereik.TEAM: 2, Bereik.ORGANISATIE: 3}


def recht(code: str) -> Recht:
    """Het recht met deze code; een onbekende code is een fout in het programma."""
    if code not in _OP_CODE:
        raise AanroepFout(f"Onbekend recht '{code}'. Voeg het toe aan web/beheer/rechten.py.")
    return _OP_CODE[code]


def bereik(rollen: frozenset[Rol], code: str) -> Bereik | None:
    """Het ruimste bereik dat deze rollen voor een recht hebben, of None."""
    gegeven = [ruimte for rol, ruimte in recht(code).wie.items() if rol in rollen]
    return max(gegeven, key=_BREEDTE.__getitem__, default=None)
