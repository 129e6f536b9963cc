"""`zicht sleutels`: welke sleutels er zijn, een nieuwe erbij, en alles onder de nieuwste brengen."""

from argparse import Namespace

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Maak een nieuwe sleutel, vernieuw, of zeg hoe het ervoor staat."""
    from zicht.cli.voortgang import voortgang
    from zicht.web.dienst import bestaand

    instellingen = bestaand(args.data)
    from zicht.web.registratie.sleutelwissel import onder_oude_sleutel, sleutels_vernieuwen
    from zicht.web.reserve.verpakking import nagaan
    from zicht.web.sleutels import kluis, nieuwe_sleutel

    if args.nieuw:
        nieuwe_sleutel(instellingen)
        _log("sleutel_toevoegen")
    vernieuwd = 0
    if args.vernieuw:
        with voortgang("sleutels") as meld:
            vernieuwd = sleutels_vernieuwen(meld)
        _log("sleutels_vernieuwen")
    waarden, oud = [nagaan(sleutel) for sleutel in kluis().sleutels], onder_oude_sleutel()
    if args.json:
        schrijf_json({"sleutels": waarden, "vernieuwd": vernieuwd, "onder_oude_sleutel": oud})
        return 0
    _vertel(waarden, oud, vernieuwd if args.vernieuw else None)
    return 0


def _log(handeling: str) -> None:
    from django.utils import timezone

    from zicht.web.logboek.keten import Regel, schrijf

    schrijf([Regel(om=timezone.now(), handeling=handeling, gebruiker="opdrachtregel")])


def _vertel(waarden: list[str], oud: int, vernieuwd: int | None) -> None:
    for nummer, waarde in enumerate(waarden):
        rol = "versleutelt" if nummer == 0 else "leest nog mee"
        merk = ", maakt de merken om op te zoeken" if nummer == len(waarden) - 1 else ""
        print(f"  sleutel met controlewaarde {waarde}  {rol}{merk}")
    if vernieuwd is not None:
        print(f"{vernieuwd} gegevens staan nu onder de nieuwste sleutel.")
    if oud:
        print(f"Nog {oud} velden staan onder een oude sleutel. Breng ze over met: zicht sleutels --vernieuw")
    else:
        print("Alles staat onder de nieuwste sleutel. Bewaar de oude zolang er reservekopieën van voor vandaag zijn.")
