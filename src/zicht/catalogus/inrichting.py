"""De controles op de inrichting, en wat de catalogus zelf al over de inrichting zegt."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from zicht.catalogus import load
from zicht.catalogus.diensten import diensten
from zicht.catalogus.indicatoren import INDICATOREN
from zicht.catalogus.regels import LEESREGELS, REGELS, SAMENHANG
from zicht.core.bronnen import Bron
from zicht.core.inrichting import (
    Definitie,
    Dienstinrichting,
    Gebrek,
    Gebruikerinrichting,
    Ingericht,
    Inrichting,
    Inrichtingscontrole,
    Koppelinginrichting,
    Rolinrichting,
    Teaminrichting,
)
from zicht.core.parameters import Parameter

NAKIJKEN_NA = timedelta(days=730)  # twee jaar
SLEUTEL_VOORAF = timedelta(days=30)
_GEEN_TERMIJN = "de bronnen noemen geen termijn"
# Diensten die bewust geen klok hebben. Een nieuwe dienst komt hier alleen bij met een reden.
ZONDER_KLOK = {
    "advies": _GEEN_TERMIJN,
    "ondersteuning_professional": _GEEN_TERMIJN,
    "overdracht_na_beoordeling": "telt mee in de klok van de beoordeling en in de overdracht zelf",
    "overdracht_na_dienst": "telt mee in de klok van de dienst ervoor",
    "monitoren": "elk monitormoment heeft zijn eigen afgesproken dag",
    "zicht_op_veiligheid": "duurt zolang een zaak wacht; elke veiligheidscontrole heeft haar eigen dag",
    "huisverbod_beoordeling": "de wet geeft termijnen voor het verbod zelf, niet voor de beoordeling",
    "meldpunt_jeugdprostitutie": _GEEN_TERMIJN,
    "mda": _GEEN_TERMIJN,
}
_KEUZE = Bron("zicht-keuze", "controles op de inrichting")
_BIO = Bron("zicht-keuze", "controles op de inrichting: rechten, zie docs/doen/gebruikers-en-rechten.md")
_DAG = date(2026, 3, 2)
_T = TypeVar("_T")


def _elk(
    kies: Callable[[Inrichting], Iterable[_T]],
    fout: Callable[[_T, Inrichting], bool],
    waar: Callable[[_T], str],
    zin: str,
) -> Callable[[Inrichting], Iterator[Gebrek]]:
    """Een controle die elk onderdeel los bekijkt."""

    def zoek(inrichting: Inrichting) -> Iterator[Gebrek]:
        for een in kies(inrichting):
            if fout(een, inrichting):
                yield Gebrek(waar(een), zin.format(waar(een)))

    return zoek


def _verlopen(een: Ingericht, inrichting: Inrichting) -> bool:
    return een.nagekeken_op is None or een.nagekeken_op + NAKIJKEN_NA < inrichting.vandaag


def _sleutel_bijna_om(een: Koppelinginrichting, inrichting: Inrichting) -> bool:
    return een.sleutel_tot is None or een.sleutel_tot < inrichting.vandaag + SLEUTEL_VOORAF


def _gemeenten(inrichting: Inrichting) -> Iterator[Gebrek]:
    for code in inrichting.gemeenten or ():
        if code not in inrichting.gemeenten_van_teams:
            yield Gebrek(code, f"Geen team heeft gemeente {code}. Zaken daarvandaan komen dan bij niemand vanzelf.")


def _aannemen(inrichting: Inrichting) -> Iterator[Gebrek]:
    if inrichting.teams and not any(team.neemt_aan for team in inrichting.teams):
        yield Gebrek("teams", "Geen team neemt meldingen aan. Wijs er een aan.")


def _feestdagen(inrichting: Inrichting) -> Iterator[Gebrek]:
    if inrichting.feestdagen_tot < inrichting.vandaag.year + 1:
        yield Gebrek(
            "feestdagen", f"De vrije dagen zijn bekend tot en met {inrichting.feestdagen_tot}; termijnen lopen verder."
        )


def _met(**delen: object) -> Inrichting:
    return Inrichting(vandaag=_DAG, feestdagen_tot=2100, **delen)  # pyright: ignore[reportArgumentType]


CONTROLES: tuple[Inrichtingscontrole, ...] = (
    Inrichtingscontrole(
        "IN-01", "Elke norm en elke termijn heeft een bron", _KEUZE,
        _elk(lambda i: i.parameters, lambda p, _: not p.bron, lambda p: p.naam, "{} heeft geen bron met vindplaats."),
        goed=(_met(parameters=(Ingericht("termijnen.x", nagekeken_op=_DAG),)),),
        fout=(_met(parameters=(Ingericht("termijnen.x", bron=False, nagekeken_op=_DAG),)),),
    ),
    Inrichtingscontrole(
        "IN-02", "Elke waarde is in de laatste twee jaar nagekeken", _KEUZE,
        _elk(lambda i: i.parameters, _verlopen, lambda p: p.naam, "{} is langer dan twee jaar geleden nagekeken, of nooit."),
        goed=(_met(parameters=(Ingericht("termijnen.x", nagekeken_op=date(2024, 3, 2)),)),),
        fout=(_met(parameters=(Ingericht("termijnen.x", nagekeken_op=date(2024, 3, 1)),)), _met(parameters=(Ingericht("termijnen.x"),))),
    ),
    Inrichtingscontrole(
        "IN-03", "Elke norm heeft vandaag een waarde", _KEUZE,
        _elk(lambda i: (p for p in i.parameters if p.is_norm), lambda p, _: not p.waarde_nu, lambda p: p.naam, "{} heeft vandaag geen waarde: de norm is beëindigd of begint later."),
        goed=(_met(parameters=(Ingericht("prestatienormen.x", nagekeken_op=_DAG, is_norm=True),)), _met(parameters=(Ingericht("termijnen.x", waarde_nu=False),))),
        fout=(_met(parameters=(Ingericht("prestatienormen.x", nagekeken_op=_DAG, is_norm=True, waarde_nu=False),)),),
    ),
    Inrichtingscontrole(
        "IN-04", "Elke indicator heeft een bron", _KEUZE,
        _elk(lambda i: i.indicatoren, lambda d, _: not d.bron, lambda d: d.code, "Indicator {} heeft geen bron die bestaat."),
        goed=(_met(indicatoren=(Definitie("x"),)),), fout=(_met(indicatoren=(Definitie("x", bron=False),)),), blokkeert=True,
    ),
    Inrichtingscontrole(
        "IN-05", "Elke indicator heeft een toets", _KEUZE,
        _elk(lambda i: i.indicatoren, lambda d, _: d.getoetst is False, lambda d: d.code, "Van indicator {} is er geen uitgeschreven toets."),
        goed=(_met(indicatoren=(Definitie("x"), Definitie("y", getoetst=None))),), fout=(_met(indicatoren=(Definitie("x", getoetst=False),)),),
    ),
    Inrichtingscontrole(
        "IN-06", "Elke norm hoort bij een indicator die bestaat", _KEUZE,
        _elk(lambda i: i.indicatoren, lambda d, _: d.heeft_norm and not d.norm_bestaat, lambda d: d.code, "Bij {} staat een norm, maar die indicator bestaat niet."),
        goed=(_met(indicatoren=(Definitie("x", heeft_norm=True),)),), fout=(_met(indicatoren=(Definitie("x", heeft_norm=True, norm_bestaat=False),)),),
    ),
    Inrichtingscontrole(
        "IN-07", "Elke dienst heeft een klok, of zegt dat er geen is", _KEUZE,
        _elk(lambda i: i.diensten, lambda d, _: not d.klok and not d.zonder_klok, lambda d: d.code, "Dienst {} heeft geen klok en zegt niet waarom."),
        goed=(_met(diensten=(Dienstinrichting("x"), Dienstinrichting("y", klok=False, zonder_klok=True))),), fout=(_met(diensten=(Dienstinrichting("x", klok=False),)),),
    ),
    Inrichtingscontrole(
        "IN-08", "Elke klok waarschuwt vooraf", _KEUZE,
        _elk(lambda i: i.diensten, lambda d, _: d.klok and not d.signaal, lambda d: d.code, "De klok van dienst {} waarschuwt niet vooraf: zet een signaal in signalering.toml."),
        goed=(_met(diensten=(Dienstinrichting("x"),)),), fout=(_met(diensten=(Dienstinrichting("x", signaal=False),)),),
    ),
    Inrichtingscontrole(
        "IN-09", "Elke rol heeft iemand", _BIO,
        _elk(lambda i: i.rollen, lambda r, _: r.nodig and not r.gebruikers, lambda r: r.titel, "Niemand heeft de rol {}. Wat alleen die rol mag, blijft liggen."),
        goed=(_met(rollen=(Rolinrichting("teamleider", 1), Rolinrichting("gemeente", 0, nodig=False))),), fout=(_met(rollen=(Rolinrichting("teamleider", 0),)),),
    ),
    Inrichtingscontrole(
        "IN-10", "Elk team heeft een verantwoordelijke", _BIO,
        _elk(lambda i: i.teams, lambda t, _: not t.verantwoordelijke, lambda t: t.naam, "Team {} heeft geen verantwoordelijke: nieuw werk is dan van niemand."),
        goed=(_met(teams=(Teaminrichting("Noord", neemt_aan=True),)),), fout=(_met(teams=(Teaminrichting("Noord", verantwoordelijke=False, neemt_aan=True),)),),
    ),
    Inrichtingscontrole(
        "IN-11", "Een team neemt meldingen aan", _BIO, _aannemen,
        goed=(_met(teams=(Teaminrichting("Toegang", neemt_aan=True),)), _met()), fout=(_met(teams=(Teaminrichting("Noord"),)),), blokkeert=True,
    ),
    Inrichtingscontrole(
        "IN-12", "Elke gemeente hoort bij een team", _KEUZE, _gemeenten,
        goed=(_met(gemeenten=("GM0361",), gemeenten_van_teams=frozenset({"GM0361"})), _met()), fout=(_met(gemeenten=("GM0361",)),),
    ),
    Inrichtingscontrole(
        "IN-13", "Wie kan aanmelden heeft een rol", _BIO,
        _elk(lambda i: i.gebruikers, lambda g, _: not g.rollen, lambda g: g.naam, "{} kan aanmelden maar heeft geen rol."),
        goed=(_met(gebruikers=(Gebruikerinrichting("an"),)),), fout=(_met(gebruikers=(Gebruikerinrichting("an", rollen=0),)),),
    ),
    Inrichtingscontrole(
        "IN-14", "Elk team heeft leden", _BIO,
        _elk(lambda i: i.teams, lambda t, _: not t.leden, lambda t: t.naam, "Team {} heeft geen leden."),
        goed=(_met(teams=(Teaminrichting("Noord", neemt_aan=True),)),), fout=(_met(teams=(Teaminrichting("Noord", leden=0, neemt_aan=True),)),),
    ),
    Inrichtingscontrole(
        "IN-15", "Elke kwaliteitsregel heeft een bron", _KEUZE,
        _elk(lambda i: i.regels, lambda d, _: not d.bron, lambda d: d.code, "Regel {} heeft geen bron die bestaat."),
        goed=(_met(regels=(Definitie("M-001"),)),), fout=(_met(regels=(Definitie("M-001", bron=False),)),),
    ),
    Inrichtingscontrole(
        "IN-16", "Elke kwaliteitsregel heeft een goed en een fout voorbeeld", _KEUZE,
        _elk(lambda i: i.regels, lambda d, _: d.getoetst is False, lambda d: d.code, "Regel {} mist een goed of een fout voorbeeld."),
        goed=(_met(regels=(Definitie("M-001"),)),), fout=(_met(regels=(Definitie("M-001", getoetst=False),)),),
    ),
    Inrichtingscontrole(
        "IN-17", "Een aanleveraar heeft een sleutel die nog een maand geldt", _KEUZE,
        _elk(lambda i: i.koppelingen, _sleutel_bijna_om, lambda k: k.naam, "De sleutel van {} is verlopen of verloopt binnen een maand."),
        goed=(_met(koppelingen=(Koppelinginrichting("politie", date(2026, 4, 1)),)),),
        fout=(_met(koppelingen=(Koppelinginrichting("politie", date(2026, 3, 31)),)), _met(koppelingen=(Koppelinginrichting("politie"),))),
    ),
    Inrichtingscontrole(
        "IN-18", "De vrije dagen van volgend jaar zijn bekend", _KEUZE, _feestdagen,
        goed=(_met(),), fout=(Inrichting(_DAG, feestdagen_tot=2026),),
    ),
)  # fmt: skip


# --------------------------------------------------------------------------------------------- wat de catalogus zelf zegt


def van_catalogus(vandaag: date, regio: str | None, getoetst: frozenset[str] | None) -> Inrichting:
    """De inrichting voor zover zij in de catalogus staat; `getoetst` zijn codes waarvan een toets is gevonden."""
    return Inrichting(
        vandaag=vandaag,
        parameters=tuple(_ingericht(parameter, vandaag) for parameter in load.parameters(regio).alle()),
        indicatoren=(*_indicatoren(getoetst), *_losse_normen(regio)),
        regels=tuple(Definitie(r.code, r.bron.sleutel in load.bronnen(), bool(r.goed and r.fout)) for r in (*REGELS, *SAMENHANG, *LEESREGELS)),
        diensten=tuple(_diensten(vandaag, regio)),
        feestdagen_tot=_laatste_kalenderjaar(),
    )  # fmt: skip


def _ingericht(parameter: Parameter, vandaag: date) -> Ingericht:
    nu = parameter.versie(vandaag)
    laatste = nu or (parameter.versies[-1] if parameter.versies else None)
    bron = laatste.bron if laatste else None
    return Ingericht(
        parameter.naam, bron is not None and bron.sleutel in load.bronnen() and bool(bron.vindplaats),
        laatste.nagekeken_op if laatste else None, nu is not None and nu.waarde is not None, parameter.richting is not None,
    )  # fmt: skip


def _indicatoren(getoetst: frozenset[str] | None) -> Iterator[Definitie]:
    for code, een in INDICATOREN.items():
        yield Definitie(code, een.bron.sleutel in load.bronnen(), None if getoetst is None else code in getoetst)


def _losse_normen(regio: str | None) -> Iterator[Definitie]:
    for parameter in load.parameters(regio).thema("prestatienormen"):
        code = parameter.indicator or parameter.naam.partition(".")[2]
        if code not in INDICATOREN:
            yield Definitie(code, heeft_norm=True, norm_bestaat=False, getoetst=None)


def _diensten(vandaag: date, regio: str | None) -> Iterator[Dienstinrichting]:
    for dienst in diensten(vandaag, regio).diensten:
        lagen = load.parameters(regio)
        met_waarde = [klok for klok in dienst.klokken if lagen.heeft_waarde(f"termijnen.{klok.duur}", vandaag)]
        signaal = all(lagen.heeft_waarde(f"signalering.{klok.duur}", vandaag) for klok in met_waarde)
        yield Dienstinrichting(
            dienst.code, bool(dienst.klokken), dienst.eindigt is None or dienst.code in ZONDER_KLOK, signaal
        )


def _laatste_kalenderjaar() -> int:
    return load.kalender().laatste.year
