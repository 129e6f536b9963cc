"""Wat mensen doen: een functie per handeling. Elke handeling toetst het recht, schrijft en legt vast, in een transactie."""
