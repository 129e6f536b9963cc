"""Kwaliteitsregels over de melding."""

from datetime import date

from zicht.core.bronnen import Bron
from zicht.core.feiten import Dienst, Dossier, Melding
from zicht.core.regels import Ernst, Regel, Samenhangregel, op_volgorde
from zicht.core.voorwaarden import En

_LET_OP = Ernst.WAARSCHUWING
_AANVULLING = Ernst.AANVULLING
_PROTOCOL = Bron("handelingsprotocol-2019", "Veiligheidsbeoordeling")
_INFORMATIE = Bron("informatieprotocol", "Melding en triagebesluit")
_FORMAAT = Bron("zicht-feitenformaat", "tabel melding")
_BEGIN = date(2015, 1, 1)
_NIET_VERVOLG = En((Melding.ter_registratie.is_("nee"), Melding.beoordeeld_op.ingevuld()))

OPGEPAKT_NA_ONTVANGST = op_volgorde(
    "M-001", Melding, Melding.ontvangen_op, Melding.opgepakt_op, _FORMAAT, ("de ontvangst", "Het oppakken")
)
BEOORDEELD_NA_ONTVANGST = op_volgorde(
    "M-002", Melding, Melding.ontvangen_op, Melding.beoordeeld_op, _INFORMATIE, ("de ontvangst", "De beoordeling")
)
BEOORDEELD_NA_OPPAKKEN = op_volgorde(
    "M-003", Melding, Melding.opgepakt_op, Melding.beoordeeld_op, _FORMAAT, ("het oppakken", "De beoordeling")
)
CONTACT_NA_ONTVANGST = op_volgorde(
    "M-004",
    Melding,
    Melding.ontvangen_op,
    Melding.eerste_contact_op,
    Bron("nog-meerjarenbegroting-2025", "Hoofdstuk 7, 4. Eerste contact met direct betrokkenen"),
    ("de ontvangst", "Het eerste contact"),
)
TERUGGEKOPPELD_NA_ONTVANGST = op_volgorde(
    "M-005",
    Melding,
    Melding.ontvangen_op,
    Melding.teruggekoppeld_op,
    Bron("wmo-2015", "artikel 4.1.1, tweede lid, onder g"),
    ("de ontvangst", "De terugkoppeling aan de melder"),
)
OVERGEDRAGEN_NA_BEOORDELING = op_volgorde(
    "M-006",
    Melding,
    Melding.beoordeeld_op,
    Melding.overgedragen_op,
    Bron("zicht-feitenformaat", "leesregel 11"),
    ("de beoordeling", "De overdracht"),
)
OVERGEDRAGEN_ZONDER_BEOORDELING = Regel(
    code="M-007",
    titel="Een overgedragen melding is beoordeeld",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "leesregel 11"),
    over=Melding,
    als=Melding.overgedragen_op.ingevuld(),
    dan=Melding.beoordeeld_op.ingevuld(),
    boodschap="De melding is overgedragen ({overgedragen_op}) maar niet beoordeeld.",
    goed=({"overgedragen_op": date(2024, 3, 8), "beoordeeld_op": date(2024, 3, 4)},),
    fout=({"overgedragen_op": date(2024, 3, 8)},),
)
BEOORDEELD_MET_BESLUIT = Regel(
    code="M-008",
    titel="Een beoordeelde melding heeft een besluit",
    ernst=_LET_OP,
    bron=_INFORMATIE,
    over=Melding,
    als=Melding.beoordeeld_op.ingevuld() & Melding.ter_registratie.is_("nee"),
    dan=Melding.besluit.ingevuld(),
    boodschap="De melding is beoordeeld op {beoordeeld_op} maar het besluit ontbreekt.",
    goed=({"beoordeeld_op": date(2024, 3, 4), "besluit": "overdracht", "ter_registratie": "nee"},),
    fout=({"beoordeeld_op": date(2024, 3, 4), "ter_registratie": "nee"},),
)
BESLUIT_MET_DATUM = Regel(
    code="M-009",
    titel="Een besluit heeft een datum",
    ernst=_LET_OP,
    bron=_INFORMATIE,
    over=Melding,
    als=Melding.besluit.ingevuld(),
    dan=Melding.beoordeeld_op.ingevuld(),
    boodschap="Het besluit is {besluit} maar de dag van de beoordeling ontbreekt.",
    goed=({"besluit": "geen_vervolg", "beoordeeld_op": date(2024, 3, 4)},),
    fout=({"besluit": "geen_vervolg"},),
)
OVERDRACHT_AAN_WIE = Regel(
    code="M-010",
    titel="Bij het besluit overdracht staat aan wie",
    ernst=_AANVULLING,
    bron=Bron("informatieprotocol", "Aard derde partij"),
    over=Melding,
    als=Melding.besluit.is_("overdracht"),
    dan=Melding.overdracht_aan.ingevuld(),
    boodschap="Het besluit is overdracht maar er staat niet aan wie.",
    goed=({"besluit": "overdracht", "overdracht_aan": ";lokaal_veld;"}, {"besluit": "geen_vervolg"}),
    fout=({"besluit": "overdracht"},),
)
AAN_WIE_ZONDER_OVERDRACHT = Regel(
    code="M-011",
    titel="Alleen wie overdraagt noemt een ontvanger",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "Aard derde partij"),
    over=Melding,
    als=Melding.overdracht_aan.ingevuld() & Melding.besluit.ingevuld(),
    dan=Melding.besluit.een_van("overdracht", "regionaal_maatwerk", "onbekend"),
    boodschap="Er staat aan wie is overgedragen, maar het besluit is {besluit}.",
    goed=(
        {"besluit": "overdracht", "overdracht_aan": ";politie_om;"},
        {"besluit": "regionaal_maatwerk", "overdracht_aan": ";lokaal_veld;"},
    ),
    fout=({"besluit": "vervolg_vt", "overdracht_aan": ";lokaal_veld;"},),
)
OVERGEDRAGEN_ZONDER_OVERDRACHT = Regel(
    code="M-012",
    titel="Alleen een overdracht heeft een overdrachtsdag",
    ernst=_LET_OP,
    bron=_FORMAAT,
    over=Melding,
    als=Melding.overgedragen_op.ingevuld() & Melding.besluit.ingevuld(),
    dan=Melding.besluit.een_van("overdracht", "regionaal_maatwerk", "onbekend"),
    boodschap="Het vervolg is belegd op {overgedragen_op}, maar het besluit is {besluit}.",
    goed=({"besluit": "overdracht", "overgedragen_op": date(2024, 3, 8)},),
    fout=({"besluit": "geen_vervolg", "overgedragen_op": date(2024, 3, 8)},),
)
BEOORDEELD_MET_TAXATIE = Regel(
    code="M-013",
    titel="Een beoordeling heeft een veiligheidstaxatie",
    ernst=_AANVULLING,
    bron=Bron("nhn-programmabegroting-2019", "Veiligheidstaxatie: acuut, structureel, multiproblematiek"),
    over=Melding,
    als=_NIET_VERVOLG,
    dan=Melding.acuut.ingevuld() & Melding.structureel.ingevuld(),
    boodschap="De melding is beoordeeld op {beoordeeld_op}, maar acute of structurele onveiligheid is niet ingevuld.",
    goed=(
        {"ter_registratie": "nee", "beoordeeld_op": date(2024, 3, 4), "acuut": "nee", "structureel": "ja"},
        {"ter_registratie": "ja", "beoordeeld_op": date(2024, 3, 4)},
    ),
    fout=({"ter_registratie": "nee", "beoordeeld_op": date(2024, 3, 4), "acuut": "ja"},),
)
REGISTRATIE_ZONDER_VERVOLG = Regel(
    code="M-014",
    titel="Een melding ter registratie krijgt geen vervolg",
    ernst=_LET_OP,
    bron=_FORMAAT,
    over=Melding,
    als=Melding.ter_registratie.is_("ja") & Melding.besluit.ingevuld(),
    dan=Melding.besluit.een_van("geen_vervolg", "onbekend"),
    boodschap="De melding is alleen ter registratie, maar het besluit is {besluit}.",
    goed=({"ter_registratie": "ja", "besluit": "geen_vervolg"}, {"ter_registratie": "nee", "besluit": "overdracht"}),
    fout=({"ter_registratie": "ja", "besluit": "vervolg_vt"},),
)
AMBTSHALVE_NIET_ANONIEM = Regel(
    code="M-015",
    titel="Een ambtshalve melding is niet anoniem",
    ernst=_LET_OP,
    bron=_FORMAAT,
    over=Melding,
    als=Melding.ambtshalve.is_("ja") & Melding.anoniem.ingevuld(),
    dan=Melding.anoniem.een_van("nee", "onbekend"),
    boodschap="De melding is ambtshalve, dus van Veilig Thuis zelf, en toch anoniem.",
    goed=({"ambtshalve": "ja", "anoniem": "nee"},),
    fout=({"ambtshalve": "ja", "anoniem": "ja"},),
)
MELDER_INGEVULD = Regel(
    code="M-016",
    titel="Een beoordeelde melding noemt de hoedanigheid van de melder",
    ernst=_AANVULLING,
    bron=Bron("informatieprotocol", "Hoedanigheid melder"),
    over=Melding,
    als=Melding.beoordeeld_op.ingevuld(),
    dan=Melding.hoedanigheid.ingevuld(),
    boodschap="De melding is beoordeeld op {beoordeeld_op}, maar de hoedanigheid van de melder is leeg.",
    goed=({"beoordeeld_op": date(2024, 3, 4), "hoedanigheid": "politie"}, {"hoedanigheid": None}),
    fout=({"beoordeeld_op": date(2024, 3, 4)},),
)
AANLEIDING_INGEVULD = Regel(
    code="M-017",
    titel="Een beoordeelde melding noemt de aanleiding",
    ernst=_AANVULLING,
    bron=Bron("informatieprotocol", "Aanleiding van de melding"),
    over=Melding,
    als=Melding.beoordeeld_op.ingevuld(),
    dan=Melding.aanleiding.ingevuld(),
    boodschap="De melding is beoordeeld op {beoordeeld_op}, maar de aanleiding is leeg.",
    goed=({"beoordeeld_op": date(2024, 3, 4), "aanleiding": ";ex_partnergeweld;"},),
    fout=({"beoordeeld_op": date(2024, 3, 4)},),
)
AANLEIDING_NIET_HALF_ONBEKEND = Regel(
    code="M-018",
    titel="Een aanleiding is niet tegelijk bekend en onbekend",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "Aanleiding van de melding"),
    over=Melding,
    als=Melding.aanleiding.bevat("onbekend"),
    dan=Melding.aanleiding.is_(";onbekend;"),
    boodschap="Bij de aanleiding staat onbekend naast een andere code.",
    goed=({"aanleiding": ";onbekend;"}, {"aanleiding": ";ex_partnergeweld;ouderenmishandeling;"}),
    fout=({"aanleiding": ";ex_partnergeweld;onbekend;"},),
)
NIET_VOOR_VEILIG_THUIS = Regel(
    code="M-019",
    titel="Een melding is van na de start van Veilig Thuis",
    ernst=_LET_OP,
    bron=Bron("wmo-2015", "artikel 4.1.1, in werking per 1 januari 2015"),
    over=Melding,
    als=Melding.ontvangen_op.ingevuld(),
    dan=Melding.ontvangen_op >= _BEGIN,
    boodschap="De melding is ontvangen op {ontvangen_op}, voor Veilig Thuis bestond. Klopt het jaar?",
    goed=({"ontvangen_op": _BEGIN},),
    fout=({"ontvangen_op": date(2014, 12, 31)},),
)

