"""De pagina's van meldingen en beoordelingen."""

from django.urls import path

from zicht.web.registratie.views import beoordelingen, meldingen

urlpatterns = [
    path("melding/<str:kenmerk>/", meldingen.melding, name="melding"),
    path("melding/<str:kenmerk>/melder/", meldingen.melder, name="melder"),
    path("melding/<str:kenmerk>/urgentie/", meldingen.urgentie, name="melding_urgentie"),
    path("melding/<str:kenmerk>/oppakken/", meldingen.oppakken, name="melding_oppakken"),
    path("melding/<str:kenmerk>/eerste-contact/", meldingen.eerste_contact, name="eerste_contact"),
    path("melding/<str:kenmerk>/registratie/", meldingen.registratie, name="melding_registratie"),
    path("melding/<str:kenmerk>/terugkoppeling/", meldingen.terugkoppeling, name="terugkoppeling"),
    path("zaak/<str:kenmerk>/schorsen/", meldingen.schorsen, name="schorsen"),
    path("schorsing/<uuid:pk>/hervatten/", meldingen.hervatten, name="hervatten"),
    path("melding/<str:kenmerk>/beoordeling/", beoordelingen.beoordelen, name="beoordelen"),
    path("melding/<str:kenmerk>/beoordeling/voorstel/", beoordelingen.voorstel, name="beoordeling_voorstel"),
    path("meelezen/", beoordelingen.leeslijst, name="leeslijst"),
    path("meelezen/<uuid:pk>/", beoordelingen.lezen, name="beoordeling_lezen"),
]
