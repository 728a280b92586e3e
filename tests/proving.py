"""`pytest --prove`: every test that carries the mark of a rule runs with that rule switched off, and must fail.

A test that passes all the same proves nothing of the rule. It must fail by an assertion: one that breaks otherwise
says nothing either.
"""

from collections.abc import Iterator

import pytest

from rules.trial import switched_off
from tests.without_rule import without_rule

OPTION = "--prove"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, action="store_true", help="run the proofs of the rules, each without its rule")


def rules_of(item: pytest.Item) -> list[str]:
    return [str(rule) for mark in item.iter_markers("proves") for rule in mark.args]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption(OPTION):
        return
    proofs = [item for item in items if rules_of(item)]
    config.hook.pytest_deselected(items=[item for item in items if not rules_of(item)])
    items[:] = proofs
    for item in proofs:
        (rule,) = rules_of(item)
        item.add_marker(pytest.mark.xfail(raises=AssertionError, strict=True, reason=f"uden {rule}"))


@pytest.fixture(autouse=True)
def _without_its_rule(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not request.config.getoption(OPTION):
        yield
        return
    (rule,) = rules_of(request.node)
    without_rule(monkeypatch, rule)
    with switched_off(rule):
        yield
