"""The verdict on an offer, read naively: one small answer for each rule, all of them typed from the catalogue."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from tests.rules.counting import months_after, number
from tests.rules.oracle.profiles import profile
from tests.rules.oracle.words import EXTENDABLE, GUIDANCE

MENTOR = {"internal_mentor", "external_mentor", "company_mentor"}
COLOURED = GUIDANCE | MENTOR
OWN = {"internal_mentor", "digital_job_search"}
FIXED_PLACES = {"fixed", "company_centre"}
SUPPLIED = {
    "job_matching_course",
    "education_matching_course",
    "skills_clarification",
    "coping_course",
    "external_mentor",
}
STRICT = ["ok", "warning", "needs", "blocks"]
Raw = dict[str, Any]


class Verdict(NamedTuple):
    colour: str | None
    uncategorised: bool
    verdict: str
    latest_to: int | None
    decision_due: int | None
    late_days: int
    checks: dict[str, str]


def written(*texts: str | None, empty: str = "blocks") -> str:
    """A text left out is a warning, an empty one is as the rule says."""
    if any(text is not None and text.strip() == "" for text in texts):
        return empty
    return "warning" if None in texts else "ok"


class Asked:
    """One question about one offer, and what several rules need of it."""

    def __init__(self, raw: Raw) -> None:
        self.raw, self.offer, self.citizen = raw, raw["offer"], raw["citizen"]
        self.today, self.start, self.end = (
            number(raw["today"]), number(self.offer["from"]), number(self.offer.get("to")),
        )  # fmt: skip
        self.type, self.group = self.offer["type"], self.citizen["group"]
        self.extension: Raw | None = raw.get("extension_of")
        self.gates = profile(raw["profile"]).gates
        self.quotes = raw.get("quotes", [])
        self.chosen = next((quote for quote in self.quotes if quote.get("chosen")), None)
        self.colour = self._colour() if "REB23-31" in self.gates else None

    def agreements(self, kind: str) -> list[Raw]:
        return [a | {"day": number(a["on"])} for a in self.raw.get("agreements", []) if a["kind"] == kind]

    def agreed(self, kind: str, until: int) -> list[Raw]:
        """Agreements made in time and not refused on that day or after it."""
        made = [
            a for a in self.agreements(kind)
            if a.get("held") is not False and a["day"] <= until and a["day"] <= self.today
        ]  # fmt: skip
        refused = [a["day"] for a in made if a.get("outcome") == "refused"]
        return [a for a in made if a.get("outcome") != "refused" and all(a["day"] > day for day in refused)]

    @property
    def special(self) -> bool:
        """Both the need and the agreement (A-14)."""
        return bool(self.citizen.get("special_need")) and bool(self.agreed("functional_leader_agreement", self.start))

    @property
    def total(self) -> str | None:
        own = self.offer.get("total_price")
        return own if own is not None else (self.chosen or {}).get("price")

    @property
    def weekly(self) -> Fraction | None:
        if self.offer.get("price_per_week") is not None:
            return Fraction(self.offer["price_per_week"])
        if self.total is None or self.end is None:
            return None
        return Fraction(self.total) / (Fraction(self.end - self.start + 1) / 7)

    @property
    def bought(self) -> bool:
        if self.offer.get("bought") is not None:
            return bool(self.offer["bought"])
        if self.type in OWN and "REB23-38" in self.gates:
            return False
        told = [self.offer.get(key) for key in ("supplier", "price_per_week", "total_price")]
        return bool(self.quotes) or any(item is not None for item in told)

    def _colour(self) -> str | None:
        if self.type not in COLOURED:
            return None
        found = ["green" if self.type in OWN else self.offer.get("catalogue_colour") or "yellow"]
        dear = self.weekly is not None and self.weekly > 2200
        if self.type == "external_mentor" or dear:
            found.append("yellow")
        return next(colour for colour in ("red", "yellow", "green") if colour in found)

    @property
    def decided(self) -> int:
        decided = number((self.extension or {}).get("decided_on"))
        return self.today if decided is None else decided

    @property
    def decision_due(self) -> int | None:
        if self.type not in EXTENDABLE or "REB23-29" not in self.gates:
            return None
        if self.extension is None:
            began, end = self.start, self.end
        else:
            began, end = number(self.extension.get("from")), number(self.extension.get("to")) or self.start - 1
        if end is None:
            return None
        due = months_after(end, -1)
        return None if began is not None and due < began else due

    @property
    def extension_limit(self) -> int | None:
        """The last day of an extension of guidance; None when none is allowed (REB23-28)."""
        if self.special:
            return months_after(self.start, 6) - 1
        told = self.extension or {}
        if told.get("likely_job_or_education") and written(told.get("reason")) != "blocks":
            return months_after(self.start, 3) - 1
        return None

    @property
    def no_on(self) -> int | None:
        said = [
            number(f["on"]) for f in self.follow_ups if f.get("progress") is False or f.get("keeps_agreement") is False
        ]
        return min(said, default=None)

    @property
    def follow_ups(self) -> list[Raw]:
        return [f for f in self.raw.get("follow_ups", []) if number(f["on"]) <= self.today]

    def ends(self, limit: int) -> str:
        if self.end is None:
            return "warning"
        return "blocks" if self.end > limit else "ok"


def verdict(raw: Raw, checks: dict[str, Callable[[Asked], str | None]]) -> Verdict:
    a = Asked(raw)
    wanted = a.gates if raw.get("rules") is None else a.gates & set(raw["rules"])
    found = {rule: result for rule in sorted(wanted) if (result := checks[rule](a)) is not None}
    strictest = max(found.values(), key=STRICT.index, default="ok")
    limits = list(_limits(a))
    late = 0 if a.extension is None or a.decision_due is None else max(0, a.decided - a.decision_due)
    return Verdict(
        colour=a.colour,
        uncategorised=a.colour is not None and a.type in GUIDANCE - OWN and not a.offer.get("catalogue_colour"),
        verdict={"blocks": "refused", "needs": "needs_approval"}.get(strictest, "accepted"),
        latest_to=min(limits) if limits and min(limits) >= a.start else None,
        decision_due=a.decision_due,
        late_days=late,
        checks=found,
    )


def _limits(a: Asked) -> list[int]:
    found = []
    if "REB23-24" not in a.gates:
        return found
    if a.type in GUIDANCE:
        found.append(months_after(a.start, 6 if a.special else 3) - 1)
        if a.extension is not None:
            found.append(a.start - 1 if a.extension_limit is None else a.extension_limit)
    if a.type in EXTENDABLE and a.no_on is not None:
        found.append(a.no_on + 7)
    if a.type == "virksomhedspraktik":
        found.append(a.start + 90)
    return found
