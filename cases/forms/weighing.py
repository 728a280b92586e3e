"""What the rules want weighed, as fields of the form of an offer: one written assessment, one reason for what comes
earlier in an order, and each other question by itself. Which there are and what they say stands in the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse

from cases.facts import facts_of
from cases.forms.facts import FactForm
from cases.services.grants.judging import attendable_hours
from cases.services.policies.in_force import current_policy
from cases.services.weighing import Answers, asked, place_of
from offers.services.asking import KINDS
from rules.answers.terms import AskedAs, Weight
from rules.answers.weighing import Found
from rules.gates.gate import Gate
from rules.rule import Rule
from rules.value_words import listed
from staff.dates_field import DanishDateField
from staff.wording import plain_date

PREFIX = "weigh_"
ASSESSMENT, EARLIER = f"{PREFIX}why", f"{PREFIX}earlier_"
MORE = "_more"
LENGTH = 500
YES_NO = {"ja": "Ja", "nej": "Nej"}
COMPETENCES = {"faglige": "Faglige", "personlige": "Personlige", "sociale": "Sociale"}
UNANSWERED = "Skriv svaret. Reglen kræver det."


class Step(NamedTuple):
    """One step of an order; `chosen` is that of the offer."""

    text: str
    chosen: bool


class Order(NamedTuple):
    """An order of offers as the page shows it."""

    rule: Rule | Gate
    url: str
    steps: tuple[Step, ...]


class Refusal(NamedTuple):
    """Why the offer is not for the citizen."""

    text: str
    rule: str
    url: str


class Ask(NamedTuple):
    """One question: its field, the field for more words, and where it stands."""

    bound: BoundField
    more: BoundField | None
    hint: str


@dataclass(frozen=True)
class Weighing:
    """What is asked on one form. `own` is the field of the form that holds the written assessment, where it has one."""

    form: forms.Form
    found: tuple[Found, ...]
    own: str = ""

    @property
    def of_assessment(self) -> list[Found]:
        """Those asking for a part of the assessment; what is asked of everybody about everything stands first."""
        parts = [one for one in self.found if one.weighed.asked_as is AskedAs.ASSESSMENT]
        return sorted(parts, key=_narrow)

    @property
    def earlier(self) -> dict[str, list[Found]]:
        """The orders in which something comes before the offer, by what they ask; those that ask the same share a
        field."""
        found: dict[str, list[Found]] = {}
        for one in self.found:
            if one.weighed.asks and one.weighed.step is not None:
                found.setdefault(one.words, []).append(one)
        return found

    @property
    def refusals(self) -> list[Refusal]:
        return [Refusal(one.words, one.rule.id, _url(one)) for one in self.found if one.weighed.refused]

    @property
    def single(self) -> list[Found]:
        """The questions that each have a field of their own."""
        others = (one for one in self.found if one.weighed.asked_as is not AskedAs.ASSESSMENT)
        return [one for one in others if one.weighed.asks and one.weighed.step is None]

    def add_fields(self) -> None:
        """Put a field for each question on the form."""
        if self.of_assessment:
            self._add_assessment()
        for words, orders in self.earlier.items():
            self.form.fields[earlier_field(orders)] = _text(words, orders)
        for one in self.single:
            name = field_of(one)
            self.form.fields[name] = _field(one, self.form)
            if one.weighed.asked_as is AskedAs.YES_NO:
                self.form.fields[name + MORE] = forms.CharField(label="Uddyb", required=False, max_length=LENGTH)

    def _add_assessment(self) -> None:
        first, *others = self.of_assessment
        name = self.own or ASSESSMENT
        if not self.own:
            self.form.fields[name] = _text(first.words, self.of_assessment)
        field = self.form.fields[name]
        field.label = first.words
        field.help_text = _hint([first], [one.words for one in others], others)

    @property
    def names(self) -> str:
        """Which rules are asked, so that the page can tell when it is others."""
        return " ".join(sorted(one.rule.id for one in self.found))

    @property
    def orders(self) -> list[Order]:
        found = (one for one in self.found if one.steps)
        return [Order(one.rule, _url(one), tuple(_steps(one))) for one in found if one.weighed.step is not None]

    @property
    def asks(self) -> list[Ask]:
        """The fields in the order of the page, those that must be filled in first."""
        found = [] if self.own else [Ask(self.form[ASSESSMENT], None, "")] if self.of_assessment else []
        for orders in sorted(self.earlier.values(), key=lambda orders: not _needed(orders)):
            found.append(Ask(self.form[earlier_field(orders)], None, _hint(orders)))
        for one in sorted(self.single, key=lambda one: one.weighed.weight is not Weight.NEEDS):
            name = field_of(one)
            more = self.form[name + MORE] if name + MORE in self.form.fields else None
            found.append(Ask(self.form[name], more, _hint([one])))
        return found

    @property
    def has_any(self) -> bool:
        return bool(self.orders or self.asks or self.refusals)

    def answers(self, typed: dict[str, Any]) -> Answers:
        """What was typed, by rule and in words."""
        found = {one.rule.id: _words(typed, field_of(one)) for one in self.single}
        for orders in self.earlier.values():
            found |= {one.rule.id: str(typed.get(earlier_field(orders)) or "") for one in orders}
        if not self.own:
            found |= {one.rule.id: str(typed.get(ASSESSMENT) or "") for one in self.of_assessment}
        return {rule: words for rule, words in found.items() if words}

    def field_for(self, one: Found) -> str:
        """The name of the field that answers."""
        if one.weighed.asked_as is AskedAs.ASSESSMENT:
            return self.own or ASSESSMENT
        if one.weighed.refused and not one.weighed.asks:
            return "from_on"
        return earlier_field(self.earlier[one.words]) if one.weighed.step is not None else field_of(one)


class WeighedForm(FactForm):
    """A form that registers an offer and asks what the rules want weighed."""

    weighing: Weighing

    def ask(self, *, type: str, place: str) -> None:
        """Add what is asked of an offer of this type; nothing while there is none."""
        found: tuple[Found, ...] = ()
        if type in KINDS:
            found = asked(
                facts_of(self.case), type=KINDS[type], place=place_of(place), first_on=self._first_on(),
                hours=number_typed(self, "hours_per_week", self.typed("hours_per_week")),
                attendable_hours=attendable_hours(self.case), policy=current_policy(), today=self.today,
            )  # fmt: skip
        self.weighing = Weighing(self, found)
        self.weighing.add_fields()

    def typed(self, name: str) -> str:
        """What was sent in a field, before it is cleaned."""
        return str(self.data.get(name, "")) if self.is_bound else ""

    def _first_on(self) -> date:
        return day_typed(self, self.typed("from_on"))

    @property
    def plain_fields(self) -> list[Any]:
        """The visible fields that are not asked for by a rule."""
        return [bound for bound in self.visible_fields() if not bound.name.startswith(PREFIX)]

    def facts(self) -> dict[str, Any]:
        plain = {name: value for name, value in super().facts().items() if not name.startswith(PREFIX)}
        return plain | {"answers": self.weighing.answers(self.cleaned_data)}


def day_typed(form: FactForm, text: object) -> date:
    """The first day as it stands in the form; today until there is one."""
    field = form.fields["from_on"]
    try:
        found = field.clean(text)
    except forms.ValidationError:
        return form.today
    return found if isinstance(found, date) else form.today


def number_typed(form: forms.Form, name: str, text: object) -> Any:
    """A number as it stands in the form; None until there is one that can be read."""
    try:
        return form.fields[name].clean(text)
    except forms.ValidationError:
        return None


def field_of(one: Found, prefix: str = PREFIX) -> str:
    return prefix + one.rule.id.lower().replace("-", "_")


def earlier_field(orders: Sequence[Found]) -> str:
    """The field of the first of the orders that ask the same."""
    return field_of(orders[0], EARLIER)


def _needed(founds: Iterable[Found]) -> bool:
    return any(one.weighed.weight is Weight.NEEDS for one in founds)


def _narrow(one: Found) -> tuple[bool, int, str]:
    return getattr(one.rule.terms, "activities", None) is not None, -len(one.rule.groups), one.rule.id


def _text(label: str, founds: Iterable[Found]) -> forms.CharField:
    return forms.CharField(
        label=label, required=_needed(founds), max_length=LENGTH, widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": UNANSWERED},
    )  # fmt: skip


def _field(one: Found, form: forms.Form) -> forms.Field:
    label, needed = one.words, one.weighed.weight is Weight.NEEDS
    errors = {"required": UNANSWERED}
    match one.weighed.asked_as:
        case AskedAs.YES_NO:
            return forms.ChoiceField(
                label=label, required=needed, choices=YES_NO.items(), widget=forms.RadioSelect, error_messages=errors
            )
        case AskedAs.COMPETENCES:
            return forms.MultipleChoiceField(
                label=label, required=needed, choices=COMPETENCES.items(), widget=forms.CheckboxSelectMultiple,
                error_messages=errors,
            )  # fmt: skip
        case AskedAs.DAY:
            field = DanishDateField(label=label, required=needed, error_messages=errors)
            field.today = getattr(form, "today", None)
            return field
        case _:
            return _text(label, [one])


def _words(typed: dict[str, Any], name: str) -> str:
    """What was typed in a field as one text: Ja. Fra uge 3 · faglige og sociale · 24. november 2026"""
    value, more = typed.get(name), str(typed.get(name + MORE) or "")
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, list):
        return listed(value) if value else ""
    said = YES_NO.get(str(value), str(value or ""))
    return ". ".join(filter(None, [said, more]))


def _steps(one: Found) -> Iterable[Step]:
    for number, words in enumerate(one.steps, start=1):
        yield Step(words[0].upper() + words[1:], number == one.weighed.step)
    if one.weighed.rest:
        yield Step("Andre tilbud", one.weighed.step == len(one.steps) + 1)


def _hint(founds: Sequence[Found], also: Sequence[str] = (), others: Sequence[Found] = ()) -> str:
    """Skal besvares. Skriv også: … REB23-07 og HED21-34"""
    needed = _needed((*founds, *others))
    more = f"Skriv også: {' '.join(also)}" if also else ""
    return " ".join(filter(None, ["Skal besvares." if needed else "Bør besvares.", more, _marks((*founds, *others))]))


def _marks(founds: Iterable[Found]) -> str:
    return listed([one.rule.id for one in founds]) + "."


def _url(one: Found) -> str:
    return reverse("rule_in_force", args=[one.rule.id.lower()])
