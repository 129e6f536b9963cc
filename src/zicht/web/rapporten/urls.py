"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.rapporten.views import bestanden, cijfers, lijst, rapport, schrijven, tekenen

_EEN = "rapporten/<str:kenmerk>/"

urlpatterns = [
    path("rapporten/", lijst.rapporten, name="rapporten"),
    path("rapporten/beginnen/", lijst.beginnen, name="rapport_beginnen"),
    path(_EEN, rapport.rapport, name="rapport"),
    path(f"{_EEN}lezen/", rapport.lezen, name="rapport_lezen"),
    path(f"{_EEN}wijzigingen/", rapport.wijzigingen, name="rapport_wijzigingen"),
    path(f"{_EEN}cijfers/", cijfers.ophalen, name="rapport_cijfers"),
    path(f"{_EEN}cijfers/stand/", cijfers.stand, name="rapport_cijferstand"),
    path(f"{_EEN}schrijven/<slug:deel>/", schrijven.schrijven, name="rapport_schrijven"),
    path(f"{_EEN}schrijven/<slug:deel>/keuzes/", schrijven.keuzes, name="rapport_keuzes"),
    path(f"{_EEN}versies/<slug:deel>/", schrijven.versies, name="rapport_versies"),
    path(f"{_EEN}tekenen/", tekenen.tekenen, name="rapport_tekenen"),
    path(f"{_EEN}terugsturen/", tekenen.terugsturen, name="rapport_terugsturen"),
    path(f"{_EEN}bevriezen/", tekenen.bevriezen, name="rapport_bevriezen"),
    path(f"{_EEN}publiceren/", tekenen.publiceren, name="rapport_publiceren"),
    path(f"{_EEN}bestand/<slug:soort>/", bestanden.bestand, name="rapport_bestand"),
]
