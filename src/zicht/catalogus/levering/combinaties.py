"""Welke combinaties van velden het kwaliteitsrapport naast elkaar zet: een kruistabel per vraag."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Combinatie:
    """Een kruistabel over een recordsoort; rij en kolom zijn gegevens, of een uitdrukking met een naam."""

    titel: str
    soort: str
    rij: str
    kolom: str
    gegevens: tuple[str, ...]
    lees: str  # waar op te letten


_DUUR = (
    "CASE WHEN {tot} - {van} <= 7 THEN '1. tot en met 7 dagen' WHEN {tot} - {van} <= 70 THEN '2. 8 tot en met 70 dagen' "
    "WHEN {tot} - {van} <= 183 THEN '3. 71 tot en met 183 dagen' WHEN {tot} - {van} > 183 THEN '4. langer' END"
)
_JONG = (
    "CASE WHEN geboortedatum_t = '99999999' THEN '1. ongeboren' WHEN geboortedatum IS NOT NULL THEN '2. hele datum' "
    "WHEN geboortedatum_t = '00000000' THEN '4. onbekend' ELSE '3. deels bekend' END"
)
_BSN = "CASE bsn WHEN '000000000' THEN 'onbekend' WHEN '999999999' THEN 'ongeboren' ELSE 'bekend' END"

COMBINATIES: tuple[Combinatie, ...] = (
    Combinatie("Besluit en acute onveiligheid", "melding", "besluit", "acuut", ("besluit", "acuut"),
               "Acuut onveilig en geen vervolg gaat zelden samen."),
    Combinatie("Besluit en structurele onveiligheid", "melding", "besluit", "structureel", ("besluit", "structureel"),
               "Structureel onveilig en geen vervolg gaat zelden samen."),
    Combinatie("Besluit en eerdere betrokkenheid", "melding", "besluit", "tijdens", ("besluit", "tijdens"),
               "Tijdens een dienst blijft een zaak meestal bij Veilig Thuis."),
    Combinatie("Hoedanigheid van de melder en besluit", "melding", "hoedanigheid", "besluit", ("hoedanigheid", "besluit"),
               "Een rij met een besluit is een vaste gewoonte, of een vaste fout."),
    Combinatie("Tijd van melding tot besluit, en besluit", "melding", _DUUR.format(tot="datum_besluit", van="datum_melding"), "besluit",
               ("datum_besluit", "datum_melding", "besluit"), "Lange tijden zonder vervolg zijn vaak achterstand in het invoeren."),
    Combinatie("Duur van de dienst en soort", "dienst", _DUUR.format(tot="datum_einde", van="datum_begin"), "soort",
               ("datum_einde", "datum_begin", "soort"), "Een dienst van een week is vaak achteraf ingevoerd."),
    Combinatie("Kanaal en soort advies", "advies", "kanaal", "soort", ("kanaal", "soort"), "Ondersteuning gaat meestal in een gesprek."),
    Combinatie("BSN en geboortedatum", "persoon", _BSN, _JONG, ("bsn", "geboortedatum"), "Wie een BSN heeft, heeft een hele geboortedatum."),
)  # fmt: skip
