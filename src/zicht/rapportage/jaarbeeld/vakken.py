"""Wat er op het jaarbeeld staat: vakken met een groot getal, uitleg en aandelen, allemaal gebonden aan cijfers."""

from collections.abc import Iterator

from zicht.core.periodes import lange_datum
from zicht.rapportage.bouwstenen import regel
from zicht.rapportage.burap.blok4 import HOOGSTENS
from zicht.rapportage.cijferlijst import Cijfer
from zicht.rapportage.grafieken import ACCENT, INKT, LICHT, Spec, svg
from zicht.rapportage.jaarbeeld.blad import Aandeel, Blad, Groot, Vak
from zicht.rapportage.stand import Stand
from zicht.rapportage.zinnen import richting

MISSIE = "Iedereen heeft recht op een veilig thuis. Samen stoppen wij huiselijk geweld en kindermishandeling."


def blad(stand: Stand) -> Blad:
    """Het jaarbeeld van een stand."""
    return Blad(
        titel=f"Veilig Thuis {stand.regio} in {stand.periode.begin.year}",
        missie=MISSIE,
        vakken=(*_vakken(stand),),
        voet=tuple(_voet(stand)),
        datum=stand.peildatum.isoformat(),
    )


def _vakken(stand: Stand) -> Iterator[Vak]:
    yield _advies(stand)
    yield _meldingen(stand)
    yield _beoordelen(stand)
    yield _vervolg(stand)
    yield _monitoren(stand)
    yield _kwaliteit(stand)
    yield _financien(stand)
    yield _personeel(stand)


def _groot(stand: Stand, sleutel: str, woorden: str) -> Groot:
    cijfer = stand.lijst.of_niets(sleutel)
    return Groot(cijfer.kort if cijfer and cijfer.waarde is not None else _reden(cijfer), woorden)


def _aandeel(stand: Stand, sleutel: str, woorden: str) -> Aandeel:
    cijfer = stand.lijst.of_niets(sleutel)
    if cijfer is None or cijfer.waarde is None:
        return Aandeel(_reden(cijfer), woorden, None)
    return Aandeel(cijfer.kort, woorden, float(cijfer.waarde))


def _reden(cijfer: Cijfer | None) -> str:
    return cijfer.waarom_niet if cijfer else "niet bekend"


def _vorig(stand: Stand, sleutel: str) -> str:
    """Vorig jaar erbij, als dat bekend is."""
    vorig = stand.lijst.of_niets(sleutel, "vorig jaar")
    nu = stand.lijst.of_niets(sleutel)
    if vorig is None or not vorig.waarde or nu is None or nu.waarde is None:
        return ""
    jaar = stand.periode.begin.year - 1
    return f"In {jaar} waren het er {{{{{sleutel} vorig jaar}}}}."


def _advies(stand: Stand) -> Vak:
    return Vak(
        "Advies en ondersteuning",
        regel(stand.lijst, "Iedereen kan Veilig Thuis om raad vragen bij een vermoeden van huiselijk geweld of kindermishandeling. "
              + _vorig(stand, "instroom-adviezen")),
        (_groot(stand, "instroom-adviezen", "adviezen"), *_chat(stand)),
        (
            _aandeel(stand, "adviesvrager-grof/beroepsmatig", "vraagt uit beroep"),
            _aandeel(stand, "adviesvrager-grof/omgeving", "uit de directe omgeving"),
            _aandeel(stand, "advies-grof/kindermishandeling", "over kindermishandeling"),
            _aandeel(stand, "advies-grof/ex_partnergeweld", "over (ex-)partnergeweld"),
        ),
    )  # fmt: skip


def _chat(stand: Stand) -> Iterator[Groot]:
    chat = stand.lijst.of_niets("kanaal-advies/chat")
    if chat is not None and chat.teller:
        from zicht.rapportage.getallen import getal

        yield Groot(getal(chat.teller), "daarvan via de chat")


