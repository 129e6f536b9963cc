"""Een brief maken: volledig, bewaakt, en dan pas als bestand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zicht.core.bronbescherming import Bekend, Geheim, bewaak
from zicht.core.sporen import Soort
from zicht.rapportage.brieven.gegevens import Brief, Briefkop
from zicht.rapportage.brieven.soorten import eis_volledig, lezers_van
from zicht.rapportage.brieven.teksten import markdown
from zicht.rapportage.brieven.uitvoer import maak_docx, maak_pdf


@dataclass(frozen=True, slots=True)
class Briefbestanden:
    """Een brief in drie vormen met dezelfde woorden."""

    markdown: str = field(repr=False)
    docx: bytes = field(repr=False)
    pdf: bytes = field(repr=False)


def maak_brief(
    brief: Brief, geheimen: Sequence[Geheim], *, eigen: str = "", bekend: Sequence[Bekend] = ()
) -> Briefbestanden:
    """De brief als Markdown, Word en PDF, of een fout die zegt wat ontbreekt of wat de lezer niet mag weten.

    `eigen` is de sleutel van de lezer in `Geheim.persoon`; `bekend` komt uit de registratie en nooit uit de brief:
    anders zou een verkeerd gekozen ontvanger zichzelf vrijgeven.
    """
    tekst = maak_tekst(brief, geheimen, eigen=eigen, bekend=bekend)
    datum, merk = brief.kop.datum, brief.kop.organisatie.naam
    return Briefbestanden(tekst, maak_docx(tekst, datum, merk), maak_pdf(tekst, datum, merk))


def maak_tekst(brief: Brief, geheimen: Sequence[Geheim], *, eigen: str = "", bekend: Sequence[Bekend] = ()) -> str:
    """Alleen de bewaakte Markdown, voor een voorbeeld op het scherm."""
    eis_volledig(brief)
    tekst = markdown(brief)
    for lezer in lezers_van(brief):
        bewaak(tekst, geheimen, lezer, eigen=eigen, bekend=(*bekend, *_afzender(brief.kop)))
    return tekst


def _afzender(kop: Briefkop) -> Iterator[Bekend]:
    """Wie de brief stuurt mag erin staan, ook als Veilig Thuis zelf de melding deed."""
    yield from (Bekend(Soort.ORGANISATIE, naam, alleen_heel=True) for naam in ("Veilig Thuis", kop.organisatie.naam))
    yield Bekend(Soort.NAAM, kop.medewerker.naam, alleen_heel=True)
    yield from (Bekend(Soort.TELEFOON, nummer) for nummer in (kop.organisatie.telefoon, kop.medewerker.telefoon))
