"""The track of a course as server-drawn SVG: week bands, pauses, conversations, offers, today. Pure geometry.

Lengths are SVG units (930 wide). Coordinates are strings with a full stop, because the page writes numbers in Danish.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from staff import wording

WIDTH, LEFT, RIGHT = 930, 96, 916
TOP, LANE = 18, 30
BAND_DAYS = 28
DOT = 9
LETTER = 6.2
"""Mean width of a letter at 12 px; decides which labels have room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One conversation or its deadline. `number` where it has one; `state`: ok, late, over, next, booked or susp."""

    number: int | None
    state: str
    due_on: date | None
    done_on: date | None = None
    booked_on: date | None = None
    doubt: str = ""
    """What is said after the deadline where its rule is not confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Something that lasts: an offer (`lane` offer), a company offer or a window (`lane` company)."""

    label: str
    first: date
    last: date | None
    lane: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One deadline in the company lane: referral or follow-up. `state` and `doubt` as in Talk."""

    label: str
    state: str
    due_on: date | None
    done_on: date | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The weeks shown. `counted`: bands are numbered from `start`; otherwise they carry dates."""

    start: date
    weeks: int
    counted: bool

    @property
    def days(self) -> int:
        return self.weeks * 7

    @property
    def end(self) -> date:
        return self.start + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Shape:
    """One drawn thing; which attributes it has depends on `kind` (see _citizen_track.html)."""

    kind: str
    x: str
    y: str = "0"
    w: str = "0"
    h: str = "0"
    text: str = ""
    text_x: str = "0"
    text_y: str = "0"
    anchor: str = "start"
    css: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    y: str
    text_y: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template prints; `lines` is the same as a list, `sentence` the same for those who listen."""

    height: int
    floor: str
    depth: str
    bands: tuple[Shape, ...]
    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    today: Shape | None
    sentence: str
    lines: tuple[tuple[date, str], ...]


