"""Pagina's van publicaties; zij vertalen alleen HTTP."""
