"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.levering.views import bestanden, levering, lijst, stappen

_EEN = "levering/<str:kenmerk>/"

urlpatterns = [
    path("levering/", lijst.leveringen, name="leveringen"),
    path("levering/beginnen/", lijst.beginnen, name="levering_beginnen"),
    path("levering/indelingen/", lijst.indelingen, name="levering_indelingen"),
    path("levering/indelingen/inlezen/", lijst.inlezen, name="levering_indeling_inlezen"),
    path(_EEN, levering.levering, name="levering"),
    path(f"{_EEN}bouwen/", stappen.bouwen, name="levering_bouwen"),
    path(f"{_EEN}regel/<str:code>/", levering.regel, name="levering_regel"),
    path(f"{_EEN}regel/<str:code>/verklaren/", stappen.verklaren, name="levering_verklaren"),
    path(f"{_EEN}verwijderingen/", levering.verwijderingen, name="levering_verwijderingen"),
    path(f"{_EEN}leveren/", stappen.leveren, name="levering_leveren"),
    path(f"{_EEN}retour/", stappen.retour, name="levering_retour"),
    path(f"{_EEN}retour/<uuid:sleutel>/", bestanden.retour, name="levering_retour_bestand"),
    path(f"{_EEN}bestand/", bestanden.bestand, name="levering_bestand"),
    path(f"{_EEN}rapport/<str:soort>/<str:vorm>/", bestanden.rapport, name="levering_rapport"),
]
