"""`make demo` and `make run`: from an empty machine to a page that answers, then watch until told to stop."""

import hashlib
import os
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launcher import children, environment, install, lock
from launcher.broker import broker
from launcher.database import cluster
from launcher.faults import Fault
from launcher.places import PYTHON, ROOT, VAR, Home
from launcher.processes import Service, Supervisor
from launcher.progress import say, seconds, step
from launcher.web import Address

DEMO = Home(VAR / "demo")
INSTALLATION = Home(VAR / "installation")
UNUSED_FILES = ("dkfds-borgerdk*", "dkfds-virkdk*", "dkfds.css", "*.otf", "*-[!R]*.ttf", "*-[!R]*.eot")
"""Of the design system: other themes, and fonts for old browsers that its stylesheet does not name."""


@dataclass(frozen=True)
class Start:
    """What distinguishes the demo from an empty installation."""

    home: Home
    practice: bool
    title: str
    fill: tuple[str, ...]
    """The command that fills an empty database."""
    footing: tuple[str, ...] = ()
    """A command whose lines end the start (the log-ins of the demo)."""


DEMO_START = Start(
    home=DEMO,
    practice=True,
    title="Indlæser øvelseskommunen",
    fill=("load_demo", "--directory", str(DEMO.folder / "files")),
    footing=("demo_logins",),
)
EMPTY_START = Start(home=INSTALLATION, practice=False, title="Gør installationen klar", fill=("first_install",))


def serve(start: Start) -> None:
    """Start everything and stay; ends by Stopped (a signal) or Fault."""
    began = time.monotonic()
    given = environment.given()
    address = Address.read(given)
    start.home.create()
    with lock.held(start.home.folder / "lock", note=address.url) as killed:
        address.require_free(patience=5 if killed else 0)
        install.setup()
        with Supervisor() as supervisor:
            application = _servers(supervisor, start, given, address)
            application.prepare()
            application.start(supervisor, address)
            say(f"\nRettidig kører på {address.url} efter {seconds(time.monotonic() - began)}. Stop med Ctrl+C.")
            application.farewell()
            _warn_if_open(application.env, address)
            supervisor.watch()


def reset() -> None:
    """Delete the demo's data; refused while it runs."""
    if not DEMO.folder.exists():
        say("Der er ingen øvelsesdata. Start med make demo.")
        return
    if environment.given().get("DATABASE_URL"):
        raise Fault("DATABASE_URL er sat: den database er ikke øvelsens egen og slettes ikke herfra.")
    DEMO.create()
    with lock.held(DEMO.folder / "lock", note="make demo-reset"), step("Sletter øvelsesdata"):
        DEMO.remove()
    say("Næste make demo begynder forfra.")


def _servers(supervisor: Supervisor, start: Start, given: Mapping[str, str], address: Address) -> "Application":
    database_url = redis_url = None
    if not given.get("DATABASE_URL"):
        database = cluster(start.home)
        database.start(supervisor)
        database_url = database.url
    if not given.get("REDIS_URL"):
        queue = broker(start.home)
        queue.start(supervisor)
        redis_url = queue.url
    env = environment.application(
        given,
        start.home,
        practice=start.practice,
        host=address.host,
        database_url=database_url,
        redis_url=redis_url,
    )
    return Application(start, env)


