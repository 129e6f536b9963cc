"""Korte schrijfwijzen voor de drie controles die het meest voorkomen; hun voorbeelden volgen uit het veld."""

from dataclasses import dataclass, field
from datetime import date

from zicht.core.bronnen import Bron
from zicht.core.feiten import Feit
from zicht.core.regels import Voorbeeld
from zicht.core.voorwaarden import Constante, Soort, Veld, Voorwaarde
from zicht.core.werkproces import ALTIJD, Controle


@dataclass(frozen=True)
class Alleen:
    """Wanneer een controle geldt, met een geval waarin dat zo is en een waarin het niet zo is."""

    als: Voorwaarde = ALTIJD
    wel: Voorbeeld = field(default_factory=dict[str, Constante | None])
    niet: Voorbeeld | None = None


ALTIJD_GELDIG = Alleen()


@dataclass(frozen=True)
class Maker:
    """Maakt controles over een werkfeit, uit een bron."""

    over: type[Feit]
    bron: Bron

    def ja(
        self, code: str, titel: str, veld: Veld, doe: str, alleen: Alleen = ALTIJD_GELDIG, *, mag_zonder: bool = False
    ) -> Controle:
        """Een vraag is met ja beantwoord."""
        waarden: tuple[Constante, ...] = ("ja", "nee")
        return self._controle(code, titel, veld, doe, alleen, veld.is_("ja"), waarden, mag_zonder=mag_zonder)

    def ingevuld(
        self, code: str, titel: str, veld: Veld, doe: str, alleen: Alleen = ALTIJD_GELDIG, *, mag_zonder: bool = False
    ) -> Controle:
        """Iets is vastgelegd."""
        return self._controle(code, titel, veld, doe, alleen, veld.ingevuld(), (_goed(veld),), mag_zonder=mag_zonder)

    def nul(
        self, code: str, titel: str, veld: Veld, doe: str, alleen: Alleen = ALTIJD_GELDIG, *, mag_zonder: bool = False
    ) -> Controle:
        """Er staat niets meer open."""
        return self._controle(code, titel, veld, doe, alleen, veld.is_(0), (0, 2), mag_zonder=mag_zonder)

    def _controle(
        self,
        code: str,
        titel: str,
        veld: Veld,
        doe: str,
        alleen: Alleen,
        dan: Voorwaarde,
        waarden: tuple[Constante, ...],  # de goede, en daarna de foute; leeg is altijd fout
        *,
        mag_zonder: bool,
    ) -> Controle:
        gevallen = [{**alleen.wel, veld.naam: waarde} for waarde in (*waarden, None)]
        niet = () if alleen.niet is None else (alleen.niet,)
        goed, fout = (gevallen[0], *niet), tuple(gevallen[1:])
        return Controle(code, titel, self.over, dan, doe, self.bron, goed, fout, alleen.als, te_overrulen=mag_zonder)


def _goed(veld: Veld) -> Constante:
    """Een waarde die het veld kan hebben."""
    if veld.codes is not None:
        code = veld.codes.codes[0][0]
        return f";{code};" if veld.soort is Soort.CODES else code
    return date(2025, 3, 3) if veld.soort is Soort.DATUM else 5 if veld.soort is Soort.GEHEEL else "x"
