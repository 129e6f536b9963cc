"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.bord.views import bijwerken, bord, gevallen

urlpatterns = [
    path("bord/", bord.overzicht, name="bord"),
    path("bord/bijwerken/", bijwerken.bijwerken, name="bord_bijwerken"),
    path("bord/indicator/<str:code>/", bord.indicator, name="bord_indicator"),
    path("bord/indicator/<str:code>/bestand/<str:soort>/", bord.bestand, name="bord_bestand"),
    path("bord/indicator/<str:code>/gevallen/", gevallen.gevallen, name="bord_gevallen"),
    path("bord/geval/<str:tabel>/<str:kenmerk>/", gevallen.geval, name="bord_geval"),
]
