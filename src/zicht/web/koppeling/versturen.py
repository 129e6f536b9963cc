"""Een uitkomstbericht over de lijn: aangemeld, met haar sleutel erbij, met een eindige wachttijd, en zonder door te verwijzen.

Zicht volgt geen verwijzing naar een ander adres: een bericht gaat alleen naar waar een beheerder het heen stuurde. Van het
antwoord leest Zicht alleen de code; wat erin staat komt nergens terecht, ook niet in een logregel.
"""

import hmac
import json
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import cast
from urllib.parse import urlsplit

from zicht.web.registratie.uitgaand import Uitgaand

HOOGSTENS_WACHTEN = timedelta(days=1)
_DRUK = frozenset({408, 425, 429, 503})


@dataclass(frozen=True)
class Uitslag:
    """Hoe het ging; zonder gebrek is het bezorgd."""

    gebrek: str = ""
    opnieuw: bool = False
    pas_na: timedelta = timedelta(0)
    bereikt: bool = True


def verstuur(bericht: Uitgaand, nu: datetime) -> Uitslag:
    """Stuur een bericht en zeg hoe het ging."""
    inhoud = json.dumps(bericht.inhoud(), ensure_ascii=False).encode()
    delen = urlsplit(bericht.ontvanger.adres)
    lijn = _lijn(delen.scheme, delen.hostname or "", delen.port, bericht.ontvanger.wacht_seconden)
    pad = (delen.path or "/") + (f"?{delen.query}" if delen.query else "")
    try:
        lijn.request("POST", pad, inhoud, koppen(bericht, inhoud, nu))
        antwoord = lijn.getresponse()
        return _oordeel(antwoord.status, antwoord.getheader("Retry-After", ""))
    except TimeoutError:
        return Uitslag("te_langzaam", opnieuw=True, bereikt=False)
    except ssl.SSLCertVerificationError:
        return Uitslag("certificaat", opnieuw=True, bereikt=False)
    except (OSError, HTTPException):
        return Uitslag("niet_bereikbaar", opnieuw=True, bereikt=False)
    finally:
        lijn.close()


def _lijn(soort: str, host: str, poort: int | None, wacht: int) -> HTTPConnection:
    if soort == "https":
        return HTTPSConnection(host, poort, timeout=wacht, context=ssl.create_default_context())
    return HTTPConnection(host, poort, timeout=wacht)


def koppen(bericht: Uitgaand, inhoud: bytes, nu: datetime) -> dict[str, str]:
    """De koppen: de sleutel van het bericht, en waarmee Zicht zich bekendmaakt."""
    geheim = cast("str", bericht.ontvanger.geheim)
    vast = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": str(bericht.sleutel)}
    if bericht.ontvanger.aanmelding == "sleutel":
        return vast | {"Authorization": f"Bearer {geheim}"}
    tijd = str(int(nu.timestamp()))
    return vast | {"Zicht-Handtekening": f"t={tijd},v1={handtekening(geheim, tijd, inhoud)}"}


def handtekening(geheim: str, tijd: str, inhoud: bytes) -> str:
    """HMAC-SHA256 over het tijdstip en de inhoud: een oud bericht is zo niet opnieuw te gebruiken, een ander niet te maken."""
    return hmac.new(geheim.encode(), tijd.encode() + b"." + inhoud, sha256).hexdigest()


def _oordeel(code: int, wacht: str) -> Uitslag:
    """Wat een antwoord betekent. Een 409 met onze sleutel is hetzelfde bericht met andere inhoud: dat kan niet, dus vast."""
    pas_na = (
        min(timedelta(seconds=int(wacht)), HOOGSTENS_WACHTEN) if wacht.isdecimal() and len(wacht) < 9 else timedelta(0)
    )
    match code:
        case _ if 200 <= code < 300:
            return Uitslag()
        case _ if code in _DRUK:
            return Uitslag("druk", opnieuw=True, pas_na=pas_na)
        case 401 | 403:
            return Uitslag("sleutel")
        case 404 | 405 | 410:
            return Uitslag("adres")
        case _ if 300 <= code < 400:
            return Uitslag("doorverwezen")
        case _ if code < 500:
            return Uitslag("geweigerd")
        case _:
            return Uitslag("storing", opnieuw=True, pas_na=pas_na)
