"""Van kernprestaties en normtijden naar uren, fte, euro en de bijdrage per gemeente; puur en exact."""
