"""De tabellen van wat begroot is, een keer gemaakt: voor de terminal, het papier en het web."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from zicht.core.begroting.begroting import Begroting, Dienst, Groep, Post, Soort
from zicht.core.begroting.rekenen import Model, reken
from zicht.core.begroting.trechter import Trechter
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.rapportage.begroting.cellen import Rij, cel
from zicht.rapportage.begroting.namen import ONBEKEND, uitkomst, verschil, waarde
from zicht.rapportage.begroting.stuk import Stuk
from zicht.rapportage.blokken import Cel, Kolom, Tabel, getalkolommen, rij
from zicht.rapportage.getallen import VAST, getal

GROEPEN = {Groep.PERSONEEL: "Personeelskosten", Groep.OVERHEAD: "Overhead", Groep.EENMALIG: "Eenmalig"}


def _stukkop(stuk: Begroting) -> str:
    """Een kolomkop: wat voor stuk het is en van welk jaar."""
    soort = "Herziening" if stuk.wijzigt else {Soort.REALISATIE: "Realisatie"}.get(stuk.soort, "Begroot")
    return f"{soort} {stuk.jaar}"


# ------------------------------------------------------------------------------------------- trechter, kernprestaties


def trechter(stuk: Stuk) -> Tabel | None:
    """Hoe de meldingen verdelen: per stap het aantal en het aandeel in de stap ervoor."""
    model, b = stuk.model, stuk.begroting
    if not any(stroom.van for stroom in b.stromen):
        return None
    titels = {stroom.code: stroom.titel for stroom in b.stromen}
    rijen = [rij(stroom.titel, titels.get(stroom.van or "", ""), cel(model[f"stroom.{stroom.code}"].waarde, "aantal"),
                 f"{getal(model[f'aandeel.{stroom.code}'].getal, 1)}{VAST}%" if stroom.van and model[f"aandeel.{stroom.code}"].waarde is not None else "")
             for stroom in b.stromen]  # fmt: skip
    for code, titel in titels.items():
        rest = model.uitkomsten.get(f"rest.{code}")
        if rest and rest.waarde and round(rest.waarde):
            rijen.append(rij("Niet geplaatst", titel, cel(rest.waarde, "aantal"), ""))
    kolommen = (Kolom("Stap", breedte=2.4), Kolom("Komt van", breedte=1.8), *getalkolommen("Aantal", "Aandeel"))
    return Tabel("Van meldingen naar vervolg", kolommen, tuple(rijen))


def kernprestaties(stuk: Stuk) -> Tabel:
    """De aantallen van nu en eerder, de normtijd en de uren die daaruit volgen."""
    eerder = [ander for ander in stuk.eerder if ander.diensten and not ander.wijzigt]
    kolommen = (Kolom("Nr.", breedte=0.45), Kolom("Kernprestatie", breedte=2.6), Kolom("Eenheid", breedte=1.1),
                *getalkolommen(*map(_stukkop, (*eerder, stuk.begroting)), "Normtijd (uren)", "Uren"))  # fmt: skip
    rijen = [_kernprestatie(stuk, eerder, dienst) for dienst in stuk.begroting.diensten]
    uren = stuk.model["uren"]
    leeg = [""] * (len(eerder) + 2)
    rijen.append(
        rij(
            "", Cel("Samen", vet=True), "", *leeg, Cel(waarde(uren.waarde, "uren"), vet=True, grijs=uren.waarde is None)
        )
    )
    return Tabel("Kernprestaties, normtijden en uren", kolommen, tuple(rijen), " ".join(_noten(stuk)))


def _kernprestatie(stuk: Stuk, eerder: list[Begroting], dienst: Dienst) -> Rij:
    model, code = stuk.model, dienst.code
    norm = stuk.begroting.getal(f"dienst.{code}.normtijd_uren")
    uren = model.uitkomsten.get(f"uren.{code}")
    return rij(
        dienst.nummer,
        dienst.titel,
        dienst.eenheid,
        *(_eerder_aantal(ander, code) for ander in eerder),
        _aantal(model[f"dienst.{code}.aantal"], dienst),
        cel(norm.waarde if norm else None, "uren"),
        Cel("niet begroot", grijs=True) if uren is None else cel(uren.waarde, "aantal"),
    )


def _eerder_aantal(ander: Begroting, code: str) -> Cel:
    dienst = next((dienst for dienst in ander.diensten if dienst.code == code), None)
    return Cel("", grijs=True) if dienst is None else _aantal(Trechter(ander).dienst(dienst), dienst)


def _aantal(aantal: Uitkomst, dienst: Dienst) -> Cel:
    return (
        Cel("niet begroot", grijs=True)
        if dienst.niet_begroot and aantal.waarde is None
        else cel(aantal.waarde, "aantal")
    )


def _noten(stuk: Stuk) -> Iterator[str]:
    for dienst in stuk.begroting.diensten:
        if dienst.niet_begroot and stuk.model[f"dienst.{dienst.code}.aantal"].waarde is None:
            yield f"{dienst.titel}: {dienst.niet_begroot}"


def formatie(stuk: Stuk) -> Tabel:
    """Van uren naar fte, met beschikbaarheid ernaast."""
    model, per_fte = stuk.model, stuk.begroting.getal("formatie.productieve_uren")
    rijen = [
        rij("Uren van alle diensten", waarde(model["uren"].waarde, "uren")),
        rij("Productieve uren per fte", waarde(per_fte.waarde if per_fte else None, "uren")),
    ]
    codes = ("fte.volume", *(f"formatie.{blok.code}.fte" for blok in stuk.begroting.formatie), "fte.primair", "fte.inhuur",
             "fte.in_dienst", *(["fte.personeel"] if stuk.heeft_lasten else []))  # fmt: skip
    rijen += [rij(model[code].titel, _fte(model[code])) for code in codes]
    return Tabel("Formatie", (Kolom("", breedte=3), *getalkolommen("Getal")), tuple(rijen), _waarom(model, codes))


def _fte(deel: Uitkomst) -> Cel:
    return Cel(f"{waarde(deel.waarde, 'uren')} fte" if deel.waarde is not None else ONBEKEND, grijs=deel.waarde is None,
               vet=deel.code == "fte.primair")  # fmt: skip


def _waarom(model: Model, codes: Iterable[str]) -> str:
    """Waarom iets onbekend is; een lange rij normtijden wordt een aantal."""
    delen = dict.fromkeys(deel for code in codes if model[code].waarde is None for deel in model[code].noot.split("; "))
    normen = [deel for deel in delen if deel.startswith("normtijd ")]
    rest = [deel for deel in delen if deel not in normen]
    samen = [f"de normtijd van {len(normen)} kernprestaties is niet bekend"] if len(normen) > 2 else normen
    return _zin("; ".join([*samen, *rest]))


def _zin(tekst: str) -> str:
    return f"{tekst[0].upper()}{tekst[1:]}." if tekst else ""


# ---------------------------------------------------------------------------------------------------------------- lasten


def lasten(stuk: Stuk) -> Tabel:
    """De posten zoals vastgesteld, nu en eerder, naast wat uit het model volgt."""
    eerder = [ander for ander in stuk.eerder if ander.posten and ander.soort is not Soort.REALISATIE]
    kolommen = (
        Kolom("Post", breedte=2.6),
        *getalkolommen(*map(_stukkop, (*eerder, stuk.bron)), "Volgt uit het model", "Verschil"),
    )
    rijen = list[Rij]()
    for groep in Groep:
        posten = [post for post in stuk.begroting.posten if post.groep is groep]
        rijen += [_post(stuk, eerder, post) for post in posten]
        if posten:
            rijen.append(_groep(stuk, eerder, groep))
    rijen.append(_totaalrij(stuk, eerder, "Totaal (structureel)", "begroot.totaal", "totaal"))
    noot = _prijspeil(stuk)
    return Tabel("Lasten per post", kolommen, tuple(rijen), noot)


def _post(stuk: Stuk, eerder: list[Begroting], post: Post) -> Rij:
    pad = f"post.{post.code}.bedrag"
    bedragen = [getal.waarde if (getal := ander.getal(pad)) else None for ander in (*eerder, stuk.bron)]
    model = stuk.model[f"post.{post.code}"].waarde
    return rij(
        post.titel, *(cel(bedrag, "euro") for bedrag in bedragen), cel(model, "euro"), _verschil(model, bedragen[-1])
    )


def _groep(stuk: Stuk, eerder: list[Begroting], groep: Groep) -> Rij:
    model = {Groep.PERSONEEL: "personeel", Groep.OVERHEAD: "overhead", Groep.EENMALIG: "eenmalig"}[groep]
    return _totaalrij(stuk, eerder, f"Totaal {GROEPEN[groep].lower()}", f"begroot.groep.{groep.value}", model)


def _totaalrij(stuk: Stuk, eerder: list[Begroting], titel: str, code: str, model: str) -> Rij:
    waarden = [reken(ander).uitkomsten.get(code) for ander in (*eerder, stuk.bron)]
    bedragen = [deel.waarde if deel else None for deel in waarden]
    eigen = stuk.model[model].waarde
    return rij(Cel(titel, vet=True), *(cel(bedrag, "euro", vet=True) for bedrag in bedragen), cel(eigen, "euro", vet=True),
               _verschil(eigen, bedragen[-1]))  # fmt: skip


def _verschil(eigen: Decimal | None, ander: Decimal | None) -> Cel:
    if eigen is None or ander is None:
        return Cel("", grijs=True)
    return Cel(verschil(eigen - ander, "euro") if round(eigen) != round(ander) else "geen")


def _prijspeil(stuk: Stuk) -> str:
    jaar = stuk.bron.jaar
    return f"Bedragen in euro, prijspeil {jaar}. Wat uit het model volgt, wordt niet passend gemaakt op wat is vastgesteld."


def taakvelden(stuk: Stuk) -> Tabel:
    """De lasten per taakveld; het taakveld staat bij elke post en is te wijzigen."""
    rijen = list[Rij]()
    for veld in dict.fromkeys(post.taakveld for post in stuk.begroting.posten):
        posten = [post for post in stuk.begroting.posten if post.taakveld == veld]
        begroot = [stuk.model[f"begroot.{post.code}"].waarde for post in posten]
        bedrag = None if None in begroot else sum((deel for deel in begroot if deel is not None), Decimal(0))
        rijen.append(rij(veld or "zonder taakveld", str(len(posten)), cel(bedrag, "euro")))
    eenmalig = any(post.groep is Groep.EENMALIG for post in stuk.begroting.posten)
    kolommen = (Kolom("Taakveld", breedte=2), *getalkolommen("Posten", "Begroot"))
    return Tabel("Lasten per taakveld", kolommen, tuple(rijen), "Met de eenmalige lasten erbij." if eenmalig else "")


def indexatie(stuk: Stuk) -> Tabel | None:
    """Van het vorige totaal met de indexen naar dit totaal."""
    model = stuk.model.uitkomsten
    if "aansluiting.vorig_totaal" not in model:
        return None
    rijen = [rij("Vorig totaal", "", cel(model["aansluiting.vorig_totaal"].waarde, "euro"))]
    for index in stuk.begroting.indexen:
        procent = stuk.begroting.getal(f"index.{index.code}.procent")
        rijen.append(rij(index.titel, waarde(procent.waarde if procent else None, "procent"),
                         cel(model[f"aansluiting.{index.code}"].waarde, "euro")))  # fmt: skip
    if stuk.begroting.indexen:
        rijen.append(rij("Vorig totaal met indexatie", "", cel(model["aansluiting.totaal"].waarde, "euro")))
    rijen += [
        rij(Cel("Begroot totaal", vet=True), "", cel(model["begroot.totaal"].waarde, "euro", vet=True)),
        rij(
            "Meer dan het vorige totaal",
            uitkomst(model["aansluiting.stijging"]),
            cel(model["aansluiting.erbij"].waarde, "euro"),
        ),
    ]
    return Tabel(
        "Van het vorige totaal naar dit totaal",
        (Kolom("", breedte=2.4), *getalkolommen("Stijging", "Bedrag")),
        tuple(rijen),
    )


def meerjaren(stuk: Stuk) -> Tabel | None:
    """Elk jaar de formatie en de lasten, met het prijspeil erbij."""
    if len(stuk.per_jaar) == 1:
        return None
    codes = ("fte.primair", *(f"begroot.groep.{groep.value}" for groep in Groep), "begroot.totaal")
    basis = stuk.per_jaar[stuk.bron.jaar]
    rijen = [rij(Cel(_in_jaren(basis, code), vet=code == "begroot.totaal"),
                 *(cel(_prijs(basis, model, code), basis[code].eenheid, vet=code == "begroot.totaal")
                   for model in stuk.per_jaar.values()))
             for code in codes if code in basis.uitkomsten]  # fmt: skip
    rijen.append(rij("Prijspeil", *(str(_peiljaar(stuk, jaar)) for jaar in stuk.per_jaar)))
    kolommen = (Kolom("", breedte=1.8), *getalkolommen(*map(str, stuk.per_jaar)))
    return Tabel(
        "Formatie en lasten per jaar",
        kolommen,
        tuple(rijen),
        "Een jaar zonder eigen index staat in het prijspeil van het jaar ervoor.",
    )


def _in_jaren(basis: Model, code: str) -> str:
    return "Begroot totaal" if code == "begroot.totaal" else basis[code].titel


def _prijs(basis: Model, model: Model, code: str) -> Decimal | None:
    """Het vastgestelde bedrag, met wat het jaar in het model duurder is."""
    naar_model = {"begroot.groep.personeel": "personeel", "begroot.groep.overhead": "overhead",
                  "begroot.groep.eenmalig": "eenmalig", "begroot.totaal": "totaal"}  # fmt: skip
    if code not in naar_model:
        return model[code].waarde
    vast, nu, toen = basis[code].waarde, model[naar_model[code]].waarde, basis[naar_model[code]].waarde
    return None if vast is None or nu is None or toen is None else vast + nu - toen


def _peiljaar(stuk: Stuk, jaar: int) -> int:
    met_index = [
        j for j, getallen in stuk.bron.jaren.items() if j <= jaar and any(p.startswith("index.") for p in getallen)
    ]
    return max(met_index, default=stuk.bron.jaar)
