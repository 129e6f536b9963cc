"""Een rapport waarin elk cijfer veilig is naast elk ander cijfer in hetzelfde rapport.

Het gaat twee keer langs dezelfde cijfers. Eerst onthoudt `Verzamelaar` elke tabel die het rapport wil drukken; die worden
samen veilig gemaakt. Daarna drukt `Samen` alleen wat er zo uitkwam. Wat al eerder gepubliceerd is telt hier niet mee: dat
doet `rapportage.vrijgave`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zicht.core.codelijsten import BEROEPSMATIG, HOEDANIGHEID, ONBEKEND
from zicht.core.publicatie import Beleid, Getoond, Kruistabel, Plaats, PubliekeTabel, publiceer, publiceer_met_totaal
from zicht.core.publicatie.cellen import Vak
from zicht.core.publicatie.samen import publiceer_samen
from zicht.rapportage.publiek import Drukker, Reeksvraag, Tabelvraag, geteld
from zicht.rapportage.reeksen import reeksen
from zicht.rapportage.vragen import VOORRAAD, Vragen

Sleutel = tuple[str, str, tuple[str, ...]]  # maat, waarover, kolommen


def sleutel(vraag: Tabelvraag | Reeksvraag) -> Sleutel:
    """Wat een vraag van elke andere in hetzelfde rapport onderscheidt; een reeks is er een per jaar."""
    waarover = vraag.periode.code if isinstance(vraag, Tabelvraag) else f"reeks vanaf {vraag.tabel.rijen[0]}"
    return vraag.maat, waarover, vraag.tabel.kolommen


@dataclass(frozen=True)
class Verzamelaar(Drukker):
    """Onthoudt wat er gevraagd wordt; wat hij teruggeeft is exact en niet om te drukken."""

    tabellen: list[Tabelvraag] = field(default_factory=list[Tabelvraag])
    reeksen: list[Reeksvraag] = field(default_factory=list[Reeksvraag])

    def tabel(self, vraag: Tabelvraag) -> PubliekeTabel:
        self.tabellen.append(vraag)
        return publiceer_met_totaal(vraag.tabel, None)

    def reeks(self, vraag: Reeksvraag) -> PubliekeTabel:
        self.reeksen.append(vraag)
        return publiceer(vraag.tabel, None)


@dataclass(frozen=True)
class Samen(Drukker):
    """Drukt elke tabel en elke reeks zoals zij naast alle andere mag staan."""

    tabellen: Mapping[Sleutel, PubliekeTabel]

    def tabel(self, vraag: Tabelvraag) -> PubliekeTabel:
        """De tabel zoals zij naast de andere mag."""
        return self.tabellen[sleutel(vraag)]

    def reeks(self, vraag: Reeksvraag) -> PubliekeTabel:
        """De reeks zoals zij naast de tabellen mag."""
        return self.tabellen[sleutel(vraag)]


def naast_elkaar(vragen: Vragen, beleid: Beleid | None) -> Drukker:
    """De drukker van een rapport; zonder beleid (intern) is er niets te verbergen."""
    if beleid is None:
        return Drukker(None)
    gevraagd = Verzamelaar(beleid)
    list(geteld(vragen, gevraagd))
    reeksen(vragen, gevraagd)
    return Samen(beleid, samen_veilig(gevraagd, beleid))


def samen_veilig(gevraagd: Verzamelaar, beleid: Beleid) -> Mapping[Sleutel, PubliekeTabel]:
    """Elke gevraagde tabel en reeks, veilig naast alle andere; wat over een andere tijd gaat deelt geen cellen."""
    uit: dict[Sleutel, PubliekeTabel] = {}
    punten: dict[Sleutel, dict[Plaats, Getoond]] = {sleutel(vraag): {} for vraag in gevraagd.reeksen}
    for code in dict.fromkeys(vraag.periode.code for vraag in gevraagd.tabellen):
        vragen = {vraag.maat: vraag for vraag in gevraagd.tabellen if vraag.periode.code == code}
        alle = [vraag for vraag in gevraagd.tabellen if vraag.periode.code == code]
        delen = [(reeks, deel) for reeks in gevraagd.reeksen
                 if reeks.maat in vragen and (deel := _deel(reeks, vragen[reeks.maat]))]  # fmt: skip
        tabellen = [*(vraag.tabel for vraag in alle), *(deel for _, deel in delen), *_optellingen(alle)]
        zelfde = [((nr, kolom), (alle.index(vragen[reeks.maat]), kolom))
                  for nr, (reeks, deel) in enumerate(delen, start=len(alle))
                  for kolom in _gelijke_kolommen(deel, vragen[reeks.maat].tabel)]  # fmt: skip
        publiek = publiceer_samen(tabellen, beleid, zelfde)
        uit |= {sleutel(vraag): tabel for vraag, tabel in zip(alle, publiek, strict=False)}
        for (reeks, _), tabel in zip(delen, publiek[len(alle) :], strict=False):
            punten[sleutel(reeks)] |= tabel
    for reeks in gevraagd.reeksen:
        klaar = punten[sleutel(reeks)]
        over = _rijen(reeks.tabel, [rij for rij in reeks.tabel.rijen if (rij, None) not in klaar])
        uit[sleutel(reeks)] = klaar | dict(publiceer(over, beleid))
    return uit


# ---------------------------------------------------------------------------------------------------- wat een lezer optelt

REST_VAN_DE_PERIODE = "rest van de periode"

OPTELLINGEN: tuple[tuple[tuple[str, str | None], tuple[tuple[str, str | None], ...]], ...] = (
    (("vervolgdiensten-uitgevoerd", None), (("vv-tijdig-na-ontvangst", None), ("onderzoek-tijdig-na-ontvangst", None))),
    (
        ("adviesvrager-grof", "beroepsmatig"),
        tuple(("hoedanigheid-adviesvrager", code) for code, _ in HOEDANIGHEID.codes if code in BEROEPSMATIG),
    ),
    (
        ("adviesvrager-grof", "omgeving"),
        tuple(
            ("hoedanigheid-adviesvrager", code)
            for code, _ in HOEDANIGHEID.codes
            if code not in {*BEROEPSMATIG, ONBEKEND}
        ),
    ),
)  # een kolom die de som is van kolommen van andere tabellen; None is het totaal


def _optellingen(vragen: Sequence[Tabelvraag]) -> Iterator[Kruistabel]:
    """Elke optelling over tabellen heen die klopt, als tabel die zelf niet gedrukt wordt."""
    tabellen = {(vraag.maat, kolom): vraag.tabel for vraag in vragen for kolom in (*vraag.tabel.kolommen, None)}
    for som, alle in OPTELLINGEN:
        delen = [deel for deel in alle if deel in tabellen]
        if som in tabellen and delen:
            rijen = tuple(dict.fromkeys(rij for deel in (som, *delen) for rij in tabellen[deel].rijen))
            cellen = {(rij, f"{maat}/{kolom}"): tabellen[maat, kolom].aantal((rij, kolom))
                      for maat, kolom in delen for rij in rijen}  # fmt: skip
            tabel = Kruistabel(rijen, tuple(f"{maat}/{kolom}" for maat, kolom in delen), cellen)
            if all(tabel.aantal((rij, None)) == tabellen[som].aantal((rij, som[1])) for rij in rijen):
                yield tabel


def _deel(reeks: Reeksvraag, vraag: Tabelvraag) -> Kruistabel | None:
    """De punten van een reeks binnen een periode, met wat er van de periode over is: samen wat de tabel van de regio zegt."""
    vak = Vak.uit(vraag.periode)
    if reeks.maat in VOORRAAD:
        vak = vak.laatste_maand
    rijen = [rij for rij, punt in zip(reeks.tabel.rijen, reeks.vakken, strict=True) if vak.bevat(punt)]
    tabel = _rijen(reeks.tabel, rijen)
    gelijk = _gelijke_kolommen(tabel, vraag.tabel)
    if not rijen or not gelijk:
        return None
    over = {kolom: vraag.tabel.aantal((None, kolom if kolom in gelijk else None)) - tabel.aantal((None, kolom))
            for kolom in tabel.kolommen}  # fmt: skip
    if any(aantal < 0 for aantal in over.values()):
        return None
    if not any(over.values()):
        return tabel
    cellen = dict(tabel.aantallen) | {(REST_VAN_DE_PERIODE, kolom): aantal for kolom, aantal in over.items()}
    return Kruistabel((*rijen, REST_VAN_DE_PERIODE), tabel.kolommen, cellen)


def _gelijke_kolommen(reeks: Kruistabel, tabel: Kruistabel) -> tuple[str | None, ...]:
    """De kolommen van een reeks die in de tabel hetzelfde zijn; van een reeks zonder teller is dat in elk geval het totaal."""
    if set(reeks.kolommen) == set(tabel.kolommen):
        return (*reeks.kolommen, None)
    return (None,) if len(reeks.kolommen) == 1 else ()


def _rijen(tabel: Kruistabel, rijen: Sequence[str]) -> Kruistabel:
    cellen = {plaats: aantal for plaats, aantal in tabel.aantallen.items() if plaats[0] in rijen}
    return Kruistabel(tuple(rijen), tabel.kolommen, cellen)
