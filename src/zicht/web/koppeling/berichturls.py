"""De pagina's over berichten in en uit."""

from django.urls import path

from zicht.web.koppeling import berichtviews

urlpatterns = [
    path("berichten/", berichtviews.berichten, name="berichten"),
    path("berichten/opnieuw/", berichtviews.alle_opnieuw, name="berichten_opnieuw"),
    path("berichten/<uuid:pk>/opnieuw/", berichtviews.opnieuw, name="bericht_opnieuw"),
    path("berichten/ontvanger/<uuid:pk>/", berichtviews.ontvanger, name="ontvanger"),
    path("wijzigingen/", berichtviews.wijzigingen, name="wijzigingen"),
    path("wijzigingen/<uuid:pk>/", berichtviews.wijziging, name="wijziging"),
]
