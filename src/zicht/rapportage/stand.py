"""De stand: alles wat een rapport mag tonen, en niets meer. Wie blokken bouwt, ziet alleen dit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from zicht.cijfers import Cijfers, Gemeente
from zicht.cijfers.bedrijfsvoering import Bedrijfsvoering
from zicht.cijfers.kanttekeningen import Kanttekening
from zicht.cijfers.maandreeksen import aantalreeksen
from zicht.core.bronnen import Bron
from zicht.core.indicatoren import Telling
from zicht.core.periodes import Periode
from zicht.core.publicatie import Beleid
from zicht.core.uitleg import Definitie, definitie
from zicht.rapportage.begroting.periode import Begroting
from zicht.rapportage.cijferlijst import Cijfer, Cijferlijst, Soort
from zicht.rapportage.publiek import Drukker, geteld, oordelen
from zicht.rapportage.reeksen import Reeks, reeksen
from zicht.rapportage.vooruitblik import AANTALLEN, Vooruitblik, aantalcijfers, lastencijfers, vooruitblik
from zicht.rapportage.vragen import Vragen

if TYPE_CHECKING:
    from zicht.rapportage.vooruitzicht import Vooruitzicht

VERBORGEN_VERZUIM = "alleen voor het geheel"


@dataclass(frozen=True)
class Onderwerp:
    """Een uitsplitsing zoals ze in een tabel staat: titels en codes, zonder aantallen."""

    code: str
    titel: str
    noemer_titel: str
    meervoudig: bool
    groepen: tuple[tuple[str, str], ...]
    keuzes: tuple[str, ...]


@dataclass(frozen=True)
class Kenmerk:
    """Een indicator zoals ze in een tabel staat."""

    code: str
    titel: str
    nummer: str | None
    heeft_norm: bool
    bron: Bron


@dataclass(frozen=True)
class Stand:
    """Wat er gedrukt mag worden over een periode."""

    regio: str
    periode: Periode
    peildatum: date
    voorlopig: bool
    feiten_tot: date
    vingerafdruk: str
    definitieversie: str
    indicatorset: str | None
    toch: bool
    bevindingen: int
    beleid: Beleid | None
    gemeenten: tuple[Gemeente, ...]
    lijst: Cijferlijst
    reeksen: Mapping[str, Reeks]
    indicatoren: Mapping[str, Kenmerk]
    onderwerpen: tuple[Onderwerp, ...]
    posten: tuple[tuple[str, str], ...] | None
    vooruitblik: Vooruitblik | None
    functies: tuple[tuple[str, str], ...] | None
    definities: tuple[Definitie, ...]
    bronnen: tuple[Bron, ...]
    begroting: str | None = None  # de titel van de begroting van dit jaar
    kanttekeningen: tuple[Kanttekening, ...] = ()  # wat een lezer bij de trend moet weten
    vooruitzicht: "Vooruitzicht | None" = None  # alleen als er een simulatie bij is

    @property
    def intern(self) -> bool:
        """Of dit de exacte versie is, die de organisatie niet verlaat."""
        return self.beleid is None

    def met_norm(self) -> tuple[Kenmerk, ...]:
        """De indicatoren met een norm, op nummer."""
        return tuple(k for k in self.genummerd() if k.heeft_norm)

    def genummerd(self) -> tuple[Kenmerk, ...]:
        """De prestatie-indicatoren van de set, op nummer."""
        return tuple(sorted((k for k in self.indicatoren.values() if k.nummer), key=lambda k: k.nummer or ""))


def maak_stand(cijfers: Cijfers, vragen: Vragen, begroting: Begroting, drukker: Drukker) -> Stand:
    """De stand van een periode; hierna bestaan er geen exacte aantallen meer."""
    kenmerken = {
        u.code: Kenmerk(u.code, u.titel, u.nummer, u.norm is not None, _indicatorbron(u.code))
        for u in vragen.afgerond.regio.uitslagen
    }
    verwacht = aantalcijfers(aantalreeksen(cijfers, AANTALLEN, vragen.peildatum), begroting)
    return Stand(
        regio=vragen.regio,
        periode=vragen.periode,
        peildatum=vragen.peildatum,
        voorlopig=vragen.voorlopig,
        feiten_tot=vragen.feiten_tot,
        vingerafdruk=vragen.vingerafdruk,
        definitieversie=vragen.definitieversie,
        indicatorset=vragen.indicatorset,
        toch=vragen.toch,
        bevindingen=len(vragen.bevindingen),
        beleid=drukker.beleid,
        gemeenten=vragen.gemeenten,
        lijst=Cijferlijst({cijfer.sleutel: cijfer for cijfer in (*_alle(vragen, begroting, drukker), *verwacht)}),
        reeksen={reeks.code: reeks for reeks in reeksen(vragen, drukker)},
        indicatoren=kenmerken,
        onderwerpen=_onderwerpen(vragen),
        posten=_posten(vragen.bedrijfsvoering, begroting),
        vooruitblik=vooruitblik(vragen.bedrijfsvoering, begroting),
        functies=_functies(vragen.bedrijfsvoering, begroting),
        definities=_definities(cijfers, tuple(kenmerken)),
        bronnen=begroting.bronnen(),
        begroting=begroting.titel,
    )


def _alle(vragen: Vragen, begroting: Begroting, drukker: Drukker) -> Iterator[Cijfer]:
    yield from geteld(vragen, drukker)
    yield from oordelen(vragen.afgerond.regio)
    yield from _normentelling(vragen)
    for u in vragen.afgerond.regio.uitslagen:
        volume = begroting.volume(u.code)
        if volume is not None:
            yield Cijfer(f"{u.code}|begroting", Soort.AANTAL, volume)
    yield from _bedrijfsvoering(vragen, begroting, intern=drukker.beleid is None)


def _normentelling(vragen: Vragen) -> Iterator[Cijfer]:
    """Hoeveel normen er zijn en hoeveel er gehaald zijn: dat telt normen en geen mensen, en is dus exact."""
    oordelen_ = [u.oordeel for u in vragen.afgerond.regio.uitslagen if u.norm is not None]
    for sleutel, aantal in (
        ("normen", len(oordelen_)),
        ("normen-gehaald", oordelen_.count("gehaald")),
        ("normen-niet-gehaald", oordelen_.count("niet_gehaald")),
        ("normen-niet-te-bepalen", oordelen_.count(None)),
        ("gemeenten", len(vragen.gemeenten)),
    ):
        yield Cijfer(sleutel, Soort.AANTAL, Fraction(aantal))


def _bedrijfsvoering(vragen: Vragen, begroting: Begroting, *, intern: bool) -> Iterator[Cijfer]:
    """Lasten, fte en verzuim: geen aantallen mensen, maar verzuim per functie zou er een kunnen aanwijzen."""
    yield from lastencijfers(vragen.bedrijfsvoering, begroting)
    for regel in vragen.bedrijfsvoering.inzet or ():
        for naam, fte in (("formatie", regel.formatie_fte), ("intern", regel.intern_fte), ("extern", regel.extern_fte)):
            yield Cijfer(f"fte-{regel.functie}/{naam}", Soort.FTE, None if fte is None else Fraction(fte))
        yield _verzuim(
            f"verzuim-{regel.functie}", regel.verzuim_pct if intern else None, "" if intern else VERBORGEN_VERZUIM
        )
    for naam in ("formatie", "intern", "extern"):
        delen = [getattr(regel, f"{naam}_fte") for regel in vragen.bedrijfsvoering.inzet or ()]
        bekend = [Fraction(deel) for deel in delen if deel is not None]
        yield Cijfer(f"fte-totaal/{naam}", Soort.FTE, sum(bekend, Fraction()) if bekend else None)
    yield _verzuim("verzuim", vragen.bedrijfsvoering.verzuim_pct)
    if vragen.vorige_bedrijfsvoering:
        yield _verzuim("verzuim|vorig jaar", vragen.vorige_bedrijfsvoering.verzuim_pct)
    streef = begroting.streef_verzuim()
    if streef is not None:
        yield Cijfer("verzuim|begroting", Soort.PROCENT, streef / 100)


def _verzuim(sleutel: str, procenten: object, reden: str = "") -> Cijfer:
    waarde = None if procenten is None else Fraction(str(procenten)) / 100
    return Cijfer(sleutel, Soort.PROCENT, waarde, reden)


def _posten(bedrijfsvoering: Bedrijfsvoering, begroting: Begroting) -> tuple[tuple[str, str], ...] | None:
    if bedrijfsvoering.posten is None:
        return None
    codes = dict.fromkeys([*(regel.post for regel in bedrijfsvoering.posten), *begroting.posten()])
    return tuple((code, begroting.titel_post(code) or _leesbaar(code)) for code in codes)


def _functies(bedrijfsvoering: Bedrijfsvoering, begroting: Begroting) -> tuple[tuple[str, str], ...] | None:
    if bedrijfsvoering.inzet is None:
        return None
    return tuple(
        (regel.functie, begroting.titel_functie(regel.functie) or _leesbaar(regel.functie))
        for regel in bedrijfsvoering.inzet
    )


def _leesbaar(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _onderwerpen(vragen: Vragen) -> tuple[Onderwerp, ...]:
    return tuple(
        Onderwerp(
            u.uitsplitsing.code, u.uitsplitsing.titel, u.uitsplitsing.noemer_titel, u.uitsplitsing.meervoudig,
            tuple((groep.code, groep.titel) for groep in u.uitsplitsing.groepen), u.uitsplitsing.keuzes,
        )
        for u in vragen.duiding
    )  # fmt: skip


def _indicatorbron(code: str) -> Bron:
    from zicht.catalogus.indicatoren import INDICATOREN

    return INDICATOREN[code].bron


def _definities(cijfers: Cijfers, codes: tuple[str, ...]) -> tuple[Definitie, ...]:
    """De definities zoals `zicht uitleg` ze geeft, met dezelfde weergave."""
    from zicht.catalogus.indicatoren import INDICATOREN

    return tuple(
        definitie(INDICATOREN[code], cijfers.regel(INDICATOREN[code], Telling.AFGEROND), cijfers.duurteksten)
        for code in codes
    )
