# SPDX-License-Identifier: GPL-3.0-or-later
"""The edit pane and the tables of basic data, as a person who reads with the ears uses them."""

import os
import re

import driver
import tap

desk = driver.Desk(size=(1280, 2300), language="sv_SE.UTF-8")
NO_BREAK = "\u00a0"


def profile(name):
    return ["--profile", os.path.join(desk.folder, name), "--sample", "--today", "2025-10-20"]


def open_initiative(app, title):
    """Opens an initiative from the boards."""
    app.press("alt+2")
    app.find("button", re.compile("^" + re.escape(title))).click()
    return app.find("text", "Rubrik")


def entry(app, name):
    return app.find("text", name)


def value(app, name):
    return app.read(entry(app, name)).text


def write(app, name, text, then="Return"):
    entry(app, name).focus()
    app.press("ctrl+a")
    app.type(text)
    app.press(then)


def wait_value(app, name, wanted):
    driver.wait_for("%s to be %s" % (name, wanted), lambda: value(app, name) == wanted)


def test_a_date_is_changed_undone_and_kept():
    with desk.start(*profile("date")) as app:
        open_initiative(app, "Demokratidagar")
        wait_value(app, "Börjar", "fre 31 okt")
        # Past its end: the end goes with it.
        write(app, "Börjar", "5 nov")
        wait_value(app, "Börjar", "ons 5 nov")
        wait_value(app, "Slutar", "fre 7 nov")
        app.find("button", re.compile("^Demokratidagar.*5–7 nov"))
        app.press("ctrl+z")
        wait_value(app, "Börjar", "fre 31 okt")
        wait_value(app, "Slutar", "sön 2 nov")
        write(app, "Slutar", "3 nov")
        wait_value(app, "Slutar", "mån 3 nov")
    with desk.start(*profile("date")) as app:
        open_initiative(app, "Demokratidagar")
        wait_value(app, "Slutar", "mån 3 nov")


def test_a_mistake_stands_at_its_field():
    with desk.start(*profile("mistake")) as app:
        open_initiative(app, "Demokratidagar")
        write(app, "Börjar", "31 feb")
        sentence = app.find("label", re.compile("31 feb.*finns inte"))
        node = app.read(entry(app, "Börjar"))
        assert node.text == "31 feb", node.text
        assert node.description == sentence.name, node.description
        # Other fields are not kept from being changed.
        write(app, "Målgrupp", "Alla som vill")
        driver.wait_for("the audience", lambda: value(app, "Målgrupp") == "Alla som vill")
        assert value(app, "Börjar") == "31 feb"
        app.screenshot("pane-mistake-sv")
        # Escape takes back what is wrong, and then closes.
        entry(app, "Börjar").focus()
        app.press("Escape")
        wait_value(app, "Börjar", "fre 31 okt")
        # An end before its start is refused with the referee's sentence.
        write(app, "Slutar", "1 okt")
        app.find("label", re.compile("^Slutar får inte"))
        assert value(app, "Slutar") == "1 okt"
        app.press("Escape")
        wait_value(app, "Slutar", "sön 2 nov")


def test_money_of_a_line_reaches_its_initiative():
    with desk.start(*profile("money")) as app:
        open_initiative(app, "Demokratidagar")
        line = app.find("list item", re.compile("^Lokal.*%skr$" % NO_BREAK))
        line.click()
        write(app, "Planerat", "125 000,50")
        wait_value(app, "Planerat", "125%s000,50" % NO_BREAK)
        write(app, "Planerat", "tolv kronor")
        driver.wait_for("a mistake", lambda: app.read(entry(app, "Planerat")).description)
        app.press("Escape")
        wait_value(app, "Planerat", "125%s000,50" % NO_BREAK)
        app.all("button", re.compile("^Öppna .Demokratidagar"))[0].do()
        app.find("list item", re.compile("^Lokal.*125%s000,50%skr$" % (NO_BREAK, NO_BREAK)))


def test_tasks_are_typed_and_ticked():
    with desk.start(*profile("tasks")) as app:
        open_initiative(app, "Nattfotboll")
        field = app.find("text", re.compile("^Lägg till en uppgift"))
        field.focus()
        app.type("Boka planen")
        app.press("Return")
        tick = app.find("check box", "Boka planen")
        tick.click()
        app.find("check box", "Boka planen", state="checked")
        app.press("ctrl+z")
        driver.wait_for("the tick to go", lambda: not app.all("check box", "Boka planen", state="checked"))
        app.press("ctrl+z")
        app.gone("check box", "Boka planen")


def test_a_new_initiative_is_named_at_once():
    with desk.start(*profile("new")) as app:
        app.press("alt+2")
        app.find("button", re.compile("^Demokratidagar"))
        app.press("ctrl+n")
        driver.wait_for("the title to have the keyboard",
                        lambda: app.focused() is not None and app.focused().name == "Rubrik")
        app.type("Körsång på torget")
        app.press("Return")
        app.find("button", re.compile("^Körsång på torget"))


def test_what_is_deleted_can_be_restored_in_the_pane():
    with desk.start(*profile("gone")) as app:
        open_initiative(app, "Nattfotboll")
        app.find("text", "Rubrik")
        app.press("ctrl+n")
        driver.wait_for("the title to have the keyboard",
                        lambda: app.focused() is not None and app.focused().name == "Rubrik")
        app.press("ctrl+z")
        app.find("label", "Det här har tagits bort.")
        app.find("button", "Återställ").do()
        driver.wait_for("the banner to go", lambda: not [
            node for node in app.all("label", "Det här har tagits bort.") if node.shown])


def test_basic_data_by_keyboard():
    with desk.start(*profile("records")) as app:
        app.press("alt+5")
        app.find("list item", re.compile("^Statusar, 7")).click()
        app.find("label", "Föreslaget").click()
        app.find("text", "Rubrik")
        assert app.read(app.find("text", "Rubrik")).text == "Föreslaget"
        app.screenshot("records-sv")
        app.press("ctrl+w")
        app.press("ctrl+shift+Up")
        app.find("button", re.compile("^Ångra: Flytta upp .Föreslaget"))
        app.press("Delete")
        app.find("list item", re.compile("^Statusar, 6"))
        app.press("ctrl+z")
        app.find("list item", re.compile("^Statusar, 7"))


def test_forms_and_tables_have_no_nameless_control():
    with desk.start(*profile("kinds")) as app:
        app.press("alt+5")
        for kind, first in (("Grupper", "Arbetsgruppen Öppna Malmö"), ("Möten", "Arbetsgruppen, oktobermöte"),
                            ("Fördelningar", "El och montering på torget"), ("Platser", "Digitalt möte")):
            app.find("list item", re.compile("^%s, [1-9]" % kind)).click()
            app.find("table row", first)
            app.find("label", first).click()
            app.find("button", re.compile("^Stäng redigeringsrutan"))
        open_initiative(app, "Demokratidagar")
        nameless = [node.where() for node in app.tree().nameless()]
        assert not nameless, "\n".join(nameless)


if __name__ == "__main__":
    tap.run(globals())
