"""The mutants that mutmut makes of the code, asked the scenario files in one process: minutes instead of hours.

    mutmut run 'none'                                  makes the mutants (and then finds none of that name)
    cd mutants && python -m tests.rules.asking_mutants [OUT]

Each mutant lives in a fork that asks the questions reaching its function until one is answered otherwise, or refused
in other words. Of a question that stands for many only the first is asked, so the share killed is a lower bound.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation import trampoline

from rules import ask, explain
from rules.asked import Faults
from rules.scenarios import answer_of, differences, scenarios

CPU_SECONDS = 4.0
SEPARATOR = "__mutmut_"
active = ""
"""The mutant the code is to be, `module.function__mutmut_number`; `stats` while it is found out what is reached."""


REFUSED = {"faults.json": explain.answer, "answer_faults.json": ask.answer}


class Question(NamedTuple):
    """What is asked, and the answer expected, or how the line begins by which it is refused."""

    answer: Callable[[], object]
    expected: object = None
    fault: str = ""

    def is_told_apart(self) -> bool:
        """Answered or refused otherwise than expected."""
        try:
            found = self.answer()
        except Faults as refused:
            return not (self.fault and any(line.startswith(self.fault) for line in refused.lines))
        return bool(self.fault or differences(self.expected, found))


def asked(folder: Path) -> list[Question]:
    answered = [
        Question(partial(answer_of, pair.question), pair.expected)
        for scenario in scenarios(folder)
        for pair in scenario.pairs
        if not pair.again
    ]
    refused = [
        Question(partial(command, json.dumps(item["ask"])), fault=item["fault"])
        for name, command in REFUSED.items()
        for item in json.loads((folder / name).read_text(encoding="utf-8"))
    ]
    return answered + refused


def reached(questions: list[Question]) -> dict[str, list[Question]]:
    """The questions that reach each function. Every one of them must be answered as expected without a mutant."""
    global active
    hits: set[str] = set()
    trampoline.record_trampoline_hit = lambda name, caller=None: hits.add(name)
    found: dict[str, list[Question]] = {}
    active = "stats"
    for question in questions:
        hits.clear()
        _forget()
        assert not question.is_told_apart(), question
        for name in hits:
            found.setdefault(name, []).append(question)
    active = ""
    return found


def names(folder: Path) -> Iterator[str]:
    for meta in sorted(folder.rglob("*.meta")):
        yield from json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]


def fate(name: str, questions: list[Question]) -> str:
    """killed: answered otherwise, with an error, or never. untested: no question reaches it."""
    if not questions:
        return "untested"
    child = os.fork()
    if child == 0:
        os._exit(_is_told_apart(name, questions))
    _, status = os.waitpid(child, 0)
    return "survived" if status == 0 else "killed"


def _is_told_apart(name: str, questions: Iterable[Question]) -> bool:
    global active
    active = name
    _forget()
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    try:
        return any(question.is_told_apart() for question in questions)
    except Exception:
        return True


def _forget() -> None:
    """What was read or reckoned before the code changed is read and reckoned again, the rows of the rules too."""
    for module in [held for name, held in sys.modules.items() if name.startswith("rules.")]:
        for held in vars(module).values():
            if hasattr(held, "cache_clear"):
                held.cache_clear()


def main(out: Path) -> None:
    trampoline.get_mutant_under_test = lambda: active
    found = reached(asked(Path("tests/rules")))
    fates = {name: fate(name, found.get(name.rpartition(SEPARATOR)[0], [])) for name in names(Path("rules"))}
    out.write_text("".join(f"{name} {end}\n" for name, end in fates.items()), encoding="utf-8")
    ends = Counter(fates.values())
    print(f"{len(fates)} mutants: " + ", ".join(f"{number} {end}" for end, number in sorted(ends.items())))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "fates.txt"))
