"""The agenda of a sparringsmøde: what is to be discussed on a day, gathered from what is stored, and what came of it.

An extension stands there from the day its decision opens (REB23-29), an offer from its follow-up without progress
(REB23-26), a wish to extend from the day it was sent, and what a leader has put there; until an outcome settles it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from cases.models import AgendaCase, Case, Deadline, Grant, GrantDiscussion, GrantFollowUp, GrantStatus, SparringOutcome
from cases.models.sparring import Outcome
from cases.services.grants.sparring import DISCUSSABLE
from cases.services.policies.in_force import current_policy
from oversight.services import overseen
from rules.terms import Kind
from staff.models import Team, User
from staff.wording import short_date

Grants = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class View:
    """One filter of the agenda."""

    slug: str
    title: str
    icon: str
    condition: Q


VIEWS = (
    View("", "Alle", "list", Q()),
    View("forlaengelser", "Forlængelser", "cal", Q(due_on__isnull=False) | Q(wished=True)),
    View("ingen-progression", "Ingen progression", "soon", Q(no_on__isnull=False)),
    View("sat-paa", "Sat på af leder", "flag", ~Q(put="")),
    View("mangler-udfald", "Mangler udfald", "chat", Q(outcome="")),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A filter with how many citizens it holds."""

    view: View
    number: int


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One case of the agenda: why it is there, what was said of it before, what came of it."""

    grant: Any
    reasons: tuple[str, ...]
    before: tuple[str, ...]
    outcome: SparringOutcome | None


def agenda(viewer: User, *, team: Team | None, day: date, today: date) -> Grants:
    """The grants on the agenda of `day`. Of a day that has passed only what was discussed then is known."""
    cases = overseen.open_cases(viewer, team=team)
    rows = Grant.objects.valid().filter(case__in=cases.values("pk"))
    of_day = SparringOutcome.objects.filter(grant=OuterRef("pk"), on_date=day)
    rows = _reasons(rows, day).annotate(
        named=Exists(Case.objects.visible_to(viewer).filter(pk=OuterRef("case"))),
        outcome=Coalesce(Subquery(of_day.values("outcome")[:1]), Value(""), output_field=CharField()),
    )
    on_it = ~Q(outcome="")
    if day >= today:
        on_it |= Q(due_on__isnull=False) | Q(no_on__isnull=False) | Q(wished=True) | ~Q(put="")
    found: Grants = rows.filter(on_it)
    return found


def described(grants: Grants) -> Grants:
    """With what a row shows; `sort_on` is the day by which it must be decided, else the last day of the offer."""
    found: Grants = grants.select_related("case__citizen", "offer", "recorded_by").annotate(
        sort_on=Coalesce("due_on", "to_on", output_field=DateField())
    )
    return found


def counts(grants: Grants) -> list[Counted]:
    """How many citizens each filter holds, in one statement."""
    numbers = grants.aggregate(
        **{f"n{place}": Count("case", filter=view.condition, distinct=True) for place, view in enumerate(VIEWS)}
    )
    return [Counted(view, numbers[f"n{place}"]) for place, view in enumerate(VIEWS)]


def rows_of(grants: list[Any], *, day: date, today: date) -> list[AgendaRow]:
    """The rows as the page tells them, in two statements."""
    written = SparringOutcome.objects.filter(grant__in=grants).select_related("recorded_by").order_by("on_date", "pk")
    talks = GrantDiscussion.objects.valid().filter(grant__in=grants, outcome__isnull=True).select_related("present")
    before: dict[int, list[str]] = {}
    outcomes = {}
    for talk in talks:
        answer = "anbefalet" if talk.agreed else "ikke anbefalet"
        before.setdefault(talk.grant_id, []).append(
            f"{short_date(talk.on_date, today)} drøftet med {talk.present.name}: forlængelse {answer}"
        )
    for row in written:
        if row.on_date == day:
            outcomes[row.grant_id] = row
        elif row.on_date < day:
            before.setdefault(row.grant_id, []).append(
                f"{short_date(row.on_date, today)} {row.get_outcome_display().lower()}: {row.text}"
            )
    return [
        AgendaRow(grant, reasons(grant, today=today), tuple(before.get(grant.pk, ())), outcomes.get(grant.pk))
        for grant in grants
    ]


def reasons(grant: Any, *, today: date) -> tuple[str, ...]:
    """Why it stands on the agenda, in words."""
    due = f"Forlængelse besluttes senest {short_date(grant.due_on, today)}" if grant.due_on else ""
    no = f"Ingen progression ved opfølgningen {short_date(grant.no_on, today)}" if grant.no_on else ""
    wish = "Forlængelsen afventer godkendelse" if grant.wished else ""
    return tuple(words for words in (due, no, wish, grant.put) if words)


def meetings(viewer: User, *, team: Team | None, before: date, most: int = 5) -> list[date]:
    """The last days on which something came of the cases of the leader's teams."""
    cases = overseen.open_cases(viewer, team=team)
    rows = SparringOutcome.objects.filter(grant__case__in=cases.values("pk"), on_date__lt=before)
    return list(rows.order_by("-on_date").values_list("on_date", flat=True).distinct()[:most])


def _reasons(rows: Grants, day: date) -> Grants:
    settled = SparringOutcome.objects.exclude(outcome=Outcome.AGAIN).filter(on_date__lt=day)
    put = AgendaCase.objects.valid().filter(grant=OuterRef("pk"), from_on__lte=day, settled_at__isnull=True)
    deciding = _open(Kind.BEFORE_END, day).filter(
        ~Exists(settled.filter(grant=OuterRef(OuterRef("pk")), on_date__gte=OuterRef("opens_on"))),
        case=OuterRef("case"), anchor_on=OuterRef("to_on"), opens_on__lte=day,
    )  # fmt: skip
    stopping = _open(Kind.STOP_AFTER_NO, day).filter(case=OuterRef("case"), anchor_on=OuterRef("on_date"))
    without = GrantFollowUp.objects.valid().filter(
        Exists(stopping), ~Exists(settled.filter(grant=OuterRef("grant"), on_date__gte=OuterRef("on_date"))),
        grant=OuterRef("pk"), on_date__lte=day,
    )  # fmt: skip
    wished = Q(status=GrantStatus.PENDING, extends__isnull=False) & ~Exists(settled.filter(grant=OuterRef("pk")))
    talked = Exists(SparringOutcome.objects.filter(grant=OuterRef("pk")))
    found: Grants = rows.filter(Q(status__in=DISCUSSABLE) | talked).annotate(
        due_on=Subquery(deciding.order_by("due_on").values("due_on")[:1], output_field=DateField()),
        no_on=Subquery(without.order_by("-on_date").values("on_date")[:1], output_field=DateField()),
        wished=ExpressionWrapper(wished, output_field=BooleanField()),
        put=Coalesce(Subquery(put.values("why")[:1]), Value(""), output_field=CharField()),
    )
    return found


def _open(kind: Kind, day: date) -> Any:
    """Deadlines of the rules of this kind that nothing has met on `day`."""
    rules = {rule.id for rule in current_policy().rules if rule.kind is kind}
    return Deadline.objects.unmet(day).filter(rule__in=rules)
