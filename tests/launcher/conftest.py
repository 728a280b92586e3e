"""Homes of the launcher in a temporary folder, with real servers in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import signals
from launcher.places import Home


@pytest.fixture(autouse=True)
def nobody_has_called() -> None:
    """No signal of an earlier test counts."""
    signals._received.clear()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    made.create()
    yield made
    if made.folder.exists():
        made.remove()
