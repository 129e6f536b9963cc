"""Regels over een melding en de mensen erbij: wie er moet zijn bij deze aanleiding, aard of overdracht."""

from datetime import date

from zicht.catalogus.levering.maken import BLOK, HINT, VERKLAAR, anders, erbij, keuze, nu, protocol, regel, weg
from zicht.core.levering.regels import Leverregel, Voorbeeld

_MET = "melding AS r JOIN groep AS g ON g.levering = r.levering AND g.hoort_bij = 'melding' AND g.hoort_bij_id = r.melding_id"
_ZONDER = (
    "(SELECT m.* FROM melding m ANTI JOIN persoon p ON p.levering = m.levering AND p.hoort_bij = 'melding' AND p.hoort_bij_id = m.melding_id "
    "WHERE m.melding_id IS NOT NULL) AS r"
)
_KIND_IN = ("kindermishandeling_kindcheck", "kindermishandeling_vechtscheiding", "kindermishandeling_anders")
_KINDAANLEIDING = " OR ".join(f"contains(r.aanleiding, ';{code};')" for code in _KIND_IN)
_MEERDERJARIG = anders("persoon", "M3/01", geboortedatum=date(1996, 6, 1))
_M2 = ("M2/01", "M2/02")


def _kind(code: str, titel: str, vindplaats: str, als: str, wat: str, *fout: Voorbeeld) -> Leverregel:
    return regel(
        code, titel, VERKLAAR, protocol(vindplaats), "melding", f"({als}) AND g.kan_kind = 0",
        f"{wat}, en bij deze melding is niemand jonger dan 19.", verband=_MET, fout=fout,
        goed=(nu(anders("persoon", "M3/01", geboortedatum="ongeboren", bsn="ongeboren", geslacht="onbekend")),
              nu(anders("persoon", "M3/01", geboortedatum="onbekend", bsn="onbekend"))),
    )  # fmt: skip