class Scale:
    """Days to units."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.unit = (RIGHT - LEFT) / window.days

    def x(self, day: date) -> float:
        """The left edge of a day, kept inside the track."""
        return min(max(LEFT + (day - self.window.start).days * self.unit, LEFT), RIGHT)

    def inside(self, day: date | None) -> bool:
        return day is not None and self.window.start <= day < self.window.end

    def meets(self, first: date, last: date | None) -> bool:
        return first < self.window.end and (last is None or last >= self.window.start)


def px(value: float) -> str:
    """A coordinate with one decimal and a full stop."""
    return f"{value:.1f}"


def draw(
    *,
    window: Window,
    talks: Sequence[Talk],
    spans: Sequence[Span],
    points: Sequence[Point],
    pauses: Sequence[tuple[date, date | None, str]],
    today: date,
    names: str = "Jobsamtale",
) -> Drawing:
    """Lay everything out. Lanes grow downwards when offers overlap."""
    scale = Scale(window)
    offer_rows = _stack([span for span in spans if span.lane == "offer"], scale)
    company_rows = _stack([span for span in spans if span.lane == "company"], scale)
    talk_y = TOP + 26.0
    offer_y = talk_y + LANE + 2
    company_y = offer_y + LANE * max(1, len(offer_rows)) - 2
    floor = company_y + LANE * max(1, len(company_rows)) - 4
    shapes = [
        *_pauses(pauses, scale, floor),
        *_talks(talks, scale, talk_y),
        *_spans(offer_rows, scale, offer_y),
        *_spans(company_rows, scale, company_y),
        *_points(points, company_rows, scale, company_y),
    ]
    lanes = ((name, y) for name, y in (("Samtaler", talk_y), ("Tilbud", offer_y), ("Virksomhed", company_y)))
    return Drawing(
        height=round(floor + 18),
        floor=px(floor + 4),
        depth=px(floor + 4 - TOP),
        bands=tuple(_bands(window, scale, floor)),
        lanes=tuple(Lane(name, px(y), px(y + 4)) for name, y in lanes),
        shapes=tuple(sorted(shapes, key=lambda shape: shape.kind != "tick")),
        today=_today(scale, today, floor),
        sentence=_sentence(window, talks, points, today, names),
        lines=tuple(_lines(talks, spans, points, pauses, today, names)),
    )


def _bands(window: Window, scale: Scale, floor: float) -> Iterable[Shape]:
    for number in range(0, window.days, BAND_DAYS):
        first = window.start + timedelta(days=number)
        last = min(number + BAND_DAYS, window.days)
        x, width = scale.x(first), (last - number) * scale.unit
        week = number // 7 + 1
        words = (
            f"uge{wording.HARD}{week}{wording.DASH}{last // 7}" if window.counted else wording.day_month(first, first)
        )
        if width < len(words) * LETTER:
            words = ""
        css = "odd" if (number // BAND_DAYS) % 2 == 0 else ""
        yield Shape("band", px(x), px(TOP), px(width), px(floor + 4 - TOP), words, px(x + 4), "13", css=css)


def _pauses(pauses: Sequence[tuple[date, date | None, str]], scale: Scale, floor: float) -> Iterable[Shape]:
    edge = float(LEFT)
    for first, last, label in sorted(pauses, key=lambda pause: pause[0]):
        if not scale.meets(first, last):
            continue
        end = scale.window.end if last is None else last + timedelta(days=1)
        x = scale.x(first)
        width = max(scale.x(end) - x, 2)
        room = x - 3 - edge
        words = label if len(label) * LETTER <= room else ""
        edge = x + width
        yield Shape(
            "pause", px(x), px(TOP), px(width), px(floor + 4 - TOP), words, px(x - 3), px(floor), "end", title=label
        )


def _talks(talks: Sequence[Talk], scale: Scale, y: float) -> Iterable[Shape]:
    edge = float(LEFT)
    for talk in sorted(talks, key=_when):
        at = talk.done_on or talk.booked_on
        if talk.due_on and scale.inside(talk.due_on):
            css = "over" if talk.state == "over" else ""
            yield Shape("tick", px(scale.x(talk.due_on)), px(y), css=css)
        if at and scale.inside(at):
            yield _dot(talk, scale.x(at), y, edge)
            edge = scale.x(at) + DOT
        if talk.due_on and scale.inside(talk.due_on) and not talk.done_on:
            yield from _waiting(talk, scale.x(talk.due_on), y, edge)
            edge = scale.x(talk.due_on) + 4


def _when(talk: Talk) -> tuple[date, int]:
    return talk.done_on or talk.booked_on or talk.due_on or date.max, talk.number or 0


def _dot(talk: Talk, x: float, y: float, edge: float) -> Shape:
    """Held: a tick in a disc, the number beside it where there is room; booked: the number in a ring."""
    number = str(talk.number or "")
    if talk.state in ("ok", "late"):
        beside = number if x - 24 > edge else ""
        kind = "done" if talk.state == "ok" else "late"
        return Shape(kind, px(x), px(y), text=beside, text_x=px(x - 14), text_y=px(y + 4), anchor="end")
    return Shape("booked", px(x), px(y), text=number, text_x=px(x), text_y=px(y + 4), anchor="middle")


def _waiting(talk: Talk, x: float, y: float, edge: float) -> Iterable[Shape]:
    number = str(talk.number or "")
    if talk.state == "over":
        tries = (f"{number} mangler".strip(), number)
        words = next((w for w in tries if x - 6 - len(w) * LETTER > edge), "")
        yield Shape("label", px(x - 6), px(y), text=words, text_x=px(x - 6), text_y=px(y + 4), anchor="end", css="o")
    elif not talk.booked_on and x - 14 - DOT > edge:
        yield Shape("next", px(x - 14), px(y), text=number, text_x=px(x - 14), text_y=px(y + 4), anchor="middle")


def _stack(spans: Sequence[Span], scale: Scale) -> list[list[Span]]:
    """Rows of spans that do not overlap: the first row that is free takes the next span."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.first, span.label)):
        if not scale.meets(span.first, span.last):
            continue
        for row in rows:
            if row[-1].last is not None and row[-1].last < span.first:
                row.append(span)
                break
        else:
            rows.append([span])
    return rows


def _spans(rows: Sequence[Sequence[Span]], scale: Scale, y: float) -> Iterable[Shape]:
    for number, row in enumerate(rows):
        top = y - 10 + number * LANE
        for span in row:
            x = scale.x(span.first)
            end = scale.window.end if span.last is None else span.last + timedelta(days=1)
            width = max(scale.x(end) - x, 3)
            yield Shape(
                "bar", px(x), px(top), px(width), "20", _fit(span.label, width - 14), px(x + 7), px(top + 14),
                css=span.tone, title=span.label,
            )  # fmt: skip


