#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small habits that no other tool holds: tidy.py PROJECT_ROOT. Names every fault with its file and line.

- C++: plain ASCII outside comments and string literals
- no invisible characters and no leftover markers anywhere
- sources say their licence in one of the first two lines
- a document has one title, its first line, and its links to other files lead somewhere
- every test folder keeps the same .clang-tidy
Files past 300 lines are listed; that is no fault.
"""
import pathlib
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator

LONG = 300
LICENSED = {".cpp", ".hpp", ".py", ".R", ".js", ".mjs", ".ts", ".sh"}
TEXT = LICENSED | {".css", ".md", ".toml", ".mustache", ".cmake", ".txt", ""}
SCRIPTS = {"run", "check", ".ci/run"}
MARKER = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
RAW_LITERAL = re.compile(r'R"(\w*)\(.*?\)\1"', re.DOTALL)
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TEST_CLANG_TIDY = "src/resources/test/.clang-tidy"


def project_files(root: pathlib.Path) -> list[pathlib.Path]:
    """What git tracks or would add. The -c is for a checkout of another user, as under sudo."""
    command = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(root / name for name in names if name and (root / name).is_file())


def is_kept_as_found(path: pathlib.Path) -> bool:
    return "fuzz" in path.parts and path.suffix not in LICENSED or path.name in {"LICENSE", "package-lock.json"}


def cpp_faults(text: str) -> Iterator[tuple[int, str]]:
    without_raw = RAW_LITERAL.sub(lambda raw: "\n" * raw[0].count("\n"), text)
    for number, line in enumerate(without_raw.split("\n"), 1):
        if not LITERAL.sub('""', line).split("//")[0].isascii():
            yield number, "only ASCII in code"


def text_faults(lines: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        hidden = [c for c in line if c == "\u00a0" or c != "\t" and unicodedata.category(c) in {"Cc", "Cf"}]
        if hidden:
            yield number, f"invisible character U+{ord(hidden[0]):04X}"
        if match := MARKER.search(line):
            yield number, f"leftover marker {match[1]}"


def document_faults(path: pathlib.Path, lines: list[str]) -> Iterator[tuple[int, str]]:
    fenced = False
    titles = []
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            fenced = not fenced
        if fenced:
            continue
        if line.startswith("# "):
            titles.append(number)
        for target in LINK.findall(line):
            if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
                yield number, f"the link {target} leads nowhere"
    if titles != [1]:
        yield ([1] + titles)[-1], "a document has one title, its first line"


def faults_of(root: pathlib.Path, path: pathlib.Path) -> Iterator[tuple[int, str]]:
    name = path.relative_to(root)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        yield 1, "is not UTF-8"
        return
    lines = text.splitlines()
    yield from text_faults(lines)
    if path.suffix in {".cpp", ".hpp"}:
        yield from cpp_faults(text)
    if path.suffix == ".md":
        yield from document_faults(path, lines)
    if path.suffix in LICENSED or str(name) in SCRIPTS:
        if not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:2]):
            yield 1, "its licence tag is missing"
    if name.match("src/*/test/*.cpp") and not path.with_name(".clang-tidy").is_file():
        yield 1, f"its folder lacks a copy of {TEST_CLANG_TIDY}"
    if name.match("src/*/test/.clang-tidy") and lines != (root / TEST_CLANG_TIDY).read_text().splitlines():
        yield 1, f"differs from {TEST_CLANG_TIDY}"


def main(project_root: str) -> int:
    root = pathlib.Path(project_root).resolve()
    texts = (path for path in project_files(root) if path.suffix in TEXT)
    files = [path for path in texts if not is_kept_as_found(path.relative_to(root))]
    faults = [f"{path}:{number}: {fault}" for path in files for number, fault in faults_of(root, path)]
    for path in files:
        if path.suffix in LICENSED and (length := len(path.read_text(errors="replace").splitlines())) > LONG:
            print(f"long: {path.relative_to(root)} has {length} lines")
    print("\n".join(faults) if faults else f"{len(files)} files are tidy")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
