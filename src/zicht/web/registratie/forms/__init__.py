"""Formulieren: van scherm naar handeling."""
