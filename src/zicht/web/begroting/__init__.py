"""De begroting in de applicatie: stukken, scenario's, de werkbank, vergelijken en risico's."""
