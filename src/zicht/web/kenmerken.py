"""Een kenmerk om te noemen en over te typen: willekeurig, dus er valt niets aan af te lezen."""

import secrets

# Zonder letters en cijfers die op elkaar lijken. Uit het volgende nummer zou af te lezen zijn dat er een afgeschermd
# dossier bestaat; daarom is het kenmerk willekeurig.
_TEKENS = "2346789BCDFGHJKMPQRTVWXY"


def nieuw_kenmerk(letter: str, jaar: int) -> str:
    """Een kenmerk zoals M-26-K7M4QXRT.

    Acht tekens: bij twintigduizend meldingen in een jaar is de kans dat er ooit twee gelijk zijn een op vijfhonderd. Dan
    weigert de databank de tweede, en opnieuw opslaan geeft een ander kenmerk.
    """
    return f"{letter}-{jaar % 100:02d}-{''.join(secrets.choice(_TEKENS) for _ in range(8))}"
