"""Routes die iets vragen dat niet uit een rij van een dossier komt: wie opent ze, waarmee en wat moet er klaarstaan."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from support import capaciteit
from support.koppeling import maak_sleutel
from support.rapporten import een_keer
from support.wereld import Wereld
from zicht.catalogus import load
from zicht.catalogus.levering.voorbeeldlevering import BASIS
from zicht.core.levering.perioden import laatste_voltooide
from zicht.core.levering.voorbeeld import voorbeeldbestand
from zicht.core.publicatie import Beleid
from zicht.core.publicatie.cellen import Cel, Stand, Telling, Vak, Voorstel
from zicht.core.publicatie.register import schrijf
from zicht.core.publicatie.veilig import maak_veilig
from zicht.web import cijferbron
from zicht.web.beheer.rechten import Rol
from zicht.web.capaciteit.invoer import Vraag
from zicht.web.kenmerken import nieuw_kenmerk
from zicht.web.koppeling.models import Sleutel
from zicht.web.kwaliteit.models import Bevinding
from zicht.web.levering.models import Levering, Retour
from zicht.web.normen.models import Normvoorstel, Verbetermaatregel, Verbeterplan
from zicht.web.publicaties.models import Publicatie
from zicht.web.rapporten import handelingen as rapporten
from zicht.web.rapporten.models import Rapport
from zicht.web.rapporten.soorten import soort
from zicht.web.registratie import concepten
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen.perioden import periode_vaststellen


@dataclass(frozen=True)
class Opening:
    """Wie een route opent, op welk adres, en met welke gegevens (dan met POST)."""

    rol: Rol
    adres: str
    gegevens: dict[str, str] = field(default_factory=dict)
    met_post: bool = False


def _brief(wereld: Wereld) -> Opening:
    return Opening(Rol.TOEGANG, reverse("brief_maken", args=[wereld.van_noord.kenmerk, "rechten"]))


def _briefbestand(wereld: Wereld) -> Opening:
    brief = m.Document.objects.create(
        kenmerk=nieuw_kenmerk("B", 2026), dossier=wereld.van_noord, soort="rechten", lezer="direct_betrokkene", versie=1,
        tekst="<h1>Uw rechten</h1><p>Verzonnen.</p>", gemaakt_op=timezone.localdate(), door=wereld.mensen[Rol.TOEGANG],
    )  # fmt: skip
    return Opening(Rol.TOEGANG, reverse("brief_bestand", args=[brief.kenmerk, "docx"]))


def _radarmelding(wereld: Wereld) -> Opening:
    """Een bericht van het VT-register dat nog niemand oppakte."""
    betrokkene = wereld.van_noord.betrokkenen.first()
    bericht = m.Radarmelding.objects.create(
        dossier=wereld.van_noord, betrokkene=betrokkene, nummer=1, organisatie="Verzonnen", op=timezone.localdate(), ontvangen_om=timezone.now()
    )  # fmt: skip
    return Opening(Rol.TOEGANG, reverse("radarmelding", args=[bericht.pk]))


def _bekend(_: Wereld) -> Opening:
    velden = {"rij": "0", "mensen-0-achternaam": "Verzonnen0", "mensen-0-voornamen": "Anna0"}
    return Opening(Rol.TOEGANG, reverse("intake_bekend"), velden, met_post=True)


def _onderdeel(wereld: Wereld) -> Opening:
    onderdeel = m.Klachtonderdeel.objects.filter(klacht__afgehandeld_op=None).first() or m.Klachtonderdeel(
        klacht=m.Klacht.objects.create(
            kenmerk=nieuw_kenmerk("K", 2026), ingediend_op=timezone.localdate(), omschrijving="Verzonnen.", versie=1,
            behandelaar=wereld.mensen[Rol.KLACHTENFUNCTIONARIS],
        ),
        omschrijving="Verzonnen.", versie=1,
    )  # fmt: skip
    onderdeel.save()
    return Opening(Rol.KLACHTENFUNCTIONARIS, reverse("klachtonderdeel", args=[onderdeel.pk]))


def _nood(wereld: Wereld) -> Opening:
    nu = timezone.now()
    nood = m.Noodtoegang.objects.create(
        gebruiker=wereld.mensen[Rol.REGIOTEAM], dossier=wereld.van_zuid, reden="Verzonnen reden die lang genoeg is.",
        van=nu - timedelta(hours=2), tot=nu - timedelta(hours=1),
    )  # fmt: skip
    return Opening(Rol.FG, reverse("noodtoegang_nakijken", args=[nood.pk]))


def _politie(route: str) -> Callable[[Wereld], Opening]:
    def opening(wereld: Wereld) -> Opening:
        pk, regels = uuid4(), [{"extern_kenmerk": "PL-1", "ontvangen_op": "", "situatie": "Verzonnen."}]
        concepten.bewaar(
            wereld.mensen[Rol.TOEGANG], f"politie/{pk}", {"regels": [json.dumps(regels)]}, om=timezone.now()
        )
        return Opening(Rol.TOEGANG, reverse(route, args=[pk]))

    return opening


def _sleutel(wereld: Wereld) -> Opening:
    wereld.toegang.verantwoordelijke = wereld.mensen[Rol.TEAMLEIDER]
    wereld.toegang.save()
    maak_sleutel()
    return Opening(Rol.BEHEERDER, reverse("sleutel_intrekken", args=[Sleutel.objects.latest("pk").pk]))


def _bevinding(naam: str, *, met_post: bool = False) -> Callable[[Wereld], Opening]:
    """Een bladzijde over een bevinding bij een dossier; met POST wordt er iets mee gedaan."""

    def opening(wereld: Wereld) -> Opening:
        rij = Bevinding.objects.create(
            kenmerk=nieuw_kenmerk("Q", 2026), bron="regels", regel="M-006", feit="melding verzonnen", niveau="uitleg", merk="x",
            boodschap="Verzonnen.", dossier_id=wereld.van_noord.pk, team=wereld.noord, stand="open",
            eerst_op=timezone.localdate(), laatst_op=timezone.localdate(),
        )  # fmt: skip
        return Opening(Rol.TEAMLEIDER, reverse(naam, args=[rij.kenmerk]), met_post=met_post)

    return opening


def _ontvanger(wereld: Wereld) -> Opening:
    _sleutel(wereld)
    return Opening(Rol.BEHEERDER, reverse("ontvanger", args=[Sleutel.objects.latest("pk").gebruiker_id]))


def _wijziging(wereld: Wereld) -> Opening:
    voorstel = m.Berichtvoorstel.objects.get(melding__dossier=wereld.van_noord)
    return Opening(Rol.TEAMLEIDER, reverse("wijziging", args=[voorstel.pk]))


def _vaststelling(wereld: Wereld) -> Opening:
    periode_vaststellen("2025-burap1", door=wereld.mensen[Rol.CONTROLLER], om=timezone.localtime())
    return Opening(Rol.CONTROLLER, reverse("vaststelling", args=["2025-burap1", 1]))


def _dubbel(wereld: Wereld) -> Opening:
    een, ander = (d.betrokkenen.exclude(persoon__achternaam="").first() for d in (wereld.van_noord, wereld.van_zuid))
    return Opening(Rol.TOEGANG, reverse("dubbel", args=[een.persoon_id, ander.persoon_id]))


def _netwerk(naam: str, model: type[m.Organisatie] | type[m.Professional]) -> Callable[[Wereld], Opening]:
    def opening(_: Wereld) -> Opening:
        rij = model.objects.create(naam="Verzonnen wijkteam", versie=1)
        return Opening(Rol.TOEGANG, reverse(naam, args=[rij.pk]))

    return opening


def _begroting(naam: str, waarden: list[str], gegevens: dict[str, str]) -> Callable[[Wereld], Opening]:
    return lambda _: Opening(Rol.CONTROLLER, reverse(naam, args=waarden), gegevens)


def _rapport(
    naam: str, *rest: str, rol: Rol = Rol.BELEIDSMEDEWERKER, cijfers: bool = True
) -> Callable[[Wereld], Opening]:
    """Een rapport in concept, met cijfers, of met een opdracht om ze op te halen."""

    def opening(wereld: Wereld) -> Opening:
        schrijver = wereld.mensen[Rol.BELEIDSMEDEWERKER]
        rapport = rapporten.rapport_beginnen(*_over(), door=schrijver, om=timezone.localtime())
        om = timezone.localtime()
        if cijfers:
            een = een_keer()
            rapporten.cijfers_zetten(rapport, een.cijfers, **een.velden(om), door=schrijver, om=om)
        else:
            rapporten.opdracht_geven(rapport, door=schrijver, om=om)
        return Opening(rol, reverse(naam, args=[rapport.kenmerk, *rest]))

    return opening


def _over() -> tuple[str, str]:
    return "burap", soort("burap").perioden(timezone.localdate())[1]


def _teruggestuurd(wereld: Wereld) -> Opening:
    opening = _rapport("rapport_terugsturen", rol=Rol.CONTROLLER)(wereld)
    Rapport.objects.update(status="ter_toetsing")
    return opening


def _norm(naam: str, rol: Rol) -> Callable[[Wereld], Opening]:
    """Een bladzijde over een voorstel voor een norm."""

    def opening(wereld: Wereld) -> Opening:
        vandaag = timezone.localdate()
        rij = Normvoorstel.objects.create(
            kenmerk=nieuw_kenmerk("N", 2026), indicator="klachten-gegrond", waarde=25, richting="maximaal", vanaf=vandaag,
            evaluatie_op=vandaag, toelichting="Verzonnen.", proef={}, om=timezone.now(), door=wereld.mensen[Rol.CONTROLLER],
        )  # fmt: skip
        return Opening(rol, reverse(naam, args=[rij.kenmerk]))

    return opening


def _plan(naam: str, *, met_maatregel: bool = False) -> Callable[[Wereld], Opening]:
    """Een bladzijde over een verbeterplan of een maatregel daarvan."""

    def opening(wereld: Wereld) -> Opening:
        door, nu = wereld.mensen[Rol.CONTROLLER], timezone.now()
        plan = Verbeterplan.objects.create(kenmerk=nieuw_kenmerk("L", 2026), indicator="klachten-gegrond",
                                           periode="2025-burap1", aanleiding="Verzonnen.", om=nu, door=door)  # fmt: skip
        maatregel = Verbetermaatregel.objects.create(
            plan=plan, oorzaak="Verzonnen.", maatregel="Verzonnen.", eigenaar="Verzonnen.", verwacht_effect="Verzonnen.",
            klaar_op=timezone.localdate(), om=nu, door=door,
        )  # fmt: skip
        return Opening(Rol.CONTROLLER, reverse(naam, args=[plan.kenmerk, *([maatregel.pk] if met_maatregel else [])]))

    return opening


def _publicatie(naam: str, rol: Rol, stand: str = Publicatie.KLAAR) -> Callable[[Wereld], Opening]:
    """Een bladzijde over cijfers die klaarstaan of naar buiten gingen."""

    def opening(wereld: Wereld) -> Opening:
        dag = date(2025, 4, 30)
        telling = Telling(("GM0361",), ("noemer",), {("GM0361", "noemer", 2025 * 12): 40})
        cel = Cel("instroom-meldingen", "regio", Vak(2025 * 12, 2025 * 12 + 4))
        voorstel = Voorstel(Stand(dag, "verzonnen", "1"), {cel.maat: telling}, (cel,))
        rij = Publicatie.objects.create(
            kenmerk=nieuw_kenmerk("P", 2026), titel="Verzonnen", voor_wie="openbaar", stand=stand, perioden=["2025-burap1"],
            regio="NHN", peildatum=dag, vingerafdruk="verzonnen", definitieversie="1", klaargezet_om=timezone.now(),
            klaargezet_door=wereld.mensen[Rol.BELEIDSMEDEWERKER], besloten_om=timezone.now(), nummer=1,
            inhoud=schrijf(maak_veilig("verzonnen", voorstel, Beleid()).publicatie),
        )  # fmt: skip
        return Opening(rol, reverse(naam, args=[rij.kenmerk]))

    return opening


def _cijferblad(naam: str, *waarden: str) -> Callable[[Wereld], Opening]:
    """Een bladzijde over een indicator, met cijfers of met de mededeling dat die er nog niet zijn."""
    return lambda _: Opening(Rol.CONTROLLER, reverse(naam, args=waarden))


def _geval(wereld: Wereld) -> Opening:
    """Een melding in elke indicator; de cijfers van nu zijn die van deze wereld."""
    cijferbron.bijwerken(timezone.now())
    melding = m.Melding.objects.filter(dossier=wereld.van_noord).earliest("ontvangen_op")
    return Opening(Rol.CONTROLLER, reverse("bord_geval", args=["melding", melding.kenmerk]))


def _levering(naam: str, *rest: str, rol: Rol = Rol.CONTROLLER, geleverd: bool = False) -> Callable[[Wereld], Opening]:
    """Een bladzijde over een levering met een bevinding die verklaard moet worden, of over een die weg is."""

    def opening(wereld: Wereld) -> Opening:
        nu, door = timezone.now(), wereld.mensen[Rol.CONTROLLER]
        bevinding = {
            "regel": "LM-009",
            "niveau": "moet verklaard",
            "soort": "melding",
            "sleutel": "M1",
            "rij": 4,
            "boodschap": "Verzonnen.",
        }
        rij = Levering.objects.create(
            kenmerk=nieuw_kenmerk("C", 2026), periode=laatste_voltooide(timezone.localdate()).code, volgnummer=1,
            protocol="informatieprotocol-2.0", begonnen_om=nu, begonnen_door=door, gebouwd_om=nu, gebouwd_door=door, vingerafdruk="v",
            inhoud=voorbeeldbestand(load.leverindeling(), BASIS, ()).decode("latin-1"), aantallen={"melding": 3},
            stand="geleverd" if geleverd else "bezig", geleverd_om=nu if geleverd else None, geleverd_door=door if geleverd else None,
            bevindingen=[] if geleverd else [bevinding], tellingen={} if geleverd else {"LM-009": 1},
        )  # fmt: skip
        waarden = [rij.kenmerk, *rest]
        if naam == "levering_retour_bestand":
            retour = Retour.objects.create(
                levering=rij, soort="anders", bestandsnaam="r.txt", inhoud="x", door=door, om=nu
            )
            waarden.append(str(retour.pk))
        return Opening(rol, reverse(naam, args=waarden))

    return opening


def _vraag(naam: str, *rest: int, over: Vraag = Vraag.KEUZES) -> Callable[[Wereld], Opening]:
    """Een bladzijde van een vraag die nog niet gestart is."""

    def opening(wereld: Wereld) -> Opening:
        rij = capaciteit.concept(wereld.mensen[Rol.CONTROLLER], vraag=over)
        return Opening(Rol.CONTROLLER, reverse(naam, args=[rij.kenmerk, *rest]))

    return opening


def _doorrekening(naam: str, *rest: str, wacht: bool = False) -> Callable[[Wereld], Opening]:
    """Een bladzijde van een doorrekening die klaar is, of die nog wacht."""

    def opening(wereld: Wereld) -> Opening:
        maak = capaciteit.wachtend if wacht else capaciteit.klaar
        return Opening(Rol.DIRECTEUR, reverse(naam, args=[maak(wereld.mensen[Rol.CONTROLLER]).kenmerk, *rest]))

    return opening


_INDICATOR = "beoordeling-tijdig-na-ontvangst"

OPENINGEN: dict[str, Callable[[Wereld], Opening]] = {
    "brief_maken": _brief,
    "brief_bestand": _briefbestand,
    "intake_bekend": _bekend,
    "radarmelding": _radarmelding,
    "klachtonderdeel": _onderdeel,
    "noodtoegang_nakijken": _nood,
    "politie_nakijken": _politie("politie_nakijken"),
    "politie_afgekeurd": _politie("politie_afgekeurd"),
    "sleutel_intrekken": _sleutel,
    "bevinding": _bevinding("bevinding"),
    "bevinding_toewijzen": _bevinding("bevinding_toewijzen"),
    "bevinding_accepteren": _bevinding("bevinding_accepteren"),
    "ontvanger": _ontvanger,
    "wijziging": _wijziging,
    "vaststelling": _vaststelling,
    "organisatie": _netwerk("organisatie", m.Organisatie),
    "professional": _netwerk("professional", m.Professional),
    "begroting_opbouw": _begroting("begroting_opbouw", ["nog-2025"], {"code": "totaal"}),
    "begroting_bestand": _begroting("begroting_bestand", ["nog-2025", "xlsx"], {}),
    "dubbel": _dubbel,
    "bord_indicator": _cijferblad("bord_indicator", _INDICATOR),
    "bord_bestand": _cijferblad("bord_bestand", _INDICATOR, "csv"),
    "bord_gevallen": _cijferblad("bord_gevallen", _INDICATOR),
    "bord_geval": _geval,
    "bord_duiding_bestand": _cijferblad("bord_duiding_bestand", "csv"),
    "normwerkbank": _cijferblad("normwerkbank", _INDICATOR),
    "norm_voorstellen": _cijferblad("norm_voorstellen", _INDICATOR),
    "tijdmachine": _cijferblad("tijdmachine", _INDICATOR),
    "verbeterplan": _plan("verbeterplan"),
    "norm_voorstel": _norm("norm_voorstel", Rol.DIRECTEUR),
    "norm_gesprek": _norm("norm_gesprek", Rol.CONTROLLER),
    "norm_besluit": _norm("norm_besluit", Rol.DIRECTEUR),
    "norm_intrekken": _norm("norm_intrekken", Rol.CONTROLLER),
    "maatregel_nieuw": _plan("maatregel_nieuw"),
    "maatregel": _plan("maatregel", met_maatregel=True),
    "verbeterplan_keuze": _plan("verbeterplan_keuze"),
    "verbeterplan_sluiten": _plan("verbeterplan_sluiten"),
    "publicatie": _publicatie("publicatie", Rol.FG),
    "publicatie_vernieuwen": _publicatie("publicatie_vernieuwen", Rol.BELEIDSMEDEWERKER),
    "publicatie_goedkeuren": _publicatie("publicatie_goedkeuren", Rol.DIRECTEUR),
    "publicatie_afwijzen": _publicatie("publicatie_afwijzen", Rol.CONTROLLER),
    "publicatie_intrekken": _publicatie("publicatie_intrekken", Rol.DIRECTEUR, Publicatie.VRIJ),
    "levering": _levering("levering", rol=Rol.DIRECTEUR),
    "levering_regel": _levering("levering_regel", "LM-009", rol=Rol.BELEIDSMEDEWERKER),
    "levering_verklaren": _levering("levering_verklaren", "LM-009", rol=Rol.BELEIDSMEDEWERKER),
    "levering_verwijderingen": _levering("levering_verwijderingen", rol=Rol.DIRECTEUR),
    "levering_leveren": _levering("levering_leveren"),
    "levering_retour": _levering("levering_retour", geleverd=True),
    "levering_retour_bestand": _levering("levering_retour_bestand", geleverd=True),
    "levering_bestand": _levering("levering_bestand", geleverd=True),
    "levering_rapport": _levering("levering_rapport", "kwaliteitsrapport", "html", rol=Rol.DIRECTEUR),
    **{
        naam: _vraag(naam)
        for naam in (
            "capaciteit_vraag",
            "capaciteit_keuzes",
            "capaciteit_eigen_nieuw",
            "capaciteit_vooruit",
            "capaciteit_precies",
            "capaciteit_controle",
        )
    },
    "capaciteit_mensen": _vraag("capaciteit_mensen", over=Vraag.GRENS),
    "capaciteit_norm": _vraag("capaciteit_norm", over=Vraag.FORMATIE),
    "capaciteit_eigen": _vraag("capaciteit_eigen", 0),
    **{
        f"doorrekening{blad}": _doorrekening(f"doorrekening{blad}")
        for blad in ("", "_wachtlijst", "_op_tijd", "_grens", "_gewicht", "_ijking", "_terugtoets")
    },
    "doorrekening_stand": _doorrekening("doorrekening_stand", wacht=True),
    "doorrekening_bestand": _doorrekening("doorrekening_bestand", "json"),
    "rapport_lezen": _rapport("rapport_lezen"),
    "rapport_tekenen": _rapport("rapport_tekenen"),
    "rapport_terugsturen": _teruggestuurd,
    "rapport_schrijven": _rapport("rapport_schrijven", "blok-1"),
    "rapport_keuzes": _rapport("rapport_keuzes", "blok-1"),
    "rapport_versies": _rapport("rapport_versies", "blok-1"),
    "rapport_bestand": _rapport("rapport_bestand", "json"),
    "rapport_cijferstand": _rapport("rapport_cijferstand", cijfers=False),
}