def _meldingen(stand: Stand) -> Vak:
    return Vak(
        "Meldingen",
        regel(
            stand.lijst,
            "Politie, professionals en inwoners melden een vermoeden. " + _vorig(stand, "instroom-meldingen"),
        ),
        (_groot(stand, "instroom-meldingen", "meldingen"),),
        (
            _aandeel(stand, "hoedanigheid-melder/politie", "komt van de politie"),
            _aandeel(stand, "melding-grof/kindermishandeling", "over kindermishandeling"),
            _aandeel(stand, "melding-grof/ex_partnergeweld", "over (ex-)partnergeweld"),
        ),
        grafiek=_per_maand(stand),
        alternatief="Staafdiagram van het aantal meldingen per maand van dit jaar.",
    )


def _per_maand(stand: Stand) -> str:
    reeks = stand.reeksen.get("instroom-meldingen")
    punten = [p for p in reeks.punten if p.maand[:4] == str(stand.periode.begin.year)] if reeks else []
    if reeks is None or reeks.stap != "maand" or len(punten) < 12:
        return ""
    letters = "j f m a m j j a s o n d".split()
    rijen = [
        {"plaats": nummer, "maand": letters[nummer], "aantal": None if p.waarde is None else float(p.waarde)}
        for nummer, p in enumerate(punten)
    ]
    x: Spec = {"field": "plaats", "type": "ordinal", "title": None,
               "axis": {"labelExpr": f"{letters}[datum.value]", "labelAngle": 0, "ticks": False, "domain": False}}  # fmt: skip
    y: Spec = {"field": "aantal", "type": "quantitative", "title": None,
               "axis": {"tickCount": 2, "gridColor": LICHT, "domain": False, "ticks": False}}  # fmt: skip
    return svg({
        "width": 300, "height": 62, "background": "transparent", "data": {"values": rijen},
        "mark": {"type": "bar", "color": ACCENT}, "encoding": {"x": x, "y": y},
        "config": {"aria": False, "font": "Liberation Sans, Arial, Helvetica, sans-serif", "view": {"stroke": None},
                   "axis": {"labelColor": INKT, "labelFontSize": 11}},
    })  # fmt: skip


def _op_tijd(stand: Stand, code: str, woorden: str) -> Aandeel:
    """Een aandeel met achter de woorden de norm en het oordeel."""
    aandeel = _aandeel(stand, code, woorden)
    norm, oordeel = stand.lijst.of_niets(code, "norm"), stand.lijst.of_niets(code, "oordeel")
    if norm is None or oordeel is None:
        return aandeel
    soort = "hoogstens" if code in HOOGSTENS else "minstens"
    teken = {"gehaald": "✓", "niet gehaald": "✗"}.get(oordeel.reden, "–")
    return Aandeel(aandeel.tekst, f"{woorden} (norm {soort} {norm.kort}: {teken} {oordeel.reden})", aandeel.deel)


def _beoordelen(stand: Stand) -> Vak:
    return Vak(
        "Veiligheidsbeoordeling",
        regel(stand.lijst, "Bij elke melding beoordeelt Veilig Thuis hoe veilig het gezin of huishouden is."),
        (
            _groot(stand, "beoordelingen-uitgevoerd", "beoordelingen"),
            _groot(stand, "wachtlijst-beoordeling", "wachten op de peildatum"),
        ),
        (
            _op_tijd(stand, "beoordeling-tijdig-na-ontvangst", "binnen 5 werkdagen na ontvangst"),
            _aandeel(stand, "besluit/overdracht", "overgedragen aan anderen"),
            _aandeel(stand, "besluit/vervolg_vt", "vervolg door Veilig Thuis"),
        ),
    )


def _vervolg(stand: Stand) -> Vak:
    return Vak(
        "Voorwaarden & Vervolg, onderzoek",
        regel(stand.lijst, "Is het onveilig, dan stelt Veilig Thuis met het gezin voorwaarden op en regelt hulp. Onderzoek bevestigt of weerlegt het vermoeden."),
        (_groot_deel(stand, "voorwaarden_en_vervolg", "Voorwaarden & Vervolg"), _groot_deel(stand, "onderzoek", "onderzoeken")),
        (
            _op_tijd(stand, "vv-tijdig-na-start", "V&V binnen 10 weken na start"),
            _op_tijd(stand, "onderzoek-tijdig-na-start", "onderzoek binnen 10 weken na start"),
        ),
    )  # fmt: skip


