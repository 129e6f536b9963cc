"""Van bericht naar registratie: welk veld waarheen gaat, en wat als leesbare tekst bij de melding komt."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from zicht.core.codelijsten import BEROEPSMATIG
from zicht.web.koppeling import berichten as b
from zicht.web.registratie.handelingen.aanleveren import Levering
from zicht.web.registratie.handelingen.kern import eis
from zicht.web.registratie.handelingen.meldingen import Meldergegevens, NieuweMelding
from zicht.web.registratie.handelingen.personen import Betrokkenheid, Mens, Woonplek

GESLACHTEN = {"man": "m", "vrouw": "v", "anders": "x", "onbekend": "onbekend"}
VRAGEN = {"VT-001": "Is er al hulp", "VT-002": "Is er een tijdelijk huisverbod"}


def naar_levering(bericht: b.Melding, ontvangen_op: date) -> Levering:
    """De melding zoals de registratie haar vastlegt.

    De klok begint op de dag dat zij bij Veilig Thuis binnenkomt, niet op de dag die de aanleveraar noemt.
    """
    eis(_in_het_verleden(bericht, ontvangen_op), "Een datum van het incident of van een geboorte ligt in de toekomst.")
    adressen = _per_adres(bericht.natuurlijke_personen)
    hier, elders = adressen[0], adressen[1:]
    gemeenten = [bericht.incident.gemeente, *(plek.gemeente for plek, _ in adressen)]
    melding = NieuweMelding(
        ontvangen_op=ontvangen_op,
        bron="koppeling",
        gemeente=next(filter(None, gemeenten), ""),
        hoedanigheid=bericht.melder.hoedanigheid,
        aanleiding=_eenmaal(bericht.aanleiding),
        aard=_eenmaal(bericht.aard),
        situatie="\n\n".join(_tekst(bericht)),
        anoniem=not bericht.melder.mag_bekend_worden,
        melder=_melder(bericht.melder),
        betrokkenen=hier[1],
        adres=None if hier[0].leeg else hier[0],
        extern_kenmerk=bericht.uw_kenmerk,
    )
    return Levering(melding, b.merk(bericht), elders, bericht.terugkoppeling_gewenst)


def naar_voorstel(bericht: b.Melding, ontvangen_op: date) -> dict[str, Any]:
    """De gewijzigde melding zoals een medewerker haar naast de oude legt; zonder BSN en zonder melder."""
    melding = naar_levering(bericht, ontvangen_op).melding
    return {
        "situatie": melding.situatie,
        "hoedanigheid": melding.hoedanigheid,
        "aanleiding": list(melding.aanleiding),
        "aard": list(melding.aard),
        "mensen": [_regel(mens) for mens in bericht.natuurlijke_personen],
    }


def _regel(mens: b.NatuurlijkPersoon) -> str:
    naam = " ".join(filter(None, (mens.naam.voornamen, mens.naam.voorvoegsel, mens.naam.geslachtsnaam)))
    geboren = "ongeboren" if mens.ongeboren else mens.geboortedatum or "geboortedatum onbekend"
    return f"{naam or 'naam onbekend'}, {mens.rol}, {geboren}"


def _in_het_verleden(bericht: b.Melding, vandaag: date) -> bool:
    geboren = [mens.geboortedatum for mens in bericht.natuurlijke_personen if mens.geboortedatum]
    dag = bericht.incident.datum
    return (dag is None or dag <= vandaag) and all(tekst <= vandaag.isoformat()[: len(tekst)] for tekst in geboren)


def _eenmaal(lijst: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lijst))


def _per_adres(mensen: list[b.NatuurlijkPersoon]) -> tuple[tuple[Woonplek, tuple[Betrokkenheid, ...]], ...]:
    """De mensen per adres, in de volgorde van het bericht; wie geen adres heeft hoort nergens bij."""
    groepen: dict[Woonplek, list[Betrokkenheid]] = {}
    for mens in mensen:
        groepen.setdefault(_woonplek(mens.adres), []).append(_betrokkene(mens))
    return tuple((plek, tuple(groep)) for plek, groep in groepen.items())


def _woonplek(adres: b.Adres | None) -> Woonplek:
    if adres is None:
        return Woonplek()
    return Woonplek(
        adres.straat, adres.huisnummer, adres.postcode or "", adres.woonplaats, adres.gemeente or "", adres.geheim
    )


def _betrokkene(mens: b.NatuurlijkPersoon) -> Betrokkenheid:
    delen = [int(deel) for deel in (mens.geboortedatum or "").split("-") if deel]
    jaar, maand, dag = [*delen, None, None, None][:3]
    return Betrokkenheid(
        mens.rol,
        Mens(
            voornamen=mens.naam.voornamen,
            voorvoegsel=mens.naam.voorvoegsel,
            achternaam=mens.naam.geslachtsnaam,
            geslacht=GESLACHTEN[mens.geslacht],
            geboortejaar=jaar,
            geboortemaand=maand,
            geboortedag=dag,
            ongeboren=mens.ongeboren,
            bsn=mens.bsn or "",
        ),
        toelichting=_bereikbaar(mens.contact),
    )


def _bereikbaar(contact: b.Contact | None) -> str:
    delen = [contact.telefoon, contact.email] if contact else []
    gevuld = ", ".join(filter(None, delen))
    return f"volgens de aanleveraar bereikbaar: {gevuld}" if gevuld else ""


def _melder(melder: b.Melder) -> Meldergegevens:
    return Meldergegevens(
        beroepsmatig=melder.hoedanigheid in BEROEPSMATIG,
        naam=melder.naam,
        functie=melder.functie,
        organisatie=melder.organisatie,
        telefoon=melder.telefoon,
        email=melder.email,
        toestemming=melder.mag_bekend_worden,
    )


def _tekst(bericht: b.Melding) -> Iterator[str]:
    """Wat er is gemeld, in de volgorde waarin een medewerker het wil lezen."""
    incident, situatie = bericht.incident, bericht.zorgelijke_situatie
    wanneer = ", ".join(
        filter(None, [incident.datum and f"{incident.datum:%d-%m-%Y}", incident.tijd, incident.periode])
    )
    plek = "; ".join(filter(None, [wanneer, incident.plaats]))
    yield f"Wat er gebeurde{f' ({plek})' if plek else ''}: {incident.omschrijving}"
    yield f"De situatie: {situatie.situatie_schets}"
    if situatie.nadere_omschrijving:
        yield situatie.nadere_omschrijving
    for vraag in situatie.vraag_antwoord:
        yield f"{VRAGEN[vraag.vraag]}? {vraag.antwoord.capitalize()}. {vraag.toelichting}".strip()
    if bericht.overige_informatie:
        yield f"Overig: {bericht.overige_informatie}"
    if bericht.verzoek:
        yield f"Verzoek van de melder: {bericht.verzoek}"
    yield f"Terugkoppeling gewenst: {'ja' if bericht.terugkoppeling_gewenst else 'nee'}."
