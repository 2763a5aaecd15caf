# SPDX-License-Identifier: GPL-3.0-or-later
"""samverka-server's commands as IT gives them, and what is on the disk when a server is killed."""

import os
import random
import shutil
import ssl
import signal
import subprocess
import threading
import time

import tap
from office import PROGRAM, SAMPLE, Office, create


def test_usage():
    office = Office(sample=False)
    for words in ([], ["nothing"], ["init", "x"], ["import"], ["import", "a", "b"], ["user"], ["user", "nothing"],
                  ["user", "add"], ["user", "add", "a"], ["user", "add", "a", "--role", "king"], ["--nothing"],
                  ["serve", "--listen", "localhost"], ["serve", "--listen", "1.2.3.4"], ["serve", "--listen", "127.0.0.1:x"],
                  ["serve", "--listen", "0.0.0.0:0"], ["serve", "--tls-key", "x"], ["check", "--data"],
                  ["serve", "--tls-key", "x", "--tls-certificate", "x", "--behind-proxy"]):
        office.run(*words, status=2)
    office.run("check", data="", status=2)
    assert "--data" in office.run("--help", data="").text
    assert office.run("--version", data="").text.startswith("samverka-server ")


def test_refusals():
    office = Office()
    missing = office.path("missing")
    office.run("init", status=1)
    for words in (["check"], ["serve"], ["import", SAMPLE], ["user", "list"], ["backup", office.path("b")]):
        office.run(*words, data=missing, status=1)
    assert not os.path.exists(missing)
    office.run("import", SAMPLE, status=1)
    office.run("import", missing, status=1)
    office.run("restore", missing, status=1)
    office.run("restore", SAMPLE, status=1)
    office.run("backup", office.home, status=1)
    for words in (["password", "x"], ["enable", "x"], ["disable", "x"], ["remove", "x"], ["revoke", "x"]):
        office.run("user", *words, status=1, stdin=b"y")
    office.user("anna", "member", "kult")
    for words, stdin in ((["anna", "--role", "reader"], b"x"), (["ANNA", "--role", "reader"], b"x"),
                         (["bo", "--role", "reader"], b""), (["bo", "--role", "reader"], b"\n"),
                         (["b o", "--role", "reader"], b"x"), (["bo", "--role", "member", "--administration", "NIX"], b"x"),
                         (["bo", "--role", "member", "--forum", "nix"], b"x"), (["bo", "--role", "reader"], b"x" * 2000)):
        office.run("user", "add", *words, stdin=stdin, status=1)
    (user,) = office.run("--json", "user", "list").json()
    assert (user["user"], user["rights"]) == ("anna", [{"forum": None, "role": "member", "administrations": ["kult"]}])
    assert os.stat(office.path("data", "ledger.sqlite")).st_mode & 0o077 == 0


def test_options_stand_anywhere():
    office = Office()
    office.run("user", "--role=reader", "add", "--name", "Anna Ek", "anna", stdin=b"x")
    assert office.run("user", "list", "--json").json()[0]["name"] == "Anna Ek"


def test_backup_and_restore():
    office = Office().user("karin").start()
    karin = office.login("karin")
    karin.snapshot()
    karin.push(create("theme", title="Före", code="fore"))
    copy = office.path("copy.sqlite")
    office.run("backup", copy)  # while serving
    karin.push(create("theme", title="Efter", code="efter"))
    assert office.check()["edits"] == 3
    office.run("restore", copy, status=1)  # not while serving
    office.run("serve", "--listen", "127.0.0.1:0", status=1)  # nor a second server
    cursor = dict(karin.cursor)
    office.stop()
    kept = office.run("--json", "restore", copy).json()["kept"]
    assert os.path.exists(kept) and office.check()["edits"] == 2
    office.start()
    assert karin.get("changes?" + karin.query(cursor)).problem() == "other-ledger"
    codes = [record["fields"].get("code") for record in karin.snapshot().values() if record["kind"] == "theme"]
    assert "fore" in codes and "efter" not in codes
    assert karin.cursor["epoch"] != cursor["epoch"]
    office.stop()
    # To another machine.
    office.run("restore", copy, data=office.path("moved"))
    assert office.run("--json", "check", data=office.path("moved")).json()["edits"] == 2


