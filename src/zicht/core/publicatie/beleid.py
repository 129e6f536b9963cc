"""Het beleid als gegevens: drempel, afronding, onzekerheid, nulregel en de breedte van een bereik, met hun bron.

De waarden staan in `parameters/landelijk/publicatie.toml`. Een regio mag strenger zijn, nooit soepeler.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from zicht.core.bronnen import Bron
from zicht.core.parameters import ParameterFout, Parameters

_CBS = Bron(
    "cbs-statline", "alle tabellen: veelvouden van vijf, kleinste zichtbare aantal tien (afgeleid uit de tabellen zelf)"
)


class Nulregel(Enum):
    """Of een 0 naar buiten mag: die gaat over niemand, maar zegt wel dat er niemand was."""

    TONEN = "tonen"
    VERBERGEN = "verbergen"


@dataclass(frozen=True)
class Beleid:
    """Wanneer een aantal buiten de eigen organisatie mag, en hoe het dan gedrukt wordt."""

    drempel: int = 10  # kleinste aantal dat zichtbaar is
    afronding: int = 5  # elk zichtbaar aantal is een veelvoud hiervan, elk apart afgerond
    onzekerheid: int = 5  # zo veel waarden houdt een aanvaller minstens over bij een verborgen aantal
    smal: Fraction = Fraction(4, 100)  # een breder bereik van een percentage wordt als bereik gedrukt
    bron: Bron = _CBS
    nulregel: Nulregel = Nulregel.TONEN

    @property
    def kleinste(self) -> int:
        """Het kleinste exacte aantal dat bescherming vraagt."""
        return 1 if self.nulregel is Nulregel.TONEN else 0

    def minstens_zo_streng_als(self, ander: "Beleid") -> bool:
        """Of wie dit beleid volgt nergens meer laat zien dan met het andere beleid mocht."""
        return (
            self.drempel >= ander.drempel
            and self.afronding % ander.afronding == 0
            and self.onzekerheid >= ander.onzekerheid
            and self.kleinste <= ander.kleinste
        )


def keuzes(beleid: Beleid) -> tuple[str, ...]:
    """De regels van het beleid in woorden, met de keuzes die de bron openlaat."""
    klein, rond = beleid.drempel - 1, beleid.afronding
    nul = (
        "Een 0 is zichtbaar: die gaat over niemand."
        if beleid.nulregel is Nulregel.TONEN
        else "Een 0 is ook verborgen: die zegt dat er niemand was."
    )
    return (
        f"Aantallen van 1 tot en met {klein} zijn verborgen. {nul}",
        f"Elk ander aantal is apart afgerond op een veelvoud van {rond}, zoals het CBS doet. Optellingen kunnen daardoor iets afwijken van het totaal.",
        f"Is een verborgen aantal uit een totaal te herleiden, dan is ook een ander aantal verborgen. Wie alles combineert houdt bij elk klein aantal minstens {beleid.onzekerheid} mogelijke waarden over.",
        "Percentages zijn berekend op de afgeronde aantallen. Bij weinig gevallen staat er een bereik.",
        "Het oordeel over een norm is genomen op de exacte aantallen.",
    )


def lees_beleid(parameters: Parameters, op: date) -> Beleid:
    """Het beleid dat op een dag geldt; is de regio ergens soepeler dan het land, dan is dat een fout."""
    beleid = _lees(parameters, op)
    landelijk = _lees(Parameters(parameters.lagen[-1:]), op)
    if not beleid.minstens_zo_streng_als(landelijk):
        raise ParameterFout(
            f"Het publicatiebeleid van regio {parameters.regio} laat op {op:%d-%m-%Y} meer zien dan het landelijke. "
            "Een regio mag alleen strenger zijn: een hogere drempel of onzekerheid, een veelvoud van de landelijke "
            "afronding, en nullen verbergen."
        )
    return beleid


def _lees(parameters: Parameters, op: date) -> Beleid:
    def getal(naam: str) -> int:
        return int(parameters.getal(f"publicatie.{naam}", op))

    bron = parameters.versie("publicatie.drempel", op).bron
    beleid = Beleid(
        drempel=getal("drempel"),
        afronding=getal("afronding"),
        onzekerheid=getal("onzekerheid"),
        smal=Fraction(parameters.getal("publicatie.smal", op)) / 100,
        bron=bron or _CBS,
        nulregel=_nulregel(parameters, op),
    )
    _keur(beleid)
    return beleid


def _nulregel(parameters: Parameters, op: date) -> Nulregel:
    waarde = parameters.waarde("publicatie.nulregel", op)
    try:
        return Nulregel(waarde)
    except ValueError:
        raise ParameterFout(f"publicatie.nulregel is '{waarde}'. Kies uit: tonen, verbergen.") from None


def _keur(beleid: Beleid) -> None:
    """Met een onzekerheid die groter is dan wat er te verbergen valt, is niets ooit veilig."""
    if (
        not 1 <= beleid.afronding <= 2 * beleid.drempel
        or not 2 <= beleid.onzekerheid <= beleid.drempel - beleid.kleinste
    ):
        raise ParameterFout(
            f"Het publicatiebeleid klopt niet: drempel {beleid.drempel}, afronding {beleid.afronding}, "
            f"onzekerheid {beleid.onzekerheid}. De onzekerheid is minstens 2 en hoogstens het aantal waarden onder de drempel; "
            "de afronding is hoogstens twee keer de drempel."
        )
