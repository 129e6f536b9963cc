"""Bouwstenen die elk rapport gebruikt: zinnen uit sjablonen, cellen uit cijfers, grafieken met hun tabel."""

import re
from collections.abc import Iterator
from itertools import groupby

from zicht.cijfers.kanttekeningen import bij
from zicht.core.periodes import Periode, lees_periode, maandnaam
from zicht.rapportage.blokken import Alinea, Blok, Cel, Grafiek, Kolom, Lijst, Regel, Tabel, Tekst, getalkolommen
from zicht.rapportage.cijferlijst import TE_KLEIN, Cijfer, Cijferlijst, Soort
from zicht.rapportage.getallen import VAST, getal, procent
from zicht.rapportage.grafieken import alternatief, regelkaart_spec, svg, vaknaam
from zicht.rapportage.reeksen import Punt, Reeks
from zicht.rapportage.stand import Stand
from zicht.rapportage.vragen import VOORRAAD
from zicht.rapportage.zinnen import Stuk, bind, richting

_KORT = {
    "verborgen: dit of een ander aantal is minder dan 10": "klein of dekking",
    "verborgen om een andere cel te beschermen": "om andere cel",
    "verborgen: hier of in dezelfde rij of kolom is een aantal te klein": "hier of ernaast klein",
    "alleen voor de regio": "alleen regio",
}


def zin(stand: Stand, *sjablonen: str) -> Alinea:
    """Een alinea van gebonden zinnen; een lege zin valt weg."""
    return Alinea(regel(stand.lijst, " ".join(sjabloon for sjabloon in sjablonen if sjabloon)))


def regel(lijst: Cijferlijst, sjabloon: str) -> Regel:
    """Een gebonden regel; `**…**` is vet."""
    return tuple(_vetten(bind(sjabloon, lijst)))


def _vetten(stukken: tuple[Stuk, ...]) -> Iterator[Tekst]:
    vet = False
    for stuk in stukken:
        if stuk.binding:
            yield Tekst(stuk.tekst, vet=vet, cijfer=stuk.binding)
            continue
        for nummer, deel in enumerate(stuk.tekst.split("**")):
            vet = vet ^ (nummer > 0)
            if deel:
                yield Tekst(deel, vet=vet)


def vergelijk(stand: Stand, sleutel: str, verwijzing: str, met: str) -> str:
    """Een zin die vergelijkt, als beide cijfers precies bekend zijn; anders niets."""
    nu, toen = stand.lijst.of_niets(sleutel), stand.lijst.of_niets(sleutel, verwijzing)
    if nu is None or toen is None or nu.waarde is None or toen.waarde is None or nu.is_bereik or toen.is_bereik:
        return ""
    bij = f"{sleutel} ten opzichte van {verwijzing}"
    if nu.soort in (Soort.AANTAL, Soort.EURO) and toen.waarde == 0:
        return ""
    voegwoord = "als" if richting(nu, toen) == 0 else "dan"
    return f"Dat is {{{{beweging {bij}}}}} {voegwoord} {met} ({{{{{sleutel}.waarde {verwijzing}}}}})."


def als_zichtbaar(stand: Stand, sleutel: str, zin_met: str, zin_zonder: str) -> str:
    """De zin met het cijfer, of de zin die zegt dat het er niet staat."""
    return zin_met if stand.lijst.zoek(sleutel).waarde is not None else f"{zin_zonder}: {{{{{sleutel}}}}}."


def cel(cijfer: Cijfer | None, *, kort: bool = False, vet: bool = False) -> Cel:
    """Een cel met een cijfer, of met de reden dat het er niet staat."""
    if cijfer is None:
        return Cel("niet bekend", grijs=True)
    if cijfer.waarde is None:
        return Cel(_KORT.get(cijfer.reden, cijfer.waarom_niet), grijs=True)
    woorden = cijfer.kort if kort else cijfer.tekst
    return Cel(re.sub(r" van (?=[\d.]+\))", f"{VAST}van{VAST}", woorden), vet=vet, waarde=cijfer.waarde)


def korte_reden(reden: str) -> str:
    """De reden zoals ze in een cel past; onder de tabel staat wat ze betekent."""
    return _KORT.get(reden, reden.removeprefix("verborgen: "))


LEGENDA_DELEN = (
    ("minder dan", "‘Minder dan …’: een klein aantal boven nul, verborgen."),
    (TE_KLEIN, "‘Te klein aantal’: wat wel of juist niet in het cijfer meetelt is een te klein aantal om te tonen."),
    ("om andere cel", "‘Om andere cel’: verborgen, omdat anders een verborgen aantal te herleiden is."),
    ("klein of dekking", "‘Klein of dekking’: dit of een ander aantal is klein; welk van de twee blijft verborgen."),
    (
        "hier of ernaast klein",
        "‘Hier of ernaast klein’: dit aantal of een ander in dezelfde rij of kolom is te klein om te tonen.",
    ),
    (
        "alleen regio",
        "‘Alleen regio’: per gemeente staat dit er niet; over de tijd is niet te toetsen wat het verraadt.",
    ),
    (" tot ", "‘… tot …’: het percentage ligt in dit bereik; de afgeronde aantallen laten niet meer toe."),
)


def legenda(rijen: tuple[tuple[Cel, ...], ...], erbij: str = "") -> str:
    """De noot onder een tabel: alleen uitleg van wat er in de tabel voorkomt."""
    woorden = [cel.tekst for rij in rijen for cel in rij[1:]]
    delen = [uitleg for teken, uitleg in LEGENDA_DELEN if any(teken in woord for woord in woorden)]
    return " ".join([*([erbij] if erbij else []), *delen])


