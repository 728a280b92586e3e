"""Random citizens as the input of `explain`: all groups, gaps, pauses, leap days, month ends."""

from datetime import date, timedelta
from random import Random
from typing import Any

GROUPS = (
    ["insured_unemployed"] * 6
    + ["cash_job_ready", "cash_activity_ready"] * 2
    + ["sick_with_employer", "sick_without_employer"] * 2
    + ["sh_job_ready", "sh_activity_ready", "transitional_job_ready", "transitional_activity_ready"]
    + ["edu_activity_ready", "edu_ready", "edu_obviously_ready", "cash_education_ready", "job_clarification"]
    + ["resource_course", "resource_course", "rehabilitation", "flexjob_unemployed", "flexjob_unemployed"]
    + ["flexjob_employed", "self_supporting", "disability_pension", "pupil"]
)
SHARP = [
    date(2020, 2, 29), date(2023, 8, 31), date(2019, 12, 31), date(2024, 2, 29), date(2022, 5, 31), date(2021, 1, 30),
    date(2023, 3, 26), date(2023, 10, 29), date(2018, 7, 2), date(2022, 11, 30), date(2020, 3, 29), date(2021, 10, 31),
]  # fmt: skip
TYPES = [
    "virksomhedspraktik", "virksomhedspraktik", "wage_subsidy", "ordinary_hours", "small_job", "partial_return",
    "nytteindsats", "ordinary_education", "amu", "bridging", "vejledning", "vejledning", "coaching", "job_club",
    "digital_job_search", "external_mentor", "internal_mentor", "danish_course", "virksomhedsrevalidering", "fgu",
    "fvu",
]  # fmt: skip
REASONS = ["employment", "sickness", "other_benefit", "holiday", "leave", "exempt", "suspension"]
KINDS = ["jobsamtale"] * 5 + ["joint_conversation", "intensive_conversation", "sick_followup", "group_meeting"]
KINDS += ["status_meeting"]


def text(day: date) -> str:
    return day.isoformat()


