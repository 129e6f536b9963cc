"""De varianten van een werkblad: de begroting, wat er nu in Aannames staat, elk scenario en elk later jaar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from zicht.catalogus import load
from zicht.core.begroting.begroting import Begroting, Groep
from zicht.core.begroting.meerjaren import in_jaar
from zicht.core.begroting.rekenen import reken
from zicht.core.begroting.scenario import Scenario, Wijze, Wijziging, begroot_totaal, effect, pas_toe
from zicht.core.begroting.uitkomst import Uitkomst
from zicht.core.begroting.vragen import HONDERD_MELDINGEN
from zicht.core.bronnen import Bron
from zicht.rapportage.begroting.namen import eenheid_van, padnaam
from zicht.rapportage.begroting.stuk import Stuk
from zicht.rapportage.begroting.werkboek.bord import Blad, Bord, Formule, Invoer, Vast
from zicht.rapportage.begroting.werkboek.formules import MELDINGEN, NIET_BEGROOT, ONBEKEND, Variant, als_getal

_WERK = ("dienst.", "stroom.", "formatie.")
_WIJZE = {Wijze.ZET: "wordt", Wijze.PLUS: "erbij", Wijze.PROCENT: "procent erbij"}


@dataclass
class Opbouw:
    """Het werkboek in opbouw, met het stuk waar het over gaat en de varianten die er al zijn."""

    stuk: Stuk
    bord: Bord
    varianten: dict[str, Variant]

    @property
    def begroting(self) -> Begroting:
        """De begroting zoals het bestand haar geeft; latere jaren staan op een eigen blad."""
        return self.stuk.bron

    def eenheid(self, code: str) -> str:
        """De eenheid van een uitkomst."""
        bekend = self.varianten["begroting"].model.uitkomsten.get(code)
        return bekend.eenheid if bekend else "uren" if code.startswith("uren.") else "euro"

    def titel(self, code: str) -> str:
        """De titel van een uitkomst."""
        bekend = self.varianten["begroting"].model.uitkomsten.get(code)
        eigen = {"personeel_vast": "Personeelsposten", "effect": "Verschil met de begroting", "begroot_totaal": "Begroot totaal met dat verschil",
                 "vervanging.verzuim": "Vervanging bij verzuim", "vervanging.verloop": "Vervanging bij vertrek"}  # fmt: skip
        dienst = next((d.titel for d in self.begroting.diensten if f"uren.{d.code}" == code), code)
        titel = bekend.titel if bekend else eigen.get(code, dienst)
        posten = {f"begroot.{post.code}" for post in self.begroting.posten}
        return f"Vastgesteld: {titel}" if code in posten or code.startswith("begroot.groep.") else titel

    def waarde(self, variant: Variant, code: str) -> Decimal | str | None:
        """Wat het model voor een uitkomst geeft; dat staat als bewaarde waarde in de cel."""
        basis, eigen = self.varianten["begroting"].model, variant.model
        if code == "effect":
            return effect(basis, eigen)
        if code == "begroot_totaal":
            return begroot_totaal(basis, eigen)
        if code == "personeel_vast":  # zonder vervanging is dat personeel zelf
            return next((deel for deel in eigen["personeel"].alle() if deel.code == code), eigen["personeel"]).waarde
        if code.startswith("vervanging.") and code not in eigen.uitkomsten:
            return Decimal(0)
        if code.startswith("uren.") and code not in eigen.uitkomsten:
            return NIET_BEGROOT
        uitkomst = eigen[code]
        return NIET_BEGROOT if self._met_opzet_leeg(uitkomst) else uitkomst.waarde

    def _met_opzet_leeg(self, uitkomst: Uitkomst) -> bool:
        leeg = {f"dienst.{dienst.code}.aantal" for dienst in self.begroting.diensten if dienst.niet_begroot}
        return uitkomst.waarde is None and uitkomst.code in leeg


# ------------------------------------------------------------------------------------------------------------- Aannames


def aannames(stuk: Stuk, bord: Bord) -> Opbouw:
    """Het blad met elk ingevoerd getal, en de twee varianten die daarop staan."""
    blad = bord.blad("Aannames", f"Aannames: {stuk.bron.titel}", 46, 14, 14, 11, 34, 40, 52,
                     uitleg="Geel mag u veranderen: alles wat volgt, beweegt mee. In ‘Begroot’ blijft staan wat vastgesteld is.")  # fmt: skip
    blad.kop("Aanname", "Nu", "Begroot", "Eenheid", "Bron", "Vindplaats", "Keuze", blijft=True)
    nu, toen = dict[str, str](), dict[str, str]()
    for pad in paden(stuk.bron):
        getal = stuk.bron.getal(pad)
        eenheid = getal.eenheid if getal else eenheid_van(stuk.bron, pad)
        herkomst = (_titel(getal.bron), getal.bron.vindplaats, getal.keuze) if getal else ("niet bekend",)
        waarde = getal.waarde if getal else None
        rij = blad.zet(padnaam(stuk.bron, pad), Invoer(waarde, eenheid), Vast(waarde, eenheid), eenheid, *herkomst)
        nu[pad], toen[pad] = blad.adres(1, rij), blad.adres(2, rij)
    model = reken(stuk.bron)
    begroting = Variant("begroting", "Begroting", model, toen, toen, "begroting")
    eigen = replace(begroting, code="nu", titel="Nu", invoer=nu, ander_werk=ander_werk(stuk.bron, nu, toen))
    return Opbouw(stuk, bord, {"begroting": begroting, "nu": eigen})


def _titel(bron: Bron) -> str:
    return load.bronnen()[bron.sleutel].titel if bron.sleutel in load.bronnen() else bron.sleutel


def paden(begroting: Begroting) -> Iterator[str]:
    """Elk ingevoerd getal, en wat er nog ontbreekt om verder te rekenen."""
    nodig = [
        f"stroom.{s.code}.{veld}"
        for s in begroting.stromen
        for veld in ("aantal", "aandeel")
        if s.van or veld == "aantal"
    ]
    for dienst in begroting.diensten:
        nodig += [] if dienst.stroom else [f"dienst.{dienst.code}.aantal"]
        nodig += [f"dienst.{dienst.code}.normtijd_uren"]
    nodig += ["formatie.productieve_uren", *(f"formatie.{blok.code}.fte" for blok in begroting.formatie)]
    if begroting.posten:
        nodig += ["loonkosten.in_dienst", "loonkosten.inhuur", "loonkosten.aandeel_inhuur"]
        nodig += [f"post.{post.code}.bedrag" for post in begroting.posten]
    yield from dict.fromkeys((*nodig, *begroting.getallen))


def ander_werk(begroting: Begroting, nu: Mapping[str, str], toen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Welke cellen het werk veranderen, als geen post uit de formatie volgt en het model dus niet weet wat dat kost."""
    if any(post.uit_formatie for post in begroting.posten):
        return ()
    return tuple((nu[pad], toen[pad]) for pad in toen if pad.startswith(_WERK) and nu[pad] != toen[pad])


