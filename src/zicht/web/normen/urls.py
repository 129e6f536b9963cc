"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.normen.views import afspraken, plannen, tijdmachine, voorstellen, werkbank

urlpatterns = [
    path("normen/", werkbank.normen, name="normen"),
    path("normen/afspraken/", afspraken.afspraken, name="normafspraken"),
    path("normen/voorstel/<str:kenmerk>/", voorstellen.voorstel, name="norm_voorstel"),
    path("normen/voorstel/<str:kenmerk>/gesprek/", voorstellen.gesprek, name="norm_gesprek"),
    path("normen/voorstel/<str:kenmerk>/besluit/", voorstellen.besluit, name="norm_besluit"),
    path("normen/voorstel/<str:kenmerk>/intrekken/", voorstellen.intrekken, name="norm_intrekken"),
    path("normen/indicator/<str:code>/", werkbank.werkbank, name="normwerkbank"),
    path("normen/indicator/<str:code>/voorstellen/", voorstellen.voorstellen, name="norm_voorstellen"),
    path("normen/indicator/<str:code>/definities/", tijdmachine.tijdmachine, name="tijdmachine"),
    path("verbeterplannen/", plannen.plannen, name="verbeterplannen"),
    path("verbeterplannen/open/<str:periode>/<str:code>/", plannen.openen, name="verbeterplan_openen"),
    path("verbeterplannen/<str:kenmerk>/", plannen.plan, name="verbeterplan"),
    path("verbeterplannen/<str:kenmerk>/maatregel/", plannen.maatregel, name="maatregel_nieuw"),
    path("verbeterplannen/<str:kenmerk>/maatregel/<int:nummer>/", plannen.bijwerken, name="maatregel"),
    path("verbeterplannen/<str:kenmerk>/keuze/", plannen.keuze, name="verbeterplan_keuze"),
    path("verbeterplannen/<str:kenmerk>/sluiten/", plannen.sluiten, name="verbeterplan_sluiten"),
]
