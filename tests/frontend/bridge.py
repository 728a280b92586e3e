"""A browser without a server of its own: Django's test client answers in this process, over real HTTP.

So the page runs with the real headers (content policy), scripts and cache of the browser, inside the test's own
transaction. The wire listens on the browser's event loop: it answers only while the test waits for the browser, and so
never beside the test.
"""

import asyncio
import mimetypes
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import h11
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page

from tests.chromium import AXE

HOST = "http://testserver"
LINE = "x-line"
"""The header that says which bridge a page of the browser speaks with."""
KEPT_BACK = {"set-cookie", "cross-origin-opener-policy"}  # the second is for https only, and the browser says so
PASSED_ON = ("hx-request", "hx-target", "hx-current-url", "hx-trigger", "x-csrftoken", "referer", "origin")
KEPT_FOR_A_DAY = ("Cache-Control", "max-age=86400")


class Answer:
    """Status, headers and content of one answer."""

    def __init__(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        length = ("Content-Length", str(len(content)))
        self.status, self.content = status, content
        self.headers = [*(header for header in headers if header[0].lower() != "content-length"), length]


def static_file(name: str) -> Answer:
    """A file as the finders know it, or axe; the browser keeps it, and what it has compiled of it."""
    if name == AXE:
        return Answer(200, [("Content-Type", "text/javascript; charset=utf-8"), KEPT_FOR_A_DAY], AXE_SCRIPT.encode())
    found = finders.find(name)
    if not isinstance(found, str):
        return Answer(404, [], b"")
    kind = "image/svg+xml" if name.endswith(".svg") else mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Answer(200, [("Content-Type", kind), KEPT_FOR_A_DAY], Path(found).read_bytes())


class Bridge:
    """Answers the requests of one page. `cut` is a set of paths that fail as if the network were gone."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.context = copy_context()  # requests are answered in another one, and would open their own connection
        self.cut: set[str] = set()
        self.asked: list[tuple[str, str]] = []

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer | None:
        """What the page is told; None where the network is gone."""
        path = urlsplit(target).path
        if path in self.cut:
            return None
        if path.startswith("/static/"):
            return static_file(path.removeprefix("/static/"))
        self.asked.append((method, path))
        answer = self.context.run(
            self.client.generic,
            method,
            target,
            data=body,
            content_type=headers.get("content-type", "application/octet-stream"),
            headers={name: value for name, value in headers.items() if name in PASSED_ON},
        )
        shown = [(name, value) for name, value in answer.headers.items() if name.lower() not in KEPT_BACK]
        return Answer(answer.status_code, shown, answer.getvalue())


class Wire:
    """The port that the browser finds behind HOST, and the bridges that speak over it."""

    def __init__(self) -> None:
        self.bridges: dict[str, Bridge] = {}
        self.listening: asyncio.Task[asyncio.Server] | None = None

    @cached_property
    def socket(self) -> socket.socket:
        return socket.create_server(("127.0.0.1", 0))

    @property
    def to_browser(self) -> list[str]:
        """How a browser is started that finds us; a proxy of the machine is not asked."""
        port = self.socket.getsockname()[1]
        return [f"--host-resolver-rules=MAP testserver:80 127.0.0.1:{port}", "--no-proxy-server"]

    def listen(self) -> None:
        """Answer while the browser's loop runs; once is enough."""
        if self.listening is None:
            serving = asyncio.start_server(self.talk, sock=self.socket)
            self.listening = asyncio.get_running_loop().create_task(serving)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """All requests of one connection."""
        line = h11.Connection(h11.SERVER)
        with suppress(ConnectionError, h11.RemoteProtocolError):
            while request := await _heard(line, reader):
                answer = self._answer(*request)
                if answer is None:
                    writer.transport.abort()
                    return
                writer.write(_said(line, answer))
                await writer.drain()
                if line.our_state is h11.MUST_CLOSE:
                    break
                line.start_next_cycle()
        writer.close()

    def _answer(self, request: h11.Request, body: bytes) -> Answer | None:
        headers = {name.decode(): value.decode() for name, value in request.headers}
        bridge = self.bridges.get(headers.get(LINE, ""))
        return bridge.answer(request.method.decode(), request.target.decode(), headers, body) if bridge else None


WIRE = Wire()


async def _heard(line: h11.Connection, reader: asyncio.StreamReader) -> tuple[h11.Request, bytes] | None:
    """The next request and its content; None where the browser has hung up."""
    request, body = None, b""
    while True:
        event = line.next_event()
        if event is h11.NEED_DATA:
            line.receive_data(await reader.read(65_536))
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage) and request:
            return request, body
        else:
            return None


def _said(line: h11.Connection, answer: Answer) -> bytes:
    parts = (
        h11.Response(status_code=answer.status, headers=answer.headers),
        h11.Data(answer.content),
        h11.EndOfMessage(),
    )
    return b"".join(line.send(part) or b"" for part in parts)


@contextmanager
def bridged(page: Page, client: Client) -> Iterator[Bridge]:
    """Connect the page, and whatever opens from it, with the test client."""
    bridge, name = Bridge(client), secrets.token_hex(8)
    WIRE.listen()
    WIRE.bridges[name] = bridge
    page.context.set_extra_http_headers({LINE: name})
    yield bridge
    del WIRE.bridges[name]