def tabel(titel: str, kolommen: tuple[Kolom, ...], rijen: list[tuple[Cel, ...]], *, noot: str = "",
          breed: bool = False) -> Tabel:  # fmt: skip
    """Een tabel met de legenda die ze nodig heeft."""
    return Tabel(titel, kolommen, tuple(rijen), legenda(tuple(rijen), noot), breed)


# ---------------------------------------------------------------------------------------------------------------- trends


def trend(stand: Stand, code: str, naam: str) -> Iterator[Blok]:
    """De regelkaart van een indicator met haar uitleg en tabel, of waarom ze er niet is."""
    reeks = stand.reeksen.get(code)
    if reeks is None:
        yield Alinea((Tekst("Er is geen grafiek: de aantallen zijn te klein of de reeks is te kort."),), klein=True)
        return
    titel = f"{naam}, per {reeks.stap}"
    yield Grafiek(f"grafiek-{code}", titel + _wat_er_staat(reeks), svg(regelkaart_spec(reeks)), alternatief(reeks))
    yield Alinea((Tekst(_signaalzin(reeks), cijfer=f"regelkaart {code}"),))
    yield from _kanttekeningen(stand, reeks)
    yield _reekstabel(reeks, titel)


def _kanttekeningen(stand: Stand, reeks: Reeks) -> Iterator[Blok]:
    """Wat een lezer bij deze maanden moet weten; een kanttekening reist met elke grafiek mee."""
    begin = lees_periode(reeks.punten[0].maand).begin
    punten = tuple(
        (Tekst(f"{k.wanneer[0].upper()}{k.wanneer[1:]}: {k.tekst}{f' ({k.bron})' if k.bron else ''}"),)
        for k in bij(stand.kanttekeningen, Periode(begin, stand.periode.eind, "reeks"), reeks.code)
    )
    if punten:
        yield Lijst(punten)


def _wat_er_staat(reeks: Reeks) -> str:
    delen = ["doorgetrokken lijn: gemiddelde", "streepjes: grenzen van gewone schommeling"] if reeks.kaart else []
    delen += ["stippellijn: norm"] if reeks.norm is not None else []
    delen += ["ruit: signaal"] if reeks.kaart and reeks.kaart.signalen else []
    return f" ({'; '.join(delen)})" if delen else ""


def _signaalzin(reeks: Reeks) -> str:
    if reeks.code in VOORRAAD:
        return "Een voorraad hangt samen met die van de maand ervoor; daarom staan er geen grenzen in de grafiek."
    if reeks.kaart is None:
        return "Er zijn nog te weinig punten om gewone schommeling van een echte verandering te onderscheiden."
    signalen = reeks.kaart.signalen
    if not signalen:
        return "Geen signaal: de reeks schommelt zoals ze gewoon doet. Lees in een verschil tussen twee punten niets."
    namen = [f"{vaknaam(reeks, reeks.punten[s.plaats])} ({s.reden})" for s in signalen[-3:]]
    eerder = " Eerdere signalen staan in de tabel met een ◆." if len(signalen) > len(namen) else ""
    return f"Signaal: {'; '.join(namen)}. Dat past niet bij gewone schommeling en vraagt om een verklaring.{eerder}"


def _reekstabel(reeks: Reeks, titel: str) -> Tabel:
    """Jaren als rijen en maanden (of kwartalen, halfjaren) als kolommen: klein genoeg voor papier."""
    stap = {"maand": 1, "kwartaal": 3, "halfjaar": 6}[reeks.stap]
    koppen = [_vakkop(reeks.stap, maand) for maand in range(1, 13, stap)]
    signalen = {reeks.punten[s.plaats].maand for s in reeks.kaart.signalen} if reeks.kaart else set[str]()
    rijen: list[tuple[Cel, ...]] = []
    for jaar, groep in groupby(reeks.punten, key=lambda punt: punt.maand[:4]):
        op_maand = {int(punt.maand[5:]): punt for punt in groep}
        cellen = [_puntcel(reeks, op_maand.get(maand), signalen) for maand in range(1, 13, stap)]
        rijen.append((Cel(jaar), *cellen))
    noot = "◆ signaal." if signalen else ""
    if any("·" in c.tekst for r in rijen for c in r):
        noot = f"{noot} · te kleine aantallen.".strip()
    return Tabel(titel, (Kolom("Jaar", breedte=0.8), *getalkolommen(*koppen)), tuple(rijen), noot, breed=True)


def _vakkop(stap: str, maand: int) -> str:
    match stap:
        case "kwartaal":
            return f"{(maand - 1) // 3 + 1}e kwartaal"
        case "halfjaar":
            return f"{(maand - 1) // 6 + 1}e halfjaar"
        case _:
            return "mrt" if maand == 3 else maandnaam(maand)[:3]


def _puntcel(reeks: Reeks, punt: Punt | None, signalen: set[str]) -> Cel:
    if punt is None:
        return Cel("")
    if punt.waarde is None:
        return Cel("·", grijs=True)
    match reeks.soort:
        case Soort.AANDEEL:
            woorden = procent(punt.waarde)
        case Soort.RAPPORTCIJFER:
            woorden = getal(punt.waarde, 1)
        case _:
            woorden = getal(punt.waarde)
    return Cel(f"◆ {woorden}" if punt.maand in signalen else woorden, waarde=punt.waarde)
