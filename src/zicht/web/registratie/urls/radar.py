"""De pagina's van berichten uit het VT-register."""

from django.urls import path

from zicht.web.registratie.views import radar

urlpatterns = [path("radar/<int:nummer>/", radar.radarmelding, name="radarmelding")]
