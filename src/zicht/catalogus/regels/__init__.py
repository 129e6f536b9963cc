"""De kwaliteitsregels: een regel per eenheid, met bron en voorbeelden."""
