"""Een begroting als werkblad om in te vullen, en weer terug, met dezelfde controles als het bestand."""
