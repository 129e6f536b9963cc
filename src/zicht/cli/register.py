"""`zicht register`: het VT-register als eigen dienst, en zijn beheer: organisaties toelaten, tijdvakken openen en sluiten."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zicht.cli import meld, schrijf_json
from zicht.core.fouten import AanroepFout

if TYPE_CHECKING:
    from zicht.uitwisseling.vtregister.kast import Kast


def run(args: Namespace) -> int:
    """Beheer het register, of luister tot iemand stopt."""
    kast = open_kast(Path(args.map), Path(args.sleutels), nieuw=args.open_tijdvak)
    if args.open_tijdvak is not None:
        kast.open_tijdvak(args.open_tijdvak)
        return _zeg(args, f"Tijdvak {args.open_tijdvak} is open.", open=kast.tijdvakken())
    if args.sluit_tijdvak is not None:
        return _sluit(args, kast)
    if args.organisatie is not None:
        return _laat_toe(args, kast)
    return _luister(args, kast)


def open_kast(map_: Path, sleutels: Path, nieuw: int | None = None) -> "Kast":
    """De kast met haar sleutels; het sleutelbestand ligt nooit in de map van het register."""
    from zicht.uitwisseling.vtregister.bestand import Bestand
    from zicht.uitwisseling.vtregister.kast import Kast
    from zicht.uitwisseling.vtregister.pseudoniem import lees_sleutels, nieuwe_sleutel

    if map_.resolve() in sleutels.resolve().parents:
        raise AanroepFout(
            f"Het sleutelbestand {sleutels} ligt in de map van het register. Leg het ergens anders, liefst op een andere schijf:",
            "wie de map steelt of een reservekopie vindt, mag de sleutel er niet bij hebben.",
        )
    tekst = sleutels.read_text("utf-8") if sleutels.exists() else ""
    bekend = lees_sleutels(tekst, str(sleutels))
    if nieuw is not None and nieuw not in bekend:
        sleutels.touch(mode=0o600)
        sleutels.write_text(f"{tekst.rstrip()}\n{nieuwe_sleutel(nieuw)}\n".lstrip(), "utf-8")
        bekend = lees_sleutels(sleutels.read_text("utf-8"), str(sleutels))
    kast = Kast(Bestand(map_ / "register.sqlite3"), bekend)
    if zonder := [nr for nr in kast.tijdvakken() if nr not in bekend]:
        raise AanroepFout(f"{sleutels}: de sleutel van tijdvak {zonder[0]} ontbreekt, en dat tijdvak is open.")
    return kast


def _sluit(args: Namespace, kast: "Kast") -> int:
    alleen = kast.alleen_in(args.sluit_tijdvak)
    if alleen and not args.toch:
        meld([f"{alleen} lopende betrokkenheden staan alleen in tijdvak {args.sluit_tijdvak} en zijn daarna niet meer te vinden.",
              "Wacht tot elke organisatie opnieuw heeft aangeleverd, of sluit met --toch."])  # fmt: skip
        return 1
    kast.sluit_tijdvak(args.sluit_tijdvak)
    return _zeg(
        args, f"Tijdvak {args.sluit_tijdvak} is gesloten. Gooi nu ook zijn sleutel weg.", open=kast.tijdvakken()
    )


def _laat_toe(args: Namespace, kast: "Kast") -> int:
    if not args.publiek:
        raise AanroepFout(
            "Geef met --publiek de publieke sleutel van de organisatie; zij krijgt hem met: zicht radar --nieuw"
        )
    try:
        kast.laat_toe(args.organisatie, args.naam or args.organisatie, args.publiek)
    except ValueError:
        raise AanroepFout("--publiek: dit is geen publieke sleutel in base64.") from None
    return _zeg(args, f"{args.organisatie} mag meedoen.", organisatie=args.organisatie)


def _zeg(args: Namespace, tekst: str, **gegevens: object) -> int:
    schrijf_json(gegevens) if args.json else print(tekst)
    return 0


def _luister(args: Namespace, kast: "Kast") -> int:
    from waitress.server import create_server

    from zicht.uitwisseling.vtregister.dienst import Dienst
    from zicht.web.dienst import stopcontact

    if not kast.tijdvakken():
        raise AanroepFout(
            f"Er is nog geen tijdvak open. Begin met: zicht register {args.map} --sleutels {args.sleutels} --open-tijdvak 1"
        )
    weg = kast.ruim_op(datetime.now(UTC).date(), args.bewaar_dagen)
    if weg:
        print(f"{weg} betrokkenheden van langer dan {args.bewaar_dagen} dagen geleden zijn weg.")
    contact = stopcontact(args.adres, args.poort)
    server = create_server(Dienst(kast), sockets=[contact], threads=args.draden, ident=None)
    print(f"Het VT-register luistert op http://{args.adres}:{contact.getsockname()[1]}/  (stoppen: Ctrl+C)", flush=True)
    try:
        server.run()
    except KeyboardInterrupt:
        print("Gestopt.")
    finally:
        server.close()
    return 0
