"""Singular nouns that lack their article, and articles that do not suit their noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from lint.language.articles import indefinite_article, may_be_spelled
from lint.language.lexicon import words_in
from lint.language.tokens import Tokens
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading
from lint.model import Safety

_DETERMINING = frozenset("det nmod:poss nummod compound det:predet flat case:poss appos".split())
_BEFORE = frozenset("DT PRP$ POS CD NNP NNPS HYPH NN NNS VBG VBN JJ $ WP$ WDT PDT FW RBS JJS AFX SYM".split())
_AFTER = frozenset("HYPH NN NNS NNP NNPS POS CD FW AFX SYM VBG".split())


@cache
def _words_of(classes: tuple[str, ...], spare: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words_in(name) for name in classes)) - frozenset(spare)


def missing(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A countable noun in the singular with nothing before it that determines it, in the places that are asked for."""
    tokens = reading.batch.tokens
    words = _words_of(tuple(options["nouns"]), tuple(options["spare"]))
    nouns = tokens.has_tag("NN") & tokens.within("lower", tokens.vocabulary.numbers(words))
    nouns &= (tokens.margin >= options["margin"]) & (tokens.form == tokens.lower)
    for noun in np.flatnonzero(nouns).tolist():
        first = _bare_from(tokens, noun)
        place = _place(tokens, noun, first) if first >= 0 else ""
        if place not in options["places"]:
            continue
        article = indefinite_article(tokens.word(first))
        start = int(tokens.start[first])
        edits = tuple(((start, start, f"{word} "),) for word in (article, "the"))
        captures = {"noun": reading.batch.between(first, noun), "article": article, "place": place}
        yield Hit(start, int(tokens.end[noun]), captures, edits)


def wrong_sound(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“a” before a vowel sound, “an” before a consonant."""
    tokens = reading.batch.tokens
    either = frozenset(options["either"])
    rows = np.flatnonzero(tokens.has_lower("a", "an") & tokens.has_tag("DT"))
    for row in rows[rows + 1 < len(tokens)].tolist():
        after = row + 1
        word, article = tokens.word(after), tokens.lower_word(row)
        if (
            tokens.segment[after] != tokens.segment[row]
            or not tokens.spaced[after]
            or reading.batch.text[tokens.start[row] - 1 : tokens.start[row]] == "-"
            or tokens.quoted[row] != tokens.quoted[after]
        ):
            continue
        if (
            tokens.lower_word(after) in either
            or not word[0].isalnum()
            or may_be_spelled(word)
            or (tokens.word(row) == "A" and not tokens.opens[row])
        ):
            continue
        right = indefinite_article(word)
        shouted = word.isupper() and len(word) > 3
        if right != article and not shouted:
            start, end = tokens.span(row)
            new = right.capitalize() if tokens.word(row)[0] == "A" else right
            safety = Safety.SAFE if word.isalpha() and word.islower() and len(word) > 2 else Safety.ASK
            yield replacement(start, end, new, {"word": word, "article": new}, safety=safety)


def _bare_from(tokens: Tokens, noun: int) -> int:
    """The first row of a noun's phrase of adjectives alone; -1 where something determines it or the tree is odd."""
    children = tokens.children(noun)
    relations = {tokens.relation_name(row) for row in children}
    if relations & _DETERMINING or tokens.relation_name(noun) in ("compound", "flat", "fixed", "goeswith", "amod"):
        return -1
    adjectives = [row for row in children if tokens.relation_name(row) == "amod" and row < noun]
    first = min([noun, *adjectives])
    if noun - first != len(adjectives) or any(tokens.tag_name(row) != "JJ" for row in adjectives):
        return -1
    last = noun + 1 == len(tokens) or tokens.opens[noun + 1]
    after = "." if last else tokens.tag_name(noun + 1)
    if after in _AFTER or tokens.opens[first] or tokens.tag_name(first - 1) in _BEFORE:
        return -1
    return -1 if tokens.lower_word(first - 1) in ("that", "“", '"', "‘", "''", "``") else first


def _place(tokens: Tokens, noun: int, first: int) -> str:
    """Where a bare noun stands: "predicate", "as", "such", "object", "subject", "with" and so on."""
    children = tokens.children(noun)
    before = tokens.lower_word(first - 1)
    relation = tokens.relation_name(noun)
    if any(tokens.relation_name(row) == "conj" and tokens.pos_name(row) == "NOUN" for row in children):
        return ""  # “is husband and father”
    if before == "such":
        return "such"
    cases = [row for row in children if tokens.relation_name(row) == "case"]
    if cases:
        return before if len(cases) == 1 and cases[0] == first - 1 else ""
    if any(tokens.relation_name(row) == "cop" and row < first for row in children):
        return "predicate"
    if relation == "obj" and int(tokens.head[noun]) < first:
        return "object"
    return "subject" if relation in ("nsubj", "nsubj:pass") else "conj" if relation == "conj" else ""
