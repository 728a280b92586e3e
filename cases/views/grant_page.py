"""The page of a new grant as the template sees it: the form, the verdict in words, what is missing, the way out."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import reverse

from cases.forms.grants import GrantForm, starting_values
from cases.models import Case, Dispensation, Draft
from cases.services import weighing
from cases.services.grants import choosing, claims, dispensing, judging, opened
from cases.services.grants.choosing import Choice
from cases.services.grants.claims import Room
from cases.services.grants.judging import Judged, Known
from offers.models import Offer
from rules.decide import Check
from rules.gates.terms import GateKind
from rules.gates.vocabulary import Colour, Decision, Result
from rules.labels import TARGET_GROUPS
from rules.rule import Policy
from rules.vocabulary import TargetGroup
from staff import wording
from staff.models import Role, User
from staff.refusals import Refused

DRAFT = "grant"
CARRIED_OVER = ("goal", "goal_text", "why", "from_on")
"""What a draft keeps when another offer is chosen."""
FIELDS = {
    GateKind.HOURS_AT_MOST: "hours_per_week",
    GateKind.HOURS_AT_LEAST: "hours_per_week",
    GateKind.LENGTH_AT_MOST: "to_on",
    GateKind.LONGER_AGREED: "special_need",
    GateKind.LENGTH_BETWEEN: "to_on",
    GateKind.QUOTES: "supplier_1",
    GateKind.PRICE_KNOWN: "price",
    GateKind.PRICE_COLOUR: "price",
    GateKind.GOAL: "goal_text",
    GateKind.ANSWERS: "not_now",
    GateKind.COLOUR_DISCUSSED: "from_on",
}
"""The field that mends what a gate says."""
MARKS = {
    Result.BLOCKS: ("over", "over", "Ikke opfyldt"),
    Result.NEEDS: ("yel", "soon", "Kræver funktionsleder"),
    Result.WARNING: ("yel", "soon", "Bemærk"),
    Result.OK: ("ok", "ok", "Opfyldt"),
}
"""Icon, tone and accessible name of a result."""


class Line(NamedTuple):
    """One check: how it stands, what is compared, which rule says so."""

    icon: str
    tone: str
    name: str
    text: str
    rule: str
    slug: str


class Missing(NamedTuple):
    """What must be mended, and the field where it is done; `url` where that is on another page."""

    text: str
    anchor: str
    url: str = ""


class Words(NamedTuple):
    """The verdict: title, sentence, class and icon of its colour."""

    title: str
    sentence: str
    css: str
    icon: str


FACES = {
    "green": ("Grøn", "of-g", "grn"),
    "yellow": ("Gul", "of-y", "yel"),
    judging.UNKNOWN: ("Gul, ikke kategoriseret", "of-u", "miss"),
    "red": ("Rød", "of-r", "red"),
    "": ("", "of-n", "work"),
}


@dataclass
class GrantPage:
    """`data` is what was posted; `conflict` what somebody else has changed meanwhile."""

    case: Case
    user: User
    offer: Offer
    policy: Policy
    group: TargetGroup
    known: Known
    today: date
    now: datetime
    data: Any = None
    conflict: str = ""
    conflict_lines: tuple[str, ...] = ()
    problem: str = ""

    @cached_property
    def draft(self) -> Draft | None:
        return Draft.objects.filter(user=self.user, case=self.case, form=DRAFT).first()

    @cached_property
    def entry_code(self) -> str:
        """What the catalogue says today of the offer for the citizen's group."""
        entry = self.known.entry(self.group)
        cell = judging.catalogue_cell(self.offer, self.group, entry, policy=self.policy, today=self.today)
        return judging.code_of(cell)

    @cached_property
    def form(self) -> GrantForm:
        return GrantForm(
            self.data,
            offer=self.offer,
            case=self.case,
            known=self.known,
            today=self.today,
            initial=self.start,
        )

    @cached_property
    def start(self) -> dict[str, Any]:
        """The values the form begins with, and on top of them the draft."""
        values = starting_values(self.offer, code=self.entry_code, today=self.today)
        values["seen"] = judging.seen(self.offer, self.known, code=self.entry_code)
        kept = self.draft.data if self.draft and self.data is None else {}
        if kept and str(kept.get("offer")) != str(self.offer.pk):
            kept = {name: kept[name] for name in CARRIED_OVER if kept.get(name)}
        return values | {name: value for name, value in kept.items() if name not in ("offer", "seen")}

    @cached_property
    def judged(self) -> Judged | None:
        """What the rules say of the form as it stands; None where there is no target group on the day."""
        reading = self.form if self.form.is_bound else self._as_bound()
        try:
            return judging.judge(
                case=self.case, wish=reading.wish(), policy=self.policy, today=self.today, known=self.known
            )
        except Refused as refused:
            self.problem = refused.message
            return None

    def _as_bound(self) -> GrantForm:
        """The values the page opens with, read as if they had been sent."""
        shown = {name: self.form[name].value() for name in self.form.fields}
        typed = {name: "" if value is None else value for name, value in shown.items()}
        return GrantForm(typed, offer=self.offer, case=self.case, known=self.known, today=self.today)

    @property
    def lines(self) -> list[Line]:
        checks = self.judged.checks if self.judged else []
        return [Line(*MARKS[c.result], c.text, c.rule, c.rule.lower()) for c in checks]

    @property
    def cites(self) -> list[str]:
        """Where the rules that were asked stand, each once."""
        if self.judged is None:
            return []
        asked = {check.rule for check in self.judged.checks}
        return list(dict.fromkeys(gate.cite for gate in self.policy.gates if gate.id in asked))

    @cached_property
    def missing(self) -> list[Missing]:
        """What stands in the way, in the order of the form."""
        if self.judged is None:
            return [Missing(self.problem, "from_on")]
        wish = self.judged.wish
        unsaid = {
            "to_on": ("Slut", wish.to_on is None),
            "goal": ("Job eller uddannelse", not wish.goal),
            "why": ("Hvorfor dette tilbud", not wish.why.strip()),
        }
        found = [Missing(label, name) for name, (label, is_missing) in unsaid.items() if is_missing]
        found += [Missing(check.text, *self._mended(check)) for check in self.judged.weighed.stopping]
        found += self._unanswered()
        if self.room.is_full:
            found.append(Missing("Ingen ledig plads i perioden", "from_on"))
        if self.room.left is not None and (wish.total_price or 0) > self.room.left:
            found.append(Missing("Budgettet rækker ikke", "price"))
        return found

    def _unanswered(self) -> list[Missing]:
        """What the rules want answered, beside the reason for the offer that is asked of every grant."""
        assert self.judged is not None
        asked = weighing.of_wish(self.judged, today=self.today)
        stopping = [one for one in asked if one.weighed.missing or one.weighed.refused]
        found = [Missing(one.words, self.form.weighing.field_for(one)) for one in stopping]
        return [gap for gap in found if gap.anchor != "why"]

    @property
    def asks_anew(self) -> bool:
        """Whether the rules ask something else than the form that was sent."""
        return self.form.is_bound and self.form.data.get("weighed", "") != self.form.weighing.names

    def _mended(self, check: Check) -> tuple[str, str]:
        """The field that mends what a check says, or the page where it is done."""
        kind = next((gate.kind for gate in self.policy.gates if gate.id == check.rule), None)
        if kind is GateKind.HOURS_AT_MOST and self.asks_hours:
            return "attendable_hours", ""
        if kind is GateKind.THREE_PARTY:
            return "", reverse("record_new", args=[self.case.citizen.public_id])
        return FIELDS.get(kind, "from_on") if kind is not None else "from_on", ""

    @property
    def asks_hours(self) -> bool:
        """Whether the case does not know how many hours the citizen can attend."""
        return self.judged is not None and self.judged.attendable_hours is None

    @property
    def is_red(self) -> bool:
        """Red, and nothing opens it."""
        return self.judged is not None and self.judged.colour is Colour.RED and self.door is None

    @property
    def door(self) -> Dispensation | None:
        """What opens a red offer for the citizen."""
        return self.judged.dispensation if self.judged else None

    @property
    def door_told(self) -> dict[str, str]:
        """As it will be kept with the grant."""
        return opened.told_of(self.door) if self.door else {}

    @property
    def may_dispense(self) -> bool:
        """Whether the one who looks may enter a dispensation."""
        return dispensing.may_dispense(self.user)

    @property
    def dispense_url(self) -> str:
        """Where a specialist enters a dispensation; others send the address on."""
        return reverse("citizen_dispensation", args=[self.case.citizen.public_id, self.offer.pk])

    @property
    def shown(self) -> str:
        """The verdict that the button names: what it would do once nothing is missing."""
        if self.judged is None:
            return Decision.REFUSED.value
        if self.judged.decision is not Decision.REFUSED:
            return self.judged.decision.value
        waits = self.judged.colour in (Colour.YELLOW, Colour.RED) or bool(self.judged.wish.special_need)
        return (Decision.NEEDS_APPROVAL if waits else Decision.ACCEPTED).value

    @property
    def waits(self) -> bool:
        return self.shown == Decision.NEEDS_APPROVAL

    @cached_property
    def words(self) -> Words:
        if self.judged is None:
            return Words("Mangler målgruppe", self.problem, "of-u", "miss")
        name, css, icon = FACES[self.judged.code]
        if self.is_red:
            group = TARGET_GROUPS[self.judged.group]
            return Words("Rød – kan ikke bevilges", f"Tilbuddet er rødt for {group} og kan ikke bevilges.", css, icon)
        if self.missing:
            number = "1 ting mangler" if len(self.missing) == 1 else f"{len(self.missing)} ting mangler"
            return Words(f"{name or 'Tilbuddet'} – ikke klar", f"{number}.", css, icon)
        if self.waits:
            return Words(f"{name or 'Tilbuddet'} – skal godkendes", self.approver, css, icon)
        return Words(f"{name} – kan bevilges" if name else "Kan bevilges", "Du kan bevilge tilbuddet selv.", css, icon)

    @cached_property
    def leaders(self) -> list[str]:
        """Who may say yes: the leaders of the team, never the person who asks or who opened the door."""
        found = User.objects.filter(
            is_active=True, role_assignments__role=Role.TEAM_LEADER, role_assignments__team=self.case.team
        ).exclude(pk__in=[self.user.pk, *([self.door.recorded_by_id] if self.door else [])])
        return sorted({user.name for user in found})

    @property
    def approver(self) -> str:
        names = " eller ".join(self.leaders)
        return f"{names}, funktionsleder, skal godkende." if names else "En funktionsleder skal godkende."

    @property
    def alternatives(self) -> list[Choice]:
        return choosing.green(self.group, policy=self.policy, today=self.today) if self.is_red else []

    @property
    def latest(self) -> str:
        """8 uger. Senest d. 28. februar 2027"""
        if self.judged is None:
            return ""
        wish, until = self.judged.wish, self.judged.weighed.agreed.latest_to
        days = (wish.to_on - wish.from_on).days + 1 if wish.to_on else 0
        length = (f"{days // 7} uger" if days % 7 == 0 else f"{days} dage") if days > 0 else ""
        return ". ".join(filter(None, [length, f"Senest {wording.long_date(until)}" if until else ""]))

    @property
    def hours_words(self) -> str:
        known = self.judged.attendable_hours if self.judged else None
        return f"Borgeren kan møde {known}" if known is not None else ""

    @property
    def quotes_state(self) -> str:
        return "ja" if self.judged is not None and self.judged.needs_quotes else "nej"

    @cached_property
    def counting(self) -> str:
        """Tæller ikke som rettidigt tilbud · frist for rettidigt tilbud: fre. 14. maj 2027"""
        if self.judged is None:
            return ""
        counts = "Tæller som rettidigt tilbud" if self.judged.counts else "Tæller ikke som rettidigt tilbud"
        due = judging.offer_deadline(self.case)
        return f"{counts} · frist {wording.short_date(due, self.today)}" if due else counts

    @cached_property
    def room(self) -> Room:
        """Seats and money on the days of the wish."""
        wish = self.judged.wish if self.judged else None
        first = wish.from_on if wish else self.today
        return claims.room(offer=self.offer, first_on=first, last_on=wish.to_on if wish else None)

    @property
    def extension_due(self) -> str:
        due = self.judged.weighed.agreed.decision_due if self.judged else None
        return f"Forlængelse skal besluttes senest {wording.long_date(due)}." if due else ""

    def address(self, name: str) -> str:
        return f"{reverse(name, args=[self.case.citizen.public_id])}?tilbud={self.offer.pk}"

    @property
    def action(self) -> str:
        return self.address("grant_new")

    @property
    def judge_url(self) -> str:
        return self.address("grant_judge")

    @property
    def draft_url(self) -> str:
        return self.address("grant_draft")

    @property
    def choose_url(self) -> str:
        return f"{reverse('grant_new', args=[self.case.citizen.public_id])}?vaelg=1"
