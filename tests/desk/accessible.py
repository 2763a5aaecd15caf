# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be read on the accessibility bus: the driver's other half."""

import functools
import os
import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

WAIT = 10.0  # seconds that something on screen may take; a slow machine sets SAM_TEST_SLOWNESS
CALL = 5000  # milliseconds that one call on the accessibility bus may take
ACCESSIBLE = "org.a11y.atspi.Accessible"

# The widgets' class names are what GTK says where it has no name to give: for a person that is none.
CLASS_NAME = re.compile(r"^(Gtk|Adw|Gdk|Sam)[A-Z][A-Za-z]+$")


def _names(enum, last):
    """The names of an enumeration's values; asking for each one as it comes is slow."""
    return [enum(value).value_nick.replace("-", " ") for value in range(last)]


ROLES = _names(Atspi.Role, int(Atspi.Role.LAST_DEFINED))
STATES = _names(Atspi.StateType, int(Atspi.StateType.LAST_DEFINED))


# One name for what Debian 12 and Debian 13 call differently.
SAME_ROLES = {"push button": "button", "filler": "panel", "grouping": "panel", "static": "label"}


def _same_role(name):
    return SAME_ROLES.get(name, name)


def _role(number):
    return _same_role(ROLES[number]) if number < len(ROLES) else "unknown"


@functools.lru_cache(maxsize=None)
def _states(low, high):
    return frozenset(name for bit, name in enumerate(STATES) if (low | high << 32) >> bit & 1)


# What has to have a name; a menu button is itself and the button in it.
CONTROLS = {"button", "toggle button", "check box", "radio button", "combo box", "spin button",
            "slider", "text", "entry", "password text", "switch", "link", "list item", "page tab",
            "menu item", "check menu item", "radio menu item", "column header"}
READ_BY_LABELS = {"list item"}


class Failure(AssertionError):
    """The application did not do or show what the test expected."""


def slowness():
    return float(os.environ.get("SAM_TEST_SLOWNESS", "1"))


def wait_for(what, condition, limit=WAIT):
    """Asks until condition () is true; gives what it gave. Fails with `what` after the limit."""
    end = time.monotonic() + limit * slowness()
    pause = 0.01
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise Failure("waited %g s for %s" % (limit * slowness(), what))
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)


