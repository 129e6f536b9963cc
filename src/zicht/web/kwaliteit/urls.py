"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.kwaliteit.views import bevindingen, overzicht, verdelen

urlpatterns = [
    path("kwaliteit/", bevindingen.lijst, name="bevindingen"),
    path("kwaliteit/verdelen/", verdelen.voorstel, name="bevindingen_verdelen"),
    path("kwaliteit/verdelen/doen/", verdelen.doen, name="bevindingen_verdelen_doen"),
    path("kwaliteit/verdelingen/", verdelen.lijst, name="verdelingen"),
    path("kwaliteit/verdelingen/<uuid:pk>/terugdraaien/", verdelen.terugdraaien, name="verdeling_terugdraaien"),
    path("kwaliteit/alles-nakijken/", bevindingen.alles_nakijken, name="alles_nakijken"),
    path("kwaliteit-in-cijfers/", overzicht.tellingen, name="kwaliteit_overzicht"),
    path("kwaliteit-in-cijfers/sprongen/", overzicht.sprongen, name="kwaliteit_sprongen"),
    path("kwaliteit-in-cijfers/invoer/", overzicht.invoer, name="kwaliteit_invoer"),
    path("kwaliteit/bevinding/<str:kenmerk>/", bevindingen.bevinding, name="bevinding"),
    path("kwaliteit/bevinding/<str:kenmerk>/toewijzen/", bevindingen.toewijzen, name="bevinding_toewijzen"),
    path("kwaliteit/bevinding/<str:kenmerk>/accepteren/", bevindingen.accepteren, name="bevinding_accepteren"),
    path("kwaliteit/bevinding/<str:kenmerk>/heropenen/", bevindingen.heropenen, name="bevinding_heropenen"),
    path("kwaliteit/bevinding/<str:kenmerk>/nakijken/", bevindingen.nakijken, name="bevinding_nakijken"),
    path("beheer/inrichting/", overzicht.inrichting, name="inrichting"),
]
