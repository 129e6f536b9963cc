"""Regels over diensten: dagen, uitkomst, aard en overdracht, en hoe zij bij hun melding horen."""

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
    weg,
)
from zicht.core.levering.regels import Leverregel, Ruw

_PERIODE = "dienst AS r JOIN levering AS l ON l.levering = r.levering"
_TWEE = (
    "(SELECT *, count(*) OVER (PARTITION BY levering, dienst_id) AS keer FROM dienst WHERE dienst_id IS NOT NULL) AS r"
)
_MELDING = (
    "dienst AS r JOIN (SELECT levering, melding_id, any_value(casus_id) AS casus_id, any_value(besluit) AS besluit, "
    "any_value(datum_besluit) AS datum_besluit, any_value(onderzoek_id) AS onderzoek_id, count(*) AS keer FROM melding GROUP BY ALL) AS m "
    "ON m.levering = r.levering AND m.melding_id = r.melding_id AND m.keer = 1"
)
_MET = (
    "dienst AS r JOIN groep AS g ON g.levering = r.levering AND g.hoort_bij = 'dienst' AND g.hoort_bij_id = r.dienst_id"
)
_ZONDER = (
    "(SELECT d.* FROM dienst d ANTI JOIN persoon p ON p.levering = d.levering AND p.hoort_bij = 'dienst' AND p.hoort_bij_id = d.dienst_id "
    "WHERE d.dienst_id IS NOT NULL) AS r"
)
_OVERLAP = (
    "(SELECT *, max(datum_einde) OVER (PARTITION BY levering, casus_id, soort ORDER BY datum_begin, rij ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS loopt_tot, "
    "count(*) OVER (PARTITION BY levering, dienst_id) AS keer FROM dienst WHERE casus_id IS NOT NULL AND datum_begin IS NOT NULL AND datum_einde IS NOT NULL) AS r"
)
_UITKOMST, _AARD, _DERDE = protocol("Onderzoek: uitkomst"), protocol("Onderzoek: aard, alleen indien bevestigd"), protocol("Onderzoek: vervolg")  # fmt: skip
_BEVESTIGD = "(contains(r.uitkomst, ';hg_bevestigd;') OR contains(r.uitkomst, ';km_bevestigd;'))"
_VOORTIJDIG = "contains(r.uitkomst, 'voortijdig_')"


def _samen(code: str, titel: str, een: str, ander: str, wat: str, *ook: str) -> Leverregel:
    uitkomst = (een, ander)
    aard = ("lichamelijke_mishandeling",) if "_bevestigd" in f"{een}{ander}" else ()
    return regel(
        code, titel, BLOK, _UITKOMST, "dienst", " AND ".join((f"contains(r.uitkomst, ';{een};')", f"contains(r.uitkomst, ';{ander};')", *ook)),
        f"{wat} ({{uitkomst}}).", fout=(nu(anders("dienst", "D1", uitkomst=uitkomst, aard=aard)),),
    )  # fmt: skip


