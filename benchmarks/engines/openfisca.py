"""The five rules in openfisca-core (AGPL, used here to measure only): dated parameters, vectorised formulas.

openfisca computes every variable for everyone; a duty that is not owed is the day 0.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.engines.shared import (
    ACTIVITY,
    ACTIVITY_READY,
    CONSIDER,
    GROUPS,
    IDS,
    JOB_READY,
    REFER_ACTIVITY_READY,
    REFER_JOB_READY,
    REFER_SICK,
    SICK,
    Answers,
    Case,
)

TODAY = "2026-11-22"
NEVER = date(1970, 1, 1)
Person = build_entity(key="person", plural="persons", label="", is_person=True)
Array = np.ndarray[Any, Any]


def add_months(days: Array, months: int) -> Array:
    """The same day of a later month, clamped to its last day."""
    month = days.astype("datetime64[M]")
    day = (days - month.astype("datetime64[D]")).astype(int)
    later = month + months
    last = ((later + 1).astype("datetime64[D]") - later.astype("datetime64[D]")).astype(int) - 1
    return later.astype("datetime64[D]") + np.minimum(day, last)


def _input(name: str, value_type: type) -> type[Variable]:
    fields = {"value_type": value_type, "entity": Person, "definition_period": DateUnit.DAY, "label": name}
    return type(name, (Variable,), fields)


def _owed(rule: str, group: str, undone: str) -> type[Variable]:
    def formula(person: Any, period: Any, parameters: Any) -> Array:
        due = add_months(person("start", period), getattr(parameters(period), name(rule)))
        owed = (person("group", period) == GROUPS.index(group)) & (person(undone, period) == np.datetime64(NEVER))
        return np.where(owed, due, np.datetime64(NEVER))

    return _formula(rule, formula)


def _activity(person: Any, period: Any, parameters: Any) -> Array:
    ended = person("offer_ended", period)
    anchor = np.where(ended == np.datetime64(NEVER), person("start", period), ended)
    return add_months(anchor, getattr(parameters(period), name(ACTIVITY)))


def _formula(rule: str, formula: Any) -> type[Variable]:
    fields = {"value_type": date, "entity": Person, "definition_period": DateUnit.DAY, "label": rule}
    return type(name(rule), (Variable,), fields | {"formula": formula})


def name(rule: str) -> str:
    return rule.lower().replace("-", "_")


def system(months: Mapping[str, int]) -> TaxBenefitSystem:
    found = TaxBenefitSystem([Person])
    dated = {name(rule): {"values": {"2018-01-01": {"value": number}}} for rule, number in months.items()}
    found.parameters = ParameterNode("", data=dated)
    for variable in (
        _input("group", int), _input("start", date), _input("referred", date), _input("considered", date),
        _input("offer_ended", date), _owed(REFER_JOB_READY, JOB_READY, "referred"),
        _owed(REFER_ACTIVITY_READY, ACTIVITY_READY, "referred"), _owed(CONSIDER, SICK, "considered"),
        _owed(REFER_SICK, SICK, "referred"), _formula(ACTIVITY, _activity),
    ):  # fmt: skip
        found.add_variable(variable)
    return found


def columns(cases: Sequence[Case]) -> dict[str, Array]:
    """The cases read into arrays."""
    found = {"group": np.array([GROUPS.index(case.group) for case in cases])}
    for field in ("start", "referred", "considered", "offer_ended"):
        found[field] = np.array([getattr(case, field) or NEVER for case in cases], dtype="datetime64[D]")
    return found


def compute(inputs: Mapping[str, Array], months: Mapping[str, int]) -> dict[str, Array]:
    held = system(months)
    simulation = SimulationBuilder().build_default_simulation(held, len(inputs["group"]))
    for field, values in inputs.items():
        simulation.set_input(field, TODAY, values)
    return {rule: simulation.calculate(name(rule), TODAY) for rule in IDS}


def answer(cases: Sequence[Case], months: Mapping[str, int]) -> Answers:
    """The arrays as lists a case; only for the comparison, never in the measure."""
    found: Answers = [[] for _ in cases]
    epoch = NEVER.toordinal()
    for rule, due in sorted(compute(columns(cases), months).items()):
        for owed, day in zip(found, due.astype(int).tolist(), strict=True):
            if day:
                owed.append((rule, day + epoch))
    return found