@dataclass(frozen=True)
class Application:
    """The Django side of a start."""

    start_with: Start
    env: dict[str, str] = field(repr=False)

    @property
    def home(self) -> Home:
        return self.start_with.home

    def prepare(self) -> None:
        """Bring tables, data, dates and static files up to date."""
        with step("Bringer tabellerne ajour"):
            self._manage("migrate", "--no-input", what="Ajourføringen af tabellerne")
        with step(self.start_with.title, talks=True):
            self._manage(*self.start_with.fill, what=self.start_with.title, talks=True)
        self._sweep()
        self._collect_static()

    def start(self, supervisor: Supervisor, address: Address) -> None:
        """Start worker, beat and web, and wait for the first answer."""
        with step("Starter jobs og sider"):
            for service in (self._worker(), self._beat(), self._web(address)):
                supervisor.start(service)
            supervisor.await_ready("Siden", lambda: address.answers(self.env), within=90)

    def farewell(self) -> None:
        """Print what a person needs to begin."""
        if self.start_with.footing:
            self._manage(*self.start_with.footing, what="Listen over log-ind", talks=True)

    def _manage(self, *words: str, what: str, talks: bool = False) -> None:
        children.run(
            [str(PYTHON), "manage.py", *words],
            what=what,
            env=self.env,
            log=self.home.log(words[0]),
            talks=talks,
            cwd=ROOT,
        )

    def _sweep(self) -> None:
        """Compute the dates. A sweep that ends with errors is told, here and on every page, and stops nobody."""
        try:
            with step("Beregner frister", talks=True):
                self._manage("sweep", what="Fristberegningen", talks=True)
        except Fault as fault:
            say(f"  Bemærk: {fault}")

    def _collect_static(self) -> None:
        stamp = _static_stamp()
        collected = ROOT / self.env.get("STATIC_ROOT", "var/static")
        if not install.is_stamped(collected, stamp):
            with step("Samler stilark og skrifter"):
                unused = [word for name in UNUSED_FILES for word in ("--ignore", name)]
                self._manage("collectstatic", "--no-input", *unused, what="Samlingen af stilark")
            install.write_stamp(collected, stamp)

    def _worker(self) -> Service:
        """The worker. Its cold shutdown hangs when the broker dies with it, so a killed launcher kills it outright:
        its children follow, and the broker hands an unfinished task out again."""
        words = ("worker", "--concurrency", "2", "--loglevel", "INFO", "--without-mingle", "--without-gossip")
        return self._service(
            "Jobafvikleren", "worker", "celery", "-A", "jobcenter", *words,
            death=signal.SIGKILL, last_word=signal.SIGQUIT,
        )  # fmt: skip

    def _beat(self) -> Service:
        schedule = str(self.home.folder / "beat-schedule")
        words = ("beat", "--schedule", schedule, "--pidfile", "", "--loglevel", "INFO")
        return self._service("Tidsplanen", "beat", "celery", "-A", "jobcenter", *words)

    def _web(self, address: Address) -> Service:
        options = ("--bind", address.bind, "--workers", "2", "--threads", "4", "--timeout", "120")
        quiet = ("--graceful-timeout", "5", "--no-control-socket", "--error-logfile", "-")
        return self._service(
            "Webserveren", "web", "gunicorn", "jobcenter.wsgi:application", *options, *quiet,
            death=signal.SIGQUIT, more={"BROKER_SOCKET_TIMEOUT": "0.4"},
        )  # fmt: skip

    def _service(
        self,
        name: str,
        log: str,
        *module: str,
        death: signal.Signals = signal.SIGTERM,
        last_word: signal.Signals | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Service:
        return Service(
            name=name,
            argv=(str(PYTHON), "-m", *module),
            log=self.home.log(log),
            env={**self.env, **(more or {})},
            cwd=ROOT,
            death=death,
            last_word=last_word,
        )


def _static_stamp() -> str:
    """Return a stamp of everything that static files are made of."""
    digest = hashlib.sha256()
    for folder, _, names in sorted(os.walk(ROOT / "static")):
        for name in sorted(names):
            digest.update((path := Path(folder, name)).as_posix().encode() + path.read_bytes())
    listed = ("package-lock.json", "requirements.txt", "jobcenter/settings.py")
    sources = [ROOT / name for name in listed if (ROOT / name).exists()]
    return f"{digest.hexdigest()[:20]} {install.stamp_of(*sources)}"


def _warn_if_open(env: Mapping[str, str], address: Address) -> None:
    if env["HTTPS"] == "0" and address.host not in ("127.0.0.1", "::1", "localhost"):
        say("Bemærk: siderne sendes uden kryptering på netværket. Sæt HTTPS=1 bag en proxy med certifikat.")