# ----------------------------------------------------------------------------------------------------------- scenario's


def scenario_varianten(opbouw: Opbouw, blad: Blad, kolom: int) -> Iterator[Variant]:
    """Per scenario een kolom: eerst de wijzigingen als getallen, dan de aannames die daaruit volgen."""
    scenarios = [*opbouw.stuk.scenarios, *_vraag(opbouw)]
    raakt = dict.fromkeys(w.pad for scenario in scenarios for w in scenario.wijzigingen)
    cellen: dict[str, dict[str, str]] = {scenario.code: {} for scenario in scenarios}
    blad.kop("Wat de scenario’s veranderen", "Begroting, nu", *(s.titel for s in scenarios))
    for pad in raakt:
        _een_aanname(opbouw, blad, kolom, pad, scenarios, cellen)
    nu = opbouw.varianten["nu"]
    for scenario in scenarios:
        invoer = {**nu.invoer, **cellen[scenario.code]}
        model = reken(pas_toe(opbouw.begroting, scenario))
        yield replace(nu, code=scenario.code, titel=scenario.titel, model=model, invoer=invoer,
                      ander_werk=ander_werk(opbouw.begroting, invoer, nu.basis))  # fmt: skip


def _vraag(opbouw: Opbouw) -> Iterator[Scenario]:
    """De vraag wat honderd meldingen kosten, is zelf een scenario."""
    if opbouw.begroting.getal(MELDINGEN) and opbouw.begroting.getal("loonkosten.inhuur"):
        erbij = (Wijziging(MELDINGEN, Wijze.PLUS, HONDERD_MELDINGEN),)
        yield Scenario("vraag-meldingen", "Vraag: honderd meldingen meer", erbij)


