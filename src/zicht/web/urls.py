"""Every page of the application. A page without a right in `recht` is refused (middleware.Toegang)."""

from django.urls import include, path

from zicht.web.beheer import aanmeldpaden
from zicht.web.beheer.toegang import recht
from zicht.web.logboek.urls import paden as logboek
from zicht.web.vormgeving.urls import paden

urlpatterns = [
    path("aanmelden/", include(aanmeldpaden.paden())),
    path("", include(paden(recht))),
    path("", include("zicht.web.registratie.urls")),
    path("", include("zicht.web.werkvoorraad.urls")),
    path("", include("zicht.web.begroting.urls")),
    path("", include("zicht.web.capaciteit.urls")),
    path("", include("zicht.web.publicaties.urls")),
    path("", include("zicht.web.levering.urls")),
    path("", include("zicht.web.bord.urls")),
    path("", include("zicht.web.normen.urls")),
    path("", include("zicht.web.rapporten.urls")),
    path("", include("zicht.web.kwaliteit.urls")),
    path("", include("zicht.web.koppeling.berichturls")),
    path("beheer/", include("zicht.web.beheer.urls")),
    path("logboek/", include(logboek(recht))),
    path("api/", include("zicht.web.koppeling.urls")),
]
