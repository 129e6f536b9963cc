"""`zicht export`: de feiten uit de registratie, zonder namen."""

import re
from argparse import Namespace
from datetime import date, datetime, time
from pathlib import Path

from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import lees_datum


def run(args: Namespace) -> int:
    """Schrijf de map met feiten, van nu of zoals bekend op een tijdstip."""
    from zicht.web.dienst import bestaand

    bestaand(args.data)
    from django.utils import timezone

    from zicht.web.logboek.keten import Regel, schrijf
    from zicht.web.registratie.feiten import exporteer

    stand_op = lees_tijdstip(args.stand_op) if args.stand_op else None
    if stand_op is not None:
        stand_op = timezone.make_aware(stand_op)
    dag = timezone.localdate(stand_op) if stand_op else timezone.localdate()
    peildatum = min(lees_datum(args.peildatum), dag) if args.peildatum else dag
    aantallen = exporteer(Path(args.uit), peildatum=peildatum, stand_op=stand_op)
    schrijf([Regel(om=timezone.now(), handeling="feiten_uitvoeren", gebruiker="opdrachtregel", doel="sturing")])
    if args.json:
        schrijf_json({"map": args.uit, "peildatum": peildatum.isoformat(), "rijen": aantallen})
        return 0
    print(
        f"Klaar: {args.uit}, met {aantallen['melding']} meldingen en {aantallen['advies']} adviezen tot en met {peildatum}."
    )
    print(f"Kijk ernaar met: zicht indicatoren {args.uit} --periode {_periode(peildatum)}")
    return 0


def lees_tijdstip(tekst: str) -> datetime:
    """Een dag (dan het einde ervan) of een dag met tijd."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", tekst):
        return datetime.combine(lees_datum(tekst), time.max)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?", tekst):
            return datetime.fromisoformat(tekst)
    except ValueError:
        pass
    raise AanroepFout(
        f"'{tekst[:80]}' is geen tijdstip. Verwacht bij --stand-op: jjjj-mm-dd of jjjj-mm-ddTuu:mm, bijvoorbeeld 2026-05-06T17:30."
    )


def _periode(dag: date) -> str:
    from zicht.web.dienst import huidige_periode

    return huidige_periode(dag)
