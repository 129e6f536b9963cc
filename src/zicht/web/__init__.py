"""The web application: registration, work lists and steering, in Django."""
