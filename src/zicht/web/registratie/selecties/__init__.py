"""Lezen voor schermen: vaste aantallen vragen, altijd door de poort."""