def test_check_finds_damage():
    office = Office()
    path = office.path("data", "ledger.sqlite")
    with open(path, "r+b") as file:
        file.seek(os.path.getsize(path) // 2)
        file.write(os.urandom(8192))
    office.run("check", status=1)


def test_import_replaces():
    office = Office().user("karin").start()
    karin = office.login("karin")
    karin.snapshot()
    epoch = karin.cursor["epoch"]
    live = karin.live()
    office.run("import", SAMPLE, "--replace")
    assert live.next() is None
    karin.snapshot()
    assert karin.cursor["epoch"] != epoch and karin.cursor["seq"] == 1
    (answer,) = karin.push(create("theme", title="T", code="ny"))
    assert (answer["status"], answer["seq"]) == ("accepted", 2)
    office.stop()
    office.check()


def test_killed():
    """What was answered is there, once, whenever the server is killed."""
    office = Office().user("karin").start()
    karin = office.login("karin")
    karin.snapshot()
    chance = random.Random(7)
    answered, sent = {}, []
    for turn in range(5):
        stop = threading.Event()

        def work(n):
            connection = office.connect()
            try:
                while not stop.is_set():
                    act = create("theme", title="K", code="k%d-%d-%d" % (turn, n, len(sent)))
                    sent.append(act)
                    (answer,) = karin.push(act, connection=connection)
                    answered[act["id"]] = answer["seq"]
            except Exception:
                pass  # the server is gone

        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(0.1 + chance.random() / 3)
        office.kill()
        stop.set()
        for thread in threads:
            thread.join()
        office.check()
        office.start()
    assert len(answered) > 20
    # Sent again, each is answered as before or for the first time; none is there twice.
    again = {}
    for place in range(0, len(sent), 200):
        for answer in karin.push(*sent[place:place + 200]):
            if answer["status"] == "accepted":
                again[answer["id"]] = answer["seq"]
    assert all(again[name] == seq for name, seq in answered.items())
    assert len(set(again.values())) == len(again)
    office.stop()
    office.check()


def test_stop_answers_first():
    """A clean stop: what was asked is answered, and what was answered is on the disk."""
    office = Office().user("karin").start()
    karin = office.login("karin")
    karin.snapshot()
    answered = []

    def work(n):
        connection = office.connect()
        try:
            for turn in range(1000):
                (answer,) = karin.push(create("theme", title="S", code="s%d-%d" % (n, turn)), connection=connection)
                answered.append(answer["seq"])
        except Exception:
            pass  # the server has stopped

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    office.stop()
    for thread in threads:
        thread.join()
    assert office.check()["edits"] >= max(answered) and len(set(answered)) == len(answered)


def certificate(office, name):
    key, path = office.path(name + ".key"), office.path(name + ".pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", path, "-days", "1", "-subj", "/CN=" + name,
                    "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    return path, key


def shown(office, trusted):
    context = ssl.create_default_context(cafile=trusted)
    with context.wrap_socket(office.socket(), server_hostname="127.0.0.1") as secure:
        secure.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert secure.recv(100).startswith(b"HTTP/1.1 200 ")
        return dict(pair[0] for pair in secure.getpeercert()["subject"])["commonName"]


def test_tls():
    if not shutil.which("openssl"):
        raise AssertionError("openssl is needed to make a certificate")
    office = Office()
    path, key = certificate(office, "first")
    other, other_key = certificate(office, "second")
    office.run("serve", "--tls-certificate", path, "--tls-key", other_key, status=1)
    office.run("serve", "--tls-certificate", path, "--tls-key", office.path("missing"), status=1)
    office.start("--tls-certificate", path, "--tls-key", key)
    assert office.scheme == "https"
    assert shown(office, path) == "first"
    # What is no TLS is dropped.
    raw = office.socket(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert not raw.recv(100).startswith(b"HTTP/1.1 200")
    raw.close()
    # A new certificate, and files that are wrong: the old one goes on.
    shutil.copy(other, path)
    shutil.copy(other_key, key)
    office.process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + 10
    while "certificate-read" not in office.logged() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert shown(office, other) == "second"
    with open(path, "w", encoding="utf-8") as file:
        file.write("nothing")
    office.process.send_signal(signal.SIGHUP)
    while "certificate-not-read" not in office.logged() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert shown(office, other) == "second"
    office.stop()


def test_behind_proxy():
    """Who asks is who the proxy says, and only then."""
    for arguments, limited in ((["--behind-proxy"], False), ([], True)):
        office = Office().user("karin").start(*arguments)
        for n in range(11):
            reply = office.ask("POST", "/api/v1/session", {"user": "karin", "password": "x", "device": ""},
                               headers={"X-Forwarded-For": "10.0.0.9, 10.0.0.%d" % n})
        assert (reply.status == 429) == limited
        far = office.ask("GET", "/metrics", headers={"X-Forwarded-For": "10.0.0.1"})
        assert (far.status == 200) == limited
        office.stop()


tap.run(globals())
