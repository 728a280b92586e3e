"""docs/rules.md is what the rows say now."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from rules.book_text import rule_book
from rules.rulebook import entries

ROOT = Path(__file__).parents[2]


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rule_book(), "kør manage.py write_rule_book"


def test_every_rule_stands_once_under_its_document_and_heading() -> None:
    lines = rule_book().splitlines()
    for entry in entries():
        places = [number for number, line in enumerate(lines) if line == f"#### {entry.id} {entry.title}"]
        assert len(places) == 1, entry.id
        above = lines[: places[0]]
        assert next(line for line in reversed(above) if line.startswith("### ")) == f"### {entry.heading}"
        assert next(line for line in reversed(above) if line.startswith("## ")) == f"## {entry.source.title}"
        assert f"> {entry.quote}" in lines[places[0] : places[0] + 5]


def test_a_number_of_a_row_is_the_number_of_the_page() -> None:
    page = rule_book()
    (said,) = [line for line in _of(page, "REB23-48") if line.startswith("- ")]
    assert said.startswith("- fjordby, rebild: ") and "har frist 6 måneder efter" in said
    (waits,) = [line for line in _of(page, "RUD21-01") if line.startswith("Venter på: ")]
    assert waits == "Venter på: mål med årstal"


def _of(page: str, rule: str) -> list[str]:
    """The lines of one rule."""
    return page.split(f"#### {rule} ")[1].split("\n#")[0].splitlines()


def test_the_command_writes_it(tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("write_rule_book")
    assert (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8") == rule_book()
    assert capsys.readouterr().out.strip() == "Skrev docs/rules.md"
