"""Wat de trage rechter telt: elk getal van de uitkomst, opnieuw uit de datums van de zaken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zicht.capaciteit.model import Model, Post, Vervolg
from zicht.capaciteit.rechter.lus import Verloop, Zaak
from zicht.capaciteit.uitkomst import INDICATOREN, Maat
from zicht.core.termijnen import uiterste_datum


@dataclass(frozen=True, slots=True)
class Melding:
    """Een melding: van een nieuwe zaak, of een tweede in dezelfde zaak."""

    zaak: Zaak
    ontvangen_op: date


@dataclass(slots=True)
class Telling:
    """De uitkomst van een herhaling, in de vorm van `kern.stand.Uit`."""

    week: list[list[list[int]]]  # [week][maat][groep]
    team: list[list[list[int]]]  # [week][team][uren, bezet, mensdagen]
    termijn_week: list[list[list[int]]]  # [week][indicator][alle, op tijd]
    termijn_groep: list[list[list[int]]]
    vervolg: list[list[int]]
    som: list[int]  # dagen van ontvangst tot oppakken, en van hoeveel meldingen


def tel(verloop: Verloop) -> Telling:
    """Tel na wat er gebeurd is."""
    model = verloop.model
    weken = [_week(model, week) for week in range(model.weken)]
    return Telling(
        [
            [[_maat(verloop, maat, van, tot, g) for g in range(len(model.groepen))] for maat in Maat]
            for van, tot in weken
        ],
        [[_uren(verloop, team, van, tot) for team in range(len(model.teams))] for van, tot in weken],
        [[_op_tijd(verloop, code, van, tot, None) for code in INDICATOREN] for van, tot in weken],
        [
            [_op_tijd(verloop, code, weken[0][0], weken[-1][1], g) for code in INDICATOREN]
            for g in range(len(model.groepen))
        ],
        [[_besluiten(verloop, vervolg, van, tot) for vervolg in Vervolg] for van, tot in weken],
        _wachttijd(verloop, weken[0][0], weken[-1][1]),
    )


def _week(model: Model, week: int) -> tuple[date, date]:
    begin, einde = model.begin + timedelta(days=model.opwarmdagen), model.begin + timedelta(days=model.dagen - 1)
    van = begin + timedelta(weeks=week)
    return van, min(van + timedelta(days=6), einde)


def _meldingen(verloop: Verloop, groep: int | None = None) -> Iterator[Melding]:
    for zaak in verloop.zaken:
        if groep is None or zaak.groep == groep:
            yield Melding(zaak, zaak.ontvangen_op)
            if zaak.hermeld_op:
                yield Melding(zaak, zaak.hermeld_op)


def _maat(verloop: Verloop, maat: Maat, van: date, tot: date, groep: int) -> int:
    meldingen = list(_meldingen(verloop, groep))
    zaken = [zaak for zaak in verloop.zaken if zaak.groep == groep]
    match maat:
        case Maat.ONTVANGEN:  # de startlijst was er al
            oud = set(range(len(verloop.model.start)))
            return sum(
                _in(m.ontvangen_op, van, tot)
                for m in meldingen
                if m.zaak.nummer not in oud or m.zaak.hermeld_op == m.ontvangen_op
            )
        case Maat.HERMELD:
            return sum(_in(zaak.hermeld_op, van, tot) for zaak in zaken)
        case Maat.BEOORDEELD:
            return sum(_hier_beoordeeld(m.zaak) and _in(m.zaak.beoordeeld_op, van, tot) for m in meldingen)
        case Maat.WACHT_BEOORDELING:
            return sum(_wacht(m, m.zaak.beoordeeld_op, tot) for m in meldingen)
        case Maat.NIET_OPGEPAKT:
            return len(_leeftijden(meldingen, tot))
        case Maat.WACHTDAGEN:
            return sum(_leeftijden(meldingen, tot))
        case Maat.OUDSTE:
            return max([0, *_leeftijden(meldingen, tot)])
        case Maat.CONTROLES:
            return sum(_in(dag, van, tot) for dag, van_groep in verloop.controles if van_groep == groep)
        case _:
            return _dienstmaat(zaken, maat, van, tot)


def _dienstmaat(zaken: list[Zaak], maat: Maat, van: date, tot: date) -> int:
    post = Post.ONDERZOEK if maat.name.endswith("ONDERZOEK") else Post.VOORWAARDEN_EN_VERVOLG
    diensten = [zaak for zaak in zaken if zaak.dienst is post]
    toegewezen = [zaak for zaak in diensten if zaak.vervolg is None or _tot(zaak.beoordeeld_op, tot)]
    match maat:
        case Maat.WACHT_VV | Maat.WACHT_ONDERZOEK:
            return sum(not _tot(zaak.gestart_op, tot) for zaak in toegewezen)
        case Maat.LOOPT_VV | Maat.LOOPT_ONDERZOEK:
            return sum(_tot(zaak.gestart_op, tot) and not _tot(zaak.afgerond_op, tot) for zaak in diensten)
        case _:
            return sum(_in(zaak.afgerond_op, van, tot) for zaak in diensten)


def _hier_beoordeeld(zaak: Zaak) -> bool:
    """Of de beoordeling in het tijdvak viel; een dienst op de startlijst is eerder beoordeeld."""
    return zaak.vervolg is not None


def _wacht(melding: Melding, klaar: date | None, tot: date) -> bool:
    """Of een melding op die dag ontvangen was en nog niet zover."""
    begonnen_als_melding = melding.zaak.dienst is None or _hier_beoordeeld(melding.zaak)
    return begonnen_als_melding and melding.ontvangen_op <= tot and not _tot(klaar, tot)


def _leeftijden(meldingen: list[Melding], tot: date) -> list[int]:
    return [(tot - m.ontvangen_op).days for m in meldingen if _wacht(m, m.zaak.opgepakt_op, tot)]


def _uren(verloop: Verloop, team: int, van: date, tot: date) -> list[int]:
    dagen = [van + timedelta(days=n) for n in range((tot - van).days + 1)]
    return [sum(tabel[dag, team] for dag in dagen) for tabel in (verloop.uren, verloop.bezet, verloop.mensen)]


def _besluiten(verloop: Verloop, vervolg: Vervolg, van: date, tot: date) -> int:
    return sum(zaak.vervolg == vervolg and _in(zaak.beoordeeld_op, van, tot) for zaak in verloop.zaken)


def _wachttijd(verloop: Verloop, van: date, tot: date) -> list[int]:
    opgepakt = [
        (m.zaak.opgepakt_op - m.ontvangen_op).days
        for m in _meldingen(verloop)
        if m.zaak.opgepakt_op and van <= m.zaak.opgepakt_op <= tot and not m.zaak.liep_al
    ]
    return [sum(opgepakt), len(opgepakt)]


# ---------------------------------------------------------------------------------------------------------- indicatoren


def _op_tijd(verloop: Verloop, code: str, van: date, tot: date, groep: int | None) -> list[int]:
    """Hoeveel er in deze dagen een besluit kregen, en hoeveel daarvan op of voor de uiterste datum."""
    wat, _, vanaf = code.partition("-tijdig-na-")
    termijn = {"beoordeling": "beoordeling", "vv": "voorwaarden_en_vervolg", "onderzoek": "onderzoek"}[wat]
    duur, kalender = verloop.model.termijnen[termijn], verloop.model.kalender
    paren = [
        (begin, einde)
        for begin, einde in (_klok(m, wat, vanaf) for m in _meldingen(verloop, groep) if _telt(m, wat))
        if begin is not None and _in(einde, van, tot)
    ]
    return [len(paren), sum(einde <= uiterste_datum(duur, begin, kalender) for begin, einde in paren if einde)]


def _telt(melding: Melding, wat: str) -> bool:
    """Een beoordeling telt per melding; een dienst een keer, bij de eerste melding."""
    zaak = melding.zaak
    if wat == "beoordeling":
        return _hier_beoordeeld(zaak)
    post = Post.VOORWAARDEN_EN_VERVOLG if wat == "vv" else Post.ONDERZOEK
    return zaak.dienst is post and melding.ontvangen_op == zaak.ontvangen_op


def _klok(melding: Melding, wat: str, vanaf: str) -> tuple[date | None, date | None]:
    zaak = melding.zaak
    begin = {
        "ontvangst": melding.ontvangen_op,
        "oppakken": zaak.opgepakt_op,
        "beoordeling": zaak.beoordeeld_op,
        "start": zaak.gestart_op,
    }[vanaf]
    return begin, zaak.beoordeeld_op if wat == "beoordeling" else zaak.afgerond_op


def _in(dag: date | None, van: date, tot: date) -> bool:
    return dag is not None and van <= dag <= tot


def _tot(dag: date | None, tot: date) -> bool:
    return dag is not None and dag <= tot
