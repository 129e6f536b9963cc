"""Het kwaliteitsrapport: de levering tegen de regels, de combinaties van velden, en wat bij het CBS verdwijnt."""

from collections.abc import Iterator
from fractions import Fraction

from zicht.catalogus.levering.combinaties import Combinatie
from zicht.core.levering.regels import Leverbevinding, Niveau
from zicht.engines.leverspiegel import Kruis
from zicht.rapportage.blokken import (
    Blok,
    Cel,
    Kader,
    Kolom,
    Kop,
    Lijst,
    Rapport,
    Tabel,
    alinea,
    getalkolommen,
    rij,
    tekst,
)
from zicht.rapportage.getallen import getal
from zicht.rapportage.levering.gegevens import INTERN, Leverstaat

_VOORBEELDEN = 5
_SOORTEN = {"advies": "adviezen", "melding": "meldingen", "dienst": "diensten", "persoon": "personen"}
_WAT = {
    Niveau.BLOKKEERT: "Herstel dit in de registratie en bouw opnieuw; zo gaat de levering niet weg.",
    Niveau.VERKLAREN: "Herstel het, of leg vast waarom het zo is.",
    Niveau.HINT: "Kijk of het klopt; dit houdt niets tegen.",
}


def kwaliteitsrapport(staat: Leverstaat) -> Rapport:
    """Het hele rapport."""
    return Rapport(
        f"Kwaliteitsrapport levering {staat.periode.code}", f"De levering tegen de regels · {staat.organisatie}", staat.kenmerken,
        f"Kwaliteitsrapport {staat.periode.code} · {INTERN}", staat.gemaakt_op.isoformat(), tuple(_blokken(staat)),
    )  # fmt: skip


def _blokken(staat: Leverstaat) -> Iterator[Blok]:
    open_ = staat.keuring.open(staat.verklaringen)
    yield Kop(2, "In het kort", "kort")
    yield Kader(_oordeel(staat), (alinea(INTERN),))
    yield _overzicht(staat)
    if staat.verschil is not None:
        yield from _verdwijnt(staat)
    for niveau in Niveau:
        yield from _niveau(staat, niveau)
    yield Kop(2, "Combinaties van velden", "combinaties", nieuwe_pagina=True)
    for combinatie, telling in staat.combinaties:
        if telling:
            yield _kruistabel(combinatie, telling)
    yield Kop(2, "Alle regels", "regels", nieuwe_pagina=True)
    yield alinea(
        f"{len(staat.regels)} regels van {staat.protocol}. {len(open_)} bevindingen houden de levering nog tegen.",
        klein=True,
    )
    yield _alle_regels(staat)


def _oordeel(staat: Leverstaat) -> str:
    blok = staat.keuring.per_niveau(Niveau.BLOKKEERT)
    open_ = staat.keuring.open(staat.verklaringen)
    if blok:
        een = "bevinding blokkeert" if len(blok) == 1 else "bevindingen blokkeren"
        return f"Deze levering kan nog niet weg: {getal(len(blok))} {een}."
    if open_:
        een = "bevinding vraagt" if len(open_) == 1 else "bevindingen vragen"
        return f"Deze levering kan nog niet weg: {getal(len(open_))} {een} nog een verklaring."
    return "Deze levering kan weg: niets blokkeert, en alles wat een verklaring vroeg heeft er een."


def _overzicht(staat: Leverstaat) -> Tabel:
    rijen = list[tuple[Cel, ...]]()
    for niveau in Niveau:
        gevonden = staat.keuring.per_niveau(niveau)
        regels = {b.regel for b in gevonden}
        alle = sum(staat.keuring.aantallen[code] for code in regels)
        verklaard = sum(bool({b.kenmerk, b.regel} & staat.verklaringen.keys()) for b in gevonden)
        rijen.append(
            rij(niveau.value, _tal(len(regels)), _tal(alle), _tal(verklaard) if niveau is Niveau.VERKLAREN else "–")
        )
    kolommen = (Kolom("Niveau", breedte=2), *getalkolommen("Regels geraakt", "Bevindingen", "Verklaard"))
    return Tabel("Bevindingen per niveau", kolommen, tuple(rijen))


def _tal(aantal: int) -> Cel:
    return Cel(getal(aantal), waarde=Fraction(aantal))


