"""Gates on an offer: small pure functions from a gate row and a question to a check."""
