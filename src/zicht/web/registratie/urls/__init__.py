"""De pagina's van de registratie, per onderdeel een module."""

from zicht.web.registratie.urls import adviezen, beoordelingen, cijfers, diensten, dossiers, intake, noodtoegang, personen

urlpatterns = [
    *noodtoegang.urlpatterns,
    *dossiers.urlpatterns,
    *beoordelingen.urlpatterns,
    *diensten.urlpatterns,
    *intake.urlpatterns,
    *adviezen.urlpatterns,
    *personen.urlpatterns,
    *cijfers.urlpatterns,
    *brieven.urlpatterns,
    *huisverboden.urlpatterns,
    *klachten.urlpatterns,
    *tevredenheid.urlpatterns,
    *activiteiten.urlpatterns,
]
