"""De pagina's van adviezen, en het omzetten van advies en melding."""

from django.urls import path

from zicht.web.registratie.views import adviezen

urlpatterns = [
    path("adviezen/", adviezen.adviezen, name="adviezen"),
    path("advies/<str:kenmerk>/", adviezen.advies, name="advies"),
    path("advies/<str:kenmerk>/contact/", adviezen.contact, name="advies_contact"),
    path("advies/<str:kenmerk>/afsluiten/", adviezen.afsluiten, name="advies_afsluiten"),
    path("advies/<str:kenmerk>/omzetten/", adviezen.naar_melding, name="advies_omzetten"),
    path("melding/<str:kenmerk>/omzetten/", adviezen.naar_advies, name="melding_omzetten"),
]
