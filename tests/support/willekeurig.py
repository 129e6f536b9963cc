"""Willekeurige, kleine en gemene feitenmappen: alles wat mag en misgaat, maar niets wat de cijfers blokkeert."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from support.maak import Rij, schrijf_map

# Rond feestdagen, periodegrenzen en peildata gaan termijnen mis.
SCHARNIEREN = tuple(
    date.fromisoformat(d)
    for d in [
        "2024-03-29",
        "2024-04-01",
        "2024-12-25",
        "2025-01-01",
        "2025-01-31",
        "2025-02-28",
        "2025-04-18",
        "2025-04-21",
        "2025-04-26",
        "2025-04-30",
        "2025-05-05",
        "2025-05-29",
        "2025-06-09",
        "2025-06-30",
        "2025-08-31",
        "2025-12-25",
        "2025-12-31",
    ]
)
PEILDATUMS = tuple(
    date.fromisoformat(d) for d in ("2025-12-31", "2025-12-31", "2025-08-31", "2025-05-02", "2025-04-22")
)
PERIODEN = (
    "2025-burap1", "2025-burap2", "2025-burap3", "2025", "2025-H1", "2025-K1", "2025-04", "2024-12",
    "2024-12-15/2025-04-18",
)  # fmt: skip
GEMEENTEN = {"NHN": ("GM0361", "GM0400", "GM1911"), "NOG": ("GM0197", "GM0294")}
SLUITROUTES = ("directe_overdracht", "vervolgdienst", "geen_vervolg", "regionaal_maatwerk", "overig", "onbekend", None)
OORDELEN = ("gegrond", "deels_gegrond", "ongegrond", "niet_ontvankelijk", "ingetrokken", "onbekend", None)
WEG_TE_LATEN = (
    ("melding", "ter_registratie"), ("dienst", "top3"), ("dossier", "sluitroute"), ("melding", "opgepakt_op"),
    ("melding", "beoordeeld_op"), ("dienst", "gestart_op"), ("dienst", "melding_id"), ("klacht", "afgehandeld_op"),
    ("melding", "acuut"),
)  # fmt: skip


@dataclass(frozen=True)
class Dataset:
    """Een verzonnen dataset, te schrijven in elke vorm."""

    tabellen: dict[str, list[Rij]]
    regios: tuple[str, ...]
    peildatum: date
    zonder: dict[str, set[str]]

    def schrijf(self, pad: str | Path, vorm: str = "csv") -> Path:
        """Schrijf de map; de regio is tekst bij een regio en een lijst bij meer."""
        regio = self.regios[0] if len(self.regios) == 1 else self.regios
        return schrijf_map(pad, self.tabellen, regio=regio, peildatum=self.peildatum, vorm=vorm, zonder=self.zonder)


@dataclass(frozen=True)
class Aanroep:
    """Een aanroep van `zicht indicatoren`."""

    periode: str
    per: str | None
    telling: str
    peildatum: date | None
    set_: str | None

    def argumenten(self) -> list[str]:
        """De argumenten na de map."""
        uit = ["--periode", self.periode, "--telling", self.telling]
        uit += ["--per", self.per] if self.per else []
        uit += ["--peildatum", str(self.peildatum)] if self.peildatum else []
        return uit + (["--set", self.set_] if self.set_ else [])


def maak_aanroep(kans: Random, data: Dataset) -> Aanroep:
    """Een periode die niet geheel na de peildatum ligt, met willekeurige keuzes."""
    passend = [p for p in PERIODEN if _begin(p) <= data.peildatum]
    periode = kans.choice(passend)
    peildatum = kans.choice(
        (None, None, kans.choice(SCHARNIEREN), data.peildatum - timedelta(days=kans.randrange(120)))
    )
    per = kans.choice((None, "gemeente", "regio", "maand"))
    return Aanroep(periode, per, kans.choice(("afgerond", "ontvangen")), peildatum, kans.choice((None, "nhn-bijlage5")))


def _begin(periode: str) -> date:
    if "/" in periode:
        return date.fromisoformat(periode.split("/", maxsplit=1)[0])
    return date(int(periode[:4]), {"2025-04": 4, "2024-12": 12}.get(periode, 1), 1)


def maak_dataset(zaad: int, regios: tuple[str, ...] | None = None) -> Dataset:
    """Een dataset die alleen van het zaad en de regio's afhangt."""
    kans = Random(zaad)
    regios = regios or kans.choice((("NHN",), ("NHN",), ("NHN",), ("NHN", "NOG")))
    bouwer = _Bouwer(kans, regios, kans.choice(PEILDATUMS))
    bouwer.vul(kans.choice((5, 20, 40, 60, 60)))
    zonder: dict[str, set[str]] = {}
    for tabel, kolom in WEG_TE_LATEN:
        if kans.random() < 0.04:
            zonder.setdefault(tabel, set()).add(kolom)
    return Dataset(bouwer.tabellen, regios, bouwer.peildatum, zonder)


