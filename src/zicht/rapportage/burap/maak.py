"""Maak de burap: van de stand naar blokken, en van blokken naar bestanden die in een keer op hun plaats komen."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from zicht.rapportage.blokken import Alinea, Blok, Cel, Kolom, Kop, Lijst, Rapport, Tabel, alinea, rij, tekst
from zicht.rapportage.burap import voorblad
from zicht.rapportage.burap.bijlage import bijlagen
from zicht.rapportage.burap.blok1 import blok1
from zicht.rapportage.burap.blok2 import blok2
from zicht.rapportage.burap.blok3 import blok3
from zicht.rapportage.burap.blok4 import blok4
from zicht.rapportage.burap.duiding import KOPPEN, Duiding, plaats
from zicht.rapportage.burap.gemeenten import gemeentebladen, gemeenten
from zicht.rapportage.burap.uitgave import BESTAND, Inhoud, Uitgave, bewaarnaam
from zicht.rapportage.burap.verbeterplan import NAAST_DE_FEITEN, Aanwijzing, Plan
from zicht.rapportage.cijferkeuze import genoemd, namen
from zicht.rapportage.stand import Stand
from zicht.rapportage.vragen import Voortgang
from zicht.rapportage.zinnen import controleer_los

MEESTE_WIJZIGINGEN = 40


def rapport(stand: Stand, uitgave: Uitgave, duiding: Duiding, plannen: Mapping[str, Plan]) -> Rapport:
    """De burap als blokken; een losse bewering in onze eigen tekst is een fout."""
    periode = stand.periode.code
    anders = wijzigingen(genoemd(uitgave, namen(stand), {g.code: g.naam for g in stand.gemeenten}))
    return schrijf_in(romp(stand, uitgave.nummer, plannen), lambda kop: plaats(duiding, kop, periode), anders)


def romp(stand: Stand, nummer: int, plannen: Mapping[str, Plan], waar: Aanwijzing = NAAST_DE_FEITEN) -> Rapport:
    """De burap zonder wat mensen schrijven: alles wat uit de cijfers volgt."""
    eigen = tuple(_eigen_blokken(stand, plannen, waar))
    for blok in eigen:
        _slotcontrole(blok)
    return Rapport(
        titel=voorblad.titel(stand),
        ondertitel=voorblad.ondertitel(stand.periode),
        kenmerken=voorblad.kenmerken(stand, nummer),
        merk=voorblad.merk(stand),
        datum=stand.peildatum.isoformat(),
        blokken=(*eigen, *bijlagen(stand), *gemeentebladen(stand)),
    )


def _eigen_blokken(stand: Stand, plannen: Mapping[str, Plan], waar: Aanwijzing) -> Iterator[Blok]:
    yield from voorblad.samenvatting(stand)
    yield from blok1(stand, waar)
    yield from blok2(stand)
    yield from blok3(stand)
    yield from blok4(stand, plannen, waar)
    yield from gemeenten(stand)


def schrijf_in(romp_: Rapport, tekst_bij: Callable[[str], Iterable[Blok]], anders: tuple[Blok, ...]) -> Rapport:
    """Zet na elk blok wat de schrijver erbij schreef, en na de samenvatting wat er veranderde."""
    return replace(romp_, blokken=tuple(_met_tekst(romp_.blokken, tekst_bij, anders)))


def _met_tekst(
    blokken: tuple[Blok, ...], tekst_bij: Callable[[str], Iterable[Blok]], anders: tuple[Blok, ...]
) -> Iterator[Blok]:
    kop = ""
    for blok in (*blokken, _SLOT):
        if isinstance(blok, Kop) and blok.niveau == 2:
            yield from tekst_bij(kop) if kop in KOPPEN else ()
            yield from anders if kop == KOPPEN[0] else ()
            kop = blok.tekst.partition(".")[0]
        if blok is not _SLOT:
            yield blok


_SLOT = Kop(2, "")


def _slotcontrole(blok: Blok) -> None:
    if isinstance(blok, Alinea) and not blok.klein:
        for deel in blok.delen:
            if not deel.cijfer:
                controleer_los(deel.tekst)


def wijzigingen(uitgave: Uitgave) -> tuple[Blok, ...]:
    """Wat er veranderde sinds de vorige uitgave, als blokken; leeg bij de eerste."""
    return tuple(_wijzigingen(uitgave)) if uitgave.nummer > 1 else ()


def _wijzigingen(uitgave: Uitgave) -> Iterator[Blok]:
    yield Kop(3, "Wat er veranderde sinds de vorige uitgave")
    yield Lijst(tuple(tekst(reden) for reden in uitgave.redenen) or (tekst("geen andere feiten of definities"),))
    regio = [w for w in uitgave.wijzigingen if "@" not in w.sleutel]
    if not uitgave.wijzigingen:
        yield alinea("Geen enkel gedrukt cijfer is anders; verschillen kunnen wegvallen door de afronding.")
        return
    if not regio:
        yield alinea(f"De gewijzigde cijfers gaan allemaal over gemeenten; ze staan in {BESTAND}.")
        return
    getoond = [w for w in regio if w.was != w.nu][:MEESTE_WIJZIGINGEN]
    kolommen = (Kolom("Cijfer", breedte=1.8), Kolom("Was"), Kolom("Is nu"), Kolom("Waarom"))
    rijen = tuple(rij(Cel(w.sleutel), w.was, w.nu, w.waarom) for w in getoond)
    over = len(uitgave.wijzigingen) - len(getoond)
    noot = f"Nog {over} wijzigingen, ook per gemeente, staan in {BESTAND}." if over else ""
    yield Tabel("Gewijzigde cijfers van de regio", kolommen, rijen, noot, breed=True)


def inhoud_json(bevroren: Inhoud, uitgave: Uitgave) -> bytes:
    """Het JSON-bestand: de bevroren cijfers, het nummer van de uitgave en de wijzigingen."""
    gegevens = bevroren | {
        "uitgave": uitgave.nummer,
        "redenen": list(uitgave.redenen),
        "wijzigingen": [asdict(wijziging) for wijziging in uitgave.wijzigingen],
    }
    return (json.dumps(gegevens, ensure_ascii=False, indent=1) + "\n").encode()


def bestanden(rapport_: Rapport, stand: Stand, json_: bytes, meld: Voortgang) -> Iterator[tuple[str, bytes]]:
    """Elk bestand met zijn inhoud."""
    from zicht.rapportage.burap.werkboek import werkboek
    from zicht.rapportage.docx import docx
    from zicht.rapportage.html import html
    from zicht.rapportage.pdf import pdf

    meld("HTML")
    yield "burap.html", html(rapport_).encode()
    meld("Word")
    yield "burap.docx", docx(rapport_)
    meld("PDF")
    yield "burap.pdf", pdf(rapport_)
    meld("Excel")
    yield "burap.xlsx", werkboek(stand)
    yield BESTAND, json_


def plaats_bestanden(inhoud: Mapping[str, bytes], map_: Path, oud: Inhoud | None = None) -> list[Path]:
    """Schrijf alles eerst opzij en zet het dan pas neer: een halve burap bestaat niet. De vorige uitgave blijft bewaard."""
    map_.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".zicht-", dir=map_) as opzij:
        for naam, bytes_ in inhoud.items():
            (Path(opzij) / naam).write_bytes(bytes_)
        if oud is not None and (map_ / BESTAND).is_file():
            shutil.copyfile(map_ / BESTAND, map_ / bewaarnaam(oud))
        for naam in inhoud:
            (Path(opzij) / naam).replace(map_ / naam)
    return [map_ / naam for naam in inhoud]