def _verdwijnt(staat: Leverstaat) -> Iterator[Blok]:
    verschil = staat.verschil
    assert verschil is not None
    yield Kop(2, "Wat deze correctie verandert", "correctie")
    yield alinea(
        "Een nieuwe levering vervangt het hele halfjaar. Wat eerder is geleverd en nu ontbreekt, wordt bij het CBS verwijderd."
    )
    rijen = [
        rij(
            _SOORTEN[s],
            _tal(len(verschil.nieuw[s])),
            _tal(len(verschil.gewijzigd[s])),
            _tal(len(verschil.verwijderd[s])),
            _tal(verschil.gelijk[s]),
        )
        for s in verschil.nieuw
        if s in _SOORTEN
    ]
    yield Tabel(
        "Naast de vorige levering van dit halfjaar",
        (Kolom("Soort", breedte=2), *getalkolommen("Nieuw", "Gewijzigd", "Verwijderd", "Gelijk")),
        tuple(rijen),
    )
    weg = [f"{s} {kenmerk}" for s, alle in verschil.verwijderd.items() if s != "persoon" for kenmerk in alle]
    if weg:
        over = f" … en nog {len(weg) - 40}." if len(weg) > 40 else ""
        yield Kader(f"{getal(len(weg))} records verdwijnen bij het CBS", (alinea(", ".join(weg[:40]) + over),))


def _niveau(staat: Leverstaat, niveau: Niveau) -> Iterator[Blok]:
    gevonden = staat.keuring.per_niveau(niveau)
    if not gevonden:
        return
    yield Kop(2, f"Bevindingen: {niveau.value}", f"niveau-{niveau.name.lower()}")
    yield alinea(_WAT[niveau])
    op_regel: dict[str, list[Leverbevinding]] = {}
    for bevinding in gevonden:
        op_regel.setdefault(bevinding.regel, []).append(bevinding)
    titels = {regel.code: regel.titel for regel in staat.regels}
    for code, deel in op_regel.items():
        alle = staat.keuring.aantallen[code]
        yield Kop(3, f"{code} · {titels[code]} · {getal(alle)} keer", code.lower())
        yield Lijst(tuple(tekst(_zin(staat, b)) for b in deel[:_VOORBEELDEN]))
        if alle > _VOORBEELDEN:
            yield alinea(
                f"En nog {getal(alle - _VOORBEELDEN)}; alle staan in het overzicht van bevindingen.", klein=True
            )


def _zin(staat: Leverstaat, b: Leverbevinding) -> str:
    waar = f"{b.soort} {b.sleutel}: " if b.sleutel else ""
    verklaring = staat.verklaringen.get(b.kenmerk) or staat.verklaringen.get(b.regel)
    return f"{waar}{b.boodschap}{f' Verklaring: {verklaring}' if verklaring else ''}"


def _kruistabel(combinatie: Combinatie, telling: Kruis) -> Tabel:
    kolommen = sorted({k for _, k in telling})
    namen = sorted({r for r, _ in telling})
    rijen = [
        rij(
            _woord(naam),
            *(_tal(telling.get((naam, kolom), 0)) for kolom in kolommen),
            _tal(sum(n for (r, _), n in telling.items() if r == naam)),
        )
        for naam in namen
    ]
    kop = (Kolom("Antwoord", breedte=2.4), *getalkolommen(*(_woord(k) for k in kolommen), "Samen"))
    return Tabel(combinatie.titel, kop, tuple(rijen), combinatie.lees, breed=True)


def _woord(code: str) -> str:
    return code[3:] if code[1:3] == ". " else code.replace("_", " ")


def _alle_regels(staat: Leverstaat) -> Tabel:
    rijen = [
        rij(regel.code, regel.titel, regel.niveau.value, _tal(staat.keuring.aantallen.get(regel.code, 0)))
        for regel in staat.regels
    ]
    kolommen = (
        Kolom("Regel", breedte=1.3),
        Kolom("Wat de regel vraagt", breedte=5.0),
        Kolom("Niveau", breedte=1.6),
        *getalkolommen("Keer", breedte=0.8),
    )
    return Tabel("Elke regel en hoe vaak zij geraakt is", kolommen, tuple(rijen), breed=True)
