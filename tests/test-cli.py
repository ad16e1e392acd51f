#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The command line as a person or a script meets it. TAP on stdout.

Usage: test-cli.py FALK SOURCE_ROOT; FALK_SHARED names the folder of samples.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import Skip, run

FALK, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SHARED = pathlib.Path(os.environ.get("FALK_SHARED", ROOT / ".." / "shared"))
SEED = "RuntimeError: size mismatch, m1: [1600 x 3], m2: [50 x 20]"
ENV = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}


def falk(*args, stdin=""):
    done = subprocess.run([FALK, *map(str, args)], input=stdin.encode(), env=ENV,
                          capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def falk_json(*args, status):
    code, out, err = falk(*args)
    assert code == status, f"status {code}, wanted {status}: {err}"
    return json.loads(out)


def shared(*parts):
    path = SHARED.joinpath(*parts)
    if not path.exists():
        raise Skip(f"{'/'.join(parts)} is absent")
    return path


NEW_SEED = "RuntimeError: mat1 and mat2 shapes cannot be multiplied (1600x3 and 50x20)"

# name, arguments, standard input, exit status, what stdout holds, what stderr holds
ROWS = [
    ("check/fits", ["check", "nn.GRU(3, 20)", "--input", "50,32,3"], "", 0, ["output [50, 32, 20]"], []),
    ("check/seed-fault", ["check", "nn.GRU(50, 20)", "--input", "50,32,3"], "", 1,
     ["input.size(-1) must be equal to input_size. Expected 50, got 3", "gru", "axis 2", "3 ≠ 50",
      "[1600 × 3] · [50 × 60]", "nn.GRU(3, 20)"], []),
    ("check/state", ["check", "nn.GRU(3, 20, num_layers=2)", "--input", "50,32,3", "--h0", "1,32,20"], "", 1,
     ["Expected hidden size (2, 32, 20), got [1, 32, 20]"], []),
    ("check/older-wording", ["check", "nn.GRU(3, 20, num_layers=2)", "--input", "50,32,3", "--h0", "1,32,20",
                             "--torch", "0.4"], "", 1, ["got (1, 32, 20)"], []),
    ("check/needs-data", ["check", "nn.GRU(3, 20)"], "", 64, [], ["--input"]),
    ("check/no-such-file", ["check", "nothing.pt", "--input", "3,4"], "", 2, [], ["nothing.pt"]),
    ("check/bad-shape", ["check", "nn.GRU(3, 20)", "--input", "3,-4"], "", 2, [], ["3,-4", "32,50,3"]),
    ("check/name-for-number", ["check", "nn.GRU(width, 20)", "--input", "3,4"], "", 2, [], ["width", "column"]),
    ("check/unknown-operation", ["check", "nn.Gru(3, 20)", "--input", "3,4"], "", 2, [], ["Gru", "GRU"]),
    ("explain/seed", ["explain", SEED], "", 1,
     ["20 is not a multiple of 3", "not inside a GRU", "Linear(50, 20)", "1600 rows may be 32 × 50",
      "transpose(1, 2)", "nn.Linear(3, 20)"], []),
    ("explain/standard-input", ["explain", "-"], "Traceback (most recent call last):\n  File \"a.py\", line 3\n"
     "    out = self.fc(out)\n" + SEED + " at ../aten/src/TH/generic/THTensorMath.cpp:41\n", 1, ["3 ≠ 50"], []),
    ("explain/no-error-in-it", ["explain", "the loss went down"], "", 2, [], ["No known error text"]),
    ("check/asks-about-silent-faults", ["check", "nn.GRU(3, 20)", "--input", "32,50,3"], "", 0,
     ["✓ It fits", "! Is axis 0 really time?", "? gru = nn.GRU(3, 20, batch_first=True)"], []),
    ("explain/state-dict", ["explain", "-"], "RuntimeError: Error(s) in loading state_dict for Net:\n"
     "\tsize mismatch for rnn.weight_ih_l0: copying a param with shape torch.Size([4096, 512]) from checkpoint, the "
     "shape in current model is torch.Size([2048, 512]).\n"
     "\tsize mismatch for rnn.weight_hh_l0: copying a param with shape torch.Size([4096, 1024]) from checkpoint, the "
     "shape in current model is torch.Size([2048, 512]).\n", 1,
     ["checkpoint model", "✗ hidden_size 1024 512", "- nn.LSTM(512, 512)", "+ nn.LSTM(512, 1024)", "✓ runs:"], []),
    ("check/state-no-such-file", ["check", "nn.GRU(3, 20)", "--state", "nothing.pt"], "", 2, [], ["nothing.pt"]),
    ("render/needs-a-place", ["render", "nn.GRU(3, 20)", "--input", "3,4"], "", 64, [], ["-o"]),
    ("render/unknown-ending", ["render", "nn.GRU(3, 20)", "--input", "5,4,3", "-o", "a.bmp"], "", 64, [], [".svg"]),
    ("render/a-text-without-a-step", ["render", "-", "-o", "-"],
     "stack expects each tensor to be equal size, but got [7] at entry 0 and [6] at entry 1", 0,
     ["<svg", "The samples have other sizes"], []),
    ("render/no-step-of-such-a-text", ["render", "-", "-o", "-", "--step", "gru"],
     "stack expects each tensor to be equal size, but got [7] at entry 0 and [6] at entry 1", 64, [], ["'gru' names"]),
    ("render/the-format-that-is-asked-for", ["render", "nn.GRU(3, 4)", "--input", "2,1,3", "-o", "-", "--format", "svg"],
     "", 0, ["<svg"], []),
    ("render/unknown-step", ["render", "nn.GRU(3, 20)", "--input", "5,4,3", "-o", "-", "--step", "fc"], "", 64, [],
     ["no step called 'fc'"]),
    ("usage/unknown-command", ["frobnicate"], "", 64, [], ["frobnicate"]),
    ("usage/unknown-option", ["check", "--frobnicate"], "", 64, [], ["frobnicate"]),
    ("check/older-checks", ["check", "nn.GRU(3, 20)", "--input", "50,3", "--torch", "1.10.2"], "", 1,
     ["input must have 3 dimensions, got 2", "where GRU takes 3", "takes (time, batch, features)"], []),
    ("check/newer-checks", ["check", "nn.GRUCell(3, 20)", "--input", "5,4", "--h0", "1,5,20",
                            "--torch", "2.5.1+cu121"], "", 1,
     ["ValueError: GRUCell: Expected hidden to be 1D or 2D, got 3D instead"], []),
    ("check/a-row-names-its-version", ["check", "--batch"],
     '{"id": 1, "model": [{"op": "GRU", "input_size": 3, "hidden_size": 2}], "input": {"shape": [5, 3]}, '
     '"torch": "1.8.1"}\n', 0, ['"message":"input must have 3 dimensions, got 2"'], []),
    ("check/the-option-goes-before-the-row", ["check", "--batch", "--torch", "1.13"],
     '{"id": 1, "model": [{"op": "GRU", "input_size": 3, "hidden_size": 2}], "input": {"shape": [5, 3]}, '
     '"torch": "1.8.1"}\n', 0, ['"output":[5,2]'], []),
    ("check/names-the-versions", ["check", "--help"], "", 0, ["1.8, 1.9, 1.10, 1.11, 1.13, 2.0, 2.1, 2.2"], []),
    ("explain/names-the-version", ["explain", "-"],
     'File "/x/site-packages/torch/nn/modules/module.py", line 889, in _call_impl\n' + NEW_SEED + "\n", 1,
     ["as PyTorch 1.8 until 1.9", "Line 889 of module.py"], []),
    ("explain/another-version", ["explain", SEED, "--torch", "1.13"], "", 1,
     ["mat1 and mat2 shapes cannot be multiplied (1600x3 and 50x20)"], []),
    ("usage/bad-version", ["check", "nn.GRU(3, 20)", "--input", "3,4,3", "--torch", "new"], "", 64, [], ["new"]),
    ("usage/version", ["--version"], "", 0, ["falk "], []),
    ("usage/help", ["--help"], "", 0, ["check", "explain", "run", "render", "show"], []),
    ("usage/help-of-a-command", ["check", "--help"], "", 0, ["--input"], []),
]


def flat(text):
    """Wrapped lines joined, so that a row need not know where they break."""
    return re.sub(r"\s+", " ", text)


def row(args, stdin, status, out_parts, err_parts):
    code, out, err = falk(*args, stdin=stdin)
    assert code == status, f"status {code}, wanted {status}\n{out}{err}"
    for part in out_parts:
        assert flat(part) in flat(out), f"{part!r} is not in\n{out}"
    for part in err_parts:
        assert flat(part) in flat(err), f"{part!r} is not in\n{err}"
    assert "\x1b" not in out, "colour although stdout is no terminal"


def json_verdict():
    verdict = falk_json("check", "nn.GRU(50, 20)", "--input", "50,32,3", "--json", status=1)
    fault = verdict["fault"]
    assert (verdict["ok"], verdict["step"], verdict["error"]) == (False, "gru", "RuntimeError")
    assert verdict["message"] == "input.size(-1) must be equal to input_size. Expected 50, got 3"
    assert (fault["axis"], fault["found"], fault["needed"]) == (2, 3, 50)
    assert [operand["shape"] for operand in fault["operands"]] == [[1600, 3], [50, 60]]
    assert verdict["causes"] and all(cause["verified"] for cause in verdict["causes"] if cause["fix"])
    fits = falk_json("check", "nn.GRU(3, 20)", "--input", "50,32,3", "--json", status=0)
    assert (fits["ok"], fits["output"], fits["notices"]) == (True, [50, 32, 20], [])
    asked = falk_json("check", "nn.GRU(3, 20)", "--input", "32,50,3", "--json", status=0)["notices"]
    assert [(notice["notice"], notice["step"], notice["axis"]) for notice in asked] == [("batch-time", "gru", 0)]
    assert asked[0]["title"].endswith("?") and "batch_first" in asked[0]["why"]


def json_explanation():
    said = falk_json("explain", SEED, "--json", status=1)
    assert said["layer"] == "nn.Linear(50, 20)" and said["axis"] == 2
    assert {"wording", "causes"} <= set(said)
    assert all({"cause", "score", "why", "fix", "code", "verified"} <= set(cause) for cause in said["causes"])


def renders_every_format():
    magic = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}
    with tempfile.TemporaryDirectory() as folder:
        for ending, first in magic.items():
            for what in (["nn.GRU(50, 20)", "--input", "50,32,3"], [SEED]):
                for theme in ("light", "dark", "print"):
                    path = pathlib.Path(folder, "picture." + ending)
                    code, _, err = falk("render", *what, "-o", path, "--theme", theme)
                    assert code == 0, err
                    assert path.read_bytes().startswith(first)
                    twin = pathlib.Path(folder, "twin." + ending)
                    falk("render", *what, "-o", twin, "--theme", theme)
                    assert path.read_bytes() == twin.read_bytes(), f"{ending} differs from run to run"
                    path.unlink()


