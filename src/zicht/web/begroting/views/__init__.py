"""De pagina's van begroting, scenario's en risico's."""
