"""De pagina's van Nieuw contact en van politiemeldingen in bulk."""

from django.urls import path, re_path

from zicht.web.registratie.views import intake, politie

urlpatterns = [
    path("nieuw-contact/", intake.begin, name="intake_begin"),
    path("nieuw-contact/bekend/", intake.bekend, name="intake_bekend"),
    path("nieuw-contact/<uuid:pk>/", intake.intake, name="intake"),
    path("nieuw-contact/<uuid:pk>/nakijken/", intake.controle, name="intake_controle"),
    path("melding/<str:kenmerk>/ontvangen/", intake.klaar, name="intake_klaar"),
    re_path(r"^concept/(?P<plek>[a-z_]{1,20}/[0-9A-Za-z-]{1,50})/$", intake.concept, name="concept"),
    path("politiemeldingen/", politie.politie, name="politie"),
    path("politiemeldingen/voorbeeld.csv", politie.voorbeeld, name="politie_voorbeeld"),
    path("politiemeldingen/<uuid:pk>/", politie.nakijken, name="politie_nakijken"),
    path("politiemeldingen/<uuid:pk>/afgekeurd.csv", politie.afgekeurd, name="politie_afgekeurd"),
]
