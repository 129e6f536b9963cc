"""De koppeling: meldingen van systeem naar systeem, versie 1.

Elke bewerking noemt haar recht (`@recht`), net als een pagina; zonder recht gaat het adres niet open (urls.py). Wie er
belt weet de middleware al, door `aanmelden.wie`.
"""

import json
import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated, Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Status
from ninja.errors import HttpError, ValidationError
from ninja.params.functions import Query
from pydantic import ValidationError as Afgekeurd

from zicht.core.fouten import ZichtFout
from zicht.web.beheer.toegang import open_pagina, recht
from zicht.web.beheer.verzoek import Verzoek
from zicht.web.koppeling import berichten as b
from zicht.web.koppeling.aanmelden import Sleutel, wie
from zicht.web.koppeling.omzetten import naar_levering, naar_voorstel
from zicht.web.koppeling.problemen import MEDIATYPE, TITELS, als_fouten, probleem
from zicht.web.registratie.handelingen.aanleveren import (
    RECHT,
    AndereInhoud,
    Politierij,
    melding_aanleveren,
    politiemeldingen_aanleveren,
)
from zicht.web.registratie.handelingen.berichten import voorstel_ontvangen
from zicht.web.registratie.handelingen.kern import NietToegestaan
from zicht.web.registratie.handelingen.politie import Oordeel, Rijoordeel
from zicht.web.registratie.selecties.aanleveringen import STATUSSEN, Aangeleverd, aangeleverd

VERSIE = "1.1.0"
_KENMERK = re.compile(r"M-[0-9]{2}-[0-9A-Z]{8}")
_EERST_BELLEN = "Veilig Thuis kan nu niets aannemen. Probeer het later opnieuw; bel als het dringend is."

api = NinjaAPI(
    title="Zicht: meldingen aanleveren",
    version=VERSIE,
    description="Meldingen aan Veilig Thuis van systeem naar systeem. Uitleg staat in de handleiding, bij Koppelen.",
    urls_namespace="api",
    docs_url=None,
    auth=Sleutel(),
    docs_decorator=open_pagina,
)


