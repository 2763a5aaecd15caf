# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of samverkactl, its JSON, and its exit status."""

import re

import tap
from desk import Desk, read

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
STAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")

desk = Desk().sample()


def new_initiative(*values):
    stage = desk.first("stage")["id"]
    return desk.add("initiative", "title=Nattfotboll", "administration=KULT", "stage=" + stage, *values)


def test_help_and_version():
    text = desk.run("--help").out
    for command in ("open", "status", "kinds", "list", "show", "add", "set", "delete", "restore", "history", "undo",
                    "redo", "export"):
        assert re.search(r"^  %s\b" % command, text, re.M), command
    assert re.match(r"^samverkactl \d+\.\d+\.\d+\n$", desk.run("--version").out)


def test_status():
    answer = desk.json("status")
    assert list(answer) == ["forum", "server", "state", "reason", "last_contact", "pending", "conflicts", "rejected",
                            "epoch", "seq"]
    assert answer["forum"] == desk.first("forum")["id"]
    assert answer["state"] == "local"
    assert (answer["server"], answer["reason"], answer["last_contact"], answer["epoch"]) == (None,) * 4
    assert (answer["pending"], answer["conflicts"], answer["rejected"]) == (0, 0, 0)
    assert isinstance(answer["seq"], int)
    assert "Öppna Malmö 2025" in desk.run("status").out


def test_options_anywhere():
    expected = desk.run("--json", "status").out
    assert desk.run("status", "--json").out == expected
    folder = desk.folder()
    assert desk.run("--profile", folder, "status", "--json").out == expected
    assert desk.run("status", "--profile=" + folder, "--json").out == expected
    assert desk.run("--json", "list", "--profile", folder, "theme").json()


def test_kinds():
    kinds = {kind["name"]: kind for kind in desk.json("kinds")}
    assert {"forum", "initiative", "activity", "budget_line", "transaction", "agenda_item", "conflict"} <= set(kinds)
    initiative = desk.json("kinds", "initiative")
    assert initiative == kinds["initiative"]
    fields = {field["name"]: field for field in initiative["fields"]}
    assert "new" in fields["origin"]["choices"] and fields["origin"]["default"] == "new"
    assert fields["administration"]["target"] == "administration" and fields["administration"]["required"]
    assert fields["planned"]["computed"] and fields["planned"]["type"] == "money"
    assert "administration" in desk.run("kinds", "initiative").out
    # Needs no forum.
    assert Desk().json("kinds") == desk.json("kinds")


def test_show_has_every_field():
    for kind in desk.json("kinds"):
        for record in desk.list(kind["name"])[:1]:
            shown = desk.show(record["id"])
            assert shown == record
            assert list(shown) == ["id", "kind"] + [field["name"] for field in kind["fields"]]
            assert shown["kind"] == kind["name"] and UUID.match(shown["id"])


def test_show_for_people():
    record = desk.first("initiative")
    text = desk.run("show", record["id"]).out
    assert record["title"] in text and record["id"] in text and "Administration" in text


def test_list():
    everything = desk.list("initiative")
    assert len(everything) > 30
    lines = desk.run("list", "initiative").out.splitlines()
    assert len(lines) == len(everything) + 1
    # The columns stand under each other.
    column = lines[0].index("Title")
    assert all(len(line) > column and line[column - 1] == " " and line[column] != " " for line in lines)
    assert desk.list("conflict") == []


def test_queries():
    kultur = desk.list("initiative", "administration:kultur")
    code = desk.list("initiative", "administration:KULT")
    assert kultur == code and 0 < len(kultur) < len(desk.list("initiative"))
    # Words of a query may be one argument or several.
    both = desk.list("initiative", "administration:kultur", "-stage:idea")
    assert both == desk.list("initiative", "administration:kultur -stage:idea")
    idea = desk.show("idea")["id"]
    assert both == [record for record in kultur if record["stage"] != idea]
    others = desk.list("initiative", "-administration:kultur")
    assert len(others) + len(kultur) == len(desk.list("initiative"))
    big = desk.list("initiative", "planned:>100000")
    assert big and all(record["planned"] > 100000 * 100 for record in big)
    assert desk.list("initiative", "starts:<1999-01-01") == []


def test_today():
    late = desk.run("--today", "2199-01-01", "--json", "list", "task", "overdue:yes").json()
    early = desk.run("--today", "1999-01-01", "--json", "list", "task", "overdue:yes").json()
    assert late and not early


def test_add_and_set():
    name = new_initiative("starts=2025-10-29", "summary=Fotboll för alla.")
    assert UUID.match(name)
    record = desk.show(name)
    assert record["title"] == "Nattfotboll" and record["starts"] == "2025-10-29"
    assert record["origin"] == "new"
    before = desk.json("status")["seq"]
    assert desk.run("set", name, "title=Nattfotboll mot rasism", "starts=2025-10-30", "ends=2025-10-31").out == ""
    record = desk.show(name)
    assert (record["title"], record["starts"], record["ends"]) == ("Nattfotboll mot rasism", "2025-10-30",
                                                                 "2025-10-31")
    assert desk.json("status")["seq"] == before + 1
    assert desk.json("set", name, "ends=")["ends"] is None
    # What is so already is no edit.
    desk.run("set", name, "title=Nattfotboll mot rasism")
    assert desk.json("status")["seq"] == before + 2


def test_add_json():
    record = desk.json("add", "theme", "title=Yttrandefrihet", "code=speech")
    assert record["kind"] == "theme" and desk.show(record["id"]) == record
    assert desk.show("speech") == record


