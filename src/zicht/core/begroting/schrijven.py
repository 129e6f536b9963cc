"""Een begroting terug naar de vorm van haar bestand: een boom van tabellen, en die als leesbare TOML.

Wat gelezen is en weer geschreven, leest terug als dezelfde begroting. De boom is ook wat een sjabloon in Excel vult.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zicht.core.begroting.begroting import Begroting, BegrotingFout, Controle, Getal, Maat
from zicht.core.begroting.bestand import Tabel, als_lijst, als_tabel
from zicht.core.begroting.lezen import AFRONDING, FORMAAT, LOSSE_KOPPEN, VASTE_KOPPEN
from zicht.core.bronnen import Bron

_KAAL = re.compile(r"[A-Za-z0-9_-]+")
_GROEPEN = {
    "formatie": "Formatie",
    "loonkosten": "Prijzen, verzuim en overhead",
    "stroom": "Trechter van meldingen",
    "dienst": "Kernprestaties",
    "post": "Lasten",
    "gemeenten": "Bijdrage per gemeente",
    "controle": "Wat gedrukt staat tegenover wat eruit volgt",
    "jaren": "Latere jaren",
}


def als_bestand(begroting: Begroting, diensten: Iterable[str] = ()) -> Tabel:
    """De begroting als boom van tabellen, zoals ze in haar bestand staat; `diensten` kent de catalogus al."""
    return _Schrijver(begroting, frozenset(diensten)).boom()


def als_toml(begroting: Begroting, diensten: Iterable[str] = ()) -> str:
    """De begroting als TOML, met de bron bij elk getal."""
    return "\n".join(_regels(als_bestand(begroting, diensten))).strip() + "\n"


class _Schrijver:
    def __init__(self, begroting: Begroting, diensten: frozenset[str]) -> None:
        self.b = begroting
        self.diensten = diensten
        self.geschreven: set[str] = set()

    def boom(self) -> Tabel:
        b = self.b
        boom: Tabel = {
            **self._bovenaan(),
            "formatie": self._formatie(),
            **{kop: self._tabel(kop, {}, velden) for kop, velden in VASTE_KOPPEN.items()},
            "index": {i.code: self._los("index", i.code, titel=i.titel, over=[g.value for g in i.over])
                      for i in b.indexen},
            "stroom": {s.code: self._los("stroom", s.code, titel=s.titel, van=s.van, vult_aan=s.vult_aan)
                       for s in b.stromen},
            "dienst": {d.code: self._los(
                "dienst", d.code, nummer=d.nummer, titel=d.titel, eenheid=d.eenheid, stroom=d.stroom,
                beweegt_met=d.beweegt_met, indicator=d.indicator, niet_begroot=d.niet_begroot,
                eigen=bool(self.diensten) and d.code not in self.diensten) for d in b.diensten},
            "post": {p.code: self._los("post", p.code, titel=p.titel, groep=p.groep.value, taakveld=p.taakveld,
                                       uit_formatie=p.uit_formatie) | _ja_of_nee("direct", p.direct)
                     for p in b.posten},
            "gemeenten": dict(b.gemeenten),
            "verdeelsleutel": {m.code: self._maat(m) for m in b.maten},
            "controle": [self._controle(controle) for controle in b.controles],
            "jaren": {str(jaar): self._jaar(getallen) for jaar, getallen in b.jaren.items()},
        }  # fmt: skip
        if vergeten := b.getallen.keys() - self.geschreven:
            raise BegrotingFout(
                f"{b.titel} is niet te bewaren als bestand: {', '.join(sorted(vergeten)[:5])} hoort bij een doorgerekend jaar. "
                "Bewaar de begroting van het eerste jaar."
            )
        return {kop: inhoud for kop, inhoud in boom.items() if inhoud not in ({}, [], "", None)}

    def _bovenaan(self) -> Tabel:
        b = self.b
        return {
            "formaat": FORMAAT,
            "regio": b.regio,
            "organisatie": b.organisatie,
            "jaar": b.jaar,
            "soort": b.soort.value,
            "titel": b.titel,
            "wijzigt": b.wijzigt,
            "bron": b.bron.sleutel,
            "vastgesteld_op": b.vastgesteld_op,
            "keuzes": list(b.keuzes),
        }

    def _formatie(self) -> Tabel:
        blokken = {
            blok.code: _gevuld(titel=blok.titel, beschikbaarheid=blok.beschikbaarheid, eenmalig=blok.eenmalig)
            for blok in self.b.formatie
        }
        return self._tabel("formatie", {}, ("productieve_uren",)) | {
            code: self._tabel(f"formatie.{code}", woorden, ("fte",)) for code, woorden in blokken.items()
        }

    def _los(self, kop: str, code: str, **woorden: object) -> Tabel:
        return self._tabel(f"{kop}.{code}", _gevuld(**woorden), LOSSE_KOPPEN[kop])

    def _tabel(self, pad: str, woorden: Tabel, velden: Iterable[str]) -> Tabel:
        """Woorden en getallen; hebben alle getallen dezelfde bron, dan staat die een keer bij de tabel."""
        getallen = {veld: getal for veld in velden if (getal := self.b.getal(f"{pad}.{veld}"))}
        self.geschreven |= {f"{pad}.{veld}" for veld in getallen}
        bronnen = {getal.bron for getal in getallen.values()}
        samen = bronnen.pop() if len(bronnen) == 1 and (len(getallen) > 1 or "." in pad) else None
        return woorden | (self._bron(samen) if samen else {}) | self._getallen(getallen, samen)

    def _getallen(self, getallen: Mapping[str, Getal], samen: Bron | None) -> Tabel:
        return {veld: self._getal(getal, samen) for veld, getal in getallen.items()}

    def _getal(self, getal: Getal, samen: Bron | None) -> Decimal | Tabel:
        los = self._bron(getal.bron, naast=samen) if getal.bron != samen else {}
        if getal.keuze:
            los["keuze"] = getal.keuze
        return {"waarde": getal.waarde, **los} if los else getal.waarde

    def _bron(self, bron: Bron, naast: Bron | None = None) -> Tabel:
        """De bron; het document alleen als het een ander is dan dat van de tabel of het bestand eromheen."""
        om = (naast or self.b.bron).sleutel
        eigen = {"bron": bron.sleutel} if bron.sleutel != om else {}
        return {**eigen, "vindplaats": bron.vindplaats}

    def _maat(self, maat: Maat) -> Tabel:
        """De bron van een maat staat bij haar tabel; het gewicht noemt alleen een eigen bron."""
        pad = f"verdeelsleutel.{maat.code}.gewicht"
        gewicht = self.b.getal(pad)
        self.geschreven.add(pad)
        getallen = {"gewicht": self._getal(gewicht, maat.bron)} if gewicht else {}
        return {"titel": maat.titel, **self._bron(maat.bron), **getallen, "per_gemeente": dict(maat.per_gemeente)}

    def _controle(self, controle: Controle) -> Tabel:
        rij = _gevuld(titel=controle.titel, links=controle.links)
        if isinstance(controle.rechts, str):
            rij["rechts"] = controle.rechts
        else:
            rij |= {"gedrukt": self._getal(controle.rechts, None)}
            rij |= {"eenheid": controle.rechts.eenheid} if controle.rechts.eenheid != "euro" else {}
        rij |= {"tolerantie": controle.tolerantie} if controle.tolerantie != AFRONDING else {}
        return rij | _gevuld(verklaring=controle.verklaring)

    def _jaar(self, getallen: Mapping[str, Getal]) -> Tabel:
        jaar: Tabel = {}
        for pad, getal in getallen.items():
            *koppen, veld = pad.split(".")
            plek = jaar
            for kop in koppen:
                plek = plek.setdefault(kop, {})
            plek[veld] = self._getal(getal, None)
        return jaar


def _gevuld(**woorden: object) -> Tabel:
    """De woorden die iets zeggen."""
    return {naam: waarde for naam, waarde in woorden.items() if waarde not in (None, "", False)}


def _ja_of_nee(naam: str, waarde: bool | None) -> Tabel:
    return {} if waarde is None else {naam: waarde}


# -------------------------------------------------------------------------------------------------------------- TOML


def _regels(boom: Tabel) -> Iterator[str]:
    for kop, inhoud in boom.items():
        if kop in _GROEPEN:
            yield from ("", f"# {_GROEPEN[kop]} ".ljust(120, "-"))
        if kop == "controle":
            for rij in als_lijst(inhoud) or ():
                yield from ("", f"[[{kop}]]", *_regels_van(rij))
        elif (tabel := als_tabel(inhoud)) is not None:
            yield from _tabel_regels(kop, tabel)
        else:
            yield f"{kop} = {_waarde(inhoud)}"


def _tabel_regels(pad: str, tabel: Tabel) -> Iterator[str]:
    """Eerst wat in de tabel zelf staat, dan de tabellen eronder."""
    onder = {sleutel: deel for sleutel, deel in tabel.items() if _is_tabel(deel)}
    eigen = {sleutel: deel for sleutel, deel in tabel.items() if sleutel not in onder}
    if eigen or not onder:
        yield from ("", f"[{pad}]", *_regels_van(eigen))
    for sleutel, deel in onder.items():
        yield from _tabel_regels(f"{pad}.{_sleutel(sleutel)}", deel)


def _is_tabel(deel: object) -> bool:
    tabel = als_tabel(deel)
    return tabel is not None and "waarde" not in tabel


def _regels_van(tabel: Tabel) -> Iterator[str]:
    """De regels van een tabel zonder tabellen eronder."""
    return (f"{_sleutel(sleutel)} = {_waarde(waarde)}" for sleutel, waarde in tabel.items())


def _sleutel(sleutel: str) -> str:
    return sleutel if _KAAL.fullmatch(sleutel) else _tekst(sleutel)


def _waarde(waarde: Any) -> str:
    match waarde:
        case bool():
            return "true" if waarde else "false"
        case Decimal():
            return f"{waarde:f}"
        case int():
            return str(waarde)
        case date():
            return waarde.isoformat()
        case list():
            return _lijst([_waarde(deel) for deel in waarde])  # pyright: ignore[reportUnknownVariableType]
        case dict():
            return f"{{ {', '.join(_regels_van(waarde))} }}"  # pyright: ignore[reportUnknownArgumentType]
        case _:
            return _tekst(str(waarde))


def _lijst(delen: list[str]) -> str:
    kort = f"[{', '.join(delen)}]"
    return kort if len(kort) <= 100 else "[\n" + "".join(f"    {deel},\n" for deel in delen) + "]"


def _tekst(tekst: str) -> str:
    """Een tekst tussen aanhalingstekens; TOML kent dezelfde uitwegen als JSON, en wil ook het wisteken uitgeschreven."""
    return json.dumps(tekst, ensure_ascii=False).replace("\x7f", "\\u007F")
