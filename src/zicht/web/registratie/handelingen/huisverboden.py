"""Het tijdelijk huisverbod: beoordelen, opleggen, advies, overleg, verlengen en einde. De termijnen schuiven nooit door."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen.kern import NietToegestaan, controleer_versie, eis, handeling
from zicht.web.registratie.handelingen.meldingen import volgende_controle
from zicht.web.registratie.handelingen.team import eigenaar_van, team_toegang

BEOORDELING, UITVOERING = "huisverbod_beoordeling", "huisverbod_uitvoering"


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


def huisverbod_koppelen(
    huisverbod: m.Huisverbod, dossier: m.Dossier, *, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """Zet een huisverbod bij het dossier van het gezin; vanaf dan staan zijn klokken in de werklijst."""
    with handeling("huisverbod_koppelen", "zaak.bewerken", door=door, om=om, dossier=dossier, over=huisverbod) as h:
        controleer_versie(huisverbod, versie)
        eis(huisverbod.dossier_id is None, "Dit huisverbod hoort al bij een dossier.")
        eis(dossier.gesloten_op is None, "Dit dossier is gesloten.")
        huisverbod.dossier = dossier
        h.bewaar(huisverbod)
        h.gebeurtenis("huisverbod bij dit dossier gezet", om.date(), dossier=dossier, kenmerk=huisverbod.kenmerk)


def huisverbod_besluit(
    huisverbod: m.Huisverbod,
    *,
    opgelegd: bool,
    op: date,
    gezegd: Mapping[str, Any] | None = None,
    redenen: Mapping[str, str] | None = None,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Leg vast of de burgemeester het huisverbod oplegde; dan beginnen de termijnen, en is de beoordeling klaar."""
    controleer_versie(huisverbod, versie)
    eis(huisverbod.opgelegd_op is None and huisverbod.niet_opgelegd_op is None, "Het besluit ligt al vast.")
    eis(huisverbod.beoordeeld_op <= op, "Het besluit kan niet voor de beoordeling liggen.")
    velden = {"opgelegd_op" if opgelegd else "niet_opgelegd_op": op}
    tekst = "huisverbod opgelegd" if opgelegd else "huisverbod niet opgelegd"
    _zet(huisverbod, tekst, op, door, om, BEOORDELING, _erbij(huisverbod, gezegd, redenen) | velden)


def huisverbod_advies_geven(
    huisverbod: m.Huisverbod, *, op: date, advies: str = "", door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """Het advies aan de burgemeester over aflopen of verlengen."""
    _loopt(huisverbod, op, versie)
    _zet(huisverbod, "advies aan de burgemeester over het huisverbod", op, door, om,
         velden={"advies_op": op, "advies": advies})  # fmt: skip


def huisverbod_overleg(
    huisverbod: m.Huisverbod, *, op: date, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """Het multidisciplinair overleg met alle partijen."""
    _loopt(huisverbod, op, versie)
    _zet(huisverbod, "overleg over het huisverbod", op, door, om, velden={"mdo_op": op})


def huisverbod_verlengen(
    huisverbod: m.Huisverbod, *, op: date, tot: date, door: Gebruiker, om: datetime, versie: int | None = None
) -> None:
    """Verleng het huisverbod, nooit langer dan de wet toelaat."""
    _loopt(huisverbod, op, versie)
    assert huisverbod.opgelegd_op is not None
    eis(huisverbod.verlengd_op is None, "Dit huisverbod is al verlengd.")
    einde = werkstand.einde_huisverbod(huisverbod)
    eis(op <= einde, f"Het huisverbod liep tot en met {einde:%d-%m-%Y}. Daarna kan het niet meer worden verlengd.")
    uiterste = werkstand.uiterste_einde_huisverbod(huisverbod.opgelegd_op)
    eis(einde < tot <= uiterste, f"Een huisverbod kan worden verlengd tot en met {uiterste:%d-%m-%Y}. "
                                 f"Nu loopt het tot en met {einde:%d-%m-%Y}.")  # fmt: skip
    _zet(huisverbod, "huisverbod verlengd", op, door, om, velden={"verlengd_op": op, "verlengd_tot": tot})


def huisverbod_beeindigen(
    huisverbod: m.Huisverbod,
    *,
    op: date,
    gezegd: Mapping[str, Any] | None = None,
    redenen: Mapping[str, str] | None = None,
    door: Gebruiker,
    om: datetime,
    versie: int | None = None,
) -> None:
    """Het huisverbod is afgelopen of ingetrokken.

    Keuze: een huisverbod eindigt door de wet of de burgemeester, dus Zicht kan het einde niet tegenhouden. Wat dan nog
    open staat, mag open blijven met een reden.
    """
    _loopt(huisverbod, op, versie)
    einde = werkstand.einde_huisverbod(huisverbod)
    eis(op <= einde, f"Dit huisverbod liep tot en met {einde:%d-%m-%Y}.")
    velden = _erbij(huisverbod, gezegd, redenen) | {"beeindigd_op": op}
    _zet(huisverbod, "huisverbod beëindigd", op, door, om, UITVOERING, velden)


def _loopt(huisverbod: m.Huisverbod, op: date, versie: int | None) -> None:
    controleer_versie(huisverbod, versie)
    eis(huisverbod.opgelegd_op is not None, "Dit huisverbod is niet opgelegd.")
    eis(huisverbod.beeindigd_op is None, "Dit huisverbod is al beëindigd.")
    eis(huisverbod.opgelegd_op is None or huisverbod.opgelegd_op <= op, "De dag ligt voor het opleggen.")


def _erbij(
    huisverbod: m.Huisverbod, gezegd: Mapping[str, Any] | None, redenen: Mapping[str, str] | None
) -> dict[str, Any]:
    return {
        "werkstand": {**huisverbod.werkstand, **(gezegd or {})},
        "afwijkingen": {**huisverbod.afwijkingen, **(redenen or {})},
    }


def _zet(
    huisverbod: m.Huisverbod,
    tekst: str,
    op: date,
    door: Gebruiker,
    om: datetime,
    klaar: str = "",
    velden: Mapping[str, Any] | None = None,
) -> None:
    """Zet velden; met `klaar` is dat onderdeel van het werkproces daarmee af en worden zijn punten nagekeken."""
    dossier = huisverbod.dossier
    with handeling(
        tekst.replace(" ", "_")[:40], "zaak.bewerken", door=door, om=om, dossier=dossier, over=huisverbod
    ) as h:
        eis(op <= om.date(), "De dag ligt in de toekomst.")
        nieuw = dict(velden or {}, laatste_controle_op=op, volgende_controle_op=volgende_controle(op, "hoog"))
        oud = {naam: getattr(huisverbod, naam) for naam in nieuw}
        _vul(huisverbod, nieuw)
        if klaar and (punten := _open(huisverbod, klaar, op)):
            _vul(huisverbod, oud)
            raise NietToegestaan(*punten)
        h.bewaar(huisverbod)
        if dossier is not None:
            h.gebeurtenis(tekst, op, dossier=dossier, kenmerk=huisverbod.kenmerk)


def _vul(huisverbod: m.Huisverbod, velden: Mapping[str, Any]) -> None:
    for naam, waarde in velden.items():
        setattr(huisverbod, naam, waarde)


def _open(huisverbod: m.Huisverbod, klaar: str, op: date) -> list[str]:
    punten = werkstand.open_punten(klaar, werkstand.van_huisverbod(huisverbod), huisverbod, op)
    met_reden = {regel for regel, reden in huisverbod.afwijkingen.items() if reden and klaar == UITVOERING}
    return [punt.boodschap for punt in punten if punt.regel not in met_reden]
