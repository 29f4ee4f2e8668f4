"""The words that an order and a text accept; imported where there are some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lint.accepted import Accepted, accept, accepted
from lint.apps.files import format_of
from lint.apps.lists import Listed, text_of
from lint.apps.order import Order
from lint.engine import Checked

MARK = re.compile(r"<!--\s*mtlint\s+words:(?P<words>.*?)-->", re.DOTALL)
"""In a Markdown text: words that are right in it."""
COMMENT = re.compile(r"(?:^|\s)#")
"""“C#” is a word; what follows a # that stands apart is none."""


def without_accepted(checked: Checked, order: Order) -> Checked:
    """A document without the findings that accepted words answer."""
    markdown = format_of(checked.document.name, order.read_as) == "markdown"
    own = words_of(checked.document.source) if markdown else ()
    return accept(checked, (*known(order), *((_accepted(own),) if own else ())))


def known(order: Order) -> tuple[Accepted, ...]:
    """The words that hold in all texts of an order; UsageError where a list cannot be read."""
    words, lists, glossaries = order.settings.words, order.word_lists, order.glossaries
    return (_accepted(words, lists, glossaries),) if words or lists or glossaries else ()


@lru_cache(maxsize=64)
def _accepted(words: tuple[str, ...], lists: tuple[Listed, ...] = (), glossaries: tuple[Listed, ...] = ()) -> Accepted:
    return accepted((*words, *(word for one in lists for word in words_in(text_of(one))), *_terms(glossaries)))


def _terms(glossaries: tuple[Listed, ...]) -> tuple[str, ...]:
    """The terms of glossaries, which are right as they are."""
    if not glossaries:
        return ()
    from lint.apps.glossaries import entries

    return tuple(entry.term for entry in entries(glossaries))


def words_in(text: str) -> Iterator[str]:
    """The words of a list, one a line."""
    for line in text.splitlines():
        word = COMMENT.split(line, maxsplit=1)[0].strip()
        if word:
            yield word


def words_of(source: str) -> tuple[str, ...]:
    """The words that a Markdown text accepts by itself."""
    found = (word.strip() for mark in MARK.finditer(source) for word in mark["words"].split(","))
    return tuple(dict.fromkeys(filter(None, found)))
