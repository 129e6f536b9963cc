"""Kwaliteitsregels over de dienst."""

from datetime import date

from zicht.core.bronnen import Bron
from zicht.core.feiten import Dienst, Dossier, Melding
from zicht.core.regels import Ernst, Regel, Samenhangregel, op_volgorde

_LET_OP = Ernst.WAARSCHUWING
_AANVULLING = Ernst.AANVULLING
_PROTOCOL = Bron("handelingsprotocol-2019", "Voorwaarden en Vervolg; Onderzoek")
_ONDERZOEK = Bron("informatieprotocol", "Onderzoek")
_FORMAAT = Bron("zicht-feitenformaat", "tabel dienst")
_VERVOLGDIENST = Dienst.soort.een_van("voorwaarden_en_vervolg", "onderzoek")

GESTART_NA_TOEWIJZING = op_volgorde(
    "D-001", Dienst, Dienst.toegewezen_op, Dienst.gestart_op, _FORMAAT, ("de toewijzing", "De start")
)
AFGEROND_NA_START = op_volgorde(
    "D-002", Dienst, Dienst.gestart_op, Dienst.afgerond_op, _ONDERZOEK, ("de start", "De afronding")
)
AFGEROND_NA_TOEWIJZING = op_volgorde(
    "D-003", Dienst, Dienst.toegewezen_op, Dienst.afgerond_op, _ONDERZOEK, ("de toewijzing", "De afronding")
)
OVERGEDRAGEN_NA_AFRONDING = op_volgorde(
    "D-004",
    Dienst,
    Dienst.afgerond_op,
    Dienst.overgedragen_op,
    Bron("informatieprotocol", "Einddatum is de dag van het besluit, niet van de overdracht"),
    ("de afronding", "De overdracht"),
)
PLAN_NA_TOEWIJZING = op_volgorde(
    "D-005",
    Dienst,
    Dienst.toegewezen_op,
    Dienst.plan_van_aanpak_op,
    Bron("toetsingskader-stap-2", "Onderzoek heeft altijd een plan van aanpak"),
    ("de toewijzing", "Het plan van aanpak"),
)
PLAN_VOOR_AFRONDING = op_volgorde(
    "D-006",
    Dienst,
    Dienst.plan_van_aanpak_op,
    Dienst.afgerond_op,
    Bron("toetsingskader-stap-2", "Onderzoek heeft altijd een plan van aanpak"),
    ("het plan van aanpak", "De afronding"),
)
OVERGEDRAGEN_ZONDER_AFRONDING = Regel(
    code="D-007",
    titel="Een overgedragen dienst is afgerond",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "leesregel 11"),
    over=Dienst,
    als=Dienst.overgedragen_op.ingevuld(),
    dan=Dienst.afgerond_op.ingevuld(),
    boodschap="De dienst is overgedragen ({overgedragen_op}) maar niet afgerond.",
    goed=({"overgedragen_op": date(2024, 6, 8), "afgerond_op": date(2024, 6, 4)},),
    fout=({"overgedragen_op": date(2024, 6, 8)},),
)
AFGEROND_MET_START = Regel(
    code="D-008",
    titel="Een afgeronde dienst is begonnen",
    ernst=_LET_OP,
    bron=_FORMAAT,
    over=Dienst,
    als=Dienst.afgerond_op.ingevuld(),
    dan=Dienst.gestart_op.ingevuld(),
    boodschap="De dienst is afgerond op {afgerond_op}, maar de dag van de start ontbreekt.",
    goed=({"gestart_op": date(2024, 3, 4), "afgerond_op": date(2024, 6, 4)},),
    fout=({"afgerond_op": date(2024, 6, 4)},),
)
RESULTAAT_ALLEEN_ONDERZOEK = Regel(
    code="D-009",
    titel="Alleen een onderzoek heeft een resultaat",
    ernst=_LET_OP,
    bron=_ONDERZOEK,
    over=Dienst,
    als=Dienst.resultaat.ingevuld(),
    dan=Dienst.soort.een_van("onderzoek", "onbekend"),
    boodschap="De dienst heeft een resultaat van onderzoek, maar is geen onderzoek ({soort}).",
    goed=({"soort": "onderzoek", "resultaat": ";hg_bevestigd;"}, {"soort": "monitoren"}),
    fout=({"soort": "voorwaarden_en_vervolg", "resultaat": ";hg_bevestigd;"},),
)
ONDERZOEK_MET_RESULTAAT = Regel(
    code="D-010",
    titel="Een afgerond onderzoek heeft een resultaat",
    ernst=_LET_OP,
    bron=_ONDERZOEK,
    over=Dienst,
    als=Dienst.soort.is_("onderzoek") & Dienst.afgerond_op.ingevuld(),
    dan=Dienst.resultaat.ingevuld(),
    boodschap="Het onderzoek is afgerond op {afgerond_op}, maar het resultaat ontbreekt.",
    goed=({"soort": "onderzoek", "afgerond_op": date(2024, 6, 4), "resultaat": ";km_weerlegd;"},),
    fout=({"soort": "onderzoek", "afgerond_op": date(2024, 6, 4)},),
)
RESULTAAT_MET_AFRONDING = Regel(
    code="D-011",
    titel="Een resultaat hoort bij een afgerond onderzoek",
    ernst=_LET_OP,
    bron=_ONDERZOEK,
    over=Dienst,
    als=Dienst.resultaat.ingevuld(),
    dan=Dienst.afgerond_op.ingevuld(),
    boodschap="Er is een resultaat, maar de dag van de afronding ontbreekt.",
    goed=({"resultaat": ";km_bevestigd;", "afgerond_op": date(2024, 6, 4)},),
    fout=({"resultaat": ";km_bevestigd;"},),
)
HG_EEN_UITKOMST = Regel(
    code="D-012",
    titel="Huiselijk geweld heeft een uitkomst, niet twee",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "Uitkomst onderzoek"),
    over=Dienst,
    als=Dienst.resultaat.bevat("hg_bevestigd"),
    dan=~(Dienst.resultaat.bevat("hg_niet_bevestigd") | Dienst.resultaat.bevat("hg_weerlegd")),
    boodschap="Huiselijk geweld is tegelijk wel en niet bevestigd.",
    goed=({"resultaat": ";hg_bevestigd;km_niet_bevestigd;"}, {"resultaat": ";hg_weerlegd;"}),
    fout=({"resultaat": ";hg_bevestigd;hg_weerlegd;"}, {"resultaat": ";hg_bevestigd;hg_niet_bevestigd;"}),
)
KM_EEN_UITKOMST = Regel(
    code="D-013",
    titel="Kindermishandeling heeft een uitkomst, niet twee",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "Uitkomst onderzoek"),
    over=Dienst,
    als=Dienst.resultaat.bevat("km_bevestigd"),
    dan=~(Dienst.resultaat.bevat("km_niet_bevestigd") | Dienst.resultaat.bevat("km_weerlegd")),
    boodschap="Kindermishandeling is tegelijk wel en niet bevestigd.",
    goed=({"resultaat": ";hg_niet_bevestigd;km_bevestigd;"},),
    fout=({"resultaat": ";km_bevestigd;km_weerlegd;"}, {"resultaat": ";km_bevestigd;km_niet_bevestigd;"}),
)
VOORTIJDIG_ZONDER_UITKOMST = Regel(
    code="D-014",
    titel="Een voortijdig gestopt onderzoek bevestigt niets",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "Uitkomst onderzoek: voortijdig"),
    over=Dienst,
    als=(
        Dienst.resultaat.bevat("voortijdig_vertrokken")
        | Dienst.resultaat.bevat("voortijdig_verhuisd")
        | Dienst.resultaat.bevat("voortijdig_overleden")
    ),
    dan=~(Dienst.resultaat.bevat("hg_bevestigd") | Dienst.resultaat.bevat("km_bevestigd")),
    boodschap="Het onderzoek is voortijdig gestopt en bevestigt toch geweld of mishandeling.",
    goed=({"resultaat": ";voortijdig_verhuisd;"},),
    fout=({"resultaat": ";km_bevestigd;voortijdig_verhuisd;"},),
)
OVERDRACHT_AAN_WIE = Regel(
    code="D-015",
    titel="Bij een overdracht staat aan wie",
    ernst=_AANVULLING,
    bron=Bron("informatieprotocol", "Vervolg na onderzoek"),
    over=Dienst,
    als=Dienst.overgedragen_op.ingevuld(),
    dan=Dienst.overdracht_aan.ingevuld(),
    boodschap="De dienst is overgedragen op {overgedragen_op}, maar er staat niet aan wie.",
    goed=({"overgedragen_op": date(2024, 6, 8), "overdracht_aan": ";vrouwenopvang;"},),
    fout=({"overgedragen_op": date(2024, 6, 8)},),
)
AAN_WIE_MET_AFRONDING = Regel(
    code="D-016",
    titel="Overdragen kan pas na de afronding",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Dienst,
    als=Dienst.overdracht_aan.ingevuld(),
    dan=Dienst.afgerond_op.ingevuld(),
    boodschap="Er staat aan wie is overgedragen, maar de dienst is niet afgerond.",
    goed=({"overdracht_aan": ";jeugd_ggz;", "afgerond_op": date(2024, 6, 4)},),
    fout=({"overdracht_aan": ";jeugd_ggz;"},),
)
VERVOLGDIENST_MET_MELDING = Regel(
    code="D-017",
    titel="Een V&V of onderzoek hoort bij een melding",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "leesregel 13"),
    over=Dienst,
    als=_VERVOLGDIENST,
    dan=Dienst.melding_id.ingevuld(),
    boodschap="De melding waaruit de dienst volgde is leeg; de termijnen vanaf ontvangst en beoordeling zijn onbekend.",
    goed=({"soort": "onderzoek", "melding_id": "M1"}, {"soort": "monitoren"}),
    fout=({"soort": "voorwaarden_en_vervolg"},),
)
TOP3_INGEVULD = Regel(
    code="D-018",
    titel="Bij een afgeronde V&V of onderzoek staat of TOP-3 is toegepast",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "leesregel 12"),
    over=Dienst,
    als=_VERVOLGDIENST & Dienst.afgerond_op.ingevuld(),
    dan=Dienst.top3.ingevuld(),
    boodschap="De dienst is afgerond op {afgerond_op}, maar er staat niet of TOP-3 is toegepast.",
    goed=({"soort": "onderzoek", "afgerond_op": date(2024, 6, 4), "top3": "nee"},),
    fout=({"soort": "onderzoek", "afgerond_op": date(2024, 6, 4)},),
)

