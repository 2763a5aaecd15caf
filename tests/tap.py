# SPDX-License-Identifier: GPL-3.0-or-later
"""TAP for tests in Python: each function named test_* of the calling module is one test."""

import sys
import traceback


def run(module):
    """Runs the tests of a module (its globals ()), prints TAP, and exits."""
    tests = [(name, thing) for name, thing in module.items() if name.startswith("test_")]
    print("1..%d" % len(tests), flush=True)
    failed = 0
    for number, (name, function) in enumerate(tests, 1):
        label = name[len("test_"):].replace("_", " ")
        try:
            function()
            print("ok %d - %s" % (number, label), flush=True)
        except Exception:  # a broken test is a failed one, whatever broke it
            failed += 1
            for line in traceback.format_exc().splitlines():
                print("# " + line)
            print("not ok %d - %s" % (number, label), flush=True)
    sys.exit(1 if failed else 0)
