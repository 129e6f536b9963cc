"""De pagina's van mensen in een dossier: wie, waar zij wonen en hoe zij veilig te bereiken zijn."""

from django.urls import path

from zicht.web.registratie.views import personen

urlpatterns = [
    path("dossier/<str:kenmerk>/mensen/", personen.mensen, name="mensen"),
    path("dossier/<str:kenmerk>/mensen/nieuw/", personen.toevoegen, name="mens_toevoegen"),
    path("dossier/<str:kenmerk>/mensen/<uuid:pk>/", personen.wijzigen, name="mens_wijzigen"),
    path("dossier/<str:kenmerk>/mensen/<uuid:pk>/bsn/", personen.bsn, name="mens_bsn"),
    path("dossier/<str:kenmerk>/verhuizen/", personen.verhuizing, name="verhuizen"),
    path("dossier/<str:kenmerk>/aanwijzing/", personen.vlag_zetten, name="vlag_zetten"),
    path("dossier/<str:kenmerk>/aanwijzing/<uuid:pk>/", personen.vlag_beeindigen, name="vlag_beeindigen"),
]
