"""Faults: each is one Danish line that says what is wrong and what to do."""

import errno
import re
from pathlib import Path

DISK_FULL = "Disken er fuld: frigør mindst 2 GB, og kør kommandoen igen (det, der er gjort, er gemt)."
NO_NETWORK = (
    "Ingen forbindelse til pakkelageret: kontrollér netværk og proxy, og kør kommandoen igen "
    "(kun den første installation behøver netværk)."
)
WRONG_HASH = "En hentet pakke har ikke den låste kontrolsum: hent den nyeste udgave af Rettidig, eller ryd pips lager."

_SYMPTOMS = (
    (DISK_FULL, ("No space left on device", "Errno 28", "ENOSPC", "Disk quota exceeded", "Check free disk space")),
    (WRONG_HASH, ("DO NOT MATCH THE HASHES", "EINTEGRITY")),
    (
        NO_NETWORK,
        (
            "NewConnectionError",
            "Failed to establish a new connection",
            "Name or service not known",
            "Temporary failure in name resolution",
            "Network is unreachable",
            "ConnectTimeoutError",
            "Read timed out",
            "ProxyError",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "No matching distribution found",
        ),
    ),
)


class Fault(Exception):
    """Something a person must do; the text is the one line that is shown."""


def symptom(output: str) -> str | None:
    """Return the line for a fault that is known by the words of a tool's output, else None."""
    for line, words in _SYMPTOMS:
        if any(word in output for word in words):
            return line
    return None


def failed(what: str, log: Path, *, since: int = 0) -> Fault:
    """Return the fault of a program that ended badly: the known cause, else its last line that tells of an error."""
    output = tail(log, since=since)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"error|fatal|panic", line, re.IGNORECASE)]
    reason = f" ({(errors or lines)[-1][:200]})" if lines else ""
    return Fault(symptom(output) or f"{what} fejlede{reason}. Hele forløbet står i {log}.")


def tail(log: Path, *, since: int = 0) -> str:
    """Return the end of a log file, at most 8 KB and nothing before the byte `since`."""
    try:
        with log.open("rb") as file:
            file.seek(max(since, log.stat().st_size - 8000))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def from_system(error: OSError) -> Fault:
    """Return the fault of an operating system error that nobody caught nearer to its cause."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault(DISK_FULL)
    where = f": {error.filename}" if error.filename else ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Fault(f"Ingen ret til at skrive eller læse{where}. Kør som den bruger, der ejer mappen.")
    return Fault(f"Systemet afviste en handling ({error.strerror}){where}.")
