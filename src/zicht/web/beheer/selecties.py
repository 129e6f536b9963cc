"""Wat de pagina's van het beheer tonen: de tabel met rechten, de gebruikers en het jaarlijkse nakijken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from zicht.web.beheer.models import Gebruiker, Rechtencontrole, Roltoewijzing, geldt_op
from zicht.web.beheer.rechten import RECHTEN, Bereik, Doel, Recht, Rol


@dataclass(frozen=True)
class Rechtregel:
    """Een recht met, in de volgorde van de rollen, over welke zaken elke rol het heeft."""

    recht: Recht
    per_rol: Sequence[Bereik | None]


def rechtentabel() -> list[tuple[Doel, list[Rechtregel]]]:
    """De tabel met rechten, per doel."""
    regels = [Rechtregel(recht, [recht.wie.get(rol) for rol in Rol]) for recht in RECHTEN]
    return [(doel, [regel for regel in regels if regel.recht.doel is doel]) for doel in Doel]


def gebruikers(vandaag: date, *, gesloten: bool) -> QuerySet[Gebruiker]:
    """De gebruikers met hun team en de rollen van nu."""
    geldend = Prefetch("roltoewijzingen", Roltoewijzing.objects.filter(geldt_op(vandaag)), to_attr="geldend")
    return Gebruiker.objects.filter(is_active=not gesloten).select_related("team").prefetch_related(geldend)


@dataclass(frozen=True)
class Nakijkregel:
    """Een rol van iemand, met wat er dit jaar van is gezegd en wat opvalt."""

    toewijzing: Roltoewijzing
    controle: Rechtencontrole | None
    opvallend: str


def na_te_kijken(jaar: int, vandaag: date) -> list[Nakijkregel]:
    """Elke rol die nu geldt. Wie weg is, lang niet inlogde of geen team heeft staat bovenaan."""
    rijen = (
        Roltoewijzing.objects.filter(geldt_op(vandaag))
        .select_related("gebruiker__team")
        .prefetch_related(Prefetch("controles", Rechtencontrole.objects.filter(jaar=jaar).select_related("door")))
        .order_by("gebruiker__last_name", "gebruiker__first_name", "rol")
    )
    regels = [
        Nakijkregel(rij, next(iter(rij.controles.all()), None), _opvallend(rij.gebruiker, vandaag)) for rij in rijen
    ]
    return sorted(regels, key=lambda regel: (regel.controle is not None, not regel.opvallend))


LANG_NIET = 90  # keuze: wie drie maanden niet inlogde, is misschien weg


def _opvallend(gebruiker: Gebruiker, vandaag: date) -> str:
    if not gebruiker.is_active:
        return "het account is gesloten, de rol niet"
    if gebruiker.last_login is None:
        return "" if (vandaag - gebruiker.date_joined.date()).days < LANG_NIET else "heeft nog nooit ingelogd"
    dagen = (vandaag - gebruiker.last_login.date()).days
    return f"logde {dagen} dagen geleden voor het laatst in" if dagen >= LANG_NIET else ""


def met_rol_na_vertrek(namen: Sequence[str], vandaag: date) -> QuerySet[Gebruiker]:
    """Wie volgens deze lijst weg is (gebruikersnamen) en hier nog binnen kan of een rol heeft."""
    geldend = Roltoewijzing.objects.filter(geldt_op(vandaag), gebruiker=OuterRef("pk"))
    schoon = [naam.strip().lower() for naam in namen if naam.strip()]
    return Gebruiker.objects.filter(username__in=schoon).filter(Q(is_active=True) | Exists(geldend))


def onbekend(namen: Sequence[str]) -> list[str]:
    """De namen van de lijst die hier niet voorkomen."""
    schoon = [naam.strip().lower() for naam in namen if naam.strip()]
    bekend = set(Gebruiker.objects.filter(username__in=schoon).values_list("username", flat=True))
    return [naam for naam in schoon if naam not in bekend]
