"""Een norm tegen de geschiedenis: hoe vaak gehaald, wat er ontbrak, en met welke inzet en kosten het wel was gelukt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from zicht.catalogus import begrotingen
from zicht.catalogus.normen import geen_norm
from zicht.cijfers.cijfers import Cijfers, Per, zoek_indicator
from zicht.core.begroting.begroting import Begroting
from zicht.core.begroting.trechter import uit_getal
from zicht.core.begroting.uitkomst import Uitkomst, deling, gegeven, product
from zicht.core.fouten import AanroepFout
from zicht.core.indicatoren import Telling, heeft_twee_tellingen
from zicht.core.normproef import Meting, Proef, meting, tekort
from zicht.core.parameters import Norm
from zicht.core.periodes import Periode, lees_periode

JAREN = 3

KEUZES_INZET = (
    "Elk geval dat nog op tijd moest zijn, kost een keer de normtijd van de dienst aan extra uren.",
    (
        "Dat is een bovengrens. Het werk zelf wordt nu ook al gedaan, alleen later: wie eenmaal bij is, heeft de uren niet elk "
        "jaar opnieuw nodig zolang de instroom gelijk blijft."
    ),
    "Uren, loon en inhuur komen uit de nieuwste begroting van de regio, zonder overhead.",
    "Staat een getal niet in de begroting, dan is de uitkomst onbekend; er wordt niets geschat.",
)

# Welke dienst van de begroting het werk achter een indicator doet.
DIENST_VAN = {
    "beoordeling-tijdig-na-ontvangst": "meldingen",
    "beoordeling-tijdig-na-oppakken": "meldingen",
    "vv-tijdig-na-ontvangst": "voorwaarden_en_vervolg",
    "vv-tijdig-na-beoordeling": "voorwaarden_en_vervolg",
    "vv-tijdig-na-start": "voorwaarden_en_vervolg",
    "onderzoek-tijdig-na-ontvangst": "onderzoek",
    "onderzoek-tijdig-na-beoordeling": "onderzoek",
    "onderzoek-tijdig-na-start": "onderzoek",
    "eerste-contact-tijdig": "eerste_contact",
}


class Korrel(Enum):
    """In welke stukken de geschiedenis wordt geteld."""

    BURAP = "burap"
    KWARTAAL = "kwartaal"
    MAAND = "maand"
    JAAR = "jaar"


_DELEN = {
    Korrel.BURAP: ("-burap1", "-burap2", "-burap3"),
    Korrel.KWARTAAL: ("-K1", "-K2", "-K3", "-K4"),
    Korrel.MAAND: tuple(f"-{maand:02d}" for maand in range(1, 13)),
    Korrel.JAAR: ("",),
}


def perioden(tot: date, jaren: int, korrel: Korrel) -> tuple[Periode, ...]:
    """De perioden van dit jaar en de jaren ervoor, zover zij begonnen zijn."""
    alle = (lees_periode(f"{jaar}{deel}") for jaar in range(tot.year - jaren, tot.year + 1) for deel in _DELEN[korrel])
    return tuple(periode for periode in alle if periode.begin <= tot)


def geschiedenis(cijfers: Cijfers, code: str, *, jaren: int = JAREN, korrel: Korrel = Korrel.BURAP,
                 telling: Telling = Telling.AFGEROND, per: Per = Per.REGIO) -> tuple[Meting, ...]:  # fmt: skip
    """De metingen van een indicator die een norm kan krijgen, per periode en gebied; anders een fout met de reden."""
    indicator = zoek_indicator(code)
    weiger_zonder_norm(cijfers, code)
    if telling is Telling.ONTVANGEN and not heeft_twee_tellingen(indicator):
        raise AanroepFout(f"{indicator.titel} wordt maar op een manier geteld. Kies de telling naar afronding.")
    tot = cijfers.feitenset.peildatum
    gevraagd = perioden(tot, jaren, korrel)
    uitkomsten = cijfers.reeks(gevraagd, per=per, telling=telling, codes=[code])
    alle = (
        meting(indicator, periode, u.gebied, u.tellingen, voorlopig=periode.eind > tot)
        for periode, uitkomst in zip(gevraagd, uitkomsten, strict=True)
        for u in uitkomst.uitslagen
    )
    return tuple(_vanaf_eerste(list(alle)))


def _vanaf_eerste(metingen: Sequence[Meting]) -> Iterator[Meting]:
    """Laat de jaren weg van voor de eerste registratie: dat is geen geschiedenis maar leegte."""
    vol = [
        m.periode.begin for m in metingen if m.tellingen.noemer or m.tellingen.nog_open or m.tellingen.niet_te_bepalen
    ]
    begin = min(vol, default=date.max)
    yield from (m for m in metingen if m.periode.begin >= begin)


def weiger_zonder_norm(cijfers: Cijfers, code: str) -> None:
    """Een fout in de woorden van de notitie als bij deze indicator met opzet geen norm hoort."""
    regios = cijfers.feitenset.regios
    reden = geen_norm(zoek_indicator(code), regios[0] if len(regios) == 1 else None)
    if reden is not None:
        raise AanroepFout(reden.reden)


def proef(metingen: Sequence[Meting], norm: Norm, gebied: str | None) -> Proef:
    """De norm tegen de metingen van een gebied, zonder perioden die nog lopen."""
    return Proef(norm, tuple(m for m in metingen if m.gebied == gebied and not m.voorlopig))


@dataclass(frozen=True)
class Inzet:
    """Wat het had gekost om de norm in een periode te halen: gevallen, uren, fte en euro, elk met opbouw."""

    meting: Meting
    gevallen: Uitkomst
    uren: Uitkomst
    fte: Uitkomst
    in_dienst: Uitkomst
    inhuur: Uitkomst


def nodige_inzet(meting: Meting, norm: Norm, code: str, begroting: Begroting | None) -> Inzet:
    """De inzet die in deze periode nodig was om de norm te halen; onbekend als de begroting de getallen niet heeft."""
    gevallen = _gevallen(meting, norm)
    normtijd = _getal(begroting, f"dienst.{DIENST_VAN.get(code, '')}.normtijd_uren", "normtijd van de dienst", "uren")
    uren = product("norm.uren", "Extra uren", "uren", gevallen, normtijd)
    fte = deling("norm.fte", "Extra fte, een jaar lang", "fte", uren,
                 _getal(begroting, "formatie.productieve_uren", "productieve uren per fte", "uren"))  # fmt: skip
    dienst, inhuur = (
        product(f"norm.{naam}", titel, "euro", fte, _getal(begroting, f"loonkosten.{naam}", titel.lower(), "euro"))
        for naam, titel in (("in_dienst", "Kosten in dienst"), ("inhuur", "Kosten met inhuur"))
    )
    return Inzet(meting, gevallen, uren, fte, dienst, inhuur)


def _gevallen(meting: Meting, norm: Norm) -> Uitkomst:
    aantal = tekort(meting, norm)
    if aantal is None:
        return gegeven("norm.gevallen", "Gevallen die ontbraken", None, "aantal",
                       noot="bij een cijfer of een duur is niet te zeggen hoeveel gevallen anders hadden gemoeten")  # fmt: skip
    return gegeven("norm.gevallen", "Gevallen die ontbraken", Decimal(aantal), "aantal")


def _getal(begroting: Begroting | None, pad: str, titel: str, soort: str) -> Uitkomst:
    getal = begroting.getal(pad) if begroting else None
    if getal is not None:
        return uit_getal(pad, titel, getal)
    stuk = f"in {begroting.titel}" if begroting else "want er is geen begroting van deze regio"
    return gegeven(pad, titel, None, soort, noot=f"{titel} is niet bekend {stuk}")


def begroting_van(regio: str | None) -> Begroting | None:
    """De nieuwste begroting van een regio in de catalogus, of None."""
    from zicht.core.begroting.begroting import BegrotingFout

    try:
        return begrotingen.begroting((regio or "").lower())
    except (BegrotingFout, KeyError):
        return None
