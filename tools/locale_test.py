# SPDX-License-Identifier: Apache-2.0
"""What must hold of the words in locale/, in both languages, and of the published cases that use them."""
import pathlib
import tomllib
import unittest

ROOT = pathlib.Path(__file__).parent.parent
WITHOUT_WORDS = {"unit.1", "unit.year", "unit.count"}


def flat(table: dict, prefix: str = "") -> dict[str, str]:
    words = {}
    for key, value in table.items():
        words |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return words


def read(path: str) -> dict:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


class LocaleTest(unittest.TestCase):
    english = flat(read("locale/en.toml"))
    swedish = flat(read("locale/sv.toml"))

    def test_both_languages_have_the_same_keys_in_the_same_order(self):
        self.assertEqual(list(self.english), list(self.swedish))

    def test_every_key_has_words(self):
        for language in (self.english, self.swedish):
            self.assertEqual({key for key, words in language.items() if not words}, WITHOUT_WORDS)

    def test_every_point_of_a_published_case_has_words(self):
        cases = sorted(ROOT.glob("examples/cases/*.toml"))
        self.assertEqual(len(cases), 12)
        for path in cases:
            for anchor in tomllib.loads(path.read_text(encoding="utf-8"))["case"]["anchors"]:
                self.assertIn("anchor." + anchor["id"], self.english, path.name)

    def test_a_published_case_is_named_as_its_file_and_says_what_was_read(self):
        for path in ROOT.glob("examples/cases/*.toml"):
            case = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
            self.assertEqual(case["id"], path.stem)
            self.assertTrue(case["source"]["read"], path.name)


if __name__ == "__main__":
    unittest.main()
