# SPDX-License-Identifier: MIT
"""Tests in Python as TAP on stdout."""
import sys


class Skip(Exception):
    """Raised by a test that can't be made here; says why."""


def run(tests):
    """Runs tests, pairs of a name and a function, and prints how each ended.
    The exit status: 1 where one failed."""
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {name}")
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}")
        except Exception as trouble:  # noqa: BLE001 - every trouble is a failure
            failed += 1
            print(f"not ok {number} {name}")
            for line in f"{type(trouble).__name__}: {trouble}".splitlines():
                print(f"# {line}")
        sys.stdout.flush()
    return 1 if failed else 0
