"""The words that an order and a text accept; imported where there are some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lint.accepted import Accepted, accept, accepted
from lint.apps.lists import ListFile, text_of
from lint.apps.order import Order
from lint.checked import Checked
from lint.source import Document
from lint.suppress import WORDS

COMMENT = re.compile(r"(?:^|\s)#")
"""“C#” is a word; what follows a # that stands apart is none."""


def without_accepted(checked: Checked, order: Order) -> Checked:
    """A document without the findings that accepted words answer."""
    own = words_of(checked.document)
    return accept(checked, (*known(order), *((_accepted(own),) if own else ())))


def known(order: Order) -> tuple[Accepted, ...]:
    """The words that hold in all texts of an order; UsageError where a list cannot be read."""
    words, lists, glossaries = order.settings.words, order.word_lists, order.glossaries
    return (_accepted(words, lists, glossaries),) if words or lists or glossaries else ()


@lru_cache(maxsize=64)
def _accepted(
    words: tuple[str, ...], lists: tuple[ListFile, ...] = (), glossaries: tuple[ListFile, ...] = ()
) -> Accepted:
    return accepted((*words, *(word for one in lists for word in words_in(text_of(one))), *_terms(glossaries)))


def _terms(glossaries: tuple[ListFile, ...]) -> tuple[str, ...]:
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


def words_of(document: Document) -> tuple[str, ...]:
    """The words that a text accepts by itself, in marks such as `<!-- mtlint words: Bonpo, Sinja -->`."""
    said = (mark.text.partition(":") for mark in document.marks)
    found = (word.strip() for what, _, words in said if what.strip() == WORDS for word in words.split(","))
    return tuple(dict.fromkeys(filter(None, found)))
