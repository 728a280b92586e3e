"""The mutants that mutmut makes of the code, asked the scenario files in one process: minutes instead of hours.

    mutmut run 'none'                                  makes the mutants (and then finds none of that name)
    cd mutants && python -m tests.rules.asking_mutants [OUT]

Each mutant lives in a fork that asks the questions reaching its function until one is answered otherwise. Of a
question that stands for many only the first is asked, so the share killed is a lower bound.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mutmut.mutation import trampoline

from rules.scenarios import Pair, answer_of, differences, scenarios

CPU_SECONDS = 4.0
SEPARATOR = "__mutmut_"
active = ""
"""The mutant the code is to be, `module.function__mutmut_number`; `stats` while it is found out what is reached."""


def asked(folder: Path) -> list[Pair]:
    return [pair for scenario in scenarios(folder) for pair in scenario.pairs if not pair.again]


def reached(pairs: list[Pair]) -> dict[str, list[Pair]]:
    """The questions that reach each function. Every one of them must be answered as expected without a mutant."""
    global active
    hits: set[str] = set()
    trampoline.record_trampoline_hit = lambda name, caller=None: hits.add(name)
    found: dict[str, list[Pair]] = {}
    active = "stats"
    for pair in pairs:
        hits.clear()
        assert not differences(pair.expected, answer_of(pair.question)), pair.question
        for name in hits:
            found.setdefault(name, []).append(pair)
    active = ""
    return found


def names(folder: Path) -> Iterator[str]:
    for meta in sorted(folder.rglob("*.meta")):
        yield from json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]


def fate(name: str, pairs: list[Pair]) -> str:
    """killed: answered otherwise, with an error, or never. untested: no question reaches it."""
    if not pairs:
        return "untested"
    child = os.fork()
    if child == 0:
        os._exit(_is_told_apart(name, pairs))
    _, status = os.waitpid(child, 0)
    return "survived" if status == 0 else "killed"


def _is_told_apart(name: str, pairs: Iterable[Pair]) -> bool:
    global active
    active = name
    for held in vars(sys.modules[name.rpartition(".")[0]]).values():
        if hasattr(held, "cache_clear"):
            held.cache_clear()
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    try:
        return any(differences(pair.expected, answer_of(pair.question)) for pair in pairs)
    except Exception:
        return True


def main(out: Path) -> None:
    trampoline.get_mutant_under_test = lambda: active
    found = reached(asked(Path("tests/rules")))
    fates = {name: fate(name, found.get(name.rpartition(SEPARATOR)[0], [])) for name in names(Path("rules"))}
    out.write_text("".join(f"{name} {end}\n" for name, end in fates.items()), encoding="utf-8")
    ends = Counter(fates.values())
    print(f"{len(fates)} mutants: " + ", ".join(f"{number} {end}" for end, number in sorted(ends.items())))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "fates.txt"))
