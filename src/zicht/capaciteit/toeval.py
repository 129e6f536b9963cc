"""Toeval dat je kunt opzoeken: elk getal hangt alleen af van het zaad, de herhaling, de bron en de plaats.

Er is geen toestand die opschuift. Daardoor delen twee modellen hun geluk: de derde melding van een stroom op een dag heeft altijd
dezelfde urgentie, inspanning en route, wat er verder ook verandert, en een hogere instroom voegt alleen meldingen toe.

Dit is de omschrijving in gewoon Python, voor de trage rechter. `kern.getallen` zegt hetzelfde voor de compiler; een toets houdt ze
tot op de bit gelijk. Daarom staan logaritme en e-macht hier uitgeschreven: die van een besturingssysteem verschillen onderling.
"""

from collections.abc import Sequence
from enum import IntEnum
from math import floor, frexp, ldexp, sqrt
from zlib import crc32

MASKER = 2**64 - 1
GULDEN = 0x9E3779B97F4A7C15  # de stap van splitmix64: 2^64 gedeeld door de gulden snede
LN2 = 0.6931471805599453
WORTEL_HALF = 0.7071067811865476


class Bron(IntEnum):
    """De bronnen van toeval; elk heeft zijn eigen stroom."""

    MELDING = 0
    WEEKRUIS = 1
    VASTWERK = 2
    ZIEKTE = 3
    VERLOOP = 4
    STARTZAAK = 5
    JAARRUIS = 6


class Veld(IntEnum):
    """Wat er over een zaak geloot wordt."""

    MOMENT = 0
    URGENTIE = 1
    GROEP = 2
    DUUR = 3
    INSPANNING = 4
    SAMEN = 5
    VERVOLG = 6
    DIENST_DUUR = 7
    DIENST_INSPANNING = 8
    HERMELD = 9
    HERMELD_HOOG = 10


