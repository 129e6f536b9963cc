"""De bladzijden van de werkvoorraad; zij vertalen alleen HTTP."""
