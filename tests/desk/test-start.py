# SPDX-License-Identifier: GPL-3.0-or-later
"""The first minute: the sample is there without a question, and what starts also ends."""

import os
import re

import driver
import tap

desk = driver.Desk(language="sv_SE.UTF-8")


def profile(name):
    return ["--profile", os.path.join(desk.folder, name), "--sample", "--today", "2025-10-20"]


def test_the_sample_opens_without_a_question():
    with desk.start(*profile("sample")) as app:
        app.find("frame", re.compile("Öppna Malmö 2025"))
        assert not app.all("dialog"), app.all("dialog")
        app.find("button", "Ångra")


def test_it_opens_again_on_the_same_profile():
    for _ in range(2):
        with desk.start(*profile("again")) as app:
            app.find("frame", re.compile("Öppna Malmö 2025"))


def test_it_opens_after_a_power_cut():
    desk.start(*profile("cut")).kill()
    with desk.start(*profile("cut")) as app:
        app.find("frame", re.compile("Öppna Malmö 2025"))


def test_a_second_process_on_a_profile_says_so():
    with desk.start(*profile("twice")):
        second = desk.start(*profile("twice"), maximize=False)
        second.find("label", re.compile("redan öppen i ett annat fönster eller program"))
        second.press("ctrl+q")
        assert second.process.wait(20) == 1, second.process.returncode


def test_the_shortcuts_are_shown_and_nothing_is_complained_of():
    with desk.start(*profile("shortcuts")) as app:
        app.find("button", "Ångra")
        app.press("ctrl+question")
        app.find("label", "Flytta kortet till nästa status")
        app.press("Escape")
        app.gone("label", "Flytta kortet till nästa status")


def test_no_control_without_a_name():
    with desk.start(*profile("names")) as app:
        app.find("button", "Ångra")
        nameless = [node.where() for node in app.tree().nameless()]
        assert not nameless, "\n".join(nameless)


if __name__ == "__main__":
    tap.run(globals())
