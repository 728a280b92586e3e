"""From the records of a case to its track: which weeks are shown, and what lies in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.dossier import Dossier, Entry
from cases.duties import Duty, activity_name
from cases.models import Activity
from cases.services.upcoming import DOUBT
from cases.track import Drawing, Point, Span, Talk, Window, draw
from rules.labels import PAUSE_REASONS
from rules.vocabulary import ActivityFamily, ActivityType, Family, PauseReason
from staff import wording

WEEKS, MOST_WEEKS = 26, 40
WEEKS_BACK = 18
BOXES = 6
STATES = {"overdue": "over", "fulfilled": "ok", "fulfilled_late": "late", "paused": "susp", "exempt": "susp"}
GONE = frozenset({"superseded", "missed"})


@dataclass(frozen=True)
class Box:
    """One of the boxes of the phone, without a number where conversations are not counted. `css`: ok, ov or nx."""

    number: int | None
    css: str
    icon: str
    words: str
    day: date | None


@dataclass(frozen=True)
class CourseTrack:
    """The card: title, what the weeks count, the drawing and the boxes of the phone."""

    title: str
    legend: str
    drawing: Drawing
    boxes: tuple[Box, ...]


def course_track(dossier: Dossier, lines: Sequence[Duty], today: date) -> CourseTrack | None:
    """The track as seen on `today`; None when the case has no target group to count from."""
    period = dossier.group_on(today) or (dossier.groups[-1] if dossier.groups else None)
    if period is None:
        return None
    start, counted_as = _start(dossier, period)
    talks = [*_talks(lines), *_other_talks(dossier, lines)]
    window = _window(start, [talk.due_on for talk in talks], today)
    drawing = draw(
        window=window,
        talks=talks,
        spans=list(_spans(dossier, lines)),
        points=list(_points(lines)),
        pauses=[
            (entry.on, entry.until, _pause_label(entry.code, entry.on, entry.until))
            for entry in dossier.valid("pause")
            if entry.on
        ],
        today=today,
    )
    legend = f"{counted_as} · streg = frist · hak = afholdt · grå = pause"
    title = "De første 6 måneder" if window.counted else "Forløbet nu"
    if not window.counted:
        legend = "Streg = frist · hak = afholdt · grå = pause"
    return CourseTrack(title, legend, drawing, tuple(_boxes(talks)))


def _start(dossier: Dossier, period: Entry) -> tuple[date, str]:
    """The day the weeks count from, and what they are called."""
    if period.first_unemployed_on:
        return period.first_unemployed_on, "Ledighedsuger"
    if period.first_absence_on:
        return period.first_absence_on, "Uger siden første fraværsdag"
    return min(dossier.case.course_start, period.on or dossier.case.course_start), "Uger siden forløbets start"


def _window(start: date, dues: Iterable[date | None], today: date) -> Window:
    """The first 26 weeks, longer when pauses moved the conversations; later in the course the weeks around today."""
    last = max((due for due in dues if due), default=start)
    weeks = max(WEEKS, min(-(-((last - start).days + 7) // 7), MOST_WEEKS))
    first = Window(start=start, weeks=weeks, counted=True)
    if today < first.end:
        return first
    monday = today - timedelta(days=today.weekday())
    return Window(start=monday - timedelta(weeks=WEEKS_BACK), weeks=WEEKS, counted=False)


def _talks(lines: Sequence[Duty]) -> Iterable[Talk]:
    """The numbered conversations; where number and interval differ, the number's own line."""
    seen: set[int] = set()
    for line in sorted(lines, key=lambda line: line.number or 0):
        number = line.number
        if number is None or number in seen or line.code in GONE:
            continue
        seen.add(number)
        booking = line.appointment.booking if line.appointment else None
        state = STATES.get(line.code, "next")
        if booking and state == "next":
            state = "booked"
        yield Talk(
            number=number,
            state=state,
            due_on=line.standing.due_on or line.standing.provisional_due,
            done_on=None if line.is_open else line.row.met_on,
            booked_on=booking.on_date if booking else None,
            doubt=_doubt(line),
        )


def _other_talks(dossier: Dossier, lines: Sequence[Duty]) -> Iterable[Talk]:
    """Conversations outside the numbered series, and deadlines of conversations that have no number."""
    numbered = {line.row.met_on for line in lines if line.number and not line.is_open}
    for talk in dossier.held:
        if talk.on_date not in numbered:
            yield Talk(number=None, state="ok", due_on=None, done_on=talk.on_date)
    if any(line.number for line in lines):
        return
    for line in lines:
        due = line.standing.due_on
        if line.is_conversation and line.is_open and due:
            booking = line.appointment.booking if line.appointment else None
            state = STATES.get(line.code, "booked" if booking else "next")
            booked_on = booking.on_date if booking else None
            yield Talk(number=None, state=state, due_on=due, booked_on=booked_on, doubt=_doubt(line))


def _spans(dossier: Dossier, lines: Sequence[Duty]) -> Iterable[Span]:
    for row in dossier.given:
        lane, tone = _lane(row)
        planned = " planned" if row.status == "planned" else ""
        name = activity_name(row)
        label = f"{name}, {row.company.name}" if row.company else name
        yield Span(label=label, first=row.from_on, last=row.to_on, lane=lane, tone=f"{tone}{planned}")
    for line in lines:
        opens, due = line.row.opens_on, line.row.due_on
        if opens and due and line.row.family == Family.OFFER and line.code not in GONE and not line.row.met_on:
            yield Span(label=line.title, first=opens, last=due, lane="company", tone="window")


def _lane(row: Activity) -> tuple[str, str]:
    family = next((kind.family for kind in ActivityType if kind == row.type), ActivityFamily.OTHER)
    return ("company", "business") if family is ActivityFamily.BUSINESS else ("offer", "other")


def _points(lines: Sequence[Duty]) -> Iterable[Point]:
    for line in lines:
        if line.row.family != Family.REFERRAL or line.code in GONE:
            continue
        state = STATES.get(line.code, "next")
        done = None if line.is_open else line.row.met_on
        words = {"ok": "Visiteret", "late": "Visiteret for sent", "over": "Visitation mangler"}
        label, due = words.get(state, "Visitation"), line.standing.due_on
        yield Point(label=label, state=state, due_on=due, done_on=done, doubt=_doubt(line) if due else "")


def _doubt(line: Duty) -> str:
    return DOUBT if line.unverified else ""


def _boxes(talks: Sequence[Talk]) -> Iterable[Box]:
    looks = {
        "ok": ("ok", "ok", "Afholdt til tiden"),
        "late": ("ok", "ok", "Afholdt for sent"),
        "over": ("ov", "over", "Overskredet"),
        "booked": ("nx", "calp", "Booket"),
        "susp": ("nx", "susp", "Uret står stille"),
        "next": ("nx", "cal", "Frist"),
    }
    counted = [talk for talk in talks if talk.number is not None]
    for talk in counted or sorted(talks, key=_day_of)[-BOXES:]:
        css, icon, words = looks[talk.state]
        yield Box(talk.number, css, icon, words, talk.done_on or talk.booked_on or talk.due_on)


def _day_of(talk: Talk) -> date:
    return talk.done_on or talk.booked_on or talk.due_on or date.max


def _pause_label(code: str, first: date, last: date | None) -> str:
    reason = PAUSE_REASONS[PauseReason(code)] if code in set(PauseReason) else code
    days = wording.period(first, last, first)
    return f"{reason[0].upper()}{reason[1:]} {days}"
