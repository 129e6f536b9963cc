"""Uitgaven: een burap is een bevroren stand. Een tweede over dezelfde periode zegt wat er veranderde en waarom."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zicht.core.fouten import OnleesbaarFout
from zicht.rapportage.cijferlijst import Cijfer
from zicht.rapportage.stand import Stand

BESTAND = "burap.json"
FORMAAT = 1
Inhoud = dict[str, Any]


@dataclass(frozen=True)
class Wijziging:
    """Een cijfer dat sinds de vorige uitgave anders is."""

    sleutel: str
    was: str
    nu: str
    waarom: str


@dataclass(frozen=True)
class Uitgave:
    """Het nummer van deze uitgave en wat er veranderde; `oud` is wat er in de map stond en bewaard moet worden."""

    nummer: int
    wijzigingen: tuple[Wijziging, ...]
    redenen: tuple[str, ...]
    oud: Inhoud | None = None


def bevries(stand: Stand, soort: str = "burap") -> Inhoud:
    """De cijfers zoals ze bewaard worden: stabiel, gesorteerd, alleen wat gedrukt mag worden."""
    beleid = stand.beleid
    return {
        "soort": soort,
        "formaat": FORMAAT,
        "regio": stand.regio,
        "periode": stand.periode.code,
        "begin": stand.periode.begin.isoformat(),
        "eind": stand.periode.eind.isoformat(),
        "peildatum": stand.peildatum.isoformat(),
        "voorlopig": stand.voorlopig,
        "feiten_tot": stand.feiten_tot.isoformat(),
        "indicatorset": stand.indicatorset,
        "definitieversie": stand.definitieversie,
        "vingerafdruk": stand.vingerafdruk,
        "intern": stand.intern,
        "toch": stand.toch,
        "publicatie": None if beleid is None else {"drempel": beleid.drempel, "afronding": beleid.afronding},
        "cijfers": {cijfer.sleutel: _cijfer(cijfer) for cijfer in sorted(stand.lijst, key=lambda c: c.sleutel)},
        "reeksen": {code: _reeks(stand, code) for code in sorted(stand.reeksen)},
    } | _kanttekeningen(stand)


def _kanttekeningen(stand: Stand) -> Inhoud:
    rijen = [[k.van.isoformat(), k.laatste.isoformat(), k.tekst, sorted(k.codes)] for k in stand.kanttekeningen]
    return {"kanttekeningen": rijen} if rijen else {}


def _cijfer(cijfer: Cijfer) -> Inhoud:
    uit: Inhoud = {"soort": cijfer.soort.value, "waarde": None if cijfer.waarde is None else _getal(cijfer.waarde)}
    for naam in ("teller", "noemer"):
        if getattr(cijfer, naam) is not None:
            uit[naam] = getattr(cijfer, naam)
    if cijfer.laag is not None and cijfer.hoog is not None:
        uit |= {"laag": _getal(cijfer.laag), "hoog": _getal(cijfer.hoog)}
    return uit | {"tekst": cijfer.tekst.replace("\N{NO-BREAK SPACE}", " ")}


def _getal(waarde: Any) -> float | int:
    return int(waarde) if waarde.denominator == 1 else round(float(waarde), 6)


def _reeks(stand: Stand, code: str) -> Inhoud:
    reeks = stand.reeksen[code]
    kaart = reeks.kaart
    return {
        "stap": reeks.stap,
        "punten": {punt.maand: None if punt.waarde is None else _getal(punt.waarde) for punt in reeks.punten},
        "gemiddelde": None if kaart is None else round(kaart.midden, 6),
        "grenzen": None if kaart is None else [round(kaart.onder, 6), round(kaart.boven, 6)],
        "signalen": [] if kaart is None else [reeks.punten[s.plaats].maand for s in kaart.signalen],
    }


def bepaal(nieuw: Inhoud, map_: Path) -> Uitgave:
    """Vergelijk met de burap die er al staat: dezelfde cijfers blijven dezelfde uitgave, andere cijfers zijn een nieuwe."""
    oud = _lees(map_ / BESTAND)
    return Uitgave(1, (), ()) if oud is None else vergelijk(oud, nieuw)


def vergelijk(oud: Inhoud, nieuw: Inhoud) -> Uitgave:
    """Wat er anders is dan in een eerdere uitgave; gelijke cijfers over hetzelfde blijven dezelfde uitgave."""
    if any(oud.get(naam) != nieuw[naam] for naam in ("soort", "regio", "periode", "intern")):
        return Uitgave(1, (), (), oud)
    nummer = int(oud.get("uitgave", 1))
    if all(oud.get(naam) == nieuw[naam] for naam in nieuw):
        wijzigingen = tuple(Wijziging(**rij) for rij in oud.get("wijzigingen", []))
        return Uitgave(nummer, wijzigingen, tuple(oud.get("redenen", [])))
    return Uitgave(nummer + 1, tuple(_wijzigingen(oud, nieuw)), tuple(_redenen(oud, nieuw)), oud)


def bewaarnaam(oud: Inhoud) -> str:
    """Onder welke naam een eerdere uitgave bewaard blijft."""
    intern = "-intern" if oud.get("intern") else ""
    periode = str(oud.get("periode", "onbekend")).replace("/", "_")
    return f"burap-{periode}{intern}-uitgave-{oud.get('uitgave', 1)}.json"


def _lees(bestand: Path) -> Inhoud | None:
    if not bestand.is_file():
        return None
    try:
        inhoud = json.loads(bestand.read_text("utf-8"))
    except (ValueError, OSError) as fout:
        raise OnleesbaarFout(
            f"{bestand} bestaat al maar is niet te lezen als eerdere burap ({fout}).",
            "Kies een andere map of haal het bestand weg.",
        ) from fout
    if not isinstance(inhoud, dict):
        raise OnleesbaarFout(f"{bestand} bestaat al maar is geen burap. Kies een andere map of haal het bestand weg.")
    return inhoud  # pyright: ignore[reportUnknownVariableType]


def _redenen(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> Iterator[str]:
    for naam, wat in (
        ("definitieversie", "nieuwe versie van de definities"),
        ("indicatorset", "andere indicatorset"),
        ("peildatum", "andere peildatum"),
        ("publicatie", "andere regels voor kleine aantallen"),
        ("toch", "anders omgegaan met blokkerende bevindingen"),
    ):
        if oud.get(naam) != nieuw[naam]:
            waarden = f" ({oud.get(naam)} → {nieuw[naam]})" if isinstance(nieuw[naam], str) else ""
            yield f"{wat}{waarden}"
    if oud.get("vingerafdruk") != nieuw["vingerafdruk"]:
        yield "andere feiten: registraties zijn nagekomen of gecorrigeerd (de vingerafdruk verschilt)"


def _wijzigingen(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> Iterator[Wijziging]:
    oude, nieuwe = oud.get("cijfers", {}), nieuw["cijfers"]
    for sleutel in sorted(oude.keys() | nieuwe.keys()):
        was, nu = oude.get(sleutel), nieuwe.get(sleutel)
        if was != nu:
            tekst_was, tekst_nu = (cijfer["tekst"] if cijfer else "stond er niet" for cijfer in (was, nu))
            yield Wijziging(sleutel, tekst_was, tekst_nu, _waarom(oud, nieuw, was, nu))


def _waarom(oud: Mapping[str, Any], nieuw: Mapping[str, Any], was: Mapping[str, Any] | None,
            nu: Mapping[str, Any] | None) -> str:  # fmt: skip
    """De reden die bij deze wijziging past; definities en peildatum gaan voor de feiten."""
    for naam, reden in (("definitieversie", "nieuwe definitie"), ("publicatie", "andere publicatieregels"),
                        ("peildatum", "andere peildatum"), ("toch", "andere omgang met bevindingen")):  # fmt: skip
        if oud.get(naam) != nieuw[naam]:
            return reden
    if was is None or nu is None:
        return "cijfer toegevoegd of vervallen"
    if nu["waarde"] is None and was["waarde"] is not None and nu["tekst"].startswith("verborgen"):
        return "nu verborgen, omdat het samen met wat al gepubliceerd is te veel zegt"
    groter, kleiner = _omvang(nu) > _omvang(was), _omvang(nu) < _omvang(was)
    if groter:
        return "later ingevoerd of gecorrigeerd"
    return "gecorrigeerd of verwijderd" if kleiner else "gecorrigeerd (datum of uitkomst)"


def _omvang(cijfer: Mapping[str, Any]) -> float:
    """Het aantal gevallen achter een cijfer; een verborgen aantal is klein."""
    return float(cijfer.get("noemer") or (cijfer["waarde"] if cijfer["soort"] == "aantal" else 0) or 0)
