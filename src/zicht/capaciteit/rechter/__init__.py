"""De trage rechter: hetzelfde model, geschreven om te lezen. Hij deelt met de kern alleen het model en het toeval."""
