"""Control lists: one mechanism for every list over all cases that ought to be empty.

A list is a sentence, a query over the cases one oversees, and two columns: since when, and what is missing or booked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, DateField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from cases.access import CaseQuerySet
from cases.models import Gap, Listing, Responsibility
from cases.services import records
from oversight.services.colour_changed import colour_changed
from oversight.services.dispensed import dispensed
from oversight.services.lacking import lacking_by
from rules.labels import MISSING_FACTS
from rules.rule import Policy

Rows = QuerySet[Any, Any]
Query = Callable[[CaseQuerySet, date], CaseQuerySet]


@dataclass(frozen=True, slots=True)
class ControlList:
    """`query` narrows the overseen cases and annotates `since` (date) and `reason` (a word or the code of a fact).

    `fills`: the missing fact is a field in the list; `tells`: the last column is the reason in words.
    """

    slug: str
    title: str
    sentence: str
    column: str
    empty: str
    query: Query
    rule: str = ""
    fills: bool = False
    tells: bool = False

    def cases(self, overseen: CaseQuerySet, *, today: date) -> CaseQuerySet:
        """The citizens on the list on `today`."""
        return self.query(overseen, today)


def missing_deadline(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """Cases with a gap (A-66): a date is owed and cannot be computed."""
    gaps = Gap.objects.missing(today).filter(case=OuterRef("pk")).order_by("since", "rule", "fact")
    return _narrowed(cases, gaps, gaps.values("since")[:1], gaps.values("fact")[:1])


def without_responsible(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """Open cases that nobody is responsible for (BRO18-03), since the last responsibility ended or the course began."""
    ended = Responsibility.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(last=Max("to_on"))
    since = Coalesce(Subquery(ended.values("last")[:1]), F("course_start"), output_field=DateField())
    found: CaseQuerySet = cases.without_responsible().annotate(since=since, reason=Value("", CharField()))
    return found


def listed_by(rule: str) -> Query:
    """Cases that the rule keeps on its list (`Listing` rows)."""

    def query(cases: CaseQuerySet, today: date) -> CaseQuerySet:
        rows = Listing.objects.standing(today).filter(case=OuterRef("pk"), rule=rule).order_by()
        first = rows.values("case").annotate(first=Min("since")).values("first")
        return _narrowed(cases, rows, first, rows.values("text")[:1])

    return query


def without_partial_return(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """The sick with an employer whose first half year has passed without a plan for partial return (REB23-56)."""
    found: CaseQuerySet = records.late_partial_return(cases, today=today).annotate(reason=Value("", CharField()))
    return found


def _narrowed(cases: CaseQuerySet, rows: Rows, since: Rows, reason: Rows) -> CaseQuerySet:
    found: CaseQuerySet = cases.filter(Exists(rows)).annotate(
        since=Cast(Subquery(since), DateField()), reason=Cast(Subquery(reason), CharField())
    )
    return found


LISTS = (
    ControlList(
        "mangler-frist",
        "Mangler frist",
        "Åbne sager, hvor en krævet frist ikke kan beregnes, også dem med en anden frist, der er overskredet.",
        "Det mangler",
        "Ingen borgere mangler frist.",
        missing_deadline,
        fills=True,
    ),
    ControlList(
        "mangler-samtale",
        "Mangler samtale",
        "Forsikrede ledige med et interval på 28 ledige dage uden en afholdt samtale.",
        "Næste aftale",
        "Ingen borgere mangler en samtale i et interval.",
        listed_by("BRO18-05"),
        "BRO18-05",
    ),
    ControlList(
        "uden-ansvarlig",
        "Uden ansvarlig",
        "Åbne sager, som ingen rådgiver har ansvaret for.",
        "Næste aftale",
        "Alle åbne sager har en ansvarlig rådgiver.",
        without_responsible,
        "BRO18-03",
    ),
    ControlList(
        "afsluttet-praktik",
        "Afsluttet praktik uden visitation",
        "Et virksomhedsrettet tilbud er sluttet uden job eller uddannelse, og borgeren er ikke visiteret.",
        "Næste aftale",
        "Ingen borgere har afsluttet praktik uden at blive visiteret.",
        listed_by("A-24"),
        "A-24",
    ),
    ControlList(
        "over-6-maaneder",
        "Over 6 måneder uden visitation",
        "Over 6 måneder i alt på ydelsen uden visitation til jobkonsulent, også når målgruppen har skiftet undervejs.",
        "Næste aftale",
        "Ingen borgere har været over 6 måneder på ydelsen uden visitation.",
        listed_by("A-25"),
        "A-25",
    ),
    ControlList(
        "farve-aendret",
        "Farve ændret under forløb",
        "Tilbud i gang med en anden farve i dag end ved afgørelsen, som gælder. En forlængelse følger den nye.",
        "Farve ved afgørelsen → nu",
        "Ingen tilbud i gang har skiftet farve.",
        colour_changed,
        "REB23-31",
        tells=True,
    ),
    ControlList(
        "dispensationer",
        "Dispensationer",
        "Borgere, hvor en fagkonsulent har åbnet for et rødt tilbud efter en højere myndigheds afgørelse eller en"
        " lovbestemt ret.",
        "Tilbud og grundlag",
        "Ingen borgere har en dispensation.",
        dispensed,
        "REB23-32",
        tells=True,
    ),
    ControlList(
        "delvis-raskmelding",
        "Delvis raskmelding mangler",
        "Sygemeldte med arbejdsgiver, hvor det første halve år er gået uden en plan for delvis raskmelding eller en"
        " grund til, at den ikke er mulig.",
        "Næste aftale",
        "Alle sygemeldte med arbejdsgiver har en plan eller en grund.",
        without_partial_return,
        "REB23-56",
    ),
    ControlList(
        "virksomhedsfokus",
        "Uden virksomhedsrettet tilbud",
        "Borgere i det styrkede virksomhedsrettede fokus uden et virksomhedsrettet tilbud i gang eller planlagt.",
        "Næste skridt",
        "Alle i fokus har et virksomhedsrettet tilbud.",
        lacking_by("REB23-05"),
        "REB23-05",
        tells=True,
    ),
    ControlList(
        "foer-studiestart",
        "Før studiestart uden tilbud",
        "Åbenlyst uddannelsesparate med en studiestart forude, uden job og uden et tilbud i gang eller planlagt.",
        "Næste skridt",
        "Alle, der venter på studiestart, har et job eller et tilbud.",
        lacking_by("RUD21-30"),
        "RUD21-30",
        tells=True,
    ),
    ControlList(
        "sygemeldt-fra-dagpenge",
        "Sygemeldt fra dagpenge uden tilbud",
        "Sygemeldte, som kom fra A-dagpenge og ikke har haft eller fået planlagt et tilbud siden.",
        "Næste skridt",
        "Alle sygemeldte fra A-dagpenge har et tilbud.",
        lacking_by("RUD21-50"),
        "RUD21-50",
        tells=True,
    ),
)


def shown_under(policy: Policy) -> tuple[ControlList, ...]:
    """The lists of this municipality: one that a rule asks for is there only with the rule."""
    asked = {gate.id for gate in policy.gates}
    return tuple(each for each in LISTS if not each.rule or each.rule in asked or policy.rule(each.rule) is not None)


def counts(lists: Iterable[ControlList], overseen: CaseQuerySet, *, today: date) -> dict[str, int]:
    """How many citizens stand on each list, by its slug. One query for all of them."""
    slugs = {f"list_{number}": each for number, each in enumerate(lists)}
    totals = {
        name: Count("pk", filter=Q(pk__in=each.cases(overseen, today=today).order_by().values("pk")))
        for name, each in slugs.items()
    }
    found = overseen.aggregate(**totals)
    return {each.slug: found[name] for name, each in slugs.items()}


def reason_words(reason: str) -> str:
    """What the column says: the missing fact in words, or the text of the list."""
    return MISSING_FACTS.get(reason, reason)
