"""What an editor waits for with a long document: the report beside a check, its first view, and a decision in a review.

    python -m benchmarks.reviewing --shared ../shared --rounds 3

The document is made of machine translations of the corpora. `check` and `report` run in turns, without a cache; the
first view is the time until Chromium has painted the page; a decision is the time from its key to its answer.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import tables
from benchmarks.browsing import MTLINT, browser, environment, served
from benchmarks.keystrokes import document

DECISIONS = 60
WATCH = """() => {
  let pressed = 0;
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, { capture: true, once: true });
  window.painted = new Promise((done) => new MutationObserver((_, watcher) => {
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
  }).observe(document.getElementById("decided"), { childList: true }));
}"""
"""Has `window.painted` give the milliseconds from the next key until what changed by it is painted."""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--words", type=int, default=120_000, help="words of the document (120,000)")
    parser.add_argument("--rounds", type=int, default=3, help="times that each command runs (3)")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        text = "\n\n".join(document(args.shared, args.words))
        (place / "long.txt").write_text(text, encoding="utf-8")
        took: dict[str, list[float]] = {"check": [], "report": []}
        for _ in range(args.rounds):
            for name, seconds in took.items():
                seconds.append(_timed(place, name))
        row = {"words": len(text.split()), **_browsed(place)}
    checked, reported = median(took["check"]), median(took["report"])
    row |= {"check, s": checked, "report, s": reported, "ratio": reported / checked}
    print(tables.render("a long document under review", [row]))


def _timed(place: Path, command: str) -> float:
    """Seconds that a command takes from its start to its end."""
    line = [*MTLINT, command, "--no-cache", "--quiet", "--exit-zero", "--output", f"{command}.html", "long.txt"]
    start = time.perf_counter()
    subprocess.run(line, cwd=place, env=environment(place), check=True)
    return time.perf_counter() - start


def _browsed(place: Path) -> dict[str, tables.Cell]:
    """What a browser waits for."""
    with browser() as chromium, served(place, "long.txt") as address:
        page = chromium.new_page()
        page.goto((place / "report.html").as_uri(), wait_until="load")
        viewed = page.evaluate(PAINTED) / 1000
        findings = page.locator(".card").count()
        page.goto(address)
        reviewed = page.evaluate(PAINTED) / 1000
        decided = [_decided(page, number) for number in range(DECISIONS)]
    return {
        "findings": findings,
        "page, MB": (place / "report.html").stat().st_size / 1e6,
        "first view, s": viewed,
        "of a review": reviewed,
        "decision, ms": round(1000 * median(decided)),
        "worst, ms": round(1000 * max(decided)),
    }


def _decided(page: Any, number: int) -> float:
    """Seconds from a key until the page has painted what comes of the decision."""
    page.keyboard.press("n")
    page.evaluate(WATCH)
    page.keyboard.press("t" if number % 2 and page.locator(".card.on [data-do=take]").count() else "l")
    return float(page.evaluate("window.painted")) / 1000


if __name__ == "__main__":
    main()
