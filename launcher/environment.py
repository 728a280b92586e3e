"""The environment that the programs get: what is set wins, then `.env`, then what this machine needs."""

import os
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from launcher.places import ROOT, Home


def given() -> dict[str, str]:
    """Return the environment with the lines of `.env` for what is not set."""
    return {**_read(ROOT / ".env"), **os.environ}


def _read(path: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            name, equals, value = line.partition("=")
            if equals and not line.lstrip().startswith("#"):
                values[name.strip().removeprefix("export ").strip()] = value.strip().strip("\"'")
    return values


def application(
    given: Mapping[str, str], home: Home, *, practice: bool, host: str, database_url: str | None, redis_url: str | None
) -> dict[str, str]:
    """Return the environment of the application's processes.

    `database_url` and `redis_url` are those of the embedded servers, None where the given ones are used.
    """
    embedded = database_url is not None
    env = {name: value for name, value in given.items() if not (embedded and name.startswith("PG"))}
    env |= {"PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "jobcenter.settings"}
    if database_url is not None:
        env["DATABASE_URL"] = database_url
    if redis_url is not None:
        env["REDIS_URL"] = redis_url
    if practice:
        env["PRACTICE"] = "1"
    defaults = {"HTTPS": "0", "DEBUG": "0", "ALLOWED_HOSTS": ",".join(_names(host))}
    for name, value in defaults.items():
        env.setdefault(name, value)
    if not env.get("SECRET_KEY"):
        env["SECRET_KEY"] = secret_key(home)
    return env


def secret_key(home: Home) -> str:
    """Return this installation's own key, made once and readable by its user alone."""
    path = home.folder / "secret_key"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        key = secrets.token_urlsafe(64)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
        return key


def _names(host: str) -> list[str]:
    """Return the names under which a browser may ask: this machine, and its addresses when it listens to all."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if host in ("0.0.0.0", "::"):
        names += [socket.gethostname(), socket.getfqdn()]
        with suppress(OSError):
            names += [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None)]
    elif host not in names:
        names.append(f"[{host}]" if ":" in host else host)
    return list(dict.fromkeys(names))
