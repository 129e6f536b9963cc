"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.begroting.views import bestanden, bewerken, inzien, lijst, normtijden, risicos, vergelijken, werkbank

_EEN = "begrotingen/<str:kenmerk>/"

urlpatterns = [
    path("begrotingen/", lijst.begrotingen, name="begrotingen"),
    path("begrotingen/inlezen/", lijst.inlezen, name="begroting_inlezen"),
    path("begrotingen/bestand/sjabloon/", bestanden.leeg_sjabloon, name="begroting_sjabloon"),
    path(_EEN, inzien.begroting, name="begroting"),
    path(f"{_EEN}opbouw/", inzien.opbouw, name="begroting_opbouw"),
    path(f"{_EEN}bestand/toml/", bestanden.toml, name="begroting_toml"),
    path(f"{_EEN}bestand/<str:soort>/", bestanden.bestand, name="begroting_bestand"),
    path(f"{_EEN}versies/", inzien.versies, name="begroting_versies"),
    path(f"{_EEN}kopieren/", bewerken.kopieren, name="begroting_kopieren"),
    path(f"{_EEN}bijwerken/", bewerken.bijwerken, name="begroting_bijwerken"),
    path(f"{_EEN}taakvelden/", bewerken.taakvelden, name="begroting_taakvelden"),
    path(f"{_EEN}vaststellen/", bewerken.vaststellen, name="begroting_vaststellen"),
    path(f"{_EEN}wijziging/", bewerken.wijziging, name="begroting_wijziging"),
    path(f"{_EEN}werkbank/", werkbank.werkbank, name="werkbank"),
    path(f"{_EEN}werkbank/bewaren/", werkbank.bewaren, name="scenario_bewaren"),
    path(f"{_EEN}gevoeligheid/", werkbank.gevoeligheid, name="gevoeligheid"),
    path(f"{_EEN}normtijden/", normtijden.normtijden, name="normtijden"),
    path(f"{_EEN}risicos/", risicos.risicos, name="risicos"),
    path(f"{_EEN}vergelijken/", vergelijken.vergelijken, name="vergelijken"),
    path(f"{_EEN}vergelijken/bestand/csv/", vergelijken.als_csv, name="vergelijken_csv"),
]
