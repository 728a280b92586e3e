"""`today` is an argument: only views, tasks, commands and the frame of the page read the clock."""

import ast
from pathlib import Path

from tests.architecture.test_sizes import ROOT, modules, name

CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("timezone", "now"), ("timezone", "localdate")}
READERS = ("views", "tasks", "management")
FRAME = {
    "jobcenter/shell.py": "the footer compares the last sweep with now",
    "cases/apps.py": "rules come in from files after every migrate",
    "staff/sessions.py": "ten hours since sign-in",
    "staff/services/users.py": "which sessions are alive",
}


def reads_clock(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            base = node.func.value
            if isinstance(base, ast.Name) and (base.id, node.func.attr) in CLOCKS:
                return True
    return False


def test_only_the_outer_rooms_read_the_clock() -> None:
    apps = {"rules", "staff", "offers", "companies", "cases", "oversight", "jobcenter"}
    readers = [
        name(path)
        for path in modules()
        if path.relative_to(ROOT).parts[0] in apps
        and not any(room in path.with_suffix("").parts for room in READERS)
        and reads_clock(path)
    ]
    assert sorted(set(readers) - set(FRAME)) == []
