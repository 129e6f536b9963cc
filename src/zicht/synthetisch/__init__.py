"""De synthetische regio: verzonnen gezinnen, geijkt op gedrukte totalen; dezelfde seed geeft dezelfde bytes."""

from zicht.synthetisch.maken import maak

__all__ = ["maak"]
