"""Regels over de levering als geheel, en naast die van het halfjaar ervoor: dubbel, sprongen en wat wegviel."""

from datetime import date

from zicht.catalogus.levering.maken import BLOK, HINT, VERKLAAR, anders, erbij, keuze, nu, protocol, regel
from zicht.core.levering.regels import Leverregel, Voorbeeld

MINSTENS = 20  # onder zo'n aantal zegt een aandeel niets
_EERDER = "omvang AS r JOIN eerder_omvang AS e ON e.levering = r.levering JOIN levering AS l ON l.levering = r.levering AND l.met_eerder"
_AANDEEL = "aandeel AS r"
_BEIDE = "aandeel AS r JOIN eerder_aandeel AS e ON e.levering = r.levering"
_SPRONG = keuze("een sprong van meer dan de helft vraagt een verklaring")
_MASSA = 24
_TOEN: dict[str, object] = {"hoedanigheid": "huisarts", "besluit": "overdracht", "overdracht_aan": ("thuiszorg",)}


def _opnieuw(code: str, soort: str, toen: str, nu_: str) -> Leverregel:
    return regel(
        code, f"Een {soort} wordt in een halfjaar geleverd", BLOK, protocol("6.3 Frequentie"), soort, "r.rij IS NOT NULL",
        f"Dit nummer is ook in het vorige halfjaar geleverd als {soort}.",
        verband=f"(SELECT s.* FROM {soort} s SEMI JOIN eerder_{soort} e ON e.levering = s.levering AND e.{soort}_id = s.{soort}_id) AS r",
        fout=(Voorbeeld(eerder=(erbij(soort, toen, 1, **{f"{soort}_id": nu_}),)),),
    )  # fmt: skip


def _veel_meldingen(**velden: object) -> tuple[object, ...]:
    return (
        erbij("melding", "M2", _MASSA, melding_id="V#", casus_id="K#", **velden),  # type: ignore[arg-type]
        *(erbij("persoon", "M2/01", hoort_bij_id=f"V{n}", volgnummer=1) for n in range(_MASSA)),
    )


def _massa(nu_: dict[str, object], toen: dict[str, object]) -> Voorbeeld:
    """Genoeg meldingen in beide halfjaren om aandelen te vergelijken; de vorige levering wordt zelf niet getoetst."""
    return Voorbeeld(
        (*_veel_meldingen(**nu_),), (erbij("melding", "M0", _MASSA, melding_id="W#", casus_id="J#", **(_TOEN | toen)),)  # type: ignore[arg-type]
    )  # fmt: skip


def _omvang(code: str, wat: str, *fout: Voorbeeld) -> Leverregel:
    return regel(
        code, f"Het aantal {wat} springt niet", VERKLAAR, _SPRONG, "levering",
        f"greatest(r.{wat}, e.{wat}) >= {MINSTENS} AND abs(r.{wat} - e.{wat}) * 2 > greatest(e.{wat}, 1)",
        f"Er zijn {{nu}} {wat}, in het vorige halfjaar {{toen}}.", verband=_EERDER, elders={"nu": f"r.{wat}", "toen": f"e.{wat}"}, fout=fout,
    )  # fmt: skip


def _aandeel(code: str, titel: str, kolom: str, deel: int, wat: str, **velden: object) -> Leverregel:
    return regel(
        code, titel, VERKLAAR, keuze(f"meer dan een op de {deel} onbekend"), "levering",
        f"r.alle >= {MINSTENS} AND r.{kolom} * {deel} > r.alle", f"Van {{alle}} meldingen is bij {{zonder}} {wat} onbekend.",
        verband=_AANDEEL, elders={"alle": "r.alle", "zonder": f"r.{kolom}"}, fout=(_massa(velden, {}),),
    )  # fmt: skip


