"""One Chromium for every test in a browser. Where there is none they are skipped, and the end of the run says why."""

import os

import pytest

from tests import chromium
from tests.frontend.bridge import WIRE

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser keeps an event loop in the test's thread


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    found = chromium.program()
    if not found:
        pytest.skip(chromium.MISSING)
    return browser_type_launch_args | {"executable_path": found, "args": chromium.QUIET + WIRE.to_browser}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why the tests in a browser did not run; `-q` would hide it."""
    if not chromium.program():
        terminalreporter.write_line(f"Prøverne i en browser blev sprunget over. {chromium.MISSING}")
