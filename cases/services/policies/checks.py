"""What is looked at before a draft may be approved. What blocks, blocks; a warning is for the approver to weigh."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.models import RuleVersion
from cases.services.policies.candidates import Trial, faults, of_draft
from cases.services.policies.impact import measured
from rules.asked import Faults
from rules.examples import examples, number_of
from rules.vocabulary import PhaseIn, RuleStatus
from rules.wording import long_date


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `detail` names each place that is not in order."""

    code: str
    level: Level
    text: str
    detail: tuple[str, ...] = ()


def of(*, draft: RuleVersion, today: date) -> tuple[Check, ...]:
    """Every check of a draft as of today, also how many deadlines pass on its first day."""
    blocking = before_approval(draft=draft, today=today)
    if any(check.code == "coverage" and check.level is Level.BLOCKS for check in blocking):
        return blocking
    trial = of_draft(draft)
    return (*blocking, _day_one(draft, trial, today), *_source(trial))


def before_approval(*, draft: RuleVersion, today: date) -> tuple[Check, ...]:
    """The checks that can refuse an approval."""
    wrong = faults(draft)
    if wrong:
        text = "Der er ikke netop én version for hver gruppe og dag"
        return (Check("coverage", Level.BLOCKS, text, wrong), *_date(draft, today))
    trial = of_draft(draft)
    groups = len(trial.after.groups | trial.after.none_for)
    counted = (f"Ingen huller eller overlap, {groups} målgrupper kontrolleret",)
    coverage = Check("coverage", Level.OK, "Netop én version for hver gruppe og dag", counted)
    return (coverage, _scenarios(trial), *_date(draft, today))


def _date(draft: RuleVersion, today: date) -> Iterator[Check]:
    """What has been met and told cannot be judged anew, so a version begins today at the earliest."""
    if draft.valid_from is not None and draft.valid_from < today:
        yield Check("date", Level.BLOCKS, f"{long_date(draft.valid_from)} er passeret. Vælg i dag eller en senere dag")


def _scenarios(trial: Trial) -> Check:
    number = number_of(trial.after.id)
    try:
        examples(trial.before, trial.after)
    except (Faults, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        said = str(error) if isinstance(error, Faults) else type(error).__name__
        return Check("scenarios", Level.BLOCKS, "Ikke alle regneeksempler giver et svar", (said,))
    return Check("scenarios", Level.OK, f"Alle {number} regneeksempler giver et svar")


def _day_one(draft: RuleVersion, trial: Trial, today: date) -> Check:
    phase = PhaseIn(draft.phase_in)
    number = measured(trial=trial, today=today, phases=(phase,))[phase].overdue
    if not number:
        return Check("day_one", Level.OK, "Ingen frister er overskredet på første dag")
    said = "frist er" if number == 1 else "frister er"
    return Check("day_one", Level.WARNING, f"{number} {said} overskredet på første dag")


def _source(trial: Trial) -> Iterator[Check]:
    if trial.after.status is RuleStatus.UNVERIFIED:
        text = "Kilden er ikke bekræftet. Datoer vises med »ikke bekræftet«"
        yield Check("source", Level.WARNING, text)