_MET_DOSSIER = "melding AS f JOIN dossier AS d USING (dossier_id)"
_DOSSIER = {"dossier_id": "D1", "gemeente": "GM0361", "geopend_op": date(2024, 3, 1), "gesloten_op": date(2024, 6, 1)}
_MELDING = {"melding_id": "M1", "dossier_id": "D1", "ontvangen_op": date(2024, 3, 1), "beoordeeld_op": date(2024, 3, 4)}
_DIENST = {
    "dienst_id": "S1",
    "dossier_id": "D1",
    "melding_id": "M1",
    "soort": "onderzoek",
    "toegewezen_op": date(2024, 3, 4),
}

MELDING_NA_OPENING = Samenhangregel(
    code="M-101",
    titel="Een melding komt niet voor de opening van haar dossier",
    ernst=_LET_OP,
    bron=Bron("nhn-programmabegroting-2019", "Een dossier opent met een melding"),
    over=Melding,
    kolom=Melding.ontvangen_op,
    gebruikt=(Melding.ontvangen_op, Dossier.geopend_op),
    verband=_MET_DOSSIER,
    fout_als="f.ontvangen_op < d.geopend_op",
    boodschap="De melding is ontvangen op {ontvangen_op}, voor het dossier openging ({geopend_op}).",
    elders={"geopend_op": "d.geopend_op"},
    goed=({"dossier": (_DOSSIER,), "melding": (_MELDING,)},),
    fout=({"dossier": (_DOSSIER,), "melding": (_MELDING | {"ontvangen_op": date(2024, 2, 28)},)},),
)
MELDING_NIET_NA_SLUITING = Samenhangregel(
    code="M-102",
    titel="Een gesloten dossier krijgt geen nieuwe melding",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "3.1.2, tweede melding op dezelfde casus"),
    over=Melding,
    kolom=Melding.ontvangen_op,
    gebruikt=(Melding.ontvangen_op, Dossier.gesloten_op),
    verband=_MET_DOSSIER,
    fout_als="f.ontvangen_op > d.gesloten_op",
    boodschap="De melding is ontvangen op {ontvangen_op}, na de sluiting van het dossier ({gesloten_op}).",
    elders={"gesloten_op": "d.gesloten_op"},
    goed=(
        {"dossier": (_DOSSIER,), "melding": (_MELDING | {"ontvangen_op": date(2024, 6, 1), "beoordeeld_op": None},)},
    ),
    fout=(
        {"dossier": (_DOSSIER,), "melding": (_MELDING | {"ontvangen_op": date(2024, 6, 2), "beoordeeld_op": None},)},
    ),
)
BEOORDEELD_VOOR_SLUITING = Samenhangregel(
    code="M-103",
    titel="Een dossier sluit niet voor de beoordeling van zijn meldingen",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Melding,
    kolom=Melding.beoordeeld_op,
    gebruikt=(Melding.beoordeeld_op, Dossier.gesloten_op),
    verband=_MET_DOSSIER,
    fout_als="f.ontvangen_op <= d.gesloten_op AND coalesce(f.beoordeeld_op, DATE '9999-12-31') > d.gesloten_op",
    boodschap="Het dossier is gesloten op {gesloten_op}, maar de melding was toen niet beoordeeld.",
    elders={"gesloten_op": "d.gesloten_op"},
    goed=({"dossier": (_DOSSIER,), "melding": (_MELDING,)},),
    fout=(
        {"dossier": (_DOSSIER,), "melding": (_MELDING | {"beoordeeld_op": None}, _MELDING | {"melding_id": "M2"})},
        {"dossier": (_DOSSIER,), "melding": (_MELDING | {"beoordeeld_op": date(2024, 6, 2)},)},
    ),
)
VERVOLG_MET_DIENST = Samenhangregel(
    code="M-104",
    titel="Op het besluit vervolg volgt een dienst",
    ernst=_LET_OP,
    bron=_PROTOCOL,
    over=Melding,
    kolom=Melding.besluit,
    gebruikt=(Melding.besluit, Dienst.melding_id),
    verband="(SELECT * FROM melding WHERE besluit = 'vervolg_vt') AS f",
    fout_als="NOT EXISTS (SELECT 1 FROM dienst AS s WHERE s.dossier_id = f.dossier_id)",
    boodschap="Het besluit is vervolg door Veilig Thuis, maar het dossier heeft geen dienst.",
    goed=(
        {
            "dossier": (_DOSSIER,),
            "melding": (_MELDING | {"besluit": "vervolg_vt"},),
            "dienst": (_DIENST,),
        },
    ),
    fout=(
        {
            "dossier": (_DOSSIER, _DOSSIER | {"dossier_id": "D2"}),
            "melding": (_MELDING | {"besluit": "vervolg_vt"}, _MELDING | {"melding_id": "M2", "dossier_id": "D2"}),
            "dienst": (_DIENST | {"dossier_id": "D2", "melding_id": "M2"},),
        },
    ),
)

