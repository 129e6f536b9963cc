"""De bladen van het werkboek: Aannames, Trechter, Kernprestaties, Formatie, Lasten, Meerjaren, Gemeenten, Scenario's, Afwijkingen."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from zicht.core.begroting.afwijkingen import Afwijking
from zicht.core.begroting.scenario import begroot_totaal
from zicht.core.begroting.verdeling import Bijdrage, verdeel
from zicht.rapportage.begroting.stuk import Stuk
from zicht.rapportage.begroting.werkboek.bord import Blad, Bord, Formule, Inhoud, Invoer, Uitkomstcel, Vast, schrijf
from zicht.rapportage.begroting.werkboek.formules import ONBEKEND, Formules
from zicht.rapportage.begroting.werkboek.varianten import Opbouw, aannames, jaar_varianten, scenario_varianten

_BLAD = {"stroom": "Trechter", "aandeel": "Trechter", "geplaatst": "Trechter", "rest": "Trechter",
         "dienst": "Kernprestaties", "uren": "Kernprestaties",
         "fte": "Formatie", "formatie": "Formatie", "aandeel_fte": "Formatie"}  # fmt: skip
_EERST = ("fte.primair", "personeel", "overhead", "totaal", "effect", "begroot_totaal")


def werkboek(stuk: Stuk) -> bytes:
    """Het rekenblad als bestand."""
    opbouw = bouw(stuk)
    datum = datetime(stuk.bron.jaar, 1, 1)  # noqa: DTZ001 - a spreadsheet knows no time zone
    return schrijf(opbouw.bord, stuk.bron.titel, datum, dict(_formules(opbouw)))


def bouw(stuk: Stuk) -> Opbouw:
    """De bladen met hun inhoud, en waar elk getal en elke uitkomst staat."""
    opbouw = aannames(stuk, Bord())
    codes = list(_codes(opbouw))
    _trechter(opbouw, codes)
    _kernprestaties(opbouw)
    _formatie(opbouw, codes)
    if stuk.heeft_lasten:
        _lasten(opbouw, codes)
    _meerjaren(opbouw, codes)
    if stuk.heeft_lasten:
        _gemeenten(opbouw)
    _scenarios(opbouw, codes)
    _afwijkingen(opbouw)
    return opbouw


def _codes(opbouw: Opbouw) -> Iterator[str]:
    """De code van elke uitkomst, in de volgorde van het rekenen."""
    begroting = opbouw.varianten["begroting"]
    return (code for code, _ in Formules(opbouw.begroting, begroting, _nergens))


def _nergens(_variant: str, _code: str) -> str:
    """Een adres dat er nog niet toe doet."""
    return "A1"


def _formules(opbouw: Opbouw) -> Iterator[tuple[tuple[str, str], Formule]]:
    for variant in opbouw.varianten.values():
        for code, tekst in Formules(opbouw.begroting, variant, opbouw.bord.plaats):
            yield (variant.code, code), Formule(tekst, opbouw.waarde(variant, code), opbouw.eenheid(code))


def _cel(opbouw: Opbouw, variant: str, code: str) -> Uitkomstcel:
    return Uitkomstcel(variant, code, opbouw.eenheid(code))


def _naast(opbouw: Opbouw, blad: Blad, codes: Iterable[str]) -> None:
    """Een rij per uitkomst: nu, begroot, en het verschil."""
    for code in codes:
        rij = blad.rij + 1
        opbouw.bord.zet(blad, opbouw.titel(code), _cel(opbouw, "nu", code), _cel(opbouw, "begroting", code),
                        _verschil(opbouw, blad, code, 1, 2, rij), opbouw.eenheid(code))  # fmt: skip


def _verschil(opbouw: Opbouw, blad: Blad, code: str, nu: int, toen: int, rij: int) -> Formule:
    a, b = blad.adres(nu, rij), blad.adres(toen, rij)
    waarde = opbouw.waarde(opbouw.varianten["begroting"], code)
    return Formule(
        f'IF(COUNT({a},{b})=2,{a}-{b},"")', Decimal(0) if isinstance(waarde, Decimal) else "", opbouw.eenheid(code)
    )


_NAAST = ("Nu", "Begroot", "Verschil", "Eenheid")


def _trechter(opbouw: Opbouw, codes: list[str]) -> None:
    blad = opbouw.bord.blad("Trechter", "Trechter: hoe de meldingen over het vervolg verdelen", 60, 14, 14, 14, 12)
    blad.kop("Stap", *_NAAST, blijft=True)
    _naast(opbouw, blad, (code for code in codes if _BLAD.get(code.partition(".")[0]) == "Trechter"))


def _kernprestaties(opbouw: Opbouw) -> None:
    blad = opbouw.bord.blad("Kernprestaties", "Kernprestaties: aantal × normtijd = uren", 8, 46, 14, 12, 12, 14, 12, 14, 12,
                            uitleg="Aantallen en normtijden wijzigt u in Aannames.")  # fmt: skip
    blad.kop("Nr.", "Kernprestatie", "Eenheid", "Aantal, nu", "Normtijd, nu", "Uren, nu", "Aantal, begroot", "Uren, begroot",
             "Verschil, uren", blijft=True)  # fmt: skip
    nu = opbouw.varianten["nu"]
    for dienst in opbouw.begroting.diensten:
        norm = f"dienst.{dienst.code}.normtijd_uren"
        getal, aantal, uren = opbouw.begroting.getal(norm), f"dienst.{dienst.code}.aantal", f"uren.{dienst.code}"
        normcel = Formule(
            f'IF(ISNUMBER({nu.invoer[norm]}),{nu.invoer[norm]},"{ONBEKEND}")', getal.waarde if getal else None, "uren"
        )
        opbouw.bord.zet(blad, dienst.nummer, dienst.titel, dienst.eenheid, _cel(opbouw, "nu", aantal), normcel,
                        _cel(opbouw, "nu", uren), _cel(opbouw, "begroting", aantal), _cel(opbouw, "begroting", uren),
                        _verschil(opbouw, blad, uren, 5, 7, blad.rij + 1))  # fmt: skip
    opbouw.bord.zet(blad, "", "Uren van alle diensten", None, None, None, _cel(opbouw, "nu", "uren"), None,
                    _cel(opbouw, "begroting", "uren"), _verschil(opbouw, blad, "uren", 5, 7, blad.rij + 1))  # fmt: skip


def _formatie(opbouw: Opbouw, codes: list[str]) -> None:
    blad = opbouw.bord.blad(
        "Formatie", "Formatie: uren ÷ productieve uren, met beschikbaarheid ernaast", 60, 14, 14, 14, 12
    )
    blad.kop("Formatie", *_NAAST, blijft=True)
    _naast(opbouw, blad, (code for code in codes if _BLAD.get(code.partition(".")[0]) == "Formatie"))


def _lasten(opbouw: Opbouw, codes: list[str]) -> None:
    blad = opbouw.bord.blad("Lasten", "Lasten: wat uit het model volgt naast wat is vastgesteld", 60, 16, 16, 16, 12, 16, 18, 12,
                            uitleg="Het taakveld mag u veranderen; de tabel onderaan telt opnieuw op.")  # fmt: skip
    blad.kop("Post", "Model, nu", "Model, begroot", "Verschil", "Eenheid", "Vastgesteld", "Model min vastgesteld", "Taakveld",
             blijft=True)  # fmt: skip
    eerste = blad.rij + 1
    for post in opbouw.begroting.posten:
        code, rij = f"post.{post.code}", blad.rij + 1
        vast = f"begroot.{post.code}"
        min_vast = _min(opbouw, blad.adres(2, rij), blad.adres(5, rij), code, vast)
        opbouw.bord.zet(blad, post.titel, _cel(opbouw, "nu", code), _cel(opbouw, "begroting", code),
                        _verschil(opbouw, blad, code, 1, 2, rij), "euro", _cel(opbouw, "begroting", vast), min_vast,
                        post.taakveld)  # fmt: skip
    laatste = blad.rij
    gezet = {f"post.{post.code}" for post in opbouw.begroting.posten}
    blad.zet()
    blad.kop("Samen", *_NAAST)
    _naast(opbouw, blad, (c for c in codes if c.partition(".")[0] not in _BLAD and c not in gezet))
    _taakvelden(opbouw, blad, eerste, laatste)


def _min(opbouw: Opbouw, a: str, b: str, code: str, vast: str) -> Formule:
    model = opbouw.varianten["begroting"].model
    eigen, ander = model[code].waarde, model[vast].waarde
    waarde = "" if eigen is None or ander is None else eigen - ander
    return Formule(f'IF(COUNT({a},{b})=2,{a}-{b},"")', waarde, "euro")


def _taakvelden(opbouw: Opbouw, blad: Blad, eerste: int, laatste: int) -> None:
    """Per taakveld de som; het taakveld staat bij de post."""
    model = opbouw.varianten["begroting"].model
    blad.zet()
    blad.kop("Taakveld", "Model, nu", "", "", "", "Vastgesteld")
    for taakveld in dict.fromkeys(post.taakveld for post in opbouw.begroting.posten):
        rij, posten = blad.rij + 1, [p for p in opbouw.begroting.posten if p.taakveld == taakveld]
        inhoud: list[Inhoud] = [taakveld or "zonder taakveld"]
        for kolom, soort in ((1, "post"), (5, "begroot")):
            delen = [model[f"{soort}.{post.code}"].waarde for post in posten]
            reeks = f"{blad.adres(kolom, eerste)}:{blad.adres(kolom, laatste).partition('!')[2]}"
            velden = f"{blad.adres(7, eerste)}:{blad.adres(7, laatste).partition('!')[2]}"
            eis = blad.adres(0, rij) if taakveld else '""'
            inhoud += [None] * (kolom - len(inhoud))
            inhoud.append(
                Formule(f"SUMIF({velden},{eis},{reeks})", sum((d for d in delen if d is not None), Decimal(0)), "euro")
            )
        blad.zet(*inhoud)


def _ketting(opbouw: Opbouw, blad: Blad, codes: list[str], kolommen: list[str]) -> None:
    """De hele berekening onder elkaar, met een kolom per variant."""
    for code in codes:
        opbouw.bord.zet(blad, opbouw.titel(code), *(_cel(opbouw, variant, code) for variant in kolommen))


def _boven(opbouw: Opbouw, blad: Blad, codes: list[str], kolommen: list[str]) -> None:
    """De belangrijkste uitkomsten, die naar de berekening eronder verwijzen."""
    for code in (code for code in _EERST if code in codes):
        blad.zet(opbouw.titel(code), *(_cel(opbouw, variant, code) for variant in kolommen))


def _meerjaren(opbouw: Opbouw, codes: list[str]) -> None:
    if not opbouw.begroting.jaren:
        return
    jaar, later = opbouw.begroting.jaar, list(map(str, sorted(opbouw.begroting.jaren)))
    blad = opbouw.bord.blad("Meerjaren", f"Meerjarenraming vanaf {jaar}", 60, 16, *([16] * len(later)),
                            uitleg="Vul een index of een ander getal in bij een later jaar; leeg is: geen stijging.")  # fmt: skip
    opbouw.varianten |= {variant.code: variant for variant in jaar_varianten(opbouw, blad, 2)}
    blad.zet()
    blad.kop("Uitkomst", f"{jaar}, nu", *later)
    _boven(opbouw, blad, codes, ["nu", *later])
    blad.zet()
    blad.kop("De hele berekening", f"{jaar}, nu", *later)
    _ketting(opbouw, blad, codes, ["nu", *later])


def _scenarios(opbouw: Opbouw, codes: list[str]) -> None:
    blad = opbouw.bord.blad("Scenario's", "Scenario’s naast elkaar", 60, 16, *([18] * (len(opbouw.stuk.scenarios) + 1)),
                            uitleg="Elk scenario begint bij wat er nu in Aannames staat. Een wijziging mag u veranderen.")  # fmt: skip
    nieuw = {variant.code: variant for variant in scenario_varianten(opbouw, blad, 2)}
    opbouw.varianten |= nieuw
    titels = [variant.titel for variant in nieuw.values()]
    blad.zet()
    blad.kop("Uitkomst", "Begroting, nu", *titels)
    _boven(opbouw, blad, codes, ["nu", *nieuw])
    blad.zet()
    blad.kop("De hele berekening", "Begroting, nu", *titels)
    _ketting(opbouw, blad, codes, ["nu", *nieuw])


# ------------------------------------------------------------------------------------------------------------ gemeenten


def _gemeenten(opbouw: Opbouw) -> None:
    begroting = opbouw.begroting
    if not begroting.maten:
        return
    maten = len(begroting.maten)
    blad = opbouw.bord.blad("Gemeenten", "Bijdrage per gemeente in hele euro’s", 12, 26, *([14] * (maten + 9)),
                            uitleg="Wie naar beneden is afgerond en het grootste restant heeft, krijgt er een euro bij.")  # fmt: skip
    bedragen = [_te_verdelen(opbouw, blad, soort) for soort in ("nu", "begroting")]
    blad.zet()
    kolommen = ("exact", "naar beneden", "restant", "bijdrage")
    blad.kop("Gemeente", "Naam", *(maat.titel for maat in begroting.maten), "Aandeel",
             *(f"Nu: {k}" for k in kolommen), *(f"Begroot: {k}" for k in kolommen), blijft=True)  # fmt: skip
    eerste, laatste = blad.rij + 1, blad.rij + len(begroting.gemeenten)
    verdeeld = [
        {deel.gemeente: deel for deel in verdeel(begroting, bedrag)} if bedrag is not None else {}
        for _, bedrag in bedragen
    ]
    for code in sorted(begroting.gemeenten):
        rij = blad.rij + 1
        inhoud: list[Inhoud] = [code, begroting.gemeenten[code]]
        inhoud += [Invoer(maat.per_gemeente[code], "aantal") for maat in begroting.maten]
        een_deel = next((deel[code].aandeel for deel in verdeeld if deel), None)
        inhoud.append(_aandeel(opbouw, blad, rij, eerste, laatste, een_deel))
        for nummer, (cel, bedrag) in enumerate(bedragen):
            begin = 3 + maten + 4 * nummer
            inhoud += _bijdrage(blad, begin, rij, (eerste, laatste), cel, bedrag, verdeeld[nummer].get(code), 2 + maten)
        blad.zet(*inhoud)
    _samen(
        blad, maten, eerste, laatste, [sum(d.bedrag_euro for d in deel.values()) if deel else None for deel in verdeeld]
    )


def _te_verdelen(opbouw: Opbouw, blad: Blad, variant: str) -> tuple[str, Decimal | None]:
    model = opbouw.varianten["begroting"].model
    bedrag = begroot_totaal(model, model)
    wat = "Te verdelen, nu" if variant == "nu" else "Te verdelen, begroot"
    cel = opbouw.bord.plaats(variant, "begroot_totaal")
    rij = blad.zet(wat, None, Formule(cel, bedrag, "euro"))
    return blad.adres(2, rij), bedrag


def _aandeel(opbouw: Opbouw, blad: Blad, rij: int, eerste: int, laatste: int, waarde: Decimal | None) -> Formule:
    delen = list[str]()
    for kolom, maat in enumerate(opbouw.begroting.maten, 2):
        gewicht = opbouw.varianten["nu"].invoer[f"verdeelsleutel.{maat.code}.gewicht"]
        delen.append(f"{blad.adres(kolom, rij)}/SUM({_kolom(blad, kolom, eerste, laatste)})*{gewicht}/100")
    return Formule("+".join(delen), waarde, "aandeel")


def _bijdrage(blad: Blad, begin: int, rij: int, bereik: tuple[int, int], cel: str, bedrag: Decimal | None,
              deel: Bijdrage | None, aandeel: int) -> list[Inhoud]:  # fmt: skip
    """Vier cellen: exact, naar beneden, het restant, en met de verdeelde euro's erbij."""
    exact, onder, rest = (blad.adres(begin + n, rij) for n in range(3))
    resten, namen = _kolom(blad, begin + 2, *bereik), _kolom(blad, 0, *bereik)
    over = f"ROUND({cel},0)-SUM({_kolom(blad, begin + 1, *bereik)})"
    plaats = f"SUMPRODUCT(({resten}>{rest})+({resten}={rest})*({namen}<{blad.adres(0, rij)}))"
    heel = None if deel is None or bedrag is None else round(bedrag) * deel.aandeel
    omlaag = None if heel is None else heel // 1
    return [
        Formule(f'IF(ISNUMBER({cel}),ROUND({cel},0)*{blad.adres(aandeel, rij)},"{ONBEKEND}")', heel, "euro"),
        Formule(f'IF(ISNUMBER({exact}),INT(ROUND({exact},6)),"{ONBEKEND}")', omlaag, "euro"),
        Formule(f'IF(ISNUMBER({exact}),ROUND({exact}-{onder},6),"{ONBEKEND}")', None if heel is None else heel - heel // 1, "verhouding"),
        Formule(f'IF(ISNUMBER({exact}),{onder}+IF({plaats}<{over},1,0),"{ONBEKEND}")', deel.bedrag_euro if deel else None, "euro"),
    ]  # fmt: skip


def _samen(blad: Blad, maten: int, eerste: int, laatste: int, totalen: list[int | None]) -> None:
    inhoud: list[Inhoud] = ["Samen", None, *([None] * (maten + 1))]
    for nummer, totaal in enumerate(totalen):
        reeks = _kolom(blad, 6 + maten + 4 * nummer, eerste, laatste)
        inhoud += [None, None, None, Formule(f'IF(COUNT({reeks})>0,SUM({reeks}),"{ONBEKEND}")', totaal, "euro")]
    blad.zet(*inhoud)


def _kolom(blad: Blad, kolom: int, eerste: int, laatste: int) -> str:
    """Een vast stuk van een kolom."""
    van, tot = blad.adres(kolom, eerste), blad.adres(kolom, laatste).partition("!")[2]
    return f"{van}:{tot}"


# ----------------------------------------------------------------------------------------------------------- afwijkingen


def _afwijkingen(opbouw: Opbouw) -> None:
    blad = opbouw.bord.blad("Afwijkingen", "Wat gedrukt staat tegenover wat eruit volgt", 52, 16, 16, 14, 12, 12, 90,
                            uitleg="Verschillen worden genoemd en uitgelegd, niet passend gemaakt.")  # fmt: skip
    blad.kop("Controle", "Volgt uit", "Gedrukt of ander getal", "Verschil", "Marge", "Klopt", "Verklaring", blijft=True)
    for deel in opbouw.stuk.afwijkingen:
        rij = blad.rij + 1
        a, b, marge = (blad.adres(kolom, rij) for kolom in (1, 2, 4))
        eenheid = deel.links.eenheid
        blad.zet(
            deel.controle.titel,
            _kant(opbouw, deel, deel.controle.links, deel.links.waarde),
            _rechts(opbouw, deel),
            Formule(f'IF(COUNT({a},{b})=2,{a}-{b},"")', "" if deel.verschil is None else deel.verschil, eenheid),
            Vast(deel.controle.tolerantie, eenheid),
            Formule(f'IF(COUNT({a},{b})=2,IF(ABS({a}-{b})<={marge}+0.000001,"ja","nee"),"{ONBEKEND}")',
                    ONBEKEND if deel.verschil is None else "ja" if deel.klopt else "nee", "tekst"),
            deel.controle.verklaring,
        )  # fmt: skip


def _rechts(opbouw: Opbouw, deel: Afwijking) -> Inhoud:
    rechts = deel.controle.rechts
    return (
        _kant(opbouw, deel, rechts, deel.rechts.waarde)
        if isinstance(rechts, str)
        else Vast(rechts.waarde, rechts.eenheid)
    )


def _kant(opbouw: Opbouw, deel: Afwijking, code: str, waarde: Decimal | None) -> Inhoud:
    """Een kant van een controle: de cel van de uitkomst, of het antwoord op een vraag per eenheid."""
    eenheid = deel.links.eenheid
    if not code.startswith("vraag."):
        cel = opbouw.bord.plaats("nu", code)
        return Formule(f'IF(ISNUMBER({cel}),{cel},"{ONBEKEND}")', waarde, eenheid)
    invoer, plaats = opbouw.varianten["nu"].invoer, opbouw.bord.plaats
    tarief = invoer["loonkosten.inhuur"]
    formules = {
        "vraag.inhuur_duurder": lambda: f"{tarief}-{invoer['loonkosten.in_dienst']}",
        "vraag.punt_verzuim": lambda: f"{plaats('nu', 'fte.personeel')}*({invoer['verzuim.verwacht']}+1-{invoer['verzuim.begroot']})/100*{tarief}",
        "vraag.honderd_meldingen": lambda: f"({plaats('vraag-meldingen', 'fte.primair')}-{plaats('nu', 'fte.primair')})*{tarief}",
    }  # fmt: skip
    return Formule(formules[code](), waarde, eenheid)
