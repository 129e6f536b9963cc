"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.bord.views import (
    bijwerken,
    bord,
    dubbelbeeld,
    duiding,
    gevallen,
    kanttekeningen,
    recidive,
    statline,
    vrijgegeven,
)

urlpatterns = [
    path("bord/", bord.bord, name="bord"),
    path("bord/bijwerken/", bijwerken.bijwerken, name="bord_bijwerken"),
    path("bord/vrijgegeven/<str:code>/", vrijgegeven.indicator, name="bord_vrijgegeven"),
    path("bord/vrijgegeven/bestand/<str:soort>/", vrijgegeven.bestand, name="bord_vrijgegeven_bestand"),
    path("bord/duiding/", duiding.duiding, name="bord_duiding"),
    path("bord/duiding/bestand/<str:soort>/", duiding.bestand, name="bord_duiding_bestand"),
    path("bord/indicator/<str:code>/", bord.indicator, name="bord_indicator"),
    path("bord/indicator/<str:code>/bestand/<str:soort>/", bord.bestand, name="bord_bestand"),
    path("bord/indicator/<str:code>/gevallen/", gevallen.gevallen, name="bord_gevallen"),
    path("bord/geval/<str:tabel>/<str:kenmerk>/", gevallen.geval, name="bord_geval"),
    path("bord/dubbelbeeld/", dubbelbeeld.dubbelbeeld, name="bord_dubbelbeeld"),
    path("bord/verborgen-wachten/", dubbelbeeld.verborgen, name="bord_verborgen"),
    path("bord/recidive/", recidive.recidive, name="bord_recidive"),
    path("bord/statline/", statline.statline, name="bord_statline"),
    path("bord/statline/inlezen/", statline.inlezen, name="bord_statline_inlezen"),
    path("bord/kanttekeningen/", kanttekeningen.overzicht, name="bord_kanttekeningen"),
    path("bord/kanttekeningen/schrijven/", kanttekeningen.schrijven, name="bord_kanttekening_schrijven"),
    path("bord/kanttekeningen/<uuid:sleutel>/intrekken/", kanttekeningen.intrekken, name="bord_kanttekening_intrekken"),
]
