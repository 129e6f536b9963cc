"""De dienst: een kleine WSGI-toepassing boven de kast. Elke vraag is ondertekend, telt mee en laat een logregel zonder inhoud na."""

import json
import sqlite3
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any, cast
from wsgiref.types import StartResponse, WSGIEnvironment

from zicht.uitwisseling.vtregister.kast import Geweigerd, Kast, Opgave
from zicht.uitwisseling.vtregister.ondertekening import Vraag, klopt
from zicht.uitwisseling.vtregister.pseudoniem import Pseudoniemen

HOOGSTENS_OPGAVEN, HOOGSTENS_BYTES = 500, 1_000_000
SPELING_SECONDEN, PER_MINUUT = 300, 600
_REF, _PSEUDONIEM = 64, 64

Klok = Callable[[], datetime]
_Antwoord = tuple[Any, int]  # de inhoud, en welk aantal er in het logboek komt


class Dienst:
    """Het register als WSGI-toepassing."""

    def __init__(self, kast: Kast, klok: Klok = lambda: datetime.now(UTC)) -> None:
        self._kast, self._klok = kast, klok
        self._recent: defaultdict[str, deque[float]] = defaultdict(deque)
        self._slot = threading.Lock()

    def __call__(self, omgeving: WSGIEnvironment, begin: StartResponse) -> Iterable[bytes]:
        try:
            code, inhoud = self._antwoord(omgeving)
        except Geweigerd as fout:
            code, inhoud = fout.code, {"fout": " ".join(fout.regels)}
        tekst = json.dumps(inhoud, ensure_ascii=False).encode()
        koppen = [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Length", str(len(tekst))),
            ("Cache-Control", "no-store"),
        ]
        if code == 429:
            koppen.append(("Retry-After", "60"))
        begin(f"{code} {HTTPStatus(code).phrase}", koppen)
        return [tekst]

    def _antwoord(self, omgeving: WSGIEnvironment) -> tuple[int, Any]:
        if omgeving["PATH_INFO"] == "/v1/leeft":
            return 200, {"leeft": True}
        vraag, organisatie = self._lees(omgeving)
        self._niet_te_vaak(organisatie)
        handeling = _PADEN.get((vraag.methode, omgeving["PATH_INFO"]))
        if handeling is None:
            raise Geweigerd(404, "Dit adres bestaat niet.")
        return self._voer_uit(handeling, vraag, organisatie)

    def _voer_uit(self, handeling: str, vraag: Vraag, organisatie: str) -> tuple[int, Any]:
        """Doe het en schrijf de logregel in dezelfde transactie; ook wat is geweigerd laat een logregel na."""
        try:
            with self._kast.bestand.schrijf() as db:
                gesprek = Gesprek(self._kast, db, organisatie, _json(vraag.inhoud), self._klok().date())
                inhoud, aantal = _HANDELINGEN[handeling](gesprek)
                self._log(db, organisatie, handeling, aantal, "goed", vraag.eenmalig)
        except Geweigerd as fout:
            with self._kast.bestand.schrijf() as db:
                self._log(db, organisatie, handeling, 0, f"geweigerd {fout.code}", vraag.eenmalig)
            raise
        return 200, inhoud

    def _log(
        self, db: sqlite3.Connection, organisatie: str, handeling: str, aantal: int, uitkomst: str, eenmalig: str
    ) -> None:
        try:
            db.execute(
                "INSERT INTO logregel (om, organisatie, handeling, aantal, uitkomst, eenmalig) VALUES (?, ?, ?, ?, ?, ?)",
                (int(self._klok().timestamp()), organisatie, handeling, aantal, uitkomst, eenmalig),
            )
        except sqlite3.IntegrityError:
            raise Geweigerd(401, "Deze vraag is al eens gesteld. Onderteken haar opnieuw.") from None

    # -------------------------------------------------------------------------------------------------- wie vraagt er

    def _lees(self, omgeving: WSGIEnvironment) -> tuple[Vraag, str]:
        lengte = omgeving.get("CONTENT_LENGTH") or "0"
        if not lengte.isdigit() or int(lengte) > HOOGSTENS_BYTES:
            raise Geweigerd(413, f"Hoogstens {HOOGSTENS_BYTES} bytes per vraag.")
        pad = omgeving["PATH_INFO"] + (f"?{omgeving['QUERY_STRING']}" if omgeving.get("QUERY_STRING") else "")
        organisatie, tijd, eenmalig, handtekening = (
            str(omgeving.get(f"HTTP_X_VT_{naam}", ""))[:200]
            for naam in ("ORGANISATIE", "TIJD", "EENMALIG", "HANDTEKENING")
        )
        vraag = Vraag(
            omgeving["REQUEST_METHOD"],
            pad,
            int(tijd) if tijd.isdigit() else 0,
            eenmalig,
            omgeving["wsgi.input"].read(int(lengte)),
        )
        publiek = self._kast.publiek(organisatie)
        op_tijd = abs(self._klok().timestamp() - vraag.tijd) <= SPELING_SECONDEN
        # Een antwoord voor alles wat niet klopt: wie raadt leert niet wat er wel klopte.
        if publiek is None or not op_tijd or len(eenmalig) < 16 or not klopt(vraag, handtekening, publiek):
            raise Geweigerd(401, "De ondertekening klopt niet, of is niet van nu.")
        return vraag, organisatie

    def _niet_te_vaak(self, organisatie: str) -> None:
        nu = self._klok().timestamp()
        with self._slot:
            recent = self._recent[organisatie]
            while recent and recent[0] < nu - 60:
                recent.popleft()
            if len(recent) >= PER_MINUUT:
                raise Geweigerd(429, f"Hoogstens {PER_MINUUT} vragen per minuut.")
            recent.append(nu)


