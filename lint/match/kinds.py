"""The matcher kinds: how a rule file writes each, and what it finds in a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from lint.match.fixes import Bound
from lint.match.predicate import Predicate, Reading, Words

Find = Callable[[Reading], Iterator[Bound]]


class TextSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="text"):
    """A regular expression over the text; the group `mark`, where there is one, is what is flagged.

    The expression is compiled and run only where one of `needs` occurs in the text, in any case of letters: most texts
    have no `&quot;`, and compiling is what a short run pays for.
    """

    pattern: str
    ignore_case: bool = False
    unless: str = ""
    needs: Words = ()


class WordsSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="words"):
    """Phrases with what should stand in their place; `<word>` is a lemma and is inflected alike.

    What is to be put in its own place is right: it is left alone, and so is what it holds.
    """

    entries: dict[str, str | None] = {}
    table: str = ""
    """Rows of phrase, what should stand there, and a note for the message."""
    capitals: bool = False
    """A word with capitals is met with these alone, and capitals of the text that a phrase lacks are kept."""


class TokensSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="tokens"):
    """Predicates on tokens in a row, all in one sentence."""

    pattern: tuple[Predicate, ...]
    mark: Words = ()


class Edge(Predicate, frozen=True, forbid_unknown_fields=True):
    """A predicate on a token that hangs on another in the tree, or with `up` is its head."""

    of: str = ""
    up: bool = False
    before: str = ""
    after: str = ""


class TreeSpec(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag="tree",
    rename={"present": "with", "absent": "without"}.get,
):
    """A token with the children and heads that it must have, and must not have."""

    node: Predicate
    present: tuple[Edge, ...] = ()
    absent: tuple[Edge, ...] = ()
    mark: Words = ()


class CallSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="call"):
    """A function of `lint.match.calls`, for what no pattern says."""

    name: str
    options: dict[str, Any] = {}


MatchSpec = TextSpec | WordsSpec | TokensSpec | TreeSpec | CallSpec
Tables = Mapping[str, str]
