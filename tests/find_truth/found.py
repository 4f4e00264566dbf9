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
CONCLUSIONS = {"call": "call", "weak": "weak"}


def resource_of(evidence: str) -> str:
    """ "FILE:LINE Observation/abc" is "Observation/abc"."""
    return evidence.rsplit(" ", 1)[-1]


def read_found(path: pathlib.Path) -> dict[str, Found]:
    """By person. Fails with KeyError on a row that lacks what is needed or an urgency that is not known."""
    people: dict[str, Found] = {}
    for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
        conclusion = CONCLUSIONS[row["urgency"]]
        person = people.setdefault(row["person"], Found(row["person"], conclusion))
        if conclusion == "call":  # of several rows about one person the gravest counts
            person.conclusion = conclusion
        for signal in row["signals"]:
            person.kinds.add(signal["kind"])
            person.evidence.update(resource_of(evidence) for evidence in signal["evidence"])
    return people