class Maker:
    """One random citizen, known up to `today`."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        roll = self.random.random()
        self.first = self.random.choice(SHARP) if roll < 0.4 else date(2016, 1, 1) + self.days(0, 3600)
        self.today = self.first + self.days(0, 700)

    def days(self, low: int, high: int) -> timedelta:
        return timedelta(days=self.random.randint(low, high))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def near(self, low: int = -60, high: int = 0) -> date:
        """A day in the case, now and then before it."""
        return self.first + self.days(low if self.chance(0.1) else 0, max(high, (self.today - self.first).days))

    def periods(self) -> list[dict[str, Any]]:
        found, day, unemployed = [], self.first, None
        for _ in range(self.random.choice([0, 1, 1, 1, 2, 2, 3, 4])):
            group = self.random.choice(GROUPS)
            if unemployed and self.chance(0.5):
                group = self.random.choice(["insured_unemployed", "sick_without_employer", "sick_with_employer"])
            period: dict[str, Any] = {"group": group, "from": text(day)}
            if group == "insured_unemployed" and not self.chance(0.08):
                if unemployed is None or self.chance(0.2):
                    unemployed = day - self.days(0, 60) if self.chance(0.2) else day
                period["first_unemployed_on"] = text(unemployed)
            elif group.startswith("sick"):
                if not self.chance(0.15):
                    period["first_absence_on"] = text(day - self.days(0, 40) if self.chance(0.3) else day)
                if unemployed and self.chance(0.7):
                    period["first_unemployed_on"] = text(unemployed)
                if self.chance(0.7):
                    period["expected_recovery_on"] = text(day + self.days(20, 90))
                period["awaiting_treatment"] = self.chance(0.1)
            elif group == "job_clarification" and self.chance(0.3):
                period["first_absence_on"] = text(day - self.days(0, 100))
            elif group in ("resource_course", "flexjob_unemployed"):
                if not self.chance(0.15):
                    period["visited_on"] = text(day + self.days(-10, 5))
                if self.chance(0.6):
                    period["job_broker"] = self.random.choice(["accepted", "declined"])
            last = day + self.days(0, 300)
            if not self.chance(0.2):
                period["to"] = text(last)
            found.append(period)
            day = last + timedelta(days=1 if self.chance(0.7) else self.random.randint(2, 60))
        self.random.shuffle(found)
        return found

    def pauses(self) -> list[dict[str, Any]]:
        found = []
        for _ in range(self.random.choice([0, 0, 1, 1, 2, 3])):
            begin = self.near(-60, 300)
            pause = {"from": text(begin), "reason": self.random.choice(REASONS)}
            if not self.chance(0.2):
                pause["to"] = text(begin + self.days(0, 90))
            found.append(pause)
        return found

    def conversations(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for _ in range(self.random.choice([0, 1, 2, 4, 6, 8])):
            on = self.near()
            held = on <= self.today and self.chance(0.85)
            talk: dict[str, Any] = {"on": text(on), "kind": self.random.choice(KINDS)}
            talk["status"] = "held" if held else self.random.choice(["booked", "cancelled", "no_show"])
            if self.chance(0.15):
                talk["by"] = self.random.choice(["jobcenter", "a_kasse"])
            if self.chance(0.3):
                talk["with"] = self.random.sample(["a_kasse", "job_consultant", "company"], 2)
            if self.chance(0.6):
                talk["form"] = self.random.choice(["personal", "phone", "video"])
            if self.chance(0.15):
                talk["number"] = self.random.randint(1, 7)
            if not any(other["on"] == talk["on"] for other in found):
                found.append(talk)
        return found

    def activities(self) -> list[dict[str, Any]]:
        found = []
        for _ in range(self.random.choice([0, 0, 1, 2, 3, 4])):
            begin = self.near(-120)
            last = begin + self.days(0, 150)
            if self.chance(0.15) and found and found[-1].get("to"):
                begin = date.fromisoformat(found[-1]["to"]) + timedelta(days=1)
                last = begin + self.days(0, 100)
            offer: dict[str, Any] = {"type": self.random.choice(TYPES), "from": text(begin), "to": text(last)}
            if begin > self.today:
                offer["status"] = "planned"
            elif last <= self.today and self.chance(0.8):
                offer["status"] = "ended"
            else:
                offer["status"] = self.random.choice(["running", "running", "running", "planned", "cancelled"])
            if offer["status"] != "ended" and self.chance(0.2):
                del offer["to"]
            if self.chance(0.6):
                offer["place"] = self.random.choice(["individual", "individual", "fixed", "company_centre"])
            if self.chance(0.4):
                offer["agreed_on"] = text(begin - self.days(0, 40))
            if self.chance(0.6):
                offer["company"] = "Nordvang Byg"
            if self.chance(0.2):
                offer["extension_decided_on"] = text(begin + self.days(-5, 160))
            if begin <= self.today and self.chance(0.3):
                offer["follow_ups"] = self.follow_ups(begin)
            found.append(offer)
        return found

    def follow_ups(self, begin: date) -> list[dict[str, Any]]:
        found = []
        for _ in range(self.random.choice([1, 1, 2])):
            on = min(begin + self.days(0, 90), self.today)
            answers = {"progress": self.chance(0.7), "keeps_agreement": self.chance(0.8)}
            found.append({"on": text(on)} | {key: said for key, said in answers.items() if self.chance(0.9)})
        return found

    def citizen(self) -> dict[str, Any]:
        found: dict[str, Any] = {"no_social_physical_barriers": self.chance(0.5)}
        if self.chance(0.8):
            years = self.random.choice([16, 20, 24, 28, 29, 29, 29, 30, 35, 48, 49, 55])
            found["born_on"] = text(self.first - timedelta(days=365 * years + self.random.randint(0, 400)))
        if self.chance(0.05):
            found["born_on"] = self.random.choice(["1988-02-29", "1992-02-29"])
        if self.chance(0.5):
            found["residence_permit_on"] = text(self.first + self.days(-30, 60))
        if self.chance(0.5):
            found["next_conversation_on"] = text(self.near(-60, 400))
            if self.chance(0.6):
                found["next_conversation_set_on"] = text(self.near())
        return found

    def case(self) -> dict[str, Any]:
        case: dict[str, Any] = {"profile": "fjordby", "today": text(self.today), "citizen": self.citizen()}
        if self.chance(0.8):
            early = timedelta() if self.chance(0.7) else self.days(-200, 30)
            case["course_start"] = text(self.first - early)
        case["target_groups"] = self.periods()
        case["pauses"] = self.pauses()
        case["conversations"] = self.conversations()
        case["activities"] = self.activities()
        case["referrals"] = []
        for _ in range(self.random.choice([0, 0, 1, 1, 2])):
            on = self.near()
            referral = {"on": text(on), "to": self.random.choice(["job_consultant", "job_consultant", "job_broker"])}
            if self.chance(0.3):
                referral["ended_on"] = text(on + self.days(0, 100))
            case["referrals"].append(referral)
        if self.chance(0.5):
            on = self.random.choice([self.near(), self.near(), date(2021, 3, 1)])
            case["reopening"] = {"on": text(on), "class": self.random.choice([1, 1, 2, None])}
        case["considerations"] = [{"on": text(self.near()), "of": "placement"}] if self.chance(0.2) else []
        return case


def history(seed: int) -> tuple[dict[str, Any], list[date]]:
    """A case and three days on which to look at it."""
    maker = Maker(seed)
    case = maker.case()
    return case, [maker.today, maker.today + maker.days(1, 40), maker.today + maker.days(41, 500)]
