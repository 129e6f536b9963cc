"""Regio's naast elkaar, zonder elkaars rijen: elke regio levert een bestand met veilige cijfers."""
