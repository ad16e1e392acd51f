#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Adds up what meson's logs say of every test in the build folders named.

A TAP program counts once for each of its points; a program that ended badly
without a failed point counts as one failure more. Failures and skips are
listed with their reasons; the last line is the sum.
"""
import json
import pathlib
import re
import sys

POINT = re.compile(r"^(not )?ok\b[ \d]*-?\s*(.*?)(?:\s+#\s*(SKIP|TODO)\b\s*(.*))?$")


def points(test):
    """(passed, failed, skipped) of one program, as lists of (name, reason)."""
    passed, failed, skipped = [], [], []
    for line in test.get("stdout", "").splitlines():
        match = POINT.match(line)
        if not match:
            continue
        bad, name, kind, reason = match.groups()
        if kind == "SKIP":
            skipped.append((name, reason))
        elif bad:
            failed.append((name, ""))
        else:
            passed.append((name, ""))
    result = test["result"]
    if result == "SKIP" and not skipped:
        skipped.append((test["name"], test.get("stdout", "").strip()[-200:]))
    elif result == "OK" and not passed and not skipped:
        passed.append((test["name"], ""))
    elif result not in ("OK", "SKIP", "EXPECTEDFAIL") and not failed:
        failed.append((test["name"], result.lower()))
    return passed, failed, skipped


def main():
    total = [0, 0, 0]
    for folder in sys.argv[1:]:
        log = pathlib.Path(folder, "meson-logs", "testlog.json")
        for line in log.read_text().splitlines():
            test = json.loads(line)
            found = points(test)
            total = [t + len(f) for t, f in zip(total, found)]
            for word, rows in (("FAILED", found[1]), ("skipped", found[2])):
                for name, reason in rows:
                    print(f"{word}: {folder} {test['name']} {name} {reason}".rstrip())
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return 1 if total[1] or not total[0] else 0


sys.exit(main())
