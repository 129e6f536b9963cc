"""Meet de bladzijden van het dashboard: `python -m benchmarks.bord MAP [--keren N]`.

MAP is een map met feiten, zoals tien jaar van een regio of van het land. De eerste keer leest en telt Zicht de feiten; dat doet
in gebruik de nacht. Daarna wordt elke bladzijde een aantal keer opgehaald, telkens met een andere keuze van gebied, zonder
netwerk ertussen. Er staan twee tijden: de klok, en de rekentijd van dit proces, die van een drukke machine weinig merkt.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

CODES = ("beoordeling-tijdig-na-ontvangst", "instroom-meldingen", "recidive-na-overdracht", "wachtlijst-beoordeling")


def main() -> None:
    """Meet en druk af."""
    vraag = argparse.ArgumentParser(description=__doc__)
    vraag.add_argument("map", type=Path)
    vraag.add_argument("--keren", type=int, default=40)
    args = vraag.parse_args()
    with tempfile.TemporaryDirectory() as data:
        from zicht.web.dienst import klaar

        klaar(data, feiten=str(args.map.resolve()), tweede_factor="nee", hosts="testserver")
        _meet(args.keren)


def _meet(keren: int) -> None:
    from zicht.web.bord.keuze import gebieden
    from zicht.web.cijferbron import stand

    begin = time.perf_counter()
    codes = [gebied.code for gebied in gebieden(stand())]
    print(f"de feiten voor het eerst lezen: {time.perf_counter() - begin:.1f} s; {len(codes)} gebieden\n")
    klant, toeval = _klant(), random.Random(1)
    print("| bladzijde | klok mediaan | klok p95 | rekentijd mediaan | rekentijd p95 |\n|---|---|---|---|---|")
    for naam, paden in _bladzijden():
        klok, reken = [], []
        for nummer in range(keren):
            pad = paden[nummer % len(paden)]
            van, rekent = time.perf_counter(), time.process_time()
            antwoord = klant.get(pad, {"gebied": toeval.choice(codes), "van": stand().peildatum.year - 9})
            assert antwoord.status_code == 200, (pad, antwoord.status_code)
            reken.append(time.process_time() - rekent)
            klok.append(time.perf_counter() - van)
        print(f"| {naam} | {' | '.join(f'{waarde * 1000:.0f} ms' for waarde in (*_kort(klok), *_kort(reken)))} |")


def _kort(tijden: list[float]) -> tuple[float, float]:
    return median(tijden), sorted(tijden)[int(len(tijden) * 0.95)]


def _bladzijden() -> Iterator[tuple[str, list[str]]]:
    from django.urls import reverse

    yield "overzicht", [reverse("bord")]
    yield "indicator", [reverse("bord_indicator", args=[code]) for code in CODES]
    yield "gevallen achter een cijfer", [reverse("bord_gevallen", args=[code]) for code in CODES]
    for naam in ("duiding", "dubbelbeeld", "verborgen", "recidive", "kanttekeningen", "statline"):
        yield naam, [reverse(f"bord_{naam}")]


def _klant() -> object:
    from datetime import date

    from django.test import Client

    from zicht.web.beheer.models import Gebruiker, Roltoewijzing
    from zicht.web.beheer.rechten import Rol

    wie = Gebruiker.objects.create(username="meter")
    Roltoewijzing.objects.create(gebruiker=wie, rol=Rol.CONTROLLER.value, van=date(2020, 1, 1))
    klant = Client()
    klant.force_login(wie)
    return klant


if __name__ == "__main__":
    main()
