"""Regels over een melding zelf: dagen, besluit, overdracht en antwoorden die bij elkaar passen."""

from datetime import date

from zicht.catalogus.levering.maken import (
    BLOK,
    HINT,
    VERKLAAR,
    anders,
    een_keer,
    erbij,
    keuze,
    nu,
    onbekend_alleen,
    protocol,
    regel,
)
from zicht.catalogus.levering.regels.advies import ERNSTIG
from zicht.core.levering.regels import Leverregel, Ruw

_PERIODE = "melding AS r JOIN levering AS l ON l.levering = r.levering"
_TWEE = "(SELECT *, count(*) OVER (PARTITION BY levering, melding_id) AS keer FROM melding WHERE melding_id IS NOT NULL) AS r"
_ZELFDE = (
    "(SELECT *, row_number() OVER (PARTITION BY levering, casus_id, datum_melding, hoedanigheid, aanleiding, aard ORDER BY rij) AS keer, "
    "count(*) OVER (PARTITION BY levering, melding_id) AS met_nummer FROM melding WHERE casus_id IS NOT NULL AND melding_id IS NOT NULL "
    "AND datum_melding IS NOT NULL) AS r"
)
_VORIGE = (
    "(SELECT *, lag(datum_melding) OVER (PARTITION BY levering, casus_id ORDER BY datum_melding, rij) AS eerder FROM melding "
    "WHERE casus_id IS NOT NULL AND datum_melding IS NOT NULL) AS r"
)
_AANLEIDING, _AARD = protocol("Melding: aanleiding"), protocol("Melding: aard van het geweld")
_DERDE, _TAXATIE = protocol("Melding: aard derde partij"), protocol("Melding 2.0: veiligheidstaxatie")


