"""Rapporten schrijven: de tekst in versies, de bevroren cijfers, tekenen, uitgeven en opnieuw uitgeven."""
