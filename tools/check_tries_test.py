# SPDX-License-Identifier: Apache-2.0
"""Tries what check_tries.py refuses and what it lets through."""
import contextlib
import io
import pathlib
import tempfile
import unittest

import check_tries


class CheckTries(unittest.TestCase):
    def test_an_initialiser_is_refused_however_it_is_written(self) -> None:
        for text in ("return Pair{.a = 1, .b = LOSSA_TRY(f())};", "list.push_back({name, LOSSA_TRY(f())});",
                     "const Pair pair{LOSSA_TRY(f()), 2};", "pair = {1,\n LOSSA_TRY(f())};",
                     "return Outer{.in = {{1, LOSSA_TRY(f())}}};", "const Pair pair = {LOSSA_TRY(f()), 2};"):
            with self.subTest(text):
                line = 2 + text[: text.index("LOSSA_TRY")].count("\n")
                self.assertEqual(check_tries.faults_of(f"Result<int> g() {{\n{text}\n}}\n"), [line])

    def test_blocks_and_calls_are_let_through(self) -> None:
        for text in ("const int a = LOSSA_TRY(f());", "return Pair{.a = 1};\nconst int a = LOSSA_TRY(f());",
                     "if (a) { LOSSA_TRY(f()); } else { LOSSA_TRY(g()); }", "do { LOSSA_TRY(f()); } while (a);",
                     "const auto h = [&] { return LOSSA_TRY(f()); };", "const Pair p{1, [&](int i) { LOSSA_TRY(f()); }};",
                     "const auto h = [&]() -> Result<std::vector<int>> { LOSSA_TRY(f()); };",
                     "switch (a) { case A: { LOSSA_TRY(f()); } }", "{ { LOSSA_TRY(f()); } }",
                     "// Pair{LOSSA_TRY(f())}", 'say("Pair{LOSSA_TRY(f())}");'):
            with self.subTest(text):
                self.assertEqual(check_tries.faults_of(f"Result<int> g() const {{\n{text}\n}}\n"), [])

    def test_each_fault_is_named_and_no_source_is_a_fault(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with contextlib.redirect_stdout(io.StringIO()) as output:
                self.assertEqual(check_tries.main(folder), 1)
                (pathlib.Path(folder) / "a.cpp").write_text("int f() {\n  return P{LOSSA_TRY(g())};\n}\n", "utf-8")
                self.assertEqual(check_tries.main(folder), 1)
                self.assertIn("a.cpp:2: LOSSA_TRY in a braced", output.getvalue())
                (pathlib.Path(folder) / "a.cpp").write_text("int f() { return LOSSA_TRY(g()); }\n", "utf-8")
                self.assertEqual(check_tries.main(folder), 0)


if __name__ == "__main__":
    unittest.main()
