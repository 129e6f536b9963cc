"""Twee organisaties en het register als losse processen; het register valt midden in het werk om en komt terug."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zicht.core.personen import Persoonsgegevens
from zicht.uitwisseling.vtregister.kast import Opgave
from zicht.uitwisseling.vtregister.klant import Onbereikbaar, Register, RegisterWeigert
from zicht.uitwisseling.vtregister.ondertekening import nieuwe_ondertekening, publiek_van
from zicht.uitwisseling.vtregister.pseudoniem import pseudoniemen

pytestmark = pytest.mark.traag
GEDEELD = b"g" * 32
# Een organisatie als eigen proces: levert haar mensen in porties en begint bij elke storing opnieuw met dezelfde portie.
ORGANISATIE = """
import sys, time
from zicht.core.personen import Persoonsgegevens
from zicht.uitwisseling.vtregister.kast import Opgave
from zicht.uitwisseling.vtregister.klant import Onbereikbaar, Register
from zicht.uitwisseling.vtregister.pseudoniem import pseudoniemen
adres, code, geheim, van, tot = sys.argv[1:]
register = Register(adres, code, geheim)
for nr in range(int(van), int(tot)):
    mens = Persoonsgegevens(voornamen="Anna", achternaam="Verzonnen", jaar=1950 + nr % 60, maand=2 + nr % 11, dag=2 + nr // 660)
    opgave = Opgave(f"{code}-kenmerk-{nr}", 1, betrokken=True, tijdvakken={1: pseudoniemen(mens, b"g" * 32)})
    for poging in range(200):
        try:
            register.geef_op([opgave])
            break
        except Onbereikbaar:
            time.sleep(0.05)
    else:
        sys.exit("nooit bereikt")
    print(nr, flush=True)
"""


class Draaiend:
    """Het register als proces."""

    def __init__(self, map_: Path) -> None:
        self.map, self.sleutels, self.poort = map_ / "register", map_ / "sleutels.txt", 0
        self.proces: subprocess.Popen[str] | None = None

    def opdracht(self, *args: str) -> list[str]:
        return [
            sys.executable,
            "-c",
            "import sys; from zicht.cli import main; sys.exit(main())",
            "register",
            str(self.map),
            "--sleutels",
            str(self.sleutels),
            *args,
        ]

    def beheer(self, *args: str) -> None:
        subprocess.run(self.opdracht(*args), check=True, capture_output=True)

    def start(self) -> str:
        self.proces = subprocess.Popen(
            self.opdracht("--poort", str(self.poort)),
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert self.proces.stdout is not None
        gevonden = re.search(r"http://127\.0\.0\.1:(\d+)/", self.proces.stdout.readline())
        assert gevonden
        self.poort = int(gevonden[1])
        return f"http://127.0.0.1:{self.poort}"

    def dood(self) -> None:
        assert self.proces is not None
        self.proces.send_signal(signal.SIGKILL)
        self.proces.communicate()


def test_niets_weg_en_niets_dubbel_als_het_register_midden_in_het_werk_omvalt(tmp_path: Path):
    geheimen = {code: nieuwe_ondertekening() for code in ("A", "B")}
    register = Draaiend(tmp_path)
    register.beheer("--open-tijdvak", "1")
    for code, geheim in geheimen.items():
        register.beheer("--organisatie", code, "--publiek", publiek_van(geheim))
    adres = register.start()
    # A heeft mensen 0 tot 60, B mensen 30 tot 90: dertig keer dezelfde.
    lopend = {
        code: subprocess.Popen([sys.executable, "-c", ORGANISATIE, adres, code, geheimen[code], str(van), str(van + 60)], stdout=subprocess.PIPE, text=True)
        for code, van in (("A", 0), ("B", 30))
    }  # fmt: skip
    for _ in range(2):
        for proces in lopend.values():
            assert proces.stdout is not None
            for _ in range(10):
                proces.stdout.readline()
        register.dood()
        register.start()
    for proces in lopend.values():
        proces.communicate(timeout=60)
        assert proces.returncode == 0
    try:
        for code, ander in (("A", "B"), ("B", "A")):
            berichten = Register(adres, code, geheimen[code]).berichten()
            assert [b.organisatie for b in berichten] == [ander] * 30
            assert len({b.ref for b in berichten}) == 30
        _bevestigen(Register(adres, "A", geheimen["A"]))
        _alleen_wie_mag(adres, geheimen)
    finally:
        register.dood()
    with pytest.raises(Onbereikbaar, match="geen antwoord"):
        Register(adres, "A", geheimen["A"]).berichten()


def _bevestigen(register: Register) -> None:
    laatste = register.berichten()[-1].nr
    register.bevestig(laatste)
    register.bevestig(laatste)  # nog eens mag
    assert register.berichten() == []


def _alleen_wie_mag(adres: str, geheimen: dict[str, str]) -> None:
    for code, geheim in (("C", geheimen["A"]), ("A", geheimen["B"]), ("A", nieuwe_ondertekening())):
        with pytest.raises(RegisterWeigert, match="ondertekening klopt niet"):
            Register(adres, code, geheim).berichten()
    with pytest.raises(RegisterWeigert, match="eigen betrokkenheid"):
        Register(adres, "A", geheimen["A"]).zoek("B-kenmerk-70")
    wie = pseudoniemen(Persoonsgegevens(bsn="123456782"), GEDEELD)
    with pytest.raises(RegisterWeigert, match="Tijdvak 7 is niet open"):
        Register(adres, "A", geheimen["A"]).geef_op([Opgave("A-kenmerk-0", 9, betrokken=True, tijdvakken={7: wie})])
