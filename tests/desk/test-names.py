# SPDX-License-Identifier: GPL-3.0-or-later
"""No control without a name, on any page; and a picture of every page in both languages, light and
dark, on a laptop's and a projector's screen (build/screenshots/)."""

import driver
import tap

PAGES = [("overview", {"sv": "Översikt", "en": "Overview"}), ("boards", {"sv": "Tavlor", "en": "Boards"}),
         ("timeline", {"sv": "Tidslinje", "en": "Timeline"}), ("budget", {"sv": "Budget", "en": "Budget"}),
         ("records", {"sv": "Grunddata", "en": "Basic data"})]

def picture(app, name):
    """A screenshot once two in a row are the same: what moves in has come to rest."""
    last = [None]

    def at_rest():
        before, last[0] = last[0], open(app.screenshot(name), "rb").read()
        return before == last[0]

    driver.wait_for("the screen to come to rest", at_rest)


def visit(language, dark, size):
    look = "%s-%s-%dx%d" % (language[:2], "dark" if dark else "light", size[0], size[1])
    with driver.Desk(size=size, language=language, dark=dark) as desk:
        with desk.start("--sample", "--today", "2025-10-29") as app:
            for number, (page, labels) in enumerate(PAGES, 1):
                app.press("alt+%d" % number)
                app.find("list item", labels[language[:2]], state="selected")
                picture(app, "%s-%s" % (page, look))
                wrong = [node.where() for node in app.tree().nameless()]
                assert not wrong, "without a name on %s:\n%s" % (page, "\n".join(wrong[:10]))


def test_swedish_light_laptop():
    visit("sv_SE.UTF-8", False, (1440, 900))


def test_swedish_dark_projector():
    visit("sv_SE.UTF-8", True, (1280, 720))


def test_swedish_light_projector():
    visit("sv_SE.UTF-8", False, (1280, 720))


def test_swedish_dark_laptop():
    visit("sv_SE.UTF-8", True, (1440, 900))


def test_english_light_projector():
    visit("en_US.UTF-8", False, (1280, 720))


def test_english_dark_projector():
    visit("en_US.UTF-8", True, (1280, 720))


def test_english_light_laptop():
    visit("en_US.UTF-8", False, (1440, 900))


def test_english_dark_laptop():
    visit("en_US.UTF-8", True, (1440, 900))


tap.run(globals())
