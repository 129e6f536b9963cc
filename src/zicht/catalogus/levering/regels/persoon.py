"""Regels over de personen: bij wie zij horen, nummer en geboortedatum, en wie twee keer anders is geleverd."""

from datetime import date

from zicht.catalogus.levering.maken import BLOK, HINT, VERKLAAR, anders, erbij, keuze, nu, protocol, regel
from zicht.core.levering.regels import Leverregel

_MENS = "mens AS r"
_ONGEBOREN = protocol("Personen: ongeboren kind")


def _wees(code: str, soort: str) -> Leverregel:
    return regel(
        code, f"Een persoon hoort bij een {soort} in het bestand", BLOK, protocol("Personen"), "persoon",
        "r.rij IS NOT NULL", f"Deze persoon hoort bij {soort} {{hoort_bij_id}}; die staat niet in het bestand.",
        verband=f"(SELECT p.* FROM persoon p ANTI JOIN {soort} s ON s.levering = p.levering AND s.{soort}_id = p.hoort_bij_id "
        f"WHERE p.hoort_bij = '{soort}' AND p.hoort_bij_id IS NOT NULL) AS r",
        fout=(nu(erbij("persoon", "M3/03" if soort == "melding" else "D2/03", hoort_bij_id="X1", volgnummer=1)),),
    )  # fmt: skip


def _twee(code: str, titel: str, wat: str, boodschap: str, **velden: object) -> Leverregel:
    """Iemand met hetzelfde BSN die in het bestand twee keer anders is."""
    return regel(
        code, titel, VERKLAAR, protocol(f"Personen: {wat}"), "persoon", "r.verschillend > 1 AND r.plek > 1", boodschap,
        verband="(SELECT m.levering, m.rij, a.verschillend, row_number() OVER (PARTITION BY m.levering, m.echt_bsn ORDER BY m.rij) AS plek FROM mens m "
        f"JOIN (SELECT levering, echt_bsn, count(DISTINCT {wat}) AS verschillend FROM mens WHERE echt_bsn IS NOT NULL AND {wat} IS NOT NULL "
        f"GROUP BY ALL HAVING count(DISTINCT {wat}) > 1) a ON a.levering = m.levering AND a.echt_bsn = m.echt_bsn) AS r",
        fout=(nu(anders("persoon", "D1/02", **velden)),),  # type: ignore[arg-type]
    )  # fmt: skip


