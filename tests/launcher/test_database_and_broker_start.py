"""The embedded servers as real processes: first start, next start, what an earlier run left, odd paths and users."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import redis

from launcher import accounts, database, sockets
from launcher.broker import broker
from launcher.database import Cluster, cluster
from launcher.faults import Fault
from launcher.places import Home
from launcher.processes import Supervisor


def ask(server: Cluster, query: str) -> object:
    with psycopg.connect(f"host={server.sockets} user=postgres dbname={database.NAME}", autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def test_data_is_kept_from_start_to_start(home: Home) -> None:
    with Supervisor() as supervisor:
        first = cluster(home, lasting=False)
        first.start(supervisor)
        ask(first, "CREATE TABLE kept AS SELECT 42 AS answer")
        assert ask(first, "SHOW listen_addresses") == ""
        assert ask(first, "SELECT 'Å' < 'å' AND length('æøå') = 3") is True
    assert not (first.data / "postmaster.pid").exists()
    with Supervisor() as supervisor:
        second = cluster(home, lasting=False)
        second.start(supervisor)
        assert ask(second, "SELECT answer FROM kept") == 42


def test_a_crashed_server_comes_back_with_its_data(home: Home) -> None:
    server = cluster(home)
    with Supervisor() as supervisor:
        server.start(supervisor)
        ask(server, "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(supervisor.running[0].child.pid, signal.SIGKILL)
    assert (server.data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
    with Supervisor() as supervisor:
        server.start(supervisor)
        assert ask(server, "SELECT answer FROM kept") == 42


def test_the_folder_of_the_sockets_is_closed_to_others(home: Home) -> None:
    folder = sockets.folder(home)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_interrupted_first_start_begins_again(home: Home) -> None:
    server = cluster(home, lasting=False)
    half = server.lodging.data / "half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with Supervisor() as supervisor:
        server.start(supervisor)
        assert ask(server, "SELECT 1") == 1
    assert not half.exists()


def test_files_of_another_version_are_refused_in_words(home: Home) -> None:
    server = cluster(home, lasting=False)
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("15\n")
    with Supervisor() as supervisor, pytest.raises(Fault, match="PostgreSQL 15, men programmet er 18"):
        server.start(supervisor)


def test_a_server_left_over_is_stopped_and_replaced(home: Home) -> None:
    server = cluster(home, lasting=False)
    with Supervisor() as supervisor:
        server.start(supervisor)
    service = server._service()
    left = subprocess.Popen([*service.account.prefix, *service.argv], env=service.env, cwd="/", start_new_session=True)
    while not server._is_ready(left.pid):
        time.sleep(0.02)
    with Supervisor() as supervisor:
        server.start(supervisor)
        assert left.wait(timeout=5) is not None
        assert ask(server, "SELECT 1") == 1


def test_a_foreign_process_with_an_old_number_is_left_alone(home: Home) -> None:
    server = cluster(home, lasting=False)
    queue = broker(home)
    with Supervisor() as supervisor:
        server.start(supervisor)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as foreign:
        (server.data / "postmaster.pid").write_text(f"{foreign.pid}\n{server.data}\n")
        (home.broker / "valkey.pid").write_text(str(foreign.pid))
        server._stop_leftover()
        queue._stop_leftover()
        assert foreign.poll() is None
        foreign.kill()


def test_a_deep_clone_gets_a_short_folder_that_is_kept(tmp_path: Path) -> None:
    deep = Home(tmp_path / ("d" * 60) / ("e" * 60))
    deep.create()
    with Supervisor() as supervisor:
        server = cluster(deep, lasting=False)
        server.start(supervisor)
        assert len(str(server.sockets)) < 60
        assert ask(server, "SELECT 1") == 1
        broker(deep, lasting=False).start(supervisor)
    assert cluster(deep).sockets == server.sockets
    server.sockets.chmod(0o755)
    elsewhere = cluster(deep).sockets
    assert elsewhere != server.sockets
    deep.remove()
    assert not elsewhere.exists()
    shutil.rmtree(server.sockets)


@pytest.mark.parametrize("name", ["med mellemrum", "blåbærgrød", "100%", "a?b#c"])
def test_a_clone_with_an_odd_name_works(tmp_path: Path, name: str) -> None:
    assert not sockets.fits(tmp_path / name / "run")
    odd = Home(tmp_path / name)
    odd.create()
    address = urlsplit(cluster(odd).url)
    (folder,) = parse_qs(address.query)["host"]
    assert sockets.fits(Path(folder)) and Path(folder).is_dir()
    odd.remove()


def test_the_queue_outlives_its_server(home: Home) -> None:
    for expected in (None, b"one"):
        with Supervisor() as supervisor:
            queue = broker(home)
            queue.start(supervisor)
            client = redis.Redis(unix_socket_path=str(queue.socket))
            assert client.get("job") == expected
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
            client.set("job", "one")
            client.close()


def test_a_queue_left_over_is_not_taken_for_ours(home: Home) -> None:
    queue = broker(home)
    service = queue._service()
    left = subprocess.Popen(service.argv, cwd=service.cwd, stdout=subprocess.DEVNULL, start_new_session=True)
    while not queue._answers(left.pid):
        time.sleep(0.02)
    with Supervisor() as supervisor:
        queue.start(supervisor)
        assert left.wait(timeout=5) == 0
        assert not queue._answers(left.pid)


def without_namespaces(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse namespaces, as a hardened kernel does: the program ends with 1."""
    folder.mkdir()
    refusing = folder / "unshare"
    refusing.write_text("#!/bin/sh\necho 'unshare: unshare failed: No space left on device' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must change user; others run the server as themselves")
