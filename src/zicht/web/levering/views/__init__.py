"""De bladzijden van de levering."""
