"""Small municipalities as files, for tests of the import."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from cases.importing.faults import ImportRefused
from cases.importing.report import Report
from cases.importing.run import import_directory

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Europe/Copenhagen"))
STAFF = [
    "brugernavn;fornavn;efternavn;roller;teams;arbejdstid",
    "anne;Anne;Nyfjord;rådgiver;Jobteam Nord;man-fre 9.00-12.00",
    "bo;Bo;Ravlund;rådgiver;Jobteam Nord;man-fre 9.00-12.00",
]


def put(folder: Path, name: str, lines: Iterable[str], encoding: str = "utf-8") -> None:
    """Write one file of lines."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes("\n".join(lines).encode(encoding))


def number(serial: int) -> str:
    """A number of its own for each serial up to 40,000; born in the years 1950-1989."""
    born = date(1950, 1, 1) + timedelta(days=serial % 14000)
    return f"{born:%d%m%y}-{1 + serial // 14000:04d}"


def town(folder: Path, citizens: int = 3) -> None:
    """So many citizens on kontanthjælp with Anne, job-ready since 2026-09-01, one talk held."""
    keys = range(1, citizens + 1)
    put(folder, "raadgivere.csv", STAFF)
    put(folder, "borgere.csv", ["cpr;navn", *(f"{number(k)};Prøve Tangmose {k}" for k in keys)])
    put(
        folder,
        "sager.csv",
        ["sagsnr;cpr;team;begyndt;ansvarlig", *(f"F{k};{number(k)};Jobteam Nord;01-09-2026;anne" for k in keys)],
    )
    put(
        folder,
        "maalgrupper.csv",
        ["nøgle;sagsnr;målgruppe;fra;til", *(f"M{k};F{k};cash_job_ready;01-09-2026;" for k in keys)],
    )
    put(
        folder,
        "samtaler.csv",
        [
            "nøgle;sagsnr;art;status;dato;rådgiver;note",
            *(f"S{k};F{k};jobsamtale;afholdt;02-09-2026;anne;Talt om jobmål" for k in keys),
        ],
    )


def bring_in(folder: Path, *, dry_run: bool = False, as_of: date = AS_OF) -> Report:
    """Import the folder."""
    return import_directory(folder, as_of=as_of, now=NOW, dry_run=dry_run)


def refusal(folder: Path, *, as_of: date = AS_OF) -> list[str]:
    """The faults for which the folder is refused, as printed."""
    try:
        bring_in(folder, as_of=as_of)
    except ImportRefused as refused:
        return [str(fault) for fault in refused.faults]
    return []
