# SPDX-License-Identifier: Apache-2.0
"""What `lossa find --json` says, as the comparison with the truth needs it. The one place that knows that format."""
import dataclasses
import json
import pathlib


@dataclasses.dataclass
class Found:
    """One person that is named."""

    person: str  # "Patient/123"
    conclusion: str  # "call" or "weak"
    kinds: set[str] = dataclasses.field(default_factory=set)  # of signals: "culture"
    evidence: set[str] = dataclasses.field(default_factory=set)  # resources: "Observation/abc"


# How the urgency of a row is called there, and what it is here.
CONCLUSIONS = {"today": "call", "soon": "call", "check": "weak", "none": "weak"}  # none: only words say something


def resource_of(evidence: str) -> str:
    """ "FILE:LINE Observation/abc" is "Observation/abc"."""
    return evidence.rsplit(" ", 1)[-1]


def resources_of(evidence: dict) -> set[str]:
    """Of an entry that may rest on several: "FILE:LINE Observation/abc; FILE:LINE Observation/abd"."""
    return {resource_of(part) for part in evidence["where"].split("; ")}


def read_found(path: pathlib.Path) -> dict[str, Found]:
    """By person. Fails with KeyError on a row that lacks what is needed or an urgency that is not known."""
    people: dict[str, Found] = {}
    for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
        conclusion = CONCLUSIONS[row["conclusion"]]
        person = people.setdefault(row["who"], Found(row["who"], conclusion))
        if conclusion == "call":  # of several rows about one person the gravest counts
            person.conclusion = conclusion
        cited = [evidence for signal in row["signals"] for evidence in signal["evidence"]] + row["proposals"]
        for evidence in cited:
            person.kinds.add(evidence["kind"])
            person.evidence.update(resources_of(evidence))
    return people
