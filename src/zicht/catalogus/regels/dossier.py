"""Kwaliteitsregels over het dossier, de betrokkenen en de gemeente."""

from datetime import date

from zicht.core.bronnen import Bron
from zicht.core.feiten import Betrokkene, Dienst, Dossier, Gemeente, Melding
from zicht.core.regels import Ernst, Regel, Samenhangregel, op_volgorde

_LET_OP = Ernst.WAARSCHUWING
_AANVULLING = Ernst.AANVULLING
_RECIDIVE = Bron("nhn-prestatie-indicatoren", "Recidive")
_FORMAAT = Bron("zicht-feitenformaat", "tabel dossier")
_PERSONEN = Bron("informatieprotocol", "Persoonsgegevens bij de melding")

GESLOTEN_NA_OPENING = op_volgorde(
    "DO-001", Dossier, Dossier.geopend_op, Dossier.gesloten_op, _FORMAAT, ("de opening", "De sluiting")
)
GESLOTEN_MET_ROUTE = Regel(
    code="DO-002",
    titel="Een gesloten dossier heeft een sluitroute",
    ernst=_LET_OP,
    bron=_RECIDIVE,
    over=Dossier,
    als=Dossier.gesloten_op.ingevuld(),
    dan=Dossier.sluitroute.ingevuld(),
    boodschap="Het dossier is gesloten op {gesloten_op}, maar de sluitroute ontbreekt; recidive is dan onbekend.",
    goed=({"gesloten_op": date(2024, 6, 1), "sluitroute": "geen_vervolg"}, {"gesloten_op": None}),
    fout=({"gesloten_op": date(2024, 6, 1)},),
)
ROUTE_MET_SLUITING = Regel(
    code="DO-003",
    titel="Een sluitroute hoort bij een gesloten dossier",
    ernst=_LET_OP,
    bron=_FORMAAT,
    over=Dossier,
    als=Dossier.sluitroute.ingevuld(),
    dan=Dossier.gesloten_op.ingevuld(),
    boodschap="De sluitroute is {sluitroute}, maar het dossier is niet gesloten.",
    goed=({"sluitroute": "overig", "gesloten_op": date(2024, 6, 1)},),
    fout=({"sluitroute": "overig"},),
)
DOSSIER_MET_GEMEENTE = Regel(
    code="DO-004",
    titel="Een dossier hoort bij een gemeente",
    ernst=_AANVULLING,
    bron=Bron("informatieprotocol", "Gemeente"),
    over=Dossier,
    als=Dossier.geopend_op.ingevuld(),
    dan=Dossier.gemeente.ingevuld(),
    boodschap="De gemeente van het dossier is leeg; het telt alleen mee voor de regio.",
    goed=({"geopend_op": date(2024, 3, 1), "gemeente": "GM0361"},),
    fout=({"geopend_op": date(2024, 3, 1)},),
)
JEUGDIGEN_ZIJN_INWONERS = Regel(
    code="G-001",
    titel="Een gemeente heeft niet meer jeugdigen dan inwoners",
    ernst=_LET_OP,
    bron=Bron("cbs-bevolking", "Bevolking op 1 januari naar leeftijd"),
    over=Gemeente,
    als=Gemeente.inwoners.ingevuld() & Gemeente.jeugdigen.ingevuld(),
    dan=Gemeente.jeugdigen <= Gemeente.inwoners,
    boodschap="{naam} heeft {jeugdigen} jeugdigen op {inwoners} inwoners.",
    goed=({"naam": "Alkmaar", "inwoners": 112000, "jeugdigen": 21000},),
    fout=({"naam": "Alkmaar", "inwoners": 21000, "jeugdigen": 112000},),
)
INWONERS_MET_JAAR = Regel(
    code="G-002",
    titel="Bij het aantal inwoners staat het jaar",
    ernst=_AANVULLING,
    bron=Bron("cbs-bevolking", "peildatum 1 januari"),
    over=Gemeente,
    als=Gemeente.inwoners.ingevuld() | Gemeente.jeugdigen.ingevuld(),
    dan=Gemeente.jaar.ingevuld(),
    boodschap="{naam} heeft {inwoners} inwoners, maar het jaar ontbreekt.",
    goed=({"naam": "Alkmaar", "inwoners": 112000, "jaar": 2025}, {"naam": "Alkmaar"}),
    fout=({"naam": "Alkmaar", "inwoners": 112000},),
)
ONGEBOREN_IS_GEEN_PLEGER = Regel(
    code="B-001",
    titel="Wie nog niet geboren is, is geen pleger",
    ernst=_LET_OP,
    bron=_PERSONEN,
    over=Betrokkene,
    als=Betrokkene.geboortejaar.is_(9999),
    dan=~Betrokkene.rol.is_("pleger"),
    boodschap="De persoon is ongeboren (9999) en heeft de rol {rol}.",
    goed=({"geboortejaar": 9999, "rol": "slachtoffer"}, {"geboortejaar": 1980, "rol": "pleger"}),
    fout=({"geboortejaar": 9999, "rol": "pleger"},),
)

