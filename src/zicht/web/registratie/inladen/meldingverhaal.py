"""Het verhaal van een melding: aannemen, oppakken, beoordelen met een tweede lezer, contact en terugkoppeling."""

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from zicht.core.codelijsten import BEROEPSMATIG
from zicht.core.formulieren import Formulier, stel_voor
from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie import taxatie
from zicht.web.registratie.handelingen import beoordelingen, meldingen
from zicht.web.registratie.inladen import verzinsel
from zicht.web.registratie.inladen.bron import Rij
from zicht.web.registratie.inladen.fasen import Fase
from zicht.web.registratie.werkstand import regio

if TYPE_CHECKING:
    from zicht.web.registratie.inladen.verhaal import Verhaal

UIT_BEOORDELING = ("voorwaarden_en_vervolg", "onderzoek")
_GEZEGD = {
    "eigen_dossiers_bekeken": True, "register_bekeken": True, "raad_bekeken": True, "politie_nodig": False,
    "politie_bekeken": True, "melding_besproken": True, "visie_gevraagd": True, "veiligheid_nu_besproken": True,
    "hulp_nagegaan": True, "besluit_besproken": True, "rechten_verteld": True,
}  # fmt: skip
_RADAR = {"professional_kan": True, "professional_wil": True}
# Wat een antwoord zwaarder maakt, op de vragen van het eigen formulier van Zicht; een ander formulier krijgt een reden.
_ZWAARDER = {
    "acuut": {"wapen": "ja", "cijfer_nu": 3},
    "structureel": {"controle": "ja"},
    "multiproblematiek": {"problemen": ("psychisch", "schulden"), "aantal_zwaar": "ja"},
}
_LICHT = {"cijfer_nu": 7, "hulpverleners": "een", "eerder": "nee", "problemen": ("geen",)}


@cache
def antwoorden(formulier: Formulier, acuut: bool, structureel: bool, multi: bool) -> tuple[dict[str, Any], str]:
    """Een ingevulde taxatie die bij de uitkomst past, en de reden van afwijken als zij er niet bij past."""
    gekozen = {"acuut": acuut, "structureel": structureel, "multiproblematiek": multi}
    uit: dict[str, Any] = {
        vraag.code: _LICHT.get(vraag.code, vraag.opties[0][0] if vraag.opties else "nee")
        for vraag in formulier.vragen.values()
        if vraag.verplicht
    }
    for uitkomst, waar in gekozen.items():
        uit |= _ZWAARDER[uitkomst] if waar else {}
    opslag = taxatie.als_opslag(formulier, uit)
    afwijking = taxatie.afgeweken(stel_voor(formulier, uit), gekozen)
    return opslag, "Anders dan het voorstel, na overleg met de gedragsdeskundige." if afwijking else ""


