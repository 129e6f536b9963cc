"""The pages of this app."""

from typing import Any

urlpatterns: list[Any] = []
