"""De begroting op papier: tabellen, schema, stuk in Word en PDF, en een rekenblad met levende formules."""
