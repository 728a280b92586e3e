"""Which mutants no scenario tells from the row as it stands. `python -m tests.rules.surviving` prints the table."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rules.scenarios import Pair, answer_of, differences, scenarios
from rules.trial import replaced
from tests.rules.mutants import Mutant, What, mutants, rows

FOLDER = Path(__file__).parent
NAME = re.compile(r'"([A-Z]+\d*-\d{2})"')

EQUIVALENT = {
    "REB23-31 (gate) activities: without digital_job_search": "the fixed colour of REB23-39 wins over the catalogue",
    "REB23-31 (gate) activities: without internal_mentor": "the fixed colour of REB23-38 wins over the catalogue",
    "REB23-35 (gate) activities: without digital_job_search": "an offer with a fixed colour is never uncategorised",
}
"""Mutants that no facts can tell apart, with the reason. The rows say "guidance" and "mentor", the families that have
colours; two of their members get theirs from another row."""


class Bench:
    """The questions of the scenario files under a folder, by the rows that they or their answers name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.by_rule: dict[str, list[tuple[str, Pair]]] = {}
        for scenario in scenarios(folder):
            for pair in scenario.pairs:
                text = json.dumps([pair.question, pair.expected])
                for rule in set(NAME.findall(text)) | scenario.proves:
                    self.by_rule.setdefault(rule, []).append((text, pair))

    def questions(self, rule: str) -> int:
        return len(self.by_rule.get(rule, ()))

    def kills(self, mutant: Mutant) -> bool:
        """Whether some question that names the row is answered otherwise; those that name the member come first."""
        named = self.by_rule.get(mutant.row.id, [])
        word = f'"{mutant.word}"'
        with replaced(mutant.other):
            return any(_differs(pair) for first in (True, False) for text, pair in named if (word in text) is first)


def _differs(pair: Pair) -> bool:
    return bool(differences(pair.expected, answer_of(pair.question)))


def survivors(found: Iterable[Mutant], bench: Bench) -> list[Mutant]:
    return [mutant for mutant in found if not bench.kills(mutant)]


def table(bench: Bench) -> str:
    """Mutants made, killed and equivalent, for each thing that was otherwise."""
    found = [mutant for row in rows() for mutant in mutants(row)]
    made, alive = Counter(mutant.what for mutant in found), Counter(m.what for m in survivors(found, bench))
    same = Counter(mutant.what for mutant in found if str(mutant) in EQUIVALENT)
    lines = ["| what is otherwise | mutants | killed | equivalent |", "|---|---|---|---|"]
    lines += [f"| {what} | {made[what]} | {made[what] - alive[what]} | {same[what]} |" for what in What]
    lines.append(f"| all | {made.total()} | {made.total() - alive.total()} | {same.total()} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(Bench()))
