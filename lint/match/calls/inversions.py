"""Subjects that stand behind their auxiliary in a statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.tokens import Tokens
from lint.match.hit import Hit
from lint.match.predicate import Reading


def statement(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“and has the union criticized the plan”: auxiliary, subject, verb, object, with nothing that turns them round."""
    tokens = reading.batch.tokens
    helpers = tokens.has_lower(*options["aux"]) & ~tokens.opens
    triggers = tokens.has_lower(*options["triggers"])
    nouns, objects = frozenset(options["nouns"]), frozenset(options["objects"])
    for row in np.flatnonzero(helpers).tolist():
        first, stop = tokens.sentence_rows(row)
        if (
            tokens.lower_word(row - 1) not in options["before"]
            or row + 1 >= stop
            or tokens.lower_word(row + 1) not in options["after"]
        ):
            continue
        verb = _verb(tokens, row, stop, nouns)
        if verb is None or verb + 1 >= stop or tokens.tag_name(verb + 1) not in objects:
            continue
        if "?" in tokens.lower_words(row, stop) or triggers[max(first, row - 2) : row].any():
            continue
        start, end = int(tokens.start[row]), int(tokens.start[row + 1])
        behind = int(tokens.end[verb - 1])
        edits = ((start, end, ""), (behind, behind, " " + tokens.word(row)))
        yield Hit(start, behind, {"aux": tokens.word(row)}, (edits,))


def _verb(tokens: Tokens, row: int, stop: int, nouns: frozenset[str]) -> int | None:
    """The participle behind a noun phrase that follows an auxiliary."""
    for at in range(row + 2, min(row + 14, stop)):
        tag = tokens.tag_name(at)
        if tag in {"VBN", "VBD"}:
            return at if tokens.tag_name(at - 1) in {"NN", "NNS", "NNP", "NNPS", "PRP"} else None
        if tag not in nouns:
            return None
    return None
