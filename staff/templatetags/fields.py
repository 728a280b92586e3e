"""Form fields with label, hint and error: {% load fields %}{% field form.held_on %}{% error_summary form %}."""

from dataclasses import dataclass

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()
Context = dict[str, object]
ALWAYS_OPTIONAL = (forms.CheckboxInput, forms.CheckboxSelectMultiple)
FORM_ICONS = {
    "personal": "meet",
    "physical": "meet",
    "in_person": "meet",
    "phone": "phone",
    "video": "video",
    "company": "bld",
    "at_company": "bld",
    "group": "users",
}


@dataclass(frozen=True)
class Choice:
    """One radio or check box of a group."""

    control: SafeString
    label: str
    icon: str


@dataclass(frozen=True)
class ErrorLine:
    """One error and the id of the control it is about (empty: the whole form)."""

    text: str
    anchor: str


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    css: str = "",
    hint: str = "",
    *,
    label_note: str = "",
    icons: bool = False,
    hide_label: bool = False,
    rows: int = 0,
    focus: bool = False,
) -> Context:
    """One field; see components/field.html. `icons` shows the form of a conversation as icons, `rows` sizes a text.

    `focus`: the field has the focus when the page opens.
    """
    words = hint or str(bound.help_text)
    described = _described(bound, words)
    widget = bound.field.widget
    context: Context = {
        "bound": bound,
        "css": css,
        "hint": words,
        "hide_label": hide_label,
        "icons": icons,
        "describedby": described,
        "label_note": label_note or _optional_words(bound),
        "group": False,
    }
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        kind = "ticks" if isinstance(widget, forms.CheckboxSelectMultiple) else "segments"
        return context | {"group": True, "kind": kind, "choices": _choices(bound, icons)}
    kind = "check" if isinstance(widget, forms.CheckboxInput) else "plain"
    attrs = _attributes(bound, described)
    if rows:
        attrs["rows"] = str(rows)
    if focus:
        attrs["autofocus"] = ""
    return context | {"kind": kind, "control": bound.as_widget(attrs=attrs)}


@register.inclusion_tag("components/errors.html")
def error_summary(form: forms.BaseForm) -> Context:
    """The errors of a bound form with links to the fields."""
    lines = [ErrorLine(str(error), "") for error in form.non_field_errors()]
    for bound in form:
        lines += [ErrorLine(f"{bound.label}: {error}", _anchor(bound)) for error in bound.errors]
    heading = "Der er 1 fejl" if len(lines) == 1 else f"Der er {len(lines)} fejl"
    return {"lines": lines, "heading": heading}


def _optional_words(bound: BoundField) -> str:
    return "" if bound.field.required or isinstance(bound.field.widget, ALWAYS_OPTIONAL) else "valgfri"


def _described(bound: BoundField, hint: str) -> str:
    ids = [f"{bound.auto_id}_hint"] if hint else []
    return " ".join([*ids, f"{bound.auto_id}_error"] if bound.errors else ids)


def _attributes(bound: BoundField, described: str) -> dict[str, str | bool]:
    widget = bound.field.widget
    attrs: dict[str, str | bool] = {}
    if not isinstance(widget, forms.CheckboxInput):
        look = "form-select ar" if isinstance(widget, forms.Select) else "form-input"
        own = widget.attrs.get("class", "")
        attrs["class"] = " ".join(filter(None, [look, "err" if bound.errors else "", str(own)]))
    if widget.attrs.get("placeholder") == bound.label:
        attrs["placeholder"] = ""  # the label stands above the field already
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def _choices(bound: BoundField, icons: bool) -> list[Choice]:
    found = []
    for sub in bound.subwidgets:
        icon = FORM_ICONS.get(str(sub.data["value"]), "") if icons else ""
        found.append(Choice(sub.tag(wrap_label=False), str(sub.choice_label), icon))
    return found


def _anchor(bound: BoundField) -> str:
    group = isinstance(bound.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect)
    return f"{bound.auto_id}_0" if group else str(bound.auto_id)