REGELS: tuple[Leverregel, ...] = (
    regel(
        "LM-101", "Bij een melding hoort iemand", BLOK, protocol("Personen: pleger, slachtoffer en hun kinderen"), "melding",
        "r.melding_id IS NOT NULL", "Bij deze melding staat geen enkele persoon.", verband=_ZONDER,
        fout=(nu(*(weg("persoon", p) for p in _M2)),),
    ),
    regel(
        "LM-102", "Bij een melding horen zelden meer dan twaalf mensen", VERKLAAR, keuze("grote gezinnen bestaan; twaalf is zeldzaam"), "melding",
        "g.mensen > 12", "Bij deze melding staan {mensen} mensen.", verband=_MET, elders={"mensen": "g.mensen"},
        fout=(nu(*(erbij("persoon", "M2/02", volgnummer=n, geboortedatum=date(1975 + n, 7, 6)) for n in range(3, 14))),),
    ),
    _kind("LM-103", "Kindermishandeling gaat over een kind", "Personen: alle minderjarige kinderen", f"{_KINDAANLEIDING}",
          "De aanleiding is kindermishandeling", nu(_MEERDERJARIG)),
    _kind("LM-104", "De Raad voor de Kinderbescherming krijgt zaken met een kind", "Melding: aard derde partij",
          "contains(r.overdracht_aan, ';raad_voor_de_kinderbescherming;')", "Overgedragen is aan de Raad voor de Kinderbescherming",
          nu(anders("melding", "M2", overdracht_aan=("raad_voor_de_kinderbescherming",)))),
    _kind("LM-105", "Een gecertificeerde instelling krijgt zaken met een kind", "Melding: aard derde partij",
          "contains(r.overdracht_aan, ';gecertificeerde_instelling;')", "Overgedragen is aan een gecertificeerde instelling",
          nu(anders("melding", "M2", overdracht_aan=("gecertificeerde_instelling",)))),
    _kind("LM-106", "Een jeugdige die meldt is er zelf bij", "Melding: hoedanigheid melder",
          "r.hoedanigheid = 'direct_betrokkene_jeugdige' AND r.aanleiding <> ';ouderenmishandeling;'", "De melder is een jeugdige die het zelf betreft",
          nu(anders("melding", "M2", hoedanigheid="direct_betrokkene_jeugdige", aanleiding=("huiselijk_geweld_anders",)))),
    _kind("LM-107", "Münchhausen by proxy treft een kind", "Melding: aard van het geweld", "contains(r.aard, ';munchhausen_by_proxy;')",
          "De aard is münchhausen by proxy", nu(anders("melding", "M2", aard=("munchhausen_by_proxy",)))),
    _kind("LM-108", "Pedagogische verwaarlozing treft een kind", "Melding: aard van het geweld",
          f"contains(r.aard, ';pedagogische_verwaarlozing;') AND NOT ({_KINDAANLEIDING})",
          "De aard is pedagogische verwaarlozing", nu(anders("melding", "M2", aard=("pedagogische_verwaarlozing",)))),
    regel(
        "LM-109", "Ouderenmishandeling gaat over iemand van 65 of ouder", VERKLAAR, protocol("Aanleiding: ouderenmishandeling, 65 jaar en ouder"),
        "melding", "contains(r.aanleiding, ';ouderenmishandeling;') AND g.kan_65 = 0",
        "De aanleiding is ouderenmishandeling, en bij deze melding is niemand 65 of ouder.", verband=_MET,
        fout=(nu(anders("persoon", "M2/01", geboortedatum=date(1960, 1, 20))),),
    ),
    regel(
        "LM-110", "Partnergeweld is tussen twee mensen", VERKLAAR, protocol("Personen: pleger en slachtoffer"), "melding",
        "contains(r.aanleiding, ';ex_partnergeweld;') AND g.mensen = 1",
        "De aanleiding is (ex-)partnergeweld, en bij deze melding staat een persoon.", verband=_MET,
        fout=(nu(weg("persoon", "M2/02"), anders("melding", "M2", aanleiding=("ex_partnergeweld",))),),
    ),
    regel(
        "LM-111", "Geweld tegen ouders is tussen twee mensen", VERKLAAR, protocol("Aanleiding: geweld tegen ouders door kinderen"), "melding",
        "contains(r.aanleiding, ';geweld_tegen_ouders;') AND NOT contains(r.aanleiding, ';ex_partnergeweld;') AND g.mensen = 1",
        "De aanleiding is geweld tegen ouders, en bij deze melding staat een persoon.", verband=_MET,
        fout=(nu(weg("persoon", "M2/02"), anders("melding", "M2", aanleiding=("geweld_tegen_ouders",))),),
    ),
    regel(
        "LM-112", "Vrouwelijke genitale verminking treft een meisje of vrouw", VERKLAAR, protocol("Melding: aard van het geweld"), "melding",
        "contains(r.aard, ';vrouwelijke_genitale_verminking;') AND g.kan_vrouw = 0",
        "De aard is vrouwelijke genitale verminking, en bij deze melding staan alleen mannen.", verband=_MET,
        fout=(nu(anders("melding", "M2", aard=("vrouwelijke_genitale_verminking",)), anders("persoon", "M2/01", geslacht="m")),),
    ),
    regel(
        "LM-113", "De jeugd-ggz krijgt jonge mensen", VERKLAAR, protocol("Melding: aard derde partij"), "melding",
        "contains(r.overdracht_aan, ';jeugd_ggz;') AND g.kan_24 = 0",
        "Overgedragen is aan de jeugd-ggz, en bij deze melding is niemand jonger dan 25.", verband=_MET,
        fout=(nu(anders("melding", "M2", overdracht_aan=("jeugd_ggz",))),),
    ),
    regel(
        "LM-114", "De volwassenen-ggz krijgt volwassenen", VERKLAAR, protocol("Melding: aard derde partij"), "melding",
        "contains(r.overdracht_aan, ';volwassenen_ggz;') AND g.kan_groot = 0",
        "Overgedragen is aan de volwassenen-ggz, en bij deze melding is niemand volwassen.", verband=_MET,
        fout=(nu(anders("melding", "M2", overdracht_aan=("volwassenen_ggz",), aanleiding=("huiselijk_geweld_anders",)),
                 *(anders("persoon", p, geboortedatum=date(2012, 1, n)) for n, p in enumerate(_M2, 1))),),
    ),
    regel(
        "LM-115", "Een geriater meldt over iemand op leeftijd", HINT, keuze("onwaarschijnlijke combinatie"), "melding",
        "r.hoedanigheid = 'geriater' AND g.kan_65 = 0 AND NOT contains(r.aanleiding, ';ouderenmishandeling;')",
        "De melder is een geriater, en bij deze melding is niemand 65 of ouder.", verband=_MET,
        fout=(nu(anders("melding", "M3", hoedanigheid="geriater")),),
    ),
    regel(
        "LM-116", "Bij een melding staat iemand met een bekend BSN", HINT, protocol("Personen: BSN"), "melding",
        "g.met_bsn = 0 AND b.meestal", "Van niemand bij deze melding is het BSN bekend.",
        verband=f"{_MET} JOIN (SELECT levering, count(*) FILTER (WHERE bsn <> '000000000') * 2 >= count(*) AS meestal FROM persoon GROUP BY levering) b ON b.levering = r.levering",
        fout=(nu(anders("persoon", "M2/01", bsn="onbekend")),),
    ),
    regel(
        "LM-117", "Bij kinderen hoort een volwassene", VERKLAAR, protocol("Personen: pleger en slachtoffer"), "melding",
        "g.mensen > 1 AND g.kan_groot = 0 AND NOT coalesce(contains(r.overdracht_aan, ';volwassenen_ggz;'), false)",
        "Bij deze melding staan {mensen} mensen, allemaal minderjarig.", verband=_MET, elders={"mensen": "g.mensen"},
        fout=(nu(*(anders("persoon", f"M3/0{n}", geboortedatum=date(2012, 1, n)) for n in (2, 3))),),
    ),
)  # fmt: skip
