"""Per gemeente: een overzicht naast de regio en een blad per gemeente. Op alfabet, zonder rangorde en zonder oordeel."""

from collections.abc import Iterator
from fractions import Fraction

from zicht.cijfers import Gemeente
from zicht.rapportage.blokken import Blok, Cel, Kolom, Kop, alinea, getalkolommen, rij
from zicht.rapportage.bouwstenen import cel, tabel
from zicht.rapportage.cijferlijst import Cijfer, Soort
from zicht.rapportage.getallen import getal
from zicht.rapportage.stand import Kenmerk, Onderwerp, Stand

AANTALLEN = (
    ("instroom-adviezen", "Adviesaanvragen"),
    ("instroom-meldingen", "Meldingen"),
    ("instroom-vervolgdiensten", "Vervolgdiensten"),
    ("beoordelingen-uitgevoerd", "Veiligheidsbeoordelingen"),
    ("vervolgdiensten-uitgevoerd", "Afgeronde vervolgdiensten"),
    ("wachtlijst-beoordeling", "Wachtlijst"),
    ("werkvoorraad-vervolgdiensten", "Werkvoorraad"),
)
ONDERWERPEN = ("hoedanigheid-adviesvrager", "hoedanigheid-melder", "aanleiding-melding", "vormen-van-geweld",
               "resultaat-onderzoek", "besluit", "overgedragen-aan", "huisverboden", "mda")  # fmt: skip
GROOTSTE = 5
GEEN_RANGORDE = (
    "De gemeenten staan op alfabet. Het is geen ranglijst: een verschil kan komen door toeval, door hoe vaak er gemeld wordt "
    "of door afronding. De normen gelden voor de regio; per gemeente staat er geen oordeel."
)


