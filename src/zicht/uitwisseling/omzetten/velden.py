"""Een veld van de vertaling lezen: een kolomnaam, of een tabel die zegt hoe het veld wordt gevuld."""

from typing import Any

from zicht.core.feiten import TABELLEN
from zicht.core.regels import toon
from zicht.core.voorwaarden import Soort, Veld
from zicht.engines.omzetten.vorm import Waarde, Wijze
from zicht.uitwisseling.omzetten.eisen import keur_datum, lees_eisen
from zicht.uitwisseling.omzetten.toets import Lezer, Tabel, lijkt_op

_WIJZEN = tuple(wijze.value for wijze in Wijze)
_OPTIES = ("lijst", "datum", "decimaal", "deel", "splits", "bij", "anders", "soort")
PERSOON = "persoon"


def lees_veld(lezer: Lezer, tabel: str, naam: str, hoe: Any, waar: str, *, per: bool) -> Waarde | None:
    """Hoe dit veld wordt gevuld; None als er iets aan mankeert."""
    bekend = [kolom.naam for kolom in TABELLEN[tabel].kolommen]
    if naam not in bekend:
        lezer.fout(waar, f"{tabel} heeft geen veld '{toon(naam)}'. {lijkt_op(naam, bekend)}")
        return None
    veld = TABELLEN[tabel].kolom(naam)
    if isinstance(hoe, str):
        hoe = {"kolom": hoe}
    if not isinstance(hoe, dict):
        lezer.fout(waar, 'moet de naam van een kolom zijn, of een tabel zoals { kolom = "…", lijst = "…" }.')
        return None
    return _veld(lezer, tabel, veld, lezer.als_tabel(hoe, waar), waar, per=per)  # pyright: ignore[reportUnknownArgumentType]


def _veld(lezer: Lezer, tabel: str, veld: Veld, hoe: Tabel, waar: str, *, per: bool) -> Waarde | None:
    lezer.sleutels(hoe, waar, (*_WIJZEN, *_OPTIES))
    wijzen = [wijze for wijze in _WIJZEN if wijze in hoe]
    if len(wijzen) != 1:
        lezer.fout(waar, f"zeg op een manier waar de waarde vandaan komt: {', '.join(_WIJZEN)}.")
        return None
    wijze = Wijze(wijzen[0])
    if fout := _past_niet(wijze, veld, per=per):
        lezer.fout(waar, fout)
        return None
    waarde = _lees(lezer, tabel, veld, wijze, hoe, waar)
    _keur_opties(lezer, veld, wijze, hoe, waar)
    return waarde


def _past_niet(wijze: Wijze, veld: Veld, *, per: bool) -> str:
    """Waarom deze manier bij dit veld niet kan."""
    eigen_kenmerk = veld.soort is Soort.ID and veld.verwijst != "gemeente" and veld.naam != "gemeente"
    if veld.naam == "persoon_id" and wijze is not Wijze.SLEUTEL:
        return 'een persoon krijgt altijd een pseudoniem: schrijf { sleutel = "…" }.'
    if wijze is Wijze.SLEUTEL and not eigen_kenmerk:
        return "een pseudoniem kan alleen bij een kenmerk, zoals dossier_id."
    if wijze is Wijze.AANGEVINKT and veld.soort is not Soort.CODES:
        return "'aangevinkt' kan alleen bij een veld met meer codes, zoals aard."
    if wijze is Wijze.ALLE and not (per and veld.soort is Soort.CODES):
        return "'alle' kan alleen bij een veld met meer codes, in een deel met 'per'."
    if wijze in (Wijze.EERSTE, Wijze.LAATSTE) and not per:
        return f"'{wijze.value}' kan alleen in een deel met 'per'."
    if wijze is Wijze.AANGEVINKT and per:
        return "'aangevinkt' kan niet in een deel met 'per'."
    if wijze is Wijze.KOLOM and per and veld.soort is Soort.CODES:
        return "gebruik 'eerste', 'laatste' of 'alle' in een deel met 'per'."
    return ""


def _lees(lezer: Lezer, tabel: str, veld: Veld, wijze: Wijze, hoe: Tabel, waar: str) -> Waarde:
    datum = lezer.haal(hoe, "datum", waar, str, "") or None
    if datum is not None:
        keur_datum(lezer, waar, datum)
    zonder_kolom = wijze in (Wijze.VAST, Wijze.AANGEVINKT)
    kolommen = () if zonder_kolom else lezer.teksten(hoe, wijze.value, waar)
    if not zonder_kolom and not kolommen:
        lezer.fout(waar, f"'{wijze.value}' is leeg.")
    codes: Tabel = lezer.tabel(hoe, "aangevinkt", waar) if wijze is Wijze.AANGEVINKT else {}
    return Waarde(
        wijze, kolommen, _vast(lezer, veld, hoe, waar) if wijze is Wijze.VAST else "", lezer.teksten(hoe, "anders", waar),
        lezer.tekst(hoe, "soort", waar) or _soort(tabel, veld), lezer.tekst(hoe, "lijst", waar) or None, datum,
        lezer.keuze(hoe, "decimaal", waar, (".", ",")) if "decimaal" in hoe else None,
        lezer.keuze(hoe, "deel", waar, ("jaar", "maand")) if "deel" in hoe else None,
        lezer.tekst(hoe, "splits", waar) or None, lees_eisen(lezer, hoe, "bij", waar),
        {kolom: str(code) for kolom, code in codes.items()},
    )  # fmt: skip


def _vast(lezer: Lezer, veld: Veld, hoe: Tabel, waar: str) -> str:
    waarde = hoe["vast"]
    if isinstance(waarde, bool) or (isinstance(waarde, str) and not waarde):
        lezer.fout(waar, "'vast' moet een waarde hebben; schrijf ja en nee als tekst.")
    mag = [code for code, _ in veld.codes.codes] if veld.codes else []
    mag = ["ja", "nee", "onbekend"] if veld.soort is Soort.JANEE else mag
    if mag and str(waarde) not in mag:
        lezer.fout(waar, f"'{toon(waarde)}' is geen code van {veld.naam}. {lijkt_op(str(waarde), mag)}")
    return str(waarde)


def _soort(tabel: str, veld: Veld) -> str:
    """Waarvan een kenmerk is: zo krijgt hetzelfde dossier in elke tabel hetzelfde pseudoniem, en een melding een ander."""
    return PERSOON if veld.naam == "persoon_id" else (veld.verwijst or tabel)


def _keur_opties(lezer: Lezer, veld: Veld, wijze: Wijze, hoe: Tabel, waar: str) -> None:
    lijstbaar = (
        veld.soort in (Soort.CODE, Soort.CODES, Soort.JANEE) or veld.verwijst == "gemeente" or veld.naam == "gemeente"
    )
    datumachtig = veld.soort in (Soort.DATUM, Soort.MAAND) or "deel" in hoe
    mag = {
        "lijst": lijstbaar and wijze is not Wijze.VAST,
        "datum": datumachtig,
        "decimaal": veld.soort in (Soort.GETAL, Soort.GEHEEL),
        "deel": (hoe.get("deel"), veld.soort) in (("jaar", Soort.GEHEEL), ("maand", Soort.MAAND)),
        "splits": veld.soort is Soort.CODES,
        "anders": wijze is Wijze.SLEUTEL,
        "soort": wijze is Wijze.SLEUTEL,
        "bij": wijze in (Wijze.EERSTE, Wijze.LAATSTE, Wijze.ALLE),
    }
    for optie, past in mag.items():
        if optie in hoe and not past:
            lezer.fout(waar, f"'{optie}' kan hier niet.")
