# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a GTK application on a screen of its own and drives it as a screen reader would.

README.md beside this file tells how a test is written with it. In short: a Desk is a screen (Xvfb),
a window manager, a session bus and an accessibility bus that nobody else uses; an Application is
one process on it; a Node is one accessible object as it was when it was read.

Everything that a Desk starts is ended with it, however the test ends. Every wait has a limit.
"""

import atexit
import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

from accessible import ACCESSIBLE, CALL, WAIT, Failure, Node, read_tree, slowness, wait_for

LIMIT = 300  # seconds that a whole test program may take

ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"]

SESSION_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%s</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

# No key bindings that an application could miss, no frames.
WINDOW_MANAGER = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <keyboard/>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
  </mouse>
  <menu/>
  <applications>
    <application type="normal"><decor>no</decor></application>
    <application type="dialog"><decor>no</decor></application>
  </applications>
</openbox_config>
"""


# What a GNOME desktop says; without a desktop's settings GTK would take another font.
SETTINGS = """[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=0
"""


def _die_with_parent():
    """In the child: end when the test program ends, even if that is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class Application:
    """One process on a Desk. Ends with `quit` (as a person does), or `kill` (as a power cut does)."""

    def __init__(self, desk, command, environment):
        self.desk = desk
        self.log_path = os.path.join(desk.folder, "application-%d.log" % len(desk.applications))
        with open(self.log_path, "wb") as log:
            self.process = desk.spawn(command, environment, stdout=log, stderr=log)
        self.bus = None
        wait_for("the application on the accessibility bus", self._find_bus, 30)

    def _find_bus(self):
        if self.process.poll() is not None:
            raise Failure("the application ended at once (status %d): %s"
                          % (self.process.returncode, self.log().strip()[-2000:]))
        for bus, _ in self.desk.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")[0]:
            if bus not in self.desk.dead and self.desk.process_of(bus) == self.process.pid:
                self.bus = bus
        return self.bus is not None and self.tree().children

    def maximize(self):
        """Fills the screen with the window, whatever size it wants; GTK ignores a window manager
        that does so before the window is there."""
        def fills():
            # Without a compositor GTK draws a border of a few pixels around the window.
            frame = self.find("frame", limit=30)
            return all(0 <= screen - window <= 16
                       for screen, window in zip(self.desk.size, frame.extents[2:]))

        frame = self.find("frame", limit=30)
        wait_for("the window", lambda: frame.extents[2] > 0, 30)
        if not fills():
            frame.do("window.toggle-maximized")
        wait_for("the window to fill the screen", fills)

    def origin(self, node):
        """Where the window that an object is in lies on the screen."""
        top = node
        while top.parent and top.parent.parent:
            top = top.parent
        x, y, width, height = top.extents
        told = self.desk._output("xdotool", "getactivewindow", "getwindowgeometry", "--shell")
        place = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        # The X window is larger than what GTK calls the window by a border on every side.
        return (int(place["X"]) - x + (int(place["WIDTH"]) - width) // 2,
                int(place["Y"]) - y + (int(place["HEIGHT"]) - height) // 2)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.desk.keep_evidence(self)
            self.kill()
        elif self.process.poll() is None:
            self.quit()

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()

    def complaints(self):
        """What GLib, GTK and Samverka complained of: there should be nothing."""
        return [line for line in self.log().splitlines()
                if re.search(r"-(CRITICAL|WARNING|ERROR)\b|Sanitizer|runtime error:", line)]

    # Reading

    def tree(self):
        """Everything that the application shows now."""
        return read_tree(self, self.bus, ROOT)

    def read(self, node):
        """An object read anew; None if it is gone."""
        try:
            return read_tree(self, node.bus, node.path, node.parent)
        except GLib.Error:
            return None

    def all(self, role=None, name=None, state=None, description=None, within=None):
        """All objects that fit, now, perhaps none. `within` is where to look."""
        top = self.read(within) if within else self.tree()
        return top.all(role, name, state, description) if top else []

    def find(self, role=None, name=None, state=None, description=None, within=None, limit=WAIT):
        """The first object that fits, one that is shown if there are several; waits for it."""
        found = []

        def look():
            found[:] = self.all(role, name, state, description, within)
            return found

        wanted = " ".join(str(w.pattern if hasattr(w, "pattern") else w)
                          for w in (role, name, state, description) if w is not None)
        try:
            several = wait_for(wanted, look, limit)
            if len(several) > 1:
                return next((node for node in several[:50] if node.shown), several[0])
            return several[0]
        except Failure as failure:
            raise Failure("%s; it is not among %s"
                          % (failure, self._similar(role, within))) from None

    def _similar(self, role, within):
        names = [node.name for node in self.all(role, within=within) if node.name]
        return ", ".join(map(repr, names[:40])) or "anything, nothing of that role has a name"

    def gone(self, role=None, name=None, state=None, within=None, limit=WAIT):
        """Waits until nothing fits."""
        wait_for("%s %s to go" % (role, name),
                 lambda: not self.all(role, name, state, None, within), limit)

    def focused(self):
        """The object that has the keyboard; None if none has."""
        found = [node for node in self.tree().walk() if "focused" in node.states]
        return found[-1] if found else None

    # Doing

    def do(self, role, name, action=None, **more):
        """Finds an object and does its action."""
        self.find(role, name, **more).do(action)

    def press(self, *keys):
        """Presses keys, one after the other: press ("ctrl+z", "Down", "Return")."""
        self.desk.xdotool("key", "--delay", 20, *keys)

    def type(self, text):
        """Types a text into what has the keyboard. The keyboard is a Swedish one."""
        self.desk.xdotool("type", "--delay", 12, "--", text)

    def screenshot(self, name):
        """Writes the screen to NAME.png in the folder of screenshots; gives the path."""
        return self.desk.screenshot(name)

    # Ending

    def quit(self, keys="ctrl+q", limit=WAIT):
        """Quits as a person does; fails if it does not end well or if it complained."""
        self.press(keys)
        wait_for("the application to end", lambda: self.process.poll() is not None, limit)
        self.desk.dead.add(self.bus)
        if self.process.returncode != 0:
            raise Failure("ended with status %d: %s"
                          % (self.process.returncode, self.log().strip()[-2000:]))
        if self.complaints():
            raise Failure("it complained:\n" + "\n".join(self.complaints()[:20]))

    def kill(self):
        """Ends it without warning."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.bus:
            self.desk.dead.add(self.bus)


