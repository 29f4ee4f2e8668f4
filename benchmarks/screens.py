"""The pictures of pages in docs/pictures: `mtlint report` and `mtlint review` of the sample text, in a browser.

python -m benchmarks.screens        writes them; needs Chromium
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.browsing import MTLINT, ROOT, browser, environment, served

TARGET = Path(ROOT) / "docs" / "pictures"
DESK, PHONE = {"width": 1180, "height": 760}, {"width": 390, "height": 760}


def main() -> None:
    """Write all pictures."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        place = Path(folder)
        shutil.copytree(Path(ROOT) / "seeds", place / "seeds")
        _report(chromium, place)
        _review(chromium, place)


def _report(chromium: Any, place: Path) -> None:
    page = place / "report.html"
    command = [*MTLINT, "report", "seeds", "--output", str(page), "--exit-zero", "--quiet"]
    subprocess.run(command, cwd=place, env=environment(place), check=True)
    views = (("report", DESK, "light"), ("report-dark", DESK, "dark"), ("report-phone", PHONE, "light"))
    for name, view, scheme in views:
        shown = chromium.new_page(viewport=view, color_scheme=scheme)
        shown.goto(page.as_uri())
        if name != "report":
            shown.click("[name=next]")
        shown.screenshot(path=TARGET / f"{name}.png")


def _review(chromium: Any, place: Path) -> None:
    with served(place, "seeds") as address:
        page = chromium.new_page(viewport=DESK)
        page.goto(address)
        for key in ("n", "t", "l", "t", "e"):
            page.keyboard.press(key)
            page.wait_for_timeout(300)
        page.screenshot(path=TARGET / "review.png")


if __name__ == "__main__":
    main()
