"""De bladzijden van burap en jaarbeeld."""
