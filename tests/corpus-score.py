#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How often 'falk explain --batch' names the right cause of real reports.

corpus-score.py FALK REPORTS prints a table by cause and fails below the bar:
of the rows whose cause was accepted or is evident, 80 % right at rank 1 and
95 % within rank 3; every wording recognised. Skips (77) without REPORTS.
"""
import collections
import json
import os
import subprocess
import sys

FIRST, THIRD = 0.80, 0.95
SURE = ('accepted', 'evident')


def ranks(rows, answers):
    """(row, rank of its cause from 1, or None) for each row; a cause that is
    listed twice counts once."""
    for row, answer in zip(rows, answers):
        causes = list(dict.fromkeys(
            cause['cause'] for cause in answer.get('causes', [])))
        yield row, (causes.index(row['cause']) + 1
                    if row['cause'] in causes else None)


def table(ranked):
    """Lines of the table, and the two shares."""
    by_cause = collections.defaultdict(lambda: [0, 0, 0])
    for row, rank in ranked:
        counts = by_cause[row['cause']]
        counts[0] += 1
        counts[1] += rank == 1
        counts[2] += rank is not None and rank <= 3
    lines = [f"{'cause':36} rows  rank 1  within 3"]
    total = [0, 0, 0]
    for cause, counts in sorted(by_cause.items(), key=lambda x: -x[1][0]):
        lines.append(f'{cause:36} {counts[0]:4} {counts[1]:7} {counts[2]:9}')
        total = [a + b for a, b in zip(total, counts)]
    shares = total[1] / total[0], total[2] / total[0]
    lines.append(f"{'all':36} {total[0]:4} {shares[0]:7.1%} {shares[1]:9.1%}")
    return lines, shares


def main(falk, path):
    if not os.path.exists(path):
        print(f'skipped: {path} is not there')
        return 77
    with open(path, encoding='utf-8') as file:
        rows = [json.loads(line) for line in file]
    done = subprocess.run([falk, 'explain', '--batch', path], text=True,
                          capture_output=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(rows):
        print(f'{len(rows)} rows, {len(answers)} answers\n{done.stderr}')
        return 1
    unread = [row['id'] for row, answer in zip(rows, answers)
              if 'wording' not in answer]
    ranked = list(ranks(rows, answers))
    lines, shares = table([(row, rank) for row, rank in ranked
                           if row['confidence'] in SURE])
    print('\n'.join(lines))
    for row, rank in ranked:
        if rank != 1:
            print(f"rank {rank}: {row['id']} ({row['confidence']}): "
                  f"{row['cause']}")
    print(f'{len(rows) - len(unread)} of {len(rows)} wordings recognised',
          *unread)
    return int(bool(unread) or shares[0] < FIRST or shares[1] < THIRD)


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
