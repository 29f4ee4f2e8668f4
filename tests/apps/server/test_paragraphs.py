"""Paragraphs, and findings that outlive changes elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.apps.server.paragraphs import Moves, alone, paragraphs
from lint.model import Edit, Evidence, Finding, Fix, Safety, Severity, Span
from lint.readers import READERS
from lint.source import Document

MARKDOWN = """\
---
title: x
---

# A *fine* head

> Some `code` and
> **more** text.

| a | b c |
|---|-----|
| d | e   |
"""
PAGE = "<title>A &amp; B</title><p>It&#8217;s &acE; a\n  <b>fine</b> <code>x</code>\n<ul><li>one<li>&nbsp;two &lt;</ul>"
SUBTITLES = "1\n00:01.0 --> 00:02.0\n- A fine\n<i>head</i>\n- No.\n\n2\n00:02.0 --> 00:03.0\n[sighs] Well."
blocks = st.lists(st.sampled_from(["One here.", "Two are\nthere.", "- an item", "# Head", "> said", "`x`"]), max_size=6)


def read(text: str, form: str = "markdown") -> Document:
    """The document of a text."""
    document = next(iter(READERS[form]("x", text)))
    assert isinstance(document, Document)
    return document


def found(start: int, end: int, evidence: tuple[int, int] | None = None) -> Finding:
    """A finding with a fix at its place, and perhaps with evidence elsewhere."""
    fix = Fix((Edit(Span(start, end), "x"),), Safety.SAFE)
    seen = (Evidence(Span(*evidence), "", ""),) if evidence else ()
    return Finding("a/b", Span(start, end), "", Severity.NOTE, "", evidence=seen, fixes=(fix,))


@pytest.mark.parametrize(
    ("form", "source"), [("markdown", MARKDOWN), ("text", MARKDOWN), ("html", PAGE), ("srt", SUBTITLES)]
)
def test_paragraphs_are_the_whole_source_and_read_alone_as_in_place(form: str, source: str) -> None:
    document = read(source, form)
    cut = paragraphs(document)
    assert "".join(paragraph.content[1] for paragraph in cut) == source
    for paragraph in cut:
        part, segment = alone(document, paragraph), paragraph.segment
        assert part.text == document.text[segment.start : segment.end]
        for at in range(len(part.text)):
            span = Span(segment.start + at, segment.start + at + 1)
            assert part.source_span(Span(at, at + 1)) == document.source_span(span)
            assert part.editable(Span(at, at + 1)) == document.editable(span)


@given(blocks, blocks)
def test_findings_stay_on_their_words(before: list[str], after: list[str]) -> None:
    old, new = read("\n\n".join(before)), read("\n\n".join(after))
    moves = Moves(paragraphs(old), paragraphs(new))
    words = [found(place, place + 3) for place in range(len(old.source) - 2)]
    for finding in moves.findings(words):
        text = new.source[finding.span.start : finding.span.end]
        assert text in old.source
        assert finding.fix is not None
        assert finding.fix.edits[0].span == finding.span
    # What is not new was there before, and as often.
    kept = len(paragraphs(new)) - len(moves.new)
    assert kept <= len(paragraphs(old))
    if before == after and paragraphs(old):
        assert not moves.new
        assert len(list(moves.findings(words))) == len(words)


def test_what_reaches_into_a_changed_paragraph() -> None:
    old = read("One two.\n\nThree four.\n\nFive six.\n", "text")
    new = read("New.\n\nOne two.\n\nThree more.\n\nFive six.\n", "text")
    moves = Moves(paragraphs(old), paragraphs(new))
    (changed,) = [paragraph.content[2] for paragraph in moves.new if "more" in paragraph.content[2]]
    assert changed == "Three more."
    both = [found(0, 3, evidence=(10, 15)), found(10, 15), found(23, 27, evidence=(0, 3)), found(4, 12)]
    first, last = moves.findings(both)
    assert (first.span, first.evidence) == (Span(6, 9), ())
    assert (last.span, last.evidence[0].span) == (Span(29, 33), Span(6, 9))
