"""The kinds of rules: small pure functions from a rule row and a history to obligations and gaps."""