_MET_MELDING = "dienst AS f JOIN melding AS m ON m.melding_id = f.melding_id"
_MET_DOSSIER = "dienst AS f JOIN dossier AS d ON d.dossier_id = f.dossier_id"
_DOSSIER = {"dossier_id": "D1", "gemeente": "GM0361", "geopend_op": date(2024, 3, 1)}
_MELDING = {
    "melding_id": "M1",
    "dossier_id": "D1",
    "ontvangen_op": date(2024, 3, 1),
    "beoordeeld_op": date(2024, 3, 4),
    "besluit": "vervolg_vt",
}
_DIENST = {
    "dienst_id": "S1",
    "dossier_id": "D1",
    "melding_id": "M1",
    "soort": "onderzoek",
    "toegewezen_op": date(2024, 3, 4),
    "gestart_op": date(2024, 3, 5),
    "afgerond_op": date(2024, 5, 4),
}
_BASIS = {"dossier": (_DOSSIER,), "melding": (_MELDING,), "dienst": (_DIENST,)}
_VERVOLG = "f.soort IN ('voorwaarden_en_vervolg', 'onderzoek')"

TOEGEWEZEN_NA_BEOORDELING = Samenhangregel(
    code="D-101",
    titel="Een dienst wordt niet toegewezen voor de beoordeling van haar melding",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Dienst,
    kolom=Dienst.toegewezen_op,
    gebruikt=(Dienst.melding_id, Melding.beoordeeld_op),
    verband=_MET_MELDING,
    fout_als="f.toegewezen_op < m.beoordeeld_op",
    boodschap="De dienst is toegewezen op {toegewezen_op}, voor de beoordeling van de melding ({beoordeeld_op}).",
    elders={"beoordeeld_op": "m.beoordeeld_op"},
    goed=(_BASIS,),
    fout=(_BASIS | {"dienst": (_DIENST | {"toegewezen_op": date(2024, 3, 3)},)},),
)
DIENST_NA_ONTVANGST = Samenhangregel(
    code="D-102",
    titel="Een dienst begint niet voor de ontvangst van haar melding",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Dienst,
    kolom=Dienst.toegewezen_op,
    gebruikt=(Dienst.melding_id, Melding.ontvangen_op),
    verband=_MET_MELDING,
    fout_als="least(f.toegewezen_op, f.gestart_op, f.afgerond_op) < m.ontvangen_op",
    boodschap="De dienst begint of eindigt voor de melding binnenkwam ({ontvangen_op}).",
    elders={"ontvangen_op": "m.ontvangen_op"},
    goed=(_BASIS,),
    fout=(_BASIS | {"dienst": (_DIENST | {"toegewezen_op": date(2024, 2, 28)},)},),
)
ZELFDE_DOSSIER = Samenhangregel(
    code="D-103",
    titel="Een dienst en haar melding horen bij een dossier",
    ernst=_LET_OP,
    bron=_FORMAAT,
    over=Dienst,
    kolom=Dienst.dossier_id,
    gebruikt=(Dienst.melding_id,),
    verband=_MET_MELDING,
    fout_als="f.dossier_id <> m.dossier_id",
    boodschap="De dienst hoort bij dossier {dossier_id}, haar melding bij dossier {ander}.",
    elders={"ander": "m.dossier_id"},
    goed=(_BASIS,),
    fout=(
        _BASIS | {"dossier": (_DOSSIER, _DOSSIER | {"dossier_id": "D2"}), "dienst": (_DIENST | {"dossier_id": "D2"},)},
    ),
)
DIENST_VOLGENS_BESLUIT = Samenhangregel(
    code="D-104",
    titel="Een V&V of onderzoek volgt op het besluit vervolg",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Dienst,
    kolom=Dienst.soort,
    gebruikt=(Dienst.melding_id, Melding.besluit),
    verband=_MET_MELDING,
    fout_als=f"{_VERVOLG} AND m.besluit NOT IN ('vervolg_vt', 'onbekend')",
    boodschap="De dienst ({soort}) volgt op een melding met het besluit {besluit}.",
    elders={"besluit": "m.besluit"},
    goed=(_BASIS,),
    fout=(_BASIS | {"melding": (_MELDING | {"besluit": "geen_vervolg"},)},),
)
DIENST_OP_BEOORDEELDE_MELDING = Samenhangregel(
    code="D-105",
    titel="De melding van een V&V of onderzoek is beoordeeld",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Dienst,
    kolom=Dienst.melding_id,
    gebruikt=(Dienst.melding_id, Melding.beoordeeld_op),
    verband=_MET_MELDING,
    fout_als=f"{_VERVOLG} AND m.beoordeeld_op IS NULL",
    boodschap="De dienst is toegewezen op {toegewezen_op}, maar haar melding is niet beoordeeld.",
    goed=(_BASIS,),
    fout=(
        _BASIS | {"melding": (_MELDING | {"beoordeeld_op": None, "besluit": None}, _MELDING | {"melding_id": "M2"})},
    ),
)
DIENST_NIET_NA_SLUITING = Samenhangregel(
    code="D-106",
    titel="Een gesloten dossier krijgt geen nieuwe dienst",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "3.1.2, tweede melding op dezelfde casus"),
    over=Dienst,
    kolom=Dienst.toegewezen_op,
    gebruikt=(Dossier.gesloten_op,),
    verband=_MET_DOSSIER,
    fout_als="f.toegewezen_op > d.gesloten_op",
    boodschap="De dienst is toegewezen op {toegewezen_op}, na de sluiting van het dossier ({gesloten_op}).",
    elders={"gesloten_op": "d.gesloten_op"},
    goed=(_BASIS,),
    fout=(_BASIS | {"dossier": (_DOSSIER | {"gesloten_op": date(2024, 3, 3), "sluitroute": "overig"},)},),
)
DIENST_AF_BIJ_SLUITING = Samenhangregel(
    code="D-107",
    titel="Een dossier sluit niet voor de afronding van een V&V of onderzoek",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Dienst,
    kolom=Dienst.afgerond_op,
    gebruikt=(Dienst.afgerond_op, Dossier.gesloten_op),
    verband=_MET_DOSSIER,
    fout_als=f"{_VERVOLG} AND f.toegewezen_op <= d.gesloten_op "
    "AND coalesce(f.afgerond_op, DATE '9999-12-31') > d.gesloten_op",
    boodschap="Het dossier is gesloten op {gesloten_op}, maar de dienst ({soort}) was toen niet afgerond.",
    elders={"gesloten_op": "d.gesloten_op"},
    goed=(_BASIS | {"dossier": (_DOSSIER | {"gesloten_op": date(2024, 5, 4), "sluitroute": "vervolgdienst"},)},),
    fout=(_BASIS | {"dossier": (_DOSSIER | {"gesloten_op": date(2024, 5, 3), "sluitroute": "vervolgdienst"},)},),
)
DIENST_NA_OPENING = Samenhangregel(
    code="D-108",
    titel="Een dienst komt niet voor de opening van haar dossier",
    ernst=_LET_OP,
    bron=_FORMAAT,
    over=Dienst,
    kolom=Dienst.toegewezen_op,
    gebruikt=(Dossier.geopend_op,),
    verband=_MET_DOSSIER,
    fout_als="f.toegewezen_op < d.geopend_op",
    boodschap="De dienst is toegewezen op {toegewezen_op}, voor het dossier openging ({geopend_op}).",
    elders={"geopend_op": "d.geopend_op"},
    goed=(_BASIS,),
    fout=(_BASIS | {"dossier": (_DOSSIER | {"geopend_op": date(2024, 3, 5)},)},),
)
GEEN_OVERLAP = Samenhangregel(
    code="D-109",
    titel="In een dossier lopen niet twee dezelfde diensten tegelijk",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "3.1.2, een tweede melding sluit aan bij de lopende casus"),
    over=Dienst,
    kolom=Dienst.toegewezen_op,
    gebruikt=(Dienst.afgerond_op,),
    verband=(
        "(SELECT *, lag(dienst_id) OVER eerder AS vorige, "
        "lag(coalesce(afgerond_op, DATE '9999-12-31')) OVER eerder AS vorige_af "
        "FROM dienst WHERE soort IN ('voorwaarden_en_vervolg', 'onderzoek') "
        "WINDOW eerder AS (PARTITION BY dossier_id, soort ORDER BY toegewezen_op, dienst_id)) AS f"
    ),
    fout_als="f.vorige_af > f.toegewezen_op",
    boodschap="De dienst ({soort}) begint op {toegewezen_op}, terwijl dienst {vorige} in hetzelfde dossier nog loopt.",
    elders={"vorige": "f.vorige"},
    goed=(
        _BASIS,
        _BASIS | {"dienst": (_DIENST, _DIENST | {"dienst_id": "S2", "toegewezen_op": date(2024, 5, 4)})},
        _BASIS | {"dienst": (_DIENST, _DIENST | {"dienst_id": "S2", "soort": "voorwaarden_en_vervolg"})},
    ),
    fout=(_BASIS | {"dienst": (_DIENST, _DIENST | {"dienst_id": "S2", "toegewezen_op": date(2024, 5, 3)})},),
)

