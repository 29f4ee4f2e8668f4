"""How much quicker a run is over files that have not changed, and whether anybody could tell by its output.

    python -m benchmarks.cached --shared ../shared --files 10000

Files are made of the sentences of MLQE-PE (train and dev), the same number of them in each, in a folder of its own.
Then run, one after another and with a cache of their own: the first run in two processes, the same in one, a run
without the cache, and runs over unchanged files. All must print the same bytes. Compare the ratios; the absolute
figures are those of one machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks import tables
from benchmarks.texts import records

ROOT = Path(__file__).parent.parent
IN_A_FOLDER = 250
FORMATS = ("text", "concise", "json")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--files", type=int, default=10_000, help="files to make (10,000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs over unchanged files to take the median of (5)")
    parser.add_argument("--suffix", default=".txt", choices=(".txt", ".md"), help="kind of the files (.txt)")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        words = make_files(Path(folder, "texts"), sentences(args.shared), args.files, args.suffix)
        print(tables.render(f"{args.files:,} files, {words:,} words", measured(Path(folder), args.rounds)))


def sentences(shared: Path) -> list[str]:
    """The translations of MLQE-PE, in the order of the files."""
    paths = sorted((shared / "corpora").glob("mlqe.*.jsonl.gz"))
    return [row["mt"] for path in paths for row in records(path)]


def make_files(folder: Path, texts: Sequence[str], number: int, suffix: str) -> int:
    """Write so many files that hold so many of the texts; how many words are in them."""
    each, words = max(1, len(texts) // number), 0
    for row in range(number):
        path = folder / f"{row // IN_A_FOLDER:04}" / f"{row:06}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        some = [texts[(row * each + i) % len(texts)] for i in range(each)]
        path.write_text("\n\n".join(some) + "\n", encoding="utf-8")
        words += sum(len(text.split()) for text in some)
    return words


def measured(folder: Path, rounds: int) -> list[dict[str, tables.Cell]]:
    """Seconds of each run, by clock and of processors, and how much quicker that is than the first run."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    taken: dict[str, tuple[float, float]] = {}
    outputs: dict[str, set[bytes]] = {form: set() for form in FORMATS}

    def run(name: str, *options: str, form: str = "text", times: int = 1) -> None:
        found = [
            timed(folder / "texts", environment, "--format", form, *options, into=outputs[form]) for _ in range(times)
        ]
        taken[name] = (median(clock for clock, _ in found), median(used for _, used in found))

    # What a user has from the first run of all: bytecode, the decoded rules, compiled expressions.
    timed(folder / "texts" / "0000", environment, into=set())
    for name, jobs in (("first, two jobs", "2"), ("first, one job", "1")):
        for path in (folder / "cache" / "mtlint").glob("results-*"):
            path.unlink()
        run(name, "--jobs", jobs)
    run("without the cache", "--jobs", "1", "--no-cache")
    run("unchanged", times=rounds)
    run("unchanged, one job", "--jobs", "1", times=rounds)
    run("unchanged, two jobs", "--jobs", "2", times=rounds)
    for form in FORMATS[1:]:
        run(f"unchanged, {form}", form=form, times=rounds)
    if any(len(found) > 1 for found in outputs.values()):
        raise SystemExit("the output of two runs differs")
    first = taken["first, one job"]
    return [
        {"run": name, "seconds": clock, "processor seconds": used, "times as fast as the first": first[0] / clock}
        for name, (clock, used) in taken.items()
    ]


def timed(folder: Path, environment: Mapping[str, str], *options: str, into: set[bytes]) -> tuple[float, float]:
    """The seconds of one run, by clock and of processors."""
    command = [sys.executable, "-m", "lint.apps.cli", "check", str(folder), "--exit-zero", *options]
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    clock, after = time.perf_counter() - start, os.times()
    into.add(done.stdout)
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return clock, used


if __name__ == "__main__":
    main()
