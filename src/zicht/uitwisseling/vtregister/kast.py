"""De kast van het register: betrokkenheden onder pseudoniem, wie hetzelfde pseudoniem heeft, en de berichten daarover.

De tweede laag: wat een organisatie stuurt gaat nog eens door HMAC met een sleutel die alleen het register heeft, en die niet in
dit bestand staat. Uit het bestand alleen is dus ook met de sleutel van de organisaties niets terug te rekenen.

Er is geen vraag over een pseudoniem: een organisatie noemt haar eigen kenmerk van een lopende betrokkenheid, of krijgt niets.
"""

import hmac
import sqlite3
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from zicht.core.fouten import AanroepFout, ZichtFout
from zicht.uitwisseling.vtregister.bestand import Bestand
from zicht.uitwisseling.vtregister.pseudoniem import BSN, NAAM, Pseudoniemen

# Keuzes. Een organisatie stuurt op een dag hoogstens zoveel nieuwe pseudoniemen, en zoekt zo vaak. Met twintigduizend per dag kost
# het aflopen van alle geldige BSN's meer dan tien jaar, en elke poging laat een betrokkenheid, een logregel en een bericht na.
PER_DAG = 20_000
ZOEKEN_PER_DAG = 2_000
# Zo lang blijft zichtbaar dat een organisatie betrokken was; daarna is er niets meer.
BEWAAR_DAGEN = 5 * 365


class Geweigerd(ZichtFout):
    """Het register doet dit niet; `code` is de status van het antwoord."""

    def __init__(self, code: int, *regels: str) -> None:
        super().__init__(*regels)
        self.code = code


@dataclass(frozen=True)
class Opgave:
    """Wat een organisatie van een betrokkenheid zegt. Een hogere versie wint, een oude verandert niets: opnieuw sturen mag altijd."""

    ref: str
    versie: int
    betrokken: bool
    tijdvakken: Mapping[int, Pseudoniemen]


class Bericht(NamedTuple):
    """Een treffer, voor een van de twee organisaties."""

    nr: int
    ref: str
    organisatie: str
    soort: str
    betrokken: bool
    op: str


class Gevonden(NamedTuple):
    """Wie er bij dezelfde mens betrokken is of was."""

    organisatie: str
    soort: str
    betrokken: bool


