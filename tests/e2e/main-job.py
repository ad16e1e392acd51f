# SPDX-License-Identifier: MIT
"""The main job in the window: main-job.py FALK-WINDOW SAMPLES."""
import os
import subprocess
import sys

from falkwindow import (GLib, Window, copy_text, in_temporary, need, run,
                        wait, wait_a_little)

need("xdotool", "xclip")
program, samples = sys.argv[1:3]
model = os.path.join(samples, "seq2label.json")
tensor = os.path.join(samples, "x.npy")
window = Window(program)
clipboard = []

HEADLINE = "Inner dimensions differ: 3 ≠ 50"
TRACEBACK = """Traceback (most recent call last):
  File "train.py", line 41, in <module>
    out, h_n = model.gru(x)
RuntimeError: input.size(-1) must be equal to input_size. Expected 50, got 3
"""


def text(value):
    return GLib.Variant("s", value)


def number(value):
    return GLib.Variant("i", value)


def starts_empty():
    window.find("Try the sample", "button")
    assert not window.enabled("run")
    assert not window.enabled("undo")


def explains_a_pasted_error():
    clipboard.append(copy_text(TRACEBACK))
    window.key("ctrl+v")
    window.find(HEADLINE)
    assert any("Expected 50, got 3" in t for t in window.texts())
    assert not window.enabled("run")


def opens_a_model_and_a_tensor_together():
    window.act("open-paths", GLib.Variant("as", [model, tensor]))
    window.find("seq2label", "label")
    window.find(HEADLINE)
    window.find("last_step, select(0, -1), not reached")


def pasted(*target):
    return subprocess.run(["xclip", "-selection", "clipboard", "-o", *target],
                          capture_output=True, timeout=5).stdout.decode()


def copies_code_and_the_picture():
    window.press("Copy code: nn.GRU(3, 20)")
    wait("the code", lambda: pasted() == "nn.GRU(3, 20)")
    window.act("copy-picture")
    wait("the picture", lambda: {"image/svg+xml", "image/png"} <= set(
        pasted("-t", "TARGETS").split()))
    assert "<svg" in pasted("-t", "image/svg+xml")


def applies_a_fix_by_a_click():
    wait("a place for the button", lambda: window.find(
        "Apply fix 1", "button").get_extents(1).width > 0)
    window.click(window.find("Apply fix 1", "button"))
    window.find("Fits: output [32, 10]")
    assert window.enabled("run")
    assert window.enabled("undo")


def runs_by_the_keyboard():
    window.key("ctrl+r")
    window.find("NaN or infinity")
    window.find("step 1 of 50")


def steps_through_time():
    window.act("time", number(17))
    window.find("step 18 of 50")
    window.key("alt+Right")
    window.find("step 19 of 50")
    window.press("One time step back")
    window.find("step 18 of 50")
    window.act("time", number(1000))
    window.find("step 50 of 50")
    window.act("sequence", number(3))


def singles_out_a_unit():
    heat = [node for node in window.all("", "image")
            if (node.get_name() or "").startswith("gru · step")][0]
    box = heat.get_extents(1)
    assert box.width > 0
    window.click(heat)
    wait("the click to move the cursor",
         lambda: not window.all("step 50 of 50"))
    window.key("Down")
    wait("a unit to be named",
         lambda: any("· unit 1 of 20" in t for t in window.texts()))


def plays():
    window.act("time-first")
    window.act("play")
    window.find("Pause", "button")
    wait("time to pass", lambda: not window.all("step 1 of 50"))
    window.act("play")
    window.find("Play through time", "button")


def exports():
    for ending, magic in ((".svg", b"<?xml"), (".pdf", b"%PDF"),
                          (".png", b"\x89PNG")):
        path = in_temporary("picture" + ending)
        window.act("export-as", text(path))
        wait(path, lambda: os.path.exists(path))
        with open(path, "rb") as file:
            assert file.read(5).startswith(magic), ending


def undoes_and_redoes():
    window.key("ctrl+z")
    window.find(HEADLINE)
    assert not window.all("Fits")
    window.key("ctrl+shift+z")
    window.find("Fits: output [32, 10]")
    window.act("undo")
    window.find(HEADLINE)


def previews_a_fix_without_applying_it():
    window.press("Preview with fix 1")
    window.find("Preview, not applied")
    window.find(HEADLINE)


