"""De pagina's van dit onderdeel."""

from django.urls import path

from zicht.web.capaciteit.views import bestanden, lijst, loop, nieuw, uitkomst, vergelijken

_EEN = "capaciteit/<str:kenmerk>/"

urlpatterns = [
    path("capaciteit/", lijst.capaciteit, name="capaciteit"),
    path("capaciteit/nieuw/", nieuw.nieuw, name="capaciteit_nieuw"),
    path("capaciteit/vergelijken/", vergelijken.vergelijken, name="doorrekeningen_vergelijken"),
    path(_EEN, loop.doorrekening, name="doorrekening"),
    path(f"{_EEN}vraag/", nieuw.vraag, name="capaciteit_vraag"),
    path(f"{_EEN}keuzes/", nieuw.keuzes, name="capaciteit_keuzes"),
    path(f"{_EEN}keuzes/nieuw/", nieuw.eigen, name="capaciteit_eigen_nieuw"),
    path(f"{_EEN}keuzes/<int:nummer>/", nieuw.eigen, name="capaciteit_eigen"),
    path(f"{_EEN}keuzes/<int:nummer>/weg/", nieuw.eigen_weg, name="capaciteit_eigen_weg"),
    path(f"{_EEN}mensen/", nieuw.mensen, name="capaciteit_mensen"),
    path(f"{_EEN}norm/", nieuw.norm, name="capaciteit_norm"),
    path(f"{_EEN}vooruit/", nieuw.vooruit, name="capaciteit_vooruit"),
    path(f"{_EEN}precies/", nieuw.precies, name="capaciteit_precies"),
    path(f"{_EEN}controle/", nieuw.controle, name="capaciteit_controle"),
    path(f"{_EEN}weggooien/", nieuw.weggooien, name="capaciteit_weggooien"),
    path(f"{_EEN}stand/", loop.stand, name="doorrekening_stand"),
    path(f"{_EEN}stoppen/", loop.stoppen, name="doorrekening_stoppen"),
    path(f"{_EEN}opnieuw/", loop.opnieuw, name="doorrekening_opnieuw"),
    path(f"{_EEN}kopie/", loop.kopie, name="doorrekening_kopie"),
    path(f"{_EEN}wachtlijst/", uitkomst.wachtlijst, name="doorrekening_wachtlijst"),
    path(f"{_EEN}op-tijd/", uitkomst.op_tijd, name="doorrekening_op_tijd"),
    path(f"{_EEN}gewicht/", uitkomst.gewicht, name="doorrekening_gewicht"),
    path(f"{_EEN}grens/", uitkomst.grens, name="doorrekening_grens"),
    path(f"{_EEN}ijking/", uitkomst.ijking, name="doorrekening_ijking"),
    path(f"{_EEN}terugtoets/", uitkomst.terugtoets, name="doorrekening_terugtoets"),
    path(f"{_EEN}bestand/<slug:soort>/", bestanden.bestand, name="doorrekening_bestand"),
]
