"""De pagina's van huisverboden."""

from django.urls import path

from zicht.web.registratie.views import huisverboden

urlpatterns = [
    path("huisverboden/", huisverboden.lijst, name="huisverboden"),
    path("huisverboden/nieuw/", huisverboden.nieuw, name="huisverbod_nieuw"),
    path("huisverboden/<str:kenmerk>/", huisverboden.huisverbod, name="huisverbod"),
    path("huisverboden/<str:kenmerk>/besluit/", huisverboden.besluit, name="huisverbod_besluit"),
    path("huisverboden/<str:kenmerk>/afspraken/", huisverboden.afspraken, name="huisverbod_afspraken"),
    path("huisverboden/<str:kenmerk>/advies/", huisverboden.advies, name="huisverbod_advies"),
    path("huisverboden/<str:kenmerk>/overleg/", huisverboden.overleg, name="huisverbod_overleg"),
    path("huisverboden/<str:kenmerk>/verlengen/", huisverboden.verlengen, name="huisverbod_verlengen"),
    path("huisverboden/<str:kenmerk>/einde/", huisverboden.einde, name="huisverbod_einde"),
    path("huisverboden/<str:kenmerk>/dossier/", huisverboden.koppelen, name="huisverbod_koppelen"),
]
