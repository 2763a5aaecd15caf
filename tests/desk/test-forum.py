# SPDX-License-Identifier: GPL-3.0-or-later
"""What a member does in twenty minutes, by keyboard and as a screen reader hears it: moves a card, changes a date
and an amount, sees the budget follow, takes it back, and finds the rest after a restart."""

import os
import re

import driver
import tap

desk = driver.Desk(size=(1440, 900), language="sv_SE.UTF-8")
CARD = "Avslutning och framåtblick"
NBSP = "\u00a0"


def start():
    return desk.start("--profile", os.path.join(desk.folder, "forum"), "--sample", "--today", "2025-10-29")


def card(app, stage):
    return app.find("button", re.compile("^%s, %s, " % (CARD, stage)))


def go(app, number, page):
    app.press("alt+%d" % number)
    app.find("list item", page, state="selected")


def open_card(app, stage):
    go(app, 2, "Tavlor")
    card(app, stage).focus()
    app.press("Return")
    return app.find("text", "Börjar")


def row(app, name):
    return app.find("table row", re.compile("^%s, " % name))


def expand(app, child):
    """Opens the row that has the keyboard, and goes down to the first row in it."""
    def opened():
        if app.all("table row", re.compile("^%s, " % child)):
            return True
        app.press("Right")
        return False

    driver.wait_for("a row above %s to open" % child, opened)
    app.press("Down")
    driver.wait_for(child, lambda: app.focused().name.startswith(child))


def planned(app, name):
    text = row(app, name).name
    return int(re.search("Planerat ([0-9%s]+)%skr" % (NBSP, NBSP), text).group(1).replace(NBSP, ""))


def test_a_card_is_moved_by_keyboard():
    with start() as app:
        go(app, 2, "Tavlor")
        card(app, "Planerat").focus()
        app.press("ctrl+shift+Right")
        card(app, "Bekräftat")
        driver.wait_for("the card to keep the keyboard", lambda: CARD in app.focused().name)
        app.find("button", re.compile("^Ångra: Flytta"))
        app.screenshot("forum-moved-sv")


def test_it_is_there_after_a_restart_and_can_still_be_undone():
    with start() as app:
        go(app, 2, "Tavlor")
        card(app, "Bekräftat")
        app.press("ctrl+z")
        card(app, "Planerat")
        app.press("ctrl+shift+z")
        card(app, "Bekräftat")


def test_a_date_is_edited_and_a_mistake_is_said_at_the_field():
    app = start()
    try:
        field = open_card(app, "Bekräftat")
        field.write("i förrgår kanske")
        app.press("Tab")
        app.find("text", "Börjar", state="invalid")
        app.screenshot("forum-mistake-sv")
        field.write("8 nov")
        app.press("Tab")
        app.find("button", re.compile("^%s, Bekräftat, Stadskontoret, 8" % CARD))
        app.find("label", "Allt är sparat")
    finally:
        app.kill()


def test_the_date_is_there_after_a_power_cut():
    with start() as app:
        go(app, 2, "Tavlor")
        app.find("button", re.compile("^%s, Bekräftat, Stadskontoret, 8" % CARD))


def test_an_amount_is_changed_and_the_budget_follows():
    with start() as app:
        go(app, 4, "Budget")
        before, total = planned(app, "Stadskontoret"), planned(app, "Summa")
        row(app, "Stadskontoret").focus()
        expand(app, CARD)
        expand(app, "Lokal och teknik")
        app.press("Return")
        amount = app.find("text", "Planerat")
        was = int(re.sub("[^0-9]", "", amount.text))
        amount.write("%d,50" % (was + 1000))
        app.press("Tab")
        go(app, 4, "Budget")
        app.find("table row", re.compile("^Stadskontoret, .*Planerat [^k]*,50"))
        app.screenshot("forum-budget-sv")
        app.press("ctrl+z")
        driver.wait_for("the budget to be as before", lambda: planned(app, "Stadskontoret") == before)
        assert planned(app, "Summa") == total


tap.run(globals())
