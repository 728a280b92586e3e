"""Measurements: `make bench` runs them and prints tables; the figures stand in docs/measurements.md."""
