# SPDX-License-Identifier: Apache-2.0
"""What is embedded comes out of the compiler as it went in, whatever the bytes."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).parent
HEADERS = TOOLS.parent / "src/resources/include"
PRINT_HEX = """
#include <lossa/resources/resources.hpp>
#include <cstdio>
int main() {
  for (const auto& file : lossa::resources::all()) {
    std::printf("%.*s ", static_cast<int>(file.path.size()), file.path.data());
    for (const unsigned char byte : file.bytes) std::printf("%02x", byte);
    std::printf("\\n");
  }
}
"""
FILES = {
    "b/every byte.bin": bytes(range(256)),
    "a.txt": b"",
    "b.txt": b'??= "quoted" \\ \r\n\r\n',
    "c.txt": b"\x01" + b"23\nno end of line",
    "b/long.txt": b"0123456789abcde\n" * 8192,
    "s\u00e5r.txt": "\u00e5\u00e4\u00f6\n\u2028".encode(),
}


class Embed(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = pathlib.Path(folder.name)
        for path, data in FILES.items():
            (self.base / path).parent.mkdir(exist_ok=True)
            (self.base / path).write_bytes(data)

    def embed(self, paths: list[str]) -> str:
        (self.base / "list").write_text("\n".join(paths) + "\n", encoding="utf-8")
        output = self.base / "files.cpp"
        subprocess.run([sys.executable, TOOLS / "embed.py", self.base, self.base / "list", output], check=True)
        return output.read_text(encoding="ascii")

    def printed(self) -> list[str]:
        (self.base / "main.cpp").write_text(PRINT_HEX)
        sources = [self.base / "files.cpp", self.base / "main.cpp"]
        subprocess.run(["c++", "-std=c++20", f"-I{HEADERS}", *sources, "-o", self.base / "show"], check=True)
        return subprocess.check_output([self.base / "show"], text=True, encoding="utf-8").splitlines()

    def test_every_byte_survives_the_compiler(self) -> None:
        self.embed(list(FILES))
        expected = sorted(f"{path} {data.hex()}" for path, data in FILES.items())
        self.assertEqual(sorted(self.printed()), expected)

    def test_nothing_to_embed_is_an_empty_table(self) -> None:
        self.embed([])
        self.assertEqual(self.printed(), [])

    def test_the_order_of_the_list_does_not_matter(self) -> None:
        self.assertEqual(self.embed(list(FILES)), self.embed(sorted(FILES, reverse=True)))


if __name__ == "__main__":
    unittest.main()
