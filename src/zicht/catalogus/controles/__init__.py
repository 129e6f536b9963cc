"""De controles van het werkproces: wat klaar moet zijn voor een dienst eindigt of een dossier sluit, met bron."""
