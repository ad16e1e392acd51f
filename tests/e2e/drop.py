# SPDX-License-Identifier: MIT
"""Files are dropped on the window: drop.py FALK-WINDOW SAMPLES DRAG-SOURCE.
A real drag, from a window of another program."""
import os
import subprocess
import sys

from falkwindow import Window, need, run, wait, wait_a_little

need("xdotool")
program, samples, drag_source = sys.argv[1:4]
window = Window(program)
source = subprocess.Popen([drag_source,
                           os.path.join(samples, "seq2label.json"),
                           os.path.join(samples, "x.npy")])


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)],
                          capture_output=True, text=True).stdout


def drag():
    """From the source to the middle of the window, in small moves: a drag
    begins after some way, and a target is entered before it takes a drop."""
    xdotool("mousemove", 40, 40, "mousedown", 1)
    for x in range(50, 710, 15):
        xdotool("mousemove", x, 40 + x // 2)
    xdotool("mouseup", 1)
    return wait_a_little(lambda: window.all("seq2label", "label"))


def a_model_and_a_tensor_combine():
    found = wait("the source's window", lambda: xdotool(
        "search", "--onlyvisible", "--name", "drag-source").split())
    xdotool("windowmove", found[0], 0, 0)
    xdotool("windowraise", found[0])
    wait("the source's place", lambda: "X=0" in xdotool(
        "getwindowgeometry", "--shell", found[0]))
    wait("the files to be taken", drag)
    window.find("Inner dimensions differ: 3 ≠ 50")


def quits():
    window.quit()


failed = run([("a-model-and-a-tensor-combine", a_model_and_a_tensor_combine),
              ("quits", quits)])
source.kill()
if window.process.poll() is None:
    window.process.kill()
sys.exit(1 if failed else 0)
