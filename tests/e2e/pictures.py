# SPDX-License-Identifier: MIT
"""Writes the pictures of the window that the documentation shows:
pictures.py FALK-WINDOW SAMPLES FOLDER. Not a test: the pictures change when
the window does. Run it with with-display.sh."""
import os
import sys

from falkwindow import GLib, Window, wait

program, samples, folder = sys.argv[1:4]
window = Window(program, os.path.join(samples, "seq2label.json"),
                os.path.join(samples, "x.npy"))


def picture(name):
    path = os.path.abspath(os.path.join(folder, name))
    if os.path.exists(path):
        os.remove(path)
    window.act("screenshot", GLib.Variant("s", path))
    wait(path, lambda: os.path.exists(path))


window.find("Inner dimensions differ")
window.find("Apply fix 1", "button")
picture("window.png")
window.act("toggle-theme")
window.find("Change to light", "button")
picture("window-dark.png")
window.act("toggle-theme")
window.act("apply-fix", GLib.Variant("i", 0))
window.find("Fits: output")
window.act("run")
window.find("step 1 of 50")
window.act("time", GLib.Variant("i", 17))
window.find("step 18 of 50")
picture("live.png")
window.quit()
