"""Een verzonnen register: huishoudens met gewone namen, en dezelfde mensen zoals een ander ze zou intypen.

De namen zijn gangbare Nederlandse woorden in een verzonnen verdeling; geen mens is echt. Gezinnen delen naam en adres en er
zijn tweelingen, want juist zij worden met elkaar verward.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, product
from random import Random
from typing import NamedTuple

from zicht.core.personen import Persoonsgegevens

_VROUW = (
    "Maria Johanna Anna Elisabeth Cornelia Sophie Julia Emma Lisa Sanne Anouk Femke Iris Lotte Eva Sara Fatima Aicha Zeynep "
    "Elif Naomi Esther Monique Ingrid Petra Yvonne Saskia Marloes Wilhelmina Hendrika Catharina Margaretha Tess Noor Fleur "
    "Roos Fenna Nina Lieke Isa Vera Amber Jasmijn Kim Laura Chantal Danielle Nicole Patricia Angela Bianca Linda Marijke "
    "Gerda Truus Ans Riet Willy Khadija Samira Hanane Nadia Meryem Yasmina Hatice Emine Ayse Oksana Olga Agnieszka Katarzyna "
    "Shanti Mei Chloe Zoe Mila Yara Lina Nora Hailey Evi Saar Liv Josephine Charlotte Philippine Thea Martha Ruth Judith"
).split()
_MAN = (
    "Johannes Jan Cornelis Pieter Willem Hendrik Jacobus Petrus Mohamed Daan Sem Lucas Levi Finn Noah Milan Bram Jesse Thijs "
    "Lars Tim Thomas Ruben Bas Stijn Sander Martijn Jeroen Dennis Mark Peter Erik Robert Richard Marco Patrick Frank Hans "
    "Gerrit Dirk Arie Klaas Wouter Maarten Youssef Ahmed Ali Hassan Omar Bilal Ibrahim Mehmet Mustafa Murat Emre Achmed Karim "
    "Rachid Said Abdel Piotr Andrzej Vladimir Dmitri Alexander Maximiliaan Christiaan Matthijs Sjoerd Jelle Wiebe IJsbrand "
    "Floris Gijs Teun Mees Luuk Julian Ravi Rajesh Chen Kevin Mike Danny Ricardo Quinten Olivier Vincent Philip Theodorus "
    "Antonius Franciscus Gerardus Lambertus Martinus Theo Bert Ton"
).split()
_GEWOON = (
    "de|Jong |Jansen de|Vries van den|Berg |Bakker van|Dijk |Visser |Janssen |Smit |Meijer de|Boer |Mulder de|Groot |Bos "
    "|Vos |Peters |Hendriks van|Leeuwen |Dekker |Brouwer de|Wit |Dijkstra |Smits de|Graaf van der|Meer van der|Linden |Kok "
    "|Jacobs de|Haan |Vermeulen van den|Heuvel van der|Veen van den|Broek de|Bruijn de|Bruin van der|Heijden |Schouten van|Beek "
    "|Willems van|Vliet van de|Ven |Hoekstra |Maas |Verhoeven |Koster van|Dam van der|Wal |Prins |Blom |Huisman |Peeters "
    "de|Jonge |Kuipers van|Veen |Post |Kuiper |Veenstra |Kramer van den|Brink |Scholten van|Wijk |Postma |Martens |Vink "
    "de|Ruiter |Timmermans |Groen |Gerritsen |Jonker |Loon |Boer van der|Velde |Willemsen |Smeets de|Lange de|Vos |Bosch "
    "van|Dongen |Schipper de|Koning van der|Laan |Koning |Driessen |Verbeek |Sanders |Hermans van|Es |Ozturk |Yilmaz |Kaya "
    "|Demir |Celik |Sahin |Amrani |Bouzid |Chaoui |Hassan |Ahmed |Ali |Mohamed |Nguyen |Chen |Singh |Kowalski |Nowak |Pinas "
    "in|'t|Veld van|'t|Hof ten|Have ter|Haar |Oude-Nijhuis |Wijngaarden |Claessen |Schmidt |Hoogendijk |Zwart |Visscher"
)
_STAM = (
    "Water Berg Hout Dijk Veld Bos Kerk Molen Heide Zand Steen Rijn Maas Beek Duin Wold Vlier Eik Linde Wilg Haver Rogge "
    "Koren Linnen Zilver Koper Brand Ketel Wagen Schaap Ooster Wester Zuider Noorder Hoog Laag Groen Zwart Wit Rood Bruin "
    "Kreek Meer Polder Ven Goor Hoek Kamp Land Brug"
).split()
_EIND = (
    "man mans stra sma ma inga ink ing huis kamp veld hof bosch berg dijk horst brink laar rode schoten drecht voort meijer "
    "kuijper maker smid boer bakker beek broek burg dam daal donk eind heim huizen kerk lo mond oord poel stede tuin weg winkel"
).split()
_LETTERS = "abcdefghijklmnoprstuvwz"
_VAAK_VERHUISD = 0.3
_TWEELING = 0.03  # van de latere kinderen
_NIEUWJAAR = 0.02  # op 1 januari gezet omdat de datum niet bekend was


class Paar(NamedTuple):
    """Een mens zoals hij in het register staat en zoals hij een tweede keer wordt ingetypt."""

    rij: int
    opnieuw: Persoonsgegevens
    schade: tuple[str, ...]


class _Namen:
    """Trekt namen: een paar komen veel voor, de meeste bijna nooit."""

    def __init__(self, kans: Random) -> None:
        self.kans = kans
        gewoon = [_los(stuk) for stuk in _gewone()]
        zeldzaam = [("", stam + eind) for stam, eind in product(_STAM, _EIND)]
        zeldzaam += [("", a + b.lower() + eind) for a, b, eind in product(_STAM, _STAM, _EIND[:8]) if a != b]
        kans.shuffle(zeldzaam)
        self.achternamen = gewoon + zeldzaam
        zwaarte = [1 / (plaats + 15) for plaats in range(len(gewoon))] + [0.0003] * len(zeldzaam)
        self.zwaarte = list(accumulate(zwaarte))

    def achternaam(self) -> tuple[str, str]:
        return self.kans.choices(self.achternamen, cum_weights=self.zwaarte)[0]

    def voornamen(self, geslacht: str) -> str:
        lijst = _VROUW if geslacht == "v" else _MAN
        aantal = self.kans.choices((1, 2, 3), (6, 3, 1))[0]
        gekozen = {lijst[min(int(self.kans.expovariate(1 / 30)), len(lijst) - 1)]: None for _ in range(aantal)}
        return " ".join(gekozen)


def _gewone() -> list[str]:
    """De namen in de tekst; spaties binnen een voorvoegsel blijven bij de naam."""
    stukken, wacht = [], ""
    for woord in _GEWOON.split():
        wacht = f"{wacht} {woord}".strip()
        if "|" in woord:
            stukken, wacht = [*stukken, wacht], ""
    return stukken


def _los(stuk: str) -> tuple[str, str]:
    *voor, naam = stuk.split("|")
    return " ".join(voor).strip(), naam


def register(aantal: int, zaad: int = 1) -> Iterator[Persoonsgegevens]:
    """Zoveel mensen, huishouden na huishouden."""
    kans = Random(f"register {zaad}")
    namen, gemaakt = _Namen(kans), 0
    while gemaakt < aantal:
        for mens in _huishouden(kans, namen):
            if gemaakt < aantal:
                yield mens
            gemaakt += 1


def _huishouden(kans: Random, namen: _Namen) -> Iterator[Persoonsgegevens]:
    postcode, nummer = nieuw_adres(kans)
    voor, achter = namen.achternaam()
    ouder = kans.randint(1945, 2000)
    jaar = maand = dag = 1
    for nr in range(kans.choice((1, 1, 2, 3, 4, 5))):
        geslacht = kans.choice("vm")
        eigen = (voor, achter) if nr != 1 else namen.achternaam()
        if nr == 1 and kans.random() < 0.3:
            eigen = (voor, f"{achter}-{' '.join(eigen).strip()}")
        if nr < 3 or kans.random() > _TWEELING:
            jaar = ouder + kans.randint(-4, 4) if nr < 2 else min(ouder + kans.randint(20, 40), 2025)
            maand, dag = (1, 1) if kans.random() < _NIEUWJAAR else (kans.randint(1, 12), kans.randint(1, 28))
        yield Persoonsgegevens(
            namen.voornamen(geslacht), eigen[0] or None, eigen[1], geslacht, jaar, maand, dag, postcode, str(nummer)
        )


def nieuw_adres(kans: Random) -> tuple[str, int]:
    """Een postcode en een huisnummer."""
    return f"{kans.randint(1000, 9999)}{kans.choice('ABCDEFGHJK')}{kans.choice('ABCDEFGHJKLMNP')}", kans.randint(1, 120)


# --------------------------------------------------------------------------------------------------------------- schade


def _typ_mis(tekst: str, kans: Random) -> str:
    """Een letter weg, erbij, anders of met de volgende verwisseld; de eerste letter gaat zelden mis."""
    if len(tekst) < 3:
        return tekst
    plaats = kans.randrange(0 if kans.random() < 0.1 else 1, len(tekst) - 1)
    voor, letter, na = tekst[:plaats], tekst[plaats], tekst[plaats + 1 :]
    nieuw = kans.choice(_LETTERS)
    return kans.choice((voor + na, voor + letter + nieuw + na, voor + nieuw + na, voor + na[0] + letter + na[1:]))


def typefout_achternaam(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Een typefout in de achternaam."""
    return replace(p, achternaam=_typ_mis(p.achternaam or "", kans))


