"""What of Markdown is prose, and where it stands."""

from __future__ import annotations

import pytest

from lint.model import Span
from lint.readers import markdown
from lint.source import PLACEHOLDER, Document


def read(source: str) -> Document:
    (document,) = markdown.read("name", source)
    return document


def shapes(source: str) -> list[tuple[str, str]]:
    document = read(source)
    return [(segment.kind.value, document.text[segment.start : segment.end]) for segment in document.segments]


def only(source: str) -> str:
    ((_, text),) = shapes(source)
    return text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("He *went* **home** _at_ ~~once~~ noon.", "He went home at once noon."),
        ('See [the *guide*](https://a.example/the "the") the.', "See the guide the."),
        ("See [the guide][g] and [g].\n\n[g]: /the", "See the guide and g."),
        ("See [the guide][none].", "See [the guide][none]."),
        ("Call `run()` now.", f"Call {PLACEHOLDER} now."),
        ("Look ![the map](/the.png) here.", f"Look {PLACEHOLDER} here."),
        ("See <https://a.example/the> now.", f"See {PLACEHOLDER} now."),
        ("Ask <a@b.example> now.", f"Ask {PLACEHOLDER} now."),
        ("A <b>bold</b> move<!-- not read -->.", "A bold move."),
        ("A <!-- not read --> move *here* {#x} and there.", "A move here and there."),
        ("A  <!-- not read --> move.", "A  move."),
        ("Here is <!-- no comment without an end", "Here is <!-- no comment without an end"),
        ("Press <kbd>the Enter</kbd> key.", f"Press {PLACEHOLDER} key."),
        ("One<br>two.", "One\ntwo."),
        ("Two \\* two &amp; &quot;two&quot;.", 'Two * two & "two".'),
        ("See {{ page.the }} now.", f"See {PLACEHOLDER} now."),
        ("A claim.[^1] And more.[^none]", "A claim. And more."),
        ("One line\nand two  \nand three\\\nand four.", "One line\nand two  \nand three\nand four."),
        ("> One line\n> and two.", "One line\nand two."),
        ("> > One line\nlazy *two*\n> > three.", "One line\nlazy two\nthree."),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("> [!NOTE]\n> Mind the gap.", "Mind the gap."),
        ("::: tip\nMind the gap.", "Mind the gap."),
        ("A\0B.", "A\0B."),
    ],
)
def test_inline_marks_are_left_out(source: str, text: str) -> None:
    assert only(source) == text


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: The the\n---\n",
        "+++\ntitle = 'The the'\n+++\n",
        "```\nthe the\n```\n",
        "    the the\n",
        "~~~ the the\nthe\n~~~\n",
        "<div>\nthe the\n</div>\n",
        "<!-- the\n\nthe -->\n",
        "[the]: /the 'the'\n",
        "![the the](/the.png)\n",
        "{{#include the.rs}}\n",
        "{{< figure the >}}\n",
        "{% raw %}\n",
        "`the the`\n",
        "***\n",
    ],
)
def test_what_is_no_prose_is_not_read(source: str) -> None:
    assert shapes(source) == []
    assert shapes(source + "\nHe went home.\n") == [("text", "He went home.")]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# The bridge #\n\nIt stands.", [("headline", "The bridge"), ("text", "It stands.")]),
        ("The *old*\nbridge\n===\n\nIt stands.", [("headline", "The old\nbridge"), ("text", "It stands.")]),
        ("# The bridge {#the}", [("headline", "The bridge")]),
        ("**The bridge**\n\nIt stands.", [("headline", "The bridge"), ("text", "It stands.")]),
        ("**The bridge stands.**", [("text", "The bridge stands.")]),
        ("- two eggs\n- [x] some *flour*\n  - milk", [("item", "two eggs"), ("item", "some flour"), ("item", "milk")]),
        ("1. It stands. Nobody knows why.", [("text", "It stands. Nobody knows why.")]),
        ("- > quoted `a`\n  > words", [("item", f"quoted {PLACEHOLDER}\nwords")]),
        ("[One](/1)\n[Two](/2)", [("item", "One\nTwo")]),
        ("<span>Filename: src/main.rs</span>", [("caption", "Filename: src/main.rs")]),
        ("Photo: the bridge", [("caption", "Photo: the bridge")]),
        ("> It stands.", [("text", "It stands.")]),
        (
            "A claim.[^1]\n\n[^1]: A *note*.\n\nThe end.",
            [("text", "A claim."), ("text", "A note."), ("text", "The end.")],
        ),
        (
            "| Old | New |\n|---|:-:|\n| a \\| b | *c* |\n|  | d |\n",
            [("table", "Old"), ("table", "New"), ("table", "a | b"), ("table", "c"), ("table", "d")],
        ),
        ("> a | b\n> --|--\n> c | d", [("table", "a"), ("table", "b"), ("table", "c"), ("table", "d")]),
    ],
)
def test_blocks_and_their_kinds(source: str, found: list[tuple[str, str]]) -> None:
    assert shapes(source) == found


@pytest.mark.parametrize(
    ("source", "word", "nth"),
    [
        ("[a](the) the", "the", 1),
        ("![the](the) the", "the", 2),
        ("<b title='the'>the</b>", "the", 1),
        ("`the` the", "the", 1),
        ("[a]: the\n\nthe", "the", 1),
        ("# the #\n\n# a", "the", 0),
        ("\ufeff# the", "the", 0),
        ("- - 1. the", "the", 0),
        ("> 1 | 1 | the\n> --|--|--\n", "the", 0),
        ("1. one\n\n   | the | a |\n   |--|--|", "the", 0),
        ("> the\r\n> end", "end", 0),
        ("one\r\r\nthe", "the", 0),
        ("- x\n\n\tthe", "the", 0),
        ("| `the` | b |\n|---|---|\n| x \\| the | y |", "the", 1),
    ],
)
def test_a_word_stands_where_it_stood(source: str, word: str, nth: int) -> None:
    document = read(source)
    place = -1
    for _ in range(nth + 1):
        place = source.find(word, place + 1)
    at = document.text.find(word)
    assert document.source_span(Span(at, at + len(word))) == Span(place, place + len(word))
    assert document.editable(Span(at, at + len(word)))


def test_an_edit_may_not_reach_over_markup() -> None:
    document = read("He *went* home &amp; slept.")
    went = document.text.index("went")
    assert document.editable(Span(went, went + 4))
    assert not document.editable(Span(went, went + 9))
    ampersand = document.text.index("&")
    assert not document.editable(Span(ampersand, ampersand + 1))
    assert document.source_span(Span(went, went + 9)) == Span(4, 14)


def test_wrapped_lines_may_be_joined_but_not_over_a_quote_mark() -> None:
    assert read("one\ntwo").editable(Span(0, 7))
    assert not read("> one\n> two").editable(Span(0, 7))


@pytest.mark.parametrize(
    "source",
    [
        "[" * 50_000,
        "![" * 25_000 + "]",
        "*a **b " * 10_000,
        "> " * 50_000,
        "- " * 50_000,
        "[](" * 20_000,
        "{{" * 20_000,
    ],
)
def test_hostile_markup_is_read(source: str) -> None:
    assert read(source).source == source
