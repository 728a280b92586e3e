"""W-01 to W-40: every worked example of the documents stands as a file that proves the rules it is about."""

from pathlib import Path

import pytest

from rules.scenarios import scenarios

SIX = ("BRO18-10", "BRO18-12", "BRO18-15", "BRO18-17", "BRO18-18", "BRO18-20")
SICK = ("REB23-58", "REB23-59", "REB23-60")
EXAMPLES: dict[int, tuple[str, ...]] = {
    1: SICK, 2: SICK, 3: SICK, 4: ("RUD21-07",),
    5: ("BRO18-02", *SIX, "BRO18-26", "RUD21-22"), 6: ("BRO18-02", *SIX), 7: ("BRO18-02", "BRO18-10", "BRO18-30"),
    8: ("BRO18-02", "BRO18-05", "BRO18-30"), 9: ("BRO18-10",), 10: ("BRO18-02", "BRO18-10"), 11: ("BRO18-09",),
    12: ("BRO18-22",), 13: ("BRO18-01", "RUD21-19"), 14: ("BRO18-08",), 15: ("REBGEN-18", "REBGEN-19"),
    16: ("REB23-47",), 17: ("REB23-47",), 18: ("REB23-48",), 19: ("REB23-47", "REB23-48"), 20: ("BRO18-02", *SICK),
    21: ("REB23-49",), 22: ("REB23-51", "REB23-52"), 23: ("REB23-53",), 24: ("REB23-03", "REB23-16"),
    25: ("REB23-24", "REB23-25"), 26: tuple(f"REB23-{number}" for number in range(31, 40)),
    27: ("REB23-22", "REB23-33"), 28: ("REB23-28", "REB23-29", "REB23-30"), 29: ("REB23-27",), 30: ("REB23-26",),
    31: ("REB23-21", "REB23-23", "REB23-33", "REB23-36"), 32: ("REB23-54",),
    33: ("REB23-42", "REB23-43", "REB23-44", "REB23-61"), 34: ("RUD21-32", "RUD21-33"), 35: ("HED21-20",),
    36: ("HED21-42",), 37: ("HED21-57",), 38: ("REBGEN-52", "RUD21-12"), 39: ("REB23-15",),
    40: ("REBGEN-02", "REBGEN-05", "REBGEN-15", "REBGEN-16", "REBGEN-31", "REBGEN-37"),
}  # fmt: skip
FILES = scenarios(Path(__file__).parent)


def test_the_forty_are_there() -> None:
    assert list(EXAMPLES) == list(range(1, 41))


@pytest.mark.parametrize("number", EXAMPLES, ids=lambda number: f"W-{number:02}")
def test_it_stands_as_a_file(number: int) -> None:
    name = f"W-{number:02}"
    proven = {rule for file in FILES if file.path.stem.startswith(name) for rule in file.rules()}
    assert set(EXAMPLES[number]) - proven == set()


def test_every_file_says_what_it_is_about() -> None:
    assert [file.path.name for file in FILES if not file.about.strip()] == []
    assert [
        file.path.name for file in FILES if file.path.stem[:2] == "W-" and file.path.stem[:4] not in file.about
    ] == []
