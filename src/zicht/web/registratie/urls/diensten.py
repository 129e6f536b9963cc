"""De pagina's van diensten, overdrachten en monitormomenten."""

from django.urls import path

from zicht.web.registratie.views import diensten, monitoren, overdrachten

urlpatterns = [
    path("dienst/<str:kenmerk>/", diensten.dienst, name="dienst"),
    path("dienst/<str:kenmerk>/starten/", diensten.starten, name="dienst_starten"),
    path("dienst/<str:kenmerk>/gesprek/", diensten.gesprek, name="gesprek"),
    path("dienst/<str:kenmerk>/voorwaarde/", diensten.voorwaarde, name="voorwaarde"),
    path("voorwaarde/<uuid:pk>/", diensten.voorwaarde_nagaan, name="voorwaarde_nagaan"),
    path("dienst/<str:kenmerk>/veiligheidsplan/", diensten.veiligheidsplan, name="veiligheidsplan"),
    path("dienst/<str:kenmerk>/plan-van-aanpak/", diensten.plan_van_aanpak, name="plan_van_aanpak"),
    path("dienst/<str:kenmerk>/punten/", diensten.punten, name="dienst_punten"),
    path("dienst/<str:kenmerk>/afronden/", diensten.afronden, name="dienst_afronden"),
    path("dienst/<str:kenmerk>/intrekken/", diensten.intrekken, name="dienst_intrekken"),
    path("dienst/<str:kenmerk>/moment/", monitoren.moment, name="monitormoment"),
    path("moment/<uuid:pk>/", monitoren.moment_houden, name="moment_houden"),
    path("moment/<uuid:pk>/verzetten/", monitoren.moment_verzetten, name="moment_verzetten"),
    path("zaak/<str:kenmerk>/overdragen/", overdrachten.aanbieden, name="overdracht_aanbieden"),
    path("overdracht/<uuid:pk>/", overdrachten.overdracht, name="overdracht"),
    path("overdracht/<uuid:pk>/antwoord/", overdrachten.antwoord, name="overdracht_antwoord"),
    path("overdracht/<uuid:pk>/bevestigd/", overdrachten.bevestigd, name="overdracht_bevestigd"),
    path("overdracht/<uuid:pk>/hulp/", overdrachten.hulp, name="overdracht_hulp"),
    path("overdracht/<uuid:pk>/punten/", overdrachten.punten, name="overdracht_punten"),
]
