"""Capaciteit in de applicatie: vragen wat er met de wachtlijst gebeurt als, en de antwoorden teruglezen."""