def leaves_no_half_file():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "no", "such", "folder.svg")
        code, _, err = falk("render", "nn.GRU(50, 20)", "--input", "50,32,3", "-o", path)
        assert code == 2 and "folder.svg can't be written: there is no such folder" in err, err
        assert not list(pathlib.Path(folder).iterdir())


def runs_and_compares():
    model, data = ROOT / "data/samples/seq2label.json", ROOT / "data/samples/x.npy"
    with tempfile.TemporaryDirectory() as folder:
        out, trace = pathlib.Path(folder, "out.npy"), pathlib.Path(folder, "trace.npz")
        code, said, err = falk("run", "nn.GRU(3, 20)", "--input", data, "-o", out, "--trace", trace)
        assert code == 0 and "output [50, 32, 20]" in said, said + err
        code, said, _ = falk("run", "nn.GRU(3, 20)", "--input", data, "--compare", out)
        assert code == 0 and "equal within" in said, said
        code, said, _ = falk("run", "nn.GRU(3, 20)", "--input", data, "--seed", 1, "--compare", out)
        assert code == 1 and "beyond" in said, said
        names = [t["name"] for t in falk_json("show", trace, "--json", status=0)["tensors"]]
        assert names == ["gru.r", "gru.z", "gru.n", "gru.h"], names
        assert falk("run", model, "--input", data)[0] == 1


