"""`make test`, `make drill`, `make bench` and `make check`: on servers of their own, gone afterwards."""

import os
import secrets
import shlex
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from launcher import children, database, install, lock
from launcher.broker import broker
from launcher.database import cluster
from launcher.places import INSTALL_LOG, PYTHON, ROOT, VAR, Home
from launcher.processes import Supervisor
from launcher.progress import say, step

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first that is found. The one without windows of its own opens a page in a third of the processor time."""
ORDINARY = "not drill and not bench"
SETTINGS_OF_TESTS = {"DEBUG": "0", "HTTPS": "0", "PRACTICE": "0", "STATIC_MANIFEST": "0"}
"""The pages of the tests come over plain HTTP and without collected files; a developer's `.env` changes nothing."""
LONG, SHORT = "100000", "5000"
TYPED = ("launcher", "jobcenter", "rules", "staff", "offers", "companies", "cases", "oversight")


def test() -> int:
    """Run everything but drills and benches."""
    return _pytest("-m", ORDINARY)


def drill() -> int:
    """Run the long versions; DRILL_SHORT=1 asks for the short ones."""
    short = os.environ.get("DRILL_SHORT") == "1"
    return _pytest("-m", "drill", more={"DRILL_HISTORIES": SHORT if short else LONG})


def bench() -> int:
    """Run the benchmarks, one at a time, and show their figures."""
    paths = [name for name in ("tests", "benchmarks") if (ROOT / name).exists()]
    return _pytest("-m", "bench", "-n", "0", "-s", "-p", "no:randomly", *paths, packages=install.BENCH)


@dataclass(frozen=True)
class Check:
    """One check of the code: what it says is shown only when it fails."""

    title: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    unwanted: tuple[str, ...] = ()
    """Words in the output that mean failure, for a tool that ends well all the same."""

    def passes(self, env: Mapping[str, str]) -> bool:
        log = INSTALL_LOG.with_name("check.log")
        log.write_bytes(b"")
        code = children.wait(children.spawn(self.argv, env={**env, **self.env}, log=log, cwd=ROOT))
        output = log.read_text(encoding="utf-8", errors="replace")
        good = code == 0 and not any(word in output for word in self.unwanted)
        if not good:
            say(f"\n{output}", end="")
        return good


def check() -> int:
    """Run every check and the tests; say at the end which failed."""
    install.setup(install.TESTS)
    bad: list[str] = []
    with _servers() as env:
        for one in _checks():
            with step(one.title):
                if not one.passes(env):
                    bad.append(one.title)
        with step("Prøver", talks=True):
            if _run(_tests("-m", ORDINARY), env) != 0:
                bad.append("Prøver")
    say("\nAlt er i orden." if not bad else f"\nFejlede: {', '.join(bad)}.")
    return 1 if bad else 0


def _checks() -> tuple[Check, ...]:
    python = str(PYTHON)
    manage = (python, "manage.py")
    typed = [name for name in TYPED if (ROOT / name).exists()]
    sources = [
        *typed,
        *(name for name in ("conftest.py", "tests", "benchmarks", "manage.py") if (ROOT / name).exists()),
    ]
    production = {"HTTPS": "1", "STATIC_MANIFEST": "1", "ALLOWED_HOSTS": "jobcenter.example.dk"}
    return (
        Check("Format", (python, "-m", "ruff", "format", "--check", *sources)),
        Check("Regler for kode", (python, "-m", "ruff", "check", *sources)),
        Check("Typer", (python, "-m", "mypy", *typed)),
        Check("Lag og importer", (str(PYTHON.parent / "lint-imports"),)),
        Check("Skabeloner", (python, "-m", "djlint", "templates", "--lint", "--quiet")),
        Check("Tabeller", (*manage, "migrate", "--no-input", "--verbosity", "0")),
        Check("Manglende tabelændringer", (*manage, "makemigrations", "--check", "--dry-run")),
        Check("Historikkens udløsere", (*manage, "pgtrigger", "ls"), unwanted=("UNINSTALLED", "OUTDATED", "PRUNE")),
        Check("Drift", (*manage, "check", "--deploy", "--fail-level", "WARNING"), production),
    )


def _pytest(*words: str, more: Mapping[str, str] | None = None, packages: str = install.TESTS) -> int:
    install.setup(packages)
    with _servers() as env:
        return _run(_tests(*words), {**env, **(more or {})})


def _tests(*words: str) -> list[str]:
    """Return the command of the tests; PYTEST_ARGS comes last and so wins.

    Three at a time for two cores: many wait for a browser or for a process to end. Each worker gets its next test
    when it is done with one, the long ones first.
    """
    asked = shlex.split(os.environ.get("PYTEST_ARGS", ""))
    return [str(PYTHON), "-m", "pytest", "-n", "3", "--maxschedchunk", "1", "-q", *words, *asked]


def _run(argv: list[str], env: Mapping[str, str]) -> int:
    child = children.spawn(argv, env=env, cwd=ROOT, death_signal=signal.SIGINT)
    return children.wait(child, stop=signal.SIGINT, grace=15)


@contextmanager
def _servers() -> Iterator[dict[str, str]]:
    """Start what DATABASE_URL and REDIS_URL do not name; yield the environment of the tests."""
    _clear_leftovers()
    home = Home(Path(tempfile.mkdtemp(prefix="test-", dir=VAR)))
    home.create()
    env = dict(os.environ)
    with lock.held(home.folder / "lock", note="make test"):
        try:
            with Supervisor() as supervisor:
                if not env.get("DATABASE_URL"):
                    server = cluster(home, lasting=False)
                    server.start(supervisor)
                    env = {**database.own_environment(), "DATABASE_URL": server.url}
                if not env.get("REDIS_URL"):
                    queue = broker(home, lasting=False)
                    queue.start(supervisor)
                    env["REDIS_URL"] = queue.url
                yield env | SETTINGS_OF_TESTS | {"SECRET_KEY": secrets.token_urlsafe(64)} | _browser()
        finally:
            home.remove()


def _browser() -> dict[str, str]:
    """Return where Chromium is, or say why the browser tests are left out."""
    wanted = os.environ.get("CHROMIUM")
    if wanted and shutil.which(wanted):
        return {"CHROMIUM": wanted}
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        say(f"  Prøverne i browser udelades: ingen af {', '.join(BROWSERS)} findes (installér chromium).")
        return {}
    return {"CHROMIUM": found}


def _clear_leftovers() -> None:
    """Remove the folders of test runs that were killed."""
    for folder in VAR.glob("test-*"):
        if lock.is_free(folder / "lock"):
            Home(folder).remove()