# ------------------------------------------------------------------------------------------------------------ handelingen


@dataclass(frozen=True)
class Gesprek:
    """Een vraag van een organisatie die is wie zij zegt, in een transactie."""

    kast: Kast
    db: sqlite3.Connection
    organisatie: str
    velden: Mapping[str, Any]
    vandaag: date


def _tijdvakken(g: Gesprek) -> _Antwoord:
    return {"organisatie": g.organisatie, "open": g.kast.tijdvakken()}, 0


def _opgeven(g: Gesprek) -> _Antwoord:
    rijen: Any = g.velden.get("betrokkenheden")
    if not isinstance(rijen, list) or len(cast("list[Any]", rijen)) > HOOGSTENS_OPGAVEN:
        raise Geweigerd(422, f"Verwacht betrokkenheden: een lijst van hoogstens {HOOGSTENS_OPGAVEN}.")
    opgaven = [_opgave(rij, nr) for nr, rij in enumerate(cast("list[Any]", rijen), 1)]
    return {"veranderd": g.kast.verwerk(g.db, g.organisatie, opgaven, g.vandaag)}, len(opgaven)


def _zoeken(g: Gesprek) -> _Antwoord:
    gevonden = g.kast.zoek(g.db, g.organisatie, _tekst(g.velden, "ref"), g.vandaag)
    return {"gevonden": [rij._asdict() for rij in gevonden]}, 1


def _berichten(g: Gesprek) -> _Antwoord:
    berichten = g.kast.berichten(g.organisatie, _getal(g.velden, "na"))
    return {"berichten": [bericht._asdict() for bericht in berichten]}, len(berichten)


def _bevestigen(g: Gesprek) -> _Antwoord:
    weg = g.kast.bevestig(g.db, g.organisatie, _getal(g.velden, "tot"))
    return {"bevestigd": weg}, weg


_HANDELINGEN: dict[str, Callable[[Gesprek], _Antwoord]] = {
    "tijdvakken": _tijdvakken,
    "opgeven": _opgeven,
    "zoeken": _zoeken,
    "berichten": _berichten,
    "bevestigen": _bevestigen,
}
# Er is met opzet geen adres waar een pseudoniem in gaat en een organisatie uit komt.
_PADEN = {
    ("POST", "/v1/tijdvakken"): "tijdvakken",
    ("POST", "/v1/betrokkenheden"): "opgeven",
    ("POST", "/v1/zoeken"): "zoeken",
    ("POST", "/v1/berichten"): "berichten",
    ("POST", "/v1/berichten/bevestigd"): "bevestigen",
}


def _json(inhoud: bytes) -> Mapping[str, Any]:
    try:
        gelezen = json.loads(inhoud or b"{}")
    except (ValueError, RecursionError):
        gelezen = None
    return _object(gelezen, "Verwacht JSON: een object.")


def _object(waarde: object, anders: str) -> Mapping[str, Any]:
    if not isinstance(waarde, dict):
        raise Geweigerd(422, anders)
    return cast("dict[str, Any]", waarde)  # JSON: the keys are texts


def _tekst(velden: Mapping[str, Any], naam: str) -> str:
    waarde = velden.get(naam)
    if not isinstance(waarde, str) or not 8 <= len(waarde) <= _REF:
        raise Geweigerd(422, f"Verwacht {naam}: een tekst van 8 tot {_REF} tekens.")
    return waarde


def _getal(velden: Mapping[str, Any], naam: str) -> int:
    waarde = velden.get(naam)
    if type(waarde) is not int or not 0 <= waarde < 1 << 62:
        raise Geweigerd(422, f"Verwacht {naam}: een geheel getal.")
    return waarde


def _opgave(rij: object, nr: int) -> Opgave:
    velden = _object(rij, f"Betrokkenheid {nr}: verwacht een object.")
    vakken = _object(velden.get("tijdvakken", {}), f"Betrokkenheid {nr}: verwacht tijdvakken, een object.")
    if not all(nummer.isdecimal() and len(nummer) < 7 for nummer in vakken):
        raise Geweigerd(422, f"Betrokkenheid {nr}: een tijdvak is een nummer.")
    tijdvakken = {int(nummer): _pseudoniemen(waarde, nr) for nummer, waarde in vakken.items()}
    return Opgave(_tekst(velden, "ref"), _getal(velden, "versie"), velden.get("betrokken") is True, tijdvakken)


def _pseudoniemen(waarde: object, nr: int) -> Pseudoniemen:
    velden = _object(waarde, f"Betrokkenheid {nr}: verwacht per tijdvak een object.")
    bsn, namen = velden.get("bsn"), velden.get("namen", [])
    los: list[Any] = cast("list[Any]", namen) if isinstance(namen, list) else [None]
    if len(los) > 8 or not all(map(_is_pseudoniem, los)) or not (bsn is None or _is_pseudoniem(bsn)):
        raise Geweigerd(
            422,
            f"Betrokkenheid {nr}: een pseudoniem is {_PSEUDONIEM} hexadecimale tekens; op naam zijn er hoogstens acht.",
        )
    return Pseudoniemen(bsn, tuple(los))


def _is_pseudoniem(waarde: object) -> bool:
    return isinstance(waarde, str) and len(waarde) == _PSEUDONIEM and not set(waarde) - set("0123456789abcdef")
