"""De pagina's."""
