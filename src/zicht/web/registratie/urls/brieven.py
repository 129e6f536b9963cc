"""De pagina's van brieven."""

from django.urls import path

from zicht.web.registratie.views import brieven

urlpatterns = [
    path("dossier/<str:kenmerk>/brief/", brieven.kiezen, name="brief_kiezen"),
    path("dossier/<str:kenmerk>/brief/<str:soort>/", brieven.maken, name="brief_maken"),
    path("brief/<str:kenmerk>/", brieven.brief, name="brief"),
    path("brief/<str:kenmerk>/verstuurd/", brieven.verstuurd, name="brief_verstuurd"),
    path("brief/<str:kenmerk>/bestand/<str:vorm>/", brieven.bestand, name="brief_bestand"),
]
