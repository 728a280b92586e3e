"""The real browser: where it is, how it is started quietly, and how a page is looked at in it."""

import os
import shutil

from axe_playwright_python.base import AxeResults
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "Chromium findes ikke: sæt CHROMIUM til programmets sti."
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
SPILL = """() => {
  const scrolls = e => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const outside = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.right > innerWidth + 1 && !scrolls(e);
  }).map(e => e.outerHTML.slice(0, 90));
  const wide = document.scrollingElement.scrollWidth;
  return wide > innerWidth ? [...outside, `the page is ${wide} wide: a phone shrinks it`] : outside;
}"""
"""What stands outside the window and cannot be scrolled to in a strip of its own, and a page wider than the window."""


AXE = "axe.min.js"
"""Where the page finds axe: the bridge has it among the static files."""
LOOK = "async () => (await axe.run({resultTypes: ['violations'], preload: false})).violations"
"""Every rule of axe, without long lists of what is in order and without fetching styles for a rule that is off."""


def program() -> str | None:
    """The program named by CHROMIUM, or the one found on the PATH."""
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


def violations(page: Page) -> str:
    """What axe finds on the page as it stands; empty when nothing."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(url=f"/static/{AXE}")
    report = AxeResults({"violations": page.evaluate(LOOK)})
    return str(report.generate_report()) if report.violations_count else ""


def faults(page: Page) -> list[str]:
    """What the console complains about from now on, refused answers apart (they are part of the tests)."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            found.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def looked_at(page: Page) -> str:
    """Violations at desk and phone width; nothing may stand outside the window down to 320 px."""
    found = ""
    for size in (DESK, PHONE, NARROW):
        page.set_viewport_size(size)
        assert page.evaluate(SPILL) == []
        found += "" if size is NARROW else violations(page)
    return found