REGELS: tuple[Leverregel, ...] = (
    _wees("LP-001", "melding"),
    _wees("LP-002", "dienst"),
    regel(
        "LP-003", "Iemand staat een keer bij een melding of dienst", BLOK, protocol("Personen"), "persoon",
        "r.keer > 1", "Hetzelfde BSN staat twee keer bij {hoort_bij} {hoort_bij_id}.",
        verband="(SELECT *, row_number() OVER (PARTITION BY levering, hoort_bij, hoort_bij_id, echt_bsn ORDER BY rij) AS keer "
        "FROM mens WHERE echt_bsn IS NOT NULL AND hoort_bij IS NOT NULL AND hoort_bij_id IS NOT NULL) AS r",
        fout=(nu(anders("persoon", "D2/02", bsn="123456782", geboortedatum=date(1987, 9, 2), geslacht="v")),),
    ),
    regel(
        "LP-004", "Een volgnummer komt een keer voor", BLOK, protocol("Personen"), "persoon",
        "r.keer > 1", "Volgnummer {volgnummer} staat twee keer bij {hoort_bij_id}.",
        verband="(SELECT *, row_number() OVER (PARTITION BY levering, hoort_bij, hoort_bij_id, volgnummer ORDER BY rij) AS keer "
        "FROM persoon WHERE volgnummer IS NOT NULL AND hoort_bij IS NOT NULL AND hoort_bij_id IS NOT NULL) AS r",
        fout=(nu(erbij("persoon", "M3/03", geboortedatum=date(1975, 1, 1))),),
    ),
    regel(
        "LP-005", "De volgnummers sluiten aan", HINT, keuze("een gat betekent vaak dat iemand wegviel"), "persoon",
        "r.hoogste > r.aantal AND r.volgnummer = r.hoogste", "Het hoogste volgnummer is {volgnummer}, er staan {aantal} mensen.",
        verband="(SELECT p.*, g.hoogste, g.aantal FROM persoon p JOIN (SELECT levering, hoort_bij, hoort_bij_id, max(volgnummer) AS hoogste, count(*) AS aantal "
        "FROM persoon WHERE hoort_bij IS NOT NULL AND hoort_bij_id IS NOT NULL GROUP BY ALL) g USING (levering, hoort_bij, hoort_bij_id)) AS r",
        elders={"aantal": "r.aantal"}, fout=(nu(anders("persoon", "M3/03", volgnummer=4)),),
    ),
    regel(
        "LP-006", "Niemand is geboren na de melding of het begin van de dienst", VERKLAAR, protocol("Personen: geboortedatum"), "persoon",
        "r.geboortedatum > r.dag", "Deze persoon is geboren na {dag}. Een kind dat toen nog niet was geboren is ongeboren.",
        verband=_MENS, elders={"dag": "r.dag"}, goed=(nu(anders("persoon", "M3/01", geboortedatum=date(2024, 4, 2))),),
        fout=(nu(anders("persoon", "M3/01", geboortedatum=date(2024, 4, 3))),),
    ),
    regel(
        "LP-007", "Niemand is ouder dan 110", VERKLAAR, protocol("Personen: geboortedatum"), "persoon",
        "r.jaren > 110 AND NOT coalesce(r.geboortedatum IN (DATE '1900-01-01', DATE '1901-01-01'), false)",
        "Volgens de geboortedatum is deze persoon {jaren} jaar.", verband=_MENS, elders={"jaren": "r.jaren"},
        fout=(nu(anders("persoon", "M2/01", geboortedatum=date(1899, 1, 20))),),
    ),
    regel(
        "LP-008", "1 januari 1900 is geen geboortedatum", VERKLAAR, keuze("standaardwaarde van systemen"), "persoon",
        "r.geboortedatum IN (DATE '1900-01-01', DATE '1901-01-01')",
        "Dit is een standaardwaarde van systemen. Vul in wat bekend is, of 00000000.",
        fout=(nu(anders("persoon", "M2/01", geboortedatum=date(1900, 1, 1))),),
    ),
    regel(
        "LP-009", "Wie als BSN ongeboren heeft, is ook zo geboren", BLOK, _ONGEBOREN, "persoon",
        "r.bsn = '999999999' AND r.geboortedatum_t NOT IN ('99999999', '') AND NOT r.geboortedatum_fout",
        "Het BSN zegt ongeboren, de geboortedatum niet.",
        goed=(nu(anders("persoon", "M3/01", bsn="ongeboren", geboortedatum="ongeboren", geslacht="onbekend")),),
        fout=(nu(anders("persoon", "M3/01", bsn="ongeboren")),),
    ),
    regel(
        "LP-010", "Wie ongeboren is heeft geen BSN", BLOK, _ONGEBOREN, "persoon",
        "r.geboortedatum_t = '99999999' AND r.bsn <> '999999999' AND NOT r.bsn_fout",
        "De geboortedatum zegt ongeboren, het BSN niet.",
        fout=(nu(anders("persoon", "M3/03", geboortedatum="ongeboren", geslacht="onbekend")),
              nu(anders("persoon", "M3/01", geboortedatum="ongeboren", geslacht="onbekend"))),
    ),
    regel(
        "LP-011", "Het geslacht van een ongeboren kind is meestal onbekend", HINT, _ONGEBOREN, "persoon",
        "r.geboortedatum_t = '99999999' AND r.bsn = '999999999' AND r.geslacht <> 'onbekend'", "Bij dit ongeboren kind staat geslacht {geslacht}.",
        fout=(nu(anders("persoon", "M3/01", bsn="ongeboren", geboortedatum="ongeboren")),),
    ),
    _twee("LP-012", "Een BSN heeft een geboortedatum", "geboortedatum",
          "Bij hetzelfde BSN staat in dit bestand nog een andere geboortedatum.", geboortedatum=date(1986, 9, 2)),
    _twee("LP-013", "Een BSN heeft een geslacht", "geslacht", "Bij hetzelfde BSN staat in dit bestand nog een ander geslacht.", geslacht="m"),
    regel(
        "LP-014", "Twee mensen zonder BSN met een geboortedatum zijn er zelden twee", HINT, keuze("tweeling, of dubbele invoer"), "persoon",
        "r.keer > 1", "Bij {hoort_bij_id} staan twee mensen met dezelfde geboortedatum en hetzelfde geslacht, zonder BSN.",
        verband="(SELECT *, row_number() OVER (PARTITION BY levering, hoort_bij, hoort_bij_id, geboortedatum, geslacht ORDER BY rij) AS keer FROM mens "
        "WHERE bsn = '000000000' AND geboortedatum IS NOT NULL AND geslacht IS NOT NULL AND hoort_bij IS NOT NULL AND hoort_bij_id IS NOT NULL) AS r",
        fout=(nu(erbij("persoon", "M3/03", volgnummer=4)),),
    ),
    regel(
        "LP-015", "Van een persoon is iets bekend", VERKLAAR, protocol("Personen: geef wat bekend is"), "persoon",
        "r.bsn = '000000000' AND r.geboortedatum_t = '00000000' AND r.geslacht = 'onbekend'",
        "Van deze persoon is geen BSN, geboortedatum of geslacht bekend.",
        fout=(nu(anders("persoon", "M3/03", geboortedatum="onbekend", geslacht="onbekend")),),
    ),
    regel(
        "LP-016", "Een bekend BSN gaat samen met een geboortedatum", HINT, keuze("bij het BSN hoort in de registratie een geboortedatum"), "persoon",
        "NOT r.bsn_fout AND r.bsn NOT IN ('000000000', '999999999') AND r.geboortedatum_t = '00000000'",
        "Het BSN is bekend, de geboortedatum niet.",
        fout=(nu(anders("persoon", "M2/01", geboortedatum="onbekend")),),
    ),
    regel(
        "LP-017", "Een deel van de mensen bij een dienst stond bij de melding", VERKLAAR, protocol("Onderzoek: personen"), "dienst",
        "r.dienst_id IS NOT NULL", "Niemand bij deze dienst staat met hetzelfde BSN bij haar melding.",
        verband="(SELECT d.* FROM dienst d WHERE EXISTS (SELECT 1 FROM mens p WHERE p.levering = d.levering AND p.hoort_bij = 'dienst' AND p.hoort_bij_id = d.dienst_id AND p.echt_bsn IS NOT NULL) "
        "AND EXISTS (SELECT 1 FROM mens q WHERE q.levering = d.levering AND q.hoort_bij = 'melding' AND q.hoort_bij_id = d.melding_id AND q.echt_bsn IS NOT NULL) "
        "AND NOT EXISTS (SELECT 1 FROM mens p JOIN mens q ON q.levering = p.levering AND q.echt_bsn = p.echt_bsn WHERE p.levering = d.levering "
        "AND p.hoort_bij = 'dienst' AND p.hoort_bij_id = d.dienst_id AND q.hoort_bij = 'melding' AND q.hoort_bij_id = d.melding_id)) AS r",
        fout=(nu(anders("persoon", "D1/01", bsn="100000046"), anders("persoon", "D1/02", bsn="100000058")),),
    ),
)  # fmt: skip