REGELS: tuple[Leverregel, ...] = (
    regel(
        "LD-001", "Een dienst eindigt niet voor zij begint", BLOK, protocol("Onderzoek: einddatum"), "dienst",
        "r.datum_einde < r.datum_begin", "De dienst eindigt op {datum_einde}, voor zij begint ({datum_begin}).",
        goed=(nu(anders("dienst", "D2", datum_begin=date(2024, 2, 14))),),
        fout=(nu(anders("dienst", "D2", datum_begin=date(2024, 2, 16))),),
    ),
    regel(
        "LD-002", "Een dienst eindigt in het halfjaar", BLOK, protocol("Onderzoek: afgeronde onderzoeken"), "dienst",
        "r.datum_einde NOT BETWEEN l.begin AND l.eind", "De dienst eindigt op {datum_einde}; dat is niet in dit halfjaar.",
        verband=_PERIODE, fout=(nu(anders("dienst", "D2", datum_einde=date(2023, 12, 31))), nu(anders("dienst", "D1", datum_einde=date(2024, 7, 1)))),
    ),
    regel(
        "LD-003", "Een dienst duurt geen twee jaar", VERKLAAR, keuze("de norm is tien weken"), "dienst",
        "r.datum_einde > r.datum_begin + 730", "De dienst liep van {datum_begin} tot {datum_einde}.",
        fout=(nu(anders("dienst", "D2", datum_begin=date(2022, 1, 3))),),
    ),
    regel(
        "LD-004", "Een dienstnummer komt een keer voor", BLOK, protocol("Onderzoek: uniek nummer"), "dienst",
        "r.keer > 1", "Het nummer van deze dienst komt {keer} keer voor.", verband=_TWEE, elders={"keer": "r.keer"},
        fout=(nu(erbij("dienst", "D2")),),
    ),
    regel(
        "LD-005", "Een onderzoek heeft een uitkomst", BLOK, _UITKOMST, "dienst",
        "r.soort = 'onderzoek' AND r.uitkomst IS NULL AND NOT r.uitkomst_fout AND r.aard IS NULL", "Het onderzoek is afgerond, en er staat geen uitkomst.",
        fout=(nu(anders("dienst", "D1", uitkomst=(), aard=())),),
    ),
    _samen("LD-006", "Huiselijk geweld is bevestigd of niet", "hg_bevestigd", "hg_niet_bevestigd", "Huiselijk geweld is bevestigd en niet bevestigd"),
    _samen("LD-007", "Kindermishandeling is bevestigd of niet", "km_bevestigd", "km_niet_bevestigd", "Kindermishandeling is bevestigd en niet bevestigd"),
    _samen("LD-008", "Een onderzoek stopt om een reden: vertrokken of verhuisd", "voortijdig_vertrokken", "voortijdig_verhuisd", "Er staan twee redenen om te stoppen"),
    _samen("LD-009", "Een onderzoek stopt om een reden: vertrokken of overleden", "voortijdig_vertrokken", "voortijdig_overleden", "Er staan twee redenen om te stoppen"),
    regel(
        "LD-010", "Een onderzoek dat stopt bevestigt niets", BLOK, protocol("Onderzoek: uitkomst, voortijdig"), "dienst",
        f"{_VOORTIJDIG} AND {_BEVESTIGD}", "Het onderzoek is voortijdig gestopt en bevestigt toch iets ({uitkomst}).",
        fout=(nu(anders("dienst", "D1", uitkomst=("voortijdig_verhuisd", "km_bevestigd"))),),
    ),
    regel(
        "LD-011", "Aard staat er alleen als iets is bevestigd", BLOK, _AARD, "dienst",
        f"r.soort = 'onderzoek' AND r.aard IS NOT NULL AND NOT r.uitkomst_fout AND (r.uitkomst IS NULL OR NOT {_BEVESTIGD})",
        "Er staat een aard ({aard}), en er is niets bevestigd.",
        fout=(nu(anders("dienst", "D1", uitkomst=("hg_niet_bevestigd",))),),
    ),
    regel(
        "LD-012", "Wat is bevestigd heeft een aard", BLOK, _AARD, "dienst",
        f"{_BEVESTIGD} AND r.aard IS NULL AND NOT r.aard_fout", "Er is iets bevestigd ({uitkomst}), en er staat geen aard; onbekend mag.",
        fout=(nu(anders("dienst", "D1", aard=())),),
    ),
    onbekend_alleen("LD-013", "dienst", "D1", "overdracht_aan", "jeugdhulpaanbieder", "Onderzoek"),
    onbekend_alleen("LD-014", "dienst", "D1", "aard", "lichamelijke_mishandeling", "Onderzoek"),
    onbekend_alleen("LD-015", "dienst", "D1", "uitkomst", "hg_bevestigd", "Onderzoek"),
    een_keer("LD-016", "dienst", "D1", "overdracht_aan", "jeugdhulpaanbieder", "Onderzoek"),
    een_keer("LD-017", "dienst", "D1", "aard", "lichamelijke_mishandeling", "Onderzoek"),
    een_keer("LD-018", "dienst", "D1", "uitkomst", "hg_bevestigd", "Onderzoek"),
    regel(
        "LD-019", "Na bevestiging staat er aan wie is overgedragen", VERKLAAR, _DERDE, "dienst",
        f"{_BEVESTIGD} AND r.overdracht_aan IS NULL AND NOT r.overdracht_aan_fout",
        "Er is iets bevestigd ({uitkomst}), en er staat niet aan wie is overgedragen.",
        fout=(nu(anders("dienst", "D1", overdracht_aan=())),),
    ),
    regel(
        "LD-020", "Een dienst volgt op een besluit tot vervolg", VERKLAAR, protocol("Melding: vervolg"), "dienst",
        "m.besluit NOT IN ('vervolg_vt', 'onbekend')", "Het besluit over de melding van deze dienst was {besluit}.", verband=_MELDING,
        elders={"besluit": "m.besluit"}, fout=(nu(anders("melding", "M1", besluit="regionaal_maatwerk", onderzoek_id=None)),),
    ),
    regel(
        "LD-021", "Een dienst begint niet voor het besluit over haar melding", BLOK, protocol("Onderzoek: startdatum"), "dienst",
        "r.datum_begin < m.datum_besluit", "De dienst begint op {datum_begin}, voor het besluit ({besluit}).", verband=_MELDING,
        elders={"besluit": "m.datum_besluit"}, fout=(nu(anders("dienst", "D1", datum_begin=date(2024, 2, 8))),),
    ),
    regel(
        "LD-022", "Een dienst hoort bij dezelfde zaak als haar melding", BLOK, protocol("Onderzoek: hoort bij een melding"), "dienst",
        "r.casus_id <> m.casus_id", "De dienst hoort bij zaak {casus_id}, haar melding bij {zaak}.", verband=_MELDING,
        elders={"zaak": "m.casus_id"}, fout=(nu(anders("dienst", "D1", casus_id="C8")),),
    ),
    regel(
        "LD-023", "Het onderzoek is het onderzoek dat de melding noemt", VERKLAAR, protocol("Melding: onderzoeksnummer"), "dienst",
        "r.soort = 'onderzoek' AND m.besluit = 'vervolg_vt' AND r.dienst_id <> m.onderzoek_id",
        "De melding noemt onderzoek {genoemd}; geleverd is {dienst_id}.", verband=_MELDING,
        elders={"genoemd": "m.onderzoek_id"}, fout=(nu(anders("melding", "M1", onderzoek_id="D8")),),
    ),
    regel(
        "LD-024", "Twee onderzoeken in een zaak lopen niet tegelijk", VERKLAAR, protocol("Onderzoek: tweede melding op een lopende zaak"), "dienst",
        "r.datum_begin < r.loopt_tot AND r.keer = 1 AND r.soort = 'onderzoek'",
        "In dezelfde zaak liep nog een onderzoek, tot {loopt_tot}.", verband=_OVERLAP, elders={"loopt_tot": "r.loopt_tot"},
        fout=(nu(erbij("dienst", "D1", dienst_id="D8", melding_id="M0", datum_begin=date(2024, 3, 1)),
                 *(erbij("persoon", f"D1/0{n}", hoort_bij_id="D8") for n in (1, 2, 3))),),
    ),
    regel(
        "LD-101", "Bij een dienst hoort iemand", BLOK, protocol("Personen"), "dienst", "r.dienst_id IS NOT NULL",
        "Bij deze dienst staat geen enkele persoon.", verband=_ZONDER, fout=(nu(*(weg("persoon", f"D2/0{n}") for n in (1, 2, 3))),),
    ),
    regel(
        "LD-102", "Bevestigde kindermishandeling heeft een kind", VERKLAAR, protocol("Personen: alle minderjarige kinderen"), "dienst",
        "contains(r.uitkomst, ';km_bevestigd;') AND g.kan_kind = 0",
        "Kindermishandeling is bevestigd, en bij deze dienst is niemand jonger dan 19.", verband=_MET,
        fout=(nu(anders("persoon", "D1/03", geboortedatum=date(1995, 3, 8))),),
    ),
    regel(
        "LD-103", "Bevestigd huiselijk geweld is tussen twee mensen", VERKLAAR, protocol("Personen: pleger en slachtoffer"), "dienst",
        "contains(r.uitkomst, ';hg_bevestigd;') AND g.mensen = 1", "Huiselijk geweld is bevestigd, en bij deze dienst staat een persoon.",
        verband=_MET, fout=(nu(anders("dienst", "D1", uitkomst=("hg_bevestigd",)), weg("persoon", "D1/02"), weg("persoon", "D1/03")),),
    ),
    regel(
        "LD-104", "Naar de Raad gaat een zaak met een kind", VERKLAAR, _DERDE, "dienst",
        "contains(r.overdracht_aan, ';raad_voor_de_kinderbescherming;') AND g.kan_kind = 0 AND NOT coalesce(contains(r.uitkomst, ';km_bevestigd;'), false)",
        "Overgedragen is aan de Raad voor de Kinderbescherming, en niemand is jonger dan 19.", verband=_MET,
        fout=(nu(anders("dienst", "D2", overdracht_aan=("raad_voor_de_kinderbescherming",)), anders("persoon", "D2/03", geboortedatum=date(1995, 3, 8))),),
    ),
    regel(
        "LD-025", "Een dienst duurt langer dan een dag", HINT, keuze("een dienst die begint en eindigt op een dag is vaak achteraf ingevoerd"), "dienst",
        "r.datum_begin = r.datum_einde", "De dienst begon en eindigde op {datum_begin}.",
        fout=(nu(anders("dienst", "D2", datum_begin=date(2024, 2, 15))),),
    ),
    regel(
        "LD-026", "De gemeente is bekend", HINT, protocol("Onderzoek"), "dienst", "r.gemeente = 'onbekend'",
        "De gemeente van deze dienst is onbekend.", fout=(nu(anders("dienst", "D2", gemeente="onbekend")),),
    ),
    regel(
        "LD-027", "De uitkomst van een onderzoek is bekend", VERKLAAR, _UITKOMST, "dienst", "r.uitkomst = ';onbekend;'",
        "De uitkomst van het onderzoek is onbekend.", fout=(nu(anders("dienst", "D1", uitkomst=("onbekend",), aard=())),),
    ),
    regel(
        "LD-028", "Een nummer heeft geen spaties", VERKLAAR, protocol("Onderzoek: uniek nummer"), "dienst",
        "contains(r.casus_id, ' ') OR contains(r.melding_id, ' ')", "In een nummer staat een spatie; is dit een nummer, en geen naam?",
        fout=(nu(anders("dienst", "D2", melding_id=Ruw("M 0"))),),
    ),
)  # fmt: skip
