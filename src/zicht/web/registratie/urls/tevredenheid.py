"""De pagina's van tevredenheid."""

from django.urls import path

from zicht.web.registratie.views import tevredenheid

urlpatterns = [
    path("tevredenheid/", tevredenheid.overzicht, name="tevredenheid"),
    path("tevredenheid/vraag/", tevredenheid.vragen, name="tevredenheid_vragen"),
    path("tevredenheid/<uuid:pk>/intrekken/", tevredenheid.intrekken, name="tevredenheid_intrekken"),
    path("vragenlijst/<str:code>/", tevredenheid.oordeel, name="oordeel"),
]