class Meldingverhaal:
    """Een melding, van binnenkomst tot terugkoppeling."""

    def __init__(self, verhaal: "Verhaal", rij: Rij, diensten: list[Rij]) -> None:
        self.verhaal, self.rij, self.id = verhaal, rij, rij["melding_id"]
        self.gemaakt: m.Melding | None = None
        self.vervolg = [
            d for d in diensten
            if d["melding_id"] == self.id and d["soort"] in UIT_BEOORDELING and d["toegewezen_op"] == rij["beoordeeld_op"]
        ]  # fmt: skip
        self.wie = verhaal.toegang(self.id)

    @property
    def melding(self) -> m.Melding:
        """De melding, nadat zij is vastgelegd."""
        if self.gemaakt is None:
            raise ZichtFout("De melding is er op deze dag nog niet. Kijk na of deze dag voor de ontvangst ligt.")
        return self.gemaakt

    def vertel(self, mensen: list[Rij]) -> None:
        """Zet de stappen van deze melding."""
        rij, op = self.rij, self.verhaal.op
        self.verhaal.bron = ("melding", self.id)
        op(rij["ontvangen_op"], Fase.MELDEN, lambda om: self._registreer(om, mensen))
        op(rij["opgepakt_op"], Fase.OPPAKKEN, self._pak_op)
        op(rij["eerste_contact_op"], Fase.CONTACT, self._contact)
        op(rij["beoordeeld_op"], Fase.BEOORDELEN, self._beoordeel)
        if self.vervolg:
            op(rij["beoordeeld_op"], Fase.NAAR_TEAM, self.verhaal.naar_regioteam)
        op(rij["teruggekoppeld_op"], Fase.TERUGKOPPELEN, self._koppel_terug)
        self.verhaal.overdragen(lambda: self.melding, rij, rij["beoordeeld_op"])
        peildatum = self.verhaal.wereld.feiten.peildatum
        if rij["beoordeeld_op"] is None and rij["opgepakt_op"] is None:
            dagen = (peildatum - rij["ontvangen_op"]).days
            op(peildatum, Fase.SLUITEN, lambda _: self.verhaal.screen_opnieuw(self.melding, dagen))
        elif rij["beoordeeld_op"] is None:
            op(peildatum, Fase.SLUITEN, self._begin_beoordeling)

    def _registreer(self, om: datetime, mensen: list[Rij]) -> None:
        rij, verhaal = self.rij, self.verhaal
        gemeente = verhaal.rij["gemeente"]
        ambtshalve = bool(rij["ambtshalve"])
        politie = rij["hoedanigheid"] == "politie"
        bron = (
            "ambtshalve"
            if ambtshalve
            else "politie"
            if politie
            else verzinsel.kies(("telefoon", "schriftelijk"), self.id)
        )
        invoer = meldingen.NieuweMelding(
            ontvangen_op=om.date(), bron=bron, gemeente=gemeente, urgentie=rij["urgentie"],
            reden_urgentie="Screening bij binnenkomst.", hoedanigheid=rij["hoedanigheid"], aanleiding=tuple(rij["aanleiding"]),
            aard=tuple(rij["aard"]), situatie=verhaal.wereld.zin("situatie", self.id), anoniem=rij["anoniem"],
            ambtshalve=ambtshalve, tijdens=rij["tijdens"], betrokkenen=verhaal.betrokkenen(mensen),
            melder=None if ambtshalve else self._melder(),
            adres=verzinsel.woonplek(verhaal.id, gemeente, verhaal.wereld.plaatsen.get(gemeente, "")) if mensen and verhaal.wereld.verzin else None,
            eerdere=verhaal.eerdere(mensen, om.date()),
        )  # fmt: skip
        self.gemaakt = meldingen.melding_registreren(invoer, door=self.wie, om=om, dossier=verhaal.dossier)
        if verhaal.dossier is None:
            verhaal.dossier = self.gemaakt.dossier
            verhaal.onthoud(mensen)

    def _melder(self) -> meldingen.Meldergegevens:
        hoedanigheid = self.rij["hoedanigheid"]
        if not self.verhaal.wereld.verzin:
            return meldingen.Meldergegevens(beroepsmatig=hoedanigheid in BEROEPSMATIG)
        return verzinsel.melder(self.id, hoedanigheid, anoniem=bool(self.rij["anoniem"]))

    def _pak_op(self, om: datetime) -> None:
        meldingen.melding_oppakken(self.melding, op=om.date(), eigenaar=self.wie, door=self.wie, om=om)

    def _contact(self, om: datetime) -> None:
        meldingen.eerste_contact_vastleggen(self.melding, op=om.date(), door=self.wie, om=om)

    def _koppel_terug(self, om: datetime) -> None:
        meldingen.terugkoppeling_vastleggen(self.melding, op=om.date(), door=self.wie, om=om)

    def _beoordeel(self, om: datetime) -> None:
        beoordeling = self._vul_in(om, om.date())
        lezer = self._lezer()
        beoordelingen.beoordeling_voorleggen(beoordeling, aan=lezer, op=om.date(), door=self.wie, om=om)
        beoordelingen.tweede_lezing_geven(beoordeling, akkoord=True, toelichting="", op=om.date(), door=lezer, om=om)

    def _begin_beoordeling(self, om: datetime) -> None:
        """Wat is opgepakt en nog niet klaar: soms nog niets, soms een concept, soms bij de tweede lezer."""
        hoever = verzinsel.getal(f"hoever {self.id}", 4)
        if hoever:
            beoordeling = self._vul_in(om, om.date())
            if hoever > 1:  # wie het eerst kan
                beoordelingen.beoordeling_voorleggen(beoordeling, aan=None, op=om.date(), door=self.wie, om=om)

    def _lezer(self) -> Gebruiker:
        bezetting = self.verhaal.wereld.bezetting
        mogelijk = [g for g in (*bezetting.lezers, *bezetting.toegang) if g.pk != self.wie.pk]
        return verzinsel.kies(mogelijk, f"lezer {self.id}")

    def _vul_in(self, om: datetime, op: date) -> m.Veiligheidsbeoordeling:
        rij, formulier = self.rij, taxatie.geldend(op, regio())
        acuut, structureel, multi = (bool(rij[naam]) for naam in taxatie.UITKOMSTEN)
        ingevuld, afwijking = antwoorden(formulier, acuut, structureel, multi)
        besluit = rij["besluit"] or "overdracht"
        uitkomst = beoordelingen.Uitkomst(
            acuut=acuut, structureel=structureel, multiproblematiek=multi, besluit=besluit,
            overdracht_aan=tuple(rij["overdracht_aan"]), vervolg=tuple(d["soort"] for d in self.vervolg),
            ter_registratie=bool(rij["ter_registratie"]), toelichting=self.verhaal.wereld.zin("besluit", self.id), afwijking=afwijking,
        )  # fmt: skip
        afwijkingen = {"WM-01": "Veilig Thuis meldde zelf."} if rij["ambtshalve"] else {}
        if besluit == "geen_vervolg" and (acuut or structureel):
            afwijkingen["WB-12"] = "De hulp die er al is houdt zicht op de veiligheid."
        return beoordelingen.beoordeling_opslaan(
            self.melding, formulier=formulier.code, formulierversie=str(formulier.versie), antwoorden=ingevuld,
            uitkomst=uitkomst, gezegd=_GEZEGD | _RADAR if rij["ter_registratie"] else _GEZEGD, afwijkingen=afwijkingen, op=op, door=self.wie, om=om,
        )  # fmt: skip
