"""Blok 1, beschrijvende indicatoren a tot en met e: tegen de begroting, nooit met een kleur of oordeel."""

from collections.abc import Iterator

from zicht.rapportage.blokken import Alinea, Blok, Cel, Kolom, Kop, Tekst, getalkolommen, rij
from zicht.rapportage.bouwstenen import als_zichtbaar, cel, tabel, trend, vergelijk, zin
from zicht.rapportage.burap.verbeterplan import NAAST_DE_FEITEN, Aanwijzing
from zicht.rapportage.burap.vooruitblik import wachtlijst
from zicht.rapportage.cijferlijst import Cijfer
from zicht.rapportage.getallen import MIN, procent
from zicht.rapportage.stand import Stand
from zicht.rapportage.zinnen import verschil

ONDERDELEN = (
    ("a", "instroom-adviezen", "Instroom adviesaanvragen", "adviesaanvragen"),
    ("b", "instroom-meldingen", "Instroom meldingen", "meldingen"),
    ("c", "instroom-vervolgdiensten", "Instroom vervolgdiensten", "vervolgdiensten"),
    ("d", "beoordelingen-uitgevoerd", "Uitgevoerde veiligheidsbeoordelingen", "veiligheidsbeoordelingen"),
    ("e", "vervolgdiensten-uitgevoerd", "Uitgevoerde vervolgdiensten", "vervolgdiensten"),
)
VOORRADEN = {
    "d": ("wachtlijst-beoordeling", "Wachtlijst: meldingen die wachten op een veiligheidsbeoordeling",
          (("niet_opgepakt", "Nog niet opgepakt"), ("opgepakt", "Opgepakt, nog niet beoordeeld"))),
    "e": ("werkvoorraad-vervolgdiensten", "Werkvoorraad: vervolgdiensten die nog niet zijn afgerond",
          (("wacht_op_start", "Wacht op start"), ("loopt", "Loopt"))),
}  # fmt: skip
BEWUST = (
    "Deze aantallen hebben met opzet geen norm: Veilig Thuis kan ze niet sturen. Ze helpen om de rest van de burap te "
    "begrijpen. Daarom staat er geen kleur en geen oordeel bij."
)


def blok1(stand: Stand, waar: Aanwijzing = NAAST_DE_FEITEN) -> Iterator[Blok]:
    """De beschrijvende indicatoren."""
    yield Kop(2, "Blok 1. Beschrijvende indicatoren", "blok-1", nieuwe_pagina=True)
    yield Alinea((Tekst(BEWUST),))
    yield _overzicht(stand)
    if not any(stand.lijst.of_niets(code, "begroting") for _, code, *_ in ONDERDELEN):
        yield Alinea(
            (Tekst(f"Voor {stand.periode.begin.year} is geen begroot aantal bekend. {waar.geen_begroting}"),),
            klein=True,
        )
    for letter, code, titel, woord in ONDERDELEN:
        yield Kop(3, f"{letter}. {titel}")
        yield _zin(stand, code, woord)
        yield from trend(stand, code, titel)
        if letter in VOORRADEN:
            yield from _voorraad(stand, letter)
        if letter == "d":
            yield from wachtlijst(stand)


def _overzicht(stand: Stand) -> Blok:
    kolommen = (Kolom("Indicator", breedte=2.6), *getalkolommen("Deze periode", "Begroot", "Verschil", "Vorig jaar"))
    rijen = [_rij(stand, f"{letter}. {titel}", code) for letter, code, titel, _ in ONDERDELEN[:3]]
    for letter, code, titel, _ in ONDERDELEN[3:]:
        voorraad, naam, _ = VOORRADEN[letter]
        rijen += [
            _rij(stand, f"{letter}. {titel}", code),
            _rij(stand, f"{letter}. {naam.split(':')[0]} op de peildatum", voorraad),
        ]
    uit = f", uit: {stand.begroting}" if stand.begroting else ""
    noot = f"Begroot: het jaaraantal naar rato van de maanden{uit}. Bij d en e vraagt de notitie geen begroot aantal."
    return tabel("Beschrijvende indicatoren in het kort", kolommen, rijen, noot=noot)


def _rij(stand: Stand, titel: str, code: str) -> tuple[Cel, ...]:
    nu, begroot = stand.lijst.zoek(code), stand.lijst.of_niets(code, "begroting")
    met_begroting = code.startswith("instroom")
    return rij(
        titel,
        cel(nu, vet=True),
        cel(begroot) if begroot else Cel("niet bekend" if met_begroting else "–", grijs=True),
        Cel(afwijking(nu, begroot)),
        cel(stand.lijst.of_niets(code, "vorig jaar")),
    )


def afwijking(nu: Cijfer, toen: Cijfer | None) -> str:
    """Het verschil in procenten met teken, of een streepje."""
    if toen is None or nu.waarde is None or not toen.waarde:
        return "–"
    deel = verschil(nu, toen)
    woorden = procent(deel, 1)
    return woorden if woorden.startswith(MIN) or deel == 0 else f"+{woorden}"


def _zin(stand: Stand, code: str, woord: str) -> Blok:
    nu = stand.lijst.zoek(code)
    if nu.waarde is None:
        return zin(stand, f"Het aantal {woord} is in deze periode niet te tonen: {{{{{code}}}}}.")
    begin, eind = {
        "instroom-adviezen": ("Er kwamen", "binnen"),
        "instroom-meldingen": ("Er kwamen", "binnen"),
        "instroom-vervolgdiensten": ("Er zijn", "ingezet"),
        "beoordelingen-uitgevoerd": ("Er zijn", "uitgevoerd"),
    }.get(code, ("Er zijn", "afgerond"))
    return zin(
        stand,
        f"{begin} in deze periode **{{{{{code}}}}} {woord}** {eind}.",
        vergelijk(stand, code, "begroting", "begroot"),
        vergelijk(stand, code, "vorig jaar", "in dezelfde periode van vorig jaar"),
    )


def _voorraad(stand: Stand, letter: str) -> Iterator[Blok]:
    code, naam, delen = VOORRADEN[letter]
    zinnen = " ".join(f"{titel}: {{{{{code}/{deel}}}}}." for deel, titel in delen)
    kop, _, uitleg = naam.partition(": ")
    yield zin(
        stand,
        als_zichtbaar(
            stand,
            code,
            f"{kop} op de peildatum: **{{{{{code}}}}}** {uitleg}.",
            f"De omvang van de {kop.lower()} staat hier niet",
        ),
        vergelijk(stand, code, "vorig jaar", "een jaar eerder"),
        zinnen,
    )
    onderwerpen = [o for o in stand.onderwerpen if o.code in ("wachtlijst-urgentie", "wachtlijst-leeftijd")]
    if letter == "d" and onderwerpen:
        rijen = [
            rij(f"{o.titel.removeprefix('Wachtlijst naar ')}: {titel}", cel(stand.lijst.zoek(f"{o.code}/{groep}")))
            for o in onderwerpen for groep, titel in o.groepen
        ]  # fmt: skip
        yield tabel("De wachtlijst op de peildatum", (Kolom("Groep", breedte=2), *getalkolommen("Meldingen")), rijen)
    yield from trend(stand, code, f"{kop} aan het einde van de periode")