def opens_texts_from_files():
    """A text in a file is what it is typed: whatever its first line looks like to a reader of tables."""
    rows = [("nn.GRU(8, 16)\n", 0), ("# a, b\nself.gru = nn.GRU(8, 16)\r\n", 0), (SEED + "\n", 1),
            ("-----------------\nRuntimeError  Traceback (most recent call last)\n" + SEED + "\n", 1),
            ("2026-01-01 12:00:00,123 ERROR " + SEED + "\n", 1)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "text.txt")
        for text, status in rows:
            path.write_text(text)
            command = ["check", path, "--input", "5,2,8"] if status == 0 else ["explain", path]
            code, out, err = falk(*command)
            assert code == status, f"{text!r}: {code} {out} {err}"
        code, _, err = falk("check", "-", "--input", "5,2,8", stdin="nn.GRU(8, 16)")
        assert code == 0, err
        bracketed = ["[rank0]: ", "[2024-01-02 12:00:01,123][train][ERROR] - ", "{'loss': 3} ", "[ONNXRuntimeError] : 2 : "]
        colour = "\x1b[31mRuntimeError\x1b[0m: " + SEED + "\n"
        notebook = json.dumps({"cells": [{"outputs": [{"evalue": SEED, "traceback": [colour]}]}], "nbformat": 4})
        told = [(before + SEED).encode() for before in bracketed] + [
            colour.encode(), b"\x07100%|##| 3/3\x08\r" + SEED.encode(), "Fehler während".encode("latin-1") + SEED.encode(),
            ("\ufeff" + SEED).encode(), ("\ufeff" + SEED).encode("utf-16-le"), ("\ufeff" + SEED).encode("utf-16-be"),
            notebook.encode()]
        for name in ("text", "text.log"):
            path = pathlib.Path(folder, name)
            for text in told:
                path.write_bytes(text)
                code, out, err = falk("explain", path)
                assert code == 1 and "3 ≠ 50" in out, f"{text!r}: {code} {out} {err}"
        path = pathlib.Path(folder, "text.txt")
        path.write_text("{")
        code, _, err = falk("check", path, "--input", "3")
        assert code == 2 and "line 1, column" in err, err


