# SPDX-License-Identifier: Apache-2.0
"""table.py ROWS THREADS: one table of "name,bytes,seconds,peak KiB,answer"; ends with 1 when answers differ."""
import csv
import sys


def main(path: str, threads: str) -> int:
    with open(path, encoding="utf-8", newline="") as file:
        rows = [(name, int(size), float(seconds), int(peak), answer) for name, size, seconds, peak, answer in csv.reader(file)]
    rates = {name: size / 1e6 / seconds for name, size, seconds, _, _ in rows}
    base = "lossa find" if "lossa find" in rates else "simdjson on demand"
    right = {size: answer for name, size, _, _, answer in rows if name.startswith("simdjson")}
    print(f"on {threads} core(s); 'times' is how often {base} is as fast")
    print(f"{'':28} {'MB':>7} {'seconds':>9} {'MB/s':>8} {'peak MB':>8} {'times':>7}  answer")
    wrong = False
    for name, size, seconds, peak, answer in rows:
        # What the program of Lossa calls growth after a device is more than the plain question: it may say more or fewer.
        differs = answer != right.get(size) and not name.startswith("lossa")
        wrong |= differs
        print(f"{name:28} {size / 1e6:7.0f} {seconds:9.2f} {rates[name]:8.0f} {peak / 1024:8.0f} {rates[base] / rates[name]:7.1f}"
              f"  {answer}{'  DIFFERS' if differs else ''}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
