"""Bijlagen: hoe de cijfers gemaakt zijn, de kwaliteit van de gegevens, de definities en de bronnen."""

from collections.abc import Iterator

from zicht.catalogus import load
from zicht.cijfers import bedrijfsvoering
from zicht.core.begroting import prognose, waarschuwing
from zicht.core.bronnen import Bron
from zicht.core.periodes import lange_datum
from zicht.core.publicatie import keuzes
from zicht.core.uitleg import Definitie
from zicht.rapportage import reeksen, regelkaart, vooruitblik
from zicht.rapportage.begroting import periode
from zicht.rapportage.blokken import Blok, Kop, Lijst, Regel, Tekst, alinea, tekst
from zicht.rapportage.burap.vooruitblik import verantwoording
from zicht.rapportage.stand import Stand


def bijlagen(stand: Stand) -> Iterator[Blok]:
    """Alles wat nodig is om een cijfer na te rekenen of te betwisten."""
    yield from _gemaakt(stand)
    yield from _kwaliteit(stand)
    yield Kop(2, "Bijlage: definities", "definities", nieuwe_pagina=True)
    yield alinea("Zo zijn de indicatoren uitgerekend. Deze tekst komt uit dezelfde definities als de cijfers zelf.")
    for definitie in sorted(stand.definities, key=lambda d: _plaats(stand, d.code)):
        yield from _definitie(stand, definitie)
    yield from _bronnen(stand)


def _gemaakt(stand: Stand) -> Iterator[Blok]:
    yield Kop(2, "Bijlage: hoe de cijfers gemaakt zijn", "verantwoording", nieuwe_pagina=True)
    yield Kop(3, "Kleine aantallen")
    if stand.beleid:
        yield Lijst(tuple(tekst(keuze) for keuze in keuzes(stand.beleid)))
    else:
        yield alinea("Deze interne versie toont exacte aantallen. Geef haar niet aan anderen.")
    yield Kop(3, "Keuzes die de bronnen openlaten")
    yield Lijst(tuple(tekst(keuze) for keuze in _keuzes()))
    yield from verantwoording(stand)
    yield Kop(3, "Regelkaarten")
    yield Lijst((
        tekst("De grenzen staan op 2,66 maal de gemiddelde stap tussen twee punten, aan beide kanten van het gemiddelde."),
        tekst(f"Een signaal is een punt buiten de grenzen, of {regelkaart.OP_RIJ} punten op rij aan dezelfde kant van het gemiddelde."),
        tekst(f"Met minder dan {regelkaart.MINSTENS} punten staan er geen grenzen."),
        tekst(regelkaart.LOOS_ALARM_IN_WOORDEN),
    ))  # fmt: skip


def _keuzes() -> Iterator[str]:
    for module in (periode, bedrijfsvoering, prognose, waarschuwing, vooruitblik, reeksen):
        yield from module.KEUZES
    yield _vorig_jaar()


def _vorig_jaar() -> str:
    return (
        "Vorig jaar is steeds dezelfde periode tot en met dezelfde dag, met wat toen bekend was. Staan er van toen nog geen "
        "adviezen of geen meldingen in de feiten, en nu wel, dan is vorig jaar onbekend."
    )


def _kwaliteit(stand: Stand) -> Iterator[Blok]:
    yield Kop(2, "Bijlage: kwaliteit van de gegevens", "kwaliteit")
    aantal = stand.bevindingen
    woorden = "geen bevindingen" if not aantal else "1 bevinding" if aantal == 1 else f"{aantal} bevindingen"
    yield alinea(f"De controle van de feiten gaf {woorden} om na te lopen. De lijst staat in ‘zicht check’.")
    yield Lijst((
        tekst(f"De feiten zijn volledig tot en met {lange_datum(stand.feiten_tot)}. Latere datums tellen als onbekend."),
        tekst("Een geval met een ontbrekende of tegenstrijdige datum is ‘niet te bepalen’ en staat in een eigen kolom."),
        tekst(f"Vingerafdruk van de feiten: {stand.vingerafdruk}."),
        tekst(f"Definitieversie: {stand.definitieversie}."),
    ))  # fmt: skip


def _plaats(stand: Stand, code: str) -> tuple[int, str]:
    """Op nummer, en wat geen nummer heeft achteraan: zo vindt wie een tabel las haar definitie terug."""
    nummer = stand.indicatoren[code].nummer
    return (0, nummer) if nummer else (1, "")


def _definitie(stand: Stand, definitie: Definitie) -> Iterator[Blok]:
    kenmerk = stand.indicatoren[definitie.code]
    nummer = f"{kenmerk.nummer}. " if kenmerk.nummer else ""
    yield Kop(3, f"{nummer}{definitie.titel}", f"definitie-{definitie.code}")
    regels = [tekst(regel) for regel in definitie.regels()[1:]]
    yield Lijst((*regels, _bronregel(kenmerk.bron)))


def _bronregel(bron: Bron) -> Regel:
    return tekst(f"Bron: {load.titel(bron)}, {bron.vindplaats}.")


def _bronnen(stand: Stand) -> Iterator[Blok]:
    yield Kop(2, "Bijlage: bronnen", "bronnen")
    gebruikt = [kenmerk.bron for kenmerk in stand.indicatoren.values()] + list(stand.bronnen)
    gebruikt += [regelkaart.BRON_GRENZEN, regelkaart.BRON_SIGNALEN, *([stand.beleid.bron] if stand.beleid else [])]
    punten: list[Regel] = []
    for sleutel in dict.fromkeys(bron.sleutel for bron in gebruikt):
        document = load.bronnen().get(sleutel)
        if document is None:  # een eigen begroting noemt het stuk van de organisatie zelf
            punten.append(tekst(f"{sleutel}."))
            continue
        adres = (Tekst(". "), Tekst(document.adres, adres=document.adres)) if document.adres else (Tekst("."),)
        punten.append((Tekst(document.titel, cursief=True), Tekst(f", {document.versie}"), *adres))
    yield Lijst(tuple(punten))
