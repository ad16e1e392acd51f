#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draws models and inputs, most of them with a mistake, and compares what a
real PyTorch does with what `falk check --batch` says: verdict, step, output
shape, exception class and message.

PyTorch runs in a child, which it may take down with it: Falk has to call such
a case a crash.

Usage: differential.py FALK [--seed N] [--count N] [--keep FOLDER]
The seed is fresh each run, and printed. Cases that differ are written to the
folder. Exit status 77 (a skip) where there is no PyTorch 1.13.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

from differential_case import draw_case

SKIP = 77
CHUNK = 200


def child(seed, first, count, out):
    import torch
    torch.set_num_threads(1)
    for i in range(first, first + count):
        r = random.Random(f"{seed}-{i}")

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
