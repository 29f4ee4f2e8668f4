"""`mtlint review` in a real browser, as an editor goes through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.apps.browsing import browsers, needs_chromium, violations
from tests.apps.review.conftest import TEXT, Serve, Served

pytestmark = needs_chromium
browser = pytest.fixture(scope="module")(browsers)


@pytest.fixture
def served(serve: Serve, article: Path) -> Served:
    """A review of the article."""
    return serve(article.name)


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Any]:
    """Its page, opened; it asks nobody but its server, and complains of nothing but what it was refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    # That a decision was refused, or the server ended, a browser says on its own.
    refused = ("status of 4", "ERR_CONNECTION_REFUSED")
    opened.on("console", lambda one: None if any(known in one.text for known in refused) else said.append(one.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda one: said.append(one.url) if not one.url.startswith(served.address) else None)
    opened.goto(served.address)
    yield opened
    assert not [one for one in said if "favicon" not in one]
    context.close()


def decided(page: Any, number: int) -> None:
    """Wait until so many are decided."""
    from playwright.sync_api import expect

    expect(page.locator("#decided")).to_have_text(re.compile(f"^{number} of "))


def focused(page: Any, selector: str) -> None:
    """Wait until something has the focus."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_be_focused()


def test_an_editor_goes_through_by_keys(page: Any, article: Path) -> None:
    page.keyboard.press("n")
    page.keyboard.press("t")
    decided(page, 1)
    # The next that is open has the focus.
    focused(page, "#f2")
    page.keyboard.press("e")
    assert page.input_value("[name=said]:focus") == "zag"
    page.keyboard.type("zu&g t")
    page.keyboard.press("Enter")
    decided(page, 2)
    focused(page, "#f3")
    page.keyboard.press("t")
    assert "There is no fix to take" in page.inner_text("#status")
    page.keyboard.press("l")
    decided(page, 3)
    page.keyboard.press("l")
    decided(page, 4)
    # Once more takes the decision back.
    focused(page, "#f4")
    page.keyboard.press("l")
    decided(page, 3)
    page.reload()
    assert page.inner_text("#decided") == "3 of 4 decided"
    page.check("[name=view][value=after]")
    assert "A 1zig bird." in page.inner_text("#documents")
    assert "A 2zu&g t tree, a 3blorb." in page.inner_text("#documents")
    # What nobody decided on is as it was.
    assert "The 4zig zig end" in page.inner_text("#documents")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#notice")
    assert "1 taken, 1 edited" in page.inner_text("#notice")
    assert article.read_bytes() == TEXT.replace("zig zig", "zig", 1).replace("zag zag", "zu&g t").encode()
    assert page.inner_text("#decided") == "1 of 2 decided"


def test_an_editor_goes_through_by_mouse(page: Any, article: Path) -> None:
    page.click("[name=safe]")
    decided(page, 2)
    page.click("[name=undo]")
    decided(page, 0)
    page.click("#f1 [data-do=take]")
    decided(page, 1)
    assert page.get_attribute("#f1 [data-do=take]", "aria-pressed") == "true"
    page.click("#f1 [data-do=take]")
    decided(page, 0)
    page.click("#f3 [data-do=reason]")
    page.fill("#f3 [name=said]", "a name here")
    page.click("#f3 .write button:not([type])")
    decided(page, 1)
    assert "a name here" in page.inner_text("#f3 .decided")
    page.click("#f2 [data-do=edit]")
    page.keyboard.press("Escape")
    assert page.locator(".write").count() == 0
    page.click("#tools summary")
    page.uncheck("[name=state][value=open]")
    assert page.locator(".card:visible").count() == 1
    page.check("[name=view][value=beside]")
    page.click("[name=save]")
    page.wait_for_selector("#notice")
    assert article.read_text().splitlines()[2].endswith("# mtlint off toys/blorb: a name here")


def test_a_file_that_changed_is_shown_as_it_was_and_as_it_is(page: Any, article: Path) -> None:
    page.keyboard.press("n")
    page.keyboard.press("t")
    decided(page, 1)
    article.write_bytes(TEXT.replace("tree", "oak").encode())
    page.click("[name=save]")
    page.wait_for_selector(".conflict")
    assert page.inner_text(".conflict del") == "tree"
    assert page.inner_text(".conflict ins") == "oak"
    page.click("[data-check='1']")
    page.wait_for_selector(".conflict", state="detached")
    assert page.inner_text("#decided") == "1 of 4 decided"


def test_a_server_that_ended_loses_nothing(page: Any, served: Served, serve: Serve) -> None:
    page.keyboard.press("n")
    page.keyboard.press("t")
    decided(page, 1)
    served.process.kill()
    served.process.wait()
    page.keyboard.press("t")
    page.wait_for_selector("#status:text('does not answer')")
    assert "1 of 4 decided" in serve("a.txt").page()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (640, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    browser: Any, served: Served, article: Path, width: int, scheme: str
) -> None:
    # 640 is a desktop at 200 %; the policy of the page keeps scripts out, and axe-core is one.
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(served.address)
    page.click("#f1 [data-do=take]")
    decided(page, 1)
    page.click("#f2 [data-do=leave]")
    decided(page, 2)
    page.click("#f3 [data-do=edit]")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    article.write_bytes(TEXT.replace("tree", "oak").encode())
    page.evaluate("document.querySelector('[name=save]').click()")
    page.wait_for_selector(".conflict")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
