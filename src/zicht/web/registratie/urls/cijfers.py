"""De pagina's van cijfers en vastgestelde perioden."""

from django.urls import path

from zicht.web.registratie.views import cijfers

urlpatterns = [
    path("cijfers/", cijfers.cijfers, name="cijfers"),
    path("cijfers/perioden/", cijfers.vaststellingen, name="vaststellingen"),
    path("cijfers/perioden/<str:periode>/<int:uitgave>/", cijfers.vaststelling, name="vaststelling"),
]
