"""Figures as tables of text, the same as in docs/measurements.md."""

from collections.abc import Sequence


def say(text: str) -> None:
    print(text, flush=True)


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    say(f"\n{title}\n")
    say(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        say(f"| {' | '.join(map(str, row))} |")
