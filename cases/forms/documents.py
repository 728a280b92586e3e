"""A document sent to a case."""

import uuid
from typing import Any

from django import forms

from cases.file_types import TYPES
from cases.models import Grant, GrantQuote
from cases.services.documents import ALLOWED, MEGABYTE, MOST_BYTES, TITLE_LENGTH

ENDINGS = ",".join(f".{kind.ending}" for kind in TYPES)


class DocumentForm(forms.Form):
    """One file and what it is called here. An empty title becomes the name of the file."""

    use_required_attribute = False

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label="Fil",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=f"{ALLOWED}, højst {MOST_BYTES // MEGABYTE} MB.",
        error_messages={"required": "Vælg en fil."},
    )
    title = forms.CharField(
        label="Navn",
        required=False,
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Uden navn bruges filens. Skriv ikke CPR-nummer.",
    )

    def __init__(self, data: Any = None, files: Any = None, **start: Any) -> None:
        super().__init__(data, files, initial={"form_key": uuid.uuid4(), **start})


class PaperForm(DocumentForm):
    """A file of a grant: of the whole, or of one of its quotes."""

    quote = forms.TypedChoiceField(label="Hører til", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any = None, files: Any = None, *, grant: Grant, **start: Any) -> None:
        super().__init__(data, files, **start)
        self.quotes = {quote.pk: quote for quote in grant.quotes.all()}
        field = self.fields["quote"]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(pk), f"Tilbuddet fra {quote.supplier}") for pk, quote in self.quotes.items()]
        field.choices = [("", "Hele bevillingen"), *named]

    def clean_quote(self) -> GrantQuote | None:
        return self.quotes.get(self.cleaned_data["quote"])
