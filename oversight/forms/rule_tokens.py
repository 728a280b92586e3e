"""The tokens of a draft as fields: each value of the sentence, and what stands beside it (source, first day, why).

What is sent is compared with the row: `changes` holds the fields that differ, in the shape of a policy file, with
dots for what is nested ("met_by.referrals").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from oversight.forms.try_rule import options
from rules.changes import name_of
from rules.dates import Span, Unit
from rules.labels import RULE_STATUSES
from rules.sentence import Row, Segment, Token, tokens_of
from rules.value_words import WORDS
from staff.dates_field import DanishDateField, DatedForm

UNITS = {Unit.DAYS: "dage", Unit.WEEKS: "uger", Unit.MONTHS: "måneder"}
REFERENCES = ("of", "unless", "beyond", "deadline")
NUMBER, UNIT = "tal", "enhed"


class SpanWidget(forms.MultiWidget):
    """A number and its unit."""

    template_name = "rules/_span.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = forms.NumberInput(attrs={"min": 0, "class": "form-input", "aria-label": "Antal"})
        unit = forms.Select(
            choices=[(unit.value, word) for unit, word in UNITS.items()],
            attrs={"class": "form-select ar", "aria-label": "Enhed"},
        )
        super().__init__({NUMBER: number, UNIT: unit}, attrs)

    def decompress(self, value: Span | None) -> list[object]:
        return [value.number, value.unit.value] if value is not None else [None, Unit.MONTHS.value]


class SpanField(forms.MultiValueField):
    widget = SpanWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.IntegerField(min_value=0, error_messages={"min_value": "Skriv et tal fra 0."}),
            forms.ChoiceField(choices=[(unit.value, word) for unit, word in UNITS.items()]),
        )
        super().__init__(fields, require_all_fields=True, error_messages={"required": "Skriv et tal."}, **kwargs)

    def compress(self, data_list: list[Any]) -> Span | None:
        return Span(data_list[0], Unit(data_list[1])) if data_list else None


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment of the sentence as the page prints it. `field` is None where the reader may not write."""

    text: str
    path: str = ""
    was: str = ""
    field: BoundField | None = None

    @property
    def is_token(self) -> bool:
        return bool(self.path)

    @property
    def id(self) -> str:
        return f"felt-{self.path.replace('.', '-')}"


class TokenForm(DatedForm):
    """The fields of one draft. Without data it shows the draft as it is saved."""

    cite = forms.CharField(label="Kilde", max_length=300)
    valid_from = DanishDateField(label="Gælder fra")
    status = forms.ChoiceField(label="Kilden er", choices=options(RULE_STATUSES))
    why = forms.CharField(label="Baggrund", required=False, max_length=500)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, row: Row, segments: Iterable[Segment], rules: Iterable[str], today: date, **rest: Any
    ) -> None:
        super().__init__(data, today=today, **rest)
        self.row = row
        for token in tokens_of(tuple(segments)):
            field = _field(token, rules)
            if field is not None:
                self.fields[token.field] = field
                self.initial[token.field] = _initial(token.value)
        self.initial.update(cite=row.cite, valid_from=row.valid_from, status=row.status.value)

    def changes(self) -> dict[str, object]:
        """The fields that differ from the row; only of a form that is valid."""
        said = self.cleaned_data
        return {name: _written(said[name]) for name in self.fields if name != "revision" and self._differs(name)}

    def _differs(self, name: str) -> bool:
        new, old = self.cleaned_data[name], self.initial.get(name)
        if isinstance(old, list):
            return set(new) != set(old)
        return bool(new != old) and not (new in ("", None) and old in ("", None))


def pieces(segments: Iterable[Segment], before: Mapping[str, str], form: TokenForm | None) -> list[Piece]:
    """The sentence for the page: each token with its field, and its old words where they differ."""
    found = []
    for segment in segments:
        if isinstance(segment, str):
            found.append(Piece(segment))
            continue
        was = before.get(segment.field, segment.text)
        field = form[segment.field] if form is not None and segment.field in form.fields else None
        found.append(Piece(segment.text, segment.field, "" if was == segment.text else was, field))
    return found


def _field(token: Token, rules: Iterable[str]) -> forms.Field | None:
    value, label = token.value, name_of(token.field)
    if isinstance(value, Span):
        return SpanField(label=label)
    if isinstance(value, frozenset):
        member = type(next(iter(value)))
        return forms.MultipleChoiceField(
            label=label,
            choices=options(WORDS[member]),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Vælg mindst én."},
        )
    if isinstance(value, StrEnum):
        return forms.ChoiceField(label=label, choices=options(WORDS[type(value)]))
    if isinstance(value, bool):
        return forms.BooleanField(label=label, required=False)
    if isinstance(value, int):
        return forms.IntegerField(label=label, min_value=0)
    if isinstance(value, Decimal):
        return forms.DecimalField(label=label, min_value=0, decimal_places=2, localize=True)
    if isinstance(value, date):
        return DanishDateField(label=label)
    if token.field in REFERENCES:
        return forms.ChoiceField(label=label, choices=[(rule, rule) for rule in rules])
    return forms.CharField(label=label, max_length=200) if token.field != "name" else None


def _initial(value: object) -> object:
    if isinstance(value, frozenset):
        return [str(item.value) for item in value]
    return value.value if isinstance(value, StrEnum) else value


def _written(value: object) -> object:
    """As a policy file has it: spans and amounts as texts, sets as sorted lists."""
    if isinstance(value, Span):
        return f"{value.number} {value.unit}"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return sorted(value) if isinstance(value, list) else value
