"""`mtlint report`: one page that holds everything, whatever the documents hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lint.apps import html
from lint.model import Span
from lint.report.advice import Limits
from lint.report.sheets import Shown
from lint.verdict import Estimate, Rated, Verdict
from tests.apps.conftest import Run
from tests.report import tricky

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> <a href="javascript:alert(3)">'


class Tags(HTMLParser):
    """The tags of a page, and whether each is closed where it must be."""

    VOID = ("meta", "input", "rect", "path")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the last that is open."""
        if tag not in self.VOID:
            assert self.open.pop() == tag


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    assert not parser.open
    return parser.seen


def _page(*results: object) -> str:
    return "".join(html.render(Shown.of(results, Limits(), {}), "T", ""))  # type: ignore[arg-type]


def test_a_page_of_files_and_lines_is_the_same_every_time(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n\nA blorb. A zag zag bird.\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "one", "text": "A zig zig."}) + "\n", encoding="utf-8")
    done = mtlint("report", "a.txt", "b.jsonl", "-o", "page.html")
    assert (done.returncode, done.stderr) == (1, b"")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert mtlint("report", "a.txt", "b.jsonl").stdout.decode() == page
    tags = _tags(page)
    assert {attributes["id"] for tag, attributes in tags if tag == "li"} == {"f1", "f2", "f3", "f4"}
    assert "b.jsonl: one, line 1" in page
    assert "because" not in page
    assert "Systems repeat words." in page
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"] for _, a in tags if "href" in a} <= {f"#{name}" for name in ids}
    assert not [tag for tag, a in tags if tag in ("link", "img", "iframe") or "src" in a or "style" in a]
    assert "<time" not in page
    assert '<time datetime="2024-05-31">' in mtlint("report", "a.txt", "--date", "2024-05-31").stdout.decode()


def test_nothing_in_a_text_becomes_a_tag(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(f"{HOSTILE} zig zig {HOSTILE} \u202eblorb\u202c\n", encoding="utf-8")
    page = mtlint("report", "x.txt", "--title", HOSTILE).stdout.decode()
    tags = _tags(page)
    assert [tag for tag, _ in tags if tag in ("script", "style")] == ["style", "script"]
    assert not [a for _, a in tags if any(name.startswith("on") for name in a)]
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page


def test_what_is_hard_to_show_is_shown() -> None:
    page = _page(*tricky.RUN)
    _tags(page)
    assert "\x1b" not in page
    assert "⟨U+D800⟩" in page
    assert "Suppressed by marks in the text: a name &amp; &lt;no&gt; “word”" in page
    assert "Suppressed by the baseline" in page
    assert "took too long" in page


def test_a_change_is_marked_by_more_than_colour(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n", encoding="utf-8")
    page = mtlint("report", "a.txt").stdout.decode()
    assert re.search(r'<a class="n" id="m1"[^>]*>1</a><span data-f="1">zig</span><del[^>]*> zig</del>', page)
    style = page[page.index("<style>") : page.index("</style>")]
    assert re.search(r"del\[data-f\] \{[^}]*line-through", style)
    assert re.search(r"\nins \{[^}]*underline", style)


def test_wrong_use_is_said(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A bird.\n", encoding="utf-8")
    done = mtlint("report", "a.txt", "--verdicts", "9", "5", "60")
    assert done.returncode == 2
    assert "each must be at least the one before it" in done.stderr.decode()
    assert mtlint("report", "a.txt", "--date", "31 May").returncode == 2
    assert mtlint("report", "a.txt", "missing.txt", "-o", "p.html").returncode == 3
    assert (tmp_path / "p.html").exists()


@pytest.mark.parametrize(
    ("findings", "words", "verdict"),
    [
        ((), 200, Verdict.PUBLISH),
        ((tricky.WIDE,), 1000, Verdict.PUBLISH),
        ((tricky.OLD,), 1000, Verdict.FIX),
        ((tricky.HE,) * 6, 1000, Verdict.EDIT),
        ((tricky.HE,) * 6, 200, Verdict.AGAIN),
        ((tricky.HE,) * 6, 20, Verdict.FIX),
        ((), 0, Verdict.NONE),
    ],
)
def test_verdicts_follow_the_limits_that_are_stated(findings: tuple[object, ...], words: int, verdict: Verdict) -> None:
    document = tricky.document(text="word " * words)
    assert Limits().verdict_of(tricky.Checked(document, findings)) is verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hter", "findings", "verdict"),
    [
        (0.1, (), Verdict.PUBLISH),
        (0.1, (tricky.OLD,), Verdict.FIX),
        (0.3, (), Verdict.EDIT),
        (0.45, (), Verdict.AGAIN),
        (None, (), Verdict.NONE),
    ],
)
def test_estimates_have_limits_of_their_own(hter: float | None, findings: tuple[object, ...], verdict: Verdict) -> None:
    document = tricky.document(text="word " * 200)
    rated = () if hter is None else (Rated(Span(0, 999), hter, 200),)
    checked = tricky.Checked(document, findings, estimate=Estimate(rated))  # type: ignore[arg-type]
    limits = Limits.of((5, 30, 100), (12, 25, 40))
    assert limits.verdict_of(checked) is verdict
    assert "publish below 12%, fix below 25%, edit by hand below 40%" in limits.in_words(estimated=True)


def test_diff_has_views(mtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A zig zig bird.\n", encoding="utf-8")
    done = mtlint("diff", "--word", "a.txt")
    assert done.stdout.decode() == "--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,1 @@\nA[- zig-] zig bird.\n"
    assert done.returncode == 1
    assert b"1  A[- zig-] zig bird." in mtlint("diff", "--side-by-side", "a.txt").stdout
    assert mtlint("check", "a.txt", "--format", "html-diff").stdout.startswith(b'<section class="mtlint-diff">')
