#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Against PyTorch: what load_state_dict says of layers drawn at random, and whether the layer that Falk then says
to build loads the checkpoint. TAP on stdout.

Usage: state-dict.py FALK [--count N] [--seed S]; skipped where there is no PyTorch.
"""
import argparse
import json
import random
import subprocess
import sys

try:
    import torch
    from torch import nn
except ImportError:
    print("1..0 # SKIP PyTorch is not installed")
    sys.exit(0)

LAYERS, CELLS = ("GRU", "LSTM", "RNN"), ("GRUCell", "LSTMCell", "RNNCell")


def draw(rand, kinds):
    """Kind, sizes and further arguments of a layer."""
    kind, sizes, more = rand.choice(kinds), (rand.randint(1, 12), rand.randint(3, 12)), {}
    if rand.random() < 0.2:
        more["bias"] = False
    if kind in LAYERS and rand.random() < 0.4:
        more["num_layers"] = rand.randint(2, 3)
    if kind in LAYERS and rand.random() < 0.4:
        more["bidirectional"] = True
    if kind == "LSTM" and rand.random() < 0.3:
        more["proj_size"] = rand.randint(1, 2)
    return kind, sizes, more


def build(layer):
    kind, sizes, more = layer
    return nn.ModuleDict({"seq": getattr(nn, kind)(*sizes, **more)})


def message(saved, wanted):
    """What PyTorch says; None where it loads."""
    try:
        build(wanted).load_state_dict(build(saved).state_dict())
    except RuntimeError as error:
        return str(error)
    return None


def loads(code, saved):
    layer = eval(code, {"nn": nn})  # pylint: disable=eval-used
    try:
        layer.load_state_dict(build(saved)["seq"].state_dict())
    except RuntimeError:
        return False
    return True


def cases(rand, count):
    while count > 0:
        kinds = rand.choice((LAYERS, CELLS))
        saved, wanted = draw(rand, kinds), draw(rand, kinds)
        if rand.random() < 0.6:
            wanted = (saved[0], wanted[1], saved[2])
        said = message(saved, wanted)
        if said:
            yield saved, wanted, said
            count -= 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("falk")
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=random.randrange(2**31))
    asked = parser.parse_args()
    rows = list(cases(random.Random(asked.seed), asked.count))
    text = "".join(json.dumps({"id": i, "message": row[2]}) + "\n" for i, row in enumerate(rows))
    done = subprocess.run([asked.falk, "explain", "--batch", "-"], input=text, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    bad, sure = [], 0
    for (saved, wanted, _), answer in zip(rows, answers):
        fixes = [cause for cause in answer["causes"] if cause["verified"]]
        # More than one reading, or a caution: the text doesn't tell all.
        if len(fixes) != 1 or "caution" in fixes[0]:
            continue
        sure += 1
        if not loads(fixes[0]["code"], saved):
            bad.append((saved, wanted, fixes[0]["code"]))
    print("1..2")
    print(f"# seed {asked.seed}: {sure} of {len(rows)} are sure, torch {torch.__version__}")
    for case in bad[:10]:
        print("#", *case)
    print(f"{'not ' if bad else ''}ok 1 /state-dict/what-is-sure-loads")
    few = sure < asked.count // 3
    print(f"{'not ' if few else ''}ok 2 /state-dict/is-mostly-sure")
    return 1 if bad or few else 0


if __name__ == "__main__":
    sys.exit(main())
