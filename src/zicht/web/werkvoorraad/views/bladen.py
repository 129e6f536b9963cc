"""Bladeren door een lijst waarvan het totaal al bekend is, zonder nog een vraag aan de databank."""

from dataclasses import dataclass
from math import ceil

from zicht.web.beheer.verzoek import Verzoek

_HOOGSTE = 100_000


@dataclass(frozen=True)
class _Aantal:
    num_pages: int


@dataclass(frozen=True)
class Bladzijde:
    """Een bladzijde in de vorm die `{% bladeren %}` kent."""

    number: int
    totaal: int
    per_blad: int

    @property
    def paginator(self) -> _Aantal:
        """Hoeveel bladzijden er zijn."""
        return _Aantal(max(1, ceil(self.totaal / self.per_blad)))

    def has_previous(self) -> bool:
        """Of er een vorige is."""
        return self.number > 1

    def has_next(self) -> bool:
        """Of er een volgende is."""
        return self.number < self.paginator.num_pages

    def has_other_pages(self) -> bool:
        """Of er meer dan een is."""
        return self.has_previous() or self.has_next()

    def previous_page_number(self) -> int:
        """Het nummer van de vorige, of van de laatste als deze er niet meer is."""
        return min(self.number - 1, self.paginator.num_pages)

    def next_page_number(self) -> int:
        """Het nummer van de volgende."""
        return self.number + 1


def nummer(request: Verzoek) -> int:
    """Het nummer in het adres; wat geen nummer is, is de eerste bladzijde."""
    gevraagd = request.GET.get("bladzijde", "1")
    return min(max(1, int(gevraagd)), _HOOGSTE) if gevraagd.isdecimal() else 1
