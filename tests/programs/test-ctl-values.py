# SPDX-License-Identifier: GPL-3.0-or-later
"""Values on the command line: what is read, what is refused, and that a refusal changes nothing."""

import tap
from desk import Desk, write

desk = Desk().sample()
STAGE = desk.first("stage")["id"]


def initiative(*values):
    return desk.add("initiative", "title=Prov", "administration=KULT", "stage=" + STAGE, *values)


def refused(name, *values, status=1):
    before = desk.whole()
    answer = desk.run("set", name, *values, status=status)
    assert desk.whole() == before
    return answer.err


def test_money():
    name = desk.add("budget_line", "title=Lokal", "initiative=" + initiative())
    for text, amount in (("12500", 1250000), ("12 500,50", 1250050), ("12500 kr", 1250000), ("12\u00a0500,5", 1250050),
                         ("0", 0), ("1.234,50", 123450), ("999999999999", 99999999999900)):
        desk.run("set", name, "planned=" + text)
        assert desk.show(name)["planned"] == amount, text
    desk.run("set", name, "planned=")
    assert desk.show(name)["planned"] is None
    for text in ("abc", "12,345", "1e5", "--5", "99999999999999999999999", "9223372036854775807", "92233720368547758.08",
                 "1000000000001", "-1", "12 kr kr", "∞"):
        refused(name, "planned=" + text)


def test_references():
    name = initiative()
    venue = desk.first("venue")
    activity = desk.add("activity", "title=Samtal", "initiative=" + name)
    for text in (venue["id"], venue["title"], venue["title"].upper(), " %s " % venue["title"]):
        desk.run("set", activity, "venue=")
        desk.run("set", activity, "venue=" + text)
        assert desk.show(activity)["venue"] == venue["id"], text
    desk.run("set", name, "administration=fritidsforvaltningen")
    assert desk.show(name)["administration"] == desk.show("FRI")["id"]
    refused(name, "administration=Finns inte")
    refused(name, "administration=01900000-0000-7000-8000-0000000000aa")
    # A record of another kind.
    refused(name, "administration=" + venue["id"])
    # A required field.
    refused(name, "administration=")


def test_ambiguous():
    one = desk.add("person", "title=Alex Kvist")
    desk.add("person", "title=alex  kvist")
    name = initiative()
    refused(name, "owner=Alex Kvist", status=2)
    desk.run("show", "Alex Kvist", status=2)
    desk.run("set", name, "owner=" + one)
    assert desk.show(name)["owner"] == one


def test_sets():
    name = initiative()
    themes = [desk.show(code)["id"] for code in ("democracy", "antiracism", "inclusion")]
    desk.run("set", name, "themes=democracy,antiracism")
    assert desk.show(name)["themes"] == sorted(themes[:2])
    desk.run("set", name, "themes+=Inkludering")
    assert desk.show(name)["themes"] == sorted(themes)
    desk.run("set", name, "themes-=democracy,inclusion", "themes+=democracy")
    assert desk.show(name)["themes"] == sorted(themes[:2])
    desk.run("set", name, "themes+=democracy")
    assert desk.show(name)["themes"] == sorted(themes[:2])
    desk.run("set", name, "themes=")
    assert desk.show(name)["themes"] in (None, [])
    refused(name, "themes+=nonsense")
    refused(name, "title+=x", status=2)


def test_text_from_a_file():
    name = initiative()
    path = desk.path("text.txt")
    text = "Första raden åäö\n\n“Tredje” raden = sist"
    write(path, text + "\n")
    desk.run("set", name, "summary=@" + path)
    assert desk.show(name)["summary"] == text
    write(path, "x" * 200000)
    refused(name, "summary=@" + path)
    write(path, b"\xff\xfe\x00")
    refused(name, "summary=@" + path)
    refused(name, "summary=@" + desk.path("missing.txt"))
    # One line of text may begin with an @.
    desk.run("set", name, "audience=@alla")
    assert desk.show(name)["audience"] == "@alla"


def test_dates_and_times():
    name = initiative()
    desk.run("set", name, "starts=2025-10-25", "ends=2025-10-25")
    refused(name, "ends=2025-10-24")
    refused(name, "starts=2025-10-26")
    for text in ("2025-02-30", "2025-13-01", "25/25", "snart", "0001-01-01", "2025-10-25T18:00"):
        refused(name, "starts=" + text)
    activity = desk.add("activity", "title=Samtal", "initiative=" + name, "starts=2025-10-29T18:00",
                        "ends=2025-10-29T20:00")
    assert desk.show(activity)["starts"] == "2025-10-29T18:00"
    refused(activity, "ends=2025-10-29T17:00")
    desk.run("set", activity, "starts=2025-10-29 18.30")
    assert desk.show(activity)["starts"] == "2025-10-29T18:30"


def test_choices_numbers_and_yes():
    name = initiative()
    desk.run("set", name, "origin=existing", "expected_participants=250", "archived=yes")
    record = desk.show(name)
    assert (record["origin"], record["expected_participants"], record["archived"]) == ("existing", 250, True)
    refused(name, "origin=nonsense")
    for text in ("many", "1.5", "-1", "99999999999999999999", "10000001"):
        refused(name, "expected_participants=" + text)
    refused(name, "archived=maybe")


def test_unknown_and_worked_out():
    name = initiative()
    assert "kinds initiative" in refused(name, "colour=red")
    refused(name, "planned=100")
    refused(name, "id=1")
    refused(name, "deleted=true")
    desk.run("add", "spaceship", "title=x", status=1)
    desk.run("list", "spaceship", status=1)
    desk.run("kinds", "spaceship", status=1)
    desk.run("show", "spaceship", status=1)
    desk.run("list", "initiative", "colour:red", status=1)
    desk.run("list", "initiative", "starts:<", status=1)


def test_all_or_nothing():
    name = initiative()
    refused(name, "title=Ny", "ends=nonsense")
    assert desk.show(name)["title"] == "Prov"
    before = desk.whole()
    desk.run("add", "initiative", "title=Utan förvaltning", status=1)
    desk.run("add", "initiative", status=1)
    desk.run("add", "theme", "title=Dubblett", "code=democracy", status=1)
    assert desk.whole() == before


def test_long_title():
    name = initiative()
    desk.run("set", name, "title=" + "å" * 240)
    refused(name, "title=" + "å" * 300)


def test_text_that_looks_like_code():
    name = initiative()
    for text in ("Robert'); DROP TABLE initiative;--", '"quoted" \\ back', "=x=y", "--json", "åäö 👋", "%s%n"):
        desk.run("set", name, "title=" + text)
        assert desk.show(name)["title"] == text


tap.run(globals())
