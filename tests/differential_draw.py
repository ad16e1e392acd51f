# SPDX-License-Identifier: MIT
"""The cases of differential.py: a step for the tensor that PyTorch has
reached, and a mistake in it."""
import math

SIZES = [1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 17, 20, 24, 32, 33, 50, 64]
FLOATS = ["float64", "float64", "float64", "float16", "bfloat16"]
OTHERS = ["int64", "int64", "int64", "int32", "uint8", "bool"]
LAYERED = ("GRU", "LSTM", "RNN")
CELLS = ("GRUCell", "LSTMCell", "RNNCell")

# What some constructors take, with a value that those can take, and names
# that none does.
TAKEN = {"proj_size": 1, "nonlinearity": "tanh", "inplace": True, "device": None, "dtype": None, "padding_idx": None,
         "bidirectional": True, "num_layers": 2, "eps": 0.01, "groups": 1}
MISNAMES = ["foo", "batchfirst", "dropuot", "hiddenSize", "self_", "return_sequences", "activation", "units", "num_heads",
            "lengths_", *TAKEN]
NEEDED = ["input_size", "hidden_size", "in_features", "out_features", "num_embeddings", "embedding_dim",
          "in_channels", "out_channels", "kernel_size", "normalized_shape", "num_features"]


def is_packed(x):
    return hasattr(x, "batch_sizes")


def is_large(step, x):
    """More than the comparison is worth."""
    sizes = [v for k, v in step.items() if isinstance(v, int) and k not in ("dim", "index")]
    counts = [math.prod(step[k]) for k in ("other", "target", "h0", "c0") if k in step]
    return (x.data if is_packed(x) else x).numel() > 300_000 or any(v > 300 for v in sizes) or any(
        n > 1_000_000 for n in counts)


