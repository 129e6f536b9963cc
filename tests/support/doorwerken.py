"""Een ander proces dat doorwerkt aan dezelfde datamap, en dat achteraf nakijkt of alles heel is.

`python -m support.doorwerken werk` legt meldingen vast tot iemand het stopt en schrijft een punt per handeling;
`python -m support.doorwerken gebreken` geeft als JSON wat er half is en hoeveel meldingen er zijn.
"""

import json
import sys

from support import omvallen  # zet Django klaar op de datamap uit de omgeving
from support.web import maak_gebruiker
from zicht.web.beheer.models import Gebruiker
from zicht.web.beheer.rechten import Rol
from zicht.web.registratie import models as m


def werk() -> None:
    """Werk door."""
    bestaat = Gebruiker.objects.filter(username="tineke").first()
    for _ in omvallen.werk(bestaat or maak_gebruiker("tineke", Rol.TOEGANG)):
        sys.stdout.write(".")
        sys.stdout.flush()


def gebreken() -> None:
    """Kijk na."""
    sys.stdout.write(json.dumps({"gebreken": list(omvallen.gebreken())[:20], "meldingen": m.Melding.objects.count()}))


if __name__ == "__main__":
    {"werk": werk, "gebreken": gebreken}[sys.argv[1]]()
