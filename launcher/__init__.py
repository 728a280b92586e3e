"""Start of Rettidig on one machine: installs, starts and stops everything behind the targets of the Makefile."""
