"""Het tijdelijk huisverbod: beoordelen, opleggen, advies, overleg, verlengen en einde. De termijnen schuiven nooit door."""

from datetime import date, datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen.kern import eis, handeling
from zicht.web.registratie.handelingen.meldingen import volgende_controle
from zicht.web.registratie.handelingen.team import eigenaar_van, team_toegang


def huisverbod_beoordelen(
    *, op: date, rihg_advies: str, gemeente: str = "", dossier: m.Dossier | None = None, door: Gebruiker, om: datetime
) -> m.Huisverbod:
    """Leg de beoordeling ter plaatse vast, met het advies volgens de RiHG."""
    team = team_toegang(door)
    huisverbod = m.Huisverbod(
        kenmerk=m.nieuw_kenmerk("H", op.year), dossier=dossier, gemeente=gemeente, beoordeeld_op=op,
        rihg_advies=rihg_advies, team=team, eigenaar=eigenaar_van(team, door), laatste_controle_op=op,
        volgende_controle_op=volgende_controle(op, "hoog"),
    )  # fmt: skip
    with handeling("huisverbod_beoordelen", "zaak.bewerken", door=door, om=om, dossier=dossier, over=huisverbod) as h:
        eis(op <= om.date(), "De dag ligt in de toekomst.")
        h.bewaar(huisverbod)
        if dossier is not None:
            h.gebeurtenis("beoordeeld voor een tijdelijk huisverbod", op, dossier=dossier, kenmerk=huisverbod.kenmerk)
    return huisverbod


def huisverbod_besluit(
    huisverbod: m.Huisverbod, *, opgelegd: bool, op: date, door: Gebruiker, om: datetime
) -> None:  # fmt: skip
    """Leg vast of de burgemeester het huisverbod oplegde; dan beginnen de termijnen."""
    eis(huisverbod.opgelegd_op is None and huisverbod.niet_opgelegd_op is None, "Het besluit ligt al vast.")
    eis(huisverbod.beoordeeld_op <= op, "Het besluit kan niet voor de beoordeling liggen.")
    velden = {"opgelegd_op" if opgelegd else "niet_opgelegd_op": op}
    _zet(huisverbod, "huisverbod opgelegd" if opgelegd else "huisverbod niet opgelegd", op, door, om, **velden)


def huisverbod_advies_geven(
    huisverbod: m.Huisverbod, *, op: date, advies: str = "", door: Gebruiker, om: datetime
) -> None:
    """Het advies aan de burgemeester over aflopen of verlengen."""
    _loopt(huisverbod)
    _zet(huisverbod, "advies aan de burgemeester over het huisverbod", op, door, om, advies_op=op, advies=advies)


def huisverbod_overleg(huisverbod: m.Huisverbod, *, op: date, door: Gebruiker, om: datetime) -> None:
    """Het multidisciplinair overleg met alle partijen."""
    _loopt(huisverbod)
    _zet(huisverbod, "overleg over het huisverbod", op, door, om, mdo_op=op)


def huisverbod_verlengen(huisverbod: m.Huisverbod, *, op: date, tot: date, door: Gebruiker, om: datetime) -> None:
    """Verleng het huisverbod, nooit langer dan de wet toelaat."""
    _loopt(huisverbod)
    assert huisverbod.opgelegd_op is not None
    uiterste = werkstand.uiterste_einde_huisverbod(huisverbod.opgelegd_op)
    eis(tot <= uiterste, f"Een huisverbod mag duren tot en met {uiterste:%d-%m-%Y}.")
    _zet(huisverbod, "huisverbod verlengd", op, door, om, verlengd_op=op, verlengd_tot=tot)


def huisverbod_beeindigen(huisverbod: m.Huisverbod, *, op: date, door: Gebruiker, om: datetime) -> None:
    """Het huisverbod is afgelopen of ingetrokken."""
    _loopt(huisverbod)
    _zet(huisverbod, "huisverbod beëindigd", op, door, om, beeindigd_op=op)


def _loopt(huisverbod: m.Huisverbod) -> None:
    eis(huisverbod.opgelegd_op is not None, "Dit huisverbod is niet opgelegd.")
    eis(huisverbod.beeindigd_op is None, "Dit huisverbod is al beëindigd.")


def _zet(huisverbod: m.Huisverbod, tekst: str, op: date, door: Gebruiker, om: datetime, **velden: object) -> None:
    dossier = huisverbod.dossier
    with handeling(
        tekst.replace(" ", "_")[:60], "zaak.bewerken", door=door, om=om, dossier=dossier, over=huisverbod
    ) as h:
        eis(op <= om.date(), "De dag ligt in de toekomst.")
        for naam, waarde in velden.items():
            setattr(huisverbod, naam, waarde)
        huisverbod.laatste_controle_op = op
        h.bewaar(huisverbod)
        if dossier is not None:
            h.gebeurtenis(tekst, op, dossier=dossier, kenmerk=huisverbod.kenmerk)
