"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.werkvoorraad.views import begin, daglijst, dagplan, filters, marge, toewijzen, wachtlijst, werklijst

urlpatterns = [
    path("", begin.begin, name="begin"),
    path("werklijst/", werklijst.werklijst, name="werklijst"),
    path("werklijst/filter/", filters.bewaren, name="filter_bewaren"),
    path("werklijst/filter/<uuid:pk>/weg/", filters.verwijderen, name="filter_verwijderen"),
    path("volgende/", werklijst.volgende, name="volgende_zaak"),
    path("toewijzen/", toewijzen.voorstel, name="toewijzen"),
    path("toewijzen/doen/", toewijzen.doen, name="toewijzen_doen"),
    path("toewijzingen/", toewijzen.lijst, name="toewijzingen"),
    path("toewijzingen/<uuid:pk>/terug/", toewijzen.terugdraaien, name="toewijzing_terugdraaien"),
    path("dagplan/", dagplan.dagplan, name="dagplan"),
    path("dagplan/bekijken/", dagplan.bekijken, name="dagplan_bekijken"),
    path("dagplan/overnemen/", dagplan.overnemen, name="dagplan_overnemen"),
    path("wachtlijst/", wachtlijst.wachtlijst, name="wachtlijst"),
    path("wachtlijst/<str:kenmerk>/screenen/", wachtlijst.screenen, name="screenen"),
    path("marge/", marge.marge, name="marge"),
    path("daglijst/", daglijst.daglijst, name="daglijst"),
]
