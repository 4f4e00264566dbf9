#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Refuses LOSSA_TRY within a braced initialiser: check_tries.py FOLDER...

It returns from the middle of it, and g++ 12 then forgets the members that are made already, or destroys them twice.
"""
import pathlib
import re
import sys

BLANK = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
# What stands before the brace of a block; before that of an initialiser stands a type, a name, "=", "(" or ",".
OPENS_BLOCK = re.compile(r"([)\];:{}]|\b(else|do|try|const|noexcept|mutable)|->[^;{}()]*)\s*$")


def faults_of(text: str) -> list[int]:
    """The lines on which it stands directly in an initialiser; a lambda in one has a block of its own."""
    code = BLANK.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    open_braces: list[bool] = []  # of each open brace whether it is an initialiser's
    faults = []
    for token in re.finditer(r"[{}]|\bLOSSA_TRY\b", code):
        if token[0] == "{":
            before = code[: token.start()].rstrip()
            within = before.endswith("{") and bool(open_braces) and open_braces[-1]
            open_braces.append(within or not OPENS_BLOCK.search(before[-200:]))
        elif token[0] == "}":
            open_braces[-1:] = []
        elif open_braces and open_braces[-1]:
            faults.append(code.count("\n", 0, token.start()) + 1)
    return faults


def main(*folders: str) -> int:
    paths = [path for folder in folders for path in sorted(pathlib.Path(folder).rglob("*.[ch]pp"))]
    faults = [f"{path}:{line}: LOSSA_TRY in a braced initialiser; let a constant before it hold the value"
              for path in paths for line in faults_of(path.read_text(encoding="utf-8"))]
    print("\n".join(faults) if faults else f"{len(paths)} sources have no LOSSA_TRY in a braced initialiser")
    return 1 if faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
