"""Forms of the pages over all cases and of the rules."""