def gemeenten(stand: Stand) -> Iterator[Blok]:
    """De overzichtstabellen van alle gemeenten."""
    yield Kop(2, "Per gemeente", "gemeenten", nieuwe_pagina=True)
    yield alinea(GEEN_RANGORDE)
    yield _instroom(stand)
    yield _voorraad(stand)
    termijnen = [k for k in stand.genummerd() if stand.lijst.zoek(k.code).soort is Soort.AANDEEL]
    tabellen = -(-len(termijnen) // 4)  # hoogstens vier kolommen, gelijk verdeeld
    for nummer in range(tabellen):
        yield _percentages(
            stand, termijnen[nummer * len(termijnen) // tabellen : (nummer + 1) * len(termijnen) // tabellen]
        )


def _op_alfabet(stand: Stand) -> list[Gemeente]:
    return sorted(stand.gemeenten, key=lambda gemeente: gemeente.naam)


def _rijen(stand: Stand) -> list[tuple[str, str]]:
    """Naam en achtervoegsel van de sleutel: gemeenten op alfabet, dan wat geen gemeente heeft, dan de regio."""
    rest = [(naam, f"@{sleutel}") for sleutel, naam in (("onbekend", "Gemeente onbekend"), ("buiten de regio", "Buiten de regio"))
            if f"instroom-meldingen@{sleutel}" in stand.lijst]  # fmt: skip
    return [*((g.naam, f"@{g.code}") for g in _op_alfabet(stand)), *rest, (f"Regio {stand.regio}", "")]


def _instroom(stand: Stand) -> Blok:
    kolommen = (Kolom("Gemeente", breedte=1.7), *getalkolommen("Inwoners", "Advies­aanvragen", "Meldingen",
                "Meldingen per 1.000 inwoners", "Vervolg­diensten"))  # fmt: skip
    inwoners = {f"@{g.code}": g.inwoners for g in stand.gemeenten}
    inwoners[""] = sum(g.inwoners or 0 for g in stand.gemeenten) if all(g.inwoners for g in stand.gemeenten) else None
    rijen = [
        rij(
            Cel(naam, vet=not achter),
            Cel(getal(inwoners.get(achter) or 0) if inwoners.get(achter) else "–"),
            cel(stand.lijst.of_niets(f"instroom-adviezen{achter}")),
            cel(stand.lijst.of_niets(f"instroom-meldingen{achter}")),
            Cel(_per_duizend(stand.lijst.of_niets(f"instroom-meldingen{achter}"), inwoners.get(achter))),
            cel(stand.lijst.of_niets(f"instroom-vervolgdiensten{achter}")),
        )
        for naam, achter in _rijen(stand)
    ]
    return tabel("Instroom per gemeente", kolommen, rijen, breed=True)


def _per_duizend(cijfer: Cijfer | None, inwoners: int | None) -> str:
    if cijfer is None or cijfer.waarde is None or not inwoners:
        return "–"
    return getal(cijfer.waarde * 1000 / Fraction(inwoners), 1)


def _voorraad(stand: Stand) -> Blok:
    codes = AANTALLEN[3:]
    kolommen = (Kolom("Gemeente", breedte=1.7), *getalkolommen(*(titel for _, titel in codes)))
    rijen = [
        rij(Cel(naam, vet=not achter), *(cel(stand.lijst.of_niets(f"{code}{achter}")) for code, _ in codes))
        for naam, achter in _rijen(stand)
    ]
    return tabel("Uitgevoerd in de periode, en voorraad op de peildatum", kolommen, rijen, breed=True)


def _percentages(stand: Stand, kenmerken: list[Kenmerk]) -> Blok:
    nummers = ", ".join(k.nummer or "" for k in kenmerken)
    kolommen = (
        Kolom("Gemeente", breedte=1.4),
        *getalkolommen(*(f"{k.nummer}. {_kort(k.titel)}" for k in kenmerken), breedte=1.3),
    )
    rijen = [
        rij(Cel(naam, vet=not achter), *(cel(stand.lijst.of_niets(f"{k.code}{achter}")) for k in kenmerken))
        for naam, achter in _rijen(stand)
    ]
    return tabel(f"Prestatie-indicatoren {nummers} per gemeente, geteld naar afronding", kolommen, rijen, breed=True)


def _kort(titel: str) -> str:
    return (
        titel.replace("Veiligheidsbeoordeling", "Beoordeling")
        .replace(" van de melding", "")
        .replace("Voorwaarden & Vervolg", "V&V")
    )


# ---------------------------------------------------------------------------------------------------------------- bladen


def gemeentebladen(stand: Stand) -> Iterator[Blok]:
    """Een blad per gemeente: eigen cijfers, vorig jaar, en de regio ernaast."""
    yield Kop(2, "Bijlage: een blad per gemeente", "bladen", nieuwe_pagina=True)
    yield alinea("De bladen tonen dezelfde cijfers als de tabellen hiervoor, met vorig jaar en de regio ernaast.")
    for nummer, gemeente in enumerate(_op_alfabet(stand)):
        yield Kop(3, gemeente.naam, f"gemeente-{gemeente.code}", nieuwe_pagina=nummer > 0)
        yield _blad(stand, gemeente)
        yield _groepen(stand, gemeente)


def _blad(stand: Stand, gemeente: Gemeente) -> Blok:
    regels = [(titel, code) for code, titel in AANTALLEN]
    regels += [(f"{k.nummer}. {k.titel}", k.code) for k in stand.genummerd()]
    kolommen = (
        Kolom("Cijfer", breedte=2.6),
        *getalkolommen(gemeente.naam, "Vorig jaar", f"Regio {stand.regio}", breedte=1.25),
    )
    rijen = [
        rij(
            titel,
            cel(stand.lijst.of_niets(f"{code}@{gemeente.code}")),
            cel(stand.lijst.of_niets(f"{code}@{gemeente.code}", "vorig jaar")),
            cel(stand.lijst.of_niets(code)),
        )
        for titel, code in regels
    ]
    inwoners = f"{getal(gemeente.inwoners)} inwoners" if gemeente.inwoners else "aantal inwoners onbekend"
    return tabel(f"{gemeente.naam} en de regio", kolommen, rijen, noot=f"{gemeente.naam}: {inwoners}.", breed=True)


def _groepen(stand: Stand, gemeente: Gemeente) -> Blok:
    kolommen = (
        Kolom("Onderwerp", breedte=1.2),
        *getalkolommen("Totaal", breedte=0.6),
        Kolom("Grootste zichtbare groepen", breedte=3.4),
    )
    rijen = [
        rij(o.titel, cel(stand.lijst.of_niets(f"{o.code}@{gemeente.code}")), Cel(_grootste(stand, o, gemeente)))
        for o in stand.onderwerpen if o.code in ONDERWERPEN
    ]  # fmt: skip
    noot = f"Hoogstens {GROOTSTE} groepen, van groot naar klein. Groepen die hier niet staan zijn kleiner, leeg of verborgen."
    return tabel(f"{gemeente.naam}: inhoudelijke duiding", kolommen, rijen, noot=noot, breed=True)


def _grootste(stand: Stand, onderwerp: Onderwerp, gemeente: Gemeente) -> str:
    zichtbaar = [
        (cijfer.teller or 0, titel, cijfer)
        for code, titel in onderwerp.groepen
        if (cijfer := stand.lijst.of_niets(f"{onderwerp.code}/{code}@{gemeente.code}"))
        and cijfer.waarde
        and cijfer.teller
    ]
    groot = sorted(zichtbaar, key=lambda deel: (-deel[0], deel[1]))[:GROOTSTE]
    return "; ".join(f"{titel} {getal(teller)}" for teller, titel, _ in groot) or "geen groep is veilig te tonen"