def typefout_voornaam(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Een typefout in de eerste voornaam."""
    eerste, *rest = (p.voornamen or "").split()
    return replace(p, voornamen=" ".join([_typ_mis(eerste, kans), *rest]))


def voorvoegsel_verplaatst(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Het voorvoegsel staat in een ander veld, achteraan, afgekort of nergens."""
    voor, achter = p.voorvoegsel or "van", p.achternaam
    kort = {"van der": "v.d.", "van den": "v.d.", "van de": "v/d"}.get(voor, voor)
    return kans.choice(
        (
            replace(p, voorvoegsel=None, achternaam=f"{voor} {achter}"),
            replace(p, voorvoegsel=None, achternaam=f"{achter}, {voor}"),
            replace(p, voorvoegsel=None, achternaam=f"{kort} {achter}"),
            replace(p, voorvoegsel=None, voornamen=f"{p.voornamen} {voor}"),
            replace(p, voorvoegsel=None),
        )
    )


def ij_y(p: Persoonsgegevens, _: Random) -> Persoonsgegevens:
    """Een y waar een ij hoort, of een andere gangbare spelling."""
    naam = p.achternaam or ""
    for oud, nieuw in (
        ("ij", "y"),
        ("sch", "ss"),
        ("ks", "x"),
        ("aa", "a"),
        ("ei", "ij"),
        ("ss", "s"),
        ("k", "ck"),
        ("f", "ph"),
    ):
        if oud in naam:
            return replace(p, achternaam=naam.replace(oud, nieuw, 1))
    return replace(p, achternaam=naam.upper())


def dag_maand_verwisseld(p: Persoonsgegevens, _: Random) -> Persoonsgegevens:
    """Dag en maand omgedraaid."""
    return replace(p, dag=p.maand, maand=p.dag)


def voorletters(p: Persoonsgegevens, _: Random) -> Persoonsgegevens:
    """Alleen de voorletters."""
    return replace(p, voornamen="".join(f"{naam[0]}." for naam in (p.voornamen or "").split()))


def zonder_datum(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Geen geboortedatum, of alleen het jaar."""
    return replace(p, jaar=p.jaar if kans.random() < 0.5 else None, maand=None, dag=None)


def jaar_ernaast(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Het geboortejaar scheelt een."""
    return replace(p, jaar=(p.jaar or 2000) + kans.choice((-1, 1)))


def dag_ernaast(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Een andere geboortedag in dezelfde maand."""
    return replace(p, dag=kans.randint(1, 28))


def roepnaam(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Alleen een van de eerste twee voornamen."""
    return replace(p, voornamen=kans.choice((p.voornamen or "").split()[:2]))


def dubbele_naam(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Met de naam van een partner erbij, of een dubbele naam omgedraaid of gehalveerd."""
    delen = (p.achternaam or "").split("-")
    if len(delen) > 1:
        return replace(p, achternaam=kans.choice((f"{delen[1]} {delen[0]}", delen[0], delen[1])))
    return replace(p, achternaam=kans.choice((f"Zomerdijk-{p.achternaam}", f"{p.achternaam} - Zomerdijk")))


def verhuisd(p: Persoonsgegevens, kans: Random) -> Persoonsgegevens:
    """Een ander adres."""
    postcode, nummer = nieuw_adres(kans)
    return replace(p, postcode=postcode, huisnummer=str(nummer))


def zonder_adres(p: Persoonsgegevens, _: Random) -> Persoonsgegevens:
    """Het adres is niet bekend."""
    return replace(p, postcode=None, huisnummer=None)


Schade = Callable[[Persoonsgegevens, Random], Persoonsgegevens]
SCHADE: tuple[Schade, ...] = (
    typefout_achternaam, typefout_voornaam, voorvoegsel_verplaatst, ij_y, dag_maand_verwisseld, voorletters, zonder_datum,
    jaar_ernaast, dag_ernaast, roepnaam, dubbele_naam,
)  # fmt: skip


def opnieuw_ingetypt(mens: Persoonsgegevens, rij: int, kans: Random) -> Paar:
    """Dezelfde mens, met een of twee soorten schade en soms verhuisd of zonder adres."""
    gekozen = kans.sample(SCHADE, kans.choice((1, 1, 2)))
    adres = kans.random()
    gekozen += [verhuisd] if adres < _VAAK_VERHUISD else [zonder_adres] if adres > 1 - _VAAK_VERHUISD / 2 else []
    for schade in gekozen:
        mens = schade(mens, kans)
    return Paar(rij, mens, tuple(schade.__name__ for schade in gekozen))
