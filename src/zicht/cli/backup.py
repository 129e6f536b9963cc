"""`zicht backup`: een versleutelde reservekopie, terwijl er gewerkt wordt."""

from argparse import Namespace
from pathlib import Path

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Maak de kopie, kijk haar na en zeg wat erin zit."""
    from zicht.cli.voortgang import voortgang
    from zicht.web.dienst import bestaand

    bestaand(args.data)
    from django.utils import timezone

    from zicht.web.logboek.keten import Regel, schrijf
    from zicht.web.reserve.maken import bewaar_sleutels, maak

    om = timezone.localtime()
    with voortgang("backup") as meld:
        backup = maak(Path(args.uit), om, meld)
    schrijf([Regel(om=timezone.now(), handeling="backup_maken", gebruiker="opdrachtregel")])
    if args.sleutels_naar:
        bewaar_sleutels(Path(args.sleutels_naar))
        schrijf([Regel(om=timezone.now(), handeling="sleutels_uitvoeren", gebruiker="opdrachtregel")])
    rijen, nummer = sum(backup.stand.tabellen.values()), backup.stand.keten[0]
    if args.json:
        schrijf_json({
            "bestand": str(backup.pad), "grootte": backup.grootte, "sha256": backup.sha256, "gemaakt_om": om.isoformat(timespec="seconds"),
            "rijen": rijen, "logregel": nummer, "tabellen": dict(backup.stand.tabellen),
        })  # fmt: skip
        return 0
    print(f"Klaar en nagekeken: {backup.pad} ({_groot(backup.grootte)}).")
    print(f"Erin: {rijen} rijen, het logboek tot en met regel {nummer}. Controlegetal: {backup.sha256[:16]}…")
    print(
        f"De sleutels staan in {args.sleutels_naar}. Bewaar dat bestand op een andere plek dan de kopie."
        if args.sleutels_naar
        else "De sleutels zitten er niet in. Zonder sleutels is deze kopie niet te lezen: bewaar ze ergens anders."
    )
    return 0


def _groot(aantal: int) -> str:
    return f"{aantal / 1_000_000:.1f} MB".replace(".", ",") if aantal >= 100_000 else f"{aantal / 1_000:.0f} kB"
