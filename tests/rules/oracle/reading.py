"""The case as the oracle reads it: periods with their courses, pauses, offers, referrals and conversations."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from tests.rules.counting import FAR, Line, day_runs, months_after, number
from tests.rules.oracle.profiles import Profile
from tests.rules.oracle.words import SICK, TALKS

Case = dict[str, Any]
Pauses = list[tuple[int, int]]


class Reading:
    """One case under one profile, and what the parts of the oracle have found about it."""

    def __init__(self, case: Case, profile: Profile) -> None:
        self.case, self.profile = case, profile
        self.citizen = case.get("citizen", {})
        self.course_start = number(case.get("course_start"))
        self.born = number(self.citizen.get("born_on"))
        self.reopened = number(case.get("reopening", {}).get("on"))
        self.periods = self._periods()
        self._number_courses()
        held = [t for t in case.get("conversations", []) if t["status"] == "held"]
        self.talks = [(number(t["on"]), t) for t in sorted(held, key=lambda t: t["on"])]
        self.lines: list[Line] = []
        self.gaps: list[tuple[str, str, int, int]] = []
        self.lists: list[tuple[str, int, int]] = []
        self.notes: list[tuple[str, int | None, str, int, int]] = []
        self.classes: list[tuple[str, str, int, int]] = []
        self.slots: dict[int | None, list[Line]] = {}

    def gap(self, rule: str, fact: str, mine: list[Case]) -> None:
        """A fact is missing as long as the periods last."""
        self.gaps.append((rule, fact, mine[0]["from"], mine[-1]["to"]))

    def offers(self) -> Iterator[tuple[int, int, Case]]:
        """Every offer, whatever became of it: first day, last day, the record."""
        for offer in self.case.get("activities", []):
            yield number(offer["from"]), FAR if offer.get("to") is None else number(offer["to"]), offer

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

    def counting(self) -> list[tuple[int, Case]]:
        return [(on, t) for on, t in self.talks if t["kind"] in TALKS and t.get("by") != "a_kasse"]

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

    def course_runs(self, periods: Iterable[Case]) -> Iterator[tuple[list[Case], Pauses, int | None, int]]:
        """Unbroken days of a course in these periods: the periods, the days between two of the same dagpenge period,
        the anchor (the course start, or the first day where other days went before), and the day after the last."""
        runs: list[tuple[list[Case], Pauses]] = []
        for period in periods:
            before = runs[-1][0][-1] if runs else None
            near = before is not None and before["n"] == period["n"] - 1 and before["course"] == period["course"]
            near = near and before.get("ageless") == period.get("ageless")
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
            first = next(p for p in self.periods if p["course"] == mine[0]["course"])
            whole = mine[0]["n"] == first["n"] and mine[0]["from"] == first["from"]
            anchor = mine[0]["course_start"] if whole else mine[0]["from"]
            yield mine, holds, anchor, mine[-1]["to"] + 1 if mine[-1]["to"] < FAR else FAR

    def of_age(self, groups: set[str], aged: str, under: int = 200, since: int = 0) -> Iterator[Case]:
        """The periods of some groups; those of the group `aged` only on the days the citizen has the age. Without a
        day of birth nobody knows: such a period is `ageless`."""
        for period in self.periods:
            if period["group"] not in groups:
                continue
            if period["group"] != aged:
                yield period
            elif self.born is None:
                yield period | {"ageless": True}
            else:
                low, high = self.birthday(since), self.birthday(under) - 1
                first, last = max(period["from"], low), min(period["to"], high)
                if first <= last:
                    yield period | {"from": first, "to": last}

    def birthday(self, years: int) -> int:
        """The day an age is reached; born on 29 February it is 1 March in other years (A-42)."""
        born = date.fromordinal(self.born)
        if (born.month, born.day) != (2, 29):
            return born.replace(year=born.year + years).toordinal()
        return months_after(self.born, 12 * years) + (0 if years % 4 == 0 else 1)
