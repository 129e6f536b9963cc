"""Van studieverslag naar de stand van een keuzeblad: welke keuzes, welke normen, welke momenten, en waar het op steunt."""

import re
from collections.abc import Iterator
from textwrap import shorten

from zicht.capaciteit.studie.aannames import IN_GEWONE_TAAL
from zicht.capaciteit.studie.bewaren import vingerafdruk
from zicht.capaciteit.studie.verslag import Keuzeverslag, Studieverslag
from zicht.catalogus import load
from zicht.core.fouten import AanroepFout
from zicht.core.publicatie import Beleid
from zicht.rapportage.cijferlijst import Cijferlijst
from zicht.rapportage.getallen import getal
from zicht.rapportage.keuzeblad.cijfers import LETTERS, cijfers, momenten, weekstanden
from zicht.rapportage.keuzeblad.stand import MEESTE_KEUZES, Keuze, Keuzestand, Maatstaf

TITELS = {
    "beoordeling-tijdig-na-ontvangst": "Beoordeling, na ontvangst",
    "beoordeling-tijdig-na-oppakken": "Beoordeling, na oppakken",
    "vv-tijdig-na-ontvangst": "V&V, na ontvangst",
    "vv-tijdig-na-beoordeling": "V&V, na beoordeling",
    "vv-tijdig-na-start": "V&V, na start",
    "onderzoek-tijdig-na-ontvangst": "Onderzoek, na ontvangst",
    "onderzoek-tijdig-na-beoordeling": "Onderzoek, na beoordeling",
    "onderzoek-tijdig-na-start": "Onderzoek, na start",
}
MEESTE_TEKENS = 140  # van een aanname; in simulatie.json staat zij heel
_GETELD = re.compile(r"\bmaar [\d.]+ ")  # ‘maar 3 afgerond’: een geteld klein aantal gaat niet naar buiten
AFDRUK = 12  # zoveel tekens van een vingerafdruk zijn genoeg om haar te herkennen


def keuzestand(verslag: Studieverslag, beleid: Beleid | None) -> Keuzestand:
    """De stand die op het blad mag; te veel keuzes voor twee bladzijden is een fout."""
    if len(verslag.alle) > MEESTE_KEUZES:
        raise AanroepFout(
            f"Een keuzeblad heeft plaats voor {MEESTE_KEUZES} keuzes, niets doen meegeteld; gevonden: {len(verslag.alle)}."
        )
    letters = dict(zip(LETTERS, verslag.alle, strict=False))
    return Keuzestand(
        titel=verslag.studie.titel or "Wat doen we aan de wachtlijst?",
        organisatie=verslag.studie.organisatie,
        begin=verslag.studie.begin,
        eind=verslag.weekeinde[-1],
        gegevens_tot=verslag.herkomst.peildatum,
        keuzes=tuple(_keuze(letter, keuze) for letter, keuze in letters.items()),
        maatstaven=tuple(_maatstaven(verslag)),
        momenten=tuple((f"w{week}", verslag.weekeinde[week - 1]) for week in momenten(verslag)),
        lijst=Cijferlijst({cijfer.sleutel: cijfer for cijfer in cijfers(verslag, beleid)}),
        verloop={letter: weekstanden(verslag, keuze) for letter, keuze in letters.items()},
        aannames=tuple(_aannames(verslag)),
        herkomst=tuple(herkomst(verslag)),
        intern=beleid is None,
        teruggekeken_naar=verslag.terugblik.moment if verslag.terugblik else None,
    )


def _keuze(letter: str, keuze: Keuzeverslag) -> Keuze:
    eenzijdig = (*keuze.alleen_begroting, *keuze.alleen_simulatie)
    return Keuze(
        letter, keuze.scenario.titel, keuze.wegwerken.midden, tuple(f"{deel.wat}: {deel.waarom}" for deel in eenzijdig)
    )


def _maatstaven(verslag: Studieverslag) -> Iterator[Maatstaf]:
    """De indicatoren met een norm, in de volgorde en met het nummer van de set van de regio."""
    reeks = load.standaardset(verslag.studie.regio.lower(), verslag.studie.begin)
    nummers = dict(reeks.nummers) if reeks else {}
    maatstaven = [
        Maatstaf(norm.indicator, TITELS[norm.indicator], nummers.get(norm.indicator, ""))
        for norm in verslag.studie.normen
    ]
    yield from sorted(maatstaven, key=lambda maat: (maat.nummer, list(TITELS).index(maat.code)))


def _aannames(verslag: Studieverslag) -> Iterator[tuple[str, str]]:
    """Wat dun is staat voorop: daar moet een lezer het eerst aan twijfelen. Wat getelde zaken noemt, blijft binnen."""
    gewoon = [aanname for aanname in verslag.aannames if aanname.dun or aanname.herkomst in IN_GEWONE_TAAL]
    for aanname in sorted(gewoon, key=lambda aanname: not aanname.dun):
        dun = "; hier zijn weinig gegevens over" if aanname.dun else ""
        tekst = shorten(_GETELD.sub("weinig ", aanname.tekst.rstrip(".")), MEESTE_TEKENS, placeholder=" …")
        yield aanname.onderwerp, f"{tekst[:1].upper()}{tekst[1:]} ({aanname.herkomst}{dun})."


def herkomst(verslag: Studieverslag) -> Iterator[tuple[str, str]]:
    """Waarmee een ander hetzelfde antwoord krijgt: zaad, vingerafdrukken en versies."""
    bron = verslag.herkomst
    yield "zaad", str(verslag.studie.zaad)
    yield "herhalingen", getal(verslag.studie.herhalingen)
    yield "feiten", bron.feiten[:AFDRUK]
    yield "model", bron.model[:AFDRUK]
    if bron.begroting:
        yield "begroting", bron.begroting[:AFDRUK]
    yield from ((naam, versie) for naam, versie in bron.versies.items())
    yield "verslag", vingerafdruk(verslag)[:AFDRUK]
