"""De registratie: contacten, dossiers, meldingen en diensten, met de handelingen die erop mogen."""
