# SPDX-License-Identifier: GPL-3.0-or-later
"""What connected desks are told, without gap or double, and what ends a stream."""

import time

import tap
from office import Office, change, create, edit, first

office = Office()
office.user("karin").user("anna", "member", "KULT")
office.start()
karin, anna = office.login("karin"), office.login("anna")


def test_edit_is_seen():
    records = karin.snapshot()
    anna.snapshot()
    live = anna.live()
    stage = first(records, "stage")
    act = edit(change(stage, "title", "Sett"))
    (answer,) = karin.push(act)
    event = live.next("edit")
    assert event["id"] == str(answer["seq"]) and event["data"]["seq"] == answer["seq"] == anna.cursor["seq"] + 1
    assert event["data"]["by"] == "karin" and event["data"]["edit"]["id"] == act["id"]
    (record,) = event["data"]["records"]
    assert record["fields"]["title"] == "Sett" and record["seq"] == answer["seq"]
    anna.pull()
    assert anna.cursor["head"] == event["data"]["head"]
    live.close()


def test_no_gap_and_no_double():
    """Streams that begin anywhere in a run of edits get each that follows once, in order."""
    karin.snapshot()
    start = dict(karin.cursor)
    streams = []
    for n in range(60):
        if n % 10 == 0:
            anna.snapshot() if n == 0 else anna.pull()
            streams.append((dict(anna.cursor), anna.live()))
        karin.push(create("theme", title="Nr %d" % n, code="nr%d" % n))
    for cursor, live in streams:
        got = [int(live.next("edit")["id"]) for _ in range(start["seq"] + 60 - cursor["seq"])]
        assert got == list(range(cursor["seq"] + 1, start["seq"] + 61))
        live.close()


def test_goes_on_where_it_was():
    karin.snapshot()
    cursor = dict(karin.cursor)
    karin.push(*(create("theme", title="G%d" % n, code="g%d" % n) for n in range(5)))
    live = karin.live(cursor, {"Last-Event-ID": str(cursor["seq"] + 2)})
    assert int(live.next("edit")["id"]) == cursor["seq"] + 3
    live.close()


def test_behind():
    """Who comes from before what the server remembers pulls."""
    karin.snapshot()
    cursor = dict(karin.cursor)
    karin.push(create("theme", title="B", code="b1"))
    office.stop()
    office.start()
    live = karin.live(cursor)
    assert live.next()["event"] == "behind"
    assert len(karin.pull()) == 1
    karin.push(create("theme", title="B", code="b2"))
    assert int(live.next("edit")["id"]) == cursor["seq"] + 2
    live.close()


def test_presence():
    records = karin.snapshot()
    anna.snapshot()
    item = first(records, "initiative")
    mine, live = karin.live(), anna.live()
    karin.post("presence", {"record": item["id"]})
    event = live.next("presence")["data"]
    assert (event["user"], event["record"]) == ("karin", item["id"])
    # Who comes later is told too.
    later = anna.live()
    assert later.next("presence")["data"] == event
    karin.post("presence", {"record": None})
    assert live.next("presence")["data"]["record"] is None
    for stream in (mine, live, later):
        stream.close()


def test_rights_change():
    office.user("tove", "reader")
    tove = office.login("tove")
    tove.snapshot()
    live = tove.live()
    office.run("user", "add", "tove", "--role", "member", "--forum", office.forum)
    assert live.next("rights")["data"] == {}
    session = office.ask("GET", "/api/v1/session", token=tove.token).json()
    assert session["forums"][0]["role"] == "member"
    office.run("user", "disable", "tove")
    begin = time.monotonic()
    assert live.next() is None
    assert time.monotonic() - begin < 5
    live.close()


def test_many_desks():
    karin.snapshot()
    streams = [karin.live() for _ in range(200)]
    (answer,) = karin.push(create("theme", title="Alla", code="alla"))
    for live in streams:
        assert live.next("edit")["id"] == str(answer["seq"])
        live.close()


def test_a_desk_that_does_not_read():
    """It harms nobody, and is told to pull when it reads again."""
    karin.snapshot()
    slow = office.socket(("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n" % (
        office.of_forum("live?" + karin.query()), karin.token)).encode())
    other = anna.snapshot() and anna.live()
    text = "x" * 90000
    item = first(karin.snapshot(), "initiative")
    for n in range(12):
        value = "%d %s" % (n, text)
        (answer,) = karin.push(edit(change(item, "summary", value)))
        assert answer["status"] == "accepted", answer
        item["fields"]["summary"] = value
        assert other.next("edit")["id"] == str(answer["seq"])
    slow.close()
    other.close()


def test_stop_ends_streams():
    karin.snapshot()
    live = karin.live()
    begin = time.monotonic()
    office.stop()
    assert live.next() is None
    assert time.monotonic() - begin < 8
    office.check()


tap.run(globals())
