"""De kwaliteitsregels: een regel per eenheid, met bron en voorbeelden."""

from zicht.catalogus.regels import dienst, dossier, melding, monitoren, overig
from zicht.catalogus.regels.lezen import LEESREGELS
from zicht.core.regels import Regel, Samenhangregel

__all__ = ["LEESREGELS", "REGELS", "SAMENHANG"]

REGELS: tuple[Regel, ...] = (*melding.REGELS, *dienst.REGELS, *monitoren.REGELS, *dossier.REGELS, *overig.REGELS)
SAMENHANG: tuple[Samenhangregel, ...] = (
    *melding.SAMENHANG,
    *dienst.SAMENHANG,
    *monitoren.SAMENHANG,
    *dossier.SAMENHANG,
    *overig.SAMENHANG,
)
