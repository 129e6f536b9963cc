"""Regels over het bestand als geheel: opbouw, lengte, tekens, voorloop en sluitrecord."""

from datetime import date

from zicht.catalogus.levering.maken import BLOK, VERKLAAR, anders, erbij, ingreep, keuze, nu, protocol, regel, weg
from zicht.core.levering.indeling import Indeling
from zicht.core.levering.regels import Leverregel, Ruw

_VORM = protocol("7.2 Vorm van levering")
_VOORLOOP = "voorloop AS r JOIN levering AS l ON l.levering = r.levering"
_SLUIT = "sluitrecord AS r JOIN omvang AS o ON o.levering = r.levering"
_GEMAAKT = date(2024, 6, 30)
_LOSSE_REGEL = f"10{'A9':<20}0361202403042024030423" + f"06{'06':<20}{'05':<24}"


def _aantal(code: str, wat: str) -> Leverregel:
    return regel(
        code, f"Het sluitrecord telt de {wat} goed", BLOK, _VORM, "sluitrecord", f"r.aantal_{wat} <> o.{wat}",
        f"Het sluitrecord noemt {{aantal_{wat}}} {wat}, in het bestand staan er {{gevonden}}.", verband=_SLUIT,
        elders={"gevonden": f"o.{wat}"}, fout=(nu(anders("sluitrecord", "", **{f"aantal_{wat}": 77})),),
    )  # fmt: skip


def _eenmaal(code: str, soort: str, waar: str, is_plaats: str, nummer: str) -> Leverregel:
    plek = "min" if soort == "voorloop" else "max"
    return regel(
        code, f"Het bestand {waar} met een {soort}", BLOK, _VORM, "levering",
        "coalesce(r.plaats <> r.hoort, true)", f"Verwacht een {soort} op de {is_plaats} regel.",
        verband=f"(SELECT l.levering, {plek}(t.rij) AS hoort, any_value(s.plaats) AS plaats FROM levering l LEFT JOIN regel t ON t.levering = l.levering "
        f"LEFT JOIN (SELECT levering, {plek}(rij) AS plaats FROM regel WHERE left(tekst, {len(nummer)}) = '{nummer}' GROUP BY levering) s "
        "ON s.levering = l.levering GROUP BY l.levering) AS r",
        fout=(nu(weg(soort, "")),),
    )  # fmt: skip


def opbouwregels(indeling: Indeling) -> tuple[Leverregel, ...]:
    """De regels over hoe een bestand in deze indeling in elkaar zit."""
    n, soorten = indeling.codebreedte, indeling.recordsoorten
    codes = f"({', '.join(repr(soort.code) for soort in soorten)})"
    lengte = f"CASE left(r.tekst, {n}) {' '.join(f'WHEN {soort.code!r} THEN {soort.lengte}' for soort in soorten)} END"
    op_naam = {soort.naam: soort.code for soort in soorten}
    voorloop, sluit = op_naam.get("voorloop", ""), op_naam.get("sluitrecord", "")
    rand = [
        _eenmaal(code, naam, waar, plaats, op_naam[naam])
        for code, naam, waar, plaats in (
            ("LB-001", "voorloop", "begint", "eerste"),
            ("LB-002", "sluitrecord", "eindigt", "laatste"),
        )
        if naam in op_naam
    ]
    return (
        *rand,
        regel(
            "LB-003", "Er is een voorloop en een sluitrecord, niet meer", BLOK, _VORM, "bestand",
            "r.rij > r.eerste",
            "Op deze regel staat een tweede voorloop of sluitrecord.",
            verband=f"(SELECT levering, rij, min(rij) OVER (PARTITION BY levering, left(tekst, {n})) AS eerste FROM regel WHERE left(tekst, {n}) IN ('{voorloop}', '{sluit}')) AS r",
            fout=(nu(erbij("voorloop", "")),),
        ),
        regel(
            "LB-004", "Elke regel is van een soort die de indeling kent", BLOK, _VORM, "bestand",
            f"left(r.tekst, {n}) NOT IN {codes}", "De regel begint niet met een recordsoort uit de indeling.",
            fout=(nu(erbij("advies", "A2", advies_id="A9"), anders("sluitrecord", "", aantal_adviezen=2), ingreep("advies", "A9", lambda t: "77" + t[2:])),),
        ),
        regel(
            "LB-005", "Elke regel heeft de lengte van haar recordsoort", BLOK, _VORM, "bestand",
            f"length(r.tekst) <> {lengte}", "De regel is {lang} tekens, de recordsoort vraagt er {verwacht}.",
            elders={"lang": "length(r.tekst)", "verwacht": lengte},
            fout=(nu(erbij("advies", "A2", advies_id="A9"), anders("sluitrecord", "", aantal_adviezen=2), ingreep("advies", "A9", lambda t: t[:-1])),),
        ),
        regel(
            "LB-006", "Er staan alleen gewone tekens in", BLOK, _VORM, "bestand",
            "regexp_matches(r.tekst, '[^ -~]')", "Op deze regel staat een teken dat geen ASCII is, of een stuurteken.",
            fout=(nu(erbij("advies", "A2", advies_id="A9"), ingreep("advies", "A9", lambda t: t[:4] + "é" + t[5:])),),
        ),
        regel(
            "LB-007", "De records staan op volgorde van soort", BLOK, _VORM, "bestand",
            "r.rij < r.tot", "De records {soort} beginnen voor de vorige recordsoort klaar is.",
            verband="(SELECT *, max(laatste) OVER (PARTITION BY levering ORDER BY soort ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS tot "
            f"FROM (SELECT levering, left(tekst, {n}) AS soort, min(rij) AS rij, max(rij) AS laatste FROM regel WHERE left(tekst, {n}) IN {codes} GROUP BY ALL)) AS r",
            elders={"soort": "r.soort"},
            fout=(nu(ingreep("persoon", "D2/03", lambda t: f"{t}\r\n{_LOSSE_REGEL}"), anders("sluitrecord", "", aantal_adviezen=3)),),
        ),
    )  # fmt: skip