REGELS: tuple[Leverregel, ...] = (
    regel(
        "LM-001", "Een besluit ligt niet voor de melding", BLOK, protocol("Melding: datum triagebesluit"), "melding",
        "r.datum_besluit < r.datum_melding", "Het besluit ({datum_besluit}) ligt voor de melding ({datum_melding}).",
        goed=(nu(anders("melding", "M3", datum_melding=date(2024, 4, 5))),),
        fout=(nu(anders("melding", "M3", datum_melding=date(2024, 4, 8))),),
    ),
    regel(
        "LM-002", "Het besluit valt in het halfjaar", BLOK, protocol("Melding: alleen afgeronde triages"), "melding",
        "r.datum_besluit NOT BETWEEN l.begin AND l.eind",
        "Het besluit is van {datum_besluit}; dat is niet in dit halfjaar.", verband=_PERIODE,
        goed=(nu(anders("melding", "M3", datum_melding=date(2023, 12, 20), datum_besluit=date(2024, 1, 2))),),
        fout=(nu(anders("melding", "M3", datum_besluit=date(2024, 7, 1))),
              nu(anders("melding", "M3", datum_melding=date(2023, 12, 1), datum_besluit=date(2023, 12, 29)))),
    ),
    regel(
        "LM-003", "Een melding wacht geen jaar op een besluit", VERKLAAR, keuze("de beoordeling duurt dagen tot maanden"), "melding",
        "r.datum_besluit > r.datum_melding + 365", "De melding is van {datum_melding}, het besluit van {datum_besluit}.",
        fout=(nu(anders("melding", "M3", datum_melding=date(2023, 3, 1))),),
    ),
    regel(
        "LM-004", "Een meldingsnummer komt een keer voor", BLOK, protocol("Melding: uniek nummer"), "melding",
        "r.keer > 1", "Het nummer van deze melding komt {keer} keer voor.", verband=_TWEE, elders={"keer": "r.keer"},
        fout=(nu(erbij("melding", "M3")),),
    ),
    regel(
        "LM-005", "Bij overdracht staat aan wie", BLOK, _DERDE, "melding",
        "r.besluit = 'overdracht' AND r.overdracht_aan IS NULL AND NOT r.overdracht_aan_fout",
        "Het besluit is overdracht, maar er staat niet aan wie.", fout=(nu(anders("melding", "M2", overdracht_aan=())),),
    ),
    regel(
        "LM-006", "Aan wie staat er alleen bij overdracht", VERKLAAR, _DERDE, "melding",
        "r.besluit <> 'overdracht' AND r.overdracht_aan IS NOT NULL",
        "Er staat aan wie is overgedragen ({overdracht_aan}), maar het besluit is {besluit}.",
        fout=(nu(anders("melding", "M3", overdracht_aan=("lokaal_veld",))),),
    ),
    regel(
        "LM-007", "Een onderzoeksnummer hoort bij vervolg door Veilig Thuis", BLOK, protocol("Melding: onderzoeksnummer"), "melding",
        "r.onderzoek_id IS NOT NULL AND r.besluit <> 'vervolg_vt'",
        "Er staat een onderzoeksnummer, maar het besluit is {besluit}.",
        fout=(nu(anders("melding", "M3", onderzoek_id="D7")),),
    ),
    regel(
        "LM-008", "Het besluit is bekend", BLOK, protocol("Melding: vervolg"), "melding", "r.besluit = 'onbekend'",
        "Het besluit is onbekend; alleen beoordeelde meldingen worden geleverd.",
        fout=(nu(anders("melding", "M3", besluit="onbekend")),),
    ),
    regel(
        "LM-009", "Na acute onveiligheid volgt iets", VERKLAAR, _TAXATIE, "melding",
        "r.acuut = 'ja' AND r.besluit = 'geen_vervolg'", "De taxatie zegt acuut onveilig, en er volgt niets.",
        fout=(nu(anders("melding", "M3", acuut="ja")),),
    ),
    regel(
        "LM-010", "Na structurele onveiligheid volgt iets", VERKLAAR, _TAXATIE, "melding",
        "r.structureel = 'ja' AND r.besluit = 'geen_vervolg' AND coalesce(r.acuut, '') <> 'ja'",
        "De taxatie zegt structureel onveilig, en er volgt niets.",
        fout=(nu(anders("melding", "M3", structureel="ja")),),
    ),
    onbekend_alleen("LM-011", "melding", "M2", "aanleiding", "ouderenmishandeling", "Melding"),
    onbekend_alleen("LM-012", "melding", "M2", "aard", "psychisch_geweld", "Melding"),
    onbekend_alleen("LM-013", "melding", "M2", "overdracht_aan", "thuiszorg", "Melding"),
    een_keer("LM-014", "melding", "M2", "aanleiding", "ouderenmishandeling", "Melding"),
    een_keer("LM-015", "melding", "M2", "aard", "financiele_uitbuiting", "Melding"),
    een_keer("LM-016", "melding", "M2", "overdracht_aan", "thuiszorg", "Melding"),
    regel(
        "LM-017", "Niet onveilig staat niet naast geweld", VERKLAAR, _AARD, "melding",
        f"contains(r.aard, ';anders_niet_onveilig;') AND ({ERNSTIG}) AND r.acuut IS DISTINCT FROM 'ja' AND r.structureel IS DISTINCT FROM 'ja'",
        "De aard zegt niet onveilig, en noemt ook geweld ({aard}).",
        fout=(nu(anders("melding", "M3", aard=("anders_niet_onveilig", "psychisch_geweld"))),),
    ),
    regel(
        "LM-018", "Niet onveilig past niet bij een onveilige taxatie", VERKLAAR, _TAXATIE, "melding",
        "contains(r.aard, ';anders_niet_onveilig;') AND (r.acuut = 'ja' OR r.structureel = 'ja')",
        "De aard zegt niet onveilig; de taxatie zegt acuut {acuut}, structureel {structureel}.",
        fout=(nu(anders("melding", "M2", aard=("anders_niet_onveilig",))),),
    ),
    regel(
        "LM-019", "Andere problematiek is niet acuut onveilig", VERKLAAR, _AANLEIDING, "melding",
        "r.aanleiding = ';andere_problematiek;' AND r.acuut = 'ja'",
        "De aanleiding is alleen andere problematiek, de taxatie zegt acuut onveilig.",
        fout=(nu(anders("melding", "M1", aanleiding=("andere_problematiek",))),),
    ),
    regel(
        "LM-020", "Bij acute onveiligheid blijft het niet bij het gezin zelf", VERKLAAR, _DERDE, "melding",
        "r.acuut = 'ja' AND r.overdracht_aan = ';clientsysteem;'",
        "De taxatie zegt acuut onveilig; overgedragen is alleen aan het cliëntsysteem.",
        fout=(nu(anders("melding", "M2", acuut="ja", overdracht_aan=("clientsysteem",))),),
    ),
    regel(
        "LM-021", "Hulp al aanwezig is een reden op zichzelf", HINT, _DERDE, "melding",
        "contains(r.overdracht_aan, ';hulp_al_aanwezig;') AND (contains(r.overdracht_aan, ';vrouwenopvang;') OR contains(r.overdracht_aan, ';maatschappelijke_opvang;'))",
        "Er staat hulp al aanwezig naast een nieuwe plek in de opvang ({overdracht_aan}).",
        fout=(nu(anders("melding", "M2", overdracht_aan=("hulp_al_aanwezig", "vrouwenopvang"))),),
    ),
    regel(
        "LM-022", "Een bovenwettelijke taak gaat niet naar een ander", VERKLAAR, _DERDE, "melding",
        "contains(r.overdracht_aan, ';bovenwettelijke_taak;') AND r.overdracht_aan <> ';bovenwettelijke_taak;' AND NOT r.overdracht_aan_dubbel AND NOT contains(r.overdracht_aan, ';onbekend;')",
        "Naast de eigen bovenwettelijke taak staan andere partijen ({overdracht_aan}).",
        fout=(nu(anders("melding", "M2", overdracht_aan=("bovenwettelijke_taak", "thuiszorg"))),),
    ),
    regel(
        "LM-023", "Eenmalig geweld is niet structureel", VERKLAAR, protocol("Melding 2.0: duur van het geweld"), "melding",
        "r.duur_geweld = 'eenmalig' AND r.structureel = 'ja'", "De duur is eenmalig, de taxatie zegt structureel onveilig.",
        fout=(nu(anders("melding", "M2", duur_geweld="eenmalig")),),
    ),
    regel(
        "LM-024", "Een besluit valt zelden in het weekend", HINT, keuze("beoordelen gebeurt op werkdagen"), "melding",
        "dayofweek(r.datum_besluit) IN (0, 6)", "Het besluit is van {datum_besluit}, een dag in het weekend.",
        fout=(nu(anders("melding", "M3", datum_besluit=date(2024, 4, 6))),),
    ),
    regel(
        "LM-027", "Twee gelijke meldingen op een dag zijn er zelden twee", VERKLAAR, keuze("dubbele invoer"), "melding",
        "r.keer > 1 AND r.met_nummer = 1", "Dezelfde zaak, dag, melder, aanleiding en aard staan er al. Is dit een dubbele melding?",
        verband=_ZELFDE,
        fout=(nu(erbij("melding", "M3", melding_id="M8", tijdens="beoordeling"), *(erbij("persoon", f"M3/0{n}", hoort_bij_id="M8") for n in (1, 2, 3))),),
    ),
    regel(
        "LM-028", "Een tweede melding op een dag later noemt de betrokkenheid", HINT, protocol("Melding 2.0: eerdere betrokkenheid"), "melding",
        "r.tijdens = 'geen' AND r.datum_melding > r.eerder AND r.datum_melding <= r.eerder + 5",
        "Op deze zaak kwam kort ervoor ({eerder}) al een melding, en er staat dat Veilig Thuis niet betrokken was.",
        verband=_VORIGE, elders={"eerder": "r.eerder"},
        fout=(nu(erbij("melding", "M3", melding_id="M8", datum_melding=date(2024, 4, 4)), *(erbij("persoon", f"M3/0{n}", hoort_bij_id="M8") for n in (1, 2, 3))),),
    ),
    regel(
        "LM-029", "Onderwijs en kinderopvang melden niet over ouderen", HINT, keuze("onwaarschijnlijke combinatie"), "melding",
        "r.hoedanigheid IN ('kinderopvang', 'onderwijs_basis', 'kinderarts') AND r.aanleiding = ';ouderenmishandeling;'",
        "De melder is {hoedanigheid}, de aanleiding is alleen ouderenmishandeling.",
        fout=(nu(anders("melding", "M2", hoedanigheid="kinderopvang")),),
    ),
    regel(
        "LM-030", "Kinderen worden niet financieel uitgebuit", HINT, keuze("onwaarschijnlijke combinatie"), "melding",
        "r.aanleiding IN (';kindermishandeling_anders;', ';kindermishandeling_kindcheck;') AND r.aard = ';financiele_uitbuiting;'",
        "De aanleiding is kindermishandeling, de aard alleen financiële uitbuiting.",
        fout=(nu(anders("melding", "M3", aard=("financiele_uitbuiting",))),),
    ),
    regel(
        "LM-031", "Een nummer heeft geen spaties", VERKLAAR, protocol("Melding: uniek nummer"), "melding",
        "contains(r.casus_id, ' ') OR contains(r.onderzoek_id, ' ')", "In een nummer staat een spatie; is dit een nummer, en geen naam?",
        fout=(nu(anders("melding", "M3", casus_id=Ruw("C 3"))),),
    ),
    regel(
        "LM-032", "Een jeugdige meldt over zichzelf geen ouderenmishandeling", HINT, keuze("onwaarschijnlijke combinatie"), "melding",
        "r.hoedanigheid = 'direct_betrokkene_jeugdige' AND r.aanleiding = ';ouderenmishandeling;'",
        "De melder is een jeugdige die het zelf betreft, de aanleiding is alleen ouderenmishandeling.",
        fout=(nu(anders("melding", "M2", hoedanigheid="direct_betrokkene_jeugdige"), anders("persoon", "M2/02", geboortedatum=date(2010, 7, 6))),),
    ),
)  # fmt: skip
