"""De vergelijking als rapport: per indicator een trechter en een tabel op naam. Zonder rangorde, norm of oordeel."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.periodes import lees_periode
from zicht.rapportage.blokken import (
    Blok,
    Cel,
    Grafiek,
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
from zicht.rapportage.bouwstenen import korte_reden
from zicht.rapportage.getallen import getal, procent
from zicht.rapportage.regios.bestand import Regiobestand, Regiocijfer, aandeel
from zicht.rapportage.regios.tekening import teken, woord
from zicht.rapportage.regios.trechter import LOOS_ALARM_IN_WOORDEN, MINSTENS, Punt, Trechter, trechter
from zicht.rapportage.vragen import INSTROOM, UITGEVOERD

PER = 1_000
_NAAR_INWONERS = (*INSTROOM, *UITGEVOERD)
KEUZES = (
    "Elke regio leverde alleen cijfers die zij ook zelf mag publiceren: afgerond, en kleine aantallen verborgen. Er is geen rij van een andere regio aan te pas gekomen.",
    "De regio's staan op naam. Er is geen rangorde, geen norm en geen kleur voor goed of slecht: regio's verschillen in bevolking, afspraken en registratie.",
    "Het gemiddelde is van alle regio's samen, gewogen naar hun aantal gevallen, en gerekend met de gepubliceerde aantallen.",
    "De grenzen liggen op drie standaardfouten en worden breder als regio's onderling meer verschillen dan toeval alleen. Een regio met weinig gevallen heeft ruime grenzen.",
    f"{LOOS_ALARM_IN_WOORDEN} Een regio buiten de grenzen is een vraag om samen naar te kijken, geen antwoord.",
    f"Met minder dan {MINSTENS} regio's met een cijfer staan er geen grenzen.",
)  # fmt: skip


def rapport(bestanden: Sequence[Regiobestand]) -> Rapport:
    """Het hele rapport."""
    periode = lees_periode(bestanden[0].periode)
    return Rapport(
        titel="Regio's naast elkaar", ondertitel=str(periode),
        kenmerken=(("Regio's", str(len(bestanden))), ("Periode", periode.code), ("Definitieversie", bestanden[0].definitieversie[:12])),
        merk=f"Regio's naast elkaar, {periode.code}", datum=max(bestand.peildatum for bestand in bestanden),
        blokken=tuple(_blokken(bestanden)),
    )  # fmt: skip


def _blokken(bestanden: Sequence[Regiobestand]) -> Iterator[Blok]:
    yield Kop(2, "Hoe u dit leest", "lezen")
    yield Lijst(tuple(tekst(keuze) for keuze in KEUZES))
    for code, indicator in INDICATOREN.items():
        cijfers = [(bestand, cijfer) for bestand in bestanden if (cijfer := bestand.van(code))]
        if any(cijfer.waarde is not None for _, cijfer in cijfers):
            yield Kop(2, indicator.titel, code)
            yield from _indicator(code, indicator.titel, cijfers)


def punten(code: str, cijfers: Sequence[tuple[Regiobestand, Regiocijfer]]) -> tuple[list[Punt], bool]:
    """De punten van een trechter, en of het aandelen zijn; anders zijn het aantallen per duizend inwoners."""
    aandelen = any(cijfer.soort == "aandeel" for _, cijfer in cijfers)
    if aandelen:
        gevuld = [(b, c, deel) for b, c in cijfers if (deel := aandeel(c)) is not None]
        return [Punt(b.regio, float(deel * (c.noemer or 0)), c.noemer or 0) for b, c, deel in gevuld], True
    if code not in _NAAR_INWONERS:
        return [], False
    return [Punt(b.regio, c.waarde, b.inwoners / PER) for b, c in cijfers if c.waarde is not None and b.inwoners], False


def _indicator(code: str, titel: str, cijfers: Sequence[tuple[Regiobestand, Regiocijfer]]) -> Iterator[Blok]:
    plekken, is_aandeel = punten(code, cijfers)
    beeld = trechter(plekken, is_aandeel=is_aandeel)
    if beeld is not None:
        onder = "aantal gevallen" if is_aandeel else "inwoners, in duizenden"
        zin = _zin(beeld)
        yield alinea(zin)
        yield Grafiek(
            f"trechter-{code}",
            titel,
            teken(beeld, onder),
            f"Trechter van {titel.lower()} per regio. {zin} De getallen staan in de tabel.",
        )
    yield _tabel(titel, cijfers, beeld, per_inwoner=bool(plekken) and not is_aandeel)


def _zin(beeld: Trechter) -> str:
    buiten = {kant: [p.naam for p in beeld.punten if beeld.buiten(p) == kant] for kant in ("boven", "onder")}
    wat = "" if beeld.is_aandeel else f" per {getal(PER)} inwoners"
    gemiddeld = f"Alle regio's samen: {woord(beeld, beeld.midden)}{wat}."
    delen = [f"{kant} de grenzen: {', '.join(namen)}." for kant, namen in buiten.items() if namen]
    return " ".join(
        [gemiddeld, *(deel[:1].upper() + deel[1:] for deel in delen or ("geen regio ligt buiten de grenzen.",))]
    )


def _tabel(
    titel: str, cijfers: Sequence[tuple[Regiobestand, Regiocijfer]], beeld: Trechter | None, *, per_inwoner: bool
) -> Tabel:
    extra = getalkolommen(f"Per {getal(PER)} inwoners") if per_inwoner else ()
    grens = (Kolom("Ten opzichte van de grenzen"),) if beeld else ()
    rijen = tuple(
        rij(
            bestand.regio,
            _cel(cijfer),
            *([_per_inwoner(bestand, cijfer)] if per_inwoner else []),
            *([_ligging(beeld, bestand)] if beeld else []),
        )
        for bestand, cijfer in cijfers
    )
    return Tabel(f"{titel}, per regio", (Kolom("Regio", breedte=1.4), *getalkolommen("Cijfer"), *extra, *grens), rijen)


def _cel(cijfer: Regiocijfer) -> Cel:
    if cijfer.waarde is None:
        return Cel(korte_reden(cijfer.reden) or "niet bekend", grijs=True)
    match cijfer.soort:
        case "aandeel":
            return Cel(
                f"{procent(Fraction(str(cijfer.waarde)))} ({getal(cijfer.teller or 0)} van {getal(cijfer.noemer or 0)})"
            )
        case "cijfer":
            return Cel(getal(cijfer.waarde, 1))
        case "dagen":
            return Cel(f"{getal(cijfer.waarde)} dagen")
        case _:
            return Cel(getal(cijfer.waarde))


def _per_inwoner(bestand: Regiobestand, cijfer: Regiocijfer) -> Cel:
    if cijfer.waarde is None or not bestand.inwoners:
        return Cel("niet bekend", grijs=True)
    return Cel(getal(cijfer.waarde * PER / bestand.inwoners, 1))


def _ligging(beeld: Trechter, bestand: Regiobestand) -> Cel:
    punt = next((p for p in beeld.punten if p.naam == bestand.regio), None)
    if punt is None:
        return Cel("geen cijfer", grijs=True)
    kant = beeld.buiten(punt)
    return Cel(f"{kant} de grenzen", vet=True) if kant else Cel("erbinnen")
