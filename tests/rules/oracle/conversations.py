"""Conversations: the series of the insured, the joint ones, and the date set by hand."""

from collections.abc import Iterator
from typing import Any

from tests.rules.counting import FAR, Line, months_after, number, without
from tests.rules.oracle.reading import Case, Pauses, Reading
from tests.rules.oracle.words import INSURED_STOPS, LES, NUMBERS, OWING, SLOTS

Talks = list[tuple[int, Case]]


def insured(r: Reading) -> None:
    for mine, holds, closed in r.dagpenge():
        own = mine[0]["first_unemployed_on"]
        if own is None:
            if SLOTS & r.profile.rules:
                r.slots[None] = []
            for rule in (*SLOTS, "BRO18-26", "RUD21-22"):
                r.gap(rule, "first_unemployed_on", mine)
        elif closed > own:
            talks = [(on, t) for on, t in r.counting() if own <= on < closed]
            pauses = r.pauses(INSURED_STOPS, own, holds)
            lines = [*_numbered(talks, own, closed, pauses), *_intervals(r, talks, own, closed, pauses)]
            lines += [_six(talks, own, closed, pauses), _joint(talks, own, closed, pauses)]
            kept = [line for line in lines if line.rule in r.profile.rules]
            if kept:
                r.slots[own] = kept
            r.lines += lines
            _club(r, own, closed, pauses)
            _long_unemployed(r, own, closed, pauses)


def _line(rule: str, ordinal: int | None, own: int, closed: int, base: int, pauses: Pauses) -> Line:
    line = Line(rule, ordinal, "insured_unemployed", own, closed)
    line.base, line.pauses = base, pauses
    return line


def _numbered(talks: Talks, own: int, closed: int, pauses: Pauses) -> Iterator[Line]:
    numbered: dict[int, int] = {}
    rest = []
    for on, talk in talks:
        given = talk.get("number")
        if given is not None and given not in numbered:
            numbered[given] = on
        else:
            rest.append(on)
    for on in rest:
        k = 1
        while k in numbered:
            k += 1
        numbered[k] = on
    for k, rule in NUMBERS.items():
        line = _line(rule, k, own, closed, own + 28 * k, pauses)
        line.met = numbered.get(k)
        yield line


def _intervals(r: Reading, talks: Talks, own: int, closed: int, pauses: Pauses) -> Iterator[Line]:
    before: int | None = own - 1
    for k in NUMBERS:
        window = _line("BRO18-02", k, own, closed, own + 28 * k, pauses)
        due = window.due
        window.opens = None if before is None else before + 1
        if before is not None:
            inside = [on for on, _ in talks if before < on and (due is None or on <= due)]
            after = [on for on, _ in talks if due is not None and on > due]
            window.met = (inside or after or [None])[0]
        if due is not None and (window.met is None or window.met > due):
            r.lists.append(("BRO18-05", due + 1, min(closed, window.met or FAR) - 1))
        before = due
        yield window


def _six(talks: Talks, own: int, closed: int, pauses: Pauses) -> Line:
    six = _line("BRO18-01", None, own, closed, months_after(own, 6), pauses)
    six.met = talks[5][0] if len(talks) >= 6 else None
    return six


def _joint(talks: Talks, own: int, closed: int, pauses: Pauses) -> Line:
    """Six, two of them with the unemployment fund: counted up talk by talk."""
    line = _line("RUD21-19", None, own, closed, months_after(own, 6), pauses)
    joint = 0
    for held, (on, talk) in enumerate(talks, start=1):
        joint += "a_kasse" in talk.get("with", [])
        if held >= 6 and joint >= 2 and line.met is None:
            line.met = on
    return line


def _club(r: Reading, own: int, closed: int, pauses: Pauses) -> None:
    club = _line("BRO18-26", None, own, closed, months_after(own, 16), pauses)
    club.opens = club.reckon(months_after(own, 15))
    if club.opens is not None:
        enrolled = [on for on, t in r.talks if t["kind"] == "intensive_conversation"]
        enrolled += [a for a, _, _ in r.started({"job_club"})]
        club.met = min((on for on in enrolled if club.opens <= on < closed), default=None)
        r.lists.append(("BRO18-26", club.opens, min(closed, club.met or FAR) - 1))
    r.lines.append(club)


def _long_unemployed(r: Reading, own: int, closed: int, pauses: Pauses) -> None:
    """Longer than ten months (A-51)."""
    over = _line("RUD21-22", None, own, closed, months_after(own, 10), pauses).due
    if over is not None:
        r.lists.append(("RUD21-22", over + 1, closed - 1))


def focus(r: Reading) -> None:
    """Activation is the focus of conversation 6 for those aged 30 to 49 on its due date: years counted one by one."""
    for line in r.lines:
        if line.rule != "BRO18-20":
            continue
        if r.born is None:
            r.gaps.append(("BRO18-22", "born_on", line.start, FAR))
        elif line.due is not None:
            age = 0
            while r.birthday(age + 1) <= line.due:
                age += 1
            if 30 <= age <= 49:
                r.notes.append(("BRO18-22", 6, "info", 0, FAR))


def hand_set(r: Reading) -> None:
    wanted = number(r.citizen.get("next_conversation_on"))
    runs: list[list[Any]] = []
    for period in r.periods:
        first = period["from"]
        if period["group"] == "insured_unemployed" and period["first_unemployed_on"] in r.slots:
            lines = r.slots[period["first_unemployed_on"]]
            dues = [line.due for line in lines]
            last = FAR if not lines or None in dues else max(dues) + 1
            if lines and all(line.met is not None for line in lines):
                last = min(last, max(line.met for line in lines))
            first = max(first, last)
        if period["group"] not in OWING or first > period["to"] or first >= FAR:
            continue
        if runs and runs[-1][0] == period["course"] and runs[-1][2] == first - 1:
            runs[-1][2:] = [period["to"], period]
        else:
            runs.append([period["course"], first, period["to"], period])
    mine = [run for run in runs if wanted is not None and run[1] <= wanted]
    for run in runs:
        since, course_first = run[1], run[3]["course_first"]
        closed = run[2] + 1 if run[2] < FAR else FAR
        if mine and run is mine[-1]:
            talks = [on for on, _ in r.counting() if on < closed]
            earlier = [on for on in talks if course_first <= on < wanted]
            agreed = number(r.citizen.get("next_conversation_set_on"))
            if agreed is None:
                agreed = earlier[-1] if earlier else course_first
            line = Line("BRO18-23", None, run[3]["group"], agreed, closed)
            line.base = wanted
            line.start = min(agreed, wanted)
            line.met = min((on for on in talks if on > agreed), default=None)
            r.lines.append(line)
            since = FAR if line.met is None else max(since, line.met)
        for begin, end in without(since, run[2], r.pauses(set(INSURED_STOPS) | LES, since)):
            r.gaps.append(("BRO18-23", "next_conversation_on", begin, end))
