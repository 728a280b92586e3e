"""The mixed municipality on a Monday morning, open in the browser."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page

from tests.frontend.bridge import Bridge, bridged
from tests.municipality import Municipality, mixed
from tests.people import NOW


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def town(db: None) -> Municipality:
    return mixed()


@pytest.fixture
def bridge(page: Page, client: Client) -> Iterator[Bridge]:
    """The page, answered by `client`, which may sign in as anybody."""
    with bridged(page, client) as found:
        yield found
