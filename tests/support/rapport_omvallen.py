"""Een proces dat bij elke schrijfopdracht omvalt terwijl het cijfers bij een rapport zet of het bevriest.

Gestart als `python -m support.rapport_omvallen`, met een eigen datamap in de omgeving. Na elke keer is het rapport zoals het
was, of helemaal zoals het moet worden; wat ertussen ligt is een gebrek. Tot slot nog eens zonder transactie: zo is te zien dat
het nakijken een half rapport ook vindt.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace

import django

django.setup()

from dataclasses import replace  # noqa: E402

from django.db import connection, connections  # noqa: E402

from support.omvallen import GEVALLEN, Omvaller  # noqa: E402
from support.rapporten import OM, Gemaakte, begin, een_keer, keur_goed, maak_mensen, vers, zet  # noqa: E402
from zicht.web.beheer import uitvoeren  # noqa: E402
from zicht.web.logboek import keten  # noqa: E402
from zicht.web.logboek.models import Logregel  # noqa: E402
from zicht.web.opbouw import bijwerken  # noqa: E402
from zicht.web.rapporten import handelingen, selecties  # noqa: E402
from zicht.web.rapporten.models import Rapport, Status  # noqa: E402
from zicht.web.registratie import models as m  # noqa: E402

HOOGSTENS = 60


def stand(rapport: Rapport) -> tuple[object, ...]:
    """Alles wat samen moet veranderen."""
    rij = vers(rapport)
    return (
        rij.status, rij.bevroren_om is not None, rij.cijfers.afdruk, len(selecties.handtekeningen(rij)), rij.bestanden.count(),
        m.Vaststelling.objects.count(), rij.stappen.count(),
        Logregel.objects.filter(handeling__in=("rapport_bevriezen", "rapport_cijfers_zetten", "periode_vaststellen")).count(),
    )  # fmt: skip


def val_om(rapport: Rapport, doe: Callable[[], object], *, ervoor: bool) -> tuple[int, list[str]]:
    """Val om bij de eerste schrijfopdracht, de tweede, de derde, tot het een keer klaar komt."""
    begin_, gebreken = stand(rapport), list[str]()
    for nummer in range(1, HOOGSTENS):
        connections.close_all()
        kind = os.fork()
        if kind == 0:
            connection.execute_wrappers.append(Omvaller(nummer, ervoor=ervoor))
            doe()
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1])
        if code == 0:
            return nummer, gebreken
        if code != GEVALLEN:
            raise SystemExit(f"Het kind stopte met {code} in plaats van om te vallen.")
        if stand(rapport) != begin_ or list(keten.breuken()):
            return nummer, [f"schrijfopdracht {nummer}: {begin_} werd {stand(rapport)}"]
    raise SystemExit("Het kwam nooit klaar.")


def main() -> None:
    """Bevriezen en cijfers zetten, met omvallen voor of na elke schrijfopdracht; daarna zonder transactie."""
    bijwerken()
    mensen, een = maak_mensen(), een_keer()
    rapport = begin(mensen, een)
    keur_goed(rapport, mensen)
    klaar = handelingen.maak_bestanden(vers(rapport))
    handelingen.maak_bestanden = lambda _: klaar  # de bestanden zelf zijn al gemaakt; hier gaat het om wegschrijven
    keren, gebreken = val_om(
        rapport, lambda: handelingen.bevriezen(vers(rapport), door=mensen.coen, om=OM), ervoor=True
    )
    tweede = begin(mensen, een, periode="2025-burap2")
    keur_goed(tweede, mensen)
    nog, ook = val_om(tweede, lambda: zet(vers(tweede), anders(een), mensen), ervoor=False)
    klopt = (vers(rapport).status, vers(tweede).status) == (Status.BEVROREN, Status.CONCEPT)
    keur_goed(tweede, mensen)
    uitvoeren.transaction = SimpleNamespace(atomic=nullcontext)  # pyright: ignore[reportAttributeAccessIssue]
    _, zonder = val_om(tweede, lambda: handelingen.bevriezen(vers(tweede), door=mensen.coen, om=OM), ervoor=True)
    uit = {"keren": keren + nog, "gebreken": gebreken + ook, "klopt": klopt, "zonder transactie": zonder}
    sys.stdout.write(json.dumps(uit))


def anders(gemaakt: Gemaakte) -> Gemaakte:
    """Dezelfde cijfers, op een na."""
    cijfers = json.loads(json.dumps(gemaakt.cijfers.bevroren))
    cijfers["cijfers"]["instroom-meldingen"]["tekst"] = "999"
    return replace(gemaakt, cijfers=replace(gemaakt.cijfers, bevroren=cijfers))


if __name__ == "__main__":
    main()
