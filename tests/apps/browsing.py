"""A browser for the tests of pages; without Chromium they are skipped, or fail where they are required."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
CALM = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")

if not CHROMIUM and os.environ.get("MTLINT_REQUIRE_CHROMIUM"):
    pytest.fail("the tests in a browser are required, and no Chromium is here: apt-get install chromium")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is here; the package `chromium` runs these tests")


def browsers() -> Iterator[Any]:
    """One browser, for a fixture."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(CALM))
        yield started
        started.close()


def violations(page: Any) -> list[tuple[str, Any, str]]:
    """What axe-core finds on a page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in found]
