"""Laws that hold for every reader and every text."""

from __future__ import annotations

import json
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.apps.files import SUFFIXES
from lint.errors import ReadError
from lint.model import Span
from lint.readers import READERS
from lint.readers.cues import sheet
from lint.source import LINE_END, Document

MARKS = st.sampled_from(
    [
        *"*_`~[]()<>{}!#|\\&\"'-+.:;,?/=^ \t",
        *[
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\n> ",
            "> ",
            "\n- ",
            "\n  ",
            "\n    ",
            "1. ",
            "\n# ",
            " #",
            "\n---\n",
            "\n|-|-|\n",
        ],
        *["**", "__", "](", '](/a "b")', "[a]: /b\n", "![", "<br>", "<b>", "</b>", "<code>", "</code>", "<!--", "-->"],
        *[
            "<https://a.example>",
            "&quot;",
            "&#65;",
            "\\*",
            "{{ a }}",
            "{#id}",
            "[^1]",
            "\n[^1]: ",
            "```",
            "\n```\n",
            "+++\n",
        ],
        *[
            "He went home.",
            "word",
            "Two words",
            "a|b",
            "x",
            "é",
            "😀",
            "\0",
            "\ufeff",
            "\u2028",
            "\u00a0",
            "[x] ",
            ":::",
            "[!NOTE]",
        ],
    ]
)
TEXTS = st.lists(MARKS | st.text(max_size=6), max_size=40).map("".join)

HTML = st.sampled_from(
    [
        *[
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i lang='fr'>",
            "</i>",
            "<br>",
            "<br/>",
            "<div lang=de>",
            "</div>",
            "<li>",
            "<ul>",
        ],
        *["</ul>", "<td>", "<table>", "</table>", "<h2>", "</h2>", "<code>", "</code>", "<pre>", "</pre>", "<svg>"],
        *[
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "<q>",
            "</q>",
        ],
        *[
            "<!--",
            "-->",
            "--!>",
            "<!",
            "<![CDATA[",
            "]]>",
            "<?",
            "<a href='",
            '<a b="',
            "</",
            "</x",
            "<",
            ">",
            "'",
            '"',
            "/>",
        ],
        *["&amp;", "&lt;b&gt;", "&nbsp;", "&#8217;", "&shy;", "&copy", "&notit;", "&#1;", "&#x1F600;", "&acE;", "&"],
        *["\n", "\n\n  ", "\r\n", "\t", "\f", "\0", "\xa0", "\xad", "{{ a }}", "<sup>1</sup>", "<img>", "<q>"],
        *["<span translate=no>", "</span>", "<!-- mtlint off -->", "He went home.", "the the", "word", "x", "é", "😀"],
    ]
)
PAGES = st.lists(HTML | st.text(max_size=4), max_size=40).map("".join)

SPEECH = st.sampled_from(
    [
        *[
            "\n",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            " ",
            "  ",
            "- ",
            "-",
            "— ",
            "...",
            "…",
            ">> ",
            "ANNA: ",
            "Old Man: ",
            "(sighs)",
        ],
        *["\n\n2\n00:00:03,000 --> 00:00:04,000\n", "\n\nx\n00:04.100 --> 00:06.000 align:start\n", "\n7\n"],
        *["\n\n00:01:03,000 --> 00:01:04,000\n\n", "\n\nNOTE the the\n", "\n\nNOTE mtlint off: x\n", "\n\nSTYLE\n"],
        *[
            "<i>",
            "</i>",
            "<v Anna>",
            "<v Bob>",
            "</v>",
            "<c.x>",
            "<00:01.500>",
            "<lang fr>",
            "</lang>",
            "<3",
            "{\\an8}",
            "{",
        ],
        *[
            "[laughs]",
            "[",
            "]",
            "♪",
            "&amp;",
            "&lt;",
            "&nbsp;",
            "&lrm;",
            "&",
            "<",
            ">",
            "-->",
            "He went",
            "home.",
            "the the",
        ],
        *["word", "I", "x", "é", "😀", "\0", "\xa0", "\u2028", "1"],
    ]
)
SPOKEN = st.lists(SPEECH | st.text(max_size=3), max_size=30).map(
    lambda parts: "1\n00:00:01,000 --> 00:00:02,500\n" + "".join(parts)
)


def read(form: str, source: str) -> list[Document]:
    documents = []
    for document in READERS[form](form, source):
        assert not isinstance(document, ReadError), document
        documents.append(document)
    return documents


