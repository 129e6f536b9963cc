"""Het verhaal van een tijdelijk huisverbod, in een dossier of los."""

from collections.abc import Callable
from datetime import date, datetime

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.models import Gebruiker
from zicht.web.registratie import models as m
from zicht.web.registratie import werkstand
from zicht.web.registratie.handelingen import huisverboden
from zicht.web.registratie.inladen.bron import Rij
from zicht.web.registratie.inladen.fasen import Fase
from zicht.web.registratie.inladen.wereld import eerste

_OPEN: tuple[str, ...] = ("WT-05", "WT-06", "WT-07", "WT-08", "WT-09")
ZetStap = Callable[[date | None, Fase, Callable[[datetime], None]], None]


def huisverbod(op: ZetStap, rij: Rij, dossier: Callable[[], m.Dossier | None], door: Gebruiker) -> None:
    """Zet de stappen van een huisverbod."""
    gemaakt: list[m.Huisverbod] = []

    def beoordeel(om: datetime) -> None:
        advies = "opleggen" if rij["opgelegd_op"] else "niet_opleggen"
        gemaakt.append(huisverboden.huisverbod_beoordelen(
            op=om.date(), rihg_advies=advies, gemeente=rij["gemeente"], dossier=dossier(), door=door, om=om
        ))  # fmt: skip

    def besluit(om: datetime) -> None:
        huisverboden.huisverbod_besluit(
            eerste(gemaakt, "Het huisverbod"), opgelegd=rij["opgelegd_op"] is not None, op=om.date(), door=door, om=om,
            gezegd={"betrokkenen_gesproken": True, "advies_hulpofficier": True},
        )  # fmt: skip

    def adviseer(om: datetime) -> None:
        huisverboden.huisverbod_advies_geven(
            eerste(gemaakt, "Het huisverbod"),
            op=om.date(),
            advies="Laten aflopen; de hulp is begonnen.",
            door=door,
            om=om,
        )

    def verleng(om: datetime) -> None:
        verbod = eerste(gemaakt, "Het huisverbod")
        if verbod.opgelegd_op is None:
            raise ZichtFout("Dit huisverbod is niet opgelegd, dus ook niet verlengd. Vul de dag van opleggen in.")
        tot = werkstand.uiterste_einde_huisverbod(verbod.opgelegd_op)
        huisverboden.huisverbod_verlengen(verbod, op=om.date(), tot=tot, door=door, om=om)

    def beeindig(om: datetime) -> None:
        huisverboden.huisverbod_overleg(eerste(gemaakt, "Het huisverbod"), op=om.date(), door=door, om=om)
        gezegd = {"veiligheidsafspraken_op": om.date().isoformat(), "hulp_geregeld": True}
        redenen = dict.fromkeys(_OPEN, "Het huisverbod eindigde eerder dan gepland.")
        huisverboden.huisverbod_beeindigen(
            eerste(gemaakt, "Het huisverbod"), op=om.date(), gezegd=gezegd, redenen=redenen, door=door, om=om
        )

    op(rij["beoordeeld_op"], Fase.MELDEN, beoordeel)
    op(rij["opgelegd_op"] or rij["beoordeeld_op"], Fase.OPPAKKEN, besluit)
    op(rij["advies_op"], Fase.WERKEN, adviseer)
    op(rij["verlengd_op"], Fase.WERKEN, verleng)
    op(rij["beeindigd_op"], Fase.AFRONDEN, beeindig)
