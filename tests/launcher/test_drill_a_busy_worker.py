"""A real Celery worker in the middle of a long task: its grace time, and the kill of the launcher."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher.places import ROOT
from tests.launcher.test_nothing_is_left_running import in_sessions

pytestmark = pytest.mark.drill
TASKS = """
import os, pathlib, time
from celery import Celery
app = Celery(broker=os.environ["REDIS_URL"])
app.conf.update(task_acks_late=True, task_ignore_result=True)
@app.task(name="long")
def long():
    pathlib.Path(os.environ["MARK"]).touch()
    time.sleep(300)
"""
LAUNCHER = """
import dataclasses, json, os, sys
from pathlib import Path
from launcher import signals
from launcher.broker import broker
from launcher.places import Home
from launcher.processes import Supervisor
from launcher.serve import DEMO_START, Application
home = Home(Path(sys.argv[1]))
home.create()
signals.listen()
try:
    with Supervisor() as supervisor:
        queue = broker(home, lasting=False)
        queue.start(supervisor)
        start = dataclasses.replace(DEMO_START, home=home)
        service = Application(start, {**os.environ, "REDIS_URL": queue.url})._worker()
        argv = tuple("busy" if word == "jobcenter" else word for word in service.argv)
        supervisor.start(dataclasses.replace(service, argv=argv, cwd=home.folder, grace=3))
        pids = [one.child.pid for one in supervisor.running]
        print("STARTED", json.dumps({"url": queue.url, "pids": pids}), flush=True)
        supervisor.watch()
except signals.Stopped:
    pass
"""


@pytest.mark.parametrize(("number", "within"), [(signal.SIGTERM, 12), (signal.SIGKILL, 6)])
def test_nothing_is_left_of_a_worker_in_the_middle_of_a_task(
    tmp_path: Path, number: signal.Signals, within: float
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "busy.py").write_text(TASKS)
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env |= {"MARK": str(tmp_path / "mark"), "PYTHONPATH": str(ROOT)}
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(tmp_path / "home")], env=env, stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout is not None
    started = next(line for line in launcher.stdout if line.startswith("STARTED"))
    told = json.loads(started.removeprefix("STARTED"))
    send = "import busy; busy.long.delay()"
    subprocess.run(
        [sys.executable, "-c", send], cwd=tmp_path / "home", env={**env, "REDIS_URL": told["url"]}, check=True
    )
    until(lambda: (tmp_path / "mark").exists(), within=30)
    assert len(in_sessions(told["pids"])) >= 3
    began = time.monotonic()
    launcher.send_signal(number)
    launcher.wait(timeout=within)
    until(lambda: not in_sessions(told["pids"]), within=within)
    print(f"{number.name}: nothing left after {time.monotonic() - began:.1f} s")


def until(true: Callable[[], bool], *, within: float) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)
