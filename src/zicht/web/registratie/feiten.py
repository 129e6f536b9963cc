"""Van registratie naar feiten: de enige brug. Uit de tabellen zoals zij nu zijn, of zoals zij op een tijdstip bekend waren.

Beide wegen maken hun rijen met dezelfde functie. De eerste leest een vraag per tabel; de tweede leest de versies: van
elke rij de laatste tot en met het tijdstip. Het geheugen blijft gelijk, hoe groot de registratie ook is.

Keuzes:
- Een melding die een advies werd is geen melding, een advies dat een melding werd is geen advies: een contact telt een keer.
- Een dienst die is ingetrokken is geen dienst; een dossier waarin daardoor niets over is, is geen dossier.
- Een monitormoment dat verviel of werd verzet blijft een afgesproken moment dat niet is gehouden.
- De grond van een schorsing is vrije tekst en kan een naam bevatten; in de feiten staat alleen dat zij vastligt.
- Twee personen die zijn verbonden hebben een persoon_id; wie zo twee keer in een dossier staat is daar een keer
  betrokkene, met de rol van de rij met de laagste sleutel.
- Een afgeschermd dossier telt mee, zoals elk ander: de feiten zijn er om te tellen, en een cijfer waarin het ontbreekt klopt
  niet. In de rijen staan geen namen of nummers, alleen het kenmerk van het dossier en een pseudoniem. Wie zo'n kenmerk
  opzoekt krijgt hetzelfde antwoord als bij een kenmerk dat niet bestaat. Er staat nergens in welk dossier is afgeschermd.
- Wat na de peildatum ligt, zoals een gepland moment, is nog geen feit.
"""

import csv
import hmac
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from zicht.core.feiten import TABELLEN
from zicht.core.voorwaarden import Soort
from zicht.uitwisseling.schrijven import Herkomst, Rij, schrijf_feiten
from zicht.web.registratie import models as m
from zicht.web.registratie.eenpersoon import geldige_paren, wortels
from zicht.web.sleutels import kluis

ONGEBOREN = 9999
GROND = "vastgelegd in het dossier"
NIET_UIT_DE_REGISTRATIE = ("boeking", "inzet")  # lasten en formatie: uit de administratie, in <data>/bedrijfsvoering
BRON = "zicht export"
_TEGELIJK = 2_000
_LETTERS = "bcdfghjkmnpqrstvwxyz"  # zonder klinkers geen woorden, zonder cijfers niets dat op een BSN lijkt

Waarden = dict[str, Any]


@dataclass(frozen=True)
class Bron:
    """Waar een tabel van het Feitenformaat vandaan komt: een model, de velden daarvan, en hoe een rij ontstaat.

    `kolommen` noemt per kolom het veld, met `__` langs een verwijzing. `nodig` zijn velden waar alleen `maak` iets mee doet;
    `maak` vult de rij aan, of geeft None als zij geen feit is. Met `met_invoerdag` komt de dag van de eerste versie erbij.
    """

    model: type[m.Geversioneerd]
    kolommen: Mapping[str, str]
    nodig: tuple[str, ...] = ()
    met_invoerdag: bool = False
    maak: Callable[["Stand", Waarden, Waarden], Waarden | None] = lambda _stand, rij, _waarden: rij

    @cached_property
    def velden(self) -> tuple[str, ...]:
        """Elk veld dat wordt gelezen, een keer."""
        return tuple(dict.fromkeys((*self.kolommen.values(), *self.nodig, *(("id",) if self.met_invoerdag else ()))))


