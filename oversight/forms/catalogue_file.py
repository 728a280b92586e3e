"""A file of the catalogue: sent to be tried, and then saved as it was shown."""

from django import forms

from staff.dates_field import DanishDateField, DatedForm


class FileForm(DatedForm):
    file = forms.FileField(label="Fil (xlsx eller csv)", error_messages={"required": "Vælg en fil."})
    from_on = DanishDateField(label="Priser og farver i filen gælder fra")
    reason = forms.CharField(
        label="Begrundelse for priser og farver",
        max_length=500,
        error_messages={"required": "Skriv en begrundelse for priserne og farverne."},
    )


class SaveForm(DatedForm):
    """What was tried, carried along: the rows, the day, the reason, and the digest of what was shown."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    from_on = DanishDateField(widget=forms.HiddenInput)
    reason = forms.CharField(widget=forms.HiddenInput, max_length=500)
    digest = forms.CharField(widget=forms.HiddenInput)
