# SPDX-License-Identifier: MIT
"""The window follows the desktop's light or dark: desktop-theme.py
FALK-WINDOW. The desktop is a settings portal that this test plays."""
import sys
import threading

from falkwindow import Gio, GLib, Window, run, wait

INTERFACE = """
<node><interface name="org.freedesktop.portal.Settings">
  <method name="Read">
    <arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="v" direction="out"/>
  </method>
  <signal name="SettingChanged">
    <arg type="s"/><arg type="s"/><arg type="v"/>
  </signal>
</interface></node>"""
NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
GROUP, KEY = "org.freedesktop.appearance", "color-scheme"
LIGHT, DARK = 2, 1


class Portal:
    """Answers in a thread, as another process would."""

    def __init__(self, scheme):
        self.scheme = scheme
        self.bus = None
        self.asked = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        wait("the portal", lambda: self.bus is not None)

    def _serve(self):
        context = GLib.MainContext.new()
        context.push_thread_default()
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        flags = Gio.DBusConnectionFlags
        bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT
            | flags.MESSAGE_BUS_CONNECTION)
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        bus.register_object(PATH, info, self._call, None, None)
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                      "org.freedesktop.DBus", "RequestName",
                      GLib.Variant("(su)", (NAME, 0)), None, 0, -1)
        self.bus = bus
        GLib.MainLoop.new(context, False).run()

    def _call(self, bus, sender, path, interface, method, args, invocation):
        value = GLib.Variant("v", GLib.Variant("u", self.scheme))
        invocation.return_value(GLib.Variant("(v)", (value,)))
        self.asked.set()

    def change(self, scheme):
        self.scheme = scheme
        self.bus.emit_signal(None, PATH, "org.freedesktop.portal.Settings",
                             "SettingChanged", GLib.Variant("(ssv)", (
                                 GROUP, KEY, GLib.Variant("u", scheme))))


portal = Portal(DARK)
window = Window(sys.argv[1])


def starts_as_the_desktop_is():
    window.find("Change to light", "button")
    assert portal.asked.is_set()


def follows_the_desktop():
    portal.change(LIGHT)
    window.find("Change to dark", "button")
    portal.change(DARK)
    window.find("Change to light", "button")


def keeps_what_was_chosen():
    window.act("toggle-theme")
    window.find("Change to dark", "button")
    portal.change(LIGHT)
    portal.change(DARK)
    window.act("copy-text", GLib.Variant("s", "a round trip"))
    window.find("Change to dark", "button")


def quits():
    window.quit()


failed = run([(f.__name__.replace("_", "-"), f) for f in (
    starts_as_the_desktop_is, follows_the_desktop, keeps_what_was_chosen,
    quits)])
if window.process.poll() is None:
    window.process.kill()
sys.exit(1 if failed else 0)
