"""De feiten zoals een model ze nodig heeft: alleen wat op de peildatum bekend was, als rijen getallen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from zicht.capaciteit.ijken.rekenvormen import LEEG, Getallen, IjkFout, Waarheden, dagen, nummers
from zicht.capaciteit.model import URGENTIES
from zicht.catalogus import load
from zicht.cijfers import Cijfers
from zicht.core.codelijsten import BEROEPSMATIG
from zicht.core.feiten import Activiteit, Advies, Dienst, Feit, Inzet, Melding, Monitormoment
from zicht.core.kalender import Kalender, dagnummer
from zicht.core.periodes import korte_datum, laatste_dag
from zicht.core.voorwaarden import Veld
from zicht.engines.kolommen import Kolommen, lees_kolommen
from zicht.engines.tellen import Motor
from zicht.engines.venster import Venster

STROMEN = ("politie", "beroepsmatig", "niet_beroepsmatig")
VV, ONDERZOEK, MONITOREN = range(3)
DIENSTEN = (
    "voorwaarden_en_vervolg", "onderzoek", "monitoren", "ondersteuning_professional", "zicht_op_veiligheid",
    "huisverbod_beoordeling", "huisverbod_uitvoering", "meldpunt_jeugdprostitutie", "mda",
)  # fmt: skip
ONBEKEND = "onbekend"

KEUZES = (
    "Een melding zonder bekende hoedanigheid telt bij de andere beroepsmatige melders.",
    "Alleen ter registratie aangenomen meldingen doen niet mee: daarop volgt geen beoordeling.",
)


@dataclass(frozen=True)
class Meldingen:
    """De meldingen; een getal per melding, leeg is LEEG."""

    ontvangen: Getallen
    opgepakt: Getallen
    beoordeeld: Getallen
    urgentie: Getallen  # plaats in URGENTIES
    stroom: Getallen  # plaats in STROMEN
    groep: Getallen
    registratie: Getallen  # 1 ja, 0 nee
    overgedragen: Waarheden  # besluit was overdracht
    dossier: Getallen
    tijdens: Waarheden  # kwam binnen tijdens een lopende beoordeling

    @property
    def telt(self) -> Waarheden:
        """De meldingen die beoordeeld moeten worden, voor zover bekend is wanneer zij binnenkwamen."""
        return (self.registratie == 0) & (self.ontvangen > LEEG)


@dataclass(frozen=True)
class Diensten:
    """De diensten; een getal per dienst."""

    soort: Getallen  # plaats in DIENSTEN
    melding: Getallen  # plaats in Meldingen
    dossier: Getallen
    groep: Getallen
    toegewezen: Getallen
    gestart: Getallen
    afgerond: Getallen


@dataclass(frozen=True)
class Inzetmaand:
    """De bezetting van een maand voor wie zaken doet."""

    maand: str
    formatie: float
    intern: float
    extern: float
    verzuim: float | None  # procenten, gewogen naar interne bezetting


@dataclass(frozen=True)
class Stand:
    """Alles wat op de peildatum bekend was."""

    regio: str
    peildatum: date
    vingerafdruk: str
    kalender: Kalender
    groepen: tuple[str, ...]
    meldingen: Meldingen
    diensten: Diensten
    adviezen: Getallen
    chat: Waarheden
    face_to_face: Waarheden
    moment_dienst: Getallen
    moment_gepland: Getallen
    activiteiten: tuple[tuple[int, str, int], ...]
    inzet: tuple[Inzetmaand, ...] | None

    @property
    def dag(self) -> int:
        """De peildatum als dagen sinds 1970."""
        return dagnummer(self.peildatum)


def lees_stand(feiten: Cijfers, peildatum: date | None, groepen: str) -> Stand:
    """De stand van de feiten; zonder meldingen of met meer regio's een fout die zegt wat er mist."""
    if len(feiten.feitenset.regios) != 1:
        raise IjkFout("Een model gaat over een organisatie. Kies de feiten van een regio.")
    dag = min(peildatum or feiten.feitenset.peildatum, feiten.feitenset.peildatum)
    motor = feiten.rekenaar.motor(Venster(dag), volledig=True)
    lezer = _Lezer(motor, dag)
    melding = lezer.lees(Melding, _MELDING)
    if not melding["melding_id"]:
        raise IjkFout(
            f"Er zijn op {korte_datum(dag)} geen meldingen in de feiten; daarop is geen model te ijken. "
            "Kies een latere peildatum of lever feiten met meldingen."
        )
    dienst = lezer.lees(Dienst, _DIENST)
    codes = _groepen(feiten, groepen, [*melding["gemeente"], *dienst["gemeente"]])
    advies = lezer.lees(Advies, (Advies.gestart_op, Advies.soort, Advies.kanaal))
    moment = lezer.lees(Monitormoment, (Monitormoment.dienst_id, Monitormoment.gepland_op))
    dienst_op_id = {id_: nr for nr, id_ in enumerate(dienst["dienst_id"])}
    return Stand(
        regio=feiten.feitenset.regios[0], peildatum=dag, vingerafdruk=feiten.feitenset.vingerafdruk,
        kalender=load.kalender(), groepen=codes, meldingen=_meldingen(melding, codes),
        diensten=_diensten(dienst, melding, codes), adviezen=dagen(advies["gestart_op"]),
        chat=np.array([kanaal == "chat" for kanaal in advies["kanaal"]], np.bool_),
        face_to_face=np.array([soort == "ondersteuning" for soort in advies["soort"]], np.bool_),
        moment_dienst=nummers(moment["dienst_id"], dienst_op_id), moment_gepland=dagen(moment["gepland_op"]),
        activiteiten=_activiteiten(lezer),
        inzet=None if "inzet" in feiten.feitenset.ontbrekend else _inzet(lezer, dag),
    )  # fmt: skip


