"""Paginas van de registratie; zij vertalen alleen HTTP."""
