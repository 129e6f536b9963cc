"""De kanttekeningen bij de cijfers: wat uit de feiten volgt, en wat mensen schreven."""

from zicht.cijfers.kanttekeningen import Herkomst, Kanttekening, bij
from zicht.cijfers.registratieachterstand import automatische_kanttekeningen
from zicht.core.periodes import Periode
from zicht.web.bord import models
from zicht.web.cijferbron import Stand


def alle(stand: Stand) -> tuple[Kanttekening, ...]:
    """Elke kanttekening die nu geldt, op volgorde van tijd."""
    with stand.rekenen() as cijfers:
        automatisch = automatische_kanttekeningen(cijfers)
    return tuple(sorted((*automatisch, *geschreven()), key=lambda k: (k.van, k.laatste, k.tekst)))


def geschreven() -> list[Kanttekening]:
    """Wat mensen schreven en niet introkken."""
    rijen = models.Kanttekening.objects.filter(ingetrokken_om=None).select_related("door")
    return [als_waarde(rij) for rij in rijen]


def als_waarde(rij: models.Kanttekening) -> Kanttekening:
    """De rij als kanttekening."""
    naam = rij.door.get_full_name() or rij.door.username
    codes = frozenset({rij.code}) if rij.code else frozenset[str]()
    return Kanttekening(rij.van, rij.tekst, rij.tot, Herkomst.GESCHREVEN, naam, rij.bron, codes)


def van(stand: Stand, periode: Periode, code: str | None = None) -> tuple[Kanttekening, ...]:
    """De kanttekeningen bij een periode en een cijfer, voor naast een grafiek."""
    return bij(alle(stand), periode, code)