def _points(points: Sequence[Point], rows: Sequence[Sequence[Span]], scale: Scale, y: float) -> Iterable[Shape]:
    taken = [scale.x(span.first) for span in rows[0]] if rows else []
    for point in points:
        if point.due_on and scale.inside(point.due_on):
            yield Shape("tick", px(scale.x(point.due_on)), px(y), css="over" if point.state == "over" else "")
        at = point.done_on if point.done_on and scale.inside(point.done_on) else None
        if at is None and not (point.due_on and scale.inside(point.due_on) and point.state != "ok"):
            continue
        x = scale.x(at or point.due_on or scale.window.start)
        room = min([start for start in taken if start > x] + [float(RIGHT)]) - x - 16
        words = _fit(point.label, room)
        if at:
            kind = "late" if point.state == "late" else "done"
            yield Shape(kind, px(x), px(y), text=words, text_x=px(x + 13), text_y=px(y + 4), title=point.label)
        elif point.state == "over":
            words = _fit(point.label, x - 6 - LEFT)
            yield Shape("label", px(x), px(y), text=words, text_x=px(x - 6), text_y=px(y + 4), anchor="end", css="o")
        else:
            yield Shape("label", px(x), px(y), text=words, text_x=px(x + 6), text_y=px(y + 4))


def _today(scale: Scale, today: date, floor: float) -> Shape | None:
    if not scale.inside(today):
        return None
    x = scale.x(today)
    box = min(x - 2, RIGHT - 44)
    return Shape("today", px(x), px(TOP), px(box), px(floor - 2), "I dag", px(box + 22), px(floor + 11), "middle")


def _fit(text: str, width: float) -> str:
    letters = int(width / LETTER)
    if len(text) <= letters:
        return text
    return f"{text[: letters - 1].rstrip()}…" if letters >= 5 else ""


def _sentence(window: Window, talks: Sequence[Talk], points: Sequence[Point], today: date, names: str) -> str:
    head = f"Forløb uge 1 til {window.weeks}." if window.counted else "Forløbet i de viste uger."
    parts = [head]
    for state, words in (("ok", "afholdt til tiden"), ("late", "afholdt for sent"), ("booked", "booket")):
        numbers = [talk.number for talk in talks if talk.state == state and talk.number]
        if numbers:
            parts.append(f"{names} {_and(numbers)} er {words}.")
    for talk in talks:
        if talk.state == "over" and talk.due_on:
            day = f"{wording.day_in_words(talk.due_on, today)}{talk.doubt}"
            parts.append(f"{_named(names, talk)} havde frist {day} og er ikke afholdt.")
    ahead = [talk.number for talk in talks if talk.state in ("next", "susp") and talk.number]
    if ahead:
        parts.append(f"{names} {_and(ahead)} ligger forude.")
    parts += [f"{point.label}{point.doubt}." for point in points]
    return " ".join(parts)


def _named(names: str, talk: Talk) -> str:
    return f"{names} {talk.number}" if talk.number else "Samtale"


def _and(numbers: Sequence[int]) -> str:
    words = [str(number) for number in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"


def _lines(
    talks: Sequence[Talk],
    spans: Sequence[Span],
    points: Sequence[Point],
    pauses: Sequence[tuple[date, date | None, str]],
    today: date,
    names: str,
) -> list[tuple[date, str]]:
    """Everything drawn, as dated sentences in order of time."""
    lines: list[tuple[date, str]] = []
    for talk in talks:
        due = f", frist {wording.day_month(talk.due_on, today)}{talk.doubt}" if talk.due_on else ""
        done = {"ok": "afholdt til tiden", "late": "afholdt for sent", "booked": "booket", "over": "mangler"}
        words = done.get(talk.state, "ikke afholdt endnu")
        day = talk.done_on or talk.booked_on or talk.due_on
        lines.append((day or today, f"{_named(names, talk)} {words}{due}"))
    lines += [(span.first, f"{span.label}, {wording.period(span.first, span.last, today)}") for span in spans]
    lines += [(point.done_on or point.due_on or today, f"{point.label}{point.doubt}") for point in points]
    lines += [(first, f"Pause: {label}") for first, _, label in pauses]
    return sorted(lines)
