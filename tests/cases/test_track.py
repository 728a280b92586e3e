"""The geometry of the track: where a day lies, what has room, and that overlapping offers do not cover each other."""

from datetime import date, timedelta

from cases.track import LEFT, RIGHT, Drawing, Point, Span, Talk, Window, draw

START = date(2026, 7, 27)
TODAY = date(2026, 11, 23)


def drawn(
    *,
    talks: tuple[Talk, ...] = (),
    spans: tuple[Span, ...] = (),
    points: tuple[Point, ...] = (),
    pauses: tuple[tuple[date, date | None, str], ...] = (),
    weeks: int = 26,
    today: date = TODAY,
) -> Drawing:
    window = Window(start=START, weeks=weeks, counted=True)
    return draw(window=window, talks=talks, spans=spans, points=points, pauses=pauses, today=today)


def test_a_deadline_lies_on_its_day_and_coordinates_have_a_full_stop() -> None:
    drawing = drawn(talks=(Talk(number=1, state="next", due_on=START + timedelta(days=28)),))
    tick = next(shape for shape in drawing.shapes if shape.kind == "tick")
    assert tick.x == "222.2"


def test_today_is_drawn_only_inside_the_weeks_shown() -> None:
    assert drawn().today is not None
    assert drawn(today=START + timedelta(days=182)).today is None
    assert drawn(today=START - timedelta(days=1)).today is None


def test_bands_cover_the_weeks_without_a_gap() -> None:
    bands = drawn().bands
    assert [band.text.replace("\xa0", " ") for band in bands][:2] == ["uge 1–4", "uge 5–8"]
    assert float(bands[0].x) == LEFT
    last = bands[-1]
    assert round(float(last.x) + float(last.w)) == RIGHT


def test_offers_that_overlap_lie_below_each_other() -> None:
    first = Span(label="CV-forløb", first=START, last=START + timedelta(days=60), lane="offer", tone="other")
    second = Span(label="Digital", first=START + timedelta(days=30), last=None, lane="offer", tone="other")
    third = Span(label="Praktik", first=START + timedelta(days=61), last=None, lane="offer", tone="other")
    bars = {shape.title: shape for shape in drawn(spans=(third, second, first)).shapes if shape.kind == "bar"}
    assert bars["CV-forløb"].y == bars["Praktik"].y
    assert float(bars["Digital"].y) > float(bars["CV-forløb"].y)
    assert drawn(spans=(first, second)).height > drawn(spans=(first,)).height


def test_what_lies_outside_the_weeks_is_left_out_and_what_crosses_is_cut() -> None:
    before = Span(
        label="Før", first=START - timedelta(days=40), last=START - timedelta(days=1), lane="offer", tone="other"
    )
    across = Span(
        label="Ind over", first=START - timedelta(days=40), last=START + timedelta(days=13), lane="offer", tone="other"
    )
    (bar,) = [shape for shape in drawn(spans=(before, across)).shapes if shape.kind == "bar"]
    assert float(bar.x) == LEFT
    assert round(float(bar.w), 1) == round(14 * (RIGHT - LEFT) / 182, 1)


def test_an_open_pause_reaches_the_end_of_the_track() -> None:
    (pause,) = [shape for shape in drawn(pauses=((TODAY, None, "Ferie"),)).shapes if shape.kind == "pause"]
    assert round(float(pause.x) + float(pause.w)) == RIGHT


def test_a_label_without_room_is_shortened_or_left_out() -> None:
    week = timedelta(days=6)
    long = Span(
        label="Virksomhedspraktik, Nordvang Byg", first=START, last=START + week, lane="company", tone="business"
    )
    (bar,) = [shape for shape in drawn(spans=(long,)).shapes if shape.kind == "bar"]
    assert bar.text == ""
    assert bar.title == "Virksomhedspraktik, Nordvang Byg"


def test_a_referral_that_came_late_is_said_and_listed() -> None:
    due = date(2026, 10, 27)
    point = Point(label="Visiteret for sent", state="late", due_on=due, done_on=due + timedelta(days=2))
    drawing = drawn(points=(point,))
    assert [shape.text for shape in drawing.shapes if shape.kind == "late"] == ["Visiteret for sent"]
    assert "Visiteret for sent." in drawing.sentence
    assert drawing.lines == ((due + timedelta(days=2), "Visiteret for sent"),)


def test_the_list_is_in_order_of_time() -> None:
    talks = (
        Talk(number=2, state="next", due_on=START + timedelta(days=56)),
        Talk(number=1, state="ok", due_on=START + timedelta(days=28), done_on=START + timedelta(days=20)),
    )
    days = [day for day, _ in drawn(talks=talks, pauses=((TODAY, TODAY, "Ferie"),)).lines]
    assert days == sorted(days)