class Kast:
    """Het register zelf, met de sleutels per tijdvak ernaast."""

    def __init__(self, bestand: Bestand, sleutels: Mapping[int, bytes]) -> None:
        self.bestand, self._sleutels = bestand, sleutels

    # ------------------------------------------------------------------------------------------------------ beheer

    def laat_toe(self, code: str, naam: str, publiek: str, per_dag: int = PER_DAG) -> None:
        """Laat een organisatie toe, of geef haar een nieuwe publieke sleutel."""
        with self.bestand.schrijf() as db:
            db.execute(
                "INSERT INTO organisatie (code, naam, publiek, per_dag) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET "
                "naam = excluded.naam, publiek = excluded.publiek, per_dag = excluded.per_dag, gestopt = 0",
                (code, naam, b64decode(publiek, validate=True), per_dag),
            )

    def publiek(self, code: str) -> bytes | None:
        """De publieke sleutel van een organisatie die mee mag doen."""
        rij = (
            self.bestand.lees()
            .execute("SELECT publiek FROM organisatie WHERE code = ? AND gestopt = 0", (code,))
            .fetchone()
        )
        return rij[0] if rij else None

    def open_tijdvak(self, nr: int) -> None:
        """Begin een tijdvak; de vorige blijven open tot iemand ze sluit."""
        if nr not in self._sleutels:
            raise AanroepFout(f"Tijdvak {nr} heeft nog geen sleutel in het sleutelbestand van het register.")
        with self.bestand.schrijf() as db:
            db.execute("INSERT INTO tijdvak (nr, open) VALUES (?, 1) ON CONFLICT (nr) DO NOTHING", (nr,))

    def alleen_in(self, nr: int) -> int:
        """Hoeveel lopende betrokkenheden alleen in dit tijdvak staan: die verdwijnen uit zicht als het sluit."""
        return self._een(
            "SELECT count(*) FROM betrokkenheid b WHERE betrokken AND EXISTS (SELECT 1 FROM pseudoniem p WHERE p.betrokkenheid = b.id "
            "AND p.tijdvak = ?) AND NOT EXISTS (SELECT 1 FROM pseudoniem p WHERE p.betrokkenheid = b.id AND p.tijdvak <> ?)",
            nr, nr,
        )  # fmt: skip

    def sluit_tijdvak(self, nr: int) -> None:
        """Sluit een tijdvak: zijn pseudoniemen gaan weg. Gooi daarna ook zijn sleutel weg."""
        with self.bestand.schrijf() as db:
            db.execute("UPDATE tijdvak SET open = 0 WHERE nr = ?", (nr,))
            db.execute("DELETE FROM pseudoniem WHERE tijdvak = ?", (nr,))

    def tijdvakken(self) -> list[int]:
        """De tijdvakken die open zijn."""
        return [nr for (nr,) in self.bestand.lees().execute("SELECT nr FROM tijdvak WHERE open = 1 ORDER BY nr")]

    def ruim_op(self, vandaag: date, bewaar_dagen: int = BEWAAR_DAGEN) -> int:
        """Gooi weg wat te lang geleden is geëindigd, en tellers en eenmalige getallen van vroeger."""
        with self.bestand.schrijf() as db:
            grens = (vandaag - timedelta(days=bewaar_dagen)).isoformat()
            db.execute("DELETE FROM teller WHERE dag < ?", ((vandaag - timedelta(days=31)).isoformat(),))
            return db.execute("DELETE FROM betrokkenheid WHERE tot < ?", (grens,)).rowcount

    # ---------------------------------------------------------------------------------------------------- opgaven

    def verwerk(self, db: sqlite3.Connection, organisatie: str, opgaven: Iterable[Opgave], vandaag: date) -> int:
        """Neem opgaven over en maak berichten van wie nu hetzelfde pseudoniem heeft; het aantal dat iets veranderde."""
        open_ = {nr for (nr,) in db.execute("SELECT nr FROM tijdvak WHERE open = 1")}
        veranderd = 0
        for opgave in opgaven:
            if vreemd := set(opgave.tijdvakken) - open_:
                raise Geweigerd(409, f"Tijdvak {min(vreemd)} is niet open. Open zijn: {sorted(open_)}.")
            veranderd += self._verwerk_een(db, organisatie, opgave, vandaag)
        return veranderd

    def _verwerk_een(self, db: sqlite3.Connection, organisatie: str, opgave: Opgave, vandaag: date) -> bool:
        rij = db.execute(
            "SELECT id, versie, betrokken FROM betrokkenheid WHERE organisatie = ? AND ref = ?",
            (organisatie, opgave.ref),
        ).fetchone()
        if rij and rij[1] >= opgave.versie:
            return False
        dag = vandaag.isoformat()
        if rij is None:
            nummer = db.execute(
                "INSERT INTO betrokkenheid (organisatie, ref, versie, betrokken, van, tot) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (organisatie, opgave.ref, opgave.versie, opgave.betrokken, dag, None if opgave.betrokken else dag),
            ).fetchone()[0]
        else:
            nummer = rij[0]
            db.execute(
                "UPDATE betrokkenheid SET versie = ?, betrokken = ?, tot = CASE WHEN ? THEN NULL ELSE coalesce(tot, ?) END WHERE id = ?",
                (opgave.versie, opgave.betrokken, opgave.betrokken, dag, nummer),
            )
            if opgave.betrokken and not rij[2]:  # opnieuw betrokken: dan mag er ook opnieuw een bericht van komen
                db.execute("DELETE FROM treffer WHERE een = ? OR ander = ?", (nummer, nummer))
        if opgave.betrokken:
            self._zet_pseudoniemen(db, organisatie, nummer, opgave.tijdvakken, vandaag)
            _maak_berichten(db, organisatie, opgave.ref, nummer, dag)
        return True

    def _zet_pseudoniemen(
        self,
        db: sqlite3.Connection,
        organisatie: str,
        nummer: int,
        tijdvakken: Mapping[int, Pseudoniemen],
        vandaag: date,
    ) -> None:
        nieuw = {self.afdruk(nr, soort, p): (nr, soort) for nr, alle in tijdvakken.items() for soort, p in _los(alle)}
        oud = {waarde for (waarde,) in db.execute("SELECT waarde FROM pseudoniem WHERE betrokkenheid = ?", (nummer,))}
        erbij = [waarde for waarde in nieuw if waarde not in oud]
        _tel(db, organisatie, "pseudoniem", len(erbij), vandaag)
        db.executemany(
            "DELETE FROM pseudoniem WHERE waarde = ? AND betrokkenheid = ?", [(w, nummer) for w in oud - nieuw.keys()]
        )
        db.executemany("INSERT INTO pseudoniem VALUES (?, ?, ?, ?)", [(w, nummer, *nieuw[w]) for w in erbij])

    def afdruk(self, tijdvak: int, soort: str, pseudoniem: str) -> bytes:
        """De tweede laag: wat er van een aangeleverd pseudoniem wordt bewaard."""
        return hmac.new(self._sleutels[tijdvak], f"{soort}|{pseudoniem}".encode(), sha256).digest()

    # ---------------------------------------------------------------------------------------------------- vragen

    def zoek(self, db: sqlite3.Connection, organisatie: str, ref: str, vandaag: date) -> list[Gevonden]:
        """Wie er nog meer betrokken is bij de mens van een eigen, lopende betrokkenheid."""
        _tel(db, organisatie, "zoeken", 1, vandaag)
        rij = db.execute(
            "SELECT id FROM betrokkenheid WHERE organisatie = ? AND ref = ? AND betrokken", (organisatie, ref)
        ).fetchone()
        if rij is None:
            raise Geweigerd(
                404,
                "Er is geen lopende eigen betrokkenheid met dit kenmerk. Zoeken kan alleen bij eigen betrokkenheid.",
            )
        beste: dict[str, Gevonden] = {}
        for _, wie, _, betrokken, soort in _zelfde(db, organisatie, rij[0]):
            nieuw = Gevonden(wie, soort, bool(betrokken))
            beste[wie] = max(beste.get(wie, nieuw), nieuw, key=lambda g: (g.betrokken, g.soort == BSN))
        return sorted(beste.values())

    def berichten(self, organisatie: str, na: int, hoogstens: int = 500) -> list[Bericht]:
        """De berichten voor een organisatie die zij nog niet heeft bevestigd."""
        rijen = self.bestand.lees().execute(
            "SELECT nr, ref, organisatie, soort, betrokken, op FROM bericht WHERE voor = ? AND nr > ? ORDER BY nr LIMIT ?",
            (organisatie, na, hoogstens),
        )
        return [Bericht(nr, ref, wie, soort, bool(betrokken), op) for nr, ref, wie, soort, betrokken, op in rijen]

    def bevestig(self, db: sqlite3.Connection, organisatie: str, tot: int) -> int:
        """Een organisatie heeft deze berichten bewaard; hier gaan zij weg."""
        return db.execute("DELETE FROM bericht WHERE voor = ? AND nr <= ?", (organisatie, tot)).rowcount

    def _een(self, vraag: str, *waarden: object) -> int:
        return self.bestand.lees().execute(vraag, waarden).fetchone()[0]


