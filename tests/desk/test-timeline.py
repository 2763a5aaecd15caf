# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline by mouse and keyboard, as a screen reader hears it."""

import re

import driver
import tap

desk = driver.Desk(size=(1440, 900), language="sv_SE.UTF-8")

REPETITION = re.compile("^Repetition, ")


def timeline(app):
    """Shown as at first: what a test before has chosen is remembered."""
    app.press("alt+3")
    app.do("button", "Förvaltning")
    return app.find("button", REPETITION)


def wait_for_name(app, pattern):
    return app.find("button", re.compile(pattern))


def drag(app, start, by):
    move = desk.xdotool
    move("mousemove", *start)
    move("mousedown", 1)
    for step in range(1, 11):
        move("mousemove", start[0] + by * step // 10, start[1])
    return lambda: move("mouseup", 1)


def test_bars_say_everything():
    with desk.start("--sample", "--today", "2025-10-29") as app:
        bar = timeline(app)
        assert bar.name == "Repetition, förberedelse, 3–5 november, Palladium, Kulturförvaltningen", bar.name
        app.find("panel", re.compile(r"^Kulturförvaltningen, \d+ aktiviteter$"))
        app.find("button", re.compile("^Ungas scen, programpunkt, .*, krockar$"))
        for name in "Dag", "Månad", "År", "Vecka":
            app.do("button", name)
        app.do("button", "Plats")
        app.find("panel", re.compile(r"^Digitalt möte, \d+ aktiviteter$"))
        app.do("button", "Person")
        app.find("panel", re.compile(r"^Amir Bokstig, \d+ aktiviteter$"))
        app.screenshot("timeline-person-sv")


def test_moves_by_keyboard_and_is_undone():
    with desk.start("--sample", "--today", "2025-10-29") as app:
        timeline(app).click()
        app.find("text", "Börjar")
        app.press("Escape")  # the pane has the keyboard; closing it gives it back to the bar
        driver.wait_for("the bar", lambda: app.focused().name.startswith("Repetition, "))
        app.press("ctrl+shift+Right")
        wait_for_name(app, "^Repetition, förberedelse, 4–6 november")
        assert app.focused().name.startswith("Repetition, "), app.focused()
        app.press("ctrl+shift+Up")
        wait_for_name(app, "^Repetition, förberedelse, 4–7 november")
        app.press("ctrl+z")
        wait_for_name(app, "^Repetition, förberedelse, 4–6 november")
        app.press("ctrl+z")
        wait_for_name(app, "^Repetition, förberedelse, 3–5 november")
        app.press("Right")
        assert not app.focused().name.startswith("Repetition, "), app.focused()


def test_drags_with_the_mouse():
    with desk.start("--sample", "--today", "2025-10-29") as app:
        middle = timeline(app).middle()
        width = app.find("button", REPETITION).extents[2]
        release = drag(app, middle, 74)
        app.screenshot("timeline-drag-sv")
        app.press("Escape")
        release()
        wait_for_name(app, "^Repetition, förberedelse, 3–5 november")
        drag(app, middle, 74)()
        wait_for_name(app, "^Repetition, förberedelse, 5–7 november")
        app.press("ctrl+z")
        wait_for_name(app, "^Repetition, förberedelse, 3–5 november")
        drag(app, (middle[0] + width // 2 - 3, middle[1]), 38)()
        wait_for_name(app, "^Repetition, förberedelse, 3–6 november")
        app.press("ctrl+z")
        wait_for_name(app, "^Repetition, förberedelse, 3–5 november")


def test_accepts_a_clash_with_a_reason():
    with desk.start("--sample", "--today", "2025-10-29") as app:
        timeline(app)
        app.find("button", re.compile("^Ungas scen, .*, krockar$")).click()
        app.press("shift+Return")
        app.do("button", "Godta …")
        app.find("text", "Varför går det bra?", state="focused")
        app.type("De delar scenen")
        app.press("Return")
        wait_for_name(app, "^Ungas scen, programpunkt, .*Kulturförvaltningen$")


def test_a_search_without_hits_says_so():
    with desk.start("--sample", "--today", "2025-10-29") as app:
        timeline(app)
        app.find("entry", "Sök").write("zzzz")
        app.do("button", "Visa allt")
        app.find("button", REPETITION)


tap.run(globals())
