"""De pagina's van de registratie, per onderdeel een module."""

from zicht.web.registratie.urls import (
    activiteiten,
    adviezen,
    beoordelingen,
    brieven,
    cijfers,
    diensten,
    dossiers,
    dubbelen,
    huisverboden,
    intake,
    klachten,
    netwerk,
    noodtoegang,
    personen,
    radar,
    tevredenheid,
)

urlpatterns = [
    *noodtoegang.urlpatterns,
    *dossiers.urlpatterns,
    *dubbelen.urlpatterns,
    *beoordelingen.urlpatterns,
    *diensten.urlpatterns,
    *intake.urlpatterns,
    *adviezen.urlpatterns,
    *personen.urlpatterns,
    *radar.urlpatterns,
    *brieven.urlpatterns,
    *huisverboden.urlpatterns,
    *klachten.urlpatterns,
    *netwerk.urlpatterns,
    *tevredenheid.urlpatterns,
    *activiteiten.urlpatterns,
    *cijfers.urlpatterns,
]
