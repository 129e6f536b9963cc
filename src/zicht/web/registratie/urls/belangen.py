"""De pagina's over een belang bij een dossier."""

from django.urls import path

from zicht.web.registratie.views import belangen

urlpatterns = [
    path("dossier/<str:kenmerk>/belangen/", belangen.belangen, name="belangen"),
    path("belang/<uuid:pk>/beeindigen/", belangen.beeindigen, name="belang_beeindigen"),
]
