"""The code frame: the mark stands under the span, whatever the line is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from lint.model import Edit, Span
from lint.report.cells import cells, visible
from lint.report.cure import changes
from lint.report.frame import frame
from lint.source import LineIndex


def _drawn(text: str, word: str, room: int = 80) -> tuple[str, str]:
    start = text.index(word)
    made = frame(LineIndex(text), Span(start, start + len(word)), room)
    return made.before + made.marked + made.after, " " * made.pad + "^" * made.length


@pytest.mark.parametrize(
    ("line", "under"),
    [
        ("one two three", "    ^^^"),
        ("\tone two", "        ^^^"),
        ("“a” – two", "      ^^^"),
        ("日本 two", "     ^^^"),
        ("cafe\u0301 two", "     ^^^"),
        ("👩‍🚀 two", "   ^^^"),
        ("a\x1b[31m two", "       ^^^"),
    ],
)
def test_the_mark_stands_under_the_word(line: str, under: str) -> None:
    assert _drawn(line, "two")[1] == under


def test_a_long_line_is_cut_between_words() -> None:
    line, under = _drawn("before " * 40 + "HERE " + "after " * 40, "HERE", 40)
    assert line == "… before before HERE after after after …"
    assert under == "                ^^^^"


def test_a_long_span_is_cut() -> None:
    line, under = _drawn("x" * 300, "x" * 300, 40)
    assert line == "x" * 29 + "…"
    assert under == "^" * 30


def test_a_span_over_lines_ends_with_its_first_line() -> None:
    assert _drawn("one two\r\nthree", "two\r\nthree") == ("one two", "    ^^^")


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(20, 120))
def test_a_frame_is_safe_and_fits(text: str, a: int, b: int, room: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    made = frame(LineIndex(text), Span(start, end), room)
    line = made.before + made.marked + made.after
    assert visible(line) == line
    assert wcswidth(line) <= room
    assert made.pad + made.length <= room + 1


@given(st.text(alphabet="ab é“”—日\u0301", max_size=40))
def test_cells_are_those_of_the_table(text: str) -> None:
    assert cells(text) == max(0, wcswidth(text))


@pytest.mark.parametrize(
    ("source", "edits", "around", "expected"),
    [
        ("saw the the dog", [(7, 11, "")], (4, 11), ["the the -> the"]),
        ("saw dog", [(4, 4, "the ")], (4, 7), ["dog -> the dog"]),
        ("saw dog", [(4, 4, "the ")], (0, 3), ["saw dog -> saw the dog"]),
        ("a cats sat", [(0, 1, "two")], (0, 6), ["a cats -> two cats"]),
        ("one. Two", [(3, 4, ","), (5, 6, "t")], (3, 4), ["one. Two -> one, two"]),
        ("x " + "y" * 80 + " z", [(0, 1, "a"), (83, 84, "b")], (0, 1), ["x -> a", "z -> b"]),
        ("The ships sail on.", [(4, 9, "ship"), (10, 14, "sails")], (4, 9), ["ships sail -> ship sails"]),
    ],
)
def test_cures(source: str, edits: list[tuple[int, int, str]], around: tuple[int, int], expected: list[str]) -> None:
    made = changes(source, [Edit(Span(start, end), text) for start, end, text in edits], Span(*around))
    assert [f"{change.old} -> {change.new}" for change in made] == expected
