"""The folder of the Unix sockets: its path must be short, plain and closed to others.

A socket path may have 107 bytes, and PostgreSQL adds 14 of its own; the addresses of the servers are URLs, so
only plain characters. A clone that lies too deep gets a folder of its own among the temporary files.
"""

import os
import re
import tempfile
from pathlib import Path

from launcher.places import Home, is_private

LONGEST = 100
ROOM = 15
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")


def fits(folder: Path) -> bool:
    """True if sockets can lie in this folder."""
    return len(os.fsencode(folder)) + ROOM <= LONGEST and PLAIN.fullmatch(str(folder)) is not None


def folder(home: Home, *, within: Path | None = None, owner: tuple[int, int] | None = None) -> Path:
    """Return the folder of the sockets, made if need be: mode 0700, of `owner` (uid, gid) or ours."""
    wanted = (within or home.folder) / "run"
    if fits(wanted):
        wanted.mkdir(mode=0o700, exist_ok=True)
    else:
        wanted = _elsewhere(home, owner)
    if owner:
        os.chown(wanted, *owner)
    return wanted


def _elsewhere(home: Home, owner: tuple[int, int] | None) -> Path:
    """Return the folder among the temporary files: the one kept from earlier if it is still ours alone."""
    kept = home.recall("socket-folder")
    if isinstance(kept, str) and is_private(Path(kept)):
        found = Path(kept).lstat()
        if found.st_mode & 0o777 == 0o700 and found.st_uid in (os.geteuid(), (owner or (None,))[0]):
            return Path(kept)
    made = Path(tempfile.mkdtemp(prefix="rettidig-"))
    if not fits(made):
        made.rmdir()
        made = Path(tempfile.mkdtemp(prefix="rettidig-", dir="/tmp"))
    home.remember("socket-folder", str(made))
    return made
