"""Toeval en verdelingen voor de compiler; zie `capaciteit.toeval`, waar het staat uitgelegd."""

from math import floor, frexp, ldexp, sqrt

import numpy as np

from zicht.capaciteit import toeval
from zicht.capaciteit.kern.compileer import blad

GULDEN = np.uint64(toeval.GULDEN)
MENG_EEN, MENG_TWEE = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
U12, U27, U30, U31 = np.uint64(12), np.uint64(27), np.uint64(30), np.uint64(31)
EEN = np.uint64(1)
LN2, WORTEL_HALF = toeval.LN2, toeval.WORTEL_HALF
MIDDEN_TELLER, MIDDEN_NOEMER = toeval.MIDDEN_TELLER, toeval.MIDDEN_NOEMER
FLANK_TELLER, FLANK_NOEMER = toeval.FLANK_TELLER, toeval.FLANK_NOEMER
STAART_TELLER, STAART_NOEMER = toeval.STAART_TELLER, toeval.STAART_NOEMER


@blad
def meng(x):
    x = (x ^ (x >> U30)) * MENG_EEN
    x = (x ^ (x >> U27)) * MENG_TWEE
    return x ^ (x >> U31)


@blad
def verder(sleutel, nummer):
    return meng(sleutel + GULDEN * (np.uint64(nummer) + EEN))


@blad
def deel(sleutel, nummer):
    return (np.float64(np.int64(verder(sleutel, nummer) >> U12)) + 0.5) * 2.220446049250313e-16


@blad
def ln(x):
    m, e = frexp(x)
    if m < WORTEL_HALF:
        m, e = m * 2.0, e - 1
    s = (m - 1.0) / (m + 1.0)
    kwadraat, som, term = s * s, 0.0, 2.0 * s
    for n in range(1, 25, 2):
        som += term / n
        term *= kwadraat
    return som + e * LN2


@blad
def e_macht(x):
    heel = int(floor(x / LN2 + 0.5))  # noqa: RUF046 - voor de compiler is floor een kommagetal
    rest, som, term = x - heel * LN2, 1.0, 1.0
    for n in range(1, 19):
        term = term * rest / n
        som += term
    return ldexp(som, heel)


@blad
def exponentieel(u, gemiddelde):
    return -gemiddelde * ln(u)


@blad
def poisson(u, verwacht):
    if verwacht <= 0.0:
        return 0
    aantal, kans = 0, e_macht(-verwacht)
    som = kans
    while som < u and kans > 0.0:
        aantal += 1
        kans = kans * verwacht / aantal
        som += kans
    return aantal


@blad
def kwantiel(kwantielen, lengte, u):
    stukken = lengte - 1
    if stukken == 0:
        return kwantielen[0]
    plaats = u * stukken
    links = min(int(plaats), stukken - 1)
    return kwantielen[links] + (plaats - links) * (kwantielen[links + 1] - kwantielen[links])


@blad
def keuze(cumulatief, u):
    for nummer in range(len(cumulatief)):
        if u < cumulatief[nummer]:
            return nummer
    return len(cumulatief) - 1


@blad
def veelterm(factoren, x):
    uit = 0.0
    for factor in factoren:
        uit = uit * x + factor
    return uit


@blad
def normaal(u):
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


@blad
def weekfactor(u, spreiding):
    return e_macht(spreiding * normaal(u) - spreiding * spreiding / 2.0)
