"""Wat er met een rapport gebeurt: beginnen, schrijven, tekenen, terugsturen, bevriezen, publiceren.

Elke handeling is alles of niets, met een logregel. Wie iets verandert aan tekst of cijfers neemt de handtekeningen terug: die
gelden voor precies wat er toen stond.
"""

import hashlib
from datetime import datetime
from typing import TypeAlias

from django.db import IntegrityError, transaction

from zicht.core.fouten import ZichtFout
from zicht.core.periodes import lees_periode
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.uitvoeren import beheer, eis
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.publicaties.handelingen import Rapportcijfers, rapport_opnemen
from zicht.web.rapporten import opmaak, selecties
from zicht.web.rapporten.gemaakt import Gemaakt, Vrijgegeven, pak_in, van
from zicht.web.rapporten.models import Bestand, Cijferstand, Handtekening, Opdracht, Rapport, Stap, Status, Tekst
from zicht.web.rapporten.soorten import BURAP, naam, soort, voorbij
from zicht.web.rapporten.volgorde import PUBLICEREN, SCHRIJVEN, terug_met, volgende
from zicht.web.registratie.handelingen.perioden import periode_vaststellen, volgende_uitgave

Boeken: TypeAlias = tuple[bytes | None, bytes | None]
_VAST = "Dit rapport is bevroren en verandert niet meer. Begin een nieuwe uitgave."
_LEES_OPNIEUW = "Er is net iets veranderd aan de tekst of de cijfers. Lees het rapport opnieuw voor u tekent."


class Intussen(ZichtFout):
    """Iemand anders veranderde dit net; `ander` is de tekst die er nu staat."""

    status = 1

    def __init__(self, zin: str, ander: Tekst | None = None) -> None:
        super().__init__(zin)
        self.ander = ander


