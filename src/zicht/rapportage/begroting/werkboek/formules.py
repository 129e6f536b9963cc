"""De rekenregels van het model als formules voor een werkblad: per uitkomst een, voor de begroting en elke variant daarop.

Een *variant* is een kolom: de begroting zelf, wat er nu in Aannames staat, een scenario of een later jaar. Zij weet in welke cel
elk ingevoerd getal staat. Wat niet te berekenen is, is in het werkblad het woord ‘onbekend’, en dat werkt door.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zicht.core.begroting.begroting import Begroting, Dienst, Groep, Post, Stroom
from zicht.core.begroting.rekenen import Model

ONBEKEND, NIET_BEGROOT = "onbekend", "niet begroot"
_TEKST, _GEEN = f'"{ONBEKEND}"', f'"{NIET_BEGROOT}"'
MELDINGEN = "stroom.meldingen.aantal"


@dataclass(frozen=True)
class Variant:
    """Een kolom met uitkomsten: waar elk ingevoerd getal staat, nu en zoals begroot, en het model voor de bewaarde waarden."""

    code: str
    titel: str
    model: Model
    invoer: Mapping[str, str]
    basis: Mapping[str, str]
    toen: str  # de variant zonder wijzigingen, waarmee een aantal naar rato meebeweegt
    prijspeil: Mapping[Groep, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict[Groep, tuple[tuple[str, ...], ...]]
    )
    ander_werk: tuple[tuple[str, str], ...] = ()  # cellen die het werk veranderen, met hun begrote waarde


Cel = Callable[[str, str], str]  # variant en uitkomst naar het adres van de cel


class Formules:
    """De formule van elke uitkomst van een variant."""

    def __init__(self, begroting: Begroting, variant: Variant, cel: Cel) -> None:
        self.b = begroting
        self.variant = variant
        self._cel = cel

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from self._trechter()
        yield from self._diensten()
        yield from self._formatie()
        if self.b.posten:
            yield from self._lasten()
            yield from self._begroot()

    # ------------------------------------------------------------------------------------------------------ verwijzen

    def c(self, code: str) -> str:
        """De cel van een uitkomst in deze variant."""
        return self._cel(self.variant.code, code)

    def nu(self, pad: str) -> str:
        """De cel van een ingevoerd getal; zonder cel is het onbekend."""
        return self.variant.invoer.get(pad, _TEKST)

    def toen(self, pad: str) -> str:
        """De cel met het begrote getal."""
        return self.variant.basis.get(pad, _TEKST)

    def anders(self, pad: str) -> str:
        """Of het getal is veranderd."""
        return f"{self.nu(pad)}<>{self.toen(pad)}"

    # ------------------------------------------------------------------------------------------------------- trechter

    def _trechter(self) -> Iterator[tuple[str, str]]:
        for stroom in self.b.stromen:
            yield f"stroom.{stroom.code}", self._stroom(stroom)
            if stroom.van:
                deel, heel = self.c(f"stroom.{stroom.code}"), self.c(f"stroom.{stroom.van}")
                yield f"aandeel.{stroom.code}", deling(deel, heel, 100)
        for ouder in dict.fromkeys(stroom.van for stroom in self.b.stromen if stroom.van):
            kinderen = [self.c(f"stroom.{kind.code}") for kind in self.b.stromen if kind.van == ouder]
            yield f"geplaatst.{ouder}", som(kinderen)
            yield f"rest.{ouder}", bekend(f"{self.c(f'stroom.{ouder}')}-{'-'.join(kinderen)}",
                                          self.c(f"stroom.{ouder}"), *kinderen)  # fmt: skip

    def _stroom(self, stroom: Stroom) -> str:
        aantal, aandeel = f"stroom.{stroom.code}.aantal", f"stroom.{stroom.code}.aandeel"
        if stroom.van is None:
            return self.nu(aantal)
        ouder = self.c(f"stroom.{stroom.van}")
        if stroom.vult_aan:
            broers = [self.c(f"stroom.{ander.code}") for ander in self.b.stromen
                      if ander.van == stroom.van and ander is not stroom]  # fmt: skip
            rest = "-".join((ouder, *broers))
        else:
            rest = self._naar_rato(self.nu(aantal), stroom.van)
        met_aandeel = f"{ouder}*{self.nu(aandeel)}/100"
        vast = aandeel in self.b.basis and aantal not in self.b.basis
        rest = (
            met_aandeel
            if vast
            else f"IF(AND(ISNUMBER({self.nu(aandeel)}),{self.anders(aandeel)}),{met_aandeel},{rest})"
        )
        return f"IF(AND(ISNUMBER({self.nu(aantal)}),{self.anders(aantal)}),{self.nu(aantal)},{rest})"

    def _naar_rato(self, eigen: str, met: str) -> str:
        nu, toen = self.c(f"stroom.{met}"), self._cel(self.variant.toen, f"stroom.{met}")
        if nu == toen:
            return eigen
        return f"IF(OR({nu}={toen},{toen}=0),{eigen},{eigen}*{nu}/{toen})"

    # -------------------------------------------------------------------------------------------------- kernprestaties

    def _diensten(self) -> Iterator[tuple[str, str]]:
        for dienst in self.b.diensten:
            yield f"dienst.{dienst.code}.aantal", self._aantal(dienst)
        for dienst in self.b.diensten:
            yield f"uren.{dienst.code}", self._uren(dienst)
        uren = [self.c(f"uren.{dienst.code}") for dienst in self.b.diensten]
        blind = ",".join(f"{cel}={_TEKST}" for cel in uren)
        yield "uren", f"IF(OR({blind}),{_TEKST},SUM({','.join(uren)}))" if uren else _TEKST

    def _aantal(self, dienst: Dienst) -> str:
        pad = f"dienst.{dienst.code}.aantal"
        if dienst.stroom:
            return self.c(f"stroom.{dienst.stroom}")
        eigen = self.nu(pad)
        leeg = _GEEN if dienst.niet_begroot else _TEKST
        if dienst.beweegt_met:
            eigen = f"IF({self.anders(pad)},{eigen},{self._naar_rato(eigen, dienst.beweegt_met)})"
        return f"IF(ISNUMBER({self.nu(pad)}),{eigen},{leeg})"

    def _uren(self, dienst: Dienst) -> str:
        aantal, norm = self.c(f"dienst.{dienst.code}.aantal"), self.nu(f"dienst.{dienst.code}.normtijd_uren")
        formule = bekend(f"{aantal}*{norm}", aantal, norm)
        return f"IF({aantal}={_GEEN},{_GEEN},{formule})" if dienst.niet_begroot else formule

    # -------------------------------------------------------------------------------------------------------- formatie

    def _formatie(self) -> Iterator[tuple[str, str]]:
        blokken = [(f"formatie.{blok.code}.fte", blok) for blok in self.b.formatie]
        yield "fte.volume", deling(self.c("uren"), self.nu("formatie.productieve_uren"))
        for pad, _ in blokken:
            yield pad, als_getal(self.nu(pad))
        yield "fte.beschikbaarheid", som([self.c(pad) for pad, blok in blokken if blok.beschikbaarheid])
        primair, inhuur = self.c("fte.primair"), self.c("fte.inhuur")
        yield "fte.primair", som([self.c("fte.volume"), self.c("fte.beschikbaarheid")])
        deel = self.nu("loonkosten.aandeel_inhuur")
        yield "fte.inhuur", bekend(f"{primair}*{deel}/100", primair, deel)
        yield "fte.in_dienst", bekend(f"{primair}-{inhuur}", primair, inhuur)
        vast = [(pad, blok) for pad, blok in blokken if not blok.beschikbaarheid and not blok.eenmalig]
        if vast:
            yield "fte.gedrukt", som([self.c(pad) for pad, _ in vast])
            for pad, blok in vast:
                yield f"aandeel_fte.{blok.code}", deling(self.c(pad), self.c("fte.gedrukt"), 100)

    # ---------------------------------------------------------------------------------------------------------- lasten

    def _lasten(self) -> Iterator[tuple[str, str]]:
        for post in self.b.posten:
            yield f"post.{post.code}", self._post(post)
        personeel = [self.c(f"post.{post.code}") for post in self._van(Groep.PERSONEEL)]
        overhead = [self.c(f"post.{post.code}") for post in self._van(Groep.OVERHEAD)]
        yield "personeel_vast", som(personeel)
        yield "fte.personeel", som_van([self._fte_van(post) for post in self._van(Groep.PERSONEEL)])
        vervanging = [f"vervanging.{soort}" for soort in ("verzuim", "verloop") if f"{soort}.verwacht" in self.b.basis]
        for code in vervanging:
            yield code, self._vervanging(code.partition(".")[2])
        yield "personeel", som([self.c("personeel_vast"), *map(self.c, vervanging)])
        vast, procent = self.c("personeel_vast"), self.nu("overhead.procent")
        met_procent = "overhead.procent" in self.b.basis
        yield "overhead", bekend(f"{vast}*{procent}/100", vast, procent) if met_procent else som(overhead)
        yield "totaal", som([self.c("personeel"), self.c("overhead")])
        if eenmalig := [self.c(f"post.{post.code}") for post in self._van(Groep.EENMALIG)]:
            yield "eenmalig", som(eenmalig)
            yield "samen", som([self.c("totaal"), self.c("eenmalig")])

    def _van(self, groep: Groep) -> list[Post]:
        return [post for post in self.b.posten if post.groep is groep]

    def _post(self, post: Post) -> str:
        bedrag = als_getal(self.nu(f"post.{post.code}.bedrag"))
        if post.uit_formatie:
            delen = [
                self.c("fte.in_dienst"),
                self.nu("loonkosten.in_dienst"),
                self.c("fte.inhuur"),
                self.nu("loonkosten.inhuur"),
            ]
            lasten = bekend(f"{delen[0]}*{delen[1]}+{delen[2]}*{delen[3]}", *delen)
            bedrag = f"IF(ISNUMBER({self.c('fte.primair')}),{lasten},{bedrag})"
        factor = "".join(f"*{deel}" for deel in self._factoren(post.groep))
        return f"IF(ISNUMBER({bedrag}),({bedrag}){factor},{_TEKST})" if factor else bedrag

    def _factoren(self, groep: Groep) -> Iterator[str]:
        """De prijsstijging boven wat begroot is, en die van de latere jaren."""
        if paden := [f"index.{index.code}.procent" for index in self.b.indexen if groep in index.over]:
            nu, toen = (f"(100+{'+'.join(map(kant, paden))})" for kant in (self.nu, self.toen))
            yield f"({nu}/{toen})"
        for cellen in self.variant.prijspeil.get(groep, ()):
            yield f"((100+{'+'.join(cellen)})/100)"

    def _fte_van(self, post: Post) -> str:
        pad = f"post.{post.code}.fte"
        if post.uit_formatie:
            return self.c("fte.primair")
        if pad in self.b.basis:
            return self.nu(pad)
        return deling(self.c(f"post.{post.code}"), self.nu("loonkosten.in_dienst"))

    def _vervanging(self, soort: str) -> str:
        verwacht, begroot = self.nu(f"{soort}.verwacht"), self.nu(f"{soort}.begroot")
        fte, tarief, loon = self.c("fte.personeel"), self.nu("loonkosten.inhuur"), self.nu("loonkosten.in_dienst")
        if soort == "verzuim":
            kosten = bekend(f"{fte}*({verwacht}-{begroot})/100*{tarief}", fte, verwacht, begroot, tarief)
        else:
            maanden = self.nu("verloop.maanden_inhuur")
            kosten = bekend(f"{fte}*({verwacht}-{begroot})/100*{maanden}/12*({tarief}-{loon})",
                            fte, verwacht, begroot, maanden, tarief, loon)  # fmt: skip
        return f"IF({self.anders(f'{soort}.verwacht')},{kosten},0)"

    # --------------------------------------------------------------------------------------------------------- begroot

    def _begroot(self) -> Iterator[tuple[str, str]]:
        for post in self.b.posten:
            yield f"begroot.{post.code}", als_getal(self.nu(f"post.{post.code}.bedrag"))
        vast = list[str]()
        for groep in Groep:
            if posten := self._van(groep):
                code = f"begroot.groep.{groep.value}"
                yield code, som([self.c(f"begroot.{post.code}") for post in posten])
                vast += [self.c(code)] if groep is not Groep.EENMALIG else []
        yield "begroot.totaal", som(vast)
        yield from self._direct()
        yield from self._aansluiting()
        if len(vast) == 2:
            yield "begroot.overhead_aandeel", deling(vast[1], vast[0], 100)
        yield from self._effect()

    def _direct(self) -> Iterator[tuple[str, str]]:
        posten = [post for post in self.b.posten if post.groep is not Groep.EENMALIG]
        delen = [self._direct_deel(post) for post in posten]
        if posten and all(delen):
            direct = [deel for deel in delen if deel]
            heel = [self.c(f"begroot.{post.code}") for post in posten]
            yield "begroot.direct", f"{'+'.join(direct)}"
            yield "begroot.indirect", f"{'+'.join(heel)}-{self.c('begroot.direct')}"

    def _direct_deel(self, post: Post) -> str | None:
        pad = f"post.{post.code}.direct_bedrag"
        if pad in self.b.basis:
            return self.nu(pad)
        return None if post.direct is None else self.c(f"begroot.{post.code}") if post.direct else "0"

    def _aansluiting(self) -> Iterator[tuple[str, str]]:
        pad = "aansluiting.vorig_totaal"
        if pad not in self.b.basis:
            return
        vorig, begroot = self.c(pad), self.c("begroot.totaal")
        yield pad, self.nu(pad)
        stappen = [f"aansluiting.{index.code}" for index in self.b.indexen]
        for code, index in zip(stappen, self.b.indexen, strict=True):
            yield code, f"{vorig}*{self.nu(f'index.{index.code}.procent')}/100"
        yield "aansluiting.totaal", som([vorig, *map(self.c, stappen)])
        yield "aansluiting.erbij", bekend(f"{begroot}-{vorig}", begroot, vorig)
        yield "aansluiting.stijging", deling(self.c("aansluiting.erbij"), vorig, 100)

    def _effect(self) -> Iterator[tuple[str, str]]:
        """Wat de variant aan het totaal toevoegt; volgt geen post uit de formatie, dan zegt ander werk niets over geld."""
        nu, toen = self.c("totaal"), self._cel("begroting", "totaal")
        effect = bekend(f"{nu}-{toen}", nu, toen)
        if self.variant.ander_werk:
            ander = ",".join(f"{cel}<>{basis}" for cel, basis in self.variant.ander_werk)
            effect = f"IF(OR({ander}),{_TEKST},{effect})"
        yield "effect", effect
        begroot = self._cel("begroting", "begroot.totaal")
        yield "begroot_totaal", bekend(f"{begroot}+{self.c('effect')}", begroot, self.c("effect"))


# ------------------------------------------------------------------------------------------------------------ bouwstenen


def bekend(uitdrukking: str, *cellen: str) -> str:
    """De uitdrukking als alle cellen een getal hebben, en anders ‘onbekend’."""
    los = tuple(dict.fromkeys(cellen))
    return f"IF(COUNT({','.join(los)})={len(los)},{uitdrukking},{_TEKST})"


def som(cellen: Iterable[str]) -> str:
    """De som van cellen; een onbekende cel maakt haar onbekend."""
    los = tuple(cellen)
    return bekend(f"SUM({','.join(los)})", *los) if los else "0"


def som_van(formules: Iterable[str]) -> str:
    """De som van formules die elk een getal of ‘onbekend’ geven."""
    return f"IFERROR({'+'.join(f'({formule})' for formule in formules)},{_TEKST})"


def deling(teller: str, noemer: str, maal: int = 1) -> str:
    """Teller gedeeld door noemer; door nul delen is onbekend."""
    keer = f"*{maal}" if maal != 1 else ""
    return f"IF(COUNT({teller},{noemer})=2,IF({noemer}=0,{_TEKST},{teller}/{noemer}{keer}),{_TEKST})"


def als_getal(cel: str) -> str:
    """De cel, of ‘onbekend’ als er geen getal staat."""
    return f"IF(ISNUMBER({cel}),{cel},{_TEKST})"