def _een_aanname(opbouw: Opbouw, blad: Blad, kolom: int, pad: str, scenarios: list[Scenario],
                 cellen: dict[str, dict[str, str]]) -> None:  # fmt: skip
    """Twee rijen: de wijziging als getal, en de aanname die eruit volgt."""
    naam, eenheid = padnaam(opbouw.begroting, pad), eenheid_van(opbouw.begroting, pad)
    basis = opbouw.varianten["nu"].invoer.get(pad)
    getal = opbouw.begroting.getal(pad)
    rij, wijzigingen = blad.rij + 1, [[w for w in s.wijzigingen if w.pad == pad] for s in scenarios]
    boven, onder = list[Invoer | None](), list[Formule | None]()
    for plaats, (scenario, eigen) in enumerate(zip(scenarios, wijzigingen, strict=True)):
        boven.append(Invoer(eigen[-1].getal, eenheid if eigen[-1].wijze is Wijze.ZET else "") if eigen else None)
        onder.append(_na(eigen, blad.adres(kolom + plaats, rij), basis or "0", getal.waarde if getal else Decimal(0), eenheid)
                     if eigen else None)  # fmt: skip
        if eigen:
            cellen[scenario.code][pad] = blad.adres(kolom + plaats, rij + 1)
    wijzen = dict.fromkeys(_WIJZE[deel[-1].wijze] for deel in wijzigingen if deel)
    blad.zet(f"Wijziging van {naam[0].lower()}{naam[1:]} ({' of '.join(wijzen)})", None, *boven)
    nu = als_getal(basis) if basis else f'"{ONBEKEND}"'
    blad.zet(naam, Formule(nu, getal.waarde if getal else None, eenheid), *onder)


def _na(wijzigingen: list[Wijziging], cel: str, basis: str, oud: Decimal, eenheid: str) -> Formule:
    """De aanname na de wijzigingen; de laatste haalt haar getal uit de cel erboven."""
    tekst, waarde = basis, oud
    for plaats, deel in enumerate(wijzigingen, 1):
        getal = cel if plaats == len(wijzigingen) else f"{deel.getal:f}"
        match deel.wijze:
            case Wijze.ZET:
                tekst = getal
            case Wijze.PLUS:
                tekst = f"({tekst}+{getal})"
            case Wijze.PROCENT:
                tekst = f"{tekst}*(100+{getal})/100"
        waarde = deel.toegepast(waarde)
    return Formule(tekst, waarde, eenheid)


# ---------------------------------------------------------------------------------------------------------------- jaren


def jaar_varianten(opbouw: Opbouw, blad: Blad, kolom: int) -> Iterator[Variant]:
    """Per jaar een kolom: wat in dat jaar anders is, en het prijspeil dat daarbij hoort."""
    begroting, nu = opbouw.begroting, opbouw.varianten["nu"]
    anders = _wat_anders_is(opbouw, blad, kolom)
    for jaar in sorted(begroting.jaren):
        tot = [later for later in sorted(begroting.jaren) if later <= jaar]
        eigen = {pad: cel for later in tot for pad, cel in anders[later].items() if not pad.startswith("index.")}
        invoer = {**nu.invoer, **eigen}
        yield replace(
            nu,
            code=str(jaar),
            titel=str(jaar),
            model=reken(in_jaar(begroting, jaar)),
            invoer=invoer,
            prijspeil={groep: tuple(_prijzen(begroting, groep, tot, anders)) for groep in Groep},
            ander_werk=ander_werk(begroting, invoer, nu.basis),
        )


def _wat_anders_is(opbouw: Opbouw, blad: Blad, kolom: int) -> dict[int, dict[str, str]]:
    """De getallen die een later jaar zelf noemt, als cellen die te veranderen zijn; een index mag elk jaar worden ingevuld."""
    begroting, jaren = opbouw.begroting, sorted(opbouw.begroting.jaren)
    cellen: dict[int, dict[str, str]] = {jaar: {} for jaar in jaren}
    index = [f"index.{deel.code}.procent" for deel in begroting.indexen]
    raakt = dict.fromkeys((*(pad for jaar in jaren for pad in begroting.jaren[jaar]), *index))
    blad.kop("Wat een later jaar anders heeft", f"Begroting {begroting.jaar}, nu", *map(str, jaren))
    for pad in raakt:
        invoer = list[Invoer | None]()
        for plaats, jaar in enumerate(jaren):
            getal, prijs = begroting.jaren[jaar].get(pad), pad.startswith("index.")
            invoer.append(
                Invoer(getal.waarde if getal else None, eenheid_van(begroting, pad)) if getal or prijs else None
            )
            if getal or prijs:
                cellen[jaar][pad] = blad.adres(kolom + plaats, blad.rij + 1)
        nu = opbouw.varianten["nu"].invoer[pad]
        oud = begroting.getal(pad)
        blad.zet(
            padnaam(begroting, pad), Formule(nu, oud.waarde if oud else None, eenheid_van(begroting, pad)), *invoer
        )
    return cellen


def _prijzen(
    begroting: Begroting, groep: Groep, tot: list[int], anders: Mapping[int, Mapping[str, str]]
) -> Iterator[tuple[str, ...]]:
    for jaar in tot:
        paden_ = [f"index.{index.code}.procent" for index in begroting.indexen if groep in index.over]
        if cellen := tuple(anders[jaar][pad] for pad in paden_ if pad in anders[jaar]):
            yield cellen