def rapport_beginnen(code: str, periode: str, *, aanleiding: str = "", door: Gebruiker, om: datetime) -> Rapport:
    """Begin een rapport; een volgende uitgave zegt waarom zij er komt en begint met de tekst van de vorige."""
    welke, gelezen = soort(code), lees_periode(periode)
    rapport = Rapport(
        kenmerk=nieuw_kenmerk("R", om.year), soort=code, periode=gelezen.code, aanleiding=aanleiding.strip(), begonnen_om=om,
        door=door,
    )  # fmt: skip
    with beheer("rapport_beginnen", SCHRIJVEN, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        eis(
            gelezen.code in welke.perioden(om.date()),
            f"Over {gelezen.code} is hier geen {welke.titel.lower()} te maken.",
        )
        rapport.uitgave = _nummer(code, gelezen.code)
        eis(rapport.uitgave == 1 or rapport.aanleiding, "Schrijf op waarom er een nieuwe uitgave komt.")
        _maak(rapport)
        for deel, tekst in selecties.teksten_om_mee_te_beginnen(rapport).items():
            Tekst.objects.create(rapport=rapport, deel=deel, nummer=1, tekst=tekst, om=om, door=door)
        _stap(rapport, "begonnen", door, om, rapport.aanleiding)
    return rapport


def _nummer(code: str, periode: str) -> int:
    """De uitgave volgt op wat er al is: een eerder rapport, of een periode die al eens is vastgesteld."""
    laatste = Rapport.objects.filter(soort=code, periode=periode).order_by("-uitgave").first()
    eigen = laatste.uitgave + 1 if laatste else 1
    return max(eigen, volgende_uitgave(periode)) if code == BURAP else eigen


def _maak(rapport: Rapport) -> None:
    try:
        with transaction.atomic():
            rapport.save(force_insert=True)
    except IntegrityError:
        raise Intussen(
            f"Aan {rapport.soort} {rapport.periode} wordt al gewerkt. Open het rapport in de lijst."
        ) from None


# ------------------------------------------------------------------------------------------------------------------ schrijven


def tekst_bewaren(
    rapport: Rapport, deel: str, tekst: str, *, versie: int, door: Gebruiker, om: datetime
) -> Tekst | None:
    """Bewaar een nieuwe versie van een tekst; None als er niets anders is. Handtekeningen vervallen."""
    with beheer("rapport_schrijven", SCHRIJVEN, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        rij = _op_slot(rapport)
        welke = soort(rij.soort).deel(deel)
        if welke is None:
            raise ZichtFout("Dit deel bestaat niet.")
        eis(not rij.vast, _VAST)
        eis(len(tekst) <= 2 * welke.hoogstens, f"Deze tekst is veel te lang: hoogstens {welke.hoogstens} tekens.")
        laatste = Tekst.objects.filter(rapport=rij, deel=deel).select_related("door").first()
        if (laatste.nummer if laatste else 0) != versie:
            raise Intussen(_wie_schreef(laatste), laatste)
        tekst = tekst.replace("\r\n", "\n").strip()
        if tekst == (laatste.tekst if laatste else ""):
            return None
        nieuw = Tekst.objects.create(rapport=rij, deel=deel, nummer=versie + 1, tekst=tekst, om=om, door=door)
        _vervallen(rij, f"de tekst van {welke.titel} is gewijzigd", door, om)
    return nieuw


def _wie_schreef(laatste: Tekst | None) -> str:
    wie = f"{laatste.door} heeft deze tekst" if laatste else "Iemand heeft deze tekst"
    return f"{wie} intussen gewijzigd. Uw tekst staat nog hieronder. Neem over wat u wilt houden en bewaar daarna."


# -------------------------------------------------------------------------------------------------------------------- cijfers


def opdracht_geven(rapport: Rapport, *, door: Gebruiker, om: datetime) -> Opdracht:
    """Vraag om de cijfers van nu; er loopt er hoogstens een tegelijk."""
    with beheer("rapport_cijfers_ophalen", SCHRIJVEN, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        rij = _op_slot(rapport)
        eis(not rij.vast, _VAST)
        vorige = selecties.opdracht_van(rij)
        eis(not selecties.loopt(vorige, om), "De cijfers worden al opgehaald. Wacht tot dat klaar is.")
        rij.opdrachten.filter(klaar_om=None).update(
            klaar_om=om, fout="Gestopt voor het klaar was; er is niets veranderd."
        )
        return Opdracht.objects.create(
            rapport=rij, door=door, begonnen_om=om, levensteken_om=om, stap="wacht op de beurt"
        )


def cijfers_zetten(
    rapport: Rapport,
    gemaakt: Gemaakt,
    *,
    stand_op: datetime,
    merkpunt: str,
    vrijgave: Vrijgegeven,
    boeken: Boeken,
    door: Gebruiker,
    om: datetime,
    doorrekening: str = "",
) -> bool:
    """Zet de opgehaalde cijfers bij het rapport; of er iets anders is. Dan vervallen de handtekeningen."""
    with beheer("rapport_cijfers_zetten", SCHRIJVEN, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        rij = _op_slot(rapport)
        eis(not rij.vast, _VAST)
        oud = Cijferstand.objects.filter(rapport=rij).only("afdruk", "merkpunt").first()
        if oud is not None and oud.afdruk == gemaakt.afdruk:
            Cijferstand.objects.filter(pk=oud.pk).update(merkpunt=merkpunt, **vrijgave.velden())
            _stap(rij, "cijfers opnieuw opgehaald: geen enkel cijfer is anders", door, om)
            return False
        Cijferstand.objects.filter(rapport=rij).delete()
        _nieuwe_stand(rij, gemaakt, stand_op, merkpunt, vrijgave, boeken, doorrekening)
        _stap(rij, "cijfers opgehaald", door, om)
        _vervallen(rij, "de cijfers zijn opnieuw opgehaald en zijn anders", door, om)
    return True


def _nieuwe_stand(
    rij: Rapport,
    gemaakt: Gemaakt,
    stand_op: datetime,
    merkpunt: str,
    vrijgave: Vrijgegeven,
    boeken: Boeken,
    doorrekening: str,
) -> None:
    vast = gemaakt.bevroren
    Cijferstand.objects.create(
        rapport=rij, stand_op=stand_op, peildatum=vast["peildatum"], voorlopig=vast["voorlopig"],
        vingerafdruk=vast["vingerafdruk"], definitieversie=vast["definitieversie"], afdruk=gemaakt.afdruk, merkpunt=merkpunt,
        doorrekening=doorrekening, inhoud=pak_in(gemaakt), werkboek=boeken[0], conceptwerkboek=boeken[1],
        **vrijgave.velden(),
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------------------------- tekenen


def ondertekenen(rapport: Rapport, *, rol: str, afdruk: str, door: Gebruiker, om: datetime) -> Handtekening:
    """Zet de handtekening die aan de beurt is, onder precies wat iemand las."""
    stap = volgende(rapport.status)
    if stap is None or stap.rol != rol:
        raise Intussen(
            f"Dit rapport is {rapport.get_status_display()}; er is nu geen handtekening als {rol} te zetten."
        )
    with beheer("rapport_ondertekenen", stap.recht, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        rij = _op_slot(rapport)
        if rij.status != stap.van or selecties.inhoudsafdruk(rij) != afdruk:
            raise Intussen(_LEES_OPNIEUW)
        bezwaren = selecties.bezwaren_tegen(rij, door, om.date())
        eis(not bezwaren, " ".join(bezwaren))
        handtekening = Handtekening.objects.create(rapport=rij, rol=rol, door=door, om=om, afdruk=afdruk)
        _zet(rij, stap.naar)
        _stap(rij, f"getekend als {rol}: {rij.get_status_display()}", door, om)
    return handtekening


def terugsturen(rapport: Rapport, *, reden: str, door: Gebruiker, om: datetime) -> None:
    """Stuur een rapport terug naar de schrijver, met wat er moet gebeuren; alle handtekeningen vervallen."""
    recht = terug_met(rapport.status)
    eis(recht, f"Dit rapport is {rapport.get_status_display()} en is niet terug te sturen.")
    with beheer("rapport_terugsturen", recht, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        rij = _op_slot(rapport)
        eis(rij.status == rapport.status, "Dit rapport is intussen verder. Open het opnieuw.")
        eis(reden.strip(), "Schrijf op wat er moet gebeuren.")
        _stap(rij, "teruggestuurd naar de schrijver", door, om, reden.strip())
        _vervallen(rij, "het rapport is teruggestuurd", door, om)


def _vervallen(rij: Rapport, waarom: str, door: Gebruiker, om: datetime) -> None:
    """Neem de handtekeningen terug en zeg dat; zonder handtekening verandert er niets."""
    namen = [f"{h.door} ({h.rol})" for h in selecties.handtekeningen(rij)]
    if not namen:
        return
    rij.handtekeningen.filter(vervallen_om=None).update(vervallen_om=om)
    _zet(rij, Status.CONCEPT)
    _stap(rij, f"handtekeningen vervallen: {', '.join(namen)}"[:200], door, om, waarom)


# --------------------------------------------------------------------------------------------------- bevriezen en publiceren


def bevriezen(rapport: Rapport, *, door: Gebruiker, om: datetime) -> None:
    """Maak tekst en cijfers vast, met de bestanden erbij. De bestanden worden gemaakt voor er iets op slot gaat."""
    eis(door.mag(PUBLICEREN), "U kunt een rapport niet bevriezen. Vraag de controller.")
    eis(rapport.status == Status.GOEDGEKEURD, "Bevriezen kan als de directeur heeft goedgekeurd.")
    afdruk = selecties.inhoudsafdruk(rapport)
    bestanden = maak_bestanden(rapport)
    with beheer("rapport_bevriezen", PUBLICEREN, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        rij = _op_slot(rapport)
        getekend = {h.afdruk for h in selecties.handtekeningen(rij)}
        if rij.status != Status.GOEDGEKEURD or getekend != {afdruk} or selecties.inhoudsafdruk(rij) != afdruk:
            raise Intussen(_LEES_OPNIEUW)
        eis(voorbij(rij.periode, om.date()), "De periode loopt nog.")
        if rij.soort == BURAP:
            _stel_vast(rij, door, om)
        _in_register(rij, door, om)
        for code, inhoud in bestanden.items():
            Bestand.objects.create(rapport=rij, soort=code, inhoud=inhoud, sha256=hashlib.sha256(inhoud).hexdigest())
        rij.bevroren_om = om
        _zet(rij, Status.BEVROREN)
        _stap(rij, "bevroren: tekst en cijfers veranderen niet meer", door, om)


def maak_bestanden(rapport: Rapport) -> dict[str, bytes]:
    """Elk bestand van het rapport zoals het bevroren wordt; dezelfde tekst en cijfers geven dezelfde bytes."""
    stuk, stand = selecties.stuk_van(rapport, concept=False), rapport.cijfers
    boek = None if stand.werkboek is None else bytes(stand.werkboek)
    return {code: opmaak.bestand(stuk, code, boek) for code in stuk.soort.bestanden}


def _in_register(rij: Rapport, door: Gebruiker, om: datetime) -> None:
    """Bevroren gaat naar buiten, dus vanaf nu telt het bij elke publicatie mee."""
    eis(rij.cijfers.vrijgave, "Deze cijfers zijn opgehaald met een oudere versie van Zicht. Haal ze opnieuw op.")
    vrijgave, schrijver = Vrijgegeven.van(rij.cijfers), selecties.handtekeningen(rij)[0]
    rapport_opnemen(
        Rapportcijfers(
            kenmerk=rij.kenmerk, titel=f"{naam(rij.soort, rij.periode)}, uitgave {rij.uitgave}", periode=rij.periode, regio=van(rij.cijfers).bevroren["regio"],
            publicatie=vrijgave.publicatie, tot_nummer=vrijgave.register_tot, niet_bewezen=vrijgave.niet_bewezen,
            klaargezet_om=schrijver.om, klaargezet_door=schrijver.door,
        ),
        door=door, om=om,
    )  # fmt: skip


def _stel_vast(rij: Rapport, door: Gebruiker, om: datetime) -> None:
    vaststelling = periode_vaststellen(
        rij.periode, toelichting=rij.aanleiding, stand_op=rij.cijfers.stand_op, door=door, om=om
    )
    eis(vaststelling.uitgave == rij.uitgave, "Deze periode is intussen al vastgesteld. Begin een nieuwe uitgave.")


def rapport_publiceren(rapport: Rapport, *, door: Gebruiker, om: datetime) -> None:
    """Maak een bevroren rapport zichtbaar voor de gemeenten."""
    with beheer("rapport_publiceren", PUBLICEREN, door=door, om=om, soort="rapport", over=rapport.kenmerk):
        rij = _op_slot(rapport)
        eis(rij.status == Status.BEVROREN, "Publiceren kan als het rapport is goedgekeurd en bevroren.")
        rij.gepubliceerd_om = om
        _zet(rij, Status.GEPUBLICEERD)
        _stap(rij, "gepubliceerd: zichtbaar voor de gemeenten", door, om)


# ---------------------------------------------------------------------------------------------------------------------- delen


def _op_slot(rapport: Rapport) -> Rapport:
    return Rapport.objects.select_for_update(of=("self",)).get(pk=rapport.pk)


def _zet(rij: Rapport, status: Status) -> None:
    rij.status = status
    rij.save()


def _stap(rij: Rapport, wat: str, door: Gebruiker, om: datetime, reden: str = "") -> None:
    Stap.objects.create(rapport=rij, om=om, door=door, wat=wat, reden=reden)
