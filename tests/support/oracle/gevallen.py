"""Per indicator de gevallen: hoort het in de noemer, de teller, bij niet te bepalen of bij nog open?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from support.oracle.kalender import DAG, Pauzes, na_dagen, na_werkdagen
from support.oracle.lezen import Feiten, Rij

VERVOLGDIENSTEN = ("voorwaarden_en_vervolg", "onderzoek")


@dataclass(frozen=True)
class Geval:
    """Een geteld geval; `uitkomst` is noemer, niet_te_bepalen of nog_open."""

    code: str
    gemeente: str | None
    regio: str | None
    uitkomst: str
    in_teller: bool = False
    waarde: Decimal | None = None
    kenmerk: str | None = None


@dataclass(frozen=True)
class Vraag:
    """De feiten zoals bekend op de peildatum, de periode en de telling; `alles` kent ook wat later kwam."""

    feiten: Feiten
    alles: Feiten
    begin: date
    eind: date
    telling: str

    def in_periode(self, dag: date | None) -> bool:
        return dag is not None and self.begin <= dag <= self.eind

    def dossier(self, dossier_id: str) -> Rij:
        return next((d for d in self.feiten["dossier"] if d["dossier_id"] == dossier_id), {})

    def melding(self, melding_id: str | None) -> Rij:
        return next((m for m in self.feiten["melding"] if melding_id and m["melding_id"] == melding_id), {})

    def diensten(self, *soorten: str) -> list[Rij]:
        return [d for d in self.feiten["dienst"] if d["soort"] in soorten]

    def regio(self, rij: Rij) -> str | None:
        """Een regio in de gegevens: alles hoort daarbij; meer: de eigen kolom, anders via de gemeente."""
        if len(self.feiten.regios) == 1:
            return self.feiten.regios[0]
        if rij.get("regio"):
            return rij["regio"]
        bij_gemeente = [g.get("regio") for g in self.feiten["gemeente"] if g["gemeente"] == rij.get("gemeente")]
        return next((r for r in bij_gemeente if r), None) if rij.get("gemeente") else None

    def geval(self, code: str, rij: Rij, uitkomst: str, **rest: Any) -> Geval:
        """Een geval op de gemeente van de rij zelf of, bij melding en dienst, die van het eigen dossier."""
        plaats = self.dossier(rij["dossier_id"]) if "dossier_id" in rij else rij
        regio = self.regio(plaats) or rij.get("regio")  # in een map per regio draagt elke rij de regio van haar map
        return Geval(code, plaats.get("gemeente"), regio, uitkomst, **rest)

    def pauzes(self, termijn: str, over_id: str) -> Pauzes:
        """Zonder einde duurt een pauze tot en met de peildatum."""
        return [
            (s["van"], s["tot"] or self.feiten.peildatum + DAG)
            for s in self.feiten["schorsing"]
            if s["termijn"] == termijn and s["over_id"] == over_id
        ]


def alle_gevallen(vraag: Vraag) -> Iterator[Geval]:
    """De gevallen van alle indicatoren."""
    for maak in (
        beoordelingen, vervolgdiensten, klachten, tevredenheid, recidive, aantallen, voorraden, eerste_contact,
        terugkoppeling, overdracht_snelheid, onderzoeksplan, top3,
    ):  # fmt: skip
        yield from maak(vraag)


# ------------------------------------------------------------------------------------------------ de acht klokken


def klokuitkomst(
    vraag: Vraag, start: date | None, einde: date | None, uiterste: Callable[[date], date], *, onzeker: bool = False
) -> tuple[str, bool] | None:
    """Uitkomst en of het in de teller hoort; None telt nergens. `onzeker`: we weten niet of het geval meetelt."""
    gekozen = _gekozen(vraag, start, einde)
    if not gekozen:
        return None
    if start is None or (einde is not None and einde < start) or onzeker:
        return "niet_te_bepalen", False
    if einde is not None:
        return "noemer", einde <= uiterste(start)
    if uiterste(start) < vraag.feiten.peildatum:
        return "noemer", False
    return "nog_open", False


def _gekozen(vraag: Vraag, start: date | None, einde: date | None) -> bool:
    if vraag.telling == "afgerond" or start is None:
        return vraag.in_periode(einde)
    return vraag.in_periode(start)


def beoordelingen(vraag: Vraag) -> Iterator[Geval]:
    """5 werkdagen, vanaf ontvangst en vanaf oppakken; meldingen ter registratie tellen niet mee."""
    for m in vraag.feiten["melding"]:
        if m["ter_registratie"] == "ja":
            continue
        uiterste = partial(na_werkdagen, aantal=5, pauzes=vraag.pauzes("beoordeling", m["melding_id"]))
        for vanaf, kolom in (("ontvangst", "ontvangen_op"), ("oppakken", "opgepakt_op")):
            onzeker = m["ter_registratie"] is None
            uitkomst = klokuitkomst(vraag, m.get(kolom), m.get("beoordeeld_op"), uiterste, onzeker=onzeker)
            if uitkomst:
                code = f"beoordeling-tijdig-na-{vanaf}"
                yield vraag.geval(code, m, uitkomst[0], in_teller=uitkomst[1])


def vervolgdiensten(vraag: Vraag) -> Iterator[Geval]:
    """10 weken, voor V&V en voor onderzoek, vanaf ontvangst, beoordeling en start."""
    for kort, soort in (("vv", "voorwaarden_en_vervolg"), ("onderzoek", "onderzoek")):
        for d in vraag.diensten(soort):
            melding = vraag.melding(d.get("melding_id"))
            starts = {
                "ontvangst": melding.get("ontvangen_op"),
                "beoordeling": melding.get("beoordeeld_op"),
                "start": d.get("gestart_op"),
            }
            uiterste = partial(na_dagen, aantal=70, pauzes=vraag.pauzes(soort, d["dienst_id"]), schuift=True)
            for vanaf, start in starts.items():
                uitkomst = klokuitkomst(vraag, start, d.get("afgerond_op"), uiterste)
                if uitkomst:
                    yield vraag.geval(f"{kort}-tijdig-na-{vanaf}", d, uitkomst[0], in_teller=uitkomst[1])


# --------------------------------------------------------------------------------------- klachten en tevredenheid


def klachten(vraag: Vraag) -> Iterator[Geval]:
    """Gegrond van alle klachten met een oordeel; zonder oordeel nog open."""
    for k in vraag.feiten["klacht"]:
        if vraag.in_periode(k["ingediend_op"]):
            oordeel = k.get("oordeel")
            uitkomst = "noemer" if oordeel else "nog_open"
            yield vraag.geval("klachten-gegrond", k, uitkomst, in_teller=oordeel == "gegrond", kenmerk=oordeel)


def tevredenheid(vraag: Vraag) -> Iterator[Geval]:
    """Het gemiddelde cijfer van betrokkenen en van ketenpartners."""
    codes = {"betrokkene": "tevredenheid-betrokkenen", "ketenpartner": "tevredenheid-ketenpartners"}
    for t in vraag.feiten["tevredenheid"]:
        if vraag.in_periode(t["datum"]) and t["doelgroep"] in codes:
            yield vraag.geval(codes[t["doelgroep"]], t, "noemer", waarde=t["cijfer"])


# ------------------------------------------------------------------------------------------------------- recidive


def recidive(vraag: Vraag) -> Iterator[Geval]:
    """Een melding die haar dossier opent, over iemand uit een eerder gesloten dossier."""
    for dossier_id in sorted({m["dossier_id"] for m in vraag.feiten["melding"]}):
        van_dossier = [m for m in vraag.feiten["melding"] if m["dossier_id"] == dossier_id]
        opening = min(van_dossier, key=lambda m: (m["ontvangen_op"], m["melding_id"]))
        if not vraag.in_periode(opening["ontvangen_op"]):
            continue
        eerdere = eerdere_dossiers(vraag, dossier_id, opening["ontvangen_op"])
        route = beslissende_sluitroute(eerdere) if eerdere else "geen eerder dossier"
        for code, telt in (("overdracht", "directe_overdracht"), ("vervolgdienst", "vervolgdienst")):
            uitkomst = "niet_te_bepalen" if route is None else "noemer"
            yield vraag.geval(f"recidive-na-{code}", opening, uitkomst, in_teller=route == telt)


def eerdere_dossiers(vraag: Vraag, dossier_id: str, voor: date) -> list[Rij]:
    """Andere dossiers van dezelfde mensen in dezelfde regio, geopend vanaf 2019 en gesloten voor de melding."""
    mensen = {b["persoon_id"] for b in vraag.feiten["betrokkene"] if b["dossier_id"] == dossier_id}
    andere = {b["dossier_id"] for b in vraag.feiten["betrokkene"] if b["persoon_id"] in mensen} - {dossier_id}
    # De regio houdt alleen mensen met hetzelfde pseudoniem uit elkaar: ook van een dossier dat later pas opent is ze bekend.
    regio = next((vraag.regio(d) for d in vraag.alles["dossier"] if d["dossier_id"] == dossier_id), None)
    return [
        d
        for d in vraag.feiten["dossier"]
        if d["dossier_id"] in andere
        and vraag.regio(d) == regio
        and d["geopend_op"] >= date(2019, 1, 1)
        and d.get("gesloten_op")
        and d["gesloten_op"] < voor
    ]


def beslissende_sluitroute(eerdere: list[Rij]) -> str | None:
    """Het laatst gesloten dossier; op een dag: vervolgdienst, directe overdracht, een andere route, dan pas leeg."""
    laatste = max(d["gesloten_op"] for d in eerdere)
    routes = [d.get("sluitroute") for d in eerdere if d["gesloten_op"] == laatste]
    for voorrang in ("vervolgdienst", "directe_overdracht"):
        if voorrang in routes:
            return voorrang
    return next((route for route in routes if route), None)


# ---------------------------------------------------------------------------------------- aantallen en voorraden


def aantallen(vraag: Vraag) -> Iterator[Geval]:
    """Instroom en uitgevoerd: alles met die dag in de periode, ook ter registratie."""
    diensten = vraag.diensten(*VERVOLGDIENSTEN)
    for code, rijen, kolom in (
        ("instroom-adviezen", vraag.feiten["advies"], "gestart_op"),
        ("instroom-meldingen", vraag.feiten["melding"], "ontvangen_op"),
        ("instroom-vervolgdiensten", diensten, "toegewezen_op"),
        ("beoordelingen-uitgevoerd", vraag.feiten["melding"], "beoordeeld_op"),
        ("vervolgdiensten-uitgevoerd", diensten, "afgerond_op"),
    ):
        for rij in rijen:
            if vraag.in_periode(rij.get(kolom)):
                yield vraag.geval(code, rij, "noemer")


def voorraden(vraag: Vraag) -> Iterator[Geval]:
    """Wat op de peildatum openstaat; de feiten zijn al afgedekt, dus leeg betekent: op die dag nog niet."""
    for m in vraag.feiten["melding"]:
        if not m.get("beoordeeld_op") and m["ter_registratie"] != "ja":
            uitkomst = "noemer" if m["ter_registratie"] == "nee" else "niet_te_bepalen"
            kenmerk = "opgepakt" if m.get("opgepakt_op") else "niet_opgepakt"
            yield vraag.geval("wachtlijst-beoordeling", m, uitkomst, kenmerk=kenmerk)
    for d in vraag.diensten(*VERVOLGDIENSTEN):
        if not d.get("afgerond_op"):
            kenmerk = "loopt" if d.get("gestart_op") else "wacht_op_start"
            yield vraag.geval("werkvoorraad-vervolgdiensten", d, "noemer", kenmerk=kenmerk)


# ----------------------------------------------------------------------------------------------------------- keten


def eerste_contact(vraag: Vraag) -> Iterator[Geval]:
    """10 kalenderdagen zonder doorschuiven, alle meldingen."""
    for m in vraag.feiten["melding"]:
        contact, ontvangen = m.get("eerste_contact_op"), m["ontvangen_op"]
        if contact and vraag.in_periode(contact):
            uiterste = na_dagen(ontvangen, 10, vraag.pauzes("eerste_contact", m["melding_id"]))
            uitkomst = "niet_te_bepalen" if contact < ontvangen else "noemer"
            teller = uitkomst == "noemer" and contact <= uiterste
            yield vraag.geval("eerste-contact-tijdig", m, uitkomst, in_teller=teller)


def terugkoppeling(vraag: Vraag) -> Iterator[Geval]:
    """Zonder afgesproken termijn is er geen teller."""
    for m in vraag.feiten["melding"]:
        if vraag.in_periode(m.get("teruggekoppeld_op")):
            uitkomst = "niet_te_bepalen" if m["teruggekoppeld_op"] < m["ontvangen_op"] else "noemer"
            yield vraag.geval("terugkoppeling-melder-tijdig", m, uitkomst)


def overdracht_snelheid(vraag: Vraag) -> Iterator[Geval]:
    """Dagen van besluit tot overdracht, van elke melding en elke dienst."""
    for tabel, kolom in (("melding", "beoordeeld_op"), ("dienst", "afgerond_op")):
        for rij in vraag.feiten[tabel]:
            overgedragen, besluit = rij.get("overgedragen_op"), rij.get(kolom)
            if not vraag.in_periode(overgedragen):
                continue
            if besluit is None or besluit > overgedragen:
                yield vraag.geval("overdracht-snelheid", rij, "niet_te_bepalen")
            else:
                dagen = Decimal((overgedragen - besluit).days)
                yield vraag.geval("overdracht-snelheid", rij, "noemer", waarde=dagen)


def onderzoeksplan(vraag: Vraag) -> Iterator[Geval]:
    """Afgeronde onderzoeken met een plan van aanpak; leeg is geen plan."""
    for d in vraag.diensten("onderzoek"):
        if vraag.in_periode(d.get("afgerond_op")):
            plan = d.get("plan_van_aanpak_op") is not None
            yield vraag.geval("onderzoek-met-plan-van-aanpak", d, "noemer", in_teller=plan)


def top3(vraag: Vraag) -> Iterator[Geval]:
    """Afgeronde vervolgdiensten met TOP-3; leeg is niet te bepalen."""
    for d in vraag.diensten(*VERVOLGDIENSTEN):
        if vraag.in_periode(d.get("afgerond_op")):
            uitkomst = "noemer" if d["top3"] else "niet_te_bepalen"
            yield vraag.geval("top3-toegepast", d, uitkomst, in_teller=d["top3"] == "ja")
