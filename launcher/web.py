"""The address of the pages: is the port free, and does our web server answer?"""

import errno
import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

from launcher import signals
from launcher.faults import Fault

HEALTH = "/sundhed/"


@dataclass(frozen=True)
class Address:
    """Host and port of the pages."""

    host: str
    port: int

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "Address":
        """Return HOST and PORT of the environment, by default this machine alone and 8000."""
        text = env.get("PORT") or "8000"
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
            raise Fault(f"PORT skal være et tal fra 1 til 65535, ikke {text!r}.")
        return cls(env.get("HOST") or "127.0.0.1", int(text))

    @property
    def bind(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def near(self) -> str:
        """The host to ask from this machine."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)

    @property
    def url(self) -> str:
        host = f"[{self.near}]" if ":" in self.near else self.near
        return f"http://{host}:{self.port}/"

    def require_free(self, *, patience: float) -> None:
        """Raise Fault if the port is taken, after waiting `patience` seconds for a dying server to let go."""
        deadline = time.monotonic() + patience
        while (error := self._try()) is not None:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise self._fault(error)
            signals.pause(0.1)

    def _try(self) -> OSError | None:
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            with socket.socket(found[0][0], socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(found[0][4])
                probe.listen(1)
        except OSError as error:
            return error
        return None

    def _fault(self, error: OSError) -> Fault:
        if error.errno == errno.EADDRINUSE:
            return Fault(
                f"Port {self.port} er optaget af et andet program: vælg en anden, for eksempel "
                f"make demo PORT={self.port + 1 if self.port < 65535 else 8000}."
            )
        if error.errno in (errno.EACCES, errno.EPERM):
            return Fault(f"Port {self.port} må du ikke bruge: vælg en over 1023, for eksempel make demo PORT=8000.")
        return Fault(f"HOST={self.host} findes ikke på denne maskine: brug 127.0.0.1 eller 0.0.0.0.")

    def answers(self, env: Mapping[str, str]) -> bool:
        """True if the health page says ok; an accepting port is not enough, workers may still fail to load."""
        allowed = env.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
        connection = http.client.HTTPConnection(self.near, self.port, timeout=5)
        try:
            headers = {"Host": allowed if allowed not in ("", "*") else "localhost", "X-Forwarded-Proto": "https"}
            connection.request("GET", HEALTH, headers=headers)
            answer = connection.getresponse()
            return answer.status == 200 and answer.read(10).strip() == b"ok"
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
