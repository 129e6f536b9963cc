"""De kanttekeningen bij de cijfers: wat uit de feiten volgt, en wat mensen schreven."""

from dataclasses import replace

from zicht.cijfers import Cijfers
from zicht.cijfers.kanttekeningen import Herkomst, Kanttekening, bij
from zicht.cijfers.registratieachterstand import automatische_kanttekeningen
from zicht.core.periodes import Periode
from zicht.rapportage.bord.verloop import Verloop
from zicht.web.bord import models
from zicht.web.cijferbron import Stand

LAAT = "In deze maanden is ongewoon laat ingevoerd. De laatste maanden kunnen nog hoger uitkomen."


def alle(stand: Stand) -> tuple[Kanttekening, ...]:
    """Elke kanttekening die nu geldt, op volgorde van tijd."""
    with stand.rekenen() as cijfers:
        automatisch = automatische_kanttekeningen(cijfers)
    return tuple(sorted((*automatisch, *geschreven()), key=lambda k: (k.van, k.laatste, k.tekst)))


def voor_rapport(cijfers: Cijfers, periode: Periode) -> tuple[Kanttekening, ...]:
    """De kanttekeningen tot en met een periode; wat Zicht zelf vond zonder aantallen, want een rapport gaat naar buiten."""
    automatisch = [replace(k, tekst=LAAT, bron="") for k in automatische_kanttekeningen(cijfers)]
    samen = [k for k in (*automatisch, *geschreven()) if k.van <= periode.eind]
    return tuple(sorted(samen, key=lambda k: (k.van, k.laatste, k.tekst)))


def geschreven() -> list[Kanttekening]:
    """Wat mensen schreven en niet introkken."""
    rijen = models.Kanttekening.objects.filter(ingetrokken_om=None).select_related("door")
    return [als_waarde(rij) for rij in rijen]


def als_waarde(rij: models.Kanttekening) -> Kanttekening:
    """De rij als kanttekening."""
    naam = rij.door.get_full_name() or rij.door.username
    codes = frozenset({rij.code}) if rij.code else frozenset[str]()
    return Kanttekening(rij.van, rij.tekst, rij.tot, Herkomst.GESCHREVEN, naam, rij.bron, codes)


def bij_verloop(stand: Stand, verloop: Verloop) -> list[tuple[int, Kanttekening, int]]:
    """De kanttekeningen bij een verloop: nummer, kanttekening en bij welk punt zij begint."""
    perioden = [punt.periode for punt in verloop.punten]
    if not perioden:
        return []
    geheel = Periode(min(p.begin for p in perioden), max(p.eind for p in perioden), "verloop")
    genoteerd = van(stand, geheel, verloop.code)
    plaatsen = [next(nr for nr, p in enumerate(perioden) if p.eind >= notitie.van) for notitie in genoteerd]
    return [(nr, notitie, plaats) for nr, (notitie, plaats) in enumerate(zip(genoteerd, plaatsen, strict=True), 1)]


def van(stand: Stand, periode: Periode, code: str | None = None) -> tuple[Kanttekening, ...]:
    """De kanttekeningen bij een periode en een cijfer, voor naast een grafiek."""
    return bij(alle(stand), periode, code)
