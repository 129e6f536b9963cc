"""Een proces dat omvalt terwijl het doorrekent, en bij elke schrijfopdracht waarmee het een verslag vastlegt.

Gestart als `python -m support.capaciteit_omvallen`, met een eigen datamap in de omgeving. Na elke keer is er geen verslag, of een
heel verslag. Tot slot nog eens zonder transactie: zo is te zien dat het nakijken een half verslag ook vindt.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from types import SimpleNamespace

import django

django.setup()

from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from support import capaciteit as maak  # noqa: E402
from support.omvallen import GEVALLEN, Omvaller  # noqa: E402
from support.web import maak_gebruiker  # noqa: E402
from zicht.web.beheer import uitvoeren  # noqa: E402
from zicht.web.beheer.rechten import Rol  # noqa: E402
from zicht.web.capaciteit import handelingen, rekenen, selecties, werk  # noqa: E402
from zicht.web.capaciteit.models import Doorrekening, Stand, Verslag  # noqa: E402
from zicht.web.capaciteit.rekenen import Meld, Stop, Uitslag  # noqa: E402
from zicht.web.logboek import keten  # noqa: E402
from zicht.web.logboek.models import Logregel  # noqa: E402
from zicht.web.opbouw import bijwerken  # noqa: E402

HOOGSTENS = 40


def in_een_kind(doe: Callable[[], object]) -> int:
    """Doe iets in een ander proces; het antwoord is hoe dat afliep, negatief als het is omgebracht."""
    connections.close_all()
    kind = os.fork()
    if kind == 0:
        doe()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1])


def breng_om(_opdracht: object, meld: Meld, _stop: Stop) -> Uitslag:
    """Halverwege wordt het proces omgebracht, zonder dat het nog iets kan zeggen."""
    meld("naspelen", 0.5)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("dit bestaat niet meer")


def midden_in_het_rekenen(rij: Doorrekening) -> dict[str, object]:
    """Ombrengen, zien dat het gestopt heet, opnieuw beginnen, en klaar komen."""
    code = in_een_kind(lambda: werk.werk_af(breng_om))
    rij.refresh_from_db()
    straks = timezone.now() + selecties.STIL + timedelta(seconds=1)
    uit: dict[str, object] = {
        "omgebracht": code == -signal.SIGKILL,
        "stond op": [rij.stand, rij.deel, Verslag.objects.count()],
        "meteen": selecties.getoonde_stand(rij, timezone.now()).value,
        "straks": selecties.getoonde_stand(rij, straks).value,
    }
    handelingen.ruim_op(straks)
    handelingen.doorrekening_starten(rij, door=rij.door, om=timezone.localtime())
    werk.werk_af(maak.verzonnen)
    rij.refresh_from_db()
    return uit | {"opnieuw": [rij.stand, Verslag.objects.count()]}


def stand(rij: Doorrekening) -> tuple[object, ...]:
    """Alles wat samen moet veranderen."""
    rij.refresh_from_db()
    vastgelegd = Logregel.objects.filter(handeling="doorrekening_vastleggen", kenmerk=rij.kenmerk).count()
    return rij.stand, Verslag.objects.filter(doorrekening=rij).count(), vastgelegd


def bij_elke_schrijfopdracht(rij: Doorrekening, *, ervoor: bool) -> tuple[int, list[str]]:
    """Val om bij de eerste schrijfopdracht, de tweede, de derde, tot het verslag er een keer staat."""
    begin, gebreken = stand(rij), list[str]()
    verslag = maak.verzonnen({}, lambda _stap, _deel: None, lambda: False)

    def zet(nummer: int) -> None:
        connection.execute_wrappers.append(Omvaller(nummer, ervoor=ervoor))
        handelingen.verslag_zetten(rij, verslag, om=timezone.localtime())

    for nummer in range(1, HOOGSTENS):
        code = in_een_kind(lambda nummer=nummer: zet(nummer))
        if code == 0:
            return nummer, gebreken
        if code != GEVALLEN:
            raise SystemExit(f"Het kind stopte met {code} in plaats van om te vallen.")
        if stand(rij) != begin or list(keten.breuken()):
            return nummer, [f"schrijfopdracht {nummer}: {begin} werd {stand(rij)}"]
    raise SystemExit("Het kwam nooit klaar.")


def bezig(wie: object, sleutel: str) -> Doorrekening:
    """Een doorrekening die aan de beurt is."""
    rij = maak.wachtend(wie, sleutel)  # pyright: ignore[reportArgumentType]
    genomen = handelingen.neem_volgende(timezone.now())
    assert genomen == rij
    return rij


def main() -> None:
    """Omvallen midden in het rekenen, en bij het vastleggen; daarna zonder transactie."""
    bijwerken()
    wie = maak_gebruiker("coen", Rol.CONTROLLER)
    rekenen.maak_opdracht = lambda invoer: {"studie": {"titel": invoer.titel}}
    uit: dict[str, object] = {"rekenen": midden_in_het_rekenen(maak.wachtend(wie, "a"))}
    eerste, tweede = bezig(wie, "b"), None
    keren, gebreken = bij_elke_schrijfopdracht(eerste, ervoor=True)
    tweede = bezig(wie, "c")
    nog, ook = bij_elke_schrijfopdracht(tweede, ervoor=False)
    klopt = stand(eerste) == stand(tweede) == (Stand.KLAAR, 1, 1)
    uitvoeren.transaction = SimpleNamespace(atomic=nullcontext)  # pyright: ignore[reportAttributeAccessIssue]
    _, zonder = bij_elke_schrijfopdracht(bezig(wie, "d"), ervoor=True)
    uit |= {"keren": keren + nog, "gebreken": gebreken + ook, "klopt": klopt, "zonder transactie": zonder}
    sys.stdout.write(json.dumps(uit))


if __name__ == "__main__":
    main()
