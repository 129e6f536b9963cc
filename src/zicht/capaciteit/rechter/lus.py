"""De trage rechter: dezelfde regels als de kern, opgeschreven om te lezen en niet om snel te zijn.

Zaken zijn objecten, dagen zijn datums, en wat er wacht of loopt wordt telkens opnieuw bij elkaar gezocht. Er wordt onderweg niets geteld:
na afloop volgt elk getal uit de datums van de zaken. De nummers in het commentaar zijn de regels uit `model`.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from math import ceil, floor

from zicht.capaciteit.model import Model, Nawerk, Post, Vervolg
from zicht.capaciteit.rechter.loten import (
    EEN_DAG,
    UREN_PER_DAG,
    Agenda,
    Zaak,
    beslag,
    loot_bezetting,
    loot_zaken,
    micro,
    opgeteld,
    verwacht_aanwezig,
)  # fmt: skip
from zicht.capaciteit.toeval import Bron, Veld, bronnummer, deel, keuze, kwantiel, onder, poisson, wortel


@dataclass(slots=True)
class Verloop:
    """Wat er in een herhaling gebeurd is."""

    model: Model
    zaken: list[Zaak]
    controles: list[tuple[date, int]] = field(default_factory=list[tuple[date, int]])  # dag en groep
    uren: Counter[tuple[date, int]] = field(default_factory=Counter[tuple[date, int]])  # per dag en team, miljoensten
    bezet: Counter[tuple[date, int]] = field(default_factory=Counter[tuple[date, int]])
    mensen: Counter[tuple[date, int]] = field(default_factory=Counter[tuple[date, int]])


def speel(model: Model, zaad: int, herhaling: int) -> Verloop:
    """Speel een herhaling."""
    return _Spel(model, wortel(zaad, herhaling)).speel()


class _Spel:
    def __init__(self, model: Model, wortel: int) -> None:
        self.model, self.agenda, self.wortel = model, Agenda.van(model), wortel
        self.oud, self.buiten = loot_zaken(model, self.agenda, wortel)
        self.verloop = Verloop(model, self.oud + self.buiten)
        werkdagen = len(self.agenda.werkdagen)
        self.bezetting = [loot_bezetting(team, wortel, werkdagen) for team in model.teams]
        self.last = Counter[tuple[int, int]]()  # vast werk per team en werkdag
        self.ruimte = [0] * len(model.teams)
        self.dag = model.begin

    def speel(self) -> Verloop:
        self.zet_vast_werk_klaar()
        for zaak in self.oud:
            if zaak.wacht:
                sinds = zaak.ontvangen_op if zaak.post is Post.BEOORDELING else zaak.beoordeeld_op or zaak.ontvangen_op
                self.ga_wachten(zaak, float(self.agenda.werkdag(sinds)))
        for werkdag, dag in enumerate(self.agenda.werkdagen):
            self.dag = dag
            self.gebeurt(float(werkdag))
            self.hermeld(werkdag)
            self.begin_dag(werkdag, self.controleer(werkdag))
            self.pak_op(float(werkdag))
            while (moment := self.volgend_moment()) < werkdag + 1:
                self.gebeurt(moment)
                self.pak_op(moment)
            for zaak in self.lopend():
                self.verloop.bezet[self.dag, self.model.werk[zaak.post].team] += zaak.beslag
        return self.verloop

    # ------------------------------------------------------------------------------------------ wie wacht en wie loopt

    def wachtend(self, post: Post) -> list[Zaak]:
        """Wie op deze post wacht, de voorste eerst (regel 4)."""
        wie = [zaak for zaak in self.verloop.zaken if zaak.wacht and zaak.post is post]
        return sorted(wie, key=lambda zaak: (zaak.voorrang, zaak.nummer))

    def lopend(self) -> list[Zaak]:
        return [zaak for zaak in self.verloop.zaken if zaak.loopt]

    def volgend_moment(self) -> float:
        momenten = [zaak.klaar for zaak in self.lopend()] + [zaak.moment for zaak in self.buiten]
        return min(momenten, default=float("inf"))

    # -------------------------------------------------------------------------------------------------- gebeurtenissen

    def gebeurt(self, moment: float) -> None:
        """Alles wat op dit moment afgerond wordt, en alles wat aankomt (regel 1)."""
        for zaak in [zaak for zaak in self.lopend() if zaak.klaar <= moment]:
            self.rond_af(zaak, moment)
        for zaak in [zaak for zaak in self.buiten if zaak.moment <= moment]:
            self.buiten.remove(zaak)
            zaak.wacht = True
            self.ga_wachten(zaak, zaak.moment)

    def ga_wachten(self, zaak: Zaak, sinds: float) -> None:
        """In de rij van haar post, op haar eigen ontvangst en met voorsprong naar urgentie (regels 4 en 5)."""
        zaak.wacht = True
        zaak.voorrang = zaak.moment - self.model.beleid.voorsprong[zaak.urgentie]
        werk = self.model.werk[zaak.post]
        if zaak.post is Post.BEOORDELING:
            self.zet_werk(zaak, zaak.duur, zaak.uren)
        else:
            duur = kwantiel(werk.doorlooptijd.kwantielen, deel(zaak.sleutel, Veld.DIENST_DUUR))
            uren = kwantiel(werk.inspanning.kwantielen, deel(zaak.sleutel, Veld.DIENST_INSPANNING))
            self.zet_werk(zaak, duur, uren)
        om = self.model.controle.om_werkdagen[zaak.urgentie] if self.model.controle else 0
        zaak.controle = sinds + om if om > 0 else None
        while zaak.controle is not None and zaak.controle < 0:
            zaak.controle += om

    def zet_werk(self, zaak: Zaak, duur: float, uren: float) -> None:
        """De doorlooptijd en wat de zaak per werkdag vraagt (regel 2); nooit meer dan een volle dag."""
        vast = self.model.werk[zaak.post].vast_beslag
        zaak.klaar = duur if vast > 0 else max(duur, uren / UREN_PER_DAG)  # wordt een moment als zij begint
        zaak.beslag = beslag(vast, uren, zaak.klaar)

    def rond_af(self, zaak: Zaak, moment: float) -> None:
        """Klaar op deze post: nawerk plannen, en na de beoordeling het vervolg loten (regel 5)."""
        zaak.loopt = False
        if zaak.post is not Post.BEOORDELING:
            zaak.afgerond_op = self.dag
            self.plan(self.model.nawerk_dienst, moment)
            return
        zaak.beoordeeld_op = self.dag
        kansen = opgeteld(self.model.vervolg[zaak.urgentie])
        zaak.vervolg = keuze(kansen, deel(zaak.sleutel, Veld.VERVOLG))
        self.plan(self.model.nawerk_beoordeling.get(Vervolg(zaak.vervolg), ()), moment)
        if zaak.vervolg in (Vervolg.VOORWAARDEN_EN_VERVOLG, Vervolg.ONDERZOEK):
            zaak.post = zaak.dienst = Post(zaak.vervolg + 1)
            self.ga_wachten(zaak, moment)

    def plan(self, nawerk: tuple[Nawerk, ...], moment: float) -> None:
        for werk in nawerk:
            self.last[werk.team, floor(moment) + max(werk.na_werkdagen, 1)] += micro(werk.uren)

    def hermeld(self, werkdag: int) -> None:
        """Regel 6: een tweede melding in dezelfde zaak."""
        for zaak in self.wachtend(Post.BEOORDELING):
            if zaak.hermeld_dag == werkdag:
                zaak.hermeld_op = self.dag
                self.zet_werk(zaak, zaak.duur, zaak.uren + self.model.hermelding.extra_uren)
                if zaak.wordt_hoog:
                    zaak.urgentie = 0
                    zaak.voorrang = zaak.moment - self.model.beleid.voorsprong[0]

    def controleer(self, werkdag: int) -> int:
        """Hoeveel wachtenden vandaag aan een controle toe zijn."""
        aantal, controle = 0, self.model.controle
        for post in Post:
            for zaak in self.wachtend(post):
                if controle and zaak.controle is not None and ceil(zaak.controle) == werkdag:
                    aantal += 1
                    self.verloop.controles.append((self.dag, zaak.groep))
                    om = controle.om_werkdagen[zaak.urgentie]
                    zaak.controle = zaak.controle + om if om > 0 else None
        return aantal

    # ----------------------------------------------------------------------------------------------------------- ruimte

    def begin_dag(self, werkdag: int, controles: int) -> None:
        """Regel 3: de uren van vandaag, eerst naar de vaste lasten; wat niet past schuift door."""
        if self.model.controle:
            self.last[self.model.controle.team, werkdag] += controles * micro(self.model.controle.uren)
        for team in range(len(self.model.teams)):
            uren, last = self.uren(team, werkdag), self.last[team, werkdag]
            gedaan = min(uren, last)
            self.last[team, werkdag + 1] += last - gedaan
            self.ruimte[team] = uren - gedaan
            self.verloop.uren[self.dag, team] += uren
            self.verloop.bezet[self.dag, team] += gedaan
            bezetting = self.bezetting[team]
            self.verloop.mensen[self.dag, team] += bezetting.vol[werkdag] + bezetting.nieuw[werkdag]

    def uren(self, nummer: int, werkdag: int) -> int:
        """Rooster maal bezetting, met extra mensen, en harder of zachter naar de lengte van de rij."""
        team, bezetting = self.model.teams[nummer], self.bezetting[nummer]
        uren, verwacht = team.uren[werkdag] * 1_000_000, verwacht_aanwezig(team)
        if team.personen > 0 and verwacht > 0:
            mensen = bezetting.vol[werkdag] + team.inwerkdeel * bezetting.nieuw[werkdag]
            uren = uren * mensen / (team.personen * verwacht)
        uren = max(uren + self.uren_extra(nummer), 0.0)
        if team.reactie and team.rij_gewoon > 0:
            rij = sum(len(self.wachtend(post)) for post in Post if self.model.werk[post].team == nummer)
            uren = max(uren * (1.0 + team.reactie * _verdubbelingen(rij / team.rij_gewoon)), 0.0)
        return int(uren + 0.5)

    def uren_extra(self, team: int) -> int:
        uren = 0.0
        for mensen in self.model.extra:
            if mensen.team == team and mensen.van <= self.dag <= mensen.tot_en_met:
                werkdagen = sum(self.model.kalender.is_werkdag(dag) for dag in _dagen(mensen.van, self.dag))
                nieuw = werkdagen < mensen.inwerk_werkdagen
                uren += mensen.fte * mensen.uren_per_werkdag * (mensen.inwerkdeel if nieuw else 1.0)
        return micro(uren)

    def zet_vast_werk_klaar(self) -> None:
        """Het vaste werk per werkdag; van een vrije dag komt het bij de eerstvolgende werkdag."""
        beleid = self.model.beleid
        for vast in self.model.vastwerk:
            bron = bronnummer(f"{vast.titel}|{self.model.teams[vast.team].code}")
            eigen = onder(self.wortel, Bron.VASTWERK, bron)
            for n, uren in enumerate(vast.per_dag):
                datum = self.model.begin + n * EEN_DAG
                al_stil = beleid.stil_van is None or beleid.stil_van <= datum
                nog_stil = beleid.stil_tot_en_met is None or datum <= beleid.stil_tot_en_met
                if vast.uitstelbaar and al_stil and nog_stil:
                    uren *= 1.0 - beleid.stilgelegd  # noqa: PLW2901 - wat er van over is
                if vast.ruis:
                    hoeveel = poisson(deel(eigen, n), uren / vast.uren_per_keer) * micro(vast.uren_per_keer)
                else:
                    hoeveel = micro(uren)
                self.last[vast.team, self.agenda.werkdag(datum)] += hoeveel

    # ---------------------------------------------------------------------------------------------------------- oppakken

    def pak_op(self, moment: float) -> None:
        """Regel 4: steeds de voorste van alle posten die een zaak kwijt kan."""
        while kandidaten := [rij[0] for post in Post if (rij := self.wachtend(post)) and self.past(rij[0])]:
            zaak = min(kandidaten, key=lambda zaak: (zaak.voorrang, zaak.nummer))
            zaak.wacht, zaak.loopt, zaak.klaar = False, True, moment + zaak.klaar
            if zaak.post is Post.BEOORDELING:
                zaak.opgepakt_op = self.dag
            else:
                zaak.gestart_op = self.dag

    def past(self, zaak: Zaak) -> bool:
        """Of er ruimte is, als wat voor andere posten gereserveerd is vrij blijft. Een leeg team begint altijd."""
        team = self.model.werk[zaak.post].team
        bezet = {post: sum(z.beslag for z in self.lopend() if z.post is post) for post in Post}
        eigen_posten = [post for post in Post if self.model.werk[post].team == team]
        in_gebruik = sum(bezet[post] for post in eigen_posten)
        if in_gebruik == 0:
            return self.ruimte[team] > 0
        vrij_te_houden = sum(
            max(int(self.model.werk[post].reserve * self.ruimte[team] + 0.5) - bezet[post], 0)
            for post in eigen_posten
            if post is not zaak.post
        )
        return zaak.beslag <= self.ruimte[team] - in_gebruik - vrij_te_houden


def _verdubbelingen(verhouding: float) -> float:
    """Hoe vaak de rij verdubbeld is; tussen twee verdubbelingen een rechte lijn, hooguit twee keer op of neer."""
    if verhouding >= 4:
        return 2.0
    if verhouding <= 0.25:
        return -2.0
    macht = max(m for m in (-2, -1, 0, 1) if verhouding >= 2.0**m)
    return macht + verhouding / 2.0**macht - 1.0


def _dagen(van: date, tot: date) -> list[date]:
    return [van + n * EEN_DAG for n in range((tot - van).days)]
