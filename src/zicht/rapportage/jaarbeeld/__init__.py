"""Het jaarbeeld: het jaar in cijfers op een A4."""
