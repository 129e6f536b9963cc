"""De eigen versie van de rapporten die het CBS terugstuurt: spiegelrapport en kwaliteitsrapport."""
