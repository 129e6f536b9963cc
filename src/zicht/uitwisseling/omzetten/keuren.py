"""Wat over de hele vertaling moet kloppen: verwijzingen, verplichte velden en tabellen, en waar een BSN mag staan."""

from zicht.core.feiten import TABELLEN
from zicht.core.regels import toon
from zicht.core.voorwaarden import Soort
from zicht.engines.omzetten.vorm import Blad, Vertaling, Vulling, Waarde, Wijze
from zicht.engines.typering import toegestane_codes
from zicht.uitwisseling.omzetten.toets import Lezer, lijkt_op


def keur(lezer: Lezer, vertaling: Vertaling) -> None:
    """Voeg alle fouten toe."""
    _keur_tabellen(lezer, vertaling)
    for vulling in vertaling.vullingen:
        waar = f"[[{vulling.tabel}]] {vulling.nummer}"
        if _keur_bronnen(lezer, vertaling, vulling, waar):
            _keur_velden(lezer, vertaling, vulling, waar)
    gebruikt = {bron for vulling in vertaling.vullingen for bron, _ in vulling.genoemd()} | {
        vulling.uit for vulling in vertaling.vullingen
    }
    for naam in vertaling.bladen:
        if naam not in gebruikt:
            lezer.fout(f"[bron.{toon(naam)}]", "geen enkele tabel gebruikt deze bron.")


def _keur_tabellen(lezer: Lezer, vertaling: Vertaling) -> None:
    gevuld = {vulling.tabel for vulling in vertaling.vullingen}
    for naam in vertaling.leeg:
        if naam not in TABELLEN:
            lezer.fout("[feiten]", f"'leeg' noemt '{toon(naam)}'. {lijkt_op(naam, list(TABELLEN))}")
        elif naam in gevuld:
            lezer.fout("[feiten]", f"'leeg' noemt {naam}, maar er is ook een [[{naam}]].")
    for naam, tabel in TABELLEN.items():
        if tabel.verplicht and naam not in gevuld and naam not in vertaling.leeg:
            lezer.fout(
                "",
                f"niets vult de tabel {naam}. Voeg [[{naam}]] toe, of zet haar in [feiten] bij 'leeg': dan is zij er, met nul rijen.",
            )


def _keur_bronnen(lezer: Lezer, vertaling: Vertaling, vulling: Vulling, waar: str) -> bool:
    namen = list(vertaling.bladen) or ["(nog geen)"]
    goed = True
    for naam in (vulling.uit, *(koppeling.bron for koppeling in vulling.erbij)):
        if naam and naam not in vertaling.bladen:
            lezer.fout(waar, f"bron '{toon(naam)}' bestaat niet. {lijkt_op(naam, namen)}")
            goed = False
    return goed and bool(vulling.uit)


def _keur_velden(lezer: Lezer, vertaling: Vertaling, vulling: Vulling, waar: str) -> None:
    ontbreekt = [k.naam for k in TABELLEN[vulling.tabel].kolommen if k.verplicht and k.naam not in vulling.velden]
    if ontbreekt:
        lezer.fout(waar, f"deze verplichte velden ontbreken: {', '.join(ontbreekt)}.")
    for kolom in (*vulling.per, *(eis.kolom for eis in vulling.als), *([vulling.volgorde] if vulling.volgorde else [])):
        if kolom not in vulling.per and _blad(vertaling, vulling, kolom).is_bsn(vulling.wijs(kolom)[1]):
            lezer.fout(
                waar,
                f"kolom '{toon(kolom)}' is een burgerservicenummer; die mag alleen in 'sleutel', 'per' of 'erbij'.",
            )
    for naam, waarde in vulling.velden.items():
        _keur_veld(lezer, vertaling, vulling, naam, waarde, f"{waar}, veld {naam}")


def _blad(vertaling: Vertaling, vulling: Vulling, kolom: str) -> Blad:
    return vertaling.bladen[vulling.wijs(kolom)[0]]


def _keur_veld(lezer: Lezer, vertaling: Vertaling, vulling: Vulling, naam: str, waarde: Waarde, waar: str) -> None:
    veld = TABELLEN[vulling.tabel].kolom(naam)
    for kolom in waarde.genoemd():
        als_sleutel = waarde.wijze is Wijze.SLEUTEL and kolom in (*waarde.kolommen, *waarde.anders)
        if not als_sleutel and _blad(vertaling, vulling, kolom).is_bsn(vulling.wijs(kolom)[1]):
            lezer.fout(waar, f"kolom '{toon(kolom)}' is een burgerservicenummer; die mag alleen in 'sleutel'.")
    if vulling.per and waarde.wijze is Wijze.KOLOM and not set(waarde.kolommen) <= set(vulling.per):
        lezer.fout(
            waar,
            "in een deel met 'per' kan 'kolom' alleen een kolom van 'per' zijn; gebruik anders 'eerste' of 'laatste'.",
        )
    codes = list(toegestane_codes(veld))
    if waarde.lijst is not None and waarde.lijst not in vertaling.lijsten:
        lezer.fout(
            waar,
            f"lijst '{toon(waarde.lijst)}' bestaat niet. {lijkt_op(waarde.lijst, list(vertaling.lijsten) or ['(nog geen)'])}",
        )
    elif veld.soort is not Soort.ID:
        naar = vertaling.lijsten[waarde.lijst].codes.values() if waarde.lijst else waarde.codes.values()
        for code in dict.fromkeys(naar):
            if code not in codes:
                lezer.fout(waar, f"'{toon(code)}' is geen code van {naam}. {lijkt_op(code, codes)}")
