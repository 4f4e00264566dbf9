#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every test that the hazard file names must exist: check_hazards.py PROJECT_ROOT.

A test is written `Suite.Name`, as GoogleTest prints it; a whole suite is `Suite.*`. Each hazard, a section of its own,
names at least one or says that it has none.
"""
import pathlib
import re
import sys

HAZARDS = "docs/regulatory/hazards.md"
CITED = re.compile(r"`([A-Z]\w+)\.(\w+|\*)`")
NONE_YET = "No test guards this yet."
DECLARED = re.compile(r"\b(?:TEST(?:_[FP])?|TYPED_TEST(?:_P)?|RC_GTEST_(?:FIXTURE_)?PROP)\(\s*(\w+),\s*(\w+)")


def declared_tests(root: pathlib.Path) -> set[tuple[str, str]]:
    sources = [*root.glob("src/*/test/**/*.[ch]pp"), *root.glob("tests/**/*.[ch]pp")]
    tests = {test for path in sources for test in DECLARED.findall(path.read_text(encoding="utf-8"))}
    return tests | {(suite, "*") for suite, _ in tests}


def faults_of(text: str, tests: set[tuple[str, str]]) -> list[str]:
    faults = [f"{suite}.{name} is no test of this project" for suite, name in CITED.findall(text)
              if (suite, name) not in tests]
    for section in text.split("\n## ")[1:]:
        if not CITED.search(section) and NONE_YET not in section:
            faults.append(f"no test guards the hazard \"{section.splitlines()[0]}\"")
    return faults


def main(project_root: str) -> int:
    root = pathlib.Path(project_root)
    text = (root / HAZARDS).read_text(encoding="utf-8")
    faults = faults_of(text, declared_tests(root))
    print("\n".join(f"{HAZARDS}: {fault}" for fault in faults) or f"{len(set(CITED.findall(text)))} named tests exist")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
