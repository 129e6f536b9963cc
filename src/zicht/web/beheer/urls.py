"""De pagina's van het beheer."""

from django.urls import path

from zicht.web.beheer.views import gebruikers, rechten, teams, werktijden

urlpatterns = [
    path("gebruikers/", gebruikers.gebruikers, name="gebruikers"),
    path("gebruikers/nieuw/", gebruikers.nieuw, name="gebruiker_nieuw"),
    path("gebruikers/<uuid:pk>/", gebruikers.gebruiker, name="gebruiker"),
    path("gebruikers/<uuid:pk>/wijzigen/", gebruikers.wijzigen, name="gebruiker_wijzigen"),
    path("gebruikers/<uuid:pk>/rol/", gebruikers.rol_geven, name="rol_geven"),
    path("rol/<int:pk>/beeindigen/", gebruikers.rol_beeindigen, name="rol_beeindigen"),
    path("gebruikers/<uuid:pk>/sluiten/", gebruikers.sluiten, name="gebruiker_sluiten"),
    path("gebruikers/<uuid:pk>/openen/", gebruikers.openen, name="gebruiker_openen"),
    path("gebruikers/<uuid:pk>/wachtwoord/", gebruikers.wachtwoord, name="gebruiker_wachtwoord"),
    path("gebruikers/<uuid:pk>/tweede-factor/", gebruikers.tweede_factor, name="gebruiker_tweede_factor"),
    path("teams/", teams.teams, name="teams"),
    path("teams/nieuw/", teams.nieuw, name="team_nieuw"),
    path("teams/<uuid:pk>/", teams.wijzigen, name="team_wijzigen"),
    path("werktijden/", werktijden.lijst, name="werktijden"),
    path("werktijden/<uuid:pk>/", werktijden.wijzigen, name="werktijden_wijzigen"),
    path("werktijden/<uuid:pk>/afwezig/", werktijden.afwezig, name="werktijden_afwezig"),
    path("afwezigheid/<int:pk>/weg/", werktijden.weghalen, name="afwezigheid_weghalen"),
    path("rechten/", rechten.rechten, name="rechten"),
    path("rechten/nakijken/", rechten.nakijken, name="nakijken"),
]
