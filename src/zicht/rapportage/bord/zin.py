"""De zin boven een grafiek: wat het cijfer is, wat de norm zegt, en of het bij gewone schommeling past."""

from collections.abc import Iterator

from zicht.rapportage.bord.verloop import Punt, Verloop


def kopzin(verloop: Verloop) -> str:
    """De boodschap van de grafiek in een paar zinnen; elk getal erin komt uit het verloop zelf."""
    laatste = verloop.laatste
    if laatste is None:
        return "Er is over deze perioden nog geen cijfer."
    return " ".join((_cijfer(laatste), *_norm(verloop, laatste), *_signalen(verloop)))


def _cijfer(punt: Punt) -> str:
    naam = punt.naam[:1].upper() + punt.naam[1:]
    voorlopig = " Deze periode loopt nog: het cijfer is voorlopig." if punt.voorlopig else ""
    return f"{naam}: {punt.voluit}.{voorlopig}"


def _norm(verloop: Verloop, punt: Punt) -> Iterator[str]:
    if verloop.beschrijvend or punt.norm is None or punt.oordeel is None:
        return
    yield f"De norm is {punt.normtekst}; die is {'gehaald' if punt.oordeel == 'gehaald' else 'niet gehaald'}."
    met = [p for p in verloop.punten if p.oordeel and not p.voorlopig]
    if len(met) > 1:
        gehaald = sum(p.oordeel == "gehaald" for p in met)
        yield f"In {gehaald} van de {len(met)} hele perioden is de norm van toen gehaald."


def _signalen(verloop: Verloop) -> Iterator[str]:
    if verloop.kaart is None:
        return
    signalen = verloop.kaart.signalen
    if not signalen:
        yield "Alle punten passen bij gewone schommeling."
        return
    laatste = signalen[-1]
    naam = verloop.punten[laatste.plaats].naam
    aantal = "Een punt valt" if len(signalen) == 1 else f"{len(signalen)} punten vallen"
    yield f"{aantal} buiten gewone schommeling, het laatst {naam} ({laatste.reden})."


def in_woorden(verloop: Verloop) -> str:
    """De grafiek voor wie haar niet ziet."""
    bekend = [punt for punt in verloop.punten if punt.waarde is not None]
    if not bekend:
        return f"{verloop.titel}: geen cijfers."
    laagste = min(bekend, key=lambda punt: punt.waarde or 0)
    hoogste = max(bekend, key=lambda punt: punt.waarde or 0)
    return (
        f"{verloop.titel} per {verloop.stap.titel}, van {bekend[0].naam} tot en met {bekend[-1].naam}. "
        f"Laagste {laagste.tekst} ({laagste.naam}), hoogste {hoogste.tekst} ({hoogste.naam}). De getallen staan in de tabel."
    )
