# SPDX-License-Identifier: GPL-3.0-or-later
"""What grated on who came for the first time: on small screens, by keyboard alone and by ear."""

import json
import os
import re

import driver
import tap

SAMPLE = ("--sample", "--today", "2025-10-29")

desk = driver.Desk(size=(1000, 700), language="sv_SE.UTF-8")


def bottom_right(node):
    x, y, width, height = node.extents
    return x + width, y + height


def fits(app, node):
    """Whether it stands inside its window, from left to right."""
    left, _, width, _ = app.find("frame").extents
    return left <= node.extents[0] and bottom_right(node)[0] <= left + width


def pane_has_keyboard(app):
    panes = app.all("panel", "Redigeringsruta")
    return panes and any("focused" in node.states for node in panes[0].walk())


def test_the_first_choices_are_named_once():
    with desk.start() as app:
        names = [node.name for node in app.find("list", "Hur du börjar").all("list item")]
        assert names == ["Titta på exemplet", "Öppna en forumfil", "Anslut till en server"], names


def test_every_page_fits_a_small_screen():
    with desk.start(*SAMPLE) as app:
        for number, page in enumerate(["Översikt", "Tavlor", "Tidslinje", "Budget", "Grunddata"]):
            app.press("alt+%d" % (number + 1))
            driver.wait_for(page, lambda name=page: app.find("panel", name).shown)
            close = app.find("button", "Stäng", description="Stäng fönstret")
            driver.wait_for("the window's buttons inside it on " + page, lambda n=close: fits(app, n))
        app.press("alt+1")
        for card in ("Samlad bild", "Saknas", "Närmaste uppgifter", "Senaste ändringar"):
            node = app.find("panel", card)
            driver.wait_for(card + " inside the window", lambda n=node: fits(app, n))


def empty_forum():
    """A forum file with nothing in it but the forum."""
    samples = os.path.join(os.path.dirname(__file__), "..", "..", "data", "sample")
    with open(os.path.join(samples, "oppna-malmo-2025.json"), encoding="utf-8") as file:
        forum = json.load(file)
    forum["records"] = [record for record in forum["records"] if record["kind"] == "forum"]
    path = os.path.join(desk.folder, "empty.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(forum, file)
    return path


def test_an_empty_forum_says_where_to_begin():
    with desk.start("--profile", os.path.join(desk.folder, "empty"), empty_forum()) as app:
        app.press("alt+2")
        app.do("button", "Nytt initiativ", within=app.find("panel", "Tavlor"))
        app.find("label", re.compile("lägg först till det under Grunddata"))
        app.press("alt+1")
        app.do("button", "Till Grunddata")
        app.find("list item", re.compile("^Förvaltningar"))


def test_the_closed_pane_is_not_read():
    with desk.start(*SAMPLE) as app:
        app.press("alt+1")
        app.find("panel", "Samlad bild")
        assert not app.all("panel", "Redigeringsruta")
        app.do("button", "Hitta ledare")
        app.find("panel", "Redigeringsruta")
        app.press("ctrl+w")
        app.gone("panel", "Redigeringsruta")
        app.do("button", "Hitta ledare")
        app.find("panel", "Redigeringsruta")


def test_what_is_opened_has_the_keyboard():
    with desk.start(*SAMPLE) as app:
        app.press("alt+4")
        driver.wait_for("a row with the keyboard",
                        lambda: app.focused() and app.focused().role == "table row")
        app.press("Right", "Down", "Return")
        pane = app.find("panel", "Redigeringsruta")
        driver.wait_for("the keyboard in the pane", lambda: pane_has_keyboard(app))
        assert app.find("button", "Historik", within=pane)
        assert pane.extents[2] <= 380, pane.extents
        app.press("Escape")
        app.gone("panel", "Redigeringsruta")
        driver.wait_for("the row with the keyboard again",
                        lambda: app.focused() and app.focused().role == "table row")


def test_the_first_key_opens_a_row_of_the_budget():
    with desk.start(*SAMPLE) as app:
        app.press("alt+4")

        def row():
            node = app.focused()
            return node if node and node.role == "table row" else None

        there = driver.wait_for("a row with the keyboard", row)
        name = there.name.split(",")[0]
        app.press("Right")
        app.find("panel", state="expanded", within=app.find("table row", re.compile("^" + name)))


tap.run(globals())
