"""De pagina's van de registratie, per onderdeel een module."""

from zicht.web.registratie.urls import beoordelingen, diensten, dossiers

urlpatterns = [
    *dossiers.urlpatterns,
    *beoordelingen.urlpatterns,
    *diensten.urlpatterns,
]
