"""Hoe elke bladzijde eruitziet: opmaak, menu, velden, getallen en datums in het Nederlands."""