def says_when_printing_fails():
    for command in (["check", "nn.GRU(3, 20)", "--input", "50,32,3"], ["explain", SEED, "--json"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([FALK, *command], stdout=full, stderr=subprocess.PIPE, env=ENV, timeout=60)
        assert done.returncode == 2 and b"could not be written" in done.stderr, done


def writes_data_alone_to_standard_output():
    done = subprocess.run([FALK, "run", "nn.GRU(3, 4)", "--input", "2,1,3", "-o", "-"], capture_output=True, env=ENV,
                          timeout=60)
    assert done.returncode == 0 and done.stdout.startswith(b"\x93NUMPY"), done
    assert len(done.stdout) == 128 + 2 * 1 * 4 * 4 and b"output [2, 1, 4]" in done.stderr, done.stderr


def takes_batch_first_for_a_state_dict():
    path = shared("real", "files", "iamirmasoud+energy_consumption_prediction", "gru_model.pt")
    code, out, _ = falk("check", path, "--input", "30,8,5")
    assert code == 0 and "batch_first" in out, out
    code, out, _ = falk("check", path, "--input", "30,8,5", "--batch-first")
    assert code == 0 and "batch_first=True" in out, out
    assert "batch_first" in falk("run", path, "--input", "30,8,5")[1]


def links_no_gtk():
    libraries = subprocess.run(["ldd", FALK], capture_output=True, text=True, check=True).stdout
    assert "gtk" not in libraries, libraries


def rows_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def shows_what_the_manifest_states():
    values = {}
    for one in rows_of(shared("real", "values.jsonl")):
        values.setdefault(one["file"], {})[one["tensor"]] = one["sha256"]
    files = tensors = 0
    for entry in rows_of(shared("real", "manifest.jsonl")):
        if entry["format"].split("+")[0] not in ("zip-pt", "safetensors", "legacy-pt", "npy"):
            continue
        damaged = re.search(r"__(?!ok)\w+\.safetensors$", entry["file"])
        if damaged or not entry["contents"]:  # the reference reader refuses it too, or finds nothing
            assert falk("show", shared("real", "files", entry["file"]))[0] in (0, 2), entry["file"]
            continue
        said = falk_json("show", shared("real", "files", entry["file"]), "--json", "--values", status=0)
        layers = [{k: l[k] for k in ("kind", "input_size", "hidden_size", "num_layers", "bidirectional", "bias")}
                  | {"prefix": l["name"]} for l in said["layers"]]
        wanted = [{k: l[k] for k in ("kind", "input_size", "hidden_size", "num_layers", "bidirectional", "bias",
                                     "prefix")} for l in entry["layers"]]
        key = lambda layer: layer["prefix"]
        assert sorted(layers, key=key) == sorted(wanted, key=key), f"{entry['file']}: {layers} {wanted}"
        found = {t["name"]: t.get("sha256") for t in said["tensors"]}
        for name, digest in values.get(entry["file"], {}).items():
            assert found.get(name, found.get("" if len(found) == 1 else None)) == digest, (entry["file"], name)
            tensors += 1
        files += 1
    assert files and tensors
    print(f"# {files} files, {tensors} tensors equal")


def refuses_hostile_files():
    marks = [pathlib.Path("/tmp/pwned"), pathlib.Path.home() / "pwned"]
    seen = 0
    for folder in ("mmaitre314+picklescan", "trailofbits+fickling"):
        for path in sorted(shared("real", "files", folder).rglob("*")):
            if path.is_file():
                code, _, err = falk("show", path)
                assert code in (0, 2), f"{path}: status {code}"
                assert code == 0 or err.startswith("falk: "), err
                seen += 1
    assert seen and not any(mark.exists() for mark in marks)
    print(f"# {seen} files")


def agrees_with_pytorch():
    """All cases of the oracle whose operations Falk knows."""
    path = shared("oracle", "cases-dev.jsonl")
    cases = rows_of(path)
    verdicts = [json.loads(line) for line in falk("check", "--batch", path)[1].splitlines()]
    assert [c["id"] for c in cases] == [v["id"] for v in verdicts]
    compared = 0
    for case, verdict in zip(cases, verdicts):
        if "ok" not in verdict:
            assert "unknown operation" in verdict["error"], verdict
            continue
        compared += 1
        for field in ("ok", "output", "step", "error"):
            assert case.get(field) == verdict.get(field), f"{case['id']}: {case} {verdict}"
        assert case.get("message") == verdict.get("message"), f"{case['id']}: {case} {verdict}"
    assert compared == len(cases)
    print(f"# {compared} of {len(cases)} cases compared")


def batch_goes_on_after_a_bad_line():
    good = json.dumps({"id": 1, "model": [{"op": "Linear", "in_features": 3, "out_features": 2}],
                       "input": {"shape": [4, 3]}})
    code, out, _ = falk("check", "--batch", "-", stdin=f"{good}\nnot json\n{good}\n")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 2 and len(lines) == 3
    assert lines[0] == lines[2] == {"id": 1, "ok": True, "output": [4, 2]}
    assert "line 2" in lines[1]["error"]


def batch_says_what_is_no_case():
    step = {"op": "Linear", "name": "a", "in_features": 3, "out_features": 2}
    data = {"shape": [4, 3], "dtype": "float32"}
    rows = [
        ({"id": 1}, "no \"model\""),
        ({"id": 2, "model": 5, "input": data}, "list of steps"),
        ({"id": 3, "model": [step]}, "no \"input\""),
        ({"id": 4, "model": [step, step], "input": data}, "names must differ"),
        ({"id": 5, "model": [step], "input": {"shape": [4, -3]}}, "size is 0 or more"),
        ({"id": 6, "model": [step], "input": {"shape": [2**32, 2**32]}}, "2^63"),
        ({"id": 7, "model": [{**step, "name": f"s{i}"} for i in range(10_000)], "input": data}, "10000 steps"),
        ({"id": 8, "model": [{"op": "add", "name": "a", "other": [2**62, 4]}], "input": data}, "2^63"),
        ({"id": 9, "model": [{"op": "select", "dim": 0, "indx": 3}], "input": data}, "indx"),
        ({"id": 10, "model": [], "input": data}, "no steps"),
    ]
    code, out, _ = falk("check", "--batch", "-", stdin="".join(json.dumps(row) + "\n" for row, _ in rows))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 2 and len(answers) == len(rows)
    for (row, words), answer in zip(rows, answers):
        assert answer["id"] == row["id"] and "ok" not in answer, answer
        assert words in answer["error"], answer
    broken = ['{"model": [{"op": "squeeze", "name": "a\\u0000b"}]}', '{"model": [{"op": "view", "shape": [1' + 30 * "0" + "]}]}"]
    code, out, _ = falk("check", "--batch", "-", stdin="\n".join(broken))
    assert code == 2 and "character \\\\u0000" in out and "too large" in out and "ALLOW" not in out, out


def constructor(layer, **changes):
    """A recurrent layer of 'show' as code, with some of its arguments changed."""
    layer = {**layer, **changes}
    cell = layer["kind"].endswith("Cell")
    names = ["bias"] if cell else ["num_layers", "bias", "bidirectional", "proj_size"]
    usual = {"num_layers": 1, "bias": True, "bidirectional": False, "proj_size": 0}
    named = [f"{name}={layer.get(name, usual[name])}" for name in names if layer.get(name, usual[name]) != usual[name]]
    return f"nn.{layer['kind']}({', '.join([str(layer['input_size']), str(layer['hidden_size']), *named])})"


def finds_what_loads_real_checkpoints():
    """A model with other sizes: the fix is the constructor call that the file's own sizes make."""
    files = sorted({path for ending in ("pt", "pth", "safetensors") for path in shared("real").rglob(f"*.{ending}")})
    kinds = {"RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell"}
    held = 0
    for path in files:
        code, out, _ = falk("show", path, "--json")
        for layer in json.loads(out)["layers"] if code == 0 else []:
            if layer["kind"] not in kinds:
                continue
            what = f"{path}:{layer['name']}" if layer["name"] else path
            assert falk_json("check", constructor(layer), "--state", what, "--json", status=0)["ok"]
            for changes in ({"hidden_size": layer["hidden_size"] + 1}, {"input_size": layer["input_size"] + 2}):
                said = falk_json("check", constructor(layer, **changes), "--state", what, "--json", status=1)
                best = said["causes"][0]
                assert best["verified"] and best["code"] == constructor(layer), (what, best)
                wrong = [row for row in said["differs"] if not row["agrees"]]
                assert [(row["what"], row["checkpoint"], row["model"]) for row in wrong] == [
                    (name, str(layer[name]), str(value)) for name, value in changes.items()], (what, wrong)
            held += 1
    assert held > 20, held
    print(f"# {held} layers of {len(files)} files")


TESTS = [(f"/falk/{name}", lambda rest=rest: row(*rest)) for name, *rest in ROWS] + [
    ("/falk/check/json-has-the-facts", json_verdict),
    ("/falk/check/agrees-with-pytorch", agrees_with_pytorch),
    ("/falk/check/batch-goes-on-after-a-bad-line", batch_goes_on_after_a_bad_line),
    ("/falk/check/batch-says-what-is-no-case", batch_says_what_is_no_case),
    ("/falk/check/state-finds-what-loads-real-checkpoints", finds_what_loads_real_checkpoints),
    ("/falk/explain/json-has-the-causes", json_explanation),
    ("/falk/render/every-format-and-theme-twice-alike", renders_every_format),
    ("/falk/render/leaves-no-half-file", leaves_no_half_file),
    ("/falk/run/writes-traces-and-compares", runs_and_compares),
    ("/falk/show/states-what-the-manifest-states", shows_what_the_manifest_states),
    ("/falk/show/refuses-hostile-files", refuses_hostile_files),
    ("/falk/open/texts-from-files", opens_texts_from_files),
    ("/falk/open/batch-first-for-a-state-dict", takes_batch_first_for_a_state_dict),
    ("/falk/says-when-printing-fails", says_when_printing_fails),
    ("/falk/run/data-alone-to-standard-output", writes_data_alone_to_standard_output),
    ("/falk/links-no-gtk", links_no_gtk),
]


sys.exit(run(TESTS))