_MELDING = (
    Melding.melding_id, Melding.dossier_id, Melding.gemeente, Melding.ontvangen_op, Melding.opgepakt_op,
    Melding.beoordeeld_op, Melding.urgentie, Melding.besluit, Melding.ter_registratie, Melding.tijdens,
    Melding.hoedanigheid,
)  # fmt: skip
_DIENST = (
    Dienst.dienst_id, Dienst.dossier_id, Dienst.melding_id, Dienst.gemeente, Dienst.soort, Dienst.toegewezen_op,
    Dienst.gestart_op, Dienst.afgerond_op,
)  # fmt: skip


@dataclass(frozen=True)
class _Lezer:
    motor: Motor
    peildatum: date

    def lees(self, feit: type[Feit], velden: Sequence[Veld]) -> Kolommen:
        return lees_kolommen(self.motor, feit, velden, self.peildatum)


def _groepen(feiten: Cijfers, groepen: str, gevonden: list[str | None]) -> tuple[str, ...]:
    if groepen == "regio":
        return (feiten.feitenset.regios[0],)
    if groepen != "gemeente":
        raise IjkFout(f"Onbekende verdeling '{groepen[:40]}'. Kies uit: gemeente, regio.")
    bekend = feiten.gemeentecodes
    return (*bekend, ONBEKEND) if not bekend or set(gevonden) - set(bekend) else bekend


def _groep(kolom: list[str | None], codes: tuple[str, ...]) -> Getallen:
    op_code = {code: nr for nr, code in enumerate(codes)}
    return np.array([op_code.get(code or ONBEKEND, len(codes) - 1) for code in kolom], np.int64)


def _stroom(hoedanigheid: str | None) -> int:
    if hoedanigheid == "politie":
        return 0
    return 1 if hoedanigheid is None or hoedanigheid in BEROEPSMATIG else 2