_D = {"dossier_id": "D1", "gemeente": "GM0361", "geopend_op": date(2024, 3, 1)}
_DICHT = _D | {"gesloten_op": date(2024, 8, 1)}
_P = {"dossier_id": "D1", "persoon_id": "P1", "rol": "slachtoffer", "geboortejaar": 1980, "geslacht": "v"}
_M = {"melding_id": "M1", "dossier_id": "D1", "ontvangen_op": date(2024, 3, 1)}
_S = {"dienst_id": "S1", "dossier_id": "D1", "soort": "onderzoek", "toegewezen_op": date(2024, 3, 4)}
_ANDER = {"dossier_id": "D0", "gemeente": "GM0361", "geopend_op": date(2024, 3, 1)}
_MET_INHOUD = (
    "(SELECT *, EXISTS (SELECT 1 FROM melding AS m WHERE m.dossier_id = dossier.dossier_id) AS met_melding, "
    "EXISTS (SELECT 1 FROM betrokkene AS b WHERE b.dossier_id = dossier.dossier_id) AS met_betrokkene, "
    "EXISTS (SELECT 1 FROM dienst AS s WHERE s.dossier_id = dossier.dossier_id "
    "AND s.soort IN ('voorwaarden_en_vervolg', 'onderzoek')) AS met_vervolgdienst FROM dossier) AS f"
)

