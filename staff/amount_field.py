"""Amounts of kroner as they are typed in Danish: 18.800 · 2350,50 · 18800 kr."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

EXAMPLE = "Skriv et beløb, fx 18.800 eller 2.350,50."
AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:,(\d{1,2}))?")
_UNIT = re.compile(r"\s*(kr\.?)?\s*$")


class KronerField(forms.Field):
    """A full stop parts thousands and a comma the øre; anything else is asked about, never guessed."""

    widget = forms.TextInput
    default_error_messages = {"required": "Skriv et beløb."}

    def to_python(self, value: object) -> Decimal | None:
        if value is None or value == "":
            return None
        if isinstance(value, Decimal):
            return value
        typed = _UNIT.sub("", str(value)).replace("\xa0", "").replace(" ", "")
        found = AMOUNT.fullmatch(typed)
        if found is None or len(found[1].replace(".", "")) > 7:
            raise ValidationError(EXAMPLE, code="invalid")
        return Decimal(f"{found[1].replace('.', '')}.{found[2] or '0'}")

    def prepare_value(self, value: object) -> object:
        """18.800 · 2.350,50"""
        if not isinstance(value, Decimal):
            return value
        whole, _, part = f"{value:,.2f}".partition(".")
        grouped = whole.replace(",", ".")
        return grouped if part == "00" else f"{grouped},{part}"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "decimal", "autocomplete": "off"}
