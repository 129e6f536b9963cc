"""De pagina's van organisaties, professionals en informanten."""

from django.urls import path

from zicht.web.registratie.views import netwerk

urlpatterns = [
    path("netwerk/", netwerk.netwerk, name="netwerk"),
    path("netwerk/organisatie/", netwerk.organisatie, name="organisatie_nieuw"),
    path("netwerk/organisatie/<uuid:pk>/", netwerk.organisatie, name="organisatie"),
    path("netwerk/professional/", netwerk.professional, name="professional_nieuw"),
    path("netwerk/professional/<uuid:pk>/", netwerk.professional, name="professional"),
    path("dossier/<str:kenmerk>/informanten/", netwerk.informanten, name="informanten"),
    path("dossier/<str:kenmerk>/informanten/nieuw/", netwerk.informant_nieuw, name="informant_nieuw"),
    path("dossier/<str:kenmerk>/informanten/<uuid:pk>/", netwerk.informant, name="informant"),
]
