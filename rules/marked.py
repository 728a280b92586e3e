"""Python tests that say which rule they prove, read from their source: `@pytest.mark.proves("BRO18-10")`, or the same
mark on one of their parameters."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MARK = "pytest.mark.proves"
Test = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Marked(NamedTuple):
    """A test and a rule that it says it proves."""

    rule: str
    path: Path
    test: str


def marked(folder: Path) -> Iterator[Marked]:
    """Every mark under a folder. A test file that does not parse raises SyntaxError."""
    for path in sorted(folder.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if MARK in text:
            yield from _of(ast.parse(text), path)


def _of(tree: ast.AST, path: Path) -> Iterator[Marked]:
    for node in ast.walk(tree):
        if isinstance(node, Test):
            calls = (call for mark in node.decorator_list for call in ast.walk(mark) if isinstance(call, ast.Call))
            for call in calls:
                if ast.unparse(call.func) == MARK:
                    yield from (Marked(str(ast.literal_eval(rule)), path, node.name) for rule in call.args)
