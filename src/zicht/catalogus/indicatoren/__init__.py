"""De indicatoren van Veilig Thuis: per thema een bladzijde, samen een register."""

from zicht.catalogus.indicatoren import keten, kwaliteit, productie, snelheid, voorraad
from zicht.core.indicatoren import Indicator, register

INDICATOREN: dict[str, Indicator] = register(
    (
        *snelheid.INDICATOREN,
        *kwaliteit.INDICATOREN,
        *keten.INDICATOREN,
        *productie.INDICATOREN,
        *voorraad.INDICATOREN,
    )
)
