#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The engine's numbers against the PyTorch that is installed.

    numerics.py RUN-CASE [--falk FALK] [--seed N] [--count N]

Draws models with a recurrent layer of every kind, direction, number of
layers, packing, state and type of weights, runs each with PyTorch and with
RUN-CASE, and compares the outputs. With --falk those that a command line can
name are saved as a module and run by `falk run`, too. A fresh seed a run,
printed; a case that differs is kept as files, and their folder printed.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

try:
    import numpy
    import torch
    from torch import nn
    from torch.nn.utils import rnn
except ImportError as error:
    print(f"1..0 # SKIP {error}")
    sys.exit(0)

# How far from PyTorch an output may be, relative to its largest value where
# that is above 1, by the type of the weights. PyTorch computes float64
# weights in float64; falk computes all in float32.
TOLERANCE = {"float32": 2e-6, "float64": 2e-6, "float16": 2e-6}
LAYERED = ["GRU", "LSTM", "RNN"]
KINDS = LAYERED + ["GRUCell", "LSTMCell", "RNNCell"]
CALL = {"op", "name", "take", "h0", "c0"}


def size(r):
    return r.choice([1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 20, 31, 33, 48, 64])


def draw_cell(r, kind):
    step = {"op": kind, "name": "cell", "input_size": size(r),
            "hidden_size": size(r), "bias": r.random() < 0.8}
    if kind == "RNNCell":
        step["nonlinearity"] = r.choice(["tanh", "relu"])
    lead = [] if r.random() < 0.2 else [size(r)]
    if r.random() < 0.6:
        step["h0"] = lead + [step["hidden_size"]]
        if kind == "LSTMCell":
            step["c0"] = step["h0"]
    return {"model": [step], "input": {"shape": lead + [step["input_size"]]}}


def draw_layer(r, kind):
    H, L, bi = size(r), r.choice([1, 1, 2, 3]), r.random() < 0.5
    step = {"op": kind, "name": "layer", "input_size": size(r),
            "hidden_size": H, "num_layers": L, "bias": r.random() < 0.8,
            "batch_first": r.random() < 0.5, "bidirectional": bi}
    if kind == "LSTM" and H > 1 and r.random() < 0.4:
        step["proj_size"] = r.randint(1, H - 1)
    if kind == "RNN":
        step["nonlinearity"] = r.choice(["tanh", "relu"])
    return step


def draw_packing(r, T, B, batch_first):
    lengths = [r.randint(1, T) for _ in range(B)]
    sorted_ = r.random() < 0.4
    if sorted_:
        lengths.sort(reverse=True)
    return {"op": "pack_padded_sequence", "name": "pack", "lengths": lengths,
            "batch_first": batch_first, "enforce_sorted": sorted_}


def draw_case(r, kind):
    if kind not in LAYERED:
        return draw_cell(r, kind)
    step = draw_layer(r, kind)
    T, B, first = r.randint(1, 30), size(r), step["batch_first"]
    states = step["num_layers"] * (2 if step["bidirectional"] else 1)
    lead = [B] if r.random() < 0.85 else []
    shape = [B, T] if first and lead else [T] + lead
    model = [step]
    if r.random() < 0.6:
        step["h0"] = [states] + lead + [step.get("proj_size",
                                                 step["hidden_size"])]
        if kind == "LSTM":
            step["c0"] = [states] + lead + [step["hidden_size"]]
    if r.random() < 0.3:
        step["take"] = "h_n"
    if lead and r.random() < 0.5:
        model.insert(0, draw_packing(r, T, B, first))
        if "take" not in step and r.random() < 0.6:
            model.append({"op": "pad_packed_sequence", "name": "unpack",
                          "batch_first": r.random() < 0.5})
    return {"model": model, "input": {"shape": shape + [step["input_size"]]}}


def make_module(r, step, dtype):
    """The layer with weights that fit @dtype, and as they are stored."""
    made = getattr(nn, step["op"])(
        **{k: v for k, v in step.items() if k not in CALL}).eval()
    factor = 1 if step.get("nonlinearity") == "relu" else r.choice([1, 1.5])
    stored = {}
    for name, parameter in made.named_parameters():
        parameter.data = (parameter.data * factor).to(getattr(torch, dtype))
        stored[name] = parameter.data.numpy().copy()
    return (made.float() if dtype == "float16" else made), stored


def states_of(step):
    return {name: torch.randn(step[name]) for name in ("h0", "c0")
            if name in step}


def run_torch(model, module, x, states):
    for step in model:
        kind = step["op"]
        if kind == "pack_padded_sequence":
            x = rnn.pack_padded_sequence(x, step["lengths"],
                                         step["batch_first"],
                                         step["enforce_sorted"])
        elif kind == "pad_packed_sequence":
            x = rnn.pad_packed_sequence(x, step["batch_first"])[0]
        else:
            x = run_module(step, module, x, states)
    return (packed_rows(x) if isinstance(x, rnn.PackedSequence) else x).numpy()


def packed_rows(packed):
    """The data with sequences of one length in the batch's order, which
    PyTorch doesn't promise: its 1.13 keeps it among 16 sequences only."""
    padded, lengths = rnn.pad_packed_sequence(packed)
    order = torch.argsort(lengths, descending=True, stable=True).tolist()
    return torch.stack([padded[t, b] for t in range(padded.shape[0])
                        for b in order if t < lengths[b]])


