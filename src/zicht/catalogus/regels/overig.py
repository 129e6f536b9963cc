"""Kwaliteitsregels over advies, klacht, huisverbod, schorsing, tevredenheid, activiteit en bedrijfsvoering."""

from datetime import date

from zicht.core.bronnen import Bron
from zicht.core.feiten import Activiteit, Advies, Boeking, Dienst, Huisverbod, Inzet, Klacht, Schorsing, Tevredenheid
from zicht.core.regels import Ernst, Regel, Samenhangregel, op_volgorde
from zicht.core.voorwaarden import DagenTussen

_LET_OP = Ernst.WAARSCHUWING
_AANVULLING = Ernst.AANVULLING
_ADVIES = Bron("informatieprotocol", "Advies")
_KLACHT = Bron("nhn-prestatie-indicatoren", "Klachten")
_WTH = Bron("wet-tijdelijk-huisverbod", "artikel 2 en 9")
_SCHORSING = Bron("zicht-feitenformaat", "leesregel 14")
_TEVREDEN = Bron("nhn-prestatie-indicatoren", "Klanttevredenheid")

AFGESLOTEN_NA_START = op_volgorde(
    "A-001", Advies, Advies.gestart_op, Advies.afgesloten_op, _ADVIES, ("de start", "De afsluiting van het advies")
)
ADVIESVRAGER_INGEVULD = Regel(
    code="A-002",
    titel="Een afgesloten advies noemt de hoedanigheid van de adviesvrager",
    ernst=_AANVULLING,
    bron=Bron("informatieprotocol", "Hoedanigheid adviesvrager"),
    over=Advies,
    als=Advies.afgesloten_op.ingevuld(),
    dan=Advies.hoedanigheid.ingevuld(),
    boodschap="Het advies is afgesloten op {afgesloten_op}, maar de hoedanigheid van de adviesvrager is leeg.",
    goed=({"afgesloten_op": date(2024, 3, 1), "hoedanigheid": "huisarts"},),
    fout=({"afgesloten_op": date(2024, 3, 1)},),
)
ADVIES_AANLEIDING = Regel(
    code="A-003",
    titel="Een afgesloten advies noemt de aanleiding",
    ernst=_AANVULLING,
    bron=Bron("informatieprotocol", "Aanleiding van het advies"),
    over=Advies,
    als=Advies.afgesloten_op.ingevuld(),
    dan=Advies.aanleiding.ingevuld(),
    boodschap="Het advies is afgesloten op {afgesloten_op}, maar de aanleiding is leeg.",
    goed=({"afgesloten_op": date(2024, 3, 1), "aanleiding": ";ouderenmishandeling;"},),
    fout=({"afgesloten_op": date(2024, 3, 1)},),
)
ONDERSTEUNING_IN_PERSOON = Regel(
    code="A-004",
    titel="Ondersteuning gaat in een persoonlijk gesprek",
    ernst=_AANVULLING,
    bron=Bron("nog-meerjarenbegroting-2025", "Hoofdstuk 7, Ondersteuning"),
    over=Advies,
    als=Advies.soort.is_("ondersteuning") & Advies.kanaal.ingevuld(),
    dan=Advies.kanaal.een_van("face_to_face", "onbekend"),
    boodschap="De ondersteuning liep via {kanaal}; ondersteuning is een persoonlijk gesprek.",
    goed=({"soort": "ondersteuning", "kanaal": "face_to_face"}, {"soort": "advies", "kanaal": "chat"}),
    fout=({"soort": "ondersteuning", "kanaal": "chat"},),
)
AFGEHANDELD_NA_INDIENEN = op_volgorde(
    "K-001", Klacht, Klacht.ingediend_op, Klacht.afgehandeld_op, _KLACHT, ("het indienen", "De afhandeling")
)
OORDEEL_MET_DATUM = Regel(
    code="K-002",
    titel="Een oordeel heeft een datum",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "leesregel 2 en 8"),
    over=Klacht,
    als=Klacht.oordeel.ingevuld(),
    dan=Klacht.afgehandeld_op.ingevuld(),
    boodschap="Het oordeel is {oordeel}, maar de dag van de afhandeling ontbreekt.",
    goed=({"oordeel": "gegrond", "afgehandeld_op": date(2024, 3, 1)},),
    fout=({"oordeel": "gegrond"},),
)
AFGEHANDELD_MET_OORDEEL = Regel(
    code="K-003",
    titel="Een afgehandelde klacht heeft een oordeel",
    ernst=_LET_OP,
    bron=_KLACHT,
    over=Klacht,
    als=Klacht.afgehandeld_op.ingevuld(),
    dan=Klacht.oordeel.ingevuld(),
    boodschap="De klacht is afgehandeld op {afgehandeld_op}, maar het oordeel ontbreekt.",
    goed=({"afgehandeld_op": date(2024, 3, 1), "oordeel": "ingetrokken"},),
    fout=({"afgehandeld_op": date(2024, 3, 1)},),
)
OPGELEGD_NA_BEOORDELING = op_volgorde(
    "H-001", Huisverbod, Huisverbod.beoordeeld_op, Huisverbod.opgelegd_op, _WTH, ("de beoordeling", "De oplegging")
)
ADVIES_NA_OPLEGGING = op_volgorde(
    "H-002", Huisverbod, Huisverbod.opgelegd_op, Huisverbod.advies_op, _WTH, ("de oplegging", "Het advies")
)
VERLENGD_NA_OPLEGGING = op_volgorde(
    "H-003", Huisverbod, Huisverbod.opgelegd_op, Huisverbod.verlengd_op, _WTH, ("de oplegging", "De verlenging")
)
BEEINDIGD_NA_OPLEGGING = op_volgorde(
    "H-004", Huisverbod, Huisverbod.opgelegd_op, Huisverbod.beeindigd_op, _WTH, ("de oplegging", "De beëindiging")
)
BEEINDIGD_NA_VERLENGING = op_volgorde(
    "H-005", Huisverbod, Huisverbod.verlengd_op, Huisverbod.beeindigd_op, _WTH, ("de verlenging", "De beëindiging")
)
VERVOLG_NA_OPLEGGING = Regel(
    code="H-006",
    titel="Alleen een opgelegd huisverbod wordt verlengd of beëindigd",
    ernst=_LET_OP,
    bron=_WTH,
    over=Huisverbod,
    als=Huisverbod.verlengd_op.ingevuld() | Huisverbod.beeindigd_op.ingevuld(),
    dan=Huisverbod.opgelegd_op.ingevuld(),
    boodschap="Het huisverbod is verlengd of beëindigd, maar de dag van oplegging ontbreekt.",
    goed=({"opgelegd_op": date(2024, 3, 1), "beeindigd_op": date(2024, 3, 11)}, {"opgelegd_op": None}),
    fout=({"beeindigd_op": date(2024, 3, 11)}, {"verlengd_op": date(2024, 3, 10)}),
)
VERLENGD_BINNEN_TIEN_DAGEN = Regel(
    code="H-007",
    titel="Een huisverbod wordt verlengd binnen de eerste tien dagen",
    ernst=_LET_OP,
    bron=Bron("wet-tijdelijk-huisverbod", "artikel 2, eerste lid, en artikel 9, eerste lid"),
    over=Huisverbod,
    als=Huisverbod.verlengd_op.ingevuld() & Huisverbod.opgelegd_op.ingevuld(),
    dan=DagenTussen(Huisverbod.opgelegd_op, Huisverbod.verlengd_op) <= 10,
    boodschap="Het huisverbod van {opgelegd_op} is pas verlengd op {verlengd_op}, na tien dagen.",
    goed=({"opgelegd_op": date(2024, 3, 1), "verlengd_op": date(2024, 3, 11)},),
    fout=({"opgelegd_op": date(2024, 3, 1), "verlengd_op": date(2024, 3, 12)},),
)
HOOGSTENS_VIER_WEKEN = Regel(
    code="H-008",
    titel="Een huisverbod duurt hoogstens vier weken",
    ernst=_LET_OP,
    bron=Bron("wet-tijdelijk-huisverbod", "artikel 9, eerste lid"),
    over=Huisverbod,
    als=Huisverbod.beeindigd_op.ingevuld() & Huisverbod.opgelegd_op.ingevuld(),
    dan=DagenTussen(Huisverbod.opgelegd_op, Huisverbod.beeindigd_op) <= 28,
    boodschap="Het huisverbod liep van {opgelegd_op} tot {beeindigd_op}, langer dan vier weken.",
    goed=({"opgelegd_op": date(2024, 3, 1), "beeindigd_op": date(2024, 3, 29)},),
    fout=({"opgelegd_op": date(2024, 3, 1), "beeindigd_op": date(2024, 3, 30)},),
)
ZONDER_VERLENGING_TIEN_DAGEN = Regel(
    code="H-009",
    titel="Zonder verlenging duurt een huisverbod hoogstens tien dagen",
    ernst=_LET_OP,
    bron=Bron("wet-tijdelijk-huisverbod", "artikel 2, eerste lid"),
    over=Huisverbod,
    als=Huisverbod.beeindigd_op.ingevuld() & Huisverbod.opgelegd_op.ingevuld() & ~Huisverbod.verlengd_op.ingevuld(),
    dan=DagenTussen(Huisverbod.opgelegd_op, Huisverbod.beeindigd_op) <= 10,
    boodschap="Het huisverbod liep van {opgelegd_op} tot {beeindigd_op}, langer dan tien dagen en zonder verlenging.",
    goed=({"opgelegd_op": date(2024, 3, 1), "beeindigd_op": date(2024, 3, 11)},),
    fout=({"opgelegd_op": date(2024, 3, 1), "beeindigd_op": date(2024, 3, 12)},),
)
SCHORSING_EINDIGT_LATER = Regel(
    code="S-001",
    titel="Een schorsing eindigt na haar begin",
    ernst=_LET_OP,
    bron=_SCHORSING,
    over=Schorsing,
    als=Schorsing.tot.ingevuld(),
    dan=Schorsing.tot > Schorsing.van,
    boodschap="De schorsing loopt van {van} tot {tot}: dat is geen dag.",
    goed=({"van": date(2024, 3, 1), "tot": date(2024, 3, 2)}, {"van": date(2024, 3, 1)}),
    fout=({"van": date(2024, 3, 1), "tot": date(2024, 3, 1)},),
)
SAMENWERKING_IS_VAN_KETENPARTNERS = Regel(
    code="T-001",
    titel="Samenwerking is een vraag aan ketenpartners",
    ernst=_LET_OP,
    bron=_TEVREDEN,
    over=Tevredenheid,
    als=Tevredenheid.moment.is_("samenwerking"),
    dan=Tevredenheid.doelgroep.een_van("ketenpartner", "onbekend"),
    boodschap="Het cijfer gaat over samenwerking, maar is van een {doelgroep}.",
    goed=({"moment": "samenwerking", "doelgroep": "ketenpartner"}, {"moment": "advies", "doelgroep": "betrokkene"}),
    fout=({"moment": "samenwerking", "doelgroep": "betrokkene"},),
)
BETROKKENE_MET_MOMENT = Regel(
    code="T-002",
    titel="Bij een cijfer van een betrokkene staat het moment",
    ernst=_AANVULLING,
    bron=Bron("nhn-prestatie-indicatoren", "Klanttevredenheid: vier momenten"),
    over=Tevredenheid,
    als=Tevredenheid.doelgroep.is_("betrokkene"),
    dan=Tevredenheid.moment.ingevuld(),
    boodschap="Bij het cijfer {cijfer} van {datum} staat niet over welk moment het gaat.",
    goed=({"doelgroep": "betrokkene", "moment": "monitoring", "cijfer": 8, "datum": date(2024, 3, 1)},),
    fout=({"doelgroep": "betrokkene", "cijfer": 8, "datum": date(2024, 3, 1)},),
)
ACTIVITEIT_MET_AANTAL = Regel(
    code="AC-001",
    titel="Een activiteit is minstens een keer gehouden",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "tabel activiteit"),
    over=Activiteit,
    als=Activiteit.aantal.ingevuld(),
    dan=Activiteit.aantal >= 1,
    boodschap="De activiteit ({soort}) van {datum} heeft aantal {aantal}.",
    goed=({"soort": "voorlichting", "datum": date(2024, 3, 1), "aantal": 1},),
    fout=({"soort": "voorlichting", "datum": date(2024, 3, 1), "aantal": 0},),
)
INZET_NIET_LEEG = Regel(
    code="I-001",
    titel="Een regel met inzet noemt formatie of bezetting",
    ernst=_LET_OP,
    bron=Bron("nhn-prestatie-indicatoren", "Bedrijfsvoering: formatie en bezetting"),
    over=Inzet,
    als=Inzet.functie.ingevuld(),
    dan=Inzet.formatie_fte.ingevuld() | Inzet.intern_fte.ingevuld() | Inzet.extern_fte.ingevuld(),
    boodschap="Bij {functie} in {maand} staat geen formatie en geen bezetting.",
    goed=({"functie": "maatschappelijk werker", "maand": "2024-03", "intern_fte": 4},),
    fout=({"functie": "maatschappelijk werker", "maand": "2024-03"},),
)

