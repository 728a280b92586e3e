"""Danish alphabetical order as a stored key, in any collation."""

from django.db import models
from django.db.models.functions import Lower, Replace


class Translate(models.Func):
    """PostgreSQL's `translate(text, from, to)`."""

    function = "TRANSLATE"
    arity = 3
    output_field = models.CharField()


def danish_sort_key(field: str) -> models.Func:
    """Danish alphabetical order in any collation: aa counts as å, and æ, ø, å follow z."""
    lowered = Replace(Lower(field), models.Value("aa"), models.Value("å"))
    return Translate(lowered, models.Value("æøåäöü"), models.Value("{|}{|y"))
