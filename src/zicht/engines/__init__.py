"""Technique: knows databases, knows no catalogue."""
