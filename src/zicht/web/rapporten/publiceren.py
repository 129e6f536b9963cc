"""De ene naad naar het publicatieregister.

Het register (`web.publicaties`) telt zijn cellen zelf en maakt ze veilig naast alles wat al naar buiten ging. Een rapport drukt andere
tabellen, met een eigen verberging per tabel, en met vorig jaar en de trend erbij. Die cellen kent het register nog niet: wie losse
cijfers over dezelfde periode vrijgeeft, wordt niet tegen de burap getoetst. Dat staat ook in de handleiding.
"""

from datetime import datetime

from zicht.web.beheer.models import Gebruiker
from zicht.web.rapporten.models import Rapport


def leg_vast(rapport: Rapport, *, door: Gebruiker, om: datetime) -> None:
    """Leg vast dat dit rapport naar buiten gaat; tot nu toe alleen bij het rapport zelf en in het logboek."""
