"""Scores worked out by hand."""

from __future__ import annotations

import pytest

from lint.model import Edit, Span
from lint.record import Record
from lint.scoring import Figures, Outcome, Translation, outcome, ratio, record

#       0123456789012345678901234567
TEXT = "He made a photo of house."
EDITED = "He took a photo of the house."
TRANSLATION = Translation(TEXT, EDITED, (Span(3, 7),), (18,))


@pytest.mark.parametrize(
    ("span", "window", "hit"),
    [
        (Span(3, 7), range(1, 2), True),  # made: changed
        (Span(8, 9), range(2, 3), False),  # a: left alone, nothing put in beside it
        (Span(5, 9), range(1, 3), True),  # half of "made" counts as all of it
        (Span(16, 18), range(4, 5), True),  # of: "the" was put in behind it
        (Span(19, 24), range(5, 6), True),  # house: "the" was put in before it
        (Span(18, 18), range(5, 5), True),  # the very gap
        (Span(9, 9), range(3, 3), False),  # a gap that stayed empty
        (Span(25, 25), range(7, 7), False),  # behind the last word
    ],
)
def test_the_window_of_a_finding_and_whether_the_editor_was_there(span: Span, window: range, hit: bool) -> None:
    assert TRANSLATION.window(span) == window
    assert TRANSLATION.hit(window) is hit


def test_chance_is_the_share_of_all_places() -> None:
    # He(made) made a photo of(the) house(the) . : of seven single words, made, of and house are hits.
    assert TRANSLATION.chance(1) == 3 / 7
    # Of eight gaps one was filled.
    assert TRANSLATION.chance(0) == 1 / 8
    # He-made, made-a, photo-of, of-house, house-stop are hits, a-photo is not.
    assert TRANSLATION.chance(2) == 5 / 6
    assert TRANSLATION.chance(7) == 1.0


@pytest.mark.parametrize(
    ("edits", "gain"),
    [
        ([Edit(Span(3, 7), "took")], 1),
        ([Edit(Span(3, 7), "shot")], 0),
        ([Edit(Span(10, 15), "picture")], -1),
        ([Edit(Span(3, 7), "took"), Edit(Span(19, 19), "the ")], 2),
        ([Edit(Span(15, 15), "  ")], 0),  # spacing does not count
        ([Edit(Span(0, 25), "")], 2 - 8),
    ],
)
def test_gain_is_what_the_editor_need_not_change_any_more(edits: list[Edit], gain: int) -> None:
    assert TRANSLATION.edits == 2
    assert TRANSLATION.gain(edits) == gain


@pytest.mark.parametrize(
    ("flagged", "there"),
    [("made", "took"), ("photo", "photo"), ("of", "of the"), ("house", "the house"), ("He made", "He took")],
)
def test_what_the_editor_has_there(flagged: str, there: str) -> None:
    start = TEXT.index(flagged)
    span = TRANSLATION.counterpart(TRANSLATION.window(Span(start, start + len(flagged))))
    assert EDITED[span.start : span.end] == there


def test_what_was_deleted_has_an_empty_place() -> None:
    translation = Translation("The the cat.", "The cat.", (Span(4, 7),))
    span = translation.counterpart(translation.window(Span(4, 7)))
    assert span == Span(3, 3)


def test_outcomes_and_figures() -> None:
    made = outcome(TRANSLATION, Span(3, 7), [Edit(Span(3, 7), "took")])
    assert (made, made.name) == (Outcome(hit=True, chance=3 / 7, gain=1), "better")
    bare = outcome(TRANSLATION, Span(8, 9), [])
    assert (bare.gain, bare.name) == (None, "missed")
    worse = outcome(TRANSLATION, Span(10, 15), [Edit(Span(10, 15), "picture")])
    figures = Figures.of(500, [made, bare, worse])
    assert (figures.findings, figures.hits, figures.better, figures.same, figures.worse) == (3, 1, 1, 0, 1)
    assert figures.per_1k == 6
    assert figures.precision == 1 / 3
    assert figures.lift == pytest.approx(1 / (9 / 7))


def test_without_a_post_edit_a_fix_is_neither_better_nor_worse() -> None:
    translation = Translation(TEXT, None, (Span(3, 7),))
    assert outcome(translation, Span(3, 7), [Edit(Span(3, 7), "took")]).gain is None


GOOD = Figures(10_000, 20, hits=15, chance=10.0, better=6, worse=4)


def test_a_record_of_two_texts_is_what_the_catalogue_would_write() -> None:
    known = record(GOOD, Figures(30_000, 4))
    assert (known.findings, known.better, known.worse, known.clean) == (20, 6, 4, 4)
    assert (known.precision, known.chance, known.lift) == (0.75, 0.5, 1.5)
    assert (known.per_1k, known.clean_per_1k) == (2.0, 0.1333)
    assert record(Figures(0, 0), Figures(0, 0)) == Record()


def test_a_rule_that_never_speaks_in_sound_english_has_no_ratio() -> None:
    assert ratio(GOOD, Figures(10_000, 0)) is None
    assert ratio(GOOD, Figures(20_000, 10)) == 4
