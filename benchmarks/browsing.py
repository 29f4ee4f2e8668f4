"""A browser, and a review for it to open, for the benchmarks of pages."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MTLINT = (sys.executable, "-m", "lint.apps.cli")
ROOT = str(Path(__file__).parent.parent)


def environment(place: Path) -> dict[str, str]:
    """An environment in which nothing is kept with what people decided."""
    return os.environ | {"PYTHONPATH": ROOT, "XDG_CACHE_HOME": str(place / "cache")}


@contextmanager
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no Chromium is here: apt-get install chromium")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@contextmanager
def served(place: Path, path: str) -> Iterator[str]:
    """A review of what lies in a folder, by its address."""
    line = [*MTLINT, "review", "--no-browser", "--quiet", path]
    process = subprocess.Popen(line, cwd=place, env=environment(place), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = ""
        while not (found := re.search(r"http://\S+", said)):
            said += process.stdout.readline()
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
