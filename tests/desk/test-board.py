# SPDX-License-Identifier: GPL-3.0-or-later
"""The boards as a person has them: by keyboard, by mouse, and read by a screen reader."""

import os
import re

import driver
import tap

desk = driver.Desk(size=(1440, 900), language="sv_SE.UTF-8")
TODAY = ["--today", "2025-10-20"]


def open_boards(name, *arguments):
    app = desk.start("--profile", os.path.join(desk.folder, name), "--sample", *TODAY, *arguments)
    app.find("button", "Ångra")
    app.press("alt+2")
    app.find("panel", "Tavla")
    return app


def card(app, title, stage=None):
    return app.find("button", re.compile("^" + re.escape(title) + ", " + (stage or "")))


def walk_to(app, lane):
    """By Tab into the board, then down from lane to lane."""
    for _ in range(20):
        if app.focused() and app.focused().name.startswith("Stadskontoret, 4 initiativ"):
            break
        app.press("Tab")
    for _ in range(10):
        if app.focused().name.startswith(lane):
            return
        app.press("Left", "Down") if "initiativ ·" in app.focused().name else app.press("Down")
    raise AssertionError(app.focused().name)


def test_cards_lanes_and_stages_have_names():
    with open_boards("names") as app:
        card(app, "Nattfotboll mot rasism", "Pågår")
        app.find("button", re.compile(r"^Kulturförvaltningen, 9 initiativ · "))
        app.find("panel", re.compile(r"^Planerat, Kulturförvaltningen, \d+ initiativ$"))
        app.find("label", "12 av 12 – fullt")
        nameless = [node.where() for node in app.tree().nameless()]
        assert not nameless, "\n".join(nameless)


def test_a_card_is_moved_by_keyboard_and_taken_back():
    with open_boards("keyboard") as app:
        title = "Avslutning och framåtblick"
        walk_to(app, "Stadskontoret, 4 initiativ")
        app.press("Down")
        assert app.focused().name.startswith(title + ", Planerat"), app.focused().name
        app.press("ctrl+shift+Left")
        card(app, title, "Föreslaget")
        app.find("label", re.compile("Avslutning och framåtblick.*Föreslaget"))
        app.find("label", "11 av 12")
        # The focus went with it: the next step is of the same card.
        assert app.focused().name.startswith(title + ", Föreslaget"), app.focused().name
        app.press("ctrl+shift+Right")
        card(app, title, "Planerat")
        app.press("ctrl+z", "ctrl+z")
        app.find("label", "12 av 12 – fullt")
        assert app.focused().name.startswith(title), app.focused().name


def test_a_full_stage_warns_and_forbids_nothing():
    with open_boards("full") as app:
        walk_to(app, "Stadskontoret, 4 initiativ")
        app.press("Down", "Right")
        assert app.focused().name.startswith("Forskarforum"), app.focused().name
        app.press("alt+shift+Left")
        app.find("label", "13 av 12 – för många")
        app.find("label", re.compile("Forskarforum.*13.*12"))


def test_arrows_go_between_cards_and_close_lanes():
    with open_boards("arrows") as app:
        walk_to(app, "Kulturförvaltningen, 9 initiativ")
        app.press("Down")
        assert app.focused().name.startswith("Berättelser från Rosengård"), app.focused().name
        app.press("Right")
        assert app.focused().name.startswith("Antirasistiskt bibliotek"), app.focused().name
        app.press("Up")
        assert app.focused().name.startswith("Kulturförvaltningen, 9"), app.focused().name
        app.press("Left")
        app.gone("button", re.compile("^Berättelser från Rosengård, "))
        app.press("Right")
        card(app, "Berättelser från Rosengård")


def test_a_card_is_moved_by_drag():
    with open_boards("drag") as app:
        card(app, "Parkourskola för tjejer", "Idé").drag_to(
            app.find("panel", re.compile("^Föreslaget, Fritidsförvaltningen, ")))
        card(app, "Parkourskola för tjejer", "Föreslaget")
        app.press("ctrl+z")
        card(app, "Parkourskola för tjejer", "Idé")


def test_the_menu_archives_and_undo_brings_back():
    with open_boards("menu") as app:
        card(app, "Berättelser från Rosengård").click()
        app.press("shift+F10")
        app.find("menu item", "Arkivera").do()
        app.gone("button", re.compile("^Berättelser från Rosengård, "))
        app.press("ctrl+z")
        card(app, "Berättelser från Rosengård")


def test_a_new_initiative_stands_where_it_was_asked_for():
    with open_boards("add") as app:
        app.find("button", "Lägg till ett initiativ: Föreslaget, Stadskontoret").do()
        app.find("panel", "Föreslaget, Stadskontoret, 1 initiativ")


def test_the_search_hides_cards_and_says_so():
    with open_boards("search") as app:
        app.press("ctrl+k")
        app.type("nattfotboll")
        app.gone("button", re.compile("^Berättelser från Rosengård, "))
        card(app, "Nattfotboll mot rasism")
        app.find("label", "1 av 5 visas")
        app.press("ctrl+a")
        app.type("finnsinte")
        app.find("button", "Rensa filtret").do()
        card(app, "Berättelser från Rosengård")


def test_lanes_by_theme_and_by_owner():
    with open_boards("groupings") as app:
        app.find("button", "Tema").do()
        app.find("button", re.compile(r"^Antirasism, \d+ initiativ"))
        app.find("button", "Ansvarig").do()
        app.find("button", re.compile(r"^Amir Bokstig, \d+ initiativ"))
        app.screenshot("boards-owners-sv")


if __name__ == "__main__":
    tap.run(globals())
