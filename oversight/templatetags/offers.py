"""The face of a cell of the catalogue: {% load offers %}."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from offers.services.catalogue import Shown
from staff.badges import COLOURS
from staff.templatetags.shell import icon

register = template.Library()


@register.filter
def cell_css(cell: Shown) -> str:
    """The class of its colour."""
    return COLOURS[cell.code][2]


@register.simple_tag
def cell_face(cell: Shown) -> SafeString:
    """Icon and word; an uncategorised cell says Gul and is drawn dashed."""
    word, name, _ = COLOURS[cell.code]
    return format_html("{}{}", icon(name), word.partition(",")[0])