def hold(document: Document) -> None:
    source, text = document.source, document.text
    text_end = source_end = 0
    for piece in document.pieces:
        assert piece.text >= text_end
        assert piece.source >= source_end
        text_end, source_end = piece.text_end, piece.source_end
        spelt, shown = source[piece.source : source_end], text[piece.text : text_end]
        assert shown == (unescape(spelt) if piece.width and spelt.strip() else " " if piece.width else spelt)
    assert text_end <= len(text)
    assert source_end <= len(source)
    end = 0
    for segment in document.segments:
        assert end <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip()
        end = segment.end
        span = document.source_span(Span(segment.start, segment.end))
        assert 0 <= span.start <= span.end <= len(source)


def keep_markup(document: Document) -> None:
    """Every edit that a document takes leaves the text around it and all markup as they were."""
    for segment in document.segments:
        for start in range(segment.start, min(segment.end, segment.start + 12)):
            for end in range(start, min(segment.end, start + 4) + 1):
                if document.takes(Span(start, end), "x"):
                    hold_edit(document, start, end, "x")


def hold_edit(document: Document, start: int, end: int, new: str) -> None:
    span = document.source_span(Span(start, end))
    source = document.source[: span.start] + new + document.source[span.end :]
    (again,) = read(document.name, source)
    assert again.text == document.text[:start] + new + document.text[end:]
    assert len(again.segments) == len(document.segments)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
def test_markdown_keeps_the_laws(source: str) -> None:
    (document,) = read("markdown", source)
    hold(document)
    assert document.source == source


@settings(max_examples=300, deadline=None, derandomize=True)
@given(PAGES)
def test_html_keeps_the_laws(source: str) -> None:
    (document,) = read("html", source)
    hold(document)
    assert document.source == source
    keep_markup(document)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SPOKEN, st.sampled_from(["srt", "vtt"]))
def test_subtitles_keep_the_laws_and_no_edit_touches_a_time(source: str, form: str) -> None:
    (document,) = read(form, source)
    hold(document)
    assert document.source == source
    lines = [line for cue in sheet(source, notes=form == "vtt").cues for line in cue.lines]
    for segment in document.segments:
        for start in range(segment.start, min(segment.end, segment.start + 30)):
            for end, new in ((start, "x"), (start + 1, ""), (start + 3, ""), (start + 5, "x")):
                if end <= segment.end and document.takes(Span(start, end), new):
                    span = document.source_span(Span(start, end))
                    assert any(line.start <= span.start <= span.end <= line.end for line in lines)
                    edited = source[: span.start] + new + source[span.end :]
                    assert frame(edited, form) == frame(source, form)


def frame(source: str, form: str) -> tuple[list[tuple[int, int]], int]:
    """The times of all cues, and how many lines are not blank: a blank one would end a cue."""
    cues = sheet(source, notes=form == "vtt").cues
    return [(cue.begins, cue.ends) for cue in cues], sum(bool(line.strip()) for line in LINE_END.split(source))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS)
def test_plain_text_keeps_the_laws_and_leaves_no_word_out(source: str) -> None:
    (document,) = read("text", source)
    hold(document)
    assert document.text == document.source == source
    inside = "".join(source[segment.start : segment.end] for segment in document.segments)
    # Markers of list items may hold a letter or a number; longer words always stand in a segment.
    words = [word for word in source.split() if len(word) > 6 and word.isalpha()]
    assert all(word in inside for word in words)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(TEXTS, max_size=5))
def test_jsonl_keeps_the_laws_for_each_record(texts: list[str]) -> None:
    source = "\n".join(json.dumps({"id": str(row), "text": text}) for row, text in enumerate(texts))
    documents = read("jsonl", source)
    assert [document.text for document in documents] == texts
    assert [document.line for document in documents] == list(range(1, len(texts) + 1))
    for document in documents:
        hold(document)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["Plain words", "**bold**", "_slanted_", "[a link](/to)", "`code`", "and more"]), min_size=1
    )
)
def test_markdown_keeps_every_word_of_prose(parts: list[str]) -> None:
    (document,) = read("markdown", " ".join(parts))
    shown = {"**bold**": "bold", "_slanted_": "slanted", "[a link](/to)": "a link", "`code`": "\ufffc"}
    assert document.text == " ".join(shown.get(part, part) for part in parts)


def test_every_suffix_names_a_reader() -> None:
    # Packages are no text: lint/word reads them.
    assert set(SUFFIXES.values()) - {"docx"} <= set(READERS)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "srt", "vtt"])
@pytest.mark.parametrize("source", ["", "\n", " \n\t\n", "\ufeff", "\r\n\r\n"])
def test_an_empty_text_has_no_segments(form: str, source: str) -> None:
    (document,) = read(form, source)
    assert document.segments == ()
