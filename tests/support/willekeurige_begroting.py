"""Random budgets that could have been written by someone: any text, any number that can be, with or without each part."""

from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hypothesis import strategies as st

from zicht.catalogus.begrotingen import kernprestaties
from zicht.core.begroting.begroting import (
    Begroting,
    Controle,
    Dienst,
    Formatieblok,
    Getal,
    Groep,
    Index,
    Maat,
    Post,
    Soort,
    Stroom,
)
from zicht.core.begroting.lezen import LOSSE_KOPPEN, VASTE_KOPPEN
from zicht.core.bronnen import Bron
from zicht.core.parameters import EENHEDEN

TEKENS = st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
teksten = st.one_of(st.sampled_from(['met "aanhaling"', "terug\\streep", "= 1+1", "'s avonds", "6.81", "2"]), st.text(TEKENS, min_size=1, max_size=12)).map(str.strip).filter(bool)  # fmt: skip
codes = st.sampled_from([f"{letter}{rest}" for letter in "abcdefgh" for rest in ("", "_een", "2", "lang_woord")])
bronnen = st.builds(Bron, st.sampled_from(["nog-meerjarenbegroting-2025", "een-eigen-stuk"]), teksten)


@st.composite
def getallen(draw: st.DrawFn, eenheid: str) -> Getal:
    """A number with as many decimals as people write, inside what its unit allows."""
    laag, hoog = EENHEDEN.get(eenheid, (Decimal(0), Decimal(1_000_000)))
    waarde = draw(
        st.decimals(max(laag, Decimal(-10_000_000)), min(hoog, Decimal(10_000_000)), places=draw(st.integers(0, 4)))
    )
    return Getal(waarde, eenheid, draw(bronnen), draw(st.one_of(st.just(""), teksten)))


@st.composite
def begrotingen(draw: st.DrawFn) -> Begroting:
    """A budget that the reader accepts."""
    alle: dict[str, Getal] = {}

    def vul(pad: str, velden: dict[str, str]) -> None:
        for veld, eenheid in velden.items():
            if draw(st.booleans()):
                alle[f"{pad}.{veld}"] = draw(getallen(eenheid))

    def lijst(hoogstens: int = 3) -> list[str]:
        return draw(st.lists(codes, max_size=hoogstens, unique=True))

    for kop, velden in VASTE_KOPPEN.items():
        vul(kop, dict(velden))
    vul("formatie", {"productieve_uren": "uren"})
    stromen = _stromen(draw, alle)
    diensten = tuple(
        _dienst(draw, code, vul, stromen)
        for code in draw(st.lists(st.sampled_from(sorted(kernprestaties())), max_size=4, unique=True))
    )
    formatie = tuple(Formatieblok(code, draw(teksten), draw(st.booleans()), draw(st.booleans())) for code in lijst())
    for blok in formatie:
        vul(f"formatie.{blok.code}", {"fte": "fte"})
    posten = tuple(Post(code, draw(teksten), draw(st.sampled_from(Groep)), draw(st.sampled_from([None, True, False])), draw(st.booleans()),
                        draw(st.one_of(st.just(""), teksten))) for code in lijst())  # fmt: skip
    for post in posten:
        vul(f"post.{post.code}", dict(LOSSE_KOPPEN["post"]))
    indexen = tuple(
        Index(code, draw(teksten), tuple(draw(st.lists(st.sampled_from(Groep), min_size=1, unique=True))))
        for code in lijst(2)
    )
    for index in indexen:
        alle[f"index.{index.code}.procent"] = draw(getallen("procent"))
    gemeenten = draw(st.dictionaries(st.integers(1, 9999).map("GM{:04d}".format), teksten, max_size=3))
    maten = tuple(_maten(draw, gemeenten, alle))
    jaren = {2026: {}, 2028: {pad: draw(getallen(getal.eenheid)) for pad, getal in alle.items()
                              if not pad.startswith("formatie") and draw(st.integers(0, 4)) == 0}}  # fmt: skip
    vast = MappingProxyType(alle)
    return Begroting(
        regio=draw(teksten), organisatie=draw(teksten), jaar=2025, soort=draw(st.sampled_from(Soort)), titel=draw(teksten),
        bestand="proef", bron=Bron("nog-meerjarenbegroting-2025", ""), basis=vast, getallen=vast, stromen=stromen, diensten=diensten,
        formatie=formatie, posten=posten, indexen=indexen, maten=maten, gemeenten=MappingProxyType(gemeenten),
        controles=tuple(_controle(draw, nummer) for nummer in range(1, draw(st.integers(1, 4)))),
        jaren=MappingProxyType({jaar: MappingProxyType(getal) for jaar, getal in jaren.items()}) if draw(st.booleans()) else MappingProxyType({}),
        wijzigt=draw(st.one_of(st.just(""), teksten)), vastgesteld_op=draw(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))),
        keuzes=tuple(draw(st.lists(teksten, max_size=2))),
    )  # fmt: skip


def _stromen(draw: st.DrawFn, alle: dict[str, Getal]) -> tuple[Stroom, ...]:
    """A beginning, a share of it, and what is left."""
    begin, deel, rest = draw(st.lists(codes, min_size=3, max_size=3, unique=True))
    alle[f"stroom.{begin}.aantal"] = draw(getallen("aantal"))
    alle[f"stroom.{deel}.aandeel"] = draw(getallen("procent"))
    return (
        Stroom(begin, draw(teksten)),
        Stroom(deel, draw(teksten), begin),
        Stroom(rest, draw(teksten), begin, vult_aan=True),
    )


def _dienst(draw: st.DrawFn, code: str, vul: object, stromen: tuple[Stroom, ...]) -> Dienst:
    stroom = draw(st.sampled_from([None, *(stroom.code for stroom in stromen)]))
    leeg = st.one_of(st.just(""), teksten)
    vul(f"dienst.{code}", {"normtijd_uren": "uren"} | ({} if stroom else {"aantal": "aantal"}))  # type: ignore[operator]
    return Dienst(code, draw(teksten), draw(leeg), draw(leeg), stroom, draw(st.sampled_from([None, stromen[0].code])),
                  draw(st.one_of(st.none(), teksten)), draw(leeg))  # fmt: skip


def _maten(draw: st.DrawFn, gemeenten: dict[str, str], alle: dict[str, Getal]) -> list[Maat]:
    """One measure, or two that share the weight."""
    namen = draw(st.lists(codes, min_size=1, max_size=2, unique=True)) if gemeenten and draw(st.booleans()) else []
    eerste = draw(st.integers(0, 100))
    for code, gewicht in zip(namen, (100,) if len(namen) == 1 else (eerste, 100 - eerste), strict=False):
        alle[f"verdeelsleutel.{code}.gewicht"] = Getal(
            Decimal(gewicht), "procent", draw(bronnen), draw(st.one_of(st.just(""), teksten))
        )
    return [
        Maat(
            code,
            draw(teksten),
            MappingProxyType({g: draw(getallen("aantal")).waarde for g in gemeenten}),
            draw(bronnen),
        )
        for code in namen
    ]


def _controle(draw: st.DrawFn, nummer: int) -> Controle:
    eenheid = draw(st.sampled_from(["euro", "procent", "aantal", "uren", "fte"]))
    rechts = draw(st.one_of(teksten, getallen(eenheid)))
    return Controle(
        f"controle-{nummer}",
        draw(teksten),
        draw(teksten),
        rechts,
        abs(draw(getallen("euro")).waarde),
        draw(st.one_of(st.just(""), teksten)),
    )