REGELS: tuple[Regel, ...] = (
    OPGEPAKT_NA_ONTVANGST, BEOORDEELD_NA_ONTVANGST, BEOORDEELD_NA_OPPAKKEN, CONTACT_NA_ONTVANGST,
    TERUGGEKOPPELD_NA_ONTVANGST, OVERGEDRAGEN_NA_BEOORDELING, OVERGEDRAGEN_ZONDER_BEOORDELING, BEOORDEELD_MET_BESLUIT,
    BESLUIT_MET_DATUM, OVERDRACHT_AAN_WIE, AAN_WIE_ZONDER_OVERDRACHT, OVERGEDRAGEN_ZONDER_OVERDRACHT,
    BEOORDEELD_MET_TAXATIE, REGISTRATIE_ZONDER_VERVOLG, AMBTSHALVE_NIET_ANONIEM, MELDER_INGEVULD, AANLEIDING_INGEVULD,
    AANLEIDING_NIET_HALF_ONBEKEND, NIET_VOOR_VEILIG_THUIS,
)  # fmt: skip
SAMENHANG: tuple[Samenhangregel, ...] = (
    MELDING_NA_OPENING, MELDING_NIET_NA_SLUITING, BEOORDEELD_VOOR_SLUITING, VERVOLG_MET_DIENST,
)  # fmt: skip
