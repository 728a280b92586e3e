"""Reading one cell: text in, value out, or WrongCell with a Danish reason."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.utils import timezone

from cases import cpr
from cases.importing.faults import WrongCell

Value = str | int | bool | date | datetime | time | Decimal | tuple[str, ...] | None
Reader = Callable[[str], Value]

YES, NO = frozenset({"ja", "j", "1", "true", "x", "sand"}), frozenset({"nej", "n", "0", "false", "falsk"})
DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{2})", re.ASCII),
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?", re.ASCII)
EARLIEST, LATEST = 1900, 2100
LIST_SIGN = "|"


def text(longest: int) -> Reader:
    """Text of at most `longest` characters, composed (NFC), without control characters and CPR numbers."""

    def read(cell: str) -> Value:
        composed = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
        if len(composed) > longest:
            raise WrongCell(f"teksten er længere end {longest} tegn")
        if not composed.isprintable() and CONTROL.search(composed):
            raise WrongCell("teksten indeholder styretegn")
        if cpr.stands_in(composed):
            raise WrongCell("teksten indeholder et CPR-nummer; det må kun stå i kolonnen cpr")
        return composed

    return read


@lru_cache(maxsize=4096)
def day(cell: str) -> date:
    """A date: 2026-11-23, 23-11-2026, 23.11.2026, 23/11/2026 or 23-11-26."""
    for shape in DATES:
        found = shape.fullmatch(cell)
        if found:
            break
    else:
        raise WrongCell("datoen skal skrives som 23-11-2026 eller 2026-11-23")
    year = int(found["y"])
    if len(found["y"]) == 2:
        year += 2000
    try:
        read = date(year, int(found["m"]), int(found["d"]))
    except ValueError:
        raise WrongCell("datoen findes ikke i kalenderen") from None
    if not EARLIEST <= year <= LATEST:
        raise WrongCell(f"årstallet skal ligge mellem {EARLIEST} og {LATEST}")
    return read


def clock(cell: str) -> time:
    """A time of day: 8.30 or 08:30."""
    found = CLOCK.fullmatch(cell)
    if not found:
        raise WrongCell("klokkeslættet skal skrives som 8.30 eller 08:30")
    try:
        return time(int(found[1]), int(found[2]))
    except ValueError:
        raise WrongCell("klokkeslættet findes ikke") from None


def moment(cell: str) -> datetime:
    """A date with or without a time of day, Danish time; without one it is noon."""
    parts = cell.replace("T", " ").split()
    if len(parts) not in (1, 2):
        raise WrongCell("tidspunktet skal skrives som 23-11-2026 eller 23-11-2026 08:30")
    return at(day(parts[0]), clock(parts[1]) if len(parts) == 2 else time(12))


def at(on: date, hour: time) -> datetime:
    """A moment of Danish time."""
    return timezone.make_aware(datetime.combine(on, hour))


def whole(least: int, most: int) -> Reader:
    """A whole number from `least` to `most`."""

    def read(cell: str) -> Value:
        if not re.fullmatch(r"[0-9]{1,9}", cell) or not least <= int(cell) <= most:
            raise WrongCell(f"skal være et helt tal fra {least} til {most}")
        return int(cell)

    return read


def hours(cell: str) -> Decimal:
    """Hours a week with at most one decimal, comma or point."""
    try:
        number = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        raise WrongCell("timetallet skal være et tal") from None
    if not number.is_finite() or not 0 <= number <= 168 or number != round(number, 1):
        raise WrongCell("timetallet skal ligge mellem 0 og 168 med højst én decimal")
    return number.quantize(Decimal("0.1"))


def yes_no(cell: str) -> bool:
    """ja/nej, 1/0, x."""
    folded = cell.casefold()
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise WrongCell("skal være ja eller nej")


def word(accepted: Mapping[str, str], documented: str) -> Reader:
    """One of the closed words. `documented` says in the reason where they stand."""

    def read(cell: str) -> Value:
        found = accepted.get(folded(cell))
        if found is None:
            raise WrongCell(f"ordet kendes ikke; tilladt er {documented}")
        return found

    return read


def words(accepted: Mapping[str, str], documented: str) -> Reader:
    """Several closed words with | between them, sorted."""
    single = word(accepted, documented)

    def read(cell: str) -> Value:
        return tuple(sorted({str(single(part)) for part in pieces(cell)}))

    return read


def pieces(cell: str) -> list[str]:
    """The parts of a cell with | between them."""
    return [part.strip() for part in cell.split(LIST_SIGN) if part.strip()]


@lru_cache(maxsize=1024)
def folded(word_: str) -> str:
    """A word as compared: small letters, single spaces, composed; a hyphen counts as a space."""
    return " ".join(unicodedata.normalize("NFC", word_).casefold().replace("-", " ").split())
