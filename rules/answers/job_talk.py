"""Which open jobs of companies are taken up in a conversation with a citizen (REBGEN-13, REBGEN-20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.answers.asked import Asking, Reply, Said, rows_of, shaped
from rules.answers.terms import JobKind, JobsInTalk
from rules.asked import Key, ListOf, Shape, day, one_of, text
from rules.rule import Policy, Rule
from rules.terms import Kind
from rules.vocabulary import TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An open job."""

    occupation: str
    kind: JobKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An occupation that the citizen looks for work in."""

    occupation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTalkQuestion:
    """A citizen of a target group on the day `at`, with the job goals and the jobs that are open."""

    at: date
    group: TargetGroup
    goals: tuple[Goal, ...]
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTalkAbout:
    """The occupations of the jobs that are taken up, as the jobs name them."""

    jobs: tuple[str, ...]


def folded(occupation: str) -> str:
    """The occupation as it is compared: without regard to capitals and blanks at its ends."""
    return occupation.strip().lower()


def kinds_for(group: TargetGroup, rules: Sequence[Rule]) -> frozenset[JobKind]:
    """The kinds of jobs that some rule wants taken up with citizens of the group."""
    return frozenset(kind for rule, terms in rows_of(JobsInTalk, rules) if group in rule.groups for kind in terms.jobs)


def to_talk_about(question: JobTalkQuestion, terms: JobsInTalk) -> ToTalkAbout:
    wanted = {folded(goal.occupation) for goal in question.goals}
    fitting = (job for job in question.jobs if job.kind in terms.jobs and folded(job.occupation) in wanted)
    return ToTalkAbout(jobs=tuple(job.occupation.strip() for job in fitting))


def answer(question: JobTalkQuestion, rules: Sequence[Rule], policy: Policy) -> Reply:
    """A rule says nothing of citizens in other groups."""
    return Reply(
        tuple(
            Said(rule, _text(found), found)
            for rule, terms in rows_of(JobsInTalk, rules)
            if question.group in rule.groups
            for found in (to_talk_about(question, terms),)
        )
    )


def _text(found: ToTalkAbout) -> str:
    return f"Tal om: {', '.join(found.jobs)}" if found.jobs else "Ingen åbne job passer"


GOAL = Shape(Goal, {"occupation": Key("occupation", text, True)})
JOB = Shape(Job, {"occupation": Key("occupation", text, True), "kind": Key("kind", one_of(JobKind), True)})
KEYS = {
    "group": Key("group", one_of(TargetGroup), True),
    "goals": Key("goals", ListOf(GOAL), True),
    "jobs": Key("jobs", ListOf(JOB), True),
}
ASKING = Asking(
    clock=("today", day),
    keys=KEYS,
    kinds=frozenset({Kind.JOBS_IN_TALK}),
    make=shaped(JobTalkQuestion, KEYS),
    answer=answer,
)
