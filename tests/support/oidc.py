"""Een kleine aanmelddienst volgens OpenID Connect, op deze machine: met echte tokens, ondertekend met RS256.

Zij doet wat een echte doet en weigert wat een echte weigert: een onbekende client, een ander adres om naar terug te
gaan, een code die al is gebruikt, een verkeerd PKCE-antwoord en een verkeerd geheim.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT, GEHEIM, KID = "zicht", "geheim-van-zicht-bij-de-dienst", "sleutel-1"


@dataclass
class Aanmelddienst:
    """De dienst: wie er nu achter het scherm zit, en wat er is uitgegeven."""

    adres: str = ""
    mag_terug_naar: tuple[str, ...] = ()
    wie: dict[str, Any] | None = None  # de claims van wie is ingelogd; None: die persoon weigert
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    bewijzen: dict[str, dict[str, Any]] = field(default_factory=dict)
    gezien: list[str] = field(default_factory=list)
    sleutel: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65_537, 2_048))

    def configuratie(self) -> dict[str, Any]:
        """De beschrijving op /.well-known/openid-configuration."""
        return {
            "issuer": self.adres, "authorization_endpoint": f"{self.adres}/authorize",
            "token_endpoint": f"{self.adres}/token", "userinfo_endpoint": f"{self.adres}/userinfo",
            "jwks_uri": f"{self.adres}/jwks", "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"], "scopes_supported": ["openid", "profile", "email"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }  # fmt: skip

    def jwks(self) -> dict[str, Any]:
        """De openbare sleutel."""
        openbaar = self.sleutel.public_key().public_numbers()
        deel = {naam: _b64(getal.to_bytes((getal.bit_length() + 7) // 8, "big")) for naam, getal in (("n", openbaar.n), ("e", openbaar.e))}  # fmt: skip
        return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": KID, **deel}]}

    def authorize(self, vraag: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """De bladzijde waar iemand inlogt; hier meteen terug met een code, of met een weigering."""
        terug = vraag.get("redirect_uri", "")
        if vraag.get("client_id") != CLIENT or terug not in self.mag_terug_naar:
            return 400, {}, b"onbekende client of een vreemd adres om naar terug te gaan"
        if "openid" not in vraag.get("scope", "").split() or vraag.get("response_type") != "code":
            return self._naar(terug, error="invalid_request", state=vraag.get("state", ""))
        if vraag.get("code_challenge_method") != "S256" or not vraag.get("code_challenge"):
            return self._naar(terug, error="invalid_request", state=vraag.get("state", ""))
        if self.wie is None:
            return self._naar(terug, error="access_denied", state=vraag.get("state", ""))
        code = secrets.token_urlsafe(24)
        self.codes[code] = vraag
        return self._naar(terug, code=code, state=vraag.get("state", ""))

    def _naar(self, terug: str, **velden: str) -> tuple[int, dict[str, str], bytes]:
        return 302, {"Location": f"{terug}?{urlencode(velden)}"}, b""

    def token(self, vraag: dict[str, str], basis: str) -> tuple[int, dict[str, str], bytes]:
        """Een code inwisselen: een keer, met het geheim en met het antwoord op de PKCE-vraag."""
        client = _van_basis(basis) or (vraag.get("client_id", ""), vraag.get("client_secret", ""))
        if client != (CLIENT, GEHEIM):
            return _json(401, {"error": "invalid_client"})
        toen = self.codes.pop(vraag.get("code", ""), None)
        antwoord = _b64(hashlib.sha256(vraag.get("code_verifier", "").encode()).digest())
        if toen is None or toen["redirect_uri"] != vraag.get("redirect_uri") or antwoord != toen["code_challenge"]:
            return _json(400, {"error": "invalid_grant"})
        assert self.wie is not None
        bewijs, nu = secrets.token_urlsafe(24), int(time.time())
        self.bewijzen[bewijs] = self.wie
        claims = {"iss": self.adres, "aud": CLIENT, "iat": nu, "exp": nu + 300, **self.wie}
        if "nonce" in toen:
            claims["nonce"] = toen["nonce"]
        return _json(200, {"access_token": bewijs, "token_type": "Bearer", "expires_in": 300, "id_token": self.onderteken(claims)})  # fmt: skip

    def onderteken(self, claims: dict[str, Any]) -> str:
        """Een JWT met RS256."""
        kop = {"alg": "RS256", "typ": "JWT", "kid": KID}
        tekst = ".".join(_b64(json.dumps(deel).encode()) for deel in (kop, claims))
        return f"{tekst}.{_b64(self.sleutel.sign(tekst.encode(), padding.PKCS1v15(), SHA256()))}"

    def userinfo(self, kop: str) -> tuple[int, dict[str, str], bytes]:
        """Wie bij een bewijs hoort."""
        claims = self.bewijzen.get(kop.removeprefix("Bearer "))
        return _json(200, claims) if claims else _json(401, {"error": "invalid_token"})


def _b64(bytes_: bytes) -> str:
    return base64.urlsafe_b64encode(bytes_).rstrip(b"=").decode()


def _van_basis(kop: str) -> tuple[str, str] | None:
    if not kop.startswith("Basic "):
        return None
    naam, _, geheim = base64.b64decode(kop[6:]).decode().partition(":")
    return naam, geheim


def _json(status: int, inhoud: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json", "Cache-Control": "no-store"}, json.dumps(inhoud).encode()


@contextmanager
def aanmelddienst() -> Iterator[Aanmelddienst]:
    """Start de dienst op een vrije poort."""
    dienst = Aanmelddienst()

    class Antwoorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            deel = urlsplit(self.path)
            vraag = {naam: waarden[0] for naam, waarden in parse_qs(deel.query).items()}
            dienst.gezien.append(deel.path)
            match deel.path:
                case "/.well-known/openid-configuration":
                    self._antwoord(*_json(200, dienst.configuratie()))
                case "/jwks":
                    self._antwoord(*_json(200, dienst.jwks()))
                case "/authorize":
                    self._antwoord(*dienst.authorize(vraag))
                case "/userinfo":
                    self._antwoord(*dienst.userinfo(self.headers.get("Authorization", "")))
                case _:
                    self._antwoord(404, {}, b"")

        def do_POST(self) -> None:
            dienst.gezien.append(self.path)
            tekst = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            vraag = {naam: waarden[0] for naam, waarden in parse_qs(tekst).items()}
            goed = self.path == "/token"
            self._antwoord(*(dienst.token(vraag, self.headers.get("Authorization", "")) if goed else (404, {}, b"")))

        def _antwoord(self, status: int, koppen: dict[str, str], inhoud: bytes) -> None:
            self.send_response(status)
            for naam, waarde in {**koppen, "Content-Length": str(len(inhoud))}.items():
                self.send_header(naam, waarde)
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Antwoorder)
    dienst.adres = f"http://127.0.0.1:{server.server_address[1]}"
    draad = Thread(target=server.serve_forever, daemon=True)
    draad.start()
    try:
        yield dienst
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
