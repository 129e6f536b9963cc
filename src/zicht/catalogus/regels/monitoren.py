"""Kwaliteitsregels over het monitormoment."""

from datetime import date

from zicht.core.bronnen import Bron
from zicht.core.feiten import Monitormoment
from zicht.core.regels import Ernst, Regel, Samenhangregel

_LET_OP = Ernst.WAARSCHUWING
_AANVULLING = Ernst.AANVULLING
_MONITOREN = Bron("handelingsprotocol-2019", "Monitoren")


CIJFER_MET_UITVOERING = Regel(
    code="MM-001",
    titel="Een veiligheidscijfer hoort bij een gehouden monitormoment",
    ernst=_LET_OP,
    bron=_MONITOREN,
    over=Monitormoment,
    als=Monitormoment.veiligheidscijfer.ingevuld(),
    dan=Monitormoment.uitgevoerd_op.ingevuld(),
    boodschap="Er is een veiligheidscijfer ({veiligheidscijfer}), maar het moment is niet gehouden.",
    goed=({"veiligheidscijfer": 7, "uitgevoerd_op": date(2024, 9, 1)},),
    fout=({"veiligheidscijfer": 7},),
)
MET_WIE_INGEVULD = Regel(
    code="MM-002",
    titel="Bij een gehouden monitormoment staat met wie",
    ernst=_AANVULLING,
    bron=_MONITOREN,
    over=Monitormoment,
    als=Monitormoment.uitgevoerd_op.ingevuld(),
    dan=Monitormoment.met.ingevuld(),
    boodschap="Het moment is gehouden op {uitgevoerd_op}, maar er staat niet met wie.",
    goed=({"uitgevoerd_op": date(2024, 9, 1), "met": "gezin"},),
    fout=({"uitgevoerd_op": date(2024, 9, 1)},),
)

_DOSSIER = {"dossier_id": "D1", "gemeente": "GM0361", "geopend_op": date(2024, 3, 1)}
_DIENST = {"dienst_id": "S1", "dossier_id": "D1", "soort": "onderzoek", "toegewezen_op": date(2024, 3, 4)}
_BASIS = {"dossier": (_DOSSIER,), "dienst": (_DIENST,)}
_MET_DIENST = "monitormoment AS f JOIN dienst AS d ON d.dienst_id = f.dienst_id"
_MONITOR = _DIENST | {"soort": "monitoren"}
_MOMENT = {"dienst_id": "S1", "gepland_op": date(2024, 9, 1)}

MOMENT_BIJ_MONITOREN = Samenhangregel(
    code="MM-101",
    titel="Een monitormoment hoort bij een dienst monitoren",
    ernst=_LET_OP,
    bron=_MONITOREN,
    over=Monitormoment,
    kolom=Monitormoment.dienst_id,
    gebruikt=(Monitormoment.dienst_id,),
    verband=_MET_DIENST,
    fout_als="d.soort NOT IN ('monitoren', 'onbekend')",
    boodschap="Het monitormoment hoort bij dienst {dienst_id}, en dat is geen monitoren maar {soort}.",
    elders={"soort": "d.soort"},
    goed=(_BASIS | {"dienst": (_MONITOR,), "monitormoment": (_MOMENT,)},),
    fout=(_BASIS | {"monitormoment": (_MOMENT,)},),
)
MOMENT_NA_TOEWIJZING = Samenhangregel(
    code="MM-102",
    titel="Een monitormoment ligt niet voor de start van het monitoren",
    ernst=_LET_OP,
    bron=_MONITOREN,
    over=Monitormoment,
    kolom=Monitormoment.gepland_op,
    gebruikt=(Monitormoment.gepland_op,),
    verband=_MET_DIENST,
    fout_als="least(f.gepland_op, f.uitgevoerd_op) < d.toegewezen_op",
    boodschap="Het moment van {gepland_op} ligt voor de toewijzing van het monitoren ({toegewezen_op}).",
    elders={"toegewezen_op": "d.toegewezen_op"},
    goed=(_BASIS | {"dienst": (_MONITOR,), "monitormoment": (_MOMENT,)},),
    fout=(
        _BASIS | {"dienst": (_MONITOR,), "monitormoment": (_MOMENT | {"gepland_op": date(2024, 3, 3)},)},
        _BASIS | {"dienst": (_MONITOR,), "monitormoment": (_MOMENT | {"uitgevoerd_op": date(2024, 3, 3)},)},
    ),
)
MOMENT_EEN_KEER = Samenhangregel(
    code="MM-103",
    titel="Een monitormoment staat er een keer",
    ernst=_LET_OP,
    bron=_MONITOREN,
    over=Monitormoment,
    kolom=Monitormoment.gepland_op,
    gebruikt=(Monitormoment.gepland_op,),
    verband="(SELECT *, row_number() OVER (PARTITION BY dienst_id, gepland_op) AS keer FROM monitormoment) AS f",
    fout_als="f.keer > 1",
    boodschap="Het monitormoment van {gepland_op} bij dienst {dienst_id} staat er vaker.",
    goed=(_BASIS | {"dienst": (_MONITOR,), "monitormoment": (_MOMENT, _MOMENT | {"gepland_op": date(2025, 3, 1)})},),
    fout=(_BASIS | {"dienst": (_MONITOR,), "monitormoment": (_MOMENT, _MOMENT)},),
)

REGELS: tuple[Regel, ...] = (CIJFER_MET_UITVOERING, MET_WIE_INGEVULD)
SAMENHANG: tuple[Samenhangregel, ...] = (MOMENT_BIJ_MONITOREN, MOMENT_NA_TOEWIJZING, MOMENT_EEN_KEER)
