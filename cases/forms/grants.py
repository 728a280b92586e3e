"""The form of a new grant. It is read twice: as far as it goes while one types, and strictly when it is sent."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from cases.forms.facts import FactForm
from cases.forms.weighing import Weighing, day_typed, number_typed
from cases.models import Case
from cases.services import weighing
from cases.services.grants.judging import Known
from cases.services.grants.wishes import WEEK, Wish, WishedQuote
from cases.services.policies.in_force import current_policy
from offers.models import Offer, PricePer
from rules.gates.labels import GOALS
from rules.labels import ACTIVITY_TYPES
from rules.vocabulary import ActivityType, SpecialNeed
from staff.amount_field import KronerField
from staff.dates_field import DanishDateField

QUOTES = (1, 2)
LEADS_TO = (
    ActivityType.VIRKSOMHEDSPRAKTIK,
    ActivityType.WAGE_SUBSIDY,
    ActivityType.ORDINARY_HOURS,
    ActivityType.PARTIAL_RETURN,
    ActivityType.ORDINARY_EDUCATION,
    ActivityType.SIX_WEEK_COURSE,
    ActivityType.FGU,
)
NEEDS = {SpecialNeed.AUTISM: "Autisme, dokumenteret", SpecialNeed.VERY_SPECIAL: "Helt særligt behov, dokumenteret"}
SENTENCE = "Uddannelse og virksomhedsrettet tilbud er overvejet og er ikke en mulighed lige nu."
"""Preselected for a green offer (A-65)."""
TYPED = (
    "from_on", "to_on", "hours_per_week", "attendable_hours", "price", "price_per", "goal", "goal_text", "why",
    "not_now", "leads_to", "special_need",
)  # fmt: skip
LONG = forms.Textarea(attrs={"rows": "3"})


class GrantForm(FactForm):
    """`seen` and `shown` name the colour and the verdict that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    from_on = DanishDateField(label="Start")
    to_on = DanishDateField(label="Slut", error_messages={"required": "Skriv tilbuddets sidste dag."})
    hours_per_week = forms.DecimalField(
        label="Timer pr. uge", required=False, min_value=0, max_value=37, decimal_places=1, localize=True,
        error_messages={"invalid": "Skriv et antal timer, fx 18 eller 7,5."},
    )  # fmt: skip
    attendable_hours = forms.IntegerField(
        label="Borgeren kan møde, timer pr. uge", required=False, min_value=0, max_value=37,
        error_messages={"invalid": "Skriv et helt antal timer."}, help_text="Aftalt med borgeren. Gemmes på sagen.",
    )  # fmt: skip
    leads_to = forms.ChoiceField(
        label="Herefter",
        required=False,
        choices=[("", "Ikke valgt"), *((kind.value, ACTIVITY_TYPES[kind]) for kind in LEADS_TO)],
    )
    special_need = forms.ChoiceField(
        label="Længere end ellers",
        required=False,
        choices=[("", "Nej"), *((need.value, words) for need, words in NEEDS.items())],
        help_text="Op til 6 måneder efter aftale med funktionsleder.",
    )
    price = KronerField(label="Pris, kr.", required=False)
    price_per = forms.ChoiceField(label="Prisen er", required=False, choices=[("", "Ingen pris"), *PricePer.choices])
    chosen = forms.ChoiceField(
        label="Valgt tilbud", required=False, choices=[(str(number), f"Tilbud {number}") for number in QUOTES]
    )
    supplier_1 = forms.CharField(label="Leverandør 1", required=False, max_length=120)
    price_1 = KronerField(label="Pris i alt 1", required=False)
    effect_1 = forms.CharField(label="Forventet effekt 1", required=False, max_length=300)
    supplier_2 = forms.CharField(label="Leverandør 2", required=False, max_length=120)
    price_2 = KronerField(label="Pris i alt 2", required=False)
    effect_2 = forms.CharField(label="Forventet effekt 2", required=False, max_length=300)
    why = forms.CharField(
        label="Begrundelse", max_length=500, widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Skriv begrundelsen for tilbuddet."},
    )  # fmt: skip
    goal = forms.ChoiceField(
        label="Målet er",
        choices=[(goal.value, words.capitalize()) for goal, words in GOALS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg job eller uddannelse."},
    )
    goal_text = forms.CharField(
        label="Beskæftigelsesrettet mål", max_length=500, widget=LONG,
        error_messages={"required": "Skriv målet med tilbuddet."},
    )  # fmt: skip
    not_now = forms.CharField(
        label="Hvorfor ikke uddannelse eller virksomhed nu?", required=False, max_length=500, widget=LONG
    )

    def __init__(
        self,
        data: Any = None,
        *,
        offer: Offer,
        case: Case,
        known: Known,
        today: date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.offer, self.known = offer, known
        super().__init__(data, case=case, today=today, initial=initial)

    def prepare(self) -> None:
        """What the rules want weighed of this offer, from the day and the supplier as they stand."""
        read = self.data if self.is_bound else self.initial
        supplier = str(read.get(f"supplier_{read.get('chosen', '')}") or "")
        started = Wish(
            offer=self.offer,
            from_on=day_typed(self, read.get("from_on")),
            hours_per_week=number_typed(self, "hours_per_week", read.get("hours_per_week")),
            attendable_hours=number_typed(self, "attendable_hours", read.get("attendable_hours")),
            quotes=(WishedQuote(supplier=supplier, price=Decimal(0), chosen=bool(supplier)),),
        )
        found = weighing.of_offer(started, self.known, policy=current_policy(), today=self.today)
        self.weighing = Weighing(self, found, own="why")
        self.weighing.add_fields()

    @property
    def quote_rows(self) -> list[tuple[int, Any, Any, Any, bool]]:
        """Number, supplier, price, effect and whether it is chosen."""
        chosen = str(self["chosen"].value() or "")
        return [(n, self[f"supplier_{n}"], self[f"price_{n}"], self[f"effect_{n}"], chosen == str(n)) for n in QUOTES]

    def wish(self) -> Wish:
        """What is typed, as far as it can be read: a field with an error counts as not filled in."""
        self.is_valid()
        return self._wish(self.cleaned_data)

    def _wish(self, found: dict[str, Any]) -> Wish:
        values = {name: found[name] for name in TYPED if found.get(name) not in (None, "")}
        values.setdefault("from_on", self.today)
        values["answers"] = tuple(self.weighing.answers(found).items())
        quotes = tuple(
            WishedQuote(
                supplier=found.get(f"supplier_{n}", ""),
                price=found.get(f"price_{n}"),
                expected_effect=found.get(f"effect_{n}", ""),
                chosen=found.get("chosen") == str(n),
            )
            for n in QUOTES
        )
        return Wish(offer=self.offer, quotes=quotes, **values)


def starting_values(offer: Offer, *, code: str, today: date) -> dict[str, Any]:
    """What the form begins with: the catalogue's length, hours and price of the first day; the sentence of a green
    one."""
    first = today + timedelta(days=WEEK - today.weekday())
    costs = offer.price_on(first)
    last = first + timedelta(days=WEEK * costs.weeks - 1) if costs.weeks else None
    values: dict[str, Any] = {
        "from_on": first,
        "to_on": last,
        "hours_per_week": _plain(offer.hours_per_week),
        "price": costs.price,
        "price_per": costs.price_per,
    }
    if code == "green":
        values |= {"not_now": SENTENCE, "leads_to": ActivityType.VIRKSOMHEDSPRAKTIK.value}
    if code in ("yellow", "unknown", "red") and offer.supplier:
        values["supplier_1"] = offer.supplier.name
    return values


def _plain(number: Decimal | None) -> str:
    """12 · 7,5 · 2350: as it is typed."""
    if number is None:
        return ""
    return f"{number.normalize():f}".replace(".", ",")
