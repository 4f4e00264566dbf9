#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy-19 on the project's sources in parallel: run_tidy.py BUILD_DIR [--changed-since REVISION].

A source that passed is not read again until it, a header it includes, its compile command or a .clang-tidy changes: what
passed is kept by its hash in BUILD_DIR/tidy. With --changed-since only sources are read whose own files differ from that
revision. The dependencies are those that the compiler wrote down, so BUILD_DIR must be built.
"""
import argparse
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

CLANG_TIDY = "clang-tidy-19"
OUTPUT = re.compile(r" -o (\S+)")
ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = tuple(str(ROOT / folder) + "/" for folder in ("src", "programs", "tests", "bench"))


@functools.cache
def content(path: str) -> bytes:
    file = pathlib.Path(path)
    return hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b""


def dependencies(build: pathlib.Path) -> dict[str, list[str]]:
    """For each object file the project's own files that went into it."""
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found: dict[str, list[str]] = {}
    for line in listing.splitlines():
        if line and not line.startswith((" ", "ninja:")):
            files = found.setdefault(line.split(":")[0], [])
        elif line.strip():
            path = os.path.normpath(build / line.strip())
            if path.startswith(FOLDERS):
                files.append(path)
    return found


def settings_of(source: str) -> list[str]:
    """The .clang-tidy files that apply to a source, also those that are not there."""
    folders = [folder for folder in pathlib.Path(source).parents if folder.is_relative_to(ROOT)]
    return [str(folder / ".clang-tidy") for folder in folders]


def key_of(command: dict, files: list[str], version: str) -> str:
    key = hashlib.sha256(f"{version}\n{command['command']}\n".encode())
    for path in [*settings_of(command["file"]), *sorted(set(files))]:
        key.update(path.encode() + b"\0" + content(path))
    return key.hexdigest()


def changed_files(revision: str) -> set[str]:
    git = ["git", "-c", "safe.directory=*", "-C", str(ROOT)]
    lists = (["diff", "--name-only", revision], ["ls-files", "--others", "--exclude-standard"])
    output = [subprocess.run(git + arguments, capture_output=True, text=True, check=True).stdout for arguments in lists]
    return {str(ROOT / name) for name in "".join(output).splitlines()}


def tidy(build: pathlib.Path, source: str) -> tuple[str, str]:
    done = subprocess.run([CLANG_TIDY, "--quiet", "-p", build, source], capture_output=True, text=True, check=False)
    return source, done.stdout + done.stderr if done.returncode else ""


def main() -> int:
    parser = argparse.ArgumentParser(description="clang-tidy on what changed since it last passed")
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--changed-since", metavar="REVISION")
    options = parser.parse_args()
    build = options.build.resolve()
    passed = build / "tidy"
    passed.mkdir(exist_ok=True)
    version = subprocess.run([CLANG_TIDY, "--version"], capture_output=True, text=True, check=True).stdout
    used = dependencies(build)
    changed = changed_files(options.changed_since) if options.changed_since else None

    keys = {}
    for command in json.loads((build / "compile_commands.json").read_text()):
        source, files = command["file"], used.get(OUTPUT.search(command["command"])[1])
        if not source.startswith(FOLDERS):
            continue
        if files is None:
            print(f"not built, so not read: {source}")
        elif changed is None or not changed.isdisjoint(files):
            keys[source] = key_of(command, files, version)
    todo = sorted(source for source, key in keys.items() if not (passed / key).exists())

    faults = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, complaint in pool.map(functools.partial(tidy, build), todo):
            if complaint:
                faults += 1
                print(complaint, flush=True)
            else:
                (passed / keys[source]).touch()
    print(f"{len(todo)} sources read, {len(keys) - len(todo)} had passed before, {faults} with faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
