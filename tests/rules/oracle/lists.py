"""Steering lists and classes: who stands on them from which day until which."""

from tests.rules.counting import FAR, Line, months_after, number
from tests.rules.oracle.reading import Case, Reading
from tests.rules.oracle.words import ACTIVITY_READY, BUSINESS, COUNTABLE, FAR_AWAY, JOB_READY, LES, NEAR, SICK


def referral_in_force(r: Reading, course_first: int, day: int) -> int:
    found = [FAR]
    for referral in r.case.get("referrals", []):
        on, ended = number(referral["on"]), number(referral.get("ended_on"))
        if on >= course_first and (ended is None or ended > day):
            found.append(max(on, day))
    return min(found)


def steering_lists(r: Reading) -> None:
    listed = JOB_READY | ACTIVITY_READY
    covered = listed | {"resource_course"}
    for _, last, offer in r.started(BUSINESS):
        here = [p for p in r.periods if p["from"] <= last + 1 <= p["to"] and p["group"] in covered]
        if last == FAR or not here:
            continue
        end = here[0]
        for period in r.periods[here[0]["n"] + 1 :]:
            if period["group"] in covered and period["course"] == end["course"] and period["from"] == end["to"] + 1:
                end = period
            else:
                break
        stop = [end["to"] + 1, referral_in_force(r, here[0]["course_first"], last)]
        stop += [max(a, last + 1) for a, b, o in r.started(COUNTABLE) if o is not offer and b > last]
        r.lists.append(("A-24", last + 1, min(stop) - 1))
    for mine, holds, closed in r.dagpenge():
        long(r, mine, r.pauses(LES | {"employment", "sickness"}, mine[0]["from"], holds), closed)
    run: list[Case] = []
    for period in [*r.periods, None]:
        benefit = (
            period["group"].split("_")[0] if period and period["group"] in listed - {"insured_unemployed"} else None
        )
        joined = bool(run) and benefit == run[0]["group"].split("_")[0] and run[-1]["n"] == period["n"] - 1
        if joined and run[-1]["course"] == period["course"] and run[-1]["to"] + 1 == period["from"]:
            run.append(period)
            continue
        if run:
            last = run[-1]["to"]
            long(r, run, r.pauses(LES, run[0]["from"]), last + 1 if last < FAR else FAR)
        run = [period] if benefit else []


def long(r: Reading, mine: list[Case], pauses: list[tuple[int, int]], closed: int) -> None:
    line = Line("A-25", None, None, mine[0]["from"], closed)
    line.base, line.pauses = months_after(line.start, 6), pauses
    due = line.due
    if due is not None:
        first = mine[0]["course_first"]
        r.lists.append(("A-25", due + 1, min(closed, referral_in_force(r, first, first)) - 1))


def distance(r: Reading) -> None:
    """Near or far, one class for each period (RUD21-07); the sick by their expected recovery (A-35, A-39)."""
    absent: int | None = None
    before: Case | None = None
    for period in r.periods:
        group = period["group"]
        if group in SICK:
            joined = before is not None and before["to"] + 1 == period["from"] and before["course"] == period["course"]
            own = period["first_absence_on"]
            absent = absent if own is None and joined and before["group"] != group else own
            before = period
            _recovery(r, period, absent)
        elif group in NEAR | FAR_AWAY:
            r.classes.append(("RUD21-07", "near" if group in NEAR else "far", period["from"], period["to"]))


def _recovery(r: Reading, period: Case, absent: int | None) -> None:
    expected = number(period.get("expected_recovery_on"))
    if period.get("awaiting_treatment"):
        value = "near"
    elif absent is None:
        return r.gap("RUD21-07", "first_absence_on", [period])
    elif expected is None:
        return r.gap("RUD21-07", "expected_recovery_on", [period])
    else:
        value = "near" if expected - absent <= 56 else "far"
    r.classes.append(("RUD21-07", value, period["from"], period["to"]))
