"""Pagina's van het beheer; zij vertalen alleen HTTP."""
