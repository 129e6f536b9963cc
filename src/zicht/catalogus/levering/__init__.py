"""De levering aan het CBS: de indeling als gegeven, de regels per versie van het protocol, en een voorbeeldlevering."""
