"""De pagina's van dit onderdeel: klaarzetten en goedkeuren voor de organisatie, en open data voor iedereen."""

from django.urls import path

from zicht.web.publicaties.views import beheren, open_data

_EEN = "publicaties/<str:kenmerk>/"
_API = "api/open/v1/publicaties/"

urlpatterns = [
    path("publicaties/", beheren.publicaties, name="publicaties"),
    path("publicaties/klaarzetten/", beheren.klaarzetten, name="publicatie_klaarzetten"),
    path(_EEN, beheren.publicatie, name="publicatie"),
    path(f"{_EEN}vernieuwen/", beheren.vernieuwen, name="publicatie_vernieuwen"),
    path(f"{_EEN}goedkeuren/", beheren.goedkeuren, name="publicatie_goedkeuren"),
    path(f"{_EEN}afwijzen/", beheren.afwijzen, name="publicatie_afwijzen"),
    path(f"{_EEN}intrekken/", beheren.intrekken, name="publicatie_intrekken"),
    path("open/", open_data.lijst, name="open_data"),
    path("open/catalogus.json", open_data.catalogus, name="open_catalogus"),
    path("open/<str:kenmerk>/", open_data.publicatie, name="open_publicatie"),
    path("open/<str:kenmerk>/cijfers.csv", open_data.als_csv, name="open_csv"),
    path("open/<str:kenmerk>/cijfers.csv-metadata.json", open_data.csvw, name="open_csvw"),
    path(_API, open_data.api_lijst, name="open_api_lijst"),
    path(f"{_API}<str:kenmerk>/", open_data.api_publicatie, name="open_api_publicatie"),
    path(f"{_API}<str:kenmerk>/cijfers/", open_data.api_cijfers, name="open_api_cijfers"),
]