def run_module(step, module, x, states):
    dtype = next(module.parameters()).dtype
    x = x.to(dtype)
    states = [state.to(dtype) for state in states.values()]
    given = module(x, None if not states
                   else tuple(states) if len(states) == 2 else states[0])
    if step["op"] not in LAYERED:
        return given[0] if step["op"] == "LSTMCell" else given
    output, hidden = given
    if step.get("take") != "h_n":
        return output
    return hidden[0] if step["op"] == "LSTM" else hidden


def falk_can_name(case):
    """Whether `falk run MODULE --input X --h0 H0` says all there is: it has
    no word for a second state, for h_n, or for packing."""
    return len(case["model"]) == 1 and not {"take", "c0"} & set(
        case["model"][0])


class Check:
    def __init__(self, options, folder):
        self.options = options
        self.folder = pathlib.Path(folder)

    def run(self, command):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            return None
        return (done.stderr or done.stdout or
                f"ended with status {done.returncode}").strip()

    def compare(self, wanted, dtype):
        """What is wrong with out.npy, or None; and the largest difference."""
        found = numpy.load(self.folder / "out.npy")
        if found.shape != wanted.shape:
            return f"shape {found.shape}, PyTorch {wanted.shape}", 0
        if wanted.size == 0:
            return None, 0
        scale = max(1, float(abs(wanted).max()))
        far = abs(found.astype("float64") - wanted) / scale
        at = numpy.unravel_index(int(numpy.nanargmax(far)), far.shape)
        worst = float(far[at])
        if not numpy.isnan(far).any() and worst <= TOLERANCE[dtype]:
            return None, worst
        return (f"element {list(map(int, at))}: {found[at]:.9g}, PyTorch "
                f"{wanted[at]:.9g}, tolerance {TOLERANCE[dtype]}"), worst

    def commands(self, case):
        path = lambda name: str(self.folder / name)
        yield [self.options.program, path("case.json"), path("tensors.npz"),
               path("out.npy")]
        if self.options.falk and falk_can_name(case):
            state = (["--h0", path("h0.npy")] if "h0" in case["model"][0]
                     else [])
            yield [self.options.falk, "run", path("module.pt"), "--input",
                   path("x.npy"), "-o", path("out.npy")] + state

    def write(self, case, module, stored, x, states):
        layer = next(s for s in case["model"] if "input_size" in s)
        tensors = {**stored, **{k: v.numpy() for k, v in states.items()}}
        (self.folder / "case.json").write_text(json.dumps(case))
        numpy.savez(self.folder / "tensors.npz", input=x.numpy(),
                    **{f"{layer['name']}.{k}": v for k, v in tensors.items()})
        numpy.save(self.folder / "x.npy", x.numpy())
        if "h0" in states:
            numpy.save(self.folder / "h0.npy", states["h0"].numpy())
        torch.save(module, self.folder / "module.pt")

    def one(self, r, kind):
        """The complaint about one case, or None; the largest difference."""
        case = draw_case(r, kind)
        dtype = r.choice(list(TOLERANCE))
        layer = next(s for s in case["model"] if "input_size" in s)
        torch.manual_seed(r.getrandbits(32))
        with torch.no_grad():
            module, stored = make_module(r, layer, dtype)
            x, states = torch.randn(case["input"]["shape"]), states_of(layer)
            wanted = run_torch(case["model"], module, x, states)
        self.write(case, module, stored, x, states)
        worst = 0
        for command in self.commands(case):
            complaint = self.run(command)
            if complaint is None:
                complaint, far = self.compare(wanted, dtype)
                worst = max(worst, far)
            if complaint:
                return f"{dtype} {' '.join(command)}: {complaint}", worst
        return None, worst

    def kind(self, r, kind, count):
        worst = 0
        for _ in range(count):
            complaint, far = self.one(r, kind)
            worst = max(worst, far)
            if complaint:
                kept = tempfile.mkdtemp(prefix="falk-numerics-")
                shutil.copytree(self.folder, kept, dirs_exist_ok=True)
                return f"{complaint}\n# the case is in {kept}", worst
        return None, worst


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--falk")
    parser.add_argument("--seed", type=int,
                        default=int.from_bytes(os.urandom(4), "little"))
    parser.add_argument("--count", type=int, default=40, help="of each kind")
    options = parser.parse_args()
    torch.set_num_threads(1)
    r = random.Random(options.seed)
    failed = False
    print(f"1..{len(KINDS)}")
    print(f"# seed {options.seed}, PyTorch {torch.__version__}", flush=True)
    for number, kind in enumerate(KINDS, 1):
        with tempfile.TemporaryDirectory() as folder:
            complaint, worst = Check(options, folder).kind(r, kind,
                                                           options.count)
        if complaint:
            failed = True
            print(f"# {complaint}")
        print(f"{'not ok' if complaint else 'ok'} {number} - {kind}: "
              f"{options.count} cases, worst difference {worst:.2g}",
              flush=True)
    return failed


sys.exit(main())
