# SPDX-License-Identifier: Apache-2.0
"""table.py ROWS THREADS: one table of "name;bytes;seconds;user;system;peak KiB;answer"; ends with 1 when answers differ."""
import csv
import dataclasses
import sys


@dataclasses.dataclass
class Row:
    name: str
    megabytes: float
    seconds: float
    processor_seconds: float
    peak_megabytes: float
    answer: str


def read(path: str) -> list[Row]:
    with open(path, encoding="utf-8", newline="") as file:
        return [Row(name, int(size) / 1e6, float(seconds), float(user) + float(system), int(peak) / 1024, answer)
                for name, size, seconds, user, system, peak, answer in csv.reader(file, delimiter=";")]


def main(path: str, threads: str) -> int:
    rows = read(path)
    # On one core the processor's time counts: on a busy machine the clock on the wall measures the others too.
    by_processor = threads == "1"
    rates = {row.name: row.megabytes / (row.processor_seconds if by_processor else row.seconds) for row in rows}
    base = "lossa find" if "lossa find" in rates else "simdjson on demand"
    right = {row.megabytes: row.answer for row in rows if row.name.startswith("simdjson")}
    print(f"on {threads} core(s); MB/s by {'processor' if by_processor else 'wall'} time; 'times': how often {base} is as fast")
    print(f"{'':28} {'MB':>7} {'seconds':>9} {'CPU s':>9} {'MB/s':>8} {'peak MB':>8} {'times':>7}  answer")
    wrong = False
    for row in rows:
        # What Lossa calls growth after a device is more than the plain question: it may say more or fewer.
        differs = row.answer != right.get(row.megabytes) and not row.name.startswith("lossa")
        wrong |= differs
        print(f"{row.name:28} {row.megabytes:7.0f} {row.seconds:9.2f} {row.processor_seconds:9.2f} {rates[row.name]:8.0f}"
              f" {row.peak_megabytes:8.0f} {rates[base] / rates[row.name]:7.1f}  {row.answer}{'  DIFFERS' if differs else ''}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
