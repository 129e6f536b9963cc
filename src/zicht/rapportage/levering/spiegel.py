"""Het spiegelrapport: hoe elk veld gevuld is en waarmee, naast het vorige halfjaar."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from zicht.core.levering.indeling import Soort
from zicht.engines.leverspiegel import Veldspiegel
from zicht.rapportage.blokken import (
    Alinea,
    Blok,
    Cel,
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
from zicht.rapportage.getallen import MIN, getal, procent
from zicht.rapportage.levering.gegevens import INTERN, Leverstaat

_TITELS = {"advies": "Adviezen", "melding": "Meldingen", "dienst": "Diensten", "persoon": "Personen"}
_MEEST = 24  # zoveel antwoorden in een tabel; de rest samen
_Oud = Mapping[tuple[str, str], Veldspiegel]


def spiegelrapport(staat: Leverstaat) -> Rapport:
    """Het hele rapport."""
    return Rapport(
        f"Spiegelrapport levering {staat.periode.code}", f"Hoe elk veld gevuld is · {staat.organisatie}", staat.kenmerken,
        f"Spiegelrapport {staat.periode.code} · {INTERN}", staat.gemaakt_op.isoformat(), tuple(_blokken(staat)),
    )  # fmt: skip


def _blokken(staat: Leverstaat) -> Iterator[Blok]:
    oud = {(een.soort, een.gegeven): een for een in staat.eerder}
    yield Kop(2, "In het kort", "kort")
    yield alinea(INTERN)
    yield Lijst(tuple(tekst(zin) for zin in _kort(staat, oud)))
    if staat.ontbreekt:
        yield Kop(3, "Wat de bron niet heeft", "bron")
        yield Lijst(tuple(tekst(f"{veld}: {wat}.") for veld, wat in staat.ontbreekt.items()))
    for nummer, soort in enumerate(dict.fromkeys(een.soort for een in staat.spiegel)):
        velden = [een for een in staat.spiegel if een.soort == soort]
        yield Kop(2, _TITELS[soort], soort, nieuwe_pagina=nummer > 0)
        yield _vulling(soort, velden, oud, staat.eerdere_periode)
        yield from _verdelingen(velden, oud, staat.eerdere_periode)


def _kort(staat: Leverstaat, oud: _Oud) -> Iterator[str]:
    tel = ", ".join(f"{getal(n)} {_TITELS[s].lower()}" for s, n in staat.aantallen.items())
    yield f"In het bestand staan {tel}."
    if not staat.eerder:
        yield "Er is geen levering van het vorige halfjaar om naast te leggen."
    slechtst = sorted(
        (v for v in staat.spiegel if v.alle and v.veld.verplicht), key=lambda v: Fraction(v.bekend, v.alle)
    )[:3]
    laag = [
        f"{v.gegeven.replace('_', ' ')} ({v.soort}) {procent(Fraction(v.bekend, v.alle))}"
        for v in slechtst
        if v.bekend < v.alle
    ]
    if laag:
        yield f"Het minst bekend: {'; '.join(laag)}."
    gezakt = [
        (v, d) for v in staat.spiegel if (d := _verschil(v, oud.get((v.soort, v.gegeven)))) is not None and d <= -5
    ]
    if gezakt:
        namen = [
            f"{v.gegeven.replace('_', ' ')} ({v.soort}) {_punten(d)}" for v, d in sorted(gezakt, key=lambda g: g[1])[:5]
        ]
        yield f"Minder bekend dan in {staat.eerdere_periode}: {'; '.join(namen)}."
    elif staat.eerder:
        yield f"Geen veld is vijf punten of meer minder bekend dan in {staat.eerdere_periode}."


def _verschil(nu: Veldspiegel, oud: Veldspiegel | None) -> Fraction | None:
    """In punten: hoeveel vaker een veld nu bekend is."""
    if oud is None or not oud.alle or not nu.alle:
        return None
    return (Fraction(nu.bekend, nu.alle) - Fraction(oud.bekend, oud.alle)) * 100


def _punten(verschil: Fraction | None) -> str:
    if verschil is None:
        return "–"
    rond = getal(abs(verschil), 1)
    return "0" if rond == "0,0" else f"{'+' if verschil > 0 else MIN}{rond}"


def _vulling(soort: str, velden: list[Veldspiegel], oud: _Oud, eerder: str) -> Tabel:
    kolommen = (
        Kolom("Veld", breedte=2.2),
        Kolom("Nr.", breedte=0.7),
        *getalkolommen(
            "Records", "Leeg", "Onbekend", "Kan niet", "Bekend", f"Sinds {eerder}" if eerder else "Verschil"
        ),
    )
    rijen = tuple(_vulrij(een, oud.get((een.soort, een.gegeven))) for een in velden)
    return Tabel(f"Vulling van de velden: {_TITELS[soort].lower()}", kolommen, rijen,
                 "Bekend: gevuld met een antwoord dat iets zegt. Verschil: in punten.", breed=True)  # fmt: skip


def _vulrij(een: Veldspiegel, oud: Veldspiegel | None) -> tuple[Cel, ...]:
    leeg = een.alle - een.gevuld
    bekend = procent(Fraction(een.bekend, een.alle), 1) if een.alle else "–"
    return rij(
        een.gegeven.replace("_", " "), een.veld.nummer, _tal(een.alle), _tal(leeg), _tal(een.onbekend), _tal(een.fout),
        Cel(bekend, waarde=Fraction(een.bekend, een.alle) if een.alle else None), _punten(_verschil(een, oud)),
    )  # fmt: skip


def _tal(aantal: int) -> Cel:
    return Cel(getal(aantal), waarde=Fraction(aantal))


def _verdelingen(velden: list[Veldspiegel], oud: _Oud, eerder: str) -> Iterator[Blok]:
    for een in velden:
        if een.verdeling and een.alle:
            yield _verdeling(een, oud.get((een.soort, een.gegeven)), eerder)
    if not any(een.alle for een in velden):
        yield Alinea(tekst("Er zijn geen records van deze soort."))


def _verdeling(een: Veldspiegel, oud: Veldspiegel | None, eerder: str) -> Tabel:
    woorden = list(een.verdeling)
    if een.veld.soort in (Soort.DATUM, Soort.GEBOORTEDATUM):
        woorden = sorted(woorden)
    erbij = [
        w
        for w in (oud.verdeling if oud else dict[str, int]())
        if w not in een.verdeling and een.veld.soort is not Soort.DATUM
    ]
    getoond = [*woorden, *erbij][:_MEEST]
    rijen = [_verdeelrij(een, oud, woord) for woord in getoond]
    rest = sum(een.verdeling.values()) - sum(een.verdeling.get(w, 0) for w in getoond)
    if rest:
        rijen.append(rij("overige", _tal(rest), procent(Fraction(rest, een.alle), 1), "–", "–"))
    meer = (
        " Meer antwoorden per record mogen: de aandelen zijn samen meer dan 100 %."
        if een.veld.soort is Soort.CODES
        else ""
    )
    kolommen = (Kolom("Antwoord", breedte=3.0), *getalkolommen("Aantal", "Aandeel", eerder or "Eerder", "Verschil"))
    return Tabel(
        f"{een.gegeven.replace('_', ' ').capitalize()} ({een.soort})",
        kolommen,
        tuple(rijen),
        f"Aandeel van alle records.{meer}",
    )


def _verdeelrij(een: Veldspiegel, oud: Veldspiegel | None, woord: str) -> tuple[Cel, ...]:
    aantal = een.verdeling.get(woord, 0)
    aandeel = Fraction(aantal, een.alle)
    toen = (
        Fraction(oud.verdeling.get(woord, 0), oud.alle)
        if oud and oud.alle and een.veld.soort is not Soort.DATUM
        else None
    )
    verschil = None if toen is None else (aandeel - toen) * 100
    return rij(
        woord.replace("_", " "),
        _tal(aantal),
        Cel(procent(aandeel, 1), waarde=aandeel),
        "–" if toen is None else procent(toen, 1),
        _punten(verschil),
    )
