"""Which mutants no scenario tells from the row as it stands."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rules.explain import Json
from rules.scenarios import answer_of, differences, scenarios
from rules.trial import on_trial
from tests.rules.mutants import Mutant, mutants, rows

Pair = tuple[Json, Json]
FOLDER = Path(__file__).parent
NAME = re.compile(r'"([A-Z]+\d*-\d{2})"')


class Bench:
    """The questions of the scenario files under a folder, by the rows that they or their answers name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.by_rule: dict[str, list[tuple[str, Pair]]] = {}
        for scenario in scenarios(folder):
            for pair in scenario.pairs:
                text = json.dumps(pair)
                for rule in set(NAME.findall(text)) | scenario.proves:
                    self.by_rule.setdefault(rule, []).append((text, pair))
        self.asked = 0

    def kills(self, mutant: Mutant) -> bool:
        """Whether some question that names the row is answered otherwise; those that name the member come first."""
        named = self.by_rule.get(mutant.row.id, [])
        word = f'"{mutant.word}"'
        with on_trial(mutant):
            return any(
                self._differs(pair) for first in (True, False) for text, pair in named if (word in text) is first
            )

    def _differs(self, pair: Pair) -> bool:
        self.asked += 1
        question, expected = pair
        return bool(differences(expected, answer_of(question)))


def every_mutant() -> Iterator[Mutant]:
    for row in rows():
        yield from mutants(row)


def survivors(found: Iterable[Mutant], bench: Bench) -> list[str]:
    return [str(mutant) for mutant in found if not bench.kills(mutant)]
