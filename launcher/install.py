"""Installing: the Python environment from locked, hashed lists, and the design system by npm.

A stamp beside each says what was installed, so the next start skips it. The environment variables of pip and npm
are passed on as they are (proxies, certificates, mirrors).
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launcher import children
from launcher.faults import DISK_FULL, Fault
from launcher.places import INSTALL_LOG, PYTHON, ROOT, VAR, VENV
from launcher.progress import step

STAMP = ".rettidig"
RUN, TESTS, BENCH = LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
"""The locked lists of packages. Each holds all of the ones before it, in the same versions."""
NEEDED_BYTES = 1_500_000_000
NODE_VENV = VAR / "node"


def setup(packages: str = RUN) -> None:
    """Install what is missing of one of the LISTS, and the design system."""
    VAR.mkdir(mode=0o711, exist_ok=True)
    INSTALL_LOG.parent.mkdir(mode=0o700, exist_ok=True)
    _python_environment(packages)
    _design_system()


def stamp_of(*files: Path) -> str:
    """Return what a stamp must hold for these lock files: their contents, the Python and the place."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return f"{digest.hexdigest()} {sys.version_info.major}.{sys.version_info.minor} {ROOT}"


def is_stamped(folder: Path, stamp: str) -> bool:
    """True if the folder was completed with this stamp."""
    try:
        return stamp in (folder / STAMP).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False


def write_stamp(folder: Path, *stamps: str) -> None:
    """Say that the folder is complete."""
    (folder / STAMP).write_text("\n".join(stamps) + "\n", encoding="utf-8")


def _python_environment(packages: str) -> None:
    requirements = ROOT / packages
    wanted = stamp_of(requirements)
    if is_stamped(VENV, wanted) and PYTHON.exists():
        return
    if not _works(PYTHON):
        _enough_space()
        with step("Laver Python-miljøet .venv"):
            _create_venv(VENV)
    with step(f"Installerer pakkerne i {packages} (første gang et par minutter)"):
        _pip(PYTHON, requirements)
    write_stamp(VENV, *(stamp_of(ROOT / name) for name in LISTS[: LISTS.index(packages) + 1]))


def _works(python: Path) -> bool:
    """True if the environment runs, on this Python and at this place (a moved clone has a broken one)."""
    probe = "import pip, sys; print(sys.prefix, '%d.%d' % sys.version_info[:2])"
    try:
        found = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return False
    return found == [str(VENV), f"{sys.version_info.major}.{sys.version_info.minor}"]


def _create_venv(folder: Path) -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise Fault(
            f"Python mangler modulet {missing[0]}: installér det (Debian og Ubuntu: apt install python3-venv), "
            "og kør kommandoen igen."
        )
    try:
        children.run(
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            what="Python-miljøet",
            env=os.environ,
            log=INSTALL_LOG,
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _pip(python: Path, requirements: Path) -> None:
    children.run(
        [str(python), "-m", "pip", "install", "--no-input", "--require-hashes", "-r", str(requirements)],
        what="Installationen af Python-pakkerne",
        env=os.environ,
        log=INSTALL_LOG,
        cwd=ROOT,
    )


def _enough_space() -> None:
    if shutil.disk_usage(ROOT).free < NEEDED_BYTES:
        raise Fault(DISK_FULL)


def _design_system() -> None:
    modules = ROOT / "node_modules"
    wanted = stamp_of(ROOT / "package.json", ROOT / "package-lock.json")
    if is_stamped(modules, wanted):
        return
    npm, env = _npm()
    with step("Henter designsystemet (npm ci)"):
        children.run(
            [npm, "ci", "--ignore-scripts"], what="Hentningen af designsystemet", env=env, log=INSTALL_LOG, cwd=ROOT
        )
    write_stamp(modules, wanted)


def _npm() -> tuple[str, dict[str, str]]:
    """Return npm and its environment: the system's, else Node from a wheel in a folder of its own."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return npm, dict(os.environ)
    requirements = ROOT / "requirements-node.txt"
    wanted = stamp_of(requirements)
    programs = NODE_VENV / "bin"
    if not is_stamped(NODE_VENV, wanted):
        with step("Henter Node (findes ikke på maskinen)"):
            _create_venv(NODE_VENV)
            _pip(programs / "python", requirements)
        write_stamp(NODE_VENV, wanted)
    return str(programs / "npm"), {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