def _verschuiving(
    code: str, titel: str, kolom: str, wat: str, nu_: dict[str, object], toen: dict[str, object]
) -> Leverregel:
    return regel(
        code, titel, VERKLAAR, keuze("meer dan 25 punten verschil met het vorige halfjaar"), "levering",
        f"r.alle >= {MINSTENS} AND e.alle >= {MINSTENS} AND abs(r.{kolom} * 100.0 / r.alle - e.{kolom} * 100.0 / e.alle) > 25",
        f"Het aandeel {wat} ging van {{toen}} naar {{nu}} procent.", verband=_BEIDE,
        elders={"nu": f"round(r.{kolom} * 100.0 / r.alle)", "toen": f"round(e.{kolom} * 100.0 / e.alle)"}, fout=(_massa(nu_, toen),),
    )  # fmt: skip


REGELS: tuple[Leverregel, ...] = (
    _opnieuw("LT-001", "advies", "A0", "A1"),
    _opnieuw("LT-002", "melding", "M0", "M3"),
    _opnieuw("LT-003", "dienst", "D0", "D2"),
    _omvang("LT-004", "adviezen", nu(erbij("advies", "A1", 40, advies_id="V#")),
            Voorbeeld(eerder=(erbij("advies", "A0", 40, advies_id="V#"),))),
    _omvang("LT-005", "meldingen", Voorbeeld(eerder=(erbij("melding", "M0", 60, melding_id="V#", casus_id="K#"),))),
    _omvang("LT-006", "diensten", Voorbeeld(eerder=(erbij("dienst", "D0", 60, dienst_id="V#", casus_id="K#"),))),
    regel(
        "LT-007", "Een dienst volgt op een melding die is geleverd", HINT, protocol("Onderzoek: hoort bij een melding"), "dienst",
        "r.rij IS NOT NULL", "De melding van deze dienst staat niet in dit bestand en niet in het vorige.",
        verband="(SELECT d.* FROM dienst d JOIN levering l ON l.levering = d.levering AND l.met_eerder ANTI JOIN melding m ON m.levering = d.levering AND m.melding_id = d.melding_id "
        "ANTI JOIN eerder_melding e ON e.levering = d.levering AND e.melding_id = d.melding_id WHERE d.melding_id IS NOT NULL AND NOT contains(d.melding_id, ' ') "
        "AND d.datum_begin >= l.begin - 92) AS r",
        fout=(nu(anders("dienst", "D2", melding_id="M77")),),
    ),
    _aandeel("LT-008", "De hoedanigheid van de melder is meestal bekend", "zonder_hoedanigheid", 5, "de hoedanigheid van de melder", hoedanigheid="onbekend"),
    _aandeel("LT-009", "De gemeente is meestal bekend", "zonder_gemeente", 10, "de gemeente", gemeente="onbekend"),
    _aandeel("LT-010", "De aard is meestal bekend", "zonder_aard", 5, "de aard van het geweld", aard=("onbekend",)),
    _verschuiving("LT-011", "Het aandeel van de politie springt niet", "van_politie", "meldingen van de politie",
                  {}, {"hoedanigheid": "politie"}),
    _verschuiving("LT-012", "Het aandeel overdrachten springt niet", "overdrachten", "overdrachten",
                  {}, {"besluit": "geen_vervolg"}),
    regel(
        "LT-013", "Het BSN is meestal bekend", VERKLAAR, protocol("Personen: BSN"), "levering",
        "r.alle >= 30 AND r.zonder * 2 > r.alle", "Van {alle} personen is van {zonder} het BSN onbekend.",
        verband="(SELECT levering, count(*) AS alle, count(*) FILTER (WHERE bsn = '000000000') AS zonder FROM persoon GROUP BY levering) AS r",
        elders={"alle": "r.alle", "zonder": "r.zonder"},
        fout=(nu(*(erbij("persoon", "M3/03", volgnummer=n, geboortedatum=date(1950 + n, 2, 3)) for n in range(4, 13)),
                 *(erbij("persoon", "M2/02", volgnummer=n, geboortedatum=date(1950 + n, 2, 3)) for n in range(3, 11))),),
    ),
    regel(
        "LT-014", "Een casusnummer is geen meldingsnummer", HINT, protocol("Melding: hoofdnummer van de zaak"), "melding",
        "r.casus_id = r.melding_id", "Het nummer van de zaak is gelijk aan dat van de melding.",
        fout=(nu(anders("melding", "M3", casus_id="M3")),),
    ),
)  # fmt: skip
