"""De begroting naast de cijfers van een periode (`periode`), en als stuk: tabellen, rekenblad, Word, PDF en HTML."""
