"""Waar elk scherm van sturing zijn cijfers haalt: een map met feiten, een keer gelezen en daarna bewaard.

De feiten komen uit de registratie (`bijwerken` maakt een nieuwe stand, elke nacht of op de knop) of uit een map van een
ander systeem (ZICHT_FEITEN). Een scherm rekent nooit in de registratie zelf: zo ziet iedereen op dezelfde dag hetzelfde
cijfer, en houdt een bladzijde niemand op die werkt.
"""

from zicht.web.cijferbron.bijwerken import bijwerken
from zicht.web.cijferbron.stand import GeenStand, Stand, stand

__all__ = ["GeenStand", "Stand", "bijwerken", "stand"]
