# SPDX-License-Identifier: GPL-3.0-or-later
"""build-aux/check finds what breaks each rule, and nothing in a tree that keeps them."""

import os
import subprocess
import sys
import tempfile

import tap

CHECK = os.path.join(os.path.dirname(__file__), "..", "..", "build-aux", "check")
HEAD = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
CLEAN = {
    "src/model/meson.build": "files('thing.c')\n",
    "src/model/thing.h": HEAD + "#pragma once\n\n#include \"base/money.h\"\n",
    "src/model/thing.c": HEAD + "#include \"model/thing.h\"\n\nint\nthing (void)\n{\n  return 1;\n}\n",
    "src/base/money.h": HEAD + "#pragma once\n",
    "tests/meson.build": "subdir('model')\n",
    "tests/model/meson.build": "foreach name : [\n  'thing',\n]\nendforeach\n",
    "tests/model/test-thing.c": HEAD + "int x; /* \"/* a comment */\n",
    "po/POTFILES": "",
    "README.md": "It is.\n",
}


def check(changes):
    """Checks the clean tree with files added, or replaced; gives the broken rules' text."""
    with tempfile.TemporaryDirectory() as top:
        for path, text in dict(CLEAN, **changes).items():
            os.makedirs(os.path.join(top, os.path.dirname(path)), exist_ok=True)
            with open(os.path.join(top, path), "w", encoding="utf-8") as file:
                file.write(text)
        done = subprocess.run([sys.executable, CHECK, top], stdout=subprocess.PIPE, text=True,
                              encoding="utf-8")
    broken = [line for line in done.stdout.splitlines() if line.startswith("not ok")]
    assert done.returncode == (1 if broken else 0), done
    assert len(broken) <= 1, done.stdout
    return done.stdout if broken else ""


def breaks(where, what, changes):
    told = check(changes)
    assert "# %s" % where in told and what in told, told or "nothing was found"


def test_a_clean_tree():
    assert check({}) == ""


def test_no_licence():
    breaks("src/base/a.h:1:", "SPDX", {"src/base/a.h": "#pragma once\n"})
    breaks("build-aux/tool:1:", "SPDX", {"build-aux/tool": "#!/bin/sh\n"})


def test_a_header_that_is_read_twice():
    breaks("src/base/a.h:1:", "#pragma once", {"src/base/a.h": HEAD})


def test_a_room_that_looks_down():
    breaks("src/base/a.h:3:", "base may not include model/thing.h",
           {"src/base/a.h": HEAD + "#pragma once\n#include \"model/thing.h\"\n"})
    breaks("src/layout/a.h:3:", "layout may not include sync/edit.h",
           {"src/layout/a.h": HEAD + "#pragma once\n#include \"sync/edit.h\"\n"})
    breaks("src/server/a.h:3:", "server may not include engine/session.h",
           {"src/server/a.h": HEAD + "#pragma once\n#include \"engine/session.h\"\n"})


def test_an_include_without_its_room():
    breaks("src/model/other.h:3:", "without its room",
           {"src/model/other.h": HEAD + "#pragma once\n#include \"thing.h\"\n"})


def test_gtk_outside_the_desk():
    for name in ("gtk/gtk.h", "adwaita.h"):
        breaks("src/model/a.h:3:", "GTK",
               {"src/model/a.h": HEAD + "#pragma once\n#include <%s>\n" % name})
    assert check({"src/desk/a.h": HEAD + "#pragma once\n#include <gtk/gtk.h>\n"}) == ""


def test_sql_in_a_pure_room():
    breaks("src/sync/a.h:3:", "SQLite",
           {"src/sync/a.h": HEAD + "#pragma once\n#include <sqlite3.h>\n"})


def test_a_file_that_is_too_long():
    breaks("src/base/a.h:", "more than 800", {"src/base/a.h": HEAD + "#pragma once\n" + "\n" * 800})


def test_a_function_that_is_too_long():
    def function(lines):
        return {"tests/model/test-thing.c":
                HEAD + "int\nthing (void)\n{\n" + "  x ();\n" * lines + "}\n"}

    breaks("tests/model/test-thing.c:4:", "function of 81 lines", function(79))
    assert check(function(78)) == ""


def test_a_long_table_is_no_long_function():
    text = HEAD + "int\nthing (void)\n{\n  static const int cases[] = {\n" + "    1,\n" * 200
    assert check({"tests/model/test-thing.c": text + "  };\n  return 1;\n}\n"}) == ""
    breaks("tests/model/test-thing.c:4:", "function of", {
        "tests/model/test-thing.c": text + "  };\n" + "  x ();\n" * 80 + "}\n"})


def test_white_space():
    breaks("src/base/a.h:3:", "tab", {"src/base/a.h": HEAD + "#pragma once\n\tint x;\n"})
    breaks("src/base/a.h:3:", "spaces", {"src/base/a.h": HEAD + "#pragma once\nint x; \n"})
    breaks("src/base/a.h:2:", "newline", {"src/base/a.h": HEAD + "#pragma once"})


def test_words_that_nobody_translates():
    words = HEAD + "#pragma once\nconst char *x = _ (\"Budget\");\n"
    breaks("src/base/a.h:3:", "po/POTFILES", {"src/base/a.h": words})
    assert check({"src/base/a.h": words, "po/POTFILES": "src/base/a.h\n"}) == ""
    breaks("po/POTFILES:1:", "does not exist", {"po/POTFILES": "src/base/gone.c\n"})
    breaks("po/POTFILES:1:", "not sorted", {"po/POTFILES": "src/model/thing.c\nsrc/base/money.h\n"})
    # Neither a comment nor a string is a call.
    assert check({"src/base/a.h": HEAD + "#pragma once\n/* as _() does */\n"}) == ""


def test_printing_in_a_library():
    breaks("src/model/thing.c:5:", "prints",
           {"src/model/thing.c": HEAD + "int\nthing (void)\n{\n  g_print (\"here\");\n}\n"})
    assert check({"src/model/thing.c": HEAD + "void x (void) { g_string_append_printf (s, 1); }\n"}) == ""


def test_something_left_to_do():
    breaks("src/base/a.h:3:", "unfinished",
           {"src/base/a.h": HEAD + "#pragma once\n/* TO" "DO */\n"})


def test_a_test_that_nobody_runs():
    breaks("tests/model/test-other.c:1:", "not listed", {"tests/model/test-other.c": HEAD})
    breaks("tests/desk/meson.build:1:", "not entered", {
        "tests/desk/meson.build": "test('a', files('test-a.py'))\n",
        "tests/desk/test-a.py": "# SPDX-License-Identifier: GPL-3.0-or-later\n"})


def test_a_source_that_nobody_builds():
    breaks("src/model/other.c:1:", "built by no", {"src/model/other.c": HEAD})


if __name__ == "__main__":
    tap.run(globals())
