# SPDX-License-Identifier: MIT
"""Drives a running falk-window the way people and their tools do: by AT-SPI,
by D-Bus actions, and by real keys and clicks. Nothing sleeps for a fixed
time: everything is waited for."""
import os
import subprocess
import sys
import time

try:
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, Gio, GLib
except (ImportError, ValueError) as trouble:
    print("1..0 # SKIP gir1.2-atspi-2.0 and python3-gi are needed:", trouble)
    sys.exit(77)

NAME = "io.github.falk.Falk"
PATH = "/io/github/falk/Falk"
PATIENCE = 20.0  # seconds until a wait counts as failed


def wait(what, probe):
    """The first true answer of probe()."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            answer = probe()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        time.sleep(0.03)
    raise AssertionError("waited in vain: " + what)


def wait_a_little(probe, seconds=2.0):
    """Whether probe() turns true soon: for what is tried again if not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if probe():
            return True
        time.sleep(0.03)
    return False


class Window:
    def __init__(self, program, *files):
        # A warning ends the window, and with it the test; AT-SPI's own, in
        # this process, are about programs that are only starting.
        self.process = subprocess.Popen(
            [program, *files], env={**os.environ, "G_DEBUG": "fatal-warnings"})
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        wait("the window's actions", lambda: self.actions())
        self.app = wait("the program in AT-SPI", self._find_app)
        self.x_id = wait("the window on the display", self._find_x)

    def _find_app(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_process_id() == self.process.pid:
                return app
        return None

    def _find_x(self):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid",
             str(self.process.pid)], capture_output=True, text=True)
        return found.stdout.split()[0] if found.stdout.split() else None

    # D-Bus

    def _call(self, path, method, args):
        return self.bus.call_sync(NAME, path, "org.gtk.Actions", method, args,
                                  None, Gio.DBusCallFlags.NONE, 5000, None)

    def actions(self):
        return self._call(PATH + "/window/1", "List", None).unpack()[0]

    def enabled(self, action):
        described = self._call(PATH + "/window/1", "Describe",
                               GLib.Variant("(s)", (action,)))
        return described.unpack()[0][0]

    def act(self, action, *values):
        self._call(PATH + "/window/1", "Activate",
                   GLib.Variant("(sava{sv})", (action, list(values), {})))

    def quit(self):
        self._call(PATH, "Activate",
                   GLib.Variant("(sava{sv})", ("quit", [], {})))
        assert self.process.wait(PATIENCE) == 0, "the program ends with 0"

    # AT-SPI

    def walk(self, node=None):
        node = node or self.app
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child)

    def all(self, name, role=None):
        found = []
        for node in self.walk():
            if ((node.get_name() or "").startswith(name)
                    and (role is None or role in node.get_role_name())):
                found.append(node)
        return found

    def find(self, name, role=None):
        return wait("%s (%s)" % (name, role),
                    lambda: (self.all(name, role) or [None])[0])

    def gone(self, name, role=None):
        wait("%s to go" % name, lambda: not self.all(name, role))

    def press(self, name, role="button"):
        self.find(name, role).do_action(0)

    def texts(self):
        """Every text that is shown, each once."""
        return {node.get_name() for node in self.walk() if node.get_name()}

    # real input

    def key(self, keys):
        subprocess.run(["xdotool", "key", "--window", self.x_id, keys],
                       check=True)

    def click(self, node):
        """Clicks the middle of a widget. AT-SPI knows places only within the
        window; its frame may be larger than the window on the display."""
        out = subprocess.run(["xdotool", "getwindowgeometry", "--shell",
                              self.x_id], capture_output=True, text=True,
                             check=True).stdout
        place = dict(line.split("=") for line in out.split())
        frame = self.find("", "frame").get_extents(Atspi.CoordType.WINDOW)
        box = node.get_extents(Atspi.CoordType.WINDOW)
        x = (int(place["X"]) - frame.x
             + (int(place["WIDTH"]) - frame.width) // 2
             + box.x + box.width // 2)
        y = (int(place["Y"]) - frame.y
             + (int(place["HEIGHT"]) - frame.height) // 2
             + box.y + box.height // 2)
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"],
                       check=True)


def copy_text(text):
    """Puts text on the clipboard, as another program would."""
    owner = subprocess.Popen(["xclip", "-selection", "clipboard", "-quiet"],
                             stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    owner.stdin.write(text.encode())
    owner.stdin.close()
    wait("the clipboard", lambda: subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"], capture_output=True,
        timeout=5).stdout.decode() == text)
    return owner


def need(*tools):
    for tool in tools:
        if subprocess.run(["sh", "-c", "command -v " + tool],
                          capture_output=True).returncode != 0:
            print("1..0 # SKIP %s is not installed" % tool)
            sys.exit(77)


def run(tests):
    """Runs the tests in order and says how each went, as TAP."""
    print("1..%d" % len(tests))
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print("ok %d %s" % (number, name), flush=True)
        except Exception as trouble:  # each is reported; the rest still run
            failed += 1
            print("not ok %d %s\n# %r" % (number, name, trouble), flush=True)
    return failed


def in_temporary(name):
    folder = os.environ["HOME"]
    return os.path.join(folder, name)