@dataclass
class _Bouwer:
    kans: Random
    regios: tuple[str, ...]
    peildatum: date
    tabellen: dict[str, list[Rij]] = field(default_factory=dict)

    def vul(self, aantal: int) -> None:
        self.tabellen = {"gemeente": self.gemeenten(), "dossier": self.dossiers(max(3, aantal * 2 // 3))}
        self.tabellen["betrokkene"] = self.betrokkenen()
        self.tabellen["melding"] = [self.melding(n) for n in range(aantal)]
        self.tabellen["dienst"] = [self.dienst(n) for n in range(self.kans.randint(0, aantal))]
        self.tabellen["advies"] = [self.advies(n) for n in range(self.kans.randint(0, aantal // 2))]
        self.tabellen["klacht"] = [self.klacht(n) for n in range(self.kans.randint(0, 15))]
        self.tabellen["tevredenheid"] = [self.tevredenheid(n) for n in range(self.kans.randint(0, 15))]
        if self.kans.random() < 0.8:
            self.tabellen["schorsing"] = [self.schorsing() for _ in range(self.kans.randint(0, aantal))]

    # -------------------------------------------------------------------------------------------------- bouwstenen

    def dag(self) -> date:
        """Een dag dicht bij een scharnier, of bij de peildatum, of tien weken of vijf werkdagen ervoor."""
        anker = self.kans.choice((*SCHARNIEREN, self.peildatum, self.peildatum))
        return anker + timedelta(days=self.kans.randint(-8, 8) - self.kans.choice((0, 0, 0, 7, 70)))

    def later(self, vanaf: date | None, termijn: int, leeg: float = 0.2) -> date | None:
        """Een dag rond het einde van een termijn, soms leeg, soms op dezelfde dag, soms ervoor of ver erna."""
        if self.kans.random() < leeg:
            return None
        basis = vanaf or self.dag()
        keuze = self.kans.random()
        if keuze < 0.06:
            return basis - timedelta(days=self.kans.randint(1, 20))
        if keuze < 0.14:
            return basis
        if keuze < 0.24:
            return self.dag()
        return basis + timedelta(days=max(0, termijn + self.kans.randint(-4, 6)))

    def plek(self) -> Rij:
        """Gemeente en regio, soms zonder gemeente; met meer regio's staat de regio er of volgt ze uit de gemeente."""
        regio = self.kans.choice(self.regios)
        gemeente = self.kans.choice((*GEMEENTEN[regio], *GEMEENTEN[regio], None))
        eigen = regio if len(self.regios) > 1 and (gemeente is None or self.kans.random() < 0.5) else None
        return {"gemeente": gemeente, "regio": eigen}

    def een(self, tabel: str, kolom: str) -> str:
        return self.kans.choice(self.tabellen[tabel])[kolom]

    # -------------------------------------------------------------------------------------------------------- rijen

    def gemeenten(self) -> list[Rij]:
        jaren = self.kans.choice(((2025,), (2024, 2025)))
        return [
            {"gemeente": code, "naam": f"Plaats {code}", "regio": regio, "inwoners": 50000, "jaar": jaar}
            for regio in self.regios
            for code in GEMEENTEN[regio]
            for jaar in jaren
        ]

    def dossiers(self, aantal: int) -> list[Rij]:
        uit = []
        for n in range(aantal):
            geopend = self.dag()
            if self.kans.random() < 0.3:
                geopend = self.kans.choice((date(2018, 12, 31), date(2019, 1, 1), date(2022, 6, 1)))
            gesloten = self.later(geopend, self.kans.choice((5, 30, 90)), leeg=0.3)
            if self.kans.random() < 0.3:
                gesloten = self.kans.choice(SCHARNIEREN)
            route = self.kans.choice(SLUITROUTES)
            rij = {"dossier_id": f"D{n}", "geopend_op": geopend, "gesloten_op": gesloten, "sluitroute": route}
            uit.append(rij | self.plek())
        return uit

    def betrokkenen(self) -> list[Rij]:
        mensen = [f"P{n}" for n in range(self.kans.randint(2, 12))]
        return [
            {"dossier_id": d["dossier_id"], "persoon_id": p, "rol": self.kans.choice(("kind", "pleger", None))}
            for d in self.tabellen["dossier"]
            for p in self.kans.sample(mensen, self.kans.choice((0, 1, 1, 2)))
        ]

    def melding(self, n: int) -> Rij:
        dossier = self.kans.choice(self.tabellen["dossier"])
        zelfde_dag = dossier["geopend_op"] >= date(2024, 1, 1) and self.kans.random() < 0.6
        ontvangen = dossier["geopend_op"] if zelfde_dag else self.dag()
        opgepakt = self.later(ontvangen, 3)
        beoordeeld = self.later(self.kans.choice((ontvangen, opgepakt)), 7)
        return {
            "melding_id": f"M{n:03}",
            "dossier_id": dossier["dossier_id"],
            "ontvangen_op": ontvangen,
            "opgepakt_op": opgepakt,
            "beoordeeld_op": beoordeeld,
            "ter_registratie": self.kans.choices(("nee", "ja", None, "onbekend"), (70, 12, 12, 6))[0],
            "urgentie": self.kans.choice(("hoog", "midden", "laag", "onbekend", None)),
            "besluit": self.kans.choice(("vervolg_vt", "overdracht", "geen_vervolg", None)),
            "aanleiding": self.kans.choice(([], ["ex_partnergeweld"], ["andere_problematiek", "ouderenmishandeling"])),
            "eerste_contact_op": self.later(ontvangen, 10, leeg=0.4),
            "teruggekoppeld_op": self.later(ontvangen, 14, leeg=0.5),
            "overgedragen_op": self.later(beoordeeld, 5, leeg=0.5),
        }

    def dienst(self, n: int) -> Rij:
        melding = self.kans.choice(self.tabellen["melding"])
        eigen = self.kans.random() < 0.85
        toegewezen = self.later(melding["beoordeeld_op"], 2, leeg=0) if eigen else self.dag()
        gestart = self.later(toegewezen, 4)
        afgerond = self.later(self.kans.choice((melding["ontvangen_op"], melding["beoordeeld_op"], gestart)), 70, 0.25)
        soorten = ("voorwaarden_en_vervolg", "voorwaarden_en_vervolg", "onderzoek", "onderzoek", "monitoren")
        return {
            "dienst_id": self.kans.choice(
                (f"V{n:03}", f"M{n:03}")
            ),  # een dienst en een melding mogen hetzelfde id hebben
            "dossier_id": melding["dossier_id"] if eigen else self.een("dossier", "dossier_id"),
            "melding_id": melding["melding_id"] if self.kans.random() < 0.85 else None,
            "soort": self.kans.choice(soorten),
            "toegewezen_op": toegewezen,
            "gestart_op": gestart,
            "afgerond_op": afgerond,
            "overgedragen_op": self.later(afgerond, 5, leeg=0.5),
            "plan_van_aanpak_op": self.later(gestart, 10, leeg=0.4),
            "top3": self.kans.choice(("ja", "nee", None, "onbekend")),
        }

    def schorsing(self) -> Rij:
        termijn = self.kans.choice(("beoordeling", "eerste_contact", "voorwaarden_en_vervolg", "onderzoek"))
        tabel = "melding" if termijn in ("beoordeling", "eerste_contact") else "dienst"
        if not self.tabellen[tabel]:
            termijn, tabel = "beoordeling", "melding"
        over = self.kans.choice(self.tabellen[tabel])
        begin = over["ontvangen_op" if tabel == "melding" else "toegewezen_op"]
        van = begin + timedelta(days=self.kans.randint(-2, 12))
        tot = self.kans.choice(
            (None, van, van + timedelta(days=1), self.later(van, 6), self.later(van, 20), self.dag())
        )
        return {"termijn": termijn, "over_id": over[f"{tabel}_id"], "van": van, "tot": tot, "grond": "onderzoek elders"}

    def advies(self, n: int) -> Rij:
        gestart = self.dag()
        return {"advies_id": f"A{n}", "gestart_op": gestart, "afgesloten_op": self.later(gestart, 1)} | self.plek()

    def klacht(self, n: int) -> Rij:
        ingediend = self.dag()
        return {
            "klacht_id": f"K{n}",
            "gemeente": self.plek()["gemeente"],
            "ingediend_op": ingediend,
            "afgehandeld_op": self.later(ingediend, 30),
            "oordeel": self.kans.choice(OORDELEN),
        }

    def tevredenheid(self, n: int) -> Rij:
        return {
            "id": f"T{n}",
            "gemeente": self.plek()["gemeente"],
            "datum": self.dag(),
            "doelgroep": self.kans.choice(("betrokkene", "ketenpartner")),
            "cijfer": self.kans.choice((1, 6.5, 6.9, 7, 7.1, 7.25, 8, 10)),
        }