class Node:
    """One accessible object, as it was when it was read: it does not change; read again instead."""

    def __init__(self, app, bus, path, parent):
        self.app = app
        self.bus = bus
        self.path = path
        self.parent = parent
        self.children = []
        self.role = "invalid"
        self.raw_name = ""
        self.description = ""
        self.states = frozenset()

    @property
    def name(self):
        """What a screen reader says; empty if all there is is a widget's class name."""
        return "" if CLASS_NAME.match(self.raw_name) else self.raw_name

    def walk(self):
        """This object and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def all(self, role=None, name=None, state=None, description=None):
        """What is below this object and fits all that is given: role "button" (or a tuple of
        roles), name a string or a compiled pattern that is searched, state "focused"."""
        return [node for node in self.walk()
                if node is not self and node.fits(role, name, state, description)]

    def fits(self, role=None, name=None, state=None, description=None):
        if role is not None:
            roles = (role,) if isinstance(role, str) else role
            if self.role not in map(_same_role, roles):
                return False
        if state is not None and state not in self.states:
            return False
        return _fits(self.name, name) and _fits(self.description, description)

    def ancestor(self, role):
        node = self.parent
        while node and node.role != role:
            node = node.parent
        return node

    def texts(self):
        """Every label's and text's name below this object, in reading order."""
        return [node.name for node in self.walk() if node.role == "label" and node.name]

    def nameless(self):
        """The controls below this object that a person could use and nobody could name. A row of a
        list is read by the labels in it."""
        return [node for node in self.walk() if node.role in CONTROLS and not node.name
                and not (node.role in READ_BY_LABELS and node.texts())]

    def where(self):
        """Where it stands, for a person who has to find it: what is around it, and what is in it."""
        around = []
        node = self.parent
        while node:
            if node.name:
                around.append("%s %r" % (node.role, node.name))
            elif node.parent and len(around) < 3:
                beside = [n.name for n in node.walk() if n.name and n is not self]
                around.append("beside %r" % beside[:4])
            node = node.parent
        return "%r with %r in %s" % (self, self.texts(), ", in ".join(around))

    def outline(self, depth=0):
        """The tree below this object as indented lines, for a person."""
        more = sorted(self.states - {"sensitive", "visible", "focusable", "showing", "horizontal"})
        line = "%s%s %r%s%s" % ("  " * depth, self.role, self.name,
                                " - %r" % self.description if self.description else "",
                                " (%s)" % ", ".join(more) if more else "")
        return "\n".join([line] + [child.outline(depth + 1) for child in self.children])

    def __repr__(self):
        return "<%s %r>" % (self.role, self.name)

    # What follows asks the application now.

    def call(self, interface, method, arguments=None):
        return self.app.desk.call(self.bus, self.path, interface, method, arguments)

    @property
    def text(self):
        """What stands in a text or an entry."""
        # To GTK 4.8 an end of -1 is not the end.
        return self.call("org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (0, 1 << 30)))[0]

    @property
    def value(self):
        return self.app.desk.get(self.bus, self.path, "org.a11y.atspi.Value", "CurrentValue")

    @property
    def extents(self):
        """(x, y, width, height) in the window."""
        return self.call("org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (1,)))[0]

    @property
    def actions(self):
        """The names of what can be done with it."""
        return [row[0] for row in self.call("org.a11y.atspi.Action", "GetActions")[0]]

    def do(self, action=None):
        """Does an action (the first one, if none is named), as a screen reader's user would."""
        names = self.actions
        if not names or (action is not None and action not in names):
            raise Failure("%r has no action %r, only %r" % (self, action, names))
        index = names.index(action) if action is not None else 0
        done = self.call("org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (index,)))[0]
        if not done:
            raise Failure("%r refused the action %r" % (self, names[index]))

    def focus(self):
        """Gives it the keyboard as a person would: a text by the mouse, all else by the Tab key
        (GTK 4.8 lets nobody else do it). What is inside a list is then reached by arrow keys."""
        if self._has_focus():
            return self
        if "editable" in self.states:
            self.click()
            wait_for("the focus in %r" % self, self._has_focus)
            return self
        for _ in range(150):
            self.app.press("Tab")
            for _ in range(4):
                if self._has_focus():
                    return self
                time.sleep(0.01)
        raise Failure("the Tab key never comes to %r" % self)

    def _has_focus(self):
        fresh = self.app.read(self)
        return fresh is not None and any("focused" in node.states for node in fresh.walk())

    @property
    def shown(self):
        """Whether it has a place in the window. (A page that was shown before keeps its place.)"""
        return self.extents[2] > 0 and self.extents[3] > 0

    def middle(self):
        """Where its middle is on the screen."""
        left, top = self.app.origin(self)
        x, y, width, height = self.extents
        if width <= 0 or height <= 0:
            raise Failure("%r is not on the screen" % self)
        return left + x + width // 2, top + y + height // 2

    def click(self, button=1, count=1):
        """Presses a mouse button in its middle."""
        self.app.desk.xdotool("mousemove", *self.middle())
        self.app.desk.xdotool("click", "--repeat", count, "--delay", 60, button)

    def drag_to(self, target):
        """Drags it by the mouse to the middle of another object, or to a place (x, y)."""
        start = self.middle()
        end = target.middle() if isinstance(target, Node) else target
        desk = self.app.desk
        desk.xdotool("mousemove", *start)
        desk.xdotool("mousedown", 1)
        # A drag begins once the pointer has moved far enough, and its target hears of motion.
        steps = 12
        for step in range(1, steps + 1):
            desk.xdotool("mousemove", start[0] + (end[0] - start[0]) * step // steps,
                         start[1] + (end[1] - start[1]) * step // steps)
            time.sleep(0.03)
        desk.xdotool("mousemove", end[0] + 1, end[1])
        time.sleep(0.1)
        desk.xdotool("mouseup", 1)

    def write(self, text):
        """Replaces what stands in an entry, by the keyboard. Does not press Return."""
        self.focus()
        self.app.press("ctrl+a")
        if text:
            self.app.type(text)
        else:
            self.app.press("Delete")
        wait_for("%r in %r" % (text, self), lambda: self.text == text)


def _fits(value, wanted):
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return value == wanted
    return wanted.search(value) is not None


class _Calls:
    """Calls on the accessibility bus that are under way at the same time."""

    def __init__(self, connection, errors):
        self.connection = connection
        self.errors = errors
        self.waiting = 0

    def ask(self, node, interface, method, arguments, use):
        """Calls use (node, answer) later, or notes the error by node."""
        self.waiting += 1

        def done(connection, result):
            self.waiting -= 1
            try:
                use(node, connection.call_finish(result).unpack())
            except GLib.Error as error:
                self.errors[node] = error

        self.connection.call(node.bus, node.path, interface, method, arguments, None,
                             Gio.DBusCallFlags.NONE, CALL, None, done)

    def finish(self):
        context = GLib.MainContext.default()
        while self.waiting:
            context.iteration(True)


def read_tree(app, bus, path, parent=None):
    """Reads an object and all below it. A call takes about a millisecond to come back, so the
    calls for all the objects known so far are under way at the same time; and what a large
    tree's objects are is asked in one call, once GTK knows that somebody wants to see them."""
    top = Node(app, bus, path, parent)
    nodes = [top]
    gone = {}

    def take_children(node, answer):
        for child_bus, child_path in answer[0]:
            child = Node(app, child_bus, child_path, node)
            node.children.append(child)
            nodes.append(child)
            calls.ask(child, ACCESSIBLE, "GetChildren", None, take_children)

    calls = _Calls(app.desk.connection, gone)
    calls.ask(top, ACCESSIBLE, "GetChildren", None, take_children)
    calls.finish()
    known = _read_cache(app.desk, bus) if len(nodes) > 20 else {}
    for node in nodes:
        if node.path in known:
            _, _, _, _, _, _, node.raw_name, role, node.description, states = known[node.path]
            node.role = _role(role)
            node.states = _states(*states)
        else:
            _ask_about(calls, node)
    calls.finish()
    if top in gone:
        raise gone[top]
    # What went away while it was read is not there.
    for node in gone:
        if node in node.parent.children:
            node.parent.children.remove(node)
    return top


def _read_cache(desk, bus):
    items = desk.try_call(bus, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")
    return {item[0][1]: item for item in items[0]} if items else {}


def _ask_about(calls, node):
    def take_properties(node, answer):
        node.raw_name = answer[0].get("Name", "")
        node.description = answer[0].get("Description", "")

    def take_role(node, answer):
        node.role = _role(answer[0])

    def take_states(node, answer):
        node.states = _states(*answer[0])

    calls.ask(node, "org.freedesktop.DBus.Properties", "GetAll",
              GLib.Variant("(s)", (ACCESSIBLE,)), take_properties)
    calls.ask(node, ACCESSIBLE, "GetRole", None, take_role)
    calls.ask(node, ACCESSIBLE, "GetState", None, take_states)
