"""Baselines: what is still known after a text was edited, what is not, and how the file is written and read."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.baseline import Baseline, Entry, entries_of, matched, read, render
from lint.checked import Checked
from lint.errors import UsageError
from lint.model import Finding, Severity, Span
from lint.source import Document

FAULT = re.compile(r"\b(\w+) \1\b|zork", re.IGNORECASE)
WORDS = "river bridge market garden letter window winter doctor engine island people silver number almost".split()


def found(text: str) -> tuple[Entry, ...]:
    """The entries of a text in which doubled words and zorks are found."""
    findings = tuple(
        Finding("toys/zork" if match[0] == "zork" else "toys/twice", Span(*match.span()), "?", Severity.NOTE, "Style")
        for match in FAULT.finditer(text)
    )
    return entries_of(Checked(Document.plain("a.txt", text, ()), findings))


def sentence(number: int, before: int = 6, after: int = 6) -> list[str]:
    """The words of a sentence with a fault in it, unlike those of other numbers."""
    words = [f"{WORDS[(number + i) % len(WORDS)]}{number}" for i in range(before + after)]
    return [*words[:before], "zork" if number % 2 else "the the", *words[before:]]


def text(paragraphs: list[list[list[str]]], width: int = 0) -> str:
    """Sentences as a text, its paragraphs wrapped at a width where there is one."""
    blocks = [" ".join(" ".join(words).capitalize() + "." for words in sentences) for sentences in paragraphs]
    # A doubled word is found on one line alone, so that it is not broken here.
    return "\n\n".join(
        textwrap.fill(b.replace("the the", "the~the"), width).replace("~", " ") if width else b for b in blocks
    )


@given(st.data())
def test_what_was_there_is_known_after_edits_elsewhere(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    numbers = iter(range(sum(sizes)))
    paragraphs = [[sentence(next(numbers)) for _ in range(size)] for size in sizes]
    known = found(text(paragraphs))
    edited = [
        # In a sentence either the words far from the fault change or one beside it, and never both.
        [data.draw(st.sampled_from([_far, _beside, list]))(words) for words in sentences]
        for sentences in data.draw(st.permutations(paragraphs))
    ]
    edited.insert(data.draw(st.integers(0, len(edited))), [["another", "paragraph", "without", "faults"]])
    after = found(text(edited, data.draw(st.sampled_from([0, 50, 80]))))
    assert len(after) == len(known)
    far_only = [words for sentences in edited for words in sentences]
    broken = sum("beside" in words for words in far_only)
    assert matched(known, after).count(True) == len(known) - broken


def _far(words: list[str]) -> list[str]:
    return ["changed", *words[1:-1], "altered", "more"]


def _beside(words: list[str]) -> list[str]:
    # The sentence and the words nearby both change, which makes it news.
    return [*words[:5], "beside", *words[6:]]


def test_a_change_of_spaces_marks_and_case_is_none() -> None:
    known = found("First one.\n\nThe minister said that the the budget would be voted on.\n")
    assert matched(known, found("The Minister  said, that the the\nbudget would be *voted* on!")) == (True,)


def test_an_item_of_a_list_does_not_know_its_neighbours() -> None:
    known = found("# A heading\n- see zork now\n- another item\n")
    assert matched(known, found("# Other\n* see zork now\n* a changed item\n")) == (True,)


def test_each_entry_serves_once_and_only_its_own_rule() -> None:
    once = found("A red zork flew.")
    assert matched(once, found("A red zork flew. A red zork flew.")) == (True, False)
    assert matched(found("A red the the flew."), once) == (False,)
    both = found("A red zork flew off. The blue zork ran.")
    assert matched(both, found("So a red zork flew off. A red zork flew off. The blue zork ran.")) == (
        False,
        True,
        True,
    )


def test_what_is_rendered_is_what_is_read() -> None:
    entries = (Entry("b/b", "zork", "1" * 16, "2" * 16), Entry("a/a", "“é”\n\ud800", "1" * 16, "2" * 16))
    written = render(Baseline({"b.txt": entries, "a.txt": entries[:1], "none.txt": ()}, {"id 1": entries[:1]}))
    assert list(map(str.strip, written.splitlines())).index('"a.txt": [') < written.splitlines().index('"b.txt": [')
    assert "none.txt" not in written
    again = read(written.replace("\\ud800", "?").encode(), "x")
    assert again.files["b.txt"] == tuple(sorted((entries[0], Entry("a/a", "“é”\n?", "1" * 16, "2" * 16))))
    assert render(read(written.replace("\\ud800", "?").encode(), "x")) == written.replace("\\ud800", "?")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "x: is no baseline (Input data was truncated); delete it"),
        (b'{"version": 1,\n<<<<<<< HEAD\n', "x:2: is no baseline (JSON is malformed"),
        (b'{"version": 1, "files": {"a": [{"rule": 1}]}}', "Expected `str`, got `int`"),
        (b'{"version": 1, "filse": {}}', "unknown field `filse`"),
        (b'{"version": 2, "what": "ever"}', "x: is a baseline of version 2, this mtlint reads 1; delete it"),
        (b'{"version": 1, "files": {"\xff": []}}', "x: is no baseline"),
    ],
)
def test_what_is_no_baseline_is_said_in_one_line(data: bytes, problem: str) -> None:
    with pytest.raises(UsageError) as error:
        read(data, "x")
    assert problem in str(error.value)
    assert "\n" not in str(error.value)
