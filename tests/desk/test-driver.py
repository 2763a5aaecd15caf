# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver itself: a test that drives a window is only worth something if this holds."""

import os
import re
import subprocess
import sys

import driver
import tap

HERE = os.path.dirname(os.path.abspath(__file__))
SUBJECT = [sys.executable, os.path.join(HERE, "subject.py")]

desk = driver.Desk()


def start():
    return desk.start(command=SUBJECT)


def test_reads_and_does():
    with start() as app:
        assert app.find("label", "nothing yet")
        app.do("button", "Add")
        app.find("label", "1 ")


def test_types_swedish_into_an_entry():
    with start() as app:
        entry = app.find("text", "Title")
        entry.write("Öppna Malmö, åäö é 1 234,50")
        app.find("button", "Add").focus()
        app.press("space")
        app.find("label", "1 Öppna Malmö, åäö é 1 234,50")
        entry.write("")
        assert entry.text == ""


def test_presses_with_the_mouse():
    with start() as app:
        app.find("button", "Add").click()
        app.find("label", "1 ")
        app.find("check box", "Done").click()
        app.find("check box", "Done", "checked")


def test_answers_a_dialogue_by_keyboard():
    with start() as app:
        app.do("button", "Ask")
        # Its name in libadwaita 1.2 is "Yes Yes".
        app.find("button", re.compile("^Yes")).focus()
        app.press("Return")
        app.find("label", "said yes")
        app.gone("button", re.compile("^Yes"))
        # The keyboard is back in the window.
        app.find("button", "Add").focus()
        app.press("Return")
        app.find("label", "1 ")


def test_what_was_never_shown_is_not_shown():
    with start() as app:
        assert app.find("label", "front page").shown
        assert not any(node.shown for node in app.all("label", "back page"))
        app.do("button", "Turn")
        driver.wait_for("the page", lambda: app.find("label", "back page").shown)


def test_a_class_name_is_no_name():
    with start() as app:
        view = app.find("list")
        assert view.name == "", view.raw_name
        view.raw_name = "GtkListView"
        assert view.name == ""
        view.raw_name = "Samverka"
        assert view.name == "Samverka"


def test_presses_with_the_mouse_in_a_dialogue():
    with start() as app:
        app.do("button", "Ask")
        app.find("button", re.compile("^Yes")).click()
        app.find("label", "said yes")


def test_the_keyboard_in_a_list():
    with start() as app:
        app.find("list").focus()
        app.press("Down", "Down")
        row = app.find("list item", state="focused")
        assert row.texts() == ["row 2"], row.texts()


def test_fails_on_what_is_not_there():
    with start() as app:
        try:
            app.find("button", "Nowhere", limit=0.3)
        except driver.Failure as failure:
            assert "Nowhere" in str(failure) and "'Add'" in str(failure)
        else:
            assert False, "found a button that does not exist"


def test_fails_on_complaints():
    app = start()
    app.do("button", "Complain")
    app.find("label", "complained")
    try:
        app.quit()
    except driver.Failure as failure:
        assert "not happy" in str(failure)
    else:
        assert False, "a warning went unseen"


def test_writes_a_screenshot_of_the_whole_screen():
    with start() as app:
        path = app.screenshot("driver")
        told = subprocess.check_output(["identify", "-format", "%w %h %k", path], text=True)
        width, height, colours = map(int, told.split())
        assert (width, height) == desk.size and colours > 20, told


def test_leaves_nothing_behind():
    program = "\n".join([
        "import sys; sys.path.insert(0, %r)" % HERE,
        "import driver",
        "desk = driver.Desk()",
        "app = desk.start(command=%r)" % SUBJECT,
        "print(desk.folder, flush=True)",
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    ])
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    folder = done.stdout.split()[0]
    assert done.returncode == 1 and not os.path.exists(folder), done
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/environ" % process, "rb") as environment:
                assert folder.encode() not in environment.read(), "left running: " + process
        except (OSError, PermissionError):
            pass


if __name__ == "__main__":
    tap.run(globals())
