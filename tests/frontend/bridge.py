"""A browser without a server: every request of the page is answered by Django's test client in this process.

So the page runs with the real headers (content policy) and scripts, inside the test's own transaction.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route

HOST = "http://testserver"
KEPT_BACK = {"Set-Cookie", "Cross-Origin-Opener-Policy"}  # the second is for https only, and the browser says so
PASSED_ON = ("hx-request", "hx-target", "hx-current-url", "hx-trigger", "x-csrftoken", "referer", "origin")
LEAD_ON = '<!doctype html><meta http-equiv="refresh" content="0;url={}">'
"""A page's redirect as the browser follows it here, so that its address bar is right; it works without scripts."""


class Bridge:
    """Answers the requests of one page. `cut` is a set of paths that fail as if the network were gone."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.context = copy_context()  # the handlers run in another one, and would open a connection of their own
        self.cut: set[str] = set()
        self.asked: list[tuple[str, str]] = []

    def answer(self, route: Route) -> None:
        request = route.request
        parts = urlsplit(request.url)
        if parts.path in self.cut:
            route.abort("connectionfailed")
            return
        if parts.path.startswith("/static/"):
            self._static(route, parts.path.removeprefix("/static/"))
            return
        self.asked.append((request.method, parts.path))
        headers = {name: value for name, value in request.headers.items() if name in PASSED_ON}
        answer = self.context.run(
            self.client.generic,
            request.method,
            f"{parts.path}?{parts.query}" if parts.query else parts.path,
            data=request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", "application/octet-stream"),
            headers=headers,
        )
        if answer.status_code in (301, 302, 303):
            if request.is_navigation_request():
                route.fulfill(content_type="text/html", body=LEAD_ON.format(answer.headers["Location"]))
                return
            answer = self.context.run(self.client.get, answer.headers["Location"])
        shown = {name: value for name, value in answer.headers.items() if name not in KEPT_BACK}
        route.fulfill(status=answer.status_code, headers=shown, body=answer.content)

    def _static(self, route: Route, name: str) -> None:
        found = finders.find(name)
        if not isinstance(found, str):
            route.fulfill(status=404)
            return
        kind = "image/svg+xml" if name.endswith(".svg") else mimetypes.guess_type(name)[0] or "application/octet-stream"
        route.fulfill(path=found, headers={"Content-Type": kind})


@contextmanager
def bridged(page: Page, client: Client) -> Iterator[Bridge]:
    """Connect the page with the test client."""
    bridge = Bridge(client)
    page.route("**/*", bridge.answer)
    yield bridge
    page.unroute_all(behavior="ignoreErrors")
