"""Paragraphs of plain text and what they are."""

from __future__ import annotations

import time

import pytest

from lint.readers import plain

BODY = "The council met on Monday evening and agreed to repair the old bridge before winter."


def shapes(text: str) -> list[tuple[str, str]]:
    (document,) = plain.read("name", text)
    return [(segment.kind.value, text[segment.start : segment.end]) for segment in document.segments]


def kind_before_text(block: str, *, first: bool = False) -> str:
    text = f"{block}\n\n{BODY}\n" if first else f"{BODY}\n\n{block}\n\n{BODY}\n"
    return shapes(text)[0 if first else 1][0]


@pytest.mark.parametrize(
    "title",
    [
        "Old bridge to be repaired before winter",
        "Poll: voters prefer the new timetable",
        "“We will not give in”: teachers march again",
        "iceland opens its first tunnel under the sea",
        "CHAPTER IV.",
    ],
)
def test_a_title_opens_a_document(title: str) -> None:
    assert kind_before_text(title, first=True) == "headline"


@pytest.mark.parametrize("title", ["Early life", "Two wins in a row", "PART TWO", "Chapter 3", "What the law says"])
def test_a_title_stands_alone_before_running_text(title: str) -> None:
    assert kind_before_text(title) == "headline"


@pytest.mark.parametrize(
    "block",
    [
        "He walked to the station and waited for the early train to the coast with his sister",
        "He left early",
        "It’s over",
        "He left early. [25]",
        "They did not read.“",
        "and the old bridge",
        "elections Result",
        "The mayor spoke. Nobody listened",
        "“I am fine”",
        "“I am fine and among my people",
        "The minister then said the following:",
        "This is why",
        ".",
        "?!",
        "Were.",
        BODY,
    ],
)
def test_running_text_and_its_splinters_are_text(block: str) -> None:
    assert kind_before_text(block) == "text"


@pytest.mark.parametrize("text", ["Old bridge to be repaired", "Early life", "he left early"])
def test_a_lone_paragraph_is_never_a_headline(text: str) -> None:
    assert shapes(text) == [("text", text)]


def test_the_last_paragraph_is_no_headline() -> None:
    assert shapes(f"{BODY}\n\nThe bridge stays")[-1] == ("text", "The bridge stays")


@pytest.mark.parametrize(
    "block",
    [
        "BAGHDAD (AP) —",
        "LONDON, England —",
        "Reykjavik, 12 May",
        "Seoul, March 25 (UPI) --",
        "By Jane Doe",
        "By Jane Doe and John O'Brien",
        "Text by Maria de la Cruz",
        "(sport.example.es) - Evening News",
        "Tuesday, September 1, 2015",
        "2021-11-07",
        "Published: 12 May 2020, 10:30",
        "https://www.example.org/news/1",
    ],
)
def test_datelines(block: str) -> None:
    assert kind_before_text(block) == "dateline"


@pytest.mark.parametrize(
    "block", ["By Monday the bridge was open again", "By Monday", "May was cold", "On 12 May he left."]
)
def test_what_is_near_a_dateline_is_not_one(block: str) -> None:
    assert kind_before_text(block) != "dateline"


@pytest.mark.parametrize(
    "block",
    [
        "Photo: the bridge in spring",
        "Figure 3: Trade by country.",
        "[Video]",
        "[Photo] The bridge in spring...",
        "Photo by Jane Doe",
        "The bridge in spring (Photo: Jane Doe)",
        "The bridge in spring. Getty Images",
        "© Jane Doe 2019",
    ],
)
def test_captions(block: str) -> None:
    assert kind_before_text(block) == "caption"


@pytest.mark.parametrize("block", ["Photos of the bridge were shown to the council.", "Picture the bridge in spring."])
def test_a_sentence_that_begins_like_a_caption_is_text(block: str) -> None:
    assert kind_before_text(block) == "text"


@pytest.mark.parametrize(
    "block",
    [
        "Team\tWon\tLost",
        "a | b | c",
        "Ashford 2-1 Milton Rovers",
        "Ashford - Milton 0:1",
        "12.5 %",
        "Ashford  3  1  2",
        "name → letter ( letter | digit )*",
        "<name> ::= <letter> <name>?",
    ],
)
def test_tables(block: str) -> None:
    assert kind_before_text(block) == "table"


def test_a_sentence_with_a_space_too_many_is_text() -> None:
    assert kind_before_text("Ashford won  2 games of 14 in the  rain of March and lost the others by far.") == "text"


def test_a_score_in_a_sentence_is_text() -> None:
    assert kind_before_text("Ashford won 2-1 at Milton after extra time.") == "text"


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "1. ", "12) ", "a) ", "(b) ", "– "])
def test_the_marker_of_an_item_is_left_out(marker: str) -> None:
    assert shapes(f"{marker}two eggs\n{marker}flour\n") == [("item", "two eggs"), ("item", "flour")]


def test_an_item_of_full_sentences_is_running_text() -> None:
    text = "- The council met on Monday. It agreed to repair the old bridge before winter."
    assert shapes(text) == [("text", text[2:])]


def test_an_item_goes_on_over_indented_lines() -> None:
    assert shapes("- two eggs and\n  some flour\n- milk") == [("item", "two eggs and\n  some flour"), ("item", "milk")]


def test_a_foreign_date_is_no_list_marker() -> None:
    assert shapes("12. May was cold and nobody came.") == [("text", "12. May was cold and nobody came.")]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The council met on Monday evening and agreed to repair\n"
        "the old bridge before winter. Work begins in September\n"
        "and should not last longer than\neight weeks."
    )
    assert shapes(text) == [("text", text)]


def test_each_line_is_a_paragraph_where_lines_end_sentences() -> None:
    lines = [
        "Bridge to be repaired",
        "The council met.",
        "It agreed to repair the bridge.",
        "Work begins soon.",
        "elections.",
    ]
    kinds = ["headline", "text", "text", "text", "text"]
    assert shapes("\n".join(lines)) == list(zip(kinds, lines, strict=True))


def test_long_lines_are_paragraphs() -> None:
    lines = [f"{BODY} {BODY} {BODY}"] * 3
    assert [text for _, text in shapes("\n".join(lines))] == lines


def test_drawn_rules_part_paragraphs_and_are_not_read() -> None:
    assert shapes(f"{BODY}\n* * *\n{BODY}\n-----\n") == [("text", BODY), ("text", BODY)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts(end: str) -> None:
    assert shapes(f"\ufeff{BODY}{end}{end}{BODY}{end}") == [("text", BODY), ("text", BODY)]


@pytest.mark.parametrize(
    "text", ["word and more, " * 1_400_000, "[" * 200_000, "He went home.\n" * 200_000, "- " * 100_000, "\n" * 200_000]
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    start = time.perf_counter()
    shapes(text)
    assert time.perf_counter() - start < 20
