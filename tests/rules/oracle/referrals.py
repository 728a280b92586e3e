"""Referrals, sick leave, visitation to a course, and the residence permit."""

from tests.rules.counting import FAR, Line, months_after, number
from tests.rules.oracle.reading import Case, Reading
from tests.rules.oracle.words import ACTIVITY_READY, BUSINESS, EDUCATION, JOB_READY, LES, SICK


def visitation(r: Reading, line: Line, period: Case, to: str, agreements: bool) -> None:
    """A-24 for REB23-47, 48 and 52."""
    due = line.due
    found = r.referred(to, line.start, period["course_first"])
    for first, last, _ in r.started(BUSINESS):
        if (due is None and last == FAR) or (due is not None and (first > due or last >= due)):
            found.append(max(first, line.start))
    met = min((on for on in found if on < line.closed), default=None)
    if met is not None and (due is None or met <= due):
        line.met = met
        return
    kept, waiting = [], []
    for offer in r.case.get("activities", []) if agreements else []:
        made, first = number(offer.get("agreed_on")), number(offer["from"])
        if offer["type"] not in BUSINESS or made is None or not offer.get("company") or made < line.start:
            continue
        if due is not None and (made > due or first > due + 28):
            continue
        if offer["status"] == "planned":
            waiting.append((first, -made))
        elif offer["status"] in ("running", "ended") and due is not None and first > due:
            kept.append(made)
    if kept:
        line.met = min(kept)
    elif met is not None:
        line.met = met
    elif waiting:
        lapses, made = max(waiting)
        line.met, line.lapses = -made, lapses


def readiness(r: Reading) -> None:
    for mine, holds, closed in r.dagpenge():
        line = Line("REB23-47", None, "insured_unemployed", mine[0]["from"], closed)
        line.base = months_after(line.start, 3)
        line.pauses = r.pauses(LES | {"employment", "sickness"}, line.start, holds)
        visitation(r, line, mine[0], "job_consultant", True)
        r.lines.append(line)
    for group, mine in r.same_group(JOB_READY | ACTIVITY_READY):
        job_ready = group in JOB_READY
        start, last = mine[0]["from"], mine[-1]["to"]
        line = Line("REB23-47" if job_ready else "REB23-48", None, group, start, last + 1 if last < FAR else FAR)
        line.base = months_after(start, 3 if job_ready else 6)
        line.pauses = r.pauses(LES, start)
        visitation(r, line, mine[0], "job_consultant", job_ready)
        r.lines.append(line)


def sick(r: Reading) -> None:
    by_day: dict[int, list[Case]] = {}
    unknown: list[list[Case]] = []
    before: Case | None = None
    for period in [p for p in r.periods if p["group"] in SICK | {"job_clarification"}]:
        fad = period["first_absence_on"]
        follows = before is not None and before["to"] + 1 == period["from"] and before["course"] == period["course"]
        if fad is None and follows and before["group"] != period["group"]:
            fad = before["fad"]
        period["fad"] = fad
        if fad is not None:
            by_day.setdefault(fad, []).append(period)
        elif follows and before["fad"] is None:
            unknown[-1].append(period)
        else:
            unknown.append([period])
        before = period
    for run in unknown:
        for rule in ("REB23-58", "REB23-59", "REB23-60"):
            r.gaps.append((rule, "first_absence_on", run[0]["from"], run[-1]["to"]))
    for fad, mine in by_day.items():
        last = mine[-1]["to"]
        closed = last + 1 if last < FAR else FAR
        if closed > fad:
            sick_spell(r, fad, mine, closed)


def sick_spell(r: Reading, fad: int, mine: list[Case], closed: int) -> None:
    group = mine[-1]["group"]
    praktik = [first for first, _, _ in r.started({"virksomhedspraktik"}) if fad <= first < closed]
    consider = Line("REB23-58", None, group, fad, closed)
    consider.opens, consider.base = months_after(fad, 4), months_after(fad, 5)
    thought = [number(c["on"]) for c in r.case.get("considerations", [])]
    consider.met = min([on for on in thought if fad <= on < closed] + praktik, default=None)
    refer = Line("REB23-59", None, group, fad, closed)
    refer.base = months_after(fad, 6)
    found = r.referred("job_consultant", fad, mine[0]["course_first"])
    refer.met = min((on for on in found if on < closed), default=None)
    r.lines += [consider, refer]
    follow = Line("REB23-60", None, group, fad, closed)
    follow.opens, follow.base = months_after(fad, 8), months_after(fad, 9)
    held = [on for on, t in r.talks if "job_consultant" in t.get("with", [])]
    follow.met = min((on for on in held if follow.opens <= on < closed), default=None)
    relieved = [first for first in praktik if first <= follow.base]
    if not any(follow.met is None or first <= follow.met for first in relieved):
        r.lines.append(follow)


