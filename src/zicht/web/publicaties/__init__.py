"""Cijfers naar buiten: klaarzetten, door een tweede persoon laten goedkeuren, en wat gemeenten en publiek dan zien.

Andere onderdelen gebruiken alleen `selecties.veilige_cijfers`: wat is vrijgegeven, met een reden bij elke lege cel.
"""
