#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The handbook: a page and a picture for each cause, and each example has the
cause of its page first (unless it says that it can't). TAP on stdout.

Usage: test-handbook.py FALK-HANDBOOK FALK
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HANDBOOK, FALK = sys.argv[1:]
# What is never the likeliest story where nothing is known beside the text.
NOT_FIRST = {'missing_encoder_before_rnn', 'forgot_last_step_before_linear',
             'unbatched_vs_batched', 'wrong_layer_blamed'}


def pages(folder):
    """Name and text of every page that the index names."""
    index = (folder / 'index.md').read_text(encoding='utf-8')
    for name in re.findall(r'\]\((\w+)\.md\)', index):
        yield name, (folder / f'{name}.md').read_text(encoding='utf-8')


def first_cause(page):
    """The first cause of the page's example, as the command line has it."""
    example = re.search(r'```text\n(.*?)\n```', page, re.S)[1]
    shape = re.search(r'with an input of shape ([\d,]+)', page)
    model = shape or example.startswith('{')
    args = ['check' if model else 'explain', '--json', example]
    if shape:
        args += ['--input', shape[1]]
    done = subprocess.run([FALK, *args], capture_output=True, text=True,
                          check=False)
    return json.loads(done.stdout)['causes'][0]['cause']


def trouble(folder, name, page):
    """What is wrong with a page; None where nothing is."""
    for part in ('# ', '## An example', '## Where it may be the cause'):
        if part not in page:
            return f'no "{part}"'
    picture = xml.etree.ElementTree.parse(folder / f'{name}.svg').getroot()
    if len(list(picture.iter())) < 10:
        return 'an empty picture'
    first = first_cause(page)
    if first != name and name not in NOT_FIRST:
        return f'its example is first of all {first}'
    return None


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([HANDBOOK, folder], check=True)
        found = list(pages(folder))
        print(f'1..{len(found)}')
        bad = 0
        for number, (cause, page) in enumerate(found, 1):
            wrong = trouble(folder, cause, page)
            bad += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {number} /handbook/{cause}")
            if wrong:
                print(f'# {wrong}')
    sys.exit(int(bad > 0))


main()
