"""What an import did, told in Danish without naming anyone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cases.importing.layout import Layout
from cases.importing.memory import Compared, Verdict

MOST_LINES = 20
MOST_CITIZENS = 200


@dataclass(slots=True)
class Report:
    """The outcome. `missing` holds public ids of citizens with an open, imported case that borgere.csv leaves out."""

    dry_run: bool
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    left: dict[str, list[int]] = field(default_factory=dict)
    unused: dict[str, list[int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    deadlines_changed: int = 0
    failures: int = 0

    def take(self, layout: Layout, compared: Compared, unused: list[int]) -> None:
        """Note what happens with one file."""
        self.counts[layout.file] = compared.counts()
        self.left[layout.file] = sorted(row.line for row in compared.rows[Verdict.LEFT])
        self.unused[layout.file] = unused

    @property
    def changes(self) -> int:
        """Rows that change the register."""
        return sum(count["new"] + count["changed"] for count in self.counts.values())

    def lines(self) -> Iterator[str]:
        """The report, line by line."""
        if self.dry_run:
            yield "Prøvekørsel: intet er gemt."
        for file, count in self.counts.items():
            yield (
                f"{file}: nye {_number(count['new'])}, rettede {_number(count['changed'])}, "
                f"uændrede {_number(count['same'])}, ladt i fred {_number(count['left'])}"
            )
        for file, columns in self.unused.items():
            if columns:
                yield f"{file}: kolonne {_listed(columns)} bruges ikke."
        for file, lines in self.left.items():
            if lines:
                yield f"Ladt i fred, fordi de er rettet i hånden: {file}, linje {_listed(lines)}."
        if self.missing:
            yield f"Borgere med åben sag, som ikke står i borgere.csv (ikke ændret): {_number(len(self.missing))}"
            yield "  " + " ".join(self.missing[:MOST_CITIZENS])
            if len(self.missing) > MOST_CITIZENS:
                yield f"  og {_number(len(self.missing) - MOST_CITIZENS)} til"
        if self.failures:
            yield f"Sager, hvis frister ikke kunne beregnes: {_number(self.failures)}. Se driftssiden."
        yield f"Ændringer i alt: {_number(self.changes)}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:MOST_LINES])
    rest = len(numbers) - MOST_LINES
    return f"{shown} og {_number(rest)} til" if rest > 0 else shown
