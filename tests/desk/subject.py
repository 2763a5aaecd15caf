# SPDX-License-Identifier: GPL-3.0-or-later
"""A small GTK application that the driver's own test drives."""

import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Adw", "1")
from gi.repository import Adw, Gio, GLib, Gtk  # noqa: E402


class Subject(Adw.Application):
    def __init__(self):
        super().__init__(application_id="se.samverka.Subject",
                         flags=Gio.ApplicationFlags.NON_UNIQUE)
        self.count = 0

    def do_activate(self):
        quit_action = Gio.SimpleAction.new("quit", None)
        quit_action.connect("activate", lambda *_: self.quit())
        self.add_action(quit_action)
        self.set_accels_for_action("app.quit", ["<Control>q"])

        self.window = Adw.ApplicationWindow(application=self, title="Subject")
        box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        box.append(Adw.HeaderBar())
        self.entry = Gtk.Entry()
        self.entry.update_property([Gtk.AccessibleProperty.LABEL], ["Title"])
        box.append(self.entry)
        self.said = Gtk.Label(label="nothing yet")
        box.append(self.said)
        for label, function in (("Add", self.add), ("Ask", self.ask), ("Turn", self.turn),
                                ("Complain", self.complain)):
            button = Gtk.Button(label=label)
            button.connect("clicked", function)
            box.append(button)
        box.append(Gtk.CheckButton(label="Done"))
        self.stack = Gtk.Stack()
        self.stack.add_named(Gtk.Label(label="front page"), "front")
        self.stack.add_named(Gtk.Label(label="back page"), "back")
        box.append(self.stack)
        box.append(self.make_list())
        self.window.set_content(box)
        self.window.present()

    def make_list(self):
        model = Gtk.StringList.new(["row %d" % number for number in range(100)])
        factory = Gtk.SignalListItemFactory()
        factory.connect("setup", lambda _, item: item.set_child(Gtk.Label()))
        factory.connect("bind", lambda _, item: item.get_child().set_label(
            item.get_item().get_string()))
        view = Gtk.ListView(model=Gtk.SingleSelection(model=model), factory=factory)
        return Gtk.ScrolledWindow(child=view, vexpand=True)

    def add(self, *_):
        self.count += 1
        self.said.set_label("%d %s" % (self.count, self.entry.get_text()))

    def ask(self, *_):
        dialog = Adw.MessageDialog(transient_for=self.window, heading="Sure?")
        dialog.add_response("no", "No")
        dialog.add_response("yes", "Yes")
        dialog.connect("response", lambda _, answer: self.said.set_label("said " + answer))
        dialog.present()

    def turn(self, *_):
        self.stack.set_visible_child_name("back")

    def complain(self, *_):
        GLib.log_variant("subject", GLib.LogLevelFlags.LEVEL_WARNING,
                         GLib.Variant("a{sv}", {"MESSAGE": GLib.Variant("s", "not happy")}))
        self.said.set_label("complained")


sys.exit(Subject().run([]))
