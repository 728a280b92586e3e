"""The Monday on which most tests are played, and one Chromium for every test in a browser.

Where there is no Chromium those are skipped, and the end of the run says why.
"""

import os
from collections.abc import Iterator

import pytest
import time_machine

from tests import chromium
from tests.frontend.bridge import WIRE
from tests.people import NOW

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser keeps an event loop in the test's thread


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    found = chromium.program()
    if not found:
        pytest.skip(chromium.MISSING)
    return browser_type_launch_args | {"executable_path": found, "args": chromium.QUIET + WIRE.to_browser}


@pytest.fixture
def monday() -> Iterator[None]:
    """The clock stands still on the Monday of `tests.people`."""
    with time_machine.travel(NOW, tick=False):
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why the tests in a browser did not run; `-q` would hide it."""
    if not chromium.program():
        terminalreporter.write_line(f"Prøverne i en browser blev sprunget over. {chromium.MISSING}")
