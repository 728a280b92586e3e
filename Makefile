# Rettidig: everything a person starts. `make demo` needs Python 3.11 or newer, and network the first time.
PYTHON ?= python3
export HOST PORT

.PHONY: help setup demo run demo-reset test drill bench check

help:
	@echo "make demo        den færdige øvelseskommune (PORT=8000 HOST=127.0.0.1)"
	@echo "make run         en tom installation med første administrator"
	@echo "make demo-reset  begynd øvelsen forfra"
	@echo "make setup       installér kun"
	@echo "make test        alle prøver undtagen de lange"
	@echo "make drill       de lange prøver (DRILL_SHORT=1: korte)"
	@echo "make bench       målinger"
	@echo "make check       format, typer, lag, skabeloner, tabeller, drift og prøver"

setup demo run demo-reset test drill bench check:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "FEJL: $(PYTHON) findes ikke: installér Python 3.11 eller nyere, eller kør for eksempel make $@ PYTHON=python3.12" >&2; exit 1; }; exec $(PYTHON) -m launcher $@