class TestRoot:
    def test_runs_it_in_a_namespace(self, home: Home) -> None:
        with Supervisor() as supervisor:
            server = cluster(home, lasting=False)
            server.start(supervisor)
            assert server.lodging.account == accounts.NAMESPACE
            assert server.data.stat().st_uid == 0

    def test_runs_it_as_nobody_outside_a_closed_clone_where_namespaces_are_refused(
        self, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.folder.chmod(0o700)
        with Supervisor() as supervisor:
            in_namespace = cluster(home, lasting=False)
            in_namespace.start(supervisor)
            ask(in_namespace, "CREATE TABLE kept AS SELECT 42 AS answer")
        modes = {path: path.stat().st_mode for path in (tmp_path, *tmp_path.parents, home.folder)}
        without_namespaces(tmp_path / "bin", monkeypatch)
        with Supervisor() as supervisor:
            server = cluster(home, lasting=False)
            server.start(supervisor)
            place = server.lodging.place
            assert server.lodging.account.mode == "nobody"
            assert place is not None and home.folder not in place.parents
            assert server.data.stat().st_uid == server.lodging.account.uid
            assert ask(server, "SELECT answer FROM kept") == 42
            ask(server, "CREATE EXTENSION btree_gist")
        assert cluster(home).data == server.data
        assert {path: path.stat().st_mode for path in modes} == modes
        home.remove()
        assert not place.exists()

    def test_says_when_the_folder_of_the_data_is_gone(
        self, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.remember("database-place", str(tmp_path / "rettidig-gone"))
        with pytest.raises(Fault, match="findes ikke mere"):
            cluster(home)

    def test_killed_launcher_takes_the_server_of_nobody_along(
        self, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        without_namespaces(tmp_path / "bin", monkeypatch)
        program = (
            "import sys; from pathlib import Path; from launcher.places import Home\n"
            "from launcher.database import cluster; from launcher.processes import Supervisor\n"
            "with Supervisor() as s:\n"
            "    cluster(Home(Path(sys.argv[1])), lasting=False).start(s); print('up', flush=True); s.watch()\n"
        )
        launcher = subprocess.Popen(
            [sys.executable, "-c", program, str(home.folder)], stdout=subprocess.PIPE, text=True
        )
        assert launcher.stdout is not None
        while launcher.stdout.readline() not in ("up\n", ""):
            pass
        server = cluster(home, lasting=False)
        pid = int(server._pid_file()[0])
        assert database.runs_in(pid, server.data)
        launcher.send_signal(signal.SIGKILL)
        launcher.wait()
        deadline = time.monotonic() + 5
        while database.runs_in(pid, server.data) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not database.runs_in(pid, server.data)