REGELS: tuple[Regel, ...] = (
    GESTART_NA_TOEWIJZING, AFGEROND_NA_START, AFGEROND_NA_TOEWIJZING, OVERGEDRAGEN_NA_AFRONDING, PLAN_NA_TOEWIJZING,
    PLAN_VOOR_AFRONDING, OVERGEDRAGEN_ZONDER_AFRONDING, AFGEROND_MET_START, RESULTAAT_ALLEEN_ONDERZOEK,
    ONDERZOEK_MET_RESULTAAT, RESULTAAT_MET_AFRONDING, HG_EEN_UITKOMST, KM_EEN_UITKOMST, VOORTIJDIG_ZONDER_UITKOMST,
    OVERDRACHT_AAN_WIE, AAN_WIE_MET_AFRONDING, VERVOLGDIENST_MET_MELDING, TOP3_INGEVULD,
)  # fmt: skip
SAMENHANG: tuple[Samenhangregel, ...] = (
    TOEGEWEZEN_NA_BEOORDELING, DIENST_NA_ONTVANGST, ZELFDE_DOSSIER, DIENST_VOLGENS_BESLUIT,
    DIENST_OP_BEOORDEELDE_MELDING, DIENST_NIET_NA_SLUITING, DIENST_AF_BIJ_SLUITING, DIENST_NA_OPENING, GEEN_OVERLAP,
)  # fmt: skip
