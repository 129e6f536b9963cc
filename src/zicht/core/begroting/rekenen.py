"""Het model: aantallen × normtijden → uren → fte → personeelslasten → overhead → totaal, elk met zijn opbouw.

Daarnaast staat wat er *begroot* is: de bedragen per post zoals vastgesteld. Model en begroot worden vergeleken, nooit passend gemaakt.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from zicht.core.begroting.begroting import Begroting, Dienst, Groep, Post
from zicht.core.begroting.inzetkosten import in_begrotingsjaar
from zicht.core.begroting.prijzen import prijsfactoren
from zicht.core.begroting.trechter import Trechter, uit_getal
from zicht.core.begroting.uitkomst import Uitkomst, deling, gegeven, product, som, verschil

KEUZES = (
    "Overhead is een percentage van het personeel als het bestand dat geeft; anders de som van de overheadposten.",
    "De formatie van een personeelspost zonder eigen fte is haar bedrag gedeeld door de loonkosten van een fte in dienst.",
    "De begroting rekent met het begrote verzuim en verloop; wat daarboven komt, vangt inhuur op, zonder overhead.",
    "Een index werkt op alle posten van haar groepen; meer indexen van een jaar tellen op.",
)


@dataclass(frozen=True, slots=True)
class Model:
    """De uitkomsten van een begroting, op code; in de volgorde waarin ze ontstaan."""

    begroting: Begroting
    uitkomsten: Mapping[str, Uitkomst]

    def __getitem__(self, code: str) -> Uitkomst:
        return self.uitkomsten[code]


def reken(begroting: Begroting) -> Model:
    """Reken de begroting door."""
    rekening = _Rekening(begroting)
    return Model(begroting, MappingProxyType({uitkomst.code: uitkomst for uitkomst in rekening.alles()}))


class _Rekening:
    def __init__(self, begroting: Begroting) -> None:
        self.begroting = begroting
        self.trechter = Trechter(begroting)

    def alles(self) -> Iterator[Uitkomst]:
        yield from self._aantallen()
        uren = self._uren()
        yield from uren
        totaal_uren = som("uren", "Uren van alle diensten", "uren", uren) if uren else _geen_uren()
        formatie = self._formatie(totaal_uren)
        yield from (totaal_uren, *formatie.values())
        if self.begroting.posten:
            posten = [self._post(post, formatie) for post in self.begroting.posten]
            yield from posten
            yield from self._lasten(posten, formatie)
            yield from self._begroot()

    # ---------------------------------------------------------------------------------------------- aantallen en uren

    def _aantallen(self) -> Iterator[Uitkomst]:
        for stroom in self.begroting.stromen:
            yield self.trechter.stroom(stroom.code)
            if stroom.van:
                yield self.trechter.aandeel(stroom.code)
        for ouder in dict.fromkeys(stroom.van for stroom in self.begroting.stromen if stroom.van):
            yield self.trechter.geplaatst(ouder)
            yield self.trechter.rest(ouder)
        yield from (self.trechter.dienst(dienst) for dienst in self.begroting.diensten)

    def _uren(self) -> list[Uitkomst]:
        return [self._uren_van(dienst) for dienst in self.begroting.diensten if not self._niet_begroot(dienst)]

    def _niet_begroot(self, dienst: Dienst) -> bool:
        return bool(dienst.niet_begroot) and self.trechter.dienst(dienst).waarde is None

    def _uren_van(self, dienst: Dienst) -> Uitkomst:
        norm = self._getal(f"dienst.{dienst.code}.normtijd_uren", f"normtijd {dienst.titel.lower()}", "uren")
        return product(f"uren.{dienst.code}", dienst.titel, "uren", self.trechter.dienst(dienst), norm)

    # -------------------------------------------------------------------------------------------------------- formatie

    def _formatie(self, uren: Uitkomst) -> dict[str, Uitkomst]:
        productief = self._getal("formatie.productieve_uren", "productieve uren per fte", "uren")
        volume = deling("fte.volume", "Formatie uit aantallen en normtijden", "fte", uren, productief)
        blokken = [self._blok(blok.code, blok.titel) for blok in self.begroting.formatie if blok.beschikbaarheid]
        los = [blok for blok in self.begroting.formatie if not blok.beschikbaarheid]
        gedrukt = {blok.code: self._blok(blok.code, blok.titel) for blok in los}
        beschikbaar = som("fte.beschikbaarheid", "Formatie uit beschikbaarheid", "fte", blokken)
        primair = som("fte.primair", "Formatie primair proces", "fte", (volume, beschikbaar))
        aandeel = self._getal("loonkosten.aandeel_inhuur", "aandeel inhuur", "procent")
        inhuur = product("fte.inhuur", "Waarvan inhuur", "fte", primair, aandeel)
        dienstverband = verschil("fte.in_dienst", "Waarvan in dienst", "fte", primair, inhuur)
        alle = [volume, *blokken, *gedrukt.values(), beschikbaar, primair, inhuur, dienstverband]
        vast = {blok.code: gedrukt[blok.code] for blok in los if not blok.eenmalig}
        if vast:
            totaal = som("fte.gedrukt", "Structurele formatie zoals gedrukt", "fte", vast.values())
            aandelen = (
                deling(f"aandeel_fte.{c}", f"{u.titel}, aandeel", "procent", u, totaal) for c, u in vast.items()
            )
            alle += [totaal, *aandelen]
        return {uitkomst.code: uitkomst for uitkomst in alle}

    def _blok(self, code: str, titel: str) -> Uitkomst:
        return self._getal(f"formatie.{code}.fte", titel, "fte")

    # ---------------------------------------------------------------------------------------------------------- lasten

    def _post(self, post: Post, formatie: Mapping[str, Uitkomst]) -> Uitkomst:
        code = f"post.{post.code}"
        if not post.uit_formatie or formatie["fte.primair"].waarde is None:
            return self._geindexeerd(code, post, self._getal(f"{code}.bedrag", post.titel, "euro"))
        in_dienst = product("lasten.in_dienst", "Personeel in dienst", "euro", formatie["fte.in_dienst"],
                            self._getal("loonkosten.in_dienst", "loonkosten per fte in dienst", "euro"))  # fmt: skip
        inhuur = product("lasten.inhuur", "Inhuur", "euro", formatie["fte.inhuur"], self._inhuurtarief())
        return self._geindexeerd(code, post, som(code, post.titel, "euro", (in_dienst, inhuur)))

    def _inhuurtarief(self) -> Uitkomst:
        return self._getal("loonkosten.inhuur", "kosten van een ingehuurde fte", "euro")

    def _geindexeerd(self, code: str, post: Post, bedrag: Uitkomst) -> Uitkomst:
        factoren = prijsfactoren(self.begroting, post.groep)
        return product(code, post.titel, "euro", bedrag, *factoren) if factoren else bedrag.als(code, post.titel)

    def _lasten(self, posten: list[Uitkomst], formatie: Mapping[str, Uitkomst]) -> Iterator[Uitkomst]:
        per_groep = {groep: self._van(groep, posten) for groep in Groep}
        alle_fte = self._alle_fte(posten, formatie)
        vervanging = list(self._vervanging(alle_fte))
        if self.begroting.inzet:
            vervanging.append(in_begrotingsjaar(self.begroting, self.begroting.inzet))
        vast = som("personeel_vast", "Personeelsposten", "euro", per_groep[Groep.PERSONEEL])
        personeel = (
            som("personeel", "Personeel", "euro", (vast, *vervanging))
            if vervanging
            else vast.als("personeel", "Personeel")
        )
        overhead = self._overhead(vast, per_groep[Groep.OVERHEAD])
        totaal = som("totaal", "Totaal", "euro", (personeel, overhead))
        yield from (alle_fte, *vervanging, personeel, overhead, totaal)
        if per_groep[Groep.EENMALIG]:
            eenmalig = som("eenmalig", "Eenmalig", "euro", per_groep[Groep.EENMALIG])
            yield from (eenmalig, som("samen", "Structureel en eenmalig", "euro", (totaal, eenmalig)))

    def _van(self, groep: Groep, posten: list[Uitkomst]) -> list[Uitkomst]:
        return [uitkomst for post, uitkomst in zip(self.begroting.posten, posten, strict=True) if post.groep is groep]

    def _overhead(self, personeel: Uitkomst, posten: list[Uitkomst]) -> Uitkomst:
        procent = self.begroting.getal("overhead.procent")
        if procent is None:
            return som("overhead", "Overhead", "euro", posten)
        deel = uit_getal("overhead.procent", "overhead als deel van personeel", procent)
        return product("overhead", "Overhead", "euro", personeel, deel)

    def _vervanging(self, fte: Uitkomst) -> Iterator[Uitkomst]:
        """Wat verzuim en verloop boven het begrote niveau aan inhuur kosten."""
        for soort in ("verzuim", "verloop"):
            if not self.begroting.gewijzigd(f"{soort}.verwacht"):
                continue
            verwacht, begroot = (
                self._getal(f"{soort}.{naam}", f"{soort} {naam}", "procent") for naam in ("verwacht", "begroot")
            )
            extra = verschil(f"{soort}.boven_begroot", f"{soort} boven het begrote", "procent", verwacht, begroot)
            yield self._vervangen(soort, extra, fte)

    def _vervangen(self, soort: str, extra: Uitkomst, fte: Uitkomst) -> Uitkomst:
        if soort == "verzuim":
            return product("vervanging.verzuim", "Vervanging bij verzuim", "euro", fte, extra, self._inhuurtarief())
        maanden = self._getal("verloop.maanden_inhuur", "maanden inhuur per vertrek", "maanden")
        jaardeel = deling("verloop.jaardeel", "deel van het jaar", "verhouding", maanden,
                          gegeven("maanden", "maanden per jaar", Decimal(12), "maanden"))  # fmt: skip
        loon = self._getal("loonkosten.in_dienst", "loonkosten per fte in dienst", "euro")
        meer = verschil("loonkosten.verschil", "inhuur duurder dan in dienst", "euro", self._inhuurtarief(), loon)
        return product("vervanging.verloop", "Vervanging bij vertrek", "euro", fte, extra, jaardeel, meer)

    def _alle_fte(self, posten: list[Uitkomst], formatie: Mapping[str, Uitkomst]) -> Uitkomst:
        """De formatie van alle personeelsposten samen."""
        delen = [
            formatie["fte.primair"] if post.uit_formatie else self._fte_van(post, uitkomst)
            for post, uitkomst in zip(self.begroting.posten, posten, strict=True)
            if post.groep is Groep.PERSONEEL
        ]
        return som("fte.personeel", "Formatie van alle personeel", "fte", delen)

    def _fte_van(self, post: Post, bedrag: Uitkomst) -> Uitkomst:
        code = f"post.{post.code}.fte"
        if eigen := self.begroting.getal(code):
            return uit_getal(code, post.titel, eigen)
        loon = self._getal("loonkosten.in_dienst", "loonkosten per fte in dienst", "euro")
        return deling(code, post.titel, "fte", bedrag, loon, noot="geschat uit het bedrag")

    # --------------------------------------------------------------------------------------------------------- begroot

    def _begroot(self) -> Iterator[Uitkomst]:
        posten = [self._getal(f"post.{p.code}.bedrag", p.titel, "euro").als(f"begroot.{p.code}", p.titel)
                  for p in self.begroting.posten]  # fmt: skip
        yield from posten
        groepen = [som(f"begroot.groep.{groep.value}", groep.value.capitalize(), "euro", delen)
                   for groep in Groep if (delen := self._van(groep, posten))]  # fmt: skip
        yield from groepen
        vast = [groep for groep in groepen if not groep.code.endswith(Groep.EENMALIG.value)]
        totaal = som("begroot.totaal", "Begroot totaal", "euro", vast)
        yield totaal
        yield from self._direct(posten)
        yield from self._aansluiting(totaal)
        if len(vast) == 2:
            yield deling("begroot.overhead_aandeel", "Overhead als deel van personeel", "procent", vast[1], vast[0])

    def _direct(self, posten: list[Uitkomst]) -> Iterator[Uitkomst]:
        """Direct en indirect, als het bestand het van elke structurele post zegt."""
        vast = [
            (post, u) for post, u in zip(self.begroting.posten, posten, strict=True) if post.groep is not Groep.EENMALIG
        ]
        delen = [self._gesplitst(post, bedrag) for post, bedrag in vast]
        gesplitst = [deel for deel in delen if deel]
        if delen and len(gesplitst) == len(delen):
            yield som("begroot.direct", "Waarvan direct", "euro", (direct for direct, _ in gesplitst))
            yield som("begroot.indirect", "Waarvan indirect", "euro", (indirect for _, indirect in gesplitst))

    def _gesplitst(self, post: Post, bedrag: Uitkomst) -> tuple[Uitkomst, Uitkomst] | None:
        pad, niets = f"post.{post.code}.direct_bedrag", gegeven(f"geen.{post.code}", post.titel, Decimal(0), "euro")
        if getal := self.begroting.getal(pad):
            direct = uit_getal(pad, f"{post.titel}, direct", getal)
            return direct, verschil(f"indirect.{post.code}", f"{post.titel}, indirect", "euro", bedrag, direct)
        if post.direct is None:
            return None
        return (bedrag, niets) if post.direct else (niets, bedrag)

    # ----------------------------------------------------------------------------------------------------- aansluiting

    def _aansluiting(self, begroot: Uitkomst) -> Iterator[Uitkomst]:
        """Van het vorige totaal met de indexen naar nu."""
        vorig = self._getal("aansluiting.vorig_totaal", "Vorig totaal", "euro")
        if vorig.waarde is None:
            return
        stappen = [
            product(
                f"aansluiting.{index.code}",
                index.titel,
                "euro",
                vorig,
                self._getal(f"index.{index.code}.procent", index.titel, "procent"),
            )
            for index in self.begroting.indexen
        ]
        erbij = verschil("aansluiting.erbij", "Meer dan het vorige totaal", "euro", begroot, vorig)
        yield from (vorig, *stappen, som("aansluiting.totaal", "Vorig totaal met indexatie", "euro", (vorig, *stappen)))
        yield from (erbij, deling("aansluiting.stijging", "Stijging", "procent", erbij, vorig))

    def _getal(self, pad: str, titel: str, eenheid: str) -> Uitkomst:
        getal = self.begroting.getal(pad)
        return (
            uit_getal(pad, titel, getal)
            if getal
            else gegeven(pad, titel, None, eenheid, noot=f"{titel} is niet bekend")
        )


def _geen_uren() -> Uitkomst:
    return gegeven(
        "uren", "Uren van alle diensten", None, "uren", noot="de begroting heeft geen diensten met een normtijd"
    )
