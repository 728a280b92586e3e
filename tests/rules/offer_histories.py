"""Random offers as the input of `decide`: every type and group, prices and lengths close to their limits."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.rules.histories import GROUPS, SHARP, text

TYPES = [
    "vejledning", "vejledning", "coaching", "coping_course", "job_matching_course", "digital_job_search",
    "external_mentor", "external_mentor", "internal_mentor", "company_mentor", "virksomhedspraktik",
    "virksomhedspraktik", "virksomhedspraktik", "wage_subsidy", "nytteindsats", "ordinary_education", "danish_course",
]  # fmt: skip
WEEKLY = ["2200.00", "2200.01", "2199.99", "500", "2500.00"]
LENGTHS = [13, 14, 28, 29, 56, 84, 89, 90, 91, 92, 93, 150, 181, 182, 183, 200]
ROLES = ["caseworker", "job_consultant", "specialist", "team_leader", "supplier_consultant"]
WORDS = ["Afklaring", "Afklaring", "Afklaring", "", "  ", None]
SUPPLIERS = ["Væksthuset", " væksthuset", "Kompas", "kompas ", "Broen", None, ""]
Raw = dict[str, Any]


class OfferMaker:
    """One random offer, asked about on `today`."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.start = self.random.choice(SHARP) if self.chance(0.4) else date(2018, 1, 1) + self.days(0, 2600)
        self.today = self.start + self.days(-30, 10) if self.chance(0.8) else self.start
        self.type = self.random.choice(TYPES)

    def days(self, low: int, high: int) -> timedelta:
        return timedelta(days=self.random.randint(low, high))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, **values: Any) -> Raw:
        """Each value with a chance of being left out."""
        return {key: value for key, value in values.items() if value is not None and self.chance(0.8)}

    def money(self) -> str:
        return f"{self.random.randint(500, 30000)}.{self.random.choice(['00', '50', '01'])}"

    def question(self) -> Raw:
        raw: Raw = {"today": text(self.today), "citizen": self.citizen(), "offer": self.offer()}
        raw["quotes"] = self.quotes()
        raw["agreements"] = [self.agreement() for _ in range(self.random.choice([0, 1, 1, 2, 3, 4]))]
        raw["follow_ups"] = [self.follow_up() for _ in range(self.random.choice([0, 0, 0, 1, 2]))]
        raw["conversations"] = [self.talk() for _ in range(self.random.choice([0, 0, 1, 2]))]
        if self.chance(0.35):
            raw["extension_of"] = self.extension()
        return raw

    def citizen(self) -> Raw:
        group = self.random.choice(GROUPS)
        found = self.some(attendable_hours=self.random.choice([4, 12, 15, 30]))
        if self.chance(0.4):
            found["special_need"] = self.random.choice(["autism", "very_special"])
        found["self_supporting"] = self.chance(0.1)
        found["earlier_activities"] = [self.earlier() for _ in range(self.random.choice([0, 0, 1, 2]))]
        return {"group": group} | found

    def earlier(self) -> Raw:
        begin = self.today - self.days(0, 400)
        last = begin + self.days(0, 200)
        status = "ended" if last <= self.today else self.random.choice(["running", "planned", "cancelled"])
        found = {"type": self.random.choice(TYPES), "from": text(begin), "to": text(last), "status": status}
        if status == "running" and self.chance(0.3):
            del found["to"]
        return found | self.some(hours_per_week=self.random.choice([2, 4, 5, 20]))

    def offer(self) -> Raw:
        pick = self.random.choice
        found = self.some(
            supplier=pick(SUPPLIERS), catalogue_colour=pick(["green", "green", "yellow", "red", None]),
            hours_per_week=pick([4, 8, 12, 15, 20]), goal=pick(["job", "education"]), goal_text=pick(WORDS),
            reason_not_business=pick(WORDS), education_not_possible=pick(WORDS), business_not_possible=pick(WORDS),
            prepares_for=pick(WORDS), placement_reason=pick(WORDS), agreed_places=pick([3, 4]),
            running_places=pick([2, 3, 4]), by=pick(["caseworker", "job_consultant", "job_consultant"]),
            place=pick(["individual", "fixed", "company_centre", "own_workplace", None]),
            to=text(self.start + timedelta(days=pick(LENGTHS) - 1)),
        )  # fmt: skip
        if self.chance(0.3):
            found["bought"] = self.chance(0.6)
        if self.chance(0.4):
            found["price_per_week"] = pick(WEEKLY)
        elif self.chance(0.5):
            found["total_price"] = pick(["26400", "26400.01", self.money()])
        return {"type": self.type, "from": text(self.start)} | found

    def quotes(self) -> list[Raw]:
        found = [
            self.some(supplier=self.random.choice(SUPPLIERS), price=self.money(), reason=self.random.choice(WORDS),
                      expected_effect=self.random.choice(WORDS))
            for _ in range(self.random.choice([0, 1, 2, 2, 3]))
        ]  # fmt: skip
        if found and self.chance(0.8):
            self.random.choice(found)["chosen"] = True
        return found

    def agreement(self) -> Raw:
        kinds = ["functional_leader_discussion", "functional_leader_agreement", "extension_discussion"]
        kind = self.random.choice([*kinds, *kinds, "three_party_conversation"])
        return {"kind": kind, "on": text(self.start + self.days(-25, 8))} | self.some(
            outcome=self.random.choice(["approved", "approved", "refused"]),
            forum=self.random.choice(["team", "pairing", "sparring"]),
            held=self.random.choice([True, True, True, False]),
            purpose=self.random.choice(WORDS),
            present=self.random.sample(ROLES, 3),
        )

    def follow_up(self) -> Raw:
        return {"on": text(self.start + self.days(-10, 40))} | self.some(
            progress=self.chance(0.8), keeps_agreement=self.chance(0.8)
        )

    def talk(self) -> Raw:
        on = self.start + self.days(-20, 5)
        kind = self.random.choice(["three_party_conversation", "three_party_conversation", "jobsamtale"])
        status = "held" if on <= self.today and self.chance(0.8) else "booked"
        parties = self.random.sample(["supplier", "job_consultant", "company"], 2)
        return {"on": text(on), "kind": kind, "status": status, "with": parties} | self.some(
            purpose=self.random.choice(WORDS)
        )

    def extension(self) -> Raw:
        last = self.start - timedelta(days=1)
        return self.some(
            **{"from": text(last - self.days(20, 150)), "to": text(last)},
            decided_on=text(self.start - self.days(-3, 45)),
            likely_job_or_education=self.chance(0.7),
            reason=self.random.choice(WORDS),
        )


def offer_question(seed: int) -> Raw:
    return OfferMaker(seed).question()
