"""`make test`, `make drill`, `make bench` and `make check`: on servers of their own, gone afterwards."""

import os
import secrets
import shlex
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launcher import children, database, install, lock
from launcher.broker import broker
from launcher.database import cluster
from launcher.places import PYTHON, ROOT, VAR, Home
from launcher.processes import Supervisor
from launcher.progress import say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ORDINARY = "not drill and not bench"
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
    return _pytest("-m", "bench", "-n", "0", "-s", *paths)


def check() -> int:
    """Run every check and the tests; say at the end which failed."""
    install.setup(dev=True)
    bad: list[str] = []
    with _servers() as env:
        for title, argv, more in _checks():
            with step(title, talks=True):
                if _run(argv, {**env, **more}) != 0:
                    bad.append(title)
        with step("Prøver", talks=True):
            if _run(_tests("-m", ORDINARY), env) != 0:
                bad.append("Prøver")
    say("\nAlt er i orden." if not bad else f"\nFejlede: {', '.join(bad)}.")
    return 1 if bad else 0


def _checks() -> Iterator[tuple[str, list[str], Mapping[str, str]]]:
    """Yield title, command and additional environment of each check."""
    python = str(PYTHON)
    sources = [name for name in (*TYPED, "tests", "benchmarks", "manage.py") if (ROOT / name).exists()]
    typed = [name for name in TYPED if (ROOT / name).exists()]
    yield "Format", [python, "-m", "ruff", "format", "--check", *sources], {}
    yield "Regler for kode", [python, "-m", "ruff", "check", *sources], {}
    yield "Typer", [python, "-m", "mypy", *typed], {}
    yield "Lag og importer", [str(PYTHON.parent / "lint-imports")], {}
    yield "Skabeloner", [python, "-m", "djlint", "templates", "--lint", "--quiet"], {}
    yield "Tabeller", [python, "manage.py", "migrate", "--no-input", "--verbosity", "0"], {}
    yield "Manglende tabelændringer", [python, "manage.py", "makemigrations", "--check", "--dry-run"], {}
    yield "Historikkens udløsere", [python, "manage.py", "pgtrigger", "ls"], {}
    deploy = [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    yield "Drift", deploy, {"DEBUG": "0", "HTTPS": "1", "PRACTICE": "0", "ALLOWED_HOSTS": "jobcenter.example.dk"}


def _pytest(*words: str, more: Mapping[str, str] | None = None) -> int:
    install.setup(dev=True)
    with _servers() as env:
        return _run(_tests(*words), {**env, **(more or {})})


def _tests(*words: str) -> list[str]:
    """Return the command of the tests; PYTEST_ARGS comes last and so wins."""
    asked = shlex.split(os.environ.get("PYTEST_ARGS", ""))
    return [str(PYTHON), "-m", "pytest", "-n", "2", "-q", *words, *asked]


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
                env.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
                yield env | _browser()
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
