#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes goldens/run.jsonl: what PyTorch gives for each operation.

    /usr/bin/python3 make-run-goldens.py > goldens/run.jsonl

A line is a case as `falk check --batch` takes it, with the "values" of its
output. Parameters, input, states and second operands come from a formula
exact in float32 that the test repeats (see value() here and in
test-run-ops.c), so only results are stored. Computed with PyTorch's
float32 on one thread.
"""
import json

import torch
from torch import nn
from torch.nn.utils import rnn

INPUT, H0, C0, OTHER, TARGET = 1000, 1001, 1002, 1003, 1004
STEP = 50  # parameter i of step s is stream STEP * s + i
SCALE, NORM_SCALE = 1, 2
CALL = {"op", "name", "take", "h0", "c0", "other", "target"}


def value(stream, i, scale):
    """A multiple of scale/256 in -scale/2 ... scale/2."""
    state = (stream * 40503 + i * 2654435761 + 12345) % 2**32
    return (((state >> 13) ^ (state >> 22)) % 256 - 128) / 256 * scale


def fill(stream, shape, scale):
    count = 1
    for size in shape:
        count *= size
    flat = [value(stream, i, scale) for i in range(count)]
    return torch.tensor(flat, dtype=torch.float32).reshape(shape)


def whole(stream, shape, end):
    """Whole numbers from 0 up to and without end."""
    return (fill(stream, shape, 256) + 128).long() % end


def gru(T, B, I, H, **more):
    return recurrent("GRU", I, H, [T, B, I], **more)


def recurrent(op, I, H, shape, **more):
    step = {"op": op, "name": op.lower(), "input_size": I, "hidden_size": H}
    return [{**step, **more}], shape


def one(op, shape, **args):
    return [{"op": op, "name": "step", **args}], shape


def packed(op, I, H, lengths, sorted_, bf=False, unpack=True, **more):
    T, B = max(lengths), len(lengths)
    steps = [{"op": "pack_padded_sequence", "name": "pack", "lengths": lengths,
              "batch_first": bf, "enforce_sorted": sorted_}]
    steps += recurrent(op, I, H, None, batch_first=bf, **more)[0]
    if unpack:
        steps.append({"op": "pad_packed_sequence", "name": "unpack",
                      "batch_first": bf})
    return steps, [B, T, I] if bf else [T, B, I]


CASES = [
    gru(4, 2, 3, 5, num_layers=2, bidirectional=True, h0=[4, 2, 5]),
    recurrent("LSTM", 3, 5, [4, 2, 3]),
    recurrent("LSTM", 3, 5, [2, 4, 3], num_layers=2, bidirectional=True,
              batch_first=True, h0=[4, 2, 5], c0=[4, 2, 5]),
    recurrent("LSTM", 3, 5, [4, 2, 3], bias=False, take="h_n"),
    recurrent("LSTM", 3, 18, [4, 2, 3], proj_size=4, num_layers=2,
              bidirectional=True, h0=[4, 2, 4], c0=[4, 2, 18]),
    recurrent("LSTM", 3, 5, [2, 4, 3], proj_size=2, batch_first=True,
              take="h_n"),
    recurrent("LSTM", 3, 5, [6, 3], h0=[1, 5], c0=[1, 5]),
    recurrent("RNN", 3, 5, [4, 2, 3], num_layers=3, bidirectional=True),
    recurrent("RNN", 3, 5, [4, 2, 3], nonlinearity="relu", h0=[1, 2, 5]),
    recurrent("RNN", 3, 5, [6, 3], nonlinearity="relu", bidirectional=True,
              take="h_n"),
    recurrent("GRUCell", 3, 5, [2, 3], h0=[2, 5]),
    recurrent("LSTMCell", 3, 5, [2, 3], h0=[2, 5], c0=[2, 5]),
    recurrent("LSTMCell", 3, 5, [3], bias=False),
    recurrent("RNNCell", 3, 5, [2, 3]),
    recurrent("RNNCell", 3, 5, [3], nonlinearity="relu", h0=[5]),
    packed("GRU", 3, 4, [5, 3, 3, 1], True, h0=[1, 4, 4]),
    packed("GRU", 3, 4, [2, 5, 1, 5, 3], False, bf=True, num_layers=2,
           bidirectional=True, h0=[4, 5, 4]),
    packed("GRU", 3, 4, [2, 5, 1, 5, 3], False, unpack=False, take="h_n",
           bidirectional=True, h0=[2, 5, 4]),
    packed("LSTM", 3, 4, [2, 5, 1, 5, 3], False, proj_size=2, num_layers=2,
           bidirectional=True, h0=[4, 5, 2], c0=[4, 5, 4]),
    packed("LSTM", 3, 4, [1, 3, 2], False, unpack=False, bidirectional=True),
    packed("LSTM", 3, 4, [1, 3, 2], False, unpack=False, take="h_n",
           bidirectional=True, h0=[2, 3, 4], c0=[2, 3, 4]),
    packed("RNN", 3, 4, [1, 4, 4, 2], False, bf=True, nonlinearity="relu"),
    packed("GRU", 3, 4, [2, 3], False, unpack=False, take="h_n",
           h0=[1, 5, 4]),
    one("pack_padded_sequence", [4, 3, 2, 2], lengths=[2, 4, 2],
        batch_first=False, enforce_sorted=False),
    one("Linear", [4, 3], in_features=3, out_features=5),
    one("Embedding", [3, 4], num_embeddings=7, embedding_dim=3),
    one("Conv1d", [2, 3, 7], in_channels=3, out_channels=4, kernel_size=3,
        padding=1),
    one("Conv1d", [2, 4, 11], in_channels=4, out_channels=6, kernel_size=3,
        stride=2, padding=2, dilation=2, groups=2),
    one("Conv1d", [3, 5], in_channels=3, out_channels=3, kernel_size=5,
        groups=3, bias=False),
    one("LayerNorm", [2, 3, 4], normalized_shape=[3, 4]),
    one("LayerNorm", [2, 4], normalized_shape=[4], eps=0.5,
        elementwise_affine=False),
    one("BatchNorm1d", [4, 3], num_features=3),
    one("BatchNorm1d", [4, 3, 2], num_features=3, eps=0.25),
    one("BatchNorm1d", [4, 3], num_features=3, affine=False,
        track_running_stats=False),
    one("Dropout", [2, 3], p=0.9),
    one("cat", [2, 3], other=[2, 2], dim=-1),
    one("cat", [2, 3], other=[1, 3], dim=0),
    one("cat", [0], other=[2, 3], dim=1),
    one("add", [2, 1, 3], other=[4, 1]),
    one("add", [3], other=[2, 3]),
    one("bmm", [2, 3, 4], other=[2, 4, 5]),
    one("CrossEntropyLoss", [4, 3], target=[4]),
    one("CrossEntropyLoss", [2, 3, 4], target=[2, 4]),
    one("CrossEntropyLoss", [3], target=[]),
    one("MSELoss", [4, 3], target=[4, 3]),
    one("MSELoss", [4, 1], target=[4]),
    one("mean", [2, 3, 4], dim=1),
    one("permute", [2, 3, 4], dims=[2, 0, 1]),
]


def module(step, number):
    made = getattr(nn, step["op"])(
        **{k: v for k, v in step.items() if k not in CALL})
    scale = NORM_SCALE if "Norm" in step["op"] else SCALE
    for i, parameter in enumerate(made.parameters()):
        parameter.data = fill(STEP * number + i, list(parameter.shape), scale)
    return made.train("BatchNorm" in step["op"])


def state(step):
    if "h0" not in step:
        return None
    h = fill(H0, step["h0"], 2)
    return (h, fill(C0, step["c0"], 2)) if "c0" in step else h


def run_module(step, number, x):
    made = module(step, number)
    if "input_size" not in step:
        if "target" not in step:
            return made(x)
        classes = x.shape[min(1, x.ndim - 1)]
        return made(x, whole(TARGET, step["target"], classes)
                    if step["op"] == "CrossEntropyLoss"
                    else fill(TARGET, step["target"], 4))
    given = made(x, state(step))
    if step["op"].endswith("Cell"):
        return given[0] if step["op"] == "LSTMCell" else given
    output, hidden = given
    if step.get("take") != "h_n":
        return output
    return hidden[0] if step["op"] == "LSTM" else hidden


def run(step, number, x):
    kind = step["op"]
    if hasattr(nn, kind):
        return run_module(step, number, x)
    if kind == "pack_padded_sequence":
        return rnn.pack_padded_sequence(x, step["lengths"], step["batch_first"],
                                        step["enforce_sorted"])
    if kind == "pad_packed_sequence":
        return rnn.pad_packed_sequence(x, step["batch_first"])[0]
    if kind == "cat":
        return torch.cat([x, fill(OTHER, step["other"], 4)], step["dim"])
    if kind == "add":
        return x + fill(OTHER, step["other"], 4)
    if kind == "bmm":
        return torch.bmm(x, fill(OTHER, step["other"], 4))
    return {"mean": lambda: x.mean(step["dim"]),
            "permute": lambda: x.permute(*step["dims"])}[kind]()


def main():
    torch.set_num_threads(1)
    for model, shape in CASES:
        indices = model[0]["op"] == "Embedding"
        x = (whole(INPUT, shape, model[0]["num_embeddings"]) if indices
             else fill(INPUT, shape, 4))
        dtype = "int64" if indices else "float32"
        with torch.no_grad():
            for number, step in enumerate(model):
                x = run(step, number, x)
        y = x.data if isinstance(x, rnn.PackedSequence) else x
        print(json.dumps({
            "model": model, "input": {"shape": shape, "dtype": dtype},
            "torch": torch.__version__, "output": list(y.shape),
            "values": [float("%.9g" % v) for v in y.flatten().tolist()]}))


main()
