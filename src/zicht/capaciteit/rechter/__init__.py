"""De trage rechter: hetzelfde model, geschreven om te lezen. Hij deelt met de kern alleen het model en het toeval."""

from zicht.capaciteit.rechter.lus import speel
from zicht.capaciteit.rechter.tellen import tel

__all__ = ["speel", "tel"]
