"""The clock of an enquiry in words and as a bar of four parts."""

from dataclasses import dataclass
from datetime import date

from companies.services.enquiries import Clock
from rules.answers.enquiry import Reckoned
from rules.vocabulary import Status
from staff.wording import short_moment

HOUR = 60
BAR = 240
"""Width of the bar."""
WAY = {True: "arbejdsdage", False: "alle dage"}


@dataclass(frozen=True, slots=True)
class Wait:
    """`words` of the clock that decides, `tone` of its badge, `due` and `beside` in words, `filled` of the bar."""

    words: str
    tone: str
    due: str
    beside: str
    filled: int
    late: bool


def wait_of(clock: Clock, today: date) -> Wait:
    decides, all_minutes = clock.decides, clock.hours * HOUR
    left = decides.minutes if decides.status is Status.PENDING else 0
    return Wait(
        words=words_of(decides),
        tone={Status.FULFILLED: "ok", Status.PENDING: "plain" if (left or 0) * 4 > all_minutes else "soon"}.get(
            decides.status, "over"
        ),
        due=f"senest {short_moment(decides.due_at, today)}",
        beside=f"{WAY[clock.beside.working_days]}: {words_of(clock.beside)}",
        filled=BAR - min(BAR, max(0, left or 0) * BAR // all_minutes),
        late=clock.late,
    )


def words_of(found: Reckoned) -> str:
    """9 t. 55 min. tilbage; 41 t. 45 min. over; kontaktet i tide; kontaktet 1 min. for sent"""
    span = spelled(found.minutes or 0)
    return {
        Status.FULFILLED: "kontaktet i tide",
        Status.FULFILLED_LATE: f"kontaktet {span} for sent",
        Status.OVERDUE: f"{span} over",
        Status.PENDING: f"{span} tilbage",
    }[found.status]


def spelled(minutes: int) -> str:
    """9 t. 55 min."""
    hours, rest = divmod(minutes, HOUR)
    parts = ([f"{hours}\u00a0t."] if hours else []) + ([f"{rest}\u00a0min."] if rest or not hours else [])
    return " ".join(parts)