DOSSIER_MET_MELDING = Samenhangregel(
    code="DO-101",
    titel="Een dossier opent met een melding",
    ernst=_AANVULLING,
    bron=Bron("nhn-programmabegroting-2019", "Een dossier opent met een melding, niet met een advies"),
    over=Dossier,
    kolom=Dossier.dossier_id,
    gebruikt=(Melding.dossier_id,),
    verband=_MET_INHOUD,
    fout_als="NOT f.met_melding",
    boodschap="Het dossier van {geopend_op} heeft geen enkele melding.",
    goed=({"dossier": (_D,), "melding": (_M,)},),
    fout=({"dossier": (_D, _ANDER), "melding": (_M,)},),
)
DOSSIER_MET_BETROKKENE = Samenhangregel(
    code="DO-102",
    titel="Een dossier gaat over iemand",
    ernst=_AANVULLING,
    bron=_PERSONEN,
    over=Dossier,
    kolom=Dossier.dossier_id,
    gebruikt=(Betrokkene.persoon_id,),
    verband=_MET_INHOUD,
    fout_als="NOT f.met_betrokkene",
    boodschap="Het dossier van {geopend_op} heeft geen enkele betrokkene; recidive is dan niet te zien.",
    goed=({"dossier": (_D,), "betrokkene": (_P,)},),
    fout=({"dossier": (_D, _ANDER), "betrokkene": (_P,)},),
)
ROUTE_VERVOLGDIENST = Samenhangregel(
    code="DO-103",
    titel="De sluitroute vervolgdienst hoort bij een V&V of onderzoek",
    ernst=_LET_OP,
    bron=_RECIDIVE,
    over=Dossier,
    kolom=Dossier.sluitroute,
    gebruikt=(Dossier.sluitroute, Dienst.soort),
    verband=_MET_INHOUD,
    fout_als="f.sluitroute = 'vervolgdienst' AND NOT f.met_vervolgdienst",
    boodschap="Het dossier sloot op {gesloten_op} na een vervolgdienst, maar heeft geen V&V of onderzoek.",
    goed=({"dossier": (_DICHT | {"sluitroute": "vervolgdienst"},), "dienst": (_S,)},),
    fout=({"dossier": (_DICHT | {"sluitroute": "vervolgdienst"}, _ANDER), "dienst": (_S | {"dossier_id": "D0"},)},),
)
ROUTE_DIRECT = Samenhangregel(
    code="DO-104",
    titel="Een directe overdracht heeft geen V&V of onderzoek",
    ernst=_LET_OP,
    bron=_RECIDIVE,
    over=Dossier,
    kolom=Dossier.sluitroute,
    gebruikt=(Dossier.sluitroute, Dienst.soort),
    verband=_MET_INHOUD,
    fout_als="f.sluitroute = 'directe_overdracht' AND f.met_vervolgdienst",
    boodschap="Het dossier sloot op {gesloten_op} met een directe overdracht, maar heeft wel een V&V of onderzoek.",
    goed=({"dossier": (_DICHT | {"sluitroute": "directe_overdracht"},)},),
    fout=({"dossier": (_DICHT | {"sluitroute": "directe_overdracht"},), "dienst": (_S,)},),
)
GEMEENTECODE = Samenhangregel(
    code="G-101",
    titel="Een gemeente heeft een CBS-code",
    ernst=_LET_OP,
    bron=Bron("cbs-bevolking", "gemeentecode, GM met vier cijfers"),
    over=Gemeente,
    kolom=Gemeente.gemeente,
    gebruikt=(Gemeente.gemeente,),
    verband="gemeente AS f",
    fout_als="NOT regexp_full_match(f.gemeente, 'GM[0-9]{4}')",
    boodschap="'{gemeente}' is geen CBS-code van een gemeente; verwacht GM met vier cijfers, zoals GM0361.",
    goed=({"gemeente": ({"gemeente": "GM0361", "naam": "Alkmaar"},)},),
    fout=({"gemeente": ({"gemeente": "361", "naam": "Alkmaar"},)},),
)
GEBOREN_VOOR_PEILDATUM = Samenhangregel(
    code="B-101",
    titel="Een geboortejaar ligt niet na de peildatum",
    ernst=_LET_OP,
    bron=_PERSONEN,
    over=Betrokkene,
    kolom=Betrokkene.geboortejaar,
    gebruikt=(Betrokkene.geboortejaar,),
    verband="betrokkene AS f",
    fout_als="f.geboortejaar < 9999 AND f.geboortejaar > year(:peildatum)",
    boodschap="Het geboortejaar {geboortejaar} ligt na de peildatum; een ongeboren kind heeft 9999.",
    goed=({"dossier": (_D,), "betrokkene": (_P, _P | {"persoon_id": "P2", "geboortejaar": 9999})},),
    fout=({"dossier": (_D,), "betrokkene": (_P | {"geboortejaar": 2099},)},),
)
KIND_IS_MINDERJARIG = Samenhangregel(
    code="B-102",
    titel="Een kind is minderjarig als het dossier opengaat",
    ernst=_LET_OP,
    bron=Bron("informatieprotocol", "Alle minderjarige kinderen van betrokkenen"),
    over=Betrokkene,
    kolom=Betrokkene.geboortejaar,
    gebruikt=(Betrokkene.rol, Betrokkene.geboortejaar),
    verband="(SELECT * FROM betrokkene WHERE rol = 'kind') AS f JOIN dossier AS d ON d.dossier_id = f.dossier_id",
    fout_als="f.geboortejaar < year(d.geopend_op) - 18",
    boodschap="De persoon heeft de rol kind maar is geboren in {geboortejaar}; het dossier opende op {geopend_op}.",
    elders={"geopend_op": "d.geopend_op"},
    goed=({"dossier": (_D,), "betrokkene": (_P | {"rol": "kind", "geboortejaar": 2006},)},),
    fout=({"dossier": (_D,), "betrokkene": (_P | {"rol": "kind", "geboortejaar": 2005},)},),
)
PERSOON_EEN_GEBOORTEJAAR = Samenhangregel(
    code="B-103",
    titel="Een persoon heeft een geboortejaar",
    ernst=_LET_OP,
    bron=Bron("zicht-feitenformaat", "persoon_id betekent een persoon binnen een gegevensset"),
    over=Betrokkene,
    kolom=Betrokkene.geboortejaar,
    gebruikt=(Betrokkene.geboortejaar,),
    verband=(
        "betrokkene AS f JOIN (SELECT persoon_id, min(geboortejaar) AS eerste FROM betrokkene "
        "WHERE geboortejaar < 9999 GROUP BY persoon_id HAVING min(geboortejaar) < max(geboortejaar)) AS p "
        "ON p.persoon_id = f.persoon_id"
    ),
    fout_als="f.geboortejaar < 9999 AND f.geboortejaar > p.eerste",
    boodschap="De persoon is hier geboren in {geboortejaar} en in een ander dossier in {eerste}.",
    elders={"eerste": "p.eerste"},
    goed=({"dossier": (_D, _D | {"dossier_id": "D2"}), "betrokkene": (_P, _P | {"dossier_id": "D2"})},),
    fout=(
        {
            "dossier": (_D, _D | {"dossier_id": "D2"}),
            "betrokkene": (_P, _P | {"dossier_id": "D2", "geboortejaar": 1981}),
        },
    ),
)

REGELS: tuple[Regel, ...] = (
    GESLOTEN_NA_OPENING, GESLOTEN_MET_ROUTE, ROUTE_MET_SLUITING, DOSSIER_MET_GEMEENTE, JEUGDIGEN_ZIJN_INWONERS,
    INWONERS_MET_JAAR, ONGEBOREN_IS_GEEN_PLEGER,
)  # fmt: skip
SAMENHANG: tuple[Samenhangregel, ...] = (
    DOSSIER_MET_MELDING, DOSSIER_MET_BETROKKENE, ROUTE_VERVOLGDIENST, ROUTE_DIRECT, GEMEENTECODE,
    GEBOREN_VOOR_PEILDATUM, KIND_IS_MINDERJARIG, PERSOON_EEN_GEBOORTEJAAR,
)  # fmt: skip
