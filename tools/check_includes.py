#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the dependency rules that the compiler cannot see: check_includes.py MODULES_FILE SOURCE_ROOT.

MODULES_FILE comes out of CMake, one module a line: "name: the modules it declares: those that its tests use besides".
Refused are
- an #include <lossa/X/...> of a module that is not declared directly (no borrowing through another's dependencies);
- an #include "..." that leaves the module's folder;
- a third-party header outside the module that owns it, or in any public header;
- a clock, random source, file, log or thread in the pure modules (tests, fuzzers and benchmarks may).
"""
import os
import pathlib
import re
import sys
from collections.abc import Iterator

# Who may know a third-party header, by how its name begins.
OWNERS = {
    "sqlite3.h": ("journal_sqlite",),
    "boost/beast": ("web",),
    "boost/asio": ("web",),
    "kainjow/": ("web",),
    "mustache.hpp": ("web",),
    "simdjson": ("base", "intake"),
    "toml++/": ("base",),
    "toml.hpp": ("base",),
    "openssl/": ("base",),
    "CLI/": ("cli",),
    "zlib.h": ("intake", "synthesis"),
}
PURE = {"model", "stats", "guideline", "assessment"}
IMPURE_HEADERS = {"condition_variable", "filesystem", "fstream", "future", "iostream", "mutex", "shared_mutex",
                  "thread"}
IMPURE_WORDS = re.compile(r"\b(\w*_clock\s*::\s*now|random_device|(?:secure_)?getenv)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:<([^>]+)>|"([^"]+)")')


def owners_of(header: str) -> tuple[str, ...]:
    return next((owners for prefix, owners in OWNERS.items() if header.startswith(prefix)), ())


class Module:
    def __init__(self, root: pathlib.Path, name: str, declared: set[str], in_tests: set[str]):
        self.folder = root / name
        self.name = name
        self.allowed = declared | {name}
        self.allowed_in_tests = self.allowed | in_tests

    def faults(self) -> Iterator[str]:
        for path in sorted(self.folder.rglob("*.[ch]pp")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for fault in self.line_faults(path, line):
                    yield f"{path}:{number}: {self.name} {fault}"

    def line_faults(self, path: pathlib.Path, line: str) -> Iterator[str]:
        inside = path.relative_to(self.folder).parts[0]
        pure = self.name in PURE and inside not in {"test", "fuzz", "bench"}
        if match := INCLUDE.match(line):
            system, quoted = match.groups()
            if quoted:
                yield from self.quoted_faults(path, quoted)
            else:
                yield from self.header_faults(system, inside)
                if pure and system in IMPURE_HEADERS:
                    yield f"is pure and must not include <{system}>"
        elif pure and (word := IMPURE_WORDS.search(line.split("//")[0])):
            yield f"is pure and must not use {word[1]}"

    def quoted_faults(self, path: pathlib.Path, quoted: str) -> Iterator[str]:
        target = pathlib.Path(os.path.normpath(path.parent / quoted))
        if not target.is_relative_to(self.folder):
            yield f'includes "{quoted}", which lies outside its folder'
        elif quoted.startswith("lossa/"):
            yield f'includes "{quoted}" in quotes; public headers stand in <>'

    def header_faults(self, header: str, inside: str) -> Iterator[str]:
        parts = header.split("/")
        allowed = self.allowed_in_tests if inside == "test" else self.allowed
        if parts[0] == "lossa" and parts[1] not in allowed:
            yield f"includes {parts[1]} but does not declare it"
        if owners := owners_of(header):
            if self.name not in owners:
                yield f"includes <{header}>, which only {' and '.join(owners)} may know"
            elif inside == "include":
                yield f"includes <{header}> in a public header"


def read_modules(modules_file: str, source_root: str) -> list[Module]:
    modules = []
    for line in pathlib.Path(modules_file).read_text(encoding="utf-8").splitlines():
        name, uses, tests_use = (line + "::").split(":")[:3]
        modules.append(Module(pathlib.Path(source_root), name, set(uses.split()), set(tests_use.split())))
    return modules


def main(modules_file: str, source_root: str) -> int:
    modules = read_modules(modules_file, source_root)
    faults = [fault for module in modules for fault in module.faults()]
    print("\n".join(faults) if faults else f"{len(modules)} modules keep the dependency rules")
    return 1 if faults or not modules else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
