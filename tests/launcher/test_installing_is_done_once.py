"""Installing: stamps skip what is done, a changed list or a moved clone is noticed, the locks name no host."""

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from launcher import children, install
from launcher.faults import Fault
from launcher.places import ROOT


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*install.LISTS, "package.json", "package-lock.json"):
        (tmp_path / name).write_text(f"# {name}\n")
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "VAR", tmp_path / "var")
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(install, "INSTALL_LOG", tmp_path / "var" / "log" / "install.log")
    return tmp_path


@pytest.fixture
def done(clone: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was run: the programs are replaced by their traces."""
    ran: list[str] = []

    def create(folder: Path) -> None:
        ran.append("venv")
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").touch()

    def npm(*args: object, **kwargs: object) -> None:
        ran.append("npm")
        (clone / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(install, "_create_venv", create)
    monkeypatch.setattr(install, "_pip", lambda python, requirements: ran.append(requirements.name))
    monkeypatch.setattr(install, "_works", lambda python: python.exists())
    monkeypatch.setattr(children, "run", npm)
    return ran


def test_the_second_start_installs_nothing(done: list[str]) -> None:
    install.setup()
    assert done == ["venv", "requirements.txt", "npm"]
    install.setup()
    assert done == ["venv", "requirements.txt", "npm"]


def test_what_the_tests_need_holds_what_the_demo_needs(done: list[str]) -> None:
    install.setup(install.TESTS)
    install.setup()
    assert done == ["venv", "requirements-dev.txt", "npm"]


def test_what_the_benches_need_comes_on_top_and_holds_the_rest(done: list[str]) -> None:
    install.setup(install.TESTS)
    install.setup(install.BENCH)
    install.setup(install.TESTS)
    install.setup()
    assert done == ["venv", "requirements-dev.txt", "npm", "requirements-bench.txt"]


@pytest.mark.parametrize(("name", "again"), [("requirements.txt", "requirements.txt"), ("package-lock.json", "npm")])
def test_a_changed_list_is_installed(done: list[str], clone: Path, name: str, again: str) -> None:
    install.setup()
    done.clear()
    (clone / name).write_text("# changed\n")
    install.setup()
    assert done == [again]


def test_a_failed_installation_is_tried_again(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(python: Path, requirements: Path) -> None:
        raise Fault("no")

    with monkeypatch.context() as broken:
        broken.setattr(install, "_pip", refuse)
        with pytest.raises(Fault):
            install.setup()
    install.setup()
    assert done == ["venv", "requirements.txt", "npm"]


def test_a_moved_clone_has_another_stamp(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = install.stamp_of(clone / "requirements.txt")
    monkeypatch.setattr(install, "ROOT", clone / "elsewhere")
    assert install.stamp_of(clone / "requirements.txt") != before


def test_an_environment_of_another_place_does_not_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert install._works(ROOT / ".venv" / "bin" / "python")
    monkeypatch.setattr(install, "VENV", tmp_path)
    assert not install._works(ROOT / ".venv" / "bin" / "python")
    assert not install._works(tmp_path / "nothing")


def test_too_little_space_is_said_before_the_work(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def usage(path: Path) -> SimpleNamespace:
        return SimpleNamespace(free=1_000_000)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    with pytest.raises(Fault, match="Disken er fuld"):
        install.setup()


@pytest.mark.parametrize("name", [*install.LISTS, "requirements-node.txt"])
def test_every_package_is_locked_with_a_hash_and_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    packages = re.findall(r"^[a-z][^\n]*", text, re.MULTILINE)
    assert packages and all("==" in line and line.endswith("\\") for line in packages)
    assert "://" not in text and "--index" not in text


def test_the_design_system_is_locked_with_a_checksum_and_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert "://" not in text
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()


def test_each_list_holds_the_versions_of_the_one_before() -> None:
    run, tests, bench = (
        set(re.findall(r"^[a-z0-9.\[\],-]+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in install.LISTS
    )
    assert run < tests < bench
