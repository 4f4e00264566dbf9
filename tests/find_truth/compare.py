# SPDX-License-Identifier: Apache-2.0
"""compare.py HOSPITAL FOUND.json [--same-class]: what `lossa find --json` says of a synthetic hospital against its truth.

Prints sensitivity and positive predictive value of each conclusion with exact 95 % intervals, and every fault. Ends with 1 when a
planted signal is not found, when somebody is named who should not be, or for something else than what was planted; with
--same-class also when call and weak are confused. docs/formats/synthesis.md tells the truth's columns.
"""
import argparse
import collections
import csv
import dataclasses
import pathlib
import sys
from collections.abc import Iterator

from found import Found, read_found
from interval import clopper_pearson


@dataclasses.dataclass
class Expected:
    person: str
    story: str
    conclusion: str  # call, weak or none
    signals: list[set[str]]  # each the resources of which any shows it


def read_truth(path: pathlib.Path) -> dict[str, Expected]:
    people = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            signals = [set(signal.split(":", 1)[1].split("|")) for signal in row["signals"].split(";") if signal]
            people[row["person"]] = Expected(row["person"], row["story"], row["expected"], signals)
    return people


def faults(truth: dict[str, Expected], found: dict[str, Found], same_class: bool) -> Iterator[str]:
    """Everything that a nurse would be angry about, in words."""
    for person in sorted(found.keys() - truth.keys()):
        yield f"{person}: named, and nobody of the hospital"
    for person, expected in truth.items():
        named = found.get(person)
        told = f"{person} ({expected.story or 'no story'})"
        if named is None:
            if expected.conclusion != "none":
                yield f"{told}: not found, {expected.conclusion} was expected"
            continue
        if expected.conclusion == "none":
            yield f"{told}: named as {named.conclusion}, nobody was to be"
        elif not any(signal & named.evidence for signal in expected.signals):
            yield f"{told}: named, but for something else than what was planted"
        elif same_class and named.conclusion != expected.conclusion:
            yield f"{told}: {named.conclusion}, {expected.conclusion} was expected"


def share(count: int, trials: int) -> str:
    if trials == 0:
        return "none"
    low, high = clopper_pearson(count, trials)
    return f"{count}/{trials} {100 * count / trials:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def table(truth: dict[str, Expected], found: dict[str, Found]) -> Iterator[str]:
    said = {person: named.conclusion for person, named in found.items()}
    pairs = [(expected.conclusion, said.get(person, "none")) for person, expected in truth.items()]
    pairs += [("none", said[person]) for person in found.keys() - truth.keys()]
    for name, is_meant in (("call", {"call"}), ("weak", {"weak"}), ("named at all", {"call", "weak"})):
        right = sum(expected in is_meant and says in is_meant for expected, says in pairs)
        yield f"{name:13} sensitivity {share(right, sum(expected in is_meant for expected, _ in pairs))}"
        yield f"{'':13} positive predictive value {share(right, sum(says in is_meant for _, says in pairs))}"
    cells = collections.Counter(pairs)
    yield "expected      said call   said weak   said nothing"
    for expected in ("call", "weak", "none"):
        yield f"{expected:8} {cells[expected, 'call']:14} {cells[expected, 'weak']:11} {cells[expected, 'none']:14}"
    signals = [(signal, found[person].evidence) for person, expected in truth.items() if person in found
               for signal in expected.signals]
    yield f"signals cited of those planted in people who were named: {share(sum(bool(s & e) for s, e in signals), len(signals))}"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("hospital", type=pathlib.Path, help="the folder that lossa synthesise made")
    parser.add_argument("found", type=pathlib.Path, help="what lossa find --json printed")
    parser.add_argument("--same-class", action="store_true", help="call and weak must not be confused")
    arguments = parser.parse_args(words)
    truth = read_truth(arguments.hospital / "truth" / "truth.csv")
    found = read_found(arguments.found)
    print("\n".join(table(truth, found)))
    complaints = list(faults(truth, found, arguments.same_class))
    print("\n".join(complaints) if complaints else "every planted signal found, nobody else named")
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