def visited(r: Reading) -> None:
    for group, rules in (("resource_course", ("REB23-51", "REB23-52")), ("flexjob_unemployed", ("REB23-53",))):
        by_day: dict[int, list[Case]] = {}
        for period in [p for p in r.periods if p["group"] == group]:
            if period["visited_on"] is not None:
                by_day.setdefault(period["visited_on"], []).append(period)
        for _, run in r.same_group({group}):
            part: list[Case] = []
            for period in [*run, None]:
                if period is not None and period["visited_on"] is None:
                    part.append(period)
                elif part:
                    r.gaps += [(rule, "visited_on", part[0]["from"], part[-1]["to"]) for rule in rules]
                    part = []
        for visited, mine in by_day.items():
            last = mine[-1]["to"]
            closed = last + 1 if last < FAR else FAR
            if closed > visited:
                visited_spell(r, group, visited, mine, closed)


def visited_spell(r: Reading, group: str, visited: int, mine: list[Case], closed: int) -> None:
    pauses = r.pauses(LES, visited)
    if group == "flexjob_unemployed":
        line = Line("REB23-53", None, group, visited, closed)
        line.base, line.pauses = months_after(visited, 3), pauses
        found = []
        for first, last, offer in r.started({"virksomhedspraktik"}):
            if offer.get("place") == "individual" and last >= visited:
                found.append(max(first, visited))
        line.met = min((on for on in found if on < closed), default=None)
        r.lines.append(line)
        return
    year = Line("REB23-51", None, group, visited, closed)
    year.base, year.pauses = months_after(visited, 12), pauses
    year.met = min((first for first, _, _ in r.started(BUSINESS) if visited <= first < closed), default=None)
    r.lines.append(year)
    answers = [p["job_broker"] for p in mine if p.get("job_broker")]
    if answers and answers[-1] == "accepted":
        return
    if not answers:
        r.gaps.append(("REB23-52", "job_broker", mine[0]["from"], mine[-1]["to"]))
    half = Line("REB23-52", None, group, visited, closed)
    half.base, half.pauses = months_after(visited, 6), pauses
    visitation(r, half, mine[0], "job_broker", False)
    r.lines.append(half)


def permit(r: Reading) -> None:
    permit = number(r.citizen.get("residence_permit_on"))
    for course in sorted({p["course"] for p in r.periods}):
        mine = [p for p in r.periods if p["course"] == course and p["group"] in ("sh_job_ready", "sh_activity_ready")]
        if not mine:
            continue
        last = mine[-1]["to"]
        closed = last + 1 if last < FAR else FAR
        if permit is None:
            r.gaps.append(("REB23-49", "residence_permit_on", mine[0]["from"], last))
        elif mine[0]["course_start"] is None:
            if closed > permit:
                r.gaps.append(("REB23-49", "course_start", mine[0]["from"], last))
        else:
            due = max(permit, mine[0]["course_start"])
            if closed > due:
                line = Line("REB23-49", None, mine[-1]["group"], due, closed)
                line.base = due
                found = r.referred("job_consultant", due, mine[0]["course_first"])
                line.met = min((on for on in found if on < closed), default=None)
                r.lines.append(line)


def study(r: Reading) -> None:
    """An education begun within a year of the classification; only told (RUD21-41)."""
    for group, mine in r.same_group({"cash_education_ready", "edu_ready"}):
        start, last = mine[0]["from"], mine[-1]["to"]
        line = Line("RUD21-41", None, group, start, last + 1 if last < FAR else FAR)
        line.base = months_after(start, 12)
        begun = [max(a, start) for a, b, _ in r.started(EDUCATION) if b >= start]
        line.met = min((day for day in begun if day < line.closed), default=None)
        r.lines.append(line)
        r.lists.append(("RUD21-41", line.base + 1, min(line.closed, FAR if line.met is None else line.met) - 1))
