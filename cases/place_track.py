"""The places of an agreement over fourteen weeks as server-drawn SVG: used, planned, free, the end of the agreement.

Lengths are SVG units (912 wide). Coordinates are strings with a full stop, because the page writes numbers in Danish.
Who stands in which row of the drawing means nothing: a place has no number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from companies.seats import Agreed, Stay
from staff.wording import day_month

DAY = timedelta(days=1)
WEEK, WEEKS, BEFORE = 7, 14, 3
LEFT, RIGHT, TOP, ROW, BAR = 72, 908, 18, 28, 20
LETTER, ROOM = 6.4, 14
OWN_BOX = 44


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody on a place; `label` is the name, or a word in its place."""

    stay: Stay
    label: str
    planned: bool


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    y: str
    w: str
    css: str
    text: str
    text_x: str
    text_y: str
    title: str


@dataclass(frozen=True, slots=True)
class Week:
    x: str
    w: str
    text: str
    text_x: str
    shaded: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An upright line with its words; `anchor` keeps them inside the drawing."""

    x: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PlaceTrack:
    """What the template prints."""

    height: int
    floor: int
    today_x: str
    today_box: str
    today_text: str
    weeks: tuple[Week, ...]
    rows: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    end: Line | None


def track(agreements: Sequence[Agreed], placed: Sequence[Placed], *, today: date) -> PlaceTrack:
    """Drawn from the Monday three weeks ago."""
    scale = Scale(today - timedelta(days=today.weekday() + BEFORE * WEEK))
    shown = [one for one in agreements if scale.meets(one.first, one.last)]
    lanes = _lanes([one for one in placed if scale.meets(one.stay.first, one.stay.last)])
    number = max([one.places for one in shown] + [len(lanes), 1])
    floor = TOP + ROW * number + 6
    bars = [bar for place, lane in enumerate(lanes) for bar in _used(lane, scale, place)]
    for place in range(number):
        lane = lanes[place] if place < len(lanes) else []
        bars += [bar for one in shown if place < one.places for bar in _free(one, lane, scale, place, today)]
    now = scale.x(today)
    return PlaceTrack(
        height=floor + 22,
        floor=floor,
        today_x=px(now),
        today_box=px(min(now - 2, RIGHT - OWN_BOX)),
        today_text=px(min(now - 2, RIGHT - OWN_BOX) + OWN_BOX / 2),
        weeks=tuple(_weeks(scale)),
        rows=tuple((f"Plads {place + 1}", px(TOP + ROW * place + 22)) for place in range(number)),
        bars=tuple(bars),
        end=_end(shown, scale),
    )


class Scale:
    """Days to units."""

    def __init__(self, start: date) -> None:
        self.start, self.end = start, start + timedelta(days=WEEK * WEEKS)
        self.unit = (RIGHT - LEFT) / (WEEK * WEEKS)

    def x(self, day: date) -> float:
        """The left edge of a day, kept inside the drawing."""
        return min(max(LEFT + (day - self.start).days * self.unit, LEFT), RIGHT)

    def meets(self, first: date, last: date | None) -> bool:
        return first < self.end and (last is None or last >= self.start)


def px(value: float) -> str:
    return f"{value:.1f}"


def _lanes(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Each in the first row that is free by then: never more rows than are there at once."""
    lanes: list[list[Placed]] = []
    for one in sorted(placed, key=lambda one: (one.stay.first, one.label)):
        for lane in lanes:
            last = lane[-1].stay.last
            if last is not None and last < one.stay.first:
                lane.append(one)
                break
        else:
            lanes.append([one])
    return lanes


def _used(lane: Iterable[Placed], scale: Scale, place: int) -> Iterator[Bar]:
    for one in lane:
        words = f"{one.label}, planlagt" if one.planned else one.label
        until = f" til {day_month(one.stay.last)}" if one.stay.last else ""
        title = f"{words}: fra {day_month(one.stay.first)}{until}"
        yield _bar(one.stay.first, one.stay.last, words, title, "planned" if one.planned else "used", scale, place)


def _free(agreed: Agreed, lane: Sequence[Placed], scale: Scale, place: int, today: date) -> Iterator[Bar]:
    """The days from today on, inside the agreement, on which nobody stands in the row."""
    day, last = max(today, agreed.first), agreed.last
    for one in lane:
        if one.stay.last is not None and one.stay.last < day:
            continue
        if one.stay.first > day and (last is None or day <= last):
            before = one.stay.first - DAY
            yield _open(day, before if last is None else min(before, last), scale, place, today)
        if one.stay.last is None:
            return
        day = one.stay.last + DAY
    if (last is None or day <= last) and day < scale.end:
        yield _open(day, last, scale, place, today)


def _open(first: date, last: date | None, scale: Scale, place: int, today: date) -> Bar:
    words = "Ledig nu" if first == today else f"Ledig fra {day_month(first, today)}"
    return _bar(first, last, words, words, "free", scale, place)


def _bar(first: date, last: date | None, words: str, title: str, css: str, scale: Scale, place: int) -> Bar:
    left, right = scale.x(first), scale.x(last + DAY) if last is not None else RIGHT
    width, y = max(right - left - 2, 2.0), TOP + ROW * place + 8
    letters = int((width - ROOM) / LETTER)
    text = words if letters >= len(words) else (f"{words[: letters - 1]}…" if letters > 4 else "")
    return Bar(px(left), px(y), px(width), css, text, px(left + 7), px(y + 14), title)


def _weeks(scale: Scale) -> Iterator[Week]:
    for number in range(WEEKS):
        first = scale.start + timedelta(days=WEEK * number)
        left, width = scale.x(first), WEEK * scale.unit
        week = first.isocalendar().week
        yield Week(
            px(left), px(width), f"uge {week}" if number == 0 else str(week), px(left + width / 2), not number % 2
        )


def _end(agreements: Sequence[Agreed], scale: Scale) -> Line | None:
    """Where the last agreement ends, when that is in sight."""
    last = agreements[-1].last if agreements else None
    if last is None or not scale.start <= last < scale.end:
        return None
    x = scale.x(last + DAY)
    anchor = "end" if x > RIGHT - 90 else "middle" if x > LEFT + 90 else "start"
    return Line(px(x), f"aftalen slutter {day_month(last)}", anchor)
