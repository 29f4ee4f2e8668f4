"""The pictures of pages in docs/pictures: `mtlint report` and `mtlint review` of the sample text, in a browser.

python -m benchmarks.screens        writes them; needs Chromium
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "pictures"
MTLINT = (sys.executable, "-m", "lint.apps.cli")
DESK, PHONE = {"width": 1180, "height": 760}, {"width": 390, "height": 760}


def main() -> None:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no Chromium is here: apt-get install chromium")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        place = Path(folder)
        shutil.copytree(ROOT / "seeds", place / "seeds")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _report(browser, place)
        _review(browser, place)
        browser.close()


def _report(browser: Any, place: Path) -> None:
    page = place / "report.html"
    command = [*MTLINT, "report", "seeds", "--output", str(page), "--exit-zero", "--quiet"]
    subprocess.run(command, cwd=place, check=True)
    for name, view, scheme in (
        ("report", DESK, "light"),
        ("report-dark", DESK, "dark"),
        ("report-phone", PHONE, "light"),
    ):
        shown = browser.new_page(viewport=view, color_scheme=scheme)
        shown.goto(page.as_uri())
        if name != "report":
            shown.click("[name=next]")
        shown.screenshot(path=TARGET / f"{name}.png")


def _review(browser: Any, place: Path) -> None:
    with _served(place) as address:
        page = browser.new_page(viewport=DESK)
        page.goto(address)
        for key in ("n", "t", "l", "t", "e"):
            page.keyboard.press(key)
            page.wait_for_timeout(300)
        page.screenshot(path=TARGET / "review.png")


@contextmanager
def _served(place: Path) -> Iterator[str]:
    """A review of the sample text, by its address."""
    command = [*MTLINT, "review", "seeds", "--no-browser", "--quiet"]
    # Nothing of it is kept with what people decided.
    environment = os.environ | {"XDG_CACHE_HOME": str(place / "cache")}
    process = subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = ""
        while not (found := re.search(r"http://\S+", said)):
            said += process.stdout.readline()
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


if __name__ == "__main__":
    main()
