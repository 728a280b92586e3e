"""A walk through screens with axe at desk and phone width; everything that is wrong is told at once."""

from django.test import Client
from playwright.sync_api import Locator, Page

from tests.chromium import DESK, NARROW, PHONE, SPILL, faults, violations
from tests.frontend.bridge import HOST


class Walk:
    """Opens screens and keeps what is wrong with them."""

    def __init__(self, page: Page, client: Client) -> None:
        self.page, self.client = page, client
        self.wrong: dict[str, str] = {}
        self.complaints = faults(page)
        self.screens = 0

    def look(self, name: str) -> None:
        """Look at the page as it stands, at desk width."""
        self.screens += 1
        for size in (DESK, PHONE):
            if size is not DESK:
                self.page.set_viewport_size(size)
            said = violations(self.page) + "\n".join(self.page.evaluate(SPILL))
            if said:
                self.wrong[f"{name}, {size['width']} px"] = said
        self.page.set_viewport_size(NARROW)
        if said := "\n".join(self.page.evaluate(SPILL)):
            self.wrong[f"{name}, {NARROW['width']} px"] = said
        self.page.set_viewport_size(DESK)

    def open(self, name: str, url: str, *, status: int = 200) -> None:
        """Open the address and look; another answer than expected is no screen."""
        answer = self.page.goto(HOST + url)
        assert answer is not None and answer.status == status, f"{name}: {answer and answer.status}"
        self.page.locator("main").wait_for()
        self.look(name)

    def press(self, button: str, name: str) -> None:
        """Send the form with this button and look at what comes."""
        self.send(self.page.locator("main").get_by_role("button", name=button, exact=True).first)
        self.look(name)

    def faults(self) -> str:
        """All that is wrong, in words; empty when nothing. Raises AssertionError where no screen was looked at."""
        assert self.screens > 0, "nothing was looked at"
        return "\n\n".join([f"{name}\n{words}" for name, words in self.wrong.items()] + self.complaints)

    def send(self, button: Locator) -> None:
        with self.page.expect_navigation():
            button.click()
        self.page.locator("main").wait_for()
