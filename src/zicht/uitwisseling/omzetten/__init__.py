"""Een export van een ander systeem omzetten in het Feitenformaat, met een vertaling in een bestand."""