def meng(x: int) -> int:
    """Het slot van splitmix64 (Steele, Lea en Flood, 2014): 64 bits die op toeval lijken."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASKER
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASKER
    return x ^ (x >> 31)


def verder(sleutel: int, nummer: int) -> int:
    """De sleutel van onderdeel `nummer` onder een sleutel."""
    return meng((sleutel + GULDEN * (nummer + 1)) & MASKER)


def wortel(zaad: int, herhaling: int) -> int:
    """De sleutel waar alle toeval van een herhaling onder hangt."""
    return verder(meng(zaad & MASKER), herhaling)


def onder(sleutel: int, *nummers: int) -> int:
    """De sleutel aan het einde van een pad: bron, onderdeel, dag, volgnummer."""
    for nummer in nummers:
        sleutel = verder(sleutel, nummer)
    return sleutel


def deel(sleutel: int, nummer: int) -> float:
    """Een getal tussen 0 en 1, nooit precies 0 of 1."""
    return ((verder(sleutel, nummer) >> 12) + 0.5) * 2.0**-52


def bronnummer(naam: str) -> int:
    """Het nummer van een bron met een naam: dezelfde naam houdt hetzelfde geluk, ook als er een bron bij komt."""
    return crc32(naam.encode())


# ------------------------------------------------------------------------------------------------------- verdelingen


def ln(x: float) -> float:
    """De natuurlijke logaritme, met alleen optellen en vermenigvuldigen."""
    m, e = frexp(x)
    if m < WORTEL_HALF:
        m, e = m * 2.0, e - 1
    s = (m - 1.0) / (m + 1.0)
    kwadraat, som, term = s * s, 0.0, 2.0 * s
    for n in range(1, 25, 2):
        som += term / n
        term *= kwadraat
    return som + e * LN2


def e_macht(x: float) -> float:
    """De e-macht, met alleen optellen en vermenigvuldigen."""
    heel = floor(x / LN2 + 0.5)
    rest, som, term = x - heel * LN2, 1.0, 1.0
    for n in range(1, 19):
        term = term * rest / n
        som += term
    return ldexp(som, heel)


def exponentieel(u: float, gemiddelde: float) -> float:
    """Een wachttijd zonder geheugen."""
    return -gemiddelde * ln(u)


def poisson(u: float, verwacht: float) -> int:
    """Het aantal bij kans `u`; bij dezelfde `u` en een hogere verwachting nooit minder."""
    if verwacht <= 0.0:
        return 0
    aantal, kans = 0, e_macht(-verwacht)
    som = kans
    while som < u and kans > 0.0:
        aantal += 1
        kans = kans * verwacht / aantal
        som += kans
    return aantal


def kwantiel(kwantielen: Sequence[float], u: float) -> float:
    """De waarde bij kans `u` van een `Verdeling`."""
    stukken = len(kwantielen) - 1
    if stukken == 0:
        return kwantielen[0]
    plaats = u * stukken
    links = min(int(plaats), stukken - 1)
    return kwantielen[links] + (plaats - links) * (kwantielen[links + 1] - kwantielen[links])


def keuze(cumulatief: Sequence[float], u: float) -> int:
    """De eerste mogelijkheid waarvan de opgetelde kans boven `u` ligt."""
    for nummer, grens in enumerate(cumulatief):
        if u < grens:
            return nummer
    return len(cumulatief) - 1


# Wichura, algoritme AS 241 (1988): de omgekeerde normale verdeling, op 16 cijfers. Dezelfde getallen als in `statistics`.
MIDDEN_TELLER = (
    2.50908_09287_30122_6727e3, 3.34305_75583_58812_8105e4, 6.72657_70927_00870_0853e4, 4.59219_53931_54987_1457e4,
    1.37316_93765_50946_1125e4, 1.97159_09503_06551_4427e3, 1.33141_66789_17843_7745e2, 3.38713_28727_96366_6080e0,
)  # fmt: skip
MIDDEN_NOEMER = (
    5.22649_52788_52854_5610e3, 2.87290_85735_72194_2674e4, 3.93078_95800_09271_0610e4, 2.12137_94301_58659_5867e4,
    5.39419_60214_24751_1077e3, 6.87187_00749_20579_0830e2, 4.23133_30701_60091_1252e1, 1.0,
)  # fmt: skip
FLANK_TELLER = (
    7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1, 1.27045_82524_52368_38258e0,
    3.64784_83247_63204_60504e0, 5.76949_72214_60691_40550e0, 4.63033_78461_56545_29590e0, 1.42343_71107_49683_57734e0,
)  # fmt: skip
FLANK_NOEMER = (
    1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2, 1.48103_97642_74800_74590e-1,
    6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e0, 2.05319_16266_37758_82187e0, 1.0,
)  # fmt: skip
STAART_TELLER = (
    2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3, 2.65321_89526_57612_30930e-2,
    2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e0, 5.46378_49111_64114_36990e0, 6.65790_46435_01103_77720e0,
)  # fmt: skip
STAART_NOEMER = (
    2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5, 7.86869_13114_56132_59100e-4,
    1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1, 5.99832_20655_58879_37690e-1, 1.0,
)  # fmt: skip


def normaal(u: float) -> float:
    """De standaardnormale waarde bij kans `u`."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * veelterm(MIDDEN_TELLER, r) / veelterm(MIDDEN_NOEMER, r)
    r = sqrt(-ln(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        x = veelterm(FLANK_TELLER, r - 1.6) / veelterm(FLANK_NOEMER, r - 1.6)
    else:
        x = veelterm(STAART_TELLER, r - 5.0) / veelterm(STAART_NOEMER, r - 5.0)
    return -x if q < 0.0 else x


def veelterm(factoren: Sequence[float], x: float) -> float:
    """De veelterm met deze factoren, de hoogste macht voorop."""
    uit = 0.0
    for factor in factoren:
        uit = uit * x + factor
    return uit


def weekfactor(u: float, spreiding: float) -> float:
    """De lognormale factor van een week, met gemiddelde 1."""
    return e_macht(spreiding * normaal(u) - spreiding * spreiding / 2.0)
