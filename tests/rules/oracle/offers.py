"""Offers: the yearly one, the decision before an end, what follows guidance, and the stop after a no."""

from tests.rules.counting import FAR, Line, months_after, number
from tests.rules.oracle.reading import Case, Pauses, Reading
from tests.rules.oracle.words import BUSINESS, COUNTABLE, EXTENDABLE, GUIDANCE, LES, OWING


def yearly(r: Reading) -> None:
    for mine, holds, anchor, closed in r.course_runs(p for p in r.periods if p["group"] in OWING):
        for rule in ("REB23-03", "REB23-16"):
            if anchor is None:
                r.gap(rule, "course_start", mine)
            elif closed > anchor:
                again(r, rule, mine[-1]["group"], COUNTABLE, (anchor, closed), (LES, holds))


def again(
    r: Reading, rule: str, group: str, kinds: set[str], days: tuple[int, int], stops: tuple[set[str], Pauses]
) -> None:
    """An offer within twelve months (REBGEN-04: 28 days), and again after the last day in each unbroken stretch."""
    start, closed = days
    offers = [(a, b) for a, b, _ in r.started(kinds) if a < closed and b >= start]
    counted = {day for a, b in offers for day in range(a, min(b, closed + 1000, a + 4000) + 1)}
    endless = [a for a, b in offers if b == FAR]
    search, ordinal, held_until = start, 1, None
    while True:
        line = Line(rule, ordinal, group, start, closed)
        line.base = start + 28 if rule == "REBGEN-04" else months_after(start, 12)
        line.pauses, line.held_until = r.pauses(stops[0], start, stops[1]), held_until
        line.met = min((day for day in counted if day >= search), default=None)
        r.lines.append(line)
        if line.met is None:
            return
        end = line.met
        while end + 1 in counted:
            end += 1
        if any(a <= end + 1 for a in endless):
            after = Line(rule, ordinal + 1, group, line.met, closed)
            after.held_until = FAR
            r.lines.append(after)
            return
        if end >= closed:
            return
        start, search, ordinal, held_until = end, end + 1, ordinal + 1, end


def first_no(offer: Case) -> int | None:
    said = (t for t in offer.get("follow_ups", []) if t.get("progress") is False or t.get("keeps_agreement") is False)
    return min((number(t["on"]) for t in said), default=None)


def stops(r: Reading) -> None:
    """A no at a follow-up: the offer ends within seven days (REB23-26)."""
    same: dict[int, int] = {}
    for first, last, offer in sorted(r.started(EXTENDABLE), key=lambda o: (o[0], o[2]["type"], o[1])):
        group = next((p["group"] for p in r.periods if p["from"] <= first <= p["to"]), None)
        for talk in offer.get("follow_ups", []):
            for fact in ("progress", "keeps_agreement"):
                if talk.get(fact) is None:
                    r.gaps.append(("REB23-26", fact, number(talk["on"]), last))
        no = first_no(offer)
        if no is not None:
            same[no] = same.get(no, 0) + 1
            line = Line("REB23-26", same[no] if same[no] > 1 else None, group, no, FAR)
            line.base = no + 7
            line.met = None if last == FAR else max(last, no)
            r.lines.append(line)


def followed(r: Reading) -> None:
    """Guidance of 84 unbroken days is followed by a business offer within seven days (REB23-27)."""
    offers = sorted(r.started(GUIDANCE), key=lambda o: (o[0], o[2]["type"], o[1]))
    days = {day for a, b, _ in offers for day in range(a, min(b, a + 4000) + 1)}
    seen: set[int] = set()
    for begin, _, _ in offers:
        if begin in seen:
            continue
        end = begin
        while end + 1 in days:
            end += 1
        seen |= set(range(begin, end + 1))
        inside = [o for o in offers if begin <= o[0] <= end]
        endless = [o for o in inside if o[1] == FAR]
        last = endless[0] if endless else next(o for o in inside if o[1] == end)
        if first_no(last[2]) is not None:
            continue
        if endless:
            r.gaps.append(("REB23-27", "to", last[0], FAR))
        elif end - begin + 1 >= 84:
            _followed(r, end)


def _followed(r: Reading, end: int) -> None:
    group = next((p["group"] for p in r.periods if p["from"] <= end <= p["to"]), None)
    closed = _course_closed(r, end)
    exempt = [a for a, b in r.pauses({"exempt"}, end + 1)]
    closed = min([closed, *(max(a, end + 1) for a in exempt)])
    if closed <= end + 1:
        return
    line = Line("REB23-27", None, group, end, closed)
    line.base, line.opens = end + 7, end - 28
    after = [max(a, end + 1) for a, b, _ in r.started(BUSINESS) if b > end]
    line.met = min((day for day in after if day < closed), default=None)
    r.lines.append(line)
    planned = [
        a for a, b, o in r.offers()
        if o["type"] in BUSINESS and o["status"] != "cancelled" and a <= end + 7 and b > end
    ]  # fmt: skip
    if not planned:
        r.notes.append(("REB23-27", None, "warning", end - 28, min(closed, line.met or FAR) - 1))


def _course_closed(r: Reading, day: int) -> int:
    """The day after the course of a day; a day outside every course closes at once."""
    if not r.periods:
        return FAR
    for n in sorted({p["course"] for p in r.periods}):
        mine = [p for p in r.periods if p["course"] == n]
        if mine[0]["course_first"] <= day <= mine[-1]["to"]:
            return mine[-1]["to"] + 1 if mine[-1]["to"] < FAR else FAR
    return day


def extensions(r: Reading) -> None:
    ends: dict[int, int] = {}
    offers = r.started(EXTENDABLE)
    offers.sort(key=lambda item: (item[0], item[2]["type"], item[2].get("extension_decided_on") or "9"))
    for first, last, offer in offers:
        group = next((p["group"] for p in r.periods if p["from"] <= first <= p["to"]), None)
        if last == FAR:
            r.gaps.append(("REB23-29", "to", first, FAR))
            continue
        due = months_after(last, -1)
        if due < first:
            continue
        ends[last] = ends.get(last, 0) + 1
        line = Line("REB23-29", ends[last] if ends[last] > 1 else None, group, due, last + 1)
        line.base, line.opens = due, due - 14
        decided = number(offer.get("extension_decided_on"))
        line.met = decided if decided is not None and first <= decided <= last else None
        r.lines.append(line)
        r.lists.append(("REB23-29", due - 14, min(last, (line.met or FAR) - 1)))
