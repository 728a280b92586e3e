"""Words, icon and class of the two badges: status of a deadline and colour of an offer.

Status codes are those of rule convention C9 and four more that only screens need:
missing (no deadline can be computed), exempt (a pause whose reason is exemption),
recommended (a recommendation past its window) and superseded.
"""

from dataclasses import dataclass
from datetime import date

from staff import wording


@dataclass(frozen=True)
class Badge:
    """`label` is the status in full, `text` what stands on the badge; equal when nothing shorter says more."""

    label: str
    text: str
    icon: str
    css: str


STATUSES: dict[str, tuple[str, str, str]] = {
    "overdue": ("Overskredet", "over", "st-over"),
    "due_soon": ("Forfalder snart", "soon", "st-soon"),
    "pending": ("Ikke forfalden", "cal", "st-plain"),
    "fulfilled": ("Rettidig", "ok", "st-ok"),
    "fulfilled_late": ("For sent", "ok", "st-soon"),
    "missing": ("Mangler frist", "miss", "st-miss"),
    "paused": ("Suspenderet", "susp", "st-susp"),
    "exempt": ("Fritaget", "susp", "st-susp"),
    "missed": ("Ikke nået", "bar", "st-plain"),
    "recommended": ("Bør overvejes", "flag", "st-plain"),
    "superseded": ("Bortfaldet", "", "st-plain"),
}
COLOURS: dict[str, tuple[str, str, str]] = {
    "green": ("Grøn", "grn", "of-g"),
    "yellow": ("Gul", "yel", "of-y"),
    "red": ("Rød", "red", "of-r"),
    "unknown": ("Gul, ikke kategoriseret", "miss", "of-u"),
    "company": ("Virksomhedsrettet", "work", "of-n"),
}


def status_badge(
    *,
    status: str,
    today: date,
    due_on: date | None = None,
    met_on: date | None = None,
    until: date | None = None,
    closed_on: date | None = None,
    detail: str = "",
) -> Badge:
    """The badge of one deadline as seen on `today`.

    `until` is the last day of a pause or exemption (None: open), `detail` the missing fact, the reason
    of an exemption or what replaced a superseded deadline. Raises KeyError for an unknown status.
    """
    label, icon, css = STATUSES[status]
    text = _text(
        status=status, today=today, due_on=due_on, met_on=met_on, until=until, closed_on=closed_on, detail=detail
    )
    return Badge(label, text or label, icon, css)


def _text(
    *,
    status: str,
    today: date,
    due_on: date | None,
    met_on: date | None,
    until: date | None,
    closed_on: date | None,
    detail: str,
) -> str:
    if status in ("paused", "exempt"):
        ends = f"til {wording.day_month(until, today)}" if until else "uden slutdato"
        return f"{ends} · {detail}" if detail else ends
    if due_on is None or status in ("missing", "superseded"):
        return detail
    if status == "overdue":
        return wording.over(due_on, today)
    if status in ("due_soon", "pending"):
        return _waiting(status, due_on, today)
    if status == "fulfilled" and met_on:
        return f"Rettidig {wording.day_month(met_on, today)}"
    if status == "fulfilled_late" and met_on:
        return f"{wording.days((met_on - due_on).days)} for sent"
    if status == "missed" and closed_on:
        return f"Lukket {wording.days((closed_on - due_on).days)} efter fristen"
    if status == "recommended":
        return f"siden {wording.day_month(due_on, today)}"
    return detail


def _waiting(status: str, due_on: date, today: date) -> str:
    wait = (due_on - today).days
    if wait > wording.DAYS_IN_WORDS:
        return ""
    return wording.days(wait) if status == "pending" else wording.ahead(due_on, today)


def colour_badge(*, colour: str, note: str = "") -> Badge:
    """Colour of an offer for a target group; `note` follows the word ("Gul afventer", "Grøn · frit")."""
    label, icon, css = COLOURS[colour]
    return Badge(label, f"{label} {note}" if note else label, icon, css)
