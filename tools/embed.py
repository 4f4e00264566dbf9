#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a C++ source that holds files as constants: embed.py BASE_DIR LIST_FILE OUTPUT.

LIST_FILE names the files, one a line, from BASE_DIR. The same files give the same source, byte for byte.
"""
import pathlib
import sys

HEAD = """// Made by tools/embed.py; do not edit.
#include <lossa/resources/resources.hpp>

#include <array>

namespace lossa::resources {
namespace {

"""


def escaped(byte: int) -> str:
    """One byte inside a string literal. Octal escapes always have three digits, so that none runs into the next."""
    if byte == 0x0A:
        return "\\n"
    if byte in b'"\\?' or not 0x20 <= byte < 0x7F:  # '?' could begin a trigraph
        return f"\\{byte:03o}"
    return chr(byte)


def literal(data: bytes) -> str:
    """A string literal for each line, so that a person and the compiler's messages can find a place."""
    lines = data.splitlines(keepends=True) or [b""]
    return "\n".join('    "' + "".join(map(escaped, line)) + '"' for line in lines)


def source(base: pathlib.Path, paths: list[str]) -> str:
    parts = [HEAD, f"constexpr std::array<Resource, {len(paths)}> files = {{{{\n"]
    for path in sorted(paths, key=lambda p: p.encode()):
        data = (base / path).read_bytes()
        parts.append(f"  {{{literal(path.encode()).strip()},\n   {{\n{literal(data)},\n    {len(data)}}}}},\n")
    parts.append("}};\n\n}  // namespace\n\nstd::span<const Resource> all() { return files; }\n\n")
    parts.append("}  // namespace lossa::resources\n")
    return "".join(parts)


def main(base: str, list_file: str, output: str) -> int:
    paths = pathlib.Path(list_file).read_text(encoding="utf-8").split("\n")
    text = source(pathlib.Path(base), [path for path in paths if path])
    pathlib.Path(output).write_text(text, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
