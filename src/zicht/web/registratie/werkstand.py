"""De werkstand: wat er vastligt over een zaak, in de velden van core/werkfeiten.py, en wat er nog open staat.

Wat uit de rijen volgt wordt geteld; wat een medewerker moet zeggen (besproken, uitgelegd, bekeken) staat in `werkstand`
van de zaak zelf. Een punt dat met een reden open mag blijven, staat met die reden in `afwijkingen`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from zicht.catalogus import diensten as catalogus
from zicht.catalogus import load
from zicht.core.feiten import Feit
from zicht.core.reference import Omgeving
from zicht.core.regels import Bevinding
from zicht.core.termijnen import uiterste_datum
from zicht.core.werkfeiten import (
    Werkdienst,
    Werkdossier,
    Werkhuisverbod,
    Werkmelding,
    Werkmonitoring,
    Werkoverdracht,
    werkrij,
)
from zicht.core.werkproces import Dienstsoort, openstaand
from zicht.web.registratie import models as m
from zicht.web.registratie import taxatie
from zicht.web.registratie.eenpersoon import groepen
from zicht.web.registratie.opslag import Opslag

HUISELIJK = frozenset({"ex_partnergeweld", "eergerelateerd_geweld", "ouderenmishandeling", "geweld_tegen_ouders",
                       "huwelijksdwang_en_achterlating", "huiselijk_geweld_anders"})  # fmt: skip
VOLWASSEN, SPREKEN_VANAF = 18, 4

# Wat een medewerker zelf zegt; de rest van een werkfeit volgt uit de rijen.
GEZEGD: dict[type[Feit], tuple[str, ...]] = {
    Werkmelding: (
        "eigen_dossiers_bekeken", "register_bekeken", "raad_bekeken", "politie_bekeken", "professional_kan", "professional_wil", "melding_besproken",
        "visie_gevraagd", "veiligheid_nu_besproken", "hulp_nagegaan", "besluit_besproken", "rechten_verteld",
    ),
    Werkdienst: (
        "schade_bekeken", "regie_bij", "zicht_bij", "rapport_besproken_op", "gewezen_op_vernietiging", "monitoring_afgesproken",
        "veiligheidsafspraken_op", "einde_zicht", "vraag_professional", "doorverwezen_naar", "zorgcoordinatie", "casemanager",
    ),
    Werkoverdracht: (
        "gesprek_op", "betrokkenen_bij_gesprek", "afspraak_veiligheidsplan", "afspraak_toezicht", "afspraak_terugmelden",
        "afspraak_monitoren", "voorwaarden_overgedragen", "doelen_besproken",
    ),
    Werkmonitoring: ("voorwaarden_nagekomen", "herstel_nagegaan", "vervolgstap"),
    Werkhuisverbod: ("betrokkenen_gesproken", "veiligheidsafspraken_op", "hulp_geregeld"),
}  # fmt: skip


def regio() -> str:
    """De regio van deze installatie."""
    return settings.INSTELLINGEN.regio


def soort(code: str, op: date) -> Dienstsoort:
    """De dienst in de catalogus, zoals zij op die dag in deze regio geldt."""
    return catalogus.diensten(op, regio()).dienst(code)


def open_punten(code: str, rij: Mapping[str, Any], zaak: Any, op: date) -> tuple[Bevinding, ...]:
    """Wat er nog moet voor de dienst mag eindigen; wat met een reden open bleef telt niet meer mee."""
    redenen = {naam for naam, reden in (getattr(zaak, "afwijkingen", None) or {}).items() if reden}
    gevonden = openstaand(soort(code, op).controles, rij, Omgeving(op))
    return tuple(punt for punt in gevonden if punt.blokkeert or punt.regel not in redenen)


def open_punten_dossier(rij: Mapping[str, Any], op: date) -> tuple[Bevinding, ...]:
    """Wat er nog moet voor een dossier dicht mag."""
    return openstaand(catalogus.DOSSIER_SLUITEN, rij, Omgeving(op))


def _gezegd(zaak: Any) -> dict[str, Any]:
    """Wat de medewerker zei; een datum staat als tekst in de databank."""
    return {naam: _waarde(naam, waarde) for naam, waarde in (zaak.werkstand or {}).items()}


def _waarde(naam: str, waarde: Any) -> Any:
    return date.fromisoformat(waarde) if naam.endswith("_op") and isinstance(waarde, str) and waarde else waarde


def van_melding(
    opslag: Opslag, melding: m.Melding, beoordeling: m.Veiligheidsbeoordeling | None = None
) -> dict[str, Any]:
    """De werkstand van een melding, met de beoordeling die nu in bewerking is."""
    lezingen = [
        rij
        for rij in opslag.rijen(m.TweedeLezing, melding.dossier)
        if beoordeling and rij.beoordeling_id == beoordeling.pk
    ]
    laatste = max(lezingen, key=lambda rij: rij.om, default=None)
    eigen: dict[str, Any] = {
        "melding_id": melding.kenmerk,
        "dossier_id": melding.dossier.kenmerk,
        "ontvangen_op": melding.ontvangen_op,
        "opgepakt_op": melding.opgepakt_op,
        "beoordeeld_op": melding.beoordeeld_op,
        "eerste_contact_op": melding.eerste_contact_op,
        "teruggekoppeld_op": melding.teruggekoppeld_op,
        "hoedanigheid": melding.hoedanigheid,
        "aanleiding": melding.aanleiding,
        "urgentie": melding.urgentie,
        "ter_registratie": melding.ter_registratie,
        "melder_vastgelegd": melding.ambtshalve
        or any(r.melding_id == melding.pk for r in opslag.rijen(m.Melder, melding.dossier)),
        "aantal_betrokkenen": len(opslag.rijen(m.Betrokkene, melding.dossier)),
        "vervolgdienst": any(dienst.melding_id == melding.pk for dienst in opslag.rijen(m.Dienst, melding.dossier)),
    }
    if beoordeling is not None:
        eigen |= _van_beoordeling(beoordeling, laatste)
    return werkrij(Werkmelding, **(_gezegd(melding) | eigen))


def _van_beoordeling(b: m.Veiligheidsbeoordeling, lezing: m.TweedeLezing | None) -> dict[str, Any]:
    oordeel = "geen" if lezing is None else ("akkoord" if lezing.akkoord else "terug")
    return {
        "acuut": b.acuut,
        "structureel": b.structureel,
        "multiproblematiek": b.multiproblematiek,
        "besluit": b.besluit,
        "ter_registratie": b.ter_registratie,
        "besluit_toelichting": b.toelichting,
        "opsteller": b.opsteller.username,
        "tweede_lezer": lezing.lezer.username if lezing else None,
        "tweede_lezer_rol": lezing.hoedanigheid if lezing else None,
        "tweede_lezing": oordeel,
        "gewijzigd_na_lezing": lezing is None or b.stand in ("concept", "terug"),
        "vervolgdienst": bool(b.vervolg),
        **taxatie.stand(b),
    }


def van_dienst(opslag: Opslag, dienst: m.Dienst, op: date) -> dict[str, Any]:
    """De werkstand van een vervolgdienst."""
    melding = dienst.melding
    gesprekken = [g for g in opslag.rijen(m.Gesprek, dienst.dossier) if g.dienst_id == dienst.pk]
    plannen = [p.gemaakt_op for p in opslag.rijen(m.Veiligheidsplan, dienst.dossier) if p.dienst_id == dienst.pk]
    voorwaarden = [v for v in opslag.rijen(m.Veiligheidsvoorwaarde, dienst.dossier) if v.dienst_id == dienst.pk]
    aanleiding = set(melding.aanleiding) if melding else set()
    eigen: dict[str, Any] = {
        "dienst_id": dienst.kenmerk,
        "dossier_id": dienst.dossier.kenmerk,
        "soort": dienst.soort,
        "toegewezen_op": dienst.toegewezen_op,
        "gestart_op": dienst.gestart_op,
        "afgerond_op": dienst.afgerond_op,
        "melding_ontvangen_op": melding.ontvangen_op if melding else None,
        "melding_beoordeeld_op": melding.beoordeeld_op if melding else None,
        "resultaat": dienst.resultaat,
        "plan_van_aanpak_op": dienst.plan_van_aanpak_op,
        "overdracht_aan": dienst.overdracht_aan,
        "vermoeden_huiselijk_geweld": bool(aanleiding & HUISELIJK),
        "vermoeden_kindermishandeling": any(code.startswith("kindermishandeling") for code in aanleiding),
        "aantal_voorwaarden": len(voorwaarden),
        "veiligheidsplan_op": max(plannen, default=None),
        "informanten_gesproken": sum(1 for g in gesprekken if g.betrokkene_id is None and g.soort == "gesproken"),
    }
    eigen |= niet_gesproken(_mensen(opslag, dienst.dossier), gesprekken, op)
    return werkrij(Werkdienst, **(_gezegd(dienst) | eigen))


def van_gezegd(feit: type[Feit], zaak: Any) -> dict[str, Any]:
    """De werkstand van een zaak waarover niets anders vastligt dan wat de medewerker zegt."""
    velden = {veld.naam for veld in feit.velden()}
    return werkrij(feit, **{naam: waarde for naam, waarde in _gezegd(zaak).items() if naam in velden})


def _mensen(opslag: Opslag, dossier: m.Dossier) -> list[list[m.Betrokkene]]:
    """De mensen in een dossier; wie er door een verband twee keer in staat is een mens."""
    rijen = opslag.rijen(m.Betrokkene, dossier)
    wortel = groepen({rij.persoon_id for rij in rijen}) if len(rijen) > 1 and not opslag.is_eigen(dossier) else {}
    per_mens: dict[Any, list[m.Betrokkene]] = {}
    for rij in rijen:
        per_mens.setdefault(wortel.get(rij.persoon_id, rij.persoon_id), []).append(rij)
    return list(per_mens.values())


def niet_gesproken(mensen: list[list[m.Betrokkene]], gesprekken: list[m.Gesprek], op: date) -> dict[str, int]:
    """Wie nog niet is gesproken of gezien en zonder reden: vanaf vier jaar spreken, jonger zien (NOG, hoofdstuk 7)."""
    gesproken = {g.betrokkene_id for g in gesprekken if g.soort in ("gesproken", "niet")}
    gezien = gesproken | {g.betrokkene_id for g in gesprekken if g.soort == "gezien"}
    telling = {
        "volwassenen_niet_gesproken": 0,
        "kinderen_vanaf_vier_niet_gesproken": 0,
        "kinderen_onder_vier_niet_gezien": 0,
    }
    for betrokkene, *dubbel in mensen:
        pks = {betrokkene.pk, *(rij.pk for rij in dubbel)}
        jaren = leeftijd(betrokkene.persoon, op)
        if betrokkene.persoon.ongeboren or betrokkene.persoon.overleden_op:
            continue
        if jaren is not None and jaren < SPREKEN_VANAF:
            telling["kinderen_onder_vier_niet_gezien"] += not pks & gezien
        elif (jaren is None and betrokkene.rol == "kind") or (jaren is not None and jaren < VOLWASSEN):
            telling["kinderen_vanaf_vier_niet_gesproken"] += not pks & gesproken
        else:
            telling["volwassenen_niet_gesproken"] += not pks & gesproken
    return telling


def leeftijd(persoon: m.Persoon, op: date) -> int | None:
    """Hoe oud iemand op een dag is; bij een deel van de datum de laagst mogelijke leeftijd."""
    if persoon.geboortejaar is None:
        return None
    verjaard = (persoon.geboortemaand or 12, persoon.geboortedag or 31) <= (op.month, op.day)
    return max(0, op.year - persoon.geboortejaar - (0 if verjaard else 1))


def van_overdracht(overdracht: m.Overdracht) -> dict[str, Any]:
    """De werkstand van een overdracht."""
    besluit = (
        overdracht.melding.beoordeeld_op
        if overdracht.melding
        else (overdracht.dienst.afgerond_op if overdracht.dienst else None)
    )
    eigen = {
        "overdracht_id": str(overdracht.pk),
        "besluit_op": besluit or overdracht.aangeboden_op,
        "overdracht_aan": [overdracht.soort] if overdracht.soort else None,
        "overgedragen_op": overdracht.antwoord_op if overdracht.antwoord == "aanvaard" else None,
        "overdracht_aanvaard": {"aanvaard": True, "geweigerd": False}.get(overdracht.antwoord),
        "bevestigd_op": overdracht.bevestigd_op,
        "hulp_gestart_op": overdracht.hulp_gestart_op,
    }
    return werkrij(Werkoverdracht, **(_gezegd(overdracht) | eigen))


def van_monitoring(opslag: Opslag, dienst: m.Dienst, op: date) -> dict[str, Any]:
    """De werkstand van het monitoren: momenten, cijfers en of het lang genoeg veilig is."""
    momenten = [rij for rij in opslag.rijen(m.Monitormoment, dienst.dossier) if rij.dienst_id == dienst.pk]
    gehouden = [rij for rij in momenten if rij.uitgevoerd_op]
    metingen = [
        (rij.uitgevoerd_op, rij.veiligheidscijfer)
        for rij in gehouden
        if rij.uitgevoerd_op and rij.veiligheidscijfer is not None
    ]
    laatste = max((dag for dag, _ in metingen), default=None)
    eigen = {
        "dienst_id": dienst.kenmerk,
        "toegewezen_op": dienst.toegewezen_op,
        "gestart_op": dienst.gestart_op,
        "afgerond_op": dienst.afgerond_op,
        "open_monitormomenten": sum(1 for rij in momenten if not rij.uitgevoerd_op and not rij.vervallen_op),
        "gehouden_monitormomenten": len(gehouden),
        "momenten_met_gezin": sum(1 for rij in gehouden if rij.met == "gezin"),
        "momenten_met_hulp": sum(1 for rij in gehouden if rij.met in ("volwassenen_en_hulp", "hulp")),
        "laatst_gemeten_op": laatste,
        "laatste_cijfer": min((cijfer for dag, cijfer in metingen if dag == laatste), default=None),
        **catalogus.stabiel(metingen, op, regio()),
    }
    return werkrij(Werkmonitoring, **(_gezegd(dienst) | eigen))


def van_huisverbod(huisverbod: m.Huisverbod) -> dict[str, Any]:
    """De werkstand van een tijdelijk huisverbod."""
    opgelegd = True if huisverbod.opgelegd_op else (False if huisverbod.niet_opgelegd_op else None)
    eigen: dict[str, Any] = {
        "huisverbod_id": huisverbod.kenmerk,
        "beoordeeld_op": huisverbod.beoordeeld_op,
        "opgelegd_op": huisverbod.opgelegd_op,
        "advies_op": huisverbod.advies_op,
        "verlengd_op": huisverbod.verlengd_op,
        "beeindigd_op": huisverbod.beeindigd_op,
        "opgelegd": opgelegd,
        "advies_hulpofficier": bool(huisverbod.rihg_advies),
        "overleg_op": huisverbod.mdo_op,
    }
    if huisverbod.opgelegd_op:
        eigen["einde_op"] = einde_huisverbod(huisverbod)
        eigen["uiterste_einde_op"] = uiterste_einde_huisverbod(huisverbod.opgelegd_op)
    return werkrij(Werkhuisverbod, **(_gezegd(huisverbod) | eigen))


def einde_huisverbod(huisverbod: m.Huisverbod) -> date:
    """De laatste dag: tien dagen, of tot wanneer is verlengd; schuift nooit door."""
    assert huisverbod.opgelegd_op is not None
    return huisverbod.verlengd_tot or uiterste_datum(load.duur("huisverbod"), huisverbod.opgelegd_op, load.kalender())


def uiterste_einde_huisverbod(opgelegd_op: date) -> date:
    """De laatste dag waarop een huisverbod mag duren: vier weken vanaf het opleggen."""
    return uiterste_datum(load.duur("huisverbod_verlengd"), opgelegd_op, load.kalender())


def van_dossier(opslag: Opslag, dossier: m.Dossier) -> dict[str, Any]:
    """De werkstand van een dossier dat iemand wil sluiten."""
    meldingen = [rij for rij in opslag.rijen(m.Melding, dossier) if not rij.omgezet_op]
    diensten = opslag.rijen(m.Dienst, dossier)
    gemonitord = any(dienst.soort == "monitoren" for dienst in diensten)
    afgerond = [d for d in diensten if d.afgerond_op and d.soort in ("voorwaarden_en_vervolg", "onderzoek")]
    niet_nodig = [
        d for d in afgerond if any(r.endswith("_weerlegd") or r.startswith("voortijdig") for r in d.resultaat)
    ]
    return werkrij(
        Werkdossier,
        dossier_id=dossier.kenmerk,
        geopend_op=dossier.geopend_op,
        gesloten_op=dossier.gesloten_op,
        sluitroute=dossier.sluitroute,
        open_meldingen=sum(1 for rij in meldingen if not rij.beoordeeld_op),
        open_diensten=sum(1 for rij in diensten if not rij.afgerond_op and not rij.ingetrokken_op),
        open_overdrachten=sum(1 for rij in opslag.rijen(m.Overdracht, dossier) if not rij.antwoord),
        open_monitormomenten=sum(
            1 for rij in opslag.rijen(m.Monitormoment, dossier) if not rij.uitgevoerd_op and not rij.vervallen_op
        ),
        open_huisverboden=sum(
            1 for rij in opslag.rijen(m.Huisverbod, dossier) if not rij.beeindigd_op and not rij.niet_opgelegd_op
        ),
        open_klachten=sum(1 for rij in opslag.rijen(m.Klacht, dossier) if not rij.afgehandeld_op),
        niet_teruggekoppeld=sum(1 for rij in meldingen if not rij.teruggekoppeld_op and not rij.ambtshalve),
        niet_geinformeerd=sum(
            1 for rij in opslag.rijen(m.Betrokkene, dossier) if not rij.geinformeerd_op and not rij.persoon.ongeboren
        ),
        zonder_monitoren=0 if gemonitord else len(afgerond) - len(niet_nodig),
    )
