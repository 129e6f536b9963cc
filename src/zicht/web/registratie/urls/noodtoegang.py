"""De pagina's van noodtoegang en van afgeschermde dossiers."""

from django.urls import path

from zicht.web.registratie.views import bescherming, noodtoegang

urlpatterns = [
    path("noodtoegang/", noodtoegang.openen, name="noodtoegang"),
    path("noodtoegang/sluiten/", noodtoegang.sluiten, name="noodtoegang_sluiten"),
    path("noodtoegang/nakijken/", noodtoegang.nakijklijst, name="noodlijst"),
    path("noodtoegang/nakijken/<uuid:pk>/", noodtoegang.nakijken, name="noodtoegang_nakijken"),
    path("dossier/<str:kenmerk>/afschermen/", bescherming.beschermen, name="dossier_beschermen"),
    path("dossier/<str:kenmerk>/afscherming-opheffen/", bescherming.opheffen, name="bescherming_opheffen"),
]
