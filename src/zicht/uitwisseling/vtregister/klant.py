"""De kant van de organisatie: vragen ondertekenen en versturen. Alles mag opnieuw; het register vergeet niets en doet niets twee keer."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from zicht.core.fouten import AanroepFout, ZichtFout
from zicht.uitwisseling.vtregister.kast import Bericht, Gevonden, Opgave
from zicht.uitwisseling.vtregister.ondertekening import Vraag, eenmalig, onderteken

WACHT_SECONDEN = 10


class Onbereikbaar(ZichtFout):
    """Het register gaf geen antwoord; later opnieuw."""

    status = 1


class RegisterWeigert(ZichtFout):
    """Het register gaf antwoord, en dat was nee."""

    status = 1

    def __init__(self, code: int, *regels: str) -> None:
        super().__init__(*regels)
        self.code = code


@dataclass(frozen=True)
class Register:
    """Een register, gezien vanuit een organisatie."""

    adres: str
    organisatie: str
    geheim: str

    def __post_init__(self) -> None:
        if not self.adres.startswith(("http://", "https://")):
            raise AanroepFout(f"Het adres van het VT-register is '{self.adres[:60]}'; verwacht http:// of https://.")

    def tijdvakken(self) -> Sequence[int]:
        """De tijdvakken die open zijn."""
        return self._vraag("/v1/tijdvakken", {})["open"]

    def geef_op(self, opgaven: Iterable[Opgave]) -> int:
        """Lever betrokkenheden aan; hoeveel er veranderden."""
        return self._vraag("/v1/betrokkenheden", {"betrokkenheden": [_rij(opgave) for opgave in opgaven]})["veranderd"]

    def zoek(self, ref: str) -> list[Gevonden]:
        """Wie er nog meer bij deze mens betrokken is."""
        return [Gevonden(**rij) for rij in self._vraag("/v1/zoeken", {"ref": ref})["gevonden"]]

    def berichten(self, na: int = 0) -> list[Bericht]:
        """De berichten die nog niet zijn bevestigd."""
        return [Bericht(**rij) for rij in self._vraag("/v1/berichten", {"na": na})["berichten"]]

    def bevestig(self, tot: int) -> None:
        """Zeg dat de berichten tot en met dit nummer hier bewaard zijn."""
        self._vraag("/v1/berichten/bevestigd", {"tot": tot})

    def _vraag(self, pad: str, inhoud: Mapping[str, object]) -> Any:
        tekst = json.dumps(inhoud).encode()
        vraag = Vraag("POST", pad, int(time.time()), eenmalig(), tekst)
        koppen = {"Content-Type": "application/json"} | onderteken(vraag, self.organisatie, self.geheim)
        aanvraag = Request(self.adres.rstrip("/") + pad, data=tekst, headers=koppen, method="POST")  # noqa: S310 # http(s), see above
        try:
            with urlopen(aanvraag, timeout=WACHT_SECONDEN) as antwoord:  # noqa: S310
                return json.load(antwoord)
        except HTTPError as fout:
            with fout:
                raise _geweigerd(fout.code, fout.read()) from None
        except (OSError, HTTPException, ValueError) as fout:
            raise Onbereikbaar(
                f"Het VT-register op {self.adres} geeft geen antwoord ({type(fout).__name__})."
            ) from fout


def _geweigerd(code: int, tekst: bytes) -> ZichtFout:
    try:
        uitleg = str(json.loads(tekst)["fout"])
    except (ValueError, KeyError, TypeError):
        uitleg = "zonder uitleg"
    return (
        Onbereikbaar(f"Het VT-register werkt niet ({code}).")
        if code >= 500
        else RegisterWeigert(code, f"Het VT-register weigert: {uitleg}")
    )


def _rij(opgave: Opgave) -> dict[str, object]:
    return {
        "ref": opgave.ref, "versie": opgave.versie, "betrokken": opgave.betrokken,
        "tijdvakken": {str(nr): {"bsn": p.bsn, "namen": list(p.namen)} for nr, p in opgave.tijdvakken.items()},
    }  # fmt: skip
