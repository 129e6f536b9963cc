"""De soorten brieven: wie ze leest, wat erin moet staan en waarom ze bestaan."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import cast

from zicht.core.bronbescherming import Lezer
from zicht.core.bronnen import Bron
from zicht.rapportage.brieven.gegevens import (
    Brief,
    BriefFout,
    DossierVernietigen,
    Overdracht,
    Overdrachtsmoment,
    Rechten,
    Rol,
    TerugkoppelingMelder,
    Uitnodiging,
    Vastlegging,
)


@dataclass(frozen=True, slots=True)
class Briefsoort:
    """Een soort brief; `verplicht` noemt velden met de woorden voor wie ze vergat."""

    code: str
    naam: str
    lezers: tuple[Lezer, ...]
    bronnen: tuple[Bron, ...]
    verplicht: tuple[tuple[str, str], ...]
    keuze: str = ""


_UB, _WMO, _NOG = "uitvoeringsbesluit-wmo-2015", "wmo-2015", "nog-meerjarenbegroting-2025"

SOORTEN: dict[type[Brief], Briefsoort] = {
    Overdracht: Briefsoort(
        "overdracht",
        "Schriftelijke bevestiging van de overdracht",
        (Lezer.DIRECT_BETROKKENE, Lezer.OVERDRACHTSPARTIJ),
        (Bron(_NOG, "hoofdstuk 7, dienst 5"), Bron(_NOG, "hoofdstuk 7, dienst 8")),
        (
            ("ontvangers", "voor wie de brief is"),
            ("overdrachtspartij", "wie verdergaat"),
            ("veiligheidsplan", "wie het veiligheidsplan maakt en uitvoert"),
            ("zicht_op_veiligheid", "wie zicht op veiligheid houdt"),
            ("regie", "wie de regie heeft"),
            ("wie_meldt", "wie Veilig Thuis belt als het weer onveilig is"),
            ("afspraken", "de afspraken"),
            ("opnieuw_melden", "wanneer er opnieuw gemeld wordt"),
        ),
        "Zonder adresblok, met de namen van alle ontvangers: zo is het echt een en hetzelfde document.",
    ),
    TerugkoppelingMelder: Briefsoort(
        "terugkoppeling_melder",
        "Terugkoppeling aan de melder",
        (Lezer.MELDER,),
        (Bron(_WMO, "artikel 4.1.1, tweede lid, onderdeel g"),),
        (("stappen", "welke stappen zijn gezet"),),
        "Alleen stappen uit een vaste lijst, zodat er geen inhoud in kan komen.",
    ),
    Uitnodiging: Briefsoort(
        "uitnodiging",
        "Uitnodiging voor een gesprek",
        (Lezer.DIRECT_BETROKKENE,),
        (Bron(_NOG, "hoofdstuk 7, dienst 4"),),
        (("tijd", "hoe laat"), ("plaats", "waar"), ("duur", "hoe lang"), ("met_wie", "met wie")),
        "Geen woord over de melding: een ander in huis kan de brief openen.",
    ),
    Rechten: Briefsoort(
        "rechten",
        "Informatie over rechten",
        (),
        (
            Bron(_UB, "artikel 4.1.8, tweede lid"),
            Bron(_UB, "artikel 4.2.4"),
            Bron(_WMO, "artikelen 5.3.2, 5.3.4 en 5.3.5"),
            Bron("zicht-keuze", "recht op verbetering, uit de algemene verordening gegevensbescherming"),
        ),
        (),
        "De lezer hangt van de rol af; wie advies vraagt leest als een informant.",
    ),
    Vastlegging: Briefsoort(
        "vastlegging",
        "Mededeling dat gegevens zijn vastgelegd",
        (Lezer.DIRECT_BETROKKENE,),
        (Bron(_WMO, "artikel 5.3.1"),),
        (("gegevens", "welke gegevens zijn vastgelegd"),),
    ),
    DossierVernietigen: Briefsoort(
        "dossier_vernietigen",
        "Wijzen op het recht het dossier te laten vernietigen",
        (Lezer.DIRECT_BETROKKENE,),
        (Bron(_NOG, "hoofdstuk 7, dienst 7"), Bron(_WMO, "artikel 5.3.5")),
        (),
    ),
}


def soort_van(brief: Brief) -> Briefsoort:
    """De soort van deze brief."""
    return SOORTEN[type(brief)]


def lezers_van(brief: Brief) -> tuple[Lezer, ...]:
    """Iedereen die deze brief leest; de tekst moet voor elk van hen mogen."""
    if isinstance(brief, Rechten):
        rollen = {Rol.DIRECT_BETROKKENE: Lezer.DIRECT_BETROKKENE, Rol.MELDER: Lezer.MELDER}
        return (rollen.get(brief.rol, Lezer.INFORMANT),)
    return soort_van(brief).lezers


def tekorten(brief: Brief) -> tuple[str, ...]:
    """Wat er nog ingevuld moet worden, in de woorden van het formulier."""
    return tuple(_tekorten(brief))


def eis_volledig(brief: Brief) -> None:
    """Zeg in een keer alles wat nog ontbreekt."""
    if mist := tekorten(brief):
        raise BriefFout(
            f"De brief '{soort_van(brief).naam}' is nog niet klaar.",
            *(f"Nog invullen: {wat}." for wat in mist),
            "Vul dit aan in het dossier en maak de brief opnieuw.",
        )


def _tekorten(brief: Brief) -> Iterator[str]:
    for deel in (brief.kop, brief.kop.medewerker, brief.kop.organisatie):
        namen = {"kenmerk", "naam", "telefoon"} & {veld.name for veld in fields(deel)}
        yield from (f"{naam} ({_VAN[type(deel).__name__]})" for naam in sorted(namen) if _leeg(getattr(deel, naam)))
    if not isinstance(brief, Overdracht) and (_leeg(brief.aan.naam) or _leeg(brief.aan.aanhef)):
        yield "aan wie de brief gaat, met de aanhef"
    yield from (woorden for naam, woorden in soort_van(brief).verplicht if _leeg(getattr(brief, naam)))
    yield from _samenhang(brief)


_VAN = {"Briefkop": "van de brief", "Medewerker": "van de medewerker", "Organisatiegegevens": "van de organisatie"}


def _samenhang(brief: Brief) -> Iterator[str]:
    """Wat alleen in verband met iets anders moet: na een dienst horen voorwaarden en monitoring."""
    if isinstance(brief, Overdracht) and brief.moment is not Overdrachtsmoment.NA_BEOORDELING:
        if _leeg(brief.veiligheidsvoorwaarden):
            yield f"de veiligheidsvoorwaarden; {brief.moment.value} staan die in de brief"
        if not brief.monitoring:
            yield f"de afspraken over monitoring; {brief.moment.value} volgt altijd monitoren"
    if isinstance(brief, Uitnodiging) and brief.gesprek_op < brief.kop.datum:
        yield "een dag voor het gesprek die na de datum van de brief ligt"
    if (dag := _gebeurd_op(brief)) and dag > brief.kop.datum:
        yield "een datum van de brief die niet voor de gebeurtenis ligt"


def _gebeurd_op(brief: Brief) -> date | None:
    """De dag in het verleden waar de brief over gaat."""
    match brief:
        case TerugkoppelingMelder(gemeld_op=dag) | Vastlegging(vastgelegd_op=dag):
            return dag
        case Overdracht(besproken_op=dag) | DossierVernietigen(afgerond_op=dag):
            return dag
        case _:
            return None


def _leeg(waarde: object) -> bool:
    """Een lege tekst, of een rij met niets of een lege tekst erin."""
    if isinstance(waarde, tuple):
        return not waarde or any(map(_leeg, cast("tuple[object, ...]", waarde)))
    return isinstance(waarde, str) and not waarde.strip()
