"""De pagina's van dossiers."""

from django.urls import path

from zicht.web.registratie.views import dossiers

urlpatterns = [
    path("dossiers/", dossiers.dossierlijst, name="dossiers"),
    path("dossier/<str:kenmerk>/", dossiers.dossier, name="dossier"),
    path("dossier/<str:kenmerk>/sluiten/", dossiers.sluiten, name="dossier_sluiten"),
    path("dossier/<str:kenmerk>/dienst/", dossiers.dienst_inzetten, name="dienst_inzetten"),
    path("klok/<uuid:pk>/", dossiers.klokuitleg, name="klokuitleg"),
]
