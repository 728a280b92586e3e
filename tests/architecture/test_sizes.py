"""The size rules of the house: small modules, functions and templates, and a list of exceptions that only shrinks."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE, TEST_FILE, FUNCTION, TEMPLATE = 400, 600, 40, 120
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}

# Places that break a rule for a reason. The list may only get shorter.
EXCEPTIONS: dict[str, str] = {}
EXCEPTIONS_ALLOWED = 0


def tracked(suffix: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", f"*{suffix}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def modules() -> list[Path]:
    return [path for path in tracked(".py") if "migrations" not in path.parts]


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_list_of_exceptions_does_not_grow() -> None:
    assert len(EXCEPTIONS) <= EXCEPTIONS_ALLOWED


def test_modules_are_small() -> None:
    limit = {path: TEST_FILE if "tests" in path.parts else MODULE for path in modules()}
    assert {name(p): lines(p) for p, most in limit.items() if lines(p) > most and name(p) not in EXCEPTIONS} == {}


def test_functions_are_small() -> None:
    long = {}
    for path in modules():
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                size = node.end_lineno - node.lineno + 1
                where = f"{name(path)}:{node.name}"
                if size > FUNCTION and where not in EXCEPTIONS:
                    long[where] = size
    assert long == {}


def test_templates_are_small() -> None:
    assert {name(p): lines(p) for p in tracked(".html") if lines(p) > TEMPLATE and name(p) not in EXCEPTIONS} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name(path) for path in modules() if path.stem in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("word", ["Django", "django"])
def test_rules_do_not_know_the_framework(word: str) -> None:
    allowed = {"rules/apps.py"}
    knows = [
        name(path)
        for path in modules()
        if path.parts[len(ROOT.parts)] == "rules"
        and "management" not in path.parts
        and f"from {word}" in path.read_text(encoding="utf-8")
    ]
    assert [path for path in knows if path not in allowed] == []