def _problemen(*statussen: HTTPStatus) -> dict[str, Any]:
    """De foutantwoorden van een bewerking, voor de beschrijving."""
    veld = {"type": "object", "properties": {"veld": {"type": "string"}, "reden": {"type": "string"}}}
    velden = {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "fouten": {"type": "array", "items": veld | {"required": ["veld", "reden"]}},
    }
    schema = {"type": "object", "properties": velden, "required": ["type", "title", "status"]}
    altijd = (
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
    return {
        "responses": {
            str(status.value): {"description": TITELS[status], "content": {MEDIATYPE: {"schema": schema}}}
            for status in sorted({*altijd, *statussen})
        }
    }


_STUREN = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


@api.post(
    "/meldingen",
    response={201: b.Ontvangst, 200: b.Ontvangst},
    by_alias=True,
    url_name="melding_aanleveren",
    operation_id="melding_aanleveren",
    summary="Een melding aanleveren",
    description=(
        "Nieuw: 201. Dezelfde inhoud onder hetzelfde `uwKenmerk`: 200, met hetzelfde kenmerk. Andere inhoud: 409."
    ),
    openapi_extra=_problemen(*_STUREN, HTTPStatus.CONFLICT),
)
@recht(RECHT, "melding", wie=wie)
def melding_sturen(request: Verzoek, melding: b.Melding) -> Status[b.Ontvangst]:
    """Een melding aanleveren."""
    nu = timezone.localtime()
    vastgelegd, nieuw = melding_aanleveren(naar_levering(melding, nu.date()), door=request.user, om=nu)
    gevonden = aangeleverd(request.user, vastgelegd.kenmerk, nu)
    assert gevonden is not None
    return Status(201 if nieuw else 200, _ontvangst(gevonden))


@api.put(
    "/meldingen/{kenmerk}",
    response={202: b.Voorstelontvangst, 200: b.Voorstelontvangst},
    by_alias=True,
    url_name="melding_wijzigen",
    operation_id="melding_wijzigen",
    summary="Een eigen melding wijzigen",
    description=(
        "Stuur de hele melding zoals zij nu is. Er wordt niets overschreven: een medewerker bekijkt de wijziging. "
        "Nieuw: 202. Dezelfde inhoud nog eens: 200."
    ),
    openapi_extra=_problemen(*_STUREN, HTTPStatus.NOT_FOUND),
)
@recht(RECHT, "melding", wie=wie)
def melding_wijzigen(request: Verzoek, kenmerk: str, melding: b.Melding) -> Status[b.Voorstelontvangst]:
    """Een eigen melding wijzigen."""
    nu = timezone.localtime()
    velden = naar_voorstel(melding, nu.date())
    return _voorstel(request, kenmerk, "wijziging", melding.uw_kenmerk, velden, b.merk(melding))


@api.delete(
    "/meldingen/{kenmerk}",
    response={202: b.Voorstelontvangst, 200: b.Voorstelontvangst},
    by_alias=True,
    url_name="melding_intrekken",
    operation_id="melding_intrekken",
    summary="Een eigen melding intrekken",
    description="Er wordt niets weggehaald of gesloten: een medewerker weegt de intrekking. Nieuw: 202. Nog eens: 200.",
    openapi_extra=_problemen(HTTPStatus.NOT_FOUND),
)
@recht(RECHT, "melding", wie=wie)
def melding_intrekken(request: Verzoek, kenmerk: str) -> Status[b.Voorstelontvangst]:
    """Een eigen melding intrekken."""
    return _voorstel(request, kenmerk, "intrekking", "", {}, "intrekking")


def _voorstel(
    request: Verzoek, kenmerk: str, soort: str, uw_kenmerk: str, velden: dict[str, Any], afdruk: str
) -> Status[b.Voorstelontvangst]:
    nieuw = voorstel_ontvangen(
        kenmerk if _KENMERK.fullmatch(kenmerk) else "", soort=soort, extern_kenmerk=uw_kenmerk, velden=velden, afdruk=afdruk,
        door=request.user, om=timezone.localtime(),
    )  # fmt: skip
    if nieuw is None:
        raise Http404
    return Status(202 if nieuw else 200, b.Voorstelontvangst(kenmerk=kenmerk, ontvangen=b.ONTVANGEN))


@api.get(
    "/meldingen/{kenmerk}/status",
    response=b.Ontvangst,
    by_alias=True,
    url_name="melding_status",
    operation_id="melding_status",
    summary="De status van een eigen melding",
    description="Alleen wat u zelf aanleverde. De uitkomst is een code uit het koppelvlak; nooit de inhoud.",
    openapi_extra=_problemen(HTTPStatus.NOT_FOUND),
)
@recht(RECHT, "melding", wie=wie)
def melding_status(request: Verzoek, kenmerk: str) -> b.Ontvangst:
    """De status van een eigen melding."""
    gevonden = aangeleverd(request.user, kenmerk, timezone.localtime()) if _KENMERK.fullmatch(kenmerk) else None
    if gevonden is None:
        raise Http404
    return _ontvangst(gevonden)


@api.post(
    "/politiemeldingen",
    response=b.Bulkuitslag,
    by_alias=True,
    url_name="politiemeldingen_aanleveren",
    operation_id="politiemeldingen_aanleveren",
    summary="Politiemeldingen in bulk",
    description=(
        "Per rij een uitslag met de redenen als zij is afgekeurd. `proef=true` legt niets vast. `allesOfNiets=true` legt "
        "alleen vast als elke rij goed is. Een rij met een kenmerk dat al is aangeleverd is `al bekend`."
    ),
    openapi_extra=_problemen(*_STUREN),
)
@recht(RECHT, "melding", wie=wie)
def politiemeldingen_sturen(
    request: Verzoek,
    bericht: b.Politiemeldingen,
    proef: bool = False,
    alles_of_niets: Annotated[bool, Query(alias="allesOfNiets")] = False,
) -> b.Bulkuitslag:
    """Politiemeldingen in bulk."""
    gelezen = [_lees_rij(nummer, rij) for nummer, rij in enumerate(bericht.meldingen, 1)]
    fout = [rij for rij in gelezen if isinstance(rij, b.Rijuitslag)]
    goed = [(nummer, rij) for nummer, rij in enumerate(gelezen, 1) if isinstance(rij, Politierij)]
    niets = proef or (alles_of_niets and bool(fout))
    oordelen = politiemeldingen_aanleveren(
        [rij for _, rij in goed], proef=niets, alles_of_niets=alles_of_niets, door=request.user, om=timezone.localtime()
    )
    uitslagen = [_uitslag(nummer, oordeel, proef=proef) for (nummer, _), oordeel in zip(goed, oordelen, strict=True)]
    return _bulk(sorted([*fout, *uitslagen], key=lambda rij: rij.nummer), proef=proef)


def _lees_rij(nummer: int, ruw: b.Politierij | dict[str, Any]) -> Politierij | b.Rijuitslag:
    """Een rij die klopt, of de uitslag waarom niet."""
    try:
        rij = ruw if isinstance(ruw, b.Politierij) else b.Politierij.model_validate(ruw)
    except Afgekeurd as fout:
        redenen = [f"{een['veld']}: {een['reden']}" for een in als_fouten(fout.errors(include_url=False))]
        return b.Rijuitslag(nummer=nummer, uw_kenmerk=None, uitslag="afgekeurd", kenmerk=None, redenen=redenen)
    return Politierij(rij.model_dump(mode="json"), b.merk(rij))


def _uitslag(nummer: int, oordeel: Rijoordeel, *, proef: bool) -> b.Rijuitslag:
    """De uitslag van een rij. Of iemand al bekend is staat er niet in."""
    niet_vastgelegd = oordeel.oordeel is Oordeel.NIEUW and not oordeel.kenmerk and not proef
    return b.Rijuitslag(
        nummer=nummer,
        uw_kenmerk=oordeel.extern_kenmerk,
        uitslag="niet vastgelegd" if niet_vastgelegd else oordeel.oordeel.value,
        kenmerk=oordeel.kenmerk or None,
        redenen=list(oordeel.redenen),
    )


def _bulk(rijen: Sequence[b.Rijuitslag], *, proef: bool) -> b.Bulkuitslag:
    aantal = {uitslag: sum(rij.uitslag == uitslag for rij in rijen) for uitslag in ("nieuw", "al bekend", "afgekeurd")}
    return b.Bulkuitslag(
        proef=proef,
        vastgelegd=0 if proef else aantal["nieuw"],
        al_bekend=aantal["al bekend"],
        afgekeurd=aantal["afgekeurd"],
        rijen=list(rijen),
    )


def _ontvangst(gevonden: Aangeleverd) -> b.Ontvangst:
    return b.Ontvangst(
        kenmerk=gevonden.kenmerk,
        uw_kenmerk=gevonden.extern_kenmerk,
        ontvangen_op=gevonden.ontvangen_op,
        status=gevonden.status,
        omschrijving=STATUSSEN[gevonden.status] if gevonden.status else None,
    )


# ------------------------------------------------------------------------------------------------------------ fouten
def _vang(soort: type[Exception], antwoord: Callable[[Any], HttpResponse]) -> None:
    api.add_exception_handler(soort, lambda _request, fout: antwoord(fout))


def _http(fout: HttpError) -> HttpResponse:
    status = HTTPStatus(fout.status_code)
    return probleem(status if status in TITELS else HTTPStatus.BAD_REQUEST)


def _geen_regels(_fout: Exception) -> HttpResponse:
    """Wat bij ons niet in orde is staat niet in het antwoord."""
    return probleem(HTTPStatus.SERVICE_UNAVAILABLE, _EERST_BELLEN, koppen={"Retry-After": "60"})


_vang(HttpError, _http)
_vang(Http404, lambda _fout: probleem(HTTPStatus.NOT_FOUND, "U leverde geen melding met dit kenmerk aan."))
_vang(ValidationError, lambda fout: probleem(HTTPStatus.UNPROCESSABLE_ENTITY, fouten=als_fouten(fout.errors, vanaf=2)))
_vang(RequestDataTooBig, lambda _fout: probleem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
_vang(AndereInhoud, lambda fout: probleem(HTTPStatus.CONFLICT, " ".join(fout.regels)))
_vang(NietToegestaan, lambda fout: probleem(HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(fout.regels)))
_vang(ZichtFout, _geen_regels)
_vang(OperationalError, _geen_regels)  # the database is busy or away; delivering again is safe


def beschrijving() -> dict[str, Any]:
    """De OpenAPI-beschrijving, zonder dat er een server draait."""
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
