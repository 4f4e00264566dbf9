# SPDX-License-Identifier: Apache-2.0
"""lossa_answer.py FIND.json: how many rows of `lossa find --json` stand on growth in blood."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "find_truth"))
from found import read_found  # noqa: E402

print(sum("culture" in person.kinds for person in read_found(pathlib.Path(sys.argv[1])).values()))
