"""De pagina's van dit onderdeel."""

from typing import Any

urlpatterns: list[Any] = []
