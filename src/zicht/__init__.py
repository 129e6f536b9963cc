"""Zicht: the open system that a Veilig Thuis organisation runs its work, its steering and its accountability on."""

__version__ = "0.3.0"
