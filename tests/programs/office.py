# SPDX-License-Identifier: GPL-3.0-or-later
"""samverka-server as IT starts it: a folder of its own, commands, and requests over loopback."""

import atexit
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid

PROGRAM = os.environ["SAMVERKA_SERVER"]
SAMPLE = os.environ["SAMVERKA_SAMPLE"]
LIMIT = 60


class Reply:
    def __init__(self, response, method):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        self.type = (self.headers.get("Content-Type") or "").split(";")[0]
        self.method = method

    def json(self):
        return json.loads(self.body)

    def lines(self):
        assert self.body.endswith(b"\n")
        return [json.loads(line) for line in self.body.splitlines()]

    def problem(self):
        """The problem's name; everything that a problem has to have is there."""
        assert self.type == "application/problem+json", (self.status, self.body[:300])
        told = self.json()
        assert told["status"] == self.status and len(told["title"]) > 10, told
        return told["type"].rsplit(":", 1)[1]


class Office:
    """A ledger with the sample in it, served until the test program ends."""

    def __init__(self, sample=True):
        self.home = tempfile.mkdtemp(prefix="samverka-office-")
        atexit.register(shutil.rmtree, self.home, True)
        self.data = self.path("data")
        self.process = None
        self.scheme = None
        self.seen = []  # (method, path, reply), for who holds them against the description
        atexit.register(self.kill)
        self.run("init")
        if sample:
            self.forum = self.run("--json", "import", SAMPLE).json()["id"]

    def path(self, *names):
        return os.path.join(self.home, *names)

    def run(self, *arguments, status=0, stdin=b"", data=None):
        command = [PROGRAM, *arguments] + (["--data", data or self.data] if data != "" else [])
        process = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT,
                                 env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""), cwd=self.home, check=False)
        process.text = process.stdout.decode()
        process.json = lambda: json.loads(process.text)
        told = "%s: status %d, out %r, err %r" % (arguments, process.returncode, process.stdout[:500], process.stderr)
        assert process.returncode == status, told
        if status == 0:
            assert process.stderr == b"", told
        else:
            # One line that says what is wrong, and nothing that could be taken for a result.
            assert process.stdout == b"" and process.stderr.startswith(b"samverka-server: "), told
            assert process.stderr.count(b"\n") == 1 and len(process.stderr) > 40, told
        return process

    def user(self, name, role="coordinator", *administrations, password="hemligt"):
        words = [word for code in administrations for word in ("--administration", code)]
        self.run("user", "add", name, "--role", role, *words, stdin=password.encode() + b"\n")
        return self

    def start(self, *arguments):
        self.log = open(self.path("log"), "ab")
        listen = () if "--listen" in arguments else ("--listen", "127.0.0.1:0")
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", self.data, *listen, *arguments],
                                        stdout=subprocess.PIPE, stderr=self.log,
                                        env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
        address = self.process.stdout.readline().decode().strip()
        assert "://" in address, open(self.path("log")).read()
        self.scheme, rest = address.split("://")
        self.host, port = rest.rsplit(":", 1)
        self.port = int(port)
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(LIMIT)
        self.process.stdout.close()
        self.process = None
        assert status == 0, status

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.process = None

    def logged(self):
        with open(self.path("log"), encoding="utf-8") as file:
            return file.read()

    def check(self):
        return self.run("--json", "check").json()

    def socket(self, data=b"", timeout=20):
        raw = socket.create_connection((self.host, self.port), timeout)
        raw.sendall(data)
        return raw

    def connect(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=LIMIT)

    def ask(self, method, path, body=None, token=None, headers=None, connection=None):
        own = connection or self.connect()
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = "Bearer " + token
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        own.request(method, path, body if not isinstance(body, str) else body.encode(), headers)
        reply = Reply(own.getresponse(), method)
        if not connection:
            own.close()
        self.seen.append((method, path, reply))
        return reply

    def login(self, user, password="hemligt", device="desk"):
        reply = self.ask("POST", "/api/v1/session", {"user": user, "password": password, "device": device})
        assert reply.status == 200, reply.body
        return Member(self, reply.json()["token"])

    def of_forum(self, what, forum=None):
        return "/api/v1/forums/%s/%s" % (forum or self.forum, what)


class Member:
    """Somebody who is signed in."""

    def __init__(self, office, token):
        self.office = office
        self.token = token
        self.connection = None
        self.cursor = None

    def get(self, what, **more):
        return self.office.ask("GET", self.office.of_forum(what), token=self.token, **more)

    def post(self, what, body, **more):
        return self.office.ask("POST", self.office.of_forum(what), body, token=self.token, **more)

    def snapshot(self):
        lines = self.get("snapshot").lines()
        self.cursor = {name: lines[0][name] for name in ("epoch", "seq", "head")}
        # It may be some seconds old.
        return {line["id"]: line for line in lines[1:-1] + self.pull()}

    def query(self, cursor=None):
        cursor = cursor or self.cursor
        return "epoch=%s&since=%s&head=%s" % (cursor["epoch"], cursor["seq"], cursor["head"])

    def pull(self):
        lines = self.get("changes?" + self.query()).lines()
        self.cursor.update(seq=lines[-1]["seq"], head=lines[-1]["head"])
        return lines[:-1]

    def push(self, *edits, connection=None):
        if self.cursor is None:
            self.snapshot()
        reply = self.post("edits", {"cursor": self.cursor, "schema": 1, "edits": list(edits)}, connection=connection)
        assert reply.status == 200, reply.body
        return reply.json()["edits"]

    def live(self, cursor=None, headers=None):
        return Live(self, cursor or self.cursor, headers)


class Live:
    """A stream of events, read one by one."""

    def __init__(self, member, cursor, headers=None):
        self.connection = member.office.connect()
        self.connection.timeout = 20
        self.connection.request("GET", member.office.of_forum("live?" + member.query(cursor)),
                                headers={"Authorization": "Bearer " + member.token, **(headers or {})})
        self.response = self.connection.getresponse()
        assert self.response.status == 200, self.response.read()
        assert self.response.headers["Content-Type"] == "text/event-stream"

    def next(self, name=None):
        """The next event: {event, id, data}; None at the end. Comments and retry are passed over."""
        event = {}
        while True:
            line = self.response.readline().decode()
            if not line:
                return None
            line = line.rstrip("\n")
            if line == "":
                if "data" in event and name in (None, event["event"]):
                    return event
                event = {}
            elif not line.startswith(":"):
                key, value = line.split(": ", 1)
                event[key] = json.loads(value) if key == "data" else value

    def close(self):
        self.connection.close()


def new_id():
    return str(uuid.uuid4())


def change(record, field, value, before=None):
    return {"kind": record["kind"], "record": record["id"], "field": field,
            "from": record["fields"].get(field) if before is None else before, "value": value}


def edit(*changes, title="Prov", **more):
    return {"id": new_id(), "title": title, "at": "2025-10-29T12:00:00Z", "changes": list(changes), **more}


def create(kind, **fields):
    record = new_id()
    rows = [("deleted", False)] + list(fields.items())
    return edit(*({"kind": kind, "record": record, "field": field, "from": None, "value": value}
                  for field, value in rows))


def first(records, kind, **fields):
    for record in records.values():
        if record["kind"] == kind and not record["deleted"] and all(
                record["fields"].get(name) == value for name, value in fields.items()):
            return record
    raise AssertionError("there is no %s %s" % (kind, fields))
