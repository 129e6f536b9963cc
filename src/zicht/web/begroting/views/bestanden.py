"""Een begroting als bestand: TOML, Excel met formules, Word, PDF, en het sjabloon om in te vullen."""

from collections.abc import Callable

from django.http import Http404, HttpResponse

from zicht.rapportage.begroting.papier import rapport
from zicht.rapportage.begroting.stuk import Stuk as Papierstuk
from zicht.rapportage.begroting.stuk import maak_stuk
from zicht.rapportage.begroting.werkboek import werkboek
from zicht.rapportage.docx import docx
from zicht.rapportage.pdf import pdf
from zicht.uitwisseling.begroting.schrijven import sjabloon
from zicht.web.begroting.stukken import Stuk
from zicht.web.begroting.views.pagina import BEWERKEN, RECHT, SOORT, open_van
from zicht.web.beheer.toegang import recht
from zicht.web.beheer.verzoek import Verzoek

_OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
_SOORTEN: dict[str, tuple[str, Callable[[Papierstuk], bytes]]] = {
    "xlsx": (XLSX, werkboek),
    "docx": (f"{_OFFICE}.wordprocessingml.document", lambda stuk: docx(rapport(stuk))),
    "pdf": ("application/pdf", lambda stuk: pdf(rapport(stuk))),
}


@recht(RECHT, SOORT)
def toml(request: Verzoek, kenmerk: str) -> HttpResponse:
    """De begroting als leesbaar bestand, zoals zij is bewaard."""
    stuk = open_van(request, kenmerk)
    return _bijlage(stuk.tekst.encode(), f"{_naam(stuk)}.toml", "application/toml; charset=utf-8")


@recht(RECHT, SOORT)
def bestand(request: Verzoek, kenmerk: str, soort: str) -> HttpResponse:
    """De begroting als Excel, Word of PDF, of als ingevuld sjabloon; met de scenario's die erop passen."""
    stuk = open_van(request, kenmerk)
    if soort == "sjabloon":
        if not stuk.kopieerbaar:
            raise Http404("Alleen een volledige begroting past in het sjabloon.")
        return _bijlage(sjabloon(stuk.begroting), f"{_naam(stuk)}-sjabloon.xlsx", XLSX)
    if soort not in _SOORTEN:
        raise Http404("Zo'n bestand is er niet.")
    inhoud, maak = _SOORTEN[soort]
    papier = maak_stuk(stuk.begroting, scenarios=[keuze.scenario for keuze in stuk.scenarios if keuze.uitslag])
    return _bijlage(maak(papier), f"{_naam(stuk)}.{soort}", inhoud)


@recht(BEWERKEN, SOORT)
def leeg_sjabloon(request: Verzoek) -> HttpResponse:
    """Het sjabloon om een begroting van het begin af in te vullen."""
    return _bijlage(sjabloon(), "begroting-sjabloon.xlsx", XLSX)


def _naam(stuk: Stuk) -> str:
    return f"begroting-{stuk.kenmerk}{f'-versie-{stuk.nummer}' if stuk.nummer else ''}"


def _bijlage(inhoud: bytes, naam: str, soort: str) -> HttpResponse:
    return HttpResponse(inhoud, content_type=soort, headers={"Content-Disposition": f'attachment; filename="{naam}"'})
