"""`--policy EXPORT`: answer by the rules of a folder that `manage.py export_policies` has written."""

from argparse import ArgumentParser
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rules.trial import read_from


def add_policy(parser: ArgumentParser) -> None:
    parser.add_argument("--policy", metavar="EXPORT", type=Path, help="mappe med regler fra export_policies")


def chosen(folder: Path | None) -> AbstractContextManager[None]:
    """The rules to answer by: those of the folder, without one the shipped ones."""
    return nullcontext() if folder is None else read_from(folder)