def test_delete_and_restore():
    name = new_initiative()
    line = desk.add("budget_line", "title=Lokal", "initiative=" + name, "planned=500")
    assert desk.json("delete", name) == {"id": name, "kind": "initiative", "deleted": True}
    assert name not in [record["id"] for record in desk.list("initiative")]
    assert line not in [record["id"] for record in desk.list("budget_line")]
    assert desk.show(name)["title"] == "Nattfotboll"
    desk.run("delete", name, status=1)
    desk.run("set", name, "title=X", status=1)
    assert desk.json("restore", name)["deleted"] is False
    desk.run("restore", name, status=1)
    assert name in [record["id"] for record in desk.list("initiative")]
    assert desk.show(line)["initiative"] == name
    assert line in [record["id"] for record in desk.list("budget_line")]


def test_history():
    name = new_initiative()
    desk.run("set", name, "title=A", "expected_participants=40")
    entries = desk.json("history", name)
    assert all(list(entry) == ["seq", "edit", "at", "author", "record", "field", "from", "to"] for entry in entries)
    newest = [entry for entry in entries if entry["seq"] == entries[0]["seq"]]
    assert {(entry["field"], entry["from"], entry["to"]) for entry in newest} == {
        ("title", "Nattfotboll", "A"), ("expected_participants", None, 40)}
    assert {entry["record"] for entry in entries} == {name}
    assert all(STAMP.match(entry["at"]) and UUID.match(entry["edit"]) and entry["author"] for entry in entries)
    assert ("deleted", None, False) in {(entry["field"], entry["from"], entry["to"]) for entry in entries}
    everything = desk.json("history")
    assert everything[:len(newest)] == newest
    assert [entry["seq"] for entry in everything] == sorted((entry["seq"] for entry in everything), reverse=True)
    assert "Title: Nattfotboll → A\n" in desk.run("history", name).out


def test_undo_and_redo():
    own = Desk().sample()
    before = own.whole()
    own.run("undo", status=1)
    own.run("redo", status=1)
    name = own.first("initiative")["id"]
    title = own.show(name)["title"]
    own.run("set", name, "title=Ett")
    own.run("set", name, "title=Två")
    assert own.show(name)["title"] == "Två"
    assert list(own.json("undo")) == ["undone"]
    assert own.show(name)["title"] == "Ett"
    assert own.run("undo").out.startswith("Undone: ")
    assert own.show(name)["title"] == title
    own.run("undo", status=1)
    assert list(own.json("redo")) == ["redone"]
    own.run("redo")
    assert own.show(name)["title"] == "Två"
    own.run("redo", status=1)
    own.run("undo")
    own.run("undo")
    strip = re.compile(rb'"(at|by)": "[^"]*"')
    assert strip.sub(b"", own.whole()) == strip.sub(b"", before)
    # History is never rewritten.
    assert len({entry["seq"] for entry in own.json("history", name)}) == 8


def test_export_and_open_again():
    desk.run("set", desk.first("initiative")["id"], "summary=Rad ett\nRad två: “citat” & <b>\t€")
    first = desk.path("first.json")
    second = desk.path("second.json")
    answer = desk.json("export", first)
    assert answer["file"] == first and answer["records"] > 500 and answer["bytes"] == len(read(first))
    other = Desk()
    assert other.json("open", first)["forum"] == desk.json("status")["forum"]
    other.run("export", second)
    assert read(first) == read(second)


def test_open_again_keeps_what_is_there():
    own = Desk().sample()
    name = own.first("initiative")["id"]
    own.run("set", name, "title=Behålls")
    assert "already" in own.run("open", "--sample").out
    assert own.show(name)["title"] == "Behålls"


def test_other_forum_is_refused():
    own = Desk().sample()
    own.profile = own.folder()
    text = read_sample(own).replace(own.first("forum")["id"].encode(), b"01900000-0000-7000-8000-00000000000f")
    path = own.path("other.json")
    with open(path, "wb") as file:
        file.write(text)
    before = own.whole()
    own.run("open", path, status=1)
    assert own.whole() == before
    # Without a profile it gets a folder of its own, and is the one that was last used.
    own.profile = None
    own.run("open", path)
    assert own.json("status")["forum"] == "01900000-0000-7000-8000-00000000000f"


def read_sample(own):
    path = own.path("sample.json")
    own.run("export", path)
    return read(path)


def test_swedish():
    own = Desk("sv_SE.UTF-8").sample()
    assert own.run("--help").out.startswith("Användning: ")
    assert "Det finns inget kommando ”flyg”." in own.run("flyg", status=2).err
    assert "inget att ångra" in own.run("undo", status=1).err
    line = own.first("budget_line", "planned:>1000")
    text = own.run("show", line["id"]).out
    assert "{:,} kr".format(line["planned"] // 100).replace(",", "\u00a0").replace(" ", "\u00a0") in text, text
    # For machines nothing is in any language.
    assert own.json("status")["state"] == "local"


def test_wrong_usage():
    for words in ([], ["fly"], ["list"], ["show"], ["show", "a", "b"], ["set", "KULT"], ["add"], ["export"], ["open"],
                  ["open", "a.json", "--sample"], ["status", "more"], ["status", "--fast"], ["--profile"],
                  ["status", "--today", "soon"], ["set", "KULT", "title"], ["set", "KULT", "=x"],
                  ["set", "KULT", "title+=x"]):
        desk.run(*words, status=2)


def test_what_needs_a_server():
    for command in ("login", "sync", "conflicts", "resolve", "rejected", "import", "report"):
        assert "not part of this version" in desk.run(command, status=1).err
    desk.run("open", "https://example.org", status=1)


def test_nothing_open_yet():
    empty = Desk()
    for command in (["status"], ["list", "initiative"], ["undo"], ["export", "x.json"]):
        assert "open" in empty.run(*command, status=1).err


tap.run(globals())
