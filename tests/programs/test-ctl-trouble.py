# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged files, full disks, locked and unwritable folders: one sentence, exit status 1, and nothing lost."""

import fcntl
import json
import os
import resource
import shutil
import signal
import sqlite3

import tap
from desk import Desk, read, write


def forum_file(desk):
    path = desk.path("forum.json")
    desk.run("export", path)
    return json.loads(read(path))


def test_damaged_forum_files():
    desk = Desk().sample()
    whole = desk.whole()
    other = Desk()
    path = other.path("bad.json")
    good = json.loads(whole)
    doubled = json.loads(whole)
    doubled["records"].append(doubled["records"][5])
    broken = {
        "empty": b"",
        "not json": b"hello there",
        "cut off": whole[:len(whole) // 2],
        "another json": b'{"name": "package", "version": 1}',
        "a list": b"[]",
        "not utf-8": whole.replace("Ö".encode(), b"\xd6", 1),
        "binary": bytes(range(256)) * 50,
        "deep": b"[" * 100000 + b"]" * 100000,
        "doubled id": json.dumps(doubled).encode(),
        "no forum": json.dumps(dict(good, records=[r for r in good["records"] if r["kind"] != "forum"])).encode(),
        "newer": json.dumps(dict(good, samverka=99)).encode(),
        "doubled member": b'{"samverka": 1, "samverka": 1}',
    }
    for name, data in broken.items():
        write(path, data)
        other.run("open", path, status=1)
        assert not os.path.exists(other.path("data", "samverka")), name
    other.run("open", other.path("missing.json"), status=1)
    other.run("open", other.home, status=1)
    # Into the profile of a forum: it stays as it is.
    write(path, broken["cut off"])
    desk.run("open", path, status=1)
    assert desk.whole() == whole


def test_wrong_values_in_forum_files():
    good = forum_file(Desk().sample())
    desk = Desk()
    path = desk.path("bad.json")

    def change(kind, **fields):
        forum = json.loads(json.dumps(good))
        next(r for r in forum["records"] if r["kind"] == kind)["fields"].update(fields)
        write(path, json.dumps(forum))
        desk.run("open", path, status=1)

    change("initiative", starts="2025-13-45")
    change("initiative", title=7)
    change("initiative", archived="yes")
    change("grant", amount=12.5)
    change("grant", amount=10 ** 19)
    change("initiative", starts="2025-11-01", ends="2025-10-01")
    change("initiative", themes="democracy")
    change("initiative", administration="KULT")


def spoil(desk, data):
    for name in ("forum.sqlite-wal", "forum.sqlite-shm"):
        if os.path.exists(os.path.join(desk.folder(), name)):
            os.remove(os.path.join(desk.folder(), name))
    write(desk.cache(), data)
    for words in (["status"], ["list", "initiative"], ["add", "theme", "title=x", "code=x"], ["open", "--sample"]):
        desk.run(*words, status=1)
        assert read(desk.cache()) == data


def test_damaged_caches():
    desk = Desk().sample()
    good = read(desk.cache())
    spoil(desk, b"This is a letter, not a database. " * 100)
    spoil(desk, good[:len(good) // 2])
    spoil(desk, good[:200] + bytes(8000) + good[8200:])
    spoil(desk, b"x")
    write(desk.cache(), good)
    assert desk.json("status")["state"] == "local"


def test_foreign_and_newer_caches():
    desk = Desk().sample()
    good = read(desk.cache())
    path = desk.path("other.sqlite")
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE contacts (name)")
        other.execute("INSERT INTO contacts VALUES ('Maja')")
    other.close()
    spoil(desk, read(path))
    write(path, good)
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA journal_mode = DELETE")
    newer.execute("PRAGMA user_version = 990001")
    newer.commit()
    newer.close()
    spoil(desk, read(path))
    assert "newer version" in desk.run("status", status=1).err
    write(desk.cache(), good)
    desk.run("status")


def small_files(size):
    """What runs in the child before the program: no file may grow past the size, as on a full disk."""
    def before():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return before


def test_full_disk_while_saving():
    desk = Desk().sample()
    name = desk.first("initiative")["id"]
    desk.run("set", name, "title=Före")
    before = desk.whole()
    text = desk.path("long.txt")
    write(text, "Samtal om demokrati. " * 4500)
    for size in (33000, 36000, 40000, 60000, 90000):
        answer = desk.run("set", name, "title=Efter", "summary=@" + text, status=1, before=small_files(size))
        assert "forum.sqlite" in answer.err or "disk" in answer.err
        assert desk.whole() == before, size
    desk.run("set", name, "title=Efter", "summary=@" + text)
    assert desk.show(name)["title"] == "Efter"


def test_full_disk_while_opening_and_exporting():
    desk = Desk()
    for size in (0, 4096, 40000, 200000):
        desk.run("open", "--sample", status=1, before=small_files(size))
        desk.run("status", status=1)
    desk.sample()
    whole = desk.whole()
    path = desk.path("export.json")
    desk.run("export", path)
    desk.run("add", "theme", "title=Ny", "code=new")
    desk.run("export", path, status=1, before=small_files(50000))
    # The file of before is whole, and nothing lies beside it.
    assert read(path) == whole
    assert not [name for name in os.listdir(desk.home) if name.startswith("export.json.")]


def test_output_that_cannot_be_written():
    desk = Desk().sample()
    with open("/dev/full", "wb") as full:
        desk.run("list", "initiative", status=1, stdout=full)


def test_second_process():
    desk = Desk().sample()
    before = desk.whole()
    with open(os.path.join(desk.folder(), "lock"), "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for words in (["status"], ["list", "initiative"], ["add", "theme", "title=x", "code=x"], ["undo"],
                      ["open", "--sample"]):
            desk.run(*words, status=1)
        # Another profile is another desk.
        other = Desk()
        other.profile = other.path("own")
        other.sample()
    assert desk.whole() == before


def test_unwritable_profile():
    desk = Desk()
    write(desk.path("file"), "in the way")
    places = [desk.path("file"), desk.path("file", "below"), "/proc/samverka", "/dev/null/profile"]
    if os.geteuid() != 0:
        os.mkdir(desk.path("closed"), 0o500)
        places.append(desk.path("closed", "profile"))
    for place in places:
        desk.profile = place
        desk.run("open", "--sample", status=1)
        desk.run("status", status=1)
    assert read(desk.path("file")) == b"in the way"


def test_read_only_profile():
    """A profile that was copied to a place that cannot be written, as from a backup medium."""
    if os.geteuid() == 0:
        # Nothing is closed to root but what is no file: a folder where the cache should be.
        desk = Desk().sample()
        whole = read(desk.cache())
        os.remove(desk.cache())
        os.mkdir(desk.cache())
        desk.run("status", status=1)
        desk.run("open", "--sample", status=1)
        os.rmdir(desk.cache())
        write(desk.cache(), whole)
        desk.run("status")
        return
    desk = Desk().sample()
    before = desk.whole()
    folder = desk.folder()
    for place, mode in ((folder, 0o500), (desk.cache(), 0o400)):
        os.chmod(place, mode)
        desk.run("add", "theme", "title=x", "code=x", status=1)
        os.chmod(place, 0o700)
        assert desk.whole() == before


def test_killed_while_writing():
    """What a command has said it did is there, whenever the next one is killed."""
    desk = Desk().sample()
    name = desk.first("initiative")["id"]
    for turn in range(5):
        desk.run("set", name, "title=Tur %d" % turn)
        pid = os.spawnve(os.P_NOWAIT, os.environ["SAMVERKACTL"],
                         ["samverkactl", "--profile", desk.folder(), "set", name, "summary=Halvt %d" % turn],
                         dict(os.environ, LC_ALL="C.UTF-8"))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        record = desk.show(name)
        assert record["title"] == "Tur %d" % turn
    assert sqlite3.connect(desk.cache()).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_profile_moved():
    desk = Desk().sample()
    name = desk.first("initiative")["id"]
    desk.run("set", name, "title=Flyttad")
    moved = desk.path("moved")
    shutil.move(desk.folder(), moved)
    desk.profile = moved
    assert desk.show(name)["title"] == "Flyttad"
    desk.run("undo")
    assert desk.show(name)["title"] != "Flyttad"


tap.run(globals())
