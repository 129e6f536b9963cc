"""Pagina's van het dashboard; zij vertalen alleen HTTP."""
