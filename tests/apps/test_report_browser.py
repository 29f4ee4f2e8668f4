"""The page of `mtlint report` in a real browser: what is seen, what keys and filters do, and what axe-core says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lint.apps import html
from lint.report.advice import Limits
from lint.report.sheets import Shown
from tests.apps.browsing import browsers, needs_chromium, violations
from tests.report import tricky

pytestmark = needs_chromium
browser = pytest.fixture(scope="module")(browsers)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a run with all that is hard to show."""
    file = tmp_path_factory.mktemp("page") / "page.html"
    page = "".join(html.render(Shown.of(tricky.RUN, Limits(), {}), "</title><script>alert(1)</script>", ""))
    file.write_text(page, encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Any]:
    """The page, opened; it may neither ask for anything nor complain."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: said.append(request.url) if request.url != address else None)
    page.goto(address)
    yield page
    assert not said
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (640, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Any, address: str, width: int, scheme: str) -> None:
    # 640 is a desktop at 200 %; the page's own policy keeps scripts out, and axe-core is one.
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for view in ("marked", "beside"):
        page.check(f"[name=view][value={view}]")
        page.keyboard.press("n")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert not violations(page)
    context.close()


def test_keys_go_from_finding_to_finding_and_show_the_evidence(opened: Any) -> None:
    opened.keyboard.press("n")
    assert opened.evaluate("document.activeElement.id") == "f1"
    opened.keyboard.press("n")
    assert opened.inner_text("#status") == "2 of 8"
    assert opened.inner_text(".bears >> nth=0") == "Anna"
    opened.keyboard.press("p")
    opened.keyboard.press("p")
    assert opened.evaluate("document.activeElement.id") == "f8"
    opened.keyboard.press("Escape")
    assert opened.locator(".on, .bears").count() == 0
    opened.click("#tools summary")
    opened.uncheck("[name=keys]")
    opened.keyboard.press("n")
    assert opened.locator(".on").count() == 0


def test_filters_leave_what_was_asked_for(opened: Any) -> None:
    opened.click("#tools summary")
    opened.uncheck("[name=severity][value=error]")
    shown = opened.evaluate("[...document.querySelectorAll('.card:not([hidden])')].map(c => c.dataset.severity)")
    assert set(shown) == {"note", "warning"}
    assert opened.inner_text("#status") == f"{len(shown)} of 8 findings"
    assert not opened.is_visible("ins[data-c='1']")
    assert opened.is_visible("#f3")
    # What a filter leaves out is not proposed either, and the text stays whole.
    opened.check("[name=view][value=after]")
    assert "Anna slept. He rose |" in opened.inner_text(".text >> nth=0")
    assert "New, `end`." in opened.inner_text("#d1")
    opened.check("[name=only]")
    assert opened.locator(".row:visible").count() == opened.locator(".row:has(.card:not([hidden]))").count()


def test_the_text_is_shown_as_it_is_and_as_proposed(opened: Any) -> None:
    opened.check("[name=view][value=beside]")
    assert "Anna slept. 2He rose |" in opened.inner_text(".text >> nth=0")
    assert "Ann slept. 2She got up |" in opened.inner_text(".text.after >> nth=0")
    opened.check("[name=view][value=after]")
    assert not opened.is_visible(".text:not(.after) del >> nth=0")


def test_the_page_prints(opened: Any, tmp_path: Path) -> None:
    assert opened.pdf(path=str(tmp_path / "page.pdf"))[:5] == b"%PDF-"
    opened.emulate_media(media="print")
    assert not opened.is_visible("#tools")
    assert opened.is_visible(".card >> nth=0")
