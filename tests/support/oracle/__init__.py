"""Orakel: een tweede, onafhankelijke uitwerking van de indicatoren, alleen uit het Feitenformaat geschreven.

Traag en voor de hand liggend met opzet. Het leest niets van `zicht`; wie hier iets verandert, leest het Feitenformaat
en niet de motor.
"""

from support.oracle.tellen import CODES, uitslagen

__all__ = ["CODES", "uitslagen"]
