"""De begroting naast de cijfers van een periode (hieronder), en als stuk: tabellen, rekenblad, Word, PDF en HTML."""

from zicht.rapportage.begroting.periode import BESTAND, KEUZES, Begroting, lees_begroting

__all__ = ["BESTAND", "KEUZES", "Begroting", "lees_begroting"]
