"""De rijen van de pagina van een begroting: welke uitkomsten bij elkaar staan. Er wordt hier niets uitgerekend."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zicht.core.begroting.afwijkingen import Afwijking
from zicht.core.begroting.begroting import Begroting, Dienst, Getal, Groep, Post, Stroom
from zicht.core.begroting.rekenen import Model
from zicht.core.begroting.scenario import begroot_totaal
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.core.begroting.verdeling import Bijdrage
from zicht.web.begroting.rekenwerk import Rekenwerk

FORMATIE = (
    "fte.volume", "fte.beschikbaarheid", "fte.primair", "fte.in_dienst", "fte.inhuur", "fte.gedrukt", "fte.personeel",
)  # fmt: skip


@dataclass(frozen=True)
class Dienstregel:
    """Een kernprestatie: aantal × normtijd = uren."""

    dienst: Dienst
    aantal: Uitkomst
    normtijd: Getal | None
    uren: Uitkomst | None


@dataclass(frozen=True)
class Stroomregel:
    """Een stap in de trechter, met haar diepte en haar deel van de stap erboven."""

    stroom: Stroom
    diepte: int
    aantal: Uitkomst
    aandeel: Uitkomst | None


@dataclass(frozen=True)
class Postregel:
    """Een post: wat er begroot is en wat het model geeft."""

    post: Post
    begroot: Uitkomst
    model: Uitkomst

    @property
    def verschil(self) -> Decimal | None:
        """Model min begroot."""
        return _verschil(self.model, self.begroot)


@dataclass(frozen=True)
class Groepregel:
    """Een groep posten met haar totaal, begroot en volgens het model."""

    groep: Groep
    posten: tuple[Postregel, ...]
    begroot: Uitkomst
    model: Uitkomst

    @property
    def verschil(self) -> Decimal | None:
        """Model min begroot."""
        return _verschil(self.model, self.begroot)


@dataclass(frozen=True)
class Jaarregel:
    """Een jaar van de meerjarenraming."""

    jaar: int
    uren: Uitkomst | None
    fte: Uitkomst | None
    personeel: Uitkomst | None
    overhead: Uitkomst | None
    totaal: Uitkomst | None
    begroot: Decimal | None

    @property
    def jaartekst(self) -> str:
        """Het jaar voor in een adres."""
        return str(self.jaar)


def _verschil(een: Uitkomst, ander: Uitkomst) -> Decimal | None:
    return None if een.waarde is None or ander.waarde is None else een.waarde - ander.waarde


def kern(werk: Rekenwerk) -> list[Uitkomst]:
    """De getallen waar iemand mee begint."""
    codes = ("begroot.totaal", "totaal", "fte.primair", "fte.personeel", "eenmalig")
    return [werk.uitkomsten[code] for code in codes if code in werk.uitkomsten]


def diensten(werk: Rekenwerk) -> list[Dienstregel]:
    """De kernprestaties."""
    u, b = werk.uitkomsten, werk.begroting
    return [
        Dienstregel(dienst, u[f"dienst.{dienst.code}.aantal"], b.getal(f"dienst.{dienst.code}.normtijd_uren"),
                    u.get(f"uren.{dienst.code}"))
        for dienst in b.diensten
    ]  # fmt: skip


def trechter(werk: Rekenwerk) -> list[Stroomregel]:
    """De stromen in de volgorde waarin zij uit elkaar komen."""
    return list(_onder(werk, None, 0))


def _onder(werk: Rekenwerk, van: str | None, diepte: int) -> Iterator[Stroomregel]:
    for stroom in werk.begroting.stromen:
        if stroom.van == van:
            aandeel = werk.uitkomsten.get(f"aandeel.{stroom.code}")
            yield Stroomregel(stroom, diepte, werk.uitkomsten[f"stroom.{stroom.code}"], aandeel)
            yield from _onder(werk, stroom.code, diepte + 1)


def rest(werk: Rekenwerk) -> list[Uitkomst]:
    """Wat nergens in de trechter geplaatst is, voor zover dat niet nul is."""
    return [u for code, u in werk.uitkomsten.items() if code.startswith("rest.") and u.waarde]


def formatie(werk: Rekenwerk) -> list[Uitkomst]:
    """De formatie: eerst de blokken, dan de optellingen."""
    blokken = [werk.uitkomsten[f"formatie.{blok.code}.fte"] for blok in werk.begroting.formatie]
    sommen = [werk.uitkomsten[code] for code in FORMATIE if code in werk.uitkomsten]
    return [sommen[0], *blokken, *sommen[1:]] if sommen else blokken


def kosten(werk: Rekenwerk) -> list[Groepregel]:
    """De posten per groep."""
    return [groep for soort in Groep if (groep := _groep(werk, soort))]


_MODEL = {Groep.PERSONEEL: "personeel", Groep.OVERHEAD: "overhead", Groep.EENMALIG: "eenmalig"}


def _groep(werk: Rekenwerk, groep: Groep) -> Groepregel | None:
    u = werk.uitkomsten
    posten = tuple(
        Postregel(post, u[f"begroot.{post.code}"], u[f"post.{post.code}"])
        for post in werk.begroting.posten
        if post.groep is groep
    )
    return Groepregel(groep, posten, u[f"begroot.groep.{groep.value}"], u[_MODEL[groep]]) if posten else None


@dataclass(frozen=True)
class Totaalregel:
    """Een regel onder de posten."""

    titel: str
    begroot: Uitkomst | None
    model: Uitkomst | None

    @property
    def verschil(self) -> Decimal | None:
        """Model min begroot, als beide er zijn."""
        return _verschil(self.model, self.begroot) if self.model and self.begroot else None


def totalen(werk: Rekenwerk) -> list[Totaalregel]:
    """Onder de posten: het totaal, direct en indirect, en structureel met eenmalig."""
    u = werk.uitkomsten.get
    rijen = [
        Totaalregel("Totaal", u("begroot.totaal"), u("totaal")),
        Totaalregel("Waarvan direct", u("begroot.direct"), None),
        Totaalregel("Waarvan indirect", u("begroot.indirect"), None),
        Totaalregel("Structureel en eenmalig", None, u("samen")),
    ]
    return [rij for rij in rijen if rij.begroot or rij.model]


def jaren(werk: Rekenwerk) -> list[Jaarregel]:
    """De jaren, elk in het prijspeil van dat jaar."""
    return [_jaar(werk, jaar, model) for jaar, model in werk.raming.items()]


def _jaar(werk: Rekenwerk, jaar: int, model: Model) -> Jaarregel:
    u = model.uitkomsten.get
    return Jaarregel(jaar, u("uren"), u("fte.primair"), u("personeel"), u("overhead"), u("totaal"),
                     begroot_totaal(werk.model, model))  # fmt: skip


def afwijkingen(werk: Rekenwerk) -> tuple[list[Afwijking], list[Afwijking]]:
    """Wat niet gelijk is, en wat wel."""
    anders = [a for a in werk.afwijkingen if not a.klopt]
    return anders, [a for a in werk.afwijkingen if a.klopt]


def gemeenten(werk: Rekenwerk) -> list[tuple[Bijdrage, list[Decimal]]]:
    """De bijdrage van elke gemeente met haar aantallen in de sleutel."""
    return [(b, [maat.per_gemeente[b.gemeente] for maat in werk.begroting.maten]) for b in werk.basis.bijdragen]


def te_verdelen(werk: Rekenwerk) -> Uitkomst | None:
    """Het bedrag dat de gemeenten samen betalen."""
    return werk.uitkomsten.get("begroot.totaal")


def paden(begroting: Begroting) -> dict[str, str]:
    """Elk pad van de begroting in woorden, voor een lijst van wijzigingen."""
    namen: dict[str, str] = {}
    for soort, delen in (("stroom", begroting.stromen), ("dienst", begroting.diensten), ("post", begroting.posten),
                         ("index", begroting.indexen), ("formatie", begroting.formatie), ("verdeelsleutel", begroting.maten)):  # fmt: skip
        namen |= {f"{soort}.{deel.code}": deel.titel for deel in delen}
    return namen


_VELDEN = {"aantal": "aantal", "aandeel": "aandeel", "normtijd_uren": "normtijd", "bedrag": "", "direct_bedrag": "direct deel",
           "fte": "fte", "procent": "", "gewicht": "gewicht"}  # fmt: skip


def woorden(begroting: Begroting, pad: str) -> str:
    """Een pad in woorden: 'Onderzoek, normtijd'."""
    kop, _, veld = pad.rpartition(".")
    titel = paden(begroting).get(kop)
    if titel is None:
        return pad.replace(".", ", ").replace("_", " ").capitalize()
    extra = _VELDEN.get(veld, veld.replace("_", " "))
    return f"{titel}, {extra}" if extra else titel