def _dossier(stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    return None if _sleutel(waarden["id"]) in stand.lege_dossiers else rij | {"regio": stand.regio}


def _betrokkene(stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    dossier, persoon = _sleutel(waarden["dossier_id"]), _sleutel(waarden["persoon_id"])
    if dossier in stand.lege_dossiers or stand.staat_er_al(dossier, persoon):
        return None
    jaar = ONGEBOREN if waarden["persoon__ongeboren"] else waarden["persoon__geboortejaar"]
    return rij | {"persoon_id": stand.pseudoniem(stand.mens(persoon)), "geboortejaar": jaar}


def _advies(stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    return None if waarden["omgezet_op"] else rij | {"regio": stand.regio}


def _melding(_stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    return None if waarden["omgezet_op"] else rij


def _dienst(_stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    if waarden["ingetrokken_op"]:
        return None
    return rij | {"melding_id": None} if waarden["melding__omgezet_op"] else rij


def _monitormoment(_stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    return None if waarden["dienst__ingetrokken_op"] else rij


def _schorsing(_stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    if waarden["melding__omgezet_op"] or waarden["dienst__ingetrokken_op"]:
        return None
    return rij | {"over_id": waarden["melding__kenmerk"] or waarden["dienst__kenmerk"], "grond": GROND}


def _tevredenheid(_stand: "Stand", rij: Waarden, waarden: Waarden) -> Waarden | None:
    return rij if waarden["beantwoord_op"] and waarden["cijfer"] is not None else None


def _zelfde(*namen: str) -> dict[str, str]:
    return {naam: naam for naam in namen}


BRONNEN: dict[str, Bron] = {
    "dossier": Bron(
        m.Dossier, {"dossier_id": "kenmerk"} | _zelfde("gemeente", "geopend_op", "gesloten_op", "sluitroute"), ("id",),
        maak=_dossier,
    ),
    "betrokkene": Bron(
        m.Betrokkene, {"dossier_id": "dossier__kenmerk", "rol": "rol", "geslacht": "persoon__geslacht"},
        ("dossier_id", "persoon_id", "persoon__geboortejaar", "persoon__ongeboren"), maak=_betrokkene,
    ),
    "advies": Bron(
        m.Advies, {"advies_id": "kenmerk"} | _zelfde("gemeente", "gestart_op", "afgesloten_op", "soort", "kanaal",
        "hoedanigheid", "aanleiding", "aard"), ("omgezet_op",), met_invoerdag=True, maak=_advies,
    ),
    "melding": Bron(
        m.Melding, {"melding_id": "kenmerk", "dossier_id": "dossier__kenmerk"} | _zelfde(
            "ontvangen_op", "opgepakt_op", "beoordeeld_op", "urgentie", "acuut", "structureel", "multiproblematiek",
            "besluit", "overdracht_aan", "ter_registratie", "anoniem", "ambtshalve", "tijdens", "hoedanigheid",
            "aanleiding", "aard", "eerste_contact_op", "teruggekoppeld_op", "overgedragen_op"), ("omgezet_op",),
        met_invoerdag=True, maak=_melding,
    ),
    "dienst": Bron(
        m.Dienst, {"dienst_id": "kenmerk", "dossier_id": "dossier__kenmerk", "melding_id": "melding__kenmerk"} | _zelfde(
            "soort", "toegewezen_op", "gestart_op", "afgerond_op", "resultaat", "overdracht_aan", "overgedragen_op",
            "plan_van_aanpak_op", "top3"), ("ingetrokken_op", "melding__omgezet_op"), met_invoerdag=True, maak=_dienst,
    ),
    "monitormoment": Bron(
        m.Monitormoment, {"dienst_id": "dienst__kenmerk"} | _zelfde("gepland_op", "uitgevoerd_op", "met",
        "veiligheidscijfer"), ("dienst__ingetrokken_op",), maak=_monitormoment,
    ),
    "huisverbod": Bron(
        m.Huisverbod, {"huisverbod_id": "kenmerk"} | _zelfde("gemeente", "beoordeeld_op", "opgelegd_op", "advies_op",
        "verlengd_op", "beeindigd_op"),
    ),
    "schorsing": Bron(
        m.Schorsing, _zelfde("termijn", "van", "tot"),
        ("melding__kenmerk", "melding__omgezet_op", "dienst__kenmerk", "dienst__ingetrokken_op"), maak=_schorsing,
    ),
    "klacht": Bron(
        m.Klacht, {"klacht_id": "kenmerk"} | _zelfde("gemeente", "ingediend_op", "afgehandeld_op", "oordeel"),
    ),
    "tevredenheid": Bron(
        m.Tevredenheidsvraag, {"id": "id", "datum": "beantwoord_op"} | _zelfde("gemeente", "doelgroep", "moment",
        "cijfer"), ("beantwoord_op",), maak=_tevredenheid,
    ),
    "activiteit": Bron(m.Activiteit, _zelfde("datum", "soort", "aantal", "gemeente")),
}  # fmt: skip


class Stand:
    """De feiten zoals zij nu zijn, of zoals zij op een tijdstip bekend waren."""

    def __init__(self, peildatum: date, stand_op: datetime | None = None) -> None:
        self.peildatum, self.stand_op = peildatum, stand_op
        self.regio: str = settings.INSTELLINGEN.regio
        self._sleutel = hmac.new(kluis().merkgeheim, b"zicht feiten persoon", sha256).digest()

    def tabel(self, naam: str) -> Iterator[Rij]:
        """De rijen van een tabel, zoals zij in een bestand komen."""
        if naam == "gemeente":
            yield from self._gemeenten()
        elif naam in NIET_UIT_DE_REGISTRATIE:
            yield from _bedrijfsvoering(naam, self.peildatum)
        else:
            yield from self._uit_bron(naam, BRONNEN[naam])

    def tabellen(self) -> Iterator[tuple[str, Iterator[Rij]]]:
        """Elke tabel van het Feitenformaat, in volgorde."""
        for naam in TABELLEN:
            if naam not in NIET_UIT_DE_REGISTRATIE or _bedrijfsbestand(naam).exists():
                yield naam, self.tabel(naam)

    def pseudoniem(self, persoon: Any) -> str:
        """Een vaste naam voor een persoon die niet terug te rekenen is zonder de sleutel van deze installatie."""
        getal = int.from_bytes(hmac.new(self._sleutel, _sleutel(persoon).bytes, sha256).digest()[:8], "big")
        letters = ""
        while getal:
            getal, rest = divmod(getal, len(_LETTERS))
            letters += _LETTERS[rest]
        return f"{self.regio}-{letters:b<15}"

    @cached_property
    def _mensen(self) -> dict[UUID, UUID]:
        """Bij elke rij die met een andere een mens is: de rij waarnaar die mens in de feiten heet."""
        if self.stand_op is None:
            return wortels(geldige_paren())
        rijen = m.Versie.objects.filter(tabel="persoonsverband", om__lte=self.stand_op).order_by("nummer")
        laatste: dict[str, Waarden] = {str(rij): inhoud for rij, inhoud in rijen.values_list("rij", "inhoud")}
        geldig = [w for w in laatste.values() if w["zelfde"] and not w["beeindigd_op"]]
        return wortels((_sleutel(w["een_id"]), _sleutel(w["ander_id"])) for w in geldig)

    @cached_property
    def _samen_in_een_dossier(self) -> set[tuple[UUID, UUID]]:
        """De rijen (dossier, persoon) die vervallen: dezelfde mens staat al onder een andere rij in dat dossier."""
        per_dossier: dict[tuple[UUID, UUID], list[UUID]] = defaultdict(list)
        rijen = m.Betrokkene.objects.filter(persoon__in=list(self._mensen)).order_by("persoon")
        if self.stand_op is not None:
            toen = m.Versie.objects.filter(tabel="betrokkene", nummer=1, om__lte=self.stand_op)
            rijen = rijen.filter(pk__in=toen.values("rij"))
        for dossier, persoon in rijen.values_list("dossier", "persoon"):
            per_dossier[dossier, self._mensen[persoon]].append(persoon)
        return {(dossier, pk) for (dossier, _), pks in per_dossier.items() for pk in pks[1:]}

    def mens(self, persoon: UUID) -> UUID:
        """De rij waarnaar deze mens heet; twee verbonden rijen zijn een mens."""
        return self._mensen.get(persoon, persoon)

    def staat_er_al(self, dossier: UUID, persoon: UUID) -> bool:
        """Of dezelfde mens al met een andere rij in dit dossier staat: in de feiten is iemand er een keer."""
        return bool(self._mensen) and (dossier, persoon) in self._samen_in_een_dossier

    @cached_property
    def lege_dossiers(self) -> frozenset[UUID]:
        """Dossiers waarvan elke melding een advies werd, en waarin niets anders gebeurde."""
        omgezet = set(m.Melding.objects.exclude(omgezet_op=None).values_list("dossier", flat=True))
        if not omgezet:
            return frozenset()
        gevuld = {_sleutel(w["dossier_id"]) for w in self._bij(m.Melding, omgezet) if not w["omgezet_op"]}
        gevuld |= {_sleutel(w["dossier_id"]) for w in self._bij(m.Dienst, omgezet) if not w["ingetrokken_op"]}
        return frozenset(omgezet - gevuld)

    def _bij(self, model: type[m.Geversioneerd], dossiers: Collection[UUID]) -> Iterable[Waarden]:
        rijen = model._default_manager.filter(dossier__in=dossiers)
        if self.stand_op is None:
            return rijen.values()
        return _laatste_versies(rijen.values_list("pk", flat=True), self.stand_op).values()

    def _uit_bron(self, naam: str, bron: Bron) -> Iterator[Rij]:
        soorten = {kolom.naam: kolom for kolom in TABELLEN[naam].kolommen}
        bestaat_op = TABELLEN[naam].bestaat_op or ("gepland_op" if naam == "monitormoment" else None)
        grens = self.peildatum.isoformat()
        for waarden in self._waarden(bron):
            rij = bron.maak(self, {kolom: waarden[veld] for kolom, veld in bron.kolommen.items()}, waarden)
            if rij is None:
                continue
            if bron.met_invoerdag:
                rij |= {"geregistreerd_op": waarden[_INVOER]}
            uit = {kolom: _tekst(waarde, soorten[kolom].soort) for kolom, waarde in rij.items()}
            if bestaat_op and uit[bestaat_op] > grens:
                continue
            yield {
                kolom: "" if soorten[kolom].soort is Soort.DATUM and tekst > grens else tekst
                for kolom, tekst in uit.items()
            }

    def _waarden(self, bron: Bron) -> Iterator[Waarden]:
        if self.stand_op is not None:
            rijen = _zoals_bekend(bron, self.stand_op)
        else:
            rijen = self._rijen(bron).values(*bron.velden).iterator(chunk_size=_TEGELIJK)
        return _met_invoerdag(rijen) if bron.met_invoerdag else rijen

    def _rijen(self, bron: Bron) -> Any:
        return bron.model._default_manager.order_by()

    def _gemeenten(self) -> Iterator[Rij]:
        for gemeente in m.Gemeente.objects.order_by("code", "jaar").iterator():
            yield {
                "gemeente": gemeente.code, "naam": gemeente.naam, "regio": self.regio, "inwoners": _tekst(gemeente.inwoners),
                "jeugdigen": _tekst(gemeente.jeugdigen), "jaar": _tekst(gemeente.jaar),
            }  # fmt: skip


def exporteer(uit: Path, *, peildatum: date, stand_op: datetime | None = None) -> dict[str, int]:
    """Schrijf een map met feiten; geeft per tabel het aantal rijen."""
    stand = Stand(peildatum, stand_op)
    moment = f", zoals bekend op {timezone.localtime(stand_op):%Y-%m-%d %H:%M:%S}" if stand_op else ""
    with momentopname():
        return schrijf_feiten(
            uit, Herkomst(stand.regio, peildatum, f"{BRON}: registratie{moment}"), stand.tabellen()
        )  # fmt: skip


@contextmanager
def momentopname() -> Iterator[None]:
    """Alles lezen zoals het op een moment was, zonder wie werkt te laten wachten."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "BEGIN"
            )  # alleen lezen: een gewone transactie van Django zou op SQLite schrijvers tegenhouden
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


# ------------------------------------------------------------------------------------------------- zoals bekend op een tijdstip


def _zoals_bekend(bron: Bron, moment: datetime) -> Iterator[Waarden]:
    """Van elke rij de laatste versie tot en met het moment, met wat zij aan verwijzingen nodig heeft."""
    versies = (
        m.Versie.objects.filter(tabel=bron.model._meta.model_name, om__lte=moment)
        .order_by("rij", "-nummer")
        .values_list("rij", "inhoud")
        .iterator(chunk_size=_TEGELIJK)
    )
    laatste = (next(groep)[1] for _, groep in groupby(versies, key=lambda versie: versie[0]))
    while deel := list(islice(laatste, _TEGELIJK)):
        yield from _met_verwijzingen(bron, deel, moment)


def _met_verwijzingen(bron: Bron, rijen: list[Waarden], moment: datetime) -> Iterator[Waarden]:
    paden: dict[str, list[str]] = defaultdict(list)
    for veld in bron.velden:
        if "__" in veld:
            paden[veld.split("__")[0]].append(veld)
    gezocht = {naam: _laatste_versies({rij[f"{naam}_id"] for rij in rijen}, moment) for naam in paden}
    for rij in rijen:
        verder = {
            veld: gezocht[naam].get(rij[f"{naam}_id"], {}).get(veld.split("__")[1])
            for naam, velden in paden.items()
            for veld in velden
        }
        yield rij | verder


_INVOER = "dag van invoer"


def _met_invoerdag(rijen: Iterator[Waarden]) -> Iterator[Waarden]:
    """Elke rij met de dag van haar eerste versie: toen is zij ingevoerd. Een rij zonder versies heeft er geen."""
    while deel := list(islice(rijen, _TEGELIJK)):
        eerste = m.Versie.objects.filter(rij__in=[_sleutel(rij["id"]) for rij in deel], nummer=1)
        om: dict[UUID, datetime] = dict(eerste.values_list("rij", "om"))
        for rij in deel:
            moment = om.get(_sleutel(rij["id"]))
            yield rij | {_INVOER: timezone.localdate(moment) if moment else None}


def _laatste_versies(rijen: Iterable[Any], moment: datetime) -> dict[str, Waarden]:
    """Per rij haar laatste versie tot en met het moment."""
    ids = [_sleutel(rij) for rij in rijen if rij]
    versies = m.Versie.objects.filter(rij__in=ids, om__lte=moment).order_by("nummer").values_list("rij", "inhoud")
    return {str(rij): inhoud for rij, inhoud in versies}


# ------------------------------------------------------------------------------------------------------------------ schrijfwijze


def _sleutel(waarde: Any) -> UUID:
    return waarde if isinstance(waarde, UUID) else UUID(str(waarde))


def _tekst(waarde: Any, soort: Soort | None = None) -> str:
    if waarde is None:
        return ""
    if soort is Soort.GETAL:
        return f"{Decimal(waarde).normalize():f}"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return ";".join(waarde)
    return str(waarde)


def _bedrijfsbestand(naam: str) -> Path:
    return settings.INSTELLINGEN.datamap / "bedrijfsvoering" / f"{naam}.csv"


def _bedrijfsvoering(naam: str, peildatum: date) -> Iterator[Rij]:
    """Lasten en formatie, zoals aangeleverd door de administratie; wat na de peildatum ligt nog niet."""
    with _bedrijfsbestand(naam).open(encoding="utf-8", newline="") as bestand:
        for rij in csv.DictReader(bestand):
            if rij["maand"] <= f"{peildatum:%Y-%m}":
                yield {str(kolom): waarde or "" for kolom, waarde in rij.items()}


def modellen() -> set[type[Model]]:
    """De modellen waar feiten uit komen, voor wie wil weten of de gegevens veranderd zijn."""
    return {*(bron.model for bron in BRONNEN.values()), m.Persoonsverband}
