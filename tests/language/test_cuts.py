"""Chunks and their tokens as columns are what one finds by looking at one chunk after the other."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lint.language.batch import join
from lint.language.cuts import Cuts, chunks
from lint.language.tokenizer import pieces
from lint.language.vocabulary import Vocabulary
from lint.source import Document, Segment, SegmentKind

TEXT = st.text(st.sampled_from("ab Z.,;'’-\n\t\u00a0\u2003\u3000İ中1\U0001f600"), max_size=40)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_chunks_and_tokens(parts: list[tuple[str, str]]) -> None:
    """Each part is a segment and what lies between it and the next one."""
    text, segments = "", []
    for inside, between in parts:
        segments.append(Segment(len(text), len(text) + len(inside), SegmentKind.TEXT))
        text += inside + between
    starts, ends, owners = chunks(text, join([Document.plain("x", text, segments)])[2])
    expected = [
        (match.start(), match.end(), number)
        for number, segment in enumerate(segments)
        for match in re.compile(r"\S+").finditer(text, segment.start, segment.end)
    ]
    assert list(zip(starts.tolist(), ends.tolist(), owners.tolist(), strict=True)) == expected
    vocabulary = Vocabulary()
    found = [text[a:b] for a, b, _ in expected]
    which, form, start, end = Cuts(vocabulary).tokens(found)
    wanted = [(k, chunk[a:b], a, b) for k, chunk in enumerate(found) for a, b in pieces(chunk)]
    forms = [vocabulary.strings[number] for number in form.tolist()]
    assert list(zip(which.tolist(), forms, start.tolist(), end.tolist(), strict=True)) == wanted


def test_a_chunk_met_again_is_cut_the_same_way() -> None:
    cuts = Cuts(Vocabulary())
    first = cuts.tokens(["don't", "stop,"])
    again = cuts.tokens(["stop,", "don't"])
    assert first[0].tolist() == [0, 0, 1, 1]
    assert again[1].tolist() == np.roll(first[1], 2).tolist()
