"""What the log needs to know of the request that is being answered, without handing the request around."""

from contextvars import ContextVar

herkomst: ContextVar[str] = ContextVar("herkomst", default="")
# Set by a handeling that wrote its own line, so that the page does not write a second one.
geschreven: ContextVar[bool] = ContextVar("geschreven", default=False)
