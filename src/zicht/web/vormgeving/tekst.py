"""Datums in woorden, en woorden die een datum zijn."""

import re
from datetime import date, timedelta

from zicht.core.fouten import AanroepFout
from zicht.core.kalender import Kalender, weekdag

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_IN_DELEN = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{1,4})")
_MET_WOORD = re.compile(r"(\d{1,2})[-/. ]?\s*([a-z]+)\.?[-/ ]?\s*(\d{1,4})")
_JAAR_VOORAAN = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_AANEEN = re.compile(r"(\d{2})(\d{2})(\d{4})")


class DatumFout(AanroepFout):
    """Wat is ingevuld is geen datum."""


def kort(dag: date) -> str:
    """03-10-2024."""
    return f"{dag:%d-%m-%Y}"


def lang(dag: date) -> str:
    """3 oktober 2024."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def met_weekdag(dag: date, vandaag: date) -> str:
    """Do 24 april; het jaar staat erbij als het een ander jaar is."""
    jaar = f" {dag.year}" if dag.year != vandaag.year else ""
    return f"{weekdag(dag)[:2]} {dag.day} {MAANDEN[dag.month - 1]}{jaar}"


def over_werkdagen(dag: date, vandaag: date, kalender: Kalender) -> str:
    """Over 2 werkdagen (do 24 april), vandaag (…) of 3 werkdagen te laat (…)."""
    return f"{hoe_lang(dag, vandaag, kalender)} ({met_weekdag(dag, vandaag)})"


def hoe_lang(dag: date, vandaag: date, kalender: Kalender) -> str:
    """Over 2 werkdagen, vandaag of 3 werkdagen te laat; voor waar de datum er al staat."""
    if dag == vandaag:
        return "vandaag"
    een_dag = timedelta(days=1)
    if dag > vandaag:
        afstand = _afstand(kalender.aantal_werkdagen(vandaag + een_dag, dag + een_dag), (dag - vandaag).days)
        return f"over {afstand}"
    afstand = _afstand(kalender.aantal_werkdagen(dag + een_dag, vandaag + een_dag), (vandaag - dag).days)
    return f"{afstand} te laat"


def _afstand(werkdagen: int, dagen: int) -> str:
    """In werkdagen; ligt er geen werkdag tussen, dan in gewone dagen."""
    if werkdagen:
        return f"{werkdagen} werkdag{'en' if werkdagen > 1 else ''}"
    return f"{dagen} dag{'en' if dagen > 1 else ''}"


def lees_datum(tekst: str) -> date:
    """De datum uit 3-10-2024, 3/10/2024, 3 okt 2024, 03102024 of 2024-10-03; iets anders is een fout."""
    kaal = " ".join(tekst.lower().split())
    jaar, maand, dag = _delen(kaal)
    if jaar < 1000:
        raise DatumFout(f"Schrijf het jaar met vier cijfers: {_voorbeeldjaar(jaar)} in plaats van {jaar:02}.")
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise DatumFout(f"{dag}-{maand}-{jaar} bestaat niet. Kijk de dag en de maand na.") from None


def _delen(tekst: str) -> tuple[int, int, int]:
    """Jaar, maand en dag, nog niet nagekeken."""
    if gevonden := _JAAR_VOORAAN.fullmatch(tekst):
        jaar, maand, dag = map(int, gevonden.groups())
        return jaar, maand, dag
    if gevonden := _IN_DELEN.fullmatch(tekst) or _AANEEN.fullmatch(tekst):
        dag, maand, jaar = map(int, gevonden.groups())
        return jaar, maand, dag
    if (gevonden := _MET_WOORD.fullmatch(tekst)) and (maand := _maand(gevonden[2])):
        return int(gevonden[3]), maand, int(gevonden[1])
    raise DatumFout("Vul een datum in als dag-maand-jaar, zoals 3-10-2024 of 3 okt 2024.")


def _maand(woord: str) -> int:
    """Het nummer van een maand, ook afgekort (okt, mrt, sept); nul als het geen maand is."""
    if woord == "mrt":
        return 3
    passend = [nummer for nummer, naam in enumerate(MAANDEN, 1) if len(woord) >= 3 and naam.startswith(woord)]
    return passend[0] if len(passend) == 1 else 0


def _voorbeeldjaar(jaar: int) -> int:
    return jaar + (2000 if jaar < 50 else 1900) if jaar < 100 else 2024