REGELS: tuple[Leverregel, ...] = (
    _aantal("LB-008", "adviezen"),
    _aantal("LB-009", "meldingen"),
    _aantal("LB-010", "diensten"),
    _aantal("LB-011", "personen"),
    regel(
        "LB-012", "De voorloop noemt het halfjaar dat geleverd wordt", BLOK, protocol("6.3 Frequentie"), "voorloop",
        "r.periode IS DISTINCT FROM l.periode", "In de voorloop staat halfjaar {periode}; geleverd wordt {verwacht}.",
        verband=_VOORLOOP, elders={"verwacht": "l.periode"},
        fout=(nu(anders("voorloop", "", periode="20232")), nu(anders("voorloop", "", periode="20243"))),
    ),
    regel(
        "LB-013", "De voorloop noemt de organisatie die levert", BLOK, protocol("VT-organisatie"), "voorloop",
        "r.organisatie IS DISTINCT FROM l.organisatie", "In de voorloop staat organisatie {organisatie}; verwacht {verwacht}.",
        verband=_VOORLOOP, elders={"verwacht": "l.organisatie"}, fout=(nu(anders("voorloop", "", organisatie="NOG")),),
    ),
    regel(
        "LB-014", "Het bestand is gemaakt na het halfjaar", BLOK, protocol("6.4 Uiterste datum"), "voorloop",
        "r.aanmaakdatum <= l.eind", "Het bestand is gemaakt op {aanmaakdatum}, voor het einde van het halfjaar.",
        verband=_VOORLOOP, fout=(nu(anders("voorloop", "", aanmaakdatum=_GEMAAKT)),),
    ),
    regel(
        "LB-015", "De aanmaakdatum is een dag", BLOK, _VORM, "voorloop", "r.aanmaakdatum IS NULL",
        "De aanmaakdatum in de voorloop is leeg of geen dag.",
        fout=(nu(anders("voorloop", "", aanmaakdatum=Ruw("20241301"))), nu(anders("voorloop", "", aanmaakdatum=Ruw("")))),
    ),
    regel(
        "LB-016", "Het volgnummer van de levering is minstens 1", BLOK, protocol("6.5 Correctie"), "voorloop",
        "r.volgnummer IS NULL OR r.volgnummer < 1", "Het volgnummer in de voorloop is {volgnummer}; de eerste levering is 1.",
        fout=(nu(anders("voorloop", "", volgnummer=0)), nu(anders("voorloop", "", volgnummer=Ruw("x")))),
    ),
    regel(
        "LB-017", "De aantallen in het sluitrecord zijn getallen", BLOK, _VORM, "sluitrecord",
        "r.aantal_adviezen IS NULL OR r.aantal_meldingen IS NULL OR r.aantal_diensten IS NULL OR r.aantal_personen IS NULL",
        "In het sluitrecord staat iets dat geen aantal is.", fout=(nu(anders("sluitrecord", "", aantal_diensten=Ruw("x"))),),
    ),
    regel(
        "LB-018", "Er zijn adviezen in het halfjaar", VERKLAAR, keuze("een halfjaar zonder adviezen komt niet voor"), "levering",
        "r.adviezen = 0", "In dit bestand staat geen enkel advies.", verband="omvang AS r",
        fout=(nu(weg("advies", "A1"), weg("advies", "A2")),),
    ),
    regel(
        "LB-019", "Er zijn meldingen in het halfjaar", VERKLAAR, keuze("een halfjaar zonder meldingen komt niet voor"), "levering",
        "r.meldingen = 0", "In dit bestand staat geen enkele melding.", verband="omvang AS r",
        fout=(nu(*(weg("melding", m) for m in ("M1", "M2", "M3")), *(weg("persoon", f"{m}/0{n}") for m, k in (("M1", 3), ("M2", 2), ("M3", 3)) for n in range(1, k + 1)),
                 anders("dienst", "D1", melding_id="M0", casus_id="C0", datum_begin=date(2023, 12, 1), datum_einde=date(2024, 1, 19))),),
    ),
    regel(
        "LB-020", "Er zijn afgeronde diensten in het halfjaar", VERKLAAR, keuze("een halfjaar zonder diensten komt zelden voor"), "levering",
        "r.diensten = 0", "In dit bestand staat geen enkele dienst.", verband="omvang AS r",
        fout=(nu(weg("dienst", "D1"), weg("dienst", "D2"), *(weg("persoon", f"D{d}/0{n}") for d in (1, 2) for n in (1, 2, 3))),),
    ),
)  # fmt: skip
