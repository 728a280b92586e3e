"""What the programs are given: what is set wins, the key is kept, and `.env.example` names every setting."""

import ast
import re
import sys
from pathlib import Path

import pytest

from launcher import children, environment
from launcher.places import ROOT, Home
from launcher.web import Address

EMBEDDED = "postgresql://postgres@/rettidig?host=/run"


def made(home: Home, given: dict[str, str], *, host: str = "127.0.0.1", practice: bool = True) -> dict[str, str]:
    return environment.application(
        given, home, practice=practice, host=host, database_url=EMBEDDED, redis_url="redis+socket:///run/v.sock"
    )


def test_the_demo_is_marked_as_practice_and_speaks_http_to_this_machine(home: Home) -> None:
    env = made(home, {"PATH": "/bin", "PGPORT": "5433"})
    assert env["PRACTICE"] == "1" and env["HTTPS"] == "0" and env["DEBUG"] == "0"
    assert env["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"
    assert env["DATABASE_URL"] == EMBEDDED and "PGPORT" not in env


def test_an_empty_installation_is_not_practice(home: Home) -> None:
    assert "PRACTICE" not in made(home, {}, practice=False)


def test_what_is_set_wins(home: Home) -> None:
    given = {"HTTPS": "1", "ALLOWED_HOSTS": "jc.example.dk", "SECRET_KEY": "given"}
    env = made(home, given)
    assert {name: env[name] for name in given} == given


def test_given_servers_are_left_as_they_are(home: Home) -> None:
    given = {"DATABASE_URL": "postgresql://a@b/c", "REDIS_URL": "redis://b", "PGSSLMODE": "require"}
    env = environment.application(given, home, practice=True, host="::1", database_url=None, redis_url=None)
    assert {name: env[name] for name in given} == given


def test_a_program_keeps_its_compiled_code_and_gets_the_rest(tmp_path: Path) -> None:
    log = tmp_path / "log"
    shown = "import os; print(os.environ['KEPT'], 'PYTHONDONTWRITEBYTECODE' in os.environ)"
    given = {"KEPT": "yes", "PYTHONDONTWRITEBYTECODE": "1"}
    assert children.wait(children.spawn([sys.executable, "-c", shown], env=given, log=log)) == 0
    assert log.read_text() == "yes False\n"


def test_the_key_is_made_once_and_is_private(home: Home) -> None:
    key = environment.secret_key(home)
    assert len(key) >= 50 and environment.secret_key(home) == key
    assert (home.folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_lines_of_the_env_file_fill_what_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("# note\nexport REDIS_URL='redis://one'\nLOG_LEVEL=INFO\n\nno line\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.delenv("REDIS_URL", raising=False)
    given = environment.given()
    assert given["REDIS_URL"] == "redis://one" and given["LOG_LEVEL"] == "DEBUG"


@pytest.mark.parametrize(
    ("host", "bind", "url"),
    [
        ("127.0.0.1", "127.0.0.1:8123", "http://127.0.0.1:8123/"),
        ("0.0.0.0", "0.0.0.0:8123", "http://127.0.0.1:8123/"),
        ("::", "[::]:8123", "http://[::1]:8123/"),
    ],
)
def test_the_address_is_one_that_can_be_opened(host: str, bind: str, url: str) -> None:
    address = Address.read({"HOST": host, "PORT": "8123"})
    assert (address.bind, address.url) == (bind, url)


def test_the_example_names_every_setting_and_no_other() -> None:
    tree = ast.parse((ROOT / "jobcenter" / "settings.py").read_text())
    read = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr != "read_env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    assert named == read | {"HOST", "PORT"}
