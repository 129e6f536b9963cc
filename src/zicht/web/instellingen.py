"""De instellingen van een installatie: één bevroren object, gevuld uit de omgeving. De installatiepagina komt hieruit."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from zicht.core.fouten import AanroepFout

_WAAR = frozenset({"1", "ja", "true", "aan"})


def _veld(hulp: str, *, standaard: Any) -> Any:
    return field(default=standaard, metadata={"hulp": hulp})


@dataclass(frozen=True)
class Instellingen:
    """Wat per installatie verschilt. Elk veld heet in de omgeving ZICHT_ met de naam in hoofdletters."""

    data: str = _veld("map voor de databank, de sleutels en de documenten", standaard="zicht-data")
    databank: str = _veld("postgresql://… ; leeg is SQLite in de datamap", standaard="")
    postgres_programmas: str = _veld(
        "map met pg_dump en pg_restore, voor de reservekopie; leeg: waar het systeem ze vindt", standaard=""
    )
    geheim: str = _veld("sleutel waarmee sessies worden ondertekend; leeg: in de datamap gemaakt", standaard="")
    sleutels: str = _veld(
        "versleuteling van BSN en melder, nieuwste eerst, door komma's gescheiden; leeg: in de datamap gemaakt",
        standaard="",
    )
    ankers: str = _veld(
        "map voor de ankers van het logboek, liefst op een andere schijf of server; leeg: in de datamap", standaard=""
    )
    hosts: str = _veld("adressen waarop Zicht antwoordt, door komma's gescheiden", standaard="localhost,127.0.0.1")
    feiten: str = _veld(
        "map met feiten van een ander systeem waaruit het dashboard rekent; leeg: uit de eigen registratie",
        standaard="",
    )
    regio: str = _veld("code van de eigen regio, zoals NHN", standaard="NHN")
    organisatie: str = _veld("naam van de organisatie boven pagina's en brieven", standaard="Veilig Thuis")
    https: bool = _veld("alleen over https, met strenge koppen", standaard=False)
    tweede_factor: bool = _veld("iedereen heeft een tweede factor nodig om binnen te komen", standaard=True)
    demo: bool = _veld("demo: verzonnen mensen, bekende wachtwoorden, een balk die dat zegt", standaard=False)
    sessie_minuten: int = _veld("na zoveel minuten zonder handeling opnieuw inloggen", standaard=30)
    sessie_uren: int = _veld("na zoveel uur altijd opnieuw inloggen", standaard=10)
    tellers: str = _veld(
        "waar mislukte pogingen en gebruikte codes worden geteld: databank (dan mogen er meer processen zijn) of geheugen; "
        "leeg: databank bij PostgreSQL, anders geheugen",
        standaard="",
    )
    bezorgen: bool = _veld(
        "zicht serve bezorgt ook de berichten aan aanleveraars; zet uit als een eigen proces dat doet (zicht berichten)",
        standaard=True,
    )
    oidc_server: str = _veld("adres van de aanmelddienst van de organisatie (OpenID Connect); leeg: geen", standaard="")
    oidc_client: str = _veld("naam van Zicht bij die aanmelddienst", standaard="")
    oidc_geheim: str = _veld("wachtwoord van Zicht bij die aanmelddienst", standaard="")

    vtregister: str = _veld("adres van het VT-register; leeg: deze organisatie doet niet mee", standaard="")
    vtregister_organisatie: str = _veld("code waaronder deze organisatie in het VT-register staat", standaard="")
    vtregister_afgeschermd: bool = _veld(
        "ook betrokkenen uit afgeschermde dossiers aan het VT-register opgeven", standaard=False
    )

    @property
    def datamap(self) -> Path:
        """De datamap, als pad."""
        return Path(self.data)

    @property
    def tellers_in_databank(self) -> bool:
        """Of meer processen dezelfde tellers zien."""
        if self.tellers not in ("", "databank", "geheugen"):
            raise AanroepFout(f"ZICHT_TELLERS is '{self.tellers[:40]}'. Kies uit: databank, geheugen.")
        return self.tellers == "databank" or (not self.tellers and bool(self.databank))

    @property
    def ankerbestand(self) -> Path:
        """Het bestand met de ankers van het logboek."""
        return (Path(self.ankers) if self.ankers else self.datamap / "ankers") / "logboek.txt"


def lees(omgeving: Mapping[str, str] = os.environ) -> Instellingen:
    """De instellingen uit de omgeving; een verkeerde waarde zegt welke."""
    gevonden: dict[str, object] = {}
    for veld in fields(Instellingen):
        naam = f"ZICHT_{veld.name.upper()}"
        if naam in omgeving:
            gevonden[veld.name] = _waarde(naam, omgeving[naam], veld.default)
    return Instellingen(**gevonden)  # pyright: ignore[reportArgumentType]


def _waarde(naam: str, tekst: str, standaard: object) -> object:
    if isinstance(standaard, bool):
        return tekst.strip().lower() in _WAAR
    if isinstance(standaard, int):
        if not tekst.strip().isdigit():
            raise AanroepFout(f"{naam} is '{tekst}'; verwacht een geheel getal.")
        return int(tekst)
    return tekst
