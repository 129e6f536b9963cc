"""Het rekenblad: elk getal dat volgt is een formule, zodat een andere aanname in het werkblad alles laat meebewegen."""

from zicht.rapportage.begroting.werkboek.maak import werkboek

__all__ = ["werkboek"]
