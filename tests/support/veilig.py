"""Wat er in een bladzijde of in het logboek niet mag staan: wat een browser uitvoert, wat van een ander dossier is, wat inhoud is."""

from collections.abc import Iterator
from html.parser import HTMLParser

from support.routes import Route
from support.wereld import BSN, MELDERNAAM, TELEFOON
from zicht.web.beheer.rechten import Doel
from zicht.web.logboek.models import Logregel
from zicht.web.registratie import models as m

NOOIT_IN_HET_LOGBOEK = (BSN, MELDERNAAM, TELEFOON, "Verzonnen", "Anna", "Dorpsstraat")


class Lezer(HTMLParser):
    """Wat een browser in een bladzijde zou uitvoeren."""

    def __init__(self) -> None:
        super().__init__()
        self.fout: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Geen script zonder bron, geen stijl in de bladzijde, geen gebeurtenis in een attribuut, geen javascript-adres."""
        waarden = dict(attrs)
        if tag == "style" or "style" in waarden:
            self.fout.append(f"stijl in <{tag}>")
        if tag == "script" and "src" not in waarden and waarden.get("type") != "application/json":
            self.fout.append("script in de bladzijde")
        self.fout += [f"{naam} in <{tag}>" for naam in waarden if naam.startswith("on")]
        self.fout += [
            f"adres {w}" for w in waarden.values() if w and w.strip().lower().startswith(("javascript:", "data:text"))
        ]


def uitgevoerd(html: str) -> list[str]:
    lezer = Lezer()
    lezer.feed(html)
    return lezer.fout


def lekt(tekst: str, dossier: m.Dossier, adres: str) -> list[str]:
    """De namen en kenmerken van een dossier die in de tekst staan, en niet al in het adres."""
    namen = [str(b.persoon) for b in dossier.betrokkenen.exclude(persoon__achternaam="").select_related("persoon")]
    kenmerken = [
        dossier.kenmerk,
        *dossier.meldingen.values_list("kenmerk", flat=True),
        *dossier.diensten.values_list("kenmerk", flat=True),
    ]
    return [woord for woord in (*namen, *kenmerken) if woord in tekst and woord not in adres]


def onvolledig(regel: Logregel, route: Route, gebruiker: str) -> Iterator[object]:
    """Wat er aan een regel in het logboek ontbreekt, en wat er te veel in staat."""
    assert route.recht is not None
    yield regel.gebruiker == gebruiker or f"gebruiker {regel.gebruiker}"
    yield regel.handeling == f"{route.recht.code}:{route.naam}"[:60] or f"handeling {regel.handeling}"
    yield regel.doel in {doel.value for doel in Doel} or f"doel {regel.doel}"
    yield all((regel.rollen, regel.herkomst, regel.resultaat)) or "rollen, herkomst of resultaat ontbreekt"
    yield bool(regel.soort) or route.recht.code == "eigen" or "geef @recht een soort gegeven"
    waarden = " ".join(str(waarde) for waarde in vars(regel).values())
    yield from (f"{woord} in het logboek" for woord in NOOIT_IN_HET_LOGBOEK if woord in waarden)
