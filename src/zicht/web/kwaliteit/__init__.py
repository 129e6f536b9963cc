"""Kwaliteit als werk: elke bevinding over de feiten is een taak met een eigenaar, een dag en een geschiedenis.

Een bevinding is een regel bij een feit. Zij houdt haar identiteit van nacht op nacht: wie haar vorige week kreeg, ziet
vandaag of zij hersteld is. Van welke bron zij komt maakt niet uit (de regels, een levering, een sprong, de inrichting):
elke bron geeft haar bevindingen met `neem_over` en deze kamer doet de rest.

Wat hier nooit gebeurt: mensen vergelijken. Overzichten gaan per regel, per team en per bron; een telling per medewerker
bestaat niet, ook niet in een bestand.
"""
