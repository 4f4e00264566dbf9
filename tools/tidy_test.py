# SPDX-License-Identifier: Apache-2.0
"""Breaks each habit in a project of its own and expects the fault to be named."""
import contextlib
import io
import pathlib
import subprocess
import tempfile
import unittest

import check_hazards
import tidy

TAG = "// SPDX-License-Identifier: Apache-2.0\n"
LIMITS = "InheritParentConfig: true\n"


class Project(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        subprocess.run(["git", "init", "-q", self.root], check=True)
        self.write("README.md", "# Title\n")
        self.write(tidy.TEST_CLANG_TIDY, LIMITS)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run_tool(self, tool) -> tuple[int, str]:
        with contextlib.redirect_stdout(io.StringIO()) as output:
            status = tool.main(str(self.root))
        return status, output.getvalue()


class Tidy(Project):
    def refuses(self, path: str, text: str, fault: str) -> None:
        self.write(path, text)
        status, output = self.run_tool(tidy)
        self.assertEqual(status, 1, f"{path} with {text!r} was let through")
        self.assertIn(f"{self.root / path}:{fault}", output)

    def accepts(self, path: str, text: str) -> None:
        self.write(path, text)
        status, output = self.run_tool(tidy)
        self.assertEqual(status, 0, output)

    def test_code_is_ascii(self) -> None:
        self.refuses("src/a/a.cpp", TAG + "int \u03b1 = 1;\n", "2: only ASCII in code")

    def test_comments_and_literals_may_use_signs(self) -> None:
        self.accepts("src/a/a.cpp", TAG + 'auto s = "\u2265 3 s\u00e5r";  // so \u2192 that\n')

    def test_a_raw_literal_may_be_many_lines(self) -> None:
        self.accepts("src/a/a.cpp", TAG + 'auto s = R"(\n\u2265 "3\n)";\n')
        self.refuses("src/a/a.cpp", TAG + 'auto s = R"x(\n\u2265\n)x"; int \u03b1;\n', "4: only ASCII in code")

    def test_invisible_characters_are_refused(self) -> None:
        for character in "\u00a0\u200b\u202e\ufeff\x07":
            with self.subTest(f"U+{ord(character):04X}"):
                self.refuses("a.toml", f"a = '{character}'\n", f"1: invisible character U+{ord(character):04X}")

    def test_leftover_markers_are_refused(self) -> None:
        for marker in ("TO" + "DO", "FIX" + "ME"):
            self.refuses("src/a/a.cpp", TAG + f"// {marker}: later\n", f"2: leftover marker {marker}")

    def test_sources_carry_the_licence_tag(self) -> None:
        self.refuses("tools/a.py", "import sys\n", "1: its licence tag is missing")

    def test_a_script_carries_it_below_its_first_line(self) -> None:
        self.accepts("run", "#!/usr/bin/env bash\n# SPDX-License-Identifier: Apache-2.0\n")
        self.refuses("run", "#!/usr/bin/env bash\n", "1: its licence tag is missing")

    def test_a_document_has_one_title(self) -> None:
        self.refuses("a.md", "# One\n\n# Two\n", "3: a document has one title")
        self.refuses("a.md", "words\n", "1: a document has one title")
        self.accepts("a.md", "# One\n\n```\n# a comment\n```\n")

    def test_links_lead_somewhere(self) -> None:
        self.refuses("a.md", "# A\n[b](docs/b.md)\n", "2: the link docs/b.md leads nowhere")
        self.accepts("a.md", "# A\n[b](README.md#part) [c](https://example.org)\n")

    def test_every_test_folder_has_the_same_limits(self) -> None:
        self.refuses("src/a/test/a_test.cpp", TAG, "1: its folder lacks a copy")
        self.accepts("src/a/test/.clang-tidy", LIMITS)
        self.refuses("src/a/test/.clang-tidy", LIMITS + "Checks: '-*'\n", "1: differs from")

    def test_bytes_that_are_no_text_are_refused(self) -> None:
        (self.root / "a.toml").write_bytes(b"\xff\n")
        status, output = self.run_tool(tidy)
        self.assertEqual((status, f"{self.root / 'a.toml'}:1: is not UTF-8" in output), (1, True))

    def test_long_files_are_told_and_pass(self) -> None:
        self.accepts("src/a/a.cpp", TAG + "\n" * 300)
        self.assertIn("long: src/a/a.cpp has 301 lines", self.run_tool(tidy)[1])


class Hazards(Project):
    def check(self, hazards: str) -> tuple[int, str]:
        self.write("src/a/test/a_test.cpp", "TEST(Pocket, IsNamed) {}\nRC_GTEST_PROP(Law, Holds, ()) {}\n")
        self.write(check_hazards.HAZARDS, f"# Hazards\n\n## Wrong side\n\n{hazards}\n")
        return self.run_tool(check_hazards)

    def test_tests_that_exist_are_accepted(self) -> None:
        self.assertEqual(self.check("`Pocket.IsNamed`, `Law.*`")[0], 0)

    def test_a_test_that_does_not_exist_is_named(self) -> None:
        for cited in ("Pocket.WasNamed", "Packet.*"):
            status, output = self.check(f"`{cited}`")
            self.assertEqual(status, 1)
            self.assertIn(f"{cited} is no test of this project", output)

    def test_a_hazard_without_a_test_is_named(self) -> None:
        status, output = self.check("nothing")
        self.assertEqual(status, 1)
        self.assertIn('no test guards the hazard "Wrong side"', output)

    def test_a_hazard_may_say_that_it_has_no_test(self) -> None:
        self.assertEqual(self.check("No test guards this yet.")[0], 0)


if __name__ == "__main__":
    unittest.main()
