"""The reopening plan, and the activities of the young that are owed without one."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.rules.counting import FAR, Line, months_after, number
from tests.rules.oracle.offers import again
from tests.rules.oracle.reading import Case, Pauses, Reading
from tests.rules.oracle.words import ACTIVE, BUSINESS, CASH, EDU, PHYSICAL, SICK

YOUTH = EDU | {"resource_course"}
ACTIVE_UNIT = SICK | {
    "job_clarification", "resource_course", "rehabilitation", "flexjob_unemployed", "flexjob_employed",
}  # fmt: skip


class Plan(NamedTuple):
    """One line of the plan: whom it covers, how long it gives, and what answers it."""

    rule: str
    groups: set[str]
    months: int = 0
    days: int = 0
    by: set[str] = set()
    offer_class: int | None = None
    agreed: bool = False
    awaits: str | None = None
    company: bool = False
    age: dict[str, int] = {}
    exempt: bool = False


PLANS = (
    Plan("REBGEN-02", YOUTH, months=1, age={"under": 30}),
    Plan("REBGEN-05", YOUTH, days=28, by=ACTIVE, age={"under": 30}, exempt=True),
    Plan("REBGEN-15", {"insured_unemployed"}, months=1, by=BUSINESS, offer_class=1, agreed=True),
    Plan("REBGEN-16", {"insured_unemployed"}, months=3, by=BUSINESS, offer_class=2),
    Plan("REBGEN-24", CASH - {"cash_education_ready"}, months=1, by=BUSINESS, offer_class=1, agreed=True),
    Plan("REBGEN-25", CASH, months=3, by=BUSINESS, offer_class=2),
    Plan(
        "REBGEN-37", ACTIVE_UNIT, days=14, by={"virksomhedspraktik"}, awaits="virksomhedspraktik", company=True,
        age={"since": 30},
    ),
    Plan("REBGEN-45", {"rehabilitation"}, days=21, by={"virksomhedsrevalidering"}, awaits="virksomhedsrevalidering"),
    Plan(
        "REBGEN-47", {"job_clarification"}, days=14, by={"virksomhedspraktik"}, awaits="virksomhedspraktik",
        company=True,
    ),
)  # fmt: skip


def reopened(r: Reading) -> None:
    if r.reopened is None:
        return
    for plan in PLANS:
        if plan.offer_class not in (None, r.case["reopening"].get("class")) or not _waits(r, plan):
            continue
        aged = "resource_course" if plan.age else ""
        for mine, holds, _, closed in r.course_runs(r.of_age(plan.groups, aged, **plan.age)):
            if not mine[0]["from"] <= r.reopened < closed:
                continue
            if mine[-1].get("ageless"):
                r.gap(plan.rule, "born_on", mine)
                continue
            exempt = [max(a, r.reopened) for a, _ in r.pauses({"exempt"}, r.reopened)] if plan.exempt else []
            closed = min([closed, *exempt])
            if closed > r.reopened:
                _owed(r, plan, mine, holds, closed)


def _waits(r: Reading, plan: Plan) -> bool:
    waiting = [
        offer for _, last, offer in r.offers()
        if offer["type"] == plan.awaits and offer["status"] != "cancelled" and last >= r.reopened
    ]  # fmt: skip
    return plan.awaits is None or any(not plan.company or offer.get("company") for offer in waiting)


def _owed(r: Reading, plan: Plan, mine: list[Case], holds: Pauses, closed: int) -> None:
    line = Line(plan.rule, None, mine[-1]["group"], r.reopened, closed)
    line.base = months_after(r.reopened, plan.months) + plan.days
    line.pauses = r.pauses(set(), r.reopened, holds)
    line.met = min((day for day in _answers(r, plan) if day < closed), default=None)
    r.lines.append(line)


def _answers(r: Reading, plan: Plan) -> Iterator[int]:
    if plan.rule == "REBGEN-02":
        for on, talk in r.talks:
            if talk["kind"] in PHYSICAL and talk.get("form") == "personal" and on >= r.reopened:
                yield on
    for first, last, offer in r.offers():
        made = number(offer.get("agreed_on"))
        agreed = plan.agreed and made is not None and made <= r.reopened
        begun = offer["status"] in ("running", "ended")
        if begun and last >= r.reopened and (offer["type"] in plan.by or agreed):
            yield max(first, r.reopened)


def integration(r: Reading) -> None:
    """A placement within four weeks of the reopening, else of the start of the group (REBGEN-31)."""
    if not r.citizen.get("no_social_physical_barriers"):
        return
    for group, mine in r.same_group({"sh_job_ready", "transitional_job_ready"}):
        first, last = mine[0]["from"], mine[-1]["to"]
        start = r.reopened if r.reopened is not None and first <= r.reopened <= last else first
        line = Line("REBGEN-31", None, group, start, last + 1 if last < FAR else FAR)
        line.base = start + 28
        begun = [max(a, start) for a, b, _ in r.started({"virksomhedspraktik"}) if b >= start]
        line.met = min((day for day in begun if day < line.closed), default=None)
        r.lines.append(line)


def gaps_of_the_young(r: Reading) -> None:
    """Never more than 28 days between two activities (REBGEN-04); a suspension gives a new anchor (A-30)."""
    for mine, holds, anchor, closed in r.course_runs(r.of_age(YOUTH, "resource_course", under=30)):
        if mine[-1].get("ageless"):
            r.gap("REBGEN-04", "born_on", mine)
        elif anchor is None:
            r.gap("REBGEN-04", "course_start", mine)
        elif closed > anchor:
            for days in _between_suspensions(r, anchor, closed):
                again(r, "REBGEN-04", mine[-1]["group"], ACTIVE, days, ({"leave", "exempt"}, holds))


def _between_suspensions(r: Reading, begin: int, closed: int) -> Iterator[tuple[int, int]]:
    """After a suspension the clock waits for the reopening, where one comes after it began."""
    pauses: list[Any] = sorted(r.pauses({"suspension"}, begin))
    for first, last in pauses:
        if last < begin or first >= closed:
            continue
        if first > begin:
            yield begin, first
        begin = FAR if last == FAR else last + 1
        if r.reopened is not None and r.reopened >= first:
            begin = r.reopened
    if begin < min(closed, FAR):
        yield begin, closed
