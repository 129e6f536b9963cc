"""Perioden zoals Veilig Thuis en gemeenten ze noemen: burap 1 tot en met 3, kwartaal, halfjaar, jaar en maand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zicht.core.fouten import AanroepFout

VOORBEELDEN = "2025-burap1, 2025-burap2, 2025-burap3, 2025, 2025-H1, 2025-K3, 2025-03 of 2025-01-01/2025-04-30"

_BENOEMD = re.compile(r"(?P<jaar>\d{4})(?:-(?P<deel>burap[123]|H[12]|K[1-4]|0[1-9]|1[0-2]))?")
_MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december"  # index 0 = januari
).split()


@dataclass(frozen=True, order=True)
class Periode:
    """Een aaneengesloten reeks dagen; `begin` en `eind` horen er allebei bij."""

    begin: date
    eind: date
    code: str

    @property
    def tot(self) -> date:
        """De eerste dag na de periode."""
        return self.eind + timedelta(days=1)

    def bevat(self, dag: date) -> bool:
        """Of `dag` in de periode valt."""
        return self.begin <= dag <= self.eind

    def maanden(self) -> Iterator["Periode"]:
        """De kalendermaanden van de periode; een deel van een maand telt als dat deel."""
        begin = self.begin
        while begin <= self.eind:
            eind = min(laatste_dag(begin.year, begin.month), self.eind)
            yield Periode(begin, eind, f"{begin:%Y-%m}")
            begin = eind + timedelta(days=1)

    def __str__(self) -> str:
        return f"{lange_datum(self.begin)} tot en met {lange_datum(self.eind)}"


def laatste_dag(jaar: int, maand: int) -> date:
    """De laatste dag van een maand."""
    return date(jaar + maand // 12, maand % 12 + 1, 1) - timedelta(days=1)


def lange_datum(dag: date) -> str:
    """Een datum voor in tekst: 3 maart 2025."""
    return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


def korte_datum(dag: date) -> str:
    """Een datum voor in lijsten: 03-03-2025."""
    return f"{dag:%d-%m-%Y}"


def maandnaam(maand: int) -> str:
    """De naam van maand 1 tot en met 12."""
    return _MAANDEN[maand - 1]


def lees_datum(tekst: str) -> date:
    """Lees `jjjj-mm-dd`; iets anders is een fout die zegt wat verwacht werd."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", tekst):
            return date.fromisoformat(tekst)
    except ValueError:
        pass
    raise AanroepFout(f"'{tekst[:80]}' is geen datum. Verwacht: jjjj-mm-dd, bijvoorbeeld 2025-04-30.")


def _maanden_van_deel(deel: str | None) -> tuple[int, int]:
    """Eerste en laatste maand van een benoemd deel van een jaar."""
    if deel is None:
        return 1, 12
    if deel.startswith("burap"):
        return 1, 4 * int(
            deel[-1]
        )  # burap 1, 2 en 3 tellen vanaf januari: notitie prestatie-indicatoren NHN, P&C-cyclus
    if deel.startswith("H"):
        return 6 * int(deel[1]) - 5, 6 * int(deel[1])
    if deel.startswith("K"):
        return 3 * int(deel[1]) - 2, 3 * int(deel[1])
    return int(deel), int(deel)


def lees_periode(tekst: str) -> Periode:
    """Lees een periode zoals `2025-burap1`, `2025`, `2025-H1`, `2025-K3`, `2025-03` of `2025-01-01/2025-04-30`."""
    if "/" in tekst:
        begin, eind = (lees_datum(deel) for deel in tekst.split("/", 1))
        if eind < begin:
            raise AanroepFout(f"De periode '{tekst[:80]}' eindigt voor ze begint. Zet de vroegste datum vooraan.")
        return Periode(begin, eind, tekst)
    benoemd = _BENOEMD.fullmatch(tekst)
    if benoemd is None or int(benoemd["jaar"]) < 1:
        raise AanroepFout(f"Onbekende periode '{tekst[:80]}'. Verwacht bijvoorbeeld {VOORBEELDEN}.")
    jaar = int(benoemd["jaar"])
    eerste, laatste = _maanden_van_deel(benoemd["deel"])
    return Periode(date(jaar, eerste, 1), laatste_dag(jaar, laatste), tekst)
