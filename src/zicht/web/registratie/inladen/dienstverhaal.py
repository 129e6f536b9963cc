"""Het verhaal van een dienst: inzetten, beginnen, werken, afronden, overdragen en monitoren."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen import diensten, meldingen, overdrachten, werk
from zicht.web.registratie.inladen import verzinsel
from zicht.web.registratie.inladen.bron import Rij
from zicht.web.registratie.inladen.fasen import Fase
from zicht.web.registratie.inladen.wereld import eerste

if TYPE_CHECKING:
    from zicht.web.registratie.inladen.meldingverhaal import Meldingverhaal
    from zicht.web.registratie.inladen.verhaal import Verhaal

_HALF_JAAR, _VERVALLEN_NA = timedelta(days=182), timedelta(days=21)
# Wat een zorgvuldige medewerker zegt; elke dienst krijgt alleen wat bij haar hoort.
_GEZEGD: dict[str, Any] = {
    "voorwaarden_nagekomen": True, "herstel_nagegaan": True, "schade_bekeken": True, "regie_bij": "het lokale team",
    "vervolgstap": "De hulp houdt zicht en belt Veilig Thuis bij zorgen.", "zicht_bij": "het lokale team",
    "monitoring_afgesproken": True, "gewezen_op_vernietiging": True, "einde_zicht": "hulp",
    "casemanager": "de procesregisseur", "doorverwezen_naar": "de zorgcoördinator", "hoedanigheid": "lokaal_veld",
    "rol_uitgelegd": True, "aanleiding": ["huiselijk_geweld_anders"], "betrokkenen_gesproken": True,
    "advies_hulpofficier": True, "opgelegd": True, "hulp_geregeld": True,
}  # fmt: skip
_OP_DE_DAG = (
    "rapport_besproken_op", "veiligheidsafspraken_op", "opgelegd_op", "advies_op", "overleg_op", "beeindigd_op", "einde_op",
    "uiterste_einde_op",
)  # fmt: skip


class Dienstverhaal:
    """Een dienst in een dossier."""

    def __init__(self, verhaal: "Verhaal", rij: Rij, melding: "Meldingverhaal | None") -> None:
        self.verhaal, self.rij, self.id, self.van = verhaal, rij, rij["dienst_id"], melding
        self.uit_beoordeling = melding is not None and any(rij is vervolg for vervolg in melding.vervolg)
        self.gemaakt: m.Dienst | None = None

    @property
    def dienst(self) -> m.Dienst:
        """De dienst, nadat zij is ingezet."""
        if self.gemaakt is None:  # ingezet door de beoordeling
            alle = self.verhaal.opslag.rijen(m.Dienst, self.verhaal.open_dossier)
            van = self.van.melding.pk if self.van else None
            eigen = [d for d in alle if van and d.melding_id == van and d.soort == self.rij["soort"]]
            self.gemaakt = eerste(eigen, "De dienst")
        return self.gemaakt

    def vertel(self, momenten: list[Rij], pauzes: list[Rij]) -> None:
        """Zet de stappen van deze dienst."""
        rij, op = self.rij, self.verhaal.op
        self.verhaal.bron = ("dienst", self.id)
        monitoren = rij["soort"] == "monitoren"
        if not self.uit_beoordeling:
            op(rij["toegewezen_op"], Fase.MONITOREN if monitoren else Fase.INZETTEN, self._zet_in)
        op(rij["gestart_op"], Fase.MONITOREN if monitoren else Fase.STARTEN, self._begin)
        if rij["soort"] in ("voorwaarden_en_vervolg", "onderzoek"):
            self._uitvoeren()
        if rij["plan_van_aanpak_op"]:
            op(rij["plan_van_aanpak_op"], Fase.WERKEN, self._plan)
        for pauze in pauzes:
            self._schors(pauze)
        if monitoren:
            self._monitoren(momenten)
        op(rij["afgerond_op"], Fase.MONITOREN_KLAAR if monitoren else Fase.AFRONDEN, self._rond_af)
        self.verhaal.overdragen(lambda: self.dienst, rij, rij["afgerond_op"])
        if rij["gestart_op"] is None and rij["afgerond_op"] is None and not monitoren:
            op(self.verhaal.wereld.feiten.peildatum, Fase.SLUITEN, self._screen)

    def _screen(self, om: datetime) -> None:
        """Wie wacht op een dienst wordt opnieuw gescreend; een op de vijf keer is dat vergeten."""
        if verzinsel.getal(f"scherm {self.id}", 5):
            werk.dienst_screenen(
                self.dienst,
                op=om.date(),
                bevinding="Gebeld: geen nieuwe zorgen.",
                zicht_door="",
                door=self.verhaal.wie,
                om=om,
            )

    def _zet_in(self, om: datetime) -> None:
        self.gemaakt = diensten.dienst_inzetten(
            self.verhaal.open_dossier, soort=self.rij["soort"], op=om.date(), eigenaar=self.verhaal.wie,
            melding=self.van.melding if self.van else None, door=self.verhaal.wie, om=om,
        )  # fmt: skip

    def _begin(self, om: datetime) -> None:
        diensten.dienst_starten(self.dienst, op=om.date(), door=self.verhaal.wie, om=om)

    def _plan(self, om: datetime) -> None:
        tekst = verzinsel.lijsten()["aanpak"]
        diensten.plan_van_aanpak_maken(self.dienst, tekst=tekst, op=om.date(), door=self.verhaal.wie, om=om)

    def _schors(self, pauze: Rij) -> None:
        gemaakt: list[m.Schorsing] = []

        def schors(om: datetime) -> None:
            gemaakt.append(meldingen.klok_schorsen(
                self.dienst, termijn=pauze["termijn"], van=om.date(), grond=pauze["grond"], door=self.verhaal.wie, om=om
            ))  # fmt: skip

        def hervat(om: datetime) -> None:
            meldingen.klok_hervatten(eerste(gemaakt, "De schorsing"), tot=om.date(), door=self.verhaal.wie, om=om)

        self.verhaal.op(pauze["van"], Fase.WERKEN, schors)
        self.verhaal.op(pauze["tot"], Fase.WERKEN, hervat)

    # ------------------------------------------------------------------------------------------------------- uitvoeren

    def _uitvoeren(self) -> None:
        """Gesprekken halverwege, daarna voorwaarden en een plan."""
        begin, eind = self.rij["gestart_op"], self.rij["afgerond_op"]
        if begin is None:
            return
        halverwege = begin + ((eind - begin) / 2 if eind else timedelta(days=14))
        self.verhaal.op(halverwege, Fase.WERKEN, self._spreek)
        self.verhaal.op(eind, Fase.WERKEN, self._leg_voorwaarden_vast)

    def _spreek(self, om: datetime) -> None:
        door, op, dossier = self.verhaal.wie, om.date(), self.verhaal.open_dossier
        for betrokkene in self.verhaal.opslag.rijen(m.Betrokkene, dossier):
            # Wie voor het einde vier wordt, wordt ook gesproken.
            jaren = werkstand.leeftijd(betrokkene.persoon, self.rij["afgerond_op"] or op)
            if betrokkene.persoon.ongeboren:
                continue
            niet = verzinsel.getal(f"{self.id} {betrokkene.pk}", 25) == 0
            soort = (
                "niet" if niet else "gezien" if jaren is not None and jaren < werkstand.SPREKEN_VANAF else "gesproken"
            )
            diensten.gesprek_vastleggen(
                dossier, soort=soort, op=op, verslag="" if niet else self.verhaal.wereld.zin("gesprek", str(betrokkene.pk)),
                reden="Verblijft op een plek die wij niet kennen." if niet else "", betrokkene=betrokkene,
                dienst=self.dienst, door=door, om=om,
            )  # fmt: skip
        if self.rij["soort"] == "onderzoek":
            diensten.gesprek_vastleggen(
                dossier, soort="gesproken", op=op, verslag="Informatie van school en huisarts.", dienst=self.dienst,
                door=door, om=om,
            )  # fmt: skip

    def _leg_voorwaarden_vast(self, om: datetime) -> None:
        lijsten, door, op = verzinsel.lijsten(), self.verhaal.wie, om.date()
        for nummer in range(2):
            tekst, wie = verzinsel.kies(lijsten["voorwaarde"], f"{self.id} {nummer}")
            diensten.voorwaarde_vaststellen(
                self.dienst, tekst=tekst, wie=wie, uiterlijk_op=op + timedelta(days=28), op=op, door=door, om=om
            )
        diensten.veiligheidsplan_maken(
            self.dienst, tekst=lijsten["plan"], gemaakt_met="het gezin en het netwerk", op=op, door=door, om=om
        )

    def _rond_af(self, om: datetime) -> None:
        rij, door = self.rij, self.verhaal.wie
        gezegd, redenen = self._gezegd(om.date())
        diensten.werkstand_bijwerken(self.dienst, gezegd=gezegd, afwijkingen=redenen, door=door, om=om)
        diensten.dienst_afronden(
            self.dienst, op=om.date(), resultaat=rij["resultaat"], overdracht_aan=rij["overdracht_aan"],
            top3=rij["top3"], toelichting="Afgerond volgens plan.", door=door, om=om,
        )  # fmt: skip

    def _gezegd(self, op: date) -> tuple[dict[str, Any], dict[str, str]]:
        """Wat een zorgvuldige medewerker bij het afronden zegt, en waarom iets open mocht blijven."""
        dag, redenen = op.isoformat(), dict[str, str]()
        if self.rij["soort"] == "monitoren":
            redenen["WN-05"] = "Na overleg met de hulp gestopt; de hulp belt bij zorgen."
        alles = _GEZEGD | dict.fromkeys(_OP_DE_DAG, dag)
        velden = {veld.naam for veld in werkstand.soort(self.rij["soort"], op).over.velden()}
        return {naam: waarde for naam, waarde in alles.items() if naam in velden}, redenen

    # ------------------------------------------------------------------------------------------------------- monitoren

    def _monitoren(self, momenten: list[Rij]) -> None:
        """Alle momenten worden aan het begin afgesproken; wat lang is gemist vervalt met een reden."""
        gemaakt: dict[int, m.Monitormoment] = {}
        eind = self.rij["afgerond_op"]

        def plan(om: datetime) -> None:
            for nummer, moment in enumerate([*momenten, *self._komend(momenten)]):
                gemaakt[nummer] = overdrachten.monitormoment_plannen(
                    self.dienst, gepland_op=moment["gepland_op"], met=moment["met"], door=self.verhaal.wie, om=om
                )

        def moment_van(nummer: int) -> m.Monitormoment:
            return eerste([gemaakt[nummer]] if nummer in gemaakt else [], "Het monitormoment")

        def houd(nummer: int, moment: Rij, om: datetime) -> None:
            overdrachten.monitormoment_houden(
                moment_van(nummer), op=om.date(), cijfer=moment["veiligheidscijfer"], door=self.verhaal.wie, om=om,
                verslag=self.verhaal.wereld.zin("monitor", f"{self.id} {nummer}"), reden_eerder="in overleg eerder gehouden",
            )  # fmt: skip

        def vervalt(nummer: int, om: datetime) -> None:
            overdrachten.monitormoment_laten_vervallen(
                moment_van(nummer), reden="Geen gehoor na drie keer bellen.", op=om.date(), door=self.verhaal.wie, om=om
            )

        self.verhaal.op(self.rij["toegewezen_op"], Fase.MONITOREN, plan)
        for nummer, moment in enumerate(momenten):
            if moment["uitgevoerd_op"]:
                self.verhaal.op(moment["uitgevoerd_op"], Fase.MOMENT, lambda om, n=nummer, r=moment: houd(n, r, om))
            else:
                dag = moment["gepland_op"] + _VERVALLEN_NA
                self.verhaal.op(min(dag, eind) if eind else dag, Fase.MOMENT, lambda om, n=nummer: vervalt(n, om))

    def _komend(self, momenten: list[Rij]) -> list[Rij]:
        """Een volgend moment, zolang het monitoren loopt."""
        if self.rij["afgerond_op"]:
            return []
        vandaag = self.verhaal.wereld.vandaag
        volgend = max((moment["gepland_op"] for moment in momenten), default=self.rij["toegewezen_op"]) + _HALF_JAAR
        if volgend <= vandaag:
            volgend = vandaag + timedelta(days=3 + verzinsel.getal(self.id, 90))
        return [{"gepland_op": self.verhaal.wereld.werkdag(volgend), "met": "volwassenen_en_hulp"}]
