"""De pagina's van activiteiten."""

from django.urls import path

from zicht.web.registratie.views import activiteiten

urlpatterns = [
    path("activiteiten/", activiteiten.lijst, name="activiteiten"),
    path("activiteiten/<uuid:pk>/verbeteren/", activiteiten.verbeteren, name="activiteit_verbeteren"),
]
