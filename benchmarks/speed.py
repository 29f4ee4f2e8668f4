"""How fast the check is, by stage and beside proselint; how long a start takes; how much memory a long run needs.

    python -m benchmarks.speed --shared ../shared --rounds 5
    python -m benchmarks.speed --shared ../shared --stream 10     a stream of ten million words

Every figure is a median over rounds; a round runs each stage in a fresh process, one after another, so that what
else the machine does falls on all of them alike. Compare the ratios; the absolute figures are those of one machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import tables, texts
from benchmarks.stages import STAGES

ROOT = Path(__file__).parent.parent
DATA = ["mlqe", "clean_news", "clean_wmt21"]
SEGMENTS = 40
"""Segments in a document, where a corpus has loose ones: proselint pays by the document, mtlint by the word."""
CHECK = ("-m", "lint.apps.cli", "check", "--exit-zero", "seeds")
START = {
    "numpy": (("-c", "import numpy"), {}),
    "mtlint, a new text": (CHECK, {"MTLINT_CACHE_SIZE": "0"}),
    "mtlint, a known text": (CHECK, {}),
}
"""What is started, and what its environment says besides: without room for results each text is a new one."""
MILLION = 1_000_000


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds to take the median of (5)")
    parser.add_argument(
        "--stream", type=float, help="only check a stream of so many million words, and watch the memory"
    )
    args = parser.parse_args(argv)
    documents = [doc for corpus in texts.chosen(DATA) for doc in joined(texts.read(args.shared, corpus))]
    if args.stream:
        print(tables.render("memory over a stream of JSONL", [stream(documents, n) for n in (1.0, args.stream)]))
        return
    print(tables.render("start-up, milliseconds", start_up(args.rounds)), end="\n\n")
    print(tables.render("words a second, one process each", stages(documents, args.rounds)))


def joined(sample: texts.Sample) -> Iterable[str]:
    """Documents of a sample, each of several segments in a row."""
    segments = [s.text for s in sample.segments.values()]
    return ("\n\n".join(segments[i : i + SEGMENTS]) for i in range(0, len(segments), SEGMENTS))


def start_up(rounds: int) -> list[dict[str, tables.Cell]]:
    """How long the command takes for one short document, beside Python that imports numpy."""
    took: dict[str, list[float]] = {name: [] for name in START}
    # Where Python may not keep its bytecode, every start compiles mtlint anew, but not numpy.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(rounds + 1):
        for name, (command, besides) in START.items():
            start = time.perf_counter()
            line, around = [sys.executable, *command], {**environment, **besides}
            subprocess.run(line, cwd=ROOT, env=around, check=True, stdout=subprocess.DEVNULL)
            took[name].append(1000 * (time.perf_counter() - start))
    # The first round fills the caches of the disk, of Python and of the rules, and is not counted.
    medians = {name: median(times[1:]) for name, times in took.items()}
    return [{"command": name, "ms": value, "times numpy": value / medians["numpy"]} for name, value in medians.items()]


def stages(documents: Sequence[str], rounds: int) -> list[dict[str, tables.Cell]]:
    """Words a second of every stage, and of two checks at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(documents), encoding="utf-8")
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in (*STAGES, "check, two at once")}
        for _ in range(rounds):
            for name in STAGES:
                runs[name] += timed([name], path)
            both = timed(["check", "check"], path)
            runs["check, two at once"].append(
                {
                    "words": sum(run["words"] for run in both),
                    "seconds": max(run["seconds"] for run in both),
                    "peak_mb": max(run["peak_mb"] for run in both),
                }
            )
    rates = {name: median(run["words"] / run["seconds"] for run in rows) for name, rows in runs.items()}
    return [
        {
            "stage": name,
            "words/s": round(rates[name]),
            "times proselint": rates[name] / rates["proselint"],
            "times check": rates[name] / rates["check"],
            "peak MB": round(max(run["peak_mb"] for run in rows)),
        }
        for name, rows in runs.items()
    ]


def timed(names: Sequence[str], path: Path) -> list[dict[str, float]]:
    """Run stages at the same time, each in its own process, on one core each."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.stages"]
    running = [
        subprocess.Popen([*command, name, str(path)], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        for name in names
    ]
    return [json.loads(process.communicate()[0]) for process in running]


def stream(documents: Sequence[str], millions: float) -> dict[str, tables.Cell]:
    """Feed the command a stream of JSONL, and measure its time and its highest memory."""
    command = ["check", "--no-cache", "--read-as", "jsonl", "--format", "jsonl", "--exit-zero", "--quiet", "-"]
    start, words = time.perf_counter(), 0
    process = subprocess.Popen(
        [sys.executable, "-m", "lint.apps.cli", *command], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert process.stdin is not None
    while words < millions * MILLION:
        for number, text in enumerate(documents):
            record: dict[str, Any] = {"id": f"{words}.{number}", "text": text}
            process.stdin.write(json.dumps(record).encode() + b"\n")
            words += len(text.split())
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"mtlint ended with status {status}")
    seconds = time.perf_counter() - start
    return {"words": words, "seconds": seconds, "words/s": round(words / seconds), "peak MB": usage.ru_maxrss // 1024}


if __name__ == "__main__":
    main()
