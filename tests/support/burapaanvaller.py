"""Wie een hele burap leest: elk gedrukt aantal naast elk ander, en elke optelling die een lezer kent.

Hij gebruikt niets van de verdediging. Hij weet van elke tabel de rijen, de kolommen en de totalen; dat kolommen die overal
hetzelfde tellen hetzelfde zijn; dat de maanden van een periode samen die periode zijn; en dat onderzoeken en Voorwaarden & Vervolg
samen de vervolgdiensten zijn. Daarmee maakt hij elk aantal zo nauw als kan (grenzen heen en weer rekenen tot niets verandert).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zicht.core.publicatie import Beleid, Getoond, Kruistabel, Plaats, PubliekeTabel, grenzen, is_klein
from zicht.core.publicatie.cellen import Vak
from zicht.rapportage.publiek import Drukker, Reeksvraag, Tabelvraag, geteld
from zicht.rapportage.reeksen import reeksen
from zicht.rapportage.vragen import VOORRAAD, Vragen

BEKEND = 20  # kolommen met minder gevallen zijn ook toevallig gelijk; dat weet een lezer niet
GEEN_GRENS = 10**9

_Sleutel = tuple[object, str]  # kolom, rij ("" is alle rijen samen)


@dataclass(frozen=True)
class Lezer(Drukker):
    """Onthoudt elke tabel en reeks met wat ervan gedrukt is."""

    achter: Drukker
    tabellen: list[tuple[Tabelvraag, PubliekeTabel]] = field(default_factory=list[tuple[Tabelvraag, PubliekeTabel]])
    reeksen: list[tuple[Reeksvraag, PubliekeTabel]] = field(default_factory=list[tuple[Reeksvraag, PubliekeTabel]])

    def tabel(self, vraag: Tabelvraag) -> PubliekeTabel:
        self.tabellen.append((vraag, self.achter.tabel(vraag)))
        return self.tabellen[-1][1]

    def reeks(self, vraag: Reeksvraag) -> PubliekeTabel:
        self.reeksen.append((vraag, self.achter.reeks(vraag)))
        return self.reeksen[-1][1]


@dataclass
class Kennis:
    """Wat een lezer van elk aantal weet, en wat hij weet op te tellen."""

    beleid: Beleid
    grens: dict[_Sleutel, tuple[int, int]] = field(default_factory=dict[_Sleutel, tuple[int, int]])
    exact: dict[_Sleutel, int] = field(default_factory=dict[_Sleutel, int])
    sommen: set[tuple[_Sleutel, tuple[_Sleutel, ...]]] = field(
        default_factory=set[tuple[_Sleutel, tuple[_Sleutel, ...]]]
    )

    def lees(self, naam: object, tabel: Kruistabel, publiek: Mapping[Plaats, Getoond],
             zelfde: Mapping[str | None, object] | None = None) -> None:  # fmt: skip
        """Een tabel; `zelfde` zegt van welke kolom elders een kolomtotaal is."""

        def sleutel(plaats: Plaats) -> _Sleutel:
            rij, kolom = plaats
            eigen = kolomnaam(naam, tabel, kolom)
            return (eigen, rij) if rij is not None else ((zelfde or {}).get(kolom, eigen), "")

        plaatsen = list(tabel.plaatsen())
        for plaats in plaatsen:
            self.exact[sleutel(plaats)] = tabel.aantal(plaats)
            laag, hoog = grenzen(publiek[plaats], self.beleid) if plaats in publiek else (0, GEEN_GRENS)
            eerder = self.grens.get(sleutel(plaats), (0, GEEN_GRENS))
            self.grens[sleutel(plaats)] = max(laag, eerder[0]), min(hoog, eerder[1])
        for rij, kolom in plaatsen:
            if rij is None:
                self.sommen.add((sleutel((None, kolom)), tuple(sleutel((r, kolom)) for r in tabel.rijen)))
            if kolom is None:
                self.sommen.add((sleutel((rij, None)), tuple(sleutel((rij, k)) for k in tabel.kolommen)))

    def te_nauw(self) -> list[tuple[_Sleutel, int, int, int]]:
        """Elk klein aantal dat de lezer te nauw kent: welk, tussen welke grenzen, en hoeveel het is."""
        verder = True
        while verder:
            verder = sum(self._trek_strak(som, delen) for som, delen in self.sommen if delen != (som,)) > 0
        return [
            (sleutel, laag, hoog, self.exact[sleutel])
            for sleutel, (laag, hoog) in self.grens.items()
            if is_klein(self.exact[sleutel], self.beleid) and hoog - laag + 1 < self.beleid.onzekerheid
        ]

    def _trek_strak(self, som: _Sleutel, delen: Sequence[_Sleutel]) -> bool:
        laag, hoog = (sum(self.grens[deel][kant] for deel in delen) for kant in (0, 1))
        nauwer = self._zet(som, laag, hoog)
        for deel in delen:
            onder, boven = self.grens[deel]
            nauwer |= self._zet(deel, self.grens[som][0] - (hoog - boven), self.grens[som][1] - (laag - onder))
            laag, hoog = laag - onder + self.grens[deel][0], hoog - boven + self.grens[deel][1]
        return nauwer

    def _zet(self, sleutel: _Sleutel, laag: int, hoog: int) -> bool:
        oud = self.grens[sleutel]
        self.grens[sleutel] = max(oud[0], laag), min(oud[1], hoog)
        assert self.grens[sleutel][0] <= self.exact[sleutel] <= self.grens[sleutel][1], sleutel
        return self.grens[sleutel] != oud


def kolomnaam(naam: object, tabel: Kruistabel, kolom: str | None) -> object:
    """Kolommen die overal hetzelfde tellen hebben dezelfde naam."""
    aantallen = frozenset((rij, n) for rij in tabel.rijen if (n := tabel.aantal((rij, kolom))))
    return aantallen if tabel.aantal((None, kolom)) >= BEKEND and len(aantallen) > 2 else (naam, kolom)


def lees_burap(vragen: Vragen, drukker: Drukker, beleid: Beleid) -> Kennis:
    """Alles wat een burap met deze drukker laat zien."""
    lezer, kennis = Lezer(beleid, drukker), Kennis(beleid)
    list(geteld(vragen, lezer))
    reeksen(vragen, lezer)
    for nr, (vraag, publiek) in enumerate(lezer.tabellen):
        kennis.lees((vraag.periode.code, nr), vraag.tabel, publiek)
    for nr, (reeks, publiek) in enumerate(lezer.reeksen):
        for ander, (vraag, _) in enumerate(lezer.tabellen):
            deel = _binnen(reeks, vraag)
            if deel is not None:
                naam = (vraag.periode.code, ander)
                zelfde = {k: kolomnaam(naam, vraag.tabel, k) for k in (*deel.kolommen, None)}
                kennis.lees(
                    ("reeks", nr, ander), deel, {p: g for p, g in publiek.items() if p[0] in deel.rijen}, zelfde
                )
    for som, tabel in _vervolgdiensten([vraag for vraag, _ in lezer.tabellen]):
        kennis.lees(som, tabel, {})
    return kennis


def _binnen(reeks: Reeksvraag, vraag: Tabelvraag) -> Kruistabel | None:
    """De punten die samen precies de periode zijn; van een voorraad is dat het laatste."""
    if reeks.maat != vraag.maat or set(reeks.tabel.kolommen) != set(vraag.tabel.kolommen):
        return None
    vak = Vak.uit(vraag.periode).laatste_maand if reeks.maat in VOORRAAD else Vak.uit(vraag.periode)
    rijen = tuple(rij for rij, punt in zip(reeks.tabel.rijen, reeks.vakken, strict=True) if vak.bevat(punt))
    deel = Kruistabel(rijen, reeks.tabel.kolommen, {p: n for p, n in reeks.tabel.aantallen.items() if p[0] in rijen})
    past = all(deel.aantal((None, k)) == vraag.tabel.aantal((None, k)) for k in (*deel.kolommen, None))
    return deel if rijen and past else None


def _vervolgdiensten(vragen: Sequence[Tabelvraag]) -> Iterator[tuple[object, Kruistabel]]:
    for periode in {vraag.periode.code for vraag in vragen}:
        van = {vraag.maat: vraag.tabel for vraag in vragen if vraag.periode.code == periode}
        delen = [van[code] for code in ("vv-tijdig-na-ontvangst", "onderzoek-tijdig-na-ontvangst") if code in van]
        rijen = tuple(dict.fromkeys(rij for tabel in delen for rij in tabel.rijen))
        cellen = {(rij, str(nr)): tabel.aantal((rij, None)) for nr, tabel in enumerate(delen) for rij in rijen}
        if all(
            sum(t.aantal((r, None)) for t in delen) == van["vervolgdiensten-uitgevoerd"].aantal((r, None))
            for r in rijen
        ):
            yield ("vervolgdiensten", periode), Kruistabel(rijen, ("0", "1")[: len(delen)], cellen)
