"""`zicht publicatie-aanval`: publish a row of periods, with and without the ledger, and attack what everybody can see."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zicht.cli import schrijf_json
from zicht.core.fouten import AanroepFout
from zicht.core.periodes import Periode, lees_periode, maandnaam

if TYPE_CHECKING:
    from zicht.cijfers import Cijfers
    from zicht.core.publicatie import Beleid
    from zicht.core.publicatie.aanvaller import Poging
    from zicht.core.publicatie.cellen import Publicatie

_TOON = 8


def run(args: Namespace) -> int:
    """Print what the attacker tried and the narrowest he got; 1 when he succeeds beside the ledger."""
    from zicht.catalogus import load
    from zicht.cli.feiten import open_cijfers
    from zicht.rapportage.opdracht import een_regio

    args.toch = getattr(args, "toch", False)
    cijfers = een_regio(open_cijfers(args))
    perioden = [lees_periode(code) for code in args.perioden.split(",")]
    beleid = load.publicatiebeleid(cijfers.feitenset.peildatum, cijfers.feitenset.regios[0])
    uitkomsten = {
        naam: _aanval(cijfers, perioden, beleid, met, args.indicator)
        for naam, met in (("met", True), ("zonder", False))
    }
    if args.json:
        schrijf_json({naam: _als_json(*uitkomst) for naam, uitkomst in uitkomsten.items()})
    else:
        for naam, (publicaties, pogingen) in uitkomsten.items():
            print("\n".join(_regels(naam, publicaties, pogingen, beleid)))
    return 1 if any(poging.geslaagd for poging in uitkomsten["met"][1]) else 0


def _aanval(
    cijfers: "Cijfers", perioden: Sequence[Periode], beleid: "Beleid", met_register: bool, indicator: str | None
) -> Any:
    from zicht.cijfers.vrijgeven import tel
    from zicht.core.publicatie.aanvaller import val_aan
    from zicht.core.publicatie.veilig import maak_veilig

    register: list[Publicatie] = []
    for periode in perioden:
        geteld = tel(cijfers, [periode], None if indicator is None else [indicator])
        if not geteld.voorstel.cellen:
            raise AanroepFout(
                f"'{str(indicator)[:60]}' kan niet mee: {'; '.join(geteld.weggelaten.values()) or 'onbekend'}."
            )
        register.append(maak_veilig(periode.code, geteld.voorstel, beleid, register if met_register else ()).publicatie)
    return register, sorted(val_aan(register), key=lambda poging: (poging.over, poging.maat, poging.groep))


def _regels(
    naam: str, publicaties: "Sequence[Publicatie]", pogingen: "Sequence[Poging]", beleid: "Beleid"
) -> list[str]:
    zichtbaar = sum(getoond.zichtbaar for p in publicaties for getoond in p.getoond.values())
    geslaagd = [poging for poging in pogingen if poging.geslaagd]
    smalst = min((poging.over for poging in pogingen), default=None)
    uit = [
        f"{naam.capitalize()} publicatieregister",
        f"  Gepubliceerd: {', '.join(p.kenmerk for p in publicaties)}; {zichtbaar} van {sum(len(p.getoond) for p in publicaties)} aantallen zichtbaar.",
        f"  De aanvaller probeerde {len(pogingen)} kleine aantallen; bij {len(geslaagd)} hield hij minder dan {beleid.onzekerheid} waarden over.",
        f"  Smalste bereik: {smalst} mogelijke waarden." if smalst is not None else "  Er zijn geen kleine aantallen.",
    ]
    uit += [f"    {poging.over} over, {_waar(poging)}" for poging in _eens(geslaagd or pogingen)[:_TOON]]
    return uit


def _eens(pogingen: "Sequence[Poging]") -> "list[Poging]":
    """Elk aantal een keer, met de nauwste poging."""
    gezien: dict[object, Poging] = {}
    for poging in pogingen:
        gezien.setdefault((poging.maat, poging.groep, poging.tijd), poging)
    return list(gezien.values())


def _waar(poging: "Poging") -> str:
    eerste, *andere = poging.maat.split(" = ")
    maat = f"{eerste} (en {len(andere)} met dezelfde noemer)" if andere else eerste
    tijd = ", ".join(f"{_maand(van)} tot en met {_maand(tot - 1)}" for van, tot in poging.tijd)
    deel = poging.groep.deel.rpartition("/")[2]
    return f"{maat}, {poging.groep.plaats}, {deel}, {tijd} (als {poging.kennis.value}, na {poging.na})"


def _maand(nummer: int) -> str:
    dag = date(nummer // 12, nummer % 12 + 1, 1)
    return f"{maandnaam(dag.month)} {dag.year}"


def _als_json(publicaties: "Sequence[Publicatie]", pogingen: "Sequence[Poging]") -> dict[str, object]:
    return {
        "publicaties": [p.kenmerk for p in publicaties],
        "zichtbaar": sum(getoond.zichtbaar for p in publicaties for getoond in p.getoond.values()),
        "aantallen": sum(len(p.getoond) for p in publicaties),
        "pogingen": len(pogingen),
        "geslaagd": sum(poging.geslaagd for poging in pogingen),
        "smalste": min((poging.over for poging in pogingen), default=None),
    }
