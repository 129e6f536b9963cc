"""De reservekopie: een bestand waarmee een andere machine verder kan, en alleen wie de sleutel heeft."""
