# SPDX-License-Identifier: Apache-2.0
"""The comparison itself, on results made by hand: what is wrong in them must be said."""
import contextlib
import io
import json
import pathlib
import tempfile
import unittest

import compare
import interval

HEAD = "person,story,signals,expected\n"
TRUTH = (
    HEAD
    + "Patient/a,systemic,culture:Observation/1|DiagnosticReport/1;vegetation:DiagnosticReport/2,call\n"
    + "Patient/b,cons_one_set,culture:Observation/3,weak\n"
    + "Patient/c,bacteraemia_without_device,,none\n"
    + "Patient/d,,,none\n"
)


CONCLUSIONS = {"call": "today", "weak": "check"}


def row(person: str, conclusion: str, *evidence: str) -> dict:
    cited = [{"kind": "culture", "where": f"Observation.ndjson:12 {name}"} for name in evidence]
    return {"who": person, "conclusion": CONCLUSIONS.get(conclusion, conclusion), "signals": [{"evidence": cited}],
            "proposals": []}


RIGHT = [row("Patient/a", "call", "Observation/1"), row("Patient/b", "weak", "Observation/3")]


class Compare(unittest.TestCase):
    def compared(self, rows: list[dict], *words: str) -> tuple[int, str]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "truth").mkdir()
            (folder / "truth" / "truth.csv").write_text(TRUTH, encoding="utf-8")
            (folder / "found.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
            with contextlib.redirect_stdout(io.StringIO()) as out:
                status = compare.main([name, str(folder / "found.json"), *words])
        return status, out.getvalue()

    def test_takes_what_is_right(self):
        status, out = self.compared(RIGHT, "--same-class")
        self.assertEqual(status, 0, out)
        self.assertIn("every planted signal found", out)
        self.assertIn("call          sensitivity 1/1 100.0 % (2.5 to 100.0)", out)

    def test_misses_nobody_who_was_missed(self):
        for missing, who in ((0, "Patient/a (systemic): not found"), (1, "Patient/b (cons_one_set): not found")):
            status, out = self.compared(RIGHT[:missing] + RIGHT[missing + 1:])
            self.assertEqual(status, 1)
            self.assertIn(who, out)

    def test_says_who_is_named_without_a_device_or_a_signal(self):
        for person in ("Patient/c", "Patient/d"):
            status, out = self.compared([*RIGHT, row(person, "weak", "Observation/9")])
            self.assertEqual(status, 1)
            self.assertIn(f"{person} (", out)
            self.assertIn("nobody was to be", out)

    def test_knows_who_is_nobody(self):
        status, out = self.compared([*RIGHT, row("Patient/x", "call", "Observation/1")])
        self.assertEqual(status, 1)
        self.assertIn("Patient/x: named, and nobody of the hospital", out)

    def test_wants_the_planted_evidence(self):
        status, out = self.compared([row("Patient/a", "call", "Observation/8"), RIGHT[1]])
        self.assertEqual(status, 1)
        self.assertIn("something else than what was planted", out)

    def test_confuses_no_classes_when_asked(self):
        confused = [row("Patient/a", "weak", "Observation/1"), RIGHT[1]]
        self.assertEqual(self.compared(confused)[0], 0)
        status, out = self.compared(confused, "--same-class")
        self.assertEqual(status, 1)
        self.assertIn("weak, call was expected", out)
        self.assertIn("call          sensitivity 0/1 0.0 % (0.0 to 97.5)", out)

    def test_counts_the_gravest_of_several_rows(self):
        status, out = self.compared([row("Patient/a", "weak", "Observation/1"), *RIGHT], "--same-class")
        self.assertEqual(status, 0, out)

    def test_refuses_a_word_it_does_not_know(self):
        with self.assertRaises(KeyError):
            self.compared([row("Patient/a", "perhaps", "Observation/1")])


class ClopperPearson(unittest.TestCase):
    # Published: 20/23, 147/210 and 20/83 in the validation of the LED index (R's binom.test); 0/17 computed with R.
    def test_reproduces_published_intervals(self):
        for count, trials, low, high in ((20, 23, 0.6641, 0.9722), (147, 210, 0.6331, 0.7611), (20, 83, 0.1538, 0.3473),
                                         (0, 17, 0.0, 0.195064)):
            found = interval.clopper_pearson(count, trials)
            self.assertAlmostEqual(found[0], low, places=3)
            self.assertAlmostEqual(found[1], high, places=3)

    def test_reaches_the_ends(self):
        self.assertEqual(interval.clopper_pearson(5, 5)[1], 1.0)
        self.assertEqual(interval.clopper_pearson(0, 0), (0.0, 1.0))
        self.assertAlmostEqual(interval.clopper_pearson(3000, 3000)[0], 0.025 ** (1 / 3000), places=9)


if __name__ == "__main__":
    unittest.main()