_D = {"dossier_id": "D1", "gemeente": "GM0361", "geopend_op": date(2024, 3, 1)}
_M = {"melding_id": "M1", "dossier_id": "D1", "ontvangen_op": date(2024, 3, 1), "beoordeeld_op": date(2024, 3, 8)}
_O = {
    "dienst_id": "S1",
    "dossier_id": "D1",
    "melding_id": "M1",
    "soort": "onderzoek",
    "toegewezen_op": date(2024, 3, 8),
    "afgerond_op": date(2024, 6, 8),
}
_PAUZE = {"termijn": "onderzoek", "over_id": "S1", "van": date(2024, 4, 1), "tot": date(2024, 4, 8), "grond": "ziekte"}
_BASIS = {"dossier": (_D,), "melding": (_M,), "dienst": (_O,)}
_MET_BEIDE = (
    "schorsing AS f LEFT JOIN melding AS m ON m.melding_id = f.over_id LEFT JOIN dienst AS d ON d.dienst_id = f.over_id"
)

SCHORSING_VAN_DE_JUISTE_KLOK = Samenhangregel(
    code="S-101",
    titel="Een schorsing hoort bij een klok van de melding of dienst",
    ernst=_LET_OP,
    bron=_SCHORSING,
    over=Schorsing,
    kolom=Schorsing.termijn,
    gebruikt=(Schorsing.termijn, Dienst.soort),
    verband=_MET_BEIDE,
    fout_als=(
        "(m.melding_id IS NOT NULL OR d.dienst_id IS NOT NULL) AND f.termijn <> 'onbekend' AND CASE WHEN f.termijn IN "
        "('voorwaarden_en_vervolg', 'onderzoek') THEN d.soort IS DISTINCT FROM f.termijn ELSE m.melding_id IS NULL END"
    ),
    boodschap="De schorsing van de klok {termijn} hoort bij {over_id}, en die heeft deze klok niet.",
    goed=(_BASIS | {"schorsing": (_PAUZE, _PAUZE | {"termijn": "beoordeling", "over_id": "M1"})},),
    fout=(
        _BASIS | {"schorsing": (_PAUZE | {"termijn": "voorwaarden_en_vervolg"},)},
        _BASIS | {"schorsing": (_PAUZE | {"termijn": "beoordeling"},)},
    ),
)
SCHORSING_NA_BEGIN = Samenhangregel(
    code="S-102",
    titel="Een schorsing begint niet voor haar klok",
    ernst=_LET_OP,
    bron=_SCHORSING,
    over=Schorsing,
    kolom=Schorsing.van,
    gebruikt=(Schorsing.van,),
    verband=_MET_BEIDE,
    fout_als="f.van < coalesce(m.ontvangen_op, d.toegewezen_op)",
    boodschap="De schorsing begint op {van}, voor de klok begon te lopen ({begin}).",
    elders={"begin": "coalesce(m.ontvangen_op, d.toegewezen_op)"},
    goed=(_BASIS | {"schorsing": (_PAUZE,)},),
    fout=(_BASIS | {"schorsing": (_PAUZE | {"van": date(2024, 3, 7)},)},),
)
SCHORSING_VOOR_EINDE = Samenhangregel(
    code="S-103",
    titel="Een schorsing begint niet na het einde van haar klok",
    ernst=_LET_OP,
    bron=_SCHORSING,
    over=Schorsing,
    kolom=Schorsing.van,
    gebruikt=(Schorsing.van,),
    verband=_MET_BEIDE,
    fout_als="f.van > CASE f.termijn WHEN 'beoordeling' THEN m.beoordeeld_op WHEN 'eerste_contact' "
    "THEN m.eerste_contact_op WHEN 'terugkoppeling' THEN m.teruggekoppeld_op ELSE d.afgerond_op END",
    boodschap="De schorsing begint op {van}, toen de klok {termijn} al gestopt was.",
    goed=(_BASIS | {"schorsing": (_PAUZE,)},),
    fout=(_BASIS | {"schorsing": (_PAUZE | {"van": date(2024, 6, 9), "tot": None},)},),
)
SCHORSINGEN_ZONDER_OVERLAP = Samenhangregel(
    code="S-104",
    titel="Twee schorsingen van een klok overlappen niet",
    ernst=_LET_OP,
    bron=_SCHORSING,
    over=Schorsing,
    kolom=Schorsing.van,
    gebruikt=(Schorsing.van,),
    verband=(
        "(SELECT *, max(coalesce(tot, DATE '9999-12-31')) OVER (PARTITION BY termijn, over_id ORDER BY van, rij "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS eerder_tot FROM schorsing) AS f"
    ),
    fout_als="f.van < f.eerder_tot",
    boodschap="De schorsing van {termijn} bij {over_id} begint op {van}, terwijl een eerdere nog loopt.",
    goed=(_BASIS | {"schorsing": (_PAUZE, _PAUZE | {"van": date(2024, 4, 8), "tot": date(2024, 4, 9)})},),
    fout=(_BASIS | {"schorsing": (_PAUZE, _PAUZE | {"van": date(2024, 4, 7), "tot": date(2024, 4, 9)})},),
)
BOEKING_VOOR_PEILDATUM = Samenhangregel(
    code="F-101",
    titel="Een boeking ligt niet na de peildatum",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "leesregel 2"),
    over=Boeking,
    kolom=Boeking.maand,
    gebruikt=(Boeking.maand,),
    verband="boeking AS f",
    fout_als="f.maand > strftime(:peildatum, '%Y-%m')",
    boodschap="De boeking op {post} is van {maand}, na de peildatum.",
    goed=({"boeking": ({"maand": "2025-12", "post": "personeel", "bedrag": 100},)},),
    fout=({"boeking": ({"maand": "2026-01", "post": "personeel", "bedrag": 100},)},),
)
INZET_VOOR_PEILDATUM = Samenhangregel(
    code="I-101",
    titel="De inzet ligt niet na de peildatum",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "leesregel 2"),
    over=Inzet,
    kolom=Inzet.maand,
    gebruikt=(Inzet.maand,),
    verband="inzet AS f",
    fout_als="f.maand > strftime(:peildatum, '%Y-%m')",
    boodschap="De inzet van {functie} is van {maand}, na de peildatum.",
    goed=({"inzet": ({"maand": "2025-12", "functie": "arts", "intern_fte": 1},)},),
    fout=({"inzet": ({"maand": "2026-01", "functie": "arts", "intern_fte": 1},)},),
)
INZET_EEN_KEER = Samenhangregel(
    code="I-102",
    titel="Een functie staat een keer per maand in de inzet",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "tabel inzet"),
    over=Inzet,
    kolom=Inzet.functie,
    gebruikt=(Inzet.functie,),
    verband="(SELECT *, row_number() OVER (PARTITION BY maand, functie ORDER BY rij) AS keer FROM inzet) AS f",
    fout_als="f.keer > 1",
    boodschap="De functie {functie} staat meer dan een keer in {maand}; de fte tellen dan dubbel.",
    goed=(
        {
            "inzet": (
                {"maand": "2025-11", "functie": "arts", "intern_fte": 1},
                {"maand": "2025-12", "functie": "arts", "intern_fte": 1},
            )
        },
    ),
    fout=(
        {
            "inzet": (
                {"maand": "2025-12", "functie": "arts", "intern_fte": 1},
                {"maand": "2025-12", "functie": "arts", "intern_fte": 1},
            )
        },
    ),
)