class Draw:
    """Draws the next step for the tensor that was reached."""

    def __init__(self, r):
        self.r = r

    def size(self):
        return 0 if self.r.random() < 0.01 else self.r.choice(SIZES)

    def flip(self, p=0.5):
        return self.r.random() < p

    def axis(self, rank, more=0):
        return self.r.randint(-rank - more, rank - 1 + more) if rank + more else 0

    def layered(self, x):
        r, kind = self.r, self.r.choice(["GRU", "GRU", "LSTM", "LSTM", "RNN"])
        shape = list(x.data.shape if is_packed(x) else x.shape)
        step = {"op": kind, "input_size": shape[-1] if shape else self.size(), "hidden_size": max(self.size(), 1),
                "num_layers": r.choice([1, 1, 1, 2, 3]), "bias": self.flip(0.3 if 0 in shape else 0.85),
                "batch_first": self.flip(),
                "bidirectional": self.flip(0.3)}
        if kind == "RNN" and self.flip():
            step["nonlinearity"] = r.choice(["tanh", "relu"])
        if self.flip(0.05):
            step["dropout"] = 0.25
        width = step["hidden_size"]
        if kind == "LSTM" and width > 1 and self.flip(0.2):
            step["proj_size"] = width = r.randint(1, width - 1)
        if self.flip(0.4):
            states = step["num_layers"] * (2 if step["bidirectional"] else 1)
            batch = [] if len(shape) != 3 else [shape[0 if step["batch_first"] else 1]]
            if is_packed(x):
                batch = [int(x.batch_sizes[0])]
            step["h0"] = [states, *batch, width]
            if kind == "LSTM" and (self.flip(0.8) or width != step["hidden_size"]):
                step["c0"] = [states, *batch, step["hidden_size"]]
        if self.flip(0.15):
            step["take"] = "h_n"
        return step

    def cell(self, x):
        shape = list(x.shape) if not is_packed(x) else [2, 3]
        step = {"op": self.r.choice(CELLS), "input_size": shape[-1] if shape else 3, "hidden_size": self.size(),
                "bias": self.flip(0.85)}
        if self.flip():
            step["h0"] = shape[:-1] + [step["hidden_size"]]
            if step["op"] == "LSTMCell" and self.flip():
                step["c0"] = list(step["h0"])
            for name in ("h0", "c0"):
                if name in step and self.flip(0.1):
                    step[name] += self.extra_axes(step["hidden_size"], shape)
        return step

    def extra_axes(self, hidden, shape):
        """Of a state, beyond what a cell takes and looks at."""
        return [self.r.choice([1, hidden, hidden, 4 * hidden, *shape[:1]]) for _ in range(self.r.choice([1, 1, 2]))]

    def module(self, x):
        r, shape = self.r, list(x.shape) if not is_packed(x) else [2, 3]
        kind = r.choice(["Linear", "Linear", "Linear", "Conv1d", "LayerNorm", "BatchNorm1d", "Dropout", "Embedding"])
        last = shape[-1] if shape else 3
        second = shape[-2] if len(shape) > 1 else 3
        if kind == "Linear":
            return {"op": kind, "in_features": last, "out_features": self.size(), "bias": self.flip(0.85)}
        if kind == "Conv1d":
            return self.conv(second)
        if kind == "LayerNorm":
            n = r.choice([1, 1, 1, 2])
            step = {"op": kind, "normalized_shape": shape[-n:] or [3]}
            return {**step, "elementwise_affine": False} if self.flip(0.1) else step
        if kind == "BatchNorm1d":
            step = {"op": kind, "num_features": shape[1] if len(shape) > 1 else 3}
            for name in ("affine", "track_running_stats"):
                if self.flip(0.15):
                    step[name] = False
            return step
        if kind == "Dropout":
            return {"op": kind, "p": r.choice([0, 0.1, 0.5, 1])}
        return {"op": kind, "num_embeddings": max(self.size(), 1), "embedding_dim": self.size()}

    def conv(self, channels):
        r = self.r
        groups = r.choice([g for g in (1, 1, 1, 2, 3, 4) if channels % g == 0])
        step = {"op": "Conv1d", "in_channels": channels, "out_channels": groups * r.choice([1, 2, 3, 8]),
                "kernel_size": r.choice([1, 2, 3, 3, 5])}
        for name, values in (("stride", [1, 2]), ("padding", [0, 1, 2]), ("dilation", [1, 2])):
            if self.flip(0.4):
                step[name] = r.choice(values)
        if groups > 1:
            step["groups"] = groups
        return {**step, "bias": False} if self.flip(0.15) else step

    def pack(self, x):
        shape = list(x.shape) if not is_packed(x) else [2, 3, 4]
        first = self.flip()
        batch, time = (shape + [3, 3])[:2] if first else (shape + [3, 3])[1::-1]
        lengths = [self.r.randint(1, max(time, 1)) for _ in range(batch)]
        ordered = self.flip()
        if ordered or self.flip(0.3):
            lengths.sort(reverse=True)
        if self.flip(0.08) and lengths:
            lengths[self.r.randrange(len(lengths))] += self.r.choice([1, 3])
        return {"op": "pack_padded_sequence", "lengths": lengths, "batch_first": first, "enforce_sorted": ordered}

    def sizes(self, count):
        """A shape of @count elements."""
        shape = []
        while count > 1 and len(shape) < 3:
            part = self.r.choice([d for d in range(1, min(count, 200) + 1) if count % d == 0])
            shape.append(part)
            count //= part
        shape.append(count)
        if self.flip(0.6):
            shape[self.r.randrange(len(shape))] = -1
        return shape

    def move(self, x):
        r, shape = self.r, list(x.shape) if not is_packed(x) else [2, 3]
        rank, count = len(shape), x.numel() if not is_packed(x) else 6
        kind = r.choice(["select", "select", "permute", "permute", "transpose", "view", "view", "reshape", "reshape",
                         "flatten", "squeeze", "unsqueeze", "mean"])
        if kind == "select":
            dim = self.axis(rank)
            return {"op": kind, "dim": dim, "index": r.choice([-1, 0, r.randint(-2, 2)])}
        if kind == "permute":
            dims = list(range(rank))
            r.shuffle(dims)
            return {"op": kind, "dims": [d - rank if self.flip(0.1) else d for d in dims] or [0]}
        if kind == "transpose":
            return {"op": kind, "dim0": self.axis(rank), "dim1": self.axis(rank)}
        if kind in ("view", "reshape"):
            return {"op": kind, "shape": self.sizes(count)}
        if kind == "flatten":
            dims = sorted(r.randrange(max(rank, 1)) for _ in range(2))
            return {"op": kind, "start_dim": dims[0], "end_dim": dims[1] if self.flip(0.7) else -1}
        step = {"op": kind, "dim": self.axis(rank, 1 if kind == "unsqueeze" else 0)}
        if kind != "unsqueeze" and self.flip(0.1):
            del step["dim"]
        return step

    def pair(self, x):
        r, shape = self.r, list(x.shape) if not is_packed(x) else [2, 3, 4]
        kind = r.choice(["cat", "add", "bmm", "CrossEntropyLoss", "MSELoss"])
        if kind == "cat":
            dim = self.axis(len(shape))
            other = list(shape)
            if other:
                other[dim] = self.size()
            return {"op": kind, "other": other, "dim": dim}
        if kind == "add":
            other = [1 if self.flip(0.2) else d for d in shape][r.choice([0, 0, 1]):]
            return {"op": kind, "other": [self.size()] + shape if self.flip(0.1) else other}
        if kind == "bmm":
            return {"op": kind, "other": [*(shape + [2, 3, 4])[:1], shape[-1] if shape else 3, self.size()]}
        if kind == "MSELoss":
            return {"op": kind, "target": shape[r.choice([0, 0, 0, 1]):]}
        return {"op": kind, "target": shape[:1] + shape[2:] if len(shape) > 1 else []}

    def step(self, x, first):
        r = self.r
        if is_packed(x):
            drawn = self.layered(x) if self.flip(0.65) else \
                {"op": "pad_packed_sequence", "batch_first": self.flip()} if self.flip(0.7) else None
            if drawn:
                return drawn
        rank = 0 if is_packed(x) else x.dim()
        kinds = [(self.layered, 8 if rank in (2, 3) else 1), (self.cell, 4 if rank in (1, 2) else 1),
                 (self.module, 8), (self.move, 10), (self.pair, 3), (self.pack, 4 if rank > 2 else 0.3)]
        drawn = r.choices([k for k, _ in kinds], [w for _, w in kinds])[0](x)
        if self.flip(0.01):
            drawn = {"op": "pad_packed_sequence", "batch_first": self.flip()}
        return drawn

    def spoil(self, step):
        """One mistake in the arguments."""
        r = self.r
        key = r.choice([k for k in step if k != "op"] or ["op"])
        value = step.get(key)
        if step["op"][0].isupper() and r.random() < 0.12:
            self.misname(step)
        elif r.random() < 0.08:
            extra = {"GRU": ("proj_size", 1), "RNN": ("proj_size", r.choice([0, 2])), "LSTM": ("proj_size", self.size()),
                     "Conv1d": ("groups", r.choice([0, 2, 3])), "Dropout": ("p", r.choice([1.5, -0.1, 2, 1e-7, 100.0]))}
            if step["op"] in extra:
                step.update([extra[step["op"]]])
        elif isinstance(value, bool):
            step[key] = not value
        elif key in ("dim", "dim0", "dim1", "start_dim", "end_dim", "index"):
            step[key] = r.randint(-5, 5)
        elif isinstance(value, int):
            step[key] = r.choice([self.size(), self.size(), value + 1, 2 * value, value - 1, 0, -1])
        elif isinstance(value, list):
            self.spoil_list(step, key, list(value))
        elif key == "dropout":
            step[key] = r.choice([1.5, -0.5])

    def misname(self, step):
        """One to three arguments that a constructor may not take, or one less
        than it needs; the order of the names counts."""
        r = self.r
        for _ in range(r.choice([1, 1, 2, 3])):
            value = r.choice([True, 0, 3, -1, 0.5, None, "tanh", [1, 2], {"a": 1}])
            items = list(step.items())
            name = r.choice(MISNAMES)
            if name not in step:
                items.insert(r.randint(1, len(items)), (name, TAKEN.get(name, value)))
            step.clear()
            step.update(items)
        needed = [k for k in step if k in NEEDED]
        if needed and self.flip():
            del step[r.choice(needed)]

    def spoil_list(self, step, key, value):
        r, how = self.r, self.r.randrange(6)
        at = r.randrange(len(value)) if value else 0
        low = 0 if key in ("h0", "c0", "other", "target") else -3 if key != "normalized_shape" else 1
        if how == 0 or not value:
            value.insert(at, 1 if self.flip() else self.size())
        elif how == 1:
            del value[at]
        elif how == 2:
            r.shuffle(value)
        elif how == 3:
            value[at] = r.randint(low, 5)
        elif how == 4 and key == "lengths":
            value[at] = 0
        else:
            value[at] = self.size()
        if key == "lengths":
            value = [max(v, 0) for v in value]
        if value or key in ("h0", "c0", "other", "target"):
            step[key] = value

    def input(self):
        r = self.r
        rank = r.choices([0, 1, 2, 3, 4, 5], [1, 4, 25, 60, 6, 2])[0]
        shape = [self.size() for _ in range(rank)]
        if shape and self.flip(0.04):
            shape[r.randrange(rank)] = 0
        dtype = "float32" if self.flip(0.85) else r.choice(FLOATS) if self.flip() else r.choice(OTHERS)
        return {"shape": shape, "dtype": dtype}
