"""Een rondgang per rol langs elke bladzijde die zij mag openen; op elke bladzijde gelden al deze eisen tegelijk.

Een eis erbij kost zo geen rondgang erbij: schrijf haar als functie die zegt wat er mis is, en zet haar in EISEN.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from support.rondgang import als, bladen, maak_volle_wereld, mag, routes
from support.routes import Antwoord, Route, vraag
from support.veilig import lekt, onvolledig, uitgevoerd
from support.wereld import BSN, MELDERNAAM, TELEFOON, Wereld
from zicht.web.beheer.rechten import Rol

pytestmark = [pytest.mark.django_db, pytest.mark.traag]

BELEID = re.compile(r"script-src 'self'(;|$)")
HOUDT_TOEZICHT = "logboek.inzien"  # wie toeziet ziet van elk dossier dat het is geopend, ook van een afgeschermd


@dataclass(frozen=True)
class Blad:
    """Een bladzijde zoals een rol haar kreeg."""

    wereld: Wereld
    rol: Rol
    route: Route
    adres: str
    antwoord: Antwoord

    @property
    def van_mensen(self) -> bool:
        """Een bladzijde waar een recht voor nodig is en die een mens met een sessie opent."""
        return self.route.recht is not None and not self.route.open and not self.route.van_systeem

    @property
    def html(self) -> bool:
        """Of het een bladzijde is en geen bestand."""
        return "html" in self.antwoord.kop.get("Content-Type", "")


Eis = Callable[[Blad], Iterator[object]]


def er_staat_een_regel_zonder_inhoud_in_het_logboek(blad: Blad) -> Iterator[object]:
    if not blad.van_mensen:
        return
    if len(blad.antwoord.regels) != 1:
        yield f"{len(blad.antwoord.regels)} regels"
        return
    (regel,) = blad.antwoord.regels
    yield from onvolledig(regel, blad.route, blad.wereld.mensen[blad.rol].username)


def zij_gaat_open_of_is_er_niet(blad: Blad) -> Iterator[object]:
    if blad.van_mensen:
        yield blad.antwoord.status in (200, 204, 302, 404, 405) or blad.antwoord.status


def zij_heeft_strenge_koppen(blad: Blad) -> Iterator[object]:
    kop = blad.antwoord.kop
    beleid = kop.get("Content-Security-Policy", "")
    yield bool(BELEID.search(beleid)) or "script-src"
    yield "unsafe" not in beleid or "unsafe"
    yield "frame-ancestors 'none'" in beleid or "frame-ancestors"
    yield kop.get("X-Content-Type-Options") == "nosniff" or "nosniff"
    yield kop.get("X-Frame-Options") == "DENY" or "X-Frame-Options"
    voor_iedereen = blad.route.open and kop.get("Cache-Control", "").startswith(
        "public"
    )  # open data mag bewaard worden
    yield voor_iedereen or "no-store" in kop.get("Cache-Control", "") or "no-store"
    yield kop.get("Referrer-Policy") in ("same-origin", "no-referrer") or "Referrer-Policy"
    yield "Access-Control-Allow-Origin" not in kop or "Access-Control-Allow-Origin"


def er_is_geen_script_of_stijl_ingebouwd(blad: Blad) -> Iterator[object]:
    if blad.html and not blad.route.van_systeem:
        yield from uitgevoerd(blad.antwoord.tekst)


def bsn_en_melder_staan_er_alleen_voor_wie_dat_recht_heeft(blad: Blad) -> Iterator[object]:
    code = blad.route.recht.code if blad.route.recht else ""
    tekst = blad.antwoord.tekst
    yield code in ("melder.inzien", "brief.maken") or (MELDERNAAM not in tekst and TELEFOON not in tekst) or "melder"
    yield code == "persoon.bsn" or BSN not in tekst or "bsn"
    titel = re.search(r"<title>(.*?)</title>", tekst, re.DOTALL)
    yield not re.search("Verzonnen|Anna|Meldersma", titel[1] if titel else "") or "naam in de titel"


def een_afgeschermd_dossier_staat_er_niet_op(blad: Blad) -> Iterator[object]:
    if blad.van_mensen and blad.route.recht and blad.route.recht.code != HOUDT_TOEZICHT:
        yield from lekt(blad.antwoord.tekst, blad.wereld.beschermd, blad.adres)


EISEN: tuple[Eis, ...] = (
    zij_gaat_open_of_is_er_niet,
    er_staat_een_regel_zonder_inhoud_in_het_logboek,
    zij_heeft_strenge_koppen,
    er_is_geen_script_of_stijl_ingebouwd,
    bsn_en_melder_staan_er_alleen_voor_wie_dat_recht_heeft,
    een_afgeschermd_dossier_staat_er_niet_op,
)


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_elke_bladzijde_van_een_rol_voldoet_aan_elke_eis(rol):
    wereld = maak_volle_wereld()
    fouten, open_ = [], 0
    for route, adres, antwoord in bladen(wereld, rol, als(wereld, rol)):
        blad = Blad(wereld, rol, route, adres, antwoord)
        open_ += antwoord.status == 200
        fouten += [f"{adres}: {eis.__name__}: {fout}" for eis in EISEN for fout in eis(blad) if fout is not True]
    assert not fouten, "\n".join(fouten)
    assert open_ > 15, open_


@pytest.mark.parametrize("rol", Rol, ids=lambda rol: rol.value)
def test_een_afgeschermd_dossier_is_op_geen_enkele_lijst_te_zoeken(rol):
    wereld = maak_volle_wereld()
    client, kenmerk = als(wereld, rol), wereld.beschermd.kenmerk
    for route in routes():
        if route.parameters or route.recht is None or route.open or route.van_systeem or not mag(route, rol, "GET"):
            continue
        if route.recht.code != HOUDT_TOEZICHT:
            gezocht = vraag(client, "GET", f"{route.pad}?kenmerk={kenmerk}&stand=alle")
            assert f"/dossier/{kenmerk}/" not in gezocht.tekst, route.pad
