# SPDX-License-Identifier: GPL-3.0-or-later
"""samverkactl as a script sees it: a folder of its own, programs run in it, and what they answer."""

import atexit
import json
import os
import shutil
import subprocess
import tempfile

PROGRAM = os.environ["SAMVERKACTL"]
LIMIT = 120  # seconds that a command may take on a slow machine


class Answer:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout.decode("utf-8")
        self.err = process.stderr.decode("utf-8")

    def json(self):
        return json.loads(self.out)


class Desk:
    """A home with nothing in it, and the commands given there."""

    def __init__(self, locale="C.UTF-8"):
        self.home = tempfile.mkdtemp(prefix="samverka-programs-")
        atexit.register(shutil.rmtree, self.home, True)
        self.locale = locale
        self.profile = None  # named with every command, if set

    def path(self, *names):
        return os.path.join(self.home, *names)

    def run(self, *arguments, status=0, stdin=None, before=None, stdout=None):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LC_"))}
        environment.update(HOME=self.home, XDG_DATA_HOME=self.path("data"), XDG_CONFIG_HOME=self.path("config"),
                           XDG_CACHE_HOME=self.path("cache"), LANG=self.locale, LC_ALL=self.locale, LANGUAGE="")
        command = [PROGRAM] + (["--profile", self.profile] if self.profile else []) + list(arguments)
        process = subprocess.run(command, input=stdin, stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=environment, cwd=self.home, timeout=LIMIT, preexec_fn=before, check=False)
        if stdout:
            process.stdout = b""
        answer = Answer(process)
        told = "%s: status %d, out %r, err %r" % (arguments, answer.status, answer.out[:2000], answer.err)
        assert answer.status == status, told
        if status == 0:
            assert answer.err == "", told
        else:
            # One line that says what is wrong, and nothing that could be taken for a result.
            assert answer.out == "", told
            assert answer.err.startswith("samverkactl: ") and answer.err.count("\n") == 1, told
            assert answer.err.rstrip("\n").endswith((".", "?", "…")) or status == 2, told
            assert len(answer.err) > 30, told
        return answer

    def json(self, *arguments):
        return self.run("--json", *arguments).json()

    def list(self, kind, *query):
        return self.json("list", kind, *query)

    def show(self, name):
        return self.json("show", name)

    def add(self, kind, *values):
        return self.run("add", kind, *values).out.strip()

    def sample(self):
        self.run("open", "--sample")
        return self

    def first(self, kind, *query):
        found = self.list(kind, *query)
        assert found, "there is no %s %s" % (kind, query)
        return found[0]

    def whole(self):
        """Everything in the forum, as the bytes of a forum file."""
        path = self.path("whole.json")
        self.run("export", path)
        with open(path, "rb") as file:
            return file.read()

    def folder(self):
        """The only profile below the home."""
        if self.profile:
            return self.profile
        root = self.path("data", "samverka")
        (name,) = os.listdir(root)
        return os.path.join(root, name)

    def cache(self):
        return os.path.join(self.folder(), "forum.sqlite")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode("utf-8"))
