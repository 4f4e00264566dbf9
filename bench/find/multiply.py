#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a large export out of Bundles of synthetic people: multiply.py MEGABYTES SHARE FOLDER BUNDLE...

Writes FOLDER/all.ndjson, everything mixed, and FOLDER/by_type/TYPE.ndjson, the same lines by type. Each copy of a person
has ids of its own. One person in SHARE keeps the cardiac device and its implantation; the others lose them.
"""
import bz2
import json
import pathlib
import sys

DEVICE_CODES = {"706004007", "72506001", "447365002"}


def codes_of(resource: dict) -> set[str]:
    concept = resource.get("type") if resource["resourceType"] == "Device" else resource.get("code")
    return {coding.get("code") for coding in (concept or {}).get("coding", [])} if isinstance(concept, dict) else set()


def templates(path: str) -> list[tuple[str, bool, str]]:
    """Each resource as (type, speaks of a device, text in which COPY stands for the copy's number)."""
    with (bz2.open(path) if path.endswith(".bz2") else open(path, "rb")) as file:
        entries = json.load(file)["entry"]
    keys = {entry["fullUrl"]: f"{entry['resource']['resourceType']}/{entry['resource']['id']}" for entry in entries}
    made = []
    for entry in entries:
        resource = entry["resource"]
        speaks = resource["resourceType"] in {"Device", "Procedure"} and bool(codes_of(resource) & DEVICE_CODES)
        resource["id"] += "-COPY"
        text = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
        for url, key in keys.items():
            if url in text:
                text = text.replace(url, key + "-COPY")
        made.append((resource["resourceType"], speaks, text))
    return made


def main(megabytes: str, share: str, folder: str, *bundles: str) -> None:
    people = [templates(bundle) for bundle in bundles]
    root = pathlib.Path(folder)
    (root / "by_type").mkdir(parents=True, exist_ok=True)
    by_type = {}
    written = 0
    copy = 0
    with open(root / "all.ndjson", "w", encoding="utf-8") as mixed:
        while written < int(megabytes) * 1_000_000:
            for person in people:
                copy += 1
                for kind, speaks, text in person:
                    if speaks and copy % int(share) != 0:
                        continue
                    line = text.replace("COPY", str(copy)) + "\n"
                    mixed.write(line)
                    if kind not in by_type:
                        by_type[kind] = open(root / "by_type" / f"{kind}.ndjson", "w", encoding="utf-8")
                    by_type[kind].write(line)
                    written += len(line)
    for file in by_type.values():
        file.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
