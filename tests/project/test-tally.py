# SPDX-License-Identifier: GPL-3.0-or-later
"""build-aux/tally tells the truth about what passed, whatever way it failed."""

import json
import os
import subprocess
import sys
import tempfile

import tap

TALLY = os.path.join(os.path.dirname(__file__), "..", "..", "build-aux", "tally")


def tally(*folders):
    """Runs it over folders, each a list of (result, stdout); gives the last line and the status."""
    with tempfile.TemporaryDirectory() as top:
        paths = []
        for number, programs in enumerate(folders):
            path = os.path.join(top, str(number))
            os.makedirs(os.path.join(path, "meson-logs"))
            paths.append(path)
            if programs is None:
                continue
            with open(os.path.join(path, "meson-logs", "testlog.json"), "w") as log:
                for result, stdout in programs:
                    entry = {"name": "t", "result": result, "returncode": 0, "stdout": stdout}
                    log.write(json.dumps(entry) + "\n")
        done = subprocess.run([sys.executable, TALLY] + paths, stdout=subprocess.PIPE, text=True)
        return done.stdout.splitlines()[-1], done.returncode


def expect(told, line, status):
    assert told == (line, status), told


def test_all_passed():
    expect(tally([("OK", "1..2\nok 1 a\nok 2 b\n")], [("OK", "")]), "3 passed, 0 failed", 0)


def test_a_failed_one_among_passed():
    expect(tally([("FAIL", "1..2\nok 1 a\nnot ok 2 b\n")]), "1 passed, 1 failed", 1)


def test_skipped_ones_are_told():
    expect(tally([("OK", "1..2\nok 1 a\nok 2 b # SKIP no disk\n")]),
           "1 passed, 0 failed, 1 skipped", 0)


def test_a_crash_after_all_passed():
    expect(tally([("ERROR", "1..1\nok 1 a\n")]), "1 passed, 1 failed", 1)


def test_a_hang_before_anything_was_told():
    expect(tally([("TIMEOUT", "")]), "0 passed, 1 failed", 1)


def test_fewer_than_planned():
    expect(tally([("OK", "1..3\nok 1 a\n")]), "1 passed, 1 failed", 1)


def test_a_hash_in_a_title_is_no_skip():
    expect(tally([("OK", "1..1\nok 1 /a skip\n# SKIP is a comment\n")]), "1 passed, 0 failed", 0)


def test_a_folder_that_was_not_built():
    expect(tally([("OK", "1..1\nok 1 a\n")], None), "1 passed, 1 failed", 1)


if __name__ == "__main__":
    tap.run(globals())
