"""A small launcher for the tests: supervises the programs named on its command line, as `make demo` does its servers.

Prints one line of JSON with the process ids when all are started, then stays.
"""

import json
import os
import signal
import sys
from pathlib import Path

from launcher import signals
from launcher.faults import Fault
from launcher.processes import Service, Supervisor

OBEDIENT = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
PARENT = (
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', '''" + STUBBORN + "''']); time.sleep(600)"
)
SHORT_LIVED = "import time; time.sleep(1); raise SystemExit(3)"
FULL_DISK = "import time; time.sleep(1); print('could not write: No space left on device'); raise SystemExit(1)"
PROGRAMS = {
    "obedient": OBEDIENT,
    "stubborn": STUBBORN,
    "parent": PARENT,
    "short-lived": SHORT_LIVED,
    "full-disk": FULL_DISK,
}


def main(folder: Path, names: list[str]) -> int:
    signals.listen()
    try:
        with Supervisor() as supervisor:
            pids = [
                supervisor.start(
                    Service(
                        name=name,
                        argv=(sys.executable, "-c", PROGRAMS[name]),
                        log=folder / f"{name}.log",
                        env=os.environ,
                        death=signal.SIGQUIT,
                        last_word=signal.SIGQUIT if name == "stubborn" else None,
                        grace=1,
                    )
                )
                for name in names
            ]
            print(json.dumps(pids), flush=True)
            supervisor.watch()
    except signals.Stopped as stopped:
        return 128 + stopped.number
    except Fault as fault:
        print(fault, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