def _los(alle: Pseudoniemen) -> list[tuple[str, str]]:
    return [*([(BSN, alle.bsn)] if alle.bsn else []), *((NAAM, naam) for naam in alle.namen)]


def _zelfde(db: sqlite3.Connection, organisatie: str, nummer: int) -> list[tuple[int, str, str, int, str]]:
    """Betrokkenheden van anderen met hetzelfde pseudoniem. Kennen beide een BSN en is dat anders, dan telt de naam niet."""
    return db.execute(
        "SELECT b.id, b.organisatie, b.ref, b.betrokken, min(p.soort) FROM pseudoniem e JOIN pseudoniem p ON p.waarde = e.waarde "
        "JOIN betrokkenheid b ON b.id = p.betrokkenheid WHERE e.betrokkenheid = ? AND b.organisatie <> ? GROUP BY b.id "
        "HAVING min(p.soort) = 'bsn' OR NOT EXISTS (SELECT 1 FROM pseudoniem x JOIN pseudoniem y ON y.tijdvak = x.tijdvak "
        "WHERE x.betrokkenheid = ? AND y.betrokkenheid = b.id AND x.soort = 'bsn' AND y.soort = 'bsn')",
        (nummer, organisatie, nummer),
    ).fetchall()


def _maak_berichten(db: sqlite3.Connection, organisatie: str, ref: str, nummer: int, dag: str) -> None:
    """Een bericht voor allebei, een keer per paar; nog een als een naam een BSN blijkt. Wie niet meer betrokken is krijgt niets."""
    for ander, wie, andere_ref, betrokken, soort in _zelfde(db, organisatie, nummer):
        nieuw = db.execute(
            "INSERT INTO treffer (een, ander, soort) VALUES (?, ?, ?) ON CONFLICT (een, ander) DO UPDATE SET soort = excluded.soort "
            "WHERE treffer.soort = 'naam' AND excluded.soort = 'bsn' RETURNING 1",
            (*sorted((nummer, ander)), soort),
        ).fetchall()
        if nieuw:
            _bericht(db, organisatie, ref, wie, soort, betrokken, dag)
            if betrokken:
                _bericht(db, wie, andere_ref, organisatie, soort, 1, dag)


def _bericht(db: sqlite3.Connection, voor: str, ref: str, wie: str, soort: str, betrokken: int, dag: str) -> None:
    db.execute(
        "INSERT INTO bericht (voor, ref, organisatie, soort, betrokken, op) VALUES (?, ?, ?, ?, ?, ?)",
        (voor, ref, wie, soort, betrokken, dag),
    )


def _tel(db: sqlite3.Connection, organisatie: str, wat: str, aantal: int, vandaag: date) -> None:
    """Tel mee voor vandaag; over de grens gaat de hele vraag terug."""
    if not aantal:
        return
    (stand,) = db.execute(
        "INSERT INTO teller VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET aantal = aantal + excluded.aantal RETURNING aantal",
        (organisatie, vandaag.isoformat(), wat, aantal),
    ).fetchone()
    (per_dag,) = db.execute("SELECT per_dag FROM organisatie WHERE code = ?", (organisatie,)).fetchone()
    grens = per_dag if wat == "pseudoniem" else ZOEKEN_PER_DAG
    if stand > grens:
        raise Geweigerd(
            429, f"Vandaag zijn er al {grens} keer {wat} gedaan; meer mag op een dag niet. Probeer het morgen weer."
        )
