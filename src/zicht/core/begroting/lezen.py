"""Een begroting lezen uit haar ene TOML-bestand, met controle op alles wat een mens verkeerd kan schrijven."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from zicht.core.begroting.begroting import (
    Begroting,
    Controle,
    Dienst,
    Formatieblok,
    Getal,
    Groep,
    Index,
    Maat,
    Post,
    Soort,
    Stroom,
)
from zicht.core.begroting.bestand import HERKOMST, Bestand, Tabel, als_lijst, als_tabel, bedoelt, open_bestand, toon
from zicht.core.begroting.trechter import Trechter
from zicht.core.begroting.uitkomst import HONDERD
from zicht.core.bronnen import Bron

FORMAAT = 1
AFRONDING = Decimal("0.5")

# Per kop de getallen die er mogen staan, met hun eenheid.
VASTE_KOPPEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "loonkosten": {"in_dienst": "euro", "inhuur": "euro", "aandeel_inhuur": "procent"},
        "verzuim": {"begroot": "procent", "verwacht": "procent"},
        "verloop": {"begroot": "procent", "verwacht": "procent", "maanden_inhuur": "maanden"},
        "overhead": {"procent": "procent"},
        "aansluiting": {"vorig_totaal": "euro"},
        "balans": {"reserve": "procent", "reserve_gewenst": "procent", "current_ratio": "verhouding",
                   "current_ratio_gewenst": "verhouding", "subsidie": "euro", "resultaat": "euro"},
    }
)  # fmt: skip
LOSSE_KOPPEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "stroom": {"aantal": "aantal", "aandeel": "procent"},
        "dienst": {"aantal": "aantal", "normtijd_uren": "uren"},
        "post": {"bedrag": "euro", "direct_bedrag": "euro", "fte": "fte"},
        "index": {"procent": "procent"},
        "verdeelsleutel": {"gewicht": "procent"},
    }
)
_WOORDEN = {
    "stroom": ("titel", "van", "vult_aan"),
    "dienst": ("titel", "nummer", "eenheid", "stroom", "beweegt_met", "indicator", "niet_begroot", "eigen"),
    "post": ("titel", "groep", "direct", "uit_formatie", "taakveld"),
    "index": ("titel", "over"),
    "verdeelsleutel": ("titel", "per_gemeente"),
}
_BOVENAAN = (
    "formaat", "regio", "organisatie", "jaar", "soort", "titel", "wijzigt", "nagekeken_op", "vastgesteld_op", "keuzes",
)  # fmt: skip
_KOPPEN = (*VASTE_KOPPEN, *LOSSE_KOPPEN, "formatie", "gemeenten", "controle", "jaren")


@dataclass
class _Lezer:
    bestand: Bestand
    diensten: frozenset[str]
    getallen: dict[str, Getal] = field(default_factory=dict[str, Getal])

    def begroting(self) -> Begroting:
        b, inhoud = self.bestand, self.bestand.inhoud
        b.sleutels("", inhoud, (*_BOVENAAN, *HERKOMST, *_KOPPEN))
        jaar = self._jaar()
        self._vaste_getallen(inhoud)
        gemeenten = self._gemeenten()
        gelezen = Begroting(
            regio=b.tekst("regio", inhoud, "regio", verplicht=True),
            organisatie=b.tekst("organisatie", inhoud, "organisatie", verplicht=True),
            jaar=jaar,
            soort=Soort(b.keus("", inhoud, "soort", [soort.value for soort in Soort]) or "begroting"),
            titel=b.tekst("titel", inhoud, "titel", verplicht=True),
            bestand=b.naam,
            bron=Bron(b.tekst("bron", inhoud, "bron", verplicht=True), ""),
            basis=self.getallen,
            getallen=self.getallen,
            stromen=tuple(self._stromen()),
            diensten=tuple(self._diensten()),
            formatie=tuple(self._formatie()),
            posten=tuple(self._posten()),
            indexen=tuple(self._indexen()),
            maten=tuple(self._maten(gemeenten)),
            gemeenten=MappingProxyType(gemeenten),
            controles=tuple(self.controles()),
            jaren=MappingProxyType(dict(self._jaren(jaar))),
            wijzigt=b.tekst("wijzigt", inhoud, "wijzigt"),
            vastgesteld_op=b.datum(inhoud, "vastgesteld_op"),
            keuzes=b.teksten("keuzes", inhoud, "keuzes"),
        )
        b.klaar()
        _keur_trechter(b, gelezen)
        b.klaar()
        return gelezen

    def _jaar(self) -> int:
        if self.bestand.inhoud.get("formaat") != FORMAAT:
            self.bestand.fout("formaat", f"verwacht formaat = {FORMAAT}.")
        jaar = self.bestand.inhoud.get("jaar")
        if isinstance(jaar, bool) or not isinstance(jaar, int) or not 2015 <= jaar <= 2100:
            self.bestand.fout("jaar", f"het jaar ontbreekt of kan niet (gevonden: {toon(jaar)}). Schrijf: jaar = 2025.")
            return 0
        return jaar

    def _vaste_getallen(self, inhoud: Tabel) -> None:
        for kop, velden in VASTE_KOPPEN.items():
            tabel = als_tabel(inhoud.get(kop, {}))
            if tabel is None:
                self.bestand.fout(kop, "verwacht een tabel met getallen.")
                continue
            self.bestand.sleutels(kop, tabel, (*velden, *HERKOMST))
            self._getallen(kop, tabel, velden)

    def _getallen(self, waar: str, tabel: Tabel, velden: Mapping[str, str]) -> None:
        for veld, eenheid in velden.items():
            if getal := self.bestand.getal(waar, tabel, veld, eenheid):
                self.getallen[f"{waar}.{veld}"] = getal

    def _los(self, kop: str) -> Iterator[tuple[str, str, Tabel]]:
        """De tabellen onder een kop met hun pad; de getallen zijn dan al gelezen en de sleutels bekeken."""
        for code, tabel in self.bestand.tabellen(kop):
            waar = f"{kop}.{code}"
            self.bestand.sleutels(waar, tabel, (*_WOORDEN[kop], *LOSSE_KOPPEN[kop], *HERKOMST))
            self._getallen(waar, tabel, LOSSE_KOPPEN[kop])
            yield code, waar, tabel

    # ------------------------------------------------------------------------------------------------------- trechter

    def _stromen(self) -> Iterator[Stroom]:
        codes = [code for code, _ in self.bestand.tabellen("stroom")]
        for code, waar, tabel in self._los("stroom"):
            van = self.bestand.tekst(waar, tabel, "van") or None
            if van and (van not in codes or van == code):
                self.bestand.fout(
                    waar, f"komt van de stroom '{van}', en die is er niet.{bedoelt(van, set(codes) - {code})}"
                )
            vult_aan = bool(self.bestand.waar(waar, tabel, "vult_aan"))
            self._heeft_grootte(waar, van, vult_aan)
            yield Stroom(code, self.bestand.tekst(waar, tabel, "titel", verplicht=True), van, vult_aan)

    def _heeft_grootte(self, waar: str, van: str | None, vult_aan: bool) -> None:
        aantal, aandeel = f"{waar}.aantal" in self.getallen, f"{waar}.aandeel" in self.getallen
        if van is None and not aantal:
            self.bestand.fout(waar, "is het begin van de trechter en heeft een aantal nodig: aantal = …")
        elif not (aantal or aandeel or vult_aan):
            self.bestand.fout(waar, "heeft een aantal, een aandeel (procent) of vult_aan = true nodig.")

    def _diensten(self) -> Iterator[Dienst]:
        stromen = {code for code, _ in self.bestand.tabellen("stroom")}
        for code, waar, tabel in self._los("dienst"):
            if self.diensten and code not in self.diensten and not self.bestand.waar(waar, tabel, "eigen"):
                hulp = bedoelt(code, self.diensten)
                self.bestand.fout(
                    waar, f"de dienst '{code}' is niet bekend.{hulp} Een eigen dienst krijgt eigen = true."
                )
            stroom, mee = (self._naar_stroom(waar, tabel, naam, stromen) for naam in ("stroom", "beweegt_met"))
            if stroom and f"{waar}.aantal" in self.getallen:
                self.bestand.fout(
                    waar, "heeft een stroom en een aantal; het aantal komt uit de stroom, dus laat het weg."
                )
            yield Dienst(
                code=code,
                titel=self.bestand.tekst(waar, tabel, "titel", verplicht=True),
                nummer=self.bestand.tekst(waar, tabel, "nummer"),
                eenheid=self.bestand.tekst(waar, tabel, "eenheid"),
                stroom=stroom,
                beweegt_met=mee,
                indicator=self.bestand.tekst(waar, tabel, "indicator") or None,
                niet_begroot=self.bestand.tekst(waar, tabel, "niet_begroot"),
            )

    def _naar_stroom(self, waar: str, tabel: Tabel, sleutel: str, stromen: set[str]) -> str | None:
        code = self.bestand.tekst(waar, tabel, sleutel) or None
        if code and code not in stromen:
            self.bestand.fout(waar, f"'{sleutel}' noemt de stroom '{code}', en die is er niet.{bedoelt(code, stromen)}")
            return None
        return code

    # ------------------------------------------------------------------------------------------------ formatie, posten

    def _formatie(self) -> Iterator[Formatieblok]:
        for code, waar, blok in self._formatieblokken(("titel", "fte", "beschikbaarheid", "eenmalig")):
            soorten = (bool(self.bestand.waar(waar, blok, soort)) for soort in ("beschikbaarheid", "eenmalig"))
            yield Formatieblok(code, self.bestand.tekst(waar, blok, "titel", verplicht=True), *soorten)

    def _formatieblokken(self, velden: Iterable[str]) -> Iterator[tuple[str, str, Tabel]]:
        """De blokken met hun pad; de getallen zijn dan al gelezen en de sleutels bekeken."""
        kop = als_tabel(self.bestand.inhoud.get("formatie", {}))
        if kop is None:
            self.bestand.fout("formatie", "verwacht een tabel met productieve_uren en eventueel blokken.")
            return
        self._getallen("formatie", kop, {"productieve_uren": "uren"})
        for code, ruw in kop.items():
            if code in ("productieve_uren", *HERKOMST):
                continue
            blok, waar = als_tabel(ruw), f"formatie.{code}"
            if blok is None:
                self.bestand.fout(waar, "verwacht een tabel met titel en fte.")
                continue
            self.bestand.sleutels(waar, blok, (*velden, *HERKOMST))
            self._getallen(waar, blok, {"fte": "fte"})
            yield code, waar, blok

    def _posten(self) -> Iterator[Post]:
        for code, waar, tabel in self._los("post"):
            yield Post(
                code=code,
                titel=self.bestand.tekst(waar, tabel, "titel", verplicht=True),
                groep=Groep(self.bestand.keus(waar, tabel, "groep", [groep.value for groep in Groep]) or "personeel"),
                direct=self.bestand.waar(waar, tabel, "direct"),
                uit_formatie=bool(self.bestand.waar(waar, tabel, "uit_formatie")),
                taakveld=self.bestand.tekst(waar, tabel, "taakveld"),
            )

    def _indexen(self) -> Iterator[Index]:
        groepen = [groep.value for groep in Groep]
        for code, waar, tabel in self._los("index"):
            over = self.bestand.teksten(waar, tabel, "over")
            fout = [groep for groep in over if groep not in groepen]
            if fout or not over:
                self.bestand.fout(
                    waar, f"'over' noemt een of meer van {', '.join(groepen)}; gevonden: {toon(list(over))}."
                )
            if f"{waar}.procent" not in self.getallen:
                self.bestand.fout(waar, "heeft een procent nodig.")
            yield Index(code, self.bestand.tekst(waar, tabel, "titel", verplicht=True),
                        tuple(Groep(groep) for groep in over if groep in groepen))  # fmt: skip

    # --------------------------------------------------------------------------------------------------------- verdelen

    def _gemeenten(self) -> dict[str, str]:
        tabel = als_tabel(self.bestand.inhoud.get("gemeenten", {}))
        if tabel is None or not all(isinstance(naam, str) for naam in tabel.values()):
            self.bestand.fout("gemeenten", 'verwacht code en naam per gemeente, bijvoorbeeld GM0197 = "Aalten".')
            return {}
        return {code: naam for code, naam in tabel.items() if code not in HERKOMST}

    def _maten(self, gemeenten: Mapping[str, str]) -> Iterator[Maat]:
        gelezen = list(self._los("verdeelsleutel"))
        for code, waar, tabel in gelezen:
            per = self._per_gemeente(waar, tabel)
            if anders := sorted(gemeenten.keys() ^ per.keys()):
                self.bestand.fout(
                    waar, f"verwacht een getal voor elke gemeente van [gemeenten]; verschil: {', '.join(anders[:5])}."
                )
            yield Maat(code, self.bestand.tekst(waar, tabel, "titel", verplicht=True), MappingProxyType(per),
                       self.bestand.herkomst(waar, tabel))  # fmt: skip
        gewichten = [self.getallen.get(f"verdeelsleutel.{code}.gewicht") for code, _, _ in gelezen]
        if gelezen and sum(g.waarde for g in gewichten if g) != HONDERD:
            self.bestand.fout("verdeelsleutel", "de gewichten zijn samen geen 100 procent.")

    def _per_gemeente(self, waar: str, tabel: Tabel) -> dict[str, Decimal]:
        maten = als_tabel(tabel.get("per_gemeente", {})) or {}
        met_bron = _herkomst(tabel) | maten
        gelezen = {code: self.bestand.getal(f"{waar}.per_gemeente", met_bron, code, "aantal") for code in maten}
        return {code: getal.waarde for code, getal in gelezen.items() if getal}

    # ------------------------------------------------------------------------------------------------ controles, jaren

    def controles(self) -> Iterator[Controle]:
        """Wat er tegen elkaar te houden is."""
        rijen = als_lijst(self.bestand.inhoud.get("controle", []))
        if rijen is None or not all(als_tabel(rij) for rij in rijen):
            self.bestand.fout("controle", "verwacht [[controle]], met dubbele haken.")
            return
        for nummer, tabel in enumerate(rijen, 1):
            waar = f"controle {nummer}"
            self.bestand.sleutels(
                waar, tabel, ("titel", "links", "rechts", "gedrukt", "eenheid", "tolerantie", "verklaring", *HERKOMST)
            )
            links = self.bestand.tekst(waar, tabel, "links", verplicht=True)
            rechts = self.bestand.tekst(waar, tabel, "rechts")
            gedrukt = self.bestand.getal(waar, tabel, "gedrukt", self.bestand.tekst(waar, tabel, "eenheid") or "euro")
            if bool(rechts) == bool(gedrukt):
                self.bestand.fout(
                    waar,
                    "vergelijkt met een andere uitkomst (rechts) of met een gedrukt getal (gedrukt), een van beide.",
                )
                continue
            marge = tabel.get("tolerantie", AFRONDING)
            if not isinstance(marge, int | Decimal):
                self.bestand.fout(waar, f"'tolerantie' is een getal, gevonden: {toon(marge)}.")
                continue
            yield Controle(f"controle-{nummer}", self.bestand.tekst(waar, tabel, "titel", verplicht=True), links,
                           gedrukt or rechts, Decimal(marge), self.bestand.tekst(waar, tabel, "verklaring"))  # fmt: skip

    def _jaren(self, basisjaar: int) -> Iterator[tuple[int, Mapping[str, Getal]]]:
        for code, tabel in self.bestand.tabellen("jaren"):
            if not code.isdigit() or int(code) <= basisjaar:
                self.bestand.fout(f"jaren.{code}", f"verwacht een jaar na {basisjaar}.")
                continue
            inhoud = {**_herkomst(self.bestand.inhoud), **tabel}
            los = _Lezer(self.bestand.deel(f"jaren.{code}", inhoud), self.diensten)
            yield int(code), MappingProxyType(los.losse_getallen(self.getallen))

    def losse_getallen(self, bekend: Mapping[str, Getal]) -> dict[str, Getal]:
        """Alleen getallen op paden die de begroting al kent, zoals een later jaar of een wijziging ze noemt."""
        self._vaste_getallen(self.bestand.inhoud)
        for kop, velden in LOSSE_KOPPEN.items():
            for code, tabel in self.bestand.tabellen(kop):
                self.bestand.sleutels(f"{kop}.{code}", tabel, (*velden, *HERKOMST))
                self._getallen(f"{kop}.{code}", tabel, velden)
        tuple(self._formatieblokken(("fte",)))
        for pad in self.getallen.keys() - bekend.keys():
            self.bestand.fout(pad, f"staat niet in de begroting.{bedoelt(pad, bekend)}")
        return {pad: getal for pad, getal in self.getallen.items() if pad in bekend}


def _herkomst(tabel: Tabel) -> dict[str, Any]:
    return {sleutel: tabel[sleutel] for sleutel in HERKOMST if sleutel in tabel}


def _keur_trechter(bestand: Bestand, begroting: Begroting) -> None:
    """Samen meer dan het geheel kan niet; een kring ook niet."""
    for stroom in begroting.stromen:
        if _in_kring(begroting, stroom.code):
            bestand.fout(f"stroom.{stroom.code}", "komt via 'van' weer bij zichzelf uit.")
            return
    vullers = Counter(stroom.van for stroom in begroting.stromen if stroom.vult_aan)
    if dubbel := [van for van, keer in vullers.items() if keer > 1]:
        bestand.fout(
            "stroom", f"onder '{dubbel[0]}' heeft meer dan een stroom vult_aan; alleen een kan de rest krijgen."
        )
        return
    for tekst in te_veel_geplaatst(begroting):
        bestand.fout("stroom", tekst)


def te_veel_geplaatst(begroting: Begroting) -> Iterator[str]:
    """Per stroom waarvan meer dan het geheel verdeeld is: een zin die dat zegt."""
    yield from dict(overvol(begroting)).values()


def overvol(begroting: Begroting) -> Iterator[tuple[str, str]]:
    """De codes van de stromen waarvan meer dan het geheel verdeeld is, elk met de zin erbij."""
    trechter = Trechter(begroting)
    for ouder in dict.fromkeys(stroom.van for stroom in begroting.stromen if stroom.van):
        geheel, rest = trechter.stroom(ouder), trechter.rest(ouder)
        negatief = [s.titel for s in begroting.stromen if s.van == ouder and trechter.stroom(s.code).getal < 0]
        if rest.getal < 0 or negatief:
            verdeeld = sum(
                trechter.stroom(s.code).getal for s in begroting.stromen if s.van == ouder and not s.vult_aan
            )
            deel = verdeeld / geheel.getal * HONDERD if geheel.getal else HONDERD
            yield (
                ouder,
                f"van '{geheel.titel}' is {_kort(deel)} procent verdeeld; samen kan het hoogstens 100 procent zijn.",
            )


def _kort(procent: Decimal) -> str:
    """Een percentage op een cijfer achter de komma, zonder nul erachter."""
    return f"{procent:.1f}".removesuffix(".0").replace(".", ",")


def _in_kring(begroting: Begroting, code: str) -> bool:
    van, gezien = begroting.stroom(code).van, {code}
    while van and van not in gezien:
        gezien.add(van)
        van = begroting.stroom(van).van
    return van is not None


def lees_begroting(tekst: str, bestand: str, *, diensten: Iterable[str] = (), bronnen: Iterable[str] = ()) -> Begroting:
    """Lees een begroting; `diensten` en `bronnen` zijn wat de catalogus kent, leeg slaat die controle over."""
    return uit_bestand(open_bestand(tekst, bestand, bronnen), diensten)


def uit_bestand(bestand: Bestand, diensten: Iterable[str] = ()) -> Begroting:
    """Een begroting uit een boom van tabellen, waar die ook vandaan komt; TOML en een werkblad krijgen dezelfde controles."""
    return _Lezer(bestand, frozenset(diensten)).begroting()


def lees_los(bestand: Bestand, basis: Begroting) -> tuple[dict[str, Getal], tuple[Controle, ...]]:
    """Een stuk dat alleen noemt wat verandert: zijn getallen, elk op een pad van de begroting, en zijn controles."""
    bestand.sleutels("", bestand.inhoud, (*_BOVENAAN, *HERKOMST, *VASTE_KOPPEN, *LOSSE_KOPPEN, "controle"))
    lezer = _Lezer(bestand, frozenset())
    return lezer.losse_getallen(basis.basis), tuple(lezer.controles())
