"""Regels over adviezen: anoniem, afgesloten in het halfjaar, en antwoorden die bij elkaar passen."""

from datetime import date

from zicht.catalogus.levering.maken import BLOK, HINT, VERKLAAR, anders, erbij, keuze, nu, protocol, regel
from zicht.core.levering.regels import Leverregel, Ruw

_PERIODE = "advies AS r JOIN levering AS l ON l.levering = r.levering"
_TWEE = (
    "(SELECT *, count(*) OVER (PARTITION BY levering, advies_id) AS keer FROM advies WHERE advies_id IS NOT NULL) AS r"
)
_GEWELD = ("lichamelijke_mishandeling", "lichamelijke_verwaarlozing", "psychisch_geweld", "seksueel_misbruik",
           "vrouwelijke_genitale_verminking")  # fmt: skip
ERNSTIG = " OR ".join(f"contains(r.aard, ';{code};')" for code in _GEWELD)


REGELS: tuple[Leverregel, ...] = (
    regel(
        "LA-001", "Een advies is niet afgesloten voor het begon", BLOK, protocol("Advies: afgesloten is het laatste contactmoment"),
        "advies", "r.datum_afsluiting < r.datum_start",
        "Het laatste contact ({datum_afsluiting}) ligt voor het eerste ({datum_start}).",
        goed=(nu(anders("advies", "A1", datum_start=date(2024, 2, 2))),),
        fout=(nu(anders("advies", "A1", datum_start=date(2024, 2, 3))),),
    ),
    regel(
        "LA-002", "Een advies is in het halfjaar afgesloten", BLOK, protocol("Advies: alleen afgesloten adviezen"),
        "advies", "r.datum_afsluiting NOT BETWEEN l.begin AND l.eind",
        "Het advies is afgesloten op {datum_afsluiting}; dat is niet in dit halfjaar.", verband=_PERIODE,
        goed=(nu(anders("advies", "A1", datum_start=date(2023, 12, 28), datum_afsluiting=date(2024, 1, 1))),
              nu(anders("advies", "A1", datum_afsluiting=date(2024, 6, 30)))),
        fout=(nu(anders("advies", "A1", datum_afsluiting=date(2024, 7, 1))),
              nu(anders("advies", "A1", datum_start=date(2023, 12, 1), datum_afsluiting=date(2023, 12, 31)))),
    ),
    regel(
        "LA-003", "Een advies duurt niet langer dan een half jaar", VERKLAAR, keuze("een advies is meestal binnen een dag klaar"),
        "advies", "r.datum_afsluiting > r.datum_start + 183",
        "Het advies liep van {datum_start} tot {datum_afsluiting}. Is het toen echt pas afgesloten?",
        fout=(nu(anders("advies", "A1", datum_start=date(2023, 7, 1))),),
    ),
    regel(
        "LA-004", "Een adviesnummer komt een keer voor", BLOK, protocol("Advies: uniek nummer"), "advies",
        "r.keer > 1", "Het nummer van dit advies komt {keer} keer voor.", verband=_TWEE, elders={"keer": "r.keer"},
        fout=(nu(erbij("advies", "A1", datum_start=date(2024, 2, 2))),),
    ),
    regel(
        "LA-005", "Onbekende aanleiding staat alleen", BLOK, protocol("Advies: aanleiding"), "advies",
        "contains(r.aanleiding, ';onbekend;') AND r.aanleiding <> ';onbekend;' AND NOT r.aanleiding_dubbel",
        "Bij de aanleiding staat onbekend naast een antwoord ({aanleiding}).",
        goed=(nu(anders("advies", "A1", aanleiding=("onbekend",))),),
        fout=(nu(anders("advies", "A1", aanleiding=("onbekend", "kindermishandeling_anders"))),),
    ),
    regel(
        "LA-006", "Onbekende aard staat alleen", BLOK, protocol("Advies: aard van het geweld"), "advies",
        "contains(r.aard, ';onbekend;') AND r.aard <> ';onbekend;' AND NOT r.aard_dubbel",
        "Bij de aard staat onbekend naast een antwoord ({aard}).",
        fout=(nu(anders("advies", "A1", aard=("onbekend", "psychisch_geweld"))),),
    ),
    regel(
        "LA-007", "Een aanleiding staat er een keer", BLOK, protocol("Advies: aanleiding"), "advies",
        "r.aanleiding_dubbel", "Dezelfde aanleiding staat twee keer in het veld ({aanleiding}).",
        fout=(nu(anders("advies", "A1", aanleiding=("ex_partnergeweld", "ex_partnergeweld"))),),
    ),
    regel(
        "LA-008", "Een aard staat er een keer", BLOK, protocol("Advies: aard van het geweld"), "advies",
        "r.aard_dubbel", "Dezelfde aard staat twee keer in het veld ({aard}).",
        fout=(nu(anders("advies", "A1", aard=("psychisch_geweld", "psychisch_geweld"))),),
    ),
    regel(
        "LA-009", "Niet onveilig staat niet naast geweld", VERKLAAR, protocol("Advies: aard van het geweld"), "advies",
        f"contains(r.aard, ';anders_niet_onveilig;') AND ({ERNSTIG})",
        "De aard zegt niet onveilig, en noemt ook geweld ({aard}).",
        fout=(nu(anders("advies", "A1", aard=("anders_niet_onveilig", "psychisch_geweld"))),),
    ),
    regel(
        "LA-010", "Andere problematiek gaat niet over geweld", VERKLAAR, protocol("Aanleiding: andere problematiek dan HG/KM"), "advies",
        "r.aanleiding = ';andere_problematiek;' AND (contains(r.aard, ';lichamelijke_mishandeling;') OR contains(r.aard, ';seksueel_misbruik;') OR contains(r.aard, ';vrouwelijke_genitale_verminking;'))",
        "De aanleiding is alleen andere problematiek, de aard noemt mishandeling ({aard}).",
        fout=(nu(anders("advies", "A1", aanleiding=("andere_problematiek",), aard=("seksueel_misbruik",))),),
    ),
    regel(
        "LA-011", "Een kindcheck gaat over kinderen", HINT, keuze("de kindcheck is voor kinderen van wie zelf hulp krijgt"), "advies",
        "contains(r.aanleiding, ';kindermishandeling_kindcheck;') AND contains(r.aard, ';financiele_uitbuiting;')",
        "De aanleiding is een kindcheck, de aard is financiële uitbuiting.",
        fout=(nu(anders("advies", "A1", aanleiding=("kindermishandeling_kindcheck",), aard=("financiele_uitbuiting",))),),
    ),
    regel(
        "LA-012", "Ondersteuning is een gesprek", HINT, protocol("Advies"), "advies",
        "r.soort = 'ondersteuning' AND r.kanaal = 'chat'", "Ondersteuning van een professional gaat zelden per chat.",
        fout=(nu(anders("advies", "A2", kanaal="chat")),),
    ),
    regel(
        "LA-013", "Ondersteuning is voor wie beroepsmatig vraagt", VERKLAAR, keuze("ondersteuning van een professional"), "advies",
        "r.soort = 'ondersteuning' AND r.hoedanigheid IN ('direct_betrokkene_jeugdige', 'direct_betrokkene_volwassene', 'familielid', 'sociaal_netwerk', 'buurtbewoner')",
        "Ondersteuning van een professional, gevraagd door {hoedanigheid}.",
        fout=(nu(anders("advies", "A2", hoedanigheid="buurtbewoner")),),
    ),
    regel(
        "LA-014", "Het kinderdagverblijf vraagt niet over ouderen", HINT, keuze("onwaarschijnlijke combinatie"), "advies",
        "r.hoedanigheid IN ('kinderopvang', 'onderwijs_basis', 'kinderarts') AND r.aanleiding = ';ouderenmishandeling;'",
        "De adviesvrager is {hoedanigheid}, de aanleiding is alleen ouderenmishandeling.",
        fout=(nu(anders("advies", "A1", hoedanigheid="kinderopvang", aanleiding=("ouderenmishandeling",))),),
    ),
    regel(
        "LA-015", "Een jeugdige vraagt niet over ontspoorde zorg voor zichzelf", HINT, keuze("onwaarschijnlijke combinatie"), "advies",
        "r.hoedanigheid = 'direct_betrokkene_jeugdige' AND r.aanleiding = ';ouderenmishandeling;'",
        "De adviesvrager is een jeugdige die het zelf betreft, de aanleiding is alleen ouderenmishandeling.",
        fout=(nu(anders("advies", "A1", hoedanigheid="direct_betrokkene_jeugdige", aanleiding=("ouderenmishandeling",))),),
    ),
    regel(
        "LA-016", "De gemeente is bekend", HINT, protocol("Advies"), "advies", "r.gemeente = 'onbekend'",
        "De gemeente van dit advies is onbekend.", fout=(nu(anders("advies", "A1", gemeente="onbekend")),),
    ),
    regel(
        "LA-017", "De hoedanigheid is bekend", HINT, protocol("Advies: hoedanigheid adviesvrager"), "advies",
        "r.hoedanigheid = 'onbekend'", "De hoedanigheid van de adviesvrager is onbekend.",
        fout=(nu(anders("advies", "A1", hoedanigheid="onbekend")),),
    ),
    regel(
        "LA-018", "Het nummer van een advies heeft geen spaties", VERKLAAR, protocol("Advies: uniek nummer"), "advies",
        "contains(r.advies_id, ' ')", "In het nummer van dit advies staat een spatie; is dit een nummer, en geen naam?",
        fout=(nu(erbij("advies", "A1", advies_id=Ruw("A 9"))),),
    ),
)  # fmt: skip
