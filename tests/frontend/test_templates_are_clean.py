"""The strict content policy holds by construction: no inline style, script or handler; nothing is marked safe."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
SPRITE = set(re.findall(r'<symbol id="([a-z]+)"', (ROOT / "static/icons.svg").read_text()))
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)
FORBIDDEN = {
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)|javascript:", re.IGNORECASE),
    "handler attribute": re.compile(r"""\s(?:on[a-z]+|hx-on[:\w-]*)\s*=\s*["']""", re.IGNORECASE),
    "evaluated htmx": re.compile(r"""hx-(?:vals|headers)\s*=\s*["']js:|hx-trigger\s*=\s*["'][^"']*\["""),
    "unescaped value": re.compile(r"\|\s*safe\b|{%\s*autoescape off|\|\s*safeseq\b"),
    "address of another house": re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//"""),
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_clean(path: Path) -> None:
    text = COMMENT.sub("", path.read_text())
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_icon_named_is_in_the_sprite(path: Path) -> None:
    named = set(re.findall(r'{% icon "([a-z]+)"', path.read_text()))
    named |= set(re.findall(r'\bicon="([a-z]+)"', path.read_text()))
    assert named - SPRITE == set()


def test_every_component_says_how_it_is_used() -> None:
    silent = [
        name(path) for path in (ROOT / "templates/components").glob("*.html") if "{% comment %}" not in path.read_text()
    ]
    assert silent == []


def test_no_number_of_citizens_is_printed_by_hand() -> None:
    by_hand = [name(path) for path in TEMPLATES if "data-count=" in COMMENT.sub("", path.read_text())]
    assert by_hand == ["templates/components/count.html", "templates/components/nav_item.html"]


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_scripts_evaluate_nothing(path: Path) -> None:
    assert not re.search(
        r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|localStorage", path.read_text()
    )
