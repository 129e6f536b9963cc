"""`zicht beheerder`: maak de eerste beheerder van een nieuwe installatie."""

from argparse import Namespace

from zicht.cli import schrijf_json


def run(args: Namespace) -> int:
    """Maak de beheerder en noem een keer het wachtwoord dat hij meteen vervangt."""
    from zicht.web.dienst import klaar

    klaar(args.data)
    from django.utils import timezone

    from zicht.web.beheer.handelingen import eerste_beheerder
    from zicht.web.logboek.keten import Regel, schrijf

    gebruiker, wachtwoord = eerste_beheerder(
        gebruikersnaam=args.gebruiker, voornaam=args.voornaam, achternaam=args.achternaam, op=timezone.localdate()
    )
    schrijf(
        [Regel(om=timezone.now(), handeling="eerste_beheerder", kenmerk=gebruiker.username, herkomst="opdrachtregel")]
    )
    if args.json:
        schrijf_json({"gebruiker": gebruiker.username, "wachtwoord": wachtwoord})
        return 0
    print(f"{gebruiker} is beheerder. Log in met:\n\n  gebruiker   {gebruiker.username}\n  wachtwoord  {wachtwoord}\n")
    print("Dit wachtwoord staat nergens anders. Bij het inloggen kiest u meteen een eigen wachtwoord.")
    return 0