def _meldingen(k: Kolommen, codes: tuple[str, ...]) -> Meldingen:
    return Meldingen(
        ontvangen=dagen(k["ontvangen_op"]), opgepakt=dagen(k["opgepakt_op"]), beoordeeld=dagen(k["beoordeeld_op"]),
        urgentie=nummers(k["urgentie"], {code: nr for nr, code in enumerate(URGENTIES)}),
        stroom=np.array([_stroom(code) for code in k["hoedanigheid"]], np.int64), groep=_groep(k["gemeente"], codes),
        registratie=nummers(k["ter_registratie"], {"nee": 0, "ja": 1}),
        overgedragen=np.array([besluit == "overdracht" for besluit in k["besluit"]], np.bool_),
        dossier=nummers(k["dossier_id"], _dossiers(k)),
        tijdens=np.array([fase == "beoordeling" for fase in k["tijdens"]], np.bool_),
    )  # fmt: skip


def _dossiers(melding: Kolommen) -> dict[str, int]:
    return {id_: nr for nr, id_ in enumerate(dict.fromkeys(melding["dossier_id"]))}


def _diensten(k: Kolommen, melding: Kolommen, codes: tuple[str, ...]) -> Diensten:
    return Diensten(
        soort=nummers(k["soort"], {code: nr for nr, code in enumerate(DIENSTEN)}),
        melding=nummers(k["melding_id"], {id_: nr for nr, id_ in enumerate(melding["melding_id"])}),
        dossier=nummers(k["dossier_id"], _dossiers(melding)), groep=_groep(k["gemeente"], codes),
        toegewezen=dagen(k["toegewezen_op"]), gestart=dagen(k["gestart_op"]), afgerond=dagen(k["afgerond_op"]),
    )  # fmt: skip


def _activiteiten(lezer: _Lezer) -> tuple[tuple[int, str, int], ...]:
    k = lezer.lees(Activiteit, (Activiteit.datum, Activiteit.soort, Activiteit.aantal))
    rijen = zip(k["datum"], k["soort"], k["aantal"], strict=True)
    return tuple(sorted((dag, soort, aantal) for dag, soort, aantal in rijen if None not in (dag, soort, aantal)))


def _inzet(lezer: _Lezer, peildatum: date) -> tuple[Inzetmaand, ...]:
    velden = (Inzet.maand, Inzet.functie, Inzet.formatie_fte, Inzet.intern_fte, Inzet.extern_fte, Inzet.verzuim_pct)
    k = lezer.lees(Inzet, velden)
    rijen = [
        rij for rij in zip(*(k[veld.naam] for veld in velden), strict=True) if rij[0] and _voorbij(rij[0], peildatum)
    ]
    rijen = [rij for rij in rijen if _doet_zaken(str(rij[1] or ""), peildatum)]
    return tuple(
        _maand(maand, [rij for rij in rijen if rij[0] == maand]) for maand in sorted({rij[0] for rij in rijen})
    )


def _voorbij(maand: str, peildatum: date) -> bool:
    return laatste_dag(int(maand[:4]), int(maand[5:7])) <= peildatum


def _doet_zaken(functie: str, peildatum: date) -> bool:
    woorden = str(load.parameters().waarde("capaciteit.functies_zonder_zaken", peildatum)).split(";")
    return not any(woord in functie.lower() for woord in woorden)


def _maand(maand: str, rijen: list[tuple[object, ...]]) -> Inzetmaand:
    def som(plaats: int) -> float:
        return sum(float(str(rij[plaats] or 0)) for rij in rijen)

    met = [rij for rij in rijen if rij[5] is not None and rij[3]]
    weging = sum(float(str(rij[3])) for rij in met)
    verzuim = sum(float(str(rij[3])) * float(str(rij[5])) for rij in met) / weging if weging else None
    return Inzetmaand(maand, som(2), som(3), som(4), verzuim)


def maanden_terug(dag: date, maanden: int) -> date:
    """De dag na zoveel maanden terug: het begin van een tijdvak dat op `dag` eindigt."""
    nummer = dag.year * 12 + dag.month - 1 - maanden
    jaar, maand = divmod(nummer, 12)
    return date(jaar, maand + 1, min(dag.day, laatste_dag(jaar, maand + 1).day)) + timedelta(days=1)
