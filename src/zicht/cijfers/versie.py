"""De versie van de definities: verandert er een voorwaarde, termijn, norm of keuze, dan verandert ook de versie."""

from functools import cache
from hashlib import sha256

from zicht.catalogus.indicatoren import INDICATOREN
from zicht.core.indicatoren import Telling, telregel
from zicht.core.parameters import Thema
from zicht.engines.teksten import vaste_tekst


@cache
def definitieversie() -> str:
    """Een korte vingerafdruk van alle definities en parameters van de catalogus."""
    return vaste_tekst("definitieversie", _bereken)


def met_eigen_normen(eigen: Thema) -> str:
    """De versie als de organisatie eigen normen heeft: een andere norm is een andere versie."""
    if not eigen:
        return definitieversie()
    delen = [definitieversie(), *(repr(eigen[naam]) for naam in sorted(eigen))]
    return sha256("\n".join(delen).encode()).hexdigest()[:12]


def _bereken() -> str:
    from zicht.catalogus import load

    delen = [repr((code, indicator.keuzes)) for code, indicator in INDICATOREN.items()]
    delen += [
        repr((telling.value, sorted(vars(telregel(indicator, telling)).items(), key=lambda deel: deel[0])))
        for telling in Telling
        for indicator in INDICATOREN.values()
    ]
    delen += [repr(load.duur_of_niets(code)) for code in load.termijncodes()]
    delen.append(repr(load.indicatorsets()))
    for regio in (None, *load.regios()):
        delen.append(repr([repr(p) for p in load.parameters(regio).thema("prestatienormen")]) if regio else "")
    return sha256("\n".join(delen).encode()).hexdigest()[:12]
