"""De bladzijden van capaciteit."""
