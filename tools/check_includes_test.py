# SPDX-License-Identifier: Apache-2.0
"""Breaks each dependency rule in a folder of its own and expects the fault to be named."""
import contextlib
import io
import pathlib
import subprocess
import tempfile
import unittest

import check_includes

MODULE_CMAKE = pathlib.Path(__file__).parent.parent / "cmake/Module.cmake"
MODULES = ("base:\nmodel: base\nsynthesis: base\nintake: base\njournal_sqlite: base\nweb: base model\n"
           "cli: base web: journal_sqlite\n")


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


class CheckIncludes(Folder):
    def check(self, path: str, text: str) -> tuple[int, str]:
        self.write("modules.txt", MODULES)
        self.write(f"src/{path}", text)
        with contextlib.redirect_stdout(io.StringIO()) as output:
            status = check_includes.main(str(self.root / "modules.txt"), str(self.root / "src"))
        (self.root / "src" / path).unlink()  # each file is tried alone
        return status, output.getvalue()

    def refuses(self, path: str, text: str, fault: str) -> None:
        status, output = self.check(path, text)
        self.assertEqual(status, 1, f"{path} with {text!r} was let through")
        self.assertIn(f"src/{path}:2: {fault}", output)

    def accepts(self, path: str, text: str) -> None:
        status, output = self.check(path, text)
        self.assertEqual(status, 0, output)

    def test_a_module_includes_itself_and_what_it_declares(self) -> None:
        lines = ("#include <lossa/model/a.hpp>", "#include <lossa/base/date.hpp>", '#include "b.hpp"')
        self.accepts("model/case.cpp", "\n".join(lines))

    def test_an_undeclared_module_is_refused(self) -> None:
        self.refuses("model/case.cpp", "\n#include <lossa/web/page.hpp>\n", "model includes web but does not")

    def test_a_dependency_of_a_dependency_is_not_borrowed(self) -> None:
        self.refuses("cli/run.cpp", "\n#include <lossa/model/case.hpp>\n", "cli includes model but does not declare it")

    def test_tests_keep_the_rule_too(self) -> None:
        self.refuses("base/test/a_test.cpp", "\n#  include <lossa/model/case.hpp>\n", "base includes model")

    def test_what_only_tests_use_stays_in_them(self) -> None:
        self.accepts("cli/test/a_test.cpp", "\n#include <lossa/journal_sqlite/journal.hpp>\n")
        self.refuses("cli/run.cpp", "\n#include <lossa/journal_sqlite/journal.hpp>\n", "cli includes journal_sqlite")

    def test_a_quoted_include_stays_in_its_module(self) -> None:
        self.refuses("model/case.cpp", '\n#include "../base/private.hpp"\n', 'model includes "../base/private.hpp"')
        self.accepts("model/test/a_test.cpp", '\n#include "../case_fields.hpp"\n')

    def test_a_public_header_is_not_included_in_quotes(self) -> None:
        self.refuses("model/case.cpp", '\n#include "lossa/model/a.hpp"\n', 'model includes "lossa/model/a.hpp" in')

    def test_each_third_party_header_has_its_owners(self) -> None:
        for header, owners in {"sqlite3.h": ("journal_sqlite",), "boost/beast/http.hpp": ("web",),
                               "boost/asio.hpp": ("web",), "simdjson.h": ("base", "intake"),
                               "toml++/toml.h": ("base",), "openssl/evp.h": ("base",), "CLI/CLI.hpp": ("cli",),
                               "kainjow/mustache.hpp": ("web",), "zlib.h": ("intake", "synthesis")}.items():
            with self.subTest(header):
                stranger = "journal_sqlite" if "journal_sqlite" not in owners else "web"
                self.refuses(f"{stranger}/a.cpp", f"\n#include <{header}>\n",
                             f"{stranger} includes <{header}>, which only {' and '.join(owners)} may know")
                for owner in owners:
                    self.accepts(f"{owner}/b.cpp", f"\n#include <{header}>\n")
                    self.refuses(f"{owner}/include/lossa/{owner}/b.hpp", f"\n#include <{header}>\n",
                                 f"{owner} includes <{header}> in a public header")

    def test_pure_modules_have_no_clock_chance_file_log_or_thread(self) -> None:
        for line in ("#include <fstream>", "#include <iostream>", "#include <thread>", "#include <mutex>",
                     "const auto t = std::chrono::system_clock::now();", "auto t = steady_clock :: now();",
                     "std::random_device seed;", 'std::getenv("HOME");'):
            with self.subTest(line):
                self.refuses("model/case.cpp", f"\n{line}\n", "model is pure and must not")
                self.refuses("model/include/lossa/model/case.hpp", f"\n{line}\n", "model is pure and must not")
                self.accepts("web/server.cpp", f"\n{line}\n")
                self.accepts("model/test/case_test.cpp", f"\n{line}\n")

    def test_a_comment_may_name_what_code_may_not(self) -> None:
        self.accepts("model/case.cpp", "\n// never system_clock::now() here\n")

    def test_no_modules_is_a_fault(self) -> None:
        self.write("modules.txt", "")
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(check_includes.main(str(self.root / "modules.txt"), str(self.root)), 1)


class Layers(Folder):
    """The rule that CMake itself holds: a module uses only declared modules of lower layers."""

    def configure(self, dependency: str) -> tuple[int, str]:
        self.write("CMakeLists.txt", f"""cmake_minimum_required(VERSION 3.25)
project(layers LANGUAGES NONE)
include({MODULE_CMAKE})
foreach(layer RANGE 2)
  add_library(lossa_layer_${{layer}} INTERFACE)
  set_target_properties(lossa_layer_${{layer}} PROPERTIES LOSSA_LAYER ${{layer}})
endforeach()
lossa_require_lower_layer(mine 1 {dependency})
""")
        command = ["cmake", "-G", "Ninja", "-S", self.root, "-B", self.root / "build"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, " ".join(done.stderr.split())

    def test_a_lower_layer_may_be_used(self) -> None:
        self.assertEqual(self.configure("layer_0"), (0, ""))

    def test_the_same_and_a_higher_layer_are_refused(self) -> None:
        for layer in (1, 2):
            status, message = self.configure(f"layer_{layer}")
            self.assertNotEqual(status, 0)
            self.assertIn(f"mine (layer 1) must not use layer_{layer} (layer {layer})", message)

    def test_a_module_that_is_not_declared_before_is_refused(self) -> None:
        status, message = self.configure("later")
        self.assertNotEqual(status, 0)
        self.assertIn("mine uses later, which is not declared before it", message)


if __name__ == "__main__":
    unittest.main()