def keeps_the_document_when_a_file_is_bad():
    path = in_temporary("bad.npy")
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00 nothing more")
    window.act("open-paths", GLib.Variant("as", [path]))
    wait("the bar", lambda: any("bad.npy" in t for t in window.texts()))
    window.find(HEADLINE)
    window.press("Dismiss this message")


def looks_at_another_step():
    def pictured():
        return any("fc" in node.get_name() for node in window.all("", "image")
                   if node.get_name())

    # What is busy takes no clicks: then a person clicks again.
    for _ in range(5):
        window.click(window.find("fc, Linear(20, 10)", "button"))
        if wait_a_little(pictured):
            return
    raise AssertionError("fc is not pictured after five clicks")


def moves_along_the_chain_by_arrow_keys():
    def pictured(step):
        return lambda: any(node.get_name().startswith(step + " ·")
                           for node in window.all("", "image"))
    for key, step in (("Left", "last_step"), ("Home", "gru"),
                      ("End", "fc"), ("Right", "fc")):
        window.key(key)
        wait(step + " to be pictured", pictured(step))


def goes_dark_and_light():
    for theme, hint in (("dark", "Change to light"),
                        ("light", "Change to dark")):
        window.key("ctrl+d")
        window.find(hint, "button")
        path = in_temporary(theme + ".png")
        window.act("screenshot", text(path))
        wait(path, lambda: os.path.exists(path))


def takes_a_typed_shape():
    window.act("open-text", text("nn.GRU(7, 20, num_layers=2)"))
    wait("the layer", lambda: window.all("gru, GRU(7, 20, num_layers=2)"))
    window.act("set-shape", text("50, 32, 7"))
    window.find("Fits: output [50, 32, 20]")


def says_what_a_step_can_t_take():
    """The part at fault, whichever it is, by its own name."""
    for error, line in [
            ("Expected hidden[1] size (2, 16, 128), got [2, 16, 256]",
             "Not run: lstm can't take the cell state [2, 16, 256]."),
            ("Expected input batch_size (600) to match target batch_size (10)",
             "Not run: loss can't take [600, 5]."),
            ("The size of tensor a (9) must match the size of tensor b (7) at "
             "non-singleton dimension 2",
             "Not run: add can't take [32, 10, 9].")]:
        window.act("open-text", text(error))
        window.find(line)


def has_no_nameless_control():
    # GTK calls what has no name of its own by its class.
    roles = ("push button", "button", "toggle button", "spin button",
             "slider", "combo box", "image", "entry")
    nameless = [node.get_name() or node.get_role_name()
                for node in window.walk()
                if node.get_role_name() in roles
                and (not node.get_name() or node.get_name().startswith("Gtk"))]
    assert not nameless, nameless


def quits():
    window.quit()


def remembers_its_theme_and_its_files():
    global window
    for files, hint in (((model,), "Change to light"),
                        ((), "Change to dark")):
        window = Window(program, *files)
        if files:
            window.find("seq2label", "label")
        window.act("toggle-theme")
        window.find(hint, "button")
        window.quit()
        window = Window(program)
        window.find(hint, "button")
        if files:
            window.quit()
    window.act("menu")
    window.find("Open Recent", "menu item").do_action(0)
    window.find("seq2label.json", "menu item").do_action(0)
    window.find("seq2label", "label")
    window.quit()


tests = [(f.__name__.replace("_", "-"), f) for f in (
    starts_empty, explains_a_pasted_error,
    opens_a_model_and_a_tensor_together, copies_code_and_the_picture,
    applies_a_fix_by_a_click,
    runs_by_the_keyboard, steps_through_time, singles_out_a_unit,
    plays, exports,
    undoes_and_redoes, previews_a_fix_without_applying_it,
    keeps_the_document_when_a_file_is_bad, looks_at_another_step,
    moves_along_the_chain_by_arrow_keys,
    goes_dark_and_light, takes_a_typed_shape,
    says_what_a_step_can_t_take, has_no_nameless_control,
    quits, remembers_its_theme_and_its_files)]
failed = run(tests)
for owner in clipboard:
    owner.kill()
if window.process.poll() is None:
    window.process.kill()
sys.exit(1 if failed else 0)
