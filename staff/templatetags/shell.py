"""Tags of the shell and its components: {% load shell %}. Each tag prints one template of components/."""

from datetime import date, datetime

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from staff import badges, wording

register = template.Library()
Context = dict[str, object]
SIZES = {"s": " i-s", "l": " i-l", "": ""}


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """One icon of static/icons.svg. Decoration without `label`; with it an image that is read aloud.

    `size`: "s" 13 px, "" 16 px, "l" 20 px.
    """
    sprite = f"{static('icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="i{}" role="img" aria-label="{}"><use href="{}"/></svg>', SIZES[size], label, sprite
        )
    return format_html('<svg class="i{}" aria-hidden="true"><use href="{}"/></svg>', SIZES[size], sprite)


@register.inclusion_tag("components/count.html")
def count(
    number: int,
    url: str,
    label: str = "",
    *,
    icon: str = "",
    tone: str = "",
    css: str = "jc-cnt",
    hidden: str = "",
    current: bool = False,
    target: str = "",
    key: str = "",
    swap_url: str = "",
) -> Context:
    """The only way to print a number of citizens; see components/count.html."""
    return {
        "number": number,
        "url": url,
        "label": label,
        "icon": icon,
        "tone": tone,
        "css": css,
        "hidden": hidden,
        "current": current,
        "target": target,
        "key": key,
        "swap_url": swap_url or url,
    }


@register.inclusion_tag("components/status.html")
def status(
    code: str,
    today: date,
    due_on: date | None = None,
    *,
    met_on: date | None = None,
    until: date | None = None,
    closed_on: date | None = None,
    detail: str = "",
) -> Context:
    """Status badge of a deadline; see components/status.html and `staff.badges`."""
    badge = badges.status_badge(
        status=code,
        today=today,
        due_on=_day(due_on),
        met_on=_day(met_on),
        until=_day(until),
        closed_on=_day(closed_on),
        detail=detail or "",
    )
    return {"badge": badge}


@register.inclusion_tag("components/colour.html")
def colour(code: str, note: str = "") -> Context:
    """Colour badge of an offer; see components/colour.html."""
    return {"badge": badges.colour_badge(colour=code, note=note)}


@register.simple_tag
def status_icon(code: str) -> SafeString:
    """The icon of a status alone, decorative, in its colour (heads of groups, counters)."""
    _, name, css = badges.STATUSES[code]
    return format_html('<span class="{}">{}</span>', css.replace("st-", "tx-"), icon(name))


@register.simple_block_tag
def card(content: str, title: str = "", aside: str = "", css: str = "", id: str = "", label: str = "") -> str:
    """White card; see components/card.html."""
    values = {"content": content, "title": title, "aside": aside, "css": css, "id": id, "label": label}
    return render_to_string("components/card.html", values)


@register.simple_block_tag
def note(content: str, tone: str = "info", title: str = "", css: str = "", role: str = "") -> str:
    """Coloured remark; see components/note.html."""
    names = {"over": "over", "soon": "yel", "ok": "ok", "miss": "miss", "susp": "susp", "info": "info", "plain": "info"}
    values = {"content": content, "tone": tone, "icon": names[tone], "title": title, "css": css, "role": role}
    return render_to_string("components/note.html", values)


@register.simple_tag
def initials(name: str) -> str:
    """Two letters for the round mark: Mette Skovgaard -> MS."""
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else ""


@register.filter
def computed_words(finished_at: datetime, today: date) -> str:
    """i dag kl. 6.00; lørdag d. 21. november kl. 6.00"""
    shown = wording.local(finished_at)
    day = "i dag" if shown.date() == today else wording.day_in_words(shown.date(), today)
    return f"{day} {wording.clock(finished_at)}"


def _day(value: date | None) -> date | None:
    return wording.local(value).date() if isinstance(value, datetime) else value