def _groot_deel(stand: Stand, soort: str, woorden: str) -> Groot:
    from zicht.rapportage.getallen import getal

    cijfer = stand.lijst.of_niets(f"ingezette-diensten/{soort}")
    if cijfer is None or cijfer.teller is None:
        return Groot(_reden(cijfer).replace("geen gevallen", "0"), woorden)
    return Groot(getal(cijfer.teller), woorden)


def _monitoren(stand: Stand) -> Vak:
    return Vak(
        "Monitoren en andere diensten",
        regel(stand.lijst, "Na de overdracht kijkt Veilig Thuis of de afspraken ook echt tot veiligheid leiden."),
        (
            _groot_deel(stand, "monitoren", "keer monitoren"),
            _groot_deel(stand, "zicht_op_veiligheid", "keer zicht op veiligheid"),
            _groot_deel(stand, "huisverbod_uitvoering", "huisverboden"),
            _groot_deel(stand, "mda", "MDA++"),
        ),
    )


def _kwaliteit(stand: Stand) -> Vak:
    return Vak(
        "Kwaliteit",
        regel(stand.lijst, "Wat vinden mensen van Veilig Thuis? Cijfers van 1 tot en met 10.".replace("1 tot en met 10", "{{vrij 1 tot en met 10}}")),
        (_groot(stand, "tevredenheid-betrokkenen", "geven betrokkenen"), _groot(stand, "tevredenheid-ketenpartners", "geven ketenpartners")),
        (_klachten(stand), _aandeel(stand, "recidive-na-overdracht", "van de nieuwe dossiers is recidive na directe overdracht")),
    )  # fmt: skip


def _klachten(stand: Stand) -> Aandeel:
    if stand.lijst.zoek("klachten-gegrond").waarde is None:
        return Aandeel("Gegronde klachten:", _reden(stand.lijst.zoek("klachten-gegrond")), None)
    return _op_tijd(stand, "klachten-gegrond", "van de klachten is gegrond")


def _financien(stand: Stand) -> Vak:
    lijst = stand.lijst
    if stand.posten is None:
        return Vak("Financiën", regel(lijst, "De lasten zijn niet bekend."), ())
    saldo = ""
    begroot = lijst.of_niets("lasten-totaal", "begroting")
    if begroot and begroot.waarde:
        voegwoord = "als" if richting(lijst.zoek("lasten-totaal"), begroot) == 0 else "dan"
        saldo = (
            f"Er is {{{{beweging lasten-totaal ten opzichte van begroting}}}} uitgegeven {voegwoord} begroot "
            "({{lasten-totaal begroting}})."
        )
    return Vak("Financiën", regel(lijst, saldo or "Van dit jaar is geen begroting bekend om mee te vergelijken."),
               (_groot(stand, "lasten-totaal", "lasten"),))  # fmt: skip


def _personeel(stand: Stand) -> Vak:
    if stand.functies is None:
        return Vak("Personeel", regel(stand.lijst, "De formatie en de bezetting zijn niet bekend."), ())
    return Vak(
        "Personeel",
        regel(stand.lijst, "De formatie is {{fte-totaal/formatie}}; {{fte-totaal/extern}} is ingehuurd."),
        (_groot(stand, "fte-totaal/intern", "eigen personeel"), _groot(stand, "verzuim", "ziekteverzuim")),
    )


def _voet(stand: Stand) -> Iterator[str]:
    voorlopig = " (voorlopig)" if stand.voorlopig else ""
    yield (
        f"Peildatum {lange_datum(stand.peildatum)}{voorlopig}. Bron: registratie van Veilig Thuis {stand.regio}; "
        f"definitieversie {stand.definitieversie}, vingerafdruk {stand.vingerafdruk[:16]}."
    )
    if stand.begroting and stand.posten is not None:
        yield f"Begroot: {stand.begroting}."
    if stand.intern:
        yield "INTERN, exacte aantallen: niet verspreiden."
    elif stand.beleid:
        yield (
            f"Aantallen zijn afgerond op een veelvoud van {stand.beleid.afronding}; onder de {stand.beleid.drempel} zijn ze verborgen. "
            "Percentages zijn berekend op afgeronde aantallen, het oordeel over een norm op de exacte. Een geval kan over meer soorten geweld gaan."
        )
