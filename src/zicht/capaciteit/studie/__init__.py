"""Keuzes doorrekenen: van een vraag en een scenario naar een verslag waar papier en scherm op staan."""
