"""De pagina's van klachten."""

from django.urls import path

from zicht.web.registratie.views import klachten

urlpatterns = [
    path("klachten/", klachten.lijst, name="klachten"),
    path("klachten/nieuw/", klachten.nieuw, name="klacht_nieuw"),
    path("klachten/onderdeel/<uuid:pk>/", klachten.onderdeel, name="klachtonderdeel"),
    path("klachten/<str:kenmerk>/", klachten.klacht, name="klacht"),
    path("klachten/<str:kenmerk>/oordeel/", klachten.afhandelen, name="klacht_oordeel"),
    path("klachten/<str:kenmerk>/reactie/", klachten.reactie, name="klacht_reactie"),
    path("klachten/<str:kenmerk>/intrekken/", klachten.intrekken, name="klacht_intrekken"),
]