class Desk:
    """A screen, a keyboard, a mouse and buses of their own. A context manager; also ends by itself
    when the program does."""

    def __init__(self, size=(1280, 720), language="en_US.UTF-8", dark=False, limit=LIMIT):
        self.size = size
        self.language = language
        self.dark = dark
        self.processes = []
        self.applications = []
        self.dead = set()
        self.closed = False
        self.folder = tempfile.mkdtemp(prefix="samverka-desk-")
        # Whoever is left behind by what we start becomes ours, and is ended in close().
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
        atexit.register(self.close)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: sys.exit(1))
        signal.signal(signal.SIGALRM, self._too_long)
        signal.alarm(int(limit * slowness()))
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Setting up

    def _start(self):
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": self._make("home"),
            "XDG_RUNTIME_DIR": self._make("runtime"),
            "XDG_CONFIG_HOME": self._make("home/config"),
            "XDG_DATA_HOME": self._make("home/data"),
            "XDG_CACHE_HOME": self._make("home/cache"),
            "XDG_STATE_HOME": self._make("home/state"),
            "LANG": self.language,
            "LC_ALL": self.language,
            "TZ": "Europe/Stockholm",
            "NO_AT_BRIDGE": "0",
        }
        if self.language.startswith("en_US"):
            # English needs no catalogue; this locale is everywhere.
            self.environment.update(LANG="C.UTF-8", LC_ALL="C.UTF-8")
        self._make("home/config/gtk-4.0")
        self._write("home/config/gtk-4.0/settings.ini", SETTINGS)
        self._start_screen()
        self._start_buses()
        self.spawn(["openbox", "--config-file", self._write("openbox.xml", WINDOW_MANAGER)])
        wait_for("the window manager", lambda: "window id" in self._output(
            "xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        # What a window is focused or typed with must be on the keyboard.
        self._output("setxkbmap", "se")

    def _make(self, name):
        path = os.path.join(self.folder, name)
        os.makedirs(path, mode=0o700)
        return path

    def _write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def _start_screen(self):
        reader, writer = os.pipe()
        screen = "%dx%dx24" % self.size
        self.spawn(["Xvfb", "-displayfd", str(writer), "-screen", "0", screen, "-nolisten", "tcp",
                    "-noreset", "-dpi", "96"], pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure("Xvfb did not start: " + self._server_log())
        self.environment["DISPLAY"] = ":" + number

    def _start_buses(self):
        # A session bus without services of its own: whatever this machine would start for a
        # session (portals, keyrings) must neither help nor disturb.
        socket = os.path.join(self.folder, "runtime", "bus")
        config = self._write("session.conf", SESSION_BUS % socket)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + socket
        self.spawn(["dbus-daemon", "--nofork", "--config-file", config])
        # The socket is there a moment before anybody listens to it.
        session = wait_for("the session bus", lambda: self._try_connect(
            self.environment["DBUS_SESSION_BUS_ADDRESS"]), 30)
        launcher = next((path for path in LAUNCHERS if os.path.exists(path)), None)
        if launcher is None:
            raise Failure("at-spi2-core is not installed; give the command build-aux/install test")
        # The bus has to be there, and say that it is wanted, before the application starts.
        self.spawn([launcher, "--launch-immediately", "--a11y=1"])

        def address():
            try:
                return session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                         "GetAddress", None, None, Gio.DBusCallFlags.NO_AUTO_START,
                                         CALL, None).unpack()[0]
            except GLib.Error:
                return None

        self.connection = self._connect(wait_for("the accessibility bus", address, 30))
        # The first call starts the registry, which takes in whoever is accessible.
        wait_for("the registry", lambda: self.try_call(REGISTRY, ROOT, ACCESSIBLE, "GetRole"), 30)

    def _try_connect(self, address):
        try:
            return self._connect(address)
        except GLib.Error:
            return None

    @staticmethod
    def _connect(address):
        return Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def spawn(self, command, environment=None, stdout=None, stderr=None, pass_fds=()):
        with open(os.path.join(self.folder, "servers.log"), "ab") as log:
            process = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=stdout or log,
                stderr=stderr or log, env=environment or self.environment, pass_fds=pass_fds,
                preexec_fn=_die_with_parent, cwd=self.folder)
        self.processes.append(process)
        return process

    def _server_log(self):
        with open(os.path.join(self.folder, "servers.log"), errors="replace") as log:
            return log.read()[-2000:]

    # The application

    def start(self, *arguments, command=None, environment=None, maximize=True):
        """Starts Samverka (or another command) with arguments; gives an Application whose window is
        there and fills the screen. Without --profile it uses the Desk's own home folder."""
        if command is None:
            command = [os.environ["SAMVERKA"]]
        full = dict(self.environment, GTK_A11Y="atspi", GDK_BACKEND="x11", GSK_RENDERER="cairo",
                    GSETTINGS_BACKEND="memory", GIO_USE_VFS="local", GTK_USE_PORTAL="0",
                    ADW_DEBUG_COLOR_SCHEME="prefer-dark" if self.dark else "prefer-light")
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "G_SLICE"):
            if name in os.environ:
                full[name] = os.environ[name]
        full.update(environment or {})
        application = Application(self, list(command) + list(arguments), full)
        self.applications.append(application)
        if maximize:
            application.maximize()
        return application

    # The buses

    def call(self, bus, path, interface, method, arguments=None):
        return self.connection.call_sync(bus, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, CALL, None).unpack()

    def try_call(self, *arguments):
        try:
            return self.call(*arguments)
        except GLib.Error:
            return None

    def get(self, bus, path, interface, name):
        return self.call(bus, path, "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", (interface, name)))[0]

    def process_of(self, bus):
        found = self.try_call("org.freedesktop.DBus", "/org/freedesktop/DBus",
                               "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                               GLib.Variant("(s)", (bus,)))
        return found[0] if found else None

    # Keyboard, mouse, screen

    def _output(self, *command):
        done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=self.environment, timeout=30)
        return done.stdout

    def xdotool(self, *arguments):
        output = self._output("xdotool", *arguments)
        if output.strip():
            raise Failure("xdotool %s: %s" % (" ".join(map(str, arguments)), output.strip()))

    def screenshot(self, name):
        folder = os.environ.get("SAM_SCREENSHOTS", os.path.join(self.folder, "screenshots"))
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, name + ".png")
        output = self._output("import", "-window", "root", path)
        if not os.path.exists(path):
            raise Failure("no screenshot: " + output.strip())
        return path

    def keep_evidence(self, app):
        """After a failure: what was on the screen, what could be read, what was complained of."""
        try:
            name = "failure-" + os.path.basename(sys.argv[0]).removesuffix(".py")
            print("# screenshot: " + self.screenshot(name))
            if app.process.poll() is None and app.bus:
                for line in app.tree().outline().splitlines()[:150]:
                    print("# " + line)
            for line in app.log().splitlines()[-40:]:
                print("# log: " + line)
        except Exception as error:  # the failure itself must still be told
            print("# no more evidence: %s" % error)

    # Ending

    def _too_long(self, *_):
        print("# the test program took too long; it is ended")
        for application in self.applications[-1:]:
            self.keep_evidence(application)
        print("Bail out! too long", flush=True)
        self.close()
        os._exit(1)

    def close(self):
        """Ends all that was started, in the opposite order, and what that left behind."""
        if self.closed:
            return
        self.closed = True
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._end_orphans()
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _end_orphans():
        end = time.monotonic() + 5
        while time.monotonic() < end:
            with open("/proc/self/task/%d/children" % os.getpid()) as file:
                children = [int(word) for word in file.read().split()]
            if not children:
                return
            late = time.monotonic() > end - 3
            for child in children:
                os.kill(child, signal.SIGKILL if late else signal.SIGTERM)
                try:
                    os.waitpid(child, os.WNOHANG)
                except ChildProcessError:
                    pass
            time.sleep(0.05)
