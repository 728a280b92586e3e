"""Rules of the municipality: pure functions from facts and policy to deadlines. No clock, no database."""
