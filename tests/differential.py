#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draws models and inputs, most of them with a mistake, and compares what a
real PyTorch does with what `falk check --batch` says: verdict, step, output
shape, exception class and message.

A chain is drawn step by step against the tensor that PyTorch has reached, so
that steps fit unless they are spoiled on purpose. PyTorch runs in a child,
which it may take down with it: Falk has to call such a case a crash.

Usage: differential.py FALK [--seed N] [--count N] [--keep FOLDER]
The seed is fresh each run, and printed. Cases that differ are written to the
folder. Exit status 77 (a skip) where there is no PyTorch 1.13.
"""
import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import warnings

from differential_draw import CELLS, LAYERED, Draw, is_large, is_packed

SKIP = 77
OUTSIDE = {"op", "name", "take", "h0", "c0", "target"}
CHUNK = 200


# ---------------------------------------------------------------- what PyTorch does

def build(step):
    """The module of a step; None where it is a function."""
    from torch import nn
    if not step["op"][0].isupper():
        return None
    args = {k: v for k, v in step.items() if k not in OUTSIDE}
    return getattr(nn, step["op"])(**args)


def state_of(step):
    import torch
    if "h0" not in step:
        return None
    h = torch.zeros(step["h0"])
    return (h, torch.zeros(step.get("c0", step["h0"]))) if step["op"].startswith("LSTM") else h


def call_module(step, module, x):
    import torch
    kind = step["op"]
    if kind in LAYERED:
        out, hidden = module(x, state_of(step))
        if step.get("take") == "h_n":
            return hidden[0] if kind == "LSTM" else hidden
        return out
    if kind in CELLS:
        hidden = module(x, state_of(step))
        return hidden[0] if kind == "LSTMCell" else hidden
    if kind == "CrossEntropyLoss":
        return module(x, torch.zeros(step["target"], dtype=torch.long))
    if kind == "MSELoss":
        return module(x, torch.zeros(step["target"]))
    return module(x)


def pack(x, step):
    from torch.nn.utils import rnn
    return rnn.pack_padded_sequence(x, step["lengths"], batch_first=step["batch_first"],
                                    enforce_sorted=step["enforce_sorted"])


def call_function(step, x):
    import torch
    from torch.nn.utils import rnn
    other = torch.zeros(step["other"]) if "other" in step else None
    dims = [step["dim"]] if "dim" in step else []
    functions = {
        "select": lambda: x.select(step["dim"], step["index"]),
        "permute": lambda: x.permute(*step["dims"]),
        "transpose": lambda: x.transpose(step["dim0"], step["dim1"]),
        "view": lambda: x.view(*step["shape"]),
        "reshape": lambda: x.reshape(*step["shape"]),
        "flatten": lambda: torch.flatten(x, step["start_dim"], step["end_dim"]),
        "squeeze": lambda: x.squeeze(*dims),
        "unsqueeze": lambda: x.unsqueeze(step["dim"]),
        "mean": lambda: x.mean(*dims),
        "cat": lambda: torch.cat([x, other], step["dim"]),
        "add": lambda: x + other,
        "bmm": lambda: torch.bmm(x, other),
        "pack_padded_sequence": lambda: pack(x, step),
        "pad_packed_sequence": lambda: rnn.pad_packed_sequence(x, step["batch_first"])[0],
    }
    return functions[step["op"]]()


def run_step(step, x):
    module = build(step)
    if module is None:
        return call_function(step, x)
    module.train(step["op"] == "BatchNorm1d")
    return call_module(step, module, x)


def fault(step, error):
    text = str(error).split("\nException raised from")[0].strip()
    return {"ok": False, "step": step["name"], "error": type(error).__name__, "message": text}


# ---------------------------------------------------------------- driving both

def draw_case(r, tell):
    """Draws and runs one case; @tell is told of each case before it is run."""
    import torch
    draw = Draw(r)
    case = {"model": [], "input": draw.input()}
    x = torch.zeros(case["input"]["shape"], dtype=getattr(torch, case["input"]["dtype"]))
    for i in range(r.choice([1, 1, 2, 2, 3, 4, 5])):
        step = draw.step(x, i == 0)
        if step["op"] == "Embedding" and i == 0 and draw.flip(0.9):
            case["input"]["dtype"] = r.choice(["int64", "int64", "int32"])
            x = x.to(getattr(torch, case["input"]["dtype"]))
        if draw.flip(0.28):
            draw.spoil(step)
        if is_large(step, x):
            break
        step = {"op": step.pop("op"), "name": f"s{i}", **step}
        case["model"].append(step)
        tell(case)
        try:
            with torch.no_grad(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                x = run_step(step, x)
        except Exception as error:  # noqa: BLE001 - the verdict is the exception
            return {**case, **fault(step, error)}
        if not is_packed(x) and x.dim() and r.random() < 0.02:
            break
    if not case["model"]:  # a model of no steps is no model
        return draw_case(r, tell)
    shape = x.data.shape if is_packed(x) else x.shape
    return {**case, "ok": True, "output": list(shape)}


def child(seed, first, count, out):
    import torch
    torch.set_num_threads(1)
    for i in range(first, first + count):
        r = random.Random(f"{seed}-{i}")
        signal.alarm(60)  # a crash may end in waiting for itself

        def tell(case):
            out.write(json.dumps({"try": i, "case": case}) + "\n")
            out.flush()

        out.write(json.dumps({"done": i, "case": draw_case(r, tell)}) + "\n")
        out.flush()


def draw_cases(seed, count):
    """All cases with PyTorch's verdict: children draw CHUNK at a time; where one
    dies, its last case is a crash, and the next child goes on behind it."""
    cases, i = [], 0
    while i < count:
        end = min(count, i + CHUNK)
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            with os.fdopen(writer, "w") as out:
                child(seed, i, end - i, out)
            os._exit(0)
        os.close(writer)
        tried = None
        with os.fdopen(reader) as lines:
            for line in lines:
                row = json.loads(line)
                if "done" in row:
                    cases.append({"id": f"{seed}-{row['done']}", **row["case"]})
                    i = row["done"] + 1
                else:
                    tried = row
        _, status = os.waitpid(pid, 0)
        if status != 0:
            if not tried or tried["try"] != i:
                sys.exit(f"the child that runs PyTorch ended with status {status}")
            case = tried["case"]
            cases.append({"id": f"{seed}-{i}", **case, "ok": False, "step": case["model"][-1]["name"],
                          "error": "Crash", "message": None})
            i += 1
    return cases


def ask_falk(falk, cases):
    text = "".join(json.dumps({k: c[k] for k in ("id", "model", "input")}) + "\n" for c in cases)
    done = subprocess.run([falk, "check", "--batch", "-"], input=text, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def differs(case, verdict):
    if verdict.get("error") == "Crash":  # what PyTorch does then is not defined
        return case["ok"] or case["step"] != verdict["step"]
    fields = ("ok", "output") if case["ok"] else ("ok", "step", "error", "message")
    return any(case.get(f) != verdict.get(f) for f in fields)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("falk")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--keep", help="folder for the cases that differ")
    args = parser.parse_args()
    try:
        import torch
    except ImportError:
        print("skipped: there is no PyTorch (python3-torch) to compare with")
        return SKIP
    if not torch.__version__.startswith("1.13"):
        print(f"skipped: PyTorch is {torch.__version__}, and the words compared are those of 1.13")
        return SKIP
    print(f"seed {args.seed}, {args.count} cases", flush=True)
    cases = draw_cases(args.seed, args.count)
    verdicts = ask_falk(args.falk, cases)
    if len(verdicts) != len(cases):
        sys.exit(f"{len(cases)} cases were asked, and {len(verdicts)} answered")
    bad = [(c, v) for c, v in zip(cases, verdicts) if differs(c, v)]
    faults = sum(not c["ok"] for c in cases)
    kinds = len({(c["error"], "".join(w for w in c["message"] or "" if not w.isdigit())) for c in cases if not c["ok"]})
    print(f"{len(cases)} cases, {faults} with a fault in {kinds} wordings, {len(bad)} differences")
    keep = args.keep or (tempfile.mkdtemp(prefix="falk-differential-") if bad else None)
    for case, verdict in bad:
        path = os.path.join(keep, f"{case['id']}.json")
        with open(path, "w") as f:
            json.dump(case, f)
        print(f"{path}\n  PyTorch: {outcome(case)}\n  Falk:    {outcome(verdict)}")
    return 1 if bad else 0


def outcome(row):
    if row.get("ok"):
        return f"output {row['output']}"
    return f"{row.get('step', '')}: {row.get('error')}: {row.get('message')}"[:400]


if __name__ == "__main__":
    sys.exit(main())
