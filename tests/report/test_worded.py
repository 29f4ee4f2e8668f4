"""Two versions word by word, in one column and in two, and as a piece of HTML."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lint.report import REPORTERS, ReportOptions
from lint.report.cells import cells
from lint.report.worded import pieces, side_by_side, word_diff
from tests.report import tricky

OLD = "One.\nHe was late, he said.\nTwo.\n"
NEW = "One.\nThey were late, he said.\nTwo, too.\n"


def test_one_column_has_the_marks_of_git() -> None:
    assert (
        word_diff("a.txt", OLD, NEW, ReportOptions())
        == """\
--- a/a.txt
+++ b/a.txt
@@ -1,3 +1,3 @@
One.
[-He was-]{+They were+} late, he said.
Two{+, too+}.
"""
    )
    assert word_diff("a.txt", OLD, OLD, ReportOptions()) == side_by_side("a.txt", OLD, OLD, ReportOptions()) == ""


def test_two_columns_wrap_and_keep_to_the_width() -> None:
    wide = "日本語 " * 20
    shown = side_by_side("a.txt", OLD + wide + "x\n", NEW + wide + "y\n", ReportOptions(width=60))
    rows = shown.splitlines()[2:]
    assert max(map(cells, rows)) <= 60
    assert re.fullmatch(r"2  \[-He was-\] late, he said\. +2 +\{\+They were\+\} late, he", rows[1])
    assert rows[2].split() == ["said."]
    assert len([row for row in rows if "日本" in row]) > 3


def test_colour_takes_the_place_of_marks() -> None:
    for show in (word_diff, side_by_side):
        painted = show("a", OLD, NEW, ReportOptions(colour=True))
        assert "[-" not in painted
        assert re.search(r"\x1b\[[\d;]*31[\d;]*mHe was\x1b\[0m", painted) or "\x1b[9;31mHe was" in painted
        assert "\x1b[2J" not in show("a", "x\n", "\x1b[2J\u202e[bold]y[/bold]\n", ReportOptions(colour=True))
    assert "[bold]y[/bold]" in side_by_side("a", "x\n", "[bold]y[/bold]\n", ReportOptions(width=120))


@given(st.text("ab. \n", max_size=60), st.text("ab. \n", max_size=60))
def test_no_word_is_lost(before: str, after: str) -> None:
    made = pieces(before, after)
    assert "".join(piece.old for piece in made) == before
    assert "".join(piece.new for piece in made) == after


def test_long_texts_are_matched_piece_by_piece() -> None:
    before = [f"This is number {number}. " for number in range(3000)]
    after = [*before[:10], "New. ", *before[10:2000], *before[2001:]]
    changed = [piece for piece in pieces("".join(before), "".join(after)) if not piece.same]
    assert [(piece.old, piece.new) for piece in changed] == [("", "New. "), ("This is number 2000. ", "")]


def test_the_fragment_holds_what_changes_and_nothing_that_acts() -> None:
    made = "".join(REPORTERS["html-diff"](tricky.RUN, ReportOptions()))
    assert '<del class="mtlint-del" data-finding="2">He</del><ins class="mtlint-ins" data-finding="2">She</ins>' in made
    assert not re.search(r"<script| style=| id=| on\w+=|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", made)
    assert "&lt;end&gt;" in made
    assert made.count("<section") == made.count("</section>") == 3
    assert "".join(REPORTERS["html-diff"](tricky.RUN[1:2], ReportOptions())) == ""
