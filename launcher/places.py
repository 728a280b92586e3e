"""Where things lie: the clone, its environment, and one folder of data for each installation."""

import json
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from launcher.faults import Fault

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
INSTALL_LOG = VAR / "log" / "install.log"


@dataclass(frozen=True)
class Home:
    """The data of one installation: the demo, the empty installation and each test run have their own."""

    folder: Path

    @property
    def logs(self) -> Path:
        return self.folder / "log"

    @property
    def broker(self) -> Path:
        return self.folder / "broker"

    @property
    def database(self) -> Path:
        return self.folder / "database"

    def create(self) -> None:
        """Create the folders (others may pass through, not look); refuse those of another user."""
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        owner = self.folder.stat().st_uid
        if owner != os.geteuid():
            raise Fault(f"{self.folder} tilhører en anden bruger (nummer {owner}): kør kommandoen som den bruger.")
        for folder in (self.logs, self.broker):
            folder.mkdir(mode=0o700, exist_ok=True)

    def log(self, name: str) -> Path:
        """Return the log file of one program; a large one is set aside once."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > 5_000_000:
            path.replace(path.with_suffix(".log.1"))
        return path

    def remember(self, name: str, value: object) -> None:
        """Keep a small fact of this machine beside the data."""
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(value), encoding="utf-8")

    def recall(self, name: str) -> object:
        """Return what was kept, or None."""
        try:
            value: object = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return value

    def remove(self) -> None:
        """Delete the installation with everything that had to lie outside its folder."""
        for name in ("socket-folder", "database-place"):
            kept = self.recall(name)
            if isinstance(kept, str) and is_private(Path(kept)):
                shutil.rmtree(kept)
        shutil.rmtree(self.folder, ignore_errors=False)


def is_private(folder: Path) -> bool:
    """True for a real folder (no link) that nobody else can write to and that bears our name."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    mine = folder.name.startswith("rettidig-") and stat.S_ISDIR(found.st_mode)
    return mine and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
