"""De pagina's van zoeken en van dubbele personen."""

from django.urls import path

from zicht.web.registratie.views import dubbelen, zoeken

urlpatterns = [
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("personen/dubbel/", dubbelen.dubbelen, name="dubbelen"),
    path("personen/dubbel/wachtrij/", dubbelen.dubbelen_wachtrij, name="dubbelen_wachtrij"),
    path("personen/dubbel/<uuid:pk>/", dubbelen.dubbel_van, name="dubbel_van"),
    path("personen/dubbel/<uuid:pk>/<uuid:ander>/", dubbelen.dubbel, name="dubbel"),
]
