#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes gru-goldens.h: what PyTorch gives for small GRUs.

    /usr/bin/python3 make-gru-goldens.py > gru-goldens.h

Weights, input and h0 come from a formula exact in float32 that the test
repeats (see value() below and in test-run-goldens.c), so only the results
are stored. Computed with PyTorch's float32 on one thread.
"""
import torch

# name, T, B, I, H, L, D, bias, batch_first, h0, kind
CASES = [
    ("one step", 1, 1, 1, 1, 1, 1, True, False, False, "GRU"),
    ("plain", 5, 2, 3, 4, 1, 1, True, False, False, "GRU"),
    ("batch first", 4, 3, 3, 5, 1, 1, True, True, True, "GRU"),
    ("no bias", 4, 2, 2, 3, 1, 1, False, False, True, "GRU"),
    ("two layers", 4, 2, 3, 4, 2, 1, True, False, True, "GRU"),
    ("both directions", 4, 2, 3, 3, 1, 2, True, False, True, "GRU"),
    ("deep, both directions", 3, 2, 2, 3, 3, 2, True, True, False, "GRU"),
    ("wide", 2, 1, 5, 19, 1, 1, True, False, True, "GRU"),
    ("long", 40, 1, 2, 2, 1, 1, True, False, False, "GRU"),
    ("unbatched", 3, 1, 3, 4, 2, 2, True, False, True, "unbatched"),
    ("cell", 1, 3, 4, 6, 1, 1, True, False, True, "GRUCell"),
    ("cell without bias", 1, 2, 3, 5, 1, 1, False, False, True, "GRUCell"),
]


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


def set_parameters(module):
    for stream, parameter in enumerate(module.parameters()):
        parameter.data = fill(stream, list(parameter.shape), 2)


def run(T, B, I, H, L, D, bias, batch_first, h0, kind):
    shape = [B, T, I] if batch_first else [T, B, I]
    x = fill(100, shape, 4)
    state = fill(101, [L * D, B, H], 2)
    if kind == "GRUCell":
        cell = torch.nn.GRUCell(I, H, bias=bias)
        set_parameters(cell)
        h = cell(x[0], state[0] if h0 else None)
        return h, h
    gru = torch.nn.GRU(I, H, L, bias=bias, batch_first=batch_first,
                       bidirectional=D == 2)
    set_parameters(gru)
    if kind == "unbatched":
        return gru(x[:, 0], state[:, 0] if h0 else None)
    return gru(x, state if h0 else None)


def rows(tensor):
    texts = ["%.9gf" % v if "." in "%.9g" % v or "e" in "%.9g" % v
             else "%.1ff" % v for v in tensor.flatten().tolist()]
    lines = []
    for i in range(0, len(texts), 4):
        lines.append("  " + ", ".join(texts[i:i + 4]) + ",")
    return "\n".join(lines)


def main():
    torch.set_num_threads(1)
    print("/* SPDX-License-Identifier: MIT */")
    print("/* clang-format off: written by make-gru-goldens.py with PyTorch",
          torch.__version__, "*/")
    print("#pragma once\n")
    table = []
    with torch.no_grad():
        for number, (name, *case) in enumerate(CASES):
            output, h_n = run(*case)
            print(f"static const float golden_output_{number}[] = {{")
            print(rows(output), "};", sep="\n")
            print(f"static const float golden_h_n_{number}[] = {{")
            print(rows(h_n), "};\n", sep="\n")
            sizes = ", ".join(str(int(v)) for v in case[:-1])
            table.append(f'  {{ "{name}", {sizes},\n'
                         f"    golden_output_{number}, golden_h_n_{number} }},")
    print("static const Golden goldens[] = {")
    print("\n".join(table), "};", sep="\n")


main()