REGELS: tuple[Regel, ...] = (
    AFGESLOTEN_NA_START, ADVIESVRAGER_INGEVULD, ADVIES_AANLEIDING, ONDERSTEUNING_IN_PERSOON, AFGEHANDELD_NA_INDIENEN,
    OORDEEL_MET_DATUM, AFGEHANDELD_MET_OORDEEL, OPGELEGD_NA_BEOORDELING, ADVIES_NA_OPLEGGING, VERLENGD_NA_OPLEGGING,
    BEEINDIGD_NA_OPLEGGING, BEEINDIGD_NA_VERLENGING, VERVOLG_NA_OPLEGGING, VERLENGD_BINNEN_TIEN_DAGEN,
    HOOGSTENS_VIER_WEKEN, ZONDER_VERLENGING_TIEN_DAGEN, SCHORSING_EINDIGT_LATER, SAMENWERKING_IS_VAN_KETENPARTNERS,
    BETROKKENE_MET_MOMENT, ACTIVITEIT_MET_AANTAL, INZET_NIET_LEEG,
)  # fmt: skip
SAMENHANG: tuple[Samenhangregel, ...] = (
    SCHORSING_VAN_DE_JUISTE_KLOK, SCHORSING_NA_BEGIN, SCHORSING_VOOR_EINDE, SCHORSINGEN_ZONDER_OVERLAP,
    BOEKING_VOOR_PEILDATUM, INZET_VOOR_PEILDATUM, INZET_EEN_KEER,
)  # fmt: skip
