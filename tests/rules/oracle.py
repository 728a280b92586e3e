"""An independent, naive reading of the rule catalogue. It imports nothing from the product and counts days one by one.

A case is the input of `explain` as plain dictionaries. Days are day numbers. Every number is typed from the catalogue.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.rules.counting import FAR, Line, Row, day_runs, months_after, number, without

Case = dict[str, Any]
JOB_READY = {"insured_unemployed", "cash_job_ready", "sh_job_ready", "transitional_job_ready"}
ACTIVITY_READY = {"cash_activity_ready", "edu_activity_ready", "sh_activity_ready", "transitional_activity_ready"}
SICK = {"sick_with_employer", "sick_without_employer"}
OWING = JOB_READY | ACTIVITY_READY | SICK | {
    "cash_education_ready", "edu_obviously_ready", "edu_ready", "job_clarification", "resource_course",
    "rehabilitation", "flexjob_unemployed",
}  # fmt: skip
BUSINESS = {"virksomhedspraktik", "wage_subsidy", "ordinary_hours", "small_job", "partial_return"}
COUNTABLE = BUSINESS | {
    "ordinary_education", "education_boost", "six_week_course", "regional_pool_course", "vocational_education_110",
    "amu", "fgu",
}  # fmt: skip
EXTENDABLE = {"vejledning", "coaching", "job_club", "digital_job_search", "external_mentor"}
TALKS = {"jobsamtale", "joint_conversation", "intensive_conversation"}
INSURED_STOPS = {"employment", "sickness", "other_benefit", "holiday", "leave", "suspension"}
LES = {"leave", "exempt", "suspension"}
NUMBERS = {1: "BRO18-10", 2: "BRO18-12", 3: "BRO18-15", 4: "BRO18-17", 5: "BRO18-18", 6: "BRO18-20"}


class Oracle:
    """Everything the catalogue says about one case of the demo profile."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.citizen = case.get("citizen", {})
        self.course_start = number(case.get("course_start"))
        self.periods = self._periods()
        self._number_courses()
        held = [t for t in case.get("conversations", []) if t["status"] == "held"]
        self.talks = [(number(t["on"]), t) for t in sorted(held, key=lambda t: t["on"])]
        self.lines: list[Line] = []
        self.gaps: list[tuple[str, str, int, int]] = []
        self.lists: list[tuple[str, int, int]] = []
        self.slots: dict[int | None, list[Line]] = {}
        self._insured()
        self._readiness()
        self._sick()
        self._visited()
        self._permit()
        self._yearly()
        self._extensions()
        self._hand_set()
        self._steering_lists()
        if not self.periods:
            self.gaps.append(("A-66", "target_group", self.course_start or 0, FAR))

    # -- periods ------------------------------------------------------------------------------------------------

    def _periods(self) -> list[Case]:
        found = sorted((dict(p) for p in self.case.get("target_groups", [])), key=lambda p: p["from"])
        for n, period in enumerate(found):
            for key in ("from", "to", "first_absence_on", "first_unemployed_on", "visited_on"):
                period[key] = number(period.get(key))
            period["n"] = n
        for period, after in pairwise(found):
            period["to"] = after["from"] - 1 if period["to"] is None else min(period["to"], after["from"] - 1)
        for period in found:
            period["to"] = FAR if period["to"] is None else period["to"]
        return found

    def _number_courses(self) -> None:
        """Course number, first day and recorded start of each period (A-67)."""
        course, seen, declared_before = -1, set(), False
        for n, period in enumerate(self.periods):
            own = period["first_unemployed_on"] if period["group"] == "insured_unemployed" else None
            declared = self.course_start is not None and period["to"] >= self.course_start
            touches = n > 0 and self.periods[n - 1]["to"] + 1 == period["from"]
            new = n == 0 or (own is not None and bool(seen) and own not in seen)
            new = new or (declared and not declared_before)
            new = new or (not declared and not touches and (own is None or own not in seen))
            if new:
                course, seen = course + 1, set()
                first = period["from"]
                if declared and not declared_before:
                    first = self.course_start
                start = first if self.course_start is not None else None
            declared_before = declared_before or declared
            if period["first_unemployed_on"] is not None:
                seen.add(period["first_unemployed_on"])
            period["course"], period["course_first"], period["course_start"] = course, first, start

    def pauses(self, reasons: set[str], start: int, extra: list[tuple[int, int]] = ()) -> list[tuple[int, int]]:
        found = [
            (number(p["from"]), FAR if p.get("to") is None else number(p["to"]))
            for p in self.case.get("pauses", []) if p["reason"] in reasons
        ]  # fmt: skip
        return [(a, b) for a, b in [*found, *extra] if b >= start]

    def dagpenge(self) -> Iterator[tuple[list[Case], list[tuple[int, int]], int]]:
        """The insured periods that belong together, the days between them, and the day after the last."""
        used: set[int] = set()
        for period in self.periods:
            if period["group"] != "insured_unemployed" or period["n"] in used:
                continue
            own = period["first_unemployed_on"]
            mine = [period]
            for other in self.periods[period["n"] + 1 :]:
                if other["group"] != "insured_unemployed":
                    continue
                same = other["first_unemployed_on"] == own and (own is not None or mine[-1]["to"] + 1 == other["from"])
                if same:
                    mine.append(other)
                elif own is None:
                    break
            used |= {p["n"] for p in mine}
            covered = {day for p in mine[:-1] for day in range(p["from"], p["to"] + 1)}
            last = mine[-1]["to"]
            holds = day_runs([day for day in range(mine[0]["from"], mine[-1]["from"]) if day not in covered])
            if last < FAR:
                sick_to = last
                for other in self.periods[mine[-1]["n"] + 1 :]:
                    again = other["group"] in SICK and own is not None and other["first_unemployed_on"] == own
                    if not again or other["from"] != sick_to + 1:
                        break
                    sick_to = other["to"]
                if sick_to > last:
                    holds.append((last + 1, sick_to))
                    last = sick_to
            yield mine, holds, last + 1 if last < FAR else FAR

    # -- conversations --------------------------------------------------------------------------------------------

    def counting(self) -> list[tuple[int, int | None]]:
        return [(on, t.get("number")) for on, t in self.talks if t["kind"] in TALKS and t.get("by") != "a_kasse"]

    def _insured(self) -> None:
        for mine, holds, closed in self.dagpenge():
            own, group = mine[0]["first_unemployed_on"], "insured_unemployed"
            if own is None:
                self.slots[None] = []
                until = mine[-1]["to"]
                for rule in ("BRO18-01", "BRO18-02", "BRO18-26", *NUMBERS.values()):
                    self.gaps.append((rule, "first_unemployed_on", mine[0]["from"], until))
                continue
            if closed <= own:
                continue
            talks = [(on, n) for on, n in self.counting() if own <= on < closed]
            numbered: dict[int, int] = {}
            rest = []
            for on, given in talks:
                if given is not None and given not in numbered:
                    numbered[given] = on
                else:
                    rest.append(on)
            for on in rest:
                k = 1
                while k in numbered:
                    k += 1
                numbered[k] = on
            pauses = self.pauses(INSURED_STOPS, own, holds)
            before: int | None = own - 1
            mine_lines = []
            for k, rule in NUMBERS.items():
                line, window = Line(rule, k, group, own, closed), Line("BRO18-02", k, group, own, closed)
                line.base = window.base = own + 28 * k
                line.pauses = window.pauses = pauses
                line.met = numbered.get(k)
                due = line.due
                window.opens = None if before is None else before + 1
                if before is not None:
                    inside = [on for on, _ in talks if before < on and (due is None or on <= due)]
                    after = [on for on, _ in talks if due is not None and on > due]
                    window.met = (inside or after or [None])[0]
                if due is not None and (window.met is None or window.met > due):
                    self.lists.append(("BRO18-05", due + 1, min(closed, window.met or FAR) - 1))
                before = due
                mine_lines += [line, window]
            six = Line("BRO18-01", None, group, own, closed)
            six.base, six.pauses = months_after(own, 6), pauses
            six.met = talks[5][0] if len(talks) >= 6 else None
            mine_lines.append(six)
            self.slots[own] = mine_lines
            self.lines += mine_lines
            club = Line("BRO18-26", None, group, own, closed)
            club.base, club.pauses = months_after(own, 16), pauses
            club.opens = club.reckon(months_after(own, 15))
            if club.opens is not None:
                enrolled = [on for on, t in self.talks if t["kind"] == "intensive_conversation"]
                enrolled += [a for a, _, _ in self.started({"job_club"})]
                club.met = min((on for on in enrolled if club.opens <= on < closed), default=None)
                self.lists.append(("BRO18-26", club.opens, min(closed, club.met or FAR) - 1))
            self.lines.append(club)

    def _hand_set(self) -> None:
        wanted = number(self.citizen.get("next_conversation_on"))
        runs: list[list[Any]] = []
        for period in self.periods:
            first = period["from"]
            if period["group"] == "insured_unemployed" and period["first_unemployed_on"] in self.slots:
                lines = self.slots[period["first_unemployed_on"]]
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
                talks = [on for on, _ in self.counting() if on < closed]
                earlier = [on for on in talks if course_first <= on < wanted]
                agreed = number(self.citizen.get("next_conversation_set_on"))
                if agreed is None:
                    agreed = earlier[-1] if earlier else course_first
                line = Line("BRO18-23", None, run[3]["group"], agreed, closed)
                line.base = wanted
                line.start = min(agreed, wanted)
                line.met = min((on for on in talks if on > agreed), default=None)
                self.lines.append(line)
                since = FAR if line.met is None else max(since, line.met)
            for begin, end in without(since, run[2], self.pauses(set(INSURED_STOPS) | LES, since)):
                self.gaps.append(("BRO18-23", "next_conversation_on", begin, end))

    # -- referrals, offers, sick leave ------------------------------------------------------------------------------

    def started(self, kinds: set[str]) -> list[tuple[int, int, Case]]:
        return sorted(
            ((number(a["from"]), FAR if a.get("to") is None else number(a["to"]), a)
             for a in self.case.get("activities", []) if a["type"] in kinds and a["status"] in ("running", "ended")),
            key=lambda item: (item[0], item[2]["type"]),
        )  # fmt: skip

    def referred(self, to: str, start: int, course_first: int) -> list[int]:
        found = []
        for referral in self.case.get("referrals", []):
            on, ended = number(referral["on"]), number(referral.get("ended_on"))
            if referral["to"] != to:
                continue
            if on >= start:
                found.append(on)
            elif on >= course_first and (ended is None or ended > start):
                found.append(start)
        return found

    def _visitation(self, line: Line, period: Case, to: str, agreements: bool) -> None:
        """A-24 for REB23-47, 48 and 52."""
        due = line.due
        found = self.referred(to, line.start, period["course_first"])
        for first, last, _ in self.started(BUSINESS):
            if (due is None and last == FAR) or (due is not None and (first > due or last >= due)):
                found.append(max(first, line.start))
        met = min((on for on in found if on < line.closed), default=None)
        if met is not None and (due is None or met <= due):
            line.met = met
            return
        kept, waiting = [], []
        for offer in self.case.get("activities", []) if agreements else []:
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

    def _readiness(self) -> None:
        for mine, holds, closed in self.dagpenge():
            line = Line("REB23-47", None, "insured_unemployed", mine[0]["from"], closed)
            line.base = months_after(line.start, 3)
            line.pauses = self.pauses(LES | {"employment", "sickness"}, line.start, holds)
            self._visitation(line, mine[0], "job_consultant", True)
            self.lines.append(line)
        for group, mine in self.same_group(JOB_READY | ACTIVITY_READY):
            job_ready = group in JOB_READY
            start, last = mine[0]["from"], mine[-1]["to"]
            line = Line("REB23-47" if job_ready else "REB23-48", None, group, start, last + 1 if last < FAR else FAR)
            line.base = months_after(start, 3 if job_ready else 6)
            line.pauses = self.pauses(LES, start)
            self._visitation(line, mine[0], "job_consultant", job_ready)
            self.lines.append(line)

    def same_group(self, groups: set[str]) -> Iterator[tuple[str, list[Case]]]:
        runs: list[list[Case]] = []
        for period in self.periods:
            before = runs[-1][-1] if runs else None
            joined = before is not None and before["n"] == period["n"] - 1 and before["group"] == period["group"]
            if joined and before["course"] == period["course"] and before["to"] + 1 == period["from"]:
                runs[-1].append(period)
            else:
                runs.append([period])
        for run in runs:
            if run[0]["group"] in groups - {"insured_unemployed"}:
                yield run[0]["group"], run

    def _sick(self) -> None:
        by_day: dict[int, list[Case]] = {}
        unknown: list[list[Case]] = []
        before: Case | None = None
        for period in [p for p in self.periods if p["group"] in SICK | {"job_clarification"}]:
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
                self.gaps.append((rule, "first_absence_on", run[0]["from"], run[-1]["to"]))
        for fad, mine in by_day.items():
            last = mine[-1]["to"]
            closed = last + 1 if last < FAR else FAR
            if closed > fad:
                self._sick_spell(fad, mine, closed)

    def _sick_spell(self, fad: int, mine: list[Case], closed: int) -> None:
        group = mine[-1]["group"]
        praktik = [first for first, _, _ in self.started({"virksomhedspraktik"}) if fad <= first < closed]
        consider = Line("REB23-58", None, group, fad, closed)
        consider.opens, consider.base = months_after(fad, 4), months_after(fad, 5)
        thought = [number(c["on"]) for c in self.case.get("considerations", [])]
        consider.met = min([on for on in thought if fad <= on < closed] + praktik, default=None)
        refer = Line("REB23-59", None, group, fad, closed)
        refer.base = months_after(fad, 6)
        found = self.referred("job_consultant", fad, mine[0]["course_first"])
        refer.met = min((on for on in found if on < closed), default=None)
        self.lines += [consider, refer]
        follow = Line("REB23-60", None, group, fad, closed)
        follow.opens, follow.base = months_after(fad, 8), months_after(fad, 9)
        held = [on for on, t in self.talks if "job_consultant" in t.get("with", [])]
        follow.met = min((on for on in held if follow.opens <= on < closed), default=None)
        relieved = [first for first in praktik if first <= follow.base]
        if not any(follow.met is None or first <= follow.met for first in relieved):
            self.lines.append(follow)

    def _visited(self) -> None:
        for group, rules in (("resource_course", ("REB23-51", "REB23-52")), ("flexjob_unemployed", ("REB23-53",))):
            by_day: dict[int, list[Case]] = {}
            for period in [p for p in self.periods if p["group"] == group]:
                if period["visited_on"] is not None:
                    by_day.setdefault(period["visited_on"], []).append(period)
            for _, run in self.same_group({group}):
                part: list[Case] = []
                for period in [*run, None]:
                    if period is not None and period["visited_on"] is None:
                        part.append(period)
                    elif part:
                        self.gaps += [(rule, "visited_on", part[0]["from"], part[-1]["to"]) for rule in rules]
                        part = []
            for visited, mine in by_day.items():
                last = mine[-1]["to"]
                closed = last + 1 if last < FAR else FAR
                if closed > visited:
                    self._visited_spell(group, visited, mine, closed)

    def _visited_spell(self, group: str, visited: int, mine: list[Case], closed: int) -> None:
        pauses = self.pauses(LES, visited)
        if group == "flexjob_unemployed":
            line = Line("REB23-53", None, group, visited, closed)
            line.base, line.pauses = months_after(visited, 3), pauses
            found = []
            for first, last, offer in self.started({"virksomhedspraktik"}):
                if offer.get("place") == "individual" and last >= visited:
                    found.append(max(first, visited))
            line.met = min((on for on in found if on < closed), default=None)
            self.lines.append(line)
            return
        year = Line("REB23-51", None, group, visited, closed)
        year.base, year.pauses = months_after(visited, 12), pauses
        year.met = min((first for first, _, _ in self.started(BUSINESS) if visited <= first < closed), default=None)
        self.lines.append(year)
        answers = [p["job_broker"] for p in mine if p.get("job_broker")]
        if answers and answers[-1] == "accepted":
            return
        if not answers:
            self.gaps.append(("REB23-52", "job_broker", mine[0]["from"], mine[-1]["to"]))
        half = Line("REB23-52", None, group, visited, closed)
        half.base, half.pauses = months_after(visited, 6), pauses
        self._visitation(half, mine[0], "job_broker", False)
        self.lines.append(half)

    def _permit(self) -> None:
        permit = number(self.citizen.get("residence_permit_on"))
        for course in sorted({p["course"] for p in self.periods}):
            mine = [
                p for p in self.periods if p["course"] == course and p["group"] in ("sh_job_ready", "sh_activity_ready")
            ]
            if not mine:
                continue
            last = mine[-1]["to"]
            closed = last + 1 if last < FAR else FAR
            if permit is None:
                self.gaps.append(("REB23-49", "residence_permit_on", mine[0]["from"], last))
            elif mine[0]["course_start"] is None:
                if closed > permit:
                    self.gaps.append(("REB23-49", "course_start", mine[0]["from"], last))
            else:
                due = max(permit, mine[0]["course_start"])
                if closed > due:
                    line = Line("REB23-49", None, mine[-1]["group"], due, closed)
                    line.base = due
                    found = self.referred("job_consultant", due, mine[0]["course_first"])
                    line.met = min((on for on in found if on < closed), default=None)
                    self.lines.append(line)

    def _yearly(self) -> None:
        runs: list[tuple[list[Case], list[tuple[int, int]]]] = []
        for period in self.periods:
            if period["group"] not in OWING:
                continue
            before = runs[-1][0][-1] if runs else None
            near = before is not None and before["n"] == period["n"] - 1 and before["course"] == period["course"]
            own = period["first_unemployed_on"] if period["group"] == "insured_unemployed" else None
            insured = [p for p in (runs[-1][0] if near else []) if p["group"] == "insured_unemployed"]
            again = own is not None and own in [p["first_unemployed_on"] for p in insured]
            if near and before["to"] + 1 == period["from"]:
                runs[-1][0].append(period)
            elif near and again:
                runs[-1][0].append(period)
                runs[-1][1].append((before["to"] + 1, period["from"] - 1))
            else:
                runs.append(([period], []))
        for mine, holds in runs:
            course_first = next(p for p in self.periods if p["course"] == mine[0]["course"])
            anchor = mine[0]["from"] if mine[0] is not course_first else mine[0]["course_start"]
            last = mine[-1]["to"]
            closed = last + 1 if last < FAR else FAR
            for rule in ("REB23-03", "REB23-16"):
                if anchor is None:
                    self.gaps.append((rule, "course_start", mine[0]["from"], last))
                elif closed > anchor:
                    self._years(rule, mine[-1]["group"], anchor, closed, holds)

    def _years(self, rule: str, group: str, anchor: int, closed: int, holds: list[tuple[int, int]]) -> None:
        offers = [(a, b) for a, b, _ in self.started(COUNTABLE) if a < closed and b >= anchor]
        counted = {day for a, b in offers for day in range(a, min(b, closed + 1000, a + 4000) + 1)}
        endless = [a for a, b in offers if b == FAR]
        start, search, ordinal, held_until = anchor, anchor, 1, None
        while True:
            line = Line(rule, ordinal, group, start, closed)
            line.base, line.pauses, line.held_until = (
                months_after(start, 12),
                self.pauses(LES, start, holds),
                held_until,
            )
            line.met = min((day for day in counted if day >= search), default=None)
            self.lines.append(line)
            if line.met is None:
                return
            end = line.met
            while end + 1 in counted:
                end += 1
            if any(a <= end + 1 for a in endless):
                after = Line(rule, ordinal + 1, group, line.met, closed)
                after.held_until = FAR
                self.lines.append(after)
                return
            if end >= closed:
                return
            start, search, ordinal, held_until = end, end + 1, ordinal + 1, end

    def _extensions(self) -> None:
        ends: dict[int, int] = {}
        offers = self.started(EXTENDABLE)
        offers.sort(key=lambda item: (item[0], item[2]["type"], item[2].get("extension_decided_on") or "9"))
        for first, last, offer in offers:
            group = next((p["group"] for p in self.periods if p["from"] <= first <= p["to"]), None)
            if last == FAR:
                self.gaps.append(("REB23-29", "to", first, FAR))
                continue
            due = months_after(last, -1)
            if due < first:
                continue
            ends[last] = ends.get(last, 0) + 1
            line = Line("REB23-29", ends[last] if ends[last] > 1 else None, group, due, last + 1)
            line.base, line.opens = due, due - 14
            decided = number(offer.get("extension_decided_on"))
            line.met = decided if decided is not None and first <= decided <= last else None
            self.lines.append(line)
            self.lists.append(("REB23-29", due - 14, min(last, (line.met or FAR) - 1)))

    # -- lists ------------------------------------------------------------------------------------------------------

    def _referral_in_force(self, course_first: int, day: int) -> int:
        found = [FAR]
        for referral in self.case.get("referrals", []):
            on, ended = number(referral["on"]), number(referral.get("ended_on"))
            if on >= course_first and (ended is None or ended > day):
                found.append(max(on, day))
        return min(found)

    def _steering_lists(self) -> None:
        listed = JOB_READY | ACTIVITY_READY
        covered = listed | {"resource_course"}
        for _, last, offer in self.started(BUSINESS):
            here = [p for p in self.periods if p["from"] <= last + 1 <= p["to"] and p["group"] in covered]
            if last == FAR or not here:
                continue
            end = here[0]
            for period in self.periods[here[0]["n"] + 1 :]:
                if period["group"] in covered and period["course"] == end["course"] and period["from"] == end["to"] + 1:
                    end = period
                else:
                    break
            stop = [end["to"] + 1, self._referral_in_force(here[0]["course_first"], last)]
            stop += [max(a, last + 1) for a, b, o in self.started(COUNTABLE) if o is not offer and b > last]
            self.lists.append(("A-24", last + 1, min(stop) - 1))
        for mine, holds, closed in self.dagpenge():
            self._long(mine, self.pauses(LES | {"employment", "sickness"}, mine[0]["from"], holds), closed)
        run: list[Case] = []
        for period in [*self.periods, None]:
            benefit = (
                period["group"].split("_")[0] if period and period["group"] in listed - {"insured_unemployed"} else None
            )
            joined = bool(run) and benefit == run[0]["group"].split("_")[0] and run[-1]["n"] == period["n"] - 1
            if joined and run[-1]["course"] == period["course"] and run[-1]["to"] + 1 == period["from"]:
                run.append(period)
                continue
            if run:
                last = run[-1]["to"]
                self._long(run, self.pauses(LES, run[0]["from"]), last + 1 if last < FAR else FAR)
            run = [period] if benefit else []

    def _long(self, mine: list[Case], pauses: list[tuple[int, int]], closed: int) -> None:
        line = Line("A-25", None, None, mine[0]["from"], closed)
        line.base, line.pauses = months_after(line.start, 6), pauses
        due = line.due
        if due is not None:
            first = mine[0]["course_first"]
            self.lists.append(("A-25", due + 1, min(closed, self._referral_in_force(first, first)) - 1))

    # -- a day --------------------------------------------------------------------------------------------------------

    def on(self, today: int) -> tuple[list[Row], list[tuple[str, int]], list[tuple[str, str]]]:
        rows = sorted((line.row(today) for line in self.lines), key=repr)
        lists = [
            (rule, since) for rule, since, until in sorted(self.lists, key=lambda x: x[1]) if since <= today <= until
        ]
        empty = [item for item in lists if item[0] == "BRO18-05"][1:]
        lists = sorted(item for item in lists if item not in empty)
        return rows, lists, sorted({(rule, fact) for rule, fact, a, b in self.gaps if a <= today <= b})
