"""Entry point: `python3 -m launcher COMMAND`. Written so that an old Python can read it and say what is wrong."""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "FEJL: Rettidig kræver Python 3.11 eller nyere, og dette er %d.%d. "
        "Installér en nyere, og kør for eksempel: make demo PYTHON=python3.12\n" % sys.version_info[:2]
    )
    sys.exit(1)

from launcher.commands import main

sys.exit(main(sys.argv[1:]))
