"""Het verhaal van een dossier: uit zijn feiten de handelingen, op volgorde van dag."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m
from zicht.web.registratie.handelingen import dossiers, meldingen, overdrachten, personen
from zicht.web.registratie.inladen import verzinsel
from zicht.web.registratie.inladen.bron import Rij
from zicht.web.registratie.inladen.dienstverhaal import Dienstverhaal
from zicht.web.registratie.inladen.fasen import Fase
from zicht.web.registratie.inladen.huisverbodverhaal import huisverbod
from zicht.web.registratie.inladen.meldingverhaal import Meldingverhaal
from zicht.web.registratie.inladen.wereld import Wereld, eerste
from zicht.web.registratie.opslag import Opslag

Stap = Callable[[datetime], None]
_REDENEN = {
    "WD-06": "Het monitoren is aan het lokale team overgedragen.",
    "WD-07": "De melder was niet meer te bereiken.",
    "WD-08": "Informeren is uitgesteld in het belang van de veiligheid.",
}


class Tegengehouden(ZichtFout):
    """Een stap van een dossier die het werkproces niet toelaat."""

    status = 1

    def __init__(self, dossier: str, bron: tuple[str, str], dag: date, fout: ZichtFout) -> None:
        super().__init__(f"Dossier {dossier} kan zo niet zijn gelopen:", *fout.regels)
        self.bron, self.dag, self.reden = bron, dag, " ".join(fout.regels)


class Verhaal:
    """Een dossier met alles wat erin gebeurde."""

    def __init__(self, wereld: Wereld, opslag: Opslag, rij: Rij) -> None:
        self.wereld, self.opslag, self.rij, self.id = wereld, opslag, rij, rij["dossier_id"]
        self.dossier: m.Dossier | None = None
        self.stappen: list[tuple[date, Fase, int, Stap, tuple[str, str]]] = []
        self.bron = ("dossier", self.id)  # de rij waaruit de stappen nu komen
        team = wereld.bezetting.team(rij["gemeente"])
        self.regio = verzinsel.kies(wereld.bezetting.regio[team.naam], self.id)
        self.teamleider = wereld.bezetting.een[Rol.TEAMLEIDER]

    def op(self, dag: date | None, fase: Fase, doe: Stap) -> None:
        """Zet een stap op zijn dag; een dag die nog moet komen gebeurt niet."""
        if dag is not None and dag <= self.wereld.vandaag:
            self.stappen.append((dag, fase, len(self.stappen), doe, self.bron))

    @property
    def wie(self) -> Gebruiker:
        """Wie nu aan het dossier werkt: het regioteam als het daar ligt, anders Team Toegang."""
        dossier = self.open_dossier
        return self.regio if dossier.team_id == self.regio.team_id else self.toegang(self.id)

    def toegang(self, sleutel: str) -> Gebruiker:
        """Een medewerker van Team Toegang."""
        return verzinsel.kies(self.wereld.bezetting.toegang, sleutel)

    @property
    def open_dossier(self) -> m.Dossier:
        """Het dossier, nadat de eerste melding het opende."""
        if self.dossier is None:
            raise ZichtFout(f"Dossier {self.id} heeft voor deze stap nog geen melding.")
        return self.dossier

    def naar_regioteam(self, om: datetime) -> None:
        """Het regioteam gaat verder."""
        team = self.wereld.bezetting.team(self.rij["gemeente"])
        dossiers.dossier_naar_team(
            self.open_dossier, team=team, eigenaar=self.regio, reden="vervolgdienst", door=self.teamleider, om=om
        )

    def betrokkenen(self, rijen: list[Rij]) -> tuple[personen.Betrokkenheid, ...]:
        """De mensen in dit dossier; wie hier al bekend is blijft dezelfde."""
        uit: list[personen.Betrokkenheid] = []
        for rij in rijen:
            gezin = self.wereld.gezinnen.get(rij["persoon_id"])
            if gezin is None:
                gezin = self.id
                self.wereld.onthoud(self.wereld.gezinnen, rij["persoon_id"], gezin)
            bekend = self.wereld.personen.get(rij["persoon_id"])
            mens = None if bekend else self._mens(rij, gezin)
            thuis = rij["rol"] != "pleger" or verzinsel.getal(rij["persoon_id"], 3) > 0
            uit.append(personen.Betrokkenheid(rij["rol"], mens, bekend, woont_hier=thuis))
        return tuple(uit)

    def _mens(self, rij: Rij, gezin: str) -> personen.Mens:
        if self.wereld.verzin:
            return verzinsel.mens(rij["persoon_id"], gezin, rij["rol"], rij["geboortejaar"], rij["geslacht"])
        ongeboren = rij["geboortejaar"] == verzinsel.ONGEBOREN
        return personen.Mens(
            geslacht=rij["geslacht"], geboortejaar=None if ongeboren else rij["geboortejaar"], ongeboren=ongeboren
        )

    def eerdere(self, rijen: list[Rij], op: date) -> tuple[m.Dossier, ...]:
        """De gesloten dossiers van deze mensen."""
        gevonden = [d for rij in rijen for d in self.wereld.eerder.get(rij["persoon_id"], ())]
        return tuple({d.pk: d for d in gevonden if d.gesloten_op and d.gesloten_op <= op}.values())

    def onthoud(self, rijen: list[Rij]) -> None:
        """Na de eerste melding: wie deze mensen zijn en waar zij in voorkwamen."""
        dossier = self.open_dossier
        for rij, betrokkene in zip(rijen, self.opslag.rijen(m.Betrokkene, dossier), strict=True):
            if rij["persoon_id"] not in self.wereld.personen:
                self.wereld.onthoud(self.wereld.personen, rij["persoon_id"], betrokkene.persoon)
            self.wereld.kwam_voor(rij["persoon_id"], dossier)
        if self.wereld.verzin and verzinsel.getal(f"vlag {self.id}", 18) == 0:
            soort, tekst = verzinsel.kies(verzinsel.lijsten()["vlag"], self.id)
            personen.contactvlag_zetten(
                dossier, soort=soort, tekst=tekst, betrokkene=None, op=dossier.geopend_op,
                door=self.toegang(self.id), om=self.wereld.om(dossier.geopend_op, 1),
            )  # fmt: skip

    # ------------------------------------------------------------------------------------------------------- overdragen

    def overdragen(self, zaak: Callable[[], m.Melding | m.Dienst], rij: Rij, besluit_op: date | None) -> None:
        """Bied aan elke ontvanger aan op de dag van het besluit; de dag van aanvaarden staat in de feiten."""
        for ontvanger in rij["overdracht_aan"]:
            self._overdracht(zaak, ontvanger, rij["overgedragen_op"], besluit_op)

    def _overdracht(
        self,
        zaak: Callable[[], m.Melding | m.Dienst],
        ontvanger: str,
        aanvaard_op: date | None,
        besluit_op: date | None,
    ) -> None:
        lijsten, gemaakt = verzinsel.lijsten(), list[m.Overdracht]()

        def bied_aan(om: datetime) -> None:
            gemaakt.append(overdrachten.overdracht_aanbieden(
                zaak(), soort=ontvanger, ontvanger="", afspraken=lijsten["afspraken"], zicht_door="de ontvanger",
                op=om.date(), opnieuw_melden=lijsten["opnieuw_melden"], door=self.wie, om=om,
            ))  # fmt: skip

        def aanvaard(om: datetime) -> None:
            overdracht = eerste(gemaakt, "De overdracht")
            overdrachten.overdracht_beantwoorden(overdracht, aanvaard=True, op=om.date(), door=self.wie, om=om)
            overdrachten.overdracht_bevestigen(overdracht, op=om.date(), door=self.wie, om=om)
            if verzinsel.getal(f"hulp {overdracht.pk}", 10) > 1:
                overdrachten.hulp_begonnen(overdracht, op=om.date(), door=self.wie, om=om)

        if besluit_op is not None:
            self.op(besluit_op, Fase.AANBIEDEN, bied_aan)
            self.op(aanvaard_op, Fase.AANVAARDEN, aanvaard)

    # ----------------------------------------------------------------------------------------------------------- spelen

    def speel(self, tabellen: dict[str, dict[str, list[Rij]]]) -> None:
        """Voer alle stappen uit op volgorde van dag."""
        rijen = sorted(tabellen["melding"].get(self.id, []), key=lambda rij: (rij["ontvangen_op"], rij["melding_id"]))
        mensen = tabellen["betrokkene"].get(self.id, [])
        diensten = tabellen["dienst"].get(self.id, [])
        verhalen = {rij["melding_id"]: Meldingverhaal(self, rij, diensten) for rij in rijen}
        for nummer, verhaal in enumerate(verhalen.values()):
            verhaal.vertel(mensen if nummer == 0 else [])
        for rij in diensten:
            verhaal = Dienstverhaal(self, rij, verhalen.get(rij["melding_id"]))
            verhaal.vertel(
                tabellen["monitormoment"].get(rij["dienst_id"], []), tabellen["schorsing"].get(rij["dienst_id"], [])
            )
        for rij in tabellen["huisverbod"].get(self.id, []):
            self.bron = ("huisverbod", rij["huisverbod_id"])
            huisverbod(self.op, rij, lambda: self.open_dossier, self.toegang(self.id))
        self.bron = ("dossier", self.id)
        self.op(self.rij["gesloten_op"], Fase.SLUITEN, self._sluit)
        for stap, (dag, _, _, doe, bron) in enumerate(sorted(self.stappen, key=lambda s: s[:3])):
            try:
                doe(self.wereld.om(dag, min(stap, 60)))
            except ZichtFout as fout:
                raise Tegengehouden(self.id, bron, dag, fout) from fout

    def _sluit(self, om: datetime) -> None:
        overdrachten.dossier_sluiten(
            self.open_dossier, sluitroute=self.rij["sluitroute"], op=om.date(), door=self.wie, om=om, redenen=_REDENEN
        )

    def screen_opnieuw(self, melding: m.Melding, wachtdagen: int) -> None:
        """Wie wacht wordt opnieuw gescreend; een op de vijf keer is dat vergeten."""
        dag = self.wereld.feiten.peildatum - timedelta(days=verzinsel.getal(melding.kenmerk, 4))
        if wachtdagen > 4 and verzinsel.getal(f"scherm {self.id}", 5):
            meldingen.urgentie_bepalen(
                melding, urgentie=melding.urgentie or "midden", reden="Gebeld: geen nieuwe zorgen.", op=dag,
                door=self.toegang(self.id), om=self.wereld.om(dag, 50),
            )  # fmt: skip


def speel(wereld: Wereld, opslag: Opslag, rij: Rij, tabellen: dict[str, dict[str, list[Rij]]]) -> m.Dossier:
    """Speel een dossier na; een stap die niet mag zegt om welke rij van welk dossier het gaat."""
    verhaal = Verhaal(wereld, opslag, rij)
    verhaal.speel(tabellen)
    return verhaal.open_dossier
